// Package linear owns the memories of WebAssembly instances: it makes them
// begin as a given [Image], and makes them equal to it again after a call, which
// costs what the call has written and not what the memory holds.
//
// # How
//
// On Linux an image is a sealed file in memory that every [Memory] maps
// copy-on-write. A page that was written is then a private page, and the kernel
// can be asked which those are. [Memory.Reset] copies their content back from the
// image and leaves them private, because a page fault costs many times the
// copying of a page; the next reset copies them again whether they were written
// or not. When they become more than [Keep] bytes they are given back to the
// system instead.
//
// Asking costs some 30 ns for every page of the memory. A page becomes private by
// a fault of the thread that writes it, and threads count their faults: when there
// was none since [Memory.Enter], the private pages are those of the last reset,
// and nobody is asked.
//
// Whether the kernel answers, counts, and does so right, is tried out when a
// [Space] is opened. Where it does not (another system, a sandbox, a kernel without the
// interface), a memory is an ordinary slice and a reset copies all of it.
//
// # What it promises
//
//   - After a Reset that returned true, every byte of the memory is that of the
//     image, whichever [Method] is used.
//   - A memory never moves, and is not given back while an instance may still use
//     it: wazero calls Free while a call runs, so Free does nothing, and the
//     owner calls Close.
//   - A memory never grows beyond its limit, and remembers that it was asked to.
//
// # Dependencies
//
// None of ours, and not wazero: a Memory is its experimental.LinearMemory by
// shape. On Linux golang.org/x/sys/unix.
package linear

import (
	"errors"
	"fmt"
	"os"
)

// PageSize is the size of a page of WebAssembly memory, in bytes.
const PageSize = 64 << 10

// Keep bounds the private pages of a memory between two calls, in bytes.
const Keep = 1 << 20

// A Method is a way to find what must be copied back.
type Method int

// The methods.
const (
	// Best is the first of the others that works.
	Best Method = iota
	// Scan asks the kernel for the ranges of private pages (PAGEMAP_SCAN, Linux
	// 6.7).
	Scan
	// Pagemap reads the kernel's entry for every page (/proc/self/pagemap).
	Pagemap
	// Copy copies everything.
	Copy
)

// String returns the name of m.
func (m Method) String() string {
	switch m {
	case Best:
		return "best"
	case Scan:
		return "scan"
	case Pagemap:
		return "pagemap"
	case Copy:
		return "copy"
	default:
		return fmt.Sprintf("Method(%d)", int(m))
	}
}

// ErrUnsupported means that a method does not work on this machine. Use Best.
var ErrUnsupported = errors.New("linear: this machine does not offer the method")

// A Space makes images and memories that are reset by one method. It may be used
// by several goroutines.
type Space struct {
	method  Method
	tracker tracker
}

// Open returns a space with a method, which is tried out. The caller closes it,
// after all that was made by it.
func Open(m Method) (*Space, error) {
	methods := []Method{m}
	if m == Best {
		methods = []Method{Scan, Pagemap, Copy}
	}
	var errs []error
	for _, m := range methods {
		if m < Scan || m > Copy {
			return nil, fmt.Errorf("%s: %w", m, ErrUnsupported)
		}
		s := &Space{method: m}
		err := s.tracker.open(m)
		if err == nil {
			err = s.selfTest()
		}
		if err == nil {
			return s, nil
		}
		errs = append(errs, fmt.Errorf("%s: %w: %w", m, ErrUnsupported, errors.Join(err, s.Close())))
	}
	return nil, errors.Join(errs...)
}

// Method returns the method in use.
func (s *Space) Method() Method { return s.method }

// Close releases the space.
func (s *Space) Close() error { return s.tracker.close() }

// selfTest writes some pages of a memory and looks whether a reset finds exactly
// those and restores them.
func (s *Space) selfTest() (err error) {
	page := os.Getpagesize()
	content := make([]byte, 64*page)
	for i := range content {
		content[i] = byte(i ^ i>>8)
	}
	image, err := s.NewImage(content)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, image.Close()) }()
	m, err := s.NewMemory(2 * uint64(len(content)))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, m.Close()) }()
	if m.Reallocate(uint64(len(content))) == nil {
		return errors.New("a memory could not grow")
	}
	if err := m.Attach(image); err != nil {
		return err
	}
	written := []int{0, 3, 4, 5, 17, 40, 63}
	for round := range 3 {
		b := m.Bytes()
		for at := range b {
			if b[at] != content[at] { // reading makes no page private
				return fmt.Errorf("round %d: byte %d is not that of the image", round, at)
			}
		}
		for i, p := range written {
			b[p*page+i*580] ^= 0xff
		}
		if !m.Reset() {
			return fmt.Errorf("round %d: a memory that did not grow was not reset", round)
		}
		if got, want := m.Private(), len(written)*page; s.method != Copy && got != want {
			return fmt.Errorf("round %d: %d bytes are said to be private, want %d", round, got, want)
		}
	}
	m.Shrink()
	if got := m.Private(); s.method != Copy && got != 0 {
		return fmt.Errorf("%d bytes are still private after all were given back", got)
	}
	s.tracker.tryCounting(m)
	return nil
}
