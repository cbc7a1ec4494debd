package decimal

import "math/bits"

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
	n := len(digits) // without the point
	if scale > 0 {
		n--
	}
	if n > MaxDigits {
		return Decimal{}, ErrSyntax
	}
	var high, low uint64 // the last wordDigits digits are low
	for i := range len(digits) {
		c := digits[i] - '0'
		if i == whole {
			continue
		}
		if c > 9 {
			return Decimal{}, ErrSyntax
		}
		if n > wordDigits {
			high = high*10 + uint64(c)
		} else {
			low = low*10 + uint64(c)
		}
		n--
	}
	mag := u128{lo: low}
	if high != 0 {
		m := mul(u128{lo: high}, u128{lo: word}).add(u256{lo: low})
		mag = u128{hi: m.hi, lo: m.lo}
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
	i, high, low := len(buf), uint64(0), d.mag.lo
	if d.mag.hi != 0 || low >= word {
		high, low = bits.Div64(d.mag.hi, low, word) // the number is below word²
	}
	for n := 0; n <= int(d.scale) || low|high != 0; n++ {
		if n == wordDigits {
			low, high = high, 0
		}
		if n == int(d.scale) && n > 0 {
			i--
			buf[i] = '.'
		}
		rest := low / 10
		i--
		buf[i] = '0' + byte(low-rest*10)
		low = rest
	}
	if d.neg {
		i--
		buf[i] = '-'
	}
	return append(b, buf[i:]...)
}
