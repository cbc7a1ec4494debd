package rust

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// CompilerVariable is the environment variable that names the compiler for
// [New], a path or a name on PATH. The cargo beside it is used.
const CompilerVariable = "NOVATION_RUSTC"

// target is what modules are compiled for: no system below them.
const target = "wasm32-unknown-unknown"

// oldest is the first minor version of Rust 1 that the SDK compiles with.
const oldest = 63

func compilerFromEnvironment() string { return os.Getenv(CompilerVariable) }

// A toolchain is a compiler that can build modules, and the cargo beside it.
type toolchain struct {
	rustc, cargo string
	version      string // "1.63.0"
	minor        int
	sysroot      string
}

// toolchain finds the compiler.
func (l Language) toolchain(ctx context.Context) (toolchain, error) {
	var why []error
	for _, rustc := range l.candidates() {
		t, err := inspect(ctx, rustc)
		if err == nil {
			return t, nil
		}
		why = append(why, err)
	}
	return toolchain{}, fmt.Errorf("looking for a Rust compiler with the target %s: %w\n"+
		"Install one (in Debian the packages cargo and libstd-rust-dev-wasm32, with rustup `rustup target add %[1]s`), "+
		"or name one with %[3]s: %w", target, errors.Join(append(why, errNone)...), CompilerVariable, registry.ErrNotFound)
}

var errNone = errors.New("no other compiler was found")

// candidates lists compilers, the preferred one first. What is first on PATH
// may lack the target while another one has it.
func (l Language) candidates() []string {
	if l.Rustc != "" {
		return []string{l.Rustc}
	}
	name := "rustc"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	dirs := filepath.SplitList(os.Getenv("PATH"))
	if home, err := os.UserHomeDir(); err == nil {
		dirs = append(dirs, filepath.Join(home, ".cargo", "bin"))
	}
	var out []string
	for _, dir := range append(dirs, "/usr/bin", "/usr/local/bin") {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err == nil && !info.IsDir() && !slices.Contains(out, path) {
			out = append(out, path)
		}
	}
	return out
}

// inspect asks a compiler what it is and whether it has the target.
func inspect(ctx context.Context, name string) (toolchain, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return toolchain{}, fmt.Errorf("%s: %w", name, err)
	}
	t := toolchain{rustc: path, cargo: filepath.Join(filepath.Dir(path), "cargo"+filepath.Ext(path))}
	if t.version, err = release(ctx, path); err != nil {
		return toolchain{}, fmt.Errorf("%s: %w", path, err)
	}
	if t.minor = minor(t.version); t.minor < oldest {
		return toolchain{}, fmt.Errorf("%s is Rust %s: 1.%d or later is needed", path, t.version, oldest)
	}
	libraries, err := ask(ctx, path, "--print", "target-libdir", "--target", target)
	if err != nil {
		return toolchain{}, fmt.Errorf("%s: %w", path, err)
	}
	if found, err := filepath.Glob(filepath.Join(libraries, "libcore-*.rlib")); err != nil || len(found) == 0 {
		return toolchain{}, fmt.Errorf("%s (Rust %s) lacks the target %s", path, t.version, target)
	}
	if t.sysroot, err = ask(ctx, path, "--print", "sysroot"); err != nil {
		return toolchain{}, fmt.Errorf("%s: %w", path, err)
	}
	if _, err := os.Stat(t.cargo); err != nil {
		return toolchain{}, fmt.Errorf("%s has no cargo beside it", path)
	}
	return t, nil
}

// release returns the version of a compiler, such as "1.63.0".
func release(ctx context.Context, rustc string) (string, error) {
	said, err := ask(ctx, rustc, "--version", "--verbose")
	if err != nil {
		return "", err
	}
	for line := range strings.SplitSeq(said, "\n") {
		if version, ok := strings.CutPrefix(line, "release: "); ok {
			return strings.TrimSpace(version), nil
		}
	}
	return "", fmt.Errorf("it does not say its version: %q", said)
}

// minor returns 63 for "1.63.0", and 0 for what is no Rust 1.
func minor(version string) int {
	parts := strings.Split(version, ".")
	if len(parts) < 2 || parts[0] != "1" {
		return 0
	}
	n, err := strconv.Atoi(parts[1])
	if err != nil {
		return 0
	}
	return n
}

// ask runs a command and returns its first output, trimmed.
func ask(ctx context.Context, name string, args ...string) (string, error) {
	var out, said bytes.Buffer
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%w: %s", err, cmp.Or(strings.TrimSpace(said.String()), "it says nothing"))
	}
	return strings.TrimSpace(out.String()), nil
}
