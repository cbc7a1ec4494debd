// Package recap is the example that exists in every language of the SDK, with
// the same replies to the byte: the recap of a deal, amended and confirmed by
// both sides. It is also what the speed of the runtime is measured with.
//
// It is the reference: what another language does differently is wrong there.
// The cases of plugins/testdata/recap hold all of them to it.
package recap

import (
	"slices"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	"github.com/novation-dev/novation/plugins/sdk/examples/recap/recapv1"
)

// Rules are the rules of the recap.
var Rules = sdk.Rules{Apply: sdk.Apply(apply), Check: sdk.Check(check)}

// maxClauses bounds the clauses of a recap.
const maxClauses = 64

func apply(call *sdk.Call, r *recapv1.Recap, c *recapv1.Command) error {
	switch {
	case call.New() && c.Propose != nil:
		return propose(call, r, c.Propose)
	case !call.New() && c.Amend != nil:
		return amend(call, r, c.Amend)
	case !call.New() && c.Confirm != nil:
		return confirm(call, r, c.Confirm)
	default:
		return sdk.Reject("wrong-step", "", "a recap begins with a proposal, then it is amended and confirmed")
	}
}

func propose(call *sdk.Call, r *recapv1.Recap, p *recapv1.Propose) error {
	var reasons sdk.Reasons
	if p.Buyer == call.Actor() || !call.IsParty(p.Buyer) {
		reasons.Add("party", "propose.buyer", "name the other party")
	}
	if p.Reference == "" || p.Grade == "" || p.LoadPort == "" || p.DischargePort == "" {
		reasons.Add("missing", "propose", "reference, grade and both ports must be given")
	}
	if err := reasons.Err(); err != nil {
		return err
	}
	*r = recapv1.Recap{
		Reference: p.Reference, Seller: call.Actor(), Buyer: p.Buyer, Grade: p.Grade, Quantity: p.Quantity, Price: p.Price,
		LaycanFrom: p.LaycanFrom, LaycanTo: p.LaycanTo, LoadPort: p.LoadPort, DischargePort: p.DischargePort,
		Clauses: p.Clauses, Status: recapv1.StatusDraft,
	}
	return revise(call, r)
}

func amend(call *sdk.Call, r *recapv1.Recap, a *recapv1.Amend) error {
	if call.Actor() != r.Seller && call.Actor() != r.Buyer {
		return sdk.Reject("party", "amend", "only seller and buyer amend")
	}
	if a.Quantity.IsSet() {
		r.Quantity = a.Quantity
	}
	if a.Price.IsSet() {
		r.Price = a.Price
	}
	if a.LaycanFrom != 0 {
		r.LaycanFrom = a.LaycanFrom
	}
	if a.LaycanTo != 0 {
		r.LaycanTo = a.LaycanTo
	}
	for _, id := range a.Remove {
		i := slices.IndexFunc(r.Clauses, func(c recapv1.Clause) bool { return c.Id == id })
		if i < 0 {
			return sdk.Reject("clause", "amend.remove", "there is no clause "+id)
		}
		r.Clauses = slices.Delete(r.Clauses, i, i+1)
	}
	r.Clauses = append(r.Clauses, a.Add...)
	return revise(call, r)
}

// revise checks the terms, computes what follows from them, and starts the
// confirmations anew with the one who wrote them.
func revise(call *sdk.Call, r *recapv1.Recap) error {
	var reasons sdk.Reasons
	if r.Quantity.Sign() <= 0 {
		reasons.Add("quantity", "quantity", "the quantity must be above zero")
	}
	if r.Price.Sign() <= 0 {
		reasons.Add("price", "price", "the price must be above zero")
	}
	if r.LaycanFrom < call.Time() || r.LaycanTo < r.LaycanFrom {
		reasons.Add("laycan", "laycan_from", "loading begins in the past, or ends before it begins")
	}
	if len(r.Clauses) > maxClauses {
		reasons.Add("clause", "clauses", "at most 64 clauses")
	}
	for i, c := range r.Clauses {
		if c.Id == "" || c.Text == "" {
			reasons.Add("clause", "clauses", "a clause needs an id and a text")
		}
		if slices.ContainsFunc(r.Clauses[:i], func(before recapv1.Clause) bool { return before.Id == c.Id }) {
			reasons.Add("clause", "clauses", "there are two clauses "+c.Id)
		}
	}
	if err := reasons.Err(); err != nil {
		return err
	}
	value, err := r.Quantity.Mul(r.Price, 2, decimal.HalfEven)
	if err != nil {
		return sdk.Reject("value", "value", "quantity times price is too large")
	}
	r.Value = value
	r.Revision++
	r.Confirmed = []string{call.Actor()}
	return nil
}

func confirm(call *sdk.Call, r *recapv1.Recap, c *recapv1.Confirm) error {
	switch {
	case call.Actor() != r.Seller && call.Actor() != r.Buyer:
		return sdk.Reject("party", "confirm", "only seller and buyer confirm")
	case c.Revision != r.Revision:
		return sdk.Reject("revision", "confirm.revision", "another revision is the current one")
	case slices.Contains(r.Confirmed, call.Actor()):
		return sdk.Reject("twice", "confirm", call.Actor()+" has confirmed already")
	}
	r.Confirmed = append(r.Confirmed, call.Actor())
	r.Status = recapv1.StatusAgreed
	call.Issue("recap", r.Reference, r.Quantity.String()+" bbl "+r.Grade+" at "+r.Price.String()+" USD/bbl, together "+r.Value.String()+" USD")
	call.Finish()
	return nil
}

func check(r *recapv1.Recap) error {
	var reasons sdk.Reasons
	value, err := r.Quantity.Mul(r.Price, 2, decimal.HalfEven)
	if err != nil || value != r.Value {
		reasons.Add("value", "value", "the value is not quantity times price")
	}
	if (r.Status == recapv1.StatusAgreed) != (len(r.Confirmed) == 2) {
		reasons.Add("status", "status", "a recap is agreed when both sides confirmed")
	}
	for i, c := range r.Clauses {
		if slices.ContainsFunc(r.Clauses[:i], func(before recapv1.Clause) bool { return before.Id == c.Id }) {
			reasons.Add("clause", "clauses", "there are two clauses "+c.Id)
		}
	}
	return reasons.Err()
}
