// Package watch shows how a change goes on: as a tree of where it stands, for a
// terminal, and as the events that led there, for everything else.
//
// It reads nothing itself: whoever calls it has asked the pods.
//
// # Dependencies
//
// The package may import pod/api, pod/upgrade, registry and registry/change, and lipgloss
// for what it draws. Only cmd/novation/command imports it.
package watch

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry/change"
)

// A Member is one of the consortium as its network file names it.
type Member struct {
	ID       string
	Approver common.Address
}

// A Snapshot is what the pods said of a change at one time.
type Snapshot struct {
	// Change is what the pod of the member that watches says.
	Change api.Change
	// Members are all of the consortium, in order.
	Members []Member
	// Pods says how far the pods are that could be asked, by member; that of the
	// member that watches is among them.
	Pods map[string]upgrade.Progress
	// Silent says why the member's own pod did not answer, "" when it did: then
	// the rest is what it said last.
	Silent string
}

// Over reports whether nothing more happens to the change by itself, as far as
// the pods that could be asked have come: it is withdrawn or rejected, or it is
// activated or reverted and they have switched.
func (s *Snapshot) Over() bool {
	switch s.Change.Status {
	case change.Withdrawn, change.Rejected:
		return true
	case change.Activated, change.Reverted:
		for _, p := range s.Pods {
			if p.Stage != upgrade.Switched {
				return false
			}
		}
		return len(s.Pods) > 0
	case change.Proposed, change.Prepared:
	}
	return false
}

// name returns the id of the member with an approval key.
func (s *Snapshot) name(approver common.Address) string {
	if i := slices.IndexFunc(s.Members, func(m Member) bool { return m.Approver == approver }); i >= 0 {
		return s.Members[i].ID
	}
	return approver.Hex()
}

// words returns the reason of the last vote of a member, "" when it gave none.
func (s *Snapshot) words(member string) string {
	for _, v := range slices.Backward(s.Change.Votes) {
		if s.name(v.Approver) == member {
			return s.Change.Words([32]byte(v.Reason))
		}
	}
	return ""
}

// Move says in words from where to where a change leads.
func Move(c *api.Change) string {
	if c.Document == nil {
		return "(document not fetched)"
	}
	return MoveOf(c.Document)
}

// MoveOf says in words from where to where a document leads.
func MoveOf(d *change.Document) string {
	p := d.Plan
	if p.From == nil {
		return p.Line + " → " + p.To.Version
	}
	return p.Line + " " + p.From.Version + " → " + p.To.Version
}
