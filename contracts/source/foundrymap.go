package source

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// maxNested bounds how deep libraries with a foundry.toml are looked for in each
// other.
const maxNested = 8

// foundryRemappings returns the remappings of a Foundry project: those of
// remappings.txt, of its profile, and, unless that is turned off, what its
// libraries say or look like. For the same beginning of a path the first counts.
func foundryRemappings(t *tree, dir string, c *profile, nested int) ([]Remapping, error) {
	var lines []string
	text, err := t.read(filepath.Join(dir, "remappings.txt"))
	if err != nil && !isMissing(err) {
		return nil, err
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	var all []Remapping
	for _, line := range slices.Concat(lines, c.Remappings) {
		r, err := ParseRemapping(line)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
		all = append(all, asFolders(r, dir))
	}
	if or(c.AutoDetect, true) {
		found, err := ofLibraries(t, dir, c.libraries(dir), nested)
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			if !hidden(r, all, c) {
				all = append(all, r)
			}
		}
	}
	return firstOf(all), nil
}

// asFolders writes a remapping of folders with a slash at the end of both, and
// its target relative to dir.
func asFolders(r Remapping, dir string) Remapping {
	if !strings.HasSuffix(r.Prefix, "/") && !strings.HasSuffix(r.Prefix, ".sol") {
		r.Prefix += "/"
	}
	if filepath.IsAbs(r.Target) {
		r.Target = below(dir, r.Target)
	} else {
		r.Target = filepath.ToSlash(filepath.Clean(r.Target))
	}
	if !strings.HasSuffix(r.Target, ".sol") {
		r.Target += "/"
	}
	return r
}

// hidden reports whether what was found by itself has to stand back: behind what
// is there already for the same paths, and behind the project's own folders, as
// far as its profile names them.
func hidden(r Remapping, all []Remapping, c *profile) bool {
	if strings.HasSuffix(r.Prefix, ".sol") {
		return !strings.HasSuffix(r.Target, ".sol") || slices.Contains(all, r)
	}
	for _, own := range []*string{c.Src, c.Test, c.Script} {
		if own != nil && strings.EqualFold(r.Prefix, *own+"/") {
			return true
		}
	}
	return slices.ContainsFunc(all, func(o Remapping) bool {
		name := strings.TrimSuffix(o.Prefix, "/") + "/"
		return o.Context == r.Context && (strings.HasPrefix(r.Prefix, name) || strings.HasPrefix(name, r.Prefix))
	})
}

// ofLibraries returns the remappings that the library folders of a project give,
// in order of context and name. Of two for the same, the one with the shorter
// path counts.
func ofLibraries(t *tree, dir string, libs []string, nested int) ([]Remapping, error) {
	found := map[string]map[string]string{}
	put := func(context, name, path string) {
		if found[context] == nil {
			found[context] = map[string]string{}
		}
		if old, ok := found[context][name]; !ok || depth(old) > depth(path) {
			found[context][name] = path
		}
	}
	for _, lib := range libs {
		lib = filepath.Join(dir, lib)
		if !isDir(lib) {
			continue
		}
		if _, err := t.resolve(lib); err != nil {
			return nil, err
		}
		said, err := saidByLibraries(t, lib, nested)
		if err != nil {
			return nil, err
		}
		for _, r := range said {
			put(r.Context, r.Prefix, r.Target)
		}
	}
	for _, lib := range libs {
		if lib = filepath.Join(dir, lib); !isDir(lib) {
			continue
		}
		seen, err := detect(t, lib)
		if err != nil {
			return nil, err
		}
		for name, path := range seen {
			if name != "lib/" && name != "src/" && name != "contracts/" {
				put("", name, path)
			}
		}
	}
	var out []Remapping
	for _, context := range slices.Sorted(maps.Keys(found)) {
		for _, r := range sortedRemappings(found[context], dir) {
			r.Context = context
			if strings.HasSuffix(r.Prefix, ".sol") {
				r.Target = strings.TrimSuffix(r.Target, "/")
			}
			out = append(out, r)
		}
	}
	return out, nil
}

// saidByLibraries returns the remappings of the libraries in lib that have a
// foundry.toml themselves, with targets as paths.
func saidByLibraries(t *tree, lib string, nested int) ([]Remapping, error) {
	if nested >= maxNested {
		return nil, nil
	}
	entries, err := t.list(lib)
	if err != nil {
		return nil, err
	}
	var out []Remapping
	for _, e := range entries {
		dir := filepath.Join(lib, e.name)
		if !e.dir {
			continue
		}
		c, err := readProfile(t, dir, "default")
		if err != nil {
			continue // one that cannot be read says nothing, as with forge
		}
		rules, err := foundryRemappings(t, dir, c, nested+1)
		if err != nil {
			continue
		}
		for _, r := range rules {
			r.Target = filepath.Join(dir, filepath.FromSlash(r.Target))
			out = append(out, r)
		}
		out = append(out, Remapping{Prefix: e.name + "/", Target: filepath.Join(dir, c.sources(dir))})
	}
	return out, nil
}
