package migrate

import (
	"bytes"
	"context"
	"fmt"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// A State is the state of one record, with what a conversion may read of it.
type State struct {
	Record   evidence.Hash
	Key      evidence.Hash
	Sequence uint64
	Time     int64
	Actor    string
	Parties  []string
	// Bytes is canonical protobuf.
	Bytes []byte
}

// An Outcome is a moved state, or the reasons why it cannot be moved.
type Outcome struct {
	Bytes   []byte
	Reasons []abi.Reason
}

// A Mover carries states along a plan. Movers are pure: the same state has the
// same outcome on every pod.
type Mover interface {
	// Forward carries a state from the release that is left to the one that
	// becomes active.
	Forward(ctx context.Context, s State) (Outcome, error)
	// Back carries a state the other way. It may refuse.
	Back(ctx context.Context, s State) (Outcome, error)
}

// NewMover returns the mover of a plan. from is nil when the plan has no From.
func NewMover(p *Plan, from, to *evidence.Release) (Mover, error) {
	switch {
	case p.To.Release != to.Digest, p.From != nil && (from == nil || from.Digest != p.From.Release):
		return nil, fmt.Errorf("the releases at hand are not those of the plan for %s %s: %w", p.Line, p.To.Version, registry.ErrInvalid)
	case p.Way == None:
		return none{from, to}, nil
	case p.Way == OnTouch:
		return onTouch{to}, nil
	default:
		return nil, fmt.Errorf("way %q is not known to this program: %w", p.Way, registry.ErrInvalid)
	}
}

// none leaves states as they are and asks the release that takes over whether
// its invariants hold for them.
type none struct{ from, to *evidence.Release }

func (m none) Forward(ctx context.Context, s State) (Outcome, error) { return keep(ctx, m.to, s) }

func (m none) Back(ctx context.Context, s State) (Outcome, error) {
	if m.from == nil {
		return Outcome{}, fmt.Errorf("there is no release before %s: %w", m.to.Manifest.Ref(), registry.ErrNotFound)
	}
	return keep(ctx, m.from, s)
}

func keep(ctx context.Context, rel *evidence.Release, s State) (Outcome, error) {
	if !rel.Rules.Has(abi.Check) {
		return Outcome{Bytes: s.Bytes}, nil
	}
	reply, err := rel.Rules.Check(ctx, abi.Request{
		State: s.Bytes, Time: s.Time, Parties: s.Parties, Sequence: s.Sequence, References: rel.References,
	})
	if err != nil {
		return Outcome{}, fmt.Errorf("asking %s to check a state: %w", rel.Manifest.Ref(), err)
	}
	return Outcome{Bytes: s.Bytes, Reasons: reply.Reasons}, nil
}

// onTouch converts with the rules of the release that the plan leads to.
type onTouch struct{ to *evidence.Release }

func (m onTouch) Forward(ctx context.Context, s State) (Outcome, error) {
	return m.convert(ctx, evidence.Up, s)
}

func (m onTouch) Back(ctx context.Context, s State) (Outcome, error) {
	return m.convert(ctx, evidence.Down, s)
}

func (m onTouch) convert(ctx context.Context, kind evidence.Kind, s State) (Outcome, error) {
	a, err := evidence.Evaluate(ctx, m.to, evidence.Question{
		Kind: kind, Record: s.Record, Key: s.Key, Sequence: s.Sequence + 1, Time: s.Time,
		Actor: s.Actor, Parties: s.Parties, State: s.Bytes,
	})
	return Outcome{Bytes: a.State, Reasons: a.Reasons}, err
}

// A Report says how a rehearsal went. It holds counts only, so that its digest
// can be published without telling who trades what.
type Report struct {
	Format  int             `json:"format"`
	Line    string          `json:"line"`
	Release registry.Digest `json:"release"`
	Way     Way             `json:"way"`
	// Records were tried; Moved of them go forward, and Returned of those come
	// back to exactly the bytes they had.
	Records  int `json:"records"`
	Moved    int `json:"moved"`
	Returned int `json:"returned"`
	// Refused says, for people of this pod only, why records did not move or
	// return. It is not part of what is published.
	Refused []string `json:"-"`
}

// Ready reports whether every record can move and, where the plan promises a
// way back, return unchanged.
func (r *Report) Ready() bool { return r.Moved == r.Records && r.Returned == r.Records }

// Digest returns the digest of the report.
func (r *Report) Digest() registry.Digest { return registry.DigestOf(encode(r)) }

// Rehearse carries every state that each yields forward and back, and compares.
// It changes nothing. each stops when its argument returns an error.
func Rehearse(ctx context.Context, p *Plan, m Mover, each func(func(State) error) error) (*Report, error) {
	r := &Report{Format: PlanFormat, Line: p.Line, Release: p.To.Release, Way: p.Way}
	back := p.Revert != nil && p.Revert.Carry == p.Way
	err := each(func(s State) error {
		r.Records++
		there, err := m.Forward(ctx, s)
		if err != nil {
			return err
		}
		if len(there.Reasons) > 0 {
			r.Refused = append(r.Refused, fmt.Sprintf("record %s forward: %s", s.Record.Short(), evidence.ReasonText(there.Reasons[0])))
			return nil
		}
		r.Moved++
		if !back {
			r.Returned++
			return nil
		}
		moved := s
		moved.Bytes, moved.Sequence = there.Bytes, s.Sequence+1
		home, err := m.Back(ctx, moved)
		switch {
		case err != nil:
			return err
		case len(home.Reasons) > 0:
			r.Refused = append(r.Refused, fmt.Sprintf("record %s back: %s", s.Record.Short(), evidence.ReasonText(home.Reasons[0])))
		case !bytes.Equal(home.Bytes, s.Bytes):
			r.Refused = append(r.Refused, fmt.Sprintf("record %s comes back changed", s.Record.Short()))
		default:
			r.Returned++
		}
		return nil
	})
	return r, err
}
