package boltstore

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
)

// What bbolt writes (format version 2): pages of one size, each with a header
// of id u64, flags u16, count u16, overflow u32; numbers in the byte order of
// the machine. Pages 0 and 1 hold the meta data of the last two commits. The
// pages of a bucket form a B+tree: branch elements are position u32, key size
// u32, page u64; leaf elements are flags u32, position u32, key size u32, value
// size u32, positions counting from the element. The value of an element with
// flag 1 is a bucket: root page u64, sequence u64 and, when the root is 0, its
// only page inline. The list of free pages is an array of u64.
const (
	headerSize  = 16
	elementSize = 16
	metaSize    = 64

	flagBranch, flagLeaf, flagFree = 0x01, 0x02, 0x10

	metaMagic   = 0xED0CDAED
	metaVersion = 2
	noFreelist  = 1<<64 - 1
)

// A checker walks the file that bbolt would, but believes nothing: every page
// is inside of the file and used once, so the walk ends.
type checker struct {
	path     string
	file     io.ReaderAt
	pageSize int
	pages    uint64 // pages below the high-water mark
	used     []bool
	buf      []byte
	todo     []subtree
}

// A subtree is a page that is yet to be read.
type subtree struct {
	page     uint64
	min, max []byte // its keys k have min <= k < max; nil max means no bound
	top      bool   // it belongs to the bucket of buckets
}

// checkFile reports damage of the structure of the file. The caller holds the
// file's lock.
func checkFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("checking %s: %w", path, err)
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return fmt.Errorf("checking %s: %w", path, err)
	}
	c := &checker{path: path, file: f}
	err = c.run(uint64(fi.Size()))
	if file := (*fs.PathError)(nil); errors.As(err, &file) {
		return fmt.Errorf("checking %s: %w", path, err) // the disk, not the data
	}
	if err != nil {
		return &DamagedError{Path: path, Reason: err.Error()}
	}
	return nil
}

func (c *checker) run(size uint64) error {
	root, free, err := c.readMeta(size)
	if err != nil {
		return err
	}
	c.used = make([]bool, c.pages)
	c.used[0], c.used[1] = true, true
	c.todo = append(c.todo, subtree{page: root, top: true})
	for len(c.todo) > 0 {
		t := c.todo[len(c.todo)-1]
		c.todo = c.todo[:len(c.todo)-1]
		if err := c.tree(t); err != nil {
			return fmt.Errorf("page %d: %w", t.page, err)
		}
	}
	if free == noFreelist {
		return nil
	}
	if err := c.freelist(free); err != nil {
		return fmt.Errorf("list of free pages on page %d: %w", free, err)
	}
	return nil
}

// readMeta reads the newer of the two meta pages that are intact, as bbolt
// does, and sets the size and number of pages.
func (c *checker) readMeta(size uint64) (root, free uint64, err error) {
	var newest uint64
	try := func(offset int64) bool {
		b := make([]byte, metaSize)
		if _, err := c.file.ReadAt(b, offset+headerSize); err != nil {
			return false
		}
		n := binary.NativeEndian
		h := fnv.New64a()
		h.Write(b[:56])
		if n.Uint32(b) != metaMagic || n.Uint32(b[4:]) != metaVersion || n.Uint64(b[56:]) != h.Sum64() {
			return false
		}
		if txid := n.Uint64(b[48:]); c.pageSize == 0 || txid > newest {
			newest = txid
			c.pageSize = int(n.Uint32(b[8:]))
			root, free, c.pages = n.Uint64(b[16:]), n.Uint64(b[32:]), n.Uint64(b[40:])
		}
		return true
	}
	try(0)
	for at := int64(512); at <= 1<<24; at <<= 1 {
		// The second meta page says where it is: at its own page size.
		if (c.pageSize == 0 || at == int64(c.pageSize)) && try(at) {
			break
		}
	}
	switch {
	case c.pageSize < 512 || c.pageSize > 1<<24:
		return 0, 0, fmt.Errorf("pages of %d bytes", c.pageSize)
	case c.pages < 2 || c.pages > size/uint64(c.pageSize):
		return 0, 0, fmt.Errorf("it should have %d pages of %d bytes, but the file has only %d bytes",
			c.pages, c.pageSize, size)
	}
	return root, free, nil
}

// read returns the page and its overflow, which are marked as used.
func (c *checker) read(id uint64) (page, error) {
	if id < 2 || id >= c.pages {
		return page{}, fmt.Errorf("it is outside of the file's %d pages", c.pages)
	}
	offset := int64(id) * int64(c.pageSize)
	head := make([]byte, headerSize)
	if _, err := c.file.ReadAt(head, offset); err != nil {
		return page{}, fmt.Errorf("reading it: %w", err)
	}
	overflow := uint64(binary.NativeEndian.Uint32(head[12:]))
	if self := binary.NativeEndian.Uint64(head); self != id {
		return page{}, fmt.Errorf("it says that it is page %d", self)
	}
	if overflow >= c.pages-id {
		return page{}, fmt.Errorf("its %d pages of overflow end outside of the file", overflow)
	}
	for i := id; i <= id+overflow; i++ {
		if c.used[i] {
			return page{}, fmt.Errorf("page %d is used twice", i)
		}
		c.used[i] = true
	}
	if n := c.pageSize * (1 + int(overflow)); n > cap(c.buf) {
		c.buf = make([]byte, n)
	} else {
		c.buf = c.buf[:n]
	}
	if _, err := c.file.ReadAt(c.buf, offset); err != nil {
		return page{}, fmt.Errorf("reading it: %w", err)
	}
	return parsePage(c.buf), nil
}

// tree checks one page of a bucket and notes the pages below it.
func (c *checker) tree(t subtree) error {
	p, err := c.read(t.page)
	if err != nil {
		return err
	}
	es, err := p.elements()
	if err != nil {
		return err
	}
	if err := ordered(es, t.min, t.max); err != nil {
		return err
	}
	if p.flags == flagBranch {
		if len(es) == 0 {
			return errors.New("a branch without leaves")
		}
		for i, e := range es {
			sub := subtree{page: e.page, min: bytes.Clone(e.key), max: t.max, top: t.top}
			if i+1 < len(es) {
				sub.max = bytes.Clone(es[i+1].key)
			}
			c.todo = append(c.todo, sub)
		}
		return nil
	}
	for _, e := range es {
		if (e.flags == 1) != t.top || e.flags > 1 {
			return fmt.Errorf("key %q has flags %#x", e.key, e.flags)
		}
		if !t.top {
			continue
		}
		if err := c.bucket(e.value); err != nil {
			return fmt.Errorf("bucket %q: %w", e.key, err)
		}
	}
	return nil
}

// bucket checks the value that stands for a bucket.
func (c *checker) bucket(v []byte) error {
	if len(v) < headerSize {
		return errors.New("its header is cut short")
	}
	if root := binary.NativeEndian.Uint64(v); root != 0 {
		c.todo = append(c.todo, subtree{page: root})
		return nil
	}
	if len(v) < 2*headerSize {
		return errors.New("its inline page is cut short")
	}
	p := parsePage(v[headerSize:])
	es, err := p.elements()
	switch {
	case err != nil:
		return err
	case p.flags != flagLeaf || p.id != 0:
		return errors.New("its inline page is not a leaf")
	}
	for _, e := range es {
		if e.flags != 0 {
			return fmt.Errorf("key %q has flags %#x", e.key, e.flags)
		}
	}
	return ordered(es, nil, nil)
}

func (c *checker) freelist(id uint64) error {
	p, err := c.read(id)
	if err != nil {
		return err
	}
	if p.flags != flagFree {
		return fmt.Errorf("it has flags %#x", p.flags)
	}
	ids, n := p.b[headerSize:], uint64(p.count)
	if n == 0xFFFF { // the number does not fit into the header
		if len(ids) < 8 {
			return errors.New("it is cut short")
		}
		ids, n = ids[8:], binary.NativeEndian.Uint64(ids)
	}
	if n > uint64(len(ids)/8) {
		return fmt.Errorf("it cannot hold %d pages", n)
	}
	for i := range int(n) {
		free := binary.NativeEndian.Uint64(ids[8*i:])
		if free >= c.pages || c.used[free] {
			return fmt.Errorf("it lists page %d, which is in use or outside of the file", free)
		}
		c.used[free] = true
	}
	return nil
}
