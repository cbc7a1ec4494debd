package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"time"
)

// A benchmark is a made-up series of daily quotes in tenths of a cent per
// barrel, one for each business day from firstDay to lastDay.
type benchmark struct {
	name   string
	days   []time.Time
	quotes []int
}

var (
	firstDay = day(2025, time.December, 1)
	lastDay  = day(2027, time.February, 26)
)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// benchmarks makes the series, sorted by name: one random walk for the level of
// the market, and a spread to it that moves less.
func benchmarks() []benchmark {
	r := rand.New(rand.NewPCG(2026, 1))
	out := []benchmark{{name: "Gulf Sour"}, {name: "North Sea Dated"}, {name: "US Gulf Midland"}}
	spread := []int{-2100, 0, -900} // tenths of a cent
	level := 78_400
	for d := firstDay; !d.After(lastDay); d = d.AddDate(0, 0, 1) {
		if !isBusinessDay(d) {
			continue
		}
		// Up to 1.60 a day, drawn back towards 78.00.
		level += r.IntN(3201) - 1600 - (level-78_000)/60
		for i := range out {
			spread[i] += r.IntN(121) - 60
			out[i].days = append(out[i].days, d)
			out[i].quotes = append(out[i].quotes, (level+spread[i])/5*5)
		}
	}
	return out
}

// isBusinessDay leaves out weekends, New Year's Day, Good Friday and Christmas.
func isBusinessDay(d time.Time) bool {
	switch {
	case d.Weekday() == time.Saturday || d.Weekday() == time.Sunday:
		return false
	case d.Month() == time.January && d.Day() == 1, d.Month() == time.December && d.Day() == 25:
		return false
	}
	return !d.Equal(day(2026, time.April, 3))
}

// at returns the last quote on or before a day.
func (b *benchmark) at(d time.Time) int {
	last := b.quotes[0]
	for i := range b.days {
		if !b.days[i].After(d) {
			last = b.quotes[i]
		}
	}
	return last
}

// quotesCSV writes the table as the rules read it: sorted by benchmark and day,
// three digits after the point.
func quotesCSV(series []benchmark) []byte {
	var b bytes.Buffer
	b.WriteString("benchmark,date,price\n")
	for _, s := range series {
		for i, d := range s.days {
			fmt.Fprintf(&b, "%s,%s,%d.%03d\n", s.name, d.Format(time.DateOnly), s.quotes[i]/1000, s.quotes[i]%1000)
		}
	}
	return b.Bytes()
}
