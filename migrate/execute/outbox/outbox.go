// Package outbox gets the transactions of a few accounts onto a chain, each
// once, and says how they ended.
//
// # Promises
//
// The signed bytes of a transaction are durable before they are first sent, and
// the same bytes are sent again, lowest nonce first, until a final block has
// them. A crash therefore loses none and makes none twice. An account has one
// writer: nothing else may send from it while a [Box] does. When something else
// did, the transaction whose nonce it took ends as Displaced, which says that it
// had no effect and never will.
//
// A transaction that offers too little for its gas is signed again with the same
// nonce; one that no block has room for any more is replaced by an empty one, and
// ends as Displaced.
//
// # Dependencies
//
// Of ours it imports registry and contracts/chain. It keeps its entries in a
// bucket of the caller's bbolt database.
package outbox

import (
	"context"
	"crypto/ecdsa"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

// The buckets: pending transactions by account and nonce, and by account the
// lowest nonce that was never final here, with the block that says so.
var (
	pending = []byte("pending")
	floor   = []byte("floor")
)

// A Call is a transaction before it is signed.
type Call struct {
	// Ref tells the caller which of its doings this is.
	Ref string
	// To is called with Data; nil creates a contract.
	To   *common.Address
	Data []byte
	// Gas is the limit. Zero means that the node estimates it, with a quarter
	// on top; a call that would revert then gives a *chain.RevertError, and
	// nothing is sent.
	Gas uint64
}

// An Outcome is how a transaction ended.
type Outcome struct {
	Ref  string
	Hash common.Hash
	// Receipt is that of a final block; nil when Displaced.
	Receipt *types.Receipt
	// Err says why the chain reverted it; nil when it succeeded.
	Err error
	// Displaced is true when another transaction took the nonce.
	Displaced bool

	// block and hash are those of the block that says so.
	block uint64
	hash  common.Hash
}

// A Box holds transactions on their way. It is not safe for concurrent use.
type Box struct {
	db    *bbolt.DB
	chain *chain.Client
	// Before is called with the name of a point at which a crash is survived;
	// its error ends the call. Nil means nothing.
	Before func(point string) error
	// Ended is called in the database transaction that forgets a transaction, so
	// that its outcome is not lost either. Nil means nothing.
	Ended func(tx *bbolt.Tx, o Outcome) error
	// resend is the pause between two sendings of the same bytes.
	resend time.Duration
	// sent is when this Box last sent what is on its way, by account and nonce.
	sent map[string]time.Time
}

// New returns a Box on a database.
func New(db *bbolt.DB, c *chain.Client) (*Box, error) {
	err := db.Update(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{pending, floor} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("preparing the outbox: %w", err)
	}
	return &Box{db: db, chain: c, resend: 3 * time.Second, sent: map[string]time.Time{}}, nil
}

// An entry is a transaction on its way.
type entry struct {
	Ref string `json:"ref"`
	// Raws are the signed bytes, the newest last. All have one nonce, so that
	// one of them at most is ever included.
	Raws [][]byte `json:"raws"`

	account common.Address
	nonce   uint64
}

func (e *entry) place() []byte { return place(e.account, e.nonce) }

func place(account common.Address, nonce uint64) []byte {
	return binary.BigEndian.AppendUint64(account[:], nonce)
}

func (e *entry) txs() ([]*types.Transaction, error) {
	out := make([]*types.Transaction, len(e.Raws))
	for i, raw := range e.Raws {
		out[i] = new(types.Transaction)
		if err := out[i].UnmarshalBinary(raw); err != nil {
			return nil, fmt.Errorf("transaction %s of the outbox is damaged: %v: %w", e.Ref, err, registry.ErrInvalid)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("transaction %s of the outbox has no bytes: %w", e.Ref, registry.ErrInvalid)
	}
	return out, nil
}

// Pending returns the refs of what an account has on its way, in order.
func (b *Box) Pending(account common.Address) ([]string, error) {
	entries, err := b.entries(account)
	refs := make([]string, len(entries))
	for i, e := range entries {
		refs[i] = e.Ref
	}
	return refs, err
}

func (b *Box) entries(account common.Address) (out []*entry, err error) {
	err = b.db.View(func(tx *bbolt.Tx) error {
		c := tx.Bucket(pending).Cursor()
		for k, v := c.Seek(account[:]); len(k) == len(account)+8 && common.BytesToAddress(k[:len(account)]) == account; k, v = c.Next() {
			e := &entry{account: account, nonce: binary.BigEndian.Uint64(k[len(account):])}
			if err := json.Unmarshal(v, e); err != nil {
				return fmt.Errorf("transaction %x of the outbox is damaged: %v: %w", k, err, registry.ErrInvalid)
			}
			if _, err := e.txs(); err != nil {
				return err
			}
			out = append(out, e)
		}
		return nil
	})
	return out, err
}

func (b *Box) put(e *entry) error {
	v, err := json.Marshal(e)
	if err != nil {
		return err
	}
	err = b.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(pending).Put(e.place(), v) })
	if err != nil {
		return fmt.Errorf("keeping transaction %s: %w", e.Ref, err)
	}
	return nil
}

// end removes an entry whose nonce a final block has used.
func (b *Box) end(e *entry, o Outcome) error {
	err := b.db.Update(func(tx *bbolt.Tx) error {
		next := binary.BigEndian.AppendUint64(nil, e.nonce+1)
		next = binary.BigEndian.AppendUint64(next, o.block)
		next = append(next, o.hash[:]...)
		if err := tx.Bucket(floor).Put(e.account[:], next); err != nil {
			return err
		}
		if b.Ended != nil {
			if err := b.Ended(tx, o); err != nil {
				return err
			}
		}
		return tx.Bucket(pending).Delete(e.place())
	})
	if err != nil {
		return fmt.Errorf("ending transaction %s: %w", e.Ref, err)
	}
	delete(b.sent, string(e.place()))
	return nil
}

// next is the nonce of the next transaction: behind what the chain has, what
// was final once (a node may lag), and what is on its way.
func (b *Box) next(ctx context.Context, account common.Address, waiting []*entry) (uint64, error) {
	nonce, err := b.chain.NonceAt(ctx, account)
	if err != nil {
		return 0, err
	}
	if n := len(waiting); n > 0 {
		nonce = max(nonce, waiting[n-1].nonce+1)
	}
	return nonce, b.lags(ctx, account, nonce)
}

// lags fails when the node counts fewer transactions of an account than were
// final once. A node whose chain does not have that block any more is believed:
// what was in it is to be done again.
func (b *Box) lags(ctx context.Context, account common.Address, nonce uint64) error {
	var v []byte
	_ = b.db.View(func(tx *bbolt.Tx) error {
		v = slices.Clone(tx.Bucket(floor).Get(account[:]))
		return nil
	})
	if len(v) != 48 || nonce >= binary.BigEndian.Uint64(v) {
		return nil
	}
	number, hash := binary.BigEndian.Uint64(v[8:]), common.BytesToHash(v[16:])
	at, err := b.chain.BlockByNumber(ctx, number)
	if err == nil && at.Hash != hash {
		return nil
	}
	if err != nil && !errors.Is(err, registry.ErrNotFound) {
		return err
	}
	return fmt.Errorf("the node counts %d transactions of %s, and %d were final in block %d; it lags, try again later: %w",
		nonce, account, binary.BigEndian.Uint64(v), number, registry.ErrStale)
}

// Post signs a call, makes it durable and sends it once. [Box.Settle] says how
// it ends.
func (b *Box) Post(ctx context.Context, key *ecdsa.PrivateKey, c Call) error {
	account := crypto.PubkeyToAddress(key.PublicKey)
	waiting, err := b.entries(account)
	if err != nil {
		return err
	}
	if c.Gas == 0 {
		if c.Gas, err = b.estimate(ctx, account, c); err != nil {
			return fmt.Errorf("%s: %w", c.Ref, err)
		}
	}
	nonce, err := b.next(ctx, account, waiting)
	if err != nil {
		return err
	}
	raw, _, err := b.chain.Sign(ctx, key, nonce, c.To, c.Data, c.Gas)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Ref, err)
	}
	if err := b.before("signed " + c.Ref); err != nil {
		return err
	}
	e := &entry{Ref: c.Ref, Raws: [][]byte{raw}, account: account, nonce: nonce}
	if err := b.put(e); err != nil {
		return err
	}
	if err := b.before("kept " + c.Ref); err != nil {
		return err
	}
	if err := b.send(ctx, key, e); err != nil {
		return err
	}
	return b.before("sent " + c.Ref)
}

// Send settles what is on its way, then posts a call and waits for its end.
func (b *Box) Send(ctx context.Context, key *ecdsa.PrivateKey, c Call) (Outcome, error) {
	if _, err := b.Settle(ctx, key); err != nil {
		return Outcome{}, err
	}
	if err := b.Post(ctx, key, c); err != nil {
		return Outcome{}, err
	}
	out, err := b.Settle(ctx, key)
	if err != nil {
		return Outcome{}, err
	}
	return out[len(out)-1], nil
}

func (b *Box) before(point string) error {
	if b.Before == nil {
		return nil
	}
	return b.Before(point)
}
