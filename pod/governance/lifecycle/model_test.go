package lifecycle_test

import (
	"bytes"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/typed"
)

// This file is a second account of the rules by which changes live, written
// from the words of the interfaces of the contracts and of nothing else: it
// shares no code with the View, and none with the contract. What a step does is
// said in one function each, which reports whether the step is allowed and, if
// it is, takes it.

const (
	pauseLimit = 3 * 24 * 3600
	pauseRest  = 30 * 24 * 3600
)

// A life says how a change stands in the model.
type life int

const (
	open life = iota + 1
	takenBack
	votedDown
	active
	wentBack
)

type ballot struct {
	stance uint8
	votes  uint64
}

// A proposal is a change in the model.
type proposal struct {
	hash     common.Hash
	s        typed.Change
	policy   typed.Policy
	life     life
	proposer common.Address
	ballots  map[common.Address]*ballot
	ready    map[common.Address]bool
	doomed   bool
	waits    uint64
	replaces common.Hash
	// init says that the change binds its Book; prepares and fails what its
	// calls do: there is a stage in which they fail, or "".
	init, prepares, calls bool
	fails                 string
}

func (p *proposal) count(stance uint8) (n uint32) {
	for _, b := range p.ballots {
		if b.stance == stance {
			n++
		}
	}
	return n
}

func (p *proposal) last() uint64 {
	if p.policy.Period > 0 {
		return p.s.Expiry
	}
	return p.s.NotAfter
}

// opens reports whether the activation window is open. It tries the windows one
// by one.
func (p *proposal) opens(t uint64) bool {
	if t < p.waits || t > p.last() {
		return false
	}
	for shift := uint64(0); ; shift += p.policy.Period {
		if t >= p.s.NotBefore+shift && t <= p.s.NotAfter+shift {
			return true
		}
		if p.policy.Period == 0 || p.s.NotBefore+shift > t {
			return false
		}
	}
}

// A track is a line in the model.
type track struct {
	release, before  [32]byte
	book, bookBefore common.Address
	epoch, sequence  uint64
	change           common.Hash
	revertUntil      uint64
	prepared         common.Hash
}

// A ledger is a Book in the model.
type ledger struct {
	line    [32]byte
	bound   bool
	epoch   uint64
	state   int // as in the contract
	retired bool
}

type member struct{ approver, pod common.Address }

type agreement struct {
	quorum uint32
	until  uint64
}

// A model is everything that the chain must say.
type model struct {
	epoch       uint64
	threshold   uint32
	members     []member
	tracks      map[[32]byte]*track
	ledgers     map[common.Address]*ledger
	proposals   map[common.Hash]*proposal
	order       []common.Hash
	pauses      map[[32]byte]uint64
	rests       map[int]uint64
	resolutions uint64
	agreements  map[uint32]agreement
	size        uint64
	sizeEpoch   uint64
	root        [32]byte
	// fault is what the model has wrong on purpose, "" for nothing.
	fault string
	// saw counts what happened that not every allowed step shows.
	saw map[string]int
}

func (m *model) seat(a common.Address) int {
	return slices.IndexFunc(m.members, func(x member) bool { return x.approver == a || x.pod == a })
}

func (m *model) isApprover(a common.Address) bool {
	return slices.ContainsFunc(m.members, func(x member) bool { return x.approver == a })
}

func (m *model) isPod(a common.Address) bool {
	return slices.ContainsFunc(m.members, func(x member) bool { return x.pod == a })
}

// current reports whether the change can still gather votes.
func (m *model) current(p *proposal, t uint64) bool {
	return p != nil && p.life == open && (p.s.MemberEpoch == m.epoch || m.fault == "members who left count") && t <= p.s.Expiry
}

func (m *model) propose(p *proposal, t uint64) bool {
	tr, b := m.tracks[p.s.Line], m.ledgers[p.s.Book]
	n := uint64(len(m.members))
	switch {
	case m.seat(p.proposer) < 0, m.proposals[p.hash] != nil, b == nil:
		return false
	case p.s.NotBefore > p.s.NotAfter, p.s.NotAfter > p.s.Expiry, t > p.s.NotAfter:
		return false
	case uint64(p.s.Readiness) > n, p.s.RevertQuorum == 0, uint64(p.s.RevertQuorum) > n:
		return false
	case p.s.MemberEpoch != m.epoch, p.s.Sequence != tr.sequence+1, p.s.Parent != tr.release:
		return false
	case b.line != [32]byte{} && b.line != p.s.Line:
		return false
	case uint64(p.policy.Threshold) > n, (p.policy.Required|p.policy.Veto)>>n != 0:
		return false
	case p.policy.Period != 0 && p.policy.Period <= p.s.NotAfter-p.s.NotBefore:
		return false
	case p.policy.Class != 0 && uint64(p.s.Readiness) < n:
		return false
	}
	p.life, p.ballots, p.ready = open, map[common.Address]*ballot{}, map[common.Address]bool{}
	if p.calls {
		p.replaces = tr.prepared
	}
	m.proposals[p.hash] = p
	m.order = append(m.order, p.hash)
	return true
}

func (m *model) needed(p *proposal, t uint64) uint32 {
	n := m.threshold
	if a, ok := m.agreements[p.policy.Class]; ok && p.s.MemberEpoch == m.epoch && p.count(typed.Rejected) == 0 && t <= a.until {
		n = a.quorum
	}
	return max(n, p.policy.Threshold)
}

// vote takes a vote that is signed well. A plain approval is vote 1.
func (m *model) vote(hash common.Hash, who common.Address, number uint64, stance uint8, t uint64) bool {
	p := m.proposals[hash]
	if !m.current(p, t) || !m.isApprover(who) {
		return false
	}
	b := p.ballots[who]
	if b == nil {
		b = &ballot{}
	}
	if number != b.votes+1 && m.fault != "votes have no numbers" || stance == typed.Approved && b.stance == typed.Approved {
		return false
	}
	p.ballots[who] = &ballot{stance, number}
	if number > 1 {
		m.saw["a mind was changed"]++
	}
	if stance != typed.Rejected || m.fault == "rejections end nothing" {
		return true
	}
	named := (p.policy.Required|p.policy.Veto)>>m.seat(who)&1 == 1
	if named || uint32(len(m.members))-p.count(typed.Rejected) < m.needed(p, t) {
		if m.tracks[p.s.Line].prepared == hash {
			p.doomed = true
			m.saw["a prepared change was refused"]++
		} else {
			p.life = votedDown
			m.saw["a change was voted down"]++
		}
	}
	return true
}

func (m *model) attest(hash common.Hash, pod common.Address, t uint64) bool {
	p := m.proposals[hash]
	if !m.current(p, t) || !m.isPod(pod) || p.ready[pod] {
		return false
	}
	p.ready[pod] = true
	return true
}

// mine reports whether an account acts for the member that proposed p.
func (m *model) mine(p *proposal, who common.Address) bool {
	return p.s.MemberEpoch == m.epoch && m.seat(who) >= 0 && m.seat(who) == m.seat(p.proposer)
}

func (m *model) withdraw(hash common.Hash, who common.Address) bool {
	p := m.proposals[hash]
	if p == nil || p.life != open || m.tracks[p.s.Line].prepared == hash || !m.mine(p, who) {
		return false
	}
	p.life = takenBack
	return true
}

func (m *model) postpone(hash common.Hash, who common.Address, until uint64) bool {
	p := m.proposals[hash]
	if p == nil || p.life != open || !m.mine(p, who) || until < p.s.NotBefore || until > p.last() {
		return false
	}
	p.waits = until
	return true
}

// consent reports whether p has everything but its time.
func (m *model) consent(p *proposal, t uint64) bool {
	if !m.current(p, t) || p.doomed || p.count(typed.Approved) < m.needed(p, t) || len(p.ready) < int(p.s.Readiness) {
		return false
	}
	for i := range 64 {
		if p.policy.Required>>i&1 == 1 && (p.ballots[m.members[i].approver] == nil || p.ballots[m.members[i].approver].stance != typed.Approved) {
			return false
		}
	}
	tr := m.tracks[p.s.Line]
	paused := (t <= m.pauses[p.s.Line] || t <= m.pauses[[32]byte{}]) && m.fault != "pauses do not hold"
	b := m.ledgers[p.s.Book]
	other := tr.prepared != common.Hash{} && tr.prepared != p.hash && tr.prepared != p.replaces
	return !paused && p.s.Sequence == tr.sequence+1 && p.s.Parent == tr.release && !other && (b.line == [32]byte{} || b.line == p.s.Line)
}

// displace ends what is prepared in favour of another change.
func (m *model) displace(tr *track, by common.Hash) {
	if other := m.proposals[tr.prepared]; other != nil && other.hash != by {
		other.life = takenBack
		m.saw["a change took the place of a prepared one"]++
	}
	tr.prepared = common.Hash{}
}

func (m *model) prepare(hash common.Hash, who common.Address, t uint64) bool {
	p := m.proposals[hash]
	if p == nil || m.seat(who) < 0 || !m.consent(p, t) || t > p.last() || !p.prepares || p.fails == "prepare" {
		return false
	}
	tr := m.tracks[p.s.Line]
	if tr.prepared == hash {
		return false
	}
	m.displace(tr, hash)
	tr.prepared = hash
	return true
}

func (m *model) abort(hash common.Hash, who common.Address, t uint64) bool {
	p := m.proposals[hash]
	if p == nil || p.life != open || m.seat(who) < 0 || m.tracks[p.s.Line].prepared != hash || p.fails == "abort" {
		return false
	}
	if over := p.doomed || t > p.last() || p.s.MemberEpoch != m.epoch; !over && !m.mine(p, who) {
		return false
	}
	if !m.mine(p, who) {
		m.saw["another member aborted"]++
	}
	p.life, m.tracks[p.s.Line].prepared = takenBack, common.Hash{}
	return true
}

func (m *model) activate(hash common.Hash, who common.Address, t uint64) bool {
	p := m.proposals[hash]
	if p == nil || m.seat(who) < 0 || !m.consent(p, t) || !p.opens(t) || m.fault == "windows open once" && t > p.s.NotAfter || p.fails == "activate" {
		return false
	}
	tr, b := m.tracks[p.s.Line], m.ledgers[p.s.Book]
	if p.prepares && tr.prepared != hash || p.init == b.bound {
		return false
	}
	m.displace(tr, hash)
	m.sawActivation(p, t)
	p.life, b.bound = active, true
	tr.before, tr.bookBefore = tr.release, tr.book
	tr.release, tr.book, tr.sequence, tr.change = p.s.Release, p.s.Book, p.s.Sequence, hash
	tr.epoch++
	tr.revertUntil = 0
	if p.s.RevertWindow > 0 && tr.before != [32]byte{} {
		tr.revertUntil = t + p.s.RevertWindow
	}
	if old := m.ledgers[tr.bookBefore]; old != nil && old != b {
		old.state = 2
	}
	b.line, b.epoch, b.state, b.retired = p.s.Line, tr.epoch, 1, false
	return true
}

// sawActivation counts what a change that is being activated had beside the rules
// that hold for all.
func (m *model) sawActivation(p *proposal, t uint64) {
	for what, is := range map[string]bool{
		"activated by an agreement":                m.needed(p, t) < m.threshold,
		"activated with more approvals than usual": m.needed(p, t) > m.threshold,
		"activated with who is required":           p.policy.Required != 0,
		"activated in a later window":              t > p.s.NotAfter,
		"activated after a delay":                  p.waits != 0,
		"activated with calls":                     p.calls,
	} {
		if is {
			m.saw[what]++
		}
	}
}

func (m *model) revert(hash common.Hash, signers int, t uint64) bool {
	p := m.proposals[hash]
	if p == nil || p.life != active {
		return false
	}
	tr := m.tracks[p.s.Line]
	if tr.change != hash || t > tr.revertUntil || tr.prepared != (common.Hash{}) || signers < int(p.s.RevertQuorum) || p.fails == "revert" {
		return false
	}
	p.life = wentBack
	if m.fault != "a revert keeps the epoch" {
		tr.epoch++
	}
	if tr.book != tr.bookBefore {
		m.ledgers[tr.book].state = 3
	}
	tr.release, tr.book, tr.before, tr.bookBefore, tr.revertUntil = tr.before, tr.bookBefore, [32]byte{}, common.Address{}, 0
	b := m.ledgers[tr.book]
	b.epoch, b.state, b.retired = tr.epoch, 1, false
	return true
}

func (m *model) setMembers(s *typed.Membership, signers int, t uint64) bool {
	if s.MemberEpoch != m.epoch+1 || t > s.Expiry || signers < int(m.threshold) {
		return false
	}
	for _, tr := range m.tracks {
		if tr.prepared != (common.Hash{}) {
			m.saw["members changed while a change was prepared"]++
		}
	}
	m.epoch, m.threshold, m.members = s.MemberEpoch, s.Threshold, nil
	for i := range s.Approvers {
		m.members = append(m.members, member{s.Approvers[i], s.Pods[i]})
	}
	m.rests, m.agreements = map[int]uint64{}, map[uint32]agreement{}
	return true
}

func (m *model) pause(line [32]byte, who common.Address, until, t uint64) bool {
	i := m.seat(who)
	if i < 0 || t <= m.rests[i] || until <= t || until <= m.pauses[line] || until > t+pauseLimit {
		return false
	}
	m.pauses[line], m.rests[i] = until, t+pauseRest
	return true
}

func (m *model) resolve(r *typed.Resolution, signers int, t uint64) bool {
	need := int(m.threshold)
	if r.Kind == typed.Retire {
		need = len(m.members)
	}
	if r.Number != m.resolutions+1 || r.MemberEpoch != m.epoch || t > r.Expiry || signers < need {
		return false
	}
	switch r.Kind {
	case typed.Lift:
		if m.pauses[r.Subject] == 0 || m.pauses[r.Subject] != r.Value {
			return false
		}
		delete(m.pauses, r.Subject)
	case typed.Agree:
		class := common.Hash(r.Subject).Big()
		if r.Quorum == 0 || class.Sign() == 0 || class.BitLen() > 32 {
			return false
		}
		m.agreements[uint32(class.Uint64())] = agreement{r.Quorum, r.Value}
	case typed.Retire:
		a := common.BytesToAddress(r.Subject[:])
		b := m.ledgers[a]
		if b == nil || b.state < 2 || b.retired || b.epoch != r.Value {
			return false
		}
		if tr := m.tracks[b.line]; tr.bookBefore == a && t <= tr.revertUntil {
			return false
		}
		b.state, b.retired = 3, true
	}
	m.resolutions = r.Number
	return true
}

func (m *model) anchor(size uint64, root [32]byte, who common.Address) bool {
	if !m.isPod(who) || size == 0 {
		return false
	}
	if m.sizeEpoch == m.epoch && (size < m.size || size == m.size && root != m.root) {
		return false
	}
	m.size, m.root, m.sizeEpoch = size, root, m.epoch
	return true
}

// standing returns the approvers with a stance, in the order of their addresses.
func (p *proposal) standing(stance uint8) []common.Address {
	var all []common.Address
	for a, b := range p.ballots {
		if b.stance == stance {
			all = append(all, a)
		}
	}
	return ordered(all)
}

func ordered(all []common.Address) []common.Address {
	all = append([]common.Address{}, all...)
	slices.SortFunc(all, func(a, b common.Address) int { return bytes.Compare(a[:], b[:]) })
	return all
}

func (p *proposal) vetted() []common.Address { return ordered(slices.Collect(maps.Keys(p.ready))) }

// line returns the digest of the nth line of the test.
func line(n int) [32]byte { return crypto.Keccak256Hash([]byte{'l', byte(n)}) }
