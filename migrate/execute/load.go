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
	size := newSizer(head.GasLimit)
	for idle := 0; idle < attempts; {
		s, err := m.state(ctx)
		if err != nil {
			return err
		}
		at := h.cursor(s)
		m.progress(h, at)
		if (h.down && at == 0) || (!h.down && at >= h.total) {
			return nil
		}
		moved, err := m.round(ctx, h, size, at)
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

// A batch is on its way.
type batch struct {
	entries []leaves.Entry
	gas     uint64
}

// round posts several batches, waits for all of them, and reports whether any
// of them was written. The first round is one batch, to see what it uses.
func (m *Migration) round(ctx context.Context, h haul, size *sizer, at uint64) (bool, error) {
	l, err := m.ledger()
	if err != nil {
		return false, err
	}
	var posted []batch
	for len(posted) < inFlight && (h.down && at > 0 || !h.down && at < h.total) {
		b, first, siblings, err := h.next(size, at)
		if err != nil {
			return false, err
		}
		data, err := l.abi.Pack(h.method, first, chainEntries(b.entries), words(siblings))
		if err != nil {
			return false, err
		}
		c := outbox.Call{Ref: h.method, To: &l.at, Data: data, Gas: b.gas}
		if !size.learned {
			c.Gas = 0 // the node's estimate, which also tells why it would fail
		}
		err = m.box.Post(ctx, m.cfg.Carrier, c)
		if _, reverted := errors.AsType[*chain.RevertError](err); reverted && len(posted) == 0 {
			return m.tooLarge(ctx, err, size, len(b.entries))
		}
		if err != nil {
			return false, err
		}
		posted = append(posted, b)
		n := uint64(len(b.entries))
		if at = first; !h.down {
			at += n
		}
		if !size.learned {
			break
		}
	}
	return m.outcomes(ctx, h, size, posted)
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
		return batch{entries, gas}, first, siblings, nil
	}
	if h.down {
		first = at - uint64(n)
	}
	entries, siblings, err = h.tree.Range(first, uint64(n))
	return batch{entries, gas}, first, siblings, err
}

// outcomes waits for what was posted and learns from it.
func (m *Migration) outcomes(ctx context.Context, h haul, size *sizer, posted []batch) (bool, error) {
	all, err := m.box.Settle(ctx, m.cfg.Carrier)
	if err != nil {
		return false, err
	}
	moved := false
	for i, o := range all[max(0, len(all)-len(posted)):] {
		switch {
		case o.Displaced:
		case o.Err == nil:
			moved = true
			size.learn(posted[i].entries, o.Receipt.GasUsed, h.down)
		case o.Receipt.GasUsed+o.Receipt.GasUsed/50 >= posted[i].gas: // it used what it had
			if _, err := m.tooLarge(ctx, o.Err, size, len(posted[i].entries)); err != nil {
				return moved, err
			}
			return moved, nil // those behind it failed for the cursor
		case !moved && i == 0:
			return m.tooLarge(ctx, o.Err, size, 0)
		default:
			return moved, nil
		}
	}
	return moved, nil
}

// tooLarge makes batches smaller after one failed. When that cannot be the
// reason, or was tried enough, err is the answer.
func (m *Migration) tooLarge(ctx context.Context, err error, size *sizer, entries int) (bool, error) {
	r, is := errors.AsType[*chain.RevertError](err)
	if is && r.Name == "WrongPhase" {
		return false, errAgain // blocks were replaced under it, or somebody aborted
	}
	named := is && r.Name != "" && r.Name != "WrongCursor"
	if named || entries == 1 || !size.shrink() {
		return false, fmt.Errorf("a batch fails: %w", err)
	}
	m.cfg.Log.InfoContext(ctx, "batches are made smaller", "gas", size.limit, "error", err)
	return false, nil
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
