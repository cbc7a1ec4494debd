package lifecycle_test

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
)

// A stage is a world in which a test says what happens.
type stage struct {
	*player
	t *testing.T
}

func newStage(t *testing.T) *stage {
	return &stage{t: t, player: &player{world: newWorld(t, newNet(t), newTally()), draw: func(string) uint64 { return 0 }}}
}

// offer proposes the first release of a line, or another first one, for a
// member's pod.
func (s *stage) offer(x proposal, by int, name string) common.Hash {
	s.t.Helper()
	id, at := line(0), s.books[0]
	x.proposer, x.init = s.model.members[by].pod, true
	x.s = typed.Change{
		Line: id, Sequence: 1, Release: crypto.Keccak256Hash([]byte(name)), Book: at, BookCodeHash: contracts.Book().CodeHash(),
		InitCallHash: crypto.Keccak256Hash(book.PackInitialize(id)), NotBefore: s.now, NotAfter: s.now + 100, Expiry: s.now + 200,
		MemberEpoch: s.model.epoch, Readiness: 3, RevertQuorum: 2, Calls: callsOf(&x, at).Hash(),
	}
	s.must(true, "propose", func() { s.put(&x) })
	return x.hash
}

// consent approves a change and vets it, for all members.
func (s *stage) consent(hash common.Hash) {
	s.t.Helper()
	for _, m := range s.model.members {
		s.must(true, "approve", func() { s.approval(hash, m.approver, false) })
		s.must(true, "attest", func() { s.ready(hash, m.pod) })
	}
}

// must takes a step that is to be allowed, or refused.
func (s *stage) must(allowed bool, what string, do func()) {
	s.t.Helper()
	before := s.tally.steps[what]
	do()
	after := s.tally.steps[what]
	if after[0] != before[0]+1 || (after[1] > before[1]) != allowed {
		s.t.Errorf("%s: want allowed %v; %d tried, %d allowed", what, allowed, after[0]-before[0], after[1]-before[1])
	}
}

// Only the member that proposed a change reschedules it, and only within what
// was signed.
func TestOnlyTheProposerReschedules(t *testing.T) {
	s := newStage(t)
	hash := s.offer(proposal{}, 0, "1.0.0")
	s.consent(hash)
	c, m := s.model.proposals[hash].s, s.model.members
	until := s.now + 12
	for _, other := range []common.Address{m[1].pod, m[1].approver, m[2].approver, identity(4, 0).approver} {
		s.must(false, "postpone", func() { s.delay(hash, other, until) })
	}
	s.must(false, "postpone", func() { s.delay(hash, m[0].pod, c.NotAfter+1) })
	s.must(false, "postpone", func() { s.delay(hash, m[0].pod, c.NotBefore-1) })
	s.must(true, "postpone", func() { s.delay(hash, m[0].pod, until) })
	s.must(false, "activate", func() { s.activation(hash, m[1].pod, false) })
	s.must(true, "postpone", func() { s.delay(hash, m[0].approver, until+5) })
	s.pass(int(until + 5 - s.now))
	s.must(true, "activate", func() { s.activation(hash, m[1].pod, false) })
}

// When an activation fails, whatever a member may do is possible as before, and
// so is another change.
func TestAFailedActivationLeavesGovernanceCallable(t *testing.T) {
	s := newStage(t)
	bad := s.offer(proposal{calls: true, prepares: true, fails: "activate"}, 0, "bad")
	good := s.offer(proposal{calls: true, prepares: true}, 1, "good")
	s.consent(bad)
	s.consent(good)
	m := s.model.members
	s.must(true, "prepare", func() { s.preparation(bad, m[0].pod) })
	for range 2 {
		s.must(false, "activate", func() { s.activation(bad, m[0].pod, false) })
	}
	if tr := s.model.tracks[line(0)]; tr.epoch != 0 || tr.prepared != bad {
		t.Fatalf("a failed activation left epoch %d, prepared %s", tr.epoch, tr.prepared)
	}
	s.must(true, "postpone", func() { s.delay(bad, m[0].pod, s.now+1) })
	s.must(true, "pause", func() { s.pauseUntil(line(1), m[1].pod, s.now+20) })
	s.must(true, "anchor", func() { s.anchoring(3, [32]byte{1}, m[2].pod) })
	s.must(true, "abort", func() { s.undo(bad, m[0].pod) })
	s.must(true, "prepare", func() { s.preparation(good, m[1].pod) })
	s.must(true, "activate", func() { s.activation(good, m[1].pod, false) })
	s.must(true, "set members", func() { s.newMembers(0) })
}

// Approvals are of one member set. Under the next one they stay on the ledger
// and count no more; pods say so, and the change is approved anew.
func TestApprovalsAreOfOneMemberSet(t *testing.T) {
	s := newStage(t)
	old := s.offer(proposal{}, 0, "1.0.0")
	s.consent(old)
	s.must(true, "set members", func() { s.newMembers(0) })
	m := s.model.members
	s.must(false, "activate", func() { s.activation(old, m[0].pod, false) })
	s.must(false, "approve", func() { s.approval(old, m[0].approver, false) })
	s.must(false, "attest", func() { s.ready(old, m[0].pod) })
	c := s.view.Changes[old]
	if why := strings.Join(s.view.Blockers(c), "; "); !strings.Contains(why, "members changed since it was proposed") || len(c.Approved) != 3 {
		t.Errorf("the View has %d approvals, and as what blocks: %s", len(c.Approved), why)
	}
	if why := s.view.FellAway(c); !strings.Contains(why, "3 approvals and 3 attestations fell away") {
		t.Errorf("what fell away, in the words of a pod: %q", why)
	}
	again := s.offer(proposal{}, 0, "1.0.0")
	if again == old {
		t.Fatal("the change of another member set has the same hash")
	}
	// What was signed for the old one is not good for the new one.
	data := api.PackApprove(again, []common.Address{m[0].approver}, s.sign(old, m[0].approver))
	s.must(false, "approve", func() { s.step("approve", m[0].pod, data, func(uint64) bool { return false }, nil) })
	if c := s.view.Changes[again]; len(c.Approved) != 0 || len(s.view.Blockers(c)) == 0 {
		t.Errorf("the new change begins with %d approvals, and nothing blocks it", len(c.Approved))
	}
	s.consent(again)
	s.must(true, "activate", func() { s.activation(again, m[0].pod, false) })
}

// newMembers puts the same people into force, with their nth keys.
func (s *stage) newMembers(nth int) {
	next := typed.Membership{MemberEpoch: s.model.epoch + 1, Expiry: s.now + 50, Threshold: 2}
	var who []common.Address
	for i, m := range s.model.members {
		x := identity(i, nth)
		next.Approvers, next.Pods, who = append(next.Approvers, x.approver), append(next.Pods, x.pod), append(who, m.approver)
	}
	who = ordered(who)
	data := api.PackSetMembers(binding.Membership(next), who, s.sign(s.digest(next), who...))
	s.step("set members", who[0], data, func(t uint64) bool { return s.model.setMembers(&next, len(who), t) }, nil)
}
