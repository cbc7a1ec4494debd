package compat

import (
	"regexp"
	"strings"

	"github.com/novation-dev/novation/contracts/layout"
)

// How two types differ.
type difference string

const (
	otherType      difference = "another type"
	otherSize      difference = "another size"
	otherReach     difference = "internal or external"
	arrayLonger    difference = "longer"
	arrayShorter   difference = "shorter"
	arrayDynamic   difference = "fixed or dynamic"
	inKey          difference = "in its key"
	inValue        difference = "in its values"
	inElements     difference = "in its elements"
	otherMembers   difference = "other members"
	otherValues    difference = "other values"
	recursive      difference = "recursive"
	otherUnderside difference = "another underlying type"
	usedElsewhere  difference = "in ordinary storage in one version only"
	misreadName    difference = "a name that is misread"
)

// A retype is the difference of two types. Which of inner, members and values
// are set depends on the difference.
type retype struct {
	how       difference
	old, next layout.Type
	inner     *retype
	members   []operation
	values    []string
}

// An operation is one unsafe step between two lists of fields.
type operation struct {
	kind      string
	old, next *field // one is nil when something was inserted or deleted
	change    *retype
}

// A pair names two types that are compared, by their keys, and whether the
// second may be longer.
type pair struct {
	old, next string
	grow      bool
}

// A comparer compares the types of two layouts. It is used by one goroutine.
type comparer struct {
	old, next map[string]layout.Type
	// placed says that slots count. Without them only the order does: a new
	// field between old ones is refused even where it fits.
	placed bool
	// anyName says that names do not count.
	anyName bool
	// trusting skips what only we look at, by kind.
	trusting func(kind string) bool
	// inOld and inNext are the types that ordinary storage reaches; nil where
	// that does not matter.
	inOld, inNext map[string]bool

	done map[pair]*retype
	busy map[pair]bool
	// assumed counts how often a pair was taken as equal because it is being
	// compared.
	assumed int
	// cells are how many pairs of fields may still be compared.
	cells *int
	err   error
}

// types returns how one type differs from another, nil when the new one reads
// what the old one wrote. grow says that it may be longer at the end.
func (c *comparer) types(old, next string, grow bool) *retype {
	key := pair{old, next, grow}
	if r, ok := c.done[key]; ok {
		return r
	}
	a, b := c.old[old], c.next[next]
	if c.busy[key] {
		if c.trusting(kindRecursive) {
			c.assumed++
			return nil
		}
		return &retype{how: recursive, old: a, next: b}
	}
	c.busy[key] = true
	before := c.assumed
	var r *retype
	switch {
	case a.Kind == layout.UserDefined && b.Kind == layout.UserDefined && c.inOld[old] != c.inNext[next]:
		r = &retype{how: usedElsewhere, old: a, next: b}
	case a.Kind == b.Kind && (a.Kind == layout.Enum || !c.placed) && (misread(a) || misread(b)) && !c.trusting(kindName):
		r = &retype{how: misreadName, old: a, next: b}
	default:
		r = c.compare(a, b, grow)
	}
	delete(c.busy, key)
	if c.assumed == before || len(c.busy) == 0 {
		c.done[key] = r // what rests on an assumption is not kept
	}
	return r
}

func (c *comparer) compare(a, b layout.Type, grow bool) *retype {
	differs := func(how difference) *retype { return &retype{how: how, old: a, next: b} }
	within := func(how difference, inner *retype) *retype {
		if inner == nil {
			return nil
		}
		return &retype{how: how, old: a, next: b, inner: inner}
	}
	switch {
	case a.Kind == layout.Function && b.Kind == layout.Function:
		if a.Internal != b.Internal {
			return differs(otherReach)
		}
		return nil
	case plainAddress(a) && b.Kind == layout.Contract, a.Kind == layout.Contract && plainAddress(b):
		return nil
	case isArray(a) && isArray(b):
		if how := lengths(a, b, grow); how != "" {
			return differs(how)
		}
		return within(inElements, c.types(a.Value, b.Value, false))
	case a.Kind != b.Kind:
		return differs(otherType)
	}
	switch a.Kind {
	case layout.Unsigned, layout.Signed, layout.FixedBytes:
		if a.Size != b.Size {
			return differs(otherType)
		}
	case layout.Address:
		if plainAddress(a) != plainAddress(b) {
			return differs(otherType)
		}
	case layout.Struct:
		if ops := c.fields(fieldsOf(a.Members, c.old), fieldsOf(b.Members, c.next), grow); len(ops) > 0 {
			return &retype{how: otherMembers, old: a, next: b, members: ops}
		}
	case layout.Enum:
		return c.enums(a, b)
	case layout.Mapping:
		if r := within(inKey, c.types(a.Key, b.Key, false)); r != nil {
			return r
		}
		return within(inValue, c.types(a.Value, b.Value, true))
	case layout.UserDefined:
		if a.Size != b.Size {
			return differs(otherSize)
		}
		if !c.trusting(kindUnderlying) {
			return within(otherUnderside, c.types(a.Value, b.Value, false))
		}
	default: // the kind says it all
	}
	return nil
}

// plainAddress tells "address" from "address payable".
func plainAddress(t layout.Type) bool { return t.Kind == layout.Address && t.Label == "address" }

func isArray(t layout.Type) bool { return t.Kind == layout.Array || t.Kind == layout.Dynamic }

func lengths(a, b layout.Type, grow bool) difference {
	if a.Kind != b.Kind {
		return arrayDynamic
	}
	switch n := a.Length.Cmp(&b.Length); {
	case n > 0:
		return arrayShorter
	case n < 0 && !grow:
		return arrayLonger
	}
	return ""
}

func (c *comparer) enums(a, b layout.Type) *retype {
	if a.Size != b.Size {
		return &retype{how: otherSize, old: a, next: b}
	}
	if !c.spend(len(a.Values), len(b.Values)) {
		return nil
	}
	steps := align(len(a.Values), len(b.Values), func(i, j int) (string, int) {
		if a.Values[i] == b.Values[j] {
			return "", 0
		}
		return opReplace, costChange
	})
	var said []string
	for _, s := range steps {
		switch s.kind {
		case opReplace:
			said = append(said, a.Values[s.from]+" became "+b.Values[s.to])
		case opInsert:
			said = append(said, b.Values[s.to]+" was inserted")
		case opDelete:
			said = append(said, a.Values[s.from]+" was removed")
		}
	}
	if len(said) == 0 {
		return nil
	}
	return &retype{how: otherValues, old: a, next: b, values: said}
}

// words that a type's name may or may not have.
var declared = regexp.MustCompile(`\b(contract|struct|enum) `)

// retyped reports whether the author declares what the type was before.
func retyped(old, next *field) bool {
	return next.RetypedFrom != "" &&
		declared.ReplaceAllString(old.t.Label, "") == declared.ReplaceAllString(strings.TrimSpace(next.RetypedFrom), "")
}
