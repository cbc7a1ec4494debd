// Package deal owns what every version of the crude oil rules needs to know
// about the trade itself, whatever the schema: calendar days, grades and their
// loading ports, and how numbers read in a summary.
//
// # Dependencies
//
// It imports the SDK, and of the standard library slices, strconv and strings: no
// time, no fmt.
package deal

import (
	"strings"

	"github.com/novation-dev/novation/plugins/sdk/decimal"
)

// loadingPorts are the ports where a grade is loaded. A cargo sold FOB is
// delivered there, so any other port is a slip of the pen.
var loadingPorts = []struct {
	grade string
	ports []string
}{
	{"Brent Blend", []string{"Sullom Voe"}},
	{"Forties", []string{"Hound Point"}},
	{"Oseberg", []string{"Sture"}},
	{"Ekofisk", []string{"Teesside"}},
	{"Troll", []string{"Mongstad"}},
	{"Johan Sverdrup", []string{"Mongstad"}},
	{"WTI Midland", []string{"Corpus Christi", "Houston"}},
	{"Mars", []string{"LOOP"}},
	{"Bonny Light", []string{"Bonny"}},
	{"Qua Iboe", []string{"Qua Iboe"}},
	{"Forcados", []string{"Forcados"}},
	{"Girassol", []string{"Girassol FPSO"}},
	{"Saharan Blend", []string{"Arzew", "Bejaia"}},
	{"Azeri Light", []string{"Ceyhan", "Supsa"}},
	{"Murban", []string{"Fujairah", "Jebel Dhanna"}},
	{"Oman", []string{"Mina al Fahal"}},
	{"Tupi", []string{"Angra dos Reis"}},
	{"Liza", []string{"Liza FPSO"}},
}

// LoadingPorts returns the ports where grade is loaded, none when the grade is
// not traded here.
func LoadingPorts(grade string) []string {
	for _, g := range loadingPorts {
		if g.grade == grade {
			return g.ports
		}
	}
	return nil
}

// Grades returns the grades that are traded here.
func Grades() []string {
	var grades []string
	for _, g := range loadingPorts {
		grades = append(grades, g.grade)
	}
	return grades
}

// IsReference reports whether text can be a trade reference: 1 to 32 capital
// letters, digits and hyphens.
func IsReference(text string) bool {
	if text == "" || len(text) > 32 {
		return false
	}
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-':
		default:
			return false
		}
	}
	return true
}

// Grouped returns the text of d with a comma between thousands.
func Grouped(d decimal.Decimal) string {
	sign := ""
	text, negative := strings.CutPrefix(d.String(), "-")
	if negative {
		sign = "-"
	}
	whole, fraction, point := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + fraction
	}
	return sign + whole
}
