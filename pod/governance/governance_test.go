package governance_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"errors"
	"log/slog"
	"math/big"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/governance"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
)

const chainID = 1776

var (
	consortium = common.Address{0xcc}
	pod        = evidence.Address{0xdd}
	line       = registry.Digest{1}
	hash       = common.Hash{0xaa}
)

// key returns the private key n.
func key(n int64) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(common.LeftPadBytes(big.NewInt(n).Bytes(), 32))
	if err != nil {
		panic(err) // n is a key
	}
	return k
}

func account(n int64) common.Address { return crypto.PubkeyToAddress(key(n).PublicKey) }

// view is of a line whose second change can be reverted until second 200.
func view() *change.View {
	c := &change.Change{
		Hash: hash, Status: change.Activated, ActivatedAt: 100, Epoch: 2,
		Struct: typed.Change{Line: line, Parent: [32]byte{1}, RevertWindow: 100, RevertQuorum: 2},
	}
	return &change.View{
		Time: 150, MemberEpoch: 1, Threshold: 2, Approvers: []common.Address{account(1), account(2), account(3)},
		Lines:   map[registry.Digest]*change.Line{line: {Epoch: 2, Sequence: 2, Change: hash}},
		Changes: map[common.Hash]*change.Change{hash: c},
	}
}

func TestRevertOf(t *testing.T) {
	v := view()
	got, err := governance.RevertOf(v, v.Changes[hash], "wrong prices")
	if err != nil {
		t.Fatal(err)
	}
	want := typed.Revert{Change: hash, Epoch: 2, Reason: registry.DigestOf([]byte("wrong prices"))}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	v.Time = 200
	if _, err := governance.RevertOf(v, v.Changes[hash], "in the last second"); err != nil {
		t.Errorf("in the last second of the window: %v", err)
	}
}

func TestRevertOfRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		edit   func(*change.View, *change.Change)
		reason string
		kind   error
		want   string
	}{
		{"no reason", func(*change.View, *change.Change) {}, "", registry.ErrInvalid, "needs a reason"},
		{"too late", func(v *change.View, _ *change.Change) { v.Time = 201 }, "x", registry.ErrStale, "closed at 200: roll forward"},
		{"only proposed", func(v *change.View, c *change.Change) {
			c.Status, v.Lines[line].Change = change.Proposed, common.Hash{}
		}, "x", registry.ErrStale, "is proposed and not the last one activated"},
		{"another was activated since", func(v *change.View, _ *change.Change) { v.Lines[line].Change = common.Hash{9} }, "x", registry.ErrStale, "not the last one activated"},
		{"reverted already", func(v *change.View, c *change.Change) {
			c.Status, v.Lines[line].Change = change.Reverted, common.Hash{}
		}, "x", registry.ErrStale, "is reverted"},
		{"withdrawn", func(v *change.View, c *change.Change) {
			c.Status, v.Lines[line].Change = change.Withdrawn, common.Hash{}
		}, "x", registry.ErrStale, "is withdrawn"},
		{"of a line that never was", func(v *change.View, _ *change.Change) { v.Lines = nil }, "x", registry.ErrStale, "not the last one"},
		{"while another change is prepared", func(v *change.View, _ *change.Change) { v.Prepared = map[registry.Digest]common.Hash{line: {9}} }, "x", registry.ErrConflict, "is prepared: abort it"},
		{"no window", func(_ *change.View, c *change.Change) { c.Struct.RevertWindow = 0 }, "x", registry.ErrRefused, "no revert plan"},
		{"the first release", func(_ *change.View, c *change.Change) { c.Struct.Parent = [32]byte{} }, "x", registry.ErrRefused, "no revert plan"},
	} {
		v := view()
		ch := v.Changes[hash]
		c.edit(v, ch)
		r, err := governance.RevertOf(v, ch, c.reason)
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: RevertOf = %v, %v; want %v with %q", c.name, r, err, c.kind, c.want)
		}
		if r != (typed.Revert{}) {
			t.Errorf("%s: something to sign is returned: %+v", c.name, r)
		}
	}
}

// A desk is a Governor whose transactions are queued and not sent.
type desk struct {
	*governance.Governor
	t     *testing.T
	store store.Store
	view  *change.View
	holds []string // what keeps a Book from being retired
	// document is that of every change.
	document *change.Document
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	s, err := boltstore.Open(filepath.Join(t.TempDir(), "pod.db"), boltstore.Config{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d := &desk{t: t, store: s, view: view(), document: &change.Document{}}
	d.Governor = governance.New(governance.Config{
		Member: "alpha", Pod: pod, Chain: chainID, Consortium: consortium, Store: s, Submit: submit.New(submit.Config{Store: s}),
		View: func() *change.View { return d.view }, Moved: func() <-chan struct{} { return nil }, Log: slog.New(slog.DiscardHandler),
		Holds:    func(context.Context, common.Address) ([]string, error) { return d.holds, nil },
		Document: func(context.Context, *change.Change) (*change.Document, error) { return d.document, nil },
	})
	return d
}

// queued returns what waits to be sent.
func (d *desk) queued() []submit.Entry {
	d.t.Helper()
	var all []submit.Entry
	err := d.store.View(context.Background(), func(tx store.Tx) error {
		all = nil
		return submit.Pending(tx, func(e submit.Entry) error {
			all = append(all, e)
			return nil
		})
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

// kept reports whether the words of a reason are in the store.
func (d *desk) kept(reason string) bool {
	d.t.Helper()
	var words []byte
	err := d.store.View(context.Background(), func(tx store.Tx) (err error) {
		words, err = releases.GetDocument(tx, registry.DigestOf([]byte(reason)))
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return string(words) == reason
}

func sign(t *testing.T, digest [32]byte, n int64) []byte {
	t.Helper()
	s, err := typed.Sign(key(n), digest)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// settle waits until an entry is queued and reports an end of it.
func (d *desk) settle(r submit.Result) submit.Entry {
	synctest.Wait()
	all := d.queued()
	if len(all) != 1 {
		d.t.Fatalf("%d transactions are queued, want 1", len(all))
	}
	d.AfterSettled(all[0], r)
	return all[0]
}

func TestApprove(t *testing.T) {
	d := newDesk(t)
	synctest.Test(t, func(t *testing.T) {
		end := make(chan error, 1)
		a, b := sign(t, hash, 1), sign(t, hash, 2)
		go func() {
			end <- d.Approve(context.Background(), hash, governance.Signature{Approver: account(1), Signature: a}, governance.Signature{Approver: account(2), Signature: b})
		}()
		e := d.settle(submit.Result{Block: 7})
		want := binding.NewConsortium().PackApprove(hash, []common.Address{account(1), account(2)}, [][]byte{a, b})
		if e.To != evidence.Address(consortium) || e.Account != pod || !bytes.Equal(e.Data, want) {
			t.Errorf("queued: %+v", e)
		}
		if err := <-end; err != nil {
			t.Error(err)
		}
	})
}

// How the chain answers is how the call ends.
func TestApproveReverted(t *testing.T) {
	d := newDesk(t)
	synctest.Test(t, func(t *testing.T) {
		end := make(chan error, 1)
		go func() {
			end <- d.Approve(context.Background(), hash, governance.Signature{Approver: account(1), Signature: sign(t, hash, 1)})
		}()
		no := errors.New("the contract says no")
		d.settle(submit.Result{Err: no})
		if err := <-end; !errors.Is(err, no) {
			t.Errorf("Approve = %v", err)
		}
	})
}

func TestApproveRefuses(t *testing.T) {
	d := newDesk(t)
	good := governance.Signature{Approver: account(1), Signature: sign(t, hash, 1)}
	for name, c := range map[string]struct {
		hash common.Hash
		sigs []governance.Signature
		want error
	}{
		"unknown change":       {common.Hash{1}, []governance.Signature{good}, registry.ErrNotFound},
		"no signature":         {hash, nil, registry.ErrInvalid},
		"of another":           {hash, []governance.Signature{{Approver: account(2), Signature: good.Signature}}, registry.ErrNotAllowed},
		"over another change":  {hash, []governance.Signature{{Approver: account(1), Signature: sign(t, [32]byte{1}, 1)}}, registry.ErrNotAllowed},
		"empty":                {hash, []governance.Signature{{Approver: account(1)}}, registry.ErrNotAllowed},
		"cut short":            {hash, []governance.Signature{{Approver: account(1), Signature: good.Signature[:64]}}, registry.ErrNotAllowed},
		"one good and one bad": {hash, []governance.Signature{good, {Approver: account(2), Signature: good.Signature}}, registry.ErrNotAllowed},
	} {
		if err := d.Approve(t.Context(), c.hash, c.sigs...); !errors.Is(err, c.want) {
			t.Errorf("%s: Approve = %v, want %v", name, err, c.want)
		}
	}
	if err := d.Withdraw(t.Context(), common.Hash{1}); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("Withdraw of an unknown change: %v", err)
	}
	if all := d.queued(); len(all) != 0 {
		t.Errorf("queued nevertheless: %+v", all)
	}
}

// A caller that goes away leaves the transaction under way, and a second caller
// for the same does not queue it twice at once.
func TestUnderWay(t *testing.T) {
	d := newDesk(t)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		end := make(chan error, 1)
		go func() { end <- d.Withdraw(ctx, hash) }()
		synctest.Wait()
		if err := d.Withdraw(context.Background(), hash); !errors.Is(err, registry.ErrConflict) {
			t.Errorf("a second caller: %v, want ErrConflict", err)
		}
		cancel()
		if err := <-end; !errors.Is(err, registry.ErrTimeout) {
			t.Errorf("a caller that went away: %v, want ErrTimeout", err)
		}
		all := d.queued()
		if len(all) != 1 {
			t.Fatalf("%d transactions are queued, want 1", len(all))
		}
		d.AfterSettled(all[0], submit.Result{}) // nobody waits any more
	})
}

func TestRevert(t *testing.T) {
	d := newDesk(t)
	r, err := d.RevertStruct(hash, "wrong prices")
	if err != nil {
		t.Fatal(err)
	}
	digest := r.Digest(chainID, consortium)
	sigs := map[common.Address][]byte{account(1): sign(t, digest, 1), account(3): sign(t, digest, 3), account(9): sign(t, digest, 9)}
	synctest.Test(t, func(t *testing.T) {
		end := make(chan error, 1)
		go func() { end <- d.Revert(context.Background(), hash, "wrong prices", sigs) }()
		synctest.Wait()
		reverted := view()
		reverted.Changes[hash].Status = change.Reverted
		d.view = reverted
		e := d.settle(submit.Result{})
		who := []common.Address{account(1), account(3)} // members only, in ascending order
		if who[0].Cmp(who[1]) > 0 {
			who[0], who[1] = who[1], who[0]
		}
		want := binding.NewConsortium().PackRevertChange(hash, r.Reason, who, [][]byte{sigs[who[0]], sigs[who[1]]})
		if kept := d.kept("wrong prices"); !kept {
			t.Error("the words of the reason were not kept with what was queued")
		}
		if !bytes.Equal(e.Data, want) {
			t.Errorf("queued %x, want %x", e.Data, want)
		}
		if err := <-end; err != nil {
			t.Error(err)
		}
	})
}

func TestRevertRefuses(t *testing.T) {
	d := newDesk(t)
	r, err := d.RevertStruct(hash, "wrong prices")
	if err != nil {
		t.Fatal(err)
	}
	digest := r.Digest(chainID, consortium)
	one, two := sign(t, digest, 1), sign(t, digest, 2)
	for name, c := range map[string]struct {
		hash   common.Hash
		reason string
		sigs   map[common.Address][]byte
		want   error
	}{
		"unknown change":       {common.Hash{1}, "wrong prices", nil, registry.ErrNotFound},
		"no reason":            {hash, "", nil, registry.ErrInvalid},
		"nobody has signed":    {hash, "wrong prices", nil, registry.ErrNotAllowed},
		"one of two":           {hash, "wrong prices", map[common.Address][]byte{account(1): one}, registry.ErrNotAllowed},
		"one and a stranger":   {hash, "wrong prices", map[common.Address][]byte{account(1): one, account(9): sign(t, digest, 9)}, registry.ErrNotAllowed},
		"in another's name":    {hash, "wrong prices", map[common.Address][]byte{account(1): one, account(2): one}, registry.ErrNotAllowed},
		"another reason":       {hash, "other reasons", map[common.Address][]byte{account(1): one, account(2): two}, registry.ErrNotAllowed},
		"a damaged signature":  {hash, "wrong prices", map[common.Address][]byte{account(1): one, account(2): two[:12]}, registry.ErrNotAllowed},
		"over the change only": {hash, "wrong prices", map[common.Address][]byte{account(1): one, account(2): sign(t, hash, 2)}, registry.ErrNotAllowed},
	} {
		if err := d.Revert(t.Context(), c.hash, c.reason, c.sigs); !errors.Is(err, c.want) {
			t.Errorf("%s: Revert = %v, want %v", name, err, c.want)
		}
	}
	if all := d.queued(); len(all) != 0 {
		t.Errorf("queued nevertheless: %+v", all)
	}
}

// What is withdrawn when it is prepared is aborted, with the calls that were
// approved; what is not prepared is taken back without them.
func TestWithdraw(t *testing.T) {
	calls := &change.Calls{Prepare: []change.Call{{Target: common.Address{1}}}, Abort: []change.Call{{Target: common.Address{2}}}}
	doc := &change.Document{InitCall: "0x", Calls: calls}
	abort, err := doc.PackAbort(hash)
	if err != nil {
		t.Fatal(err)
	}
	for status, want := range map[change.Status][]byte{
		change.Proposed: binding.NewConsortium().PackWithdraw(hash),
		change.Prepared: abort,
	} {
		d := newDesk(t)
		d.document = doc
		d.view.Changes[hash].Status, d.view.Changes[hash].Struct.Calls = status, calls.Hash()
		synctest.Test(t, func(t *testing.T) {
			end := make(chan error, 1)
			go func() { end <- d.Withdraw(context.Background(), hash) }()
			if e := d.settle(submit.Result{}); !bytes.Equal(e.Data, want) {
				t.Errorf("%s: queued %x, want %x", status, e.Data, want)
			}
			if err := <-end; err != nil {
				t.Error(err)
			}
		})
	}
}

func TestRevertWithCalls(t *testing.T) {
	d := newDesk(t)
	d.document = &change.Document{InitCall: "0x", Calls: &change.Calls{Revert: []change.Call{{Target: common.Address{1}}}}}
	d.view.Changes[hash].Struct.Calls = d.document.Calls.Hash()
	d.view.Changes[hash].Struct.RevertQuorum = 1
	r, err := d.RevertStruct(hash, "wrong prices")
	if err != nil {
		t.Fatal(err)
	}
	sig := sign(t, r.Digest(chainID, consortium), 1)
	want, err := d.document.PackRevert(hash, r.Reason, []common.Address{account(1)}, [][]byte{sig})
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		end := make(chan error, 1)
		go func() {
			end <- d.Revert(context.Background(), hash, "wrong prices", map[common.Address][]byte{account(1): sig})
		}()
		synctest.Wait()
		reverted := view()
		reverted.Changes[hash].Status = change.Reverted
		d.view = reverted
		if e := d.settle(submit.Result{}); !bytes.Equal(e.Data, want) {
			t.Errorf("queued %x, want %x", e.Data, want)
		}
		if err := <-end; err != nil {
			t.Error(err)
		}
	})
}
