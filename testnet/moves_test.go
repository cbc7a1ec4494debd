package testnet_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/moving"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// A token is one of OpenZeppelin 4.9 with state, which the Consortium may
// upgrade, and the plan for 5.x.
type token struct {
	*counter
	s    *migratetest.Subject
	plan []byte
	root common.Hash
}

// newToken makes one, and the releases that bring it before and after.
func (w *world) newToken(way contract.Way) *token {
	w.t.Helper()
	c := &counter{w: w, chain: dialed(w)}
	world := migratetest.Deploy(w.t, c.chain)
	k := &token{counter: c, s: world.Token}
	c.key = world.Owner
	to := append(crypto.Keccak256([]byte("transferOwnership(address)"))[:4], common.LeftPadBytes(w.Network().Consortium[:], 32)...)
	c.send(&world.Admin, to)
	for version, file := range map[string][]byte{"1.0.0": k.s.FromFile, "2.0.0": k.s.ToFile} {
		if _, err := w.Publish(w.ctx(), with(build(w.t, version), file)); err != nil {
			w.t.Fatal(err)
		}
	}
	m, err := contract.ParseMap(k.s.Map)
	if err != nil {
		w.t.Fatal(err)
	}
	m.Way = way
	p, err := contract.New(w.ctx(), contract.Input{From: k.s.From, To: k.s.To, Address: k.s.Address, Chain: c.chain, Keys: k.s.Keys, Map: m, Dir: w.t.TempDir()})
	if err != nil {
		w.t.Fatal(err)
	}
	k.plan, k.root = p.Encode(), k.rootOf(k.s.Address)
	return k
}

// with makes a release bring a contract.
func with(b *bundle.Bundle, file []byte) *bundle.Bundle {
	b.Manifest.Contracts = []registry.Contract{{Name: "Token", Artifact: registry.BlobOf(file)}}
	b.Contracts = map[string]bundle.Contract{"Token": {Artifact: file}}
	return b
}

// rootOf is the storage root of an account.
func (k *token) rootOf(a common.Address) common.Hash {
	k.w.t.Helper()
	s, err := chainstate.At(k.w.ctx(), k.chain, a, chainstate.Config{})
	if err != nil {
		k.w.t.Fatal(err)
	}
	return s.StorageRoot
}

// first activates the release that brings the token as it is.
func (k *token) first() {
	k.w.t.Helper()
	hash := k.w.propose("1.0.0")
	k.w.approve(hash, "alpha", "beta")
	k.w.await(hash, "activated")
}

func (k *token) proposal() api.Proposal {
	return api.Proposal{
		Line: crudetrade.Line, Version: "2.0.0", Reason: "the token moves", Moves: []moving.Draft{{Plan: k.plan, Keys: k.s.Keys}},
	}
}

func (k *token) propose() string {
	k.w.t.Helper()
	c, err := k.w.Client("alpha").Propose(k.w.ctx(), k.proposal())
	if err != nil {
		k.w.t.Fatal(err)
	}
	return c.Hash
}

// moved waits until the pod of a member says something of the migration.
func (w *world) moved(member, hash, what string, ok func(moving.Progress) bool) moving.Progress {
	w.t.Helper()
	var at api.Change
	for end := time.Now().Add(long); ; time.Sleep(50 * time.Millisecond) {
		c, err := w.Client(member).Change(w.ctx(), hash)
		if err == nil {
			at = c
		}
		if err == nil && len(c.Moves) == 1 && ok(c.Moves[0]) {
			return c.Moves[0]
		}
		if time.Now().After(end) {
			w.t.Fatalf("waited in vain for %s: %s; the pod says %+v, waits for %v, %+v", member, what, at.Progress, at.Waits, at.Moves)
		}
	}
}

// long is how long a test waits for what takes reading a contract several times.
const long = 2 * time.Minute

// vetted waits until all pods have vetted.
func (w *world) vetted(hash string) {
	w.t.Helper()
	var at api.Change
	for end := time.Now().Add(long); ; time.Sleep(50 * time.Millisecond) {
		c, err := w.Client("alpha").Change(w.ctx(), hash)
		if at = c; err == nil && len(c.Vetted) == 3 {
			return
		}
		if time.Now().After(end) {
			w.t.Fatalf("waited in vain for all pods to vet: %+v, %v", at.Vetted, at.Progress)
		}
	}
}

// A token of OpenZeppelin 4.9 that the consortium owns becomes one of 5.x by one
// change with three pods, of which one is killed again and again. Each reads the
// new state by itself. The revert of the change brings every slot back.
func TestMoves(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{Alloc: migratetest.Alloc(), Elsewhere: []string{"gamma"}})
	gamma := spawn(t, w.Dir(), "gamma", "", false)
	k := w.newToken("")
	k.first()
	hash := k.propose()
	w.vetted(hash)
	gamma.kill()
	w.approve(hash, "alpha", "beta")
	for _, p := range []string{"move read", "move after attest", "move read back", "move verified"} {
		gamma = spawn(t, w.Dir(), "gamma", p, false)
		gamma.killed(t, p)
	}
	spawn(t, w.Dir(), "gamma", "", false)
	for _, m := range w.Members() {
		w.moved(m, hash, "switched", func(p moving.Progress) bool { return p.Settled == change.Activated })
	}
	w.await(hash, "activated")
	reports := map[registry.Digest]bool{}
	for _, m := range w.Members() {
		reports[w.moved(m, hash, "verified", func(p moving.Progress) bool { return !p.Verified.IsZero() }).Verified] = true
	}
	if len(reports) != 1 {
		t.Errorf("three pods have read %d states", len(reports))
	}
	if root := k.rootOf(k.s.Address); root == k.root {
		t.Error("nothing was moved")
	}
	k.lossy(hash)
	if err := w.Revert(w.ctx(), hash, "a mistake", "alpha", "beta"); err != nil {
		t.Fatal(err)
	}
	for _, m := range w.Members() {
		w.moved(m, hash, "back", func(p moving.Progress) bool { return !p.Returned.IsZero() })
	}
	w.await(hash, "reverted")
	same(t, "storage root after the revert", k.root, k.rootOf(k.s.Address))
	for _, m := range w.Members() {
		w.audited(m)
	}
}

// lossy sets a number of the new token that the old one cannot hold: the revert is
// refused before anything is sent, until the number fits again.
func (k *token) lossy(hash string) {
	t, w := k.w.t, k.w
	t.Helper()
	parsed, err := abi.JSON(bytes.NewReader(k.s.To.ABI))
	if err != nil {
		t.Fatal(err)
	}
	pack := func(method string, args ...any) []byte {
		b, err := parsed.Pack(method, args...)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	var rest []any // what configure sets beside the cap stays as it is
	for _, name := range []string{"supplyCap", "feeBps", "feesOn", "startGrade", "adjustment", "treasury", "series"} {
		b, err := k.chain.CallContract(w.ctx(), ethereum.CallMsg{To: &k.s.Address, Data: pack(name)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		v, err := parsed.Unpack(name, b)
		if err != nil {
			t.Fatal(err)
		}
		rest = append(rest, v[0])
	}
	fits := rest[0]
	rest[0] = new(big.Int).Lsh(big.NewInt(1), 80)
	k.send(&k.s.Address, pack("configure", rest...))
	refused(t, "a revert that loses", w.Revert(w.ctx(), hash, "a mistake", "alpha", "beta"), registry.ErrRefused)
	r, err := w.Client("beta").ReviewRevert(w.ctx(), hash, "a mistake")
	if err != nil || len(r.Moves) != 1 || r.Moves[0].Lost != 1 || r.Moves[0].Losses[0].Path != "supplyCap" {
		t.Errorf("the review of a revert says %+v, %v", r.Moves, err)
	}
	if c := w.change(hash); c.Status != change.Activated {
		t.Errorf("the change is %s after a revert was refused", c.Status)
	}
	rest[0] = fits
	k.send(&k.s.Address, pack("configure", rest...))
}

// A pod that reads back something else than the plan says, because its node tells
// a slot otherwise, does not confirm and puts itself into quarantine. The change
// does not complete, and what was written is taken back.
func TestMoveDiffers(t *testing.T) {
	sequential(t)
	t.Parallel()
	l := &liar{slot: supply}
	w := start(t, testnet.Config{Alloc: migratetest.Alloc(), Nodes: map[string]func(string) string{
		"gamma": func(node string) string { return l.start(t, node) },
	}})
	k := w.newToken("")
	k.first()
	hash := k.propose()
	w.vetted(hash)
	l.lies.Store(true)
	w.approve(hash, "alpha", "beta")
	at := w.moved("gamma", hash, "it differs", func(p moving.Progress) bool { return p.Differs })
	if !strings.Contains(at.Error, "is not what the plan says") {
		t.Errorf("gamma says %q", at.Error)
	}
	s, err := w.Client("gamma").Status(w.ctx())
	if err != nil || !strings.Contains(s.Quarantine, k.s.Address.Hex()) {
		t.Errorf("gamma is %+v, %v; want it in quarantine", s, err)
	}
	w.moved("alpha", hash, "waiting", func(p moving.Progress) bool { return p.Phase == "loaded" })
	if c := w.change(hash); c.Status != change.Prepared {
		t.Errorf("the change is %s", c.Status)
	}
	l.lies.Store(false)
	if err := w.Client("alpha").Withdraw(w.ctx(), hash); err != nil {
		t.Fatal(err)
	}
	w.await(hash, "withdrawn")
	w.moved("alpha", hash, "aborted", func(p moving.Progress) bool { return p.Settled == change.Withdrawn })
	same(t, "storage root after the abort", k.root, k.rootOf(k.s.Address))
}

// Proposals that pods would not vet are not begun, and documents whose
// migrations are not what they say are refused with the reason.
func TestMovesRefused(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{Alloc: migratetest.Alloc()})
	k := w.newToken("")
	k.first()
	p := k.proposal()
	p.Moves[0].Plan = []byte(strings.Replace(string(k.plan), `"entries":`, `"entries":1`, 1))
	_, err := w.Client("alpha").Propose(w.ctx(), p)
	refused(t, "a plan with another count", err, registry.ErrRefused)
	p = k.proposal()
	p.Calls = &change.Calls{Activate: []change.Call{{Target: k.s.Address}}}
	_, err = w.Client("alpha").Propose(w.ctx(), p)
	refused(t, "calls of its own beside", err, registry.ErrInvalid)

	hash := k.propose()
	d := w.change(hash).Document
	d.Calls.Activate[0].Data = append([]byte{}, d.Calls.Abort[0].Data...)
	refused(t, "other calls", w.Pod("beta").VerifyCalls(w.ctx(), d), registry.ErrRefused)
	d = w.change(hash).Document
	d.Moves[0].Back = d.Moves[0].Ledger
	if err := w.Pod("beta").VerifyCalls(w.ctx(), d); err == nil {
		t.Error("another way back is vetted")
	}
	if err := w.Pod("beta").VerifyCalls(w.ctx(), w.change(hash).Document); err != nil {
		t.Errorf("the document as it is: %v", err)
	}
	if _, err := os.Stat(filepath.Join(testnet.PodDir(w.Dir(), "beta"), "moves")); err != nil {
		t.Error(err)
	}
}

// supply is where a token of OpenZeppelin 5.x keeps what all accounts hold.
var supply = common.HexToHash("0x52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace02")

// A liar stands between a pod and the node, and tells a slot that holds something
// otherwise.
type liar struct {
	slot common.Hash
	lies atomic.Bool
}

func (l *liar) start(t *testing.T, node string) string {
	t.Helper()
	to, err := url.Parse(node)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{ErrorLog: log.New(io.Discard, "", 0)}
	proxy.Rewrite = func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.Out.Header.Set("Accept-Encoding", "identity")
	}
	asked := sync.Map{} // ids of the questions about the slot, by request
	proxy.ModifyResponse = func(r *http.Response) error {
		ids, ok := asked.LoadAndDelete(r.Request.Header.Get("X-Question"))
		if !ok {
			return nil
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		body = falsified(body, ids.(map[string]bool))
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		r.Header.Set("Content-Length", strconv.Itoa(len(body)))
		return nil
	}
	var n atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		// Of the two ways to ask for slots it knows one.
		body = bytes.ReplaceAll(body, []byte("eth_getStorageValues"), []byte("eth_getStorageNothin"))
		r.Body = io.NopCloser(bytes.NewReader(body))
		if ids := l.about(body); l.lies.Load() && len(ids) > 0 {
			number := strconv.FormatInt(n.Add(1), 10)
			r.Header.Set("X-Question", number)
			asked.Store(number, ids)
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// A message is a JSON-RPC request or answer.
type message struct {
	Version string            `json:"jsonrpc"`
	ID      json.RawMessage   `json:"id"`
	Method  string            `json:"method,omitempty"`
	Params  []json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage   `json:"result,omitempty"`
	Error   json.RawMessage   `json:"error,omitempty"`
}

func messages(body []byte) (all []message, batch bool) {
	if json.Unmarshal(body, &all) == nil {
		return all, true
	}
	var one message
	if json.Unmarshal(body, &one) != nil {
		return nil, false
	}
	return []message{one}, false
}

// about returns the ids of the questions for the slot.
func (l *liar) about(body []byte) map[string]bool {
	ids := map[string]bool{}
	all, _ := messages(body)
	for _, m := range all {
		if m.Method == "eth_getStorageAt" && len(m.Params) > 1 && strings.Contains(string(m.Params[1]), l.slot.Hex()) {
			ids[string(m.ID)] = true
		}
	}
	return ids
}

// falsified changes answers that are not zero.
func falsified(body []byte, ids map[string]bool) []byte {
	all, batch := messages(body)
	for i, m := range all {
		if ids[string(m.ID)] && strings.Trim(string(m.Result), `"0x`) != "" {
			all[i].Result = json.RawMessage(`"` + common.HexToHash("0xbad").Hex() + `"`)
		}
	}
	var out []byte
	var err error
	if batch {
		out, err = json.Marshal(all)
	} else {
		out, err = json.Marshal(all[0])
	}
	if err != nil {
		return body
	}
	return out
}

// dialed is a client of the network's node.
func dialed(w *world) *chain.Client {
	w.t.Helper()
	c, err := pod.Dial(w.ctx(), w.Network())
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(c.Close)
	return c
}
