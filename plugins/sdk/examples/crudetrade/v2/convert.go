package v2

import (
	"strconv"
	"strings"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// Enums of both schemas have the same numbers, except that COMPLETED is now
// called SETTLED, so they convert by number.

// Up makes a state of schema 2 from one of schema 1. Every state has one: a
// price becomes a fixed price.
func Up(old *crudev1.Trade) (*crude.Trade, error) {
	t := &crude.Trade{
		Stage: crude.Stage(old.Stage), RecappedBy: old.RecappedBy, RecappedAt: old.RecappedAt, ConfirmedAt: old.ConfirmedAt,
		SettledBy: old.CompletedBy, EndedAt: old.EndedAt,
	}
	if o := old.Terms; o != nil {
		t.Terms = &crude.Terms{
			Reference: o.Reference, TradeDate: o.TradeDate, Buyer: o.Buyer, Seller: o.Seller, Grade: o.Grade,
			Quantity: o.Quantity, Currency: o.Currency, Incoterm: crude.Incoterm(o.Incoterm), Location: o.Location,
			LaycanFrom: o.LaycanFrom, LaycanTo: o.LaycanTo, PaymentDays: o.PaymentDays, Broker: o.Broker,
			Tolerance: o.Tolerance, ToleranceOption: crude.Side(o.ToleranceOption),
		}
		if o.Price.IsSet() {
			t.Terms.Price = &crude.Price{Fixed: &crude.FixedPrice{Amount: o.Price}}
		}
	}
	if c := old.Cancellation; c != nil {
		t.Cancellation = &crude.Cancellation{RequestedBy: c.RequestedBy, Reason: c.Reason}
	}
	for _, a := range old.Amendments {
		changes := make([]crude.TermChange, len(a.Changes))
		for i, c := range a.Changes {
			changes[i] = crude.TermChange(c)
		}
		t.Amendments = append(t.Amendments, crude.Amendment{
			ProposedBy: a.ProposedBy, Reason: a.Reason, Changes: changes, Status: crude.AmendmentStatus(a.Status),
			ProposedAt: a.ProposedAt, AnsweredAt: a.AnsweredAt,
		})
	}
	return t, nil
}

// Down makes a state of schema 1 from one of schema 2. It refuses a trade that
// has left what schema 1 can say, and names every field that would be lost. It
// undoes [Up] for every sound state of schema 1.
func Down(t *crude.Trade) (*crudev1.Trade, error) {
	if err := losses(t).Err(); err != nil {
		return nil, err
	}
	old := &crudev1.Trade{
		Stage: crudev1.Stage(t.Stage), RecappedBy: t.RecappedBy, RecappedAt: t.RecappedAt, ConfirmedAt: t.ConfirmedAt,
		CompletedBy: t.SettledBy, EndedAt: t.EndedAt,
	}
	if o := t.Terms; o != nil {
		old.Terms = &crudev1.Terms{
			Reference: o.Reference, TradeDate: o.TradeDate, Buyer: o.Buyer, Seller: o.Seller, Grade: o.Grade,
			Quantity: o.Quantity, Currency: o.Currency, Incoterm: crudev1.Incoterm(o.Incoterm), Location: o.Location,
			LaycanFrom: o.LaycanFrom, LaycanTo: o.LaycanTo, PaymentDays: o.PaymentDays, Broker: o.Broker,
			Tolerance: o.Tolerance, ToleranceOption: crudev1.Side(o.ToleranceOption),
		}
		if o.Price != nil {
			old.Terms.Price = o.Price.Fixed.Amount
		}
	}
	if c := t.Cancellation; c != nil {
		old.Cancellation = &crudev1.Cancellation{RequestedBy: c.RequestedBy, Reason: c.Reason}
	}
	for _, a := range t.Amendments {
		changes := make([]crudev1.TermChange, len(a.Changes))
		for i, c := range a.Changes {
			changes[i] = crudev1.TermChange(c)
		}
		old.Amendments = append(old.Amendments, crudev1.Amendment{
			ProposedBy: a.ProposedBy, Reason: a.Reason, Changes: changes, Status: crudev1.AmendmentStatus(a.Status),
			ProposedAt: a.ProposedAt, AnsweredAt: a.AnsweredAt,
		})
	}
	return old, nil
}

// losses names what schema 1 cannot hold.
func losses(t *crude.Trade) sdk.Reasons {
	var r sdk.Reasons
	lose := func(lost bool, field, what string) {
		if lost {
			r.Add(deal.WouldLose, field, "schema 1 cannot hold "+what)
		}
	}
	if o := t.Terms; o != nil {
		if p := o.Price; p != nil {
			lose(p.Formula != nil, "terms.price.formula", "a formula price")
			lose(p.Formula == nil && (p.Fixed == nil || !p.Fixed.Amount.IsSet()), "terms.price", "a price without an amount")
		}
		lose(o.LaytimeHours.IsSet(), "terms.laytime_hours", "a laytime")
		lose(o.DemurrageRate.IsSet(), "terms.demurrage_rate", "a rate of demurrage")
	}
	for i, a := range t.Amendments {
		// What was answered is history, and carried as the text it is.
		if a.Status != crude.AmendmentStatusProposed {
			continue
		}
		for j, c := range a.Changes {
			newer := c.Field == "laytime_hours" || c.Field == "demurrage_rate" || strings.HasPrefix(c.Field, formulaPrefix)
			lose(newer, "amendments["+strconv.Itoa(i)+"].changes["+strconv.Itoa(j)+"].field", "an open amendment of "+c.Field)
		}
	}
	lose(t.Nomination != nil, "nomination", "the nomination of a vessel")
	lose(t.BillOfLading != nil, "bill_of_lading", "a bill of lading")
	lose(len(t.Invoices) > 0, "invoices", "invoices")
	lose(t.Demurrage != nil, "demurrage", "demurrage")
	return r
}
