// Package wire reads and writes the canonical encoding of states, commands and
// envelopes: for one value of one message there is exactly one byte string.
//
// Two pods compare bytes, and a commitment is made over bytes, so the encoding
// must not leave a choice. It is protobuf under the restricted profile of
// package schema, and of the encodings protobuf would accept only this one:
//
//   - fields ascend by number, members of a oneof among them;
//   - a scalar or enum with its default value is not written; a message field
//     that is present is written even when it is empty;
//   - varints are minimal; int32 and int64 are two's complement of 64 bits;
//     bool is 0 or 1;
//   - repeated numbers, bools and enums are packed into one field, which is not
//     empty; elements of a list are written even when they are defaults;
//   - strings are valid UTF-8, enum values are declared ones;
//   - a decimal is empty (absent) or canonical text of its scale; an element of
//     a list of decimals is not empty;
//   - no unknown fields; messages nest at most [MaxDepth] deep, the outermost
//     being 1.
//
// [Decode] accepts those bytes and no others, as a [Checker] does that need not
// know what they say; [Encode] writes them. This is not
// what proto.Marshal does, which promises no order and no stability.
//
// # Dependencies
//
// It imports registry and plugins/schema, and protobuf's reflection.
package wire

import (
	"fmt"
	"unicode/utf8"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// MaxDepth bounds how deep messages nest. The outermost has depth 1.
const MaxDepth = 32

// An Error says what is not canonical, and where.
type Error struct {
	// Path names the field, "amendments[2].note". Empty means the message
	// itself.
	Path string
	// Reason says what is wrong, for people.
	Reason string
}

// Error implements error.
func (e *Error) Error() string {
	if e.Path == "" {
		return "not canonical: " + e.Reason
	}
	return fmt.Sprintf("not canonical: field %s: %s", e.Path, e.Reason)
}

// Unwrap returns [registry.ErrInvalid].
func (e *Error) Unwrap() error { return registry.ErrInvalid }

func faulty(path, format string, a ...any) error {
	return &Error{Path: path, Reason: fmt.Sprintf(format, a...)}
}

// join appends a field name to a path.
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// checkText reports why s cannot be the value of a string field. In a list an
// empty decimal is not allowed, because it would be absent and present at once.
func checkText(fd protoreflect.FieldDescriptor, s, path string) error {
	if !utf8.ValidString(s) {
		return faulty(path, "the text is not valid UTF-8")
	}
	d, ok := schema.DecimalOf(fd)
	if !ok || s == "" && !fd.IsList() {
		return nil
	}
	if err := d.Check(s); err != nil {
		return faulty(path, "%v", err)
	}
	return nil
}

func checkEnum(fd protoreflect.FieldDescriptor, n protoreflect.EnumNumber, path string) error {
	if fd.Enum().Values().ByNumber(n) == nil {
		return faulty(path, "%d is no value of enum %s", n, fd.Enum().FullName())
	}
	return nil
}

// packed reports whether elements of kind are written as varints.
func packed(kind protoreflect.Kind) bool {
	switch kind {
	case protoreflect.StringKind, protoreflect.BytesKind, protoreflect.MessageKind:
		return false
	default:
		return true
	}
}
