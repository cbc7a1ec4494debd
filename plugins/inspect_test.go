package plugins_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
)

func TestInspect(t *testing.T) {
	s := load(t, schemaSource)
	e := engine(t, plugins.Config{CacheDir: t.TempDir()})
	a := counter(s)
	a.imports = []asmImport{{abi.WASI, "args_get", 0, typeI32x2}}
	module := a.bytes()
	spec := plugins.Spec{Schema: s, Samples: []plugins.Sample{{Name: "one", Op: abi.Apply, Request: abi.Request{Command: command("x")}}}}
	first, err := e.Inspect(t.Context(), module, spec)
	if err != nil || first.Refused != "" {
		t.Fatalf("%+v, %v", first, err)
	}
	if first.Compile == 0 || first.Code == 0 || first.Instrumented <= first.Bytes || first.Bytes != len(module) {
		t.Errorf("sizes and times: %+v", first)
	}
	if d := cmp.Diff([]abi.Op{abi.Apply}, first.Operations); d != "" || first.Profile != plugins.ProfileGo || len(first.Imports) != 1 || len(first.Exports) != 3 {
		t.Errorf("%+v\n%s", first, d)
	}
	if sec := first.Section; sec == nil || sec.Buffer != 1024 || sec.MemoryPages != 4 || sec.Descriptor != s.Digest() {
		t.Errorf("section %+v", sec)
	}
	if c := first.Samples; len(c) != 1 || c[0].Gas == 0 || c[0].Gas != c[0].WarmGas || c[0].State != 4 || c[0].Rejected || c[0].Elapsed == 0 {
		t.Errorf("samples %+v", c)
	}
	if first.MemoryPages != 1 || first.InstanceBytes == 0 || first.InitGas == 0 || first.Snapshot.IsZero() {
		t.Errorf("memory: %+v", first)
	}
	second, err := e.Inspect(t.Context(), module, spec)
	if err != nil || second.Compile != 0 || second.Snapshot != first.Snapshot {
		t.Errorf("from the cache: %+v, %v", second, err)
	}
	// With nothing but the file.
	plain, err := e.Inspect(t.Context(), module, plugins.Spec{})
	if err != nil || plain.Refused != "" || plain.Snapshot == first.Snapshot || plain.Samples == nil {
		t.Errorf("without a spec: %+v, %v", plain, err)
	}
	if got := e.Stats().Rules; got != 0 {
		t.Errorf("%d rules are still loaded", got)
	}
}

// A module that a pod refuses is described as far as it can be.
func TestInspectRefused(t *testing.T) {
	s := load(t, schemaSource)
	e := engine(t, plugins.Config{})
	noBuffer, traps := goodAsm(s), goodAsm(s)
	noBuffer.funcs[0].export = ""
	traps.funcs[0].code = unreachable
	for want, tt := range map[string]struct {
		module   []byte
		sections bool
	}{
		"does not begin like":    {[]byte("(module)"), false},
		`"nv_buffer" is missing`: {noBuffer.bytes(), true},
		"initialising the rules": {traps.bytes(), true},
	} {
		in, err := e.Inspect(t.Context(), tt.module, plugins.Spec{})
		if err != nil || !strings.Contains(in.Refused, want) || (in.Section != nil) != tt.sections || (len(in.Measures) > 0) != tt.sections {
			t.Errorf("%+v, %v: want refused with %q", in, err, want)
		}
		b, err := json.Marshal(in)
		if err != nil || strings.Contains(string(b), "null") {
			t.Errorf("%s, %v", b, err)
		}
	}
}
