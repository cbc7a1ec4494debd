package compat

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// The limits that a zero in the manifest stands for.
const (
	defaultMemoryPages = 1024
	defaultReplyBytes  = 1 << 20
)

// Compare returns what release to changes for those who use release from, in
// the order of codes and then of places. Both must be of the same line. It
// fails with [registry.ErrInvalid] when a schema or an ABI cannot be read.
func Compare(from, to *bundle.Bundle) ([]Finding, error) {
	next, err := readSide(to)
	if err != nil {
		return nil, err
	}
	return compareWith(from, next)
}

// A side is one of two releases, read once for however many comparisons.
type side struct {
	*bundle.Bundle
	beside beside
	module module
}

func readSide(b *bundle.Bundle) (*side, error) {
	contracts, err := readBeside(b)
	return &side{b, contracts, readModule(b)}, err
}

func compareWith(before *bundle.Bundle, to *side) ([]Finding, error) {
	if before.Manifest.Name != to.Manifest.Name {
		return nil, fmt.Errorf("comparing %s with %s: these are two lines: %w",
			before.Manifest.Ref(), to.Manifest.Ref(), registry.ErrInvalid)
	}
	from, err := readSide(before)
	if err != nil {
		return nil, err
	}
	out := compareManifests(&from.Manifest, &to.Manifest)
	out = append(out, compareModules(from.module, to.module)...)
	schema, err := compareSchemas(from.Bundle, to.Bundle)
	if err != nil {
		return nil, err
	}
	book, err := compareBooks(from.Bundle, to.Bundle)
	if err != nil {
		return nil, err
	}
	contracts, err := compareBeside(from, to)
	if err != nil {
		return nil, err
	}
	out = slices.Concat(out, schema, book, contracts)
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Where, b.Where), a.Place.Compare(b.Place), cmp.Compare(a.What, b.What))
	})
	return slices.Compact(out), nil
}

func compareManifests(from, to *registry.Manifest) []Finding {
	var out []Finding
	add := func(code, where, format string, a ...any) {
		out = append(out, found(code, where, fmt.Sprintf(format, a...)))
	}
	if from.Rules.Digest != to.Rules.Digest {
		add("NOV-0401", "rules", "%s became %s", from.Rules.Digest.Short(), to.Rules.Digest.Short())
	}
	limit := func(where string, old, next, unset uint64) {
		old, next = cmp.Or(old, unset), cmp.Or(next, unset)
		switch {
		case next < old:
			add("NOV-0402", where, "%d became %d", old, next)
		case next > old:
			add("NOV-0403", where, "%d became %d", old, next)
		}
	}
	old, next := from.Limits, to.Limits
	limit("limits.memoryPages", uint64(old.MemoryPages), uint64(next.MemoryPages), defaultMemoryPages)
	limit("limits.replyBytes", uint64(old.ReplyBytes), uint64(next.ReplyBytes), defaultReplyBytes)
	limit("limits.gas", old.Gas, next.Gas, registry.DefaultGas)
	limit("limits.depth", uint64(old.Depth), uint64(next.Depth), registry.DefaultDepth)
	if from.HostABI != to.HostABI {
		add("NOV-0404", "hostABI", "%d became %d", from.HostABI, to.HostABI)
	}
	if from.Meter != to.Meter {
		add("NOV-0405", "meter", "%d became %d", from.Meter, to.Meter)
	}
	if a, b := blob(from.Samples), blob(to.Samples); a != b {
		add("NOV-0407", "samples", "%s became %s", shortOf(a), shortOf(b))
	}
	return append(out, compareReferences(from.References, to.References)...)
}

// blob returns what b points to; nil is no bytes.
func blob(b *registry.Blob) registry.Blob {
	if b == nil {
		return registry.Blob{}
	}
	return *b
}

// shortOf names bytes for people.
func shortOf(b registry.Blob) string {
	if b.Size == 0 {
		return "none"
	}
	return b.Digest.Short()
}

func compareReferences(from, to []registry.Reference) []Finding {
	var out []Finding
	add := func(name, what string) { out = append(out, found("NOV-0406", "references."+name, what)) }
	old := map[string]registry.Digest{}
	for _, r := range from {
		old[r.Name] = r.Digest
	}
	for _, r := range to {
		d, ok := old[r.Name]
		delete(old, r.Name)
		switch {
		case !ok:
			add(r.Name, "it was added")
		case d != r.Digest:
			add(r.Name, fmt.Sprintf("%s became %s", d.Short(), r.Digest.Short()))
		}
	}
	for name := range old {
		add(name, "it was removed")
	}
	return out
}

// compareNumbers judges the number of the state schema. Changed says whether
// the state itself differs.
func compareNumbers(from, to *registry.Manifest, changed bool) []Finding {
	var out []Finding
	add := func(code, what string) { out = append(out, found(code, "stateSchema", what)) }
	was := fmt.Sprintf("%d became %d", from.StateSchema, to.StateSchema)
	switch {
	case to.StateSchema < from.StateSchema:
		add("NOV-0122", was)
	case to.StateSchema == from.StateSchema:
		if changed {
			add("NOV-0120", fmt.Sprintf("both releases say %d", to.StateSchema))
		}
	case to.Conversion == nil:
		add("NOV-0121", was)
	case to.Conversion.From != from.StateSchema:
		add("NOV-0123", fmt.Sprintf("the old release has %d, the conversion reads %d", from.StateSchema, to.Conversion.From))
	default:
		add("NOV-0125", was)
		if !to.Conversion.Down {
			add("NOV-0124", was)
		}
	}
	return out
}
