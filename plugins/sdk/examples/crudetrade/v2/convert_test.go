package v2_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1/command100"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1/command110"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	v1 "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/v1"
	v2 "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/v2"
	"github.com/novation-dev/novation/plugins/sdk/sdktest"
	"github.com/novation-dev/novation/plugins/sdk/wire"
)

// run runs an operation on a state that is given as a message.
func run(t *testing.T, op sdk.Operation, state wire.Encoder) *sdk.Reply {
	t.Helper()
	return sdktest.Run(t, op, &sdk.Request{State: sdktest.Encode(t, state)})
}

// roundTrip carries a state of schema 1 up and down again.
func roundTrip(t *testing.T, state []byte) {
	t.Helper()
	up := sdktest.Convert(t, v2.Rules200().Up, state)
	if len(up.Reasons) > 0 {
		t.Fatalf("up refuses %x: %+v", state, up.Reasons)
	}
	down := sdktest.Convert(t, v2.Rules200().Down, up.State)
	if len(down.Reasons) > 0 || !bytes.Equal(down.State, state) {
		t.Fatalf("down(up(s)) is %x, want %x: %+v", down.State, state, down.Reasons)
	}
}

// TestRoundTrip: up is total and down undoes it, for random states of schema 1,
// sound or not.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 5_000 {
		if state := sdktest.Encode(t, randomTrade(r)); len(state) > 0 {
			roundTrip(t, state)
		}
	}
}

// FuzzRoundTrip is the same for whatever bytes are a state of schema 1, but for
// an open amendment, whose fields no rules of schema 1 would leave unchecked.
func FuzzRoundTrip(f *testing.F) {
	r := rand.New(rand.NewPCG(8, 8))
	for range 10 {
		b, err := randomTrade(r).Append(nil)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, state []byte) {
		var s crudev1.Trade
		if err := s.Decode(state); err != nil || len(state) == 0 {
			return
		}
		for _, a := range s.Amendments {
			if a.Status == crudev1.AmendmentStatusProposed {
				return
			}
		}
		roundTrip(t, state)
	})
}

// TestRoundTripOfHistories carries every state of trades that 1.0.0 and 1.1.0
// made up and back, and checks that those above are sound.
func TestRoundTripOfHistories(t *testing.T) {
	terms := crudev1.Terms{
		Reference: "CT-2026-0001", TradeDate: "2026-02-16", Buyer: "alpha", Seller: "beta", Grade: "Forties",
		Quantity: decimal.Must("600000.000"), Price: decimal.Must("81.2500"), Currency: "USD", Incoterm: crudev1.IncotermFob,
		Location: "Hound Point", LaycanFrom: "2026-03-03", LaycanTo: "2026-03-05", PaymentDays: 30,
	}
	amend := &command110.Command{Amend: &crudev1.Amend{Changes: []crudev1.AmendedTerm{{Field: "price", Value: "81.4000"}}}}
	type step struct {
		rules   sdk.Rules
		actor   string
		command wire.Encoder
	}
	begin := []step{
		{v1.Rules100(), "alpha", &command100.Command{Recap: &crudev1.Recap{Terms: &terms}}},
		{v1.Rules100(), "beta", &command100.Command{Confirm: &crudev1.Confirm{Terms: &terms}}},
	}
	for name, rest := range map[string][]step{
		"completed": {
			{v1.Rules100(), "alpha", &command100.Command{Complete: &crudev1.Complete{}}},
			{v1.Rules100(), "beta", &command100.Command{Complete: &crudev1.Complete{}}},
		},
		"cancelled": {
			{v1.Rules100(), "alpha", &command100.Command{Cancel: &crudev1.Cancel{Reason: "closed"}}},
			{v1.Rules100(), "beta", &command100.Command{AcceptCancellation: &crudev1.AcceptCancellation{}}},
		},
		"amended": {
			{v1.Rules110(), "alpha", amend},
			{v1.Rules110(), "beta", &command110.Command{AcceptAmendment: &crudev1.AcceptAmendment{}}},
			{v1.Rules110(), "beta", &command110.Command{Complete: &crudev1.Complete{}}},
		},
		"an amendment and a cancellation open": {
			{v1.Rules110(), "alpha", amend},
			{v1.Rules100(), "alpha", &command100.Command{Cancel: &crudev1.Cancel{Reason: "closed"}}},
		},
	} {
		r := &sdktest.Record{Parties: []string{"alpha", "beta"}, Time: 5}
		for _, s := range slices.Concat(begin, rest) {
			r.Rules = s.rules
			r.Accept(t, s.actor, s.command)
			roundTrip(t, r.State)
			up := sdktest.Convert(t, v2.Rules200().Up, r.State)
			if check := sdktest.Run(t, v2.Rules200().Check, &sdk.Request{State: up.State}); len(check.Reasons) > 0 {
				t.Errorf("%s: up of a sound state is not sound: %+v", name, check.Reasons)
			}
		}
		// Whatever was open can be answered under 2.0.0.
		if name == "an amendment and a cancellation open" {
			r.Rules, r.State = v2.Rules200(), sdktest.Convert(t, v2.Rules200().Up, r.State).State
			r.Accept(t, "beta", acceptAmended)
			r.Accept(t, "beta", acceptCancel)
			if !r.Final {
				t.Error("the trade is stranded")
			}
		}
	}
}

// TestDownNamesWhatIsLost adds one thing at a time that schema 1 has no place
// for.
func TestDownNamesWhatIsLost(t *testing.T) {
	plain := func(t *crude.Terms) { t.LaytimeHours, t.DemurrageRate = decimal.Decimal{}, decimal.Decimal{} }
	r := confirmed(t, plain)
	if down := run(t, v2.Rules200().Down, state(t, r)); len(down.Reasons) > 0 {
		t.Fatalf("down refuses what schema 1 can say: %+v", down.Reasons)
	}
	amended := func(field string) func(*crude.Trade) {
		return func(s *crude.Trade) {
			s.Amendments = []crude.Amendment{{
				Status: crude.AmendmentStatusProposed, Changes: []crude.TermChange{{Field: "price"}, {Field: field}},
			}}
		}
	}
	for _, tc := range []struct {
		field string
		add   func(*crude.Trade)
	}{
		{"terms.price.formula", func(s *crude.Trade) { s.Terms.Price = afterBill(5, "0.0000") }},
		{"terms.price", func(s *crude.Trade) { s.Terms.Price = &crude.Price{} }},
		{"terms.price", func(s *crude.Trade) { s.Terms.Price = &crude.Price{Fixed: &crude.FixedPrice{}} }},
		{"terms.laytime_hours", func(s *crude.Trade) { s.Terms.LaytimeHours = decimal.Must("36.00") }},
		{"terms.demurrage_rate", func(s *crude.Trade) { s.Terms.DemurrageRate = decimal.Must("45000.00") }},
		{"amendments[0].changes[1].field", amended("laytime_hours")},
		{"amendments[0].changes[1].field", amended("demurrage_rate")},
		{"amendments[0].changes[1].field", amended("price.formula.differential")},
		{"nomination", func(s *crude.Trade) { s.Nomination = &crude.Nomination{} }},
		{"bill_of_lading", func(s *crude.Trade) { s.BillOfLading = &crude.BillOfLading{} }},
		{"invoices", func(s *crude.Trade) { s.Invoices = []crude.Invoice{{}} }},
		{"demurrage", func(s *crude.Trade) { s.Demurrage = &crude.Demurrage{} }},
	} {
		s := state(t, r)
		tc.add(s)
		down := run(t, v2.Rules200().Down, s)
		if !slices.Equal(fields(down.Reasons), []string{tc.field}) || down.Reasons[0].Code != "would-lose" || down.State != nil {
			t.Errorf("%s: %+v", tc.field, down)
		}
	}
}

// TestDownCarriesHistory: a formula that was agreed and given up again does not
// keep a trade from going down.
func TestDownCarriesHistory(t *testing.T) {
	r := confirmed(t, func(t *crude.Terms) { t.LaytimeHours, t.DemurrageRate = decimal.Decimal{}, decimal.Decimal{} })
	r.Accept(t, "alpha", amend(change("price.formula.benchmark", "North Sea"), change("price.formula.bill.after", "5")))
	r.Accept(t, "beta", acceptAmended)
	if down := run(t, v2.Rules200().Down, state(t, r)); !slices.Equal(fields(down.Reasons), []string{"terms.price.formula"}) {
		t.Errorf("with a formula: %+v", down)
	}
	r.Accept(t, "beta", amend(change("price", "80.0000")))
	r.Accept(t, "alpha", acceptAmended)
	down := run(t, v2.Rules200().Down, state(t, r))
	if len(down.Reasons) > 0 {
		t.Fatalf("back at a fixed price: %+v", down.Reasons)
	}
	old := sdktest.Decode(t, down.State, &crudev1.Trade{})
	if old.Terms.Price != decimal.Must("80.0000") || old.Amendments[0].Changes[0].After != "North Sea" {
		t.Errorf("down: %+v", old)
	}
	if up := run(t, v2.Rules200().Up, old); !bytes.Equal(up.State, r.State) {
		t.Errorf("up(down(s)) is %x, want %x", up.State, r.State)
	}
}

func TestUpMakesAFixedPrice(t *testing.T) {
	up := sdktest.Decode(t, run(t, v2.Rules200().Up, &crudev1.Trade{
		Stage: crudev1.StageCompleted, CompletedBy: "beta", Terms: &crudev1.Terms{Price: decimal.Must("81.2500")},
	}).State, &crude.Trade{})
	if up.Terms.Price.Fixed.Amount != decimal.Must("81.2500") || up.Stage != crude.StageSettled || up.SettledBy != "beta" {
		t.Errorf("up: %+v, price %+v", up, up.Terms.Price)
	}
}

// randomTrade fills a state with anything its types allow.
func randomTrade(r *rand.Rand) *crudev1.Trade {
	s := &crudev1.Trade{
		Stage: crudev1.Stage(r.IntN(5)), RecappedBy: randomText(r), RecappedAt: randomInt(r), ConfirmedAt: randomInt(r),
		CompletedBy: randomText(r), EndedAt: randomInt(r),
	}
	if r.IntN(4) > 0 {
		s.Terms = &crudev1.Terms{
			Reference: randomText(r), TradeDate: randomText(r), Buyer: randomText(r), Seller: randomText(r), Grade: randomText(r),
			Quantity: randomDecimal(r, 3), Price: randomDecimal(r, 4), Currency: randomText(r), Incoterm: crudev1.Incoterm(r.IntN(5)),
			Location: randomText(r), LaycanFrom: randomText(r), LaycanTo: randomText(r), PaymentDays: int32(randomInt(r)),
			Broker: randomText(r), Tolerance: randomDecimal(r, 2), ToleranceOption: crudev1.Side(r.IntN(3)),
		}
	}
	if r.IntN(3) == 0 {
		s.Cancellation = &crudev1.Cancellation{RequestedBy: randomText(r), Reason: randomText(r)}
	}
	for range r.IntN(4) {
		a := crudev1.Amendment{
			ProposedBy: randomText(r), Reason: randomText(r), Status: crudev1.AmendmentStatus(r.IntN(4)),
			ProposedAt: randomInt(r), AnsweredAt: randomInt(r),
		}
		for range r.IntN(3) {
			a.Changes = append(a.Changes, crudev1.TermChange{Field: randomText(r), Before: randomText(r), After: randomText(r)})
		}
		s.Amendments = append(s.Amendments, a)
	}
	return s
}

func randomText(r *rand.Rand) string {
	return []string{"", "alpha", "price", "Grüße ☂", strconv.Itoa(r.IntN(1000)), "2026-03-03"}[r.IntN(6)]
}

func randomInt(r *rand.Rand) int64 {
	return []int64{0, 1, -1, 1_771_200_000, int64(r.Uint64())}[r.IntN(5)]
}

func randomDecimal(r *rand.Rand, scale int) decimal.Decimal {
	if r.IntN(4) == 0 {
		return decimal.Decimal{}
	}
	return decimal.New(randomInt(r), scale)
}
