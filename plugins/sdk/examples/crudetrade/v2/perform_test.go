package v2_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk/decimal"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
)

func TestNomination(t *testing.T) {
	r := confirmed(t)
	if why := r.Reject(t, "beta", nominate); why[0].Code != "wrong-party" {
		t.Errorf("FOB, the seller nominates: %v", why)
	}
	for field, n := range map[string]*crude.Nominate{
		"nominate.vessel": {Imo: "9074729", Eta: "2026-03-04"},
		"nominate.imo":    {Vessel: "North Star", Imo: "9074728", Eta: "2026-03-04"},
		"nominate.eta":    {Vessel: "North Star", Imo: "9074729", Eta: "2026-03-06"},
	} {
		if why := r.Reject(t, "alpha", &crude.Command{Nominate: n}); !slices.Equal(fields(why), []string{field}) {
			t.Errorf("%s: %+v", field, why)
		}
	}
	if why := r.Reject(t, "beta", acceptVessel); why[0].Code != "wrong-stage" {
		t.Errorf("accepting no vessel: %v", why)
	}
	r.Accept(t, "alpha", nominate)
	if why := r.Reject(t, "alpha", acceptVessel); why[0].Code != "wrong-party" {
		t.Errorf("accepting one's own vessel: %v", why)
	}
	if why := r.Reject(t, "beta", bill("2026-03-05", "600000.000")); why[0].Code != "wrong-stage" {
		t.Errorf("loading a vessel that is not accepted: %v", why)
	}
	r.Accept(t, "beta", rejectVessel)
	if state(t, r).Nomination != nil {
		t.Error("a rejected vessel is kept")
	}
	r.Accept(t, "alpha", nominate)
	r.Accept(t, "beta", acceptVessel)
	r.Accept(t, "alpha", nominate) // a substitute has to be accepted again
	if state(t, r).Nomination.Accepted {
		t.Error("a substitute is accepted unseen")
	}
	d := confirmed(t, delivered)
	cif := &crude.Command{Nominate: &crude.Nominate{Vessel: "North Star", Imo: "9074729", Eta: "2026-03-20"}}
	if why := d.Reject(t, "alpha", cif); why[0].Code != "wrong-party" {
		t.Errorf("CIF, the buyer nominates: %v", why)
	}
	d.Accept(t, "beta", cif)
}

func TestBillOfLading(t *testing.T) {
	accepted := func(t *testing.T, changes ...func(*crude.Terms)) func(date, quantity string) []string {
		r := confirmed(t, changes...)
		buyer, seller, eta := "alpha", "beta", "2026-03-04"
		if state(t, r).Terms.Incoterm != crude.IncotermFob {
			buyer, seller, eta = "beta", "alpha", "2026-03-20"
		}
		r.Accept(t, buyer, &crude.Command{Nominate: &crude.Nominate{Vessel: "North Star", Imo: "9074729", Eta: eta}})
		r.Accept(t, seller, acceptVessel)
		return func(date, quantity string) []string {
			again := *r
			reply := again.Send(t, "beta", bill(date, quantity))
			return fields(reply.Reasons)
		}
	}
	none := func(t *crude.Terms) { t.Tolerance, t.ToleranceOption = decimal.Decimal{}, 0 }
	odd := func(t *crude.Terms) { t.Quantity, t.Tolerance = decimal.Must("333333.333"), decimal.Must("1.25") }
	for _, tc := range []struct {
		name           string
		changes        []func(*crude.Terms)
		date, quantity string
		field          string // "" when accepted
	}{
		{"first day", nil, "2026-03-03", "600000.000", ""},
		{"day before", nil, "2026-03-02", "600000.000", "load.date"},
		{"five days on", nil, "2026-03-10", "600000.000", ""},
		{"six days on", nil, "2026-03-11", "600000.000", "load.date"},
		{"no date", nil, "", "600000.000", "load.date"},
		{"least", nil, "2026-03-05", "570000.000", ""},
		{"too little", nil, "2026-03-05", "569999.999", "load.quantity"},
		{"most", nil, "2026-03-05", "630000.000", ""},
		{"too much", nil, "2026-03-05", "630000.001", "load.quantity"},
		{"operational tolerance", []func(*crude.Terms){none}, "2026-03-05", "603000.000", ""},
		{"beyond the operational tolerance", []func(*crude.Terms){none}, "2026-03-05", "603000.001", "load.quantity"},
		// 1.25 % of 333,333.333 is 4,166.6666625: rounded down, inside.
		{"odd tolerance", []func(*crude.Terms){odd}, "2026-03-05", "337499.999", ""},
		{"beyond an odd tolerance", []func(*crude.Terms){odd}, "2026-03-05", "337500.000", "load.quantity"},
		{"delivered: loaded before the window", []func(*crude.Terms){delivered}, "2026-03-09", "600000.000", ""},
		{"delivered: loaded before the deal", []func(*crude.Terms){delivered}, "2026-02-15", "600000.000", "load.date"},
		{"delivered: loaded after the window", []func(*crude.Terms){delivered}, "2026-04-01", "600000.000", "load.date"},
	} {
		got := accepted(t, tc.changes...)(tc.date, tc.quantity)
		if (tc.field == "") != (got == nil) || tc.field != "" && !slices.Equal(got, []string{tc.field}) {
			t.Errorf("%s: rejected for %q, want %q", tc.name, got, tc.field)
		}
	}
	r := loaded(t, "598734.512")
	for name, tc := range map[string]struct {
		actor   string
		command *crude.Command
	}{
		"load twice":           {"beta", bill("2026-03-05", "600000.000")},
		"nominate when loaded": {"alpha", nominate},
		"cancel when loaded":   {"alpha", cancel},
		"amend when loaded":    {"alpha", &crude.Command{Amend: &crude.Amend{Changes: []crude.AmendedTerm{{Field: "price", Value: "1.0000"}}}}},
		"settle uninvoiced":    {"alpha", settle},
	} {
		if why := r.Reject(t, tc.actor, tc.command); why[0].Code != "wrong-stage" {
			t.Errorf("%s: %v", name, why)
		}
	}
}

// TestInvoice checks amounts to the cent. 598,734.512 × 81.2575 is
// 48,651,669.608840.
func TestInvoice(t *testing.T) {
	r := loaded(t, "598734.512")
	if why := r.Reject(t, "alpha", finalInvoice); why[0].Code != "wrong-party" {
		t.Errorf("the buyer invoices: %v", why)
	}
	if why := r.Reject(t, "beta", provisional); why[0].Code != "invalid" {
		t.Errorf("a provisional invoice at a fixed price: %v", why)
	}
	if why := r.Reject(t, "beta", &crude.Command{IssueInvoice: &crude.IssueInvoice{}}); why[0].Code != "missing" {
		t.Errorf("an invoice of no kind: %v", why)
	}
	reply := r.Accept(t, "beta", finalInvoice)
	want := "beta invoices alpha 598,734.512 bbl Forties at 81.2575: 48,651,669.61 USD, due 2026-04-03"
	if d := reply.Documents[0]; d.Kind != "invoice" || d.Number != "INV-CT-2026-0001-F" || d.Summary != want {
		t.Errorf("document %+v, want %s", d, want)
	}
	if why := r.Reject(t, "beta", finalInvoice); why[0].Code != "wrong-stage" {
		t.Errorf("invoicing twice: %v", why)
	}
	r.Accept(t, "beta", settle)
	r.Accept(t, "alpha", settle)
	if !r.Final || state(t, r).Stage != crude.StageSettled {
		t.Errorf("after both settled: %+v", state(t, r))
	}
	if why := confirmed(t).Reject(t, "beta", finalInvoice); why[0].Code != "wrong-stage" {
		t.Errorf("invoicing before loading: %v", why)
	}
}

// TestRounding has amounts that end in exactly half a cent.
func TestRounding(t *testing.T) {
	for _, tc := range []struct{ quantity, price, amount string }{
		{"600000.100", "0.0500", "30000.00"}, // 30,000.005 to even
		{"600000.300", "0.0500", "30000.02"}, // 30,000.015 to even
		{"600000.101", "0.0500", "30000.01"}, // 30,000.00505
		{"600000.099", "0.0500", "30000.00"}, // 30,000.00495
	} {
		r := loaded(t, tc.quantity, priced(fixed(tc.price)))
		r.Accept(t, "beta", finalInvoice)
		if got := state(t, r).Invoices[0].Amount.String(); got != tc.amount {
			t.Errorf("%s × %s = %s, want %s", tc.quantity, tc.price, got, tc.amount)
		}
	}
}

// TestDueDate: 2026-03-05 is a Thursday.
func TestDueDate(t *testing.T) {
	for days, want := range map[int32]string{
		0: "2026-03-05", 1: "2026-03-06", 2: "2026-03-06", 3: "2026-03-09", 4: "2026-03-09", 30: "2026-04-03",
	} {
		r := loaded(t, "600000.000", func(t *crude.Terms) { t.PaymentDays = days })
		r.Accept(t, "beta", finalInvoice)
		if got := state(t, r).Invoices[0].DueDate; got != want {
			t.Errorf("%d days after the bill of lading: due %s, want %s", days, got, want)
		}
	}
}

func TestDemurrage(t *testing.T) {
	r := loaded(t, "600000.000")
	for name, tc := range map[string]struct {
		actor, hours, code string
	}{
		"the seller":     {"beta", "49.50", "wrong-party"},
		"within laytime": {"alpha", "36.00", "invalid"},
		"too long":       {"alpha", "2000.01", "invalid"},
	} {
		if why := r.Reject(t, tc.actor, claim(tc.hours)); why[0].Code != tc.code {
			t.Errorf("%s: %v", name, why)
		}
	}
	r.Accept(t, "beta", finalInvoice)
	r.Accept(t, "alpha", claim("49.50"))
	if why := r.Reject(t, "alpha", acceptClaim); why[0].Code != "wrong-party" {
		t.Errorf("agreeing to one's own claim: %v", why)
	}
	if why := r.Reject(t, "alpha", settle); why[0].Code != "wrong-stage" {
		t.Errorf("settling with a claim open: %v", why)
	}
	r.Accept(t, "beta", rejectClaim)
	if why := r.Reject(t, "beta", acceptClaim); why[0].Code != "wrong-stage" {
		t.Errorf("agreeing to a disputed claim: %v", why)
	}
	// 11.17 hours over, 45,000 a day: 20,943.75 exactly.
	r.Accept(t, "alpha", claim("47.17"))
	reply := r.Accept(t, "beta", acceptClaim)
	want := "beta owes alpha 20,943.75 USD demurrage: 47.17 hours used, 36.00 allowed, at 45,000.00 per day"
	if d := reply.Documents[0]; d.Kind != "demurrage-invoice" || d.Number != "DEM-CT-2026-0001" || d.Summary != want {
		t.Errorf("document %+v, want %s", d, want)
	}
	if why := r.Reject(t, "alpha", claim("60.00")); why[0].Code != "wrong-stage" {
		t.Errorf("claiming again what is agreed: %v", why)
	}
	// One minute of an hour: 0.01 × 44,444.44 / 24 = 18.5185...
	r = loaded(t, "600000.000", func(t *crude.Terms) { t.DemurrageRate = decimal.Must("44444.44") })
	r.Accept(t, "alpha", claim("36.01"))
	if got := state(t, r).Demurrage.Amount.String(); got != "18.52" {
		t.Errorf("demurrage of a hundredth of an hour: %s", got)
	}
	r = loaded(t, "600000.000", func(t *crude.Terms) { t.LaytimeHours, t.DemurrageRate = decimal.Decimal{}, decimal.Decimal{} })
	if why := r.Reject(t, "alpha", claim("49.50")); why[0].Code != "missing" {
		t.Errorf("demurrage without laytime: %v", why)
	}
}

func TestSettleWithoutLogistics(t *testing.T) {
	r := confirmed(t)
	r.Accept(t, "alpha", settle)
	if why := r.Reject(t, "alpha", settle); why[0].Code != "wrong-party" {
		t.Errorf("settling twice: %v", why)
	}
	if why := r.Reject(t, "alpha", nominate); why[0].Code != "wrong-stage" {
		t.Errorf("nominating when settled: %v", why)
	}
	r.Accept(t, "beta", settle)
	if !r.Final {
		t.Error("a trade that was performed elsewhere cannot finish")
	}
	r = confirmed(t, priced(afterBill(3, "0.0000")))
	if why := r.Reject(t, "alpha", settle); why[0].Code != "wrong-stage" {
		t.Errorf("settling a formula without a price: %v", why)
	}
}

func TestCancellation(t *testing.T) {
	r := confirmed(t)
	r.Accept(t, "alpha", nominate)
	r.Accept(t, "beta", cancel)
	if why := r.Reject(t, "beta", acceptVessel); why[0].Code != "wrong-stage" {
		t.Errorf("going on while a cancellation is open: %v", why)
	}
	if why := r.Reject(t, "beta", acceptCancel); why[0].Code != "wrong-party" {
		t.Errorf("cancelling alone: %v", why)
	}
	r.Accept(t, "alpha", refuseCancel)
	r.Accept(t, "alpha", cancel)
	reply := r.Accept(t, "beta", acceptCancel)
	if !r.Final || reply.Documents[0].Kind != "cancellation" {
		t.Errorf("after consent: %+v", reply)
	}
	if why := r.Reject(t, "beta", settle); !strings.Contains(why.Error(), "cancelled") {
		t.Errorf("settling a cancelled trade: %v", why)
	}
}
