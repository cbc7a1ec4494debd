package assemblyscript_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestDecimalsAgainstBig compares products, quotients, sums and roundings of
// random numbers with math/big: many more than the vectors hold, and such whose
// quotients are hard to guess.
func TestDecimalsAgainstBig(t *testing.T) {
	n := 40_000
	if testing.Short() {
		n = 4_000
	}
	p := newPooled(t, read(t, wireModule), "arithmetic")
	random := rand.New(rand.NewPCG(7, 11))
	for range n {
		a, b := randomNumber(random), randomNumber(random)
		x, y, scale, mode := random.IntN(38), random.IntN(38), random.IntN(38), random.IntN(7)
		if random.IntN(2) == 0 { // as in business
			x, y, scale = x%5, y%5, scale%5
		}
		op := []string{"add", "sub", "mul", "quo", "round", "cmp"}[random.IntN(6)]
		question := fmt.Sprintf("%s\n%s\n%s\n%d\n%d", op, place(a, x), place(b, y), scale, mode)
		want := calculate(op, a, b, x, y, scale, mode)
		got := p.call(t, []byte(question))
		if got[0] != 1 || string(got[1:]) != want {
			t.Fatalf("%q: %d %s, want %s", question, got[0], got[1:], want)
		}
		p.reset()
	}
}

// TestDecimalsAtTheEdge adds and compares numbers that leave 128 bits by little
// when they are brought to the other's scale.
func TestDecimalsAtTheEdge(t *testing.T) {
	p := newPooled(t, read(t, wireModule), "arithmetic")
	edge := new(big.Int).Lsh(big.NewInt(1), 128)
	for k := 1; k < 38; k++ {
		power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(k)), nil)
		for off := int64(-1); off <= 1; off++ {
			a := new(big.Int).Div(edge, power)
			a.Add(a, big.NewInt(off))
			for _, op := range []string{"add", "sub", "cmp"} {
				for _, b := range []string{"1", "-99999999999999999999999999999999999999"} {
					n, _ := new(big.Int).SetString(b, 10)
					got := p.call(t, fmt.Appendf(nil, "%s\n%s\n%s\n0\n0", op, a, place(n, k)))
					if want := calculate(op, a, n, 0, k, 0, 0); got[0] != 1 || string(got[1:]) != want {
						t.Errorf("%s %s %s: %s, want %s", op, a, place(n, k), got[1:], want)
					}
					p.reset()
				}
			}
		}
	}
}

// randomNumber has up to 38 digits, or words of all ones and all zeros.
func randomNumber(r *rand.Rand) *big.Int {
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(1+r.IntN(38))), nil)
	n := new(big.Int)
	for range 4 {
		word := []uint32{0, 1, 0x7fffffff, 0x80000000, 0xffffffff, r.Uint32(), r.Uint32()}[r.IntN(7)]
		n.Or(n.Lsh(n, 32), big.NewInt(int64(word)))
	}
	n.Mod(n, limit)
	if r.IntN(3) == 0 {
		n.Neg(n)
	}
	return n
}

// place writes n at a scale.
func place(n *big.Int, scale int) string {
	if scale == 0 {
		return n.String()
	}
	digits := new(big.Int).Abs(n).String()
	for len(digits) <= scale {
		digits = "0" + digits
	}
	sign := ""
	if n.Sign() < 0 {
		sign = "-"
	}
	return sign + digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
}

func calculate(op string, a, b *big.Int, x, y, scale, mode int) string {
	ten := func(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }
	up, down := new(big.Int).Mul(a, ten(y)), new(big.Int).Mul(b, ten(x)) // both at scale x+y
	num, den := new(big.Int), new(big.Int).Mul(ten(x), ten(y))
	switch op {
	case "cmp":
		return fmt.Sprint(up.Cmp(down))
	case "add":
		num.Add(up, down)
		scale = max(x, y)
	case "sub":
		num.Sub(up, down)
		scale = max(x, y)
	case "mul":
		num.Mul(a, b)
	case "quo":
		if b.Sign() == 0 {
			return "division by zero"
		}
		num, den = up, down
	case "round":
		num, den = new(big.Int).Set(a), ten(x)
	}
	num.Mul(num, ten(scale))
	if den.Sign() < 0 {
		num.Neg(num)
		den.Neg(den)
	}
	neg := num.Sign() < 0
	q, r := new(big.Int).QuoRem(num.Abs(num), den, new(big.Int))
	if r.Sign() != 0 {
		half, odd := r.Lsh(r, 1).Cmp(den), q.Bit(0) == 1
		if mode == 0 {
			return "inexact"
		}
		if mode == 1 && (half > 0 || half == 0 && odd) || mode == 2 && half >= 0 || mode == 4 || mode == 5 && neg || mode == 6 && !neg {
			q.Add(q, big.NewInt(1))
		}
	}
	if q.Cmp(ten(38)) >= 0 {
		return "overflow"
	}
	if neg {
		q.Neg(q)
	}
	return place(q, scale)
}
