package wasm

import "strconv"

// A Function is a function with code.
type Function struct {
	// Index counts all functions, imports first; Type counts the types.
	Index, Type uint32
	// Start and End are the bytes of the body in the module, without its
	// length; Code is where the locals end and the instructions begin.
	Start, Code, End int
	Size             Size
}

// Instructions returns a reader of the function's instructions.
func (m *Module) Instructions(f *Function) Code {
	return Code{module: m.bytes, pos: f.Code, end: f.End}
}

// A walker judges bodies: everything but the types on the stack, which the
// engine checks.
type walker struct {
	m      *Module
	f      *Function
	code   Code
	blocks []block // that are open, the function itself first
	height int     // values on the stack
	why    string
	total  Size
}

// A block is one that is open.
type block struct {
	op      Op
	height  int // of the stack below its parameters
	params  int
	results int
}

// carried is how many values a branch to the block takes along.
func (b block) carried() int {
	if b.op == OpLoop {
		return b.params
	}
	return b.results
}

// body reads the body of a function, whose frame is known.
func (w *walker) body(f *Function) error {
	t := w.m.types[f.Type]
	w.f, w.why, w.height = f, "", 0
	w.blocks = append(w.blocks[:0], block{op: OpBlock, results: len(t.Results)})
	w.code = Code{module: w.m.bytes, pos: f.Start, end: f.End, Targets: w.branch}
	c := &w.code
	f.Size.Bytes = f.End - f.Start
	locals := uint64(0)
	for n := c.u32(); n > 0 && c.why == ""; n-- {
		if locals += uint64(c.u32()); locals > MaxLocals {
			return w.refuse(f.Start, "it has more than %d locals", MaxLocals)
		}
		c.valueTypes(1, 0)
	}
	if c.why != "" {
		return w.refuse(c.pos, "its locals: %s", c.why)
	}
	f.Code, f.Size.Locals = c.pos, len(t.Params)+int(locals)
	var i Instruction
	for len(w.blocks) > 0 {
		switch {
		case c.Next(&i):
			w.instruction(&i)
		case c.why == "":
			return w.refuse(c.pos, "its code is cut short")
		default:
			w.why = c.why
		}
		if w.why != "" {
			return w.refuse(i.Start, "instruction %s: %s", i.Op, w.why)
		}
	}
	if c.pos != c.end {
		return w.refuse(c.pos, "%d bytes are left over after its end", c.end-c.pos)
	}
	return w.sum()
}

func (w *walker) instruction(i *Instruction) {
	w.height += i.Op.grows()
	w.judge(i)
	w.height = max(0, w.height) // it would be below only where code is never reached
}

func (w *walker) judge(i *Instruction) {
	s := &w.f.Size
	switch op := i.Op; {
	case op >= 0x20 && op <= 0x22:
		w.below(i.A, s.Locals, "local")
	case op >= 0x28 && op <= 0x3e:
		s.accesses++
		w.memory()
	case op >= 0x41 && op <= 0xc4: // constants and arithmetic
	case op == OpBlock || op == OpLoop || op == OpIf:
		w.open(i)
	case op == OpElse:
		w.divide()
		last := len(w.blocks) - 1
		if b := &w.blocks[last]; last > 0 && b.op == OpIf {
			b.op, w.height = OpElse, b.height+b.params
		} else {
			w.why = "there is no if before it"
		}
	case op == OpEnd:
		b := w.blocks[len(w.blocks)-1]
		w.blocks, w.height = w.blocks[:len(w.blocks)-1], b.height+b.results
	case op == OpBr:
		w.branch(i.A)
		w.dead()
	case op == OpBrIf:
		w.divide()
		w.branch(i.A)
	case op == OpBrTable:
		s.Targets += int(i.A) + 1
		w.dead()
	case op == OpReturn || op == OpUnreachable:
		w.dead()
	case op == OpCall:
		if w.below(i.A, len(w.m.functions), "function") {
			w.call(w.m.functions[i.A])
		}
	case op == OpCallIndirect:
		if w.below(i.A, len(w.m.types), "type") && w.below(i.B, w.m.tables, "table") {
			w.call(i.A)
		}
	case op == 0xd2:
		w.below(i.A, len(w.m.functions), "function")
	case op == 0x23 || op == 0x24:
		w.below(i.A, len(w.m.Globals), "global")
	case op == 0x25 || op == 0xfc10:
		w.below(i.A, w.m.tables, "table")
	case op == OpMemorySize || op == OpMemoryGrow || op == OpMemoryCopy || op == OpMemoryFill:
		s.calls++
		w.memory()
	case op == OpMemoryInit:
		s.calls++
		w.memory()
		w.below(i.A, int(w.m.dataCount), "data segment")
	}
}

// open enters a block.
func (w *walker) open(i *Instruction) {
	w.divide()
	b := block{op: i.Op}
	switch {
	case i.A == valueBlock:
		b.results = 1
	case i.A < valueBlock && w.below(i.A, len(w.m.types), "type"):
		t := w.m.types[i.A]
		b.params, b.results = len(t.Params), len(t.Results)
	}
	b.height = max(0, w.height-b.params)
	w.blocks = append(w.blocks, b)
	s := &w.f.Size
	s.Values += b.params + b.results
	s.Nesting = max(s.Nesting, len(w.blocks)-1)
}

// divide counts a block of the compiler's.
func (w *walker) divide() {
	s := &w.f.Size
	s.Blocks++
	s.Live += s.Locals + max(0, w.height)
}

// branch judges a branch to a label.
func (w *walker) branch(label uint32) {
	if w.below(label, len(w.blocks), "label") {
		w.f.Size.Values += w.blocks[len(w.blocks)-1-int(label)].carried()
	}
}

// dead begins code that is never reached: the stack may have any height.
func (w *walker) dead() { w.height = w.blocks[len(w.blocks)-1].height }

// call counts a call of a function of type t.
func (w *walker) call(t uint32) {
	f := w.m.types[t]
	w.height += len(f.Results) - len(f.Params)
	w.f.Size.Values += len(f.Params) + len(f.Results)
	w.f.Size.calls++
}

func (w *walker) memory() {
	if len(w.m.Memories) == 0 {
		w.why = "there is no memory"
	}
}

func (w *walker) below(index uint32, n int, what string) bool {
	if uint64(index) < uint64(n) {
		return true
	}
	w.why = what + " " + strconv.FormatUint(uint64(index), 10) + " does not exist"
	return false
}

// sum completes the measures of the function, checks them and adds them up.
func (w *walker) sum() error {
	s := &w.f.Size
	s.Reloads = w.m.mutable * s.calls
	s.Known = s.accesses * s.Blocks
	s.Square = s.Blocks * s.Blocks
	if what, n, most := s.over(&functionLimits); what != "" {
		return w.refuse(w.f.Start, "it has %d %s: at most %d are allowed", n, what, most)
	}
	w.total.add(s)
	if what, n, most := w.total.over(&moduleLimits); what != "" {
		return w.refuse(w.f.Start, "with it the module has %d %s: at most %d are allowed", n, what, most)
	}
	return nil
}

// refuse names the function, and the byte at fault.
func (w *walker) refuse(at int, format string, a ...any) error {
	return w.m.refuse(w.f.Index, at, format, a...)
}
