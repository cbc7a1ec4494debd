package rust

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/novation-dev/novation/plugins/guests/guest"
	"github.com/novation-dev/novation/registry"
)

// stackBytes is the size of the stack. It lies below the data, so that a stack
// that overflows leaves memory and traps; its upper end, where it is used, ends
// in the middle of a page of 4 KiB whose rest holds data that is written, too.
const stackBytes = 32<<10 + 2<<10

// flags are the options of rustc, less paths. The features of WebAssembly are
// named, since what a compiler takes for granted changes with its version.
func (t toolchain) flags() []string {
	flags := []string{
		"-Ctarget-cpu=mvp", "-Ctarget-feature=+bulk-memory,+sign-ext",
		fmt.Sprintf("-Clink-arg=-zstack-size=%d", stackBytes),
	}
	if t.minor < 68 {
		// What happens when memory is out must be said, and until 1.68 only
		// with a feature that is not stable yet.
		flags = append(flags, "--cfg=novation_alloc_error_handler")
	}
	return flags
}

// profile is how cargo compiles, whatever a project or a user has set.
func profile() []string {
	return []string{
		"opt-level=3", "lto=fat", "codegen-units=1", "panic=abort", "strip=symbols", "debug=0",
		"debug-assertions=false", "overflow-checks=false", "incremental=false", "rpath=false",
	}
}

// Build compiles the crate in dir with the compiler of the language, without a
// network. The same sources and the same toolchain give the same bytes in any
// folder on any machine. It writes nothing to dir.
func (l Language) Build(ctx context.Context, dir string) (guest.Built, error) {
	t, err := l.toolchain(ctx)
	if err != nil {
		return guest.Built{}, err
	}
	lock, err := os.ReadFile(filepath.Join(dir, "Cargo.lock"))
	if err != nil {
		return guest.Built{}, fmt.Errorf("reading which crates the rules are built from: %w", err)
	}
	parts, err := components(lock)
	if err != nil {
		return guest.Built{}, err
	}
	module, err := t.compile(ctx, dir)
	if err != nil {
		return guest.Built{}, err
	}
	return guest.Built{
		Module: module, Toolchain: []string{"rustc " + t.version}, Flags: slices.Concat(profile(), t.flags()),
		Components: append([]guest.Component{{Name: "core", Version: t.version}, {Name: "alloc", Version: t.version}}, parts...),
	}, nil
}

func (t toolchain) compile(ctx context.Context, dir string) ([]byte, error) {
	tmp, err := os.MkdirTemp("", "rules-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(tmp) }() // what stays is only temporary
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, t.cargo, "build", "--release", "--offline", "--locked", "--lib", "--quiet", "--target", target)
	cmd.Dir = absolute
	cmd.Env = t.environment(absolute, tmp)
	if said, err := cmd.CombinedOutput(); err != nil {
		return nil, explain(dir, said, err)
	}
	found, err := filepath.Glob(filepath.Join(tmp, target, "release", "*.wasm"))
	if err != nil || len(found) != 1 {
		return nil, fmt.Errorf("compiling the rules in %s: they are no cdylib: say crate-type = [\"cdylib\", \"rlib\"] in Cargo.toml: %w",
			dir, registry.ErrInvalid)
	}
	return os.ReadFile(found[0])
}

// environment leaves out what would change the bytes and sets what makes them
// the same everywhere. Paths of this machine become names.
func (t toolchain) environment(dir, tmp string) []string {
	env := slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return name == "RUSTFLAGS" || strings.HasPrefix(name, "RUSTC") || strings.HasPrefix(name, "CARGO_") &&
			name != "CARGO_HOME"
	})
	flags := append(t.flags(), "--remap-path-prefix="+dir+"=/rules", "--remap-path-prefix="+t.sysroot+"=/rust")
	env = append(env, "CARGO_ENCODED_RUSTFLAGS="+strings.Join(flags, "\x1f"), "RUSTC="+t.rustc, "RUSTC_WRAPPER=",
		"CARGO_BUILD_RUSTC_WRAPPER=", "CARGO_TARGET_DIR="+tmp, "CARGO_NET_OFFLINE=true", "CARGO_TERM_COLOR=never", "SOURCE_DATE_EPOCH=0")
	for _, setting := range profile() {
		name, value, _ := strings.Cut(setting, "=")
		env = append(env, "CARGO_PROFILE_RELEASE_"+strings.ToUpper(strings.ReplaceAll(name, "-", "_"))+"="+value)
	}
	if t.minor < 68 {
		env = append(env, "RUSTC_BOOTSTRAP=novation")
	}
	return env
}

// explain says what to do about a build that failed. What the compiler says is
// a fault of the sources.
func explain(dir string, said []byte, err error) error {
	said = bytes.TrimSpace(said)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.Exited() {
		return fmt.Errorf("compiling the rules in %s: the compiler refuses them\n%s: %w", dir, said, registry.ErrInvalid)
	}
	return fmt.Errorf("compiling the rules in %s: %w\n%s", dir, err, said)
}
