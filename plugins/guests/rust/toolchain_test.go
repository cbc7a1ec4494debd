package rust_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/guests/guest"
	"github.com/novation-dev/novation/plugins/guests/rust"
	"github.com/novation-dev/novation/registry"
)

// A fake toolchain is two scripts. The compiler says what it is; cargo writes
// its arguments and environment where the module belongs.
type fake struct {
	version string
	target  bool   // has the libraries of the target
	cargo   string // the script; "" means the usual one
}

const usualCargo = `out="$CARGO_TARGET_DIR/wasm32-unknown-unknown/release"; mkdir -p "$out"; (echo "$@"; env) > "$out/rules.wasm"`

func (f fake) install(t *testing.T) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the fake compilers are shell scripts")
	}
	dir := t.TempDir()
	libraries := filepath.Join(dir, "lib")
	if err := os.Mkdir(libraries, 0o755); err != nil {
		t.Fatal(err)
	}
	if f.target {
		if err := os.WriteFile(filepath.Join(libraries, "libcore-1.rlib"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if f.cargo == "" {
		f.cargo = usualCargo
	}
	script(t, filepath.Join(dir, "rustc"), fmt.Sprintf("case \"$*\" in *libdir*) echo %s;; *sysroot*) echo /sysroot;; *) printf 'rustc\\nrelease: %s\\n';; esac",
		libraries, f.version))
	if f.cargo != "none" {
		script(t, filepath.Join(dir, "cargo"), f.cargo)
	}
	return dir
}

func script(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte("#!/bin/sh\n"+text+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
}

// crate is a folder with a lock file.
func crate(t *testing.T, lock string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "Cargo.lock"), []byte(lock), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

const lock = `# Written by cargo.
version = 3

[[package]]
name = "bytes"
version = "1.2.1"
source = "registry+index"
checksum = "ab01"
dependencies = [
 "novation",
]

[[package]]
name = "novation"
version = "1.0.0"

[[package]]
name = "my-rules"
version = "0.1.0"
`

// TestChoosesACompiler puts one that is too old and one without the target
// before the one that works.
func TestChoosesACompiler(t *testing.T) {
	good := fake{version: "1.90.1", target: true}.install(t)
	t.Setenv("PATH", strings.Join([]string{
		t.TempDir(), fake{version: "1.62.1", target: true}.install(t), fake{version: "1.95.0"}.install(t),
		fake{version: "1.95.0", target: true, cargo: "none"}.install(t), good, os.Getenv("PATH"),
	}, string(os.PathListSeparator)))
	t.Setenv(rust.CompilerVariable, "")
	t.Setenv("RUSTFLAGS", "-Copt-level=0")
	t.Setenv("CARGO_PROFILE_RELEASE_LTO", "off")
	dir := crate(t, lock)
	got, err := rust.New().Build(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	said := string(got.Module)
	for _, want := range []string{
		"build --release --offline --locked", "RUSTC=" + good + "/rustc\n", "CARGO_PROFILE_RELEASE_LTO=fat\n",
		"--remap-path-prefix=" + dir + "=/rules\x1f--remap-path-prefix=/sysroot=/rust",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("cargo was not given %q:\n%s", want, said)
		}
	}
	for _, not := range []string{"\nRUSTFLAGS=", "LTO=off", "RUSTC_BOOTSTRAP", "novation_alloc_error_handler"} {
		if strings.Contains(said, not) {
			t.Errorf("cargo was given %q:\n%s", not, said)
		}
	}
	got.Module, got.Flags = nil, nil
	want := guest.Built{Toolchain: []string{"rustc 1.90.1"}, Components: []guest.Component{
		{Name: "core", Version: "1.90.1"},
		{Name: "alloc", Version: "1.90.1"},
		{Name: "bytes", Version: "1.2.1", Digest: "sha256:ab01"},
		{Name: "novation", Version: "1.0.0"},
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestNamedCompiler takes the one that the environment names, and no other. An
// old one gets what it needs.
func TestNamedCompiler(t *testing.T) {
	t.Setenv("PATH", strings.Join([]string{fake{version: "1.90.1", target: true}.install(t), os.Getenv("PATH")}, string(os.PathListSeparator)))
	t.Setenv(rust.CompilerVariable, filepath.Join(fake{version: "1.63.0", target: true}.install(t), "rustc"))
	got, err := rust.New().Build(t.Context(), crate(t, lock))
	if err != nil || got.Toolchain[0] != "rustc 1.63.0" {
		t.Fatalf("%v, %v", got.Toolchain, err)
	}
	for _, want := range []string{"RUSTC_BOOTSTRAP=novation\n", "--cfg=novation_alloc_error_handler"} {
		if !strings.Contains(string(got.Module), want) {
			t.Errorf("cargo was not given %q:\n%s", want, got.Module)
		}
	}
}

func TestCannotBuild(t *testing.T) {
	working := fake{version: "1.90.1", target: true}
	for name, tc := range map[string]struct {
		rustc string
		lock  string
		want  string
		is    error
	}{
		"no such compiler": {"/no/such/rustc", lock, "rustup target add wasm32-unknown-unknown", registry.ErrNotFound},
		"too old":          {fake{version: "1.62.1", target: true}.install(t) + "/rustc", lock, "1.63 or later is needed", registry.ErrNotFound},
		"another language": {fake{version: "2.0.0", target: true}.install(t) + "/rustc", lock, "1.63 or later is needed", registry.ErrNotFound},
		"no target":        {fake{version: "1.95.0"}.install(t) + "/rustc", lock, "lacks the target", registry.ErrNotFound},
		"no cargo":         {fake{version: "1.95.0", target: true, cargo: "none"}.install(t) + "/rustc", lock, "no cargo beside it", registry.ErrNotFound},
		"refused": {
			fake{version: "1.95.0", target: true, cargo: "echo error: no semicolon >&2; exit 101"}.install(t) + "/rustc", lock,
			"the compiler refuses them\nerror: no semicolon", registry.ErrInvalid,
		},
		"no cdylib": {fake{version: "1.95.0", target: true, cargo: "true"}.install(t) + "/rustc", lock, "crate-type", registry.ErrInvalid},
		"bad lock":  {working.install(t) + "/rustc", "[[package]]\nname = \"x\"\n", "cargo generate-lockfile", registry.ErrInvalid},
		"no lock":   {working.install(t) + "/rustc", "", "Cargo.lock", os.ErrNotExist},
	} {
		dir := t.TempDir()
		if tc.lock != "" {
			dir = crate(t, tc.lock)
		}
		_, err := rust.Language{Rustc: tc.rustc}.Build(t.Context(), dir)
		if !errors.Is(err, tc.is) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", name, err, tc.want)
		}
	}
}
