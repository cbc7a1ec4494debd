package trial

import (
	"context"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
)

// Played is what became of a case.
type Played struct {
	Case     cases.Case
	Outcomes []cases.Outcome
	// Gas has what each outcome's call used.
	Gas []uint64
}

// OK reports whether every step came out as expected.
func (p Played) OK() bool {
	if len(p.Outcomes) < len(p.Case.Steps) {
		return false
	}
	for _, o := range p.Outcomes {
		if !o.OK() {
			return false
		}
	}
	return true
}

// TotalGas is what all steps used.
func (p Played) TotalGas() (gas uint64) {
	for _, g := range p.Gas {
		gas += g
	}
	return gas
}

// Play plays a case, compiled and interpreted.
func (t *Trial) Play(ctx context.Context, c cases.Case) Played {
	p := Played{Case: c}
	p.Outcomes = t.Reader.Play(ctx, c, func(ctx context.Context, c cases.Call) (abi.Reply, error) {
		r, err := t.Ask(ctx, c)
		p.Gas = append(p.Gas, r.Gas)
		return r.Reply, err
	})
	return p
}
