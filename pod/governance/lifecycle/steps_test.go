package lifecycle_test

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/governance"
	"github.com/novation-dev/novation/registry/change"
)

// approver returns somebody who signs, mostly an approver in force.
func (p *player) approver() common.Address {
	if p.one(6, "other signer") {
		return p.someone()
	}
	return p.model.members[p.int(0, len(p.model.members)-1, "approver")].approver
}

func (p *player) approve() { p.approval(p.any(), p.approver(), p.one(6, "forged")) }

// approval approves with a signature over the hash, or a forged one: of another
// chain, for another Consortium, of another change, or by somebody else.
func (p *player) approval(hash common.Hash, who common.Address, forged bool) {
	signed, signer := [32]byte(hash), who
	if forged {
		x := p.model.proposals[hash]
		switch how := p.int(0, 3, "forged how"); {
		case how == 0 && x != nil:
			signed = x.s.Digest(p.net.client.ChainID().Uint64()+1, p.address)
		case how == 1 && x != nil:
			signed = x.s.Digest(p.net.client.ChainID().Uint64(), p.books[0])
		case how == 2 && len(p.model.order) > 1 && p.model.order[0] != hash:
			signed = p.model.order[0]
		default:
			signer = crypto.PubkeyToAddress(key(accounts - 1).PublicKey)
		}
		forged = signed != [32]byte(hash) || signer != who
	}
	data := api.PackApprove(hash, []common.Address{who}, p.sign(signed, signer))
	p.step("approve", p.someone(), data, func(t uint64) bool { return !forged && p.model.vote(hash, who, 1, typed.Approved, t) }, nil)
}

func (p *player) vote() { p.ballot(p.any(), p.approver(), uint8(p.int(0, 2, "stance"))) }

func (p *player) ballot(hash common.Hash, who common.Address, stance uint8) {
	number := uint64(1)
	if x := p.model.proposals[hash]; x != nil && x.ballots[who] != nil {
		number = x.ballots[who].votes + 1
	}
	if p.one(6, "replayed") {
		number = uint64(p.int(0, int(number)+1, "number"))
	}
	v := typed.Vote{Change: hash, Number: number, Stance: stance}
	data := api.PackVote(hash, number, stance, [32]byte{}, who, p.sign(p.digest(v), who)[0])
	p.step("vote", p.someone(), data, func(t uint64) bool { return p.model.vote(hash, who, number, stance, t) }, nil)
}

func (p *player) attest() { p.ready(p.any(), p.someone()) }

func (p *player) ready(hash common.Hash, who common.Address) {
	p.step("attest", who, api.PackAttest(hash, [32]byte{}), func(t uint64) bool { return p.model.attest(hash, who, t) }, nil)
}

func (p *player) withdraw() {
	hash, who := p.any(), p.someone()
	p.withdrawal(hash, who)
}

func (p *player) withdrawal(hash common.Hash, who common.Address) {
	p.step("withdraw", who, api.PackWithdraw(hash), func(uint64) bool { return p.model.withdraw(hash, who) }, nil)
}

func (p *player) postpone() {
	hash, who := p.any(), p.someone()
	if x := p.model.proposals[hash]; x != nil && p.one(2, "proposer") {
		who = x.proposer
	}
	p.delay(hash, who, p.now+uint64(p.int(0, 12, "until")))
}

func (p *player) delay(hash common.Hash, who common.Address, until uint64) {
	p.step("postpone", who, api.PackPostpone(hash, until), func(uint64) bool { return p.model.postpone(hash, who, until) }, nil)
}

// pod reports what a pod thinks of a step of a change: whether the View sees
// nothing in its way, and everything that the View cannot see is in order.
func (p *player) pod(hash common.Hash, who common.Address, blockers func(*change.Change) []string, unseen bool) func() (bool, []string) {
	return func() (bool, []string) {
		c := p.view.Changes[hash]
		if c == nil {
			return false, []string{"unknown"}
		}
		why := blockers(c)
		return len(why) == 0 && unseen && p.view.IsMember(who), why
	}
}

func (p *player) prepare() { p.preparation(p.any(), p.someone()) }

func (p *player) preparation(hash common.Hash, who common.Address) {
	x := p.model.proposals[hash]
	data, err := p.document(hash).PackPrepare(hash)
	p.no(err)
	first := func(c *change.Change) []string {
		if c.Status == change.Prepared {
			return []string{"it is prepared"}
		}
		return p.view.PrepareBlockers(c)
	}
	p.step("prepare", who, data, func(t uint64) bool { return p.model.prepare(hash, who, t) },
		p.pod(hash, who, first, x != nil && x.prepares && x.fails != "prepare"))
}

func (p *player) abort() {
	hash, who := p.any(), p.someone()
	for _, id := range [][32]byte{line(0), line(1)} {
		tr := p.model.tracks[id]
		if tr.prepared != (common.Hash{}) {
			hash = tr.prepared
		}
	}
	if x := p.model.proposals[hash]; x != nil && p.one(2, "proposer") {
		who = x.proposer
	}
	p.undo(hash, who)
}

// undo aborts a change.
func (p *player) undo(hash common.Hash, who common.Address) {
	data, err := p.document(hash).PackAbort(hash)
	p.no(err)
	p.step("abort", who, data, func(t uint64) bool { return p.model.abort(hash, who, t) }, nil)
}

func (p *player) activate() { p.activation(p.any(), p.someone(), p.one(8, "other init call")) }

func (p *player) activation(hash common.Hash, who common.Address, other bool) {
	d := p.document(hash)
	if other {
		d.InitCall += "00"
	}
	data, err := d.PackActivate(hash)
	p.no(err)
	x := p.model.proposals[hash]
	unseen := x != nil && !other && x.fails != "activate" && x.init != p.model.ledgers[x.s.Book].bound
	if x != nil && x.prepares && p.model.tracks[x.s.Line].prepared != hash {
		unseen = false
	}
	p.step("activate", who, data, func(t uint64) bool { return !other && p.model.activate(hash, who, t) }, p.pod(hash, who, p.view.Blockers, unseen))
}

func (p *player) revert() {
	hash := p.any()
	for _, id := range [][32]byte{line(0), line(1)} {
		if tr := p.model.tracks[id]; tr.revertUntil != 0 && !p.one(4, "another one") {
			hash = tr.change
		}
	}
	p.reversal(hash)
}

// reversal reverts a change, now and then with the epoch of another time.
func (p *player) reversal(hash common.Hash) {
	r := typed.Revert{Change: hash, Reason: crypto.Keccak256Hash([]byte("why"))}
	if x := p.model.proposals[hash]; x != nil {
		r.Epoch = p.model.tracks[x.s.Line].epoch
	}
	who := p.signers()
	data, err := p.document(hash).PackRevert(hash, r.Reason, who, p.sign(p.digest(r), who...))
	p.no(err)
	x := p.model.proposals[hash]
	pod := func() (bool, []string) {
		c := p.view.Changes[hash]
		if c == nil {
			return false, nil
		}
		_, err := governance.RevertOf(p.view, c, "why")
		return err == nil && len(who) >= int(c.Struct.RevertQuorum) && x.fails != "revert", []string{fmt.Sprint(err)}
	}
	p.step("revert", p.someone(), data, func(t uint64) bool { return p.model.revert(hash, len(who), t) }, pod)
}

// signers returns approvers in force, ascending: mostly all, sometimes too few.
func (p *player) signers() []common.Address {
	var all []common.Address
	for _, m := range p.model.members {
		all = append(all, m.approver)
	}
	all = ordered(all)
	if p.one(4, "few") {
		all = all[:p.int(0, len(all), "signers")]
	}
	return all
}

func (p *player) setMembers() {
	s := typed.Membership{MemberEpoch: p.model.epoch + 1, Expiry: p.now + uint64(p.int(0, 10, "expiry")), Approvers: []common.Address{}, Pods: []common.Address{}}
	first := p.int(0, 4, "first member")
	for i := range p.int(2, 4, "how many") {
		m := identity((first+i)%5, p.int(0, 3, "key"))
		s.Approvers, s.Pods = append(s.Approvers, m.approver), append(s.Pods, m.pod)
	}
	s.Threshold = uint32(p.int(1, len(s.Approvers), "threshold"))
	if p.one(6, "old") {
		s.MemberEpoch--
	}
	who := p.signers()
	data := api.PackSetMembers(binding.Membership(s), who, p.sign(p.digest(s), who...))
	p.step("set members", p.someone(), data, func(t uint64) bool { return p.model.setMembers(&s, len(who), t) }, nil)
}

// target returns a line, or that of all lines.
func (p *player) target() [32]byte {
	if n := p.int(0, 2, "target"); n < 2 {
		return line(n)
	}
	return [32]byte{}
}

func (p *player) pause() {
	id, who := p.target(), p.someone()
	until := p.now + uint64(p.int(1, 16, "until"))
	if p.one(6, "too long") {
		until = p.now + pauseLimit + 2
	}
	p.pauseUntil(id, who, until)
}

func (p *player) pauseUntil(id [32]byte, who common.Address, until uint64) {
	p.step("pause", who, api.PackPause(id, until, [32]byte{}), func(t uint64) bool { return p.model.pause(id, who, until, t) }, nil)
}

func (p *player) lift() { p.lifting(p.target()) }

func (p *player) lifting(id [32]byte) {
	p.resolve("lift", typed.Resolution{Kind: typed.Lift, Subject: id, Value: p.model.pauses[id]})
}

func (p *player) agree() {
	r := typed.Resolution{Kind: typed.Agree, Quorum: uint32(p.int(0, 3, "quorum")+1) / 2, Value: p.now + uint64(p.int(0, 120, "until"))}
	r.Subject[31] = byte(p.int(0, 3, "class")+1) / 2
	p.resolve("agree", r)
}

func (p *player) retire() { p.retirement(p.books[p.int(0, len(p.books)-1, "book")]) }

func (p *player) retirement(at common.Address) {
	p.resolve("retire", typed.Resolution{Kind: typed.Retire, Subject: common.BytesToHash(at[:]), Value: p.model.ledgers[at].epoch})
}

// resolve carries out a resolution, now and then an odd one.
func (p *player) resolve(what string, r typed.Resolution) {
	m := p.model
	r.Number, r.MemberEpoch, r.Expiry = m.resolutions+1, m.epoch, p.now+uint64(p.int(0, 20, "expiry"))
	switch p.int(0, 11, "odd") {
	case 0:
		r.Number--
	case 1:
		r.MemberEpoch--
	case 2:
		r.Value++
	}
	who := p.signers()
	data := api.PackResolve(binding.Resolution(r), who, p.sign(p.digest(r), who...))
	p.step(what, p.someone(), data, func(t uint64) bool { return m.resolve(&r, len(who), t) }, nil)
}

func (p *player) anchor() {
	size, who := uint64(p.int(0, 6, "size")), p.someone()
	root := crypto.Keccak256Hash([]byte{byte(size), byte(p.int(0, 9, "fork") / 9)})
	p.anchoring(size, root, who)
}

func (p *player) anchoring(size uint64, root [32]byte, who common.Address) {
	p.step("anchor", who, api.PackAnchor(size, root), func(uint64) bool { return p.model.anchor(size, root, who) }, nil)
}

// wait and pass let seconds pass: each block is one.
func (p *player) wait() { p.pass(p.int(1, 12, "seconds")) }

func (p *player) pass(seconds int) {
	for range seconds {
		p.fold(p.net.send(p.t, p.model.members[0].pod, &p.books[0], book.PackLine()))
	}
	p.compare()
}
