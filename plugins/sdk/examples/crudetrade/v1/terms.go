package v1

import (
	"strings"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// common returns the terms that do not depend on the schema.
func common(t *crudev1.Terms) *deal.Terms {
	d := &deal.Terms{
		Reference: t.Reference, TradeDate: t.TradeDate, Buyer: t.Buyer, Seller: t.Seller, Grade: t.Grade,
		Quantity: t.Quantity, Currency: t.Currency, Location: t.Location, LaycanFrom: t.LaycanFrom, LaycanTo: t.LaycanTo,
		PaymentDays: t.PaymentDays, Broker: t.Broker, Tolerance: t.Tolerance,
	}
	if t.Incoterm != crudev1.IncotermUnspecified {
		d.Incoterm = t.Incoterm.String()
	}
	if t.ToleranceOption != crudev1.SideUnspecified {
		d.ToleranceOption = t.ToleranceOption.String()
	}
	return d
}

// checkTerms reports every term that cannot be, with prefix before its name.
func checkTerms(prefix string, t *crudev1.Terms) sdk.Reasons {
	var r sdk.Reasons
	if t == nil {
		r.Add(deal.Missing, strings.TrimSuffix(prefix, "."), "there are no terms")
		return r
	}
	common(t).Check(&r, prefix)
	deal.CheckRange(&r, prefix+"price", t.Price, deal.MaxPrice, "per bbl")
	return r
}

// summary says the deal in one line.
func summary(t *crudev1.Terms) string {
	return common(t).Summary(deal.Grouped(t.Price) + " " + t.Currency + "/bbl")
}
