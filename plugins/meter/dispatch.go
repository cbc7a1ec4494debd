package meter

import "github.com/novation-dev/novation/plugins/wasm"

// Compilers whose code knows jumps, Go's among them, make a loop of it that
// dispatches: it begins with
//
//	loop   block ... block   local.get x   br_table ...
//
// and a jump is
//
//	i32.const k   local.set x   br to the loop
//
// When the table leads to the end of a block that is still open, the jump leads
// forward. Whatever goes round and round must also jump backward, so only those
// jumps need a check. (A loop that a table names checks at its head.)

// A dispatcher finds both patterns in the instructions of a function.
type dispatcher struct {
	blocks []block // of all tables

	head int    // label of the loop whose beginning is being read; 0 means none
	of   uint32 // local that is got there, and one more

	jump  int // how much of a jump has been read
	value uint32
	set   uint32
}

// A choice is what a loop that dispatches chooses from.
type choice struct {
	of       uint32 // the local, and one more; 0 when the loop does not dispatch
	from, to int    // of dispatcher.blocks
}

// A block is one that a table names.
type block struct{ label, start int }

func (d *dispatcher) reset() { *d = dispatcher{blocks: d.blocks[:0]} }

// read looks at an instruction that is reached, before its label is pushed.
func (d *dispatcher) read(i *wasm.Instruction, s *scanner) {
	switch {
	case i.Op == wasm.OpLoop:
		d.head, d.of = len(s.labels), 0
	case d.head == 0, i.Op == wasm.OpBlock && d.of == 0:
	case i.Op == wasm.OpLocalGet && d.of == 0:
		d.of = i.A + 1
	case i.Op == wasm.OpBrTable && d.of != 0:
		d.table(s)
		d.head = 0
	default:
		d.head = 0
	}
	switch {
	case i.Op == wasm.OpI32Const:
		d.jump, d.value = 1, i.A
	case i.Op == wasm.OpLocalSet && d.jump == 1:
		d.jump, d.set = 2, i.A
	case i.Op == wasm.OpBr && d.jump == 2:
		d.jump = 3
	default:
		d.jump = 0
	}
}

func (d *dispatcher) table(s *scanner) {
	from := len(d.blocks)
	for _, n := range s.targets {
		at := len(s.labels) - 1 - int(n)
		d.blocks = append(d.blocks, block{at, s.labels[at].start})
	}
	s.labels[d.head].choice = choice{d.of, from, len(d.blocks)}
}

// forward reports whether the br that was just read is a jump to l, a loop that
// dispatches, and on to the end of a block that is still open.
func (d *dispatcher) forward(l *label, s *scanner) bool {
	if d.jump != 3 || d.set+1 != l.choice.of {
		return false
	}
	n := l.choice.to - l.choice.from
	b := d.blocks[l.choice.from+int(min(d.value, uint32(n-1)))]
	return b.label < len(s.labels) && s.labels[b.label].start == b.start
}
