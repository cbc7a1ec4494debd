package lifecycle_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/governance"
	"github.com/novation-dev/novation/registry/change"
)

// Whatever members and pods do in whatever order, the contract does what the
// model says, and a pod that follows the events knows it: 1,000 interleavings
// with SLOW=1, fewer otherwise.
func TestInterleavings(t *testing.T) {
	n, tally := newNet(t), map[string][2]int{}
	runs := 30
	if os.Getenv("SLOW") != "" {
		runs = 1000
	}
	interleave(t, runs, func(rt *rapid.T) {
		play(newWorld(rt, n, tally), func(what string) uint64 { return rapid.Uint64().Draw(rt, what) })
	})
	total := [2]int{}
	for _, what := range slices.Sorted(keys(tally)) {
		t.Logf("%-22s %6d tried %6d allowed", what, tally[what][0], tally[what][1])
		total[0], total[1] = total[0]+tally[what][0], total[1]+tally[what][1]
		if runs >= 1000 && (tally[what][1] == 0 || tally[what][0] == tally[what][1]) {
			t.Errorf("%s: %d of %d were allowed: the interleavings say too little about it", what, tally[what][1], tally[what][0])
		}
	}
	t.Logf("%d interleavings, %d steps, %d of them allowed", runs, total[0], total[1])
	if total[1] < total[0]/4 || tally["activate"][1] == 0 || tally["vote"][1] == 0 {
		t.Error("too little happens for the agreement to mean anything")
	}
}

// A model or a View that is wrong in one thing is found out.
func TestPlantedDivergences(t *testing.T) {
	n := newNet(t)
	faults, most := []string{"pauses do not hold", "rejections end nothing", "View: Prepared"}, 60
	if os.Getenv("SLOW") != "" {
		most = 400
		faults = append(faults, "a revert keeps the epoch", "View: Withdrawn", "votes have no numbers", "windows open once", "members who left count", "View: Voted", "View: Paused", "View: Resolved")
	}
	for _, fault := range faults {
		t.Run(fault, func(t *testing.T) {
			random := rand.New(rand.NewPCG(1, 2))
			for i := range most {
				if why := diverges(n, fault, random); why != "" {
					t.Logf("found in interleaving %d: %.200s", i+1, why)
					return
				}
			}
			t.Errorf("%d interleavings do not find it", most)
		})
	}
}

// A divergence is what ends an interleaving outside of rapid.
type divergence string

type catcher struct{}

func (catcher) Helper()                      {}
func (catcher) Errorf(f string, args ...any) { panic(divergence(fmt.Sprintf(f, args...))) }
func (catcher) Fatalf(f string, args ...any) { panic(divergence(fmt.Sprintf(f, args...))) }

// diverges plays one interleaving with a fault, and says what came of it.
func diverges(n *net, fault string, random *rand.Rand) (why string) {
	defer func() {
		if r := recover(); r != nil {
			d, ok := r.(divergence)
			if !ok {
				panic(r)
			}
			why = string(d)
		}
	}()
	w := newWorld(catcher{}, n, map[string][2]int{})
	w.fault, w.model.fault = fault, fault
	play(w, func(string) uint64 { return random.Uint64() })
	return ""
}

func keys[K comparable, V any](m map[K]V) func(func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// interleave checks a property as often as is said.
func interleave(t *testing.T, runs int, property func(*rapid.T)) {
	t.Helper()
	checks := flag.Lookup("rapid.checks")
	if err := checks.Value.Set(strconv.Itoa(runs)); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, property)
}

// play takes steps at random. Some carry a change a good way, since otherwise
// hardly any would get far.
func play(w *world, draw func(what string) uint64) {
	p := &player{world: w, draw: draw}
	steps := []struct {
		weight int
		do     func()
	}{
		{1, p.propose},
		{2, p.approve},
		{3, p.vote},
		{2, p.attest},
		{2, p.withdraw},
		{2, p.postpone},
		{2, p.prepare},
		{3, p.abort},
		{3, p.activate},
		{4, p.revert},
		{1, p.setMembers},
		{2, p.pause},
		{4, p.resolve},
		{1, p.anchor},
		{1, p.wait},
		{24, p.carry},
	}
	var all []func()
	for _, s := range steps {
		for range s.weight {
			all = append(all, s.do)
		}
	}
	p.carry()
	for range p.int(3, 8, "steps") {
		all[p.int(0, len(all)-1, "step")]()
	}
	p.steps = 3 // the last comparison is of everything
	p.agree()
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
	long := uint64(p.int(12, 40, "window"))
	s := typed.Change{
		Line: id, Sequence: tr.sequence + 1, Parent: tr.release, Release: crypto.Keccak256Hash([]byte{byte(p.int(1, 4, "release"))}), Book: at,
		BookCodeHash: contracts.Book().CodeHash(), NotBefore: from, NotAfter: from + long, RevertWindow: uint64(p.int(0, 30, "revert window")),
		Plan: crypto.Keccak256Hash([]byte(strconv.Itoa(p.n))), MemberEpoch: m.epoch, Expiry: from + long + uint64(p.int(0, 60, "expiry")),
		Readiness: uint32(p.int(0, len(m.members), "readiness")), RevertQuorum: uint32(p.int(1, len(m.members), "revert quorum")),
	}
	if p.one(2, "policy") {
		x.policy = typed.Policy{
			Threshold: uint32(p.int(0, len(m.members), "threshold")), Class: uint32(p.int(0, 2, "class")),
			Required: uint64(p.int(0, 1<<len(m.members)-1, "required") & p.int(0, 7, "required too")), Veto: uint64(p.int(0, 3, "veto")),
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
	x.s, x.hash = s, p.digest(s)
	data, err := change.PackPropose(s)
	p.no(err)
	p.step("propose", x.proposer, data, func(t uint64) bool { return m.propose(x, t) }, nil)
	return x.hash
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
	x.calls, x.prepares = true, p.one(2, "prepares")
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
	p.step("withdraw", who, api.PackWithdraw(hash), func(uint64) bool { return p.model.withdraw(hash, who) }, nil)
}

func (p *player) postpone() {
	hash, who := p.any(), p.someone()
	if x := p.model.proposals[hash]; x != nil && p.one(2, "proposer") {
		who = x.proposer
	}
	until := p.now + uint64(p.int(0, 12, "until"))
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
	p.step("pause", who, api.PackPause(id, until, [32]byte{}), func(t uint64) bool { return p.model.pause(id, who, until, t) }, nil)
}

func (p *player) resolve() {
	m := p.model
	r := typed.Resolution{
		Number: m.resolutions + 1, MemberEpoch: m.epoch, Expiry: p.now + uint64(p.int(0, 20, "expiry")), Kind: uint8(p.int(0, 2, "kind")),
	}
	switch r.Kind {
	case typed.Lift:
		r.Subject = p.target()
		for _, id := range [][32]byte{line(0), line(1), {}} {
			if m.pauses[id] != 0 && !p.one(4, "another line") {
				r.Subject = id
			}
		}
		r.Value = m.pauses[r.Subject]
	case typed.Agree:
		r.Subject[31], r.Quorum, r.Value = byte(p.int(0, 2, "class")), uint32(p.int(0, 2, "quorum")), p.now+uint64(p.int(0, 40, "until"))
	case typed.Retire:
		a := p.books[p.int(0, len(p.books)-1, "book")]
		for _, b := range p.books {
			if m.ledgers[b].state > 1 && !p.one(4, "another book") {
				a = b
			}
		}
		r.Subject, r.Value = common.BytesToHash(a[:]), m.ledgers[a].epoch
	}
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
	p.step([]string{"lift", "agree", "retire"}[r.Kind], p.someone(), data, func(t uint64) bool { return m.resolve(&r, len(who), t) }, nil)
}

func (p *player) anchor() {
	size, who := uint64(p.int(0, 6, "size")), p.someone()
	root := crypto.Keccak256Hash([]byte{byte(size), byte(p.int(0, 9, "fork") / 9)})
	p.step("anchor", who, api.PackAnchor(size, root), func(uint64) bool { return p.model.anchor(size, root, who) }, nil)
}

// wait lets seconds pass: each block is one.
func (p *player) wait() {
	for range p.int(1, 12, "seconds") {
		p.fold(p.net.send(p.t, p.model.members[0].pod, &p.books[0], book.PackLine()))
	}
	p.agree()
}

// carry proposes a change and takes it a good way, now and then with a vote.
func (p *player) carry() {
	hash := p.proposal(false)
	for _, m := range slices.Clone(p.model.members) {
		if p.one(10, "not he") {
			continue
		}
		p.approval(hash, m.approver, false)
		p.ready(hash, m.pod)
	}
	switch p.int(0, 9, "between") {
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
	if !p.one(4, "later") {
		p.activation(hash, who, false)
	}
}
