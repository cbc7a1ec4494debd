package v1

import (
	"slices"
	"strconv"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// openAmendment returns the amendment that waits for an answer, or nil.
func openAmendment(t *crudev1.Trade) *crudev1.Amendment {
	if n := len(t.Amendments); n > 0 && t.Amendments[n-1].Status == crudev1.AmendmentStatusProposed {
		return &t.Amendments[n-1]
	}
	return nil
}

// amend proposes other terms. They are checked as a whole, as a recap is.
func amend(call *sdk.Call, t *crudev1.Trade, c *crudev1.Amend) error {
	switch {
	case t.Stage != crudev1.StageConfirmed:
		return sdk.Reject(deal.Stage, "amend", "the trade is not confirmed: correct the recap instead")
	case t.Cancellation != nil:
		return sdk.Reject(deal.Stage, "amend", t.Cancellation.RequestedBy+" has asked for a cancellation: answer it first")
	case t.CompletedBy != "":
		return sdk.Reject(deal.Stage, "amend", t.CompletedBy+" considers the trade performed")
	case len(c.Changes) == 0:
		return sdk.Reject(deal.Missing, "amend.changes", "name at least one term and its new value")
	case len(t.Amendments) == deal.MaxAmendments:
		return sdk.Reject(deal.Invalid, "amend", "a trade has at most "+strconv.Itoa(deal.MaxAmendments)+" amendments")
	}
	amended, changes, err := changed(t.Terms, c.Changes)
	if err != nil {
		return err
	}
	if err := checkTerms("amend.", amended).Err(); err != nil {
		return err
	}
	t.Amendments = append(t.Amendments, crudev1.Amendment{
		ProposedBy: call.Actor(),
		Reason:     c.Reason,
		Changes:    changes,
		Status:     crudev1.AmendmentStatusProposed,
		ProposedAt: call.Time(),
	})
	return nil
}

func acceptAmendment(call *sdk.Call, t *crudev1.Trade) error {
	open := openAmendment(t)
	switch {
	case open == nil:
		return sdk.Reject(deal.Stage, "accept_amendment", "no amendment is proposed")
	case open.ProposedBy == call.Actor():
		return sdk.Reject(deal.Party, "accept_amendment", "the other party accepts: "+call.Actor()+" proposed it")
	}
	var reasons sdk.Reasons
	for i, c := range open.Changes {
		if why := setTerm(t.Terms, c.Field, c.After); why != "" {
			reasons.Add(deal.Invalid, "amendments.changes["+strconv.Itoa(i)+"]", why)
		}
	}
	if err := append(reasons, checkTerms("terms.", t.Terms)...).Err(); err != nil {
		return err
	}
	open.Status = crudev1.AmendmentStatusAccepted
	open.AnsweredAt = call.Time()
	call.Issue("amendment", "CONF-"+t.Terms.Reference+"-A"+strconv.Itoa(len(t.Amendments)), summary(t.Terms))
	return nil
}

// rejectAmendment ends a proposal: the other party rejects it, or the one who
// made it withdraws it.
func rejectAmendment(call *sdk.Call, t *crudev1.Trade) error {
	open := openAmendment(t)
	if open == nil {
		return sdk.Reject(deal.Stage, "reject_amendment", "no amendment is proposed")
	}
	open.Status = crudev1.AmendmentStatusRejected
	open.AnsweredAt = call.Time()
	return nil
}

// changed returns the terms with changes made, and a record of both values.
func changed(terms *crudev1.Terms, asked []crudev1.AmendedTerm) (*crudev1.Terms, []crudev1.TermChange, error) {
	amended := *terms // Terms has no slices or pointers
	var changes []crudev1.TermChange
	var reasons sdk.Reasons
	for i, a := range asked {
		field := "amend.changes[" + strconv.Itoa(i) + "]"
		before := deal.Term(amended.Walk, a.Field)
		why := setTerm(&amended, a.Field, a.Value)
		switch {
		case why != "":
			reasons.Add(deal.Invalid, field, why)
		case before == a.Value:
			reasons.Add(deal.Invalid, field, a.Field+" is "+deal.OrNothing(before)+" already")
		case slices.ContainsFunc(changes, func(c crudev1.TermChange) bool { return c.Field == a.Field }):
			reasons.Add(deal.Invalid, field, a.Field+" is named twice")
		}
		changes = append(changes, crudev1.TermChange{Field: a.Field, Before: before, After: a.Value})
	}
	return &amended, changes, reasons.Err()
}

// setTerm sets one of the terms from text. It returns why it cannot, or "".
func setTerm(t *crudev1.Terms, field, text string) string {
	ok := true
	switch field {
	case "quantity":
		t.Quantity, ok = deal.Number(text, 3)
	case "price":
		t.Price, ok = deal.Number(text, 4)
	case "tolerance":
		t.Tolerance, ok = deal.Number(text, 2)
	case "tolerance_option":
		t.ToleranceOption, ok = deal.Option(text, crudev1.ParseSide)
	case "incoterm":
		t.Incoterm, ok = deal.Option(text, crudev1.ParseIncoterm)
	case "location":
		t.Location = text
	case "laycan_from":
		t.LaycanFrom = text
	case "laycan_to":
		t.LaycanTo = text
	case "payment_days":
		t.PaymentDays, ok = deal.Days(text)
	case "broker":
		t.Broker = text
	default:
		return strconv.Quote(field) + " is not a term that can be amended"
	}
	if !ok {
		return strconv.Quote(text) + " is no value for " + field
	}
	return ""
}
