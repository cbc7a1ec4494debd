package lifecycle_test

import (
	"fmt"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry/change"
)

func (p *player) propose() { p.proposal(p.one(3, "odd")) }

// proposal proposes a change, at random an odd one.
func (p *player) proposal(odd bool) common.Hash {
	p.n++
	m := p.model
	id := line(p.int(0, 3, "line") / 3)
	tr := m.tracks[id]
	at := p.books[p.int(0, len(p.books)-1, "book")]
	x := &proposal{proposer: p.someone()}
	if !odd {
		x.proposer = m.members[p.int(0, len(m.members)-1, "proposer")].pod
	}
	from := p.now + uint64(p.int(0, 4, "delay"))
	long := uint64(p.int(12, 24, "window"))
	s := typed.Change{
		Line: id, Sequence: tr.sequence + 1, Parent: tr.release, Release: crypto.Keccak256Hash([]byte{byte(p.int(1, 4, "release"))}), Book: at,
		BookCodeHash: contracts.Book().CodeHash(), NotBefore: from, NotAfter: from + long, RevertWindow: uint64(p.int(0, 60, "revert window")),
		Plan: crypto.Keccak256Hash([]byte(strconv.Itoa(p.n))), MemberEpoch: m.epoch, Expiry: from + long + uint64(p.int(0, 60, "expiry")),
		Readiness: uint32(p.int(0, len(m.members), "readiness")), RevertQuorum: uint32(p.int(1, len(m.members), "revert quorum")),
	}
	if p.one(2, "policy") {
		x.policy = typed.Policy{
			Threshold: uint32(p.int(0, len(m.members), "threshold")), Class: uint32(p.int(0, 2, "class")),
			Required: uint64(p.int(0, 1<<len(m.members)-1, "required") & p.int(0, 7, "required too")), Veto: uint64(p.int(0, 3, "veto")),
		}
		if p.one(3, "as agreed") {
			x.policy.Class, x.policy.Threshold = 1, 0
		}
		if p.one(2, "again") {
			x.policy.Period = long + uint64(p.int(0, 8, "period"))
		}
		if x.policy.Class != 0 && !odd {
			s.Readiness = uint32(len(m.members))
		}
	}
	if odd {
		p.odd(&s, x)
	}
	var init []byte
	if b := m.ledgers[at]; b != nil && !b.bound {
		init, x.init = book.PackInitialize(id), true
	}
	s.InitCallHash, s.Policy = crypto.Keccak256Hash(init), x.policy.Word()
	p.calls(x)
	s.Calls = callsOf(x, at).Hash()
	x.s = s
	p.put(x)
	return x.hash
}

// put proposes a change.
func (p *player) put(x *proposal) {
	x.hash = p.digest(x.s)
	data, err := change.PackPropose(x.s)
	p.no(err)
	p.step("propose", x.proposer, data, func(t uint64) bool { return p.model.propose(x, t) }, nil)
}

// odd makes a change one that may have to be refused.
func (p *player) odd(s *typed.Change, x *proposal) {
	switch p.int(0, 8, "how") {
	case 0:
		s.Sequence++
	case 1:
		s.Parent = crypto.Keccak256Hash([]byte("another"))
	case 2:
		s.MemberEpoch++
	case 3:
		s.NotAfter = s.NotBefore - 1
	case 4:
		s.RevertQuorum = uint32(len(p.model.members) + 1)
	case 5:
		x.policy.Required = 1 << 60
	case 6:
		x.policy.Threshold = uint32(len(p.model.members) + 1)
	case 7:
		x.policy.Period = s.NotAfter - s.NotBefore
	case 8:
		s.Expiry = s.NotAfter - 1
	}
}

// calls gives a change calls, some of which fail.
func (p *player) calls(x *proposal) {
	if !p.one(2, "calls") {
		return
	}
	x.calls, x.prepares = true, !p.one(3, "nothing to prepare")
	if p.one(4, "fails") {
		stages := []string{"activate", "revert", "prepare", "abort"}
		x.fails = stages[p.int(0, len(stages)-1, "stage")]
	}
}

// callsOf returns the calls of a change: questions to its Book, and an
// initialisation without a line where it is to fail.
func callsOf(x *proposal, at common.Address) *change.Calls {
	if !x.calls {
		return nil
	}
	one := func(stage string) []change.Call {
		data := book.PackLine()
		if x.fails == stage {
			data = book.PackInitialize([32]byte{})
		}
		return []change.Call{{Target: at, Data: data}}
	}
	c := &change.Calls{Activate: one("activate"), Revert: one("revert")}
	if x.prepares {
		c.Prepare, c.Abort = one("prepare"), one("abort")
	}
	return c
}

func (p *player) document(hash common.Hash) *change.Document {
	d := &change.Document{InitCall: "0x"}
	if x := p.model.proposals[hash]; x != nil {
		d.Calls = callsOf(x, x.s.Book)
		if x.init {
			d.InitCall = fmt.Sprintf("%#x", book.PackInitialize(x.s.Line))
		}
	}
	return d
}
