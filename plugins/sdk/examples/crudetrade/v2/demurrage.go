package v2

import (
	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

var maxUsedHours = decimal.Must("2000.00")

// claimDemurrage computes what the hours over the laytime cost.
func claimDemurrage(call *sdk.Call, t *crude.Trade, c *crude.ClaimDemurrage) error {
	switch {
	case !t.Terms.LaytimeHours.IsSet():
		return sdk.Reject(deal.Missing, "terms.laytime_hours", "the parties agreed no laytime")
	case call.Actor() != charterer(t.Terms):
		return sdk.Reject(deal.Party, "claim_demurrage", "sold "+t.Terms.Incoterm.String()+", "+charterer(t.Terms)+" charters the vessel and claims")
	case t.BillOfLading == nil:
		return sdk.Reject(deal.Stage, "claim_demurrage", "the cargo is not loaded")
	case t.Demurrage != nil && t.Demurrage.Status != crude.DemurrageStatusDisputed:
		return sdk.Reject(deal.Stage, "claim_demurrage", "demurrage is claimed already")
	case t.SettledBy != "":
		return sdk.Reject(deal.Stage, "claim_demurrage", t.SettledBy+" considers the trade settled")
	case !c.UsedHours.IsSet() || c.UsedHours.Cmp(t.Terms.LaytimeHours) <= 0 || c.UsedHours.Cmp(maxUsedHours) > 0:
		return sdk.Reject(deal.Invalid, "claim_demurrage.used_hours", "the hours used must be more than the "+
			t.Terms.LaytimeHours.String()+" allowed, and at most "+deal.Grouped(maxUsedHours))
	}
	amount, err := demurrage(t.Terms, c.UsedHours)
	if err != nil {
		return err
	}
	t.Demurrage = &crude.Demurrage{
		ClaimedBy: call.Actor(), UsedHours: c.UsedHours, Amount: amount, Status: crude.DemurrageStatusClaimed,
	}
	return nil
}

// demurrage returns the hours over the laytime at the daily rate pro rata,
// rounded once, half to even, to cents.
func demurrage(t *crude.Terms, used decimal.Decimal) (decimal.Decimal, error) {
	over, err := used.Sub(t.LaytimeHours)
	if err != nil {
		return over, err
	}
	cost, err := over.Mul(t.DemurrageRate, 4, decimal.Exact)
	if err != nil {
		return cost, err
	}
	return cost.Quo(decimal.New(24, 0), 2, decimal.HalfEven)
}

// answerDemurrage is the other party's. What it disputes may be claimed again.
func answerDemurrage(call *sdk.Call, t *crude.Trade, accept bool) error {
	d := t.Demurrage
	switch {
	case d == nil || d.Status != crude.DemurrageStatusClaimed:
		return sdk.Reject(deal.Stage, "demurrage", "no claim waits for an answer")
	case d.ClaimedBy == call.Actor():
		return sdk.Reject(deal.Party, "demurrage", "the other party answers: "+call.Actor()+" claims")
	case !accept:
		d.Status = crude.DemurrageStatusDisputed
		return nil
	}
	d.Status = crude.DemurrageStatusAgreed
	call.Issue("demurrage-invoice", "DEM-"+t.Terms.Reference, call.Actor()+" owes "+d.ClaimedBy+" "+
		deal.Grouped(d.Amount)+" "+t.Terms.Currency+" demurrage: "+d.UsedHours.String()+" hours used, "+
		t.Terms.LaytimeHours.String()+" allowed, at "+deal.Grouped(t.Terms.DemurrageRate)+" per day")
	return nil
}
