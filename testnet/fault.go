package testnet

import (
	"context"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// A Fault makes a pod misbehave.
type Fault struct {
	// Disagree, when it returns true, makes the pod's rules compute the state
	// before a command instead of the state after it: as if the pod ran other
	// code than was approved. It is called for every command.
	Disagree func() bool
	// Astray makes the pod's rules start every call from something else than
	// those of the others: as if its program warmed them up in another way.
	Astray bool
}

func (f Fault) wrap(r plugins.Rules) plugins.Rules { return faulty{Rules: r, fault: f} }

type faulty struct {
	plugins.Rules
	fault Fault
}

func (f faulty) Apply(ctx context.Context, r abi.Request) (plugins.Result, error) {
	reply, err := f.Rules.Apply(ctx, r)
	if f.fault.Disagree == nil {
		return reply, err
	}
	if err == nil && len(reply.Reasons) == 0 && len(r.State) > 0 && f.fault.Disagree() {
		reply.State = r.State
	}
	return reply, err
}

func (f faulty) Snapshot() registry.Digest {
	d := f.Rules.Snapshot()
	if f.fault.Astray {
		d[0] ^= 1
	}
	return d
}
