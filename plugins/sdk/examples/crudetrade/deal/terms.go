package deal

import (
	"slices"
	"strconv"
	"strings"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
)

// Codes of the reasons for which the crude oil rules reject.
const (
	Missing   = "missing"        // a field that must be given is not
	Invalid   = "invalid"        // a field has a value it cannot have
	Mismatch  = "mismatch"       // the parties do not say the same
	Later     = "not-in-version" // a later version knows this
	Stage     = "wrong-stage"    // the trade has not come so far, or has gone on
	Party     = "wrong-party"    // it is not for this party to do
	Invariant = "invariant"      // a state is not sound
	WouldLose = "would-lose"     // the older schema cannot hold it
	NoQuotes  = "no-quotes"      // the reference data do not cover it
)

// Limits beyond which a term is a slip of the pen rather than a deal.
var (
	maxQuantity  = decimal.Must("5000000.000") // bbl; the largest tankers carry 3 to 4 million
	maxTolerance = decimal.Must("10.00")       // percent
)

const (
	// MaxPaymentDays bounds the days between bill of lading and payment.
	MaxPaymentDays = 180
	// MaxText bounds names of ports, brokers and vessels, in bytes.
	MaxText = 64
	// MaxReason bounds a reason given by a party, in bytes.
	MaxReason = 256
	// MaxAmendments bounds the amendments of a trade, and so its state.
	MaxAmendments = 100

	maxLaycanDays = 31
)

// Terms are the commercial terms that every schema has, all but the price.
type Terms struct {
	Reference, TradeDate, Buyer, Seller, Grade string
	Quantity                                   decimal.Decimal // bbl
	Currency                                   string
	Incoterm                                   string // "FOB"; empty means none
	Location, LaycanFrom, LaycanTo             string
	PaymentDays                                int32
	Broker                                     string
	Tolerance                                  decimal.Decimal // percent
	ToleranceOption                            string          // "BUYER", "SELLER"; empty means none
}

// Check adds a reason for each term that cannot be, with prefix before its
// name.
func (t *Terms) Check(r *sdk.Reasons, prefix string) {
	if !IsReference(t.Reference) {
		r.Add(Invalid, prefix+"reference", "a reference has 1 to 32 capital letters, digits and hyphens")
	}
	if t.Buyer == "" || t.Seller == "" || t.Buyer == t.Seller {
		r.Add(Invalid, prefix+"buyer", "buyer and seller must be two different members")
	}
	CheckRange(r, prefix+"quantity", t.Quantity, maxQuantity, "bbl")
	if t.Currency != "USD" && t.Currency != "EUR" {
		r.Add(Invalid, prefix+"currency", "crude is traded in USD or EUR here")
	}
	t.checkDelivery(r, prefix)
	t.checkDates(r, prefix)
	if t.PaymentDays < 0 || t.PaymentDays > MaxPaymentDays {
		r.Add(Invalid, prefix+"payment_days", "payment is due 0 to "+strconv.Itoa(MaxPaymentDays)+" days after the bill of lading")
	}
	if len(t.Broker) > MaxText {
		r.Add(Invalid, prefix+"broker", "a name has at most "+strconv.Itoa(MaxText)+" bytes")
	}
	switch {
	case !t.Tolerance.IsSet() && t.ToleranceOption == "":
	case t.ToleranceOption == "":
		r.Add(Missing, prefix+"tolerance_option", "say in whose option the tolerance is: BUYER or SELLER")
	default:
		CheckRange(r, prefix+"tolerance", t.Tolerance, maxTolerance, "%")
	}
}

func (t *Terms) checkDelivery(r *sdk.Reasons, prefix string) {
	ports := LoadingPorts(t.Grade)
	if ports == nil {
		r.Add(Invalid, prefix+"grade", "the grade must be one of "+strings.Join(Grades(), ", "))
	}
	if t.Incoterm == "" {
		r.Add(Missing, prefix+"incoterm", "say FOB, CFR, CIF or DAP")
	}
	switch {
	case t.Location == "" || len(t.Location) > MaxText:
		r.Add(Invalid, prefix+"location", "name the port in at most "+strconv.Itoa(MaxText)+" bytes")
	case t.Incoterm == "FOB" && ports != nil && !slices.Contains(ports, t.Location):
		r.Add(Invalid, prefix+"location", t.Grade+" is loaded at "+strings.Join(ports, " or ")+", not at "+t.Location)
	}
}

func (t *Terms) checkDates(r *sdk.Reasons, prefix string) {
	traded, ok1 := CheckDate(r, prefix+"trade_date", t.TradeDate)
	from, ok2 := CheckDate(r, prefix+"laycan_from", t.LaycanFrom)
	to, ok3 := CheckDate(r, prefix+"laycan_to", t.LaycanTo)
	if ok2 && ok3 && (to < from || to-from >= maxLaycanDays) {
		r.Add(Invalid, prefix+"laycan_to", "a laycan ends on or after its first day, and lasts at most "+strconv.Itoa(maxLaycanDays)+" days")
	}
	if ok1 && ok2 && from < traded {
		r.Add(Invalid, prefix+"laycan_from", "the laycan begins before the trade was made")
	}
}

// Summary says the deal in one line, as a trader would. Price says the price.
func (t *Terms) Summary(price string) string {
	s := t.Seller + " sells " + t.Buyer + " " + Grouped(t.Quantity) + " bbl " + t.Grade
	if t.Tolerance.IsSet() {
		s += " +/- " + t.Tolerance.String() + " % in " + strings.ToLower(t.ToleranceOption) + "'s option"
	}
	s += ", " + t.Incoterm + " " + t.Location + ", at " + price +
		", laycan " + t.LaycanFrom + " to " + t.LaycanTo +
		", payment " + strconv.Itoa(int(t.PaymentDays)) + " days after B/L"
	if t.Broker != "" {
		s += ", through " + t.Broker
	}
	return s
}

// CheckRange wants a number above zero and not above limit.
func CheckRange(r *sdk.Reasons, field string, v, limit decimal.Decimal, unit string) {
	switch {
	case !v.IsSet():
		r.Add(Missing, field, "it must be given")
	case v.Sign() <= 0 || v.Cmp(limit) > 0:
		r.Add(Invalid, field, "it must be above 0 and at most "+Grouped(limit)+" "+unit)
	}
}

// CheckDate wants a day.
func CheckDate(r *sdk.Reasons, field, text string) (Date, bool) {
	d, ok := ParseDate(text)
	if !ok {
		r.Add(Invalid, field, strconv.Quote(text)+" is not a day, such as 2026-03-01")
	}
	return d, ok
}
