package v2

import (
	"slices"
	"strconv"

	"github.com/novation-dev/novation/plugins/sdk"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// openAmendment returns the amendment that waits for an answer, or nil.
func openAmendment(t *crude.Trade) *crude.Amendment {
	if n := len(t.Amendments); n > 0 && t.Amendments[n-1].Status == crude.AmendmentStatusProposed {
		return &t.Amendments[n-1]
	}
	return nil
}

// amend proposes other terms. They are checked as a whole, as a recap is.
func amend(call *sdk.Call, t *crude.Trade, c *crude.Amend) error {
	switch {
	case t.Stage != crude.StageConfirmed:
		return sdk.Reject(deal.Stage, "amend", "the trade is not confirmed: correct the recap instead")
	case t.BillOfLading != nil:
		return sdk.Reject(deal.Stage, "amend", "the cargo was loaded on "+t.BillOfLading.Date)
	case t.SettledBy != "":
		return sdk.Reject(deal.Stage, "amend", t.SettledBy+" considers the trade settled")
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
	t.Amendments = append(t.Amendments, crude.Amendment{
		ProposedBy: call.Actor(),
		Reason:     c.Reason,
		Changes:    changes,
		Status:     crude.AmendmentStatusProposed,
		ProposedAt: call.Time(),
	})
	return nil
}

func acceptAmendment(call *sdk.Call, t *crude.Trade) error {
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
	open.Status = crude.AmendmentStatusAccepted
	open.AnsweredAt = call.Time()
	// A vessel that cannot make the new laycan, or that the other party now
	// charters, has to be nominated again.
	if n := t.Nomination; n != nil && (n.NominatedBy != charterer(t.Terms) || !withinLaycan(t.Terms, n.Eta)) {
		t.Nomination = nil
	}
	call.Issue("amendment", "CONF-"+t.Terms.Reference+"-A"+strconv.Itoa(len(t.Amendments)), summary(t.Terms))
	return nil
}

// rejectAmendment ends a proposal: the other party rejects it, or the one who
// made it withdraws it.
func rejectAmendment(call *sdk.Call, t *crude.Trade) error {
	open := openAmendment(t)
	if open == nil {
		return sdk.Reject(deal.Stage, "reject_amendment", "no amendment is proposed")
	}
	open.Status = crude.AmendmentStatusRejected
	open.AnsweredAt = call.Time()
	return nil
}

// changed returns the terms with changes made, and a record of both values.
func changed(terms *crude.Terms, asked []crude.AmendedTerm) (*crude.Terms, []crude.TermChange, error) {
	amended, err := clone(terms)
	if err != nil {
		return nil, nil, err
	}
	var changes []crude.TermChange
	var reasons sdk.Reasons
	for i, a := range asked {
		field := "amend.changes[" + strconv.Itoa(i) + "]"
		before := deal.Term(amended.Walk, path(a.Field))
		why := setTerm(amended, a.Field, a.Value)
		switch {
		case why != "":
			reasons.Add(deal.Invalid, field, why)
		case before == a.Value:
			reasons.Add(deal.Invalid, field, a.Field+" is "+deal.OrNothing(before)+" already")
		case slices.ContainsFunc(changes, func(c crude.TermChange) bool { return c.Field == a.Field }):
			reasons.Add(deal.Invalid, field, a.Field+" is named twice")
		}
		changes = append(changes, crude.TermChange{Field: a.Field, Before: before, After: a.Value})
	}
	return amended, changes, reasons.Err()
}

func clone(terms *crude.Terms) (*crude.Terms, error) {
	b, err := terms.Append(nil)
	if err != nil {
		return nil, err
	}
	c := &crude.Terms{}
	return c, c.Decode(b)
}

// path returns the path in Terms of a field named in an amendment: "price" is
// the amount of a fixed price, as it was in schema 1.
func path(field string) string {
	if field == "price" {
		return "price.fixed.amount"
	}
	return field
}
