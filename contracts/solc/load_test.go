package solc_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/novation-dev/novation/contracts/solc"
	. "github.com/novation-dev/novation/contracts/solc/internal/solctest"
	"github.com/novation-dev/novation/registry"
)

// What is not a compiler is refused, with the reason.
func TestLoadRefuses(t *testing.T) {
	good := func() Module { return Compiler(nil, echo) }
	script := func(m Module) []byte { return m.Script(Plain, false) }
	without := func(export string) []byte {
		m := good()
		for i := range m.Funcs {
			if m.Funcs[i].Export == export {
				m.Funcs[i].Export = ""
			}
		}
		return script(m)
	}
	reports := func(version string) []byte {
		m := good()
		m.Data = version + "\x00"
		return script(m)
	}
	starting := func(code []byte) []byte {
		m := good()
		m.Funcs[0].Code = code
		return script(m)
	}
	ownStart := func(code []byte) []byte {
		m := Compiler(nil, echo, Func{Type: "v", Code: code})
		m.Start = First(nil)
		return script(m)
	}
	tests := map[string]struct {
		script []byte
		want   error
		says   string
	}{
		"nothing":             {nil, registry.ErrInvalid, "no compiler is given"},
		"text":                {[]byte("hello"), registry.ErrInvalid, "no WebAssembly"},
		"other JavaScript":    {bytes.Repeat([]byte("function f() { return 1; }\n"), 1000), registry.ErrInvalid, "no WebAssembly"},
		"cut":                 {script(good())[:300], registry.ErrInvalid, ""},
		"too long":            {make([]byte, 65<<20), registry.ErrInvalid, "at most"},
		"unknown import":      {script(Compiler(Imports("launch_missiles v"), echo)), registry.ErrInvalid, "launch_missiles"},
		"known import, other": {script(Compiler(Imports("fd_close vi"), echo)), registry.ErrInvalid, "fd_close"},
		"not told import":     {bytes.Replace(script(Compiler(Imports("abort v"), echo)), []byte(`"s0":_abort`), nil, 1), registry.ErrInvalid, `"s0"`},
		"no setThrew":         {without("setThrew"), registry.ErrInvalid, "setThrew"},
		"no version":          {without("solidity_version"), registry.ErrInvalid, "solidity_version"},
		"no constructors":     {without("__wasm_call_ctors"), registry.ErrInvalid, "__wasm_call_ctors"},
		"too old":             {reports("0.7.6+commit.7338295f.Emscripten.clang"), registry.ErrInvalid, "0.8.2 is the first"},
		"no version number":   {reports("banana"), registry.ErrInvalid, "banana"},
		"empty version":       {reports(""), registry.ErrInvalid, "version"},
		"loops when started":  {starting(Code(Loop, Br(0), End)), registry.ErrTimeout, "in time"},
		"loops before that":   {ownStart(Code(Loop, Br(0), End)), registry.ErrTimeout, "in time"},
		"traps when started":  {starting(Unreachable), registry.ErrInvalid, "unreachable"},
		"grows when started":  {starting(Code(Const(20000), MemoryGrow, Drop)), registry.ErrRefused, "memory"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := load(t, test.script, solc.Config{Timeout: 500 * time.Millisecond, MemoryLimit: 64 << 20})
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v; want %v that says %q", err, test.want, test.says)
			}
		})
	}
}

func TestConfig(t *testing.T) {
	for name, test := range map[string]struct {
		config solc.Config
		want   error
	}{
		"no file":         {solc.Config{Path: filepath.Join(t.TempDir(), "x.js")}, registry.ErrNotFound},
		"too much memory": {solc.Config{Soljson: []byte("x"), MemoryLimit: 3 << 30}, registry.ErrInvalid},
		"negative time":   {solc.Config{Soljson: []byte("x"), Timeout: -1}, registry.ErrInvalid},
		"little memory":   {solc.Config{Soljson: Compiler(nil, echo).Script(Plain, false), MemoryLimit: 1 << 20}, registry.ErrRefused},
	} {
		if _, err := solc.Load(t.Context(), test.config); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
	}
}

// A version before a release has a name of its own.
func TestNightly(t *testing.T) {
	m := Compiler(nil, echo)
	m.Data = "0.8.27-nightly.2024.8.1+commit.0c0ffee0.Emscripten.clang\x00"
	path := filepath.Join(t.TempDir(), "soljson.js")
	if err := os.WriteFile(path, m.Script(Plain, true), 0o600); err != nil {
		t.Fatal(err)
	}
	c := mustLoad(t, nil, solc.Config{Path: path})
	if want := "0.8.27-nightly.2024.8.1+commit.0c0ffee0.Emscripten.clang"; c.Version() != want {
		t.Errorf("version %q", c.Version())
	}
}
