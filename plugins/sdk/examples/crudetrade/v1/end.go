package v1

import (
	"strconv"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// cancel ends an unconfirmed trade, or asks the other party to end a confirmed
// one.
func cancel(call *sdk.Call, t *crudev1.Trade, c *crudev1.Cancel) error {
	switch {
	case c.Reason == "" || len(c.Reason) > deal.MaxReason:
		return sdk.Reject(deal.Invalid, "cancel.reason", "say why, in at most "+strconv.Itoa(deal.MaxReason)+" bytes")
	case t.Cancellation != nil:
		return sdk.Reject(deal.Stage, "cancel", t.Cancellation.RequestedBy+" has asked for a cancellation already")
	}
	t.Cancellation = &crudev1.Cancellation{RequestedBy: call.Actor(), Reason: c.Reason}
	if t.Stage == crudev1.StageRecapped {
		end(call, t, crudev1.StageCancelled)
	}
	return nil
}

func acceptCancellation(call *sdk.Call, t *crudev1.Trade) error {
	switch {
	case t.Cancellation == nil:
		return sdk.Reject(deal.Stage, "accept_cancellation", "nobody has asked for a cancellation")
	case t.Cancellation.RequestedBy == call.Actor():
		return sdk.Reject(deal.Party, "accept_cancellation", "the other party accepts: "+call.Actor()+" asked for it")
	}
	end(call, t, crudev1.StageCancelled)
	call.Issue("cancellation", "CANC-"+t.Terms.Reference, t.Cancellation.RequestedBy+" and "+call.Actor()+
		" cancel "+t.Terms.Reference+": "+t.Cancellation.Reason)
	return nil
}

// refuseCancellation lets the trade go on: the other party refuses, or the one
// who asked changes its mind.
func refuseCancellation(_ *sdk.Call, t *crudev1.Trade) error {
	if t.Cancellation == nil {
		return sdk.Reject(deal.Stage, "refuse_cancellation", "nobody has asked for a cancellation")
	}
	t.Cancellation = nil
	return nil
}

// complete records that a party considers the trade performed. The second
// party's word ends it.
func complete(call *sdk.Call, t *crudev1.Trade) error {
	switch {
	case t.Stage != crudev1.StageConfirmed:
		return sdk.Reject(deal.Stage, "complete", "the trade is not confirmed")
	case t.Cancellation != nil:
		return sdk.Reject(deal.Stage, "complete", t.Cancellation.RequestedBy+" has asked for a cancellation: accept or refuse it first")
	case t.CompletedBy == call.Actor():
		return sdk.Reject(deal.Party, "complete", call.Actor()+" has said so already: it is for the other party now")
	case t.CompletedBy == "":
		t.CompletedBy = call.Actor()
		return nil
	}
	end(call, t, crudev1.StageCompleted)
	return nil
}

func end(call *sdk.Call, t *crudev1.Trade, stage crudev1.Stage) {
	t.Stage = stage
	t.EndedAt = call.Time()
	call.Finish()
}
