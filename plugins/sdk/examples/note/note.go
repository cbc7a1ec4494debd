// Package note is the example of the SDK's README: a promissory note that is
// paid in parts.
package note

import (
	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/examples/note/notev1"
)

// Rules are the rules of the note.
var Rules = sdk.Rules{Apply: sdk.Apply(apply), Check: sdk.Check(check)}

func apply(call *sdk.Call, n *notev1.Note, c *notev1.Command) error {
	switch {
	case call.New() && c.Promise != nil:
		return promise(call, n, c.Promise)
	case !call.New() && c.Pay != nil:
		return pay(call, n, c.Pay)
	default:
		return sdk.Reject("wrong-step", "", "a note begins with a promise, then it is paid")
	}
}

func promise(call *sdk.Call, n *notev1.Note, p *notev1.Promise) error {
	var reasons sdk.Reasons
	if p.Creditor == call.Actor() || !call.IsParty(p.Creditor) {
		reasons.Add("party", "promise.creditor", "name the other party")
	}
	if p.Amount.Sign() <= 0 {
		reasons.Add("amount", "promise.amount", "promise more than nothing")
	}
	if err := reasons.Err(); err != nil {
		return err
	}
	n.Debtor, n.Creditor, n.Open = call.Actor(), p.Creditor, p.Amount
	return nil
}

func pay(call *sdk.Call, n *notev1.Note, p *notev1.Pay) error {
	if call.Actor() != n.Creditor {
		return sdk.Reject("party", "pay", n.Creditor+" says what was received")
	}
	left, err := n.Open.Sub(p.Amount)
	if err != nil {
		return err
	}
	if p.Amount.Sign() <= 0 || left.Sign() < 0 {
		return sdk.Reject("amount", "pay.amount", "between nothing and "+n.Open.String()+" EUR can be paid")
	}
	n.Open = left
	call.Issue("receipt", "", n.Creditor+" received "+p.Amount.String()+" EUR, "+left.String()+" EUR are open")
	if left.Sign() == 0 {
		call.Finish()
	}
	return nil
}

func check(n *notev1.Note) error {
	if n.Open.Sign() < 0 || n.Debtor == n.Creditor {
		return sdk.Reject("invariant", "", "a note is not owed to oneself, nor below zero")
	}
	return nil
}
