package decimal_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"math/big"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk/decimal"
)

// vectorFile is what SDKs in all languages are tested against.
const vectorFile = "../../testdata/wire/decimal.json"

var update = flag.Bool("update", false, "write "+vectorFile)

// A vector is one operation on decimals. Scale and Mode are those of the
// result, of mul, quo and round; of parse the scale asked for. Want is the
// canonical text, of cmp "-1", "0" or "1"; or Error says why there is none.
type vector struct {
	Op    string `json:"op"`
	A     string `json:"a"`
	B     string `json:"b,omitempty"`
	Scale int    `json:"scale,omitempty"`
	Mode  string `json:"mode,omitempty"`
	Want  string `json:"want,omitempty"`
	Error string `json:"error,omitempty"`
}

var modes = []string{"exact", "half-even", "half-up", "down", "up", "floor", "ceiling"}

// TestVectors compares three: the file, this package, and math/big.
func TestVectors(t *testing.T) {
	if *update {
		if err := os.WriteFile(vectorFile, written(t), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(vectorFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, written(t)) {
		t.Error("the file is not what math/big computes: it may only be added to")
	}
	var read struct{ Vectors []vector }
	if err := json.Unmarshal(file, &read); err != nil || len(read.Vectors) < 1000 {
		t.Fatalf("%d vectors, %v", len(read.Vectors), err)
	}
	for _, v := range read.Vectors {
		if want, err := compute(v); want != v.Want || name(err) != v.Error {
			t.Errorf("%+v: this package gives %q, %q", v, want, name(err))
		}
	}
}

// written returns the content of the file.
func written(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("{\"vectors\": [\n")
	for i, v := range questions() {
		v.Want, v.Error = answer(v)
		line, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			b.WriteString(",\n")
		}
		b.Write(line)
	}
	b.WriteString("\n]}\n")
	return b.Bytes()
}

// questions are the operations, without results.
func questions() []vector {
	nines := strings.Repeat("9", 38)
	numbers := []string{
		"0", "0.00", "1", "-1", "7", "-0.01", "0.5", "1.5", "-2.5", "0.05", "0.3333", "81.2575", "598734.512", "-406.31",
		"4294967295", "4294967296", "18446744073709551615", "18446744073709551616", "-9223372036854775808",
		"340282366920938463463374607431768211", nines, "-" + nines, "9." + nines[1:], "0." + strings.Repeat("0", 36) + "1",
		"99999999999999999999999999999999999.9", "1000000000000000000.0000000000000000001", "1" + strings.Repeat("0", 37),
	}
	var all []vector
	for _, a := range numbers {
		all = append(all, vector{Op: "neg", A: a})
		for _, b := range numbers {
			all = append(all, vector{Op: "add", A: a, B: b}, vector{Op: "sub", A: a, B: b}, vector{Op: "cmp", A: a, B: b})
		}
	}
	for i, text := range []string{"", "-", "-0", "+1", "01", "00.1", ".5", "-.5", "1.", "1.5", "1.50", "1,5", "1e5", " 1", "--1", "1", nines, nines + "9", "1.5.0"} {
		for scale := range 3 {
			all = append(all, vector{Op: "parse", A: text, Scale: (scale + i) % 3})
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	pick := func() string { return numbers[random.IntN(len(numbers))] }
	for range 900 {
		v := vector{Op: []string{"mul", "quo", "round"}[random.IntN(3)], A: pick(), Scale: random.IntN(9), Mode: modes[random.IntN(len(modes))]}
		if random.IntN(8) == 0 {
			v.Scale = 30 + random.IntN(9)
		}
		if v.Op != "round" {
			v.B = pick()
		}
		if !twofold(v) {
			all = append(all, v)
		}
	}
	return all
}

// twofold reports that v needs rounding and is too large as well: which of the
// two an SDK says is left to it.
func twofold(v vector) bool {
	if v.Mode != modes[decimal.Exact] {
		return false
	}
	_, why := answer(v)
	v.Mode = modes[decimal.Down]
	_, then := answer(v)
	return why == name(decimal.ErrInexact) && then == name(decimal.ErrOverflow)
}

// compute asks this package.
func compute(v vector) (string, error) {
	if v.Op == "parse" {
		d, err := decimal.Parse(v.A, v.Scale)
		return d.String(), err
	}
	a, b := decimal.Must(v.A), decimal.Decimal{}
	if v.B != "" {
		b = decimal.Must(v.B)
	}
	var d decimal.Decimal
	var err error
	switch v.Op {
	case "neg":
		d = a.Neg()
	case "add":
		d, err = a.Add(b)
	case "sub":
		d, err = a.Sub(b)
	case "cmp":
		return []string{"-1", "0", "1"}[a.Cmp(b)+1], nil
	case "mul":
		d, err = a.Mul(b, v.Scale, mode(v))
	case "quo":
		d, err = a.Quo(b, v.Scale, mode(v))
	case "round":
		d, err = a.Round(v.Scale, mode(v))
	}
	if err != nil {
		return "", err
	}
	return d.String(), nil
}

func mode(v vector) decimal.Mode { return decimal.Mode(max(0, slices.Index(modes, v.Mode))) }

var names = map[error]string{
	decimal.ErrSyntax: "syntax", decimal.ErrOverflow: "overflow", decimal.ErrInexact: "inexact",
	decimal.ErrDivisionByZero: "division by zero", decimal.ErrScale: "scale",
}

func name(err error) string {
	for e, n := range names {
		if errors.Is(err, e) {
			return n
		}
	}
	return ""
}

// answer computes the answer with math/big.
func answer(v vector) (want, why string) {
	if v.Op == "parse" {
		return canonicalText(v.A, v.Scale)
	}
	a, scale := rational(v.A)
	b, other := rational(v.B)
	exact := new(big.Rat)
	switch v.Op {
	case "cmp":
		return []string{"-1", "0", "1"}[a.Cmp(b)+1], ""
	case "neg":
		return worded(reference(exact.Neg(a), scale, decimal.Exact))
	case "add":
		return worded(reference(exact.Add(a, b), max(scale, other), decimal.Exact))
	case "sub":
		return worded(reference(exact.Sub(a, b), max(scale, other), decimal.Exact))
	}
	if v.Scale > decimal.MaxScale {
		return "", "scale"
	}
	switch v.Op {
	case "mul":
		exact.Mul(a, b)
	case "quo":
		if b.Sign() == 0 {
			return "", "division by zero"
		}
		exact.Quo(a, b)
	case "round":
		exact.Set(a)
	}
	return worded(reference(exact, v.Scale, mode(v)))
}

func worded(text string, err error) (want, why string) {
	if err != nil {
		return "", name(err)
	}
	return text, ""
}

func rational(s string) (*big.Rat, int) {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return new(big.Rat), 0
	}
	_, fraction, _ := strings.Cut(s, ".")
	return r, len(fraction)
}

// canonicalText applies the rule of ABI.md, section 3.
func canonicalText(s string, scale int) (want, why string) {
	digits := strings.TrimPrefix(s, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	ok := whole != "" && strings.Trim(whole+fraction, "0123456789") == "" && len(fraction) == scale && point == (scale > 0) &&
		(whole == "0" || whole[0] != '0') && len(whole+fraction) <= decimal.MaxDigits && (digits == s || strings.Trim(digits, "0.") != "")
	if !ok {
		return "", "syntax"
	}
	return s, ""
}
