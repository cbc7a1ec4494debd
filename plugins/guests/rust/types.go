package rust

import (
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/schema"
)

// fieldType returns the Rust type of a field that is no member of a oneof.
func (m *module) fieldType(f protoreflect.FieldDescriptor) string {
	t := m.elementType(f)
	switch {
	case f.IsList():
		return m.use("Vec") + "<" + t + ">"
	case f.Kind() == protoreflect.MessageKind:
		return "Option<" + m.boxed(f, t) + ">"
	default:
		return t
	}
}

// boxed puts a type in a box where a struct would contain itself.
func (m *module) boxed(f protoreflect.FieldDescriptor, t string) string {
	if recursive(f) {
		return m.use("Box") + "<" + t + ">"
	}
	return t
}

func (m *module) elementType(f protoreflect.FieldDescriptor) string {
	switch f.Kind() {
	case protoreflect.MessageKind:
		return m.reference(f.Message()) + lifetime(f.Message())
	case protoreflect.EnumKind:
		return m.reference(f.Enum())
	case protoreflect.StringKind:
		if _, ok := m.scale(f); ok {
			return m.use("Decimal")
		}
		return "&'a str"
	case protoreflect.BytesKind:
		return "&'a [u8]"
	case protoreflect.Int32Kind:
		return "i32"
	case protoreflect.Int64Kind:
		return "i64"
	case protoreflect.Uint32Kind:
		return "u32"
	case protoreflect.Uint64Kind:
		return "u64"
	default:
		return "bool"
	}
}

// scale returns the scale of a decimal field.
func (m *module) scale(f protoreflect.FieldDescriptor) (uint32, bool) {
	d, ok := schema.DecimalOf(f)
	if ok && d.Scale >= schema.MaxDigits {
		m.fail("field %s: a decimal of scale %d has no digit before the point: use at most %d", f.FullName(), d.Scale, schema.MaxDigits-1)
	}
	return d.Scale, ok
}

// lifetime returns "<'a>" for a message that borrows something, itself or in a
// message below it.
func lifetime(d protoreflect.MessageDescriptor) string {
	if borrows(d, map[protoreflect.FullName]bool{}) {
		return "<'a>"
	}
	return ""
}

func borrows(d protoreflect.MessageDescriptor, seen map[protoreflect.FullName]bool) bool {
	if seen[d.FullName()] {
		return false
	}
	seen[d.FullName()] = true
	for i := range d.Fields().Len() {
		f := d.Fields().Get(i)
		_, decimal := schema.DecimalOf(f)
		if f.Kind() == protoreflect.BytesKind || f.Kind() == protoreflect.StringKind && !decimal {
			return true
		}
		if f.Kind() == protoreflect.MessageKind && borrows(f.Message(), seen) {
			return true
		}
	}
	return false
}

// recursive reports whether the message of a field contains, without a list
// between, the message that the field belongs to.
func recursive(f protoreflect.FieldDescriptor) bool {
	return reaches(f.Message(), f.ContainingMessage(), map[protoreflect.FullName]bool{})
}

func reaches(from, to protoreflect.MessageDescriptor, seen map[protoreflect.FullName]bool) bool {
	if from.FullName() == to.FullName() {
		return true
	}
	if seen[from.FullName()] {
		return false
	}
	seen[from.FullName()] = true
	for i := range from.Fields().Len() {
		f := from.Fields().Get(i)
		if f.Kind() == protoreflect.MessageKind && !f.IsList() && reaches(f.Message(), to, seen) {
			return true
		}
	}
	return false
}
