package testnet

import (
	"context"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
)

// A Fault makes a pod misbehave.
type Fault struct {
	// Disagree, when it returns true, makes the pod's rules compute the state
	// before a command instead of the state after it: as if the pod ran other
	// code than was approved. It is called for every command.
	Disagree func() bool
}

func (f Fault) wrap(r plugins.Rules) plugins.Rules { return faulty{Rules: r, fault: f} }

type faulty struct {
	plugins.Rules
	fault Fault
}

func (f faulty) Apply(ctx context.Context, r abi.Request) (plugins.Result, error) {
	reply, err := f.Rules.Apply(ctx, r)
	if err == nil && len(reply.Reasons) == 0 && len(r.State) > 0 && f.fault.Disagree() {
		reply.State = r.State
	}
	return reply, err
}
