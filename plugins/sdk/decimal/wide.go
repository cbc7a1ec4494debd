package decimal

import (
	"cmp"
	"math/bits"
)

// u128 is an unsigned 128-bit number.
type u128 struct{ hi, lo uint64 }

// u256 is an unsigned 256-bit number: h1, h0, hi, lo from the most to the least
// significant word.
type u256 struct{ h1, h0, hi, lo uint64 }

func (a u128) wide() u256 { return u256{hi: a.hi, lo: a.lo} }

// powers are 10^0 to 10^38.
var powers = func() (p [MaxDigits + 1]u128) {
	p[0].lo = 1
	for n := range MaxDigits {
		h, lo := bits.Mul64(p[n].lo, 10)
		p[n+1] = u128{hi: p[n].hi*10 + h, lo: lo}
	}
	return p
}()

// wordDigits is how many digits a word holds, whatever they are, and word the
// power of ten above them.
const (
	wordDigits = 19
	word       = 10_000_000_000_000_000_000
)

func mul(a, b u128) u256 {
	var z u256
	z.hi, z.lo = bits.Mul64(a.lo, b.lo)
	if a.hi|b.hi == 0 {
		return z
	}
	z = z.add(shifted(bits.Mul64(a.lo, b.hi)))
	z = z.add(shifted(bits.Mul64(a.hi, b.lo)))
	h1, h0 := bits.Mul64(a.hi, b.hi)
	return z.add(u256{h1: h1, h0: h0})
}

// shifted returns the number hi:lo moved up by one word.
func shifted(hi, lo uint64) u256 { return u256{h0: hi, hi: lo} }

func (a u256) add(b u256) u256 {
	var z u256
	var c uint64
	z.lo, c = bits.Add64(a.lo, b.lo, 0)
	z.hi, c = bits.Add64(a.hi, b.hi, c)
	z.h0, c = bits.Add64(a.h0, b.h0, c)
	z.h1, _ = bits.Add64(a.h1, b.h1, c)
	return z
}

func (a u256) sub(b u256) u256 {
	var z u256
	var c uint64
	z.lo, c = bits.Sub64(a.lo, b.lo, 0)
	z.hi, c = bits.Sub64(a.hi, b.hi, c)
	z.h0, c = bits.Sub64(a.h0, b.h0, c)
	z.h1, _ = bits.Sub64(a.h1, b.h1, c)
	return z
}

func (a u256) cmp(b u256) int {
	switch {
	case a.h1 != b.h1:
		return cmp.Compare(a.h1, b.h1)
	case a.h0 != b.h0:
		return cmp.Compare(a.h0, b.h0)
	case a.hi != b.hi:
		return cmp.Compare(a.hi, b.hi)
	default:
		return cmp.Compare(a.lo, b.lo)
	}
}

// word reports whether a is one word.
func (a u256) word() bool { return a.h1|a.h0|a.hi == 0 }

// mul10 returns 10a, and false when that needs more than 256 bits.
func (a u256) mul10() (u256, bool) {
	var z u256
	var c, k uint64
	c, z.lo = bits.Mul64(a.lo, 10)
	h, l := bits.Mul64(a.hi, 10)
	z.hi, k = bits.Add64(l, c, 0)
	c = h + k
	h, l = bits.Mul64(a.h0, 10)
	z.h0, k = bits.Add64(l, c, 0)
	c = h + k
	h, l = bits.Mul64(a.h1, 10)
	z.h1, k = bits.Add64(l, c, 0)
	return z, h+k == 0
}

// double returns 2a + bit. The top bit of a must be clear.
func (a u256) double(bit uint64) u256 {
	return u256{
		h1: a.h1<<1 | a.h0>>63, h0: a.h0<<1 | a.hi>>63,
		hi: a.hi<<1 | a.lo>>63, lo: a.lo<<1 | bit,
	}
}

func (a u256) len() int {
	for i, w := range [4]uint64{a.h1, a.h0, a.hi, a.lo} {
		if w != 0 {
			return 64*(3-i) + bits.Len64(w)
		}
	}
	return 0
}

func (a u256) bit(i int) uint64 {
	w := [4]uint64{a.lo, a.hi, a.h0, a.h1}
	return w[i/64] >> (i % 64) & 1
}

// div returns quotient and remainder of a / b, by long division: in base 2^64
// when b is one word, else in base two. B is not zero and below 2^255.
func (a u256) div(b u256) (q, r u256) {
	if b.word() {
		var rem uint64
		q.h1, rem = bits.Div64(0, a.h1, b.lo)
		q.h0, rem = bits.Div64(rem, a.h0, b.lo)
		q.hi, rem = bits.Div64(rem, a.hi, b.lo)
		q.lo, rem = bits.Div64(rem, a.lo, b.lo)
		return q, u256{lo: rem}
	}
	for i := a.len() - 1; i >= 0; i-- {
		r = r.double(a.bit(i))
		q = q.double(0)
		if r.cmp(b) >= 0 {
			r = r.sub(b)
			q.lo |= 1
		}
	}
	return q, r
}
