package explore_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
	"github.com/novation-dev/novation/plugins/cases/explore"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
)

// reader reads the schema of the note, from which and to which it converts.
func reader(t *testing.T) cases.Reader {
	t.Helper()
	src, err := os.ReadFile("../../guests/note/proto/note/v1/note.proto")
	if err != nil {
		t.Fatal(err)
	}
	set, err := schema.Compile(t.Context(), map[string][]byte{"note.proto": src})
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Load(set, schema.Names{State: "note.v1.Note", Command: "note.v1.Command"})
	if err != nil {
		t.Fatal(err)
	}
	return cases.Reader{Schema: s, Previous: s}
}

// note is a note in Go, with a fault or none. It panics when it is given what no
// host would give.
type note struct {
	cases.Reader
	fault       string
	once, asked int
	unsound     int // states that nv_check was against
}

func (n *note) Has(abi.Op) bool { return true }

func (n *note) Once(_ context.Context, c cases.Call) (plugins.Result, error) {
	n.once++
	return n.call(c)
}

func (n *note) Ask(_ context.Context, c cases.Call) (plugins.Result, error) {
	n.asked++
	if n.fault == "disagreement" && len(c.Request.Seed) > 0 {
		return plugins.Result{}, &plugins.DisagreeError{Op: c.Op}
	}
	return n.call(c)
}

func (n *note) call(c cases.Call) (plugins.Result, error) {
	if _, err := abi.EncodeRequest(c.Request); err != nil {
		panic(err)
	}
	state, command := n.decode(n.Schema.State(), c.Request.State), n.decode(n.Schema.Command(), c.Request.Command)
	open := text(state, "open")
	switch c.Op {
	case abi.Check:
		if strings.HasPrefix(open, "-") {
			n.unsound++
			return reject("invariant"), nil
		}
		return plugins.Result{}, nil
	case abi.Up, abi.Down:
		return n.convert(c, state, open)
	default:
	}
	step := command.WhichOneof(command.Descriptor().Oneofs().Get(0))
	if step == nil {
		return reject("step"), nil
	}
	amount := text(command.Get(step).Message(), "amount")
	switch {
	case n.fault == "careless" && strings.HasPrefix(open, "-"):
		return plugins.Result{}, &plugins.TrapError{Op: c.Op, Err: errors.New("unreachable")}
	case n.fault == "trap" && step.Name() == "pay" && amount == "":
		return plugins.Result{}, &plugins.TrapError{Op: c.Op, Err: errors.New("unreachable")}
	case amount == "" || strings.HasPrefix(amount, "-") && n.fault != "negative":
		return reject("amount"), nil
	}
	set(state, "open", amount)
	set(state, "debtor", c.Request.Actor)
	return n.accept(state), nil
}

func (n *note) convert(c cases.Call, state protoreflect.Message, open string) (plugins.Result, error) {
	switch {
	case n.fault == "lossy" && c.Op == abi.Down:
		set(state, "creditor", "")
	case n.fault == "one way" && c.Op == abi.Up && text(state, "debtor") != "":
		return reject("debtor"), nil
	case open == "":
		return reject("nothing"), nil
	}
	return n.accept(state), nil
}

func (n *note) decode(md protoreflect.MessageDescriptor, b []byte) protoreflect.Message {
	m, err := wire.Decode(md, b)
	if err != nil {
		panic(err) // a host would have refused it
	}
	return m
}

func (n *note) accept(state protoreflect.Message) plugins.Result {
	b, err := wire.Encode(state.Interface())
	if err != nil {
		panic(err)
	}
	return plugins.Result{Reply: abi.Reply{State: b}}
}

func reject(code string) plugins.Result {
	return plugins.Result{Reply: abi.Reply{Reasons: []abi.Reason{{Code: code, Message: "no"}}}}
}

func field(m protoreflect.Message, name string) protoreflect.FieldDescriptor {
	return m.Descriptor().Fields().ByName(protoreflect.Name(name))
}

func text(m protoreflect.Message, name string) string { return m.Get(field(m, name)).String() }

func set(m protoreflect.Message, name, value string) {
	m.Set(field(m, name), protoreflect.ValueOfString(value))
}

const seeds = `
parties: [alpha, beta]
actor: alpha
steps:
  - command: {promise: {creditor: beta, amount: 100.00}}
    expect: {state: {debtor: alpha, open: 100.00}}
  - command: {pay: {amount: 1.00}}
---
op: up
parties: [alpha]
state: {debtor: alpha, creditor: beta, open: 5.00}
`

func TestRun(t *testing.T) {
	for _, tc := range []struct{ fault, kind, says, smallest string }{
		{"", "", "", ""},
		{"trap", "broken", "unreachable", `{"pay":{}}`},
		{"negative", "check", "nv_check complains about what nv_apply made: invariant", ""},
		{"disagreement", "disagreement", "disagree", ""},
		{"careless", "", "", ""}, // it traps on states that nv_check is against
		{"lossy", "conversion", "another one", ""},
		{"one way", "conversion", "nv_up refuses what nv_down has made: debtor", ""},
	} {
		t.Run(tc.fault, func(t *testing.T) {
			r := reader(t)
			n := &note{Reader: r, fault: tc.fault}
			all, err := r.Load(fstest.MapFS{"a.yaml": {Data: []byte(seeds)}})
			if err != nil {
				t.Fatal(err)
			}
			var calls []cases.Call
			for _, c := range all {
				calls = append(calls, c.Requests()...)
			}
			if len(calls) != 3 {
				t.Fatalf("%d calls", len(calls))
			}
			limit := 2 * time.Second
			if tc.kind == "" {
				limit = 300 * time.Millisecond
			}
			ctx, cancel := context.WithTimeout(t.Context(), limit)
			defer cancel()
			report, err := explore.Run(ctx, r, n, calls, explore.Config{Seed: 1, Findings: 1})
			if err != nil {
				t.Fatal(err)
			}
			if n.once == 0 || n.asked == 0 && tc.kind == "" || report.Calls != n.once+n.asked {
				t.Errorf("%d calls in one way, %d in two, report %+v", n.once, n.asked, report)
			}
			if tc.kind == "" {
				if n.unsound == 0 || len(report.Findings) > 0 || report.Accepted == 0 || report.Rejected == 0 {
					t.Errorf("rules without a fault: %+v", report)
				}
				return
			}
			if len(report.Findings) != 1 {
				t.Fatalf("findings %+v", report.Findings)
			}
			f := report.Findings[0]
			if f.Kind != tc.kind || !strings.Contains(f.Name, tc.says) {
				t.Errorf("found %s, %q", f.Kind, f.Name)
			}
			if last := f.Calls[len(f.Calls)-1]; tc.smallest != "" {
				m, err := wire.FromJSON(r.Schema.Command(), []byte(tc.smallest))
				if err != nil {
					t.Fatal(err)
				}
				want, err := wire.Encode(m)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, last.Request.Command); diff != "" {
					t.Errorf("the smallest command (-want +got):\n%s", diff)
				}
			}
			again(t, r, n, f)
		})
	}
}

// again writes a finding, reads it, and plays it: it must fail.
func again(t *testing.T, r cases.Reader, n *note, f explore.Found) {
	t.Helper()
	b, err := r.Write(f.Finding)
	if err != nil {
		t.Fatal(err)
	}
	all, err := r.Load(fstest.MapFS{"found.yaml": {Data: b}})
	if err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	outcomes := r.Play(t.Context(), all[0], func(ctx context.Context, c cases.Call) (abi.Reply, error) {
		result, err := n.Ask(ctx, c)
		return result.Reply, err
	})
	if last := outcomes[len(outcomes)-1]; last.OK() {
		t.Errorf("the case that was written passes:\n%s", b)
	}
}

// TestEverything makes calls for the schema with a field of every kind; call
// panics when one is not canonical.
func TestEverything(t *testing.T) {
	src, err := os.ReadFile("../../testdata/wire/vector.proto")
	if err != nil {
		t.Fatal(err)
	}
	set, err := schema.Compile(t.Context(), map[string][]byte{"a.proto": src})
	if err != nil {
		t.Fatal(err)
	}
	const name = "novation.vector.v1.State"
	s, err := schema.Load(set, schema.Names{State: name, Command: name})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	e := &echo{s: s}
	report, err := explore.Run(ctx, cases.Reader{Schema: s}, e, nil, explore.Config{})
	if err != nil || len(report.Findings) > 0 || report.Accepted < 100 {
		t.Errorf("%+v, %v", report, err)
	}
	for i := range s.State().Fields().Len() {
		if fd := s.State().Fields().Get(i); !e.seen[fd.Name()] {
			t.Errorf("field %s was never set", fd.Name())
		}
	}
}

// echo answers with the command as the state.
type echo struct {
	s    *schema.Schema
	seen map[protoreflect.Name]bool
}

func (*echo) Has(op abi.Op) bool { return op == abi.Apply }

func (e *echo) Ask(ctx context.Context, c cases.Call) (plugins.Result, error) { return e.Once(ctx, c) }

func (e *echo) Once(_ context.Context, c cases.Call) (plugins.Result, error) {
	if _, err := abi.EncodeRequest(c.Request); err != nil {
		panic(err)
	}
	m, err := wire.Decode(e.s.Command(), c.Request.Command)
	if err != nil {
		panic(err)
	}
	if e.seen == nil {
		e.seen = map[protoreflect.Name]bool{}
	}
	m.Range(func(fd protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		e.seen[fd.Name()] = true
		return true
	})
	if len(c.Request.Command) == 0 {
		return reject("empty"), nil
	}
	return plugins.Result{Reply: abi.Reply{State: c.Request.Command}}, nil
}
