package meter_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/plugins/meter"
	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry"
)

// TestRealModules compiles what real toolchains make.
func TestRealModules(t *testing.T) {
	files, _ := filepath.Glob("../../testnet/crudetrade/*/rules.wasm")
	others, _ := filepath.Glob("../testdata/recap/*.wasm")
	if len(files) == 0 || len(others) == 0 {
		t.Fatal("there are none")
	}
	for _, f := range append(files, others...) {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		m, err := meter.Instrument(b)
		if err != nil {
			t.Fatal(err)
		}
		if err := compile(t, m.Module); err != nil {
			t.Errorf("%s: %v", f, err)
		}
		if _, err := wasm.Parse(m.Module); err != nil {
			t.Errorf("%s: the reader refuses what was instrumented: %v", f, err)
		}
		t.Logf("%s: %d bytes, %d instrumented", f, len(b), len(m.Module))
	}
}

// TestRefused checks what only the meter refuses, each beside a twin that it
// admits.
func TestRefused(t *testing.T) {
	section := func(id byte, content ...any) []byte { return append([]byte{id}, vec(join(content...))...) }
	module := func(sections ...[]byte) []byte { return join(wasm.Header(), sections) }
	imported := func(kind ...any) []byte { return module(section(2, 1, 1, []byte("h"), 1, []byte("x"), join(kind...))) }
	exported := func(name string) []byte {
		return module(section(6, 1, wasm.I32, 1, i32c(0), 0x0b), section(7, 1, vec([]byte(name)), 3, 0))
	}
	tests := []struct {
		name, want string
		bad, good  []byte
	}{
		{"imported global", "h.x", imported(3, wasm.I32, 1), module(section(1, 1, 0x60, 0, 0), section(2, 1, 1, []byte("h"), 1, []byte("x"), 0, 0))},
		{"imported constant", "h.x", imported(3, wasm.I32, 0), module()},
		{"imported memory", "h.x", imported(2, 0, 1), module(section(5, 1, 0, 1))},
		{"imported table", "h.x", imported(1, 0x70, 0, 1), module(section(4, 1, 0x70, 0, 1))},
		{"reserved name", `"nv:"`, exported("nv:gas"), exported("nv_gas")},
		{"reserved name of no global", `"nv:"`, exported("nv:"), exported("nv")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := meter.Instrument(tt.bad); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v: want ErrInvalid with %q", err, tt.want)
			}
			if err := compile(t, instrument(t, tt.good)); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestGlobals checks the exports that are added.
func TestGlobals(t *testing.T) {
	a := asm{pages: -1, globals: values("iIfF"), constant: true}
	m, err := meter.Instrument(a.bytes())
	if err != nil {
		t.Fatal(err)
	}
	want := []meter.Global{{"nv:g0", wasm.I32}, {"nv:g1", wasm.I64}, {"nv:g2", wasm.F32}, {"nv:g3", wasm.F64}}
	if d := cmp.Diff(want, m.Globals); d != "" {
		t.Errorf("globals (-want +got):\n%s", d)
	}
	in := compiler.instance(t, m.Module)
	for i, g := range m.Globals {
		in.module.ExportedGlobal(g.Name).(api.MutableGlobal).Set(uint64(i + 5))
		if got := in.module.ExportedGlobal("g" + strconv.Itoa(i)).Get(); got != uint64(i+5) {
			t.Errorf("%s is not global %d", g.Name, i)
		}
	}
	if got := in.gas.Get() + in.reserve.Get(); got != meter.StartGas || uint32(in.depth.Get()) != meter.StartDepth {
		t.Errorf("a new instance has %d gas and depth %d", got, in.depth.Get())
	}
}

// TestCustomSections checks which stay.
func TestCustomSections(t *testing.T) {
	custom := func(name, content string) []byte {
		return join(0, vec(join(vec([]byte(name)), []byte(content))))
	}
	stay := join(custom("novation.abi", "abc"), custom("name", "\x00\x02\x01m"))
	a := asm{types: [][2]string{{"", ""}}, funcs: []fun{{}}, custom: join(custom("producers", "x"), stay, custom(".debug_info", "y"), custom("", ""))}
	m := instrument(t, a.bytes())
	if !bytes.HasSuffix(m, stay) {
		t.Errorf("it ends with %q, want %q", m[max(0, len(m)-40):], stay)
	}
	if bytes.Contains(m, []byte("producers")) || bytes.Contains(m, []byte(".debug_info")) {
		t.Error("a section is left that says nothing of this code")
	}
}

// TestStart runs a start function: within its gas, and one that loops.
func TestStart(t *testing.T) {
	a := asm{types: [][2]string{{"", ""}}, funcs: []fun{{code: join(i32c(9), op(0x24, 0))}}, globals: values("i"), start: 1}
	for _, e := range []engine{compiler, interpreter} {
		if m := e.instance(t, instrument(t, a.bytes())); m.module.ExportedGlobal("g0").Get() != 9 {
			t.Error("it did not run")
		}
		loop := a
		loop.funcs = []fun{{code: join(0x03, 0x40, 0x0c, 0, 0x0b)}}
		if _, err := e.lab(t).try(instrument(t, loop.bytes())); err == nil {
			t.Error("a start function that loops came to an end")
		}
	}
}

// TestLeave leaves functions in every way; afterwards the depth is what it was.
func TestLeave(t *testing.T) {
	calls := join(0x10, 2, 0x10, 0) // a function of the module, and one of the host
	types := [][2]string{{"", ""}, {"i", "i"}, {"i", "iI"}}
	tests := []struct {
		name string
		typ  int
		code []byte
		want []uint64
	}{
		{"end", 1, join(calls, i32c(7)), []uint64{7}},
		{"return", 1, join(calls, i32c(7), 0x0f), []uint64{7}},
		{"return from within", 1, join(calls, 0x02, 0x40, 0x03, 0x40, i32c(7), 0x0f, 0x0b, 0x0b, 0x00), []uint64{7}},
		{"branch to the function", 1, join(calls, 0x02, 0x40, i32c(7), 0x0c, 1, 0x0b, 0x00), []uint64{7}},
		{"conditional branch to the function", 1, join(calls, i32c(7), get(0), 0x0d, 0, 0x1a, i32c(8)), []uint64{7}},
		{"table to the function", 1, join(calls, 0x02, 0x40, i32c(7), get(0), 0x0e, 1, 1, 1, 0x0b, 0x00), []uint64{7}},
		{"return of two", 2, join(calls, 0x02, 0x40, i32c(7), i64c(8), 0x0f, 0x0b, 0x00), []uint64{7, 8}},
		{"end with two", 2, join(calls, i32c(7), i64c(8)), []uint64{7, 8}},
		{"return that is never reached", 2, join(calls, i32c(7), i64c(8), 0x0f, 0x0f, 0x00, 0x02, 0x40, 0x00, 0x0f, 0x0b), []uint64{7, 8}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := asm{types: types, imports: []int{0}, pages: -1, funcs: []fun{{typ: tt.typ, code: tt.code}, {typ: 0}}}
			for _, e := range []engine{compiler, interpreter} {
				o := e.instance(t, instrument(t, a.bytes())).call("f0", 10_000, 20, 1)
				if d := cmp.Diff(outcome{Results: tt.want, Gas: o.Gas, Depth: 20}, o); d != "" {
					t.Errorf("%s (-want +got):\n%s", e, d)
				}
			}
		})
	}
}
