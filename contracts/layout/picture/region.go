// Package picture draws where contracts keep their state: slots of 32 bytes to
// scale, packed variables side by side, two versions next to each other with a
// line for each variable that moved. What a picture shows, a table says too.
//
// Nothing depends on colour: what was added, removed or changed has a pattern
// and a sign of its own, and every field has a title that a screen reader reads.
//
// # Dependencies
//
// Of ours it imports contracts/layout.
package picture

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
)

// MaxFields bounds the fields of one region. What is beyond is counted, in the
// picture and the table, and not drawn.
const MaxFields = 2000

// expand is the largest struct, in slots, whose members are drawn one by one.
const expand = 256

// A Region is a stretch of storage in two versions: sequential storage, a
// namespace, or transient storage.
type Region struct {
	// Title names it: "storage", "erc7201:example.main".
	Title string
	// Base is the slot at which it begins.
	Base uint256.Int
	// Old and New are the fields in the order of slot and offset. Old is empty
	// when there is one version only.
	Old, New []Field
	// Hidden is how many fields beyond [MaxFields] were left out.
	Hidden int
}

// A Field is one stretch of bytes that belongs to one variable.
type Field struct {
	// Label is the variable and, for a struct, the member: "price.amount".
	Label string
	// Type is as the source says it.
	Type string
	// Slot is absolute. Slots is how many the field takes, at least one.
	Slot, Slots uint256.Int
	// Offset and Size are bytes within the slot, from the low-order end. A field
	// of more than one slot has 0 and 32.
	Offset, Size int
	// Change says what became of it.
	Change Change
	// Other is the index of the same field in the other version, or -1.
	Other int
}

// A Change is what became of a field between two versions.
type Change string

// The changes. The zero value is a field that stayed as it was.
const (
	Same    Change = ""
	Added   Change = "added"
	Removed Change = "removed"
	Moved   Change = "moved"
	Renamed Change = "renamed"
	Retyped Change = "type changed"
	Resized Change = "gap resized"
)

// sign is what stands before the label of a changed field, for those who see no
// colour.
var sign = map[Change]string{Added: "+ ", Removed: "− ", Moved: "→ ", Renamed: "~ ", Retyped: "! ", Resized: "↕ "}

// Regions returns the regions of two layouts. Old may be nil: then there is one
// version only.
func Regions(old, next *layout.Layout) []Region {
	var out []Region
	seen := map[string]int{}
	add := func(title string, base uint256.Int, fields []Field, isOld bool) {
		i, ok := seen[title]
		if !ok {
			i = len(out)
			seen[title] = i
			out = append(out, Region{Title: title, Base: base})
		}
		if n := len(fields) - MaxFields; n > 0 {
			out[i].Hidden += n
			fields = fields[:MaxFields]
		}
		if isOld {
			out[i].Old = fields
		} else {
			out[i].New = fields
		}
	}
	for _, l := range []*layout.Layout{old, next} {
		if l == nil {
			continue
		}
		add("storage", l.Base, fields(l, l.Storage), l == old)
		for _, n := range l.Namespaces {
			add(n.ID, n.Slot, members(l, "", l.Types[n.Type].Members, n.Slot), l == old)
		}
		if len(l.Transient) > 0 {
			add("transient storage", uint256.Int{}, fields(l, l.Transient), l == old)
		}
	}
	for i := range out {
		if old != nil {
			out[i].pair()
		}
	}
	return out
}

func fields(l *layout.Layout, vars []layout.Variable) []Field {
	return members(l, "", vars, uint256.Int{})
}

// members returns the fields of variables, of which base is the first slot.
func members(l *layout.Layout, prefix string, vars []layout.Variable, base uint256.Int) []Field {
	var out []Field
	for _, v := range vars {
		t := l.Types[v.Type]
		f := Field{Label: prefix + v.Label, Type: t.Label, Offset: v.Offset, Size: t.Size, Other: -1}
		f.Slot.Add(&base, &v.Slot)
		f.Slots = t.Slots
		if t.Size == 0 {
			f.Size = 32
		}
		if f.Slots.IsZero() {
			f.Slots.SetOne()
		}
		if t.Kind == layout.Struct && f.Slots.LtUint64(expand) && len(out) < MaxFields {
			out = append(out, members(l, f.Label+".", t.Members, f.Slot)...)
			continue
		}
		out = append(out, f)
	}
	return out
}

// pair finds for each old field the new one of the same name or, where none
// has it, the one at the same place, and notes what changed.
func (r *Region) pair() {
	byLabel := map[string]int{}
	byPlace := map[string]int{}
	for i, f := range r.New {
		byLabel[f.Label] = i
		byPlace[f.place()] = i
	}
	for i := range r.Old {
		if j, ok := byLabel[r.Old[i].Label]; ok {
			r.join(i, j)
		}
	}
	for i := range r.Old {
		if j, ok := byPlace[r.Old[i].place()]; ok && r.Old[i].Other < 0 && r.New[j].Other < 0 {
			r.join(i, j)
		}
	}
	for i := range r.Old {
		if r.Old[i].Other < 0 {
			r.Old[i].Change = Removed
		}
	}
	for i := range r.New {
		if r.New[i].Other < 0 {
			r.New[i].Change = Added
		}
	}
}

func (r *Region) join(i, j int) {
	o, n := &r.Old[i], &r.New[j]
	o.Other, n.Other = j, i
	c := Same
	switch {
	case o.Type != n.Type && gap(o.Label) && gap(n.Label):
		c = Resized
	case o.Type != n.Type || o.Slots != n.Slots || o.Size != n.Size:
		c = Retyped
	case o.Slot != n.Slot || o.Offset != n.Offset:
		c = Moved
	case o.Label != n.Label:
		c = Renamed
	}
	o.Change, n.Change = c, c
}

// gap reports whether a field is kept free for variables to come. That is a
// matter of its name.
func gap(label string) bool {
	return strings.HasPrefix(label[strings.LastIndexByte(label, '.')+1:], "__gap")
}

// place is where a field is, as a key.
func (f Field) place() string {
	return fmt.Sprintf("%s+%d:%d", f.Slot.Dec(), f.Offset, f.Size)
}

// Where says where a field is, for people: "slot 3, bytes 0 to 19" or "slots 4 to
// 53". Slots above 2^32 count from the base of their region.
func (r *Region) Where(f Field) string {
	first := r.slot(f.Slot)
	if f.Slots.GtUint64(1) {
		var last uint256.Int
		last.Add(&f.Slot, &f.Slots)
		last.SubUint64(&last, 1)
		return fmt.Sprintf("slots %s to %s", first, r.slot(last))
	}
	if f.Size == 32 {
		return "slot " + first
	}
	if f.Size == 1 {
		return fmt.Sprintf("slot %s, byte %d", first, f.Offset)
	}
	return fmt.Sprintf("slot %s, bytes %d to %d", first, f.Offset, f.Offset+f.Size-1)
}

// slot is the name of a slot: its number or, in a namespace, how far it is from
// the base.
func (r *Region) slot(s uint256.Int) string {
	if s.IsUint64() && s.Uint64() < 1<<32 {
		return strconv.FormatUint(s.Uint64(), 10)
	}
	var d uint256.Int
	if d.Sub(&s, &r.Base); d.IsUint64() && d.Uint64() < 1<<32 {
		return "base+" + strconv.FormatUint(d.Uint64(), 10)
	}
	return s.Hex()
}
