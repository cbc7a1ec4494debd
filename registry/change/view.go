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
	// Rejected means that the change ended by a vote before it was prepared.
	Rejected Status = "rejected"
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
	// Retired is Suspended for a Book in which, as all members signed, no
	// record is left.
	Retired BookState = "retired"
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
	// Pauses has the last pause of a line, under the zero digest that of all
	// lines, also when it is over; see [View.PausedUntil].
	Pauses map[registry.Digest]Pause `json:"pauses,omitempty"`
	// Resolutions counts what members have resolved.
	Resolutions uint64 `json:"resolutions,omitempty"`
	// Agreements of the member set in force say what a class of changes needs.
	Agreements map[uint32]Agreement `json:"agreements,omitempty"`
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
	// Rejected holds the approvers that reject it now, and Votes all votes in
	// their order.
	Rejected []common.Address `json:"rejected,omitempty"`
	Votes    []Vote           `json:"votes,omitempty"`
	// RefusedBy is whose rejection ended the change, or made it one that can
	// only be aborted; zero when nobody's did.
	RefusedBy common.Address `json:"refusedBy,omitzero"`
	// PostponedUntil is the second that the proposer lets it wait for, in unix
	// seconds; zero when it was not postponed.
	PostponedUntil uint64 `json:"postponedUntil,omitempty"`
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

// Over reports whether c can never be activated any more, for its time, for
// its member set or for a vote: when it is prepared, every member may abort it.
func (v *View) Over(c *Change) bool {
	return v.Time > c.Last() || c.Struct.MemberEpoch != v.MemberEpoch || c.RefusedBy != common.Address{}
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
	switch from, _, ok := c.Window(v.Time); {
	case !ok && v.Time <= c.Last():
		why = append(why, "no activation window is left: propose again")
	case ok && v.Time < from:
		why = append(why, fmt.Sprintf("the activation window opens at %d, the chain's clock says %d", from, v.Time))
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
	say(c.Open() && c.RefusedBy != common.Address{}, "%s has rejected it: it can only be aborted", c.RefusedBy)
	say(len(c.Approved) < int(v.Needed(c)), "%d of %d approvals", len(c.Approved), v.Needed(c))
	for _, i := range v.Missing(c) {
		say(true, "member %d must approve and has not", i)
	}
	say(len(c.Vetted) < int(s.Readiness), "%d of %d pods have vetted", len(c.Vetted), s.Readiness)
	say(v.Time > c.Last(), "the activation window closed at %d: propose again", c.Last())
	until := v.PausedUntil(s.Line)
	say(until != 0, "activations are paused until %d: wait, or lift the pause", until)
	other := v.Prepared[s.Line]
	say(other != (common.Hash{}) && other != c.Hash && other != c.Replaces,
		"change %s of the line is prepared: it must be activated or aborted first", other)
	return why
}
