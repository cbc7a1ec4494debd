package testnet_test

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// believe vets all calls.
func believe(context.Context, *change.Document) error { return nil }

// believing makes all pods vet all calls.
func believing(w ...string) map[string]func(context.Context, *change.Document) error {
	out := map[string]func(context.Context, *change.Document) error{}
	for _, m := range w {
		out[m] = believe
	}
	return out
}

// A counter is a contract behind a real proxy, whose administrator the
// Consortium owns, with implementations that it can become.
type counter struct {
	w            *world
	chain        *chain.Client
	key          *ecdsa.PrivateKey
	abi          abi.ABI
	code         []byte
	proxy, admin common.Address
	one, two     common.Address
	frozen       common.Address
}

// newCounter deploys one, at version 1 with value 1.
func (w *world) newCounter() *counter {
	w.t.Helper()
	c := &counter{w: w}
	var err error
	if c.chain, err = pod.Dial(w.ctx(), w.Network()); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(c.chain.Close)
	if c.key, err = crypto.GenerateKey(); err != nil {
		w.t.Fatal(err)
	}
	c.read()
	deploy := func(version int64) common.Address {
		return c.send(nil, append(slices.Clone(c.code), c.pack("", big.NewInt(version))...))
	}
	c.one, c.two, c.frozen = deploy(1), deploy(2), deploy(0)
	proxy := contracts.TransparentProxy()
	a, err := abi.JSON(strings.NewReader(string(proxy.ABI)))
	if err != nil {
		w.t.Fatal(err)
	}
	args, err := a.Pack("", c.one, w.Network().Consortium, c.pack("add"))
	if err != nil {
		w.t.Fatal(err)
	}
	c.proxy = c.send(nil, append(slices.Clone(proxy.Creation.Object), args...))
	c.admin = crypto.CreateAddress(c.proxy, 1)
	return c
}

// read reads the compiled counter.
func (c *counter) read() {
	c.w.t.Helper()
	folder := filepath.Join("testdata", "counter")
	input, err1 := os.ReadFile(filepath.Join(folder, "input.json"))
	output, err2 := os.ReadFile(filepath.Join(folder, "output.json"))
	if err := errors.Join(err1, err2); err != nil {
		c.w.t.Fatal(err)
	}
	b, err := artifact.ReadStandard(output, input)
	if err != nil {
		c.w.t.Fatal(err)
	}
	a, err := b.Artifact("Counter")
	if err != nil {
		c.w.t.Fatal(err)
	}
	if c.abi, err = abi.JSON(strings.NewReader(string(a.ABI))); err != nil {
		c.w.t.Fatal(err)
	}
	c.code = a.Creation.Object
}

func (c *counter) pack(method string, args ...any) []byte {
	c.w.t.Helper()
	b, err := c.abi.Pack(method, args...)
	if err != nil {
		c.w.t.Fatal(err)
	}
	return b
}

// send sends a transaction of a stranger and returns what it created.
func (c *counter) send(to *common.Address, data []byte) common.Address {
	c.w.t.Helper()
	nonce, err := c.chain.NonceAt(c.w.ctx(), crypto.PubkeyToAddress(c.key.PublicKey))
	if err != nil {
		c.w.t.Fatal(err)
	}
	raw, hash, err := c.chain.Sign(c.w.ctx(), c.key, nonce, to, data, 5_000_000)
	if err == nil {
		err = c.chain.SendRaw(c.w.ctx(), raw)
	}
	if err != nil {
		c.w.t.Fatal(err)
	}
	r, err := c.chain.WaitFinal(c.w.ctx(), hash)
	if err != nil {
		c.w.t.Fatal(err)
	}
	if r.Status == 0 {
		c.w.t.Fatalf("the transaction failed: %v", c.chain.RevertReason(c.w.ctx(), r, raw))
	}
	return r.ContractAddress
}

// pass lets the chain's clock get beyond a second.
func (c *counter) pass(second uint64) {
	c.w.t.Helper()
	here := crypto.PubkeyToAddress(c.key.PublicKey)
	for {
		b, err := c.chain.Latest(c.w.ctx())
		if err != nil {
			c.w.t.Fatal(err)
		}
		if b.Time > second {
			return
		}
		c.send(&here, nil)
	}
}

// ask calls a function of the proxy that returns a number.
func (c *counter) ask(method string) uint64 {
	c.w.t.Helper()
	out, err := c.chain.CallContract(c.w.ctx(), ethereum.CallMsg{To: &c.proxy, Data: c.pack(method)}, nil)
	if err != nil {
		c.w.t.Fatal(err)
	}
	return new(big.Int).SetBytes(out).Uint64()
}

// is checks how the counter stands.
func (c *counter) is(version, value uint64) {
	c.w.t.Helper()
	if v, n := c.ask("VERSION"), c.ask("value"); v != version || n != value {
		c.w.t.Errorf("the counter is of version %d at %d, want version %d at %d", v, n, version, value)
	}
}

// to returns the call that gives the proxy an implementation.
func (c *counter) to(implementation common.Address, data []byte) []change.Call {
	c.w.t.Helper()
	a, err := abi.JSON(strings.NewReader(`[{"type":"function","name":"upgradeAndCall","inputs":[` +
		`{"name":"proxy","type":"address"},{"name":"implementation","type":"address"},{"name":"data","type":"bytes"}]}]`))
	if err != nil {
		c.w.t.Fatal(err)
	}
	b, err := a.Pack("upgradeAndCall", c.proxy, implementation, data)
	if err != nil {
		c.w.t.Fatal(err)
	}
	return []change.Call{{Target: c.admin, Data: b}}
}

// calls freeze the counter, make it version 2 at 40, and bring it back.
func (c *counter) calls() *change.Calls {
	return &change.Calls{
		Prepare: c.to(c.frozen, nil), Activate: c.to(c.two, c.pack("start", big.NewInt(40))),
		Abort: c.to(c.one, nil), Revert: c.to(c.one, nil),
	}
}

// failing are calls that cannot be made at activation.
func (c *counter) failing() *change.Calls {
	calls := c.calls()
	calls.Activate = c.to(c.frozen, c.pack("add"))
	return calls
}

func (w *world) proposeWith(member, version string, calls *change.Calls, edit func(*api.Proposal)) string {
	w.t.Helper()
	p := api.Proposal{Line: crudetrade.Line, Version: version, Reason: "test", Calls: calls}
	if edit != nil {
		edit(&p)
	}
	c, err := w.Client(member).Propose(w.ctx(), p)
	if err != nil {
		w.t.Fatal(err)
	}
	return c.Hash
}

// stopped waits until the pod of a member says why it does not go on.
func (w *world) stopped(member, hash, why string) {
	w.t.Helper()
	w.until(member+" to say: "+why, func() bool {
		c, err := w.Client(member).Change(w.ctx(), hash)
		return err == nil && strings.Contains(c.Progress.Error, why)
	})
}

// A line moves together with a contract behind a proxy: frozen first, upgraded
// in the transaction that begins the epoch, and back with the revert.
func TestCalls(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{VerifyCalls: believing("alpha", "beta", "gamma")})
	w.activate("1.0.0")
	c := w.newCounter()
	c.is(1, 1)
	w.publish("1.1.0")
	hash := w.proposeWith("alpha", "1.1.0", c.calls(), func(p *api.Proposal) { p.Delay = 30 })
	shown := w.change(hash).Calls
	want := []string{
		"prepare upgradeAndCall(proxy P, implementation F, data 0x) false",
		fmt.Sprintf("activate upgradeAndCall(proxy P, implementation T, data %#x) false", c.pack("start", big.NewInt(40))),
		"abort upgradeAndCall(proxy P, implementation O, data 0x) false",
		"revert upgradeAndCall(proxy P, implementation O, data 0x) false",
	}
	same(t, "calls in words", want, c.words(shown))
	w.approve(hash, "alpha", "beta")
	for _, m := range w.Members() {
		if _, err := testnet.AwaitChange(w.ctx(), w.Client(m), hash, "prepared"); err != nil {
			t.Fatal(err)
		}
	}
	c.is(0, 1)
	if _, err := c.chain.CallContract(w.ctx(), ethereum.CallMsg{To: &c.proxy, Data: c.pack("add")}, nil); err == nil {
		t.Error("the frozen counter counts")
	}
	c.pass(w.change(hash).Document.Terms.NotBefore)
	w.await(hash, "activated")
	c.is(2, 40)
	c.send(&c.proxy, c.pack("add"))
	if err := w.Revert(w.ctx(), hash, "a mistake", "alpha", "beta"); err != nil {
		t.Fatal(err)
	}
	w.await(hash, "reverted")
	c.is(1, 41)
	for i, made := range []bool{true, true, false, true} {
		want[i] = strings.Replace(want[i], "false", fmt.Sprint(made), 1)
	}
	same(t, "calls in words", want, c.words(w.change(hash).Calls))
	for _, m := range w.Members() {
		w.audited(m)
	}
}

// words renders calls with names for the addresses.
func (c *counter) words(all []change.Described) (out []string) {
	name := strings.NewReplacer(c.proxy.Hex(), "P", c.one.Hex(), "O", c.two.Hex(), "T", c.frozen.Hex(), "F")
	for _, d := range all {
		if d.Target != c.admin {
			c.w.t.Errorf("a call of %s", d.Target)
		}
		out = append(out, fmt.Sprintf("%s %s %v", d.Stage, name.Replace(d.Call), d.Made))
	}
	return out
}

// A change whose calls fail at its activation stays prepared and says why. When
// its window closes, the pods take back what was prepared. Its proposer can do
// that before.
func TestCallsAborted(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{VerifyCalls: believing("alpha", "beta", "gamma")})
	w.activate("1.0.0")
	c := w.newCounter()
	w.publish("1.1.0")
	hash := w.proposeWith("beta", "1.1.0", c.failing(), func(p *api.Proposal) { p.Window = 120 })
	w.approve(hash, "alpha", "beta")
	w.stopped("beta", hash, "the step activate would fail: call 0, to "+c.admin.Hex()+", fails: ")
	c.is(0, 1)
	refused(t, "alpha takes back what beta proposed", w.Client("alpha").Withdraw(w.ctx(), hash), registry.ErrNotAllowed)
	c.pass(w.change(hash).Document.Terms.NotAfter)
	w.await(hash, "withdrawn")
	c.is(1, 1)

	hash = w.proposeWith("beta", "1.1.0", c.failing(), nil)
	w.approve(hash, "alpha", "beta")
	w.stopped("beta", hash, "would fail")
	c.is(0, 1)
	if err := w.Client("beta").Withdraw(w.ctx(), hash); err != nil {
		t.Fatal(err)
	}
	w.await(hash, "withdrawn")
	c.is(1, 1)

	// The line goes on.
	w.approve(w.propose("1.1.0"), "alpha", "beta")
	w.until("the line to go on", func() bool {
		s, err := w.Client("gamma").Status(w.ctx())
		return err == nil && len(s.Lines) == 1 && s.Lines[0].Version == "1.1.0"
	})
	for _, m := range w.Members() {
		w.audited(m)
	}
}

// A pod that cannot tell what calls do does not vet them, nor does one that
// finds them wrong; and a document whose calls are not those on chain is
// believed by nobody.
func TestCallsRefused(t *testing.T) {
	sequential(t)
	t.Parallel()
	verify := believing("alpha", "beta")
	verify["beta"] = func(_ context.Context, d *change.Document) error {
		return fmt.Errorf("%d calls to contracts that no release has: %w", d.Calls.Len(), registry.ErrRefused)
	}
	w := start(t, testnet.Config{VerifyCalls: verify})
	w.activate("1.0.0")
	c := w.newCounter()
	w.publish("1.1.0")
	_, err := w.Client("gamma").Propose(w.ctx(), api.Proposal{Line: crudetrade.Line, Version: "1.1.0", Reason: "test", Calls: c.calls()})
	refused(t, "gamma proposes what it would not vet", err, registry.ErrRefused)
	useless := &change.Calls{Abort: c.to(c.one, nil)}
	_, err = w.Client("alpha").Propose(w.ctx(), api.Proposal{Line: crudetrade.Line, Version: "1.1.0", Reason: "test", Calls: useless})
	refused(t, "calls that nobody would make", err, registry.ErrInvalid)

	hash := w.proposeWith("alpha", "1.1.0", c.calls(), nil)
	w.stopped("gamma", hash, "this pod cannot tell what they do")
	w.stopped("beta", hash, "4 calls to contracts that no release has")
	w.approve(hash, "alpha", "beta")
	w.until("it to wait for pods", func() bool {
		ch := w.change(hash)
		return ch.Status == change.Proposed && slices.Contains(ch.Waits, "1 of 3 pods have vetted") &&
			slices.Contains(ch.Waits, "the calls that prepare it have not been made")
	})
	c.is(1, 1)

	// Alpha's own keys propose other calls than the published document has.
	forged := w.forge(w.change(hash).Document, c)
	for _, m := range []string{"beta", "gamma"} {
		w.stopped(m, forged, "does not say what stands on chain")
	}
	refused(t, "approving what is not on chain", w.Approve(w.ctx(), forged, "beta"), registry.ErrRefused)
}

// forge publishes a document and proposes it with other calls, and returns the
// hash of the change.
func (w *world) forge(d *change.Document, c *counter) string {
	w.t.Helper()
	d.Reason = "the same, and more"
	salt := registry.Salt(w.Network().Salt)
	s, err := d.Struct(salt)
	if err != nil {
		w.t.Fatal(err)
	}
	s.Calls = c.failing().Hash()
	r, err := testnet.Registry(w.Dir(), w.Network())
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := r.PutDocument(w.ctx(), merklelog.KindChange, d.Plan.Line, d.Reason, d.Encode()); err != nil {
		w.t.Fatal(err)
	}
	data, err := change.PackPropose(s)
	if err != nil {
		w.t.Fatal(err)
	}
	k, err := testnet.MemberKeys(w.Dir(), "alpha")
	if err != nil {
		w.t.Fatal(err)
	}
	w.StopPod("alpha") // whose account has one writer
	c.key = k.PodKey()
	c.send(&w.Network().Consortium, data)
	if err := w.StartPod("alpha"); err != nil {
		w.t.Fatal(err)
	}
	return common.Hash(s.Digest(testnet.Chain, w.Network().Consortium)).Hex()
}

// A pod is killed at every point of the preparation, the activation and the
// abort of a change with calls, while it is the only one that runs. The calls
// are made once.
func TestKilledDuringCalls(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{Elsewhere: []string{"gamma"}, VerifyCalls: believing("alpha", "beta")})
	gamma := spawn(t, w.Dir(), "gamma", "", false)
	w.activate("1.0.0")
	c := w.newCounter()
	w.publish("1.1.0")

	// only has gamma, which is killed at a point of its own, do what is left to
	// do about a change.
	only := func(hash string, points ...string) {
		t.Helper()
		w.until("all pods to vet", func() bool {
			ch, err := w.Client("alpha").Change(w.ctx(), hash)
			return err == nil && len(ch.Vetted) == 3
		})
		gamma.kill()
		w.approve(hash, "alpha", "beta")
		w.StopPod("alpha")
		w.StopPod("beta")
		for _, p := range points {
			gamma = spawn(t, w.Dir(), "gamma", p, false)
			gamma.killed(t, p)
		}
		gamma = spawn(t, w.Dir(), "gamma", "", false)
		for _, m := range []string{"alpha", "beta"} {
			if err := w.StartPod(m); err != nil {
				t.Fatal(err)
			}
		}
	}
	hash := w.proposeWith("gamma", "1.1.0", c.calls(), nil)
	only(hash, "prepare", "prepare-queued", "activate", "activate-queued")
	w.await(hash, "activated")
	c.is(2, 40)
	if err := w.Revert(w.ctx(), hash, "a mistake", "alpha", "beta"); err != nil {
		t.Fatal(err)
	}
	w.await(hash, "reverted")
	c.is(1, 40)

	if !testing.Short() {
		hash = w.proposeWith("gamma", "1.1.0", c.failing(), func(p *api.Proposal) { p.Window = 120 })
		only(hash, "prepare", "prepare-queued")
		until := w.change(hash).Document.Terms.NotAfter
		w.stopped("gamma", hash, "would fail")
		gamma.kill()
		w.StopPod("alpha")
		w.StopPod("beta")
		c.pass(until)
		for _, p := range []string{"abort", "abort-queued"} {
			gamma = spawn(t, w.Dir(), "gamma", p, false)
			gamma.killed(t, p)
		}
		spawn(t, w.Dir(), "gamma", "", false)
		for _, m := range []string{"alpha", "beta"} {
			if err := w.StartPod(m); err != nil {
				t.Fatal(err)
			}
		}
		w.await(hash, "withdrawn")
		c.is(1, 40)
	}
	for _, m := range w.Members() {
		w.audited(m)
	}
}
