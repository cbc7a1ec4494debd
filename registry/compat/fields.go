package compat

import (
	"fmt"
	"strings"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/registry"
)

// maxCells bounds how many pairs of variables one comparison looks at: two
// contracts of 4,000 variables each.
const maxCells = 16 << 20

// A field is a variable or a member with its type.
type field struct {
	layout.Variable
	t layout.Type
}

func fieldsOf(list []layout.Variable, types map[string]layout.Type) []field {
	out := make([]field, len(list))
	for i, v := range list {
		out[i] = field{v, types[v.Type]}
	}
	return out
}

// isGap tells a variable that only keeps room.
func (f *field) isGap() bool {
	return isArray(f.t) && (f.Label == "__gap" || strings.HasPrefix(f.Label, "__gap_"))
}

// last returns the last byte of a field: its slot, and the byte in it.
func (f *field) last() (slot uint256.Int, offset int) {
	if f.t.Size > 0 {
		return f.Slot, f.Offset + f.t.Size - 1
	}
	slot.Add(&f.Slot, slot.SubUint64(&f.t.Slots, 1))
	return slot, 31
}

// overlaps reports whether two fields of one space have a byte in common.
func (f *field) overlaps(g *field) bool {
	fs, fo := f.last()
	gs, last := g.last()
	return !before(&fs, fo, &g.Slot, g.Offset) && !before(&gs, last, &f.Slot, f.Offset)
}

func before(a *uint256.Int, ao int, b *uint256.Int, bo int) bool {
	return a.Lt(b) || a.Eq(b) && ao < bo
}

// ends reports whether old is a gap and next ends where it does.
func (c *comparer) ends(old, next *field) bool {
	if !c.placed || !old.isGap() {
		return false
	}
	as, ao := old.last()
	bs, bo := next.last()
	return as.Eq(&bs) && ao == bo
}

// moved reports whether a field is elsewhere or of another size.
func moved(old, next *field) bool {
	return !old.Slot.Eq(&next.Slot) || old.Offset != next.Offset || size(old.t) != size(next.t)
}

// size returns the size of a type: less than a slot in bytes, or slots. A value
// of 32 bytes and a type of one slot take the same room.
func size(t layout.Type) (n struct {
	bytes int
	slots uint256.Int
},
) {
	if n.bytes, n.slots = t.Size, t.Slots; n.bytes == 32 {
		n.bytes, n.slots = 0, *uint256.NewInt(1)
	}
	return n
}

// change returns what makes one field another, "" when nothing does.
func (c *comparer) change(old, next *field) (kind string, cost int, r *retype) {
	name := !c.anyName && old.Label != next.RenamedFrom &&
		(next.Label != old.Label || next.RenamedFrom != "" && next.RenamedFrom != old.RenamedFrom)
	if !retyped(old, next) {
		r = c.types(old.Type, next.Type, false)
	}
	elsewhere := c.placed && moved(old, next)
	switch {
	case next.RetypedFrom != "" && elsewhere:
		return opLayout, costLayout, r
	case name && c.ends(old, next):
		return opFinishGap, costFinish, r
	case r != nil && r.how == arrayShorter && c.ends(old, next):
		return opShrinkGap, costShrink, r
	case r != nil && name:
		return opReplace, costChange, r
	case name:
		return opRename, costChange, nil
	case r != nil:
		return opTypeChange, costType, r
	case elsewhere:
		return opLayout, costLayout, nil
	}
	return "", 0, nil
}

// fields returns the unsafe operations between two lists.
func (c *comparer) fields(old, next []field, grow bool) []operation {
	if !c.spend(len(old), len(next)) {
		return nil
	}
	steps := align(len(old), len(next), func(i, j int) (string, int) {
		kind, cost, _ := c.change(&old[i], &next[j])
		return kind, cost
	})
	var out []operation
	for _, s := range steps {
		op := operation{kind: s.kind}
		if s.from >= 0 {
			op.old = &old[s.from]
		}
		if s.to >= 0 {
			op.next = &next[s.to]
		}
		switch {
		case s.kind == opFinishGap, s.kind == opShrinkGap, s.kind == opAppend && grow:
			continue // what ends where the gap ended lies on nothing else
		case s.kind == opInsert && c.fits(old, op.next):
			continue
		case op.old != nil && op.next != nil:
			_, _, op.change = c.change(op.old, op.next)
		}
		out = append(out, op)
	}
	return out
}

// fits reports whether a new field lies on nothing that was in use.
func (c *comparer) fits(old []field, f *field) bool {
	if !c.placed {
		return false
	}
	for i := range old {
		if !old[i].isGap() && old[i].overlaps(f) {
			return false
		}
	}
	return true
}

// spend takes n times m from what may be compared, and reports whether there
// was enough.
func (c *comparer) spend(n, m int) bool {
	if (n+1)*(m+1) > *c.cells {
		c.err = fmt.Errorf("comparing storage: there are more than %d pairs of variables to compare: %w", maxCells, registry.ErrInvalid)
		return false
	}
	*c.cells -= (n + 1) * (m + 1)
	return true
}

// String says it for people.
func (o operation) String() string {
	switch o.kind {
	case opAppend:
		return o.next.Label + " was added"
	case opInsert:
		return o.next.Label + " was inserted"
	case opDelete:
		return o.old.Label + " was removed"
	case opRename:
		return o.old.Label + " is now called " + o.next.Label
	case opReplace:
		return fmt.Sprintf("%s (%s) was replaced by %s (%s)", o.old.Label, o.old.t.Label, o.next.Label, o.next.t.Label)
	case opTypeChange:
		return o.next.Label + ": " + o.change.String()
	default:
		return fmt.Sprintf("%s moved from %s to %s", o.next.Label, o.old.where(), o.next.where())
	}
}

// where says where a field lies.
func (f *field) where() string {
	bytes := ""
	switch {
	case f.t.Size > 0:
		bytes = fmt.Sprintf(", byte %d, %d bytes", f.Offset, f.t.Size)
	case !f.t.Slots.IsUint64() || f.t.Slots.Uint64() != 1:
		bytes = fmt.Sprintf(", %s slots", f.t.Slots.Dec())
	}
	if f.Slot.IsUint64() {
		return "slot " + f.Slot.Dec() + bytes
	}
	return "slot " + f.Slot.Hex() + bytes
}
