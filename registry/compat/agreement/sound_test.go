package agreement_test

import (
	"fmt"
	"strings"

	"github.com/novation-dev/novation/contracts/layout"
)

// unsound looks for what must never pass as compatible, whatever another tool
// says and however the comparison works: a variable that was there and is not
// found at its place, under its name or one that says that it was it, and a new
// variable on top of an old one. It returns "" when there is no such thing.
func unsound(old, next *layout.Layout) string {
	if s := unsoundIn(old.Storage, next.Storage, old.Types, next.Types); s != "" {
		return s
	}
	for _, n := range old.Namespaces {
		found := false
		for _, m := range next.Namespaces {
			if m.ID != n.ID {
				continue
			}
			found = true
			if m.Slot != n.Slot {
				return n.ID + " moved"
			}
			if s := unsoundIn(old.Types[n.Type].Members, next.Types[m.Type].Members, old.Types, next.Types); s != "" {
				return n.ID + ": " + s
			}
		}
		if !found && len(old.Types[n.Type].Members) > 0 {
			return n.ID + " is gone"
		}
	}
	return ""
}

// taken is the place of a variable, byte by byte in the first slot, and the
// number of slots.
type taken struct {
	slot          string
	offset, bytes int
	slots         string
}

func placeOf(v layout.Variable, types map[string]layout.Type) taken {
	t := types[v.Type]
	bytes, slots := t.Size, t.Slots.Dec()
	if bytes == 0 || bytes == 32 {
		bytes = 32
	}
	if t.Size > 0 {
		slots = "1"
	}
	return taken{v.Slot.Hex(), v.Offset, bytes, slots}
}

func unsoundIn(old, next []layout.Variable, oldTypes, nextTypes map[string]layout.Type) string {
	at := map[taken]layout.Variable{}
	for _, v := range next {
		at[placeOf(v, nextTypes)] = v
	}
	for _, v := range old {
		if strings.HasPrefix(v.Label, "__gap") {
			continue
		}
		n, ok := at[placeOf(v, oldTypes)]
		switch {
		case !ok:
			return fmt.Sprintf("nothing is at the place of %s", v.Label)
		case n.Label != v.Label && n.RenamedFrom != v.Label:
			return fmt.Sprintf("%s is at the place of %s", n.Label, v.Label)
		case oldTypes[v.Type].Kind != nextTypes[n.Type].Kind && n.RetypedFrom == "" && !addresses(oldTypes[v.Type].Kind, nextTypes[n.Type].Kind):
			return fmt.Sprintf("%s was %s and is %s", v.Label, v.Type, n.Type)
		}
	}
	return ""
}

func addresses(a, b layout.Kind) bool {
	return (a == layout.Address || a == layout.Contract) && (b == layout.Address || b == layout.Contract)
}
