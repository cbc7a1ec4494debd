package meter

// A function is small when what it and all that it calls costs, and the stack it
// takes, is little and known: it calls nothing that is not known before it runs,
// and never itself. Then nothing need be counted or checked when it begins:
// loops check themselves.

// A body is what is known of a function before it is written.
type body struct {
	span    uint32 // gas of the reachable code of the function and of all it calls, calls counted each
	height  uint32 // the largest sum of weights of frames that can be open at once
	reach   uint64 // gas on its way from one check to another: its own code, and small functions that it calls
	callees []uint32
	state   byte
}

// The states of a body.
const (
	unsettled byte = iota
	asked
	small
	large
)

// bodies scans all functions and decides which are small.
func (w *writer) bodies() []body {
	all := make([]body, len(w.m.Functions))
	for i := range all {
		f := &w.m.Functions[i]
		w.scan.scan(f, w.m.Instructions(f))
		b := body{
			span: w.scan.total, height: weight(&f.Size), callees: append([]uint32(nil), w.scan.callees...),
			reach: uint64(w.scan.total) + smallSpan*uint64(w.scan.indirect),
		}
		if w.scan.indirect > 0 || !b.little() {
			b.state = large
		}
		all[i] = b
	}
	for i := range all {
		settle(all, uint32(i))
	}
	for i := range all {
		for _, callee := range all[i].callees {
			if all[callee].state == small {
				all[i].reach += uint64(all[callee].span)
			}
		}
	}
	return all
}

// wary reports whether a function must check behind calls of small functions,
// which do not check: it can spend much in them.
func (b *body) wary() bool { return b.state == large && b.reach > wideReach }

func (b *body) little() bool { return b.span <= smallSpan && b.height <= smallHeight }

// settle decides whether a function is small, and before that about those it
// calls.
func settle(all []body, i uint32) byte {
	b := &all[i]
	if b.state != unsettled {
		return b.state // asked: it calls itself
	}
	b.state = asked
	highest := uint32(0)
	for _, callee := range b.callees {
		if settle(all, callee) != small {
			b.state = large
			return large
		}
		b.span += all[callee].span // neither is above smallSpan
		highest = max(highest, all[callee].height)
		if b.span > smallSpan {
			break
		}
	}
	b.height += highest
	b.state = large
	if b.little() {
		b.state = small
	}
	return b.state
}
