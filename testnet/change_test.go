package testnet_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// A release whose rules are no rules is published. No pod proposes it, each says
// why, and the line stays where it is.
func TestMalformedRules(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{})
	w.activate("1.0.0")
	id := w.trade(rows(t, 1, "alpha", "beta"))[0]
	for version, rules := range map[string][]byte{
		"1.1.0": []byte("no module at all"),
		"1.2.0": {0, 'a', 's', 'm', 1, 0, 0, 0},             // a module, and not of rules
		"1.3.0": build(t, "1.1.0").Rules[:len("\x00asm")+9], // cut off
	} {
		b := build(t, "1.1.0")
		b.Rules, b.Manifest.Version = rules, version
		b.Manifest.Rules = registry.BlobOf(rules)
		if _, err := w.Publish(w.ctx(), b); err != nil {
			t.Fatal(err)
		}
		for _, m := range w.Members() {
			_, err := w.Client(m).Propose(w.ctx(), api.Proposal{Line: crudetrade.Line, Version: version, Reason: "test"})
			refused(t, m+" proposes "+version, err, registry.ErrInvalid)
		}
	}
	if _, err := w.command("beta", id, completed).wait(); err != nil {
		t.Errorf("the line does not go on: %v", err)
	}
}

// A pod whose rules start from something else than the proposer's does not vet,
// and says why. The change waits for it until it is repaired.
func TestAstray(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{Faults: map[string]testnet.Fault{"gamma": {Astray: true}}})
	w.publish("1.0.0")
	hash := w.propose("1.0.0")
	w.until("the pod of gamma to say why it does not vet", func() bool {
		c, err := w.Client("gamma").Change(w.ctx(), hash)
		return err == nil && strings.Contains(c.Progress.Error, "would not decide the same")
	})
	w.approve(hash, "alpha", "beta")
	w.until("it to wait for gamma alone", func() bool {
		c, err := w.Client("alpha").Change(w.ctx(), hash)
		return err == nil && c.Status == "proposed" && len(c.Waits) == 1 && c.Waits[0] == "2 of 3 pods have vetted"
	})

	// Gamma says why it takes no part, and the others read it: on chain is only
	// the digest of what it says.
	const why = "our pod does not decide the same"
	vote := typed.Vote{Change: common.HexToHash(hash), Number: 1, Stance: typed.Rejected, Reason: registry.DigestOf([]byte(why))}
	sig := w.signature("gamma", common.Hash(vote.Digest(w.Network().Chain, w.Network().Consortium)))
	req := api.VoteRequest{Stance: change.Rejecting, Reason: why, Approver: sig.Approver, Signature: sig.Signature}
	if err := w.Client("gamma").Vote(w.ctx(), hash, req); err != nil {
		t.Fatal(err)
	}
	for _, m := range w.Members() {
		w.until(m+" to read why", func() bool {
			c, err := w.Client(m).Change(w.ctx(), hash)
			return err == nil && len(c.Votes) > 0 && c.Words(registry.DigestOf([]byte(why))) == why
		})
	}
	// It has not refused the change: one of three who can still approve has not.
	if c := w.change(hash); c.Status != "proposed" || !strings.HasPrefix(c.Words(registry.Digest{1}), "reason withheld: digest 0x01") {
		t.Errorf("the change is %s, and unknown words are %q", c.Status, c.Words(registry.Digest{1}))
	}
}

// A release must suit the records that are there, not only the release before
// it. Where 1.1.0 was reverted, what goes on from 1.0.0 is fine for whoever stayed
// there, and takes a field away from the trade that was made in between. The two
// pods that have it say so; gamma, which must not know of it, vets.
func TestLiveReleases(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{})
	w.activate("1.0.0")
	minor := w.activate("1.1.0")
	w.trade(rows(t, 1, "alpha", "beta"))
	if err := w.Revert(w.ctx(), minor, "a mistake", "alpha", "beta"); err != nil {
		t.Fatal(err)
	}
	w.await(minor, "reverted")

	next := build(t, "1.0.0")
	next.Manifest.Version = "1.2.0"
	next.Manifest.Book.Shared = true
	if _, err := w.Publish(w.ctx(), next); err != nil {
		t.Fatal(err)
	}
	hash := w.propose("1.2.0")
	for _, m := range []string{"alpha", "beta"} {
		w.until(m+" to say why it does not vet", func() bool {
			c, err := w.Client(m).Change(w.ctx(), hash)
			return err == nil && strings.Contains(c.Progress.Error, "crude-trade@1.2.0 for those who are at crude-trade@1.1.0")
		})
	}
	w.until("gamma to vet", func() bool {
		c, err := w.Client("alpha").Change(w.ctx(), hash)
		return err == nil && len(c.Vetted) == 1 && c.Vetted[0] == "gamma"
	})
}

// The registry takes no bundle that was changed or that another signed, and a
// pod believes no registry that did.
func TestUntrustedBundles(t *testing.T) {
	sequential(t)
	t.Parallel()
	other, err := bundle.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	w := start(t, testnet.Config{Elsewhere: []string{"gamma"}})
	// Gamma trusts another publisher than the registry does.
	w.runPod("gamma", func(n *pod.Network) {
		// As networks without key sets had it.
		n.KeySets, n.Publishers = nil, []string{string(other.Public().Encode())}
	})
	r, err := testnet.Registry(w.Dir(), w.Network())
	if err != nil {
		t.Fatal(err)
	}
	unsigned := build(t, "1.0.0")
	file, err := bundle.Pack(unsigned)
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.Publish(w.ctx(), file, "")
	refused(t, "a bundle without a signature", err, registry.ErrRefused)
	signed := build(t, "1.0.0")
	if err := signed.Sign(other); err != nil {
		t.Fatal(err)
	}
	if file, err = bundle.Pack(signed); err != nil {
		t.Fatal(err)
	}
	_, err = r.Publish(w.ctx(), file, "")
	refused(t, "a bundle that another signed", err, registry.ErrRefused)
	wrong := build(t, "1.0.0")
	wrong.Manifest.Rules.Digest[0] ^= 1
	_, err = w.Publish(w.ctx(), wrong)
	refused(t, "a manifest with another digest", err, registry.ErrRefused)

	w.publish("1.0.0")
	_, err = w.Publish(w.ctx(), func() *bundle.Bundle { b := build(t, "1.1.0"); b.Manifest.Version = "1.0.0"; return b }())
	refused(t, "the same version with other contents", err, registry.ErrConflict)
	hash := w.propose("1.0.0")
	w.until("gamma to say why it does not vet", func() bool {
		c, err := w.Client("gamma").Change(w.ctx(), hash)
		return err == nil && strings.Contains(c.Progress.Error, "fetching") && len(c.Vetted) == 2
	})
	w.approve(hash, "alpha", "beta")
	if c, err := w.Client("alpha").Change(w.ctx(), hash); err != nil || c.Status != "proposed" {
		t.Errorf("the change is %+v, %v; want it not activated", c, err)
	}
}

// Approvals and reverts that must not count.
func TestChangesThatMustNotHappen(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{})
	w.activate("1.0.0")
	ids := w.trade(rows(t, 3, "alpha", "beta"))
	w.publish("1.1.0")
	w.publish("2.0.0")
	minor := w.propose("1.1.0")
	late := w.propose("2.0.0") // from 1.0.0

	_, err := w.Client("alpha").Propose(w.ctx(), api.Proposal{Line: crudetrade.Line, Version: "3.0.0", Reason: "none"})
	refused(t, "proposing what was not published", err, registry.ErrNotFound)
	_, err = w.Client("alpha").Change(w.ctx(), "0x12345678")
	refused(t, "a change that is not there", err, registry.ErrNotFound)

	alpha := w.signature("alpha", common.HexToHash(minor))
	wrong := api.Signature{Approver: alpha.Approver, Signature: w.signature("beta", common.HexToHash(minor)).Signature}
	refused(t, "beta's key for alpha's approval", w.Client("alpha").Approve(w.ctx(), minor, wrong), registry.ErrNotAllowed)
	refused(t, "alpha's approval of another change", w.Client("alpha").Approve(w.ctx(), late, alpha), registry.ErrNotAllowed)
	outsider := api.Signature{Approver: alpha.Approver, Signature: make([]byte, 65)}
	refused(t, "no signature", w.Client("alpha").Approve(w.ctx(), minor, outsider), registry.ErrNotAllowed)
	if err := w.Client("alpha").Approve(w.ctx(), minor, alpha); err != nil {
		t.Fatal(err)
	}
	for _, m := range w.Members() {
		if _, err := testnet.AwaitChange(w.ctx(), w.Client(m), minor, ""); err != nil {
			t.Fatal(err)
		}
		refused(t, "alpha's approval a second time, carried by "+m, w.Client(m).Approve(w.ctx(), minor, alpha), registry.ErrConflict)
	}
	if c, err := w.Client("alpha").Change(w.ctx(), minor); err != nil || len(c.Approved) != 1 || c.Status != "proposed" {
		t.Fatalf("the change is %+v, %v; want one approval", c, err)
	}
	w.approve(minor, "beta")
	w.await(minor, "activated")

	w.until("the other change to be overtaken", func() bool {
		c, err := w.Client("alpha").Change(w.ctx(), late)
		return err == nil && strings.Contains(fmt.Sprint(c.Waits), "parent is not the active release")
	})
	w.approve(late, "alpha", "beta", "gamma")
	refused(t, "reverting what was not activated", w.Revert(w.ctx(), late, "why not", "alpha", "beta"), registry.ErrStale)
	// It never becomes active, although everybody approved.
	w.trade(rows(t, 5, "beta", "gamma"))
	if c, err := w.Client("alpha").Change(w.ctx(), late); err != nil || c.Status != "proposed" {
		t.Errorf("the overtaken change is %+v, %v; want it proposed for ever", c, err)
	}

	again := func(window uint64) *api.Change {
		c, err := w.Client("alpha").Propose(w.ctx(), api.Proposal{Line: crudetrade.Line, Version: "2.0.0", Reason: "again", RevertWindow: window})
		if err != nil {
			t.Fatal(err)
		}
		w.approve(c.Hash, "alpha", "beta")
		w.await(c.Hash, "activated")
		return &c
	}
	c := again(3600)
	refused(t, "a revert that one signed", w.Revert(w.ctx(), c.Hash, "alone", "alpha"), registry.ErrNotAllowed)
	refused(t, "a revert without a reason", w.Revert(w.ctx(), c.Hash, "", "alpha", "beta"), registry.ErrInvalid)
	refused(t, "a revert of the change before", w.Revert(w.ctx(), minor, "too far", "alpha", "beta"), registry.ErrStale)
	if err := w.Revert(w.ctx(), c.Hash, "both signed", "alpha", "beta"); err != nil {
		t.Fatal(err)
	}
	w.await(c.Hash, "reverted")
	c = again(1)
	for _, id := range ids { // the chain's clock goes on with its blocks
		if _, err := w.command("alpha", id, amendment).wait(); err != nil {
			t.Fatal(err)
		}
	}
	w.until("the revert window to be closed", func() bool {
		s, err := w.Client("alpha").Status(w.ctx())
		return err == nil && s.Time > w.change(c.Hash).RevertUntil
	})
	refused(t, "a revert after its window", w.Revert(w.ctx(), c.Hash, "too late", "alpha", "beta"), registry.ErrStale)
	w.agreed(ids[0], []string{"alpha", "beta"}, under("2.0.0"))
	for _, m := range w.Members() {
		w.audited(m)
	}
}

func (w *world) change(hash string) api.Change {
	w.t.Helper()
	c, err := w.Client("alpha").Change(w.ctx(), hash)
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func (w *world) signature(member string, digest common.Hash) api.Signature {
	w.t.Helper()
	k, err := testnet.ApprovalKey(w.Dir(), member)
	if err != nil {
		w.t.Fatal(err)
	}
	sig, err := typed.Sign(k, digest)
	if err != nil {
		w.t.Fatal(err)
	}
	return api.Signature{Approver: crypto.PubkeyToAddress(k.PublicKey).Hex(), Signature: sig}
}
