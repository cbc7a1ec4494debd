package lower

// Steps of the countdowns, between two calls of the import tick: calls of
// functions, and turns of the loops of one call.
const (
	fuelCalls = 1 << 14
	fuelTurns = 1 << 16
)

// add adds a function of our own; its code is the locals, the instructions and
// the end.
func (w *writer) add(t funcType, code []byte) uint32 {
	w.extra = append(w.extra, append(code, opEnd))
	w.extraT = append(w.extraT, w.typeIndex(t))
	return w.first + uint32(len(w.extra)) - 1
}

// addHelpers adds the functions that stand for imports, and those that others
// call.
func (w *writer) addHelpers() {
	setThrew := w.index[w.names["setThrew"]]
	c := append([]byte{0}, opI32Const, 0, opGlobalSet)
	c = appendU32(c, w.global.thrown)
	c = append(c, opLocalGet, 0, opGlobalSet, 0, opI32Const, 1, opI32Const, 0, opCall)
	w.helper.landed = w.add(funcType{params: "\x7f"}, appendU32(c, setThrew))

	c = appendU32(append([]byte{0}, opCall), w.helper.tick)
	c = appendS64(append(c, opI32Const), fuelCalls)
	w.helper.refill = w.add(funcType{}, appendU32(append(c, opGlobalSet), w.global.fuel))

	c = append([]byte{0}, opLocalGet, 1, opLocalGet, 0, opCallIndirect)
	w.helper.callVI = w.add(funcType{params: "\x7f\x7f"}, append(appendU32(c, w.typeIndex(funcType{params: "\x7f"})), 0))
	c = append([]byte{0}, opLocalGet, 1, opLocalGet, 0, opCallIndirect)
	w.helper.callII = w.add(funcType{params: "\x7f\x7f", results: "\x7f"}, append(appendU32(c, w.typeIndex(funcType{"\x7f", "\x7f"})), 0))

	kept := uint32(0)
	for i, k := range w.kinds[:len(w.imports)] {
		t := w.typeOf(uint32(i))
		switch k {
		case kindPlain: // no import is
		case kindHost:
			w.index[i] = kept
			kept++
		case kindThrow:
			w.index[i] = w.add(t, w.thrower(t, kept))
			kept++
		case kindInvoke:
			w.index[i] = w.add(t, w.trampoline(i, t))
		case kindGet:
			w.index[i] = w.add(t, appendU32([]byte{0, opGlobalGet}, w.global.high))
		case kindSet:
			w.index[i] = w.add(t, appendU32([]byte{0, opLocalGet, 0, opGlobalSet}, w.global.high))
		}
	}
}

// thrower calls a host function that throws, and returns as one does that threw.
func (w *writer) thrower(t funcType, host uint32) []byte {
	c := []byte{0}
	for p := range len(t.params) {
		c = appendU32(append(c, opLocalGet), uint32(p))
	}
	c = appendU32(append(c, opCall), host)
	c = append(c, opI32Const, 1, opGlobalSet)
	return appendU32(c, w.global.thrown)
}

// trampoline is an invoke import.
func (w *writer) trampoline(i int, t funcType) []byte {
	saved := uint32(len(t.params))
	c := []byte{1, 1, i32, opGlobalGet, 0, opLocalSet}
	c = appendU32(c, saved)
	from := 1
	if w.invokes[i] < 0 {
		from = 0
	}
	for p := from; p < len(t.params); p++ {
		c = appendU32(append(c, opLocalGet), uint32(p))
	}
	if w.invokes[i] < 0 {
		c = appendU32(append(c, opCall), w.index[w.dyn[i]])
	} else {
		c = append(c, opLocalGet, 0, opCallIndirect)
		c = append(appendU32(c, uint32(w.invokes[i])), 0)
	}
	return w.land(c, saved)
}

// land appends the check after a call that catches.
func (w *writer) land(c []byte, saved uint32) []byte {
	c = appendU32(append(c, opGlobalGet), w.global.thrown)
	c = appendU32(append(c, opIf, blockVoid, opLocalGet), saved)
	c = appendU32(append(c, opCall), w.helper.landed)
	return append(c, opEnd)
}
