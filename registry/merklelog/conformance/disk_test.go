package conformance_test

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"syscall"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
)

// sector is what a disk writes at once.
const sector = 512

// A disk is a folder of files that can lose its power. What was synced stays.
// Of what was written since, each sector of each write is there or not, at
// random; so is each change of a size, and all changes of names since the
// folder was synced.
type disk struct {
	// ignores makes it do nothing when it is asked to sync.
	ignores bool

	// mu protects what follows.
	mu          sync.Mutex
	r           *rand.Rand
	names, kept map[string]*file // now, and as synced
	// left is how many more writes it takes before the power is cut.
	left int
}

// A file has contents as they are seen, as they were synced, and the changes in
// between.
type file struct {
	fs.Inode
	d         *disk
	now, kept []byte
	since     []change
}

// A change writes data at an offset; or, without data, sets the size.
type change struct {
	at   int64
	data []byte
}

func (c change) apply(b []byte) []byte {
	if c.data == nil {
		return resize(b, c.at)
	}
	if end := c.at + int64(len(c.data)); end > int64(len(b)) {
		b = resize(b, end)
	}
	copy(b[c.at:], c.data)
	return b
}

func resize(b []byte, size int64) []byte {
	if size <= int64(len(b)) {
		return b[:size:size]
	}
	return append(b, make([]byte, size-int64(len(b)))...)
}

// newDisk returns a disk with the given files.
func newDisk(r *rand.Rand, image map[string][]byte, writes int) *disk {
	d := &disk{r: r, names: map[string]*file{}, left: writes}
	for name, b := range image {
		d.names[name] = &file{d: d, now: slices.Clone(b), kept: b}
	}
	d.kept = maps.Clone(d.names)
	return d
}

// cut returns what is on the disk when the power is back.
func (d *disk) cut() map[string][]byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left = 0
	names := d.kept
	if d.r.IntN(2) == 0 {
		names = d.names
	}
	out := map[string][]byte{}
	for name, f := range names {
		b := slices.Clone(f.kept)
		for _, c := range f.since {
			if c.data == nil {
				if d.r.IntN(2) == 0 {
					b = c.apply(b)
				}
				continue
			}
			for at := 0; at < len(c.data); at += sector {
				if d.r.IntN(2) == 0 {
					b = change{c.at + int64(at), c.data[at:min(at+sector, len(c.data))]}.apply(b)
				}
			}
		}
		out[name] = b
	}
	return out
}

// change records one, unless the power is off.
func (f *file) change(c change) syscall.Errno {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	if f.d.left <= 0 {
		return syscall.EIO
	}
	f.d.left--
	f.now, f.since = c.apply(f.now), append(f.since, c)
	return 0
}

func (f *file) attr(out *fuse.Attr) {
	out.Mode, out.Size, out.Blksize = syscall.S_IFREG|0o600, uint64(len(f.now)), 4096
	out.Blocks = (out.Size + sector - 1) / sector
}

func (f *file) Getattr(_ context.Context, _ fs.FileHandle, out *fuse.AttrOut) syscall.Errno {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	f.attr(&out.Attr)
	return 0
}

func (f *file) Setattr(_ context.Context, _ fs.FileHandle, in *fuse.SetAttrIn, out *fuse.AttrOut) syscall.Errno {
	if size, ok := in.GetSize(); ok {
		if errno := f.change(change{at: int64(size)}); errno != 0 {
			return errno
		}
	}
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	f.attr(&out.Attr)
	return 0
}

func (*file) Open(context.Context, uint32) (fs.FileHandle, uint32, syscall.Errno) { return nil, 0, 0 }

func (f *file) Read(_ context.Context, _ fs.FileHandle, dest []byte, off int64) (fuse.ReadResult, syscall.Errno) {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	at := min(off, int64(len(f.now)))
	return fuse.ReadResultData(dest[:copy(dest, f.now[at:])]), 0
}

func (f *file) Write(_ context.Context, _ fs.FileHandle, data []byte, off int64) (uint32, syscall.Errno) {
	return uint32(len(data)), f.change(change{off, slices.Clone(data)})
}

func (f *file) Fsync(context.Context, fs.FileHandle, uint32) syscall.Errno {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	switch {
	case f.d.left <= 0:
		return syscall.EIO
	case !f.d.ignores:
		f.kept, f.since = slices.Clone(f.now), nil
	}
	return 0
}

// folder is the only folder of a disk.
type folder struct {
	fs.Inode
	d *disk
}

func (r *folder) Lookup(ctx context.Context, name string, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	r.d.mu.Lock()
	defer r.d.mu.Unlock()
	f := r.d.names[name]
	if f == nil {
		return nil, syscall.ENOENT
	}
	f.attr(&out.Attr)
	return r.inode(ctx, f), 0
}

func (r *folder) inode(ctx context.Context, f *file) *fs.Inode {
	if f.Inode.StableAttr().Ino != 0 {
		return &f.Inode
	}
	return r.NewInode(ctx, f, fs.StableAttr{Mode: syscall.S_IFREG})
}

func (r *folder) Create(ctx context.Context, name string, _, _ uint32, out *fuse.EntryOut) (*fs.Inode, fs.FileHandle, uint32, syscall.Errno) {
	r.d.mu.Lock()
	defer r.d.mu.Unlock()
	if r.d.left <= 0 {
		return nil, nil, 0, syscall.EIO
	}
	f := &file{d: r.d}
	r.d.names[name] = f
	f.attr(&out.Attr)
	return r.inode(ctx, f), nil, 0, 0
}

func (r *folder) Unlink(_ context.Context, name string) syscall.Errno {
	r.d.mu.Lock()
	defer r.d.mu.Unlock()
	delete(r.d.names, name)
	return 0
}

func (r *folder) Rename(_ context.Context, name string, _ fs.InodeEmbedder, newName string, _ uint32) syscall.Errno {
	r.d.mu.Lock()
	defer r.d.mu.Unlock()
	if r.d.left <= 0 {
		return syscall.EIO
	}
	r.d.names[newName] = r.d.names[name]
	delete(r.d.names, name)
	return 0
}

// Fsync makes the names durable.
func (r *folder) Fsync(context.Context, fs.FileHandle, uint32) syscall.Errno {
	r.d.mu.Lock()
	defer r.d.mu.Unlock()
	if !r.d.ignores {
		r.d.kept = maps.Clone(r.d.names)
	}
	return 0
}
