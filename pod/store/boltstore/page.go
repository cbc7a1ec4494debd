package boltstore

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// A page is one page of the file with its overflow, or an inline page.
type page struct {
	b     []byte // with the header
	id    uint64
	flags uint16
	count uint16
}

// An element is one entry of a page. Its slices are parts of the page.
type element struct {
	flags      uint32
	page       uint64 // of a branch
	key, value []byte
}

// parsePage reads the header of b, which is there.
func parsePage(b []byte) page {
	n := binary.NativeEndian
	return page{b: b, id: n.Uint64(b), flags: n.Uint16(b[8:]), count: n.Uint16(b[10:])}
}

// elements returns what the page holds, all of it inside of the page.
func (p page) elements() ([]element, error) {
	if p.flags != flagBranch && p.flags != flagLeaf {
		return nil, fmt.Errorf("it has flags %#x", p.flags)
	}
	size := uint64(len(p.b))
	if headerSize+elementSize*uint64(p.count) > size {
		return nil, fmt.Errorf("it cannot hold %d elements", p.count)
	}
	es := make([]element, p.count)
	for i := range es {
		at := headerSize + elementSize*i
		n, b, e := binary.NativeEndian, p.b[at:], &es[i]
		var pos, klen, vlen uint64
		if p.flags == flagBranch {
			pos, klen, e.page = uint64(n.Uint32(b)), uint64(n.Uint32(b[4:])), n.Uint64(b[8:])
		} else {
			e.flags, pos = n.Uint32(b), uint64(n.Uint32(b[4:]))
			klen, vlen = uint64(n.Uint32(b[8:])), uint64(n.Uint32(b[12:]))
		}
		pos += uint64(at)
		if pos+klen+vlen > size {
			return nil, fmt.Errorf("element %d ends outside of the page", i)
		}
		e.key, e.value = p.b[pos:pos+klen], p.b[pos+klen:pos+klen+vlen]
	}
	return es, nil
}

// ordered reports keys that are not strictly ascending or out of [low, high).
func ordered(es []element, low, high []byte) error {
	for i, e := range es {
		switch {
		case len(e.key) == 0:
			return fmt.Errorf("element %d has no key", i)
		case i > 0 && bytes.Compare(es[i-1].key, e.key) >= 0,
			bytes.Compare(e.key, low) < 0,
			high != nil && bytes.Compare(e.key, high) >= 0:
			return fmt.Errorf("key %q is out of order", e.key)
		}
	}
	return nil
}
