package wasm_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry"
)

func section(id byte, content ...byte) []byte {
	return append(append([]byte{id}, binary.AppendUvarint(nil, uint64(len(content)))...), content...)
}

func module(sections ...[]byte) []byte {
	return append(wasm.Header(), bytes.Join(sections, nil)...)
}

// full has every section an engine reads counts from.
func full() []byte {
	return module(
		section(1, 2, 0x60, 1, 0x7f, 1, 0x7e, 0x60, 0, 0),
		section(2, 2, 1, 'm', 1, 'f', 0, 0, 1, 'm', 1, 'g', 3, 0x7f, 0),
		section(3, 2, 0, 1),
		section(4, 1, 0x70, 0, 2),
		section(5, 1, 1, 1, 2),
		section(6, 3, 0x7f, 1, 0x41, 0xff, 0, 0x0b, 0x7e, 0, 0x42, 1, 0x0b, 0x70, 0, 0xd0, 0x70, 0x0b),
		section(7, 2, 1, 'a', 0, 1, 3, 'm', 'e', 'm', 2, 0),
		section(9, 3, 0, 0x41, 0, 0x0b, 2, 0, 1, 1, 0, 1, 0, 5, 0x70, 1, 0xd2, 0, 0x0b),
		section(12, 1),
		section(10, 2, 6, 1, 3, 0x7f, 0x42, 0, 0x0b, 2, 0, 0x0b),
		section(11, 1, 0, 0x41, 0, 0x0b, 2, 1, 2),
		section(0, 4, 'n', 'a', 'm', 'e', 0, 2, 1, 'm', 1, 4, 1, 0, 1, 'f', 2, 6, 1, 0, 1, 0, 1, 'x'),
	)
}

func TestParse(t *testing.T) {
	m, err := wasm.Parse(full())
	if err != nil {
		t.Fatal(err)
	}
	f, ok := m.Func("a")
	if want := "(i32) -> (i64)"; !ok || f.String() != want {
		t.Errorf("type of a: %v, want %s", f, want)
	}
	if _, ok := m.Func("mem"); ok {
		t.Error("the memory is a function")
	}
	want := []wasm.Import{
		{Module: "m", Name: "f", Kind: wasm.Func, Type: wasm.FuncType{Params: []byte{wasm.I32}, Results: []byte{wasm.I64}}},
		{Module: "m", Name: "g", Kind: wasm.Global},
	}
	if d := cmp.Diff(want, m.Imports); d != "" {
		t.Errorf("imports (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]wasm.Limit{{Min: 1, Max: 2, HasMax: true}}, m.Memories); d != "" {
		t.Errorf("memories (-want +got):\n%s", d)
	}
}

// A count that the bytes cannot hold is what makes an engine reserve memory
// without end. Each of these is a few bytes long.
func TestParseRefuses(t *testing.T) {
	huge := []byte{0xff, 0xff, 0xff, 0xff, 0x0f} // 2^32-1
	with := func(id byte, before ...byte) []byte { return module(section(id, append(before, huge...)...)) }
	types := section(1, 1, 0x60, 0, 0)
	tests := []struct {
		name, want string
		module     []byte
	}{
		{"types", "announced", with(1)},
		{"parameters", "announced", with(1, 1, 0x60)},
		{"imports", "announced", with(2)},
		{"name of an import", "beyond the end", with(2, 1)},
		{"functions", "announced", with(3)},
		{"tables", "announced", with(4)},
		{"memories", "announced", with(5)},
		{"globals", "announced", with(6)},
		{"exports", "announced", with(7)},
		{"elements", "announced", with(9)},
		{"elements of a segment", "announced", module(section(4, 1, 0x70, 0, 2), section(9, append([]byte{1, 0, 0x41, 0, 0x0b}, huge...)...))},
		{"bodies", "announced", with(10)},
		{"size of a body", "at most", with(10, 1)},
		{"segments", "announced", with(11)},
		{"size of a segment", "beyond the end", with(11, 1, 1)},
		{"function names", "announced", module(section(0, append([]byte{4, 'n', 'a', 'm', 'e', 1, 5}, huge...)...))},
		{"local names", "announced", module(section(0, append([]byte{4, 'n', 'a', 'm', 'e', 2, 5}, huge...)...))},
		{"names of the locals of a function", "announced", module(section(0, append([]byte{4, 'n', 'a', 'm', 'e', 2, 7, 1, 0}, huge...)...))},
		{"table size", "tables of more", module(section(4, 1, 0x70, 0, 0x81, 0x80, 0x40))},
		{"locals", "more than 1024 locals", module(types, section(3, 1, 0), section(10, 1, 6, 1, 0x81, 8, 0x7f, 0x0b, 0))},
		{"locals that sum up", "more than 1024 locals", module(types, section(3, 1, 0), section(10, 1, 9, 2, 0x80, 8, 0x7f, 1, 0x7f, 0x0b, 0, 0))},
		{"type that does not exist", "type 1 does not exist", module(types, section(3, 1, 1))},
		{"export that does not exist", "does not exist", module(section(7, 1, 1, 'a', 0, 0))},
		{"exported memory that does not exist", "does not exist", module(section(7, 1, 1, 'a', 2, 0))},
		{"code missing", "has the code of 0", module(types, section(3, 1, 0))},
		{"code without function", "has the code of more", module(types, section(10, 1, 2, 0, 0x0b))},
		{"sections in another order", "too late", module(section(3, 0), section(1, 0))},
		{"section twice", "stands twice", module(section(1, 0), section(1, 0))},
		{"data count after the code", "too late", module(section(10, 0), section(12, 0))},
		{"unknown section", "not known", module(section(13, 0))},
		{"left-over bytes", "left over", module(section(1, 0, 0))},
		{"unknown value type", "value type", module(section(1, 1, 0x60, 1, 0x40, 0))},
		{"64-bit memory", "64-bit", module(section(5, 1, 4, 1))},
		{"custom section whose name is not UTF-8", "UTF-8", module(section(0, 1, 0xff))},
		{"name that is not UTF-8", "UTF-8", module(section(7, 1, 1, 0xff, 0, 0))},
		{"instruction that is not constant", "not constant", module(section(6, 1, 0x7f, 0, 0x10, 0, 0x0b))},
		{"number of 33 bits", "too large", module(section(3, 0xff, 0xff, 0xff, 0xff, 0x1f))},
		{"no header", "does not begin", []byte("\x00asm\x02\x00\x00\x00")},
		{"text", "does not begin", []byte("(module)")},
		{"empty", "does not begin", nil},
		{"too long", "over the limit", make([]byte, wasm.MaxModule+1)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := wasm.Parse(tt.module)
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v: want ErrInvalid with %q", err, tt.want)
			}
		})
	}
}

// The limits themselves are allowed.
func TestParseAtLimits(t *testing.T) {
	types := section(1, 1, 0x60, 0, 0)
	for name, m := range map[string][]byte{
		"locals": module(types, section(3, 1, 0), section(10, 1, 5, 1, 0x80, 8, 0x7f, 0x0b)),
		"table":  module(section(4, 1, 0x70, 0, 0x80, 0x80, 0x40)),
		"empty":  module(),
	} {
		if _, err := wasm.Parse(m); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestParseTruncated(t *testing.T) {
	whole := full()
	for n := range len(whole) - 1 {
		_, err := wasm.Parse(whole[:n])
		if err != nil && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("the first %d bytes: %v", n, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(full())
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := wasm.Parse(b)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Fatalf("%v is not ErrInvalid", err)
			}
			return
		}
		for _, e := range m.Exports {
			m.Func(e.Name)
		}
	})
}
