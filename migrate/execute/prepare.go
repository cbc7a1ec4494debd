package execute

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/leaves"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/registry"
)

// The folders below stateDir.
const (
	readDir   = "read"   // what the plan read
	sourceSet = "source" // the source's words at the freeze, for a revert
	// switchedSet has the target's words right after the switch, when more than
	// the trees was written.
	switchedSet = "switched"
	eagerTree   = "eager"    // entries that are written before the activation
	deferTree   = "deferred" // entries that are written on first touch
)

func (m *Migration) path(parts ...string) string {
	return filepath.Join(append([]string{m.cfg.Dir}, parts...)...)
}

// isPrepared reports whether the frozen state was read and converted, and the
// data is there.
func (m *Migration) isPrepared(context.Context) (bool, error) {
	if m.j.rec.Content == nil {
		return false, nil
	}
	err := m.openTrees()
	if errors.Is(err, registry.ErrNotFound) || errors.Is(err, registry.ErrInvalid) {
		m.closeTrees()
		return false, nil // lost or damaged: it is made anew, and must come out the same
	}
	return err == nil, err
}

// openTrees opens what prepare made.
func (m *Migration) openTrees() (err error) {
	c := m.j.rec.Content
	if m.eager == nil {
		if m.eager, err = openTree(m.path(stateDir, eagerTree), c.Eager); err != nil {
			return err
		}
	}
	if m.deferred == nil && m.plan.Way == contract.Deferred {
		m.deferred, err = openTree(m.path(stateDir, deferTree), c.Deferred)
	}
	return err
}

func openTree(dir string, root common.Hash) (*leaves.Tree, error) {
	t, err := leaves.Open(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("there is no tree in %s: %w", dir, registry.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	if t.Root() != root {
		return nil, errors.Join(t.Close(), fmt.Errorf("the tree in %s is of another migration: %w", dir, registry.ErrInvalid))
	}
	return t, nil
}

// prepare reads the frozen state, converts it, and works out what is written.
func (m *Migration) prepare(ctx context.Context) error {
	m.closeTrees()
	if err := os.RemoveAll(m.path(stateDir)); err != nil {
		return err
	}
	st, err := m.readFrozen(ctx, m.path(stateDir, readDir))
	if err != nil {
		return fmt.Errorf("%w; nothing was written yet: abort restores the source", err)
	}
	defer closeState(st)
	if err := m.point("read"); err != nil {
		return err
	}
	kept, err := m.keepSource(ctx, st)
	if err != nil {
		return err
	}
	defer kept.Close()
	now, proxy, err := m.targetNow(ctx, kept)
	if err != nil {
		return err
	}
	if err := apart(ctx, now, st.Deferred); err != nil {
		return err
	}
	c := content{Snapshot: m.j.rec.Frozen.Hash, Deferred: leaves.Empty}
	if c.Eager, c.EagerCount, err = m.eagerOf(ctx, now, st); err != nil {
		return err
	}
	if m.plan.Way == contract.Deferred {
		t, err := leaves.Build(ctx, m.path(stateDir, deferTree), events(ctx, entriesOf(ctx, none, st.Deferred.ByHead(ctx)), st.DeferredLogs))
		if err != nil {
			return err
		}
		c.Deferred, c.DeferredCount, m.deferred = t.Root(), t.Len(), t
	}
	if c.Result, err = rootOf(ctx, m.path(scratchDir, "result"), proxy, st.Eager, st.Deferred); err != nil {
		return err
	}
	becomes := opened(proxy, c.DeferredCount > 0)
	if !m.plan.Movable {
		next := m.j.rec.Implementation
		if c.DeferredCount > 0 {
			next = m.j.rec.Gate
		}
		becomes = running(proxy, next)
	}
	switched, err := rootOf(ctx, m.path(scratchDir, "switched"), becomes, st.Eager)
	if err != nil {
		return err
	}
	if err := m.point("converted"); err != nil {
		return err
	}
	before := m.j.rec.Content
	if s, err := m.state(ctx); err == nil && s.phase > agreeing && before != nil && *before != c {
		return fmt.Errorf("the data was made anew and came out different from what was attested: %w", registry.ErrConflict)
	}
	if err := m.j.save(func(r *record) {
		r.Content, r.Switched, r.SourceRoot = &c, switched, st.Snapshot.StorageRoot
	}); err != nil {
		return err
	}
	return os.RemoveAll(m.path(scratchDir))
}

// apart refuses a target that holds something where deferred entries go.
func apart(ctx context.Context, now, later *slotset.Set) error {
	if now == nil || later.Len() == 0 {
		return nil
	}
	for w, err := range now.BySlot(ctx) {
		if err != nil {
			return err
		}
		v, err := later.Value(w.Slot)
		if err != nil {
			return err
		}
		if v != (common.Hash{}) {
			return fmt.Errorf("the new contract's constructor wrote slot %s, which is part of a deferred entry; leave that to the migration: %w", w.Slot, registry.ErrRefused)
		}
	}
	return nil
}

// running are the words of a proxy with another implementation.
func running(proxy []slotset.Word, implementation common.Address) []slotset.Word {
	out := slices.Clone(proxy)
	for i := range out {
		if out[i].Slot == slotImplementation {
			out[i].Value = common.BytesToHash(implementation[:])
		}
	}
	return out
}

// keepSource keeps the words that are in the source's storage, for a revert:
// those that are only committed to are not among them.
func (m *Migration) keepSource(ctx context.Context, st *contract.State) (*slotset.Set, error) {
	before := m.feeding()
	if before == nil {
		return with(ctx, m.path(stateDir, sourceSet), nil, st.Source)
	}
	o, err := before.Logical(ctx, st.Snapshot.Number, m.path(scratchDir, "logical"))
	if err != nil {
		return nil, err
	}
	defer o.Close()
	b, err := newSet(m.path(stateDir, sourceSet))
	if err != nil {
		return nil, err
	}
	for w, err := range st.Source.BySlot(ctx) {
		if err != nil {
			return nil, err
		}
		v, err := o.pending.Value(w.Slot)
		if err != nil {
			return nil, err
		}
		if v != (common.Hash{}) || ofProxy(w.Slot) {
			continue
		}
		if err := b.Word(w); err != nil {
			return nil, err
		}
	}
	return b.Set(ctx)
}

// eagerOf builds the tree of what leads from one set to what shall be; a nil set
// is an empty one.
func (m *Migration) eagerOf(ctx context.Context, now *slotset.Set, st *contract.State) (common.Hash, uint64, error) {
	want := st.Eager
	entries := entriesOf(ctx, none, want.ByHead(ctx))
	if now != nil {
		was, becomes, err := align(ctx, m.path(scratchDir), now, want)
		if err != nil {
			return common.Hash{}, 0, err
		}
		defer was.Close()
		defer becomes.Close()
		entries = entriesOf(ctx, was.ByHead(ctx), becomes.ByHead(ctx))
	}
	t, err := leaves.Build(ctx, m.path(stateDir, eagerTree), events(ctx, entries, st.EagerLogs))
	if err != nil {
		return common.Hash{}, 0, err
	}
	m.eager = t
	return t.Root(), t.Len(), nil
}

// rootOf is the storage root of an account that holds the sets and the words.
func rootOf(ctx context.Context, dir string, more []slotset.Word, sets ...*slotset.Set) (common.Hash, error) {
	s, err := with(ctx, dir, more, sets...)
	if err != nil {
		return common.Hash{}, err
	}
	defer s.Close()
	return s.Root(ctx)
}

// readFrozen reads the source as it was at the freeze, by the plan.
func (m *Migration) readFrozen(ctx context.Context, dir string) (*contract.State, error) {
	return m.readAt(ctx, m.j.rec.Frozen.Number, dir)
}

// readAt reads the source at a block, by the plan.
func (m *Migration) readAt(ctx context.Context, block uint64, dir string) (*contract.State, error) {
	in, done, err := m.input(ctx, block)
	if err != nil {
		return nil, err
	}
	defer done()
	return m.read(ctx, in, dir)
}

// read reads an input by the plan, into a folder that it empties.
func (m *Migration) read(ctx context.Context, in contract.Input, dir string) (*contract.State, error) {
	if err := empty(dir); err != nil {
		return nil, err
	}
	return m.plan.Read(ctx, in, dir)
}

// input is what the plan reads from at a block.
func (m *Migration) input(ctx context.Context, block uint64) (in contract.Input, done func(), err error) {
	in = m.cfg.Input
	in.Address, in.Dir, in.Map = m.plan.Address, m.path(scratchDir, "plan"), m.plan.Map
	in.Read.Block = &block
	if in.Progress == nil {
		in.Progress = m.cfg.Progress
	}
	if err := os.MkdirAll(in.Dir, 0o700); err != nil {
		return in, nil, err
	}
	var open []interface{ Close() error }
	done = func() {
		for _, c := range open {
			_ = c.Close()
		}
	}
	if m.parent != nil && ledgered(m.parent.plan) {
		kept, err := slotset.Open(m.parent.path(stateDir, sourceSet))
		if err != nil {
			return in, nil, fmt.Errorf("opening what the old contract held: %w", err)
		}
		open = append(open, kept)
		in.Before = &contract.Before{Slots: setSlots{kept}, Account: m.parent.j.rec.Source}
	}
	if before := m.feeding(); before != nil {
		o, err := before.Logical(ctx, block, m.path(scratchDir, "logical"))
		if err != nil {
			done()
			return in, nil, err
		}
		open = append(open, o)
		in.Overlay, in.Formerly = o, append(in.Formerly, before.j.rec.Source)
	}
	return in, done, nil
}

// targetNow returns what the target holds when it is frozen: its words without
// the proxy's (nil for none), and the proxy's. source is the source's words.
func (m *Migration) targetNow(ctx context.Context, source *slotset.Set) (*slotset.Set, []slotset.Word, error) {
	r := &m.j.rec
	snap, err := m.snapshot(ctx, r.Target, r.Frozen.Number)
	if err != nil {
		return nil, nil, err
	}
	proxy, err := proxyWords(ctx, snap)
	if err != nil {
		return nil, nil, err
	}
	var now *slotset.Set
	switch {
	case r.Target == r.Source:
		return source, proxy, nil // its completeness was proven
	case r.OwnTarget && m.plan.Movable:
		if now, err = m.constructed(ctx, snap); err != nil {
			return nil, nil, err
		}
	case r.OwnTarget:
	default:
		if now, err = slotset.Open(m.parent.path(stateDir, sourceSet)); err != nil {
			return nil, nil, fmt.Errorf("opening what the target held when it was moved: %w", err)
		}
	}
	var sets []*slotset.Set
	if now != nil {
		sets = append(sets, now)
	}
	all, err := with(ctx, m.path(scratchDir, "now"), proxy, sets...)
	if err != nil {
		return nil, nil, err
	}
	defer all.Close()
	found, err := snap.Complete(ctx, all, 1)
	if err != nil {
		return nil, nil, err
	}
	if !found.Complete {
		return nil, nil, fmt.Errorf("the target %s holds something at block %d that nobody put there (%+v): %w",
			r.Target, r.Frozen.Number, found.Unexplained, registry.ErrConflict)
	}
	return now, proxy, nil
}

// snapshot opens an account at a block, with the reading options of the input.
func (m *Migration) snapshot(ctx context.Context, account common.Address, block uint64) (*chainstate.Snapshot, error) {
	cfg := m.cfg.Input.Read
	cfg.Block = &block
	return chainstate.At(ctx, m.look.Client, account, cfg)
}

// proxyWords are the slots that belong to a proxy, as far as they hold anything.
func proxyWords(ctx context.Context, snap *chainstate.Snapshot) ([]slotset.Word, error) {
	values, err := snap.Words(ctx, proxySlots)
	if err != nil {
		return nil, err
	}
	var out []slotset.Word
	for i, slot := range proxySlots {
		if values[i] != (common.Hash{}) {
			out = append(out, slotset.Word{Head: slot, Slot: slot, Value: values[i]})
		}
	}
	return out, nil
}

// closeState closes what a plan read.
func closeState(st *contract.State) { _ = st.Close() }
