package decimal

import (
	"cmp"
	"math/bits"
)

// A Mode says what happens to digits that do not fit a scale. The zero value is
// [Exact], so that nothing rounds by accident.
type Mode uint8

const (
	// Exact refuses to round: the operation fails with [ErrInexact].
	Exact Mode = iota
	// HalfEven rounds to the nearest, ties to the even digit (bankers' rounding).
	HalfEven
	// HalfUp rounds to the nearest, ties away from zero.
	HalfUp
	// Down cuts off, towards zero.
	Down
	// Up rounds away from zero.
	Up
	// Floor rounds towards minus infinity.
	Floor
	// Ceiling rounds towards plus infinity.
	Ceiling
)

// Add returns d + e at the larger of their scales. It fails with [ErrOverflow].
func (d Decimal) Add(e Decimal) (Decimal, error) {
	a, b := align(d, e)
	scale := max(d.scale, e.scale)
	switch {
	case d.neg == e.neg:
		return build(a.add(b), d.neg, scale)
	case a.cmp(b) >= 0:
		return build(a.sub(b), d.neg, scale)
	default:
		return build(b.sub(a), e.neg, scale)
	}
}

// Sub returns d - e at the larger of their scales. It fails with [ErrOverflow].
func (d Decimal) Sub(e Decimal) (Decimal, error) { return d.Add(e.Neg()) }

// Mul returns d × e at the given scale. The product itself is exact; it is
// rounded once. It fails with [ErrOverflow], [ErrInexact] or [ErrScale].
func (d Decimal) Mul(e Decimal, scale int, mode Mode) (Decimal, error) {
	return ratio(mul(d.mag, e.mag), u256{lo: 1}, d.neg != e.neg, int(d.scale)+int(e.scale), scale, mode)
}

// Quo returns d / e at the given scale, rounded once. It fails with
// [ErrDivisionByZero], [ErrOverflow], [ErrInexact] or [ErrScale].
func (d Decimal) Quo(e Decimal, scale int, mode Mode) (Decimal, error) {
	if e.Sign() == 0 {
		return Decimal{}, ErrDivisionByZero
	}
	return ratio(d.mag.wide(), e.mag.wide(), d.neg != e.neg, int(d.scale)-int(e.scale), scale, mode)
}

// Round returns d at the given scale. A larger scale only adds zeros. It fails
// with [ErrOverflow], [ErrInexact] or [ErrScale].
func (d Decimal) Round(scale int, mode Mode) (Decimal, error) {
	if scale == int(d.scale) {
		d.set = true
		return d, nil
	}
	return ratio(d.mag.wide(), u256{lo: 1}, d.neg, int(d.scale), scale, mode)
}

// ratio returns n/10^from / v, at scale to.
func ratio(n, v u256, neg bool, from, to int, mode Mode) (Decimal, error) {
	if to < 0 || to > MaxScale {
		return Decimal{}, ErrScale
	}
	q, cut, err := quotient(n, v, to-from)
	switch {
	case err != nil:
		return Decimal{}, err
	case cut == none:
	case mode == Exact:
		return Decimal{}, ErrInexact
	case away(mode, neg, q.lo&1 == 1, cut):
		q = q.add(u256{lo: 1})
	}
	return build(q, neg, uint8(to))
}

// A part says how much of a step a quotient leaves out.
type part int8

const (
	none part = iota
	less      // than half a step
	half
	more
)

// leaves returns the part of a step that a remainder is: comparison of the
// remainder with what lacks to the divisor.
func leaves(comparison int) part { return half + part(comparison) }

// quotient returns n × 10^steps / v, cut off, and what was cut off. It fails with
// [ErrOverflow].
func quotient(n, v u256, steps int) (u256, part, error) {
	if n.word() && v.word() && -wordDigits <= steps && steps <= wordDigits {
		if q, cut, ok := short(n.lo, v.lo, steps); ok {
			return u256{lo: q}, cut, nil
		}
	}
	// Scale the numerator up or the divisor up, never both. When the
	// numerator leaves 256 bits, so does the quotient leave 38 digits,
	// because the divisor is below 10^38.
	var ok bool
	for ; steps > 0; steps-- {
		if n, ok = n.mul10(); !ok {
			return u256{}, none, ErrOverflow
		}
	}
	for ; steps < 0; steps++ {
		if v, ok = v.mul10(); !ok {
			// A divisor beyond 256 bits is more than twice any
			// numerator here.
			if n == (u256{}) {
				return n, none, nil
			}
			return u256{}, less, nil
		}
	}
	q, r := n.div(v)
	if r == (u256{}) {
		return q, none, nil
	}
	return q, leaves(r.cmp(v.sub(r))), nil
}

// short is quotient for numbers of one word, which nearly all are. It returns
// false when they do not stay so.
func short(n, v uint64, steps int) (uint64, part, bool) {
	var over uint64
	if steps >= 0 {
		over, n = bits.Mul64(n, powers[steps].lo)
	} else {
		over, v = bits.Mul64(v, powers[-steps].lo)
	}
	if over != 0 {
		return 0, none, false
	}
	q := n / v
	r := n - q*v
	if r == 0 {
		return q, none, true
	}
	return q, leaves(cmp.Compare(r, v-r)), true
}

// away reports whether a quotient that was cut off must be moved one step away
// from zero.
func away(mode Mode, neg, odd bool, cut part) bool {
	switch mode {
	case HalfEven:
		return cut == more || cut == half && odd
	case HalfUp:
		return cut >= half
	case Up:
		return true
	case Floor:
		return neg
	case Ceiling:
		return !neg
	default:
		return false
	}
}

func build(m u256, neg bool, scale uint8) (Decimal, error) {
	if !m.word() && m.cmp(powers[MaxDigits].wide()) >= 0 {
		return Decimal{}, ErrOverflow
	}
	mag := u128{hi: m.hi, lo: m.lo}
	return Decimal{mag: mag, neg: neg && mag != u128{}, scale: scale, set: true}, nil
}
