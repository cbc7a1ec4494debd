package rust_test

import (
	"bytes"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/guests/guest"
	"github.com/novation-dev/novation/plugins/guests/rust"
)

var _ guest.Language = rust.Language{}

// made is the toolchain that the committed modules were made with. Another one
// gives other bytes and the same replies.
const made = "rustc 1.63.0"

// needsRust skips the test when there is no compiler for modules.
func needsRust(t testing.TB, dir string) guest.Built {
	t.Helper()
	built, err := rust.New().Build(t.Context(), dir)
	if err != nil && !bytes.Contains([]byte(err.Error()), []byte("the compiler refuses them")) {
		missing(t, "%v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return built
}

// seal gives a module its section.
func (p project) seal(t testing.TB, module []byte) []byte {
	t.Helper()
	sealed, err := abi.AppendSection(module, abi.Section{
		Version: abi.Version, Descriptor: p.schema(t).Digest(), Buffer: bufferSize, MemoryPages: abi.DefaultMemoryPages,
	})
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

// TestCommittedModules builds the modules that are committed, so that machines
// without Rust run their tests, too.
func TestCommittedModules(t *testing.T) {
	for _, p := range []project{recapProject, noteProject, conformanceProject} {
		t.Run(p.dir, func(t *testing.T) {
			t.Parallel()
			if testing.Short() && p.dir != recapProject.dir {
				t.Skip("one module will do")
			}
			built := needsRust(t, p.lay(t))
			sealed := p.seal(t, built.Module)
			if *update {
				if err := os.WriteFile(p.module, sealed, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want := guest.Built{
				Module: built.Module, Toolchain: []string{made}, Flags: built.Flags,
				Components: []guest.Component{{Name: "core", Version: "1.63.0"}, {Name: "alloc", Version: "1.63.0"}, {Name: "novation", Version: "1.0.0"}},
			}
			if !slices.Equal(built.Toolchain, want.Toolchain) {
				missing(t, "this is %v, the committed module is of %s", built.Toolchain, made)
			}
			if d := cmp.Diff(want, built); d != "" {
				t.Errorf("what is said of the module (-want +got):\n%s", d)
			}
			if !bytes.Equal(readFile(t, p.module), sealed) {
				t.Errorf("%s is not what the sources give (%d bytes): run this test with -update", p.module, len(sealed))
			}
			for _, path := range []string{"/root", "/home", "/tmp", os.TempDir()} {
				if bytes.Contains(sealed, []byte(path)) {
					t.Errorf("the module holds the path %s", path)
				}
			}
		})
	}
}

// TestReproducible builds the same rules in another folder, in an environment
// that asks for something else.
func TestReproducible(t *testing.T) {
	if testing.Short() {
		t.Skip("TestCommittedModules builds one, too")
	}
	for name, value := range map[string]string{
		"RUSTFLAGS": "-Copt-level=0", "CARGO_ENCODED_RUSTFLAGS": "-Cdebuginfo=2", "CARGO_PROFILE_RELEASE_OPT_LEVEL": "0",
		"CARGO_BUILD_RUSTFLAGS": "-Cdebuginfo=2", "CARGO_PROFILE_RELEASE_DEBUG": "2", "RUSTC_WRAPPER": "no-such-wrapper",
		"CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS": "-Cdebuginfo=2", "CARGO_TARGET_DIR": t.TempDir(), "TMPDIR": t.TempDir(),
	} {
		t.Setenv(name, value)
	}
	second := needsRust(t, recapProject.lay(t))
	first := readFile(t, recapProject.module) // which TestCommittedModules builds in another folder
	if !slices.Equal(second.Toolchain, []string{made}) {
		first = recapProject.seal(t, needsRust(t, recapProject.lay(t)).Module)
	}
	if !bytes.Equal(first, recapProject.seal(t, second.Module)) {
		t.Error("another folder and environment give other bytes")
	}
}

// TestRefusedByTheCompiler shows that a fault of the sources is told as one, and
// that rules cannot reach for what pods could see differently.
func TestRefusedByTheCompiler(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles")
	}
	t.Parallel()
	dir := noteProject.lay(t)
	src := readFile(t, dir+"/src/lib.rs")
	src = append(src, "\nfn now() -> std::time::SystemTime {\n    std::time::SystemTime::now()\n}\n"...)
	if err := os.WriteFile(dir+"/src/lib.rs", src, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := rust.New().Build(t.Context(), dir)
	if err == nil {
		t.Fatal("rules that read the clock compile")
	}
	if !bytes.Contains([]byte(err.Error()), []byte("the compiler refuses them")) {
		missing(t, "%v", err)
	}
	for _, want := range []string{"undeclared crate or module `std`", "src/lib.rs"} {
		if !bytes.Contains([]byte(err.Error()), []byte(want)) && !bytes.Contains([]byte(err.Error()), []byte("unresolved module or unlinked crate `std`")) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
