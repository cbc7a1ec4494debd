package assemblyscript

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/novation-dev/novation/plugins/guests/guest"
	"github.com/novation-dev/novation/registry"
)

//go:embed compile.mjs
var driver []byte

// flags are the options of the compiler that shape a module.
//
// The stub runtime only ever takes memory, since the host makes memory as it was
// after each call. Without abort nothing is imported: what would abort traps.
// Below 64 lie the zero values of the SDK.
func flags() []string {
	return []string{
		"--runtime", "stub", "--use", "abort=", "--memoryBase", "64", "--exportStart", "_initialize",
		"--optimizeLevel", "2", "--shrinkLevel", "0",
	}
}

// Build compiles index.ts in dir with the compiler of the project's
// node_modules, or with the one of [Language.Compiler]. A compiler that is
// missing, or is not the one of the project's package-lock.json, gives an error
// that says what to do.
func (l Language) Build(ctx context.Context, dir string) (guest.Built, error) {
	if _, err := os.Stat(filepath.Join(dir, "index.ts")); err != nil {
		return guest.Built{}, fmt.Errorf("assemblyscript: rules begin with index.ts: %w: %w", err, registry.ErrInvalid)
	}
	c, err := l.find(dir)
	if err != nil {
		return guest.Built{}, err
	}
	module, read, err := l.compile(ctx, c, dir)
	if err != nil {
		return guest.Built{}, err
	}
	parts, err := components(c, dir, read)
	if err != nil {
		return guest.Built{}, err
	}
	return guest.Built{Module: module, Toolchain: c.toolchain(), Flags: flags(), Components: parts}, nil
}

// compile runs the driver and returns the module and the sources it read.
func (l Language) compile(ctx context.Context, c *compiler, dir string) (module []byte, read []string, err error) {
	tmp, err := os.MkdirTemp("", "novation-asc-")
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = os.RemoveAll(tmp) }() // what stays is only temporary
	script, out := filepath.Join(tmp, "compile.mjs"), filepath.Join(tmp, "rules.wasm")
	if err := os.WriteFile(script, driver, 0o600); err != nil {
		return nil, nil, err
	}
	node := l.Node
	if node == "" {
		node = "node"
	}
	cmd := exec.CommandContext(ctx, node, slices.Concat([]string{script, c.module(), out}, flags())...)
	cmd.Dir = dir
	// A copy of the project gives the same bytes wherever it is and whoever
	// builds it: nothing of Node.js's own environment counts.
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "NODE_") })
	var said, names bytes.Buffer
	cmd.Stdout, cmd.Stderr = &names, &said
	err = cmd.Run()
	switch exit := (*exec.ExitError)(nil); {
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		return nil, nil, invalid("there is no %s: the compiler runs in Node.js 20 or later, install it: %v", node, err)
	case ctx.Err() != nil:
		return nil, nil, fmt.Errorf("compiling the rules in %s: %w", dir, context.Cause(ctx))
	case errors.As(err, &exit):
		return nil, nil, invalid("compiling the rules in %s:\n%s", dir, bytes.TrimSpace(said.Bytes()))
	case err != nil:
		return nil, nil, fmt.Errorf("compiling the rules in %s: %w", dir, err)
	}
	module, err = os.ReadFile(out)
	return module, strings.Fields(names.String()), err
}
