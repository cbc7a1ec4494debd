package wasm_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry"
)

// one returns a module with one function of the given code, and one of
// everything that an index can mean: a type, an import, a local, a global, a
// memory, a table, a data segment.
func one(code ...byte) []byte {
	body := append([]byte{1, 1, 0x7f}, code...)
	return module(
		section(1, 2, 0x60, 0, 0, 0x60, 1, 0x7f, 0),
		section(2, 1, 1, 'm', 1, 'f', 0, 0),
		section(3, 1, 0),
		section(4, 1, 0x70, 0, 1),
		section(5, 1, 0, 1),
		section(6, 1, 0x7f, 1, 0x41, 0, 0x0b),
		section(7, 1, 4, 'm', 'a', 'i', 'n', 0, 1),
		section(12, 1),
		section(10, append([]byte{1, byte(len(body))}, body...)...),
		section(11, 1, 1, 1, 'x'),
	)
}

// TestInstructions gives instructions that are refused, each beside one that
// is like it and admitted.
func TestInstructions(t *testing.T) {
	tests := []struct {
		name, want string
		bad, good  []byte
	}{
		{"unknown", "not known", []byte{0x27, 0x0b}, []byte{0x01, 0x0b}},
		{"unknown behind the prefix", "not known", []byte{0xfc, 18, 0, 0x0b}, []byte{0xfc, 16, 0, 0x1a, 0x0b}},
		{"large number behind the prefix", "not known", []byte{0xfc, 0x8b, 0x02, 0, 0x0b}, []byte{0x20, 0, 0x20, 0, 0x20, 0, 0xfc, 0x8b, 0, 0, 0x0b}},
		{"SIMD", "SIMD", []byte{0xfd, 12, 0x0b}, []byte{0x0b}},
		{"atomic", "atomic", []byte{0xfe, 3, 0, 0x0b}, []byte{0x0b}},
		{"tail call", "tail calls", []byte{0x12, 0, 0x0b}, []byte{0x10, 0, 0x0b}},
		{"indirect tail call", "tail calls", []byte{0x41, 0, 0x13, 0, 0, 0x0b}, []byte{0x41, 0, 0x11, 0, 0, 0x0b}},
		{"throw", "exception", []byte{0x08, 0, 0x0b}, []byte{0x0b}},
		{"try_table", "exception", []byte{0x1f, 0x40, 0, 0x0b, 0x0b}, []byte{0x02, 0x40, 0x0b, 0x0b}},
		{"table.set", "changes a table", []byte{0x41, 0, 0xd2, 0, 0x26, 0, 0x0b}, []byte{0x41, 0, 0x25, 0, 0x1a, 0x0b}},
		{"table.grow", "changes a table", []byte{0xd2, 0, 0x41, 1, 0xfc, 15, 0, 0x1a, 0x0b}, []byte{0xfc, 16, 0, 0x1a, 0x0b}},
		{"table.fill", "changes a table", []byte{0xfc, 17, 0, 0x0b}, []byte{0x0b}},
		{"table.copy", "changes a table", []byte{0xfc, 14, 0, 0, 0x0b}, []byte{0x0b}},
		{"table.init", "changes a table", []byte{0xfc, 12, 0, 0, 0x0b}, []byte{0x0b}},
		{"elem.drop", "drops a segment", []byte{0xfc, 13, 0, 0x0b}, []byte{0x0b}},
		{"data.drop", "drops a segment", []byte{0xfc, 9, 0, 0x0b}, []byte{0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 8, 0, 0, 0x0b}},
		{"null of something", "type", []byte{0xd0, 0x6f, 0x1a, 0x0b}, []byte{0xd0, 0x70, 0x1a, 0x0b}},
		{"vector local", "its locals", nil, nil},
		{"type of a block", "type 2 does not exist", []byte{0x02, 2, 0x0b, 0x0b}, []byte{0x02, 0, 0x0b, 0x0b}},
		{"value type of a block", "type is not known", []byte{0x02, 0x7b, 0x0b, 0x0b}, []byte{0x02, 0x7f, 0x41, 0, 0x0b, 0x1a, 0x0b}},
		{"negative type of a block", "type is not sound", []byte{0x02, 0x80, 0x7f, 0x0b, 0x0b}, []byte{0x02, 0x80, 0, 0x0b, 0x0b}},
		{"function", "function 2 does not exist", []byte{0x10, 2, 0x0b}, []byte{0x10, 1, 0x0b}},
		{"reference to a function", "function 2 does not exist", []byte{0xd2, 2, 0x1a, 0x0b}, []byte{0xd2, 1, 0x1a, 0x0b}},
		{"type of a call", "type 2 does not exist", []byte{0x41, 0, 0x11, 2, 0, 0x0b}, []byte{0x41, 0, 0x11, 0, 0, 0x0b}},
		{"table of a call", "table 1 does not exist", []byte{0x41, 0, 0x11, 0, 1, 0x0b}, []byte{0x41, 0, 0x11, 0, 0, 0x0b}},
		{"table", "table 1 does not exist", []byte{0x41, 0, 0x25, 1, 0x1a, 0x0b}, []byte{0x41, 0, 0x25, 0, 0x1a, 0x0b}},
		{"local", "local 1 does not exist", []byte{0x20, 1, 0x1a, 0x0b}, []byte{0x20, 0, 0x1a, 0x0b}},
		{"local that is set", "local 1 does not exist", []byte{0x41, 0, 0x21, 1, 0x0b}, []byte{0x41, 0, 0x21, 0, 0x0b}},
		{"global", "global 1 does not exist", []byte{0x23, 1, 0x1a, 0x0b}, []byte{0x23, 0, 0x1a, 0x0b}},
		{"global that is set", "global 1 does not exist", []byte{0x41, 0, 0x24, 1, 0x0b}, []byte{0x41, 0, 0x24, 0, 0x0b}},
		{"data segment", "data segment 1 does not exist", []byte{0xfc, 8, 1, 0, 0x0b}, []byte{0x00, 0xfc, 8, 0, 0, 0x0b}},
		{"memory", "only memory 0", []byte{0x3f, 1, 0x1a, 0x0b}, []byte{0x3f, 0, 0x1a, 0x0b}},
		{"memory of an access", "alignment", []byte{0x41, 0, 0x28, 0x42, 0, 0, 0x1a, 0x0b}, []byte{0x41, 0, 0x28, 2, 0, 0x1a, 0x0b}},
		{"memory that grows", "only memory 0", []byte{0x41, 0, 0x40, 1, 0x1a, 0x0b}, []byte{0x41, 0, 0x40, 0, 0x1a, 0x0b}},
		{"memory that is filled", "only memory 0", []byte{0x00, 0xfc, 11, 1, 0x0b}, []byte{0x00, 0xfc, 11, 0, 0x0b}},
		{"memory that is copied", "only memory 0", []byte{0x00, 0xfc, 10, 0, 1, 0x0b}, []byte{0x00, 0xfc, 10, 0, 0, 0x0b}},
		{"memory that is copied to", "only memory 0", []byte{0x00, 0xfc, 10, 1, 0, 0x0b}, []byte{0x00, 0xfc, 10, 0, 0, 0x0b}},
		{"memory of a segment", "only memory 0", []byte{0x00, 0xfc, 8, 0, 1, 0x0b}, []byte{0x00, 0xfc, 8, 0, 0, 0x0b}},
		{"block that is cut short", "follows it is cut short", []byte{0x02}, []byte{0x0b}},
		{"types of select that are cut short", "follows it is cut short", []byte{0x1c, 9, 0x7f}, []byte{0x0b}},
		{"index that is too large", "too large", []byte{0x20, 0xff, 0xff, 0xff, 0xff, 0x1f, 0x0b}, []byte{0x20, 0x80, 0x80, 0x80, 0x80, 0, 0x1a, 0x0b}},
		{"alignment", "alignment", []byte{0x41, 0, 0x2d, 1, 0, 0x1a, 0x0b}, []byte{0x41, 0, 0x2d, 0, 0, 0x1a, 0x0b}},
		{"label", "label 1 does not exist", []byte{0x0c, 1, 0x0b}, []byte{0x0c, 0, 0x0b}},
		{"label in a block", "label 2 does not exist", []byte{0x02, 0x40, 0x0c, 2, 0x0b, 0x0b}, []byte{0x02, 0x40, 0x0c, 1, 0x0b, 0x0b}},
		{"conditional label", "label 1 does not exist", []byte{0x41, 0, 0x0d, 1, 0x0b}, []byte{0x41, 0, 0x0d, 0, 0x0b}},
		{"label of a table", "label 1 does not exist", []byte{0x41, 0, 0x0e, 1, 1, 0, 0x0b}, []byte{0x41, 0, 0x0e, 1, 0, 0, 0x0b}},
		{"default of a table", "label 1 does not exist", []byte{0x41, 0, 0x0e, 1, 0, 1, 0x0b}, []byte{0x41, 0, 0x0e, 1, 0, 0, 0x0b}},
		{"length of a table", "longer than", []byte{0x41, 0, 0x0e, 0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0x0b}, []byte{0x0b}},
		{"else without if", "no if", []byte{0x02, 0x40, 0x05, 0x0b, 0x0b}, []byte{0x41, 0, 0x04, 0x40, 0x05, 0x0b, 0x0b}},
		{"second else", "no if", []byte{0x41, 0, 0x04, 0x40, 0x05, 0x05, 0x0b, 0x0b}, []byte{0x0b}},
		{"else of the function", "no if", []byte{0x05, 0x0b}, []byte{0x0b}},
		{"block without end", "cut short", []byte{0x02, 0x40, 0x0b}, []byte{0x02, 0x40, 0x0b, 0x0b}},
		{"more after the end", "left over", []byte{0x0b, 0x0b}, []byte{0x0b}},
		{"constant that is cut short", "too long", []byte{0x41, 0x80, 0x80, 0x80, 0x80, 0x80, 0}, []byte{0x41, 0x80, 0x80, 0x80, 0x80, 0, 0x1a, 0x0b}},
		{"float that is cut short", "follows it is cut short", []byte{0x44, 0, 0, 0, 0, 0, 0, 0}, []byte{0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0x1a, 0x0b}},
		{"index that is cut short", "cut short", []byte{0x20, 0x80}, []byte{0x20, 0x80, 0, 0x1a, 0x0b}},
		{"type of select", "not known", []byte{0x1c, 1, 0x7b, 0x0b}, []byte{0x41, 0, 0x41, 0, 0x41, 0, 0x1c, 1, 0x7f, 0x1a, 0x0b}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bad := one(tt.bad...)
			if tt.bad == nil { // it is about the local
				bad = bytes.Replace(one(0x0b), []byte{1, 1, 0x7f, 0x0b}, []byte{1, 1, 0x7b, 0x0b}, 1)
			}
			_, err := wasm.Parse(bad)
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v: want ErrInvalid with %q", err, tt.want)
			}
			if err != nil && !strings.Contains(err.Error(), `function 1 "main", byte `) {
				t.Errorf("%v: it names neither function nor byte", err)
			}
			if _, err := wasm.Parse(one(tt.good...)); tt.good != nil && err != nil {
				t.Errorf("the twin: %v", err)
			}
		})
	}
}

// TestMemoryless refuses what needs a memory where there is none.
func TestMemoryless(t *testing.T) {
	types, function := section(1, 1, 0x60, 0, 0), section(3, 1, 0)
	for name, code := range map[string][]byte{
		"load": {0x41, 0, 0x28, 0, 0, 0x1a}, "store": {0x41, 0, 0x41, 0, 0x36, 0, 0}, "size": {0x3f, 0, 0x1a}, "grow": {0x41, 0, 0x40, 0, 0x1a},
		"fill": {0x00, 0xfc, 11, 0}, "copy": {0x00, 0xfc, 10, 0, 0}, "init": {0x00, 0xfc, 8, 0, 0},
	} {
		body := append(append([]byte{0}, code...), 0x0b)
		with := func(memory ...[]byte) []byte {
			s := append([][]byte{types, function}, memory...)
			return module(append(s, section(12, 1), section(10, append([]byte{1, byte(len(body))}, body...)...), section(11, 1, 1, 0))...)
		}
		if _, err := wasm.Parse(with()); err == nil || !strings.Contains(err.Error(), "there is no memory") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := wasm.Parse(with(section(5, 1, 0, 1))); err != nil {
			t.Errorf("%s with a memory: %v", name, err)
		}
	}
}

// TestNames names the function as the section "name" does, rather than as an
// export.
func TestNames(t *testing.T) {
	bad := append(one(0x27, 0x0b), section(0, 4, 'n', 'a', 'm', 'e', 1, 10, 2, 0, 2, 'f', '0', 1, 3, 'o', 'n', 'e')...)
	if _, err := wasm.Parse(bad); err == nil || !strings.Contains(err.Error(), `function 1 "one", byte `) {
		t.Errorf("%v", err)
	}
}

// TestConstants reads constants of 32 bits.
func TestConstants(t *testing.T) {
	for _, tt := range []struct {
		bytes []byte
		want  int32
	}{
		{[]byte{0}, 0},
		{[]byte{63}, 63},
		{[]byte{64}, -64},
		{[]byte{127}, -1},
		{[]byte{0xff, 0x00}, 127},
		{[]byte{0x80, 0x01}, 128},
		{[]byte{0x80, 0x7f}, -128},
		{[]byte{0xff, 0xff, 0xff, 0xff, 0x07}, 1<<31 - 1},
		{[]byte{0x80, 0x80, 0x80, 0x80, 0x78}, -1 << 31},
		{[]byte{0xff, 0xff, 0xff, 0xff, 0x7f}, -1},
	} {
		m, err := wasm.Parse(one(append(append([]byte{0x41}, tt.bytes...), 0x1a, 0x0b)...))
		if err != nil {
			t.Fatal(err)
		}
		var i wasm.Instruction
		c := m.Instructions(&m.Functions[0])
		if !c.Next(&i) || i.Op != wasm.OpI32Const || int32(i.A) != tt.want {
			t.Errorf("%x: %#x %d, want %d", tt.bytes, i.Op, int32(i.A), tt.want)
		}
	}
}

// TestSize measures a function.
func TestSize(t *testing.T) {
	m, err := wasm.Parse(one(
		0x20, 0, // one value on the stack
		0x02, 0x40, 0x41, 0, 0x0d, 0, 0x0b, // a block and a br_if
		0x41, 0, 0x0e, 1, 0, 0, // a table of two
		0x0b))
	if err != nil {
		t.Fatal(err)
	}
	s := m.Functions[0].Size
	if s.Locals != 1 || s.Blocks != 2 || s.Nesting != 1 || s.Targets != 2 || s.Live != 2*(1+1) {
		t.Errorf("%+v", s)
	}
	if m.Size != s {
		t.Errorf("the sum %+v is not that of its only function", m.Size)
	}
}
