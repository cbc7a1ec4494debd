package contract

import (
	"bytes"
	"context"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
)

// movableNamespace is where Movable keeps whom a contract obeys. It belongs to
// the account, as the slots of ERC-1967 belong to a proxy, and is never moved.
const movableNamespace = "erc7201:novation.storage.Movable"

// movableSlot is the slot of that.
var movableSlot = common.HexToHash("0x206656bffef1906175c5aa46a4af1aaace84a6836c846824d85061c39bca0500")

func bookkeeping(pattern string) bool {
	return pattern == movableNamespace || inside(pattern, movableNamespace)
}

// freezing is the function with which a Movable is frozen.
const freezing = "novationFreeze(address)"

// movable reports whether a contract derives from Movable, and deferring whether
// it looks before it touches, by their interfaces.
func movable(a *artifact.Artifact) (yes, defers bool, err error) {
	parsed, err := parseABI(a)
	if err != nil {
		return false, false, err
	}
	_, freezes := parsed.Methods["novationFreeze"]
	_, stores := parsed.Methods["novationStore"]
	_, looks := parsed.Errors["Unsettled"]
	return freezes && stores, freezes && stores && looks, nil
}

// alone looks at an account that is no proxy, or one that nobody can upgrade by
// itself: it can be moved when it freezes itself.
func (w *work) alone(ctx context.Context, at *big.Int) error {
	from, _, err := movable(w.in.From)
	if err != nil {
		return err
	}
	if !from {
		return nil
	}
	to, _, err := movable(w.in.To)
	if err != nil {
		return err
	}
	if !to && w.plan.Proxy == registry.Beacon {
		return nil
	}
	if !to {
		return fmt.Errorf("%s freezes itself, and %s does not: derive it from Movable too, so that it can be written before it opens: %w",
			w.plan.From.Name, w.plan.To.Name, registry.ErrRefused)
	}
	w.plan.Movable = true
	b, err := w.storage(ctx, movableSlot, at)
	if err != nil {
		return err
	}
	if by := common.BytesToAddress(b[12:]); by != (common.Address{}) {
		if b[11] == 0 || w.in.Overlay == nil {
			return fmt.Errorf("%s obeys the migration %s: it is frozen, was left behind by it, or has entries that are not written yet. "+
				"Plan for the contract that it was moved to, abort that migration, or say which one it is when it drains (--after DIR): %w",
				w.in.Address, by, registry.ErrConflict)
		}
		w.draining = by
		if err := w.feeds(ctx, at); err != nil {
			return err
		}
	}
	if w.plan.Owner, err = w.freezer(ctx, at); err != nil {
		return err
	}
	if w.plan.Owner == (common.Address{}) {
		w.note("nobody was found who may freeze the contract: neither an owner nor a holder of a role")
	}
	return nil
}

func (w *work) storage(ctx context.Context, slot common.Hash, at *big.Int) (common.Hash, error) {
	b, err := reader{w.in.Chain}.StorageAt(ctx, w.in.Address, slot, at)
	return common.BytesToHash(b), err
}

// freezer finds who may freeze the contract, by calling as if each had.
func (w *work) freezer(ctx context.Context, at *big.Int) (common.Address, error) {
	return w.find(ctx, at, func(from common.Address) bool {
		data := append(selector(freezing), common.LeftPadBytes(w.in.Address[:], 32)...)
		_, err := w.call(ctx, from, w.in.Address, data, at)
		return err == nil
	})
}

// constructed encodes the arguments of the constructor of a new contract that
// stands alone, which the migration writes.
func constructed(to *artifact.Artifact, args []string, migration common.Address) ([]byte, error) {
	parsed, err := parseABI(to)
	if err != nil {
		return nil, err
	}
	in := parsed.Constructor.Inputs
	if len(in) != len(args) {
		var want []string
		for _, a := range in {
			want = append(want, a.Type.String()+" "+a.Name)
		}
		return nil, fmt.Errorf("the constructor of %s takes %d arguments (%s), and the map's \"constructor\" has %d: %w",
			to.Name, len(in), strings.Join(want, ", "), len(args), registry.ErrInvalid)
	}
	var values []any
	for i, text := range args {
		if text == "migration" {
			text = migration.Hex()
		}
		v, err := argument(in[i].Type, text)
		if err != nil {
			return nil, fmt.Errorf("argument %d of the constructor of %s: %w", i, to.Name, err)
		}
		values = append(values, v)
	}
	data, err := in.Pack(values...)
	if err != nil {
		return nil, fmt.Errorf("encoding the arguments of the constructor of %s: %v: %w", to.Name, err, registry.ErrInvalid)
	}
	return data, nil
}

// Constructed is what deploys the new contract of a Movable plan, for the
// migration that writes it.
func (p *Plan) Constructed(to *artifact.Artifact, migration common.Address) ([]byte, error) {
	args, err := constructed(to, p.Map.Constructor, migration)
	if err != nil {
		return nil, err
	}
	if len(to.Creation.Links) > 0 || len(to.Creation.Object) == 0 {
		return nil, fmt.Errorf("%s cannot be deployed: its artefact lacks code, or libraries are not linked: %w", to.Name, registry.ErrInvalid)
	}
	return append(bytes.Clone(to.Creation.Object), args...), nil
}

// standsAlone decides on the way of an account that freezes itself.
func (w *work) standsAlone(n counted) error {
	p := w.plan
	_, defers, err := movable(w.in.To)
	if err != nil {
		return err
	}
	switch {
	case p.Map.Way == InPlace:
		return fmt.Errorf("the map wants to move in place, and %s runs its own code, which nobody can replace: choose %s or %s: %w",
			p.Address, SteppedWay, Deferred, registry.ErrInvalid)
	case p.Map.Way == Deferred && !defers:
		return fmt.Errorf("the map wants to write entries on first touch, and %s does not look before it touches: derive it from Deferred, or choose %s: %w",
			p.To.Name, SteppedWay, registry.ErrInvalid)
	case len(p.Map.Touch) > 0:
		return fmt.Errorf("the map has \"touch\", and %s says by itself what it touches: leave it out: %w", p.To.Name, registry.ErrInvalid)
	case p.Map.Way != "":
		p.Way, p.Why = p.Map.Way, "the map says so"
	case defers && n.eager+n.later > manyWrites:
		p.Way = Deferred
		p.Why = fmt.Sprintf("the contract stands alone and freezes itself; %d slots are too many to stop for (more than %d), and the new one looks before it touches",
			n.eager+n.later, manyWrites)
	default:
		p.Way, p.Why = SteppedWay, "the contract stands alone and freezes itself: its state is copied into a new one, and users are told its address"
	}
	p.Rewrite = true
	if _, err := p.Constructed(w.in.To, p.Address); err != nil {
		return err
	}
	w.note("the new contract gets its state from the migration: what its constructor writes into storage is overwritten or cleared")
	w.note("whoever may freeze %s must be able to freeze the new contract, too: a revert freezes both", p.Address)
	return nil
}
