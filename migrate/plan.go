// Package migrate moves on-chain state and records from one release to the
// next: it plans, rehearses, executes, verifies and reverts.
//
// A [Plan] says in which [Way] a line moves and how it comes back; it is part
// of what members approve. A [Mover] carries one state along the plan, in both
// directions, and is the interface behind which every way stands.
//
// # Dependencies
//
// The package may import registry, registry/evidence and what the plugins
// engine offers. It knows neither pods nor chains: who holds records calls it.
package migrate

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/novation-dev/novation/registry"
)

// PlanFormat is the version of the encoding of a [Plan].
const PlanFormat = 1

// A Way is a way in which state moves with a change.
type Way string

// The ways this package executes.
const (
	// None moves nothing: rules change, schema and contract do not. Every
	// record of the Book is decided by the new rules from the activation on.
	None Way = "none"
	// OnTouch converts each record when its parties novate it: when it is next
	// touched, or by the background finisher. Until then it stays pinned.
	OnTouch Way = "convert-on-touch"
)

// An Endpoint is one end of a plan.
type Endpoint struct {
	Version string          `json:"version"`
	Release registry.Digest `json:"release"`
	// StateSchema numbers the schema of the records' states.
	StateSchema uint32 `json:"stateSchema"`
}

// A Plan says how a line moves and how it comes back.
type Plan struct {
	Format int    `json:"format"`
	Line   string `json:"line"`
	Way    Way    `json:"way"`
	// Why this way, for the members who approve.
	Why string `json:"why"`
	// From is nil for the first release of a line.
	From *Endpoint `json:"from"`
	To   Endpoint  `json:"to"`
	// Revert is nil when there is nothing to come back to.
	Revert *RevertPlan `json:"revert"`
}

// A RevertPlan says how a line comes back within the revert window.
type RevertPlan struct {
	// To is the release that becomes active again.
	To Endpoint `json:"to"`
	// Carry says what happens to records that moved.
	Carry Way `json:"carry"`
	// Refuses is true when the conversion down may refuse a record: those stay
	// where they are, readable and unchangeable, until the line rolls forward.
	Refuses bool `json:"refuses"`
}

// Ends pairs a manifest with the digest of its release.
type Ends struct {
	Manifest *registry.Manifest
	Digest   registry.Digest
}

func (e Ends) endpoint() Endpoint {
	return Endpoint{Version: e.Manifest.Version, Release: e.Digest, StateSchema: e.Manifest.StateSchema}
}

// NewPlan chooses the way from one release to another; from is nil for the
// first release of a line. It fails with [registry.ErrInvalid] when no way
// leads there, and says what the release lacks.
func NewPlan(from *Ends, to Ends) (*Plan, error) {
	m := to.Manifest
	p := &Plan{Format: PlanFormat, Line: m.Name, Way: None, To: to.endpoint()}
	if from == nil {
		if m.Book.Shared {
			return nil, fmt.Errorf("%s shares the Book of the release before it, but it is the first of its line: "+
				"set book.shared to false: %w", m.Ref(), registry.ErrInvalid)
		}
		p.Why = "first release of the line: there is nothing to move"
		return p, nil
	}
	f := from.Manifest
	if f.Name != m.Name {
		return nil, fmt.Errorf("%s cannot follow %s: they are of different lines: %w", m.Ref(), f.Ref(), registry.ErrInvalid)
	}
	a := from.endpoint()
	p.From = &a
	switch {
	case m.StateSchema == f.StateSchema && m.Book.Shared:
		if m.Book.CodeHash != f.Book.CodeHash {
			return nil, fmt.Errorf("%s shares the Book of %s but names other code for it: %w", m.Ref(), f.Ref(), registry.ErrInvalid)
		}
		p.Why = fmt.Sprintf("rules change; state schema %d and the Book stay", m.StateSchema)
		p.Revert = &RevertPlan{To: a, Carry: None}
	case m.Book.Shared:
		return nil, fmt.Errorf("%s changes the state schema from %d to %d but shares the Book: a new schema needs a Book of its own, "+
			"so that records stay readable where they are: set book.shared to false: %w",
			m.Ref(), f.StateSchema, m.StateSchema, registry.ErrInvalid)
	case m.StateSchema == f.StateSchema && m.Conversion != nil:
		// A novation asks the conversion of the release, which reads another
		// schema than the one that the records of f have.
		return nil, fmt.Errorf("%s has a Book of its own and the state schema of %s, but it converts from schema %d: "+
			"share the Book, or leave the conversion out: %w", m.Ref(), f.Ref(), m.Conversion.From, registry.ErrInvalid)
	case m.StateSchema == f.StateSchema:
		p.Way = OnTouch
		p.Why = "the Book changes; states are carried unchanged"
		p.Revert = &RevertPlan{To: a, Carry: OnTouch}
	case m.Conversion == nil || m.Conversion.From != f.StateSchema:
		return nil, fmt.Errorf("%s has state schema %d and %s has %d, and there is no conversion between them: "+
			"add one (nv_up, nv_down) and declare it in the manifest: %w",
			m.Ref(), m.StateSchema, f.Ref(), f.StateSchema, registry.ErrInvalid)
	default:
		p.Way = OnTouch
		p.Why = fmt.Sprintf("state schema %d becomes %d: each record is converted when its parties novate it", f.StateSchema, m.StateSchema)
		p.Revert = &RevertPlan{To: a, Carry: OnTouch, Refuses: true}
		if !m.Conversion.Down {
			p.Revert.Carry = None // what moved stays where it is
		}
	}
	return p, nil
}

// Encode returns the canonical JSON of p.
func (p *Plan) Encode() []byte { return encode(p) }

// RevertDigest returns the digest of the revert plan, zero when there is none.
func (p *Plan) RevertDigest() registry.Digest {
	if p.Revert == nil {
		return registry.Digest{}
	}
	return registry.DigestOf(encode(p.Revert))
}

// ParsePlan reads canonical JSON. It fails with [registry.ErrInvalid].
func ParsePlan(b []byte) (*Plan, error) {
	var p Plan
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return nil, fmt.Errorf("reading migration plan: %v: %w", err, registry.ErrInvalid)
	}
	if p.Format != PlanFormat || !bytes.Equal(p.Encode(), b) {
		return nil, fmt.Errorf("migration plan of %s: not in the canonical form of format %d: %w", p.Line, PlanFormat, registry.ErrInvalid)
	}
	ways := []Way{p.Way}
	if p.Revert != nil {
		ways = append(ways, p.Revert.Carry)
	}
	for _, w := range ways {
		if w != None && w != OnTouch {
			return nil, fmt.Errorf("migration plan of %s: way %q is not known to this program: %w", p.Line, w, registry.ErrInvalid)
		}
	}
	return &p, nil
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // plans hold strings and numbers only
	}
	return b
}
