//go:build linux && !nolinear

package linear

import (
	"bytes"
	"testing"
)

// The private pages are looked for when, and only when, there may be new ones.
func TestUnchanged(t *testing.T) {
	s, err := Open(Scan)
	if err != nil {
		t.Skip(err)
	}
	if !s.tracker.counts {
		t.Skip("this machine does not count the page faults of a thread")
	}
	content := bytes.Repeat([]byte{7}, 4*PageSize)
	image, err := s.NewImage(content)
	if err != nil {
		t.Fatal(err)
	}
	m, err := s.NewMemory(uint64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	m.Reallocate(uint64(len(content)))
	if err := m.Attach(image); err != nil {
		t.Fatal(err)
	}
	page := int(s.tracker.pages)
	for _, step := range []struct {
		name  string
		enter bool
		write []int // pages
		want  bool
	}{
		{"first", true, []int{1, 9}, false},
		{"the same pages", true, []int{9, 1}, true},
		{"none", true, nil, true},
		{"not entered", false, []int{1}, false},
		{"another page", true, []int{1, 30}, false},
		{"three pages", true, []int{1, 9, 30}, true},
	} {
		got := false
		for range 20 { // the thread may have a fault of its own
			if step.enter {
				m.Enter()
			}
			for _, p := range step.write {
				m.Bytes()[p*page] = 1
			}
			got = m.region.unchanged()
			if !m.Reset() || !bytes.Equal(m.Bytes(), content) {
				t.Fatalf("%s: the memory is not as it was", step.name)
			}
			if got == step.want {
				break
			}
		}
		if got != step.want {
			t.Errorf("%s: unchanged is %t, want %t", step.name, got, step.want)
		}
	}
	m.Enter()
	m.Shrink()
	m.Bytes()[page] = 1
	if m.region.unchanged() {
		t.Error("unchanged after the pages were given back")
	}
	if err := m.Close(); err != nil {
		t.Error(err)
	}
	if err := image.Close(); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}
