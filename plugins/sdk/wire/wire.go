// Package wire reads and writes the canonical encoding: for one value of one
// message there is exactly one byte string, so pods may compare bytes and
// commit to them.
//
// The encoding is protobuf under Novation's restricted profile. Fields ascend
// by number; defaults are left out; a message that is present is written even
// when it is empty; varints are minimal; repeated numbers are packed; text is
// valid UTF-8; enum values are declared ones; a decimal is absent or canonical
// text of its scale; unknown fields do not exist; messages nest at most
// [MaxDepth] deep. A [Reader] accepts exactly that and a [Writer] refuses to
// write anything else.
//
// Contract developers rarely call this package: the codecs that nvgen generates
// do. It has no reflection, because reflection is what makes codecs slow in
// WebAssembly.
//
// # Dependencies
//
// It imports sdk/decimal, and of the standard library errors, strconv and
// unicode/utf8.
package wire

import (
	"errors"
	"strconv"
)

// MaxDepth bounds how deep messages nest. The outermost message has depth 1.
const MaxDepth = 32

// ErrNotCanonical is matched by every error of this package: the bytes, or the
// value to be written, are not part of the canonical encoding.
var ErrNotCanonical = errors.New("not canonical")

// An Error says what is not canonical, and where.
type Error struct {
	// Fields are the field numbers that lead from the outermost message to
	// the fault. Empty means the outermost message itself.
	Fields []int
	// Reason says what is wrong, for people.
	Reason string
}

// Error implements error.
func (e *Error) Error() string {
	s := "not canonical: "
	for i, f := range e.Fields {
		if i == 0 {
			s += "field "
		} else {
			s += "."
		}
		s += strconv.Itoa(f)
	}
	if len(e.Fields) > 0 {
		s += ": "
	}
	return s + e.Reason
}

// Unwrap returns [ErrNotCanonical].
func (e *Error) Unwrap() error { return ErrNotCanonical }

// within returns err as seen from a message in whose given field it happened.
func within(field int, err error) error {
	e, ok := errors.AsType[*Error](err)
	if !ok {
		return err
	}
	return &Error{Fields: append([]int{field}, e.Fields...), Reason: e.Reason}
}

// wire types that the profile uses.
const (
	varintType = 0
	bytesType  = 2
)
