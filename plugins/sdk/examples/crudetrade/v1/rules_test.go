package v1_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1/command100"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1/command110"
	v1 "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/v1"
	"github.com/novation-dev/novation/plugins/sdk/sdktest"
)

// forties returns the terms of a common trade: alpha buys from beta.
func forties() *crude.Terms {
	return &crude.Terms{
		Reference: "CT-2026-0001", TradeDate: "2026-02-16", Buyer: "alpha", Seller: "beta",
		Grade: "Forties", Quantity: decimal.Must("600000.000"), Price: decimal.Must("81.2500"), Currency: "USD",
		Incoterm: crude.IncotermFob, Location: "Hound Point", LaycanFrom: "2026-03-03", LaycanTo: "2026-03-05",
		PaymentDays: 30, Broker: "Northgate Oil Brokers",
	}
}

func with(change func(*crude.Terms)) *crude.Terms {
	t := forties()
	change(t)
	return t
}

func trade(rules sdk.Rules) *sdktest.Record {
	return &sdktest.Record{Rules: rules, Parties: []string{"alpha", "beta"}, Time: 1_771_200_000}
}

// confirmed returns a trade that alpha recapped and beta confirmed under 1.0.0.
func confirmed(t *testing.T) *sdktest.Record {
	r := trade(v1.Rules100())
	r.Accept(t, "alpha", &command100.Command{Recap: &crude.Recap{Terms: forties()}})
	r.Accept(t, "beta", &command100.Command{Confirm: &crude.Confirm{Terms: forties()}})
	return r
}

func state(t *testing.T, r *sdktest.Record) *crude.Trade {
	t.Helper()
	return sdktest.Decode(t, r.State, &crude.Trade{})
}

// fields returns the fields that reasons are about.
func fields(reasons sdk.Reasons) []string {
	var out []string
	for _, r := range reasons {
		out = append(out, r.Field)
	}
	return out
}

func TestRecapAndConfirm(t *testing.T) {
	r := confirmed(t)
	got := state(t, r)
	if got.Stage != crude.StageConfirmed || *got.Terms != *forties() || got.RecappedBy != "alpha" || r.Final {
		t.Errorf("after confirmation: %+v, final %v", got, r.Final)
	}
	r = trade(v1.Rules100())
	r.Accept(t, "beta", &command100.Command{Recap: &crude.Recap{Terms: forties()}})
	reply := r.Accept(t, "alpha", &command100.Command{Confirm: &crude.Confirm{Terms: forties()}})
	want := sdk.Document{
		Kind: "confirmation", Number: "CONF-CT-2026-0001",
		Summary: "beta sells alpha 600,000.000 bbl Forties, FOB Hound Point, at 81.2500 USD/bbl, " +
			"laycan 2026-03-03 to 2026-03-05, payment 30 days after B/L, through Northgate Oil Brokers",
	}
	if !slices.Equal(reply.Documents, []sdk.Document{want}) {
		t.Errorf("documents: %+v, want %+v", reply.Documents, want)
	}
}

func TestCorrectedRecap(t *testing.T) {
	r := trade(v1.Rules100())
	r.Accept(t, "alpha", &command100.Command{Recap: &crude.Recap{Terms: with(func(t *crude.Terms) { t.PaymentDays = 20 })}})
	r.Accept(t, "alpha", &command100.Command{Recap: &crude.Recap{Terms: forties()}})
	why := r.Reject(t, "beta", &command100.Command{Recap: &crude.Recap{Terms: forties()}})
	if why[0].Code != "wrong-party" {
		t.Errorf("the other party corrects the recap: %v", why)
	}
	r.Accept(t, "beta", &command100.Command{Confirm: &crude.Confirm{Terms: forties()}})
	if why := r.Reject(t, "alpha", &command100.Command{Recap: &crude.Recap{Terms: forties()}}); why[0].Code != "wrong-stage" {
		t.Errorf("recap after confirmation: %v", why)
	}
}

// TestMismatch changes one term at a time in the other party's record.
func TestMismatch(t *testing.T) {
	for field, change := range map[string]func(*crude.Terms){
		"reference":        func(t *crude.Terms) { t.Reference = "CT-2026-0002" },
		"trade_date":       func(t *crude.Terms) { t.TradeDate = "2026-02-17" },
		"buyer":            func(t *crude.Terms) { t.Buyer, t.Seller = "beta", "alpha" },
		"grade":            func(t *crude.Terms) { t.Grade = "Oseberg" },
		"quantity":         func(t *crude.Terms) { t.Quantity = decimal.Must("600500.000") },
		"price":            func(t *crude.Terms) { t.Price = decimal.Must("81.2600") },
		"currency":         func(t *crude.Terms) { t.Currency = "EUR" },
		"incoterm":         func(t *crude.Terms) { t.Incoterm = crude.IncotermCif },
		"location":         func(t *crude.Terms) { t.Location = "Rotterdam" },
		"laycan_from":      func(t *crude.Terms) { t.LaycanFrom = "2026-03-02" },
		"laycan_to":        func(t *crude.Terms) { t.LaycanTo = "2026-03-06" },
		"payment_days":     func(t *crude.Terms) { t.PaymentDays = 0 },
		"broker":           func(t *crude.Terms) { t.Broker = "" },
		"tolerance":        func(t *crude.Terms) { t.Tolerance = decimal.Must("5.00") },
		"tolerance_option": func(t *crude.Terms) { t.ToleranceOption = crude.SideBuyer },
	} {
		r := trade(v1.Rules110())
		r.Accept(t, "alpha", &command110.Command{Recap: &crude.Recap{Terms: forties()}})
		why := r.Reject(t, "beta", &command110.Command{Confirm: &crude.Confirm{Terms: with(change)}})
		want := []string{"confirm.terms." + field}
		if field == "buyer" {
			want = append(want, "confirm.terms.seller")
		}
		if !slices.Equal(fields(why), want) || why[0].Code != "mismatch" {
			t.Errorf("%s differs: %+v", field, why)
		}
	}
	r := trade(v1.Rules100())
	r.Accept(t, "alpha", &command100.Command{Recap: &crude.Recap{Terms: forties()}})
	why := r.Reject(t, "beta", &command100.Command{Confirm: &crude.Confirm{Terms: with(func(t *crude.Terms) {
		t.Price, t.Broker = decimal.Must("81.2600"), ""
	})}})
	want := "confirm.terms.price: alpha recorded 81.2500, beta says 81.2600; " +
		"confirm.terms.broker: alpha recorded Northgate Oil Brokers, beta says nothing"
	if why.Error() != want {
		t.Errorf("reasons:\n%s\nwant\n%s", why.Error(), want)
	}
}

func TestTermsRefused(t *testing.T) {
	for _, tc := range []struct {
		field  string
		change func(*crude.Terms)
	}{
		{"reference", func(t *crude.Terms) { t.Reference = "" }},
		{"reference", func(t *crude.Terms) { t.Reference = "ct 1" }},
		{"reference", func(t *crude.Terms) { t.Reference = strings.Repeat("A", 33) }},
		{"buyer", func(t *crude.Terms) { t.Buyer = "beta" }},
		{"buyer", func(t *crude.Terms) { t.Buyer = "gamma" }},
		{"buyer", func(t *crude.Terms) { t.Seller = "" }},
		{"seller", func(t *crude.Terms) { t.Seller = "gamma" }},
		{"grade", func(t *crude.Terms) { t.Grade = "Brnet" }},
		{"quantity", func(t *crude.Terms) { t.Quantity = decimal.Decimal{} }},
		{"quantity", func(t *crude.Terms) { t.Quantity = decimal.Must("0.000") }},
		{"quantity", func(t *crude.Terms) { t.Quantity = decimal.Must("-600000.000") }},
		{"quantity", func(t *crude.Terms) { t.Quantity = decimal.Must("5000000.001") }},
		{"price", func(t *crude.Terms) { t.Price = decimal.Decimal{} }},
		{"price", func(t *crude.Terms) { t.Price = decimal.Must("8125.0000") }},
		{"currency", func(t *crude.Terms) { t.Currency = "usd" }},
		{"incoterm", func(t *crude.Terms) { t.Incoterm = 0 }},
		{"location", func(t *crude.Terms) { t.Location = "" }},
		{"location", func(t *crude.Terms) { t.Location = "Bonny" }},
		{"trade_date", func(t *crude.Terms) { t.TradeDate = "16/02/2026" }},
		{"laycan_from", func(t *crude.Terms) { t.LaycanFrom = "2026-02-30" }},
		{"laycan_from", func(t *crude.Terms) { t.LaycanFrom, t.LaycanTo = "2026-02-14", "2026-02-16" }},
		{"laycan_to", func(t *crude.Terms) { t.LaycanTo = "2026-03-02" }},
		{"laycan_to", func(t *crude.Terms) { t.LaycanTo = "2026-04-03" }},
		{"payment_days", func(t *crude.Terms) { t.PaymentDays = -1 }},
		{"payment_days", func(t *crude.Terms) { t.PaymentDays = 181 }},
		{"broker", func(t *crude.Terms) { t.Broker = strings.Repeat("B", 65) }},
		{"tolerance", func(t *crude.Terms) { t.ToleranceOption = crude.SideBuyer }},
		{"tolerance_option", func(t *crude.Terms) { t.Tolerance = decimal.Must("5.00") }},
		{"tolerance", func(t *crude.Terms) { t.Tolerance, t.ToleranceOption = decimal.Must("10.01"), crude.SideBuyer }},
	} {
		r := trade(v1.Rules110())
		why := r.Reject(t, "alpha", &command110.Command{Recap: &crude.Recap{Terms: with(tc.change)}})
		if !slices.Equal(fields(why), []string{"recap.terms." + tc.field}) {
			t.Errorf("%s: %v", tc.field, why)
		}
	}
}

func TestWhoAndWhen(t *testing.T) {
	recap := &command100.Command{Recap: &crude.Recap{Terms: forties()}}
	for _, tc := range []struct {
		name    string
		parties []string
		actor   string
		command *command100.Command
		code    string
	}{
		{"three parties", []string{"alpha", "beta", "gamma"}, "alpha", recap, "invalid"},
		{"one party", []string{"alpha"}, "alpha", recap, "invalid"},
		{"an outsider", []string{"alpha", "beta"}, "gamma", recap, "wrong-party"},
		{"confirm before recap", []string{"alpha", "beta"}, "beta", &command100.Command{Confirm: &crude.Confirm{Terms: forties()}}, "wrong-stage"},
		{"no step", []string{"alpha", "beta"}, "alpha", &command100.Command{}, "wrong-stage"},
		{"no terms", []string{"alpha", "beta"}, "alpha", &command100.Command{Recap: &crude.Recap{}}, "missing"},
	} {
		r := &sdktest.Record{Rules: v1.Rules100(), Parties: tc.parties}
		if why := r.Reject(t, tc.actor, tc.command); why[0].Code != tc.code {
			t.Errorf("%s: %v", tc.name, why)
		}
	}
	r := trade(v1.Rules100())
	r.Accept(t, "alpha", recap)
	for _, tc := range []struct {
		name    string
		actor   string
		command *command100.Command
		code    string
	}{
		{"confirm one's own recap", "alpha", &command100.Command{Confirm: &crude.Confirm{Terms: forties()}}, "wrong-party"},
		{"confirm without terms", "beta", &command100.Command{Confirm: &crude.Confirm{}}, "missing"},
		{"complete before confirmation", "beta", &command100.Command{Complete: &crude.Complete{}}, "wrong-stage"},
		{"accept no cancellation", "beta", &command100.Command{AcceptCancellation: &crude.AcceptCancellation{}}, "wrong-stage"},
		{"refuse no cancellation", "beta", &command100.Command{RefuseCancellation: &crude.RefuseCancellation{}}, "wrong-stage"},
		{"cancel without a reason", "beta", &command100.Command{Cancel: &crude.Cancel{}}, "invalid"},
		{"no step", "beta", &command100.Command{}, "missing"},
	} {
		if why := r.Reject(t, tc.actor, tc.command); why[0].Code != tc.code {
			t.Errorf("%s: %v", tc.name, why)
		}
	}
	r = confirmed(t)
	if why := r.Reject(t, "beta", &command100.Command{Confirm: &crude.Confirm{Terms: forties()}}); why[0].Code != "wrong-stage" {
		t.Errorf("confirm twice: %v", why)
	}
}

func TestMalformedCommand(t *testing.T) {
	both := sdktest.Encode(t, &command100.Command{Recap: &crude.Recap{Terms: forties()}})
	both = append(both, 0x1a, 0) // and cancel
	reply := sdktest.Run(t, v1.Rules100().Apply, &sdk.Request{Command: both, Actor: "alpha", Parties: []string{"alpha", "beta"}})
	if len(reply.Reasons) != 1 || reply.Reasons[0].Code != sdk.CodeMalformed {
		t.Errorf("two steps at once: %+v", reply)
	}
	amend := sdktest.Encode(t, &command110.Command{AcceptAmendment: &crude.AcceptAmendment{}})
	reply = sdktest.Run(t, v1.Rules100().Apply, &sdk.Request{Command: amend, Actor: "alpha", Parties: []string{"alpha", "beta"}})
	if len(reply.Reasons) != 1 || reply.Reasons[0].Code != sdk.CodeMalformed {
		t.Errorf("a step of 1.1.0 under 1.0.0: %+v", reply)
	}
}
