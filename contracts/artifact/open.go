package artifact

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// maxFiles bounds the files of a folder.
const maxFiles = 20_000

// Open reads a build from a file or a folder.
//
// A file is what [Read] reads; one that points to another is followed: either
// half of a Hardhat 3 build, and a contract's own file in Hardhat's folder
// "artifacts". A folder has input.json and output.json of solc, or is the folder
// "artifacts" of Hardhat, "out" of Foundry, or "build-info" of either. Of
// several builds in a folder none is guessed: the error names them.
//
// The folder "out" is read as its build-info if there is one that has exactly
// the code that is in the folder; else as interface and code alone.
//
// Open fails with [registry.ErrNotFound] when path does not exist, and like
// [Read].
func Open(path string) (*Build, error) {
	s, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no %s: %w", path, registry.ErrNotFound)
	case err != nil:
		return nil, fmt.Errorf("opening an artefact: %w", err)
	case s.IsDir():
		return openFolder(path)
	}
	b, err := readFile(path)
	if err != nil {
		return nil, err
	}
	return read(path, b, &neighbours{path: path})
}

func openFolder(dir string) (*Build, error) {
	output, _, err := readEither(filepath.Join(dir, "output.json"))
	if err == nil {
		return openPair(dir, output)
	}
	if !errors.Is(err, registry.ErrNotFound) {
		return nil, err
	}
	infos := dir
	if filepath.Base(filepath.Clean(dir)) != "build-info" {
		infos = filepath.Join(dir, "build-info")
	}
	builds, err := openInfos(infos)
	if err != nil {
		return nil, err
	}
	if infos != dir {
		out, err := openOut(dir)
		if err != nil || out != nil {
			return choose(out, builds, err)
		}
	}
	switch len(builds) {
	case 0:
		return nil, fmt.Errorf("%s has no build: want output.json of solc, or the folder \"out\" of Foundry or \"artifacts\" of Hardhat: %w", dir, registry.ErrNotFound)
	case 1:
		return read(builds[0].path, builds[0].data, &neighbours{path: builds[0].path})
	}
	var names []string
	for _, b := range builds {
		names = append(names, b.path)
	}
	return nil, fmt.Errorf("%s has %d builds: open one of %s, or one contract's own file: %w", dir, len(builds), some(names), registry.ErrInvalid)
}

// openPair reads output.json with the input.json beside it, if there is one.
func openPair(dir string, output []byte) (*Build, error) {
	input, _, err := readEither(filepath.Join(dir, "input.json"))
	if err != nil && !errors.Is(err, registry.ErrNotFound) {
		return nil, err
	}
	b, err := ReadStandard(output, input)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", dir, err)
	}
	return b, nil
}

// choose returns the build-info that has what the folder "out" has.
func choose(out *Build, builds []info, err error) (*Build, error) {
	if err != nil {
		return nil, err
	}
	for _, i := range builds {
		b, err := read(i.path, i.data, nil)
		if err != nil {
			return nil, err
		}
		other := covers(b, out)
		if other == "" {
			return b, nil
		}
		out.untree = fmt.Errorf("%s has not the code of %s that is beside it; %w", i.path, other, errOut)
	}
	return out, nil
}

// An info is a file in build-info that has a build, or the first half of one.
type info struct {
	path string
	data []byte
}

// openInfos returns the build-info files of a folder that have the compiler's
// output in them or beside them.
func openInfos(dir string) ([]info, error) {
	var out []info
	total := 0
	err := walk(dir, func(path string) error {
		if strings.HasSuffix(strings.TrimSuffix(path, ".gz"), ".output.json") {
			return nil
		}
		data, err := readFile(path)
		if err != nil {
			return err
		}
		if total += len(data); total > MaxFile {
			return fmt.Errorf("the files in %s have more than %d bytes: open one of them: %w", dir, MaxFile, registry.ErrInvalid)
		}
		d, err := parseDocument(path, data)
		if err == nil && d.isBuildInfo() {
			out = append(out, info{path, data})
		}
		return err
	})
	return out, err
}

// openOut reads the contracts' files of a folder of Foundry, or returns nil when
// there are none.
func openOut(dir string) (*Build, error) {
	var found []*foundryContract
	total := 0
	err := walk(dir, func(path string) error {
		folder := filepath.Base(filepath.Dir(path))
		if !strings.HasSuffix(folder, ".sol") {
			return nil
		}
		data, err := readFile(path)
		if err != nil {
			return err
		}
		if total += len(data); total > MaxFile {
			return fmt.Errorf("the files in %s have more than %d bytes: open one of them: %w", dir, MaxFile, registry.ErrInvalid)
		}
		d, err := parseDocument(path, data)
		if err != nil {
			return err
		}
		if d.Bytecode.Kind() != '{' {
			return nil
		}
		c, err := d.contract(path, folder, strings.TrimSuffix(strings.TrimSuffix(filepath.Base(path), ".gz"), ".json"))
		if err != nil {
			return fmt.Errorf("reading %s: %w", path, err)
		}
		found = append(found, c)
		return nil
	})
	if err != nil || found == nil {
		return nil, err
	}
	return newPartial(found)
}

// walk visits the JSON files below a folder, in the order of their names. It
// does not follow links.
func walk(dir string, visit func(path string) error) error {
	var paths []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() || !strings.HasSuffix(strings.TrimSuffix(path, ".gz"), ".json") {
			return err
		}
		if paths = append(paths, path); len(paths) > maxFiles {
			return fmt.Errorf("%s has more than %d files: %w", dir, maxFiles, registry.ErrInvalid)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	slices.Sort(paths)
	for _, path := range paths {
		if err := visit(path); err != nil {
			return err
		}
	}
	return nil
}
