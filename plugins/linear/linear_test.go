package linear_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/novation-dev/novation/plugins/linear"
)

// methods are those that work here. Copy always does.
func methods(t testing.TB, test func(t testing.TB, s *linear.Space)) {
	t.Helper()
	for _, m := range []linear.Method{linear.Scan, linear.Pagemap, linear.Copy} {
		s, err := linear.Open(m)
		if errors.Is(err, linear.ErrUnsupported) && m != linear.Copy {
			t.Logf("%s is not tested: %v", m, err)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		test(t, s)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// content is no two pages the same.
func content(pages int) []byte {
	b := make([]byte, pages*linear.PageSize)
	r := rand.New(rand.NewPCG(1, uint64(pages)))
	for i := 0; i < len(b); i += 97 {
		b[i] = byte(r.Uint32())
	}
	return b
}

func attached(t testing.TB, s *linear.Space, b []byte, limit int) (*linear.Memory, *linear.Image) {
	t.Helper()
	i, err := s.NewImage(b)
	if err != nil {
		t.Fatal(err)
	}
	m, err := s.NewMemory(uint64(limit))
	if err != nil {
		t.Fatal(err)
	}
	if m.Reallocate(uint64(len(b))) == nil {
		t.Fatal("the memory did not grow")
	}
	if err := m.Attach(i); err != nil {
		t.Fatal(err)
	}
	return m, i
}

func closeAll(t testing.TB, m *linear.Memory, i *linear.Image) {
	t.Helper()
	if err := errors.Join(m.Close(), i.Close()); err != nil {
		t.Error(err)
	}
}

func TestBestWorks(t *testing.T) {
	s, err := linear.Open(linear.Best)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the method of this machine is %s", s.Method())
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := linear.Open(linear.Method(99)); !errors.Is(err, linear.ErrUnsupported) {
		t.Errorf("an unknown method: %v, want ErrUnsupported", err)
	}
}

// Whatever is written, a reset restores the image and other memories of the same
// image see nothing of it.
func TestReset(t *testing.T) {
	methods(t, func(_ testing.TB, s *linear.Space) {
		t.Run(s.Method().String(), func(t *testing.T) {
			want := content(40)
			one, i := attached(t, s, want, len(want))
			other, err := s.NewMemory(uint64(len(want)))
			if err != nil {
				t.Fatal(err)
			}
			other.Reallocate(uint64(len(want)))
			if err := other.Attach(i); err != nil {
				t.Fatal(err)
			}
			rapid.Check(t, func(t *rapid.T) {
				if rapid.Bool().Draw(t, "enter") {
					one.Enter()
				}
				for range rapid.IntRange(0, 40).Draw(t, "writes") {
					at := rapid.IntRange(0, len(want)-1).Draw(t, "at")
					n := min(rapid.SampledFrom([]int{1, 8, 4096, 300 << 10}).Draw(t, "n"), len(want)-at)
					for k := at; k < at+n; k += 509 {
						one.Bytes()[k] ^= 0x5a
					}
				}
				if !bytes.Equal(other.Bytes(), want) {
					t.Fatal("another memory sees what was written")
				}
				if rapid.Bool().Draw(t, "shrink") {
					one.Reset()
					one.Shrink()
				}
				if !one.Reset() || !bytes.Equal(one.Bytes(), want) {
					t.Fatal("the memory is not as it was")
				}
				if kept := one.Private(); s.Method() != linear.Copy && kept > linear.Keep {
					t.Fatalf("%d bytes are kept", kept)
				}
			})
			if err := other.Close(); err != nil {
				t.Error(err)
			}
			closeAll(t, one, i)
		})
	})
}

// Private pages are kept for the next call, up to a bound.
func TestPrivate(t *testing.T) {
	methods(t, func(t testing.TB, s *linear.Space) {
		if s.Method() == linear.Copy {
			return
		}
		m, i := attached(t, s, content(40), 40*linear.PageSize)
		m.Bytes()[70000] = 1
		for range 2 {
			if m.Reset(); m.Private() == 0 || m.Private() > linear.PageSize {
				t.Errorf("%s: %d bytes are private after one was written", s.Method(), m.Private())
			}
		}
		for at := 0; at < len(m.Bytes()); at += 1 << 10 {
			m.Bytes()[at] = 1
		}
		if m.Reset(); m.Private() != 0 {
			t.Errorf("%s: %d bytes are private after all were written", s.Method(), m.Private())
		}
		closeAll(t, m, i)
	})
}

func TestGrow(t *testing.T) {
	methods(t, func(t testing.TB, s *linear.Space) {
		b := content(2)
		m, i := attached(t, s, b, 4*linear.PageSize)
		if got := m.Reallocate(5 * linear.PageSize); got != nil || !m.Denied() {
			t.Errorf("%s: it grew beyond its limit: %d bytes, denied %t", s.Method(), len(got), m.Denied())
		}
		if !m.Reset() || m.Denied() {
			t.Errorf("%s: a memory that did not grow is not reset", s.Method())
		}
		got := m.Reallocate(4 * linear.PageSize)
		if len(got) != 4*linear.PageSize || !bytes.Equal(got[:len(b)], b) || !bytes.Equal(got[len(b):], make([]byte, 2*linear.PageSize)) {
			t.Errorf("%s: what grew is not the image and zeros", s.Method())
		}
		got[len(got)-1] = 1
		if m.Reset() {
			t.Errorf("%s: a memory that grew was reset", s.Method())
		}
		closeAll(t, m, i)
	})
}

func TestAttachRefuses(t *testing.T) {
	methods(t, func(t testing.TB, s *linear.Space) {
		m, i := attached(t, s, content(1), 4*linear.PageSize)
		m.Reallocate(2 * linear.PageSize)
		if err := m.Attach(i); err == nil {
			t.Errorf("%s: an image of another size was attached", s.Method())
		}
		closeAll(t, m, i)
		none, err := s.NewMemory(0)
		if err != nil {
			t.Fatal(err)
		}
		if err := none.Close(); err != nil {
			t.Error(err)
		}
	})
}

// BenchmarkReset compares the ways, for memories of a C rule and of Go ones.
func BenchmarkReset(b *testing.B) {
	for _, pages := range []int{2, 8, 64, 256} {
		for _, dirty := range []int{4, 32, 128} {
			if dirty > pages*16 {
				continue
			}
			for _, m := range []linear.Method{linear.Scan, linear.Pagemap, linear.Copy} {
				b.Run(fmt.Sprintf("%dKiB/%d/%s", pages*64, dirty, m), func(b *testing.B) {
					s, err := linear.Open(m)
					if err != nil {
						b.Skip(err)
					}
					image := content(pages)
					mem, i := attached(b, s, image, len(image))
					step := len(image) / dirty
					for b.Loop() {
						mem.Enter()
						for k := range dirty {
							mem.Bytes()[k*step] = 1
						}
						mem.Reset()
					}
					b.StopTimer()
					closeAll(b, mem, i)
					_ = s.Close()
				})
			}
		}
	}
}
