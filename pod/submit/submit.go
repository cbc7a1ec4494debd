// Package submit gets transactions onto the chain, durably and in order.
//
// A transaction is queued in the caller's store transaction, so it is sent if
// and only if the caller's effect happened. Each account has one writer, here:
// it signs the account's oldest entry with the account's nonce, makes the
// signed bytes durable before they are first sent, sends the same bytes again
// until the chain has finalised them, and reports how they ended in the store
// transaction that removes them. Accounts do not wait for each other.
//
// # Dependencies
//
// The package may import pod/store, pod/signer, contracts/chain and the
// vocabulary. Who signs is the caller's business; while a signer cannot be
// reached, the entries of its account wait.
package submit

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

const bucket = "transaction"

// GasLimit is the gas every transaction may use. Fees are zero, so it costs
// nothing; it is far above what any call of the contracts needs, and below the
// cap that later forks put on one transaction (16.78 M).
const GasLimit = 8_000_000

// placeSize is the length of a key in the bucket, in bytes: the account, and
// the place of the entry among those of the account.
const placeSize = len(evidence.Address{}) + 8

// workers bounds how many accounts are served at once.
const workers = 32

// An Entry is one transaction on its way.
type Entry struct {
	// Account sends. Key names the key it signs with: the caller's [Config.Key]
	// understands it.
	Account evidence.Address `json:"account"`
	Key     string           `json:"key"`
	// To is called with Data; a zero To creates a contract.
	To   evidence.Address `json:"to"`
	Data []byte           `json:"data"`
	// Ref tells the caller which of its doings this is.
	Ref string `json:"ref"`
	// Raw is the signed transaction and Hash its hash, once signed.
	Raw  []byte        `json:"raw,omitempty"`
	Hash evidence.Hash `json:"hash"`

	// place is where the entry is stored, and stored is what stands there. A
	// place is used again when its account has no entries, so it alone does not
	// say that an entry is still there: see Entry.here.
	place, stored []byte
}

// A Result says how a transaction ended.
type Result struct {
	// Block finalised the transaction; Contract is what it created.
	Block    uint64
	Contract evidence.Address
	// Err is nil when it succeeded, and says why when the chain reverted it.
	Err error
}

// Config is what a Submitter works with. All fields but Moved are required.
type Config struct {
	Store store.Store
	Chain *chain.Client
	// Key returns who signs with the key that an entry's Key names.
	Key func(ctx context.Context, name string) (signer.Signer, error)
	// Reached returns when this pod has applied a block, so that an entry is
	// settled only after what the chain said in its block. It fails when ctx
	// ends.
	Reached func(ctx context.Context, block uint64) error
	// Moved returns a channel that is closed when this pod has applied the next
	// block: an entry that waits for long is looked at again then. Nil means that
	// it is only looked at from time to time.
	Moved func() <-chan struct{}
	// Settled is called in the store transaction that removes an entry.
	Settled func(tx store.Tx, e Entry, r Result) error
	// After is called when that transaction is durable.
	After func(e Entry, r Result)
	Log   *slog.Logger
}

// A Submitter gets transactions onto the chain while Run runs.
type Submitter struct {
	cfg  Config
	wake chan struct{}

	// mu protects busy.
	mu   sync.Mutex
	busy map[evidence.Address]bool
}

// New returns a Submitter that does nothing until Run is called.
func New(cfg Config) *Submitter {
	return &Submitter{cfg: cfg, wake: make(chan struct{}, 1), busy: map[evidence.Address]bool{}}
}

// Queue adds e in the caller's store transaction. Call [Submitter.Wake] when
// that is durable.
func (s *Submitter) Queue(tx store.Tx, e Entry) error {
	next := uint64(0)
	err := tx.Scan(bucket, e.Account[:], nil, func(k, _ []byte) error {
		if len(k) != placeSize {
			return damagedPlace(k)
		}
		next = binary.BigEndian.Uint64(k[len(e.Account):]) + 1
		return nil
	})
	if err != nil {
		return err
	}
	b, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("encoding transaction %s: %w", e.Ref, err)
	}
	return tx.Put(bucket, binary.BigEndian.AppendUint64(e.Account[:], next), b)
}

// Pending calls fn for every transaction that has not ended.
func Pending(tx store.Tx, fn func(Entry) error) error {
	return tx.Scan(bucket, nil, nil, func(k, v []byte) error {
		e, err := parse(k, v)
		if err != nil {
			return err
		}
		return fn(e)
	})
}

// Drop removes the entries of an account that have the given ref: the caller
// knows from elsewhere that the transaction done succeeded. An entry that was
// signed as another transaction stays: it takes a nonce, so it has to end first.
func Drop(tx store.Tx, account evidence.Address, ref string, done evidence.Hash) error {
	var places [][]byte
	err := tx.Scan(bucket, account[:], nil, func(k, v []byte) error {
		e, err := parse(k, v)
		if err == nil && e.Ref == ref && (e.Raw == nil || e.Hash == done) {
			places = append(places, k)
		}
		return err
	})
	for _, p := range places {
		if err == nil {
			err = tx.Delete(bucket, p)
		}
	}
	return err
}

func parse(place, b []byte) (Entry, error) {
	e := Entry{place: place, stored: b}
	if len(place) != placeSize {
		return e, damagedPlace(place)
	}
	if err := json.Unmarshal(b, &e); err != nil {
		return e, fmt.Errorf("transaction %x is damaged in the store: %v: %w", place, err, registry.ErrInvalid)
	}
	return e, nil
}

func damagedPlace(place []byte) error {
	return fmt.Errorf("transaction key %x is damaged in the store: %w", place, registry.ErrInvalid)
}

// here reports whether e is still what stands at its place.
func (e *Entry) here(tx store.Tx) (bool, error) {
	b, err := tx.Get(bucket, e.place)
	return b != nil && bytes.Equal(b, e.stored), err
}

// Wake makes Run look for new entries now.
func (s *Submitter) Wake() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Run serves accounts until ctx ends.
func (s *Submitter) Run(ctx context.Context) error {
	var wg sync.WaitGroup
	defer wg.Wait()
	slots := make(chan struct{}, workers)
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		accounts, err := s.accounts(ctx)
		if err != nil && ctx.Err() == nil {
			s.cfg.Log.ErrorContext(ctx, "reading queued transactions", "error", err)
		}
		for _, a := range accounts {
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				return nil
			}
			wg.Go(func() {
				s.serve(ctx, a)
				s.mu.Lock()
				delete(s.busy, a)
				s.mu.Unlock()
				<-slots
				s.Wake() // an entry may have come after serve looked
			})
		}
		select {
		case <-ctx.Done():
			return nil
		case <-s.wake:
		case <-tick.C:
		}
	}
}

// accounts marks as busy and returns the accounts that have entries and no
// worker.
func (s *Submitter) accounts(ctx context.Context) ([]evidence.Address, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var free []evidence.Address
	err := s.cfg.Store.View(ctx, func(tx store.Tx) error {
		return tx.Scan(bucket, nil, nil, func(k, _ []byte) error {
			var a evidence.Address
			if copy(a[:], k); len(k) == placeSize && !s.busy[a] {
				s.busy[a] = true
				free = append(free, a)
			}
			return nil
		})
	})
	return free, err
}

// serve gets the entries of one account onto the chain, oldest first.
func (s *Submitter) serve(ctx context.Context, a evidence.Address) {
	for wait := 50 * time.Millisecond; ctx.Err() == nil; {
		e, err := s.oldest(ctx, a)
		if err == nil && e == nil {
			return
		}
		if err == nil {
			err = s.finish(ctx, e)
		}
		if err == nil {
			wait = 50 * time.Millisecond
			continue
		}
		if ctx.Err() == nil {
			s.cfg.Log.WarnContext(ctx, "submitting a transaction; it will be tried again", "account", a, "error", err)
		}
		sleep(ctx, wait)
		wait = min(2*wait, 5*time.Second)
	}
}

func (s *Submitter) oldest(ctx context.Context, a evidence.Address) (*Entry, error) {
	var e *Entry
	err := s.cfg.Store.View(ctx, func(tx store.Tx) error {
		e = nil
		return tx.Scan(bucket, a[:], nil, func(k, v []byte) error {
			p, err := parse(k, v)
			if err != nil {
				return err
			}
			e = &p
			return store.ErrStop
		})
	})
	return e, err
}

// finish signs, sends and awaits one entry.
func (s *Submitter) finish(ctx context.Context, e *Entry) error {
	if e.Raw == nil {
		if here, err := s.sign(ctx, e); err != nil || !here {
			return err
		}
	}
	sent := time.Time{}
	for wait := 4 * time.Millisecond; ctx.Err() == nil; wait = min(2*wait, 500*time.Millisecond) {
		if time.Since(sent) > 3*time.Second {
			if err := s.cfg.Chain.SendRaw(ctx, e.Raw); err != nil {
				return fmt.Errorf("sending %s: %w", e.Ref, errors.Join(err, s.displaced(ctx, e, err)))
			}
			sent = time.Now()
		}
		s.rest(ctx, wait)
		if gone, err := s.gone(ctx, e); gone || err != nil {
			return err
		}
		r, err := s.cfg.Chain.FinalReceipt(ctx, common.Hash(e.Hash))
		switch {
		case errors.Is(err, registry.ErrNotFound):
			continue // not final yet
		case err != nil:
			return err
		}
		res := Result{Block: r.BlockNumber.Uint64(), Contract: evidence.Address(r.ContractAddress)}
		if r.Status == 0 {
			res.Err = s.cfg.Chain.RevertReason(ctx, r, e.Raw)
		}
		if err := s.cfg.Reached(ctx, res.Block); err != nil {
			return err
		}
		return s.settle(ctx, e, res)
	}
	return ctx.Err()
}

// slowly is from which pause on the next block ends it. Where blocks come faster,
// every entry that waits would look after every block.
const slowly = 64 * time.Millisecond

// rest waits for a while, and on a chain with slow blocks for the next one at
// most.
func (s *Submitter) rest(ctx context.Context, d time.Duration) {
	var moved <-chan struct{}
	if d >= slowly && s.cfg.Moved != nil {
		moved = s.cfg.Moved()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-moved:
	case <-t.C:
	}
}

// displaced has an entry signed anew when the node refused it because another
// transaction of the account took its nonce, so that it can never be included.
func (s *Submitter) displaced(ctx context.Context, e *Entry, refused error) error {
	if !errors.Is(refused, registry.ErrStale) {
		return nil
	}
	if _, err := s.cfg.Chain.FinalReceipt(ctx, common.Hash(e.Hash)); !errors.Is(err, registry.ErrNotFound) {
		return err
	}
	e.Raw, e.Hash = nil, evidence.Hash{}
	_, err := s.put(ctx, e)
	return err
}

// sign signs an entry and makes that durable. It reports false when the entry
// was dropped meanwhile: then it must not be sent.
func (s *Submitter) sign(ctx context.Context, e *Entry) (bool, error) {
	key, err := s.cfg.Key(ctx, e.Key)
	if err != nil {
		return false, fmt.Errorf("finding the key of %s: %w", e.Ref, err)
	}
	if key.Address() != common.Address(e.Account) {
		return false, fmt.Errorf("%s is to be sent by account %s, and %s would sign it: %w", e.Ref, e.Account, key.Address(), registry.ErrInvalid)
	}
	nonce, err := s.cfg.Chain.NonceAt(ctx, common.Address(e.Account))
	if err != nil {
		return false, err
	}
	var to *common.Address
	if !e.To.IsZero() {
		to = (*common.Address)(&e.To)
	}
	tx, err := s.cfg.Chain.Build(ctx, nonce, to, e.Data, GasLimit)
	if err == nil {
		tx, err = key.SignTransaction(ctx, tx)
	}
	if err != nil {
		return false, fmt.Errorf("signing %s: %w", e.Ref, err)
	}
	if e.Raw, err = tx.MarshalBinary(); err != nil {
		return false, fmt.Errorf("encoding %s: %w", e.Ref, err)
	}
	e.Hash = evidence.Hash(tx.Hash())
	return s.put(ctx, e)
}

// put stores what became of an entry in its place, and reports false when it is
// not there any more.
func (s *Submitter) put(ctx context.Context, e *Entry) (here bool, err error) {
	b, err := json.Marshal(e)
	if err != nil {
		return false, err
	}
	err = s.cfg.Store.Update(ctx, func(tx store.Tx) (err error) {
		if here, err = e.here(tx); err != nil || !here {
			return err
		}
		return tx.Put(bucket, e.place, b)
	})
	if err == nil && here {
		e.stored = b
	}
	return here, err
}

func (s *Submitter) gone(ctx context.Context, e *Entry) (bool, error) {
	here := false
	err := s.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		here, err = e.here(tx)
		return err
	})
	return !here, err
}

func (s *Submitter) settle(ctx context.Context, e *Entry, r Result) error {
	here := false
	err := s.cfg.Store.Update(ctx, func(tx store.Tx) (err error) {
		if here, err = e.here(tx); err != nil || !here {
			return err
		}
		if err := tx.Delete(bucket, e.place); err != nil {
			return err
		}
		return s.cfg.Settled(tx, *e, r)
	})
	if err == nil && here {
		s.cfg.After(*e, r)
	}
	return err
}

func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
