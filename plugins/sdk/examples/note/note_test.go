package note_test

import (
	"testing"

	"github.com/novation-dev/novation/plugins/sdk/decimal"
	"github.com/novation-dev/novation/plugins/sdk/examples/note"
	"github.com/novation-dev/novation/plugins/sdk/examples/note/notev1"
	"github.com/novation-dev/novation/plugins/sdk/sdktest"
)

func pay(amount string) *notev1.Command {
	return &notev1.Command{Pay: &notev1.Pay{Amount: decimal.Must(amount)}}
}

func TestNote(t *testing.T) {
	r := &sdktest.Record{Rules: note.Rules, Parties: []string{"alpha", "beta"}}
	r.Accept(t, "alpha", &notev1.Command{Promise: &notev1.Promise{Creditor: "beta", Amount: decimal.Must("100.00")}})

	if why := r.Reject(t, "beta", pay("100.01")); why[0].Field != "pay.amount" {
		t.Errorf("paying too much: %v", why)
	}
	if why := r.Reject(t, "alpha", pay("10.00")); why[0].Code != "party" {
		t.Errorf("the debtor says what was received: %v", why)
	}
	r.Accept(t, "beta", pay("99.99"))
	if got := sdktest.Decode(t, r.State, &notev1.Note{}); got.Open != decimal.Must("0.01") || r.Final {
		t.Errorf("after 99.99: %+v, final %v", got, r.Final)
	}
	reply := r.Accept(t, "beta", pay("0.01"))
	if !r.Final || reply.Documents[0].Summary != "beta received 0.01 EUR, 0.00 EUR are open" {
		t.Errorf("paid: final %v, %+v", r.Final, reply.Documents)
	}
}

func TestBegin(t *testing.T) {
	for _, c := range []*notev1.Command{
		{},
		pay("1.00"),
		{Promise: &notev1.Promise{Creditor: "alpha", Amount: decimal.Must("100.00")}},
		{Promise: &notev1.Promise{Creditor: "gamma", Amount: decimal.Must("100.00")}},
		{Promise: &notev1.Promise{Creditor: "beta"}},
	} {
		r := &sdktest.Record{Rules: note.Rules, Parties: []string{"alpha", "beta"}}
		r.Reject(t, "alpha", c)
	}
}
