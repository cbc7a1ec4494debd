package rust

import (
	"fmt"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// packed reports whether the elements of a field are written as varints.
func packed(f protoreflect.FieldDescriptor) bool {
	switch f.Kind() {
	case protoreflect.StringKind, protoreflect.BytesKind, protoreflect.MessageKind:
		return false
	default:
		return true
	}
}

// tag returns the number that stands before a field.
func tag(f protoreflect.FieldDescriptor) uint32 {
	wireType := uint32(2)
	if packed(f) && !f.IsList() {
		wireType = 0
	}
	return uint32(f.Number())<<3 | wireType
}

// method returns what reader and writer call the field's kind.
func method(f protoreflect.FieldDescriptor) string {
	if f.Kind() == protoreflect.EnumKind {
		return "enumeration"
	}
	return f.Kind().String()
}

// readAll reads the fields one after another. Whatever is not taken that way is
// a fault, and leftover says which.
func (m *module) readAll(d protoreflect.MessageDescriptor, fields []protoreflect.FieldDescriptor) {
	if len(fields) == 0 {
		m.p("let tag = r.tag();")
	} else {
		m.p("let mut tag = r.tag();")
	}
	for i := range d.Oneofs().Len() {
		if o := d.Oneofs().Get(i); o.Fields().Len() > 1 {
			m.p("let mut several_%s = false;", o.Name())
		}
	}
	for _, f := range fields {
		loop := "if"
		if f.IsList() && !packed(f) {
			loop = "while"
		}
		m.p("%s tag == %d {", loop, tag(f))
		m.readField(f)
		m.p("tag = r.tag();")
		m.p("}")
	}
	m.p("if tag != 0 {")
	m.p("r.leftover(tag, <Self as Message<'a>>::known);")
	m.p("}")
	for i := range d.Oneofs().Len() {
		if o := d.Oneofs().Get(i); o.Fields().Len() > 1 {
			m.p("if several_%s {", o.Name())
			m.p("r.several();")
			m.p("}")
		}
	}
}

func (m *module) readField(f protoreflect.FieldDescriptor) {
	name, n := "self."+fieldName(f), f.Number()
	scale, decimal := m.scale(f)
	o := f.ContainingOneof()
	switch {
	case decimal && f.IsList():
		m.p("%s.push(r.decimal_element(%d, %d));", name, n, scale)
	case decimal:
		m.p("%s = r.decimal(%d, %d);", name, n, scale)
	case f.Kind() == protoreflect.MessageKind && f.IsList():
		m.p("r.message_element(%d, &mut %s);", n, name)
	case o != nil:
		m.readMember(f, o)
	case f.Kind() == protoreflect.MessageKind:
		m.p("r.message(%d, %s%s.insert(Default::default()));", n, unboxed(f), name)
	case f.IsList() && packed(f):
		m.p("%s = r.%ss(%d);", name, method(f), n)
	case f.IsList():
		m.p("%s.push(r.%s_element(%d));", name, method(f), n)
	default:
		m.p("%s = r.%s(%d);", name, method(f), n)
	}
}

// unboxed comes before a reference to a message that may be in a box.
func unboxed(f protoreflect.FieldDescriptor) string {
	if recursive(f) {
		return "&mut **"
	}
	return ""
}

// readMember reads a member of a oneof.
func (m *module) readMember(f protoreflect.FieldDescriptor, o protoreflect.OneofDescriptor) {
	field, path := "self."+fieldName(o), oneofName(o)+"::"+variant(f)
	if o.Fields().Len() > 1 {
		m.p("several_%s |= %s.is_some();", o.Name(), field)
	}
	if t := m.reference(f.Message()); recursive(f) {
		m.p("let mut v = %s::<%s>::default();", m.use("Box"), t)
		m.p("r.message(%d, &mut *v);", f.Number())
	} else {
		m.p("let mut v = %s::default();", t)
		m.p("r.message(%d, &mut v);", f.Number())
	}
	m.p("%s = Some(%s(v));", field, path)
}

func (m *module) writeField(f protoreflect.FieldDescriptor) {
	name, n := "self."+fieldName(f), f.Number()
	scale, decimal := m.scale(f)
	o := f.ContainingOneof()
	each := func(call string) {
		m.p("for v in %s.iter().rev() {", name)
		m.p("w.%s;", call)
		m.p("}")
	}
	switch {
	case decimal && f.IsList():
		each(fmt.Sprintf("decimal_element(%d, *v, %d)", n, scale))
	case decimal:
		m.p("w.decimal(%d, %s, %d);", n, name, scale)
	case f.Kind() == protoreflect.MessageKind && f.IsList():
		each(fmt.Sprintf("message(%d, v)", n))
	case o != nil:
		m.p("if let Some(%s::%s(v)) = &self.%s {", oneofName(o), variant(f), fieldName(o))
		m.p("w.message(%d, %s);", n, content(f))
		m.p("}")
	case f.Kind() == protoreflect.MessageKind:
		m.p("if let Some(v) = &%s {", name)
		m.p("w.message(%d, %s);", n, content(f))
		m.p("}")
	case f.IsList() && packed(f):
		m.p("w.%ss(%d, &%s);", method(f), n, name)
	case f.IsList():
		each(fmt.Sprintf("%s_element(%d, v)", method(f), n))
	default:
		m.p("w.%s(%d, %s);", method(f), n, name)
	}
}

// content returns a reference to the message v, which may be in a box.
func content(f protoreflect.FieldDescriptor) string {
	if recursive(f) {
		return "&**v"
	}
	return "v"
}

func (m *module) walkField(f protoreflect.FieldDescriptor) {
	field, name := "self."+fieldName(f), string(f.Name())
	isMessage := f.Kind() == protoreflect.MessageKind
	o := f.ContainingOneof()
	switch {
	case isMessage && f.IsList():
		m.p("w.messages(\"%s\", &%s);", name, field)
	case o != nil:
		m.p("if let Some(%s::%s(v)) = &self.%s {", oneofName(o), variant(f), fieldName(o))
		m.p("w.message(\"%s\", %s);", name, content(f))
		m.p("}")
	case isMessage:
		m.p("if let Some(v) = &%s {", field)
		m.p("w.message(\"%s\", %s);", name, content(f))
		m.p("}")
	case f.IsList():
		m.p("w.leaves(\"%s\", &%s);", name, field)
	default:
		m.p("w.leaf(\"%s\", &%s);", name, field)
	}
}
