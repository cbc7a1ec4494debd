package damage

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/novation-dev/novation/registry"
)

// The form of a page of bbolt: a header, then elements of one size, then keys
// and values, all in the byte order of the machine.
const (
	pageHeader   = 16
	elementSize  = 16
	branchPage   = 0x01
	leafPage     = 0x02
	bucketFlag   = 0x01 // of an element of a leaf
	bucketHeader = 16
	maxDepth     = 64
)

// checkPages walks all pages that a file uses, and refuses one that is not what
// the page before it says, that lies outside, or that is used twice. bbolt does
// the same when it opens a file for writing, but on a goroutine of its own,
// where a damaged page ends the process.
func checkPages(r io.ReaderAt, root uint64, pages uint64, pageSize int64) error {
	w := walk{r: r, size: pageSize, pages: pages, seen: map[uint64]bool{}}
	return w.page(root, 0, nil, nil)
}

type walk struct {
	r     io.ReaderAt
	size  int64
	pages uint64
	seen  map[uint64]bool
}

func (w *walk) bad(id uint64, what string) error {
	return fmt.Errorf("page %d is damaged (%s), restore the file from a copy: %w", id, what, registry.ErrRefused)
}

// page follows a page whose keys are from least up to, not including, end; nil is
// no limit.
func (w *walk) page(id uint64, depth int, least, end []byte) error {
	if id < 2 || id >= w.pages || depth > maxDepth {
		return w.bad(id, "it lies outside")
	}
	b := make([]byte, w.size)
	if _, err := w.r.ReadAt(b, int64(id)*w.size); err != nil {
		return w.bad(id, err.Error())
	}
	e := binary.NativeEndian
	flags, count, overflow := e.Uint16(b[8:]), int64(e.Uint16(b[10:])), uint64(e.Uint32(b[12:]))
	if e.Uint64(b) != id || flags != branchPage && flags != leafPage || overflow >= w.pages-id {
		return w.bad(id, "it is another page")
	}
	for i := id; i <= id+overflow; i++ {
		if w.seen[i] {
			return w.bad(i, "it is used twice")
		}
		w.seen[i] = true
	}
	p := span{walk: w, id: id, first: b, end: int64(overflow+1) * w.size}
	var last []byte
	for i := range count {
		el, err := p.read(pageHeader+i*elementSize, elementSize)
		if err != nil {
			return err
		}
		at := pageHeader + i*elementSize
		place, size := e.Uint32(el), e.Uint32(el[4:])
		if flags == leafPage {
			place, size = size, e.Uint32(el[8:])
		}
		key, err := p.read(at+int64(place), int64(size))
		if err != nil {
			return err
		}
		if i > 0 && bytes.Compare(key, last) <= 0 || bytes.Compare(key, least) < 0 || end != nil && bytes.Compare(key, end) >= 0 {
			return w.bad(id, "its keys are not in order")
		}
		if last = bytes.Clone(key); flags == leafPage {
			err = p.value(at+int64(place)+int64(size), el, depth)
		} else {
			err = p.child(el, at+elementSize, i+1 == count, depth, last, end)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// span is a page with the pages that continue it; first is what was read of it.
type span struct {
	*walk
	id    uint64
	first []byte
	end   int64
}

// read returns some bytes of the page, which must lie in it.
func (p span) read(at, n int64) ([]byte, error) {
	if at+n <= int64(len(p.first)) {
		return p.first[at : at+n], nil
	}
	if at+n > p.end {
		return nil, p.bad(p.id, "something lies outside")
	}
	b := make([]byte, n)
	if _, err := p.r.ReadAt(b, int64(p.id)*p.size+at); err != nil {
		return nil, p.bad(p.id, err.Error())
	}
	return b, nil
}

// child follows an element of a branch. The key of the next element, which lies
// at next, is the limit of its keys.
func (p span) child(el []byte, next int64, last bool, depth int, key, end []byte) error {
	e := binary.NativeEndian
	if !last {
		el, err := p.read(next, elementSize)
		if err != nil {
			return err
		}
		if end, err = p.read(next+int64(e.Uint32(el)), int64(e.Uint32(el[4:]))); err != nil {
			return err
		}
	}
	return p.page(e.Uint64(el[8:]), depth+1, key, end)
}

// value follows an element of a leaf, whose value lies at a place.
func (p span) value(at int64, el []byte, depth int) error {
	e := binary.NativeEndian
	size := int64(e.Uint32(el[12:]))
	if at+size > p.end {
		return p.bad(p.id, "a value lies outside")
	}
	if e.Uint32(el)&bucketFlag == 0 {
		return nil
	}
	if size < bucketHeader {
		return p.bad(p.id, "a bucket has no root")
	}
	head, err := p.read(at, bucketHeader) // root and sequence
	if err != nil {
		return err
	}
	if root := e.Uint64(head); root != 0 {
		return p.page(root, depth+1, nil, nil)
	}
	if size < bucketHeader+pageHeader { // its page lies within the value
		return p.bad(p.id, "a bucket has no page")
	}
	return nil
}
