package decimal

// Parse reads the canonical text of a number with exactly scale digits after
// the point. The empty text is refused: an absent field is the zero [Decimal],
// not a parsed one. It fails with [ErrSyntax] or [ErrScale].
func Parse(text string, scale int) (Decimal, error) {
	if scale < 0 || scale > MaxScale {
		return Decimal{}, ErrScale
	}
	digits, neg := text, false
	if digits != "" && digits[0] == '-' {
		digits, neg = digits[1:], true
	}
	whole := len(digits)
	if scale > 0 {
		whole = len(digits) - scale - 1
	}
	switch {
	case whole < 1, digits[0] == '0' && whole > 1, scale > 0 && digits[whole] != '.':
		return Decimal{}, ErrSyntax
	}
	mag, n := u128{}, 0
	for i := range len(digits) {
		c := digits[i]
		if i == whole {
			continue
		}
		if c < '0' || c > '9' {
			return Decimal{}, ErrSyntax
		}
		if n++; n > MaxDigits {
			return Decimal{}, ErrSyntax
		}
		w, _ := mag.wide().mul10()
		w = w.add(u256{lo: uint64(c - '0')})
		mag = u128{hi: w.hi, lo: w.lo}
	}
	if neg && mag == (u128{}) {
		return Decimal{}, ErrSyntax
	}
	return Decimal{mag: mag, neg: neg, scale: uint8(scale), set: true}, nil
}

// Must reads a canonical text of any scale. It panics on anything else: it is
// meant for constants in code and tests, not for input.
func Must(text string) Decimal {
	d, err := guess(text)
	if err != nil {
		panic(err)
	}
	return d
}

func guess(text string) (Decimal, error) {
	for i := range len(text) {
		if text[i] == '.' {
			return Parse(text, len(text)-i-1)
		}
	}
	return Parse(text, 0)
}

// String returns the canonical text, or "" when d is not set.
func (d Decimal) String() string {
	if !d.set {
		return ""
	}
	return string(d.Append(nil))
}

// Append appends the canonical text of d to b, and nothing when d is not set.
func (d Decimal) Append(b []byte) []byte {
	if !d.set {
		return b
	}
	var buf [MaxDigits + 2]byte // digits, point, sign
	i, m := len(buf), d.mag.wide()
	for n := 0; n <= int(d.scale) || m != (u256{}); n++ {
		if n == int(d.scale) && n > 0 {
			i--
			buf[i] = '.'
		}
		var r u256
		m, r = m.div(u256{lo: 10})
		i--
		buf[i] = byte('0' + r.lo)
	}
	if d.neg {
		i--
		buf[i] = '-'
	}
	return append(b, buf[i:]...)
}
