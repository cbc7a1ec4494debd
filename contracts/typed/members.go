package typed

import "github.com/ethereum/go-ethereum/common"

// A Change is a proposal to move a line from its active release to another.
// Approvers sign it; its digest is its name everywhere.
type Change struct {
	// Line is the salted digest of the line's name, never zero.
	Line [32]byte
	// Sequence is the number of changes activated on the line so far, plus 1.
	Sequence uint64
	// Parent is the salted digest of the active release; zero for the first.
	Parent [32]byte
	// Release is the salted digest of the release to activate, never zero.
	Release [32]byte
	// Book is the contract that is active afterwards.
	Book common.Address
	// BookCodeHash is the Keccak-256 of that contract's code.
	BookCodeHash [32]byte
	// InitCallHash is the Keccak-256 of the call to the Book on activation;
	// [NoInitCall] stands for none.
	InitCallHash [32]byte
	// NotBefore and NotAfter are the first and the last second, in Unix time,
	// in which the change may be activated.
	NotBefore, NotAfter uint64
	// RevertWindow is for how many seconds after its activation the change may
	// be reverted; zero means never.
	RevertWindow uint64
	// RevertPlan is the digest of the revert plan, Plan that of the change
	// document. Zero means that there is none.
	RevertPlan, Plan [32]byte
	// MemberEpoch is the member set that approves the change, 1 or more.
	MemberEpoch uint64
	// Expiry is the last second, in Unix time, in which approvals count. It is
	// not before NotAfter.
	Expiry uint64
	// Readiness is how many pods must have vetted the change before it is
	// activated.
	Readiness uint32
	// RevertQuorum is how many members must sign a revert, at least 1.
	RevertQuorum uint32
	// Calls is the Keccak-256 of the ABI encoding of the calls that the change
	// brings; zero when it brings none. A change with calls is signed as
	// ChangeWithCalls, one without as Change.
	Calls [32]byte
	// Policy is what the change asks for beyond the rules that hold for every
	// change, as [Policy.Word] says it; zero for nothing. A change with a
	// policy is signed as ChangeWithPolicy.
	Policy [32]byte
}

// NoInitCall is the InitCallHash of a change without a call: the Keccak-256 of
// nothing.
var NoInitCall = [32]byte(common.HexToHash("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"))

// A Revert is the wish to take the active change of a line back. Approvers
// sign it.
type Revert struct {
	// Change is the digest of the change.
	Change [32]byte
	// Epoch is the epoch of the line that is to end.
	Epoch uint64
	// Reason is the digest of the reason.
	Reason [32]byte
}

// A Membership is a whole new set of members. Approvers of the old set sign
// it.
type Membership struct {
	// MemberEpoch is the current member epoch plus 1.
	MemberEpoch uint64
	// Expiry is the last second, in Unix time, in which the set may be put
	// into force.
	Expiry uint64
	// Approvers has one address for each member.
	Approvers []common.Address
	// Pods has the members' pods in the same order. No address may appear
	// twice in the two lists.
	Pods []common.Address
	// Threshold is how many approvals a change needs, at least 1.
	Threshold uint32
}

func (c *Change) layout() layout {
	switch none := [32]byte{}; {
	case c.Policy != none:
		return c.withPolicy()
	case c.Calls != none:
		return c.withCalls()
	}
	return c.plain()
}

func (c *Change) withPolicy() layout {
	return layout{ConsortiumDomain, "ChangeWithPolicy", append(c.withCalls().fields, field{"policy", &c.Policy})}
}

func (c *Change) withCalls() layout {
	return layout{ConsortiumDomain, "ChangeWithCalls", append(c.plain().fields, field{"calls", &c.Calls})}
}

func (c *Change) plain() layout {
	return layout{ConsortiumDomain, "Change", []field{
		{"line", &c.Line},
		{"sequence", &c.Sequence},
		{"parent", &c.Parent},
		{"release", &c.Release},
		{"book", &c.Book},
		{"bookCodeHash", &c.BookCodeHash},
		{"initCallHash", &c.InitCallHash},
		{"notBefore", &c.NotBefore},
		{"notAfter", &c.NotAfter},
		{"revertWindow", &c.RevertWindow},
		{"revertPlan", &c.RevertPlan},
		{"plan", &c.Plan},
		{"memberEpoch", &c.MemberEpoch},
		{"expiry", &c.Expiry},
		{"readiness", &c.Readiness},
		{"revertQuorum", &c.RevertQuorum},
	}}
}

func (r *Revert) layout() layout {
	return layout{ConsortiumDomain, "Revert", []field{
		{"change", &r.Change},
		{"epoch", &r.Epoch},
		{"reason", &r.Reason},
	}}
}

func (m *Membership) layout() layout {
	return layout{ConsortiumDomain, "Membership", []field{
		{"memberEpoch", &m.MemberEpoch},
		{"expiry", &m.Expiry},
		{"approvers", &m.Approvers},
		{"pods", &m.Pods},
		{"threshold", &m.Threshold},
	}}
}
