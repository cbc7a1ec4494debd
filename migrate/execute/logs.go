package execute

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/leaves"
	"github.com/novation-dev/novation/registry"
)

// events joins entries with the events that are emitted with them. An entry that
// nothing is written for is emitted all the same.
func events(ctx context.Context, entries iter.Seq2[leaves.Entry, error], logs *contract.Logs) iter.Seq2[leaves.Entry, error] {
	return func(yield func(leaves.Entry, error) bool) {
		next, stop := iter.Pull2(logs.ByHead(ctx))
		defer stop()
		l, lerr, more := next()
		// upTo yields what has events only, before a head.
		upTo := func(head *common.Hash) bool {
			for more && lerr == nil && (head == nil || l.Head.Cmp(*head) < 0) {
				e := leaves.Entry{Head: l.Head}
				for more && lerr == nil && l.Head == e.Head {
					e.Logs = append(e.Logs, l.Log)
					l, lerr, more = next()
				}
				if !yield(e, nil) {
					return false
				}
			}
			return true
		}
		for e, err := range entries {
			if err == nil {
				if !upTo(&e.Head) {
					return
				}
				err = lerr
			}
			for err == nil && more && l.Head == e.Head {
				e.Logs = append(e.Logs, l.Log)
				l, lerr, more = next()
				err = lerr
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
		if upTo(nil) && lerr != nil {
			yield(leaves.Entry{}, lerr)
		}
	}
}

// An emission is what was read back of the events for indexers.
type emission struct {
	m *Migration
	l *ledger
	// eager and later are how many entries were written in order.
	eager, later uint64
	// settled are entries that were written when somebody touched them.
	settled map[common.Hash]bool
	// open is true from the activation on: the target emits events of its own.
	open bool
	// emitted counts events.
	emitted uint64
}

// emitted reads back the events for indexers up to a block, and makes sure that
// each entry that is written emitted its own, once, and that nothing else was
// emitted before the activation. Memory grows with the number of entries that
// were settled one by one.
func (m *Migration) emitted(ctx context.Context, block uint64) (*emission, error) {
	l, err := m.ledger()
	if err != nil {
		return nil, err
	}
	if err := m.openTrees(); err != nil {
		return nil, err
	}
	e := &emission{m: m, l: l, settled: map[common.Hash]bool{}}
	r := &m.j.rec
	var by *types.Log   // the ledger's last word
	var got []types.Log // what the target emitted right after it
	for log, err := range m.look.logsOf(ctx, []common.Address{r.Ledger, r.Target}, r.Frozen.Number, block) {
		if err != nil {
			return nil, err
		}
		if log.Address == r.Ledger {
			if err := e.written(by, got); err != nil {
				return nil, err
			}
			by, got = &log, got[:0]
			e.open = e.open || len(log.Topics) > 0 && log.Topics[0] == l.abi.Events["Activated"].ID
			continue
		}
		if by != nil && (!e.open || log.TxHash == by.TxHash && log.Index == by.Index+1+uint(len(got))) {
			got = append(got, log) // others are of users, or of the making of the proxy
		}
	}
	return e, e.written(by, got)
}

// written compares what the target emitted after a word of the ledger with what
// the entries that were written by then say.
func (e *emission) written(by *types.Log, got []types.Log) error {
	if by == nil {
		return nil
	}
	want, err := e.wanted(by)
	if err != nil {
		return err
	}
	for i, w := range want {
		if i >= len(got) || !slices.Equal(got[i].Topics, w.Topics) || !bytes.Equal(got[i].Data, w.Data) {
			return fmt.Errorf("%s should have emitted event %d of %d, with the topics %s, when entries were written in transaction %s (block %d), and did not: %w",
				e.m.j.rec.Target, i+1, len(want), w.Topics, by.TxHash, by.BlockNumber, registry.ErrConflict)
		}
	}
	e.emitted += uint64(len(want))
	if more := got[len(want):]; len(more) > 0 && !e.open {
		return fmt.Errorf("%s emitted an event with the topics %s in transaction %s (block %d), which the plan does not say: %w",
			e.m.j.rec.Target, more[0].Topics, more[0].TxHash, more[0].BlockNumber, registry.ErrConflict)
	}
	return nil
}

// wanted are the events of the entries that the ledger says it wrote.
func (e *emission) wanted(by *types.Log) ([]leaves.Log, error) {
	if len(by.Topics) == 0 {
		return nil, nil
	}
	cursor := new(big.Int).SetBytes(by.Data).Uint64()
	switch by.Topics[0] {
	case e.l.abi.Events["Loaded"].ID:
		return e.of(e.m.eager, &e.eager, cursor)
	case e.l.abi.Events["Drained"].ID:
		return e.of(e.m.deferred, &e.later, cursor)
	case e.l.abi.Events["Settled"].ID:
		if cursor == 0 || len(by.Topics) < 2 { // it was proven that there is no such entry
			return nil, nil
		}
		place, found, err := e.m.deferred.Find(by.Topics[1])
		if err != nil || !found {
			return nil, firstError(err, fmt.Errorf("the ledger settled %s, which is no entry: %w", by.Topics[1], registry.ErrConflict))
		}
		e.settled[by.Topics[1]] = true
		entries, _, err := e.m.deferred.Range(place, 1)
		if err != nil {
			return nil, err
		}
		return entries[0].Logs, nil
	}
	return nil, nil
}

// of are the events of a range of entries, without those settled before.
func (e *emission) of(t *leaves.Tree, at *uint64, cursor uint64) (out []leaves.Log, err error) {
	if cursor < *at || cursor > t.Len() {
		return nil, fmt.Errorf("the ledger went from entry %d to %d of %d: %w", *at, cursor, t.Len(), registry.ErrConflict)
	}
	for *at < cursor {
		entries, _, err := t.Range(*at, min(cursor-*at, mostEntries))
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			if !e.settled[entry.Head] {
				out = append(out, entry.Logs...)
			}
		}
		*at += uint64(len(entries))
	}
	return out, nil
}

// checkEvents makes sure that the events that this member agreed to are those
// that the source gives when it is read anew, and that each was emitted once so
// far.
func (m *Migration) checkEvents(ctx context.Context, st *contract.State, block uint64) (uint64, error) {
	if st.EagerLogs.Len()+st.DeferredLogs.Len() == 0 {
		return 0, nil
	}
	if err := m.openTrees(); err != nil {
		return 0, err
	}
	if err := sameLogs(ctx, m.eager, st.EagerLogs); err != nil {
		return 0, err
	}
	if m.deferred != nil {
		if err := sameLogs(ctx, m.deferred, st.DeferredLogs); err != nil {
			return 0, err
		}
	}
	e, err := m.emitted(ctx, block)
	if err != nil {
		return 0, err
	}
	if e.eager != m.eager.Len() {
		return 0, fmt.Errorf("the node tells of events of %d entries, and %d are loaded; it lacks logs: ask another: %w", e.eager, m.eager.Len(), registry.ErrConflict)
	}
	return e.emitted, nil
}

// checkDrained makes sure that every deferred entry has emitted its events.
func (m *Migration) checkDrained(ctx context.Context) error {
	s, err := m.state(ctx)
	if err != nil {
		return err
	}
	e, err := m.emitted(ctx, s.block.Uint64())
	if err != nil {
		return err
	}
	if e.later != m.deferred.Len() {
		return fmt.Errorf("the node tells of events of %d deferred entries, and %d are written; it lacks logs: ask another: %w",
			e.later, m.deferred.Len(), registry.ErrConflict)
	}
	return m.j.save(func(r *record) { r.Told = true })
}

// sameLogs compares the events in a tree with those that follow from the source.
func sameLogs(ctx context.Context, t *leaves.Tree, want *contract.Logs) error {
	next, stop := iter.Pull2(want.ByHead(ctx))
	defer stop()
	for at := uint64(0); at < t.Len(); {
		entries, _, err := t.Range(at, min(t.Len()-at, mostEntries))
		if err != nil {
			return err
		}
		for _, e := range entries {
			for _, l := range e.Logs {
				w, err, more := next()
				if err != nil {
					return err
				}
				if !more || w.Head != e.Head || !slices.Equal(w.Topics, l.Topics) || !bytes.Equal(w.Data, l.Data) {
					return fmt.Errorf("entry %s emits %s, and by the plan it does not: %w", e.Head, l.Topics, registry.ErrConflict)
				}
			}
		}
		at += uint64(len(entries))
	}
	w, err, more := next()
	if err != nil || !more {
		return err
	}
	return fmt.Errorf("entry %s emits nothing, and by the plan it should emit %s: %w", w.Head, w.Topics, registry.ErrConflict)
}

// logsOf yields the logs of accounts in a range of blocks, in order.
func (l looker) logsOf(ctx context.Context, accounts []common.Address, from, to uint64) iter.Seq2[types.Log, error] {
	return func(yield func(types.Log, error) bool) {
		for span := uint64(lookback); from <= to; {
			last := min(to, from+span-1)
			logs, err := l.FilterLogs(ctx, ethereum.FilterQuery{
				Addresses: accounts, FromBlock: new(big.Int).SetUint64(from), ToBlock: new(big.Int).SetUint64(last),
			})
			if err != nil && last > from && ctx.Err() == nil && !errors.Is(err, registry.ErrUnreachable) {
				span = (last - from + 1) / 2 // too many for one answer
				continue
			}
			if err != nil {
				yield(types.Log{}, err)
				return
			}
			for _, log := range logs {
				if !yield(log, nil) {
					return
				}
			}
			from = last + 1
		}
	}
}
