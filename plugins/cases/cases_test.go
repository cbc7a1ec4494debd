package cases_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/registry"
)

// load compiles a schema file of the test data or of the template.
func load(t testing.TB, path string, names schema.Names) *schema.Schema {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	set, err := schema.Compile(t.Context(), map[string][]byte{"a.proto": src})
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Load(set, names)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func noteSchema(t testing.TB) *schema.Schema {
	return load(t, "../guests/note/proto/note/v1/note.proto", schema.Names{State: "note.v1.Note", Command: "note.v1.Command"})
}

// everything is the schema of the wire vectors, with one field of every kind, as
// state and as command.
func everything(t testing.TB) *schema.Schema {
	const name = "novation.vector.v1.State"
	return load(t, "../testdata/wire/vector.proto", schema.Names{State: name, Command: name})
}

func one(t testing.TB, r cases.Reader, text string) cases.Case {
	t.Helper()
	all, err := r.Load(fstest.MapFS{"a.yaml": {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 {
		t.Fatalf("%d cases, want one", len(all))
	}
	return all[0]
}

func encode(t testing.TB, s *schema.Schema, state bool, json string) []byte {
	t.Helper()
	md := s.Command()
	if state {
		md = s.State()
	}
	m, err := wire.FromJSON(md, []byte(json))
	if err != nil {
		t.Fatal(err)
	}
	b, err := wire.Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestRequests reads the cases of the template.
func TestRequests(t *testing.T) {
	s := noteSchema(t)
	all, err := cases.Load(os.DirFS("../guests/note/cases"), s)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range all {
		names = append(names, c.File+": "+c.Name)
	}
	want := []string{
		"refused.yaml: a promise of nothing, to nobody", "refused.yaml: a payment of more than is open",
		"refused.yaml: the debtor cannot say what was received", "refused.yaml: a note owed to oneself",
		"samples/paid.yaml: paid in two parts",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	open := encode(t, s, true, `{"debtor":"alpha","creditor":"beta","open":"100.00"}`)
	parties := []string{"alpha", "beta"}
	// The third step expects some fields only, so what follows it is not told.
	calls := []cases.Call{
		{Op: abi.Apply, Request: abi.Request{
			Command: encode(t, s, false, `{"promise":{"creditor":"beta","amount":"100.00"}}`),
			Time:    1772442000, Actor: "alpha", Parties: parties, Sequence: 1,
		}},
		{Op: abi.Check, Request: abi.Request{State: open, Time: 1772442000, Parties: parties, Sequence: 2}},
		{Op: abi.Apply, Request: abi.Request{
			State: open, Command: encode(t, s, false, `{"pay":{"amount":"99.99"}}`),
			Time: 1775034000, Actor: "beta", Parties: parties, Sequence: 2,
		}},
	}
	if diff := cmp.Diff(calls, all[4].Requests()); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
	if got := all[1].Requests(); len(got) != 1 || got[0].Request.Sequence != 2 {
		t.Errorf("a case with a state: %+v", got)
	}
}

// TestEveryKind reads values of every kind, and compares with their JSON form.
func TestEveryKind(t *testing.T) {
	s := everything(t)
	c := one(t, cases.Reader{Schema: s}, `
state:
  i32: -1
  i64: -9223372036854775808
  u32: 4294967295
  u64: 18446744073709551615
  flag: true
  text: |
    two
    lines
  data: aGk=
  color: COLOR_RED
  price: {amount: 80.50, currency: "EUR"}
  numbers: [300, -300]
  texts: [true, 007, "", 1.50]
  prices:
    - {}
    - {currency: EUR}
  formula: {}
command: {text: 2026-01-01}
`)
	q := c.Steps[0].Request
	want := encode(t, s, true, `{"i32":-1,"i64":"-9223372036854775808","u32":4294967295,"u64":"18446744073709551615","flag":true,"text":"two\nlines\n",
		"data":"aGk=","color":"COLOR_RED","price":{"amount":"80.50","currency":"EUR"},"numbers":["300","-300"],"texts":["true","007","","1.50"],
		"prices":[{},{"currency":"EUR"}],"formula":{}}`)
	if !bytes.Equal(q.State, want) {
		t.Errorf("state %x, want %x", q.State, want)
	}
	if want := encode(t, s, false, `{"text":"2026-01-01"}`); !bytes.Equal(q.Command, want) {
		t.Errorf("command %x, want %x", q.Command, want)
	}
}

// TestAlias says a command once and asks it twice.
func TestAlias(t *testing.T) {
	s := everything(t)
	c := one(t, cases.Reader{Schema: s}, "steps:\n- command: &a {text: b}\n- command: *a\n")
	want := encode(t, s, false, `{"text":"b"}`)
	for i, step := range c.Steps {
		if !bytes.Equal(step.Request.Command, want) {
			t.Errorf("step %d: command %x, want %x", i, step.Request.Command, want)
		}
	}
}

func TestReferences(t *testing.T) {
	r := cases.Reader{Schema: noteSchema(t), References: []abi.Reference{{Name: "calendar", Data: []byte("c")}, {Name: "quotes", Data: []byte("old")}}}
	all, err := r.Load(fstest.MapFS{
		"deep/a.yaml":   {Data: []byte("references:\n  quotes: {file: q.csv}\n  banks: {text: b}\nseed: " + strings.Repeat("07", 32) + "\n")},
		"deep/q.csv":    {Data: []byte("new")},
		"deep/notes.md": {Data: []byte("not a case")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []abi.Reference{{Name: "banks", Data: []byte("b")}, {Name: "calendar", Data: []byte("c")}, {Name: "quotes", Data: []byte("new")}}
	q := all[0].Steps[0].Request
	if diff := cmp.Diff(want, q.References); diff != "" {
		t.Errorf("references (-want +got):\n%s", diff)
	}
	if !bytes.Equal(q.Seed, bytes.Repeat([]byte{7}, 32)) || all[0].Name != "deep/a" {
		t.Errorf("seed %x, name %q", q.Seed, all[0].Name)
	}
}

func TestFaults(t *testing.T) {
	s := everything(t)
	for _, tc := range []struct{ name, yaml, want string }{
		{"no YAML", "a: [", "a.yaml:1"},
		{"unknown key", "name: x\nactr: alpha\n", "a.yaml:2:1: "},
		{"unknown key in a step", "steps:\n  - actor: alpha\n    sate: {}\n", "a.yaml:3:5: "},
		{"unknown key of a reason", "expect:\n  reject:\n    - {code: x, wher: y}\n", "a.yaml:3:"},
		{"unknown key of an expectation", "expect:\n  stat: {}\n", "a.yaml:2:3: "},
		{"key twice", "name: x\nname: y\n", "a.yaml:2:"},
		{"operation", "steps:\n- op: apply\n- op: aply\n", `a.yaml:3:3: the operation "aply" is not known`},
		{"no steps", "steps: []\n", "steps is empty"},
		{"steps and command", "command: {}\nsteps: [{}]\n", "not beside them"},
		{"command of a check", "op: check\ncommand: {}\n", "only apply has a command"},
		{"conversion", "op: up\n", "release before"},
		{"unknown field", "command:\n  text: a\n  colour: COLOR_RED\n", `a.yaml:3:3: novation.vector.v1.State has no field "colour"`},
		{"unknown field below", "command:\n  price:\n    amout: 1.00\n", "a.yaml:3:5:"},
		{"field twice", "command: {i32: 1, i32: 2}\n", "a.yaml:1:"},
		{"both of a oneof", "command:\n  fixed: {}\n  formula: {}\n", "a.yaml:3:3: only one of"},
		{"decimal", "command:\n  price: {amount: 80.5}\n", `a.yaml:2:19: price.amount: "80.5" is no value here`},
		{"decimal in a list", "command: {amounts: [1.000, 2]}\n", `amounts[1]: "2"`},
		{"empty decimal in a list", "command: {amounts: [\"\"]}\n", `amounts[0]`},
		{"number", "command: {i32: 2147483648}\n", `"2147483648" is no int32`},
		{"fraction", "command: {i32: 1.5}\n", `"1.5" is no int32`},
		{"negative", "command: {u64: -1}\n", `"-1" is no uint64`},
		{"bool", "command: {flag: yes}\n", "neither true nor false"},
		{"enum", "command: {color: COLOR_BLUISH}\n", "no value of enum"},
		{"base64", "command: {data: '%'}\n", "not base64"},
		{"null", "command: {text: ~}\n", "text is a null"},
		{"list", "command: {texts: a}\n", "texts is a single value: want a list"},
		{"no list", "command: {text: [a]}\n", "text is a list"},
		{"message", "command: {price: 1}\n", "price is a single value"},
		{"alias inside", "steps:\n- command: &a {text: b}\n- command: {child: *a}\n", "reference to another place"},
		{"time", "time: yesterday\n", "a.yaml:1:7: time"},
		{"time before the chain", "time: -1\n", "time -1"},
		{"seed", "seed: xyz\n", "not hexadecimal"},
		{"short seed", "seed: '0707'\n", "32 bytes"},
		{"reference that is missing", "references:\n  quotes: {file: q.csv}\n", "quotes"},
		{"expected field", "expect:\n  fields: {prize.amount: 1}\n", `has no field "prize"`},
		{"expected list", "expect:\n  fields: {texts: a}\n", "texts is a list"},
		{"expected message", "expect:\n  fields: {price: a}\n", "price is a message"},
		{"expected count of none", "expect:\n  fields: {text#: 1}\n", "the number of a list's elements"},
		{"expected below a scalar", "expect:\n  fields: {text.a: 1}\n", "text has no fields"},
		{"expected element of none", "expect:\n  fields: {\"text[0]\": 1}\n", "want a list"},
		{"rejection with a state", "expect:\n  reject: {code: x}\n  state: {}\n", "nothing else"},
		{"rejection without reasons", "expect:\n  reject: []\n", "no reason"},
		{"check with a state", "op: check\nexpect:\n  state: {}\n", "a check answers with no state"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := cases.Load(fstest.MapFS{"a.yaml": {Data: []byte(tc.yaml)}}, s)
			e, ok := errors.AsType[*cases.Error](err)
			if !ok || !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tc.want) || e.Line == 0 {
				t.Errorf("%v: want an Error with %q", err, tc.want)
			}
		})
	}
}

// TestCheck holds replies against expectations. Each has one that passes and
// others that do not.
func TestCheck(t *testing.T) {
	s := everything(t)
	state := encode(t, s, true, `{"text":"a","price":{"amount":"1.00"},"texts":["x"],"flag":true,"color":"COLOR_RED"}`)
	accepted := abi.Reply{State: state, Documents: []abi.Document{{Kind: "receipt", Number: "7", Summary: "done"}}}
	rejected := abi.Reply{Reasons: []abi.Reason{{Code: "amount", Field: "pay.amount", Message: "too much"}}}
	for _, tc := range []struct {
		name, expect string
		reply        abi.Reply
		want         []string
	}{
		{"nothing said", "{}", accepted, nil},
		{"nothing said", "{}", rejected, []string{"rejected with amount at pay.amount: too much"}},
		{"any", "{any: true}", rejected, nil},
		{"state", "{state: {text: a, price: {amount: 1.00}, texts: [x], flag: true, color: COLOR_RED}}", accepted, nil},
		{"state", "{state: {text: b, price: {amount: 1.00}, texts: [x, y], flag: true}}", accepted, []string{
			"state.text: want b, got a", "state.color: want COLOR_UNSPECIFIED, got COLOR_RED",
			"state.texts#: want 2, got 1", "state.texts[1]: want y, it is not there",
		}},
		{"state without a message", "{state: {text: a, texts: [x], flag: true, color: COLOR_RED}}", accepted, []string{
			"state.price?: want false, got true", "state.price.amount: got 1.00, want it not to be there",
			"state.price.currency: got nothing, want it not to be there",
		}},
		{"fields", `{fields: {text: a, price.amount: 1.00, "price?": true, "texts#": 1, "texts[0]": x, "formula?": false}}`, accepted, nil},
		{"fields", `{fields: {text: b, price.amount: 1.01, "texts[3]": x}}`, accepted, []string{
			"state.text: want b, got a", "state.price.amount: want 1.01, got 1.00", "state.texts[3]: want x, it is not there",
		}},
		{"documents", "{documents: [{kind: receipt}]}", accepted, nil},
		{"documents", "{documents: []}", accepted, []string{"documents: got {Kind:receipt Number:7 Summary:done}, too"}},
		{"documents", "{documents: [{number: 8}, {kind: x}]}", accepted, []string{
			"documents: want {Kind: Number:8 Summary:}, got {Kind:receipt Number:7 Summary:done}", "documents: want {Kind:x Number: Summary:}, too",
		}},
		{"final", "{final: true}", abi.Reply{State: state, Final: true}, nil},
		{"final", "{final: true}", accepted, []string{"final: want true, got false"}},
		{"not final", "{}", abi.Reply{State: state, Final: true}, []string{"final: want false, got true"}},
		{"reject", "{reject: {code: amount}}", rejected, nil},
		{"reject", "{reject: [{}]}", rejected, nil},
		{"reject", "{reject: {code: amount}}", accepted, []string{"want a rejection with amount, got none"}},
		{"reject", "{reject: {code: amount, field: pay}}", rejected, []string{"reject: want amount at pay, got amount at pay.amount: too much"}},
		{"reject", "{reject: [{code: amount}, {code: party}]}", rejected, []string{"reject: want party, too"}},
		{"reject", "{reject: {message: too much}}", abi.Reply{Reasons: append(rejected.Reasons, abi.Reason{Code: "b"})}, []string{"reject: got b, too"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := one(t, cases.Reader{Schema: s}, "expect: "+tc.expect)
			if diff := cmp.Diff(tc.want, c.Steps[0].Expect.Check(tc.reply, s.State())); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.expect, diff)
			}
		})
	}
}

// TestPlay plays steps with an answerer that counts.
func TestPlay(t *testing.T) {
	s := noteSchema(t)
	r := cases.Reader{Schema: s, Previous: s}
	c := one(t, r, `
steps:
  - command: {promise: {creditor: beta}}
  - op: check
  - command: {pay: {amount: 1.00}}
    expect: {reject: {code: no}}
  - op: down
  - op: up
    time: 9
  - command: {pay: {amount: 2.00}}
    sequence: 7
  - command: {}
  - state: {open: 5.00}
    sequence: 1
`)
	var got []string
	ask := func(_ context.Context, call cases.Call) (abi.Reply, error) {
		q := call.Request
		got = append(got, string(call.Op)+" "+string(q.State)+" "+string(rune('0'+q.Sequence))+" "+string(rune('0'+q.Time)))
		if len(got) == 3 {
			return abi.Reply{Reasons: []abi.Reason{{Code: "no"}}}, nil
		}
		if call.Op == abi.Check {
			return abi.Reply{}, nil
		}
		return abi.Reply{State: []byte("s" + string(rune('0'+len(got))))}, nil
	}
	outcomes := r.Play(t.Context(), c, ask)
	open := string(encode(t, s, true, `{"open":"5.00"}`))
	want := []string{
		"nv_apply  1 0", "nv_check s1 2 0", "nv_apply s1 2 0", "nv_down s1 2 0", "nv_up s4 2 9",
		"nv_apply s5 7 9", "nv_apply s6 8 9", "nv_apply " + open + " 1 9",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
	if len(outcomes) != len(want) {
		t.Errorf("%d outcomes", len(outcomes))
	}
	got = nil
	broken := errors.New("broken")
	outcomes = r.Play(t.Context(), c, func(context.Context, cases.Call) (abi.Reply, error) {
		if got = append(got, ""); len(got) == 2 {
			return abi.Reply{}, broken
		}
		return abi.Reply{State: []byte(open)}, nil
	})
	if len(outcomes) != 2 || outcomes[0].OK() != true || !errors.Is(outcomes[1].Err, broken) || outcomes[1].OK() {
		t.Errorf("a step that fails: %+v", outcomes)
	}
}

// TestWrite writes findings and reads them again.
func TestWrite(t *testing.T) {
	s := everything(t)
	r := cases.Reader{Schema: s, Previous: s, References: []abi.Reference{{Name: "known", Data: []byte("k")}}}
	known := r.References[0]
	for i, tc := range []cases.Finding{
		{Name: "apply", Why: "It trapped:\nunreachable", Calls: []cases.Call{
			{Op: abi.Apply, Request: abi.Request{
				State:   encode(t, s, true, `{"text":"1.50","data":"aGk=","u64":"7","texts":["","true","null"," # x"],"price":{},"prices":[{"amount":"-0.01"}],"color":"COLOR_RED","child":{"text":"ü\n\t"}}`),
				Command: encode(t, s, false, `{}`), Actor: "007", Parties: []string{"no", "~"}, Time: 12, Sequence: 3,
				Seed: bytes.Repeat([]byte{9}, 32), References: []abi.Reference{{Name: "a", Data: []byte("x: y\n")}, known},
			}},
			{Op: abi.Apply, Request: abi.Request{Command: encode(t, s, false, `{"flag":true}`), Sequence: 1, Parties: []string{}, References: r.References}},
			{Op: abi.Check, Request: abi.Request{State: encode(t, s, true, `{"flag":true}`), Sequence: 1, Parties: []string{}, References: r.References}},
		}},
		{Name: "back", State: encode(t, s, true, `{"u64":"7"}`), Calls: []cases.Call{
			{Op: abi.Down, Request: abi.Request{State: encode(t, s, true, `{"flag":true}`), Sequence: 1, Parties: []string{}, References: r.References}},
		}},
		{Name: "up", Any: true, Calls: []cases.Call{
			{Op: abi.Up, Request: abi.Request{State: encode(t, s, true, `{"flag":true}`), Sequence: 1, Parties: []string{}, References: r.References}},
		}},
	} {
		b, err := r.Write(tc)
		if err != nil {
			t.Fatal(err)
		}
		c := one(t, r, string(b))
		if c.Name != tc.Name || len(c.Steps) != len(tc.Calls) {
			t.Fatalf("%d: read as %q with %d steps:\n%s", i, c.Name, len(c.Steps), b)
		}
		for j, step := range c.Steps {
			if step.Request.Seed != nil && len(step.Request.Seed) == 0 {
				step.Request.Seed = nil
			}
			if diff := cmp.Diff(tc.Calls[j], cases.Call{Op: step.Op, Request: step.Request}, cmp.Transformer("bytes", func(b []byte) string { return string(b) })); diff != "" {
				t.Errorf("%d.%d (-want +got):\n%s\n%s", i, j, diff, b)
			}
			if want := tc.State; want != nil {
				if diff := step.Expect.Check(abi.Reply{State: want}, s.State()); diff != nil || step.Expect.Check(abi.Reply{State: encode(t, s, true, `{"u64":"8"}`)}, s.State()) == nil {
					t.Errorf("%d.%d: the state it expects: %q", i, j, diff)
				}
			}
			if step.Carried || step.Expect.Any != tc.Any {
				t.Errorf("%d.%d: carried %v, any %v", i, j, step.Carried, step.Expect.Any)
			}
		}
	}
}
