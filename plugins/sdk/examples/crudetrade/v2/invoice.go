package v2

import (
	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// invoice returns the invoice of a kind, or nil.
func invoice(t *crude.Trade, kind crude.InvoiceKind) *crude.Invoice {
	for i := range t.Invoices {
		if t.Invoices[i].Kind == kind {
			return &t.Invoices[i]
		}
	}
	return nil
}

// issueInvoice computes an invoice from the bill of lading, the price and the
// pinned quotes. Nobody types an amount.
func issueInvoice(call *sdk.Call, t *crude.Trade, c *crude.IssueInvoice) error {
	provisional := c.Kind == crude.InvoiceKindProvisional
	switch {
	case call.Actor() != t.Terms.Seller:
		return sdk.Reject(deal.Party, "issue_invoice", t.Terms.Seller+" sells, and invoices")
	case c.Kind == crude.InvoiceKindUnspecified:
		return sdk.Reject(deal.Missing, "issue_invoice.kind", "say PROVISIONAL or FINAL")
	case t.BillOfLading == nil:
		return sdk.Reject(deal.Stage, "issue_invoice", "the cargo is not loaded: there is no quantity to invoice")
	case provisional && t.Terms.Price.Formula == nil:
		return sdk.Reject(deal.Invalid, "issue_invoice.kind", "the price is fixed: issue the final invoice")
	case invoice(t, crude.InvoiceKindFinal) != nil || invoice(t, c.Kind) != nil:
		return sdk.Reject(deal.Stage, "issue_invoice", "this invoice is issued already")
	}
	price, err := unitPrice(call, t, provisional)
	if err != nil {
		return err
	}
	inv := crude.Invoice{
		Kind: c.Kind, Number: "INV-" + t.Terms.Reference + "-F", Quantity: t.BillOfLading.Quantity,
		Price: price, DueDate: dueDate(t), IssuedAt: call.Time(),
	}
	kind := "invoice"
	if provisional {
		inv.Number, kind = "INV-"+t.Terms.Reference+"-P", "provisional-invoice"
	}
	if inv.Amount, inv.Balance, err = amounts(t, inv.Quantity, price); err != nil {
		return err
	}
	t.Invoices = append(t.Invoices, inv)
	call.Issue(kind, inv.Number, t.Terms.Seller+" invoices "+t.Terms.Buyer+" "+deal.Grouped(inv.Quantity)+" bbl "+
		t.Terms.Grade+" at "+deal.Grouped(price)+": "+deal.Grouped(inv.Amount)+" "+t.Terms.Currency+
		balanceText(&inv)+", due "+inv.DueDate)
	return nil
}

// balanceText says what remains to be paid when that is not the whole amount.
func balanceText(inv *crude.Invoice) string {
	if inv.Balance == inv.Amount {
		return ""
	}
	return ", balance " + deal.Grouped(inv.Balance)
}

// amounts returns quantity times price, rounded once, half to even, to cents,
// and what of it remains after the provisional invoice.
func amounts(t *crude.Trade, quantity, price decimal.Decimal) (amount, balance decimal.Decimal, err error) {
	if amount, err = quantity.Mul(price, 2, decimal.HalfEven); err != nil {
		return amount, balance, err
	}
	balance = amount
	if p := invoice(t, crude.InvoiceKindProvisional); p != nil {
		balance, err = amount.Sub(p.Amount)
	}
	return amount, balance, err
}

// unitPrice returns the price per barrel, to four digits.
func unitPrice(call *sdk.Call, t *crude.Trade, provisional bool) (decimal.Decimal, error) {
	if t.Terms.Price.Fixed != nil {
		return t.Terms.Price.Fixed.Amount, nil
	}
	f := t.Terms.Price.Formula
	table, ok := call.Reference("quotes")
	if !ok {
		return decimal.Decimal{}, sdk.Reject(deal.NoQuotes, "terms.price.formula", "the release pins no table of quotes")
	}
	quotes, err := readQuotes(table, f.Benchmark)
	if err != nil {
		return decimal.Decimal{}, err
	}
	if provisional {
		quotes, err = lastBefore(quotes, t.BillOfLading.Date)
	} else {
		quotes, err = window(quotes, f, t.BillOfLading.Date)
	}
	if err != nil {
		return decimal.Decimal{}, err
	}
	average, err := mean(quotes)
	if err != nil {
		return decimal.Decimal{}, err
	}
	price, err := average.Add(f.Differential)
	if err == nil && price.Sign() <= 0 {
		err = sdk.Reject(deal.Invalid, "terms.price.formula", "the price comes to "+price.String())
	}
	return price, err
}

// dueDate counts from the bill of lading and moves to a banking day.
func dueDate(t *crude.Trade) string {
	day, _ := deal.ParseDate(t.BillOfLading.Date) // checked when it was recorded
	return (day + deal.Date(t.Terms.PaymentDays)).BankingDay().String()
}
