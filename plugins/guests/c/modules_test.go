package c_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
}

var modules = map[string]committed{
	"recap": {
		recapDir + "/c.wasm",
		func(t testing.TB) string { return project(t, "examples/recap") },
		func(t testing.TB) *schema.Schema { return load(t, os.DirFS(recapDir), recapNames) },
	},
	"note": {
		"testdata/note.wasm", noteProject,
		func(t testing.TB) *schema.Schema { return load(t, os.DirFS(noteDir), noteNames) },
	},
	"vector": {
		"testdata/vector.wasm",
		func(t testing.TB) string { return project(t, "testdata/vector") },
		func(t testing.TB) *schema.Schema { return load(t, os.DirFS(vectorDir), schema.Names{}) },
	},
}

// TestBuild builds each module and compares the bytes with what is committed.
func TestBuild(t *testing.T) {
	for name, m := range modules {
		wasm, toolchain := sealed(t, m)
		if *update {
			if err := os.WriteFile(m.file, wasm, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(toolchain, made) {
			t.Logf("%s was made with %q and not compared: this is %q", m.file, made, toolchain)
		} else if !bytes.Equal(read(t, m.file), wasm) {
			t.Errorf("%s is not what its sources give (%s): run this test with -update", m.file, name)
		}
	}
}

// TestBuildIsReproducible builds in different folders and environments.
func TestBuildIsReproducible(t *testing.T) {
	first, _ := sealed(t, modules["note"])
	t.Setenv("CPATH", t.TempDir())
	t.Setenv("CCC_OVERRIDE_OPTIONS", "+-O0")
	t.Setenv("LC_ALL", "C.UTF-8")
	second, _ := sealed(t, modules["note"])
	if !bytes.Equal(first, second) {
		t.Error("another folder and environment give another module")
	}
	if bytes.Contains(first, []byte(os.TempDir())) {
		t.Error("the module names a folder of this machine")
	}
}

// sealed builds a module and adds its section.
func sealed(t *testing.T, m committed) (wasm []byte, toolchain []string) {
	t.Helper()
	needs(t, "clang", "wasm-ld")
	built, err := c.Language{}.Build(t.Context(), m.source(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(built.Toolchain) != 2 || len(built.Components) != 1 || !strings.HasPrefix(built.Components[0].Digest, "sha256:") || len(built.Flags) == 0 {
		t.Errorf("built with %+v, %+v, %q", built.Toolchain, built.Components, built.Flags)
	}
	wasm, err = abi.AppendSection(built.Module, abi.Section{
		Version: abi.Version, Descriptor: m.schema(t).Digest(), Buffer: bufferSize, MemoryPages: 256,
	})
	if err != nil {
		t.Fatal(err)
	}
	return wasm, built.Toolchain
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

// natives are what is compiled natively. It takes seconds, so tests share it.
var natives struct {
	dir string // made by TestMain, which takes it away

	sdk     sync.Mutex
	objects []string // of the SDK

	programs sync.Mutex
	made     map[string]string // by the name of their module
}

func TestMain(m *testing.M) {
	flag.Parse()
	dir, err := os.MkdirTemp("", "native-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	natives.dir, natives.made = dir, map[string]string{}
	code := m.Run()
	_ = os.RemoveAll(dir) // what stays is only temporary
	os.Exit(code)
}

// program compiles a module's sources natively, once.
func program(t testing.TB, name string) string {
	t.Helper()
	natives.programs.Lock()
	defer natives.programs.Unlock()
	if natives.made[name] == "" {
		path := filepath.Join(natives.dir, name)
		compile(t, modules[name].source(t), path, false)
		natives.made[name] = path
	}
	return natives.made[name]
}

// everywhere runs a test on a module that is committed, and on its sources
// compiled natively with sanitizers.
func everywhere(t *testing.T, name string, test func(*testing.T, asker)) {
	t.Run("module", func(t *testing.T) { test(t, module(t, read(t, modules[name].file))) })
	t.Run("native", func(t *testing.T) { test(t, native(t, program(t, name))) })
}
