package deal

import "strconv"

// A Date is a calendar day, counted from 1970-01-01. The package time is not
// used: it would bring time zones and clocks into rules that must have neither.
type Date int

// ParseDate reads YYYY-MM-DD, years 1900 to 2199. It reports false for anything
// else, such as 2026-02-30.
func ParseDate(text string) (Date, bool) {
	if len(text) != 10 || text[4] != '-' || text[7] != '-' {
		return 0, false
	}
	y, ok1 := digits(text[:4])
	m, ok2 := digits(text[5:7])
	d, ok3 := digits(text[8:])
	if !ok1 || !ok2 || !ok3 || y < 1900 || y > 2199 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return 0, false
	}
	days := 365*(y-1970) + leapsBefore(y) - leapsBefore(1970)
	for i := 1; i < m; i++ {
		days += daysIn(y, i)
	}
	return Date(days + d - 1), true
}

// String returns YYYY-MM-DD.
func (d Date) String() string {
	y, days := 1970, int(d)
	for ; days < 0; days += yearDays(y) {
		y--
	}
	for ; days >= yearDays(y); y++ {
		days -= yearDays(y)
	}
	m := 1
	for ; days >= daysIn(y, m); m++ {
		days -= daysIn(y, m)
	}
	return pad(y, 4) + "-" + pad(m, 2) + "-" + pad(days+1, 2)
}

// Weekday returns 0 for Sunday to 6 for Saturday. 1970-01-01 was a Thursday.
func (d Date) Weekday() int { return ((int(d)+4)%7 + 7) % 7 }

// BankingDay returns the day on which a payment due on d is made, by the usual
// clause in crude oil contracts: due on a Saturday, it is paid on the Friday
// before; due on a Sunday, on the Monday after. Bank holidays differ by city
// and are left to the parties.
func (d Date) BankingDay() Date {
	switch d.Weekday() {
	case 6:
		return d - 1
	case 0:
		return d + 1
	default:
		return d
	}
}

func digits(text string) (int, bool) {
	n := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = 10*n + int(text[i]-'0')
	}
	return n, true
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

func isLeap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

// leapsBefore counts the leap days before the year y.
func leapsBefore(y int) int { y--; return y/4 - y/100 + y/400 }

func yearDays(y int) int {
	if isLeap(y) {
		return 366
	}
	return 365
}

func daysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		return yearDays(y) - 337
	default:
		return 31
	}
}
