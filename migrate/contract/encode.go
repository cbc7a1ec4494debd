package contract

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/registry"
)

// maxPlan bounds the JSON of a plan, in bytes.
const maxPlan = 64 << 20

// Encode returns canonical JSON: one line, and the same for the same plan.
func (p *Plan) Encode() []byte {
	b, err := json.Marshal(p)
	if err != nil {
		panic(err) // plans hold texts and numbers only
	}
	return b
}

// Digest is that of Encode.
func (p *Plan) Digest() registry.Digest { return registry.DigestOf(p.Encode()) }

// Parse reads a plan. It fails with registry.ErrInvalid for any other form than
// that of [Plan.Encode], and for what this program does not know.
func Parse(b []byte) (*Plan, error) {
	if len(b) > maxPlan {
		return nil, fmt.Errorf("the plan has %d bytes, at most %d are read: %w", len(b), maxPlan, registry.ErrInvalid)
	}
	var p Plan
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return nil, fmt.Errorf("reading the plan of a migration: %v: %w", err, registry.ErrInvalid)
	}
	if p.Format != Format || !bytes.Equal(p.Encode(), b) {
		return nil, fmt.Errorf("the plan for %s is not in the canonical form of format %d: make it anew, and do not edit it: %w", p.Address, Format, registry.ErrInvalid)
	}
	return &p, p.check()
}

// check refuses what this program does not know.
func (p *Plan) check() error {
	switch p.Way {
	case InPlace, SteppedWay, Deferred:
	default:
		return fmt.Errorf("the plan for %s moves by way %q, which is not known to this program: %w", p.Address, p.Way, registry.ErrInvalid)
	}
	if _, err := registry.ParseProxy(string(p.Proxy)); err != nil {
		return fmt.Errorf("the plan for %s: %w", p.Address, err)
	}
	for _, r := range p.Variables {
		switch r.How {
		case remap.Same, remap.Widened, remap.Narrowed, remap.Retyped, remap.Computed, remap.Summed, remap.Given, remap.Fresh, remap.Dropped, remap.Empty:
		default:
			return fmt.Errorf("the plan for %s has a variable that is %q, which is not known to this program: %w", p.Address, r.How, registry.ErrInvalid)
		}
		if r.Source == nil && r.Target == nil {
			return fmt.Errorf("the plan for %s has a row without a variable: %w", p.Address, registry.ErrInvalid)
		}
	}
	return nil
}
