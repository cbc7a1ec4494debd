package artifact

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/contracts/layout"
)

// identifier is a name in Solidity.
var identifier = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_$]*$`)

// kinds are what a contract can be.
var kinds = []string{"", "contract", "abstract contract", "interface", "library"}

// parts are what may be missing, by the names in Artifact.Missing.
var parts = []string{"abi", "code", "compiler", "immutables", "layout", "metadata", "safety", "settings", "sources"}

// check tells what is wrong with an artefact.
func (a *Artifact) check() error {
	for what := range a.Missing {
		if !slices.Contains(parts, what) {
			return fmt.Errorf("%q is missing, which is no part of an artefact", what)
		}
	}
	if !identifier.MatchString(a.Name) || !slices.Contains(kinds, a.Kind) {
		return fmt.Errorf("name %q or kind %q is none", a.Name, a.Kind)
	}
	if _, ok := a.Sources[a.Source]; !ok {
		return fmt.Errorf("source %q is not among the sources", a.Source)
	}
	for name, d := range a.Sources {
		if d.IsZero() && a.Missing["sources"] == "" {
			return fmt.Errorf("source %q has no digest", name)
		}
	}
	for _, part := range []struct {
		name string
		has  bool
	}{
		{"compiler", a.Compiler != ""},
		{"settings", jsontext.Value(a.Settings).Kind() == '{'},
		{"abi", a.ABI != nil},
		{"metadata", a.Metadata != ""},
		{"layout", a.Layout != nil},
		{"safety", a.Safety != nil},
	} {
		if part.has == (a.Missing[part.name] != "") {
			return fmt.Errorf("%s is missing without a reason, or is there and said to be missing", part.name)
		}
	}
	if a.ABI != nil {
		if err := checkABI(a.ABI); err != nil {
			return err
		}
	}
	if err := a.checkCode(); err != nil {
		return err
	}
	return checkLayout(a.Layout)
}

func (a *Artifact) checkCode() error {
	if (len(a.Runtime.Object) == 0 || len(a.Creation.Object) == 0) && a.deployable() && a.Missing["code"] == "" {
		return fmt.Errorf("creation or runtime code is missing")
	}
	runtime := Code{Object: a.Runtime.Object, Links: a.Runtime.Links, Immutables: map[string][]Range{}}
	named := map[string]bool{}
	for n, i := range a.Immutables {
		if i.Name != "" && named[i.Name] || i.Name == "" && a.Missing["immutables"] == "" {
			return fmt.Errorf("immutable %d has the name %q, which is empty or another's", n, i.Name)
		}
		named[i.Name] = true
		runtime.Immutables[fmt.Sprint(n)] = i.Ranges
		if n > 0 && len(i.Ranges) > 0 && i.Ranges[0].Start < a.Immutables[n-1].Ranges[0].Start {
			return fmt.Errorf("immutable %q is not in the order of its place", i.Name)
		}
		if err := checkPlaces(a.Runtime.Object, i.Ranges, immutableLength); err != nil {
			return fmt.Errorf("immutable %q: %w", i.Name, err)
		}
	}
	for what, c := range map[string]Code{"creation": {Object: a.Creation.Object, Links: a.Creation.Links, Metadata: a.Creation.Metadata}, "runtime": {
		Object: runtime.Object, Links: runtime.Links, Immutables: runtime.Immutables, Metadata: a.Runtime.Metadata,
	}} {
		if err := c.check(); err != nil {
			return fmt.Errorf("%s code: %w", what, err)
		}
	}
	return nil
}

// check tells what is wrong with the places in code.
func (c Code) check() error {
	for library, ranges := range c.Links {
		if i := strings.LastIndexByte(library, ':'); i < 1 || !identifier.MatchString(library[i+1:]) {
			return fmt.Errorf("%q is no library, want source:Library", library)
		}
		if err := checkPlaces(c.Object, ranges, addressLength); err != nil {
			return fmt.Errorf("library %s: %w", library, err)
		}
	}
	end := 0
	for _, r := range c.Metadata {
		if !r.within(len(c.Object)) || r.Start < end {
			return fmt.Errorf("metadata at byte %d is outside of the code, or not in order", r.Start)
		}
		end = r.Start + r.Length
		if at, ok := MetadataAt(c.Object, end); !ok || at != r {
			return fmt.Errorf("no metadata at byte %d", r.Start)
		}
	}
	return c.apart()
}

// checkPlaces checks that places are free and in order.
func checkPlaces(object []byte, ranges []Range, length int) error {
	ordered, err := Code{Object: object}.free(ranges, length)
	if err == nil && !slices.Equal(ordered, ranges) {
		err = fmt.Errorf("the places are not in order")
	}
	return err
}

// checkLayout refuses types that are not there and offsets outside of a slot.
func checkLayout(l *layout.Layout) error {
	if l == nil {
		return nil
	}
	known := func(where string, vars []layout.Variable) error {
		for _, v := range vars {
			if _, ok := l.Types[v.Type]; !ok || v.Offset < 0 || v.Offset > 31 {
				return fmt.Errorf("layout: %s %q has an unknown type %q, or begins at byte %d of a slot of 32", where, v.Label, v.Type, v.Offset)
			}
		}
		return nil
	}
	if err := known("variable", slices.Concat(l.Storage, l.Transient)); err != nil {
		return err
	}
	for _, n := range l.Namespaces {
		if _, ok := l.Types[n.Type]; !ok {
			return fmt.Errorf("layout: namespace %q has an unknown type %q", n.ID, n.Type)
		}
	}
	for name, t := range l.Types {
		for _, other := range []string{t.Key, t.Value} {
			if _, ok := l.Types[other]; other != "" && !ok {
				return fmt.Errorf("layout: type %q is made of an unknown type %q", name, other)
			}
		}
		if err := known("member", t.Members); err != nil {
			return err
		}
	}
	return nil
}
