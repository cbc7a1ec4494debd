package decimal

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
	return ratio(d.mag.wide(), u256{lo: 1}, d.neg, int(d.scale), scale, mode)
}

// ratio returns n/10^from / v, at scale to.
func ratio(n, v u256, neg bool, from, to int, mode Mode) (Decimal, error) {
	if to < 0 || to > MaxScale {
		return Decimal{}, ErrScale
	}
	// Scale the numerator up or the divisor up, never both. When the
	// numerator leaves 256 bits, so does the quotient leave 38 digits,
	// because the divisor is below 10^38.
	ok := true
	for ; from < to && ok; from++ {
		n, ok = n.mul10()
	}
	if !ok {
		return Decimal{}, ErrOverflow
	}
	for ; from > to; from-- {
		if v, ok = v.mul10(); !ok {
			break
		}
	}
	q, r := u256{}, n
	if ok {
		q, r = n.div(v)
	}
	if r != (u256{}) {
		if mode == Exact {
			return Decimal{}, ErrInexact
		}
		// Twice the remainder against the divisor; a divisor beyond 256
		// bits is more than twice any numerator here.
		half := -1
		if ok {
			half = r.cmp(v.sub(r))
		}
		if away(mode, neg, q.lo&1 == 1, half) {
			q = q.add(u256{lo: 1})
		}
	}
	return build(q, neg, uint8(to))
}

// away reports whether a quotient that was cut off must be moved one step away
// from zero. Half compares what was cut off with half a step.
func away(mode Mode, neg, odd bool, half int) bool {
	switch mode {
	case HalfEven:
		return half > 0 || half == 0 && odd
	case HalfUp:
		return half >= 0
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
	if m.h1 != 0 || m.h0 != 0 || m.cmp(pow10(MaxDigits).wide()) >= 0 {
		return Decimal{}, ErrOverflow
	}
	mag := u128{hi: m.hi, lo: m.lo}
	return Decimal{mag: mag, neg: neg && mag != u128{}, scale: scale, set: true}, nil
}
