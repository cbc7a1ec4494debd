package meter

import "github.com/novation-dev/novation/plugins/wasm"

// An edit is a place in a function where code goes in.
type edit struct {
	at   int // byte in the module before which it goes
	what what
	n    uint32 // gas, or a label
}

type what byte

const (
	charge what = iota // n gas
	check              // n gas, and see whether there was enough
	back               // see whether there was enough, unless the loop of edit n does
	bulk               // gas for the length on the stack, and see
	grow               // memory.grow, whose result decides the gas
	leave              // branch to label n instead of returning
	before             // a call
	after              // a call of function n, or byTable
	stop               // a trap that stands in the code
	nan32              // one NaN for all
	nan64
)

// byTable stands for the function that a table gives.
const byTable = ^uint32(0)

// A scanner finds the edits of one function.
type scanner struct {
	imports  uint32
	edits    []edit
	labels   []label
	targets  []uint32 // of a br_table
	last     int      // the edit of the running stretch
	dead     bool     // the code is never reached
	float    float    // what the instruction before gave
	total    uint32   // gas of all code that is reached
	dispatch dispatcher

	callees  []uint32 // indexes in the module's own functions
	indirect uint32   // how often it calls by a table
	temps    temps
}

// temps says which locals a function needs more of.
type temps struct{ i32, i64, depth, f32, f64 bool }

// A label is a block that is open.
type label struct {
	op     wasm.Op
	start  int    // its first byte, which no other has
	within int    // the edit of the stretch that it stands in
	edit   int    // of a loop
	leaves int    // the outermost label that is branched to from inside
	dead   bool   // the block itself is never reached
	target bool   // it is branched to
	falls  bool   // the first arm of an if falls through
	choice choice // of a loop that dispatches
}

// scan fills s with what one function needs.
func (s *scanner) scan(f *wasm.Function, c wasm.Code) {
	s.edits, s.labels = s.edits[:0], append(s.labels[:0], label{op: wasm.OpBlock})
	s.dead, s.float, s.total, s.indirect, s.temps = false, exact, 0, 0, temps{}
	s.callees = s.callees[:0]
	s.dispatch.reset()
	c.Targets = func(n uint32) { s.targets = append(s.targets, n) }
	var i wasm.Instruction
	s.stretch(f.Code)
	for c.Next(&i) {
		s.instruction(&i)
		s.targets = s.targets[:0]
	}
	s.temps.i64 = s.local()
}

// local reports whether the function keeps its gas in a local: when it takes
// from it more often than it would have to hand it on.
func (s *scanner) local() bool {
	charges, calls := 0, 0
	for _, e := range s.edits {
		switch {
		case e.what <= check && e.n > 0, e.what == bulk, e.what == grow:
			charges++
		case e.what == before:
			calls++
		}
	}
	return charges > calls+1
}

// stretch begins a stretch of code: all of it runs, or none. What it costs is
// charged here.
func (s *scanner) stretch(at int) {
	s.last = len(s.edits)
	s.edits = append(s.edits, edit{at: at})
}

func (s *scanner) instruction(i *wasm.Instruction) {
	if s.float != exact {
		s.canonical(i)
	}
	if s.dead {
		s.skip(i)
		return
	}
	s.dispatch.read(i, s)
	n, within := cost(i, s.imports), s.last
	if i.Op == wasm.OpLoop {
		s.stretch(i.End)
	}
	s.edits[s.last].n += n
	s.total += n
	switch i.Op {
	case wasm.OpBlock, wasm.OpLoop, wasm.OpIf:
		s.labels = append(s.labels, label{op: i.Op, start: i.Start, within: within, edit: s.last, leaves: len(s.labels)})
		if i.Op == wasm.OpIf {
			s.stretch(i.End)
		}
	case wasm.OpElse, wasm.OpEnd:
		s.close(i)
	case wasm.OpBr:
		if l := s.branch(i.A); l.choice.of != 0 && !s.dispatch.forward(l, s) {
			s.edits = append(s.edits, edit{at: i.Start, what: back, n: uint32(l.edit)})
		}
		s.dead = true
	case wasm.OpBrIf:
		s.branch(i.A).choice = choice{}
		s.stretch(i.End)
	case wasm.OpBrTable:
		for _, n := range s.targets {
			s.branch(n).choice = choice{}
		}
		s.dead = true
	case wasm.OpReturn:
		s.branch(uint32(len(s.labels) - 1))
		s.edits = append(s.edits, edit{at: i.Start, what: leave, n: uint32(len(s.labels) - 1)})
		s.dead = true
	case wasm.OpUnreachable:
		s.edits = append(s.edits, edit{at: i.Start, what: stop})
		s.dead = true
	case wasm.OpCall:
		if i.A >= s.imports {
			s.callees = append(s.callees, i.A-s.imports)
		}
		s.edits = append(s.edits, edit{at: i.Start, what: before}, edit{at: i.End, what: after, n: i.A})
	case wasm.OpCallIndirect:
		s.indirect++
		s.edits = append(s.edits, edit{at: i.Start, what: before}, edit{at: i.End, what: after, n: byTable})
	case wasm.OpMemoryGrow:
		s.temps.i32 = true
		s.edits = append(s.edits, edit{at: i.Start, what: grow})
	case wasm.OpMemoryCopy, wasm.OpMemoryFill, wasm.OpMemoryInit:
		s.temps.i32 = true
		s.edits = append(s.edits, edit{at: i.Start, what: bulk})
	default:
		s.float = nan(i.Op)
	}
}

// canonical puts in the NaN rule for the instruction before i, unless i makes
// it needless.
func (s *scanner) canonical(i *wasm.Instruction) {
	if !hides(i.Op) {
		w := nan64
		if s.float == maybeNaN32 {
			w = nan32
			s.temps.f32 = true
		} else {
			s.temps.f64 = true
		}
		s.edits = append(s.edits, edit{at: i.Start, what: w})
	}
	s.float = exact
}

// skip reads an instruction that is never reached.
func (s *scanner) skip(i *wasm.Instruction) {
	switch i.Op {
	case wasm.OpBlock, wasm.OpLoop, wasm.OpIf:
		s.labels = append(s.labels, label{op: i.Op, dead: true})
	case wasm.OpElse, wasm.OpEnd:
		s.close(i)
	default:
	}
}

// close ends an arm or a block, and decides whether the code behind it is
// reached and which stretch it belongs to.
func (s *scanner) close(i *wasm.Instruction) {
	l := &s.labels[len(s.labels)-1]
	if i.Op == wasm.OpElse {
		l.op, l.falls = wasm.OpElse, !s.dead
		if s.dead = l.dead; !s.dead {
			s.stretch(i.End)
		}
		return
	}
	s.labels = s.labels[:len(s.labels)-1]
	own := len(s.labels)
	if l.dead || own == 0 {
		return
	}
	around := &s.labels[own-1]
	around.leaves = min(around.leaves, l.leaves)
	switch l.op {
	case wasm.OpLoop:
		if l.target && l.choice.of == 0 {
			s.edits[l.edit].what = check
		}
		return
	case wasm.OpBlock:
		if !l.target {
			return
		}
	case wasm.OpElse:
		if s.dead && !l.falls && !l.target {
			return
		}
	default: // an if without else: its condition may be false
	}
	s.dead = false
	if l.leaves == own { // all that enters it comes to its end
		s.last = l.within
	} else {
		s.stretch(i.End)
	}
}

// branch marks the block that a label means, and returns it.
func (s *scanner) branch(n uint32) *label {
	in := &s.labels[len(s.labels)-1]
	to := len(s.labels) - 1 - int(n)
	in.leaves = min(in.leaves, to)
	s.labels[to].target = true
	return &s.labels[to]
}
