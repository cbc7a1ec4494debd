package lifecycle_test

import (
	"context"
	"crypto/ecdsa"
	"math/big"
	"reflect"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

var (
	api  = binding.NewConsortium()
	book = binding.NewBook()
	// names has those of the events of the Consortium.
	names = func() map[common.Hash]string {
		m := map[common.Hash]string{}
		for _, e := range api.GetABI().Events {
			m[e.ID] = e.Name
		}
		return m
	}()
)

// key returns the private key n. Keys are the same in every run.
func key(n int) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(common.LeftPadBytes(big.NewInt(int64(n+1)).Bytes(), 32))
	if err != nil {
		panic(err) // n is a key
	}
	return k
}

// A net is one chain, on which every interleaving has a Consortium of its own.
type net struct {
	close  func()
	client *chain.Client
	nonces map[common.Address]uint64
	// keys has those of the accounts that may act.
	keys map[common.Address]*ecdsa.PrivateKey
}

func newNet(t *testing.T) *net {
	// The clock is ahead of the wall's, so that every block is one second, and the
	// same in every run.
	n, stop := nodetest.StartStoppable(t, node.Config{GenesisTime: uint64(time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC).Unix())})
	c, err := chain.Dial(t.Context(), chain.Config{URL: n.HTTPURL(), Finality: "latest"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(); stop() }) // both can be done twice
	w := &net{close: func() { c.Close(); stop() }, client: c, nonces: map[common.Address]uint64{}, keys: map[common.Address]*ecdsa.PrivateKey{}}
	for i := range accounts {
		w.keys[crypto.PubkeyToAddress(key(i).PublicKey)] = key(i)
	}
	return w
}

// accounts is the number of accounts that there are.
const accounts = 40

// must ends an interleaving.
type must interface {
	Helper()
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}

// send includes a transaction in a block of its own.
func (n *net) send(t must, from common.Address, to *common.Address, data []byte) *types.Receipt {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	tx := chain.BuildTx(n.client.ChainID(), n.nonces[from], to, data, 8_000_000, chain.Fees{})
	raw, hash, err := chain.SignTx(tx, n.keys[from])
	if err == nil {
		err = n.client.SendRaw(ctx, raw)
	}
	if err != nil {
		t.Fatalf("sending: %v", err)
	}
	n.nonces[from]++
	r, err := n.client.WaitFinal(ctx, hash)
	if err != nil {
		t.Fatalf("waiting: %v", err)
	}
	return r
}

// A world is a Consortium in an interleaving: the contract, the model and the
// View of a pod.
type world struct {
	t       must
	net     *net
	address common.Address
	books   []common.Address
	model   *model
	view    *change.View
	// now is the time of the last block.
	now   uint64
	tally *tally
	// fault is what is wrong on purpose, "" for nothing.
	fault string
	// steps counts what was compared.
	steps int
}

// every so many steps everything is compared.
const every = 4

// A tally counts over interleavings.
type tally struct {
	runs int
	// steps has how many were tried, and how many of them allowed.
	steps map[string][2]int
	saw   map[string]int
}

func newTally() *tally { return &tally{steps: map[string][2]int{}, saw: map[string]int{}} }

// identity returns the accounts of a person with the nth key it has had.
func identity(who, nth int) member {
	return member{crypto.PubkeyToAddress(key(who*4 + nth).PublicKey), crypto.PubkeyToAddress(key(20 + who*4 + nth).PublicKey)}
}

func newWorld(t must, n *net, tally *tally) *world {
	t.Helper()
	w := &world{t: t, net: n, tally: tally, view: &change.View{}, model: &model{
		epoch: 1, threshold: 2, tracks: map[[32]byte]*track{line(0): {}, line(1): {}}, ledgers: map[common.Address]*ledger{},
		proposals: map[common.Hash]*proposal{}, pauses: map[[32]byte]uint64{}, rests: map[int]uint64{}, agreements: map[uint32]agreement{}, saw: tally.saw,
	}}
	var approvers, pods []common.Address
	for i := range 3 {
		m := identity(i, 0)
		w.model.members = append(w.model.members, m)
		approvers, pods = append(approvers, m.approver), append(pods, m.pod)
	}
	first := pods[0]
	r := n.send(t, first, nil, append(contracts.Consortium().Creation.Object, api.PackConstructor(approvers, pods, 2)...))
	w.address = r.ContractAddress
	w.fold(r)
	for range 3 {
		r := n.send(t, first, nil, append(contracts.Book().Creation.Object, book.PackConstructor(w.address)...))
		w.books = append(w.books, r.ContractAddress)
		w.model.ledgers[r.ContractAddress] = &ledger{}
	}
	return w
}

// tick moves the clock of the View to the block of a transaction.
func (w *world) tick(r *types.Receipt) {
	b, err := w.net.client.BlockByNumber(context.Background(), r.BlockNumber.Uint64())
	if err != nil {
		w.t.Fatalf("reading a block: %v", err)
	}
	w.now = b.Time
	w.view.Tick(b.Number, b.Time)
}

// fold applies the events of a transaction to the View.
func (w *world) fold(r *types.Receipt) {
	w.t.Helper()
	w.tick(r)
	w.apply(r)
}

func (w *world) apply(r *types.Receipt) {
	w.t.Helper()
	for _, l := range r.Logs {
		if l.Address != w.address {
			continue
		}
		if w.fault != "" && w.fault == "View: "+names[l.Topics[0]] {
			continue
		}
		if _, err := w.view.Apply(l); err != nil {
			w.t.Fatalf("applying an event: %v", err)
		}
	}
}

// step takes one step everywhere: as a transaction, in the model, and in the
// View, which may have been asked before whether it is possible.
func (w *world) step(what string, from common.Address, data []byte, model func(t uint64) bool, pod func() (bool, []string)) bool {
	w.t.Helper()
	r := w.net.send(w.t, from, &w.address, data)
	did := r.Status == types.ReceiptStatusSuccessful
	w.tick(r)
	if pod != nil {
		if ok, why := pod(); ok != did {
			w.t.Fatalf("%s: the contract says %v, a pod would have said %v %q", what, did, ok, why)
		}
	}
	w.apply(r)
	if want := model(w.now); want != did {
		w.t.Fatalf("%s: the contract says %v, the model %v", what, did, want)
	}
	n := w.tally.steps[what]
	n[0]++
	if did {
		n[1]++
	}
	w.tally.steps[what] = n
	w.compare()
	return did
}

// compare holds the View and the contract against the model.
func (w *world) compare() {
	w.t.Helper()
	m, v := w.model, w.view
	same := func(what string, model, other any) {
		w.t.Helper()
		if reflect.DeepEqual(model, other) {
			return // quicker than a report on it
		}
		if d := cmp.Diff(model, other, cmp.AllowUnexported(track{})); d != "" {
			w.t.Fatalf("%s (-model +other):\n%s", what, d)
		}
	}
	var approvers, pods []common.Address
	for _, x := range m.members {
		approvers, pods = append(approvers, x.approver), append(pods, x.pod)
	}
	same("members of the View", []any{m.epoch, m.threshold, approvers, pods}, []any{v.MemberEpoch, v.Threshold, v.Approvers, v.Pods})
	same("resolutions of the View", m.resolutions, v.Resolutions)
	same("checkpoint of the View", []any{m.size, common.Hash(m.root)}, []any{v.LogSize, v.LogRoot})
	for id, tr := range m.tracks {
		if l := v.Lines[id]; l != nil {
			ch := tr.change
			if p := m.proposals[ch]; p != nil && p.life == wentBack {
				ch = common.Hash{}
			}
			same("line of the View", change.Line{Release: tr.release, Book: tr.book, Epoch: tr.epoch, Sequence: tr.sequence, Change: ch}, *l)
		} else {
			same("line that the View does not have", *tr, track{prepared: tr.prepared})
		}
		same("what is prepared in the View", tr.prepared, v.Prepared[id])
		until := max(m.pauses[id], m.pauses[[32]byte{}])
		if until < w.now {
			until = 0
		}
		same("pause of the View", until, v.PausedUntil(id))
	}
	states := []change.BookState{"", change.Active, change.Draining, change.Suspended}
	for a, b := range m.ledgers {
		state := states[b.state]
		if b.retired {
			state = change.Retired
		}
		if got := v.Books[a]; got != nil {
			same("book of the View", []any{registry.Digest(b.line), b.epoch, state}, []any{got.Line, got.Epoch, got.State})
		} else {
			same("book that the View does not have", 0, b.state)
		}
	}
	same("number of changes in the View", len(m.proposals), len(v.Changes))
	for hash, p := range m.proposals {
		w.sameChange(same, p, v.Changes[hash])
	}
	// What the contract has decided was compared; what it holds, which costs
	// twenty questions, is compared every few steps.
	if w.steps++; w.steps%every == 0 {
		w.compareOnChain(same)
	}
}

func (w *world) sameChange(same func(string, any, any), p *proposal, c *change.Change) {
	status := map[life]change.Status{
		open: change.Proposed, takenBack: change.Withdrawn, votedDown: change.Rejected, active: change.Activated, wentBack: change.Reverted,
	}[p.life]
	if p.life == open && w.model.tracks[p.s.Line].prepared == p.hash {
		status = change.Prepared
	}
	same("status in the View", status, c.Status)
	same("struct in the View", p.s, c.Struct)
	same("approvals in the View", p.standing(typed.Approved), ordered(c.Approved))
	same("rejections in the View", p.standing(typed.Rejected), ordered(c.Rejected))
	same("readiness in the View", p.vetted(), ordered(c.Vetted))
	same("postponed in the View", p.waits, c.PostponedUntil)
	same("refused in the View", p.doomed || p.life == votedDown, c.RefusedBy != common.Address{})
	if p.life == open {
		same("approvals needed in the View", w.model.needed(p, w.now), w.view.Needed(c))
		same("time in the View", p.opens(w.now), func() bool {
			from, until, ok := c.Window(w.now)
			return ok && from <= w.now && w.now <= until
		}())
	}
}

// compareOnChain asks the contract itself, about the change that was proposed
// last, one that was before, and everything that is not a change.
func (w *world) compareOnChain(same func(string, any, any)) {
	w.t.Helper()
	m := w.model
	var q query
	q.ask(w, api.PackMemberEpoch(), func(b []byte) {
		got, err := api.UnpackMemberEpoch(b)
		w.no(err)
		same("member epoch on chain", m.epoch, got)
	})
	q.ask(w, api.PackThreshold(), func(b []byte) {
		got, err := api.UnpackThreshold(b)
		w.no(err)
		same("threshold on chain", m.threshold, got)
	})
	q.ask(w, api.PackResolutions(), func(b []byte) {
		got, err := api.UnpackResolutions(b)
		w.no(err)
		same("resolutions on chain", m.resolutions, got)
	})
	for id, tr := range m.tracks {
		q.ask(w, api.PackLine(id), func(b []byte) {
			got, err := api.UnpackLine(b)
			w.no(err)
			same("line on chain", *tr, track{got.Release, got.ParentRelease, got.Book, got.ParentBook, got.Epoch, got.Sequence, got.Change, got.RevertUntil, tr.prepared})
		})
		q.ask(w, api.PackPrepared(id), func(b []byte) {
			got, err := api.UnpackPrepared(b)
			w.no(err)
			same("prepared on chain", tr.prepared, common.Hash(got))
		})
		q.ask(w, api.PackPausedUntil(id), func(b []byte) {
			got, err := api.UnpackPausedUntil(b)
			w.no(err)
			same("pause on chain", m.pauses[id], got)
		})
	}
	for a, l := range m.ledgers {
		q.ask(w, api.PackBookState(a), func(b []byte) {
			got, err := api.UnpackBookState(b)
			w.no(err)
			same("book on chain", []any{l.line, l.epoch, uint8(l.state)}, []any{got.Line, got.Epoch, got.State})
		})
		q.ask(w, api.PackRetired(a), func(b []byte) { got, err := api.UnpackRetired(b); w.no(err); same("retired on chain", l.retired, got) })
	}
	for i, hash := range m.order {
		if i < len(m.order)-2 && int(w.now)%len(m.order) != i {
			continue
		}
		p := m.proposals[hash]
		q.ask(w, api.PackChange(hash), func(b []byte) {
			got, err := api.UnpackChange(b)
			w.no(err)
			status := map[life]uint8{open: 1, takenBack: 2, votedDown: 2, active: 3, wentBack: 4}[p.life]
			same("change on chain", []any{status, p.count(typed.Approved), uint32(len(p.ready)), p.proposer}, []any{got.Status, got.Approvals, got.Vetted, got.Proposer})
		})
		q.ask(w, api.PackCourseOf(hash), func(b []byte) {
			got, err := api.UnpackCourseOf(b)
			w.no(err)
			same("course on chain", []any{p.count(typed.Rejected), p.waits, p.doomed}, []any{got.Rejections, got.PostponedUntil, got.Refused})
			if p.life == open && p.s.MemberEpoch == m.epoch {
				same("approvals needed on chain", m.needed(p, w.now), got.Needed)
			}
		})
	}
	q.run(w)
}

func (w *world) no(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatalf("reading an answer: %v", err)
	}
}

// A query asks the contract many things at once.
type query struct {
	elems []rpc.BatchElem
	then  []func([]byte)
}

func (q *query) ask(w *world, data []byte, then func([]byte)) {
	call := map[string]any{"to": w.address, "data": hexutil.Bytes(data)}
	q.elems = append(q.elems, rpc.BatchElem{Method: "eth_call", Args: []any{call, "latest"}, Result: new(hexutil.Bytes)})
	q.then = append(q.then, then)
}

func (q *query) run(w *world) {
	w.t.Helper()
	if err := w.net.client.RPC().BatchCallContext(context.Background(), q.elems); err != nil {
		w.t.Fatalf("asking the contract: %v", err)
	}
	for i, e := range q.elems {
		w.no(e.Error)
		q.then[i](*e.Result.(*hexutil.Bytes))
	}
}

// sign returns signatures of accounts over a digest.
func (w *world) sign(digest [32]byte, who ...common.Address) [][]byte {
	var out [][]byte
	for _, a := range who {
		s, err := typed.Sign(w.net.keys[a], digest)
		w.no(err)
		out = append(out, s)
	}
	return out
}

func (w *world) digest(s typed.Statement) [32]byte {
	return s.Digest(w.net.client.ChainID().Uint64(), w.address)
}
