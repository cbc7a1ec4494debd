package artifact

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// maxNamed bounds how many names an error lists.
const maxNamed = 8

// Find resolves a reference to a contract: "path/File.sol:Contract", or the
// contract's name alone when only one source has it. "" is the contract by
// whose file the build was opened, or the only one there is.
//
// A source goes by the compiler's name, by the name that the project's author
// uses, or by the end of either, from a slash on, when no other source ends so.
// It fails with [registry.ErrNotFound], and with [registry.ErrInvalid] when more
// than one contract answers.
func (b *Build) Find(ref string) (source, name string, err error) {
	if ref == "" && b.Only != "" {
		ref = b.Only
	}
	file := ""
	if i := strings.LastIndexByte(ref, ':'); i >= 0 {
		if file, name = ref[:i], ref[i+1:]; file == "" {
			return "", "", fmt.Errorf("%q names no source before the colon: %w", ref, registry.ErrInvalid)
		}
	} else {
		name = ref
	}
	var found []string
	names := b.authors()
	for s, contracts := range b.Contracts {
		for c := range contracts {
			if (name == "" || c == name) && called(s, names[s], file) {
				found = append(found, s+":"+c)
			}
		}
	}
	if exact := b.exactly(file) + ":" + name; slices.Contains(found, exact) {
		found = []string{exact}
	}
	slices.Sort(found)
	switch len(found) {
	case 0:
		return "", "", fmt.Errorf("there is no contract %s: %w", ref, b.near(name))
	case 1:
		i := strings.LastIndexByte(found[0], ':')
		return found[0][:i], found[0][i+1:], nil
	}
	return "", "", fmt.Errorf("%q can be %s: say which, as SOURCE:NAME: %w", ref, some(found), registry.ErrInvalid)
}

// exactly returns the compiler's name for what may be the author's.
func (b *Build) exactly(file string) string {
	if b.Sources[file] == nil && b.Names[file] != "" {
		return b.Names[file]
	}
	return file
}

// authors returns Names the other way round.
func (b *Build) authors() map[string][]string {
	out := map[string][]string{}
	for author, compiler := range b.Names {
		out[compiler] = append(out[compiler], author)
	}
	return out
}

// called reports whether a source, which the author calls by other names too,
// goes by a name. Every source goes by "".
func called(source string, authors []string, name string) bool {
	goes := func(s string) bool { return s == name || strings.HasSuffix(s, "/"+name) }
	return name == "" || goes(source) || slices.ContainsFunc(authors, goes)
}

// near is a not-found error that says where the name is, or what there is.
func (b *Build) near(name string) error {
	var same, all []string
	for source, contracts := range b.Contracts {
		for c := range contracts {
			all = append(all, source+":"+c)
			if c == name {
				same = append(same, source+":"+c)
			}
		}
	}
	if len(same) > 0 {
		all = same
	}
	if len(all) == 0 {
		return registry.ErrNotFound
	}
	slices.Sort(all)
	return fmt.Errorf("there is %s: %w", some(all), registry.ErrNotFound)
}

// some lists the first of some names.
func some(names []string) string {
	if len(names) > maxNamed {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:maxNamed], ", "), len(names)-maxNamed)
	}
	return strings.Join(names, ", ")
}

func keys[V any](m map[string]V) iter.Seq[string] { return maps.Keys(m) }
