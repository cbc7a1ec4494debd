package v1_test

import (
	"slices"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1/command100"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1/command110"
	v1 "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/v1"
	"github.com/novation-dev/novation/plugins/sdk/sdktest"
)

func TestToleranceBelongsTo110(t *testing.T) {
	terms := with(func(t *crude.Terms) { t.Tolerance, t.ToleranceOption = decimal.Must("5.00"), crude.SideSeller })
	r := trade(v1.Rules100())
	why := r.Reject(t, "alpha", &command100.Command{Recap: &crude.Recap{Terms: terms}})
	if want := []string{"recap.terms.tolerance", "recap.terms.tolerance_option"}; !slices.Equal(fields(why), want) || why[0].Code != "not-in-version" {
		t.Errorf("1.0.0 about a tolerance: %v", why)
	}
	r.Rules = v1.Rules110()
	r.Accept(t, "alpha", &command110.Command{Recap: &crude.Recap{Terms: terms}})
	reply := r.Accept(t, "beta", &command110.Command{Confirm: &crude.Confirm{Terms: terms}})
	want := "beta sells alpha 600,000.000 bbl Forties +/- 5.00 % in seller's option, FOB Hound Point, at 81.2500 USD/bbl, " +
		"laycan 2026-03-03 to 2026-03-05, payment 30 days after B/L, through Northgate Oil Brokers"
	if reply.Documents[0].Summary != want {
		t.Errorf("summary: %s\nwant: %s", reply.Documents[0].Summary, want)
	}
}

func amend(changes ...crude.AmendedTerm) *command110.Command {
	return &command110.Command{Amend: &crude.Amend{Reason: "vessel delayed", Changes: changes}}
}

var (
	acceptAmendment = &command110.Command{AcceptAmendment: &crude.AcceptAmendment{}}
	rejectAmendment = &command110.Command{RejectAmendment: &crude.RejectAmendment{}}
)

func TestAmend(t *testing.T) {
	r := confirmed(t)
	r.Rules = v1.Rules110()
	r.Accept(t, "alpha", amend(
		crude.AmendedTerm{Field: "laycan_to", Value: "2026-03-07"},
		crude.AmendedTerm{Field: "price", Value: "81.4000"},
		crude.AmendedTerm{Field: "broker", Value: ""},
	))
	got := state(t, r)
	want := []crude.TermChange{
		{Field: "laycan_to", Before: "2026-03-05", After: "2026-03-07"},
		{Field: "price", Before: "81.2500", After: "81.4000"},
		{Field: "broker", Before: "Northgate Oil Brokers", After: ""},
	}
	if a := got.Amendments[0]; !slices.Equal(a.Changes, want) || a.ProposedBy != "alpha" || *got.Terms != *forties() {
		t.Errorf("a proposal: %+v, terms %+v", a, got.Terms)
	}
	for _, tc := range []struct {
		actor   string
		command *command110.Command
		code    string
	}{
		{"alpha", acceptAmendment, "wrong-party"},
		{"beta", amend(crude.AmendedTerm{Field: "price", Value: "82.0000"}), "wrong-stage"},
		{"beta", &command110.Command{Complete: &crude.Complete{}}, "wrong-stage"},
		{"beta", &command110.Command{Cancel: &crude.Cancel{Reason: "no"}}, "wrong-stage"},
	} {
		if why := r.Reject(t, tc.actor, tc.command); why[0].Code != tc.code {
			t.Errorf("while an amendment is open: %v", why)
		}
	}
	reply := r.Accept(t, "beta", acceptAmendment)
	got = state(t, r)
	amended := with(func(t *crude.Terms) { t.LaycanTo, t.Price, t.Broker = "2026-03-07", decimal.Must("81.4000"), "" })
	if *got.Terms != *amended || got.Amendments[0].Status != crude.AmendmentStatusAccepted {
		t.Errorf("after acceptance: %+v, %+v", got.Terms, got.Amendments)
	}
	if d := reply.Documents[0]; d.Kind != "amendment" || d.Number != "CONF-CT-2026-0001-A1" {
		t.Errorf("document: %+v", d)
	}
}

func TestRejectAmendment(t *testing.T) {
	for _, actor := range []string{"alpha", "beta"} {
		r := confirmed(t)
		r.Rules = v1.Rules110()
		if why := r.Reject(t, actor, rejectAmendment); why[0].Code != "wrong-stage" {
			t.Errorf("rejecting nothing: %v", why)
		}
		r.Accept(t, "alpha", amend(crude.AmendedTerm{Field: "quantity", Value: "700000.000"}))
		r.Accept(t, actor, rejectAmendment)
		got := state(t, r)
		if got.Amendments[0].Status != crude.AmendmentStatusRejected || *got.Terms != *forties() {
			t.Errorf("%s rejects: %+v", actor, got)
		}
		r.Accept(t, "beta", amend(crude.AmendedTerm{Field: "quantity", Value: "650000.000"}))
		r.Accept(t, "alpha", acceptAmendment)
		if state(t, r).Terms.Quantity != decimal.Must("650000.000") {
			t.Errorf("second proposal: %+v", state(t, r).Terms)
		}
	}
}

func TestAmendmentRefused(t *testing.T) {
	change := func(field, value string) crude.AmendedTerm { return crude.AmendedTerm{Field: field, Value: value} }
	for _, tc := range []struct {
		field   string
		changes []crude.AmendedTerm
	}{
		{"amend.changes", nil},
		{"amend.changes[0]", []crude.AmendedTerm{change("buyer", "gamma")}},
		{"amend.changes[0]", []crude.AmendedTerm{change("", "")}},
		{"amend.changes[0]", []crude.AmendedTerm{change("price", "81.4")}},
		{"amend.changes[0]", []crude.AmendedTerm{change("price", "81.2500")}},
		{"amend.changes[0]", []crude.AmendedTerm{change("payment_days", "030")}},
		{"amend.changes[0]", []crude.AmendedTerm{change("payment_days", "0")}},
		{"amend.changes[0]", []crude.AmendedTerm{change("payment_days", "4294967326")}},
		{"amend.changes[0]", []crude.AmendedTerm{change("incoterm", "DDP")}},
		{"amend.changes[0]", []crude.AmendedTerm{change("tolerance_option", "SIDE_UNSPECIFIED")}},
		{"amend.changes[1]", []crude.AmendedTerm{change("price", "81.4000"), change("price", "81.5000")}},
		{"amend.price", []crude.AmendedTerm{change("price", "")}},
		{"amend.laycan_to", []crude.AmendedTerm{change("laycan_to", "2026-03-01")}},
		{"amend.location", []crude.AmendedTerm{change("location", "Bonny")}},
		{"amend.tolerance_option", []crude.AmendedTerm{change("tolerance", "5.00")}},
	} {
		r := confirmed(t)
		r.Rules = v1.Rules110()
		if why := r.Reject(t, "alpha", amend(tc.changes...)); !slices.Equal(fields(why), []string{tc.field}) {
			t.Errorf("%v: %+v", tc.changes, why)
		}
	}
	r := trade(v1.Rules110())
	r.Accept(t, "alpha", &command110.Command{Recap: &crude.Recap{Terms: forties()}})
	if why := r.Reject(t, "alpha", amend(change("price", "81.4000"))); why[0].Code != "wrong-stage" {
		t.Errorf("amending an unconfirmed trade: %v", why)
	}
	r = confirmed(t)
	r.Rules = v1.Rules110()
	r.Accept(t, "alpha", &command110.Command{Complete: &crude.Complete{}})
	if why := r.Reject(t, "beta", amend(change("price", "81.4000"))); why[0].Code != "wrong-stage" {
		t.Errorf("amending a performed trade: %v", why)
	}
}

func TestEveryTermCanBeAmended(t *testing.T) {
	for field, value := range map[string]string{
		"quantity": "610000.000", "price": "80.0000", "incoterm": "CIF", "location": "", "laycan_from": "2026-03-04",
		"laycan_to": "2026-03-06", "payment_days": "", "broker": "Other", "tolerance": "", "tolerance_option": "BUYER",
	} {
		r := trade(v1.Rules110())
		terms := with(func(t *crude.Terms) { t.Tolerance, t.ToleranceOption = decimal.Must("5.00"), crude.SideSeller })
		r.Accept(t, "alpha", &command110.Command{Recap: &crude.Recap{Terms: terms}})
		r.Accept(t, "beta", &command110.Command{Confirm: &crude.Confirm{Terms: terms}})
		changes := []crude.AmendedTerm{{Field: field, Value: value}}
		switch field { // terms that only change together
		case "location":
			changes = []crude.AmendedTerm{{Field: "incoterm", Value: "DAP"}, {Field: "location", Value: "Trieste"}}
		case "tolerance":
			changes = append(changes, crude.AmendedTerm{Field: "tolerance_option"})
		}
		r.Accept(t, "alpha", amend(changes...))
		r.Accept(t, "beta", acceptAmendment)
		got := map[string]string{}
		state(t, r).Terms.Walk("", func(path, value string) { got[path] = value })
		for _, c := range changes {
			if got[c.Field] != c.Value {
				t.Errorf("%s is %q after an amendment to %q", c.Field, got[c.Field], c.Value)
			}
		}
	}
}

// TestCheck breaks a sound state in one place after another.
func TestCheck(t *testing.T) {
	r := confirmed(t)
	r.Rules = v1.Rules110()
	r.Accept(t, "alpha", amend(crude.AmendedTerm{Field: "price", Value: "81.4000"}))
	if err := v1.Check(state(t, r)); err != nil {
		t.Fatalf("a sound state: %v", err)
	}
	for field, breakIt := range map[string]func(*crude.Trade){
		"terms":                     func(s *crude.Trade) { s.Terms = nil },
		"terms.price":               func(s *crude.Trade) { s.Terms.Price = decimal.Must("-1.0000") },
		"stage":                     func(s *crude.Trade) { s.Stage = 0; s.Amendments = nil },
		"recapped_by":               func(s *crude.Trade) { s.RecappedBy = "" },
		"completed_by":              func(s *crude.Trade) { s.CompletedBy = "gamma" },
		"confirmed_at":              func(s *crude.Trade) { s.Stage = crude.StageRecapped; s.Amendments = nil },
		"cancellation":              func(s *crude.Trade) { s.Stage = crude.StageCancelled },
		"cancellation.requested_by": func(s *crude.Trade) { s.Cancellation = &crude.Cancellation{} },
		"ended_at":                  func(s *crude.Trade) { s.EndedAt = 1 },
		"amendments[0]":             func(s *crude.Trade) { s.Stage, s.ConfirmedAt = crude.StageRecapped, 0 },
		"amendments[0].proposed_by": func(s *crude.Trade) { s.Amendments[0].ProposedBy = "gamma" },
		"amendments[0].status":      func(s *crude.Trade) { s.Amendments = append(s.Amendments, s.Amendments[0]) },
		"amendments[0].changes[0]":  func(s *crude.Trade) { s.Amendments[0].Changes[0].Field = "laytime_hours" },
		"amendments[0].changes":     func(s *crude.Trade) { s.Amendments[0].Changes = nil },
	} {
		broken := state(t, r)
		breakIt(broken)
		reply := sdktest.Run(t, v1.Rules110().Check, request(t, broken))
		if !slices.Equal(fields(reply.Reasons), []string{field}) {
			t.Errorf("%s: %+v", field, reply.Reasons)
		}
	}
}

func request(t *testing.T, s *crude.Trade) *sdk.Request {
	return &sdk.Request{State: sdktest.Encode(t, s)}
}
