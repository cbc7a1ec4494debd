package c

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/novation-dev/novation/plugins/guests/guest"
	"github.com/novation-dev/novation/registry"
)

// compileFlags make an object of one source. What would let the machine or the
// day show in it is refused or left out.
var compileFlags = []string{
	"--target=wasm32-unknown-unknown", "-std=c11", "-O2", "-flto", "-ffreestanding", "-nostdlibinc", "-g0",
	"-mbulk-memory", "-msign-ext", "-fvisibility=hidden", "-Wall", "-Wextra", "-Werror=date-time",
	"-Werror=implicit-function-declaration", "-Werror=return-type", "-Werror=vla",
}

// linkFlags make a module of the objects. The stack lies at the bottom of
// memory, so that overflowing it traps instead of overwriting data.
var linkFlags = []string{"--no-entry", "--strip-all", "--stack-first", "-z", "stack-size=65536", "--lto-O2", "-O2", "--fatal-warnings"}

// Build compiles every .c file below dir, except tests (those that end in
// _test.c) and the native part of the SDK. The same sources and the same
// toolchain give the same bytes in any folder: the compiler sees relative paths
// and no setting of the caller's environment.
func (l Language) Build(ctx context.Context, dir string) (guest.Built, error) {
	tools := l.tools()
	versions, err := tools.versions(ctx)
	if err != nil {
		return guest.Built{}, err
	}
	sources, err := sources(dir)
	if err != nil {
		return guest.Built{}, err
	}
	tmp, err := os.MkdirTemp("", "rules-")
	if err != nil {
		return guest.Built{}, err
	}
	defer func() { _ = os.RemoveAll(tmp) }() // what stays is only temporary
	var objects []string
	for i, src := range sources {
		object := fmt.Sprintf("%d.o", i)
		args := slices.Concat(compileFlags, []string{"-c", filepath.FromSlash(src), "-o", filepath.Join(tmp, object)})
		if err := tools.run(ctx, dir, tools.clang, args...); err != nil {
			return guest.Built{}, err
		}
		objects = append(objects, object)
	}
	args := slices.Concat(linkFlags, objects, []string{"-o", "rules.wasm"})
	if err := tools.run(ctx, tmp, tools.linker, args...); err != nil {
		return guest.Built{}, err
	}
	module, err := os.ReadFile(filepath.Join(tmp, "rules.wasm"))
	if err != nil {
		return guest.Built{}, err
	}
	copied, err := digestOf(os.DirFS(dir), "novation")
	if err != nil {
		return guest.Built{}, err
	}
	return guest.Built{
		Module: module, Toolchain: versions, Flags: slices.Concat(compileFlags, linkFlags),
		Components: []guest.Component{{Name: "novation-sdk-c", Digest: copied}},
	}, nil
}

// sources lists what is compiled, in a fixed order, with slashes.
func sources(dir string) (out []string, err error) {
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || name == "novation/native"):
			return fs.SkipDir
		case !d.IsDir() && path.Ext(name) == ".c" && !strings.HasSuffix(name, "_test.c"):
			out = append(out, name)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("looking for the rules: %w", err)
	}
	// Those of the project first, because they have the faults.
	slices.SortStableFunc(out, func(a, b string) int { return strings.Count(a, "/") - strings.Count(b, "/") })
	if len(out) == 0 {
		return nil, invalid("no .c file is in %s: name the folder of the rules", dir)
	}
	return out, nil
}

// digestOf returns the digest of the files of a folder, with their names.
func digestOf(files fs.FS, dir string) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(files, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(files, name)
		fmt.Fprintf(sum, "%s %d\n%s", name, len(b), b)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return "", invalid("the rules have no folder %s: it holds a copy of the SDK", dir)
	}
	return fmt.Sprintf("sha256:%x", sum.Sum(nil)), err
}

// toolchain are the programs that build.
type toolchain struct{ clang, linker string }

func (l Language) tools() toolchain {
	t := toolchain{clang: l.Clang, linker: l.Linker}
	if t.clang == "" {
		t.clang = "clang"
	}
	if t.linker == "" {
		t.linker = "wasm-ld"
	}
	return t
}

// run runs a program in dir. That it refuses is a fault of the sources.
func (t toolchain) run(ctx context.Context, dir, program string, args ...string) error {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	cmd.Env = environment()
	said, err := cmd.CombinedOutput()
	if err == nil {
		return nil
	}
	said = bytes.TrimSpace(said)
	hint := ""
	if bytes.Contains(said, []byte("undefined symbol")) || bytes.Contains(said, []byte("file not found")) {
		hint = "\nThere is no C library: use what novation/novation.h offers."
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.Exited() {
		return fmt.Errorf("compiling the rules: %s refuses them\n%s%s: %w", filepath.Base(program), said, hint, registry.ErrInvalid)
	}
	return fmt.Errorf("compiling the rules: running %s: %w", program, missing(err))
}

// versions returns names and versions of the programs, such as "clang 14.0.6".
func (t toolchain) versions(ctx context.Context) (out []string, err error) {
	for _, tool := range []struct{ name, program, word string }{{"clang", t.clang, "version"}, {"wasm-ld", t.linker, "LLD"}} {
		cmd := exec.CommandContext(ctx, tool.program, "--version")
		cmd.Env = environment()
		said, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("asking %s for its version: %w", tool.program, missing(err))
		}
		words := strings.Fields(string(said))
		i := slices.Index(words, tool.word)
		if i < 0 || i+1 == len(words) {
			return nil, fmt.Errorf("%s does not tell its version: it says %.80q: %w", tool.program, said, registry.ErrInvalid)
		}
		out = append(out, tool.name+" "+words[i+1])
	}
	return out, nil
}

// missing says how to get a program that is not there.
func missing(err error) error {
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%v\nInstall clang and lld, version 14 or later (in Debian the packages clang and lld): %w", err, registry.ErrNotFound)
	}
	return err
}

// environment keeps what a program needs to run, and nothing that tells clang
// to do something else.
func environment() []string {
	var out []string
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH"} {
		if v, ok := os.LookupEnv(name); ok {
			out = append(out, name+"="+v)
		}
	}
	return append(out, "LC_ALL=C")
}
