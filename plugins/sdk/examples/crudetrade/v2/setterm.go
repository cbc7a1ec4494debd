package v2

import (
	"strconv"
	"strings"

	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// setTerm sets one of the terms from text. It returns why it cannot, or "".
func setTerm(t *crude.Terms, field, text string) string {
	ok := true
	switch field {
	case "quantity":
		t.Quantity, ok = deal.Number(text, 3)
	case "price":
		ok = setFixed(t, text)
	case "tolerance":
		t.Tolerance, ok = deal.Number(text, 2)
	case "tolerance_option":
		t.ToleranceOption, ok = deal.Option(text, crude.ParseSide)
	case "incoterm":
		t.Incoterm, ok = deal.Option(text, crude.ParseIncoterm)
	case "location":
		t.Location = text
	case "laycan_from":
		t.LaycanFrom = text
	case "laycan_to":
		t.LaycanTo = text
	case "payment_days":
		t.PaymentDays, ok = deal.Days(text)
	case "broker":
		t.Broker = text
	case "laytime_hours":
		t.LaytimeHours, ok = deal.Number(text, 2)
	case "demurrage_rate":
		t.DemurrageRate, ok = deal.Number(text, 2)
	default:
		name, isFormula := strings.CutPrefix(field, formulaPrefix)
		if !isFormula {
			return strconv.Quote(field) + " is not a term that can be amended"
		}
		ok = setFormula(formula(t), name, text)
	}
	if !ok {
		return strconv.Quote(text) + " is no value for " + field
	}
	return ""
}

// formulaPrefix begins the paths of the terms of a formula.
const formulaPrefix = "price.formula."

// setFixed replaces the price by a fixed one. The empty text takes a fixed
// price away, so that a formula can follow.
func setFixed(t *crude.Terms, text string) bool {
	amount, ok := deal.Number(text, 4)
	switch {
	case !ok:
	case amount.IsSet():
		t.Price = &crude.Price{Fixed: &crude.FixedPrice{Amount: amount}}
	case t.Price != nil && t.Price.Fixed != nil:
		t.Price = nil
	}
	return ok
}

// formula returns the formula of the price, which it becomes if it was fixed.
func formula(t *crude.Terms) *crude.FormulaPrice {
	if t.Price == nil || t.Price.Formula == nil {
		t.Price = &crude.Price{Formula: &crude.FormulaPrice{}}
	}
	return t.Price.Formula
}

func setFormula(f *crude.FormulaPrice, name, text string) (ok bool) {
	ok = true
	switch name {
	case "benchmark":
		f.Benchmark = text
	case "differential":
		f.Differential, ok = deal.Number(text, 4)
	case "dates.from":
		dates(f).From = text
	case "dates.to":
		dates(f).To = text
	case "bill.before":
		bill(f).Before, ok = deal.Days(text)
	case "bill.on":
		bill(f).On = text == "true"
		ok = text == "true" || text == ""
	case "bill.after":
		bill(f).After, ok = deal.Days(text)
	default:
		ok = false
	}
	return ok
}

// dates returns the window of dates, which replaces one around the bill.
func dates(f *crude.FormulaPrice) *crude.DateWindow {
	f.Bill = nil
	if f.Dates == nil {
		f.Dates = &crude.DateWindow{}
	}
	return f.Dates
}

// bill returns the window around the bill, which replaces one of dates.
func bill(f *crude.FormulaPrice) *crude.BillWindow {
	f.Dates = nil
	if f.Bill == nil {
		f.Bill = &crude.BillWindow{}
	}
	return f.Bill
}
