package damage_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/internal/damage"
)

func TestGuard(t *testing.T) {
	stop := errors.New("stop")
	for name, tt := range map[string]struct {
		fn   func() error
		want error
	}{
		"nothing": {func() error { return nil }, nil},
		"error":   {func() error { return stop }, stop},
		"panic":   {func() error { panic("page 3: invalid") }, registry.ErrRefused},
		"fault":   {func() error { return beyond(t) }, registry.ErrRefused},
	} {
		t.Run(name, func(t *testing.T) {
			err := func() (err error) {
				defer damage.Guard("reading", &err)()
				return tt.fn()
			}()
			if !errors.Is(err, tt.want) || (tt.want == nil) != (err == nil) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

// beyond reads behind the end of a mapped file.
func beyond(t *testing.T) error {
	f, err := os.Create(filepath.Join(t.TempDir(), "f"))
	if err != nil {
		return err
	}
	defer f.Close()
	page := os.Getpagesize()
	b, err := syscall.Mmap(int(f.Fd()), 0, page, syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return err
	}
	defer func() { _ = syscall.Munmap(b) }()
	if b[page-1] == 0 {
		return errors.New("the system lets us read there")
	}
	return nil
}
