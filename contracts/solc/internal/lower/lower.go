package lower

import (
	"fmt"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// Options say what the names of a module mean. Emscripten makes them short, and
// keeps the long ones in its JavaScript.
type Options struct {
	// Imports and Exports have the C name for each name of an import and export.
	// An import that is missing is an error; an export that is missing is
	// dropped.
	Imports, Exports map[string]string
}

// Module of the imports that do not come from Emscripten, and their names.
const (
	Own      = "novation"
	Tick     = "tick"     // () -> (): called now and then
	Overflow = "overflow" // () -> (): the stack in memory is full; must not return
	Read     = "read"     // (i32, i32, i32, i32, i32) -> (): the function in Result.ReadSlot
)

// Env is the module of the imports that are left of Emscripten's, under their C
// names.
const Env = "env"

// Names that a lowered module exports beside those of [Options.Exports].
const (
	Memory = "memory"
	// Stack is the global with the stack pointer, High the one with the upper
	// half of a result of 64 bits, Thrown is 1 while an exception is on its way.
	// A caller that finds it set has got an exception that nobody caught.
	Stack  = "stack"
	High   = "high"
	Thrown = "thrown"
	// CallVI and CallII call the function in the slot of their first argument,
	// of type (i32) -> () and (i32) -> (i32), with the second.
	CallVI = "call_vi"
	CallII = "call_ii"
)

// throwing are the imports that throw, under their C names.
var throwing = map[string]bool{"__cxa_throw": true, "__cxa_rethrow": true, "__resumeException": true}

// An Import is a function that a host must offer.
type Import struct {
	// Name is the C name, in the module Env.
	Name string
	// Params and Results have one byte for each value, as WebAssembly does.
	Params, Results string
}

// A Result is a lowered module.
type Result struct {
	Module []byte
	// Imports are those in the module [Env].
	Imports []Import
	// ReadSlot is where the import [Read] stands in the table.
	ReadSlot uint32
	// Globals are the exports of the module's globals that can change, beside
	// [Stack].
	Globals []string
	// Pages are the least and most pages of memory.
	Pages [2]uint32
	// returns says for each slot whether its function returns something.
	returns []bool
}

// Returns reports whether the function in a slot has a result.
func (r *Result) Returns(slot uint32) bool { return int(slot) < len(r.returns) && r.returns[slot] }

// Module rewrites a module. Its errors match [registry.ErrInvalid].
func Module(b []byte, o Options) (*Result, error) {
	m, err := parse(b)
	if err != nil {
		return nil, err
	}
	w, err := newWriter(m, o)
	if err != nil {
		return nil, err
	}
	if err := w.analyse(); err != nil {
		return nil, err
	}
	return w.write()
}

// A kind says what becomes of a function.
type kind byte

const (
	kindPlain  kind = iota // it has code
	kindHost               // the host's
	kindThrow              // the host's, and throws
	kindInvoke             // a call by the table that catches
	kindGet                // returns the global high
	kindSet                // sets it
)

// A writer makes the new module.
type writer struct {
	*module
	declared int               // types that the module has itself
	names    map[string]uint32 // functions by the C name of their export
	imports  []string          // C names of the imports
	kinds    []kind            // of all functions
	index    []uint32          // of all functions, in the new module
	invokes  []int32           // the type that an invoke import calls; -1 for one by dynCall
	dyn      []uint32          // the function that does it then
	canon    []uint32          // the first type that equals each
	threads  []bool            // functions that may throw
	byTable  []bool            // types of which a function in the table may throw
	counts   []bool            // functions that count their calls
	kept     []Import
	keptTyp  []uint32
	helper   struct{ landed, refill, tick, overflow, read, callVI, callII uint32 }
	first    uint32 // index of the first helper, in the new module
	global   struct{ thrown, high, fuel uint32 }
	limit    uint32 // the stack pointer must not go below
	extra    [][]byte
	extraT   []uint32
}

func newWriter(m *module, o Options) (*writer, error) {
	w := &writer{module: m, declared: len(m.types), names: map[string]uint32{}}
	for short, e := range m.exports {
		if name, ok := o.Exports[short]; ok && e.kind == 0 {
			if int(e.index) >= len(m.functions) {
				return nil, fmt.Errorf("export %q is function %d of %d: %w", short, e.index, len(m.functions), registry.ErrInvalid)
			}
			w.names[name] = e.index
		}
	}
	if err := w.check(); err != nil {
		return nil, err
	}
	var unknown []string
	for _, i := range m.imports {
		name, ok := o.Imports[i.name]
		if !ok {
			unknown = append(unknown, fmt.Sprintf("%q.%q", i.module, i.name))
		}
		w.imports = append(w.imports, name)
	}
	if len(unknown) > 0 {
		return nil, fmt.Errorf("the JavaScript has no function for the imports %s: %w", strings.Join(unknown, ", "), registry.ErrInvalid)
	}
	w.canonical()
	if err := w.classify(); err != nil {
		return nil, err
	}
	w.number()
	return w, nil
}

// check looks for what every module of Emscripten has.
func (w *writer) check() error {
	f, ok := w.names["setThrew"]
	switch {
	case w.nGlobals == 0:
		return fmt.Errorf("the module has no stack pointer: %w", registry.ErrInvalid)
	case w.pages[0] == 0:
		return fmt.Errorf("the module has no memory: %w", registry.ErrInvalid)
	case !ok || w.typeOf(f) != (funcType{params: "\x7f\x7f"}):
		return fmt.Errorf("the module does not export setThrew(i32, i32), which ends a catch: %w", registry.ErrInvalid)
	}
	// The stack lies between the module's variables and its heap, and is some
	// whole MiB long.
	const mib = 1 << 20
	if w.stack > w.dataEnd && w.stack-w.dataEnd >= mib {
		w.limit = w.stack - (w.stack-w.dataEnd)/mib*mib
	}
	return nil
}

// canonical finds types that are the same.
func (w *writer) canonical() {
	first := map[funcType]uint32{}
	for i, t := range w.types {
		if _, ok := first[t]; !ok {
			first[t] = uint32(i)
		}
		w.canon = append(w.canon, first[t])
	}
}

// typeIndex returns the index of a type, which it adds if need be.
func (w *writer) typeIndex(t funcType) uint32 {
	for i, u := range w.types {
		if t == u {
			return w.canon[i]
		}
	}
	w.types = append(w.types, t)
	w.canon = append(w.canon, uint32(len(w.types)-1))
	return uint32(len(w.types) - 1)
}

// classify says what becomes of each import.
func (w *writer) classify() error {
	w.kinds = make([]kind, len(w.functions))
	w.invokes = make([]int32, len(w.imports))
	w.dyn = make([]uint32, len(w.imports))
	seen := map[string]bool{}
	for i, name := range w.imports {
		if seen[name] {
			return fmt.Errorf("two imports are %s: %w", name, registry.ErrInvalid)
		}
		seen[name] = true
		t := w.typeOf(uint32(i))
		signature, invoke := strings.CutPrefix(name, "invoke_")
		switch {
		case invoke:
			w.kinds[i] = kindInvoke
			if err := w.invoke(i, signature, t); err != nil {
				return err
			}
			continue
		case name == "getTempRet0" && t == funcType{"", "\x7f"}:
			w.kinds[i] = kindGet
			continue
		case name == "setTempRet0" && t == funcType{"\x7f", ""}:
			w.kinds[i] = kindSet
			continue
		case throwing[name]:
			w.kinds[i] = kindThrow
		default:
			w.kinds[i] = kindHost
		}
		w.kept = append(w.kept, Import{Name: name, Params: t.params, Results: t.results})
		w.keptTyp = append(w.keptTyp, w.functions[i])
	}
	return nil
}

// invoke finds what an invoke import calls. JavaScript has no integers of 64
// bits: such a call goes by a function dynCall of the module, which joins them.
func (w *writer) invoke(i int, signature string, t funcType) error {
	if t.params == "" || t.params[0] != i32 {
		return fmt.Errorf("import invoke_%s has no slot to call: %w", signature, registry.ErrInvalid)
	}
	if !strings.Contains(signature, "j") {
		w.invokes[i] = int32(w.typeIndex(funcType{t.params[1:], t.results}))
		return nil
	}
	d, ok := w.names["dynCall_"+signature]
	if !ok || w.typeOf(d) != t {
		return fmt.Errorf("import invoke_%s needs the export dynCall_%s of the same type: %w", signature, signature, registry.ErrInvalid)
	}
	w.invokes[i], w.dyn[i] = -1, d
	return nil
}

// number gives every function its place: the host's, those with code, helpers.
func (w *writer) number() {
	w.index = make([]uint32, len(w.functions))
	n := uint32(len(w.kept))
	w.helper.tick, w.helper.overflow, w.helper.read = n, n+1, n+2
	n += 3
	for f := len(w.imports); f < len(w.functions); f++ {
		w.index[f] = n
		n++
	}
	w.first = n
	w.global.thrown = uint32(w.nGlobals)
	w.global.high, w.global.fuel = w.global.thrown+1, w.global.thrown+2
	w.addHelpers()
}
