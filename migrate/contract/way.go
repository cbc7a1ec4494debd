package contract

import (
	"context"
	"fmt"
	"iter"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/compat"
)

// manyWrites is up to how many slots are rewritten in place: about 40 blocks of
// 30 million gas, 8 minutes at 12 seconds, in which nobody can even read. Beyond
// it the old contract goes on to serve reads while a copy is made.
const manyWrites = 50_000

// counted is how many slots a way would write.
type counted struct {
	// created, changed and cleared are those of a rewrite in place.
	created, changed, cleared uint64
	// eager and later are those of a copy; later ones may be deferred, and are
	// those of elements of mappings.
	eager, later, elements uint64
	// read are those that are read.
	read uint64
}

func (c counted) rewrites() uint64 { return c.created + c.changed + c.cleared }

// count compares what is there with what shall be.
func count(ctx context.Context, r *reading) (n counted, err error) {
	n = counted{eager: r.eager.Len(), later: r.later.Len(), elements: r.elements, read: r.source.Len()}
	proxy := map[common.Hash]bool{}
	for _, p := range r.proxy {
		proxy[p.Slot] = true
	}
	nextA, stopA := iter.Pull2(r.eager.BySlot(ctx))
	defer stopA()
	nextB, stopB := iter.Pull2(r.later.BySlot(ctx))
	defer stopB()
	a, errA, okA := nextA()
	b, errB, okB := nextB()
	// want returns the next word of the target.
	want := func() (w slotset.Word, err error, ok bool) {
		if okA && (!okB || a.Slot.Cmp(b.Slot) < 0) {
			w, err, ok = a, errA, true
			a, errA, okA = nextA()
			return w, err, ok
		}
		if w, err, ok = b, errB, okB; ok {
			b, errB, okB = nextB()
		}
		return w, err, ok
	}
	t, err, more := want()
	for s, serr := range r.source.BySlot(ctx) {
		if serr != nil {
			return n, serr
		}
		if proxy[s.Slot] {
			continue
		}
		for ; more && err == nil && t.Slot.Cmp(s.Slot) < 0; t, err, more = want() {
			n.created++
		}
		switch {
		case err != nil:
			return n, err
		case !more || t.Slot != s.Slot:
			n.cleared++
			continue
		case t.Value != s.Value:
			n.changed++
		}
		t, err, more = want()
	}
	for ; more && err == nil; t, err, more = want() {
		n.created++
	}
	return n, err
}

// choose decides on the way.
func (w *work) choose(n counted) error {
	p := w.plan
	if p.Movable {
		return w.standsAlone(n)
	}
	if len(p.Map.Constructor) > 0 {
		return fmt.Errorf("the map has \"constructor\", which is for new contracts without a proxy; use \"initCall\": %w", registry.ErrInvalid)
	}
	if p.Proxy == registry.Beacon {
		return w.throughBeacon(n)
	}
	direct, reason := w.compatible(n)
	movable := p.Proxy == registry.Transparent || p.Proxy == registry.UUPS
	if p.Map.Way != "" {
		p.Way, p.Why = p.Map.Way, "the map says so"
		if p.Way == InPlace && !movable {
			return fmt.Errorf("the map wants to move in place, and %s is no transparent or UUPS proxy: choose %s: %w", p.Address, SteppedWay, registry.ErrInvalid)
		}
		p.Rewrite = p.Way != InPlace || !direct
		if p.Way == InPlace {
			p.Why += "; " + reason
		}
		return nil
	}
	p.Rewrite = true
	switch {
	case movable && direct:
		p.Way, p.Rewrite, p.Why = InPlace, false, reason
	case !movable:
		p.Way, p.Why = SteppedWay, "there is no proxy whose slots could be rewritten: the state is copied to a new one, and users are told its address"
	case n.rewrites() <= manyWrites:
		p.Way = InPlace
		p.Why = fmt.Sprintf("%s; the address stays, and %d slots are rewritten, which is at most %d, so that nobody can read for minutes at most", reason, n.rewrites(), manyWrites)
	case len(p.Map.Touch) > 0:
		p.Way = Deferred
		p.Why = fmt.Sprintf("%s; %d slots are too many to stop for (more than %d), and the map says which entries each function touches: "+
			"%d slots are written before the switch and %d entries when they are first touched", reason, n.rewrites(), manyWrites, n.eager, n.elements)
	default:
		p.Way = SteppedWay
		p.Why = fmt.Sprintf("%s; %d slots are too many to rewrite in place (more than %d): the old contract serves reads while a copy is written. "+
			"With \"touch\" in the map, entries could be written when they are first touched, and the switch would take seconds", reason, n.rewrites(), manyWrites)
	}
	return nil
}

// compatible reports whether the new code can take over the slots as they are.
func (w *work) compatible(n counted) (bool, string) {
	if safety, err := compat.CompareContracts(w.in.From, w.in.To, compat.Options{Only: []compat.Area{compat.AreaSafety}, Proxy: w.plan.Proxy}); err == nil {
		for _, f := range safety {
			if f.Level >= compat.Unsafe {
				w.note("the new contract is not safe behind a proxy: %s: %s", f.Where, f.What)
			}
		}
	}
	m := w.plan.Map.Map
	opt := compat.Options{Only: []compat.Area{compat.AreaStorage}}
	found, err := compat.CompareContracts(w.in.From, w.in.To, opt)
	switch {
	case err != nil:
		return false, fmt.Sprintf("the layouts could not be compared (%v)", err)
	case compat.Verdict(found, opt) != compat.Compatible:
		return false, fmt.Sprintf("the layouts are not compatible (%s)", firstUnsafe(found))
	case w.plan.Reverse || len(m.Move)+len(m.Drop)+len(m.Set)+len(m.Sum)+len(m.Compute) > 0:
		return false, "the layouts are compatible, and the map changes variables"
	case n.rewrites() > 0:
		return false, "the layouts are compatible, and slots change all the same"
	}
	return true, "the layouts are compatible: the new implementation takes over the slots as they are, in one transaction"
}

func firstUnsafe(found []compat.Finding) string {
	n, first := 0, ""
	for _, f := range found {
		if f.Level < compat.Unsafe {
			continue
		}
		if n++; n == 1 {
			first = fmt.Sprintf("%s: %s", f.Where, f.What)
		}
	}
	if n > 1 {
		return fmt.Sprintf("%s, and %d more", first, n-1)
	}
	return first
}
