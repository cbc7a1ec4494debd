package meter_test

import (
	"encoding/binary"
	"math"
)

// value writes code that gives a value of type t.
func (g *generator) value(t rune, depth int) []byte {
	if depth <= 0 || len(g.in) == 0 {
		return g.leaf(t)
	}
	switch g.pick(6) {
	case 0, 1:
		return g.leaf(t)
	case 2: // choose
		return join(g.value(t, depth-1), g.value(t, depth-1), g.value('i', depth-1), 0x1b)
	case 3: // if with a result
		return join(g.value('i', depth-1), 0x04, int(letters[t]), g.nested(1, func() []byte { return g.value(t, depth-1) }),
			0x05, g.nested(1, func() []byte { return g.value(t, depth-1) }), 0x0b)
	default:
		return g.compute(t, depth-1)
	}
}

func (g *generator) leaf(t rune) []byte {
	switch g.pick(3) {
	case 0:
		return g.constant(t)
	case 1:
		for i, l := range generatedGlobals {
			if l == t && i != fuelGlobal {
				return op(0x23, i)
			}
		}
	}
	return get(g.local(t))
}

func (g *generator) constant(t rune) []byte {
	n := g.number()
	switch t {
	case 'i':
		return i32c(int(int32(n)))
	case 'I':
		return i64c(int(n))
	case 'f':
		f := uint32(n)
		if x := math.Float32frombits(f); g.exact && x != x {
			f = math.Float32bits(1.5)
		}
		return binary.LittleEndian.AppendUint32([]byte{0x43}, f)
	default:
		f := uint64(n)
		if x := math.Float64frombits(f); g.exact && x != x {
			f = math.Float64bits(-2.25)
		}
		return binary.LittleEndian.AppendUint64([]byte{0x44}, f)
	}
}

// Instructions by the type they give; most have operands of the same type.
var (
	unary = map[rune][]byte{
		'i': {0x45, 0x67, 0x68, 0x69, 0xc0, 0xc1}, 'I': {0x79, 0x7a, 0x7b, 0xc2, 0xc3, 0xc4},
		'f': {0x8b, 0x8c, 0x8d, 0x8e, 0x8f, 0x90, 0x91}, 'F': {0x99, 0x9a, 0x9b, 0x9c, 0x9d, 0x9e, 0x9f},
	}
	binary2 = map[rune][]byte{
		'i': {0x46, 0x47, 0x48, 0x49, 0x4a, 0x4f, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78},
		'I': {0x7c, 0x7d, 0x7e, 0x7f, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a},
		'f': {0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98}, 'F': {0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6},
	}
	// convert says what is made from what.
	convert = map[rune][]struct {
		from rune
		op   []byte
	}{
		'i': {{'I', []byte{0xa7}}, {'I', []byte{0x50}}, {'f', []byte{0xbc}}, {'f', []byte{0xa8}}, {'F', []byte{0xab}}, {'f', []byte{0xfc, 0}}, {'F', []byte{0xfc, 3}}},
		'I': {{'i', []byte{0xac}}, {'i', []byte{0xad}}, {'F', []byte{0xbd}}, {'f', []byte{0xae}}, {'F', []byte{0xb1}}, {'f', []byte{0xfc, 5}}, {'F', []byte{0xfc, 6}}},
		'f': {{'i', []byte{0xb2}}, {'I', []byte{0xb5}}, {'F', []byte{0xb6}}, {'i', []byte{0xbe}}},
		'F': {{'i', []byte{0xb7}}, {'I', []byte{0xba}}, {'f', []byte{0xbb}}, {'I', []byte{0xbf}}},
	}
	loads = map[rune][]byte{
		'i': {0x28, 0x2c, 0x2d, 0x2e, 0x2f}, 'I': {0x29, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35}, 'f': {0x2a}, 'F': {0x2b},
	}
)

func (g *generator) compute(t rune, depth int) []byte {
	switch g.pick(5) {
	case 0:
		return g.plain(t, join(g.value(t, depth), int(unary[t][g.pick(len(unary[t]))])))
	case 1:
		c := convert[t][g.pick(len(convert[t]))]
		return g.plain(t, join(g.value(c.from, depth), c.op))
	case 2:
		return g.plain(t, join(g.address(), int(loads[t][g.pick(len(loads[t]))]), 0, g.pick(100)))
	case 3: // two floats compared
		if t == 'i' {
			if g.pick(2) == 0 {
				return join(g.value('f', depth), g.value('f', depth), 0x5b+g.pick(6))
			}
			return join(g.value('F', depth), g.value('F', depth), 0x61+g.pick(6))
		}
		fallthrough
	default:
		return g.plain(t, join(g.value(t, depth), g.value(t, depth), int(binary2[t][g.pick(len(binary2[t]))])))
	}
}

// plain makes a float canonical, if that is asked for.
func (g *generator) plain(t rune, code []byte) []byte {
	if !g.exact || t != 'f' && t != 'F' {
		return code
	}
	at := get(g.local(t))
	nan, differs := []byte{0x43, 0, 0, 0xc0, 0x7f}, 0x5b
	if t == 'F' {
		nan, differs = []byte{0x44, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f}, 0x61
	}
	tee := op(0x22, int(at[1]))
	return join(code, tee, nan, at, at, differs, 0x1b, tee) // nothing sees it before
}
