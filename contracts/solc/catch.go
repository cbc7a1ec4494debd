package solc

import "github.com/novation-dev/novation/contracts/solc/internal/soljson"

// findMatchingCatch looks for the first of the types in its arguments that
// catches what was thrown last. It returns what was thrown, and the type.
func findMatchingCatch(i *instance, stack, types []uint64) {
	if i.last == 0 {
		i.found(stack, 0, 0)
		return
	}
	thrown := i.last
	typ := i.load(thrown - i.size() + i.typ())
	caught := i.box(thrown)
	if typ == 0 {
		i.found(stack, caught, 0)
		return
	}
	for _, t := range types {
		want := uint32(t)
		if want == 0 || want == typ {
			break
		}
		if i.catches(want, typ, caught) {
			i.found(stack, caught, want)
			return
		}
	}
	i.found(stack, caught, typ)
}

func (i *instance) found(stack []uint64, caught, typ uint32) {
	i.high.Set(uint64(typ))
	stack[0] = uint64(caught)
}

// box makes what a thrown value is called with.
func (i *instance) box(thrown uint32) uint32 {
	switch i.layout {
	case soljson.Plain:
		i.store(thrown-i.size()+atAdjusted, thrown)
		return thrown
	case soljson.BoxedPointer:
		b := uint32(i.invoke("malloc", 8))
		i.store(b, thrown)
		i.store(b+4, thrown)
		return b
	default:
		b := uint32(i.invoke("malloc", 8))
		i.store(b, thrown)
		i.store(b+4, 0)
		return b
	}
}

// catches reports whether a handler of type want catches a value of type typ, and
// stores the address with which it does.
func (i *instance) catches(want, typ, caught uint32) bool {
	at := i.adjusted(caught)
	before := i.load(at)
	i.store(at, i.value(caught))
	if i.invoke("__cxa_can_catch", uint64(want), uint64(typ), uint64(at)) != 0 {
		if i.layout == soljson.Boxed && i.load(at) == i.value(caught) {
			i.store(at, 0)
		}
		return true
	}
	if i.layout == soljson.Boxed {
		i.store(at, before)
	}
	return false
}
