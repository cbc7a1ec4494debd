package v2

import (
	"strconv"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// operational is the tolerance in percent where none is agreed: a terminal does
// not load to the barrel.
var operational = decimal.Must("0.50")

// maxLoadingDays is how long after the laycan a vessel that arrived in time may
// still be loading.
const maxLoadingDays = 5

// nominate names the vessel, or another one, until the cargo is loaded.
func nominate(call *sdk.Call, t *crude.Trade, c *crude.Nominate) error {
	switch {
	case call.Actor() != charterer(t.Terms):
		return sdk.Reject(deal.Party, "nominate", "sold "+t.Terms.Incoterm.String()+", "+charterer(t.Terms)+" nominates the vessel")
	case t.BillOfLading != nil:
		return sdk.Reject(deal.Stage, "nominate", "the cargo was loaded on "+t.BillOfLading.Date)
	case t.SettledBy != "":
		return sdk.Reject(deal.Stage, "nominate", t.SettledBy+" considers the trade settled")
	}
	t.Nomination = &crude.Nomination{Vessel: c.Vessel, Imo: c.Imo, Eta: c.Eta, NominatedBy: call.Actor()}
	var r sdk.Reasons
	checkNomination(&r, "nominate.", t)
	return r.Err()
}

func checkNomination(r *sdk.Reasons, prefix string, t *crude.Trade) {
	n := t.Nomination
	if n.Vessel == "" || len(n.Vessel) > deal.MaxText {
		r.Add(deal.Invalid, prefix+"vessel", "name the vessel in at most "+strconv.Itoa(deal.MaxText)+" bytes")
	}
	if !isIMO(n.Imo) {
		r.Add(deal.Invalid, prefix+"imo", strconv.Quote(n.Imo)+" is not an IMO number: seven digits, the last of which checks the others")
	}
	if _, ok := deal.CheckDate(r, prefix+"eta", n.Eta); ok && !withinLaycan(t.Terms, n.Eta) {
		r.Add(deal.Invalid, prefix+"eta", "it is not within the laycan, "+t.Terms.LaycanFrom+" to "+t.Terms.LaycanTo)
	}
}

// isIMO reports whether text is a ship's number: the first six digits, times 7
// down to 2, add up to a number that ends in the seventh.
func isIMO(text string) bool {
	if len(text) != 7 {
		return false
	}
	sum := 0
	for i := range 7 {
		c := int(text[i]) - '0'
		if c < 0 || c > 9 {
			return false
		}
		if i < 6 {
			sum += c * (7 - i)
		}
	}
	return sum%10 == int(text[6]-'0')
}

// withinLaycan compares days as text: YYYY-MM-DD sorts by time.
func withinLaycan(t *crude.Terms, day string) bool { return t.LaycanFrom <= day && day <= t.LaycanTo }

// answerNomination is the other party's: rejected, the vessel is forgotten.
func answerNomination(call *sdk.Call, t *crude.Trade, accept bool) error {
	switch n := t.Nomination; {
	case n == nil || n.Accepted:
		return sdk.Reject(deal.Stage, "nomination", "no nomination waits for an answer")
	case n.NominatedBy == call.Actor():
		return sdk.Reject(deal.Party, "nomination", "the other party answers: "+call.Actor()+" nominated the vessel")
	case accept:
		n.Accepted = true
	default:
		t.Nomination = nil
	}
	return nil
}

// load records the bill of lading.
func load(call *sdk.Call, t *crude.Trade, c *crude.Load) error {
	switch {
	case call.Actor() != t.Terms.Seller:
		return sdk.Reject(deal.Party, "load", t.Terms.Seller+" sells, and has the bill of lading")
	case t.BillOfLading != nil:
		return sdk.Reject(deal.Stage, "load", "the cargo was loaded on "+t.BillOfLading.Date)
	case t.Nomination == nil || !t.Nomination.Accepted:
		return sdk.Reject(deal.Stage, "load", "no vessel is nominated and accepted")
	}
	t.BillOfLading = &crude.BillOfLading{Number: c.Number, Date: c.Date, Quantity: c.Quantity}
	var r sdk.Reasons
	checkBill(&r, "load.", t)
	return r.Err()
}

func checkBill(r *sdk.Reasons, prefix string, t *crude.Trade) {
	b := t.BillOfLading
	if b.Number == "" || len(b.Number) > deal.MaxText {
		r.Add(deal.Missing, prefix+"number", "a bill of lading has a number of at most "+strconv.Itoa(deal.MaxText)+" bytes")
	}
	checkBillDate(r, prefix+"date", t.Terms, b.Date)
	low, high, err := quantityRange(t.Terms)
	switch {
	case err != nil:
		r.Add(deal.Invalid, prefix+"quantity", err.Error())
	case b.Quantity.Cmp(low) < 0 || b.Quantity.Cmp(high) > 0:
		r.Add(deal.Invalid, prefix+"quantity", deal.OrNothing(deal.Grouped(b.Quantity))+" bbl is not between "+
			deal.Grouped(low)+" and "+deal.Grouped(high)+" bbl")
	}
}

// checkBillDate wants an FOB cargo loaded in its laycan or just after, and a
// delivered one, whose laycan is at the port of discharge, before its end.
func checkBillDate(r *sdk.Reasons, field string, t *crude.Terms, text string) {
	day, ok1 := deal.CheckDate(r, field, text)
	from, ok2 := deal.ParseDate(t.LaycanFrom)
	to, ok3 := deal.ParseDate(t.LaycanTo)
	traded, ok4 := deal.ParseDate(t.TradeDate)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return // terms are checked elsewhere
	}
	if t.Incoterm == crude.IncotermFob {
		to += maxLoadingDays
	} else {
		from = traded
	}
	if day < from || day > to {
		r.Add(deal.Invalid, field, "it is not between "+from.String()+" and "+to.String())
	}
}

// quantityRange returns the least and the greatest quantity that may be loaded,
// to the thousandth of a barrel within the tolerance.
func quantityRange(t *crude.Terms) (low, high decimal.Decimal, err error) {
	tolerance := t.Tolerance
	if !tolerance.IsSet() {
		tolerance = operational
	}
	// Percent: two more digits after the point.
	margin, err := t.Quantity.Mul(tolerance, 5, decimal.Exact)
	if err == nil {
		margin, err = margin.Quo(decimal.New(100, 0), 3, decimal.Down)
	}
	if err == nil {
		low, err = t.Quantity.Sub(margin)
	}
	if err == nil {
		high, err = t.Quantity.Add(margin)
	}
	return low, high, err
}
