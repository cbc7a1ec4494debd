package source

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// A guess is a folder that probably is where imports of a library begin. To find
// it, a library's folder is divided into windows: each "lib" or "node_modules"
// below it begins a new one, because what lies there is a library of its own.
type guess struct {
	// library is the folder whose name the imports begin with, dir the one that
	// they mean. Both are paths.
	library, dir string
	// level counts the windows around it.
	level int
}

// A detector looks for libraries in one of a project's library folders, and
// comes to the same conclusions as Foundry, so that a project that relies on
// them compiles to the same code.
type detector struct {
	tree *tree
	top  string // the library folder
	// npm says that the folder is called node_modules: there, imports begin at
	// the package, not at a folder of sources in it.
	npm  bool
	seen map[string]bool // folders that links led to
}

// detect returns a target for each name of a library below dir.
func detect(t *tree, dir string) (map[string]string, error) {
	out := map[string]string{}
	d := detector{tree: t, top: dir, npm: filepath.Base(dir) == npmFolder, seen: map[string]bool{}}
	entries, err := t.list(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !e.dir {
			continue
		}
		at := filepath.Join(dir, e.name)
		if _, err := t.resolve(at); err != nil {
			continue // a link out of the project is no library of it
		}
		guesses, err := d.folder(at, at, 0, 0)
		if err != nil {
			return nil, err
		}
		for _, g := range guesses {
			name := filepath.Base(g.library) + "/"
			old, ok := out[name]
			if !ok || depth(old) > depth(g.dir) || filepath.Base(g.dir) == "src" && filepath.Base(old) != "src" {
				out[name] = g.dir
			}
		}
	}
	return out, nil
}

const npmFolder = "node_modules"

func isSourceFolder(dir string) bool {
	b := filepath.Base(dir)
	return b == "src" || b == "contracts"
}

func isLibraryFolder(dir string) bool {
	b := filepath.Base(dir)
	return b == "lib" || b == npmFolder
}

func depth(path string) int { return strings.Count(filepath.ToSlash(path), "/") }

// folder returns the guesses in dir, which lies in the window that opened at
// window.
func (d *detector) folder(dir, window string, level, deep int) ([]guess, error) {
	if deep > maxDepth {
		return nil, nil
	}
	entries, err := d.tree.list(dir)
	if err != nil {
		return nil, err
	}
	own := false
	var guesses []guess
	for _, e := range entries {
		at := filepath.Join(dir, e.name)
		if e.dir && e.link && d.again(at, window) {
			return nil, nil
		}
		switch {
		case !e.dir:
			own = own || strings.HasSuffix(e.name, ".sol")
		case e.name == "test" || e.name == "tests" || e.name == "demo":
		default:
			w, l := window, level
			if isLibraryFolder(at) {
				w, l = at, level+1
			}
			more, err := d.folder(at, w, l, deep+1)
			if err != nil {
				return nil, err
			}
			guesses = append(guesses, more...)
		}
	}
	return d.conclude(guesses, dir, window, level, own), nil
}

// again reports whether a link leads out of the project, to a folder where one
// led before, or to one that is less deep than the window; then nothing is said
// about the folder of the link.
func (d *detector) again(link, window string) bool {
	real, err := d.tree.resolve(link)
	if err != nil || d.seen[real] || depth(window) > depth(real) {
		return true
	}
	d.seen[real] = true
	return false
}

// conclude makes of the guesses below dir those for it. own says that dir has
// sources itself.
func (d *detector) conclude(guesses []guess, dir, window string, level int, own bool) []guess {
	library := libraryOf(window, dir)
	here := 0
	for _, g := range guesses {
		if g.level == level && g.library == library {
			here++
		}
	}
	if own || here > 1 {
		return d.merge(guesses, dir, library, level)
	}
	for i := range guesses {
		g := &guesses[i]
		if g.level != level {
			continue
		}
		switch slashed := filepath.ToSlash(g.dir); {
		case between(g.library, g.dir) > 1 && (filepath.Base(g.dir) == "contracts" || strings.HasSuffix(slashed, "/contracts/src")):
			g.dir = library
		case !isSourceFolder(g.dir) && g.dir != g.library:
			g.dir = d.sourceFolder(window, g.dir)
		}
		break
	}
	return guesses
}

// merge replaces several guesses by one for dir, unless exactly one of them is a
// folder named src, which then is it.
func (d *detector) merge(guesses []guess, dir, library string, level int) []guess {
	var src []guess
	for _, g := range guesses {
		if filepath.Base(g.dir) == "src" {
			src = append(src, g)
		}
	}
	if len(src) == 1 {
		return src
	}
	guesses = slices.DeleteFunc(guesses, func(g guess) bool { return g.level == level })
	if d.npm {
		dir = library
	}
	if level > 0 && dir == library && (isSourceFolder(dir) || isLibraryFolder(dir)) {
		return guesses // such as dep/src/lib: no library
	}
	return append(guesses, guess{library, dir, level})
}

// libraryOf returns the folder of the library that dir is in: the first one
// below a window that is a lib folder.
func libraryOf(window, dir string) string {
	if !isLibraryFolder(window) || window == dir {
		return window
	}
	rel, err := filepath.Rel(window, dir)
	if err != nil {
		return window
	}
	first, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	return filepath.Join(window, first)
}

// sourceFolder returns the nearest folder named src or contracts above dir, or
// the window. It may be above the window, but is below the library folder.
func (d *detector) sourceFolder(window, dir string) string {
	for p := filepath.Dir(dir); p != window && len(p) > len(d.top); p = filepath.Dir(p) {
		if isSourceFolder(p) {
			return p
		}
	}
	return window
}

// between counts the steps from a folder down to another.
func between(from, to string) int {
	rel, err := filepath.Rel(from, to)
	if err != nil || rel == "." || !filepath.IsLocal(rel) {
		return 0
	}
	return depth(rel) + 1
}

// sorted returns the remappings in order of name, with targets below root.
func sortedRemappings(found map[string]string, root string) []Remapping {
	var out []Remapping
	for _, name := range slices.Sorted(maps.Keys(found)) {
		out = append(out, Remapping{Prefix: name, Target: below(root, found[name]) + "/"})
	}
	return out
}

// below returns path as a name below root, with slashes.
func below(root, path string) string {
	rel, err := filepath.Rel(root, path)
	if err != nil {
		rel = path
	}
	return filepath.ToSlash(rel)
}
