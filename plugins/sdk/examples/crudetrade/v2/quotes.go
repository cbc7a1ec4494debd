package v2

import (
	"strconv"
	"strings"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	crude "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev2"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// quotesHeader is the first line of the table. The others are sorted by
// benchmark and date, each at most once, prices with three digits.
const quotesHeader = "benchmark,date,price"

// A quote is a benchmark's published price of a day.
type quote struct {
	date  string
	price decimal.Decimal
}

// readQuotes returns the quotes of one benchmark in the order of their dates.
// It reads the whole table: bytes that are not canonical are not used in part.
func readQuotes(table []byte, benchmark string) ([]quote, error) {
	text, found := strings.CutPrefix(string(table), quotesHeader+"\n")
	if !found {
		return nil, sdk.Reject(deal.NoQuotes, "", "the table of quotes does not begin with "+quotesHeader)
	}
	var quotes []quote
	last := ""
	for n := 2; text != ""; n++ {
		line, rest, ended := strings.Cut(text, "\n")
		name, dated, ok1 := strings.Cut(line, ",")
		date, price, ok2 := strings.Cut(dated, ",")
		_, ok3 := deal.ParseDate(date)
		p, err := decimal.Parse(price, 3)
		key := name + "\n" + date // sorts a name before the names it begins
		if !ended || !ok1 || !ok2 || !ok3 || err != nil || key <= last {
			return nil, sdk.Reject(deal.NoQuotes, "", "line "+strconv.Itoa(n)+" of the table of quotes is malformed or out of order")
		}
		if name == benchmark {
			quotes = append(quotes, quote{date, p})
		}
		last, text = key, rest
	}
	if len(quotes) == 0 {
		return nil, sdk.Reject(deal.NoQuotes, "terms.price.formula.benchmark", "the table of quotes has no "+benchmark)
	}
	return quotes, nil
}

// window returns the quotes that the formula averages. The table must reach
// beyond the window, or some of it may not be published yet.
func window(quotes []quote, f *crude.FormulaPrice, bill string) ([]quote, error) {
	if f.Dates != nil {
		first, last := quotes[0].date, quotes[len(quotes)-1].date
		if f.Dates.From < first || f.Dates.To > last {
			return nil, sdk.Reject(deal.NoQuotes, "terms.price.formula.dates", "quotes of "+f.Benchmark+" reach from "+first+" to "+last)
		}
		lo, hi := 0, 0
		for _, q := range quotes {
			if q.date < f.Dates.From {
				lo++
			}
			if q.date <= f.Dates.To {
				hi++
			}
		}
		if lo == hi {
			return nil, sdk.Reject(deal.NoQuotes, "terms.price.formula.dates", "no quote of "+f.Benchmark+" was published in the window")
		}
		return quotes[lo:hi], nil
	}
	before, on := 0, 0
	for _, q := range quotes {
		switch {
		case q.date < bill:
			before++
		case q.date == bill:
			on++
		}
	}
	lo, hi := before-int(f.Bill.Before), before+on+int(f.Bill.After)
	if lo < 0 || hi > len(quotes) {
		return nil, sdk.Reject(deal.NoQuotes, "terms.price.formula.bill", "the quotes of "+f.Benchmark+" do not cover "+billText(f.Bill)+" of "+bill)
	}
	used := append([]quote(nil), quotes[lo:before]...)
	if f.Bill.On {
		used = append(used, quotes[before:before+on]...)
	}
	used = append(used, quotes[before+on:hi]...)
	if len(used) == 0 {
		return nil, sdk.Reject(deal.NoQuotes, "terms.price.formula.bill", "no quote of "+f.Benchmark+" was published on "+bill)
	}
	return used, nil
}

// lastBefore returns the last quote known on the day of the bill of lading, on
// which a provisional invoice is based.
func lastBefore(quotes []quote, bill string) ([]quote, error) {
	for i := len(quotes) - 1; i >= 0; i-- {
		if quotes[i].date <= bill {
			return quotes[i : i+1], nil
		}
	}
	return nil, sdk.Reject(deal.NoQuotes, "terms.price.formula.benchmark", "no quote was published on or before "+bill)
}

// mean returns the arithmetic mean, rounded half to even to four digits.
func mean(quotes []quote) (decimal.Decimal, error) {
	var sum decimal.Decimal
	for _, q := range quotes {
		var err error
		if sum, err = sum.Add(q.price); err != nil {
			return sum, err
		}
	}
	return sum.Quo(decimal.New(int64(len(quotes)), 0), 4, decimal.HalfEven)
}
