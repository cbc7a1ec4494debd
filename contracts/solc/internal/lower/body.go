package lower

// A frame is a block of the function being rewritten.
type frame struct {
	height int // of the stack where it begins, in its parameters' absence
	result bool
	dead   bool // what follows is not reached
}

// A rewriter rewrites one function.
type rewriter struct {
	*writer
	r   *reader
	out []byte
	// stack has, for each value, where in out the i32.const stands that made it,
	// or -1.
	stack  []constantAt
	frames []frame
	// zero makes the results of the function, of any value.
	zero []byte
	// saved, turns and scratch are locals of ours: a stack pointer, the countdown
	// of loops, and one for a moment.
	saved, turns, scratch uint32
	ops                   [3]byte // the instructions before, the last one first
}

// A constantAt is an i32.const in the output: [start, end) is where it stands.
type constantAt struct {
	start, end int
	value      uint32
}

var unknown = constantAt{start: -1}

// rewrite appends the new body of function i to out, without its size.
func (rw *rewriter) rewrite(i int, out []byte) ([]byte, error) {
	b := rw.bodies[i]
	f := uint32(len(rw.imports) + i)
	t := rw.typeOf(f)
	rw.r, rw.out = rw.part(i), out
	rw.stack, rw.frames = rw.stack[:0], append(rw.frames[:0], frame{result: t.results != ""})
	rw.zero, rw.ops = rw.zero[:0], [3]byte{}
	for _, v := range []byte(t.results) {
		rw.zero = appendZero(rw.zero, v)
	}
	rw.saved = uint32(len(t.params) + b.locals)
	rw.turns, rw.scratch = rw.saved+1, rw.saved+2
	rw.locals(b)
	if rw.counts[f] {
		rw.burn()
	}
	var in instruction
	for rw.r.more() {
		if len(rw.frames) == 0 {
			rw.r.fail("instructions after the end of a function")
			break
		}
		if rw.r.next(&in); rw.r.err == nil {
			rw.instruction(&in)
			rw.ops = [3]byte{in.op, rw.ops[0], rw.ops[1]}
		}
	}
	if len(rw.frames) != 0 {
		rw.r.fail("a function that does not end")
	}
	return rw.out, rw.r.err
}

// locals copies the declarations of locals and adds ours.
func (rw *rewriter) locals(b body) {
	r := newReader(rw.b).part(b.start, b.code)
	groups := r.u32()
	rw.out = appendU32(rw.out, groups+1)
	rw.out = append(rw.out, rw.b[r.pos:b.code]...)
	rw.out = append(rw.out, 3, i32)
}

func appendZero(b []byte, typ byte) []byte {
	switch typ {
	case i32:
		return append(b, opI32Const, 0)
	case i64:
		return append(b, opI64Const, 0)
	case f32:
		return append(b, opF32Const, 0, 0, 0, 0)
	default:
		return append(b, opF64Const, 0, 0, 0, 0, 0, 0, 0, 0)
	}
}

func (rw *rewriter) op(op byte, n uint32) { rw.out = appendU32(append(rw.out, op), n) }

// burn counts a call down.
func (rw *rewriter) burn() {
	rw.op(opGlobalGet, rw.global.fuel)
	rw.out = append(rw.out, opI32Const, 1, opI32Sub)
	rw.op(opLocalTee, rw.scratch)
	rw.op(opGlobalSet, rw.global.fuel)
	rw.op(opLocalGet, rw.scratch)
	rw.out = append(rw.out, opI32Eqz, opIf, blockVoid)
	rw.op(opCall, rw.helper.refill)
	rw.out = append(rw.out, opEnd)
}

// turn counts a turn of a loop down.
func (rw *rewriter) turn() {
	rw.op(opLocalGet, rw.turns)
	rw.out = append(rw.out, opI32Const, 1, opI32Sub)
	rw.op(opLocalTee, rw.turns)
	rw.out = appendS64(append(rw.out, opI32Const), -fuelTurns)
	rw.out = append(rw.out, opI32LtS, opIf, blockVoid)
	rw.op(opCall, rw.helper.tick)
	rw.out = append(rw.out, opI32Const, 0)
	rw.op(opLocalSet, rw.turns)
	rw.out = append(rw.out, opEnd)
}

func (rw *rewriter) copy(in *instruction) { rw.out = append(rw.out, rw.b[in.start:in.end]...) }

// instruction rewrites one instruction, and does to the stack what it does.
func (rw *rewriter) instruction(in *instruction) {
	switch in.op {
	case opBlock, opLoop, opIf:
		if in.op == opIf {
			rw.pop()
		}
		rw.copy(in)
		rw.frames = append(rw.frames, frame{height: len(rw.stack), result: in.a != blockVoid})
		if in.op == opLoop {
			rw.turn()
		}
	case opElse:
		rw.copy(in)
		top := &rw.frames[len(rw.frames)-1]
		rw.stack, top.dead = rw.stack[:top.height], false
	case opEnd:
		rw.copy(in)
		top := rw.frames[len(rw.frames)-1]
		rw.stack, rw.frames = rw.stack[:top.height], rw.frames[:len(rw.frames)-1]
		if top.result {
			rw.push(unknown)
		}
	case opBr, opBrTable, opReturn, opUnreachable:
		rw.copy(in)
		top := &rw.frames[len(rw.frames)-1]
		rw.stack, top.dead = rw.stack[:top.height], true
	case opBrIf:
		rw.copy(in)
		rw.pop()
	case opCall:
		rw.call(in)
	case opCallIndirect:
		rw.pop()
		t := rw.types[in.a]
		rw.effect(t)
		rw.copy(in)
		if rw.byTable[rw.canon[in.a]] {
			rw.check()
		}
	case opGlobalSet:
		rw.setGlobal(in)
	case opI32Const:
		start := len(rw.out)
		rw.copy(in)
		rw.push(constantAt{start, len(rw.out), in.a})
	default:
		rw.copy(in)
		takes, leaves := in.effect()
		for ; takes > 0; takes-- {
			rw.pop()
		}
		for ; leaves > 0; leaves-- {
			rw.push(unknown)
		}
	}
}

func (rw *rewriter) push(c constantAt) { rw.stack = append(rw.stack, c) }

func (rw *rewriter) pop() constantAt {
	top := rw.frames[len(rw.frames)-1]
	n := len(rw.stack) - 1
	if n < top.height {
		if !top.dead {
			rw.r.fail("an instruction takes a value from an empty stack")
		}
		return unknown
	}
	c := rw.stack[n]
	rw.stack = rw.stack[:n]
	return c
}

// effect does to the stack what a call does; it returns the first argument.
func (rw *rewriter) effect(t funcType) constantAt {
	first := unknown
	for range len(t.params) {
		first = rw.pop()
	}
	for range len(t.results) {
		rw.push(unknown)
	}
	return first
}

// setGlobal rewrites global.set: the stack pointer must not pass the stack's
// end. At the end of a function it is given back, by an addition.
func (rw *rewriter) setGlobal(in *instruction) {
	rw.pop()
	if in.a != 0 || rw.limit == 0 || rw.ops == [3]byte{opI32Add, opI32Const, opLocalGet} {
		rw.copy(in)
		return
	}
	rw.op(opLocalTee, rw.scratch)
	rw.copy(in)
	rw.op(opLocalGet, rw.scratch)
	rw.out = appendS64(append(rw.out, opI32Const), int64(int32(rw.limit)))
	rw.out = append(rw.out, opI32LtU, opIf, blockVoid)
	rw.op(opCall, rw.helper.overflow)
	rw.out = append(rw.out, opEnd)
}
