//go:build linux && !nolinear

package linear

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A region is a range of addresses, of which the beginning is in use. Without a
// tracker it is an ordinary slice.
type region struct {
	at     unsafe.Pointer // nil for a slice
	length uintptr
	found  ranges
	known  bool   // found are the private pages, since the last reset
	faults uint64 // of this thread when the use began; 0 when that is not known
}

// An Image is the content of a memory at one moment. It is not changed.
type Image struct {
	bytes []byte
	file  int // -1 for a slice
}

// NewImage returns an image of content.
func (s *Space) NewImage(content []byte) (*Image, error) {
	if s.method == Copy || len(content) == 0 {
		return &Image{bytes: append([]byte(nil), content...), file: -1}, nil
	}
	i, err := mapImage(content)
	if err != nil {
		return nil, fmt.Errorf("making an image of %d bytes: %w", len(content), err)
	}
	return i, nil
}

func mapImage(content []byte) (_ *Image, err error) {
	i := &Image{}
	if i.file, err = unix.MemfdCreate("novation-rules", unix.MFD_CLOEXEC|unix.MFD_ALLOW_SEALING); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, i.Close())
		}
	}()
	if err := unix.Ftruncate(i.file, int64(len(content))); err != nil {
		return nil, err
	}
	for at := 0; at < len(content); at += PageSize {
		page := content[at:min(at+PageSize, len(content))]
		if isZero(page) {
			continue // a hole
		}
		if n, err := unix.Pwrite(i.file, page, int64(at)); err != nil || n != len(page) {
			return nil, fmt.Errorf("%d of %d bytes written: %w", n, len(page), err)
		}
	}
	// From here on nobody can change what instances see.
	if _, err := unix.FcntlInt(uintptr(i.file), unix.F_ADD_SEALS, unix.F_SEAL_SHRINK|unix.F_SEAL_GROW|unix.F_SEAL_WRITE|unix.F_SEAL_SEAL); err != nil {
		return nil, err
	}
	i.bytes, err = unix.Mmap(i.file, 0, len(content), unix.PROT_READ, unix.MAP_SHARED)
	return i, err
}

func isZero(b []byte) bool {
	for len(b) >= 8 {
		if *(*uint64)(unsafe.Pointer(&b[0])) != 0 {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

// Bytes returns the content. It must not be changed.
func (i *Image) Bytes() []byte { return i.bytes }

// Close gives the image back. Memories that show it must be closed before.
func (i *Image) Close() error {
	if i.file < 0 {
		i.bytes = nil
		return nil
	}
	var errs []error
	if i.bytes != nil {
		errs = append(errs, unix.Munmap(i.bytes))
	}
	errs = append(errs, unix.Close(i.file))
	i.bytes, i.file = nil, -1
	return errors.Join(errs...)
}

func (r *region) reserve(s *Space, limit uint64) (err error) {
	if s.method == Copy || limit == 0 {
		return nil
	}
	if limit > math.MaxInt {
		return unix.ENOMEM
	}
	r.length = uintptr(limit)
	// Without access it costs nothing but addresses.
	r.at, err = unix.MmapPtr(-1, 0, nil, r.length, unix.PROT_NONE, unix.MAP_PRIVATE|unix.MAP_ANON|unix.MAP_NORESERVE)
	return err
}

// grow returns b with size bytes, at the same address unless it is a slice.
func (r *region) grow(b []byte, size uint64) []byte {
	if r.at == nil {
		return growSlice(b, size)
	}
	more := unsafe.Slice((*byte)(unsafe.Add(r.at, len(b))), size-uint64(len(b)))
	if unix.Mprotect(more, unix.PROT_READ|unix.PROT_WRITE) != nil {
		return nil
	}
	return unsafe.Slice((*byte)(r.at), size)
}

func (r *region) attach(b []byte, i *Image) error {
	r.known = false
	switch {
	case r.at == nil || len(b) == 0:
		copy(b, i.bytes)
		return nil
	case i.file < 0:
		return ErrUnsupported
	}
	_, err := unix.MmapPtr(i.file, 0, r.at, uintptr(len(b)), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_FIXED|unix.MAP_NORESERVE)
	return err
}

func (r *region) reset(s *Space, b []byte, i *Image) bool {
	if r.at == nil || len(b) == 0 {
		copy(b, i.bytes)
		return true
	}
	if !r.unchanged() {
		r.known = r.found.find(s, b) && r.found.bytes <= Keep
	}
	if !r.known {
		// What the kernel takes back is read from the image again.
		return unix.Madvise(b, unix.MADV_DONTNEED) == nil
	}
	base := uint64(uintptr(r.at))
	for _, x := range r.found.list[:r.found.n] {
		from, to := x.from-base, x.to-base
		copy(b[from:to], i.bytes[from:to])
	}
	return true
}

// enter begins a use. A page becomes private by a fault of the thread that
// writes it, so the goroutine must stay on its thread until leave.
func (r *region) enter(s *Space) bool {
	r.faults = 0
	if !s.tracker.counts || r.at == nil {
		return false
	}
	runtime.LockOSThread()
	r.faults = faults()
	return true
}

// unchanged reports that no page became private since enter.
func (r *region) unchanged() bool { return r.known && r.faults != 0 && r.faults == faults() }

// leave ends a use.
func (r *region) leave() {
	r.faults = 0
	runtime.UnlockOSThread()
}

func (r *region) shrink(b []byte) {
	r.known = false
	if r.at != nil && len(b) > 0 {
		_ = unix.Madvise(b, unix.MADV_DONTNEED) // if it fails the pages stay
	}
}

func (r *region) private(s *Space, b []byte) int {
	r.known = false // found is used for something else
	if r.at == nil {
		return len(b)
	}
	total := 0
	for len(b) > 0 {
		part := b[:min(len(b), PageSize)] // has fewer ranges than a list holds
		r.found.find(s, part)
		total += r.found.bytes
		b = b[len(part):]
	}
	return total
}

func (r *region) free() error {
	if r.at == nil {
		return nil
	}
	at := r.at
	r.at = nil
	return unix.MunmapPtr(at, r.length)
}
