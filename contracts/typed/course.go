package typed

import "encoding/binary"

// What a member thinks of a change. NoStance is what it thinks before it votes,
// and after it has taken its vote back.
const (
	NoStance uint8 = iota
	Approved
	Rejected
)

// A Vote is a vote of an approver on a change. A signature over the digest of a
// [Change] is an approval, and vote 1.
type Vote struct {
	// Change is the digest of the change.
	Change [32]byte
	// Number is the number of votes of this approver on the change so far,
	// plus 1: a signature counts once.
	Number uint64
	// Stance is [Approved], [Rejected] or, to take a vote back, [NoStance].
	Stance uint8
	// Reason is the digest of the reason; zero for none.
	Reason [32]byte
}

// What a [Resolution] does.
const (
	// Lift ends a pause: Subject is the line, zero for all lines, and Value the
	// end of the pause.
	Lift uint8 = iota
	// Agree sets what a class of changes needs: Subject is the class, Value the
	// last second in which the agreement holds, Quorum the approvals.
	Agree
	// Retire ends the drain of a Book: Subject is the Book, Value its epoch.
	// All members sign it.
	Retire
)

// A Resolution is what members decide beside changes. Approvers sign it.
type Resolution struct {
	// Number is the number of resolutions so far, plus 1.
	Number uint64
	// MemberEpoch is the member set that signs it.
	MemberEpoch uint64
	// Expiry is the last second, in Unix time, in which it may be carried out.
	Expiry uint64
	// Kind is [Lift], [Agree] or [Retire], and says what the next three are.
	Kind    uint8
	Subject [32]byte
	Value   uint64
	Quorum  uint32
	// Reason is the digest of the reason.
	Reason [32]byte
}

// A Policy is what one change asks for beyond the rules that hold for every
// change. Its zero value asks for nothing. In Required and Veto, bit i is the
// member with index i of the member set of the change.
type Policy struct {
	// Threshold is the number of approvals that the change needs. Fewer than
	// the rules ask for means as many as those.
	Threshold uint32 `json:"threshold,omitempty"`
	// Class is a class that members agreed on before; 0 for none.
	Class uint32 `json:"class,omitempty"`
	// Period is the number of seconds after which the activation window opens
	// again until the expiry; 0 for once.
	Period uint64 `json:"period,omitempty"`
	// Required must be among those that approve.
	Required uint64 `json:"required,omitempty"`
	// Veto can end the change by a rejection.
	Veto uint64 `json:"veto,omitempty"`
}

// ClassPatch is the class of changes to a release that differs from the one
// before in its patch number only.
const ClassPatch uint32 = 1

// Word returns the policy as it is signed.
func (p Policy) Word() (w [32]byte) {
	binary.BigEndian.PutUint32(w[:], p.Threshold)
	binary.BigEndian.PutUint32(w[4:], p.Class)
	binary.BigEndian.PutUint64(w[8:], p.Period)
	binary.BigEndian.PutUint64(w[16:], p.Required)
	binary.BigEndian.PutUint64(w[24:], p.Veto)
	return w
}

// PolicyOf returns the policy that is signed so. Every word is one.
func PolicyOf(w [32]byte) Policy {
	return Policy{
		Threshold: binary.BigEndian.Uint32(w[:]), Class: binary.BigEndian.Uint32(w[4:]), Period: binary.BigEndian.Uint64(w[8:]),
		Required: binary.BigEndian.Uint64(w[16:]), Veto: binary.BigEndian.Uint64(w[24:]),
	}
}

func (v *Vote) layout() layout {
	return layout{ConsortiumDomain, "Vote", []field{
		{"change", &v.Change},
		{"number", &v.Number},
		{"stance", &v.Stance},
		{"reason", &v.Reason},
	}}
}

func (r *Resolution) layout() layout {
	return layout{ConsortiumDomain, "Resolution", []field{
		{"number", &r.Number},
		{"memberEpoch", &r.MemberEpoch},
		{"expiry", &r.Expiry},
		{"kind", &r.Kind},
		{"subject", &r.Subject},
		{"value", &r.Value},
		{"quorum", &r.Quorum},
		{"reason", &r.Reason},
	}}
}
