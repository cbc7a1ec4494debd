package deal_test

import (
	"testing"
	"time"

	"github.com/novation-dev/novation/plugins/sdk/decimal"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// TestDates compares every day of three centuries with package time.
func TestDates(t *testing.T) {
	for d := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() < 2200; d = d.AddDate(0, 0, 1) {
		text := d.Format(time.DateOnly)
		got, ok := deal.ParseDate(text)
		if !ok || int64(got) != d.Unix()/86400-b2i(d.Unix() < 0 && d.Unix()%86400 != 0) {
			t.Fatalf("ParseDate(%s) = %d, %v", text, got, ok)
		}
		if got.String() != text || got.Weekday() != int(d.Weekday()) {
			t.Fatalf("%s is written as %s, weekday %d", text, got, got.Weekday())
		}
	}
}

func b2i(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func TestNotDates(t *testing.T) {
	for _, text := range []string{
		"", "2026-02-29", "2100-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00",
		"2026-1-01", "2026/01/01", "26-01-01", "2026-01-01 ", "2026-01-01T00:00:00Z", "20a6-01-01", "-026-01-01", "1899-12-31", "2200-01-01",
	} {
		if d, ok := deal.ParseDate(text); ok {
			t.Errorf("%q is read as %s", text, d)
		}
	}
}

func TestBankingDay(t *testing.T) {
	for text, want := range map[string]string{
		"2026-04-03": "2026-04-03", // Friday, though a holiday in places
		"2026-04-04": "2026-04-03", // Saturday: the Friday before
		"2026-04-05": "2026-04-06", // Sunday: the Monday after
		"2026-04-06": "2026-04-06",
		"2026-02-28": "2026-02-27",
		"2026-05-31": "2026-06-01",
	} {
		d, _ := deal.ParseDate(text)
		if got := d.BankingDay().String(); got != want {
			t.Errorf("due on %s, paid on %s, want %s", text, got, want)
		}
	}
}

func TestGrouped(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "999": "999", "1000": "1,000", "600000.000": "600,000.000", "-1234567.89": "-1,234,567.89", "-100.5": "-100.5",
	} {
		if got := deal.Grouped(decimal.Must(text)); got != want {
			t.Errorf("Grouped(%s) = %s, want %s", text, got, want)
		}
	}
}

func TestGrades(t *testing.T) {
	for _, g := range deal.Grades() {
		if len(deal.LoadingPorts(g)) == 0 {
			t.Errorf("%s is loaded nowhere", g)
		}
	}
	if deal.LoadingPorts("Snake Oil") != nil {
		t.Error("snake oil is traded")
	}
}
