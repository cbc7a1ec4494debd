package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"
)

// tradesPerPair is how many trades each ordered pair of members makes: 6 pairs,
// 216 trades.
const tradesPerPair = 36

// A trade is one line of trades.csv.
type trade struct {
	buyer, seller, grade, incoterm, location, broker string
	traded, from, to                                 time.Time
	quantity, cents, paymentDays                     int
}

// header names the parties, then the fields of the command that records the
// recap, as dotted paths in crude.v1.Command.
var header = []string{
	"buyer", "seller",
	"recap.terms.reference", "recap.terms.trade_date", "recap.terms.buyer", "recap.terms.seller", "recap.terms.grade",
	"recap.terms.quantity", "recap.terms.price", "recap.terms.currency", "recap.terms.incoterm", "recap.terms.location",
	"recap.terms.laycan_from", "recap.terms.laycan_to", "recap.terms.payment_days", "recap.terms.broker",
}

func tradesCSV(series []benchmark) []byte {
	r := rand.New(rand.NewPCG(2026, 2))
	var trades []trade
	members := []string{"alpha", "beta", "gamma"}
	for _, buyer := range members {
		for _, seller := range members {
			for n := 0; n < tradesPerPair && buyer != seller; n++ {
				trades = append(trades, makeTrade(r, series, buyer, seller))
			}
		}
	}
	slices.SortStableFunc(trades, func(a, b trade) int { return cmp.Compare(a.traded.Unix(), b.traded.Unix()) })

	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(header) // a bytes.Buffer cannot fail
	for i, t := range trades {
		_ = w.Write(t.record(fmt.Sprintf("CT-2026-%04d", i+1)))
	}
	w.Flush()
	return b.Bytes()
}

func (t *trade) record(reference string) []string {
	return []string{
		t.buyer, t.seller,
		reference, t.traded.Format(time.DateOnly), t.buyer, t.seller, t.grade,
		fmt.Sprintf("%d.000", t.quantity), fmt.Sprintf("%d.%02d00", t.cents/100, t.cents%100), "USD", t.incoterm, t.location,
		t.from.Format(time.DateOnly), t.to.Format(time.DateOnly), strconv.Itoa(t.paymentDays), t.broker,
	}
}

// makeTrade draws one trade.
func makeTrade(r *rand.Rand, series []benchmark, buyer, seller string) trade {
	g := pickGrade(r)
	t := trade{
		buyer: buyer, seller: seller, grade: g.name, quantity: pick(r, g.sizes), broker: pick(r, brokers),
		traded: businessDay(day(2026, time.January, 5).AddDate(0, 0, r.IntN(300))),
		// Thirty days after B/L is the custom.
		paymentDays: pick(r, []int{30, 30, 30, 30, 30, 30, 30, 15, 20, 45}),
	}
	t.cents = series[g.benchmark].at(t.traded)/10 + g.diff + r.IntN(2*g.spread+1) - g.spread
	if t.incoterm = pick(r, []string{"FOB", "FOB", "FOB", "FOB", "FOB", "CIF", "CIF", "CFR", "DAP", "DAP"}); t.incoterm == "FOB" {
		t.location = pick(r, g.ports)
		t.from = t.traded.AddDate(0, 0, 12+r.IntN(28))
		t.to = t.from.AddDate(0, 0, g.laycan-1)
		return t
	}
	// Delivered: freight is in the price, and the window is half a month.
	t.location = pick(r, g.destinations)
	t.cents += 110 + r.IntN(260)
	t.from, t.to = halfMonth(t.traded.AddDate(0, 0, 30+r.IntN(35)))
	return t
}

func pickGrade(r *rand.Rand) grade {
	total := 0
	for _, g := range grades {
		total += g.weight
	}
	n := r.IntN(total)
	for _, g := range grades {
		if n -= g.weight; n < 0 {
			return g
		}
	}
	return grades[0]
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func businessDay(d time.Time) time.Time {
	for !isBusinessDay(d) {
		d = d.AddDate(0, 0, 1)
	}
	return d
}

// halfMonth returns the first or the second half of the month of d.
func halfMonth(d time.Time) (from, to time.Time) {
	if d.Day() < 16 {
		return day(d.Year(), d.Month(), 1), day(d.Year(), d.Month(), 15)
	}
	return day(d.Year(), d.Month(), 16), day(d.Year(), d.Month()+1, 0)
}
