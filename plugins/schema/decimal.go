package schema

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
)

const (
	// MaxDigits bounds a decimal, in digits before and after the point.
	MaxDigits = 38

	// decimalNumber is the field number of (novation.decimal).
	decimalNumber = 50701
)

// A Decimal is the option (novation.decimal) of a string field.
type Decimal struct {
	// Scale is the number of digits after the point, 0 to [MaxDigits].
	Scale uint32
	// Unit is for people, "USD/bbl". Empty means none.
	Unit string
}

// DecimalOf returns the decimal option of a field; false means that the field
// is not a decimal.
func DecimalOf(fd protoreflect.FieldDescriptor) (Decimal, bool) {
	if fd.Kind() != protoreflect.StringKind {
		return Decimal{}, false
	}
	d, ok, err := parseFieldOptions(fd.Options().ProtoReflect().GetUnknown())
	return d, ok && err == nil
}

// Check reports why text is not a canonical number of this scale: an optional
// "-", digits without leading zeros and, for a scale above 0, a point and
// exactly Scale digits; no "-0"; at most [MaxDigits] digits.
func (d Decimal) Check(text string) error {
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	zero := strings.Trim(digits, "0.") == ""
	switch {
	case !onlyDigits(whole) || !onlyDigits(fraction) || whole == "":
		return fmt.Errorf("%q is not a decimal number: want %s", text, d.example())
	case point != (d.Scale > 0) || len(fraction) != int(d.Scale):
		return fmt.Errorf("%q has %d digits after the point: want exactly %d, as in %s", text, len(fraction), d.Scale, d.example())
	case len(whole) > 1 && whole[0] == '0':
		return fmt.Errorf("%q has leading zeros", text)
	case zero && negative:
		return fmt.Errorf("%q is a negative zero: write it without the sign", text)
	case len(whole)+len(fraction) > MaxDigits:
		return fmt.Errorf("%q has %d digits: at most %d are allowed", text, len(whole)+len(fraction), MaxDigits)
	}
	return nil
}

func (d Decimal) example() string {
	if d.Scale == 0 {
		return "12"
	}
	return "12." + strings.Repeat("0", int(d.Scale))
}

func onlyDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// parseFieldOptions reads the options that the linked descriptors do not know:
// exactly one (novation.decimal), or nothing.
func parseFieldOptions(b []byte) (d Decimal, ok bool, err error) {
	for len(b) > 0 {
		num, typ, n := protowire.ConsumeTag(b)
		if n < 0 || num != decimalNumber || typ != protowire.BytesType || ok {
			return d, false, fmt.Errorf("only the option (novation.decimal) is allowed, once")
		}
		v, m := protowire.ConsumeBytes(b[n:])
		if m < 0 {
			return d, false, fmt.Errorf("the option (novation.decimal) is cut short")
		}
		if d, err = parseDecimal(v); err != nil {
			return d, false, err
		}
		b, ok = b[n+m:], true
	}
	return d, ok, nil
}

func parseDecimal(b []byte) (d Decimal, err error) {
	for len(b) > 0 {
		num, typ, n := protowire.ConsumeTag(b)
		if n < 0 {
			return d, fmt.Errorf("the option (novation.decimal) is malformed")
		}
		b = b[n:]
		switch {
		case num == 1 && typ == protowire.VarintType:
			v, m := protowire.ConsumeVarint(b)
			if m < 0 || v > MaxDigits {
				return d, fmt.Errorf("the scale of a decimal is at most %d", MaxDigits)
			}
			d.Scale, b = uint32(v), b[m:]
		case num == 2 && typ == protowire.BytesType:
			v, m := protowire.ConsumeString(b)
			if m < 0 || !utf8.ValidString(v) {
				return d, fmt.Errorf("the unit of a decimal is malformed")
			}
			d.Unit, b = v, b[m:]
		default:
			return d, fmt.Errorf("the option (novation.decimal) has no field %d", num)
		}
	}
	return d, nil
}
