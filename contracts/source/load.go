package source

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

// load reads the given sources, or all of the project, and what they import.
func (p *Project) load(sources []string) error {
	names, err := p.entries(sources)
	if err != nil {
		return err
	}
	for len(names) > 0 {
		name := names[0]
		names = names[1:]
		f := p.Files[name]
		for _, i := range f.Imports {
			next := p.means(name, i)
			if p.Files[next] != nil {
				continue
			}
			path, err := p.lookUp(next)
			if err != nil {
				return fmt.Errorf("%s:%d: import %q: %w", name, i.Line, i.Path, err)
			}
			if err := p.add(next, path); err != nil {
				return fmt.Errorf("%s:%d: import %q: %w", name, i.Line, i.Path, err)
			}
			names = append(names, next)
		}
	}
	return p.require()
}

// means returns the name of the source that an import in another one means.
func (p *Project) means(importer string, i Import) string {
	return remap(p.remappings, importer, absolute(importer, i.Path))
}

// entries adds the sources to begin with and returns their names.
func (p *Project) entries(sources []string) (names []string, err error) {
	if len(sources) == 0 {
		if sources, err = p.search(); err != nil {
			return nil, err
		}
	}
	for _, s := range sources {
		path := p.join(s)
		name := below(p.Root, path)
		if p.Files[name] != nil {
			continue
		}
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return nil, fmt.Errorf("the source %s is outside of the project: %w", s, registry.ErrNotAllowed)
		}
		if err := p.add(name, path); err != nil {
			if isMissing(err) {
				err = fmt.Errorf("there is no source %s: %w", name, registry.ErrNotFound)
			}
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// search returns all sources of the project's folders.
func (p *Project) search() ([]string, error) {
	var out []string
	for i, folder := range p.folders {
		dir := p.join(folder)
		if !isDir(dir) {
			if i > 0 {
				continue // no tests
			}
			return nil, fmt.Errorf("the folder %s with the sources is missing: %w", folder, registry.ErrNotFound)
		}
		found, err := p.tree.find(dir, p.skipped)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			out = append(out, filepath.Join(dir, f))
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("there are no sources (*.sol) in %s: %w", strings.Join(p.folders, ", "), registry.ErrNotFound)
	}
	return out, nil
}

// add reads and scans one source.
func (p *Project) add(name, path string) error {
	if len(p.Files) >= MaxSources {
		return fmt.Errorf("more than %d sources: %w", MaxSources, registry.ErrInvalid)
	}
	text, err := p.tree.read(path)
	if err != nil {
		return err
	}
	h, err := Scan(text)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	p.Files[name] = &File{Path: path, Text: text, Header: h}
	return nil
}

// lookUp returns the file of a source by its name: below the project, or below
// one of the folders in which imports are looked up. Two different ones are
// refused, as the compiler does it.
func (p *Project) lookUp(name string) (string, error) {
	if strings.HasPrefix(name, "/") || filepath.IsAbs(filepath.FromSlash(name)) {
		return "", fmt.Errorf("%s is an absolute path, which is another file on another machine: use a remapping: %w", name, registry.ErrInvalid)
	}
	var tried []string
	found, at := "", os.FileInfo(nil)
	for _, dir := range slices.Concat([]string{"."}, p.include) {
		path := filepath.Join(p.join(dir), filepath.FromSlash(name))
		if shown := below(p.Root, path); !slices.Contains(tried, shown) {
			tried = append(tried, shown)
		}
		real, err := p.tree.resolve(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		info, err := os.Stat(real)
		switch {
		case err != nil || info.IsDir():
		case found != "" && !os.SameFile(at, info):
			return "", fmt.Errorf("%s is two files, %s and %s: use a remapping: %w", name, below(p.Root, found), below(p.Root, path), registry.ErrInvalid)
		case found == "":
			found, at = path, info
		}
	}
	if found == "" {
		return "", fmt.Errorf("there is no source %s\nLooked for: %s: %w", name, strings.Join(tried, ", "), registry.ErrNotFound)
	}
	return found, nil
}

// require collects what the sources ask of the compiler.
func (p *Project) require() error {
	for _, name := range p.Names() {
		for _, v := range p.Files[name].Pragmas {
			q, err := require(v.Text, fmt.Sprintf("%s:%d", name, v.Line))
			if err != nil {
				return err
			}
			p.Requires = append(p.Requires, q)
		}
	}
	return nil
}
