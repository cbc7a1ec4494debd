package change

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
)

// A Stance is what an approver thinks of a change.
type Stance string

// The stances of an approver.
const (
	// Undecided is the stance of one that has taken its vote back.
	Undecided Stance = "undecided"
	Approving Stance = "approved"
	Rejecting Stance = "rejected"
)

var stances = []Stance{Undecided, Approving, Rejecting}

// A Vote is a vote as the chain recorded it.
type Vote struct {
	Approver common.Address `json:"approver"`
	// Number counts the votes of the approver on the change, from 1.
	Number uint64 `json:"number"`
	Stance Stance `json:"stance"`
	// Reason is the digest of the reason, zero for none.
	Reason common.Hash `json:"reason"`
	// At is in unix seconds.
	At uint64 `json:"at"`
}

// A Pause stops preparations and activations.
type Pause struct {
	// Until is its last second, in unix seconds; By began it.
	Until uint64         `json:"until"`
	By    common.Address `json:"by"`
	// Reason is the digest of the reason.
	Reason common.Hash `json:"reason"`
}

// An Agreement says what changes of a class need.
type Agreement struct {
	// Quorum is the number of approvals.
	Quorum uint32 `json:"quorum"`
	// Until is the last second in which it holds, in unix seconds.
	Until uint64 `json:"until"`
}

func (v *View) policySet(e *binding.ConsortiumPolicySet) error {
	c, err := v.change(e.ChangeHash)
	if err == nil {
		c.Struct.Policy = e.Policy
	}
	return err
}

func (v *View) voted(e *binding.ConsortiumVoted) error {
	c, err := v.change(e.ChangeHash)
	if err != nil {
		return err
	}
	if int(e.Stance) >= len(stances) {
		return fmt.Errorf("stance %d: this version knows no such stance: %w", e.Stance, registry.ErrInvalid)
	}
	is := func(a common.Address) bool { return a == e.Approver }
	c.Approved, c.Rejected = slices.DeleteFunc(c.Approved, is), slices.DeleteFunc(c.Rejected, is)
	if len(c.Rejected) == 0 {
		c.Rejected = nil
	}
	s := stances[e.Stance]
	switch s {
	case Approving:
		c.Approved = append(c.Approved, e.Approver)
	case Rejecting:
		c.Rejected = append(c.Rejected, e.Approver)
	case Undecided:
	}
	c.Votes = append(c.Votes, Vote{e.Approver, e.Number, s, e.Reason, v.Time})
	return nil
}

func (v *View) refused(e *binding.ConsortiumRefused) error {
	c, err := v.change(e.ChangeHash)
	if err != nil {
		return err
	}
	c.RefusedBy = e.Approver
	if c.Status == Proposed {
		c.Status = Rejected
	}
	return nil
}

func (v *View) postponed(e *binding.ConsortiumPostponed) error {
	c, err := v.change(e.ChangeHash)
	if err == nil {
		c.PostponedUntil = e.Until
	}
	return err
}

func (v *View) paused(e *binding.ConsortiumPaused) error {
	if v.Pauses == nil {
		v.Pauses = map[registry.Digest]Pause{}
	}
	v.Pauses[e.Line] = Pause{e.Until, e.By, e.Reason}
	return nil
}

func (v *View) resolved(e *binding.ConsortiumResolved) error {
	r := e.Resolution
	v.Resolutions = r.Number
	switch r.Kind {
	case typed.Lift:
		if delete(v.Pauses, r.Subject); len(v.Pauses) == 0 {
			v.Pauses = nil
		}
	case typed.Agree:
		if v.Agreements == nil {
			v.Agreements = map[uint32]Agreement{}
		}
		v.Agreements[uint32(common.Hash(r.Subject).Big().Uint64())] = Agreement{r.Quorum, r.Value}
	case typed.Retire:
		b := v.Books[common.BytesToAddress(r.Subject[:])]
		if b == nil {
			return fmt.Errorf("book %x was never active: events are missing: %w", r.Subject, registry.ErrInvalid)
		}
		b.State = Retired
	default:
		return fmt.Errorf("resolution of kind %d: this version knows no such kind: %w", r.Kind, registry.ErrInvalid)
	}
	return nil
}

// Policy returns what c asks for beyond the rules for every change.
func (c *Change) Policy() typed.Policy { return typed.PolicyOf(c.Struct.Policy) }

// Last returns the last second in which c may be activated, in unix seconds.
func (c *Change) Last() uint64 {
	if c.Policy().Period != 0 {
		return c.Struct.Expiry
	}
	return c.Struct.NotAfter
}

// Window returns the activation window of c that is open at a second, or else
// the next one that opens, both ends included, in unix seconds. When there is
// none any more, it returns false.
func (c *Change) Window(now uint64) (from, until uint64, ok bool) {
	s, last := c.Struct, c.Last()
	now = max(now, s.NotBefore, c.PostponedUntil)
	if now > last {
		return 0, 0, false
	}
	from, until = s.NotBefore, s.NotAfter
	if period := c.Policy().Period; period != 0 {
		from += (now - from) / period * period
		if until = from + (s.NotAfter - s.NotBefore); now > until {
			if from > last-min(last, period) {
				return 0, 0, false
			}
			from, until = from+period, until+period
		}
	}
	return max(from, c.PostponedUntil), min(until, last), true
}

// Needed returns the number of approvals that c needs now: those of its policy,
// and at least the threshold of the member set, or what members have agreed on
// for its class while nobody rejects it.
func (v *View) Needed(c *Change) uint32 {
	p, need := c.Policy(), v.Threshold
	a, agreed := v.Agreements[p.Class]
	if agreed && c.Struct.MemberEpoch == v.MemberEpoch && len(c.Rejected) == 0 && v.Time <= a.Until {
		need = a.Quorum
	}
	return max(need, p.Threshold)
}

// Missing returns the members, by index, whose approval the policy of c
// requires and who have not approved.
func (v *View) Missing(c *Change) (members []int) {
	for i := range 64 {
		if c.Policy().Required>>i&1 != 0 && (i >= len(v.Approvers) || !slices.Contains(c.Approved, v.Approvers[i])) {
			members = append(members, i)
		}
	}
	return members
}

// PausedUntil returns the last second, in unix seconds, in which nothing is
// prepared or activated on a line; zero when that is over or was never so.
func (v *View) PausedUntil(line registry.Digest) uint64 {
	until := max(v.Pauses[line].Until, v.Pauses[registry.Digest{}].Until)
	if v.Time > until {
		return 0
	}
	return until
}

// FellAway says why approvals of c count no more, "" when they count: they are
// signed for one member set.
func (v *View) FellAway(c *Change) string {
	if !c.Open() || c.Struct.MemberEpoch == v.MemberEpoch {
		return ""
	}
	return fmt.Sprintf("%d approvals and %d attestations fell away: they were given as member set %d, and %d is in force",
		len(c.Approved), len(c.Vetted), c.Struct.MemberEpoch, v.MemberEpoch)
}

// A Deadline is a second from which on, or after which, something about a change
// is otherwise.
type Deadline struct {
	// At is in unix seconds.
	At   uint64 `json:"at"`
	What string `json:"what"`
}

// Deadlines returns all that is due about c, the next first: the window in which
// it can be activated, a pause that holds it up, its end, the window in which it
// can be reverted.
func (v *View) Deadlines(c *Change) (all []Deadline) {
	add := func(at uint64, what string) {
		if at >= v.Time && at != 0 {
			all = append(all, Deadline{at, what})
		}
	}
	if !c.Open() || v.Over(c) {
		add(c.RevertUntil(), "the revert window closes")
		return all
	}
	if from, until, ok := c.Window(v.Time); ok {
		if v.Time < from {
			add(from, "the activation window opens")
		}
		if until < c.Last() {
			add(until, "the activation window closes, and opens again later")
		}
		add(c.Last(), "the last activation window closes")
	}
	if until := v.PausedUntil(c.Struct.Line); until != 0 {
		add(until, "the pause of activations ends")
	}
	if c.Struct.Expiry != c.Last() {
		add(c.Struct.Expiry, "votes end")
	}
	slices.SortStableFunc(all, func(a, b Deadline) int { return cmp.Compare(a.At, b.At) })
	return all
}

// Deadline returns the next second after which something about c is too late or
// possible only then, and what it is; zero when nothing is due.
func (v *View) Deadline(c *Change) (at uint64, what string) {
	switch {
	case c.Open() && !v.Over(c):
		from, until, ok := c.Window(v.Time)
		switch {
		case !ok:
			return 0, ""
		case v.Time < from:
			return from, "the activation window opens"
		case until < c.Last():
			return until, "the activation window closes, and opens again later"
		}
		return until, "the last activation window closes"
	case c.RevertUntil() >= v.Time:
		return c.RevertUntil(), "the revert window closes"
	}
	return 0, ""
}
