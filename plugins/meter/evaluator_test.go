package meter_test

// An evaluator runs a program of few instructions and adds up what METER.md
// says that each costs. It shares no code with the meter: a call that comes to
// an end has used the sum of what was executed.
type evaluator struct {
	asm   asm
	pages uint32
	gas   int64
	stack []uint32
}

// A frame is a function at work.
type frame struct {
	code   []byte
	locals []uint32
	ends   map[int]int // from a block, and from its else, to behind its end
	elses  map[int]int // from an if to behind its else
}

func (e *evaluator) pop() uint32 {
	v := e.stack[len(e.stack)-1]
	e.stack = e.stack[:len(e.stack)-1]
	return v
}

func (e *evaluator) push(v uint32) { e.stack = append(e.stack, v) }

func truth(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// call runs function n of the module; its imports are not called.
func (e *evaluator) call(n int) {
	f := e.asm.funcs[n]
	t := e.asm.types[f.typ]
	fr := &frame{code: append(append([]byte(nil), f.code...), 0x0b), locals: make([]uint32, len(t[0])+len(f.locals))}
	copy(fr.locals, e.stack[len(e.stack)-len(t[0]):])
	e.stack = e.stack[:len(e.stack)-len(t[0])]
	fr.match()
	e.run(fr, 0)
}

// at reads a small unsigned number.
func (f *frame) number(pos int) (int, int) {
	n, shift := 0, 0
	for {
		b := f.code[pos]
		pos++
		n |= int(b&0x7f) << shift
		if shift += 7; b < 0x80 {
			return n, pos
		}
	}
}

// signed reads a constant.
func (f *frame) signed(pos int) (uint32, int) {
	n, next := f.number(pos)
	if bits := 7 * (next - pos); f.code[next-1]&0x40 != 0 && bits < 32 {
		n |= -1 << bits
	}
	return uint32(n), next
}

// after returns where the next instruction begins.
func (f *frame) after(pos int) int {
	switch op := f.code[pos]; op {
	case 0x02, 0x03, 0x04, 0x40:
		return pos + 2
	case 0x0c, 0x0d, 0x10, 0x20, 0x21, 0x22, 0x41:
		_, next := f.number(pos + 1)
		return next
	case 0x0e:
		n, next := f.number(pos + 1)
		for range n + 1 {
			_, next = f.number(next)
		}
		return next
	case 0xfc:
		return pos + 3
	default:
		return pos + 1
	}
}

// match finds the ends of the blocks.
func (f *frame) match() {
	f.ends, f.elses = map[int]int{}, map[int]int{}
	var open []int
	for pos := 0; pos < len(f.code); pos = f.after(pos) {
		switch f.code[pos] {
		case 0x02, 0x03, 0x04:
			open = append(open, pos)
		case 0x05:
			f.elses[open[len(open)-1]] = pos + 1
		case 0x0b:
			if len(open) > 0 {
				f.ends[open[len(open)-1]] = pos + 1
				open = open[:len(open)-1]
			}
		}
	}
}

// run executes from pos to the end of the block that pos stands in, and returns
// how many blocks are left by it: 0 means that it came to its end, 1000 that the
// function returns.
func (e *evaluator) run(f *frame, pos int) int {
	for {
		op := f.code[pos]
		e.gas += e.price(f, pos)
		next := f.after(pos)
		switch op {
		case 0x0b, 0x05:
			return 0
		case 0x02, 0x04:
			if op == 0x02 || e.pop() != 0 {
				if out := e.run(f, pos+2); out > 1 {
					return out - 1
				}
			} else if other := f.elses[pos]; other > 0 {
				if out := e.run(f, other); out > 1 {
					return out - 1
				}
			}
			next = f.ends[pos]
		case 0x03:
			out := e.run(f, pos+2)
			for ; out == 1; out = e.run(f, pos+2) {
				e.gas += e.price(f, pos)
			}
			if out > 1 {
				return out - 1
			}
			next = f.ends[pos]
		case 0x0c:
			n, _ := f.number(pos + 1)
			return n + 1
		case 0x0d:
			if n, _ := f.number(pos + 1); e.pop() != 0 {
				return n + 1
			}
		case 0x0e:
			n, at := f.number(pos + 1)
			i, target := int(e.pop()), 0
			for range min(i, n) + 1 {
				target, at = f.number(at)
			}
			return target + 1
		case 0x0f:
			return 1000
		case 0x10:
			n, _ := f.number(pos + 1)
			e.call(n)
		default:
			e.plain(f, pos)
		}
		pos = next
	}
}

// plain executes an instruction that does not branch.
func (e *evaluator) plain(f *frame, pos int) {
	n, _ := f.number(pos + 1)
	switch op := f.code[pos]; op {
	case 0x01:
	case 0x1a:
		e.pop()
	case 0x20:
		e.push(f.locals[n])
	case 0x21:
		f.locals[n] = e.pop()
	case 0x22:
		f.locals[n] = e.stack[len(e.stack)-1]
	case 0x41:
		v, _ := f.signed(pos + 1)
		e.push(v)
	case 0x45:
		e.push(truth(e.pop() == 0))
	case 0x40:
		if by, was := e.pop(), e.pages; by <= uint32(e.asm.pages+3) && was+by <= uint32(e.asm.pages+3) {
			e.pages += by
			e.push(was)
			e.gas += 1000 * int64(by)
		} else {
			e.push(^uint32(0))
		}
	case 0xfc: // memory.fill
		e.gas += int64(e.pop() / 8)
		e.pop()
		e.pop()
	default:
		b, a := e.pop(), e.pop()
		e.push(map[byte]func() uint32{
			0x46: func() uint32 { return truth(a == b) },
			0x49: func() uint32 { return truth(a < b) },
			0x6a: func() uint32 { return a + b },
			0x6b: func() uint32 { return a - b },
			0x6c: func() uint32 { return a * b },
			0x6e: func() uint32 { return a / b },
			0x73: func() uint32 { return a ^ b },
		}[op]())
	}
}

// price is the table of METER.md.
func (e *evaluator) price(f *frame, pos int) int64 {
	switch f.code[pos] {
	case 0x01, 0x02, 0x05, 0x0b:
		return 0
	case 0x03:
		return 2
	case 0x0e:
		return 3
	case 0x6e:
		return 8
	case 0x10:
		return 6
	case 0x40:
		return 200
	case 0xfc:
		return 20
	default:
		return 1
	}
}
