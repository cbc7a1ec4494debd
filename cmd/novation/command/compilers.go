package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/solc"
	solidity "github.com/novation-dev/novation/contracts/source"
	"github.com/novation-dev/novation/registry"
)

// compilerVariable names the compiler when the command line does not: a version
// or a file.
const compilerVariable = "NOVATION_SOLC"

// release matches the version of one release of the compiler.
var release = regexp.MustCompile(`^\d+\.\d+\.\d+$`)

// A compiler compiles standard JSON.
type compiler interface {
	Compile(ctx context.Context, input []byte) ([]byte, error)
	Version() string
	Digest() registry.Digest
	Close(ctx context.Context) error
}

// compilerFlags say which compiler to use.
type compilerFlags struct{ solc, soljson string }

func (f *compilerFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.solc, "solc", "", "compiler: a version or range that is installed, or a file ("+compilerVariable+")")
	cmd.Flags().StringVar(&f.soljson, "soljson", "", "compiler: the file soljson.js of npm's solc")
}

// A choice is a compiler that has not been loaded.
type choice struct {
	store *solc.Store
	// installed is a compiler of the store; nil when path is one elsewhere.
	installed *solc.Installed
	path      string
	// requires is what the one elsewhere must satisfy.
	requires solidity.Requirements
}

// choose returns the compiler that was named, by a file or as a version, or else
// the newest one that satisfies what is required. Where no installed one does, a
// file that the environment names is asked, and then npm's solc in the project.
func (f *compilerFlags) choose(requires solidity.Requirements, root string) (*choice, error) {
	store, err := solc.UserStore()
	if err != nil {
		return nil, err
	}
	env := os.Getenv(compilerVariable)
	named := cmp.Or(f.soljson, f.solc, env)
	if f.soljson != "" || isCompilerFile(named) {
		return &choice{store: store, path: named}, nil
	}
	found, err := findCompiler(store, named, requires)
	if err == nil {
		return &choice{store: store, installed: found}, nil
	}
	if !errors.Is(err, registry.ErrNotFound) {
		return nil, err
	}
	if named != "" {
		requires = solidity.Requirements{{Text: named, Where: cmp.Or(mentioned("--solc", f.solc), compilerVariable)}}
	}
	if isCompilerFile(env) {
		return &choice{store: store, path: env, requires: requires}, nil
	}
	if npm := filepath.Join(root, "node_modules", "solc", "soljson.js"); root != "" {
		if _, missing := os.Stat(npm); missing == nil {
			return &choice{store: store, path: npm, requires: requires}, nil
		}
	}
	return nil, fmt.Errorf("%w\nInstall one with novation solc install VERSION, or name the soljson.js of npm's solc with --soljson", err)
}

// mentioned returns the name of a flag that has a value.
func mentioned(flag, value string) string {
	if value == "" {
		return ""
	}
	return flag
}

// findCompiler returns the installed compiler that is named, or else the newest
// that satisfies what is required.
func findCompiler(store *solc.Store, named string, requires solidity.Requirements) (*solc.Installed, error) {
	if named != "" {
		i, err := store.Find(named)
		return &i, err
	}
	all, err := store.List()
	if err != nil {
		return nil, err
	}
	var versions []string
	for _, i := range all {
		versions = append(versions, i.Version)
	}
	newest, err := requires.Newest(versions)
	if err != nil {
		return nil, err
	}
	return &all[slices.Index(versions, newest)], nil
}

// isCompilerFile reports whether a compiler is named by its file.
func isCompilerFile(name string) bool {
	return strings.ContainsAny(name, `/\`) || strings.HasSuffix(name, ".js")
}

// load loads the compiler. One that is not installed is refused when it does not
// satisfy what is required.
func (c *choice) load(ctx context.Context) (compiler, error) {
	if c.installed != nil {
		return c.store.Load(ctx, *c.installed)
	}
	loaded, err := solc.Load(ctx, solc.Config{Path: c.path, CacheDir: c.store.CacheDir()})
	if err != nil {
		return nil, err
	}
	if err := c.requires.Accept(loaded.Version()); err != nil {
		return nil, errors.Join(err, loaded.Close(ctx))
	}
	return loaded, nil
}
