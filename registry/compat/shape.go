package compat

import (
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// errNoExtension is the only error that makes the decoder keep an option as
// unknown bytes.
var errNoExtension = protoregistry.NotFound

// The second half of the codes NOV-01xx and NOV-02xx.
const (
	codeRemoved    = "01"
	codeRenumbered = "02"
	codeRenamed    = "03"
	codeType       = "04"
	codeLabel      = "05"
	codeOneof      = "06"
	codeDecimal    = "07"
	codeEnum       = "08"
	codeAdded      = "09"
)

// A walk compares two messages and what they are made of. Names of messages do
// not matter, they are not on the wire and not in the leaves of a commitment;
// a new major version usually has a new package.
type walk struct {
	prefix string // "NOV-01" or "NOV-02"
	out    []Finding
	// seen are the pairs that were compared or are being compared: messages
	// may contain themselves.
	seen map[[2]protoreflect.FullName]bool
}

func compareShapes(prefix, where string, from, to protoreflect.MessageDescriptor) []Finding {
	w := &walk{prefix: prefix, seen: map[[2]protoreflect.FullName]bool{}}
	w.message(where, from, to)
	return w.out
}

func (w *walk) add(code, where, format string, a ...any) {
	w.out = append(w.out, found(w.prefix+code, where, fmt.Sprintf(format, a...)))
}

func (w *walk) once(from, to protoreflect.Descriptor) bool {
	pair := [2]protoreflect.FullName{from.FullName(), to.FullName()}
	again := w.seen[pair]
	w.seen[pair] = true
	return !again
}

func (w *walk) message(where string, from, to protoreflect.MessageDescriptor) {
	if !w.once(from, to) {
		return
	}
	for i := range from.Fields().Len() {
		old := from.Fields().Get(i)
		place := where + "." + string(old.Name())
		moved, same := to.Fields().ByName(old.Name()), to.Fields().ByNumber(old.Number())
		switch {
		case moved != nil && moved.Number() != old.Number():
			w.add(codeRenumbered, place, "number %d became %d", old.Number(), moved.Number())
			w.field(place, old, moved)
		case same == nil:
			w.add(codeRemoved, place, "number %d is gone", old.Number())
		case moved == nil && from.Fields().ByName(same.Name()) != nil:
			// Its number went to a field that was there under another one.
			w.add(codeRemoved, place, "number %d now belongs to %s", old.Number(), same.Name())
		case moved == nil:
			w.add(codeRenamed, place, "number %d is now called %s", old.Number(), same.Name())
			w.field(place, old, same)
		default:
			w.field(place, old, same)
		}
	}
	for i := range to.Fields().Len() {
		next := to.Fields().Get(i)
		if from.Fields().ByNumber(next.Number()) == nil && from.Fields().ByName(next.Name()) == nil {
			w.add(codeAdded, where+"."+string(next.Name()), "number %d is new", next.Number())
		}
	}
}

func (w *walk) field(where string, old, next protoreflect.FieldDescriptor) {
	if o, n := oneof(old), oneof(next); o != n {
		w.add(codeOneof, where, "%s became %s", o, n)
	}
	if old.Cardinality() != next.Cardinality() {
		w.add(codeLabel, where, "%s became %s", old.Cardinality(), next.Cardinality())
	}
	if old.Kind() != next.Kind() {
		w.add(codeType, where, "%s became %s", old.Kind(), next.Kind())
		return
	}
	if o, n := decimal(old), decimal(next); o != n {
		w.add(codeDecimal, where, "%s became %s", o, n)
	}
	switch {
	case old.Message() != nil && next.Message() != nil:
		w.message(where, old.Message(), next.Message())
	case old.Enum() != nil && next.Enum() != nil:
		w.enum(where, old.Enum(), next.Enum())
	}
}

func oneof(f protoreflect.FieldDescriptor) string {
	if o := f.ContainingOneof(); o != nil {
		return fmt.Sprintf("a member of oneof %s", o.Name())
	}
	return "a field of its own"
}

func (w *walk) enum(where string, from, to protoreflect.EnumDescriptor) {
	if !w.once(from, to) {
		return
	}
	for i := range from.Values().Len() {
		old := from.Values().Get(i)
		next := to.Values().ByNumber(old.Number())
		switch {
		case next == nil:
			w.add(codeEnum, where, "value %s = %d is gone", old.Name(), old.Number())
		case next.Name() != old.Name():
			w.add(codeEnum, where, "value %s = %d is now called %s", old.Name(), old.Number(), next.Name())
		}
	}
	for i := range to.Values().Len() {
		next := to.Values().Get(i)
		if from.Values().ByNumber(next.Number()) == nil {
			w.add(codeAdded, where, "value %s = %d is new", next.Name(), next.Number())
		}
	}
}

// decimalNumber is the number of the option (novation.decimal), whose field 1
// is the scale and whose field 2 is the unit.
const decimalNumber = 50701

// decimal describes the decimal option of a field.
func decimal(f protoreflect.FieldDescriptor) string {
	raw, ok := last(f.Options().ProtoReflect().GetUnknown(), decimalNumber)
	if !ok {
		return "no decimal"
	}
	out := "decimal of scale 0"
	if v, ok := last(raw, 1); ok {
		if scale, n := protowire.ConsumeVarint(v); n > 0 {
			out = fmt.Sprintf("decimal of scale %d", scale)
		}
	}
	if unit, ok := last(raw, 2); ok {
		out += fmt.Sprintf(" in %q", unit)
	}
	return out
}

// last returns the last field with the given number: the contents of a
// length-delimited field, the encoding of any other.
func last(b []byte, want protowire.Number) (out []byte, ok bool) {
	for len(b) > 0 {
		num, typ, n := protowire.ConsumeTag(b)
		if n < 0 {
			return nil, false
		}
		m := protowire.ConsumeFieldValue(num, typ, b[n:])
		if m < 0 {
			return nil, false
		}
		if num == want {
			out, ok = b[n:n+m], true
			if typ == protowire.BytesType {
				out, _ = protowire.ConsumeBytes(out)
			}
		}
		b = b[n+m:]
	}
	return out, ok
}
