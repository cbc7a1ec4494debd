package v2

import (
	"strconv"
	"strings"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

var (
	maxDifferential = decimal.Must("100.0000")
	maxLaytime      = decimal.Must("240.00")    // hours
	maxDemurrage    = decimal.Must("500000.00") // per day
)

// maxWindowQuotes bounds the quotes on one side of the bill of lading.
const maxWindowQuotes = 31

// common returns the terms that do not depend on the schema.
func common(t *crude.Terms) *deal.Terms {
	d := &deal.Terms{
		Reference: t.Reference, TradeDate: t.TradeDate, Buyer: t.Buyer, Seller: t.Seller, Grade: t.Grade,
		Quantity: t.Quantity, Currency: t.Currency, Location: t.Location, LaycanFrom: t.LaycanFrom, LaycanTo: t.LaycanTo,
		PaymentDays: t.PaymentDays, Broker: t.Broker, Tolerance: t.Tolerance,
	}
	if t.Incoterm != crude.IncotermUnspecified {
		d.Incoterm = t.Incoterm.String()
	}
	if t.ToleranceOption != crude.SideUnspecified {
		d.ToleranceOption = t.ToleranceOption.String()
	}
	return d
}

// checkTerms reports every term that cannot be, with prefix before its name.
func checkTerms(prefix string, t *crude.Terms) sdk.Reasons {
	var r sdk.Reasons
	if t == nil {
		r.Add(deal.Missing, strings.TrimSuffix(prefix, "."), "there are no terms")
		return r
	}
	common(t).Check(&r, prefix)
	checkPrice(&r, prefix+"price", t.Price)
	switch {
	case !t.LaytimeHours.IsSet() && !t.DemurrageRate.IsSet():
	case !t.DemurrageRate.IsSet():
		r.Add(deal.Missing, prefix+"demurrage_rate", "a laytime without a rate of demurrage has no meaning")
	default:
		deal.CheckRange(&r, prefix+"laytime_hours", t.LaytimeHours, maxLaytime, "hours")
		deal.CheckRange(&r, prefix+"demurrage_rate", t.DemurrageRate, maxDemurrage, "per day")
	}
	return r
}

func checkPrice(r *sdk.Reasons, path string, p *crude.Price) {
	switch {
	case p == nil || p.Fixed == nil && p.Formula == nil:
		r.Add(deal.Missing, path, "say a fixed price or a formula")
	case p.Fixed != nil:
		deal.CheckRange(r, path+".fixed.amount", p.Fixed.Amount, deal.MaxPrice, "per bbl")
	default:
		checkFormula(r, path+".formula.", p.Formula)
	}
}

func checkFormula(r *sdk.Reasons, prefix string, f *crude.FormulaPrice) {
	if f.Benchmark == "" || len(f.Benchmark) > deal.MaxText {
		r.Add(deal.Missing, prefix+"benchmark", "name a benchmark of the table of quotes")
	}
	if f.Differential.IsSet() && f.Differential.Abs().Cmp(maxDifferential) > 0 {
		r.Add(deal.Invalid, prefix+"differential", "it must lie within 100 of the benchmark")
	}
	switch {
	case f.Dates != nil:
		from, ok1 := deal.CheckDate(r, prefix+"dates.from", f.Dates.From)
		to, ok2 := deal.CheckDate(r, prefix+"dates.to", f.Dates.To)
		if ok1 && ok2 && to < from {
			r.Add(deal.Invalid, prefix+"dates.to", "the window ends before it begins")
		}
	case f.Bill != nil:
		b := f.Bill
		if b.Before < 0 || b.After < 0 || b.Before > maxWindowQuotes || b.After > maxWindowQuotes || b.Before == 0 && b.After == 0 && !b.On {
			r.Add(deal.Invalid, prefix+"bill", "take 0 to "+strconv.Itoa(maxWindowQuotes)+" quotes before and after the bill of lading, and at least one in all")
		}
	default:
		r.Add(deal.Missing, prefix+"window", "say over which dates, or over which quotes around the bill of lading, the price is averaged")
	}
}

// summary says the deal in one line.
func summary(t *crude.Terms) string { return common(t).Summary(priceText(t)) }

func priceText(t *crude.Terms) string {
	if t.Price.Fixed != nil {
		return deal.Grouped(t.Price.Fixed.Amount) + " " + t.Currency + "/bbl"
	}
	f := t.Price.Formula
	s := "the average of " + f.Benchmark
	if f.Dates != nil {
		s += " from " + f.Dates.From + " to " + f.Dates.To
	} else {
		s += ", " + billText(f.Bill)
	}
	switch f.Differential.Sign() {
	case 1:
		s += ", plus " + f.Differential.String()
	case -1:
		s += ", minus " + f.Differential.Abs().String()
	}
	return s + " " + t.Currency + "/bbl"
}

// billText says a window around the bill of lading: "5 quotes after B/L".
func billText(b *crude.BillWindow) string {
	var parts []string
	if b.Before > 0 {
		parts = append(parts, strconv.Itoa(int(b.Before))+" quotes before")
	}
	if b.On {
		parts = append(parts, "the quote on")
	}
	if b.After > 0 {
		parts = append(parts, strconv.Itoa(int(b.After))+" quotes after")
	}
	return strings.Join(parts, ", ") + " B/L"
}
