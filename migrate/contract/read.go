package contract

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
)

const (
	// maxUnexplained is how many unexplained slots are looked for.
	maxUnexplained = 100
	// maxRefused is how many values that cannot be carried are listed.
	maxRefused = 50
	// maxRounds bounds how often keys found in the state lead to others.
	maxRounds = 8
)

// proxySlots are the proxy's own: ERC-1967's for implementation, admin and
// beacon.
var proxySlots = []common.Hash{
	implementationSlot,
	common.HexToHash("0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103"),
	common.HexToHash("0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50"),
	// Not ERC-1967's, but those of proxies before it and of ERC-1822.
	crypto.Keccak256Hash([]byte("org.zeppelinos.proxy.implementation")),
	crypto.Keccak256Hash([]byte("org.zeppelinos.proxy.admin")),
	crypto.Keccak256Hash([]byte("PROXIABLE")),
}

// A reading is the whole state, read and converted.
type reading struct {
	g            *gathering
	source       *slotset.Set
	eager, later *slotset.Set
	proxy        []slotset.Word
	// eagerLogs and laterLogs are emitted with eager and later, and told counts
	// them by event; nil when nothing is emitted.
	eagerLogs, laterLogs *Logs
	told                 []uint64
	entries              map[string]uint64 // by source pattern
	elements             uint64            // of mappings that may be deferred, with something in them
	completeness         *chainstate.Completeness
	refused              []string
	refusedCount         uint64
}

func (r *reading) close() error {
	errs := []error{}
	for _, s := range []*slotset.Set{r.source, r.eager, r.later} {
		if s != nil {
			errs = append(errs, s.Close())
		}
	}
	return errors.Join(append(errs, r.closeLogs(), r.g.set.Close())...)
}

func (r *reading) closeLogs() error { return errors.Join(r.eagerLogs.Close(), r.laterLogs.Close()) }

// read gathers keys, reads and converts everything, and compares with the
// account's storage root. When that shows that something is missing, keys are
// looked for in what was read, as long as new ones are found. With all, values
// that cannot be carried are collected and are no error.
func (w *work) read(ctx context.Context, dir string, all bool) (_ *reading, err error) {
	keys, err := sub(dir, "keys")
	if err != nil {
		return nil, err
	}
	w.dir = keys
	defer func() { err = errors.Join(err, w.forget()) }()
	g, err := w.gather(ctx, keys)
	if err != nil {
		return nil, err
	}
	known, wide := uint64(0), !w.plan.Reverse
	for round, tier := 0, 0; ; round++ {
		r, err := w.once(ctx, g, filepath.Join(dir, "sets"), round, all)
		if err != nil {
			return nil, errors.Join(err, g.set.Close())
		}
		if round > 0 && r.source.Len() == known {
			tier++ // what was tried led nowhere
		}
		known = r.source.Len()
		grown := false
		if !r.completeness.Complete && round < maxRounds {
			if !wide {
				wide = true
				if grown, err = w.widen(ctx, g, keys); err != nil {
					return nil, errors.Join(err, r.close())
				}
			}
			for ; tier < tiers && !grown; tier++ {
				if grown, err = w.derive(ctx, g, tier, keys); err != nil {
					return nil, errors.Join(err, r.close())
				}
				if grown {
					break // the same may lead further now
				}
			}
		}
		if !grown && !r.completeness.Complete {
			r.completeness, err = w.complete(ctx, r, filepath.Join(dir, "whole"))
		}
		if err != nil {
			return nil, errors.Join(err, r.close())
		}
		if !grown {
			return r, nil
		}
		for _, s := range []*slotset.Set{r.source, r.eager, r.later} {
			if err := s.Close(); err != nil {
				return nil, err
			}
		}
		if err := r.closeLogs(); err != nil {
			return nil, err
		}
	}
}

// once reads everything with the keys that are known.
func (w *work) once(ctx context.Context, g *gathering, dir string, round int, all bool) (_ *reading, err error) {
	dir = filepath.Join(dir, strconv.Itoa(round))
	r := &reading{g: g, entries: map[string]uint64{}}
	builders := map[string]*slotset.Builder{}
	for _, name := range []string{"source", "eager", "deferred"} {
		path, err := sub(dir, name)
		if err != nil {
			return nil, err
		}
		if builders[name], err = slotset.New(path); err != nil {
			return nil, err
		}
	}
	defer func() {
		for _, b := range builders {
			err = errors.Join(err, b.Close())
		}
	}()
	defer func() {
		if err != nil {
			err = errors.Join(err, r.closeLogs())
		}
	}()
	if err := w.openLogs(r, dir); err != nil {
		return nil, err
	}
	if err := w.carry(ctx, r, builders, all); err != nil {
		return nil, err
	}
	if r.source, err = builders["source"].Set(ctx); err != nil {
		return nil, err
	}
	if r.eager, err = builders["eager"].Set(ctx); err != nil {
		return nil, errors.Join(err, r.source.Close())
	}
	if r.later, err = builders["deferred"].Set(ctx); err != nil {
		return nil, errors.Join(err, r.source.Close(), r.eager.Close())
	}
	w.progress("comparing with the storage root", 0)
	raw, done, err := w.raw(ctx, r.source, dir)
	if err == nil {
		// What it becomes may have been here before, after an abort or a revert.
		r.completeness, err = w.snap.Glance(ctx, raw, r.eager, r.later)
		done()
	}
	if err != nil {
		return nil, errors.Join(err, r.source.Close(), r.eager.Close(), r.later.Close())
	}
	return r, nil
}

// complete finds out what is missing from what was read.
func (w *work) complete(ctx context.Context, r *reading, dir string) (*chainstate.Completeness, error) {
	raw, done, err := w.raw(ctx, r.source, dir)
	if err != nil {
		return nil, err
	}
	defer done()
	return w.snap.Complete(ctx, raw, maxUnexplained, r.eager, r.later)
}

// carry reads the fields, and adds what they are and what they become.
func (w *work) carry(ctx context.Context, r *reading, to map[string]*slotset.Builder, all bool) error {
	m := *w.mapping
	if all {
		m.Accept = func(refusal *remap.Refusal) bool {
			if r.refusedCount++; len(r.refused) < maxRefused {
				r.refused = append(r.refused, refusal.Error())
			}
			return true
		}
	}
	var head common.Hash
	for f, err := range m.Carry(ctx, w.in.Computer, w.fields(ctx, r, to["source"])) {
		if err != nil {
			return err
		}
		if bookkeeping(f.Path.Pattern()) {
			continue
		}
		b, logs := to["eager"], r.eagerLogs
		if w.deferrable[f.Path.Pattern()] {
			if f.Head != head {
				head = f.Head
				r.elements++
			}
			if w.deferring() {
				b, logs = to["deferred"], r.laterLogs
			}
		}
		if err := w.tell(f, r, logs); err != nil {
			return err
		}
		if err := w.written(f.Path, b == to["eager"]); err != nil {
			return err
		}
		for _, p := range f.Parts {
			if err := b.Part(p); err != nil {
				return fmt.Errorf("writing %s: %w", f.Path, err)
			}
		}
	}
	if err := w.restore(ctx, to["eager"]); err != nil {
		return err
	}
	var err error
	r.proxy, err = w.proxyWords(ctx)
	for _, word := range r.proxy {
		if err == nil {
			err = to["source"].Word(word)
		}
	}
	return err
}

// openLogs begins the events, when there are any.
func (w *work) openLogs(r *reading, dir string) (err error) {
	if len(w.emits) == 0 || w.plan.Way == InPlace {
		return nil
	}
	r.told = make([]uint64, len(w.plan.Map.Events))
	if r.eagerLogs, err = newLogs(dir); err == nil {
		r.laterLogs, err = newLogs(dir)
	}
	return err
}

// tell adds the events of a value.
func (w *work) tell(f remap.Carried, r *reading, to *Logs) error {
	if to == nil || len(f.Parts) == 0 || f.Value.IsZero() {
		return nil
	}
	for _, e := range w.emits[f.Path.Pattern()] {
		r.told[e.number]++
		if err := to.add(f.Head, e.number, e.log(f.Field)); err != nil {
			return fmt.Errorf("the event of %s: %w", f.Path, err)
		}
	}
	return nil
}

// written tells the keys of a target field to who asked for them.
func (w *work) written(p statetree.Path, eager bool) error {
	if w.in.Written == nil || !eager {
		return nil
	}
	keys := p.Keys()
	if len(keys) == 0 {
		return nil
	}
	return w.in.Written.Add(p.Pattern(), keys)
}

// deferring reports whether elements are kept apart: while the way is not chosen
// and when it is chosen so.
func (w *work) deferring() bool { return w.plan.Way == Deferred || w.plan.Way == "" }

// progressEvery is how many fields are read between two reports.
const progressEvery = 10_000

// fields reads the source, and notes what goes by.
func (w *work) fields(ctx context.Context, r *reading, into *slotset.Builder) iter.Seq2[statetree.Field, error] {
	return func(yield func(statetree.Field, error) bool) {
		n := uint64(0)
		for f, err := range w.keyed.tree.Read(ctx, w.slots(), r.g.set) {
			if err == nil && !f.Value.IsZero() {
				if n++; n%progressEvery == 0 {
					w.progress("reading", n)
				}
				r.entries[f.Path.Pattern()]++
				err = w.noted(f, into)
			}
			if !yield(f, err) || err != nil {
				return
			}
		}
	}
}

// noted adds a field to the set of what was read.
func (w *work) noted(f statetree.Field, into *slotset.Builder) error {
	parts, err := w.keyed.tree.Put(f)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if err := into.Part(p); err != nil {
			return fmt.Errorf("noting %s: %w", f.Path, err)
		}
	}
	return nil
}

// proxyWords are the slots that belong to the proxy and hold something.
func (w *work) proxyWords(ctx context.Context) ([]slotset.Word, error) {
	if !w.proxyHas {
		return nil, nil
	}
	values, err := w.snap.Words(ctx, proxySlots)
	if err != nil {
		return nil, err
	}
	var out []slotset.Word
	for i, v := range values {
		if v != (common.Hash{}) {
			out = append(out, slotset.Word{Head: proxySlots[i], Slot: proxySlots[i], Value: v})
		}
	}
	return out, nil
}

// An Overlay is state that an account has besides its storage: entries of an
// earlier migration that are committed to and not written yet.
type Overlay interface {
	// Over returns what the account holds with them.
	Over(statetree.Slots) statetree.Slots
	// Pending yields them in ascending order of slots, each with the value that
	// it will have. In storage these slots are zero.
	Pending(ctx context.Context) iter.Seq2[slotset.Word, error]
}

// raw is what the storage itself should hold.
func (w *work) raw(ctx context.Context, logical *slotset.Set, dir string) (_ *slotset.Set, done func(), err error) {
	if w.in.Overlay == nil {
		return logical, func() {}, nil
	}
	path, err := sub(dir, "raw")
	if err != nil {
		return nil, nil, err
	}
	b, err := slotset.New(path)
	if err != nil {
		return nil, nil, err
	}
	next, stop := iter.Pull2(w.in.Overlay.Pending(ctx))
	defer stop()
	p, perr, more := next()
	for word, err := range logical.BySlot(ctx) {
		for err == nil && more && perr == nil && p.Slot.Cmp(word.Slot) < 0 {
			p, perr, more = next()
		}
		if err = errors.Join(err, perr); err == nil && (!more || p.Slot != word.Slot) {
			err = b.Word(word)
		}
		if err != nil {
			return nil, nil, errors.Join(err, b.Close())
		}
	}
	s, err := b.Set(ctx)
	if err != nil {
		return nil, nil, errors.Join(err, b.Close())
	}
	return s, func() { _ = s.Close() }, nil
}
