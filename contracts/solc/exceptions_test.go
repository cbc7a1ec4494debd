package solc_test

import (
	"testing"

	"github.com/novation-dev/novation/contracts/solc"
	. "github.com/novation-dev/novation/contracts/solc/internal/solctest"
)

// thrower returns a module that throws and catches, whose compilation writes into
// the input: the byte thrown, what the destructor left, whether the stack pointer
// is as before, and whether a function went on after its callee threw.
//
// call makes a call that throws, to be caught, given the module.
func thrower(call func(m Module) []byte) Module {
	imports := Imports("invoke_vi vii", "invoke_viii viiii", "invoke_vij viiii",
		"__cxa_throw viii", "__cxa_allocate_exception ii", "__cxa_find_matching_catch_3 ii",
		"getTempRet0 i", "setTempRet0 vi", "__cxa_begin_catch ii", "__cxa_end_catch v",
		"__resumeException vi", "__cxa_rethrow v", "__cxa_uncaught_exceptions i", "invoke_v vi")
	const throw, allocate, find, high, begin, end, resume, rethrow, uncaught = 3, 4, 5, 6, 8, 9, 10, 11, 12
	const typ, at = 7, CounterAt
	first := First(imports)
	mark := func(offset, c int32) []byte { return Code(Const(at+offset), Const(c), Store8) }
	same := func(a []byte, b int32) []byte { return Code(a, Const(b), []byte{0x47}, If, Unreachable, End) }
	catch := func(typ int32) []byte { // leaves the value
		return Code(Const(typ), Call(find), Set(3), same(Code(Call(high)), typ), same(Call(uncaught), 1), Get(3), Call(begin))
	}
	m := Compiler(imports, nil,
		// 0: throws 'X', with some stack in use.
		Func{Type: "vi", Locals: 1, Code: Code(
			GlobalGet(0), Const(64), Sub, GlobalSet(0),
			Const(8), Call(allocate), Set(1), Get(1), Get(0), Store,
			Get(1), Const(typ), Const(2), Call(throw), Unreachable)},
		// 1: a destructor that returns something.
		Func{Type: "ii", Code: Code(mark(1, 'D'), Get(0))},
		// 2: calls 0, and must not go on.
		Func{Type: "vi", Code: Code(Get(0), Call(first), mark(3, 'b'))},
		// 3: the same by the table, in a loop, with a result.
		Func{Type: "vi", Code: Code(Loop, Get(0), Const(1), Op(0x11, 0, 0), mark(3, 'b'), Br(0), End)},
		// 4: catches and throws again.
		Func{Type: "vi", Locals: 3, Code: Code(
			Const(1), Get(0), Call(0), catch(typ), Drop, Const(10), Call(13),
			Const(8), Call(find), Set(3), Call(end), Get(3), Call(resume), mark(3, 'b'))},
		// 5: a cleanup that goes on.
		Func{Type: "vi", Locals: 3, Code: Code(
			Const(1), Get(0), Call(0), Const(8), Call(find), Set(3), same(Call(high), typ), Get(3), Call(resume), mark(3, 'b'))},
		// 6: with 64 bits.
		Func{Type: "vij", Code: Code(Get(1), []byte{0x42, 5, 0x52}, If, Unreachable, End, Get(0), Call(first))},
		// 7: calls the slot of its first argument with the others, two of them joined.
		Func{Export: "dynCall_vij", Type: "viiii", Code: nil},
		// 8: returns a number, or would.
		Func{Type: "ii", Code: Code(Get(0), Call(first), Const('n'))},
	)
	m.Funcs[9+3].Code = Code(Loop, Get(0), Const(1), m.CallIndirect("vi"), mark(3, 'b'), Br(0), End)
	m.Funcs[9+7].Code = Code(
		Get(1), Get(2), []byte{0xad}, Get(3), []byte{0xad, 0x42, 32, 0x86, 0x84}, Get(0), m.CallIndirect("vij"))
	m.Slots = []int{first, first + 1, first + 2, first + 3, first + 4, first + 5, throw, first + 6, allocate, rethrow}
	m.Funcs[8].Code = Code(
		call(m), same(Code(Const(ThrewAt), Load), 1),
		catch(typ), Set(4), same(Call(uncaught), 0),
		Const(at), Get(4), Load, Store8,
		Call(end), same(Code(Const(ThrewAt), Load), 0),
		GlobalGet(0), Const(StackAt), []byte{0x46}, If, mark(2, 'S'), End,
		Get(0), Const(at), Load, Store, Get(0))
	return m
}

func TestExceptions(t *testing.T) {
	const invokeVI, invokeVIII, invokeVIJ, allocate = 0, 1, 2, 4
	slot := func(n int32) func(Module) []byte {
		return func(Module) []byte { return Code(Const(n), Const('X'), Call(invokeVI)) }
	}
	calls := map[string]func(Module) []byte{
		"a slot":            slot(1),
		"a slot not known":  func(Module) []byte { return Code(Const(1), Set(3), Get(3), Const('X'), Call(invokeVI)) },
		"through a caller":  slot(3),
		"through the table": slot(4),
		"thrown again":      slot(5),
		"after a cleanup":   slot(6),
		"64 bits":           func(Module) []byte { return Code(Const(8), Const('X'), Const(5), Const(0), Call(invokeVIJ)) },
		"a slot with an import": func(m Module) []byte {
			return Code(
				Const(8), Call(allocate), Set(3), Get(3), Const('X'), Store,
				Const(7), Get(3), Const(7), Const(2), Call(invokeVIII))
		},
		"an argument with blocks": func(Module) []byte {
			return Code(Const(1), []byte{0x02, 0x7f}, Const('X'), Const(1), []byte{0x0d, 0}, Drop, Const('Y'), End, Call(invokeVI))
		},
	}
	for layout, text := range map[string]string{"boxed": Boxed, "boxed pointer": BoxedPointer, "plain": Plain} {
		for name, call := range calls {
			t.Run(layout+"/"+name, func(t *testing.T) {
				t.Parallel()
				c := mustLoad(t, thrower(call).Script(text, false), solc.Config{})
				for range 2 {
					out, err := c.Compile(t.Context(), []byte("????"))
					if err != nil || string(out) != "XDS" {
						t.Fatalf("got %q, %v; want XDS", out, err)
					}
				}
			})
		}
	}
}
