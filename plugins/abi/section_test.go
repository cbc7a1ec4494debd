package abi_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

var (
	empty   = []byte("\x00asm\x01\x00\x00\x00")
	section = abi.Section{Version: 1, Descriptor: registry.DigestOf([]byte("schema")), Buffer: 4096, MemoryPages: 16}
)

// padded is a module whose one section, a custom one, has a size that is not
// minimal: linkers write such sizes.
var padded = append(bytes.Clone(empty), 0, 0x85, 0x80, 0x80, 0x80, 0x00, 4, 'n', 'a', 'm', 'e')

func TestSection(t *testing.T) {
	for name, module := range map[string][]byte{"empty": empty, "padded": padded} {
		t.Run(name, func(t *testing.T) {
			with, err := abi.AppendSection(module, section)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.HasPrefix(with, module) {
				t.Error("the rest of the module has changed")
			}
			got, err := abi.ReadSection(with)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(section, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			again, err := abi.AppendSection(with, section)
			if err != nil || !bytes.Equal(again, with) {
				t.Errorf("a second time gives other bytes, %v", err)
			}
			if _, err := abi.ReadSection(module); !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("without the section: %v, want ErrInvalid", err)
			}
			if _, err := abi.ReadSection(append(bytes.Clone(with), with[len(module):]...)); !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("with the section twice: %v, want ErrInvalid", err)
			}
		})
	}
	if _, err := abi.AppendSection(empty, abi.Section{}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("an empty section was written: %v", err)
	}
}

func TestReadSectionOfTruncated(t *testing.T) {
	with, err := abi.AppendSection(padded, section)
	if err != nil {
		t.Fatal(err)
	}
	for n := range with {
		if _, err := abi.ReadSection(with[:n]); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("first %d bytes: %v, want ErrInvalid", n, err)
		}
	}
}

func FuzzReadSection(f *testing.F) {
	with, err := abi.AppendSection(padded, section)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(with)
	f.Add(padded)
	f.Fuzz(func(t *testing.T, module []byte) {
		s, err := abi.ReadSection(module)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Fatalf("%v is not ErrInvalid", err)
			}
			return
		}
		again, err := abi.AppendSection(module, s)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := abi.ReadSection(again); err != nil || got != s {
			t.Fatalf("read %+v, %v after writing %+v", got, err, s)
		}
	})
}
