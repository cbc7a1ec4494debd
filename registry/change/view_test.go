package change_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// From the first release to a revert and on, with what each change waits for.
// After every block the View is what the contract says (see world.agree).
func TestViewOfLife(t *testing.T) {
	w := newWorld(t)
	line := salt.Line("crude-trade")
	if !w.view.IsMember(account(w.approvers[2])) || !w.view.IsMember(account(w.pods[0])) || w.view.IsMember(account(w.pods[3])) {
		t.Error("who is a member is wrong")
	}

	one := w.book()
	first, init := w.propose("1.0.0", one, true, nil)
	w.blockers(first, "0 of 2 approvals", "0 of 2 pods have vetted")
	w.attest(first, w.pods[2])
	w.approve(first, w.approvers[2])
	w.blockers(first, "1 of 2 approvals", "1 of 2 pods have vetted")
	w.fails(w.pods[0], abigen.PackActivate(first, init))
	w.approve(first, w.approvers[0])
	w.attest(first, w.pods[0])
	w.blockers(first)
	w.send(w.approvers[1], abigen.PackActivate(first, init))
	w.blockers(first, "the change is activated",
		"its parent is not the active release of the line any more: propose again",
		"another change of the line was activated first: propose again")
	c := w.view.Changes[first]
	if diff := cmp.Diff([]common.Address{account(w.approvers[2]), account(w.approvers[0])}, c.Approved); diff != "" {
		t.Errorf("approved by (-want +got):\n%s", diff)
	}
	if c.ActivatedAt != w.view.Time || c.Epoch != 1 || c.RevertUntil() != 0 {
		t.Errorf("the first release: %+v, revert until %d", c, c.RevertUntil())
	}

	// Rules only: the Book stays.
	second, _ := w.propose("1.1.0", one, false, nil)
	w.activate(second, nil)
	if b := w.view.Books[one]; b.Epoch != 2 || b.State != change.Active || b.Release != salt.Release(registry.DigestOf([]byte("1.1.0"))) {
		t.Errorf("the shared Book: %+v", b)
	}

	// A Book of its own, and two changes of which only one can be.
	two := w.book()
	third, init := w.propose("2.0.0", two, true, nil)
	rival, _ := w.propose("1.2.0", one, false, nil)
	w.approve(rival, w.approvers[0], w.approvers[1])
	w.attest(rival, w.pods[0], w.pods[1])
	w.blockers(rival)
	w.activate(third, init)
	w.blockers(rival, "its parent is not the active release of the line any more: propose again",
		"another change of the line was activated first: propose again")
	w.fails(w.pods[0], abigen.PackActivate(rival, nil))
	if w.view.Books[one].State != change.Draining || w.view.Books[two].State != change.Active {
		t.Errorf("books after 2.0.0: %+v, %+v", w.view.Books[one], w.view.Books[two])
	}

	// Back.
	c = w.view.Changes[third]
	if c.RevertUntil() != c.ActivatedAt+3600 {
		t.Errorf("it can be reverted until %d, want %d", c.RevertUntil(), c.ActivatedAt+3600)
	}
	w.revert(third)
	if c = w.view.Changes[third]; c.Status != change.Reverted || c.RevertUntil() != 0 || c.RevertEpoch != 4 || c.RevertedAt != w.view.Time ||
		c.RevertReason != common.Hash(registry.DigestOf([]byte("wrong prices"))) {
		t.Errorf("the reverted change: %+v", c)
	}
	l := w.view.Lines[line]
	if l.Epoch != 4 || l.Book != one || l.Release != salt.Release(registry.DigestOf([]byte("1.1.0"))) || l.Sequence != 3 || l.Change != (common.Hash{}) {
		t.Errorf("the line after the revert: %+v", l)
	}
	if w.view.Books[one].Epoch != 4 || w.view.Books[one].State != change.Active || w.view.Books[two].State != change.Suspended {
		t.Errorf("books after the revert: %+v, %+v", w.view.Books[one], w.view.Books[two])
	}
	w.blockers(third, "the change is reverted", "another change of the line was activated first: propose again")

	// On again, into the suspended Book.
	fourth, _ := w.propose("2.0.0", two, false, nil)
	w.activate(fourth, nil)
	if w.view.Books[two].State != change.Active || w.view.Books[two].Epoch != 5 || w.view.Books[one].State != change.Draining {
		t.Errorf("books after rolling forward: %+v, %+v", w.view.Books[one], w.view.Books[two])
	}
	var order []common.Hash
	for _, c := range w.view.Sorted() {
		order = append(order, c.Hash)
	}
	if len(order) != 5 || order[0] != first || order[1] != second || order[4] != fourth {
		t.Errorf("in order: %v", order)
	}
}

func TestViewOfWindows(t *testing.T) {
	w := newWorld(t)
	book := w.book()
	open := w.view.Time + 3600
	hash, init := w.propose("1.0.0", book, true, func(c *typed.Change) { c.NotBefore, c.NotAfter, c.Expiry = open, open+60, open+90 })
	w.approve(hash, w.approvers[:2]...)
	w.attest(hash, w.pods[:2]...)
	w.blockers(hash, fmt.Sprintf("the activation window opens at %d, the chain's clock says %d", open, w.view.Time))
	w.fails(w.pods[0], abigen.PackActivate(hash, init))
	w.pass(3600 * time.Second)
	w.blockers(hash)
	w.pass(2 * time.Minute)
	w.blockers(hash, fmt.Sprintf("the activation window closed at %d: propose again", open+60))
	w.fails(w.pods[0], abigen.PackActivate(hash, init))
}

func TestViewOfWithdrawal(t *testing.T) {
	w := newWorld(t)
	hash, init := w.propose("1.0.0", w.book(), true, nil)
	w.approve(hash, w.approvers[:2]...)
	w.attest(hash, w.pods[:2]...)
	w.send(w.approvers[0], abigen.PackWithdraw(hash))
	w.blockers(hash, "the change is withdrawn")
	w.fails(w.pods[0], abigen.PackActivate(hash, init))
}

func TestViewOfMembers(t *testing.T) {
	w := newWorld(t)
	hash, init := w.propose("1.0.0", w.book(), true, nil)
	w.approve(hash, w.approvers[:2]...)
	w.attest(hash, w.pods[:2]...)
	m := typed.Membership{
		MemberEpoch: 2, Expiry: w.view.Time + 100, Approvers: accounts(w.approvers[1:]), Pods: accounts(w.pods[1:]), Threshold: 3,
	}
	keys := w.ascending(3)
	w.send(w.pods[0], abigen.PackSetMembers(binding.Membership(m), accounts(keys), w.sign(m.Digest(simulatedChain, w.address), keys...)))
	if w.view.MemberEpoch != 2 || w.view.Threshold != 3 || w.view.IsMember(account(w.pods[0])) || !w.view.IsMember(account(w.pods[3])) {
		t.Errorf("the members: %+v", w.view)
	}
	w.blockers(hash, "members changed since it was proposed: propose again", "2 of 3 approvals")
	w.fails(w.pods[1], abigen.PackActivate(hash, init))
}

func TestViewOfAnchors(t *testing.T) {
	w := newWorld(t)
	root := registry.DigestOf([]byte("root"))
	w.send(w.pods[1], abigen.PackAnchor(4, root))
	if w.view.LogSize != 4 || w.view.LogRoot != common.Hash(root) {
		t.Errorf("anchored %d with %s", w.view.LogSize, w.view.LogRoot)
	}
	w.send(w.pods[2], abigen.PackAnchor(4, root)) // again: no event
	w.send(w.pods[2], abigen.PackAnchor(9, registry.DigestOf([]byte("grown"))))
	w.fails(w.pods[0], abigen.PackAnchor(8, root))
	if w.view.LogSize != 9 {
		t.Errorf("anchored %d, want 9", w.view.LogSize)
	}
}

// A View is stored as JSON and read back; what is read is what was written, and
// a copy is of its own.
func TestViewClone(t *testing.T) {
	w := newWorld(t)
	hash, init := w.propose("1.0.0", w.book(), true, nil)
	w.activate(hash, init)
	c := w.view.Clone()
	if diff := cmp.Diff(w.view, c); diff != "" {
		t.Errorf("(-view +clone):\n%s", diff)
	}
	c.Changes[hash].Approved[0] = common.Address{}
	c.Lines[salt.Line("crude-trade")].Epoch = 99
	c.Approvers[0] = common.Address{}
	w.agree()
	b, err := json.Marshal(w.view)
	if err != nil {
		t.Fatal(err)
	}
	var read change.View
	if err := json.Unmarshal(b, &read); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(*w.view, read); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
	var empty change.View
	if diff := cmp.Diff(&empty, empty.Clone()); diff != "" {
		t.Errorf("an empty view (-view +clone):\n%s", diff)
	}
}

// Logs that cannot be are errors: the View would be wrong from there on.
func TestApplyRefuses(t *testing.T) {
	events := abigen.GetABI().Events
	hash := common.Hash{1}
	for _, name := range []string{"Approved", "Voted", "Refused", "Postponed", "PolicySet", "Vetted", "Withdrawn", "Activated", "Reverted"} {
		e := events[name]
		topics := []common.Hash{e.ID}
		var data []byte
		for _, in := range e.Inputs {
			if in.Indexed {
				topics = append(topics, hash)
			} else {
				data = append(data, make([]byte, 32)...)
			}
		}
		var v change.View
		if _, err := v.Apply(&types.Log{Topics: topics, Data: data}); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "never proposed") {
			t.Errorf("%s of a change that was never proposed: %v", name, err)
		}
	}
	for name, e := range events {
		if name == "EIP712DomainChanged" {
			continue
		}
		for what, l := range map[string]*types.Log{
			"no data":       {Topics: []common.Hash{e.ID, hash, hash}},
			"data cut off":  {Topics: []common.Hash{e.ID, hash, hash}, Data: make([]byte, 31)},
			"no topics":     {Topics: []common.Hash{e.ID}, Data: make([]byte, 1024)},
			"wild contents": {Topics: []common.Hash{e.ID, hash, hash}, Data: slices.Repeat([]byte{0xff}, 1024)},
		} {
			if (name == "MembersChanged" || name == "Resolved") && what == "no topics" {
				continue // they have none, and zeros are no members, and the end of no pause
			}
			var v change.View
			if known, err := v.Apply(l); known || err != nil && !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("%s, %s: Apply = %v, %v; want ErrInvalid", name, what, known, err)
			}
		}
	}
}

// Logs of other contracts, and of later versions of this one, change nothing.
func TestApplyPassesOver(t *testing.T) {
	var v change.View
	for name, l := range map[string]*types.Log{
		"anonymous":     {Data: []byte{1}},
		"unknown event": {Topics: []common.Hash{{0xde, 0xad}}},
		"known to the contract, nothing to the View": {Topics: []common.Hash{abigen.GetABI().Events["EIP712DomainChanged"].ID}},
	} {
		if known, err := v.Apply(l); known || err != nil {
			t.Errorf("%s: Apply = %v, %v", name, known, err)
		}
	}
	if len(v.Changes)+len(v.Lines)+len(v.Books) > 0 {
		t.Errorf("the View: %+v", v)
	}
}
