package evidence

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/commitment"
)

// A Release is a release that is loaded and ready to decide.
type Release struct {
	Digest   registry.Digest
	Manifest *registry.Manifest
	// Schema is the release's own; Previous is the one its conversion reads,
	// nil when it has none.
	Schema   *schema.Schema
	Previous *schema.Schema
	Rules    plugins.Rules
	// References are handed to every call, by value.
	References []abi.Reference
}

// A Question is what the rules are asked.
type Question struct {
	Kind   Kind
	Record Hash
	// Key is the record key.
	Key      Hash
	Sequence uint64
	// Time is the logical time, in unix seconds.
	Time    int64
	Actor   string
	Parties []string
	// State is the state before, empty for Create. Command is empty for a
	// novation.
	State   []byte
	Command []byte
}

// An Answer is what came out: either Reasons, or everything else.
type Answer struct {
	// Reasons say why the rules rejected; they are the rules' words.
	Reasons []abi.Reason

	State     []byte
	Final     bool
	Documents []Document
	// Next is the commitment to State under the record key.
	Next Hash
}

// A RejectedError says that the rules rejected a command or a conversion. It
// matches [registry.ErrRefused].
type RejectedError struct {
	Release string
	Kind    Kind
	Reasons []abi.Reason
}

func (e *RejectedError) Error() string {
	var b strings.Builder
	verb := "refuses the command"
	if e.Kind.Novates() {
		verb = "cannot carry the record"
	}
	fmt.Fprintf(&b, "%s %s", e.Release, verb)
	for _, r := range e.Reasons {
		fmt.Fprintf(&b, "\n  %s", ReasonText(r))
	}
	return b.String()
}

// ReasonText renders one reason in one line.
func ReasonText(r abi.Reason) string {
	if r.Field == "" {
		return fmt.Sprintf("%s (%s)", r.Message, r.Code)
	}
	return fmt.Sprintf("%s: %s (%s)", r.Field, r.Message, r.Code)
}

// Unwrap makes the error match [registry.ErrRefused].
func (e *RejectedError) Unwrap() error { return registry.ErrRefused }

// Evaluate asks the rules of rel. A rejection is an answer; an error means that
// no answer could be had.
func Evaluate(ctx context.Context, rel *Release, q Question) (Answer, error) {
	if r := dated(rel.Manifest, q); r != nil {
		return Answer{Reasons: r}, nil
	}
	reply, err := call(ctx, rel, q)
	if err != nil {
		return Answer{}, fmt.Errorf("asking the rules of %s: %w", rel.Manifest.Ref(), err)
	}
	if len(reply.Reasons) > 0 {
		return Answer{Reasons: reply.Reasons}, nil
	}
	a := Answer{State: reply.State, Final: reply.Final}
	for _, d := range reply.Documents {
		a.Documents = append(a.Documents, Document{Kind: d.Kind, Number: d.Number, Summary: d.Summary})
	}
	a.Next, err = Commit(rel.result(q.Kind), q.Key, q.Record, q.Sequence, a.State)
	return a, err
}

// dated rejects what comes after the dates of a release. Whoever proposes,
// endorses or audits a decision asks here, so all of them see the same.
func dated(m *registry.Manifest, q Question) []abi.Reason {
	switch {
	case q.Kind == Create && !m.Dates.Creates(q.Time):
		return []abi.Reason{{Code: "release-cutoff", Message: "the release takes no new records since " + when(cmp.Or(m.Dates.Cutoff, m.Dates.Sunset))}}
	case q.Kind == Transition && !m.Dates.Decides(q.Time):
		return []abi.Reason{{Code: "release-sunset", Message: "the release decides nothing since " + when(m.Dates.Sunset) + ": novate the record"}}
	}
	return nil
}

func when(unix int64) string { return time.Unix(unix, 0).UTC().Format(time.RFC3339) }

// Commit returns the commitment to a state.
func Commit(s *schema.Schema, key, record Hash, sequence uint64, state []byte) (Hash, error) {
	root, err := Tree(s, key, record, sequence, state)
	if err != nil {
		return Hash{}, err
	}
	return root.Root(), nil
}

// Tree returns the Merkle tree over a state's fields, from which single fields
// can be opened.
func Tree(s *schema.Schema, key, record Hash, sequence uint64, state []byte) (*commitment.Tree, error) {
	m, err := wire.Decode(s.State(), state)
	if err != nil {
		return nil, fmt.Errorf("reading the state to commit to: %w", err)
	}
	var leaves []commitment.Leaf
	flat, err := wire.Leaves(m)
	if err != nil {
		return nil, fmt.Errorf("flattening the state to commit to: %w", err)
	}
	for _, l := range flat {
		leaves = append(leaves, commitment.Leaf{Path: l.Path, Value: l.Value})
	}
	t, err := commitment.New(key, record, sequence, leaves)
	return t, condition(err)
}

// CheckOpening reports whether o shows a field of the state that d left. It
// fails with [registry.ErrRefused] when it does not, and with
// [registry.ErrInvalid] when o is malformed.
func (d *Decision) CheckOpening(o commitment.Opening) error {
	return condition(commitment.VerifyOpening(d.Next, d.Record, d.Sequence, o))
}

// condition gives an error of package commitment, which knows the standard
// library only, the condition of package registry that it stands for.
func condition(err error) error {
	switch {
	case errors.Is(err, commitment.ErrInvalid):
		return fmt.Errorf("%v: %w", err, registry.ErrInvalid)
	case errors.Is(err, commitment.ErrMismatch):
		return fmt.Errorf("%v: %w", err, registry.ErrRefused)
	}
	return err
}

// result returns the schema of the state that comes out of a question.
func (r *Release) result(k Kind) *schema.Schema {
	if k == Down && r.Previous != nil {
		return r.Previous
	}
	return r.Schema
}

func call(ctx context.Context, rel *Release, q Question) (plugins.Result, error) {
	req := abi.Request{
		State: q.State, Command: q.Command, Time: q.Time, Actor: q.Actor, Parties: q.Parties,
		Sequence: q.Sequence, References: rel.References, Seed: seed(q.Record, q.Sequence),
	}
	switch {
	case !q.Kind.Novates():
		return rel.Rules.Apply(ctx, req)
	case rel.Manifest.Conversion == nil:
		return plugins.Result{Reply: abi.Reply{State: q.State}}, nil // another Book, the same schema
	case q.Kind == Up:
		return rel.Rules.Up(ctx, req)
	case !rel.Manifest.Conversion.Down:
		return plugins.Result{Reply: abi.Reply{Reasons: []abi.Reason{{Code: "no-conversion-down", Message: "the release has no conversion back"}}}}, nil
	default:
		return rel.Rules.Down(ctx, req)
	}
}

// seed seeds the rules' random numbers: the same on every pod for a decision.
func seed(record Hash, sequence uint64) []byte {
	h := sha256.New()
	h.Write([]byte("novation/seed/v1\x00"))
	h.Write(record[:])
	h.Write(binary.BigEndian.AppendUint64(nil, sequence))
	return h.Sum(nil)
}
