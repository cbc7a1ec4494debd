package rust

import (
	"cmp"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

func (m *module) enum(e protoreflect.EnumDescriptor) {
	name := m.declare(typeName(e), e)
	names := variants(e)
	value := func(i int) protoreflect.EnumValueDescriptor { return e.Values().Get(i) }
	m.p("")
	m.p("/// The enum %s.", e.FullName())
	m.p("#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]")
	m.p("pub enum %s {", name)
	for i, n := range names {
		if value(i).Number() == 0 {
			m.p("#[default]")
		}
		m.p("%s = %d,", n, value(i).Number())
	}
	m.p("}")
	m.p("")
	m.p("impl %s for %s {", m.use("Enum"), name)
	m.p("fn from_number(number: i32) -> Option<Self> {")
	m.p("match number {")
	for i, n := range names {
		m.p("%d => Some(Self::%s),", value(i).Number(), n)
	}
	m.p("_ => None,")
	m.p("}")
	m.p("}")
	m.p("")
	m.p("fn number(self) -> i32 {")
	m.p("self as i32")
	m.p("}")
	m.p("")
	m.p("fn name(self) -> &'static str {")
	m.p("match self {")
	for i, n := range names {
		m.p("Self::%s => \"%s\",", n, value(i).Name())
	}
	m.p("}")
	m.p("}")
	m.p("}")
	m.p("")
	m.p("impl %s for %s {", m.use("Leaf"), name)
	m.p("fn is_set(&self) -> bool {")
	m.p("*self as i32 != 0")
	m.p("}")
	m.p("")
	m.p("fn text(&self) -> %s<'_, str> {", m.use("Cow"))
	m.p("self.name().into()")
	m.p("}")
	m.p("}")
}

func (m *module) message(d protoreflect.MessageDescriptor) {
	for i := range d.Enums().Len() {
		m.enum(d.Enums().Get(i))
	}
	name := m.declare(typeName(d), d)
	m.p("")
	m.p("/// The message %s.", d.FullName())
	m.p("#[derive(Clone, Debug, Default, PartialEq, Eq)]")
	if d.Fields().Len() == 0 {
		m.p("pub struct %s {}", name)
	} else {
		m.p("pub struct %s%s {", name, lifetime(d))
		m.fields(d)
		m.p("}")
	}
	for i := range d.Oneofs().Len() {
		m.oneof(d.Oneofs().Get(i))
	}
	m.codec(d, name+lifetime(d))
	for i := range d.Messages().Len() {
		m.message(d.Messages().Get(i))
	}
}

// fields declares the fields of a struct in the order of the schema. A oneof
// stands where its first member does.
func (m *module) fields(d protoreflect.MessageDescriptor) {
	done := map[protoreflect.FullName]bool{}
	for i := range d.Fields().Len() {
		f := d.Fields().Get(i)
		o := f.ContainingOneof()
		if o == nil {
			m.p("pub %s: %s,", fieldName(f), m.fieldType(f))
		} else if !done[o.FullName()] {
			done[o.FullName()] = true
			m.p("pub %s: Option<%s>,", fieldName(o), oneofName(o)+oneofLifetime(o))
		}
	}
}

// oneof declares the enum of a oneof's members.
func (m *module) oneof(o protoreflect.OneofDescriptor) {
	name := m.declare(oneofName(o), o)
	m.p("")
	m.p("/// The oneof %s.", o.FullName())
	m.p("#[derive(Clone, Debug, PartialEq, Eq)]")
	m.p("pub enum %s%s {", name, oneofLifetime(o))
	seen := map[string]protoreflect.FullName{}
	for i := range o.Fields().Len() {
		f := o.Fields().Get(i)
		v := variant(f)
		if other, ok := seen[v]; ok {
			m.fail("%s and %s would both become %s::%s: rename one", other, f.FullName(), name, v)
		}
		seen[v] = f.FullName()
		m.p("%s(%s),", v, m.boxed(f, m.elementType(f)))
	}
	m.p("}")
}

func oneofName(o protoreflect.OneofDescriptor) string {
	return typeName(o.Parent()) + "_" + camel(string(o.Name()))
}

func oneofLifetime(o protoreflect.OneofDescriptor) string {
	for i := range o.Fields().Len() {
		if l := lifetime(o.Fields().Get(i).Message()); l != "" {
			return l
		}
	}
	return ""
}

// variant returns the name of a member of a oneof.
func variant(f protoreflect.FieldDescriptor) string {
	name := camel(string(f.Name()))
	if unfit(name) {
		name += "_"
	}
	return name
}

// codec implements reading, writing and walking.
func (m *module) codec(d protoreflect.MessageDescriptor, name string) {
	fields := byNumber(d)
	trait := m.use("Message") + "<'a>"
	m.p("")
	m.p("impl<'a> %s for %s {", trait, name)
	m.p("fn read(&mut self, r: &mut %s<'a>) {", m.use("Reader"))
	m.readAll(d, fields)
	m.p("}")
	m.p("")
	if len(fields) == 0 {
		m.p("fn write(&self, _: &mut %s) {}", m.use("Writer"))
	} else {
		m.p("fn write(&self, w: &mut %s) {", m.use("Writer"))
		for _, f := range slices.Backward(fields) {
			m.writeField(f)
		}
		m.p("}")
	}
	m.p("")
	m.known(fields)
	m.p("}")
	m.p("")
	generic, self := "", strings.ReplaceAll(name, "'a", "'_")
	m.p("impl%s %s for %s {", generic, m.use("Walk"), self)
	if len(fields) == 0 {
		m.p("fn walk(&self, _: &mut %s<'_>) {}", m.use("Walker"))
	} else {
		m.p("fn walk(&self, w: &mut %s<'_>) {", m.use("Walker"))
		for _, f := range fields {
			m.walkField(f)
		}
		m.p("}")
	}
	m.p("}")
}

// known tells what the message knows of a field number.
func (m *module) known(fields []protoreflect.FieldDescriptor) {
	if m.use("Known"); len(fields) == 0 {
		m.p("fn known(_: u32) -> Known {")
		m.p("Known::No")
		m.p("}")
		return
	}
	m.p("fn known(field: u32) -> Known {")
	m.p("match field {")
	for _, f := range fields {
		kind := "Once"
		if f.IsList() && !packed(f) {
			kind = "List"
		}
		m.p("%d => Known::%s,", f.Number(), kind)
	}
	m.p("_ => Known::No,")
	m.p("}")
	m.p("}")
}

func byNumber(d protoreflect.MessageDescriptor) []protoreflect.FieldDescriptor {
	var all []protoreflect.FieldDescriptor
	for i := range d.Fields().Len() {
		all = append(all, d.Fields().Get(i))
	}
	slices.SortFunc(all, func(a, b protoreflect.FieldDescriptor) int { return cmp.Compare(a.Number(), b.Number()) })
	return all
}
