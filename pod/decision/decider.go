// Package decision takes decisions about records: it evaluates a command,
// proposes the outcome to the other parties, endorses what others propose when
// it computes the same, and applies what the chain finalised.
//
// A decision becomes true only on the chain. Until then it is a candidate, and
// several candidates for the same sequence may exist; the Book lets one of them
// through and both pods apply that one. So no pod ever waits for a lock held by
// another, and a killed pod goes on with what its store says.
//
// # Dependencies
//
// The package may import pod/record, pod/keys, pod/exchange, pod/submit,
// pod/releases, contracts and the vocabulary. It learns of the chain only
// through [Decider.Apply] and the view it is given.
package decision

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
)

// Config is what a Decider works with. All fields are required, unless noted.
type Config struct {
	// Member is the id of the member this pod belongs to.
	Member string
	// Chain is the chain id.
	Chain uint64
	Salt  registry.Salt

	Store    store.Store
	Keys     *keys.Keys
	Exchange *exchange.Exchange
	Submit   *submit.Submitter
	Releases *releases.Loader
	// Peers returns a member's public identity. It fails with
	// [registry.ErrNotFound].
	Peers func(member string) (exchange.Peer, error)
	// View returns what the chain has said. The caller must not change it.
	View func() *change.View
	// Admit says, before anything is written, whether the pods of all parties can
	// take a new record of a line now. Nil admits all: the parties judge what is
	// proposed.
	Admit func(ctx context.Context, line string, parties []string) error
	// Quarantined returns why this pod must not propose or endorse, "" when it
	// may.
	Quarantined func() string
	// Point is called at points at which a crash must be harmless. It may be
	// nil.
	Point func(name string)
	Log   *slog.Logger
}

// A Decider takes decisions for one pod. It is safe for concurrent use.
type Decider struct {
	cfg Config

	// mu protects the maps.
	mu    sync.Mutex
	locks map[evidence.Hash]*lock
	waits map[evidence.Hash][]*wait
	// losses says why candidates were lost, by next commitment.
	losses map[evidence.Hash]error
}

// A lock serialises what this pod evaluates for one record.
type lock struct {
	mu    sync.Mutex
	users int
}

// New returns a Decider.
func New(cfg Config) *Decider {
	if cfg.Point == nil {
		cfg.Point = func(string) {}
	}
	if cfg.Admit == nil {
		cfg.Admit = func(context.Context, string, []string) error { return nil }
	}
	return &Decider{
		cfg: cfg, locks: map[evidence.Hash]*lock{}, waits: map[evidence.Hash][]*wait{}, losses: map[evidence.Hash]error{},
	}
}

// hold locks the record id within this pod and returns the function that
// unlocks it.
func (d *Decider) hold(id evidence.Hash) func() {
	d.mu.Lock()
	l := d.locks[id]
	if l == nil {
		l = new(lock)
		d.locks[id] = l
	}
	l.users++
	d.mu.Unlock()
	l.mu.Lock()
	return func() {
		l.mu.Unlock()
		d.mu.Lock()
		if l.users--; l.users == 0 {
			delete(d.locks, id)
		}
		d.mu.Unlock()
	}
}

// record reads a record.
func (d *Decider) record(ctx context.Context, id evidence.Hash) (*record.Record, error) {
	var r *record.Record
	err := d.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		r, err = record.Get(tx, id)
		return err
	})
	return r, err
}

// book returns what the chain says of a Book.
func (d *Decider) book(a evidence.Address) (change.Book, error) {
	if b := d.cfg.View().Books[common.Address(a)]; b != nil {
		return *b, nil
	}
	return change.Book{}, fmt.Errorf("book %s: no activated change names it, as far as this pod has followed the chain: %w", a, registry.ErrStale)
}

// release returns the release that decides the records of a Book.
func (d *Decider) release(ctx context.Context, b change.Book) (*evidence.Release, error) {
	var known releases.Known
	err := d.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		known, err = releases.BySalted(tx, d.cfg.Salt, b.Release)
		return err
	})
	if err != nil {
		return nil, err
	}
	return d.cfg.Releases.Release(ctx, known.Digest)
}

// free fails when this pod must not take part in decisions.
func (d *Decider) free() error {
	if why := d.cfg.Quarantined(); why != "" {
		return fmt.Errorf("this pod is in quarantine and decides nothing: %s\n"+
			"See novation testnet status; when the cause is mended, restart the pod: %w", why, registry.ErrNotAllowed)
	}
	return nil
}
