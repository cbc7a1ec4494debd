// Package moving is a pod's part in the migrations of contracts that a change
// approves: it works a plan out again from the chain before the pod vets it,
// attests what is written, reads it back, and says whether the new state is what
// the plan says.
//
// # Promises
//
// Nothing of what other pods say is believed: the plan, the contracts that were
// deployed for it and the calls of the change are compared with what this pod
// works out by itself. Nothing is attested before the change is prepared. A pod
// that reads back something else than the plan says never confirms it, and puts
// itself into quarantine.
//
// Every step may be repeated. What was done, the chain and the journals of
// package migrate/execute know; the pod can be killed between any two steps.
//
// # Accounts
//
// The pod's own account attests and confirms, through the queue that everything
// of that account goes through. Batches are carried by another account, whose
// key lies in the folder: it may do nothing that anybody could not do.
//
// # Dependencies
//
// The package may import registry and its parts, contracts, the packages below
// migrate, the pod's store, and pod/node for chains to rehearse on.
package moving

import (
	"context"
	"crypto/ecdsa"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/rehearse"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
)

// Config is what a Mover works with. All fields are required.
type Config struct {
	// Dir holds a folder for each migration, and the carrier's key.
	Dir        string
	Store      store.Store
	Chain      *chain.Client
	Consortium common.Address
	// Member is the id of the member; Pod is the pod's account.
	Member string
	Pod    common.Address
	// Send gets a transaction of the pod's account onto the chain, once for each
	// ref while it is under way, and returns when it is final. A revert is an
	// error.
	Send func(ctx context.Context, to common.Address, data []byte, ref string) error
	// Bundle returns a verified release, Bytes a document by its digest.
	Bundle func(ctx context.Context, release registry.Digest) (*bundle.Bundle, error)
	Bytes  func(ctx context.Context, digest registry.Digest) ([]byte, error)
	// Document returns the document of a change.
	Document func(ctx context.Context, c *change.Change) (*change.Document, error)
	View     func() *change.View
	// Fork starts chains to rehearse on.
	Fork rehearse.Fork
	// Quarantine stops the pod from deciding, with the reason.
	Quarantine func(ctx context.Context, why string)
	// Point is called at points at which a crash must be harmless.
	Point func(name string)
	Log   *slog.Logger
}

// A Mover takes part in migrations while Run runs.
type Mover struct {
	cfg  Config
	wake chan struct{}

	// mu protects parts, by ledger, and rehearsed: the plans that were, since the
	// pod was started. It is not held while anything is done with either.
	mu        sync.Mutex
	parts     map[common.Address]*part
	rehearsed map[registry.Digest]bool
	// carrier is read once.
	carrier func() (*ecdsa.PrivateKey, error)

	// tries says when to look again at a migration that did not go on. Run owns
	// it.
	tries map[common.Address]try
	// done has the status for which nothing is left to do about a change. Run owns
	// it, too.
	done map[common.Hash]change.Status
}

// A try is a failed one.
type try struct {
	next  time.Time
	pause time.Duration
}

// The pauses between two tries grow from one to the other.
const minTry, maxTry = 200 * time.Millisecond, 15 * time.Second

// New returns a Mover.
func New(cfg Config) *Mover {
	m := &Mover{cfg: cfg, wake: make(chan struct{}, 1), parts: map[common.Address]*part{}, rehearsed: map[registry.Digest]bool{}, tries: map[common.Address]try{}, done: map[common.Hash]change.Status{}}
	m.carrier = sync.OnceValues(m.readCarrier)
	return m
}

// Wake makes Run look now.
func (m *Mover) Wake() {
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

// Run follows changes until ctx ends, and closes what is open then.
func (m *Mover) Run(ctx context.Context) error {
	defer m.close()
	for {
		for _, c := range m.cfg.View().Sorted() {
			if ctx.Err() != nil {
				return nil
			}
			m.follow(ctx, c)
		}
		t := time.NewTimer(500 * time.Millisecond)
		select {
		case <-ctx.Done():
			t.Stop()
			return nil
		case <-m.wake:
			t.Stop()
		case <-t.C:
		}
	}
}

func (m *Mover) close() {
	m.mu.Lock()
	all := m.parts
	m.parts = map[common.Address]*part{}
	m.mu.Unlock()
	for _, p := range all {
		p.mu.Lock()
		p.close(context.Background(), m.cfg.Log)
		p.mu.Unlock()
	}
}
