package submit_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// A contract is created, called, and says no: each ends once, and its entry is
// gone in the transaction that says so.
func TestEnds(t *testing.T) {
	r := newRig(t)
	pod := r.account("pod")
	r.account("stranger")
	r.run()
	r.queue(submit.Entry{Key: "pod", Data: deployment(pod), Ref: "deploy"})
	made := r.next()
	if made.r.Err != nil || made.e.Ref != "deploy" || made.r.Contract.IsZero() || made.r.Block == 0 {
		t.Fatalf("the deployment: %+v", made)
	}
	code, err := r.client.Code(t.Context(), common.Address(made.r.Contract))
	if err != nil || !contracts.Consortium().Matches(code) {
		t.Errorf("the code is not that of the artefact (%v)", err)
	}

	anchor := binding.NewConsortium().PackAnchor(3, [32]byte{1})
	r.queue(submit.Entry{Key: "pod", To: made.r.Contract, Data: anchor, Ref: "anchor"})
	if e := r.next(); e.r.Err != nil || e.e.Ref != "anchor" || !e.r.Contract.IsZero() {
		t.Errorf("a call: %+v", e)
	}
	r.queue(submit.Entry{Key: "stranger", To: made.r.Contract, Data: anchor, Ref: "not allowed"})
	e := r.next()
	var revert *chain.RevertError
	if !errors.As(e.r.Err, &revert) || revert.Name != "NotPod" || !errors.Is(e.r.Err, registry.ErrRefused) {
		t.Errorf("a call by somebody else: %+v", e)
	}
	if left := r.pending(); len(left) != 0 {
		t.Errorf("still there: %+v", left)
	}
	for _, ref := range []string{"deploy", "anchor", "not allowed"} {
		err := r.store.View(t.Context(), func(tx store.Tx) error {
			b, err := tx.Get("settled", []byte(ref))
			if b == nil {
				t.Errorf("%s was not settled in the store", ref)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// The entries of an account get onto the chain in the order in which they were
// queued, also those of one store transaction.
func TestOrder(t *testing.T) {
	r := newRig(t)
	r.account("a")
	var entries []submit.Entry
	for i := range 12 {
		entries = append(entries, submit.Entry{Key: "a", To: nowhere, Data: []byte{byte(i)}, Ref: fmt.Sprint(i)})
	}
	r.queue(entries[:5]...)
	r.run()
	r.queue(entries[5:]...)
	for i := range entries {
		if e := r.next(); e.e.Ref != fmt.Sprint(i) || e.r.Err != nil {
			t.Fatalf("end %d is that of %s: %+v", i, e.e.Ref, e.r)
		}
	}
	if n := r.nonce("a"); n != 12 {
		t.Errorf("%d transactions of the account, want 12", n)
	}
}

// An account that cannot go on holds up no other.
func TestAccountsDoNotWait(t *testing.T) {
	r := newRig(t)
	r.account("slow")
	r.account("quick")
	free := make(chan struct{})
	r.key = func(ctx context.Context, name string) (*ecdsa.PrivateKey, error) {
		if name == "slow" {
			select {
			case <-free:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		return r.keys[name], nil
	}
	r.run()
	r.queue(submit.Entry{Key: "slow", To: nowhere, Ref: "slow"})
	for i := range 3 {
		r.queue(submit.Entry{Key: "quick", To: nowhere, Ref: fmt.Sprint(i)})
		if e := r.next(); e.e.Ref != fmt.Sprint(i) {
			t.Fatalf("%s ended, want %d", e.e.Ref, i)
		}
	}
	if left := r.pending(); len(left) != 1 || left[0].Ref != "slow" || left[0].Raw != nil {
		t.Errorf("waiting: %+v", left)
	}
	close(free)
	if e := r.next(); e.e.Ref != "slow" || e.r.Err != nil {
		t.Errorf("%+v", e)
	}
}

// The signed bytes are in the store before a node gets them.
func TestDurableBeforeSent(t *testing.T) {
	r := newRig(t)
	r.account("a")
	var sent, early atomic.Int64
	r.gate.set(func(method string, params []json.RawMessage) (any, bool) {
		if method == "eth_sendRawTransaction" {
			sent.Add(1)
			if left := r.pending(); len(left) != 1 || !bytes.Equal(left[0].Raw, raw(params)) || left[0].Hash != evidence.Hash(crypto.Keccak256Hash(raw(params))) {
				early.Add(1)
			}
		}
		return nil, true
	})
	r.run()
	r.queue(submit.Entry{Key: "a", To: nowhere, Ref: "x"})
	r.next()
	if sent.Load() == 0 || early.Load() != 0 {
		t.Errorf("sent %d times, %d times before it was stored", sent.Load(), early.Load())
	}
}

// A submitter that starts again sends the same bytes, and signs nothing.
func TestResendAfterRestart(t *testing.T) {
	r := newRig(t)
	r.account("a")
	got := make(chan []byte, 10)
	r.gate.set(func(method string, params []json.RawMessage) (any, bool) {
		if method == "eth_sendRawTransaction" {
			got <- raw(params)
			return crypto.Keccak256Hash(raw(params)), true // the node takes it, and dies
		}
		return nil, true
	})
	r.run()
	r.queue(submit.Entry{Key: "a", To: nowhere, Ref: "x"})
	first := <-got
	r.stop()
	left := r.pending()
	if len(left) != 1 || !bytes.Equal(left[0].Raw, first) {
		t.Fatalf("after the stop: %+v, sent %x", left, first)
	}
	if n := r.nonce("a"); n != 0 {
		t.Fatalf("the lost transaction was included")
	}

	r.key = func(context.Context, string) (*ecdsa.PrivateKey, error) {
		return nil, errors.New("nothing is to be signed")
	}
	r.gate.set(nil)
	r.run()
	if e := r.next(); e.r.Err != nil || e.e.Hash != left[0].Hash {
		t.Errorf("after the restart: %+v, want transaction %s", e, left[0].Hash)
	}
	if n := r.nonce("a"); n != 1 {
		t.Errorf("%d transactions of the account, want 1", n)
	}
}

// A transaction that was included while the submitter was down is found, not
// sent as another one.
func TestIncludedWhileDown(t *testing.T) {
	r := newRig(t)
	r.account("a")
	b, hash := r.signed("a", 0, nowhere, []byte("x"))
	r.queue(submit.Entry{Key: "a", To: nowhere, Data: []byte("x"), Ref: "x", Raw: b, Hash: hash})
	if err := r.client.SendRaw(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if _, err := r.client.WaitFinal(t.Context(), common.Hash(hash)); err != nil {
		t.Fatal(err)
	}
	r.run()
	if e := r.next(); e.r.Err != nil || e.e.Hash != hash {
		t.Errorf("%+v, want transaction %s", e, hash)
	}
	if n := r.nonce("a"); n != 1 {
		t.Errorf("%d transactions of the account, want 1", n)
	}
}

// Bytes whose nonce another transaction has taken can never be included; the
// entry is signed anew, with the next nonce.
func TestNonceTaken(t *testing.T) {
	r := newRig(t)
	r.account("a")
	other, hash := r.signed("a", 0, nowhere, []byte("other"))
	if err := r.client.SendRaw(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	if _, err := r.client.WaitFinal(t.Context(), common.Hash(hash)); err != nil {
		t.Fatal(err)
	}
	stale, staleHash := r.signed("a", 0, nowhere, []byte("x"))
	r.queue(submit.Entry{Key: "a", To: nowhere, Data: []byte("x"), Ref: "x", Raw: stale, Hash: staleHash})
	r.run()
	if e := r.next(); e.r.Err != nil || e.e.Hash == staleHash || e.e.Ref != "x" {
		t.Errorf("%+v", e)
	}
	if n := r.nonce("a"); n != 2 {
		t.Errorf("%d transactions of the account, want 2", n)
	}
}

// While the node is down entries wait; when it is back they get through, once.
func TestNodeDownThenUp(t *testing.T) {
	r := newRig(t)
	r.account("a")
	r.account("b")
	tried := make(chan struct{}, 1)
	r.gate.set(func(string, []json.RawMessage) (any, bool) {
		select {
		case tried <- struct{}{}:
		default:
		}
		return nil, false
	})
	r.run()
	r.queue(submit.Entry{Key: "a", To: nowhere, Ref: "1"}, submit.Entry{Key: "a", To: nowhere, Ref: "2"}, submit.Entry{Key: "b", To: nowhere, Ref: "3"})
	<-tried
	<-tried
	if left := r.pending(); len(left) != 3 {
		t.Errorf("%d entries wait, want 3", len(left))
	}
	r.gate.set(nil)
	ended := map[string]int{}
	for range 3 {
		e := r.next()
		if e.r.Err != nil {
			t.Errorf("%+v", e)
		}
		ended[e.e.Ref]++
	}
	if len(ended) != 3 || r.nonce("a") != 2 || r.nonce("b") != 1 {
		t.Errorf("ended: %v; nonces %d and %d", ended, r.nonce("a"), r.nonce("b"))
	}
}

// The node goes down after it has taken a transaction.
func TestNodeDownWhileWaiting(t *testing.T) {
	r := newRig(t)
	r.account("a")
	var once sync.Once
	r.gate.set(func(method string, _ []json.RawMessage) (any, bool) {
		pass := true
		if method == "eth_getTransactionReceipt" {
			once.Do(func() { pass = false })
		}
		return nil, pass
	})
	r.run()
	r.queue(submit.Entry{Key: "a", To: nowhere, Ref: "x"})
	if e := r.next(); e.r.Err != nil {
		t.Errorf("%+v", e)
	}
	if n := r.nonce("a"); n != 1 {
		t.Errorf("%d transactions of the account, want 1", n)
	}
}

// What is dropped before it was signed is never sent, and never settled.
func TestDrop(t *testing.T) {
	r := newRig(t)
	a := r.account("a")
	asked, free := make(chan struct{}), make(chan struct{})
	var once sync.Once
	r.key = func(context.Context, string) (*ecdsa.PrivateKey, error) {
		once.Do(func() {
			close(asked)
			<-free
		})
		return r.keys["a"], nil
	}
	r.run()
	r.queue(submit.Entry{Key: "a", To: nowhere, Ref: "old"})
	<-asked
	r.queue(submit.Entry{Key: "a", To: nowhere, Ref: "old"}, submit.Entry{Key: "a", To: nowhere, Ref: "new"})
	r.update(func(tx store.Tx) error { return submit.Drop(tx, a, "old", evidence.Hash{}) })
	if left := r.pending(); len(left) != 1 || left[0].Ref != "new" {
		t.Errorf("left: %+v", left)
	}
	r.update(func(tx store.Tx) error { return submit.Drop(tx, evidence.Address{1}, "new", evidence.Hash{}) }) // of another account: nothing
	close(free)
	if e := r.next(); e.e.Ref != "new" || e.r.Err != nil {
		t.Errorf("%+v", e)
	}
	if n := r.nonce("a"); n != 1 {
		t.Errorf("%d transactions of the account, want 1", n)
	}
}

// The pod hears from the chain that a transaction succeeded, drops its entry and
// queues the next one, all while the submitter is about to settle the first. The
// next one takes the place of the first and is not mistaken for it.
func TestPlaceOfADroppedEntry(t *testing.T) {
	r := newRig(t)
	a := r.account("a")
	r.reached = func() {
		r.update(func(tx store.Tx) error {
			var old *submit.Entry
			err := submit.Pending(tx, func(e submit.Entry) error {
				if e.Ref == "old" {
					old = &e
				}
				return nil
			})
			if err != nil || old == nil {
				return err
			}
			if err := submit.Drop(tx, a, "old", old.Hash); err != nil {
				return err
			}
			return r.sub.Queue(tx, submit.Entry{Account: a, Key: "a", To: nowhere, Data: []byte("new"), Ref: "new"})
		})
	}
	r.run()
	r.queue(submit.Entry{Key: "a", To: nowhere, Data: []byte("old"), Ref: "old"})
	if e := r.next(); e.e.Ref != "new" || string(e.e.Data) != "new" || e.r.Err != nil {
		t.Errorf("the end of %s (%v), want that of the new entry", e.e.Ref, e.r.Err)
	}
	if n, left := r.nonce("a"), r.pending(); n != 2 || len(left) != 0 {
		t.Errorf("%d transactions of the account and %d entries left, want 2 and none", n, len(left))
	}
}

// What was signed as another transaction than the one that succeeded has taken
// a nonce and must end.
func TestDropKeepsOtherTransactions(t *testing.T) {
	r := newRig(t)
	a := r.account("a")
	b, hash := r.signed("a", 0, nowhere, []byte("x"))
	r.queue(submit.Entry{Key: "a", To: nowhere, Data: []byte("x"), Ref: "x", Raw: b, Hash: hash})
	for _, c := range []struct {
		done evidence.Hash
		left int
	}{{evidence.Hash{1}, 1}, {evidence.Hash{}, 1}, {hash, 0}} {
		r.update(func(tx store.Tx) error { return submit.Drop(tx, a, "x", c.done) })
		if left := r.pending(); len(left) != c.left {
			t.Errorf("%s succeeded: %d entries left, want %d", c.done.Short(), len(left), c.left)
		}
	}
}

// When the caller cannot note an end, the entry stays and ends again.
func TestSettledFails(t *testing.T) {
	r := newRig(t)
	r.account("a")
	r.run()
	r.stop()
	failed := false
	ended := make(chan submit.Result, 1)
	sub := submit.New(submit.Config{
		Store: r.store, Chain: r.client, Log: discard,
		Key:     local(func(context.Context, string) (*ecdsa.PrivateKey, error) { return r.keys["a"], nil }),
		Reached: func(context.Context, uint64) error { return nil },
		Settled: func(tx store.Tx, _ submit.Entry, _ submit.Result) error {
			if !failed {
				failed = true
				return errors.New("the disk is full")
			}
			return nil
		},
		After: func(_ submit.Entry, res submit.Result) { ended <- res },
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = sub.Run(ctx)
	}()
	r.queue(submit.Entry{Key: "a", To: nowhere, Ref: "x"})
	sub.Wake()
	if res := <-ended; res.Err != nil {
		t.Errorf("%+v", res)
	}
	cancel()
	<-done
	if n := r.nonce("a"); n != 1 || !failed {
		t.Errorf("%d transactions, failed %v", n, failed)
	}
}

// Damage in the store is an error to who reads it, and holds up one account at
// most.
func TestDamagedEntries(t *testing.T) {
	r := newRig(t)
	a, b := r.account("a"), r.account("b")
	place := func(a evidence.Address, n byte) []byte { return append(a[:], 0, 0, 0, 0, 0, 0, 0, n) }
	for _, c := range []struct {
		name string
		key  []byte
	}{{"contents", place(a, 0)}, {"short key", a[:7]}, {"key of an account", a[:]}, {"long key", append(place(a, 0), 1)}} {
		t.Run(c.name, func(t *testing.T) {
			r.update(func(tx store.Tx) error { return tx.Put("transaction", c.key, []byte("{")) })
			err := r.store.View(t.Context(), func(tx store.Tx) error {
				return submit.Pending(tx, func(submit.Entry) error { return nil })
			})
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "damaged") {
				t.Errorf("Pending = %v, want ErrInvalid", err)
			}
			if len(c.key) >= len(a) {
				err = r.store.View(t.Context(), func(tx store.Tx) error { return submit.Drop(tx, a, "x", evidence.Hash{}) })
				if !errors.Is(err, registry.ErrInvalid) {
					t.Errorf("Drop = %v, want ErrInvalid", err)
				}
			}
			if len(c.key) >= len(a) && c.name != "contents" {
				err := r.store.Update(t.Context(), func(tx store.Tx) error {
					return submit.New(submit.Config{Store: r.store}).Queue(tx, submit.Entry{Account: a})
				})
				if !errors.Is(err, registry.ErrInvalid) {
					t.Errorf("Queue = %v, want ErrInvalid", err)
				}
			}
			r.run()
			r.queue(submit.Entry{Account: b, Key: "b", To: nowhere, Ref: "x"})
			if e := r.next(); e.e.Ref != "x" || e.r.Err != nil {
				t.Errorf("%+v", e)
			}
			r.stop()
			r.update(func(tx store.Tx) error { return tx.Delete("transaction", c.key) })
		})
	}
}
