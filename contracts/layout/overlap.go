package layout

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/registry"
)

// A stretch is what somebody occupies, from its first slot to its last.
type stretch struct {
	what        string
	first, last uint256.Int
}

// overlaps refuses a layout in which the state variables and the namespaces are
// not apart.
func overlaps(l *Layout) error {
	var all []stretch
	if n := len(l.Storage); n > 0 {
		v := l.Storage[n-1]
		s := stretch{what: "the state variables", first: l.Base}
		if err := s.end(&v.Slot, l.Types[v.Type], v.Place.String()); err != nil {
			return err
		}
		all = append(all, s)
	}
	for _, n := range l.Namespaces {
		s := stretch{what: "the namespace " + n.ID, first: n.Slot}
		if err := s.end(&n.Slot, l.Types[n.Type], n.Place.String()); err != nil {
			return err
		}
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b stretch) int { return cmp.Or(a.first.Cmp(&b.first), cmp.Compare(a.what, b.what)) })
	for i := 1; i < len(all); i++ {
		if a, b := all[i-1], all[i]; !a.last.Lt(&b.first) {
			return fmt.Errorf("%s and %s overlap at slot %s: choose another base slot or name: %w", a.what, b.what, b.first.Hex(), registry.ErrInvalid)
		}
	}
	return nil
}

// end notes the last slot of a value that begins at a slot.
func (s *stretch) end(slot *uint256.Int, t Type, at string) error {
	if t.Slots.IsZero() {
		s.last = *slot
		return nil
	}
	var more uint256.Int
	more.SubUint64(&t.Slots, 1)
	if _, over := s.last.AddOverflow(slot, &more); over {
		return fmt.Errorf("%s: %s %v: %w", at, s.what, errTooLarge, registry.ErrInvalid)
	}
	return nil
}
