package artifact

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// neighbours are the files around the one that is read.
type neighbours struct {
	// path is that of the file that is read.
	path string
}

// errAlone means that a file was read that needs another one.
var errAlone = fmt.Errorf("it points to another file; open it by its path: %w", registry.ErrInvalid)

// output returns the half of a Hardhat 3 build that has the compiler's output.
func (n *neighbours) output(id string) (b []byte, path string, err error) {
	return n.half(id, ".output.json")
}

// input returns the half that has the compiler's input.
func (n *neighbours) input(id string) (b []byte, path string, err error) {
	return n.half(id, ".json")
}

func (n *neighbours) half(id, suffix string) (b []byte, path string, err error) {
	if n == nil {
		return nil, "", errAlone
	}
	if err := plain(id); err != nil {
		return nil, "", err
	}
	return readEither(filepath.Join(filepath.Dir(n.path), id+suffix))
}

// buildInfo returns the build-info file of a contract's own file: by its id with
// Hardhat 3, by the .dbg.json beside it with Hardhat 2.
func (n *neighbours) buildInfo(id string) (b []byte, path string, err error) {
	if n == nil {
		return nil, "", errAlone
	}
	if id == "" {
		return n.debug()
	}
	if err := plain(id); err != nil {
		return nil, "", err
	}
	dir := filepath.Dir(n.path)
	for range maxDepth {
		b, path, err = readEither(filepath.Join(dir, "build-info", id+".json"))
		if !errors.Is(err, registry.ErrNotFound) {
			return b, path, err
		}
		dir = filepath.Join(dir, "..")
	}
	return nil, "", fmt.Errorf("there is no build-info/%s.json in a folder above: %w", id, registry.ErrNotFound)
}

// maxDepth bounds how deep a contract's file may be below the artefacts.
const maxDepth = 16

// debug follows the .dbg.json of Hardhat 2.
func (n *neighbours) debug() (b []byte, path string, err error) {
	pointer := strings.TrimSuffix(strings.TrimSuffix(n.path, ".gz"), ".json") + ".dbg.json"
	b, pointer, err = readEither(pointer)
	if err != nil {
		return nil, "", err
	}
	d, err := parseDocument(pointer, b)
	if err != nil {
		return nil, "", err
	}
	to := filepath.FromSlash(d.BuildInfo)
	if to == "" || filepath.IsAbs(to) || filepath.Base(filepath.Dir(to)) != "build-info" {
		return nil, "", fmt.Errorf("reading %s: it points to %q, want a file in a folder build-info: %w", pointer, d.BuildInfo, registry.ErrInvalid)
	}
	return readEither(filepath.Join(filepath.Dir(pointer), to))
}

// plain refuses an id that is no plain name of a file.
func plain(id string) error {
	if id == "" || id != filepath.Base(id) || !filepath.IsLocal(id) {
		return fmt.Errorf("the id of the build is %q, want a plain name: %w", id, registry.ErrInvalid)
	}
	return nil
}

// readEither reads a file, or the same with .gz.
func readEither(path string) (b []byte, name string, err error) {
	b, err = readFile(path)
	if !errors.Is(err, registry.ErrNotFound) {
		return b, path, err
	}
	if packed, err := readFile(path + ".gz"); !errors.Is(err, registry.ErrNotFound) {
		return packed, path + ".gz", err
	}
	return nil, path, err
}

// readFile reads and unpacks a file within MaxFile.
func readFile(path string) ([]byte, error) {
	// A pipe must not even be opened: that waits for a writer.
	switch s, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no %s: %w", path, registry.ErrNotFound)
	case err != nil:
		return nil, fmt.Errorf("opening an artefact: %w", err)
	case !s.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no file: %w", path, registry.ErrInvalid)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening an artefact: %w", err)
	}
	defer f.Close()
	return unpack(path, f, MaxFile)
}
