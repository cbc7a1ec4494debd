package lifecycle_test

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/typed"
)

// play takes steps at random, most of which have to be refused. So that enough
// of them are not, every third carries a change a good way, and every third is
// one that the model holds for possible.
func play(w *world, draw func(what string) uint64) {
	p := &player{world: w, draw: draw}
	blind := []func(){
		p.propose, p.approve, p.vote, p.attest, p.withdraw, p.postpone, p.prepare, p.abort, p.activate, p.revert,
		p.setMembers, p.pause, p.lift, p.agree, p.retire, p.anchor, p.wait,
	}
	p.carry()
	for range p.int(4, 10, "steps") {
		switch p.int(0, 2, "kind of step") {
		case 0:
			p.carry()
		case 1:
			apt := p.apt()
			apt[p.int(0, len(apt)-1, "apt step")]()
		default:
			blind[p.int(0, len(blind)-1, "step")]()
		}
	}
	p.steps = every - 1 // the last comparison is of everything
	p.compare()
}

// A player draws steps.
type player struct {
	*world
	draw func(what string) uint64
	// n counts proposals, drawn draws.
	n, drawn int
}

// int returns a number between two, each as likely as another: what rapid draws
// is mostly small.
func (p *player) int(low, high int, what string) int {
	p.drawn++
	x := p.draw(what) + uint64(p.drawn)*0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return low + int((x^x>>31)%uint64(high-low+1))
}

// one reports true once in n.
func (p *player) one(n int, what string) bool { return p.int(1, n, what) == n }

// someone returns an account that acts: mostly a member's, else a stranger's
// or that of somebody who was or will be one.
func (p *player) someone() common.Address {
	if p.one(8, "stranger") {
		return crypto.PubkeyToAddress(key(p.int(0, accounts-1, "account")).PublicKey)
	}
	m := p.model.members[p.int(0, len(p.model.members)-1, "member")]
	if p.one(2, "approver") {
		return m.approver
	}
	return m.pod
}

// any returns a change, mostly one of the last.
func (p *player) any() common.Hash {
	if len(p.model.order) == 0 {
		return common.Hash{1}
	}
	back := p.int(0, 2, "change")
	return p.model.order[max(0, len(p.model.order)-1-back)]
}

// apt returns steps that the model holds for possible now, but for what is drawn
// with them.
func (p *player) apt() []func() {
	m := p.model
	all := []func(){p.agree}
	for _, id := range [][32]byte{line(0), line(1)} {
		tr := m.tracks[id]
		if x := m.proposals[tr.prepared]; x != nil {
			all = append(all, p.aptWhilePrepared(x)...)
		}
		if tr.revertUntil > p.now && tr.prepared == (common.Hash{}) {
			all = append(all, func() { p.reversal(tr.change) })
		}
	}
	for _, id := range [][32]byte{line(0), line(1), {}} {
		if m.pauses[id] != 0 {
			all = append(all, func() { p.lifting(id) })
		}
	}
	for _, b := range p.books {
		if l := m.ledgers[b]; l.state > 1 && !l.retired && (m.tracks[l.line].bookBefore != b || m.tracks[l.line].revertUntil < p.now) {
			all = append(all, func() { p.retirement(b) })
		}
	}
	for _, hash := range m.order[max(0, len(m.order)-3):] {
		x := m.proposals[hash]
		if !m.current(x, p.now) || m.tracks[x.s.Line].prepared == hash {
			continue
		}
		all = append(all,
			func() { p.withdrawal(hash, x.proposer) },
			func() { p.delay(hash, x.proposer, x.s.NotBefore+uint64(p.int(0, 15, "delay"))) },
			func() { p.ballot(hash, p.approver(), uint8(p.int(0, 2, "stance"))) },
			func() { p.activation(hash, p.someone(), false) },
			p.setMembers)
	}
	return all
}

// aptWhilePrepared returns what can be done with a change that is prepared.
func (p *player) aptWhilePrepared(x *proposal) []func() {
	return []func(){
		func() { p.undo(x.hash, x.proposer) },
		func() { p.undo(x.hash, p.someone()) },
		func() { p.ballot(x.hash, p.approver(), typed.Rejected) },
		func() { p.activation(x.hash, p.someone(), false) },
		p.setMembers,
	}
}

// carry proposes a change and takes it a good way, now and then with something
// in between.
func (p *player) carry() {
	hash := p.proposal(false)
	for _, m := range slices.Clone(p.model.members) {
		if p.one(12, "not he") {
			continue
		}
		p.approval(hash, m.approver, false)
		p.ready(hash, m.pod)
	}
	switch p.int(0, 11, "between") {
	case 0, 1:
		p.vote()
	case 2:
		p.pause()
	case 3:
		p.postpone()
	}
	x := p.model.proposals[hash]
	if x == nil {
		return
	}
	who := p.model.members[0].pod
	if x.prepares && !p.one(6, "unprepared") {
		p.preparation(hash, who)
	}
	late := x.policy.Period > 0 && p.one(3, "in a later window")
	if late {
		p.pass(int(x.s.NotBefore + x.policy.Period - min(p.now, x.s.NotBefore)))
	}
	// What is prepared and waits is what others meet.
	if late || x.prepares && p.one(2, "now") || !x.prepares && !p.one(4, "later") {
		p.activation(hash, who, false)
	}
}
