package change

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
)

// A Status says where a change is in its life.
type Status string

// The statuses of a change, in the order in which they can occur.
const (
	Proposed Status = "proposed"
	// Prepared means that the first calls of the change were made: it is
	// activated or aborted next.
	Prepared Status = "prepared"
	// Withdrawn means that the change ended without activation: taken back,
	// aborted after it was prepared, or replaced then.
	Withdrawn Status = "withdrawn"
	// Activated means that the line is, or was until the next change, on the
	// release of the change.
	Activated Status = "activated"
	Reverted  Status = "reverted"
)

// A BookState says what may happen to the records of a Book.
type BookState string

// The states of a Book.
const (
	// Active allows everything.
	Active BookState = "active"
	// Draining allows transitions and novations out.
	Draining BookState = "draining"
	// Suspended allows novations out only: its release was reverted.
	Suspended BookState = "suspended"
)

// A View is what the events of one Consortium contract add up to. Its zero
// value is the view before the first event. It is not safe for concurrent use.
type View struct {
	// Block is the number of the last block that was applied.
	Block uint64 `json:"block"`
	// Time is the timestamp of that block, in unix seconds: the clock.
	Time uint64 `json:"time"`

	MemberEpoch uint64           `json:"memberEpoch"`
	Threshold   uint32           `json:"threshold"`
	Approvers   []common.Address `json:"approvers"`
	// Pods are in the order of Approvers.
	Pods []common.Address `json:"pods"`

	Lines   map[registry.Digest]*Line `json:"lines"`
	Books   map[common.Address]*Book  `json:"books"`
	Changes map[common.Hash]*Change   `json:"changes"`
	// Prepared has the change that is prepared on a line. No other one of the
	// line is activated meanwhile, and none reverted.
	Prepared map[registry.Digest]common.Hash `json:"prepared,omitempty"`
	// LogSize and LogRoot are the anchored checkpoint of the log.
	LogSize uint64      `json:"logSize"`
	LogRoot common.Hash `json:"logRoot"`
}

// A Line is the state of one line, keyed by its salted digest.
type Line struct {
	// Release is salted; Book is active; Epoch counts activations.
	Release registry.Digest `json:"release"`
	Book    common.Address  `json:"book"`
	Epoch   uint64          `json:"epoch"`
	// Sequence counts the changes of the line that were activated.
	Sequence uint64 `json:"sequence"`
	// Change was activated last and was not reverted; zero after a revert.
	Change common.Hash `json:"change"`
}

// A Book is the state of one Book.
type Book struct {
	Line registry.Digest `json:"line"`
	// Release (salted) decides the Book's records; Epoch is current for them.
	Release registry.Digest `json:"release"`
	Epoch   uint64          `json:"epoch"`
	State   BookState       `json:"state"`
}

// A Change is the state of one change.
type Change struct {
	Hash   common.Hash  `json:"hash"`
	Struct typed.Change `json:"struct"`
	Status Status       `json:"status"`
	// Approved and Vetted hold addresses of approvers and of pods, in the
	// order of their approvals and attestations.
	Approved []common.Address `json:"approved"`
	Vetted   []common.Address `json:"vetted"`
	// ActivatedAt and RevertedAt are unix seconds, zero when it did not happen.
	ActivatedAt uint64 `json:"activatedAt"`
	RevertedAt  uint64 `json:"revertedAt"`
	// Epoch and RevertEpoch are the epochs the line took.
	Epoch       uint64 `json:"epoch"`
	RevertEpoch uint64 `json:"revertEpoch"`
	// RevertReason is the digest of the reason given for the revert.
	RevertReason common.Hash `json:"revertReason"`
	// Parent is the line before the activation.
	Parent Line `json:"parent"`

	// PreparedAt is in unix seconds, zero when it was not prepared.
	PreparedAt uint64 `json:"preparedAt"`
	// Replaces is the change that was prepared on the line when this one was
	// proposed with calls: it may take its place. ReplacedBy took this one's.
	// Zero for none.
	Replaces   common.Hash `json:"replaces"`
	ReplacedBy common.Hash `json:"replacedBy"`
	// Called are the calls that the Consortium made for the change, in order.
	Called []Called `json:"called,omitempty"`
}

// Open reports whether the change may still be activated.
func (c *Change) Open() bool { return c.Status == Proposed || c.Status == Prepared }

// Over reports whether c can never be activated any more, for its time or for
// its member set: when it is prepared, every member may abort it.
func (v *View) Over(c *Change) bool {
	return v.Time > c.Struct.NotAfter || c.Struct.MemberEpoch != v.MemberEpoch
}

// RevertUntil returns the end of the revert window in unix seconds, zero when
// the change is not active or cannot be reverted.
func (c *Change) RevertUntil() uint64 {
	if c.Status != Activated || c.Struct.RevertWindow == 0 || c.Struct.Parent == [32]byte{} {
		return 0
	}
	return c.ActivatedAt + c.Struct.RevertWindow
}

// Clone returns a deep copy of v.
func (v *View) Clone() *View {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // a View is plain data
	}
	var c View
	if err := json.Unmarshal(b, &c); err != nil {
		panic(err)
	}
	return &c
}

// Sorted returns the changes of v by line sequence and then by hash.
func (v *View) Sorted() []*Change {
	return slices.SortedFunc(maps.Values(v.Changes), func(a, b *Change) int {
		if a.Struct.Sequence != b.Struct.Sequence {
			return int(a.Struct.Sequence) - int(b.Struct.Sequence)
		}
		return a.Hash.Cmp(b.Hash)
	})
}

// IsMember reports whether a is a member's approver or pod.
func (v *View) IsMember(a common.Address) bool {
	return slices.Contains(v.Approvers, a) || slices.Contains(v.Pods, a)
}

// Blockers says in words what c still waits for, in a stable order; an empty
// result means that it can be activated now.
func (v *View) Blockers(c *Change) []string {
	why := v.PrepareBlockers(c)
	if s := c.Struct; v.Time < s.NotBefore {
		why = append(why, fmt.Sprintf("the activation window opens at %d, the chain's clock says %d", s.NotBefore, v.Time))
	}
	return why
}

// PrepareBlockers says in words what c still waits for before the calls can be
// made that prepare it. It is what [View.Blockers] says, but for the opening of
// the activation window.
func (v *View) PrepareBlockers(c *Change) []string {
	var why []string
	say := func(cond bool, format string, a ...any) {
		if cond {
			why = append(why, fmt.Sprintf(format, a...))
		}
	}
	s := c.Struct
	l := v.Lines[s.Line]
	if l == nil {
		l = &Line{}
	}
	say(!c.Open(), "the change is %s", c.Status)
	say(s.Parent != l.Release, "its parent is not the active release of the line any more: propose again")
	say(s.Sequence != l.Sequence+1, "another change of the line was activated first: propose again")
	say(s.MemberEpoch != v.MemberEpoch, "members changed since it was proposed: propose again")
	say(len(c.Approved) < int(v.Threshold), "%d of %d approvals", len(c.Approved), v.Threshold)
	say(len(c.Vetted) < int(s.Readiness), "%d of %d pods have vetted", len(c.Vetted), s.Readiness)
	say(v.Time > s.NotAfter, "the activation window closed at %d: propose again", s.NotAfter)
	other := v.Prepared[s.Line]
	say(other != (common.Hash{}) && other != c.Hash && other != c.Replaces,
		"change %s of the line is prepared: it must be activated or aborted first", other)
	return why
}
