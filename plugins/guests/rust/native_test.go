package rust_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestNative runs `cargo test` in each project, as its programmers do, with the
// cargo that is first on PATH: golden vectors and rules, compiled natively.
func TestNative(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles three crates")
	}
	cargo, err := exec.LookPath("cargo")
	if err != nil {
		missing(t, "cargo is not installed (in Debian the package cargo): %v", err)
	}
	vectors, err := filepath.Abs(wireDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []project{conformanceProject, recapProject, noteProject} {
		t.Run(p.dir, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
			defer cancel()
			cmd := exec.CommandContext(ctx, cargo, "test", "--offline", "--locked", "--tests")
			cmd.Dir = p.lay(t)
			cmd.Env = append(os.Environ(), "VECTORS="+vectors, "CARGO_TARGET_DIR="+t.TempDir(), "RUSTFLAGS=-Dwarnings")
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("cargo test: %v\n%s", err, out)
			}
			if ran := strings.Count(string(out), "... ok\n"); ran < 2 {
				t.Errorf("%d tests ran:\n%s", ran, out)
			}
		})
	}
}

// TestFormatted checks what people wrote with rustfmt.
func TestFormatted(t *testing.T) {
	rustfmt, err := exec.LookPath("rustfmt")
	if err != nil {
		missing(t, "rustfmt is not installed: %v", err)
	}
	for _, p := range []project{conformanceProject, recapProject, noteProject} {
		dir := p.lay(t)
		tests, err := filepath.Glob(filepath.Join(dir, "tests", "*.rs"))
		if err != nil {
			t.Fatal(err)
		}
		for _, files := range [][]string{append(tests, filepath.Join(dir, "src", "lib.rs")), {filepath.Join(dir, "novation", "src", "lib.rs")}} {
			if out, err := exec.Command(rustfmt, append([]string{"--edition", "2021", "--check"}, files...)...).CombinedOutput(); err != nil {
				t.Errorf("rustfmt would change %s: %v\n%s", p.dir, err, out)
			}
		}
	}
}
