package damage

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/novation-dev/novation/registry"
)

// The form of a page of bbolt: a header, then elements of one size, then keys
// and values, all in the byte order of the machine.
const (
	pageHeader  = 16
	elementSize = 16
	branchPage  = 0x01
	leafPage    = 0x02
	bucketFlag  = 0x01 // of an element of a leaf
	maxDepth    = 64
)

// checkPages walks all pages that a file uses, and refuses one that is not what
// the page before it says, that lies outside, or that is used twice. bbolt does
// the same when it opens a file for writing, but on a goroutine of its own,
// where a damaged page ends the process.
func checkPages(r io.ReaderAt, root uint64, pages uint64, pageSize int64) error {
	w := walk{r: r, size: pageSize, pages: pages, seen: map[uint64]bool{}}
	return w.page(root, 0)
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

func (w *walk) page(id uint64, depth int) error {
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
	elements := make([]byte, count*elementSize)
	if n := copy(elements, b[pageHeader:]); n < len(elements) {
		if _, err := w.r.ReadAt(elements[n:], int64(id)*w.size+pageHeader+int64(n)); err != nil {
			return w.bad(id, err.Error())
		}
	}
	end := int64(overflow+1) * w.size
	for i := range count {
		at, el := pageHeader+i*elementSize, elements[i*elementSize:]
		if err := w.element(id, el, at, end, flags == branchPage, depth); err != nil {
			return err
		}
	}
	return nil
}

// element follows one element of a page; at is where it lies, end where the page
// ends.
func (w *walk) element(id uint64, el []byte, at, end int64, branch bool, depth int) error {
	e := binary.NativeEndian
	if branch { // place of the key, its size, page
		if at+int64(e.Uint32(el))+int64(e.Uint32(el[4:])) > end {
			return w.bad(id, "a key lies outside")
		}
		return w.page(e.Uint64(el[8:]), depth+1)
	}
	flags, pos, keys, values := e.Uint32(el), int64(e.Uint32(el[4:])), int64(e.Uint32(el[8:])), int64(e.Uint32(el[12:]))
	if at+pos+keys+values > end {
		return w.bad(id, "a value lies outside")
	}
	if flags&bucketFlag == 0 {
		return nil
	}
	head := make([]byte, 16) // root and sequence of a bucket
	if values < int64(len(head)) {
		return w.bad(id, "a bucket has no root")
	}
	if _, err := w.r.ReadAt(head, int64(id)*w.size+at+pos+keys); err != nil {
		return w.bad(id, err.Error())
	}
	if root := e.Uint64(head); root != 0 { // else it lies within the value
		return w.page(root, depth+1)
	}
	return nil
}
