package c_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
)

// modes are the names of the rounding modes in the order of nv_mode.
var modes = []string{"exact", "half-even", "half-up", "down", "up", "floor", "ceiling"}

// errorTexts are what the SDK says for the errors of decimal.json.
var errorTexts = map[string]string{
	"syntax": "decimal: not a canonical decimal of this scale", "scale": "decimal: scale out of range",
	"overflow": "decimal: more than 38 digits", "inexact": "decimal: result needs rounding",
	"division by zero": "decimal: division by zero",
}

// computed asks for an operation and returns its result, or the error.
func computed(t testing.TB, ask asker, op, a, b string, scale, mode int) (string, string) {
	t.Helper()
	ok, said := answered(t, ask, "nv_decimal", fmt.Appendf(nil, "%s %s %s %d %d", op, a, b, scale, mode))
	if !ok {
		return "", string(said)
	}
	return string(said), ""
}

// TestDecimalVectors runs plugins/testdata/wire/decimal.json.
func TestDecimalVectors(t *testing.T) {
	var file struct {
		Vectors []struct {
			Op, A, B, Mode, Want, Error string
			Scale                       int
		}
	}
	if err := json.Unmarshal(read(t, vectorDir+"/decimal.json"), &file); err != nil || len(file.Vectors) < 1000 {
		t.Fatalf("%d vectors, %v", len(file.Vectors), err)
	}
	everywhere(t, "vector", func(t *testing.T, ask asker) {
		for _, v := range file.Vectors {
			mode := 0
			for i, name := range modes {
				if name == v.Mode {
					mode = i
				}
			}
			if v.Mode != "" && modes[mode] != v.Mode {
				t.Fatalf("mode %q is not known", v.Mode)
			}
			if strings.Contains(v.A, " ") {
				continue // the operation of these tests splits at spaces
			}
			got, said := computed(t, ask, v.Op, v.A, v.B, v.Scale, mode)
			if got != v.Want || said != errorTexts[v.Error] {
				t.Errorf("%+v: %q, %q", v, got, said)
			}
		}
	})
}

// TestDecimalsAgainstBig compares random operations on numbers of every length
// and scale with math/big.
func TestDecimalsAgainstBig(t *testing.T) {
	n := 3000
	if testing.Short() {
		n = 300
	}
	everywhere(t, "vector", func(t *testing.T, ask asker) {
		r := rand.New(rand.NewPCG(1, 2))
		for range n {
			a, b := randomDecimal(r), randomDecimal(r)
			x, y := rat(a), rat(b)
			wide := max(scaleOf(a), scaleOf(b))
			scale, mode := r.IntN(38), r.IntN(7)
			for _, op := range []struct {
				name        string
				exact       *big.Rat
				scale, mode int
			}{
				{"add", new(big.Rat).Add(x, y), wide, 0},
				{"sub", new(big.Rat).Sub(x, y), wide, 0},
				{"mul", new(big.Rat).Mul(x, y), scale, mode},
				{"round", x, scale, mode},
				{"quo", quotient(x, y), scale, mode},
			} {
				got, said := computed(t, ask, op.name, a, b, op.scale, op.mode)
				want, why := rounded(op.exact, op.scale, op.mode)
				if op.mode == 0 && said == errorTexts["overflow"] && why != "" {
					continue // both inexact and too large: either error will do
				}
				if got != want || said != errorTexts[why] {
					t.Fatalf("%s(%s, %s) at scale %d, %s: %q, %q; want %q, %q", op.name, a, b, op.scale, modes[op.mode], got, said, want, why)
				}
			}
			if got, _ := computed(t, ask, "cmp", a, b, 0, 0); got != fmt.Sprint(x.Cmp(y)) {
				t.Fatalf("cmp(%s, %s) = %s, want %d", a, b, got, x.Cmp(y))
			}
			if got, _ := computed(t, ask, "parse", a, "", scaleOf(a), 0); got != a {
				t.Fatalf("%s is read as %s", a, got)
			}
		}
	})
}

func quotient(x, y *big.Rat) *big.Rat {
	if y.Sign() == 0 {
		return nil
	}
	return new(big.Rat).Quo(x, y)
}

// rounded rounds by the definition of each mode. Nil stands for the quotient of
// a division by zero.
func rounded(x *big.Rat, scale, mode int) (text, why string) {
	if x == nil {
		return "", "division by zero"
	}
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)
	v := new(big.Rat).Mul(x, new(big.Rat).SetInt(ten))
	q, rem := new(big.Int).QuoRem(v.Num(), v.Denom(), new(big.Int))
	if rem.Sign() != 0 {
		half := new(big.Int).Lsh(new(big.Int).Abs(rem), 1).Cmp(v.Denom())
		up := false
		switch modes[mode] {
		case "exact":
			return "", "inexact"
		case "half-even":
			up = half > 0 || half == 0 && q.Bit(0) == 1
		case "half-up":
			up = half >= 0
		case "up":
			up = true
		case "floor":
			up = x.Sign() < 0
		case "ceiling":
			up = x.Sign() > 0
		}
		if up {
			q.Add(q, big.NewInt(int64(x.Sign())))
		}
	}
	if len(new(big.Int).Abs(q).String()) > 38 {
		return "", "overflow"
	}
	return new(big.Rat).SetFrac(q, ten).FloatString(scale), ""
}

func rat(text string) *big.Rat {
	x, ok := new(big.Rat).SetString(text)
	if !ok {
		panic(text)
	}
	return x
}

func scaleOf(text string) int {
	_, fraction, _ := strings.Cut(text, ".")
	return len(fraction)
}

func randomDecimal(r *rand.Rand) string {
	digits := make([]byte, 1+r.IntN(38))
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
	if r.IntN(2) == 0 && strings.Trim(text, "0.") != "" {
		text = "-" + text
	}
	return text
}
