package assemblyscript

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/novation-dev/novation/registry"
)

// A compiler is an npm package assemblyscript that is installed.
type compiler struct {
	folder   string // of the package
	version  string
	packages map[string]locked // what is installed beside it, by path below its node_modules
}

// A lock is a package-lock.json, and the one that npm leaves in node_modules.
type lock struct {
	Packages map[string]locked `json:"packages"`
}

// A locked package is an entry of a lock.
type locked struct {
	Version   string `json:"version"`
	Integrity string `json:"integrity"`
}

// installed is the key of the compiler in a lock.
const installed = "node_modules/assemblyscript"

// find finds the compiler for the project in dir: in a node_modules there or in
// a folder above, as Node.js does, or where l says.
func (l Language) find(dir string) (*compiler, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	for at := dir; ; at = filepath.Dir(at) {
		if c, err := open(filepath.Join(at, filepath.FromSlash(installed))); err == nil {
			return c, c.check(dir)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	if l.Compiler == "" {
		return nil, invalid("there is no AssemblyScript compiler in %s: run `npm ci` there (it needs Node.js 20), or set %s to an installed one",
			filepath.Join(dir, "node_modules"), CompilerVariable)
	}
	folder, err := filepath.EvalSymlinks(l.Compiler) // node_modules/.bin/asc is one
	if err != nil {
		return nil, fmt.Errorf("assemblyscript: %s names no compiler: %w: %w", CompilerVariable, err, registry.ErrInvalid)
	}
	for ; folder != filepath.Dir(folder); folder = filepath.Dir(folder) {
		if c, err := open(folder); err == nil {
			return c, c.check(dir)
		}
	}
	return nil, invalid("%s is %s: want the folder of the npm package assemblyscript, or its command asc", CompilerVariable, l.Compiler)
}

// open reads what the package in a folder is. It fails with [fs.ErrNotExist]
// when it is none.
func open(folder string) (*compiler, error) {
	var about struct{ Name, Version string }
	if err := readJSON(filepath.Join(folder, "package.json"), &about); err != nil {
		return nil, err
	}
	if about.Name != "assemblyscript" || about.Version == "" {
		return nil, fmt.Errorf("%s is not the package assemblyscript: %w", folder, fs.ErrNotExist)
	}
	c := &compiler{folder: folder, version: about.Version}
	var there lock
	err := readJSON(filepath.Join(folder, "..", ".package-lock.json"), &there)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	c.packages = there.Packages
	return c, nil
}

// check compares the compiler with the lock of the project in dir, if it has one.
func (c *compiler) check(dir string) error {
	var want lock
	for _, at := range []string{dir, filepath.Dir(dir)} {
		err := readJSON(filepath.Join(at, "package-lock.json"), &want)
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if w := want.Packages[installed]; w.Version != "" && w.Version != c.version {
		return invalid("the project's package-lock.json asks for assemblyscript %s, %s is %s: run `npm ci` in %s", w.Version, c.folder, c.version, dir)
	}
	return nil
}

// module is the file that Node.js imports.
func (c *compiler) module() string { return filepath.Join(c.folder, "dist", "asc.js") }

// toolchain lists compiler and optimiser.
func (c *compiler) toolchain() []string {
	out := []string{"assemblyscript " + c.version}
	var about struct{ Version string }
	for _, at := range []string{filepath.Join(c.folder, "node_modules"), filepath.Dir(c.folder)} {
		if readJSON(filepath.Join(at, "binaryen", "package.json"), &about) == nil {
			return append(out, "binaryen "+about.Version)
		}
	}
	return append(out, "binaryen "+cmp.Or(c.packages["node_modules/binaryen"].Version, "unknown"))
}

func readJSON(name string, into any) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		return invalid("reading %s: %v", name, err)
	}
	return nil
}
