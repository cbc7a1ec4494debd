// Package api is a pod's interface for people and programs: JSON over HTTP,
// described by OpenAPI at /openapi.json, with a client.
//
// Every operation but the health check needs the pod's bearer token. Errors
// have the form {"error":{"code","message","hint"}} and the status that
// registry.ConditionOf gives their condition.
//
// # Dependencies
//
// The package may import the pod's mechanisms, registry and its parts, and
// plugins/wire for the JSON of states and commands.
package api

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/fleet"
	"github.com/novation-dev/novation/pod/moving"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
)

// A Status says how a pod is.
type Status struct {
	Member     string `json:"member"`
	Chain      uint64 `json:"chain"`
	Consortium string `json:"consortium"`
	// Block is the last finalised block this pod applied; Time its timestamp
	// in unix seconds.
	Block uint64 `json:"block"`
	Time  uint64 `json:"time"`
	// MemberEpoch counts changes of membership; Threshold is the number of
	// approvals a change needs.
	MemberEpoch uint64 `json:"memberEpoch"`
	Threshold   uint32 `json:"threshold"`
	// Quarantine says why the pod decides nothing, "" when it does.
	Quarantine string `json:"quarantine"`
	Lines      []Line `json:"lines"`
	// Finisher is true while records are novated in the background.
	Finisher bool `json:"finisher"`
	// Undeliverable counts messages that a peer refused for good.
	Undeliverable int `json:"undeliverable"`
	// Sources are where this pod reads log and releases, and how it went.
	Sources []Source `json:"sources"`
}

// A Source is where a pod reads log and releases.
type Source struct {
	Name string `json:"name"`
	// Failures counts answers that were false, too late or none at all.
	Failures uint64 `json:"failures"`
	// Error is the last failure, "" since it has answered well again.
	Error string `json:"error,omitempty"`
}

// A Line says what is active on a line, and where this pod's records of it are.
type Line struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Epoch   uint64 `json:"epoch"`
	Book    string `json:"book"`
	// Places counts this pod's records by the release they are under.
	Places []Place `json:"places"`
}

// A Place counts this pod's records under one release.
type Place struct {
	Version string           `json:"version"`
	Book    string           `json:"book"`
	State   change.BookState `json:"state"`
	fleet.Counts
}

// Word returns the word for the place of a release in its life: active,
// draining, drained or suspended.
func (p Place) Word() string {
	if p.State == change.Draining && p.Open == 0 {
		return "drained"
	}
	return string(p.State)
}

// A Change says where a change is.
type Change struct {
	Hash   string        `json:"hash"`
	Status change.Status `json:"status"`
	// Document is nil while this pod could not fetch it.
	Document *change.Document `json:"document"`
	// Approved and Vetted hold member ids.
	Approved []string `json:"approved"`
	Vetted   []string `json:"vetted"`
	// Needed is the number of approvals that it needs as things stand.
	Needed uint32 `json:"needed"`
	// Rejected holds the members that reject it now, Votes all votes so far.
	Rejected []string      `json:"rejected,omitempty"`
	Votes    []change.Vote `json:"votes,omitempty"`
	// FellAway says why approvals and attestations count no more, "" when they do.
	FellAway string `json:"fellAway,omitempty"`
	// Policy is what it asks for beyond the rules for every change.
	Policy *typed.Policy `json:"policy,omitempty"`
	// Required and Veto are the members that the policy names, as long as the
	// member set is the one it was made for.
	Required []string `json:"required,omitempty"`
	Veto     []string `json:"veto,omitempty"`
	// Deadline is the next second, in unix seconds, at which DeadlineOf happens;
	// zero for none.
	Deadline   uint64 `json:"deadline,omitempty"`
	DeadlineOf string `json:"deadlineOf,omitempty"`
	// Deadlines are all that is due about it, the next first.
	Deadlines []change.Deadline `json:"deadlines,omitempty"`
	// Readiness is the number of pods that must have vetted.
	Readiness uint32 `json:"readiness"`
	// Pause holds up its activation, nil when nothing does.
	Pause *Pause `json:"pause,omitempty"`
	// Reasons are the words whose digests stand on chain with votes, a pause or a
	// revert of it, by those digests, as far as this pod has them.
	Reasons map[registry.Digest]string `json:"reasons,omitempty"`
	// Waits says what the change still waits for.
	Waits []string `json:"waits"`
	// Calls are what the change does to contracts beside the Book, in words as
	// far as an interface of the release tells, and which of them were made.
	Calls []change.Described `json:"calls,omitempty"`
	// Replaces is the prepared change whose place this one takes, or took, without
	// anything of it being taken back; "" for none.
	Replaces string `json:"replaces,omitempty"`
	// RevertReason is the digest of the reason of its revert, zero before.
	RevertReason registry.Digest `json:"revertReason,omitzero"`
	// Epoch was begun by the change, RevertEpoch by its revert.
	Epoch       uint64 `json:"epoch"`
	RevertEpoch uint64 `json:"revertEpoch"`
	// RevertUntil is in unix seconds, zero when there is nothing to revert.
	RevertUntil uint64 `json:"revertUntil"`
	// Progress is what this pod did about it, and Moves what it did about the
	// migrations of contracts that the change brings.
	Progress upgrade.Progress  `json:"progress"`
	Moves    []moving.Progress `json:"moves,omitempty"`
}

// A Pause stops preparations and activations until a second, in unix seconds.
type Pause struct {
	Until uint64 `json:"until"`
	// By is the member that began it, Reason the digest of its reason.
	By     string          `json:"by"`
	Reason registry.Digest `json:"reason"`
}

// A Review is everything a member needs to rebuild what it is asked to sign.
type Review struct {
	Change Change `json:"change"`
	// Document and Bundle are the bytes; Parent is the bundle of the release
	// that is left, nil for the first.
	Document []byte `json:"document"`
	Bundle   []byte `json:"bundle"`
	Parent   []byte `json:"parent"`
	// Chain, Consortium and Salt complete the signed struct.
	Chain      uint64 `json:"chain"`
	Consortium string `json:"consortium"`
	Salt       []byte `json:"salt"`
}

// A Proposal is the body that proposes a change. Times are in seconds; zero
// means the default.
type Proposal struct {
	Line         string `json:"line"`
	Version      string `json:"version"`
	Reason       string `json:"reason"`
	Delay        uint64 `json:"delay,omitempty"`
	Window       uint64 `json:"window,omitempty"`
	RevertWindow uint64 `json:"revertWindow,omitempty"`
	Readiness    uint32 `json:"readiness,omitempty"`
	RevertQuorum uint32 `json:"revertQuorum,omitempty"`
	// Calls are what the change does to contracts beside the Book.
	Calls *change.Calls `json:"calls,omitempty"`
	// Moves are plans of migrations of contracts that the change carries out. The
	// calls follow from them.
	Moves []moving.Draft `json:"moves,omitempty"`
	// Policy is what the change asks for beyond the rules for every change, and
	// Expiry for how long a window that opens again does so, in seconds.
	Policy typed.Policy `json:"policy,omitzero"`
	Expiry uint64       `json:"expiry,omitempty"`
}

// A Signature is an approver's signature.
type Signature struct {
	Approver  string `json:"approver"`
	Signature []byte `json:"signature"`
}

// Approvals is the body that carries signatures onto the chain.
type Approvals struct {
	Signatures []Signature `json:"signatures"`
}

// A VoteRequest is the body that carries the next vote of an approver onto the
// chain.
type VoteRequest struct {
	Stance    change.Stance `json:"stance"`
	Reason    string        `json:"reason,omitempty"`
	Approver  string        `json:"approver"`
	Signature []byte        `json:"signature"`
}

// A PostponeRequest is the body that lets a change wait until a second.
type PostponeRequest struct {
	Until uint64 `json:"until"`
}

// A PauseRequest is the body that pauses the activations of a line, or of all
// lines with "".
type PauseRequest struct {
	Line    string `json:"line"`
	Seconds uint64 `json:"seconds"`
	Reason  string `json:"reason"`
}

// A ResolutionReview is what members sign to resolve something: the end of a
// pause, what a class of changes needs, the end of a release.
type ResolutionReview struct {
	// Resolution is the JSON of a typed.Resolution; Chain and Consortium
	// complete what is signed.
	Resolution json.RawMessage `json:"resolution"`
	Chain      uint64          `json:"chain"`
	Consortium string          `json:"consortium"`
	// Words say what signing it means.
	Words []string `json:"words"`
}

// A ResolutionRequest is the body that has a pod carry out what members have
// signed, or, without signatures, say whether its member can sign it.
type ResolutionRequest struct {
	Resolution json.RawMessage `json:"resolution"`
	Signatures []Signature     `json:"signatures,omitempty"`
}

// A RevertRequest is the body that reverts a change.
type RevertRequest struct {
	Reason     string      `json:"reason"`
	Signatures []Signature `json:"signatures"`
}

// A RevertReview says what a revert would do and what members sign for it.
type RevertReview struct {
	Preview migrate.Preview `json:"preview"`
	// Moves are the contracts that the change moved: what would come back, and
	// what could not.
	Moves []moving.Return `json:"moves,omitempty"`
	// Digest is what an approver signs, "0x" and hex.
	Digest string `json:"digest"`
	Epoch  uint64 `json:"epoch"`
	Until  uint64 `json:"until"`
}

// A NewRecord is the body that creates a record. Command is the JSON form of
// the line's command message.
type NewRecord struct {
	Line    string          `json:"line"`
	Parties []string        `json:"parties"`
	Command json.RawMessage `json:"command"`
}

// A Record is a record as its parties see it.
type Record struct {
	ID       string   `json:"id"`
	Line     string   `json:"line"`
	Version  string   `json:"version"`
	Book     string   `json:"book"`
	Epoch    uint64   `json:"epoch"`
	Parties  []string `json:"parties"`
	Status   string   `json:"status"`
	Sequence uint64   `json:"sequence"`
	// Commitment is what the chain holds.
	Commitment string `json:"commitment"`
	Time       int64  `json:"time"`
	Pinned     bool   `json:"pinned"`
	Blocked    string `json:"blocked"`
	Refusal    string `json:"refusal"`
	// Pending says what a decision of this pod waits for, "" when none is
	// under way.
	Pending string          `json:"pending"`
	State   json.RawMessage `json:"state,omitempty"`
}

// A Step is one decision of a record, for people.
type Step struct {
	Sequence    uint64              `json:"sequence"`
	Kind        evidence.Kind       `json:"kind"`
	Version     string              `json:"version"`
	Epoch       uint64              `json:"epoch"`
	Time        int64               `json:"time"`
	Actor       string              `json:"actor"`
	Command     json.RawMessage     `json:"command,omitempty"`
	Documents   []evidence.Document `json:"documents"`
	Commitment  string              `json:"commitment"`
	Block       uint64              `json:"block"`
	Transaction string              `json:"transaction"`
	// Changed are the paths of the state that the decision changed.
	Changed []string `json:"changed"`
}

// List is the form of every list.
type List[T any] struct {
	Items []T `json:"items"`
}

// Releases and DeadLetters name element types of lists.
type (
	// Release is a release this pod saw published.
	Release = releases.Known
	// DeadLetter is a message a peer refused for good.
	DeadLetter = exchange.DeadLetter
)

// Words returns the reason with a digest, as people read it: its words, or that
// they are not known; "" for no reason.
func (c *Change) Words(digest registry.Digest) string {
	if digest.IsZero() {
		return ""
	}
	if words, ok := c.Reasons[digest]; ok {
		return strings.Join(strings.Fields(words), " ")
	}
	return fmt.Sprintf("reason withheld: digest %#x", digest[:])
}
