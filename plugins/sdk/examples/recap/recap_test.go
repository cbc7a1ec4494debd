package recap_test

import (
	"testing"

	"github.com/novation-dev/novation/plugins/sdk/decimal"
	"github.com/novation-dev/novation/plugins/sdk/examples/recap"
	"github.com/novation-dev/novation/plugins/sdk/examples/recap/recapv1"
	"github.com/novation-dev/novation/plugins/sdk/sdktest"
)

const now = 1_700_000_000

// offer is a sound proposal of alpha's.
func offer() *recapv1.Propose {
	return &recapv1.Propose{
		Reference: "R-1", Buyer: "beta", Grade: "Brent", Quantity: decimal.Must("600000.000"), Price: decimal.Must("81.2575"),
		LaycanFrom: now + 86_400, LaycanTo: now + 172_800, LoadPort: "Sullom Voe", DischargePort: "Rotterdam",
		Clauses: []recapv1.Clause{{Id: "law", Title: "Law", Text: "English law."}},
	}
}

func record() *sdktest.Record {
	return &sdktest.Record{Rules: recap.Rules, Parties: []string{"alpha", "beta"}, Time: now}
}

func TestRecap(t *testing.T) {
	r := record()
	r.Accept(t, "alpha", &recapv1.Command{Propose: offer()})
	r.Accept(t, "beta", &recapv1.Command{Amend: &recapv1.Amend{Price: decimal.Must("80.0001"), Remove: []string{"law"}}})
	got := sdktest.Decode(t, r.State, &recapv1.Recap{})
	if got.Value != decimal.Must("48000060.00") || got.Revision != 2 || len(got.Clauses) != 0 || got.Confirmed[0] != "beta" {
		t.Errorf("after the amendment: %+v", got)
	}
	if why := r.Reject(t, "alpha", &recapv1.Command{Confirm: &recapv1.Confirm{Revision: 1}}); why[0].Code != "revision" {
		t.Errorf("an old revision: %v", why)
	}
	if why := r.Reject(t, "beta", &recapv1.Command{Confirm: &recapv1.Confirm{Revision: 2}}); why[0].Code != "twice" {
		t.Errorf("beta wrote it: %v", why)
	}
	reply := r.Accept(t, "alpha", &recapv1.Command{Confirm: &recapv1.Confirm{Revision: 2}})
	if want := "600000.000 bbl Brent at 80.0001 USD/bbl, together 48000060.00 USD"; !r.Final || reply.Documents[0].Summary != want {
		t.Errorf("agreed: final %v, %+v", r.Final, reply.Documents)
	}
}

// TestEveryFaultIsNamed lists what a proposal can have wrong, with the codes.
func TestEveryFaultIsNamed(t *testing.T) {
	for _, tt := range []struct {
		name string
		edit func(*recapv1.Propose)
		want []string
	}{
		{"buyer is oneself", func(p *recapv1.Propose) { p.Buyer = "alpha" }, []string{"party"}},
		{"buyer is a stranger", func(p *recapv1.Propose) { p.Buyer = "gamma" }, []string{"party"}},
		{"no port", func(p *recapv1.Propose) { p.LoadPort = "" }, []string{"missing"}},
		{"no quantity", func(p *recapv1.Propose) { p.Quantity = decimal.Decimal{} }, []string{"quantity"}},
		{"negative", func(p *recapv1.Propose) { p.Quantity, p.Price = p.Quantity.Neg(), p.Price.Neg() }, []string{"quantity", "price"}},
		{"laycan in the past", func(p *recapv1.Propose) { p.LaycanFrom = now - 1 }, []string{"laycan"}},
		{"laycan backwards", func(p *recapv1.Propose) { p.LaycanTo = p.LaycanFrom - 1 }, []string{"laycan"}},
		{"clause twice, one empty", func(p *recapv1.Propose) { p.Clauses = append(p.Clauses, recapv1.Clause{Id: "law"}) }, []string{"clause", "clause"}},
		{"value too large", func(p *recapv1.Propose) {
			p.Quantity = decimal.Must("99999999999999999999999999999999999.999")
		}, []string{"value"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := offer()
			tt.edit(p)
			why := record().Reject(t, "alpha", &recapv1.Command{Propose: p})
			var got []string
			for _, r := range why {
				got = append(got, r.Code)
			}
			if len(got) != len(tt.want) || got[0] != tt.want[0] || got[len(got)-1] != tt.want[len(got)-1] {
				t.Errorf("codes %v, want %v", got, tt.want)
			}
		})
	}
}
