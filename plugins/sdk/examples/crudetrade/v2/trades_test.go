package v2_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk/decimal"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1/command100"
	v1 "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/v1"
	"github.com/novation-dev/novation/plugins/sdk/sdktest"
)

// TestTrades records and confirms every trade of the example line under 1.0.0,
// and carries each up to schema 2 and back.
func TestTrades(t *testing.T) {
	f, err := os.Open("../../../../../testnet/crudetrade/trades.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		cell := func(name string) string {
			for i, n := range rows[0] {
				if n == name {
					return row[i]
				}
			}
			t.Fatalf("no column %s", name)
			return ""
		}
		term := func(name string) string { return cell("recap.terms." + name) }
		number := func(name string, scale int) decimal.Decimal {
			d, err := decimal.Parse(term(name), scale)
			if err != nil {
				t.Errorf("%s: %s: %v", term("reference"), name, err)
			}
			return d
		}
		incoterm, ok := crudev1.ParseIncoterm(term("incoterm"))
		days, err := strconv.ParseInt(term("payment_days"), 10, 32)
		if !ok || err != nil {
			t.Errorf("%s: incoterm %s, payment days %s", term("reference"), term("incoterm"), term("payment_days"))
		}
		terms := &crudev1.Terms{
			Reference: term("reference"), TradeDate: term("trade_date"), Buyer: term("buyer"), Seller: term("seller"),
			Grade: term("grade"), Quantity: number("quantity", 3), Price: number("price", 4), Currency: term("currency"),
			Incoterm: incoterm, Location: term("location"), LaycanFrom: term("laycan_from"), LaycanTo: term("laycan_to"),
			PaymentDays: int32(days), Broker: term("broker"),
		}
		r := &sdktest.Record{Rules: v1.Rules100(), Parties: []string{min(terms.Buyer, terms.Seller), max(terms.Buyer, terms.Seller)}}
		r.Accept(t, cell("seller"), &command100.Command{Recap: &crudev1.Recap{Terms: terms}})
		reply := r.Accept(t, cell("buyer"), &command100.Command{Confirm: &crudev1.Confirm{Terms: terms}})
		if len(reply.Documents) != 1 {
			t.Errorf("%s: documents %+v", terms.Reference, reply.Documents)
		}
		roundTrip(t, r.State)
	}
}
