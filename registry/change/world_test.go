package change_test

import (
	"crypto/ecdsa"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient/simulated"
	"github.com/ethereum/go-ethereum/params"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// simulatedChain is the id of go-ethereum's simulated chain.
const simulatedChain = 1337

// A world is a Consortium of three members on a simulated chain, and the View
// that its events add up to. After every step it holds the View against what
// the contract itself says.
type world struct {
	t       *testing.T
	chain   *simulated.Backend
	address common.Address
	// approvers and pods have the keys of the members in order; a fourth member
	// may join.
	approvers, pods []*ecdsa.PrivateKey

	view *change.View
	// next is the first block that was not folded.
	next uint64
}

var abigen = binding.NewConsortium()

func account(k *ecdsa.PrivateKey) common.Address { return crypto.PubkeyToAddress(k.PublicKey) }

func accounts(keys []*ecdsa.PrivateKey) []common.Address {
	var out []common.Address
	for _, k := range keys {
		out = append(out, account(k))
	}
	return out
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, view: &change.View{}}
	funds := types.GenesisAlloc{}
	for i := range int64(4) {
		for first, list := range map[int64]*[]*ecdsa.PrivateKey{100: &w.approvers, 200: &w.pods} {
			k, err := crypto.ToECDSA(common.LeftPadBytes(big.NewInt(first+i).Bytes(), 32))
			if err != nil {
				t.Fatal(err)
			}
			*list = append(*list, k)
			funds[account(k)] = types.Account{Balance: new(big.Int).Mul(big.NewInt(1000), big.NewInt(params.Ether))}
		}
	}
	w.chain = simulated.NewBackend(funds)
	t.Cleanup(func() { w.chain.Close() })
	w.address = w.deploy(contracts.Consortium().Creation.Object, abigen.PackConstructor(accounts(w.approvers[:3]), accounts(w.pods[:3]), 2))
	w.fold()
	return w
}

func (w *world) deploy(code, args []byte) common.Address {
	w.t.Helper()
	address, tx, err := bind.DeployContract(bind.NewKeyedTransactor(w.pods[0], big.NewInt(simulatedChain)), code, w.chain.Client(), args)
	if err != nil {
		w.t.Fatal(err)
	}
	w.mined(tx)
	return address
}

// book deploys a Book of the Consortium.
func (w *world) book() common.Address {
	w.t.Helper()
	return w.deploy(contracts.Book().Creation.Object, binding.NewBook().PackConstructor(w.address))
}

func (w *world) mined(tx *types.Transaction) {
	w.t.Helper()
	w.chain.Commit()
	r, err := w.chain.Client().TransactionReceipt(w.t.Context(), tx.Hash())
	if err != nil {
		w.t.Fatal(err)
	}
	if r.Status != types.ReceiptStatusSuccessful {
		w.t.Fatal("the transaction failed")
	}
}

// send calls the Consortium as an account and folds what it emits.
func (w *world) send(as *ecdsa.PrivateKey, data []byte) {
	w.t.Helper()
	auth := bind.NewKeyedTransactor(as, big.NewInt(simulatedChain))
	tx, err := bind.Transact(abigen.Instance(w.chain.Client(), w.address), auth, data)
	if err != nil {
		w.t.Fatalf("calling the Consortium: %v", err)
	}
	w.mined(tx)
	w.fold()
}

// fails checks that the contract refuses a call, as the View predicted.
func (w *world) fails(as *ecdsa.PrivateKey, data []byte) {
	w.t.Helper()
	_, err := w.chain.Client().CallContract(w.t.Context(), ethereum.CallMsg{From: account(as), To: &w.address, Data: data}, nil)
	if err == nil {
		w.t.Error("the contract allows what the View says is blocked")
	}
}

// pass lets time go by on the chain.
func (w *world) pass(d time.Duration) {
	w.t.Helper()
	if err := w.chain.AdjustTime(d); err != nil {
		w.t.Fatal(err)
	}
	w.fold()
}

// fold applies the logs of the blocks since the last call.
func (w *world) fold() {
	w.t.Helper()
	head, err := w.chain.Client().HeaderByNumber(w.t.Context(), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	for ; w.next <= head.Number.Uint64(); w.next++ {
		n := new(big.Int).SetUint64(w.next)
		h, err := w.chain.Client().HeaderByNumber(w.t.Context(), n)
		if err != nil {
			w.t.Fatal(err)
		}
		w.view.Tick(w.next, h.Time)
		logs, err := w.chain.Client().FilterLogs(w.t.Context(), ethereum.FilterQuery{FromBlock: n, ToBlock: n, Addresses: []common.Address{w.address}})
		if err != nil {
			w.t.Fatal(err)
		}
		for i := range logs {
			if known, err := w.view.Apply(&logs[i]); err != nil || !known && logs[i].Topics[0] != abigen.GetABI().Events["EIP712DomainChanged"].ID {
				w.t.Fatalf("applying %+v: %v, %v", logs[i], known, err)
			}
		}
	}
	if w.address != (common.Address{}) {
		w.agree()
	}
}

func ask[T any](w *world, data []byte, unpack func([]byte) (T, error)) T {
	w.t.Helper()
	out, err := bind.Call(abigen.Instance(w.chain.Client(), w.address), &bind.CallOpts{Context: w.t.Context()}, data, unpack)
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// agree holds the View against the contract.
func (w *world) agree() {
	w.t.Helper()
	v := w.view
	diff := func(what string, want, got any) {
		w.t.Helper()
		if d := cmp.Diff(want, got); d != "" {
			w.t.Errorf("block %d: %s (-contract +view):\n%s", v.Block, what, d)
		}
	}
	m := ask(w, abigen.PackMembers(), abigen.UnpackMembers)
	diff("approvers", m.Approvers, v.Approvers)
	diff("pods", m.Pods, v.Pods)
	diff("member epoch", ask(w, abigen.PackMemberEpoch(), abigen.UnpackMemberEpoch), v.MemberEpoch)
	diff("threshold", ask(w, abigen.PackThreshold(), abigen.UnpackThreshold), v.Threshold)
	c := ask(w, abigen.PackCheckpoint(), abigen.UnpackCheckpoint)
	diff("checkpoint", change.View{LogSize: c.Size, LogRoot: c.Root}, change.View{LogSize: v.LogSize, LogRoot: v.LogRoot})
	for id, l := range v.Lines {
		on := ask(w, abigen.PackLine(id), abigen.UnpackLine)
		want := change.Line{Release: on.Release, Book: on.Book, Epoch: on.Epoch, Sequence: on.Sequence, Change: on.Change}
		diff("prepared", common.Hash(ask(w, abigen.PackPrepared(id), abigen.UnpackPrepared)), v.Prepared[id])
		if ch := v.Changes[on.Change]; ch != nil && ch.Status == change.Reverted {
			want.Change = common.Hash{} // the contract goes on naming it
		}
		diff("line", want, *l)
		if ch := v.Changes[l.Change]; ch != nil {
			diff("end of the revert window", on.RevertUntil, ch.RevertUntil())
			diff("line before", change.Line{Release: on.ParentRelease, Book: on.ParentBook}, change.Line{Release: ch.Parent.Release, Book: ch.Parent.Book})
		}
	}
	for a, b := range v.Books {
		on := ask(w, abigen.PackBookState(a), abigen.UnpackBookState)
		states := []change.BookState{"none", change.Active, change.Draining, change.Suspended}
		diff("book", change.Book{Line: on.Line, Epoch: on.Epoch, State: states[on.State], Release: b.Release}, *b)
	}
	for hash, ch := range v.Changes {
		on := ask(w, abigen.PackChange(hash), abigen.UnpackChange)
		states := []change.Status{"none", change.Proposed, change.Withdrawn, change.Activated, change.Reverted}
		want := states[on.Status]
		if on.Status == 1 && ask(w, abigen.PackPrepared(ch.Struct.Line), abigen.UnpackPrepared) == [32]byte(hash) {
			want = change.Prepared
		}
		diff("status", want, ch.Status)
		diff("approvals", int(on.Approvals), len(ch.Approved))
		diff("attestations", int(on.Vetted), len(ch.Vetted))
		diff("struct", change.FromChain(on.Change, ask(w, abigen.PackCallsOf(hash), abigen.UnpackCallsOf)), ch.Struct)
		diff("replaces", common.Hash(ask(w, abigen.PackReplaces(hash), abigen.UnpackReplaces)), ch.Replaces)

		diff("hash", common.Hash(ch.Struct.Digest(simulatedChain, w.address)), hash)
	}
}

// ascending returns the first n approvers in the order of their addresses.
func (w *world) ascending(n int) []*ecdsa.PrivateKey {
	keys := slices.Clone(w.approvers[:n])
	slices.SortFunc(keys, func(a, b *ecdsa.PrivateKey) int { return account(a).Cmp(account(b)) })
	return keys
}

func (w *world) sign(digest [32]byte, keys ...*ecdsa.PrivateKey) [][]byte {
	w.t.Helper()
	var out [][]byte
	for _, k := range keys {
		s, err := typed.Sign(k, digest)
		if err != nil {
			w.t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// propose puts a change of the line on chain: to a release, in a Book that is
// bound to the line by the init call when fresh. It opens now and for a day.
func (w *world) propose(release string, book common.Address, fresh bool, edit func(*typed.Change)) (common.Hash, []byte) {
	w.t.Helper()
	line := salt.Line("crude-trade")
	l := w.view.Lines[line]
	if l == nil {
		l = &change.Line{}
	}
	var init []byte
	if fresh {
		init = binding.NewBook().PackInitialize(line)
	}
	c := typed.Change{
		Line: line, Sequence: l.Sequence + 1, Parent: l.Release, Release: salt.Release(registry.DigestOf([]byte(release))),
		Book: book, BookCodeHash: contracts.Book().CodeHash(), InitCallHash: crypto.Keccak256Hash(init),
		NotBefore: w.view.Time, NotAfter: w.view.Time + 86_400, Expiry: w.view.Time + 86_400, RevertWindow: 3600,
		Plan: registry.DigestOf([]byte(release)), MemberEpoch: w.view.MemberEpoch, Readiness: 2, RevertQuorum: 2,
	}
	if edit != nil {
		edit(&c)
	}
	data, err := change.PackPropose(c)
	if err != nil {
		w.t.Fatal(err)
	}
	w.send(w.pods[0], data)
	return c.Digest(simulatedChain, w.address), init
}

func (w *world) approve(hash common.Hash, keys ...*ecdsa.PrivateKey) {
	w.t.Helper()
	w.send(w.pods[2], abigen.PackApprove(hash, accounts(keys), w.sign(hash, keys...)))
}

func (w *world) attest(hash common.Hash, pods ...*ecdsa.PrivateKey) {
	w.t.Helper()
	for _, p := range pods {
		w.send(p, abigen.PackAttest(hash, registry.DigestOf([]byte("report"))))
	}
}

// activate does everything that activates a change.
func (w *world) activate(hash common.Hash, init []byte) {
	w.t.Helper()
	w.approve(hash, w.approvers[0], w.approvers[1])
	w.attest(hash, w.pods[1], w.pods[0])
	w.send(w.pods[1], abigen.PackActivate(hash, init))
}

func (w *world) revert(hash common.Hash) {
	w.t.Helper()
	reason := registry.DigestOf([]byte("wrong prices"))
	r := typed.Revert{Change: hash, Epoch: w.view.Lines[salt.Line("crude-trade")].Epoch, Reason: reason}
	keys := w.ascending(2)
	w.send(w.pods[2], abigen.PackRevertChange(hash, reason, accounts(keys), w.sign(r.Digest(simulatedChain, w.address), keys...)))
}

// blockers checks what a change waits for, in words.
func (w *world) blockers(hash common.Hash, want ...string) {
	w.t.Helper()
	if d := cmp.Diff(want, w.view.Blockers(w.view.Changes[hash])); d != "" {
		w.t.Errorf("blockers (-want +got):\n%s", d)
	}
}
