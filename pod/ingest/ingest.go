// Package ingest follows the chain for a pod: it reads finalised blocks in
// order, folds the Consortium's events into the pod's view, hands the Books'
// events to the decider, and moves the pod's place on the chain in the same
// store transaction.
//
// # Dependencies
//
// The package may import pod/store, pod/decision, contracts and
// registry/change.
package ingest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/pod/decision"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
)

const (
	bucket    = "ingest"
	cursorKey = "cursor"
	viewKey   = "view"
)

// idle bounds how many blocks without news for this pod are passed before its
// place is made durable.
const idle = 256

// Config is what an Ingest works with.
type Config struct {
	Store store.Store
	Chain *chain.Client
	// Consortium is the contract to follow, deployed in block Deployed.
	Consortium common.Address
	Deployed   chain.Cursor
	// Apply is called for every event of a Book in the store transaction in
	// which the place moves; Applied when it is durable.
	Apply   func(tx store.Tx, e decision.Event) error
	Applied func(events []decision.Event)
	// Ours reports, before a transaction is begun, whether an event concerns
	// this pod.
	Ours func(ctx context.Context, e decision.Event) (bool, error)
	// Changed is called after the view changed and is durable.
	Changed func(v *change.View)
	// Point is called at points at which a crash must be harmless.
	Point func(name string)
}

// An Ingest follows the chain while Run runs.
type Ingest struct {
	cfg  Config
	view atomic.Pointer[change.View]

	// passed counts blocks since the place was made durable; Run owns it.
	passed int

	// mu protects moved, which is closed and replaced after every block.
	mu    sync.Mutex
	moved chan struct{}
}

// Open reads where the pod stopped.
func Open(ctx context.Context, cfg Config) (*Ingest, error) {
	i := &Ingest{cfg: cfg, moved: make(chan struct{})}
	v := &change.View{}
	err := cfg.Store.View(ctx, func(tx store.Tx) error {
		b, err := tx.Get(bucket, []byte(viewKey))
		if err != nil || b == nil {
			return err
		}
		if err := json.Unmarshal(b, v); err != nil {
			return fmt.Errorf("the view of the chain is damaged in the store: %v: %w", err, registry.ErrInvalid)
		}
		return nil
	})
	i.view.Store(v)
	return i, err
}

// View returns what the chain has said. The caller must not change it.
func (i *Ingest) View() *change.View { return i.view.Load() }

// Moved returns a channel that is closed when the next block was applied.
func (i *Ingest) Moved() <-chan struct{} {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.moved
}

// Run follows the chain until ctx ends or something is wrong that trying again
// cannot mend.
func (i *Ingest) Run(ctx context.Context) error {
	at, err := i.cursor(ctx)
	if err != nil {
		return err
	}
	err = i.cfg.Chain.Follow(ctx, at, i.addresses, i.block)
	if ctx.Err() != nil {
		return nil //nolint:nilerr // being stopped is how Run ends
	}
	return fmt.Errorf("following the chain from block %d: %w", at.Number, err)
}

func (i *Ingest) cursor(ctx context.Context) (at chain.Cursor, err error) {
	err = i.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		at, err = ReadCursor(tx, i.cfg.Deployed)
		return err
	})
	return at, err
}

// ReadCursor returns the place on the chain up to which a store was brought, or
// otherwise when it was not brought anywhere yet.
func ReadCursor(tx store.Tx, otherwise chain.Cursor) (chain.Cursor, error) {
	at := otherwise
	b, err := tx.Get(bucket, []byte(cursorKey))
	if err != nil || b == nil {
		return at, err
	}
	if err := json.Unmarshal(b, &at); err != nil {
		return at, fmt.Errorf("the place on the chain is damaged in the store: %v: %w", err, registry.ErrInvalid)
	}
	return at, nil
}

// addresses returns the contracts to follow: the Consortium and every Book it
// ever activated.
func (i *Ingest) addresses() []common.Address {
	return append([]common.Address{i.cfg.Consortium}, slices.SortedFunc(maps.Keys(i.View().Books), common.Address.Cmp)...)
}

// block applies one finalised block.
func (i *Ingest) block(ctx context.Context, b chain.Block, logs []types.Log) error {
	next := *i.View()
	next.Tick(b.Number, b.Time)
	v, changed := &next, false
	var events []decision.Event
	for n := range logs {
		l := &logs[n]
		if l.Address == i.cfg.Consortium {
			if !changed {
				v, changed = v.Clone(), true
			}
			if _, err := v.Apply(l); err != nil {
				return err
			}
			continue
		}
		e, ok, err := decode(l)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		ours, err := i.cfg.Ours(ctx, e)
		if err != nil {
			return err
		}
		if ours {
			events = append(events, e)
		}
	}
	if i.passed++; changed || len(events) > 0 || i.passed >= idle {
		if err := i.commit(ctx, b, v, changed, events); err != nil {
			return err
		}
		i.passed = 0
	}
	i.view.Store(v)
	i.mu.Lock()
	close(i.moved)
	i.moved = make(chan struct{})
	i.mu.Unlock()
	if len(events) > 0 {
		i.cfg.Applied(events)
	}
	if changed {
		i.cfg.Changed(v)
	}
	return nil
}

// commit makes the effects of a block durable together with the place.
func (i *Ingest) commit(ctx context.Context, b chain.Block, v *change.View, changed bool, events []decision.Event) error {
	at, err := json.Marshal(chain.Cursor{Number: b.Number, Hash: b.Hash})
	if err != nil {
		return err
	}
	if changed {
		i.cfg.Point("view")
	}
	err = i.cfg.Store.Update(ctx, func(tx store.Tx) error {
		for _, e := range events {
			if err := i.cfg.Apply(tx, e); err != nil {
				return fmt.Errorf("applying sequence %d of record %s: %w", e.Sequence, e.Record.Short(), err)
			}
		}
		vb, err := json.Marshal(v)
		if err != nil {
			return err
		}
		if err := tx.Put(bucket, []byte(viewKey), vb); err != nil {
			return err
		}
		return tx.Put(bucket, []byte(cursorKey), at)
	})
	if err == nil && changed {
		i.cfg.Point("viewed")
	}
	return err
}

// decode reads an event of a Book; ok is false for one that says nothing about
// the place of a record.
func decode(l *types.Log) (e decision.Event, ok bool, err error) {
	b := binding.NewBook()
	a := b.GetABI()
	if len(l.Topics) == 0 {
		return e, false, nil
	}
	e.Book = evidence.Address(l.Address)
	e.Block, e.BlockHash, e.Transaction = l.BlockNumber, evidence.Hash(l.BlockHash), evidence.Hash(l.TxHash)
	switch l.Topics[0] {
	case a.Events[binding.BookTransitionedEventName].ID:
		t, err := b.UnpackTransitionedEvent(l)
		if err != nil {
			return e, false, fmt.Errorf("reading an event of Book %s: %v: %w", l.Address, err, registry.ErrInvalid)
		}
		e.Record, e.Sequence, e.Previous, e.Next, e.Epoch = t.Record, t.Sequence, t.Previous, t.Next, t.Epoch
		e.Final = t.Status == evidence.StatusClosed
	case a.Events[binding.BookNovatedInEventName].ID:
		t, err := b.UnpackNovatedInEvent(l)
		if err != nil {
			return e, false, fmt.Errorf("reading an event of Book %s: %v: %w", l.Address, err, registry.ErrInvalid)
		}
		e.Record, e.Sequence, e.Previous, e.Next, e.Epoch = t.Record, t.Sequence, t.Previous, t.Next, t.Epoch
		e.Final, e.From = t.Status == evidence.StatusClosed, evidence.Address(t.From)
	default:
		return e, false, nil // the Book that was left says so too
	}
	return e, true, nil
}
