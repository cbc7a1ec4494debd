package v2

import (
	"github.com/novation-dev/novation/plugins/sdk"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// recap records a deal, or corrects it while the other party has not confirmed.
func recap(call *sdk.Call, t *crude.Trade, c *crude.Recap) error {
	if !call.New() {
		switch {
		case t.Stage != crude.StageRecapped:
			return sdk.Reject(deal.Stage, "recap", "the trade is confirmed: it can be amended, not recapped")
		case t.RecappedBy != call.Actor():
			return sdk.Reject(deal.Party, "recap", t.RecappedBy+" recorded this trade: confirm it, or let them correct it")
		}
	}
	reasons := checkTerms("recap.terms.", c.Terms)
	if c.Terms != nil {
		deal.CheckParties(&reasons, call, "recap.terms.", c.Terms.Buyer, c.Terms.Seller)
	}
	if err := reasons.Err(); err != nil {
		return err
	}
	t.Stage = crude.StageRecapped
	t.Terms = c.Terms
	t.RecappedBy = call.Actor()
	t.RecappedAt = call.Time()
	return nil
}

// confirm compares the other party's record of the deal with the recap.
func confirm(call *sdk.Call, t *crude.Trade, c *crude.Confirm) error {
	switch {
	case t.Stage != crude.StageRecapped:
		return sdk.Reject(deal.Stage, "confirm", "the trade is confirmed already")
	case t.RecappedBy == call.Actor():
		return sdk.Reject(deal.Party, "confirm", "the other party confirms: "+call.Actor()+" recorded the recap")
	case c.Terms == nil:
		return sdk.Reject(deal.Missing, "confirm.terms", "say what was agreed: a confirmation is the other party's own record")
	}
	if err := deal.Compare("confirm.terms.", t.RecappedBy, t.Terms.Walk, call.Actor(), c.Terms.Walk).Err(); err != nil {
		return err
	}
	t.Stage = crude.StageConfirmed
	t.ConfirmedAt = call.Time()
	call.Issue("confirmation", "CONF-"+t.Terms.Reference, summary(t.Terms))
	return nil
}
