package solc

import (
	"github.com/novation-dev/novation/contracts/solc/internal/lower"
	"github.com/novation-dev/novation/contracts/solc/internal/soljson"
	"github.com/novation-dev/novation/registry"
)

// findCatch begins the names of the imports that look for a catch.
const findCatch = "__cxa_find_matching_catch_"

// Offsets in the header of an exception, which stands before it.
const (
	atCaught   = 12
	atRethrown = 13
	atAdjusted = 16 // Plain only
)

// exceptions is the state of C++ exceptions of an instance. What a thrown value
// is called with differs by layout: a Plain one by itself, the others by a box in
// memory with its address and the address to catch it with.
type exceptions struct {
	layout   soljson.Layout
	last     uint32
	caught   []uint32 // values, or boxes
	uncaught uint32
}

// maxCaught bounds the catches that are active at once.
const maxCaught = 1 << 20

// size is the size of a header; refs, typ and destructor are offsets in it.
func (e *exceptions) size() uint32 {
	if e.layout == soljson.Plain {
		return 24
	}
	return 16
}

func (e *exceptions) refs() uint32 {
	if e.layout == soljson.Boxed {
		return 4
	}
	return 0
}

func (e *exceptions) typ() uint32 {
	if e.layout == soljson.Boxed {
		return 8
	}
	return 4
}

func (e *exceptions) destructor() uint32 {
	if e.layout == soljson.Boxed {
		return 0
	}
	return 8
}

func allocateException(i *instance, stack []uint64) {
	stack[0] = uint64(uint32(i.invoke("malloc", uint64(uint32(stack[0])+i.size()))) + i.size())
}

func freeException(i *instance, stack []uint64) { i.free(uint32(stack[0])) }

func (i *instance) free(value uint32) { i.invoke("free", uint64(value-i.size())) }

// throw is (value, type, destructor).
func throw(i *instance, stack []uint64) {
	value := uint32(stack[0])
	h := value - i.size()
	if i.layout == soljson.Plain {
		i.store(h+atAdjusted, 0)
	}
	i.store(h+i.typ(), uint32(stack[1]))
	i.store(h+i.destructor(), uint32(stack[2]))
	i.store(h+i.refs(), 0)
	*i.byte(h + atCaught), *i.byte(h + atRethrown) = 0, 0
	i.last = value
	i.uncaught++
}

// value returns the value that a box, or the value itself, stands for.
func (i *instance) value(caught uint32) uint32 {
	if i.layout == soljson.Plain {
		return caught
	}
	return i.load(caught)
}

func beginCatch(i *instance, stack []uint64) {
	caught := uint32(stack[0])
	value := i.value(caught)
	h := value - i.size()
	if c := i.byte(h + atCaught); *c == 0 {
		*c = 1
		i.uncaught--
	}
	*i.byte(h + atRethrown) = 0
	if len(i.caught) == maxCaught {
		stop("%d exceptions are caught at once: %w", maxCaught, registry.ErrInvalid)
	}
	i.caught = append(i.caught, caught)
	i.store(h+i.refs(), i.load(h+i.refs())+1)
	stack[0] = uint64(i.pointer(caught, value))
}

// pointer returns what a handler gets.
func (i *instance) pointer(caught, value uint32) uint32 {
	if i.invoke("__cxa_is_pointer_type", uint64(i.load(value-i.size()+i.typ()))) != 0 {
		return i.load(value)
	}
	adjusted := i.load(i.adjusted(caught))
	if adjusted == 0 {
		return value
	}
	return adjusted
}

// adjusted is where the address to catch a value with stands.
func (i *instance) adjusted(caught uint32) uint32 {
	if i.layout == soljson.Plain {
		return caught - i.size() + atAdjusted
	}
	return caught + 4
}

func endCatch(i *instance, _ []uint64) {
	i.invoke("setThrew", 0, 0)
	caught := i.popCaught()
	value := i.value(caught)
	h := value - i.size()
	refs := i.load(h + i.refs())
	i.store(h+i.refs(), refs-1)
	if refs == 1 && *i.byte(h + atRethrown) == 0 {
		if d := i.load(h + i.destructor()); d != 0 {
			i.destroy(d, value)
		}
		i.free(value)
	}
	i.freeBox(caught)
	i.last = 0
}

// destroy calls a destructor, which may use exceptions itself.
func (i *instance) destroy(slot, value uint32) {
	name := lower.CallVI
	if i.compiler.host.returns(slot) {
		name = lower.CallII
	}
	delete(i.exports, name) // one that runs cannot be called again
	i.invoke(name, uint64(slot), uint64(value))
}

func (i *instance) popCaught() uint32 {
	n := len(i.caught) - 1
	if n < 0 {
		stop("it ended a catch that did not begin: %w", registry.ErrInvalid)
	}
	caught := i.caught[n]
	i.caught = i.caught[:n]
	return caught
}

func (i *instance) freeBox(caught uint32) {
	if i.layout != soljson.Plain {
		i.invoke("free", uint64(caught))
	}
}

func rethrow(i *instance, _ []uint64) {
	caught := i.popCaught()
	value := i.value(caught)
	h := value - i.size()
	if r := i.byte(h + atRethrown); *r == 0 {
		i.caught = append(i.caught, caught)
		*r = 1
		*i.byte(h + atCaught) = 0
		i.uncaught++
	} else {
		i.freeBox(caught)
	}
	i.last = value
}

func resume(i *instance, stack []uint64) {
	caught := uint32(stack[0])
	value := i.value(caught)
	if i.last == 0 {
		i.last = value
	}
	i.freeBox(caught)
}

func uncaughtExceptions(i *instance, stack []uint64) { stack[0] = uint64(i.uncaught) }
