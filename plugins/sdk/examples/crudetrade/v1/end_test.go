package v1_test

import (
	"testing"

	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1/command100"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1/command110"
	v1 "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/v1"
)

func TestComplete(t *testing.T) {
	r := confirmed(t)
	r.Accept(t, "beta", &command100.Command{Complete: &crude.Complete{}})
	if r.Final || state(t, r).CompletedBy != "beta" {
		t.Errorf("one party's word: final %v, %+v", r.Final, state(t, r))
	}
	if why := r.Reject(t, "beta", &command100.Command{Complete: &crude.Complete{}}); why[0].Code != "wrong-party" {
		t.Errorf("one party twice: %v", why)
	}
	r.Accept(t, "alpha", &command100.Command{Complete: &crude.Complete{}})
	if !r.Final || state(t, r).Stage != crude.StageCompleted {
		t.Errorf("both parties' word: final %v, %+v", r.Final, state(t, r))
	}
	if why := r.Reject(t, "alpha", &command100.Command{Cancel: &crude.Cancel{Reason: "too late"}}); why[0].Code != "wrong-stage" {
		t.Errorf("cancelling a completed trade: %v", why)
	}
}

func TestCancelBeforeConfirmation(t *testing.T) {
	for _, actor := range []string{"alpha", "beta"} {
		r := trade(v1.Rules100())
		r.Accept(t, "alpha", &command100.Command{Recap: &crude.Recap{Terms: forties()}})
		r.Accept(t, actor, &command100.Command{Cancel: &crude.Cancel{Reason: "recorded twice"}})
		if got := state(t, r); !r.Final || got.Stage != crude.StageCancelled || got.Cancellation.RequestedBy != actor {
			t.Errorf("%s cancels: final %v, %+v", actor, r.Final, got)
		}
		if why := r.Reject(t, "beta", &command100.Command{Confirm: &crude.Confirm{Terms: forties()}}); why[0].Code != "wrong-stage" {
			t.Errorf("confirming a cancelled trade: %v", why)
		}
	}
}

func TestCancelAfterConfirmation(t *testing.T) {
	ask := &command100.Command{Cancel: &crude.Cancel{Reason: "force majeure at the terminal"}}
	accept := &command100.Command{AcceptCancellation: &crude.AcceptCancellation{}}
	refuse := &command100.Command{RefuseCancellation: &crude.RefuseCancellation{}}
	r := confirmed(t)
	r.Accept(t, "alpha", ask)
	if r.Final || state(t, r).Stage != crude.StageConfirmed {
		t.Errorf("one party ended a confirmed trade: %+v", state(t, r))
	}
	for _, tc := range []struct {
		actor   string
		command *command100.Command
		code    string
	}{
		{"alpha", accept, "wrong-party"},
		{"beta", ask, "wrong-stage"},
		{"beta", &command100.Command{Complete: &crude.Complete{}}, "wrong-stage"},
	} {
		if why := r.Reject(t, tc.actor, tc.command); why[0].Code != tc.code {
			t.Errorf("while a cancellation is open: %v", why)
		}
	}
	r.Accept(t, "beta", refuse)
	if got := state(t, r); got.Cancellation != nil || got.Stage != crude.StageConfirmed {
		t.Errorf("after a refusal: %+v", got)
	}
	r.Accept(t, "beta", ask)
	reply := r.Accept(t, "alpha", accept)
	if !r.Final || state(t, r).Stage != crude.StageCancelled || len(reply.Documents) != 1 || reply.Documents[0].Kind != "cancellation" {
		t.Errorf("after consent: final %v, %+v, %+v", r.Final, state(t, r), reply.Documents)
	}
}

// TestBackTo100 lets 1.0.0 finish a trade that 1.1.0 amended and that has an
// amendment open, as after a revert.
func TestBackTo100(t *testing.T) {
	r := confirmed(t)
	r.Rules = v1.Rules110()
	r.Accept(t, "alpha", &command110.Command{Amend: &crude.Amend{Changes: []crude.AmendedTerm{
		{Field: "tolerance", Value: "5.00"}, {Field: "tolerance_option", Value: "SELLER"},
	}}})
	r.Accept(t, "beta", &command110.Command{AcceptAmendment: &crude.AcceptAmendment{}})
	r.Accept(t, "beta", &command110.Command{Amend: &crude.Amend{Changes: []crude.AmendedTerm{{Field: "laycan_to", Value: "2026-03-06"}}}})
	r.Rules = v1.Rules100()
	r.Accept(t, "alpha", &command100.Command{Complete: &crude.Complete{}})
	r.Accept(t, "beta", &command100.Command{Complete: &crude.Complete{}})
	if !r.Final {
		t.Error("the trade is stranded")
	}
}
