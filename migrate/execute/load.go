package execute

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/execute/outbox"
	"github.com/novation-dev/novation/migrate/leaves"
)

// A haul carries the entries of a tree to the ledger, batch by batch.
type haul struct {
	tree   *leaves.Tree
	method string
	// cursor reads from a state how many entries are written.
	cursor func(state) uint64
	// down is true when entries are taken back, from the cursor to the first.
	down bool
	// total is the number of entries.
	total uint64
}

// load writes the eager entries.
func (m *Migration) load(ctx context.Context) error {
	return m.haul(ctx, haul{tree: m.eager, method: "load", cursor: func(s state) uint64 { return s.cursor }, total: m.eager.Len()})
}

// haul goes on until the chain has all entries. Where it goes on, the chain
// says; how many entries a batch has, what the batches before used.
func (m *Migration) haul(ctx context.Context, h haul) error {
	if _, err := m.carrier(); err != nil {
		return err
	}
	head, err := m.look.HeaderByNumber(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := m.box.Settle(ctx, m.cfg.Carrier); err != nil {
		return err
	}
	size := newSizer(head.GasLimit)
	for idle := 0; idle < attempts; {
		s, err := m.state(ctx)
		if err != nil {
			return err
		}
		at := h.cursor(s)
		m.progress(h, at)
		if h.over(at) {
			return nil
		}
		moved, err := m.stream(ctx, h, size, at)
		if err != nil {
			return err
		}
		idle++
		if moved {
			idle = 0
		}
	}
	return errAgain
}

// over reports whether nothing is left at a place.
func (h *haul) over(at uint64) bool { return h.down && at == 0 || !h.down && at >= h.total }

// A batch is on its way.
type batch struct {
	entries []leaves.Entry
	gas     uint64
	// after is where the next batch begins.
	after uint64
}

// stream posts batches one after the other, so that the chain has always some to
// do while the next are made, until all are written or one was not. It reports
// whether any was. The first goes alone, to see what it uses.
func (m *Migration) stream(ctx context.Context, h haul, size *sizer, at uint64) (moved bool, err error) {
	var posted []batch
	for !h.over(at) || len(posted) > 0 {
		for len(posted) < inFlight && !h.over(at) && (size.learned || len(posted) == 0) {
			b, err := m.post(ctx, h, size, at)
			if _, reverted := errors.AsType[*chain.RevertError](err); reverted && len(posted) == 0 {
				return moved, m.tooLarge(ctx, err, size, len(b.entries))
			}
			if err != nil {
				return moved, err
			}
			posted, at = append(posted, b), b.after
		}
		left := inFlight / 2
		if h.over(at) || !size.learned {
			left = 0
		}
		ended, good, err := m.outcomes(ctx, h, size, posted, left, moved)
		moved = moved || good > 0
		if err != nil {
			return moved, err
		}
		if good > 0 {
			m.progress(h, posted[good-1].after)
		}
		if good < ended {
			_, err := m.box.Settle(ctx, m.cfg.Carrier) // those behind it fail for the cursor
			return moved, err
		}
		posted = posted[ended:]
	}
	return moved, nil
}

// post posts the batch that begins at a place.
func (m *Migration) post(ctx context.Context, h haul, size *sizer, at uint64) (batch, error) {
	l, err := m.ledger()
	if err != nil {
		return batch{}, err
	}
	b, first, siblings, err := h.next(size, at)
	if err != nil {
		return batch{}, err
	}
	data, err := l.abi.Pack(h.method, first, chainEntries(b.entries), words(siblings))
	if err != nil {
		return batch{}, err
	}
	c := outbox.Call{Ref: h.method, To: &l.at, Data: data, Gas: b.gas}
	if !size.learned {
		c.Gas = 0 // the node's estimate, which also tells why it would fail
	}
	if b.after = first; !h.down {
		b.after += uint64(len(b.entries))
	}
	return b, m.box.Post(ctx, m.cfg.Carrier, c)
}

// next takes the entries of the next batch from the tree.
func (h *haul) next(size *sizer, at uint64) (batch, uint64, []common.Hash, error) {
	want := size.most()
	first := at
	if h.down {
		first = at - min(at, want)
	}
	entries, siblings, err := h.tree.Range(first, min(want, h.total-first))
	if err != nil {
		return batch{}, 0, nil, err
	}
	if h.down {
		entries = entries[:at-first]
	}
	n, gas := size.take(entries, h.down)
	if n == len(entries) && !h.down {
		return batch{entries: entries, gas: gas}, first, siblings, nil
	}
	if h.down {
		first = at - uint64(n)
	}
	entries, siblings, err = h.tree.Range(first, uint64(n))
	return batch{entries: entries, gas: gas}, first, siblings, err
}

// outcomes waits until at most so many of what was posted are left, and learns
// from the others. It returns how many ended, and how many of them before the
// first that was not written.
func (m *Migration) outcomes(ctx context.Context, h haul, size *sizer, posted []batch, left int, moved bool) (ended, good int, err error) {
	all, err := m.box.SettleTo(ctx, m.cfg.Carrier, left)
	if err != nil {
		return 0, 0, err
	}
	for i, o := range all {
		switch {
		case o.Displaced:
			return len(all), i, nil
		case o.Err == nil:
			size.learn(posted[i].entries, o.Receipt.GasUsed, h.down)
			continue
		case o.Receipt.GasUsed+o.Receipt.GasUsed/50 >= posted[i].gas: // it used what it had
			err = m.tooLarge(ctx, o.Err, size, len(posted[i].entries))
		case i == 0 && !moved:
			err = m.tooLarge(ctx, o.Err, size, 0)
		}
		return len(all), i, err
	}
	return len(all), len(all), nil
}

// tooLarge makes batches smaller after one failed. When that cannot be the
// reason, or was tried enough, err is the answer.
func (m *Migration) tooLarge(ctx context.Context, err error, size *sizer, entries int) error {
	r, is := errors.AsType[*chain.RevertError](err)
	if is && r.Name == "WrongPhase" {
		return errAgain // blocks were replaced under it, or somebody aborted
	}
	named := is && r.Name != "" && r.Name != "WrongCursor"
	if named || entries == 1 || !size.shrink() {
		return fmt.Errorf("a batch fails: %w", err)
	}
	m.cfg.Log.InfoContext(ctx, "batches are made smaller", "gas", size.limit, "error", err)
	return nil
}

// drain writes the deferred entries in order, those that users have touched
// before too: they are left as they are.
func (m *Migration) drain(g goal) func(context.Context) error {
	return func(ctx context.Context) error {
		s, err := m.state(ctx)
		if err != nil {
			return err
		}
		if !g.drain {
			return &waits{Waiting{For: ForDrain, Text: fmt.Sprintf("activated; %d of %d deferred entries were not drained yet",
				m.deferred.Len()-s.drained, m.deferred.Len())}}
		}
		return m.haul(ctx, haul{tree: m.deferred, method: "drain", cursor: func(s state) uint64 { return s.drained }, total: m.deferred.Len()})
	}
}

// isDrained reports whether all deferred entries are written.
func (m *Migration) isDrained(ctx context.Context) (bool, error) {
	s, err := m.state(ctx)
	return s.phase == done || s.drained >= m.j.rec.Content.DeferredCount, err
}

// retire puts the new implementation in the place of the gate.
func (m *Migration) retire(ctx context.Context) error { return m.byCarrier(ctx, "retire") }

// Drain writes the deferred entries that nobody has touched yet, then retires
// the root. It may be interrupted and taken up again.
func (m *Migration) Drain(ctx context.Context) (*Waiting, error) {
	return m.run(ctx, goal{activate: m.cfg.Activate, drain: true})
}
