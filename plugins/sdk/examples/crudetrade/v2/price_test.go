package v2_test

import (
	"strings"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
)

func window(benchmark string, w crude.BillWindow) *crude.Price {
	return &crude.Price{Formula: &crude.FormulaPrice{Benchmark: benchmark, Bill: &w}}
}

func dates(from, to, differential string) *crude.Price {
	p := &crude.Price{Formula: &crude.FormulaPrice{Benchmark: "North Sea", Dates: &crude.DateWindow{From: from, To: to}}}
	if differential != "" {
		p.Formula.Differential = decimal.Must(differential)
	}
	return p
}

// TestFormula prices a cargo loaded on 2026-03-05.
func TestFormula(t *testing.T) {
	for _, tc := range []struct {
		name  string
		price *crude.Price
		want  string // unit price
	}{
		{"three after", afterBill(3, "-0.3500"), "80.5367"}, // 80.655 80.900 81.105: 80.88666…
		{"two after", afterBill(2, "0.0000"), "80.7775"},    // 80.7775 exactly
		{"on the day", window("North Sea", crude.BillWindow{On: true}), "80.4400"},
		{"around", window("North Sea", crude.BillWindow{Before: 2, On: true, After: 2}), "80.4890"}, // 80.12 80.33 80.44 80.655 80.90
		{"around, not on", window("North Sea", crude.BillWindow{Before: 1, After: 1}), "80.4925"},
		{"before", window("North Sea", crude.BillWindow{Before: 3}), "80.1533"},
		{"dates", dates("2026-03-02", "2026-03-03", ""), "80.0650"},
		{"dates over a weekend", dates("2026-03-06", "2026-03-09", "1.2500"), "82.0275"},
		{"whole table", dates("2026-03-02", "2026-03-10", ""), "80.5086"}, // 563.560 / 7 = 80.508571…
	} {
		r := loaded(t, "600000.000", priced(tc.price))
		r.Accept(t, "beta", finalInvoice)
		if got := state(t, r).Invoices[0].Price.String(); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
	}
}

func TestNoQuotes(t *testing.T) {
	for _, tc := range []struct {
		name  string
		price *crude.Price
		code  string
		field string
	}{
		{"no such benchmark", window("South Sea", crude.BillWindow{After: 1}), "no-quotes", "terms.price.formula.benchmark"},
		{"too many after", afterBill(4, "0.0000"), "no-quotes", "terms.price.formula.bill"},
		{"too many before", window("North Sea", crude.BillWindow{Before: 4}), "no-quotes", "terms.price.formula.bill"},
		{"window begins too early", dates("2026-03-01", "2026-03-03", ""), "no-quotes", "terms.price.formula.dates"},
		{"window ends too late", dates("2026-03-02", "2026-03-11", ""), "no-quotes", "terms.price.formula.dates"},
		{"weekend", dates("2026-03-07", "2026-03-08", ""), "no-quotes", "terms.price.formula.dates"},
		{"below zero", dates("2026-03-02", "2026-03-03", "-90.0000"), "invalid", "terms.price.formula"},
	} {
		r := loaded(t, "600000.000", priced(tc.price))
		why := r.Reject(t, "beta", finalInvoice)
		if why[0].Code != tc.code || why[0].Field != tc.field {
			t.Errorf("%s: %+v", tc.name, why)
		}
	}
	// A holiday: no quote on the day of the bill of lading.
	r := loaded(t, "600000.000", priced(window("North Sea", crude.BillWindow{On: true})))
	r.References[0].Data = []byte(strings.Replace(quotes, "North Sea,2026-03-05,80.440\n", "", 1))
	if why := r.Reject(t, "beta", finalInvoice); why[0].Code != "no-quotes" {
		t.Errorf("no quote on the day: %+v", why)
	}
}

func TestMalformedQuotes(t *testing.T) {
	for name, table := range map[string]string{
		"empty":            "",
		"other header":     strings.Replace(quotes, "benchmark,date", "date,benchmark", 1),
		"two digits":       strings.Replace(quotes, "80.440", "80.44", 1),
		"no such day":      strings.Replace(quotes, "2026-03-05", "2026-02-30", 1),
		"out of order":     strings.Replace(quotes, "2026-03-05", "2026-03-12", 1),
		"twice":            strings.Replace(quotes, "2026-03-05", "2026-03-04", 1),
		"four columns":     strings.Replace(quotes, "80.440", "80.440,x", 1),
		"one column":       strings.Replace(quotes, "North Sea,2026-03-05,80.440", "North Sea", 1),
		"no end of line":   strings.TrimSuffix(quotes, "\n"),
		"Windows newlines": strings.ReplaceAll(quotes, "\n", "\r\n"),
		"other benchmark":  strings.Replace(quotes, "70.000", "cheap", 1),
	} {
		r := loaded(t, "600000.000", priced(afterBill(3, "0.0000")))
		r.References = []sdk.Reference{{Name: "quotes", Data: []byte(table)}}
		if why := r.Reject(t, "beta", finalInvoice); why[0].Code != "no-quotes" {
			t.Errorf("%s: %+v", name, why)
		}
	}
	r := loaded(t, "600000.000", priced(afterBill(3, "0.0000")))
	r.References = nil
	if why := r.Reject(t, "beta", finalInvoice); why[0].Code != "no-quotes" {
		t.Errorf("no table: %+v", why)
	}
}

// TestProvisional invoices at the last quote known at loading, then the
// difference.
func TestProvisional(t *testing.T) {
	r := loaded(t, "598734.512", priced(afterBill(3, "-0.3500")))
	reply := r.Accept(t, "beta", provisional)
	if d := reply.Documents[0]; d.Kind != "provisional-invoice" || d.Number != "INV-CT-2026-0001-P" {
		t.Errorf("document: %+v", d)
	}
	if why := r.Reject(t, "beta", provisional); why[0].Code != "wrong-stage" {
		t.Errorf("provisional twice: %v", why)
	}
	reply = r.Accept(t, "beta", finalInvoice)
	inv := state(t, r).Invoices
	for _, tc := range []struct{ name, got, want string }{
		{"provisional price", inv[0].Price.String(), "80.0900"}, // 80.440 - 0.35
		{"provisional amount", inv[0].Amount.String(), "47952647.07"},
		{"provisional balance", inv[0].Balance.String(), "47952647.07"},
		{"final price", inv[1].Price.String(), "80.5367"},
		{"final amount", inv[1].Amount.String(), "48220101.77"},
		{"final balance", inv[1].Balance.String(), "267454.70"},
		{"document", reply.Documents[0].Summary, "beta invoices alpha 598,734.512 bbl Forties at 80.5367: " +
			"48,220,101.77 USD, balance 267,454.70, due 2026-04-03"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, tc.got, tc.want)
		}
	}
	if why := r.Reject(t, "beta", provisional); why[0].Code != "wrong-stage" {
		t.Errorf("provisional after final: %v", why)
	}
	// In a falling market the seller owes the difference.
	falling := strings.NewReplacer("80.655", "70.000", "80.900", "70.000", "81.105", "70.000").Replace(quotes)
	r = loaded(t, "600000.000", priced(afterBill(3, "0.0000")))
	r.References[0].Data = []byte(falling)
	r.Accept(t, "beta", provisional)
	r.Accept(t, "beta", finalInvoice)
	if got := state(t, r).Invoices[1].Balance.String(); got != "-6264000.00" {
		t.Errorf("balance in a falling market: %s", got)
	}
	// No quote yet at loading.
	r = loaded(t, "600000.000", priced(afterBill(1, "0.0000")))
	r.References[0].Data = []byte("benchmark,date,price\nNorth Sea,2026-03-06,80.655\n")
	if why := r.Reject(t, "beta", provisional); why[0].Code != "no-quotes" {
		t.Errorf("no quote at loading: %v", why)
	}
}
