// Package v2 owns the rules of the crude oil line for state schema 2: formula
// prices, nomination and bill of lading, invoices and demurrage, and the
// conversion from and to schema 1.
//
// Everything that schema 1 can say has its place here, so [Up] is total. [Down]
// refuses a trade that has left what schema 1 can say, and names what would be
// lost.
//
// # Dependencies
//
// It imports the SDK, the generated messages of both schemas and package deal.
package v2

import (
	"github.com/novation-dev/novation/plugins/sdk"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// Rules200 returns the rules of release 2.0.0.
func Rules200() sdk.Rules {
	return sdk.Rules{
		Apply: sdk.Apply(apply),
		Up:    sdk.Convert(Up),
		Down:  sdk.Convert(Down),
		Check: sdk.Check(Check),
	}
}

func apply(call *sdk.Call, t *crude.Trade, c *crude.Command) error {
	if err := admit(call, t, c); err != nil {
		return err
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
		return refuseCancellation(t)
	case c.Settle != nil:
		return settle(call, t)
	case c.Amend != nil:
		return amend(call, t, c.Amend)
	case c.AcceptAmendment != nil:
		return acceptAmendment(call, t)
	case c.RejectAmendment != nil:
		return rejectAmendment(call, t)
	default:
		return perform(call, t, c)
	}
}

// perform runs the steps that only a confirmed trade has.
func perform(call *sdk.Call, t *crude.Trade, c *crude.Command) error {
	if t.Stage != crude.StageConfirmed {
		return sdk.Reject(deal.Stage, "stage", "the trade is not confirmed")
	}
	switch {
	case c.Nominate != nil:
		return nominate(call, t, c.Nominate)
	case c.AcceptNomination != nil:
		return answerNomination(call, t, true)
	case c.RejectNomination != nil:
		return answerNomination(call, t, false)
	case c.Load != nil:
		return load(call, t, c.Load)
	case c.IssueInvoice != nil:
		return issueInvoice(call, t, c.IssueInvoice)
	case c.ClaimDemurrage != nil:
		return claimDemurrage(call, t, c.ClaimDemurrage)
	case c.AcceptDemurrage != nil:
		return answerDemurrage(call, t, true)
	case c.RejectDemurrage != nil:
		return answerDemurrage(call, t, false)
	default:
		return noStep()
	}
}

// admit checks what every command needs. While a question is open between the
// parties, only its answer is.
func admit(call *sdk.Call, t *crude.Trade, c *crude.Command) error {
	switch t.Stage {
	case crude.StageSettled:
		return sdk.Reject(deal.Stage, "stage", "the trade is settled")
	case crude.StageCancelled:
		return sdk.Reject(deal.Stage, "stage", "the trade is cancelled")
	default: // it goes on
	}
	if err := deal.Admit(call, c.Recap != nil); err != nil {
		return err
	}
	if *c == (crude.Command{}) {
		return noStep()
	}
	if open := openAmendment(t); open != nil {
		if c.AcceptAmendment != nil || c.RejectAmendment != nil {
			return nil
		}
		return sdk.Reject(deal.Stage, "amendments", "the amendment that "+open.ProposedBy+" proposed must be answered first")
	}
	if t.Cancellation != nil && c.AcceptCancellation == nil && c.RefuseCancellation == nil {
		return sdk.Reject(deal.Stage, "cancellation", t.Cancellation.RequestedBy+" has asked for a cancellation: accept or refuse it first")
	}
	return nil
}

func noStep() error {
	return sdk.Reject(deal.Missing, "", "the command says nothing: set one of its steps")
}

// charterer returns the party who charters the vessel: the buyer when the cargo
// is sold FOB, otherwise the seller.
func charterer(t *crude.Terms) string {
	if t.Incoterm == crude.IncotermFob {
		return t.Buyer
	}
	return t.Seller
}
