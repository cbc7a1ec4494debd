package decimal_test

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk/decimal"
)

func TestParse(t *testing.T) {
	nines := strings.Repeat("9", 38)
	for _, tc := range []struct {
		text  string
		scale int
		want  error
	}{
		{"0", 0, nil},
		{"0.00", 2, nil},
		{"-0.01", 2, nil},
		{"600000.000", 3, nil},
		{"81.2500", 4, nil},
		{nines, 0, nil},
		{"-" + nines, 0, nil},
		{"9." + nines[:37], 37, nil},
		{"0." + nines[:37], 37, nil},
		{"", 0, decimal.ErrSyntax},
		{"", 2, decimal.ErrSyntax},
		{"-", 0, decimal.ErrSyntax},
		{"-0", 0, decimal.ErrSyntax},
		{"-0.00", 2, decimal.ErrSyntax},
		{"+1", 0, decimal.ErrSyntax},
		{"01", 0, decimal.ErrSyntax},
		{"00.1", 1, decimal.ErrSyntax},
		{".50", 2, decimal.ErrSyntax},
		{"-.50", 2, decimal.ErrSyntax},
		{"1.", 0, decimal.ErrSyntax},
		{"1.5", 2, decimal.ErrSyntax},
		{"1.500", 2, decimal.ErrSyntax},
		{"1,50", 2, decimal.ErrSyntax},
		{"1.5.", 2, decimal.ErrSyntax},
		{"1e5", 0, decimal.ErrSyntax},
		{" 1", 0, decimal.ErrSyntax},
		{"--1", 0, decimal.ErrSyntax},
		{"١", 0, decimal.ErrSyntax},
		{nines + "9", 0, decimal.ErrSyntax},
		{"1." + nines[:37] + "0", 38, decimal.ErrScale},
		{"1", -1, decimal.ErrScale},
	} {
		d, err := decimal.Parse(tc.text, tc.scale)
		if !errors.Is(err, tc.want) || tc.want == nil && err != nil {
			t.Errorf("Parse(%q, %d): error %v, want %v", tc.text, tc.scale, err, tc.want)
		}
		if err == nil && (d.String() != tc.text || d.Scale() != tc.scale || !d.IsSet()) {
			t.Errorf("Parse(%q, %d) = %q at scale %d", tc.text, tc.scale, d, d.Scale())
		}
	}
}

func TestArithmetic(t *testing.T) {
	type op func(a, b decimal.Decimal) (decimal.Decimal, error)
	at := func(scale int, mode decimal.Mode, f func(a, b decimal.Decimal, s int, m decimal.Mode) (decimal.Decimal, error)) op {
		return func(a, b decimal.Decimal) (decimal.Decimal, error) { return f(a, b, scale, mode) }
	}
	nines := strings.Repeat("9", 38)
	for _, tc := range []struct {
		name string
		f    op
		a, b string
		want string
		err  error
	}{
		{"add scales", decimal.Decimal.Add, "1.5", "2.25", "3.75", nil},
		{"add to zero", decimal.Decimal.Add, "-1.50", "1.50", "0.00", nil},
		{"sub below zero", decimal.Decimal.Sub, "1.00", "2.50", "-1.50", nil},
		{"add carries past 64 bits", decimal.Decimal.Add, "18446744073709551615", "1", "18446744073709551616", nil},
		{"add too many digits", decimal.Decimal.Add, nines, "1", "", decimal.ErrOverflow},
		{"cargo amount", at(2, decimal.HalfEven, decimal.Decimal.Mul), "598734.512", "81.2575", "48651669.61", nil},
		{"tie to even, down", at(2, decimal.HalfEven, decimal.Decimal.Mul), "0.5", "0.05", "0.02", nil},
		{"tie to even, up", at(2, decimal.HalfEven, decimal.Decimal.Mul), "1.5", "0.05", "0.08", nil},
		{"tie half up", at(2, decimal.HalfUp, decimal.Decimal.Mul), "0.5", "0.05", "0.03", nil},
		{"tie half up, negative", at(2, decimal.HalfUp, decimal.Decimal.Mul), "-0.5", "0.05", "-0.03", nil},
		{"down", at(0, decimal.Down, decimal.Decimal.Mul), "-1.9", "1", "-1", nil},
		{"up", at(0, decimal.Up, decimal.Decimal.Mul), "-1.1", "1", "-2", nil},
		{"floor", at(0, decimal.Floor, decimal.Decimal.Mul), "-1.1", "1", "-2", nil},
		{"ceiling", at(0, decimal.Ceiling, decimal.Decimal.Mul), "-1.9", "1", "-1", nil},
		{"floor to zero has no sign", at(0, decimal.Ceiling, decimal.Decimal.Mul), "-0.9", "1", "0", nil},
		{"exact product", at(3, decimal.Exact, decimal.Decimal.Mul), "1.5", "0.05", "0.075", nil},
		{"inexact product", at(2, decimal.Exact, decimal.Decimal.Mul), "1.5", "0.05", "", decimal.ErrInexact},
		{"256-bit product", at(0, decimal.Down, decimal.Decimal.Mul), nines, "0.1", strings.Repeat("9", 37), nil},
		{"product too large", at(0, decimal.Down, decimal.Decimal.Mul), nines, nines, "", decimal.ErrOverflow},
		{"scale too large", at(38, decimal.Down, decimal.Decimal.Mul), "1", "1", "", decimal.ErrScale},
		{"average of five quotes", at(4, decimal.HalfEven, decimal.Decimal.Quo), "406.31", "5", "81.2620", nil},
		{"third", at(4, decimal.HalfEven, decimal.Decimal.Quo), "2", "3", "0.6667", nil},
		{"long division", at(37, decimal.Down, decimal.Decimal.Quo), "1", "3", "0." + strings.Repeat("3", 37), nil},
		{"division by a long number", at(0, decimal.Up, decimal.Decimal.Quo), "1", nines, "1", nil},
		{"tiny by huge", at(0, decimal.HalfEven, decimal.Decimal.Quo), "0." + strings.Repeat("0", 36) + "1", nines, "0", nil},
		{"quotient too large", at(37, decimal.Down, decimal.Decimal.Quo), nines, "0." + strings.Repeat("0", 36) + "1", "", decimal.ErrOverflow},
		{"by zero", at(2, decimal.HalfEven, decimal.Decimal.Quo), "1", "0.00", "", decimal.ErrDivisionByZero},
	} {
		got, err := tc.f(decimal.Must(tc.a), decimal.Must(tc.b))
		if !errors.Is(err, tc.err) || tc.err == nil && err != nil {
			t.Errorf("%s: error %v, want %v", tc.name, err, tc.err)
		} else if got.String() != tc.want {
			t.Errorf("%s: %s and %s give %s, want %s", tc.name, tc.a, tc.b, got, tc.want)
		}
	}
}

func TestZeroValue(t *testing.T) {
	var none decimal.Decimal
	if none.IsSet() || none.String() != "" || none.Sign() != 0 {
		t.Errorf("zero value: set %v, text %q, sign %d", none.IsSet(), none, none.Sign())
	}
	if none == decimal.New(0, 0) {
		t.Error("the zero value is the same as a given 0")
	}
	if none.Cmp(decimal.New(0, 3)) != 0 {
		t.Error("the zero value does not count as 0")
	}
	sum, err := none.Add(decimal.Must("1.50"))
	if err != nil || sum != decimal.Must("1.50") {
		t.Errorf("nothing + 1.50 = %s, %v", sum, err)
	}
	if z := none.Neg(); !z.IsSet() || z.String() != "0" {
		t.Errorf("-nothing = %q", z)
	}
}

func TestNew(t *testing.T) {
	for c, want := range map[int64]string{
		0: "0.000", -1: "-0.001", 600_000_000: "600000.000",
		-9223372036854775808: "-9223372036854775.808",
	} {
		if got := decimal.New(c, 3).String(); got != want {
			t.Errorf("New(%d, 3) = %s, want %s", c, got, want)
		}
	}
}

// TestAgainstBig compares every operation with math/big on random numbers of
// every length and scale.
func TestAgainstBig(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		a, b := random(r), random(r)
		x, y := rat(a), rat(b)
		if got, want := a.Cmp(b), x.Cmp(y); got != want {
			t.Fatalf("Cmp(%s, %s) = %d, want %d", a, b, got, want)
		}
		wide := max(a.Scale(), b.Scale())
		scale, mode := r.IntN(decimal.MaxScale+1), decimal.Mode(r.IntN(7))
		sum, err := a.Add(b)
		compare(t, "add", a, b, sum, err, new(big.Rat).Add(x, y), wide, decimal.Exact)
		diff, err := a.Sub(b)
		compare(t, "sub", a, b, diff, err, new(big.Rat).Sub(x, y), wide, decimal.Exact)
		prod, err := a.Mul(b, scale, mode)
		compare(t, "mul", a, b, prod, err, new(big.Rat).Mul(x, y), scale, mode)
		cut, err := a.Round(scale, mode)
		compare(t, "round", a, b, cut, err, x, scale, mode)
		if b.Sign() != 0 {
			quo, err := a.Quo(b, scale, mode)
			compare(t, "quo", a, b, quo, err, new(big.Rat).Quo(x, y), scale, mode)
		}
	}
}

func compare(t *testing.T, op string, a, b, got decimal.Decimal, err error, exact *big.Rat, scale int, mode decimal.Mode) {
	t.Helper()
	want, wantErr := reference(exact, scale, mode)
	if mode == decimal.Exact && errors.Is(err, decimal.ErrOverflow) && wantErr != nil {
		return // both inexact and too large: either error will do
	}
	if !errors.Is(err, wantErr) || wantErr == nil && err != nil {
		t.Fatalf("%s(%s, %s) at scale %d, mode %d: error %v, want %v", op, a, b, scale, mode, err, wantErr)
	}
	if err == nil && (got.String() != want || got.Scale() != scale) {
		t.Fatalf("%s(%s, %s) at scale %d, mode %d = %s, want %s", op, a, b, scale, mode, got, want)
	}
	if err == nil && got != decimal.Must(want) {
		t.Fatalf("%s(%s, %s) = %s is not == its own text", op, a, b, got)
	}
}

// reference rounds by the definition of each mode, in big numbers.
func reference(x *big.Rat, scale int, mode decimal.Mode) (string, error) {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)
	v := new(big.Rat).Mul(x, new(big.Rat).SetInt(ten))
	q, rem := new(big.Int).QuoRem(v.Num(), v.Denom(), new(big.Int))
	if rem.Sign() != 0 {
		half := new(big.Int).Abs(rem)
		half.Lsh(half, 1)
		c := half.Cmp(v.Denom())
		up := false
		switch mode {
		case decimal.Exact:
			return "", decimal.ErrInexact
		case decimal.HalfEven:
			up = c > 0 || c == 0 && q.Bit(0) == 1
		case decimal.HalfUp:
			up = c >= 0
		case decimal.Up:
			up = true
		case decimal.Down:
		case decimal.Floor:
			up = x.Sign() < 0
		case decimal.Ceiling:
			up = x.Sign() > 0
		}
		if up {
			q.Add(q, big.NewInt(int64(x.Sign())))
		}
	}
	if len(new(big.Int).Abs(q).String()) > decimal.MaxDigits {
		return "", decimal.ErrOverflow
	}
	return new(big.Rat).SetFrac(q, ten).FloatString(scale), nil
}

func rat(d decimal.Decimal) *big.Rat {
	x, ok := new(big.Rat).SetString(d.String())
	if !ok {
		panic(d.String())
	}
	return x
}

func random(r *rand.Rand) decimal.Decimal {
	digits := make([]byte, 1+r.IntN(decimal.MaxDigits))
	for i := range digits {
		digits[i] = "0123456789059"[r.IntN(13)]
	}
	scale := r.IntN(len(digits))
	text := strings.TrimLeft(string(digits[:len(digits)-scale]), "0")
	if text == "" {
		text = "0"
	}
	if scale > 0 {
		text += "." + string(digits[len(digits)-scale:])
	}
	if d := decimal.Must(text); d.Sign() != 0 && r.IntN(2) == 0 {
		return d.Neg()
	}
	return decimal.Must(text)
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "0", "-0.01", "81.2500", "1..0", "00", strings.Repeat("7", 40)} {
		f.Add(s, 2)
	}
	f.Fuzz(func(t *testing.T, text string, scale int) {
		d, err := decimal.Parse(text, scale)
		if err == nil && d.String() != text {
			t.Errorf("Parse(%q, %d) reads back as %q", text, scale, d)
		}
	})
}
