package v2_test

import (
	"slices"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk/decimal"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	v2 "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/v2"
)

func amend(changes ...crude.AmendedTerm) *crude.Command {
	return &crude.Command{Amend: &crude.Amend{Reason: "vessel delayed", Changes: changes}}
}

func change(field, value string) crude.AmendedTerm {
	return crude.AmendedTerm{Field: field, Value: value}
}

func TestEveryTermCanBeAmended(t *testing.T) {
	formula := priced(afterBill(5, "-0.3500"))
	for _, tc := range []struct {
		terms   func(*crude.Terms)
		changes []crude.AmendedTerm
		path    string // in Terms, of the last change
	}{
		{nil, []crude.AmendedTerm{change("quantity", "610000.000")}, "quantity"},
		{nil, []crude.AmendedTerm{change("price", "80.0000")}, "price.fixed.amount"},
		{nil, []crude.AmendedTerm{change("tolerance", "2.50")}, "tolerance"},
		{nil, []crude.AmendedTerm{change("tolerance_option", "BUYER")}, "tolerance_option"},
		{nil, []crude.AmendedTerm{change("location", "Rotterdam"), change("incoterm", "DAP")}, "incoterm"},
		{nil, []crude.AmendedTerm{change("laycan_from", "2026-03-04")}, "laycan_from"},
		{nil, []crude.AmendedTerm{change("laycan_to", "2026-03-07")}, "laycan_to"},
		{nil, []crude.AmendedTerm{change("payment_days", "20")}, "payment_days"},
		{nil, []crude.AmendedTerm{change("broker", "Harbour Crude Partners")}, "broker"},
		{nil, []crude.AmendedTerm{change("laytime_hours", "40.00")}, "laytime_hours"},
		{nil, []crude.AmendedTerm{change("laytime_hours", ""), change("demurrage_rate", "")}, "demurrage_rate"},
		{formula, []crude.AmendedTerm{change("price", "80.0000")}, "price.fixed.amount"},
		{formula, []crude.AmendedTerm{change("price.formula.benchmark", "Gulf")}, "price.formula.benchmark"},
		{formula, []crude.AmendedTerm{change("price.formula.differential", "1.0000")}, "price.formula.differential"},
		{formula, []crude.AmendedTerm{change("price.formula.bill.before", "2")}, "price.formula.bill.before"},
		{formula, []crude.AmendedTerm{change("price.formula.bill.after", "3")}, "price.formula.bill.after"},
		{formula, []crude.AmendedTerm{change("price.formula.bill.on", "true")}, "price.formula.bill.on"},
		{formula, []crude.AmendedTerm{change("price.formula.dates.from", "2026-03-01"), change("price.formula.dates.to", "2026-03-31")}, "price.formula.dates.to"},
		{nil, []crude.AmendedTerm{change("price", ""), change("price.formula.bill.after", "5"), change("price.formula.benchmark", "North Sea")}, "price.formula.benchmark"},
	} {
		r := confirmed(t)
		if tc.terms != nil {
			r = confirmed(t, tc.terms)
		}
		before := state(t, r).Terms
		r.Accept(t, "alpha", amend(tc.changes...))
		if got := state(t, r).Terms; string(encode(t, got)) != string(encode(t, before)) {
			t.Errorf("%v: a proposal changes the terms", tc.changes)
		}
		r.Accept(t, "beta", acceptAmended)
		got := ""
		state(t, r).Terms.Walk("", func(path, value string) {
			if path == tc.path {
				got = value
			}
		})
		if want := tc.changes[len(tc.changes)-1].Value; got != want {
			t.Errorf("%s is %q after an amendment to %q", tc.path, got, want)
		}
	}
}

func encode(t *testing.T, terms *crude.Terms) []byte {
	t.Helper()
	b, err := terms.Append(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAmendmentRefused(t *testing.T) {
	for _, tc := range []struct {
		field   string
		changes []crude.AmendedTerm
	}{
		{"amend.changes", nil},
		{"amend.changes[0]", []crude.AmendedTerm{change("seller", "gamma")}},
		{"amend.changes[0]", []crude.AmendedTerm{change("price.fixed.amount", "80.0000")}},
		{"amend.changes[0]", []crude.AmendedTerm{change("price", "80")}},
		{"amend.changes[0]", []crude.AmendedTerm{change("price", "81.2575")}},
		{"amend.changes[0]", []crude.AmendedTerm{change("incoterm", "EXW")}},
		{"amend.changes[1]", []crude.AmendedTerm{change("quantity", "610000.000"), change("quantity", "620000.000")}},
		{"amend.price", []crude.AmendedTerm{change("price", "")}},
		{"amend.price.formula.benchmark", []crude.AmendedTerm{change("price.formula.bill.after", "5")}},
		{"amend.price.formula.window", []crude.AmendedTerm{change("price.formula.benchmark", "North Sea")}},
		{"amend.laytime_hours", []crude.AmendedTerm{change("laytime_hours", "")}},
	} {
		if why := confirmed(t).Reject(t, "alpha", amend(tc.changes...)); !slices.Equal(fields(why), []string{tc.field}) {
			t.Errorf("%v: %+v", tc.changes, why)
		}
	}
	for _, field := range []string{"price.formula.strike", "price.formula.bill.on", "price.formula.bill.after", "price.formula.differential"} {
		r := confirmed(t, priced(afterBill(5, "-0.3500")))
		if why := r.Reject(t, "alpha", amend(change(field, "maybe"))); !slices.Equal(fields(why), []string{"amend.changes[0]"}) {
			t.Errorf("%s: %+v", field, why)
		}
	}
}

// TestAmendedLaycan lets a nomination lapse that does not fit any more.
func TestAmendedLaycan(t *testing.T) {
	for _, tc := range []struct {
		change crude.AmendedTerm
		kept   bool
	}{
		{change("laycan_to", "2026-03-04"), true},
		{change("laycan_to", "2026-03-03"), false},
	} {
		r := confirmed(t)
		r.Accept(t, "alpha", nominate) // for 2026-03-04
		r.Accept(t, "beta", acceptVessel)
		r.Accept(t, "beta", amend(tc.change))
		r.Accept(t, "alpha", acceptAmended)
		if kept := state(t, r).Nomination != nil; kept != tc.kept {
			t.Errorf("%v: nomination kept: %v, want %v", tc.change, kept, tc.kept)
		}
	}
}

func TestAnswers(t *testing.T) {
	r := confirmed(t)
	for _, answer := range []*crude.Command{acceptAmended, rejectAmended} {
		if why := r.Reject(t, "beta", answer); why[0].Code != "wrong-stage" {
			t.Errorf("answering nothing: %v", why)
		}
	}
	r.Accept(t, "alpha", amend(change("price", "80.0000")))
	if why := r.Reject(t, "alpha", acceptAmended); why[0].Code != "wrong-party" {
		t.Errorf("accepting one's own amendment: %v", why)
	}
	if why := r.Reject(t, "beta", settle); why[0].Code != "wrong-stage" {
		t.Errorf("settling with an amendment open: %v", why)
	}
	r.Accept(t, "alpha", rejectAmended)
	if got := state(t, r).Amendments[0].Status; got != crude.AmendmentStatusRejected {
		t.Errorf("withdrawn: %s", got)
	}
}

// TestCheck breaks a sound state in one place after another.
func TestCheck(t *testing.T) {
	r := loaded(t, "598734.512", priced(afterBill(3, "-0.3500")))
	r.Accept(t, "beta", provisional)
	r.Accept(t, "beta", finalInvoice)
	r.Accept(t, "alpha", claim("49.50"))
	if err := v2.Check(state(t, r)); err != nil {
		t.Fatalf("a sound state: %v", err)
	}
	wrong := decimal.Must("1.00")
	for _, tc := range []struct {
		field   string
		breakIt func(*crude.Trade)
	}{
		{"terms", func(s *crude.Trade) { s.Terms = nil }},
		{"terms.price", func(s *crude.Trade) { s.Terms.Price = nil }},
		{"stage", func(s *crude.Trade) { s.Stage = 0 }},
		{"recapped_by", func(s *crude.Trade) { s.RecappedBy = "gamma" }},
		{"settled_by", func(s *crude.Trade) { s.Stage = crude.StageSettled }},
		{"ended_at", func(s *crude.Trade) { s.EndedAt = 1 }},
		{"cancellation", func(s *crude.Trade) { s.Stage = crude.StageCancelled }},
		{"cancellation.requested_by", func(s *crude.Trade) { s.Cancellation = &crude.Cancellation{RequestedBy: "gamma"} }},
		{"amendments[0].changes", func(s *crude.Trade) {
			s.Amendments = []crude.Amendment{{ProposedBy: "alpha", Status: crude.AmendmentStatusAccepted}}
		}},
		{"nomination.imo", func(s *crude.Trade) { s.Nomination.Imo = "123" }},
		{"nomination.nominated_by", func(s *crude.Trade) { s.Nomination.NominatedBy = "beta" }},
		{"bill_of_lading", func(s *crude.Trade) { s.Nomination.Accepted = false }},
		{"bill_of_lading.number", func(s *crude.Trade) { s.BillOfLading.Number = "" }},
		{"invoices[0].kind", func(s *crude.Trade) { s.Invoices[0].Kind = 0; s.Invoices[1].Balance = s.Invoices[1].Amount }},
		{"invoices[1].kind", func(s *crude.Trade) { s.Invoices[1].Kind = crude.InvoiceKindProvisional }},
		{"invoices[1].amount", func(s *crude.Trade) { s.Invoices[1].Amount = wrong }},
		{"invoices[1].balance", func(s *crude.Trade) { s.Invoices[1].Balance = wrong }},
		{"invoices[1].due_date", func(s *crude.Trade) { s.Invoices[1].DueDate = "2026-04-04" }},
		{"demurrage.amount", func(s *crude.Trade) { s.Demurrage.Amount = wrong }},
		{"demurrage.claimed_by", func(s *crude.Trade) { s.Demurrage.ClaimedBy = "beta" }},
		{"demurrage.status", func(s *crude.Trade) { s.Demurrage.Status = 0 }},
	} {
		broken := state(t, r)
		tc.breakIt(broken)
		reply := run(t, v2.Rules200().Check, broken)
		if !slices.Equal(fields(reply.Reasons), []string{tc.field}) {
			t.Errorf("%s: %+v", tc.field, reply.Reasons)
		}
	}
	fixedPrice := loaded(t, "600000.000")
	fixedPrice.Accept(t, "beta", finalInvoice)
	broken := state(t, fixedPrice)
	broken.Terms.Price = fixed("80.0000")
	if got := fields(run(t, v2.Rules200().Check, broken).Reasons); !slices.Equal(got, []string{"invoices[0].price"}) {
		t.Errorf("an invoice at another price: %q", got)
	}
}
