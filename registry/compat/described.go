package compat

import (
	"fmt"
	"slices"
	"strings"
)

// leaves returns the differences at the bottom.
func (r *retype) leaves() []difference {
	switch {
	case r == nil:
		return nil
	case r.how == otherUnderside:
	case r.inner != nil:
		return r.inner.leaves()
	case len(r.members) > 0:
		var out []difference
		for _, op := range r.members {
			if op.kind == opTypeChange {
				out = append(out, op.change.leaves()...)
			} else {
				out = append(out, otherMembers)
			}
		}
		return out
	}
	return []difference{r.how}
}

// only reports whether nothing else is at the bottom.
func (r *retype) only(how difference) bool {
	l := r.leaves()
	return len(l) > 0 && !slices.ContainsFunc(l, func(d difference) bool { return d != how })
}

// bottom returns the last difference on the way down, where there is one way.
func (r *retype) bottom() *retype {
	for r.inner != nil && r.how != otherUnderside {
		r = r.inner
	}
	return r
}

// String says it for people: "uint256 became uint128, in the values of …".
func (r *retype) String() string {
	was := r.old.Label + " became " + r.next.Label
	switch r.how {
	case otherType:
		return was
	case otherSize:
		return fmt.Sprintf("%s, of %d bytes and not %d", was, r.next.Size, r.old.Size)
	case otherReach:
		return was + ": an internal function is kept as a place in the code, an external one as address and selector"
	case arrayLonger, arrayShorter, arrayDynamic:
		return fmt.Sprintf("%s, which is %s", was, r.how)
	case inKey:
		return "in the key of " + r.next.Label + ": " + r.inner.String()
	case inValue, inElements:
		return "in " + r.next.Label + ": " + r.inner.String()
	case otherMembers:
		var said []string
		for _, op := range r.members {
			said = append(said, op.String())
		}
		return r.next.Label + ": " + strings.Join(said, "; ")
	case otherValues:
		return r.next.Label + ": " + strings.Join(r.values, ", ")
	case recursive:
		return r.next.Label + " contains itself"
	case otherUnderside:
		return r.next.Label + " is kept as another type: " + r.inner.String()
	case usedElsewhere:
		return r.next.Label + " is used in ordinary storage by one version and not by the other"
	case misreadName:
		return "the name of " + r.next.Label + " begins with a character that OpenZeppelin's tool misreads"
	}
	return was
}
