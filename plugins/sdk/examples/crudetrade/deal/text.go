package deal

import (
	"strconv"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	"github.com/novation-dev/novation/plugins/sdk/wire"
)

// MaxPrice bounds a price per barrel.
var MaxPrice = decimal.Must("1000.0000")

// Admit checks what every command needs: a record of two parties of which the
// actor is one, begun by a recap.
func Admit(call *sdk.Call, isRecap bool) error {
	switch {
	case len(call.Parties()) != 2:
		return sdk.Reject(Invalid, "", "a trade has exactly two parties, the buyer and the seller")
	case !call.IsParty(call.Actor()):
		return sdk.Reject(Party, "", call.Actor()+" is no party of this trade")
	case call.New() && !isRecap:
		return sdk.Reject(Stage, "", "there is no such trade yet: record the recap first")
	}
	return nil
}

// CheckParties adds a reason for buyer or seller who do not share the record.
func CheckParties(r *sdk.Reasons, call *sdk.Call, prefix, buyer, seller string) {
	if buyer != "" && !call.IsParty(buyer) {
		r.Add(Party, prefix+"buyer", buyer+" is no party of this record")
	}
	if seller != "" && !call.IsParty(seller) {
		r.Add(Party, prefix+"seller", seller+" is no party of this record")
	}
}

// Compare compares what one party recorded with what the other says, field by
// field.
func Compare(prefix, recorder string, recorded wire.Walk, sayer string, said wire.Walk) sdk.Reasons {
	var r sdk.Reasons
	for _, d := range wire.Diff(recorded, said) {
		r.Add(Mismatch, prefix+d.Path, recorder+" recorded "+OrNothing(d.A)+", "+sayer+" says "+OrNothing(d.B))
	}
	return r
}

// OrNothing returns text, or "nothing" for the empty text.
func OrNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}

// Term returns the text of the field of that path, "" when it is not set.
func Term(terms wire.Walk, path string) string {
	found := ""
	terms("", func(p, value string) {
		if p == path {
			found = value
		}
	})
	return found
}

// Number reads a decimal from an amendment; the empty text means none.
func Number(text string, scale int) (decimal.Decimal, bool) {
	if text == "" {
		return decimal.Decimal{}, true
	}
	d, err := decimal.Parse(text, scale)
	return d, err == nil
}

// Option reads an enum from an amendment; the empty text means none.
func Option[E ~int32](text string, parse func(string) (E, bool)) (E, bool) {
	if text == "" {
		return 0, true
	}
	v, ok := parse(text)
	return v, ok && v != 0
}

// Days reads a number of days from an amendment, as the schema's text form has
// it; the empty text means 0.
func Days(text string) (int32, bool) {
	if text == "" {
		return 0, true
	}
	n, err := strconv.Atoi(text)
	return int32(n), err == nil && n > 0 && n <= MaxPaymentDays && strconv.Itoa(n) == text
}
