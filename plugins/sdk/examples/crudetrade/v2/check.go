package v2

import (
	"strconv"

	"github.com/novation-dev/novation/plugins/sdk"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// Check reports which invariants a state breaks: what neither a sequence of
// commands nor a conversion from schema 1 can bring about.
func Check(t *crude.Trade) error {
	r := checkTerms("terms.", t.Terms)
	if len(r) > 0 {
		return r // the rest reads the terms
	}
	c := checker{t, &r}
	c.must(t.Stage != crude.StageUnspecified, "stage", "a trade has a stage")
	c.must(t.RecappedBy != "", "recapped_by", "somebody recorded the recap")
	c.party("recapped_by", t.RecappedBy)
	c.party("settled_by", t.SettledBy)
	c.must(t.SettledBy == "" || t.Stage != crude.StageRecapped, "settled_by", "the trade is not confirmed")
	c.must(t.SettledBy != "" || t.Stage != crude.StageSettled, "settled_by", "a settled trade was first called so by a party")
	c.must(t.ConfirmedAt == 0 || t.Stage != crude.StageRecapped, "confirmed_at", "the trade is not confirmed")
	c.must(t.EndedAt == 0 || t.Stage == crude.StageSettled || t.Stage == crude.StageCancelled, "ended_at", "the trade is not over")
	c.cancellation()
	for i := range t.Amendments {
		c.amendment(i)
	}
	if t.Nomination != nil {
		c.must(t.Stage != crude.StageRecapped, "nomination", "the trade is not confirmed")
		c.must(t.Nomination.NominatedBy == charterer(t.Terms), "nomination.nominated_by", charterer(t.Terms)+" charters the vessel")
		checkNomination(&r, "nomination.", t)
	}
	if t.BillOfLading != nil {
		c.must(t.Nomination != nil && t.Nomination.Accepted, "bill_of_lading", "no vessel was nominated and accepted")
		checkBill(&r, "bill_of_lading.", t)
	}
	c.invoices()
	c.demurrage()
	return r.Err()
}

// A checker adds a reason for each invariant that a trade breaks.
type checker struct {
	t *crude.Trade
	r *sdk.Reasons
}

func (c checker) must(holds bool, field, otherwise string) {
	if !holds {
		c.r.Add(deal.Invariant, field, otherwise)
	}
}

func (c checker) party(field, member string) {
	known := member == "" || member == c.t.Terms.Buyer || member == c.t.Terms.Seller
	c.must(known, field, member+" is neither buyer nor seller")
}

func (c checker) cancellation() {
	if c.t.Cancellation == nil {
		c.must(c.t.Stage != crude.StageCancelled, "cancellation", "a cancelled trade says who asked for it")
		return
	}
	c.must(c.t.Stage == crude.StageConfirmed || c.t.Stage == crude.StageCancelled, "cancellation", "it is set at stage "+c.t.Stage.String())
	c.must(c.t.Cancellation.RequestedBy != "", "cancellation.requested_by", "somebody asked for it")
	c.party("cancellation.requested_by", c.t.Cancellation.RequestedBy)
}

func (c checker) amendment(i int) {
	a := &c.t.Amendments[i]
	path := "amendments[" + strconv.Itoa(i) + "]"
	c.must(c.t.Stage != crude.StageRecapped, path, "only a confirmed trade is amended")
	c.must(a.ProposedBy != "", path+".proposed_by", "somebody proposed it")
	c.party(path+".proposed_by", a.ProposedBy)
	c.must(a.Status != crude.AmendmentStatusUnspecified, path+".status", "an amendment has a status")
	c.must(a.Status != crude.AmendmentStatusProposed || i == len(c.t.Amendments)-1, path+".status", "only the last amendment can be open")
	c.must(len(a.Changes) > 0, path+".changes", "an amendment changes something")
}

// invoices computes again what the invoices say.
func (c checker) invoices() {
	c.must(len(c.t.Invoices) == 0 || c.t.BillOfLading != nil, "invoices", "the cargo is not loaded")
	if c.t.BillOfLading == nil {
		return
	}
	before := *c.t // with the invoices that came earlier
	for i := range c.t.Invoices {
		inv := &c.t.Invoices[i]
		path := "invoices[" + strconv.Itoa(i) + "]"
		before.Invoices = c.t.Invoices[:i]
		c.must(inv.Kind != crude.InvoiceKindUnspecified && invoice(&before, inv.Kind) == nil &&
			invoice(&before, crude.InvoiceKindFinal) == nil, path+".kind", "there is one provisional invoice at most, then one final")
		c.must(inv.Quantity == c.t.BillOfLading.Quantity, path+".quantity", "it is not that of the bill of lading")
		if fixed := c.t.Terms.Price.Fixed; fixed != nil {
			c.must(inv.Price == fixed.Amount, path+".price", "it is not the fixed price")
		}
		amount, balance, err := amounts(&before, inv.Quantity, inv.Price)
		c.must(err == nil && inv.Amount == amount, path+".amount", "it is not quantity times price")
		c.must(err == nil && inv.Balance == balance, path+".balance", "it is not what remains to be paid")
		c.must(inv.DueDate == dueDate(c.t), path+".due_date", "payment is due on "+dueDate(c.t))
	}
}

func (c checker) demurrage() {
	d := c.t.Demurrage
	if d == nil {
		return
	}
	c.must(c.t.BillOfLading != nil, "demurrage", "the cargo is not loaded")
	c.must(c.t.Terms.LaytimeHours.IsSet(), "demurrage", "the parties agreed no laytime")
	c.must(d.ClaimedBy == charterer(c.t.Terms), "demurrage.claimed_by", charterer(c.t.Terms)+" charters the vessel")
	c.must(d.Status != crude.DemurrageStatusUnspecified, "demurrage.status", "a claim has a status")
	amount, err := demurrage(c.t.Terms, d.UsedHours)
	c.must(err == nil && d.Amount == amount && amount.Sign() > 0, "demurrage.amount", "it is not the hours over the laytime at the daily rate")
}
