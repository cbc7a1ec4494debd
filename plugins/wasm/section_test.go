package wasm_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry"
)

// TestSections gives sections that are refused, each beside one that is like it
// and admitted.
func TestSections(t *testing.T) {
	types, fn := section(1, 1, 0x60, 0, 0), section(3, 1, 0)
	code := section(10, 1, 2, 0, 0x0b)
	tab, mem := section(4, 1, 0x70, 0, 1), section(5, 1, 0, 1)
	glob := func(b ...byte) []byte { return section(6, append([]byte{1}, b...)...) }
	elem := func(b ...byte) []byte { return module(types, fn, tab, section(9, append([]byte{1}, b...)...), code) }
	list := func(n int, each ...byte) []byte {
		return append([]byte{byte(n&0x7f) | 0x80, byte(n>>7&0x7f) | 0x80, byte(n >> 14)}, bytes.Repeat(each, n)...)
	}
	wide := func(params, results int) []byte {
		b := append([]byte{1, 0x60}, list(params, 0x7f)...)
		return section(1, append(b, list(results, 0x7f)...)...)
	}
	importing := func(b ...byte) []byte {
		return section(2, append([]byte{1, 1, 'm', 1, 'x'}, b...)...)
	}
	tests := []struct {
		name, want string
		bad, good  []byte
	}{
		{"form of a type", "not a function type", module(section(1, 1, 0x5f, 0, 0)), module(types)},
		{"parameters", "more than 1000", module(wide(1001, 0)), module(wide(1000, 0))},
		{"results", "more than 1000", module(wide(0, 1001)), module(wide(0, 1000))},
		{"type of a parameter", "value type 0x6f", module(section(1, 1, 0x60, 1, 0x6f, 0)), module(section(1, 1, 0x60, 1, 0x70, 0))},
		{"functions", "more than 50000 functions", module(types, importing(0, 0), section(3, list(50_000, 0)...)), nil},
		{"start", "function 1 does not exist", module(types, fn, section(8, 1), code), module(types, fn, section(8, 0), code)},
		{"kind of an import", "import of kind 4", module(importing(4, 0)), module(importing(2, 0, 1))},
		{"table of references", "a table of 0x6f", module(section(4, 1, 0x6f, 0, 1)), module(tab)},
		{"imported table of references", "a table of 0x6f", module(importing(1, 0x6f, 0, 1)), module(importing(1, 0x70, 0, 1))},
		{"table of expressions", "a table of 0x40", module(section(4, 1, 0x40, 0, 0x70, 0, 1, 0xd0, 0x70, 0x0b)), module(tab)},
		{"mutability", "neither constant nor mutable", module(glob(0x7f, 2, 0x41, 0, 0x0b)), module(glob(0x7f, 1, 0x41, 0, 0x0b))},
		{"mutable reference", "a mutable global of a reference", module(glob(0x70, 1, 0xd0, 0x70, 0x0b)), module(glob(0x70, 0, 0xd0, 0x70, 0x0b))},
		{"mutable globals", "more than 1000 mutable", module(section(6, list(1001, 0x7f, 1, 0x41, 0, 0x0b)...)), module(section(6, list(1001, 0x7f, 0, 0x41, 0, 0x0b)...))},
		{"value of a global", "global 0 does not exist", module(glob(0x7f, 0, 0x23, 0, 0x0b)), module(importing(3, 0x7f, 0), glob(0x7f, 0, 0x23, 0, 0x0b))},
		{"function of a global", "function 0 does not exist", module(glob(0x70, 0, 0xd2, 0, 0x0b)), module(types, fn, glob(0x70, 0, 0xd2, 0, 0x0b), code)},
		{"null of a global", "reference of type 0x6f", module(glob(0x70, 0, 0xd0, 0x6f, 0x0b)), module(glob(0x70, 0, 0xd0, 0x70, 0x0b))},
		{"kind of an export", "kind 4 is not known", module(section(7, 1, 1, 'x', 4, 0)), module(mem, section(7, 1, 1, 'x', 2, 0))},
		{"exported table", "table 1 does not exist", module(tab, section(7, 1, 1, 'x', 1, 1)), module(tab, section(7, 1, 1, 'x', 1, 0))},
		{"exported global", "global 0 does not exist", module(section(7, 1, 1, 'x', 3, 0)), module(glob(0x7f, 0, 0x41, 0, 0x0b), section(7, 1, 1, 'x', 3, 0))},
		{"kind of a segment", "element segment 8", elem(8), elem(0, 0x41, 0, 0x0b, 1, 0)},
		{"function of a segment", "function 1 does not exist", elem(0, 0x41, 0, 0x0b, 1, 1), elem(0, 0x41, 0, 0x0b, 1, 0)},
		{"function in an expression", "function 1 does not exist", elem(4, 0x41, 0, 0x0b, 1, 0xd2, 1, 0x0b), elem(4, 0x41, 0, 0x0b, 1, 0xd2, 0, 0x0b)},
		{"offset of a segment", "global 0 does not exist", elem(0, 0x23, 0, 0x0b, 0), elem(0, 0x41, 0, 0x0b, 0)},
		{"table of a segment", "table 1 does not exist", elem(2, 1, 0x41, 0, 0x0b, 0, 0), elem(2, 0, 0x41, 0, 0x0b, 0, 0)},
		{"elements of another kind", "elements of 0x1", elem(1, 1, 0), elem(1, 0, 0)},
		{"elements of another type", "elements of 0x6f", elem(5, 0x6f, 0), elem(5, 0x70, 0)},
		{"segment without table", "table 0 does not exist", module(section(9, 1, 0, 0x41, 0, 0x0b, 0)), module(tab, section(9, 1, 0, 0x41, 0, 0x0b, 0))},
		{"data without memory", "memory 0 does not exist", module(section(11, 1, 0, 0x41, 0, 0x0b, 0)), module(mem, section(11, 1, 0, 0x41, 0, 0x0b, 0))},
		{"data of another memory", "memory 1 does not exist", module(mem, section(11, 1, 2, 1, 0x41, 0, 0x0b, 0)), module(mem, section(11, 1, 2, 0, 0x41, 0, 0x0b, 0))},
		{"offset of data", "global 0 does not exist", module(mem, section(11, 1, 0, 0x23, 0, 0x0b, 0)), module(mem, section(11, 1, 1, 0))},
		{"kind of data", "data segment 3", module(mem, section(11, 1, 3, 0)), module(mem, section(11, 1, 1, 0))},
		{"imports", "10001 imports", module(section(2, list(10_001, 1, 'm', 1, 'x', 3, 0x7f, 0)...)), module(section(2, list(10_000, 1, 'm', 1, 'x', 3, 0x7f, 0)...))},
		{"exports", "10001 exports", module(mem, section(7, list(10_001, 0, 2, 0)...)), module(mem, section(7, list(10_000, 0, 2, 0)...))},
		{"locals", "its locals", module(types, fn, section(10, 1, 4, 1, 1, 0x7b, 0x0b)), module(types, fn, section(10, 1, 4, 1, 1, 0x70, 0x0b))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := wasm.Parse(tt.bad); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v: want ErrInvalid with %q", err, tt.want)
			}
			if tt.good == nil {
				return
			}
			if _, err := wasm.Parse(tt.good); err != nil {
				t.Errorf("the twin: %v", err)
			}
		})
	}
}

// TestMeasures checks each measure of a function.
func TestMeasures(t *testing.T) {
	body := []byte{
		0,
		0x41, 0, 0x41, 0, 0x10, 0, 0x1a, // a call: 3 values
		0x41, 0, 0x41, 0, 0x02, 0, 0x6a, 0x0b, 0x1a, // a block: 3 values, height 2
		0x02, 0x7f, 0x41, 0, 0x41, 0, 0x0d, 0, 0x0b, 0x1a, // a block: 1, height 0; a br_if: 1, height 1
		0x41, 0, 0x28, 2, 0, 0x1a, // a load
		0x41, 0, 0x04, 0x40, 0x00, 0x41, 0, 0x05, 0x0b, // an if that is left: height 0; its else: 1
		0x41, 0, 0x02, 0x40, 0x41, 0, 0x0c, 0, 0x41, 0, 0x41, 0, 0x02, 0x40, 0x0b, 0x0b, 0x1a, // a block: 1; one that is not reached: 3
		0x41, 0, 0x02, 0x40, 0x41, 0, 0x0f, 0x41, 0, 0x02, 0x40, 0x0b, 0x0b, 0x1a, // likewise: 1 and 2
		0x41, 0, 0x02, 0x40, 0x41, 0, 0x41, 0, 0x0e, 0, 0, 0x02, 0x40, 0x0b, 0x0b, 0x1a, // likewise: 1 and 1
		0x0b,
	}
	call := module(
		section(1, 2, 0x60, 2, 0x7f, 0x7f, 1, 0x7f, 0x60, 0, 0),
		section(3, 2, 0, 1), section(5, 1, 0, 1), section(6, 2, 0x7f, 1, 0x41, 0, 0x0b, 0x7f, 0, 0x41, 0, 0x0b),
		section(10, append([]byte{2, 4, 0, 0x20, 0, 0x0b, byte(len(body))}, body...)...))
	m, err := wasm.Parse(call)
	if err != nil {
		t.Fatal(err)
	}
	s := m.Functions[1].Size
	want := wasm.Size{Bytes: len(body), Blocks: 11, Nesting: 2, Values: 8, Live: 2 + 1 + 1 + 1 + 3 + 1 + 2 + 1 + 1, Reloads: 1, Known: 11, Square: 121}
	got := wasm.Size{Bytes: s.Bytes, Blocks: s.Blocks, Nesting: s.Nesting, Values: s.Values, Live: s.Live, Reloads: s.Reloads, Known: s.Known, Square: s.Square}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
