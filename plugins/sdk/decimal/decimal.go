// Package decimal owns exact decimal numbers for money and quantities.
//
// A [Decimal] is a whole number of at most [MaxDigits] digits and a scale, the
// number of digits after the point: 81.2500 is 812500 at scale 4. Nothing is
// ever rounded unless the caller names a scale and a [Mode], and a result that
// does not fit is an error, never a wrong number. The text form is the
// canonical one of the restricted protobuf profile, so two pods that agree on a
// value agree on its bytes.
//
// # Dependencies
//
// The package imports only cmp, errors and math/bits. It does without
// math/big on purpose: math/big links fmt, which would add a megabyte to every
// rules module.
package decimal

import "errors"

// MaxDigits is how many digits the whole number behind a [Decimal] may have.
const MaxDigits = 38

// MaxScale is the largest number of digits after the point: one digit of
// [MaxDigits] stands before it.
const MaxScale = MaxDigits - 1

var (
	// ErrSyntax means that a text is not a canonical decimal of the scale
	// asked for. Write it with exactly that many digits after the point,
	// without leading zeros, plus sign or exponent.
	ErrSyntax = errors.New("decimal: not a canonical decimal of this scale")

	// ErrOverflow means that a result has more than [MaxDigits] digits. Check
	// the inputs against limits that make sense in the business first.
	ErrOverflow = errors.New("decimal: more than 38 digits")

	// ErrInexact means that a result needs rounding and the mode was [Exact].
	// Name a rounding mode, or a larger scale.
	ErrInexact = errors.New("decimal: result needs rounding")

	// ErrDivisionByZero means what it says.
	ErrDivisionByZero = errors.New("decimal: division by zero")

	// ErrScale means that a scale lies outside 0 to [MaxScale].
	ErrScale = errors.New("decimal: scale out of range")
)

// A Decimal is an exact decimal number. The zero value means "not given": it is
// encoded as an absent field, counts as 0 in arithmetic, and is told apart from
// a real zero by [Decimal.IsSet]. Every result of arithmetic is set.
//
// Two Decimals are == when value and scale are the same; [Decimal.Cmp] compares
// only the value.
type Decimal struct {
	mag   u128  // below 10^MaxDigits
	scale uint8 // 0 to MaxScale
	neg   bool  // never together with mag 0
	set   bool
}

// New returns coefficient / 10^scale. It panics when scale lies outside 0 to
// [MaxScale]: it is meant for constants in code, not for input.
func New(coefficient int64, scale int) Decimal {
	if scale < 0 || scale > MaxScale {
		panic(ErrScale)
	}
	mag, neg := uint64(coefficient), coefficient < 0
	if neg {
		mag = -mag
	}
	return Decimal{mag: u128{lo: mag}, scale: uint8(scale), neg: neg, set: true}
}

// IsSet reports whether d was given: false only for the zero value.
func (d Decimal) IsSet() bool { return d.set }

// Scale returns the number of digits after the point.
func (d Decimal) Scale() int { return int(d.scale) }

// Sign returns -1, 0 or +1.
func (d Decimal) Sign() int {
	switch {
	case d.mag == u128{}:
		return 0
	case d.neg:
		return -1
	default:
		return 1
	}
}

// Neg returns -d.
func (d Decimal) Neg() Decimal { return d.withSign(!d.neg) }

// Abs returns the absolute value of d.
func (d Decimal) Abs() Decimal { return d.withSign(false) }

func (d Decimal) withSign(neg bool) Decimal {
	d.neg = neg && d.mag != u128{}
	d.set = true
	return d
}

// Cmp compares the values of d and e, whatever their scales: -1 if d < e, 0 if
// they are the same number, +1 if d > e.
func (d Decimal) Cmp(e Decimal) int {
	a, b := align(d, e)
	switch ds, es := d.Sign(), e.Sign(); {
	case ds < es:
		return -1
	case ds > es:
		return 1
	case ds < 0:
		return b.cmp(a)
	default:
		return a.cmp(b)
	}
}

// align returns the magnitudes of d and e at the larger of their scales. Both
// stay below 10^76, so 256 bits hold them.
func align(d, e Decimal) (a, b u256) {
	a, b = d.mag.wide(), e.mag.wide()
	switch {
	case d.scale < e.scale:
		a = mul(d.mag, powers[e.scale-d.scale])
	case d.scale > e.scale:
		b = mul(e.mag, powers[d.scale-e.scale])
	}
	return a, b
}
