package trial_test

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
	"github.com/novation-dev/novation/plugins/cases/trial"
	"github.com/novation-dev/novation/plugins/guests/source"
	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/registry"
)

const recap = "../../testdata/recap"

// open loads the recap written in C.
func open(t *testing.T) *trial.Trial {
	t.Helper()
	p, err := source.Read(recap)
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.Compile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	module, err := os.ReadFile(recap + "/c.wasm")
	if err != nil {
		t.Fatal(err)
	}
	on, err := trial.Open(t.Context(), module, plugins.Spec{Digest: registry.DigestOf(module), Schema: s}, cases.Reader{Schema: s}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := on.Close(); err != nil {
			t.Error(err)
		}
	})
	return on
}

const played = `
name: proposed
parties: [alpha, beta]
actor: alpha
steps:
  - command:
      propose:
        {reference: R-1, buyer: beta, grade: Brent, quantity: 600000.000, price: 81.2575, laycan_from: 1790000000, laycan_to: 1790086400, load_port: a, discharge_port: b}
    expect:
      fields: {value: 48754500.00, status: STATUS_DRAFT, "confirmed#": 1}
  - op: check
  - command: {confirm: {revision: 7}}
    expect: {reject: {}}
`

func TestPlay(t *testing.T) {
	on := open(t)
	load := func(text string) cases.Case {
		t.Helper()
		all, err := on.Reader.Load(fstest.MapFS{"a.yaml": {Data: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		return all[0]
	}
	p := on.Play(t.Context(), load(played))
	if !p.OK() || len(p.Gas) != 3 || p.Gas[0] == 0 || p.TotalGas() != p.Gas[0]+p.Gas[1]+p.Gas[2] {
		t.Errorf("a case that passes: %+v, gas %d", p.Outcomes, p.Gas)
	}
	p = on.Play(t.Context(), load(strings.Replace(played, "48754500.00", "48754500.01", 1)))
	if p.OK() || len(p.Outcomes) != 1 {
		t.Errorf("a case that fails in its first step: OK %v, %d outcomes", p.OK(), len(p.Outcomes))
	} else if diff := cmp.Diff([]string{"state.value: want 48754500.01, got 48754500.00"}, p.Outcomes[0].Differences); diff != "" {
		t.Errorf("differences (-want +got):\n%s", diff)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if p := on.Play(ctx, load(played)); p.OK() || !errors.Is(p.Outcomes[0].Err, context.Canceled) {
		t.Errorf("stopped: %+v", p.Outcomes)
	}
}

func TestCall(t *testing.T) {
	on := open(t)
	if !on.Has(abi.Apply) || !on.Has(abi.Check) || on.Has(abi.Up) {
		t.Error("it has other operations than apply and check")
	}
	for _, op := range []abi.Op{abi.Up, abi.Down} {
		if _, err := on.Once(t.Context(), cases.Call{Op: op, Request: abi.Request{State: []byte{1}}}); !errors.Is(err, registry.ErrNotFound) {
			t.Errorf("%s: %v, want ErrNotFound", op, err)
		}
	}
	if _, err := on.Once(t.Context(), cases.Call{Op: "nv_peek"}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("an operation that does not exist: %v", err)
	}
	c := cases.Call{Op: abi.Apply, Request: abi.Request{Actor: "alpha", Sequence: 1}}
	once, errOnce := on.Once(t.Context(), c)
	both, errBoth := on.Ask(t.Context(), c)
	if err := errors.Join(errOnce, errBoth); err != nil || !once.Rejected() {
		t.Fatalf("%+v, %v", once, err)
	}
	if diff := cmp.Diff(once, both); diff != "" {
		t.Errorf("one and both (-one +both):\n%s", diff)
	}
}

func TestOpenRefuses(t *testing.T) {
	if on, err := trial.Open(t.Context(), []byte("\x00asm\x01\x00\x00\x00"), plugins.Spec{}, cases.Reader{}, ""); err == nil {
		t.Errorf("an empty module was loaded: %v", on.Close())
	} else if _, ok := errors.AsType[*plugins.LoadError](err); !ok {
		t.Errorf("an empty module: %v, want a LoadError", err)
	}
}

// TestVectors plays the golden calls, and the same with mistakes.
func TestVectors(t *testing.T) {
	on := open(t)
	all, skipped, err := on.Vectors(t.Context(), os.DirFS(recap))
	if err != nil || skipped != nil {
		t.Fatalf("skipped %q, %v", skipped, err)
	}
	for _, v := range all {
		if v.Wrong != "" || v.Gas == 0 {
			t.Errorf("%s: gas %d, %s", v.Name, v.Gas, v.Wrong)
		}
	}
	if len(all) < 100 {
		t.Errorf("%d vectors", len(all))
	}
	b, err := os.ReadFile(recap + "/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Cases []map[string]string `json:"cases"`
	}
	if err := json.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	broken := file.Cases[:3]
	broken[0]["reply"] = strings.Replace(broken[0]["reply"], "0", "1", 1)
	broken[1]["request"] = "ff" + broken[1]["request"]
	broken[2]["op"] = "nv_peek"
	if b, err = json.Marshal(map[string]any{"cases": append(broken, map[string]string{"op": "nv_apply", "request": "xy"})}); err != nil {
		t.Fatal(err)
	}
	all, _, err = on.Vectors(t.Context(), fstest.MapFS{"cases.json": {Data: b}})
	if err != nil || len(all) != 4 {
		t.Fatalf("%d verdicts, %v", len(all), err)
	}
	for _, v := range all {
		if v.Wrong == "" {
			t.Errorf("%s passed", v.Name)
		}
	}
}

// TestMessageVectors holds encodings of the schema's messages against codec and
// module.
func TestMessageVectors(t *testing.T) {
	on := open(t)
	s := on.Reader.Schema
	vector := func(md string, fields string) map[string]any {
		t.Helper()
		m, err := s.Message(md)
		if err != nil {
			t.Fatal(err)
		}
		msg, err := wire.FromJSON(m, []byte(fields))
		if err != nil {
			t.Fatal(err)
		}
		b, err := wire.Encode(msg)
		if err != nil {
			t.Fatal(err)
		}
		return map[string]any{"name": fields, "hex": hex.EncodeToString(b), "fields": json.RawMessage(fields)}
	}
	const state, command = "recap.v1.Recap", "recap.v1.Command"
	good := vector(state, `{"reference":"R","clauses":[{},{"id":"law"}],"quantity":"1.000"}`)
	other := map[string]any{"name": "other", "hex": "0a0153", "fields": json.RawMessage(`{"reference":"R"}`)}
	all, skipped, err := on.Vectors(t.Context(), files(t, map[string]any{
		"state.json":         map[string]any{"message": state, "vectors": []any{good, other, map[string]any{"name": "cut", "hex": "0a05", "fields": json.RawMessage(`{}`)}}},
		"state.reject.json":  map[string]any{"message": state, "vectors": []any{map[string]any{"name": "zero", "hex": "0a00", "reason": "x"}, map[string]any{"name": "fine", "hex": good["hex"]}}},
		"command.json":       map[string]any{"message": command, "vectors": []any{vector(command, `{"confirm":{}}`), map[string]any{"name": "odd", "hex": "x", "fields": json.RawMessage(`{}`)}}},
		"clause.json":        map[string]any{"message": "recap.v1.Clause", "vectors": []any{vector("recap.v1.Clause", `{"id":"law"}`)}},
		"section.json":       map[string]any{"message": "Section", "vectors": []any{good}},
		"package.json":       map[string]any{"name": "x"},
		"deep/more.txt":      "not JSON",
		"deep/cases/no.json": map[string]any{"cases": []any{}},
	}))
	if err != nil {
		t.Fatal(err)
	}
	var wrong []string
	for _, v := range all {
		if v.Wrong != "" {
			wrong = append(wrong, v.File+" "+v.Name)
		}
	}
	if diff := cmp.Diff([]string{"command.json odd", "state.json other", "state.json cut", "state.reject.json fine"}, wrong); diff != "" {
		t.Errorf("wrong (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"package.json", "section.json"}, skipped); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
	if len(all) != 8 {
		t.Errorf("%d verdicts, want 8", len(all))
	}
	if _, _, err := on.Vectors(t.Context(), fstest.MapFS{"a.json": {Data: []byte("{")}}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a file that is no JSON: %v", err)
	}
}

func files(t *testing.T, content map[string]any) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	for name, v := range content {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: b}
	}
	return out
}
