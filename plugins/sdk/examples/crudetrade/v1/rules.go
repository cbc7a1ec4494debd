// Package v1 owns the rules of the crude oil line for state schema 1: deal
// recap and two-party confirmation (1.0.0), quantity tolerance and amendments
// (1.1.0).
//
// Both versions read and write the same state. Version 1.0.0 refuses commands
// that use what only 1.1.0 understands, but finishes trades that 1.1.0 changed,
// so that going back from 1.1.0 strands nothing.
//
// # Dependencies
//
// It imports the SDK, the generated messages and package deal.
package v1

import (
	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1/command100"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1/command110"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// Rules100 returns the rules of release 1.0.0.
func Rules100() sdk.Rules {
	return sdk.Rules{Apply: sdk.Apply(apply100), Check: sdk.Check(Check)}
}

// Rules110 returns the rules of release 1.1.0.
func Rules110() sdk.Rules {
	return sdk.Rules{Apply: sdk.Apply(apply110), Check: sdk.Check(Check)}
}

func apply100(call *sdk.Call, t *crudev1.Trade, c *command100.Command) error {
	if err := admit(call, t, c.Recap != nil); err != nil {
		return err
	}
	switch {
	case c.Recap != nil:
		if err := refuseTolerance("recap.terms.", c.Recap.Terms); err != nil {
			return err
		}
		return recap(call, t, c.Recap)
	case c.Confirm != nil:
		if err := refuseTolerance("confirm.terms.", c.Confirm.Terms); err != nil {
			return err
		}
		return confirm(call, t, c.Confirm)
	case c.Cancel != nil:
		return cancel(call, t, c.Cancel)
	case c.AcceptCancellation != nil:
		return acceptCancellation(call, t)
	case c.RefuseCancellation != nil:
		return refuseCancellation(call, t)
	case c.Complete != nil:
		return complete(call, t)
	default:
		return noStep()
	}
}

func apply110(call *sdk.Call, t *crudev1.Trade, c *command110.Command) error {
	if err := admit(call, t, c.Recap != nil); err != nil {
		return err
	}
	if open := openAmendment(t); open != nil && c.AcceptAmendment == nil && c.RejectAmendment == nil {
		return sdk.Reject(deal.Stage, "amendments", "the amendment that "+open.ProposedBy+" proposed must be answered first")
	}
	switch {
	case c.Recap != nil:
		return recap(call, t, c.Recap)
	case c.Confirm != nil:
		return confirm(call, t, c.Confirm)
	case c.Cancel != nil:
		return cancel(call, t, c.Cancel)
	case c.AcceptCancellation != nil:
		return acceptCancellation(call, t)
	case c.RefuseCancellation != nil:
		return refuseCancellation(call, t)
	case c.Complete != nil:
		return complete(call, t)
	case c.Amend != nil:
		return amend(call, t, c.Amend)
	case c.AcceptAmendment != nil:
		return acceptAmendment(call, t)
	case c.RejectAmendment != nil:
		return rejectAmendment(call, t)
	default:
		return noStep()
	}
}

// admit checks what every command needs.
func admit(call *sdk.Call, t *crudev1.Trade, isRecap bool) error {
	switch t.Stage {
	case crudev1.StageCompleted:
		return sdk.Reject(deal.Stage, "stage", "the trade is completed")
	case crudev1.StageCancelled:
		return sdk.Reject(deal.Stage, "stage", "the trade is cancelled")
	default:
		return deal.Admit(call, isRecap)
	}
}

func noStep() error {
	return sdk.Reject(deal.Missing, "", "the command says nothing: set one of its steps")
}

func refuseTolerance(prefix string, terms *crudev1.Terms) error {
	var reasons sdk.Reasons
	if terms != nil && terms.Tolerance.IsSet() {
		reasons.Add(deal.Later, prefix+"tolerance", "these rules know no quantity tolerance: version 1.1.0 does")
	}
	if terms != nil && terms.ToleranceOption != crudev1.SideUnspecified {
		reasons.Add(deal.Later, prefix+"tolerance_option", "these rules know no quantity tolerance: version 1.1.0 does")
	}
	return reasons.Err()
}
