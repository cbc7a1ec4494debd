package statetree

import (
	"strings"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
)

// A node is one pattern: a variable, a member of a struct, or the elements of an
// array or mapping.
type node struct {
	pattern, variable string
	// label leads here from a struct.
	label string
	typ   string
	kind  layout.Kind
	// leaf tells a value that is kept whole, whose type is e.
	leaf bool
	e    elementary
	// slot counts from the beginning of the parent, absolute from the beginning
	// of storage, as long as no mapping or dynamic array is on the way.
	slot, absolute uint256.Int
	offset         int
	parent         *node
	members        []*node
	// elem is that of arrays and mappings; nil when it is not followed.
	elem *node
	// perSlot is how many elements of an array share a slot, zero when an
	// element takes stride slots of its own.
	perSlot        int
	stride, length uint256.Int
	key            string
	keyType        elementary
	// groups are the members of a struct by slot.
	groups []group
	// cut tells a struct that is inside itself too deep, or has such a member.
	cut bool
	// repeated tells that an array or a mapping is on the way.
	repeated bool
	// reads tells that there is something to read here, not counting what is in
	// mappings. stages is how many slots must be read one after the other.
	reads  bool
	stages int
}

// A group is what is in one slot of a struct: values that share it, or something
// that has it for its own.
type group struct {
	slot  uint256.Int
	cells []*node
	// one is nil when there are cells.
	one *node
}

// node makes the node of a variable or a member.
func (t *Tree) node(v *layout.Variable, parent *node, name string) (*node, error) {
	n := &node{label: v.Label, slot: v.Slot, offset: v.Offset, parent: parent, pattern: name, variable: parent.variable, repeated: parent.repeated}
	if parent.pattern != "" {
		n.pattern = parent.pattern + "." + name
	} else {
		n.variable = name
	}
	if !identifier(v.Label) {
		return nil, bad("a variable or member is called %s, which is no name in Solidity", shorten(v.Label))
	}
	n.absolute.Add(&parent.absolute, &v.Slot)
	return n, t.fill(n, v.Type)
}

// element makes the node of the elements of an array or mapping.
func (t *Tree) element(parent *node, typ string) (*node, error) {
	n := &node{pattern: parent.pattern + "[]", variable: parent.variable, parent: parent, absolute: parent.absolute, repeated: true}
	return n, t.fill(n, typ)
}

// fill gives a node its type and what is below.
func (t *Tree) fill(n *node, typ string) error {
	typed, ok := t.layout.Types[typ]
	if !ok {
		return bad("%s is of type %s, which the layout does not define", shorten(n.pattern), shorten(typ))
	}
	n.typ, n.kind = typ, typed.Kind
	t.size++
	if t.names += len(n.pattern); t.names > maxNames || t.size > maxNodes || len(n.pattern) > maxNameLen || n.depth() > maxDepth {
		return bad("the layout has more than %d variables, members and elements, or they are more than %d levels deep", maxNodes, maxDepth)
	}
	if err := t.below(n, &typed); err != nil {
		return err
	}
	if n.cut {
		return nil
	}
	if other := t.patterns[n.pattern]; other != nil {
		return bad("two parts of the layout are called %s", shorten(n.pattern))
	}
	t.patterns[n.pattern] = n
	return n.finish()
}

func (n *node) depth() (d int) {
	for p := n.parent; p != nil; p = p.parent {
		d++
	}
	return d
}

func (t *Tree) below(n *node, typed *layout.Type) (err error) {
	switch typed.Kind {
	case layout.Struct:
		return t.structure(n, typed)
	case layout.Mapping:
		if n.keyType, n.leaf = elementaryOf(t.layout, typed.Key); !n.leaf {
			return bad("the keys of %s are of type %s, which cannot be", n.pattern, shorten(typed.Key))
		}
		n.key, n.leaf = typed.Key, false
		n.elem, err = t.element(n, typed.Value)
	case layout.Array, layout.Dynamic:
		n.length = typed.Length
		if n.elem, err = t.element(n, typed.Value); err != nil {
			return err
		}
		if n.elem.leaf && !n.elem.e.text() {
			n.perSlot = 32 / n.elem.e.size
		} else if n.stride = t.layout.Types[typed.Value].Slots; n.stride.IsZero() {
			return bad("the elements of %s take no room", n.pattern)
		}
	default:
		if n.e, n.leaf = elementaryOf(t.layout, n.typ); !n.leaf {
			return bad("%s is of type %s, of kind %q, which cannot be read", n.pattern, shorten(n.typ), typed.Kind)
		}
	}
	if err != nil || n.elem == nil || !n.elem.cut {
		return err
	}
	n.elem, n.cut = nil, typed.Kind == layout.Array
	return nil
}

// structure adds the members, unless the struct is inside itself too often.
func (t *Tree) structure(n *node, typed *layout.Type) error {
	inside, indirect := 0, false
	for p := n.parent; p != nil; p = p.parent {
		indirect = indirect || p.kind == layout.Mapping || p.kind == layout.Dynamic
		if p.typ == n.typ {
			if !indirect {
				return bad("%s is a struct that contains itself", n.pattern)
			}
			inside++
		}
	}
	if inside > maxInside {
		n.cut = true
		return nil
	}
	for i := range typed.Members {
		m, err := t.node(&typed.Members[i], n, typed.Members[i].Label)
		if err != nil {
			return err
		}
		n.cut = n.cut || m.cut
		n.members = append(n.members, m)
	}
	return nil
}

// finish works out what reading needs to know.
func (n *node) finish() error {
	switch {
	case n.leaf:
		n.reads, n.stages = true, 1
		if n.e.text() {
			n.stages = 2
		}
		if n.offset < 0 || n.offset+max(n.e.size, 1) > 32 {
			return bad("%s begins at byte %d of its slot and does not fit", n.pattern, n.offset)
		}
	case n.kind == layout.Dynamic:
		n.reads, n.stages = true, 1
		if n.elem != nil {
			n.stages += n.elem.stages
		}
	case n.kind == layout.Array:
		n.reads, n.stages = n.elem.reads && !n.length.IsZero(), n.elem.stages
	case n.kind == layout.Struct:
		return n.group()
	}
	if n.offset != 0 && (!n.leaf || n.e.text()) {
		return bad("%s begins at byte %d of its slot: want 0", n.pattern, n.offset)
	}
	return nil
}

// group sorts out which members share slots.
func (n *node) group() error {
	for _, m := range n.members {
		n.reads, n.stages = n.reads || m.reads, max(n.stages, m.stages)
		if !m.leaf || m.e.text() {
			n.groups = append(n.groups, group{slot: m.slot, one: m})
			continue
		}
		if k := len(n.groups) - 1; k >= 0 && n.groups[k].one == nil && n.groups[k].slot == m.slot {
			last := n.groups[k].cells[len(n.groups[k].cells)-1]
			if last.offset+last.e.size > m.offset {
				return bad("%s and %s overlap", last.pattern, m.pattern)
			}
			n.groups[k].cells = append(n.groups[k].cells, m)
			continue
		}
		n.groups = append(n.groups, group{slot: m.slot, cells: []*node{m}})
	}
	return nil
}

// keyTypes are the types of the keys on the way, outermost first.
func (n *node) keyTypes() (types []string) {
	for p := n.parent; p != nil; p = p.parent {
		if p.kind == layout.Mapping {
			types = append([]string{p.key}, types...)
		}
	}
	return types
}

func identifier(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$") == ""
}
