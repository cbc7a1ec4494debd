package compat

import (
	"fmt"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/registry"
)

// checkLayout refuses a layout that contradicts itself. One that was worked out
// from a syntax tree does not; one that was read from a file may.
func checkLayout(l *layout.Layout) error {
	for key, t := range l.Types {
		bad := ""
		switch {
		case t.Size < 0 || t.Size > 32 || (t.Size == 0) == t.Slots.IsZero():
			bad = "has no size that a type can have"
		case isArray(t) || t.Kind == layout.UserDefined || t.Kind == layout.Mapping:
			if _, ok := l.Types[t.Value]; !ok {
				bad = "is made of " + t.Value + ", which is missing"
			} else if _, ok := l.Types[t.Key]; t.Kind == layout.Mapping && !ok {
				bad = "has the key " + t.Key + ", which is missing"
			}
		}
		if bad != "" {
			return fmt.Errorf("storage layout: type %s %s: %w", key, bad, registry.ErrInvalid)
		}
		if err := checkVariables(l, t.Members, key+"."); err != nil {
			return err
		}
	}
	if err := checkVariables(l, l.Storage, ""); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, n := range l.Namespaces {
		if t, ok := l.Types[n.Type]; !ok || t.Kind != layout.Struct || seen[n.ID] {
			return fmt.Errorf("storage layout: namespace %s has no struct, or is there twice: %w", n.ID, registry.ErrInvalid)
		}
		seen[n.ID] = true
	}
	return nil
}

func checkVariables(l *layout.Layout, list []layout.Variable, in string) error {
	for i, v := range list {
		t, ok := l.Types[v.Type]
		if !ok {
			return fmt.Errorf("storage layout: %s%s has the type %s, which is missing: %w", in, v.Label, v.Type, registry.ErrInvalid)
		}
		var last uint256.Int
		if t.Size == 0 {
			last.SubUint64(&t.Slots, 1)
		}
		_, over := last.AddOverflow(&last, &v.Slot)
		if over || v.Offset < 0 || v.Offset+t.Size > 32 || t.Size == 0 && v.Offset != 0 {
			return fmt.Errorf("storage layout: %s%s is at slot %s, byte %d, where a %s cannot be: %w", in, v.Label, v.Slot.Hex(), v.Offset, v.Type, registry.ErrInvalid)
		}
		if i > 0 {
			f, g := field{list[i-1], l.Types[list[i-1].Type]}, field{v, t}
			if s, o := f.last(); !before(&s, o, &v.Slot, v.Offset) {
				return fmt.Errorf("storage layout: %s%s and %s overlap or are not in order: %w", in, f.Label, g.Label, registry.ErrInvalid)
			}
		}
	}
	return nil
}
