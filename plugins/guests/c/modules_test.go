package c_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/guests/c"
	"github.com/novation-dev/novation/plugins/schema"
)

// made is the toolchain that the committed modules were made with. Another one
// gives other bytes and the same replies.
var made = []string{"clang 14.0.6", "wasm-ld 14.0.6"}

// A committed module, so that machines without clang run its tests too.
type committed struct {
	file   string
	source func(testing.TB) string
	schema func(testing.TB) *schema.Schema
	mains  []string // what makes a native program of the sources
}

// serving are the files that make a native program of rules.
var serving = []string{"novation/native/nv_serve.c", "novation/native/nv_weak.c", "novation/native/nv_main.c"}

var modules = map[string]committed{
	"recap": {
		recapDir + "/c.wasm",
		func(t testing.TB) string { return project(t, "examples/recap") },
		func(t testing.TB) *schema.Schema { return load(t, os.DirFS(recapDir), recapNames) },
		serving,
	},
	"note": {
		"testdata/note.wasm", noteProject,
		func(t testing.TB) *schema.Schema { return load(t, os.DirFS(noteDir), noteNames) },
		serving,
	},
	"vector": {
		"testdata/vector.wasm",
		func(t testing.TB) string { return project(t, "testdata/vector") },
		func(t testing.TB) *schema.Schema { return load(t, os.DirFS(vectorDir), schema.Names{}) },
		serving[:1],
	},
}

// TestBuild builds each module twice, in different folders and environments,
// and compares the bytes with each other and with what is committed.
func TestBuild(t *testing.T) {
	needs(t, "clang", "wasm-ld")
	for name, m := range modules {
		var first []byte
		for i := range 2 {
			if i == 1 {
				t.Setenv("CPATH", t.TempDir())
				t.Setenv("CCC_OVERRIDE_OPTIONS", "+-O0")
				t.Setenv("LC_ALL", "C.UTF-8")
			}
			built, err := c.Language{}.Build(t.Context(), m.source(t))
			if err != nil {
				t.Fatal(err)
			}
			wasm, err := abi.AppendSection(built.Module, abi.Section{
				Version: abi.Version, Descriptor: m.schema(t).Digest(), Buffer: bufferSize, MemoryPages: 256,
			})
			if err != nil {
				t.Fatal(err)
			}
			if i == 1 && !bytes.Equal(first, wasm) {
				t.Errorf("%s: another folder gives another module", name)
			}
			first = wasm
			if len(built.Toolchain) != 2 || len(built.Components) != 1 || len(built.Flags) == 0 {
				t.Errorf("%s: %+v", name, built)
			}
			if *update {
				if err := os.WriteFile(m.file, wasm, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if !slices.Equal(built.Toolchain, made) {
				t.Logf("%s was made with %q and not compared: this is %q", m.file, made, built.Toolchain)
			} else if !bytes.Equal(read(t, m.file), wasm) {
				t.Errorf("%s is not what the sources give: run this test with -update", m.file)
			}
		}
	}
}

// TestPure looks at what modules import and export.
func TestPure(t *testing.T) {
	for name, want := range map[string][]string{
		"recap": {"nv_apply", "nv_buffer", "nv_check"},
		"note":  {"nv_apply", "nv_buffer", "nv_check"},
	} {
		r := wazero.NewRuntime(t.Context())
		compiled, err := r.CompileModule(t.Context(), read(t, modules[name].file))
		if err != nil {
			t.Fatal(err)
		}
		var exports []string
		for f := range compiled.ExportedFunctions() {
			exports = append(exports, f)
		}
		slices.Sort(exports)
		if d := cmp.Diff(want, exports); d != "" {
			t.Errorf("%s exports (-want +got):\n%s", name, d)
		}
		if len(compiled.ImportedFunctions()) != 0 || len(compiled.ExportedMemories()) != 1 {
			t.Errorf("%s: imports %v, memories %v", name, compiled.ImportedFunctions(), compiled.ExportedMemories())
		}
		if err := r.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

// programs are the native programs, by the name of their module. Compiling one
// takes seconds, so tests share them; TestMain takes them away.
var programs struct {
	sync.Mutex
	dir  string
	made map[string]string
}

func TestMain(m *testing.M) {
	code := m.Run()
	if programs.dir != "" {
		_ = os.RemoveAll(programs.dir)
	}
	os.Exit(code)
}

// program compiles a module's sources natively, once.
func program(t testing.TB, name string) string {
	t.Helper()
	programs.Lock()
	defer programs.Unlock()
	if programs.dir == "" {
		dir, err := os.MkdirTemp("", "native-")
		if err != nil {
			t.Fatal(err)
		}
		programs.dir, programs.made = dir, map[string]string{}
	}
	if programs.made[name] == "" {
		path := filepath.Join(programs.dir, name)
		compile(t, modules[name].source(t), path, modules[name].mains...)
		programs.made[name] = path
	}
	return programs.made[name]
}

// everywhere runs a test on a module that is committed, and on its sources
// compiled natively with sanitizers.
func everywhere(t *testing.T, name string, test func(*testing.T, asker)) {
	t.Run("module", func(t *testing.T) { test(t, module(t, read(t, modules[name].file))) })
	t.Run("native", func(t *testing.T) { test(t, native(t, program(t, name))) })
}
