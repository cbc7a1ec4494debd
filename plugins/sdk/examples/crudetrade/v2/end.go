package v2

import (
	"strconv"

	"github.com/novation-dev/novation/plugins/sdk"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// cancel ends an unconfirmed trade, or asks the other party to end a confirmed
// one. A cargo that is loaded is delivered and paid for, not cancelled.
func cancel(call *sdk.Call, t *crude.Trade, c *crude.Cancel) error {
	switch {
	case c.Reason == "" || len(c.Reason) > deal.MaxReason:
		return sdk.Reject(deal.Invalid, "cancel.reason", "say why, in at most "+strconv.Itoa(deal.MaxReason)+" bytes")
	case t.BillOfLading != nil:
		return sdk.Reject(deal.Stage, "cancel", "the cargo was loaded on "+t.BillOfLading.Date)
	}
	t.Cancellation = &crude.Cancellation{RequestedBy: call.Actor(), Reason: c.Reason}
	if t.Stage == crude.StageRecapped {
		end(call, t, crude.StageCancelled)
	}
	return nil
}

func acceptCancellation(call *sdk.Call, t *crude.Trade) error {
	switch {
	case t.Cancellation == nil:
		return sdk.Reject(deal.Stage, "accept_cancellation", "nobody has asked for a cancellation")
	case t.Cancellation.RequestedBy == call.Actor():
		return sdk.Reject(deal.Party, "accept_cancellation", "the other party accepts: "+call.Actor()+" asked for it")
	}
	end(call, t, crude.StageCancelled)
	call.Issue("cancellation", "CANC-"+t.Terms.Reference, t.Cancellation.RequestedBy+" and "+call.Actor()+
		" cancel "+t.Terms.Reference+": "+t.Cancellation.Reason)
	return nil
}

// refuseCancellation lets the trade go on: the other party refuses, or the one
// who asked changes its mind.
func refuseCancellation(t *crude.Trade) error {
	if t.Cancellation == nil {
		return sdk.Reject(deal.Stage, "refuse_cancellation", "nobody has asked for a cancellation")
	}
	t.Cancellation = nil
	return nil
}

// settle records that a party considers the trade over. The second party's word
// ends it. A trade at a fixed price that was performed without nominating a
// vessel here, as under schema 1, may settle without an invoice; once a vessel
// is named, or when the price is a formula, the final invoice comes first.
func settle(call *sdk.Call, t *crude.Trade) error {
	switch {
	case t.Stage != crude.StageConfirmed:
		return sdk.Reject(deal.Stage, "settle", "the trade is not confirmed")
	case invoice(t, crude.InvoiceKindFinal) == nil && (t.Nomination != nil || t.Terms.Price.Formula != nil):
		return sdk.Reject(deal.Stage, "settle", "the final invoice is not issued")
	case t.Demurrage != nil && t.Demurrage.Status == crude.DemurrageStatusClaimed:
		return sdk.Reject(deal.Stage, "settle", "the demurrage that "+t.Demurrage.ClaimedBy+" claims must be answered first")
	case t.SettledBy == call.Actor():
		return sdk.Reject(deal.Party, "settle", call.Actor()+" has said so already: it is for the other party now")
	case t.SettledBy == "":
		t.SettledBy = call.Actor()
		return nil
	}
	end(call, t, crude.StageSettled)
	return nil
}

func end(call *sdk.Call, t *crude.Trade, stage crude.Stage) {
	t.Stage = stage
	t.EndedAt = call.Time()
	call.Finish()
}
