package outbox_test

import (
	"crypto/ecdsa"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/execute/outbox"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
	"github.com/novation-dev/novation/registry"
)

// counter is a contract that adds one to slot 0, and reverts when it is called
// with any data: CALLDATASIZE PUSH1 f JUMPI, SLOAD(0)+1 SSTORE(0), STOP; f: revert.
var counter = common.FromHex("3660125760015f54015f550000000000000000005b5f5ffd")

type rig struct {
	t    *testing.T
	c    *chain.Client
	db   *bbolt.DB
	file string
	key  *ecdsa.PrivateKey
	at   common.Address
}

func newRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{t: t, file: filepath.Join(t.TempDir(), "box.db")}
	var err error
	if r.c, err = chain.Dial(t.Context(), chain.Config{URL: nodetest.Start(t, node.Config{}).HTTPURL(), MaxPoll: 5 * time.Millisecond}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.c.Close)
	if r.key, err = crypto.GenerateKey(); err != nil {
		t.Fatal(err)
	}
	r.open()
	o, err := r.box(nil).Send(t.Context(), r.key, outbox.Call{Ref: "create", Data: creation(counter)})
	if err != nil || o.Err != nil {
		t.Fatal(err, o.Err)
	}
	r.at = o.Receipt.ContractAddress
	return r
}

// creation returns what deploys code: CODECOPY and RETURN of what follows.
func creation(code []byte) []byte {
	n := byte(len(code))
	return append([]byte{0x60, n, 0x80, 0x60, 9, 0x5f, 0x39, 0x5f, 0xf3}, code...)
}

func (r *rig) open() {
	r.t.Helper()
	var err error
	if r.db, err = bbolt.Open(r.file, 0o600, &bbolt.Options{NoSync: true, Timeout: time.Second}); err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = r.db.Close() })
}

func (r *rig) box(before func(string) error) *outbox.Box {
	r.t.Helper()
	b, err := outbox.New(r.db, r.c)
	if err != nil {
		r.t.Fatal(err)
	}
	b.Before = before
	return b
}

// count is how often the contract was called.
func (r *rig) count() uint64 {
	r.t.Helper()
	var w common.Hash
	if err := r.c.RPC().CallContext(r.t.Context(), &w, "eth_getStorageAt", r.at, common.Hash{}, "latest"); err != nil {
		r.t.Fatal(err)
	}
	return w.Big().Uint64()
}

func (r *rig) call(ref string) outbox.Call { return outbox.Call{Ref: ref, To: &r.at} }

func refs(all []outbox.Outcome) (out []string) {
	for _, o := range all {
		ref := o.Ref
		switch {
		case o.Displaced:
			ref += " displaced"
		case o.Err != nil:
			ref += " reverted"
		}
		out = append(out, ref)
	}
	return out
}

func TestSeveralInFlightEndInOrder(t *testing.T) {
	r := newRig(t)
	b := r.box(nil)
	want := []string{"a", "b", "c", "d"}
	for _, ref := range want {
		if err := b.Post(t.Context(), r.key, r.call(ref)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := b.Settle(t.Context(), r.key)
	if diff := cmp.Diff(want, refs(got)); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if n := r.count(); n != 4 {
		t.Errorf("called %d times", n)
	}
	if again, err := b.Settle(t.Context(), r.key); len(again) != 0 || err != nil {
		t.Error("something was left", again, err)
	}
}

// TestSettleTo leaves some on their way.
func TestSettleTo(t *testing.T) {
	r := newRig(t)
	b := r.box(nil)
	for _, ref := range []string{"a", "b", "c", "d"} {
		if err := b.Post(t.Context(), r.key, r.call(ref)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := b.SettleTo(t.Context(), r.key, 3)
	if diff := cmp.Diff([]string{"a"}, refs(got)); diff != "" || err != nil {
		t.Fatal(err, diff)
	}
	if left, err := b.Pending(crypto.PubkeyToAddress(r.key.PublicKey)); len(left) != 3 || err != nil {
		t.Errorf("%v are left: %v", left, err)
	}
	if none, err := b.SettleTo(t.Context(), r.key, 3); len(none) > 0 || err != nil {
		t.Errorf("%v ended, and all might stay: %v", refs(none), err)
	}
	if got, err = b.Settle(t.Context(), r.key); err != nil || len(got) != 3 || r.count() != 4 {
		t.Errorf("%v ended, %d calls: %v", refs(got), r.count(), err)
	}
}

// TestCrash stops at every point and goes on with the database alone. What was
// kept is done exactly once; what was not is not.
func TestCrash(t *testing.T) {
	r := newRig(t)
	crash := errors.New("crash")
	for _, c := range []struct {
		point string
		calls uint64
	}{{"signed x", 0}, {"kept x", 1}, {"sent x", 1}, {"ended x", 1}} {
		t.Run(c.point, func(t *testing.T) {
			before := r.count()
			reached := false
			b := r.box(func(p string) error {
				if p == c.point {
					reached = true
					return crash
				}
				return nil
			})
			if _, err := b.Send(t.Context(), r.key, r.call("x")); !errors.Is(err, crash) || !reached {
				t.Fatalf("it did not crash: %v", err)
			}
			if err := r.db.Close(); err != nil {
				t.Fatal(err)
			}
			r.open()
			after := r.box(nil)
			if _, err := after.Settle(t.Context(), r.key); err != nil {
				t.Fatal(err)
			}
			if got := r.count() - before; got != c.calls {
				t.Errorf("called %d times, want %d", got, c.calls)
			}
			if _, err := after.Send(t.Context(), r.key, r.call("y")); err != nil {
				t.Fatal(err)
			}
			if got := r.count() - before; got != c.calls+1 {
				t.Errorf("then called %d times, want %d", got, c.calls+1)
			}
		})
	}
}

func TestForeignTransactionDisplaces(t *testing.T) {
	r := newRig(t)
	crash := errors.New("crash")
	b := r.box(func(p string) error {
		if p == "kept x" {
			return crash
		}
		return nil
	})
	if err := b.Post(t.Context(), r.key, r.call("x")); !errors.Is(err, crash) {
		t.Fatal(err)
	}
	foreign(t, r)
	got, err := r.box(nil).Settle(t.Context(), r.key)
	if diff := cmp.Diff([]string{"x displaced"}, refs(got)); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if n := r.count(); n != 0 {
		t.Errorf("it had an effect: %d", n)
	}
	if o, err := r.box(nil).Send(t.Context(), r.key, r.call("y")); err != nil || o.Err != nil || o.Displaced {
		t.Error(o, err)
	}
}

// foreign sends an empty transaction of the account from somewhere else.
func foreign(t *testing.T, r *rig) {
	t.Helper()
	me := crypto.PubkeyToAddress(r.key.PublicKey)
	n, err := r.c.NonceAt(t.Context(), me)
	if err != nil {
		t.Fatal(err)
	}
	raw, hash, err := r.c.Sign(t.Context(), r.key, n, &me, []byte{1}, 100_000)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.c.SendRaw(t.Context(), raw); err != nil {
		t.Fatal(err)
	}
	if _, err := r.c.WaitFinal(t.Context(), hash); err != nil {
		t.Fatal(err)
	}
}

func TestReverts(t *testing.T) {
	r := newRig(t)
	wrong := r.call("wrong")
	wrong.Data = []byte{1}
	if err := r.box(nil).Post(t.Context(), r.key, wrong); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("a call that would revert was sent: %v", err)
	}
	if left, err := r.box(nil).Pending(crypto.PubkeyToAddress(r.key.PublicKey)); len(left) > 0 || err != nil {
		t.Error("it is on its way", left, err)
	}
	wrong.Gas = 100_000 // no estimate
	o, err := r.box(nil).Send(t.Context(), r.key, wrong)
	if err != nil || o.Err == nil || o.Receipt == nil {
		t.Errorf("a revert is not told: %v %v", o, err)
	}
}

func TestTooMuchGasIsReplaced(t *testing.T) {
	r := newRig(t)
	b := r.box(nil)
	huge := r.call("huge")
	huge.Gas = 2_000_000_000
	for _, c := range []outbox.Call{r.call("a"), huge, r.call("b")} {
		c.Gas = max(c.Gas, 100_000)
		if err := b.Post(t.Context(), r.key, c); err != nil {
			t.Fatal(err)
		}
	}
	got, err := b.Settle(t.Context(), r.key)
	if diff := cmp.Diff([]string{"a", "huge displaced", "b"}, refs(got)); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if n := r.count(); n != 2 {
		t.Errorf("called %d times", n)
	}
}

func TestDamagedEntries(t *testing.T) {
	r := newRig(t)
	account := crypto.PubkeyToAddress(r.key.PublicKey)
	for _, text := range []string{"", "{", `{"ref":"x","raws":[]}`, `{"ref":"x","raws":["AQID"]}`, `[]`} {
		err := r.db.Update(func(tx *bbolt.Tx) error {
			return tx.Bucket([]byte("pending")).Put(append(account[:], 0, 0, 0, 0, 0, 0, 0, 9), []byte(text))
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.box(nil).Settle(t.Context(), r.key); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "damaged") && !strings.Contains(err.Error(), "no bytes") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
