package meter_test

// A generator makes small valid modules from arbitrary bytes. Everything it
// makes ends: loops and calls use up a global, and trap when it is used up.
type generator struct {
	in   []byte
	size int // bytes written so far: what is made must not explode

	types   [][2]string
	funcs   []int // types
	f       fun
	exact   bool // every float is canonical by itself
	labels  int  // blocks that are open
	results string
}

const (
	fuelGlobal = 0 // i32
	fuel       = 300
)

var (
	generatedTypes = [][2]string{
		{"", ""},
		{"i", "i"},
		{"Ii", "I"},
		{"F", "F"},
		{"fi", "fi"},
		{"iIfF", "FI"},
		{"ii", "ii"},
	}
	generatedGlobals = "iiIfF"
)

// pick returns a number below n.
func (g *generator) pick(n int) int {
	if len(g.in) == 0 || n < 2 {
		return 0
	}
	b := int(g.in[0])
	g.in = g.in[1:]
	return b % n
}

func (g *generator) number() int64 {
	if len(g.in) < 4 {
		return int64(g.pick(256))
	}
	switch g.pick(4) {
	case 0:
		return int64(g.pick(256))
	case 1:
		return -int64(g.pick(256))
	case 2:
		return int64(int32(g.pick(256)<<24 | g.pick(256)<<8 | g.pick(256)))
	default:
		return int64(uint64(g.pick(256))<<56 | uint64(g.pick(256))<<20)
	}
}

// generate makes a module. exact makes its floats canonical without a meter.
func generate(in []byte, exact bool) asm {
	g := &generator{in: in, types: generatedTypes, exact: exact}
	for range 2 + g.pick(4) {
		g.funcs = append(g.funcs, g.pick(len(g.types)))
	}
	a := asm{types: g.types, globals: values(generatedGlobals), constant: true, pages: 1, passive: []byte("a segment of data"), imports: []int{0}}
	for i, t := range g.funcs {
		g.f = fun{typ: t, locals: "iIfFi"[:g.pick(6)]}
		g.results, g.labels = g.types[t][1], 0
		code := g.burn()
		code = append(code, g.statements(3)...)
		for _, r := range g.results {
			code = append(code, g.value(r, 3)...)
		}
		g.f.code = code
		a.funcs = append(a.funcs, g.f)
		a.table = append(a.table, 1+i)
	}
	return a
}

// burn uses up fuel.
func (g *generator) burn() []byte {
	return join(op(0x23, fuelGlobal), i32c(1), 0x6b, op(0x24, fuelGlobal), op(0x23, fuelGlobal), i32c(0), 0x48, 0x04, 0x40, 0x00, 0x0b)
}

// nested writes something inside n more blocks.
func (g *generator) nested(n int, write func() []byte) []byte {
	g.labels += n
	out := write()
	g.labels -= n
	return out
}

func (g *generator) statements(depth int) (out []byte) {
	for range g.pick(4) {
		if g.size > 4000 || len(g.in) == 0 {
			break
		}
		s := g.statement(depth)
		g.size += len(s)
		out = append(out, s...)
	}
	return out
}

func (g *generator) statement(depth int) []byte {
	inner := func() []byte { return g.statements(depth - 1) }
	kinds := 18
	if depth <= 0 {
		kinds = 6
	}
	switch g.pick(kinds) {
	case 0:
		return g.assign(depth)
	case 1:
		i := 1 + g.pick(len(generatedGlobals)-1)
		return join(g.value(rune(generatedGlobals[i]), 2), op(0x24, i))
	case 2:
		return g.store()
	case 3:
		return g.callAny(depth)
	case 4:
		return g.bulk()
	case 5:
		return join(g.value('i', 1), 0x04, 0x40, g.nested(1, g.leave), 0x0b)
	case 6:
		return join(g.value('i', 2), 0x04, 0x40, g.nested(1, inner), 0x0b)
	case 7:
		return join(g.value('i', 2), 0x04, 0x40, g.nested(1, inner), 0x05, g.nested(1, inner), 0x0b)
	case 8: // a block that may be left in its middle
		return join(0x02, 0x40, g.nested(1, func() []byte { return join(inner(), g.value('i', 1), 0x0d, 0, inner()) }), 0x0b)
	case 9: // a loop
		return join(0x03, 0x40, g.nested(1, func() []byte { return join(g.burn(), inner(), g.value('i', 2), 0x0d, 0) }), 0x0b)
	case 10: // a loop that goes on by itself
		return join(0x02, 0x40, 0x03, 0x40, g.nested(2, func() []byte {
			return join(g.burn(), inner(), g.value('i', 2), 0x0d, 1, inner(), 0x0c, 0)
		}), 0x0b, 0x0b)
	case 11: // a table
		return join(0x02, 0x40, 0x02, 0x40, 0x02, 0x40, g.nested(3, func() []byte { return join(g.value('i', 1), 0x0e, 2, 0, 1, g.pick(3)) }), 0x0b,
			g.nested(2, inner), 0x0b, g.nested(1, inner), 0x0b)
	case 12: // code that is never reached, with values out of nowhere
		return join(0x02, 0x40, 0x0c, 0, 0x6a, 0x1a, 0x1b, 0x1a, 0x03, 0x40, 0x00, 0xa0, 0x1a, 0x0c, 0, 0x0b, 0x41, 0, 0x04, 0x40, 0x00, 0x0f, 0x05, 0x10, 0, 0x0b, 0xfc, 0x0a, 0, 0, 0x0b)
	case 13: // a block with parameters and results
		return join(g.value('i', 2), g.value('i', 2), 0x02, 6, 0x6a, g.value('i', 1), g.value('i', 1), 0x0d, 0, 0x0b, 0x1a, 0x1a)
	case 14: // a loop with parameters
		return join(i32c(g.pick(20)), g.value('i', 1), 0x03, 6, g.burn(), 0x1a, i32c(1), 0x6b, op(0x22, g.local('i')), get(g.local('i')), get(g.local('i')), 0x0d, 0, 0x0b, 0x1a, 0x1a)
	case 15: // an if whose arms both leave
		return join(g.value('i', 1), 0x04, 0x40, g.nested(1, g.leave), 0x05, g.nested(1, g.leave), 0x0b)
	case 16:
		return g.dispatch(inner)
	default:
		return join(0x10, 0, 0x01) // the host, and nothing
	}
}

// dispatch writes a loop that dispatches, in the way of Go's compiler or nearly.
func (g *generator) dispatch(inner func() []byte) []byte {
	x := g.local('i')
	jump := func(label int) []byte {
		return join(i32c(g.pick(4)), set(x), g.burn(), [][]byte{i32c(g.pick(4)), set(x), {0x01}}[:g.pick(4)], 0x0c, label)
	}
	return join(i32c(0), set(x), 0x02, 0x40, 0x03, 0x40, g.burn(), 0x02, 0x40, 0x02, 0x40, get(x), 0x0e, 2, 0, 1, 3, 0x0b,
		g.nested(3, inner), g.value('i', 1), 0x04, 0x40, jump(2), 0x0b, jump(1), 0x0b,
		g.nested(2, inner), g.value('i', 1), 0x0d, 1, jump(0), 0x0b, 0x0b)
}

// leave ends the function, or a block around.
func (g *generator) leave() []byte {
	if g.pick(3) == 0 {
		return g.finish(0x0f)
	}
	if n := g.pick(g.labels + 1); n == g.labels {
		return g.finish(op(0x0c, n)...)
	}
	return []byte{0x00} // a trap; branches out of loops stand elsewhere
}

// finish puts results on the stack, and leaves.
func (g *generator) finish(how ...byte) (out []byte) {
	for _, r := range g.results {
		out = append(out, g.value(r, 1)...)
	}
	return append(out, how...)
}

// local returns a local of a type; one is added if there is none.
func (g *generator) local(t rune) int {
	all := g.types[g.f.typ][0] + g.f.locals
	var found []int
	for i, l := range all {
		if l == t {
			found = append(found, i)
		}
	}
	if len(found) == 0 {
		g.f.locals += string(t)
		return len(all)
	}
	return found[g.pick(len(found))]
}

func (g *generator) assign(depth int) []byte {
	t := rune("iIfF"[g.pick(4)])
	return join(g.value(t, min(depth, 2)+1), set(g.local(t)))
}

func (g *generator) address() []byte { return join(g.value('i', 1), i32c(0xfff), 0x71) }

func (g *generator) store() []byte {
	t := g.pick(4)
	kinds := [][]byte{{0x36, 0x3a, 0x3b}, {0x37, 0x3c, 0x3d, 0x3e}, {0x38}, {0x39}}[t]
	return join(g.address(), g.value(rune("iIfF"[t]), 2), int(kinds[g.pick(len(kinds))]), 0, g.pick(100))
}

func (g *generator) callAny(depth int) (out []byte) {
	if depth < 2 && g.pick(3) > 0 {
		return nil
	}
	i := g.pick(len(g.funcs))
	t := g.types[g.funcs[i]]
	for _, p := range t[0] {
		out = append(out, g.value(p, 1)...)
	}
	if g.pick(2) == 0 {
		out = append(out, op(0x10, 1+i)...)
	} else {
		out = join(out, g.value('i', 1), i32c(3), 0x71, 0x11, uleb(g.funcs[i]), 0)
	}
	for range t[1] {
		out = append(out, 0x1a)
	}
	return out
}

func (g *generator) bulk() []byte {
	short := join(g.value('i', 1), i32c(0xff), 0x71)
	switch g.pick(5) {
	case 0:
		return join(g.address(), g.value('i', 1), short, 0xfc, 11, 0)
	case 1:
		return join(g.address(), g.address(), short, 0xfc, 10, 0, 0)
	case 2:
		return join(g.address(), i32c(g.pick(20)), i32c(g.pick(20)), 0xfc, 8, 0, 0)
	case 3:
		return join(i32c(g.pick(3)), 0x40, 0, 0x1a)
	default:
		return join(0x3f, 0, 0x1a)
	}
}
