package statetree

import (
	"encoding/binary"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
)

// MaxText is the longest string or bytes that is read or written, in bytes.
const MaxText = 16 << 20

// Locate returns the field that a path leads to, with everything but the value.
// It fails with [registry.ErrInvalid] when the layout has no such field.
func (t *Tree) Locate(path Path) (Field, error) {
	var at place
	if len(path) == 0 || t.byName[path[0].Member] == nil {
		return Field{}, bad("%s begins with no variable of the layout", shorten(path.String()))
	}
	n := t.byName[path[0].Member]
	at.slot, at.offset = n.slot, n.offset
	for _, step := range path[1:] {
		next, why := at.step(n, step)
		if why != "" {
			return Field{}, bad("%s: %s", shorten(path.String()), why)
		}
		n = next
	}
	if !n.leaf && n.kind != layout.Dynamic {
		return Field{}, bad("%s is a %s, which has no value of its own", shorten(path.String()), n.kind)
	}
	f := Field{Path: path, Type: n.typ, Slot: at.slot.Bytes32(), Offset: at.offset, Head: at.head}
	if !at.keyed {
		f.Head = f.Slot
	}
	return f, nil
}

// A place is where a value begins.
type place struct {
	slot   uint256.Int
	offset int
	// head is set when keyed is: inside of a mapping.
	head  common.Hash
	keyed bool
}

// step moves on to something inside, or says why it cannot.
func (p *place) step(n *node, s Step) (_ *node, why string) {
	p.offset = 0
	switch {
	case n.kind == layout.Struct:
		for _, m := range n.members {
			if m.label == s.Member && s.Member != "" {
				p.slot.Add(&p.slot, &m.slot)
				p.offset = m.offset
				return m, ""
			}
		}
		return nil, "the struct has no member " + shorten(s.Member)
	case s.Member != "" || n.elem == nil:
		return nil, "there is nothing inside " + shorten(n.pattern) + ", or it is not followed so deep"
	case n.kind == layout.Mapping:
		if s.Key == nil || s.KeyType != "" && s.KeyType != n.key {
			return nil, shorten(n.pattern) + " wants a key of type " + n.key
		}
		if why := n.keyType.check(*s.Key); why != "" {
			return nil, "key of " + shorten(n.pattern) + ": " + why
		}
		p.key(n, *s.Key)
		return n.elem, ""
	case s.Key != nil:
		return nil, shorten(n.pattern) + " is an array, which has no keys"
	case n.kind == layout.Array && n.length.CmpUint64(s.Index) <= 0:
		return nil, shorten(n.pattern) + " has " + n.length.Dec() + " elements"
	case n.kind == layout.Dynamic:
		p.slot = data(&p.slot)
	}
	p.index(n, s.Index)
	return n.elem, ""
}

// key moves from a mapping to an element.
func (p *place) key(n *node, key Value) {
	slot := p.slot.Bytes32()
	if n.keyType.text() {
		p.head = crypto.Keccak256Hash(key.Bytes, slot[:])
	} else {
		p.head = crypto.Keccak256Hash(key.Word[:], slot[:])
	}
	p.slot.SetBytes32(p.head[:])
	p.keyed = true
}

// index moves from the first element of an array to another.
func (p *place) index(n *node, i uint64) {
	by := uint256.NewInt(i)
	if n.perSlot > 0 {
		p.offset = int(i%uint64(n.perSlot)) * n.elem.e.size
		by.SetUint64(i / uint64(n.perSlot))
	} else {
		by.Mul(by, &n.stride)
	}
	p.slot.Add(&p.slot, by)
}

// data is where the content of a dynamic array or a long text begins.
func data(slot *uint256.Int) (first uint256.Int) {
	b := slot.Bytes32()
	first.SetBytes32(crypto.Keccak256(b[:]))
	return first
}

// Parts returns what a value at a path puts into slots: one part, or several
// for a long string.
func (t *Tree) Parts(path Path, v Value) ([]Part, error) {
	f, err := t.Locate(path)
	if err != nil {
		return nil, err
	}
	f.Value = v
	return t.Put(f)
}

// Put returns what a field puts into slots. It trusts the place in the field,
// as Read and Locate give it, and checks the value.
func (t *Tree) Put(f Field) ([]Part, error) {
	e, ok := elementaryOf(t.layout, f.Type)
	if !ok {
		if t.layout.Types[f.Type].Kind != layout.Dynamic {
			return nil, bad("%s is of type %s, which has no value", f.Path, shorten(f.Type))
		}
		e = elementary{kind: layout.Unsigned, size: 32}
	}
	if why := e.check(f.Value); why != "" {
		return nil, bad("the value of %s: %s", f.Path, why)
	}
	if e.text() {
		return text(f), nil
	}
	if f.Offset < 0 || f.Offset+e.size > 32 {
		return nil, bad("%s begins at byte %d of its slot and does not fit", f.Path, f.Offset)
	}
	return []Part{{Head: f.Head, Slot: f.Slot, Offset: f.Offset, Size: e.size, Word: e.store(f.Value.Word)}}, nil
}

// text lays out string and bytes: short ones with twice their length at the end
// of the slot, long ones from the hash of the slot on.
func text(f Field) []Part {
	b := f.Value.Bytes
	first := Part{Head: f.Head, Slot: f.Slot, Size: 32}
	if len(b) < 32 {
		copy(first.Word[:], b)
		first.Word[31] = byte(2 * len(b))
		return []Part{first}
	}
	binary.BigEndian.PutUint64(first.Word[24:], 2*uint64(len(b))+1)
	parts := append(make([]Part, 0, 1+(len(b)+31)/32), first)
	slot := data(new(uint256.Int).SetBytes32(f.Slot[:]))
	for ; len(b) > 0; b = b[min(32, len(b)):] {
		p := Part{Head: f.Head, Slot: slot.Bytes32(), Size: 32}
		if f.Head == f.Slot && !f.keyed() {
			p.Head = p.Slot
		}
		copy(p.Word[:], b)
		parts = append(parts, p)
		slot.AddUint64(&slot, 1)
	}
	return parts
}

// keyed reports whether a mapping is on the way.
func (f *Field) keyed() bool {
	for _, s := range f.Path {
		if s.Key != nil {
			return true
		}
	}
	return false
}
