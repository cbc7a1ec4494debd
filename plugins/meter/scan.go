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
	bulk               // gas for the length on the stack, and see
	grow               // memory.grow, whose result decides the gas
	leave              // branch to label n instead of returning
	nan32              // one NaN for all
	nan64
)

// A scanner finds the edits of one function.
type scanner struct {
	imports uint32

	edits  []edit
	labels []label
	last   int    // the edit of the running stretch
	dead   bool   // the code is never reached
	float  float  // what the instruction before gave
	total  uint32 // gas of all code that is reached

	calls bool // the function may make another frame
	loop  int  // the edit of the loop that its beginning leads straight into; 0 means none
	begun bool // that beginning is over
	temps temps
}

// temps says which locals a function needs more of.
type temps struct{ i32, f32, f64 bool }

// A label is a block that is open.
type label struct {
	op     wasm.Op
	edit   int  // of a loop
	dead   bool // the block itself is never reached
	target bool // it is branched to
	falls  bool // the first arm of an if falls through
}

// scan fills s with what one function needs.
func (s *scanner) scan(f *wasm.Function, c wasm.Code) {
	s.edits, s.labels = s.edits[:0], append(s.labels[:0], label{op: wasm.OpBlock})
	s.dead, s.float, s.total, s.calls, s.loop, s.begun, s.temps = false, exact, 0, false, 0, false, temps{}
	c.Targets = s.branch
	var i wasm.Instruction
	s.stretch(f.Code)
	for c.Next(&i) {
		s.instruction(&i)
	}
}

// checked reports whether the function needs a check at its beginning. It does
// not if it is small and calls nothing, or if a check follows at once.
func (s *scanner) checked() bool {
	return (s.calls || s.total > costFree) && (s.loop == 0 || s.edits[s.loop].what != check)
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
	n := cost(i, s.imports)
	if i.Op == wasm.OpLoop {
		s.stretch(i.End)
		if !s.begun {
			s.loop = s.last
		}
	}
	s.begun = s.begun || ends(i.Op)
	s.edits[s.last].n += n
	s.total += n
	switch i.Op {
	case wasm.OpBlock:
		s.labels = append(s.labels, label{op: i.Op})
	case wasm.OpLoop:
		s.labels = append(s.labels, label{op: i.Op, edit: s.last})
	case wasm.OpIf:
		s.labels = append(s.labels, label{op: i.Op})
		s.stretch(i.End)
	case wasm.OpElse, wasm.OpEnd:
		s.close(i)
	case wasm.OpBr:
		s.branch(i.A)
		s.dead = true
	case wasm.OpBrIf:
		s.branch(i.A)
		s.stretch(i.End)
	case wasm.OpReturn:
		s.edits = append(s.edits, edit{at: i.Start, what: leave, n: uint32(len(s.labels) - 1)})
		s.dead = true
	case wasm.OpBrTable, wasm.OpUnreachable:
		s.dead = true
	case wasm.OpCall:
		s.calls = s.calls || i.A >= s.imports
	case wasm.OpCallIndirect:
		s.calls = true
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

// ends reports that an instruction ends the beginning of a function.
func ends(op wasm.Op) bool {
	return op == wasm.OpUnreachable || op >= wasm.OpLoop && op <= wasm.OpCallIndirect
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
// reached and whether a new stretch begins with it.
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
	if l.dead || len(s.labels) == 0 {
		return
	}
	switch l.op {
	case wasm.OpLoop:
		if l.target {
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
	s.stretch(i.End)
}

// branch marks the block that a label means.
func (s *scanner) branch(n uint32) {
	if !s.dead {
		s.labels[len(s.labels)-1-int(n)].target = true
	}
}
