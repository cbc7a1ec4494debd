package v1

import (
	"slices"
	"strconv"
	"strings"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// Limits beyond which a term is a slip of the pen rather than a deal.
var (
	maxQuantity  = decimal.Must("5000000.000") // bbl; the largest tankers carry 3 to 4 million
	maxPrice     = decimal.Must("1000.0000")   // per bbl
	maxTolerance = decimal.Must("10.00")       // percent
)

const (
	maxPaymentDays = 180
	maxLaycanDays  = 31
	maxTextBytes   = 64
)

// checkTerms reports every term that cannot be, with prefix before its name.
func checkTerms(prefix string, t *crudev1.Terms) sdk.Reasons {
	var r sdk.Reasons
	if t == nil {
		r.Add(codeMissing, strings.TrimSuffix(prefix, "."), "there are no terms")
		return r
	}
	if !deal.IsReference(t.Reference) {
		r.Add(codeInvalid, prefix+"reference", "a reference has 1 to 32 capital letters, digits and hyphens")
	}
	if t.Buyer == "" || t.Seller == "" || t.Buyer == t.Seller {
		r.Add(codeInvalid, prefix+"buyer", "buyer and seller must be two different members")
	}
	checkRange(&r, prefix+"quantity", t.Quantity, maxQuantity, "bbl")
	checkRange(&r, prefix+"price", t.Price, maxPrice, t.Currency+"/bbl")
	if t.Currency != "USD" && t.Currency != "EUR" {
		r.Add(codeInvalid, prefix+"currency", "crude is traded in USD or EUR here")
	}
	checkDelivery(&r, prefix, t)
	checkDates(&r, prefix, t)
	if t.PaymentDays < 0 || t.PaymentDays > maxPaymentDays {
		r.Add(codeInvalid, prefix+"payment_days", "payment is due 0 to "+strconv.Itoa(maxPaymentDays)+" days after the bill of lading")
	}
	if len(t.Broker) > maxTextBytes {
		r.Add(codeInvalid, prefix+"broker", "a name has at most "+strconv.Itoa(maxTextBytes)+" bytes")
	}
	checkTolerance(&r, prefix, t)
	return r
}

// checkRange wants a number above zero and not above limit.
func checkRange(r *sdk.Reasons, field string, v, limit decimal.Decimal, unit string) {
	switch {
	case !v.IsSet():
		r.Add(codeMissing, field, "it must be given")
	case v.Sign() <= 0 || v.Cmp(limit) > 0:
		r.Add(codeInvalid, field, "it must be above 0 and at most "+deal.Grouped(limit)+" "+unit)
	}
}

func checkDelivery(r *sdk.Reasons, prefix string, t *crudev1.Terms) {
	ports := deal.LoadingPorts(t.Grade)
	if ports == nil {
		r.Add(codeInvalid, prefix+"grade", "the grade must be one of "+strings.Join(deal.Grades(), ", "))
	}
	if t.Incoterm == crudev1.IncotermUnspecified {
		r.Add(codeMissing, prefix+"incoterm", "say FOB, CFR, CIF or DAP")
	}
	switch {
	case t.Location == "" || len(t.Location) > maxTextBytes:
		r.Add(codeInvalid, prefix+"location", "name the port in at most "+strconv.Itoa(maxTextBytes)+" bytes")
	case t.Incoterm == crudev1.IncotermFob && ports != nil && !slices.Contains(ports, t.Location):
		r.Add(codeInvalid, prefix+"location", t.Grade+" is loaded at "+strings.Join(ports, " or ")+", not at "+t.Location)
	}
}

func checkDates(r *sdk.Reasons, prefix string, t *crudev1.Terms) {
	traded, ok1 := date(r, prefix+"trade_date", t.TradeDate)
	from, ok2 := date(r, prefix+"laycan_from", t.LaycanFrom)
	to, ok3 := date(r, prefix+"laycan_to", t.LaycanTo)
	if ok2 && ok3 && (to < from || to-from >= maxLaycanDays) {
		r.Add(codeInvalid, prefix+"laycan_to", "a laycan ends on or after its first day, and lasts at most "+strconv.Itoa(maxLaycanDays)+" days")
	}
	if ok1 && ok2 && from < traded {
		r.Add(codeInvalid, prefix+"laycan_from", "the laycan begins before the trade was made")
	}
}

func date(r *sdk.Reasons, field, text string) (deal.Date, bool) {
	d, ok := deal.ParseDate(text)
	if !ok {
		r.Add(codeInvalid, field, strconv.Quote(text)+" is not a day, such as 2026-03-01")
	}
	return d, ok
}

func checkTolerance(r *sdk.Reasons, prefix string, t *crudev1.Terms) {
	switch {
	case !t.Tolerance.IsSet() && t.ToleranceOption == crudev1.SideUnspecified:
	case t.ToleranceOption == crudev1.SideUnspecified:
		r.Add(codeMissing, prefix+"tolerance_option", "say in whose option the tolerance is: BUYER or SELLER")
	default:
		checkRange(r, prefix+"tolerance", t.Tolerance, maxTolerance, "%")
	}
}

// summary says the deal in one line, as a trader would.
func summary(t *crudev1.Terms) string {
	s := t.Seller + " sells " + t.Buyer + " " + deal.Grouped(t.Quantity) + " bbl " + t.Grade
	if t.Tolerance.IsSet() {
		s += " +/- " + t.Tolerance.String() + " % in " + strings.ToLower(t.ToleranceOption.String()) + "'s option"
	}
	s += ", " + t.Incoterm.String() + " " + t.Location +
		", at " + deal.Grouped(t.Price) + " " + t.Currency + "/bbl" +
		", laycan " + t.LaycanFrom + " to " + t.LaycanTo +
		", payment " + strconv.Itoa(int(t.PaymentDays)) + " days after B/L"
	if t.Broker != "" {
		s += ", through " + t.Broker
	}
	return s
}
