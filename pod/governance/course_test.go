package governance_test

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/governance"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// What is signed is the next vote of the approver, and the next resolution.
func TestWhatIsSigned(t *testing.T) {
	v := view()
	c := v.Changes[hash]
	if _, err := governance.VoteOf(v, c, account(1), change.Rejecting, "no"); !errors.Is(err, registry.ErrStale) {
		t.Errorf("a vote on an active change: %v, want ErrStale", err)
	}
	c.Status, c.Struct.MemberEpoch, c.Struct.Expiry = change.Proposed, 1, 200
	c.Votes = []change.Vote{{Approver: account(1), Number: 1, Stance: change.Approving}, {Approver: account(2), Number: 1, Stance: change.Rejecting}, {Approver: account(1), Number: 2}}
	got, err := governance.VoteOf(v, c, account(1), change.Rejecting, "no")
	want := typed.Vote{Change: hash, Number: 3, Stance: typed.Rejected, Reason: registry.DigestOf([]byte("no"))}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Errorf("the next vote: %v (-want +got):\n%s", err, d)
	}
	if got, err := governance.VoteOf(v, c, account(3), change.Undecided, ""); err != nil || got.Number != 1 || got.Reason != [32]byte{} {
		t.Errorf("a first vote: %+v, %v", got, err)
	}
	for name, edit := range map[string]func(){
		"of another member set": func() { c.Struct.MemberEpoch = 2 },
		"after its expiry":      func() { c.Struct.MemberEpoch, v.Time = 1, 201 },
	} {
		edit()
		if _, err := governance.VoteOf(v, c, account(1), change.Rejecting, ""); !errors.Is(err, registry.ErrStale) {
			t.Errorf("a vote on a change %s: %v, want ErrStale", name, err)
		}
		c.Struct.MemberEpoch, v.Time = 1, 150
	}
	if _, err := governance.VoteOf(v, c, account(1), "perhaps", ""); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a stance that there is not: %v, want ErrInvalid", err)
	}
}

func TestResolutionsThatMeanNothing(t *testing.T) {
	v := view()
	book := common.Address{0xb0}
	if _, err := governance.LiftOf(v, line, "why"); !errors.Is(err, registry.ErrStale) {
		t.Errorf("lifting no pause: %v, want ErrStale", err)
	}
	if _, err := governance.RetireOf(v, book, "why"); !errors.Is(err, registry.ErrStale) {
		t.Errorf("retiring no book: %v, want ErrStale", err)
	}
	if _, err := governance.AgreeOf(v, 0, 1, 200, "why"); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("agreeing on no class: %v, want ErrInvalid", err)
	}
	v.Resolutions = 4
	v.Pauses = map[registry.Digest]change.Pause{line: {Until: 170}}
	v.Books = map[common.Address]*change.Book{book: {Epoch: 7, State: change.Active}}
	if _, err := governance.RetireOf(v, book, "why"); !errors.Is(err, registry.ErrStale) {
		t.Errorf("retiring an active book: %v, want ErrStale", err)
	}
	v.Books[book].State = change.Draining
	common := typed.Resolution{Number: 5, MemberEpoch: 1, Expiry: 150 + 7*24*3600, Reason: registry.DigestOf([]byte("why"))}
	for name, c := range map[string]struct {
		of   func() (typed.Resolution, error)
		edit func(*typed.Resolution)
	}{
		"lift": {
			func() (typed.Resolution, error) { return governance.LiftOf(v, line, "why") },
			func(r *typed.Resolution) { r.Kind, r.Subject, r.Value = typed.Lift, line, 170 },
		},
		"agree": {
			func() (typed.Resolution, error) { return governance.AgreeOf(v, 258, 2, 900, "why") },
			func(r *typed.Resolution) {
				r.Kind, r.Value, r.Quorum = typed.Agree, 900, 2
				r.Subject[30], r.Subject[31] = 1, 2
			},
		},
		"retire": {
			func() (typed.Resolution, error) { return governance.RetireOf(v, book, "why") },
			func(r *typed.Resolution) { r.Kind, r.Value, r.Subject[12] = typed.Retire, 7, 0xb0 },
		},
	} {
		want := common
		c.edit(&want)
		got, err := c.of()
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, d)
		}
	}
}

// A Book that the line could be reverted to is not retired.
func TestRetireWithinTheRevertWindow(t *testing.T) {
	v := view()
	book := common.Address{0xb0}
	v.Books = map[common.Address]*change.Book{book: {Line: line, Epoch: 1, State: change.Draining}}
	c := v.Changes[hash]
	c.Parent = change.Line{Book: book}
	if _, err := governance.RetireOf(v, book, "why"); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("within the window: %v, want ErrConflict", err)
	}
	v.Time = 201
	if _, err := governance.RetireOf(v, book, "why"); err != nil {
		t.Errorf("after the window: %v", err)
	}
	v.Time, c.Parent.Book = 150, common.Address{0xb1}
	if _, err := governance.RetireOf(v, book, "why"); err != nil {
		t.Errorf("a Book that no revert leads to: %v", err)
	}
}
