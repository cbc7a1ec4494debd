package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/novation-dev/novation/registry"
)

// The limits of a project. They are far above what compiles in an hour.
const (
	// MaxSource bounds one source or configuration file, in bytes.
	MaxSource = 8 << 20
	// MaxTotal bounds all sources of one compilation, in bytes.
	MaxTotal = 64 << 20
	// MaxSources bounds the number of sources of one compilation.
	MaxSources = 20_000
	// maxEntries bounds the files and folders that are looked at when sources
	// or libraries are searched for.
	maxEntries = 500_000
	// maxDepth bounds how deep folders may lie in each other.
	maxDepth = 64
)

// A tree is the part of the file system that a project may read: the folders
// that allowed names, whatever links lead to.
type tree struct {
	// allowed are real paths: no links in them.
	allowed []string
	total   int
	looked  int
}

// allow adds a folder. One that is not there changes nothing.
func (t *tree) allow(dir string) error {
	real, err := filepath.EvalSymlinks(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("opening %s: %v: %w", dir, err, registry.ErrInvalid)
	}
	if real, err = filepath.Abs(real); err == nil && !slices.Contains(t.allowed, real) {
		t.allowed = append(t.allowed, real)
	}
	return err
}

// resolve returns the real path behind name, which must lie in an allowed
// folder. The error matches [fs.ErrNotExist] when there is nothing, and
// [registry.ErrNotAllowed] when it is elsewhere.
func (t *tree) resolve(name string) (string, error) {
	real, err := filepath.EvalSymlinks(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
			return "", fs.ErrNotExist
		}
		return "", fmt.Errorf("opening %s: %v: %w", name, err, registry.ErrInvalid)
	}
	if real, err = filepath.Abs(real); err != nil {
		return "", err
	}
	for _, a := range t.allowed {
		if rel, err := filepath.Rel(a, real); err == nil && filepath.IsLocal(rel) {
			return real, nil
		}
	}
	return "", fmt.Errorf("%s is outside of the project and its libraries (%s)\nIf it belongs to them, allow its folder with --allow-paths: %w",
		name, real, registry.ErrNotAllowed)
}

// read reads a regular file of valid UTF-8.
func (t *tree) read(name string) ([]byte, error) {
	real, err := t.resolve(name)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(real)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if info.IsDir() {
		return nil, fs.ErrNotExist
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no regular file: %w", name, registry.ErrInvalid)
	}
	f, err := os.Open(real)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, MaxSource+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if len(b) > MaxSource {
		return nil, fmt.Errorf("%s has more than %d bytes: %w", name, MaxSource, registry.ErrInvalid)
	}
	if t.total += len(b); t.total > MaxTotal {
		return nil, fmt.Errorf("the sources have more than %d bytes together (at %s): %w", MaxTotal, name, registry.ErrInvalid)
	}
	if at := invalidUTF8(b); at >= 0 {
		return nil, fmt.Errorf("%s is no UTF-8 at byte %d: %w", name, at, registry.ErrInvalid)
	}
	return b, nil
}

func invalidUTF8(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// list returns the entries of a folder in order of name, without hidden ones.
// Links are followed; one that leads nowhere is left out.
func (t *tree) list(dir string) ([]entry, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("reading the folder %s: %w", dir, err)
	}
	if t.looked += len(entries); t.looked > maxEntries {
		return nil, fmt.Errorf("more than %d files and folders (at %s): %w", maxEntries, dir, registry.ErrInvalid)
	}
	var out []entry
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		info, err := os.Stat(filepath.Join(dir, e.Name()))
		if err == nil {
			out = append(out, entry{e.Name(), info.IsDir(), e.Type()&fs.ModeSymlink != 0})
		}
	}
	return out, nil
}

// An entry is a file or a folder in a folder, perhaps behind a link.
type entry struct {
	name      string
	dir, link bool
}

// find returns the Solidity files below dir, as paths below it in order. Folders
// for which skip returns true are left out. A link to a folder is followed when
// that is allowed, and no folder is entered twice.
func (t *tree) find(dir string, skip func(name string) bool) ([]string, error) {
	var out []string
	seen := map[string]bool{}
	var walk func(rel string, depth int) error
	walk = func(rel string, depth int) error {
		real, err := t.resolve(filepath.Join(dir, rel))
		if err != nil || seen[real] {
			return err
		}
		seen[real] = true
		if depth > maxDepth {
			return fmt.Errorf("%s: folders lie more than %d deep: %w", filepath.Join(dir, rel), maxDepth, registry.ErrInvalid)
		}
		entries, err := t.list(real)
		if err != nil {
			return err
		}
		for _, e := range entries {
			at := filepath.Join(rel, e.name)
			switch {
			case e.dir && !skip(e.name):
				if err := walk(at, depth+1); err != nil {
					return err
				}
			case !e.dir && strings.HasSuffix(e.name, ".sol"):
				if out = append(out, at); len(out) > MaxSources {
					return fmt.Errorf("%s holds more than %d sources: %w", dir, MaxSources, registry.ErrInvalid)
				}
			}
		}
		return nil
	}
	if err := walk(".", 0); err != nil {
		return nil, err
	}
	slices.Sort(out)
	return out, nil
}
