package golang

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// flags are the options of `go build`, less where the module goes.
func flags() []string {
	return []string{"-trimpath", "-buildvcs=false", "-buildmode=c-shared", "-ldflags=-s -w -buildid="}
}

// Compile builds the main package in dir as a WebAssembly reactor. The same
// sources and the same toolchain give the same bytes in any folder on any
// machine: paths, build ids and version control stay out, and no setting of the
// caller's environment counts.
func (l Language) Compile(ctx context.Context, dir string) ([]byte, error) {
	tmp, err := os.MkdirTemp("", "rules-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(tmp) }() // what stays is only temporary
	out := filepath.Join(tmp, "rules.wasm")
	cmd := l.command(ctx, dir, slices.Concat([]string{"build"}, flags(), []string{"-o", out, "."})...)
	if said, err := cmd.CombinedOutput(); err != nil {
		return nil, explain(dir, said, err)
	}
	return os.ReadFile(out)
}

// version returns the version of the toolchain, such as "go1.26.8", without "go".
func (l Language) version(ctx context.Context, dir string) (string, error) {
	out, err := l.command(ctx, dir, "env", "GOVERSION").Output()
	if err != nil {
		return "", fmt.Errorf("asking go for its version: %w", err)
	}
	return strings.TrimPrefix(string(bytes.TrimSpace(out)), "go"), nil
}

// command is the go command in folder dir.
func (l Language) command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = append(environment(), "GOOS=wasip1", "GOARCH=wasm", "GOTOOLCHAIN="+cmp.Or(l.Toolchain, Toolchain), "GOWORK=off", "CGO_ENABLED=0")
	return cmd
}

// environment leaves out what would change the bytes.
func environment() []string {
	return slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains([]string{"GOFLAGS", "GOWASM", "GOEXPERIMENT", "GOFIPS140", "GODEBUG"}, name)
	})
}

// explain says what to do about a build that failed. What the compiler says is
// a fault of the sources.
func explain(dir string, said []byte, err error) error {
	said = bytes.TrimSpace(said)
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return fmt.Errorf("compiling the rules in %s: there is no go command\nInstall Go 1.26 or later (in Debian the package golang-go): %w", dir, registry.ErrNotFound)
	case bytes.Contains(said, []byte("download go1")):
		return fmt.Errorf("compiling the rules in %s: the toolchain %s is neither here nor can it be fetched\n%s\nInstall it, or set %s=local to use yours: %w",
			dir, Toolchain, said, ToolchainVariable, registry.ErrNotFound)
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.Exited() {
		return fmt.Errorf("compiling the rules in %s: the compiler refuses them\n%s: %w", dir, said, registry.ErrInvalid)
	}
	return fmt.Errorf("compiling the rules in %s: %w\n%s", dir, err, said)
}
