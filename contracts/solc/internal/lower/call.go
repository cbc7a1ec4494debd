package lower

// call rewrites a call.
func (rw *rewriter) call(in *instruction) {
	f := in.a
	first := rw.effect(rw.typeOf(f))
	switch rw.kinds[f] {
	case kindGet:
		rw.op(opGlobalGet, rw.global.high)
	case kindSet:
		rw.op(opGlobalSet, rw.global.high)
	case kindInvoke:
		rw.invoked(f, first)
	default:
		rw.op(opCall, rw.index[f])
		if rw.threads[f] {
			rw.check()
		}
	}
}

// invoked rewrites a call of an invoke import. If its slot is known, the
// constant goes, and the function in the slot is called.
func (rw *rewriter) invoked(f uint32, slot constantAt) {
	t := rw.invokes[f]
	if t < 0 || slot.start < 0 || int(slot.value) >= len(rw.slots) {
		rw.op(opCall, rw.index[f])
		return
	}
	callee := rw.slots[slot.value]
	if callee < 0 || rw.canon[rw.functions[callee]] != rw.canon[t] {
		rw.op(opCall, rw.index[f])
		return
	}
	for i := slot.start; i < slot.end; i++ {
		rw.out[i] = opNop
	}
	if !rw.threads[callee] {
		rw.op(opCall, rw.index[callee])
		return
	}
	rw.op(opGlobalGet, 0)
	rw.op(opLocalSet, rw.saved)
	rw.op(opCall, rw.index[callee])
	rw.out = rw.land(rw.out, rw.saved)
}

// check returns if the call before threw. At the end of a function that happens
// by itself.
func (rw *rewriter) check() {
	if p := rw.r.pos; p < rw.r.end && (rw.r.b[p] == opReturn || rw.r.b[p] == opEnd && len(rw.frames) == 1) {
		return
	}
	rw.op(opGlobalGet, rw.global.thrown)
	rw.out = append(rw.out, opIf, blockVoid)
	rw.out = append(rw.out, rw.zero...)
	rw.out = append(rw.out, opReturn, opEnd)
}
