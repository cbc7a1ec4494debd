package v2_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	v2 "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/v2"
	"github.com/novation-dev/novation/plugins/sdk/sdktest"
)

// quotes is a small table: five business days around a bill of lading on
// Thursday 2026-03-05, and another benchmark on either side of the alphabet.
const quotes = "benchmark,date,price\n" +
	"Dubious,2026-03-02,70.000\n" +
	"North Sea,2026-03-02,80.010\n" +
	"North Sea,2026-03-03,80.120\n" +
	"North Sea,2026-03-04,80.330\n" +
	"North Sea,2026-03-05,80.440\n" +
	"North Sea,2026-03-06,80.655\n" +
	"North Sea,2026-03-09,80.900\n" +
	"North Sea,2026-03-10,81.105\n" +
	"North Sea Dubious,2026-03-02,1.000\n"

func fixed(amount string) *crude.Price {
	return &crude.Price{Fixed: &crude.FixedPrice{Amount: decimal.Must(amount)}}
}

func afterBill(quotes int32, differential string) *crude.Price {
	return &crude.Price{Formula: &crude.FormulaPrice{
		Benchmark: "North Sea", Differential: decimal.Must(differential), Bill: &crude.BillWindow{After: quotes},
	}}
}

// forties returns the terms of a common trade: alpha buys FOB from beta.
func forties(changes ...func(*crude.Terms)) *crude.Terms {
	t := &crude.Terms{
		Reference: "CT-2026-0001", TradeDate: "2026-02-16", Buyer: "alpha", Seller: "beta",
		Grade: "Forties", Quantity: decimal.Must("600000.000"), Price: fixed("81.2575"), Currency: "USD",
		Incoterm: crude.IncotermFob, Location: "Hound Point", LaycanFrom: "2026-03-03", LaycanTo: "2026-03-05",
		PaymentDays: 30, Tolerance: decimal.Must("5.00"), ToleranceOption: crude.SideSeller,
		LaytimeHours: decimal.Must("36.00"), DemurrageRate: decimal.Must("45000.00"),
	}
	for _, change := range changes {
		change(t)
	}
	return t
}

func priced(p *crude.Price) func(*crude.Terms) { return func(t *crude.Terms) { t.Price = p } }

func delivered(t *crude.Terms) {
	t.Incoterm, t.Location, t.LaycanFrom, t.LaycanTo = crude.IncotermCif, "Rotterdam", "2026-03-16", "2026-03-31"
}

func confirmed(t *testing.T, changes ...func(*crude.Terms)) *sdktest.Record {
	t.Helper()
	r := &sdktest.Record{
		Rules: v2.Rules200(), Parties: []string{"alpha", "beta"}, Time: 1_771_200_000,
		References: []sdk.Reference{{Name: "quotes", Data: []byte(quotes)}},
	}
	r.Accept(t, "alpha", &crude.Command{Recap: &crude.Recap{Terms: forties(changes...)}})
	r.Accept(t, "beta", &crude.Command{Confirm: &crude.Confirm{Terms: forties(changes...)}})
	return r
}

var (
	nominate      = &crude.Command{Nominate: &crude.Nominate{Vessel: "North Star", Imo: "9074729", Eta: "2026-03-04"}}
	acceptVessel  = &crude.Command{AcceptNomination: &crude.AcceptNomination{}}
	rejectVessel  = &crude.Command{RejectNomination: &crude.RejectNomination{}}
	finalInvoice  = &crude.Command{IssueInvoice: &crude.IssueInvoice{Kind: crude.InvoiceKindFinal}}
	provisional   = &crude.Command{IssueInvoice: &crude.IssueInvoice{Kind: crude.InvoiceKindProvisional}}
	settle        = &crude.Command{Settle: &crude.Settle{}}
	acceptClaim   = &crude.Command{AcceptDemurrage: &crude.AcceptDemurrage{}}
	rejectClaim   = &crude.Command{RejectDemurrage: &crude.RejectDemurrage{}}
	cancel        = &crude.Command{Cancel: &crude.Cancel{Reason: "terminal closed"}}
	acceptCancel  = &crude.Command{AcceptCancellation: &crude.AcceptCancellation{}}
	refuseCancel  = &crude.Command{RefuseCancellation: &crude.RefuseCancellation{}}
	acceptAmended = &crude.Command{AcceptAmendment: &crude.AcceptAmendment{}}
	rejectAmended = &crude.Command{RejectAmendment: &crude.RejectAmendment{}}
)

func bill(date, quantity string) *crude.Command {
	return &crude.Command{Load: &crude.Load{Number: "HP-0412", Date: date, Quantity: decimal.Must(quantity)}}
}

func claim(hours string) *crude.Command {
	return &crude.Command{ClaimDemurrage: &crude.ClaimDemurrage{UsedHours: decimal.Must(hours)}}
}

// loaded returns a trade whose cargo was loaded on 2026-03-05.
func loaded(t *testing.T, quantity string, changes ...func(*crude.Terms)) *sdktest.Record {
	t.Helper()
	r := confirmed(t, changes...)
	r.Accept(t, "alpha", nominate)
	r.Accept(t, "beta", acceptVessel)
	r.Accept(t, "beta", bill("2026-03-05", quantity))
	return r
}

func state(t *testing.T, r *sdktest.Record) *crude.Trade {
	t.Helper()
	return sdktest.Decode(t, r.State, &crude.Trade{})
}

func fields(reasons []sdk.Reason) []string {
	var out []string
	for _, r := range reasons {
		out = append(out, r.Field)
	}
	return out
}

func TestConfirmationSaysThePrice(t *testing.T) {
	for _, tc := range []struct {
		price *crude.Price
		want  string
	}{
		{fixed("81.2575"), "at 81.2575 USD/bbl, "},
		{afterBill(5, "-0.3500"), "at the average of North Sea, 5 quotes after B/L, minus 0.3500 USD/bbl, "},
		{
			&crude.Price{Formula: &crude.FormulaPrice{Benchmark: "North Sea", Bill: &crude.BillWindow{Before: 2, On: true, After: 2}}},
			"at the average of North Sea, 2 quotes before, the quote on, 2 quotes after B/L USD/bbl, ",
		},
		{
			&crude.Price{Formula: &crude.FormulaPrice{
				Benchmark: "North Sea", Differential: decimal.Must("1.1000"), Dates: &crude.DateWindow{From: "2026-03-02", To: "2026-03-31"},
			}},
			"at the average of North Sea from 2026-03-02 to 2026-03-31, plus 1.1000 USD/bbl, ",
		},
	} {
		r := &sdktest.Record{Rules: v2.Rules200(), Parties: []string{"alpha", "beta"}}
		r.Accept(t, "beta", &crude.Command{Recap: &crude.Recap{Terms: forties(priced(tc.price))}})
		reply := r.Accept(t, "alpha", &crude.Command{Confirm: &crude.Confirm{Terms: forties(priced(tc.price))}})
		if got := reply.Documents[0].Summary; !strings.Contains(got, tc.want) {
			t.Errorf("summary: %s\nwant: %s", got, tc.want)
		}
	}
}

func TestMismatch(t *testing.T) {
	r := &sdktest.Record{Rules: v2.Rules200(), Parties: []string{"alpha", "beta"}}
	r.Accept(t, "alpha", &crude.Command{Recap: &crude.Recap{Terms: forties(priced(afterBill(5, "-0.3500")))}})
	why := r.Reject(t, "beta", &crude.Command{Confirm: &crude.Confirm{Terms: forties(priced(afterBill(3, "0.3500")))}})
	if want := []string{"confirm.terms.price.formula.differential", "confirm.terms.price.formula.bill.after"}; !slices.Equal(fields(why), want) {
		t.Errorf("a formula that differs: %+v", why)
	}
	why = r.Reject(t, "beta", &crude.Command{Confirm: &crude.Confirm{Terms: forties()}})
	if !slices.Contains(fields(why), "confirm.terms.price.fixed.amount") || !slices.Contains(fields(why), "confirm.terms.price.formula.benchmark") {
		t.Errorf("fixed against formula: %+v", why)
	}
}

func TestTermsRefused(t *testing.T) {
	formula := func(change func(*crude.FormulaPrice)) func(*crude.Terms) {
		p := afterBill(5, "-0.3500")
		change(p.Formula)
		return priced(p)
	}
	for _, tc := range []struct {
		field  string
		change func(*crude.Terms)
	}{
		{"price", priced(nil)},
		{"price", priced(&crude.Price{})},
		{"price.fixed.amount", priced(&crude.Price{Fixed: &crude.FixedPrice{}})},
		{"price.fixed.amount", priced(fixed("-5.0000"))},
		{"price.formula.benchmark", formula(func(f *crude.FormulaPrice) { f.Benchmark = "" })},
		{"price.formula.differential", formula(func(f *crude.FormulaPrice) { f.Differential = decimal.Must("-100.0001") })},
		{"price.formula.window", formula(func(f *crude.FormulaPrice) { f.Bill = nil })},
		{"price.formula.bill", formula(func(f *crude.FormulaPrice) { f.Bill.After = 0 })},
		{"price.formula.bill", formula(func(f *crude.FormulaPrice) { f.Bill.After = 32 })},
		{"price.formula.bill", formula(func(f *crude.FormulaPrice) { f.Bill.Before = -1 })},
		{"price.formula.dates.from", formula(func(f *crude.FormulaPrice) { f.Bill, f.Dates = nil, &crude.DateWindow{From: "March", To: "2026-03-31"} })},
		{"price.formula.dates.to", formula(func(f *crude.FormulaPrice) {
			f.Bill, f.Dates = nil, &crude.DateWindow{From: "2026-03-31", To: "2026-03-01"}
		})},
		{"demurrage_rate", func(t *crude.Terms) { t.DemurrageRate = decimal.Decimal{} }},
		{"laytime_hours", func(t *crude.Terms) { t.LaytimeHours = decimal.Decimal{} }},
		{"laytime_hours", func(t *crude.Terms) { t.LaytimeHours = decimal.Must("240.01") }},
		{"location", func(t *crude.Terms) { t.Location = "Rotterdam" }},
	} {
		r := &sdktest.Record{Rules: v2.Rules200(), Parties: []string{"alpha", "beta"}}
		why := r.Reject(t, "alpha", &crude.Command{Recap: &crude.Recap{Terms: forties(tc.change)}})
		if !slices.Equal(fields(why), []string{"recap.terms." + tc.field}) {
			t.Errorf("%s: %+v", tc.field, why)
		}
	}
}
