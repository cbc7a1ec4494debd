//go:build linux && !nolinear

package linear

import (
	"os"
	"runtime"
	"strconv"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A tracker asks the kernel about pages of this process.
type tracker struct {
	file  *os.File // nil for Copy
	fd    uintptr
	pages uintptr // bytes of a page of the system
	// counts says that the system counts the page faults of a thread: see
	// Space.selfTest.
	counts bool
}

// faults returns how many page faults this thread has had, and one more; 0 when
// the system does not say.
func faults() uint64 {
	var u unix.Rusage
	if unix.Getrusage(unix.RUSAGE_THREAD, &u) != nil {
		return 0
	}
	return uint64(u.Minflt) + uint64(u.Majflt) + 1
}

func (t *tracker) open(m Method) (err error) {
	if m == Copy {
		return nil
	}
	if strconv.IntSize < 64 {
		return ErrUnsupported // addresses are too few to reserve
	}
	if t.file, err = os.Open("/proc/self/pagemap"); err != nil {
		return err
	}
	t.fd, t.pages = t.file.Fd(), uintptr(os.Getpagesize())
	return nil
}

func (t *tracker) close() error {
	if t.file == nil {
		return nil
	}
	err := t.file.Close()
	t.file = nil
	return err
}

// tryCounting looks whether the fault that makes a page private is counted,
// whether the page was there to be read before or not. The memory shows its
// image.
func (t *tracker) tryCounting(m *Memory) {
	if t.file == nil {
		return
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	t.counts = true
	b, read := m.Bytes(), byte(0)
	for at := 0; at < len(b); at += int(t.pages) {
		if at/int(t.pages)%2 == 1 {
			read |= b[at]
		}
		before := faults()
		b[at] = read
		t.counts = t.counts && before > 0 && faults() > before
	}
}

// A span is a range of bytes: a struct page_region of the kernel.
type span struct{ from, to, categories uint64 }

// maxRanges is how many ranges are copied one by one. More is seldom, and is
// treated like too many bytes.
const maxRanges = 128

// ranges are the private pages of a memory.
type ranges struct {
	list  []span // the first n, in addresses
	n     int
	bytes int
	arg   scanArg
	words []uint64 // what the kernel writes for Pagemap
}

// find looks for the private pages of b. It returns false when there are too
// many, or the kernel would not say.
func (r *ranges) find(s *Space, b []byte) bool {
	r.n, r.bytes = 0, 0
	if r.list == nil {
		r.list = make([]span, maxRanges)
	}
	if s.method == Scan {
		return r.scan(&s.tracker, b)
	}
	return r.read(&s.tracker, b)
}

// The ioctl PAGEMAP_SCAN and its categories, from linux/fs.h.
const (
	pagemapScan   = 0xc0606610
	pageIsFile    = 1 << 2
	pageIsPresent = 1 << 3
	pageIsSwapped = 1 << 4
)

// A scanArg is a struct pm_scan_arg of the kernel.
type scanArg struct {
	size, flags, start, end, walkEnd    uint64
	vec, vecLen, maxPages               uint64
	inverted, mask, anyOf, returnedMask uint64
}

// scan asks for ranges of pages that exist (in memory or swapped out) and are
// not the file's.
func (r *ranges) scan(t *tracker, b []byte) bool {
	base := uint64(uintptr(unsafe.Pointer(&b[0])))
	r.arg = scanArg{
		size: uint64(unsafe.Sizeof(r.arg)), start: base, end: base + uint64(len(b)),
		vec: uint64(uintptr(unsafe.Pointer(&r.list[0]))), vecLen: maxRanges,
		inverted: pageIsFile, mask: pageIsFile, anyOf: pageIsPresent | pageIsSwapped, returnedMask: pageIsFile,
	}
	n, _, errno := unix.RawSyscall(unix.SYS_IOCTL, t.fd, pagemapScan, uintptr(unsafe.Pointer(&r.arg)))
	runtime.KeepAlive(r)
	if errno != 0 || r.arg.walkEnd != r.arg.end || n > maxRanges {
		return false
	}
	r.n = int(n)
	for _, x := range r.list[:n] {
		r.bytes += int(x.to - x.from)
	}
	return true
}

// Bits of an entry of pagemap, from the kernel's documentation.
const (
	entryPresent = 1 << 63
	entrySwapped = 1 << 62
	entryFile    = 1 << 61
)

// read looks at the entry of every page.
func (r *ranges) read(t *tracker, b []byte) bool {
	const atOnce = 256
	if r.words == nil {
		r.words = make([]uint64, atOnce)
	}
	base := uintptr(unsafe.Pointer(&b[0]))
	for at := uintptr(0); at < uintptr(len(b)); at += atOnce * t.pages {
		pages := min(atOnce, (uintptr(len(b))-at)/t.pages)
		n, _, errno := unix.RawSyscall6(unix.SYS_PREAD64, t.fd, uintptr(unsafe.Pointer(&r.words[0])), pages*8, (base+at)/t.pages*8, 0, 0)
		if errno != 0 || n != pages*8 {
			return false
		}
		for i, e := range r.words[:pages] {
			if e&(entryPresent|entrySwapped) == 0 || e&entryFile != 0 {
				continue
			}
			from := base + at + uintptr(i)*t.pages
			if !r.add(uint64(from), uint64(from+t.pages)) {
				return false
			}
		}
	}
	runtime.KeepAlive(r)
	return true
}

// add adds a range behind the others. It returns false when there are too many.
func (r *ranges) add(from, to uint64) bool {
	r.bytes += int(to - from)
	if r.n > 0 && r.list[r.n-1].to == from {
		r.list[r.n-1].to = to
		return true
	}
	if r.n == len(r.list) {
		return false
	}
	r.list[r.n] = span{from: from, to: to}
	r.n++
	return true
}
