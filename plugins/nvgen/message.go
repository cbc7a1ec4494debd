package nvgen

import (
	"cmp"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

func (g *generator) message(m protoreflect.MessageDescriptor) {
	for i := range m.Enums().Len() {
		g.enum(m.Enums().Get(i))
	}
	name := localName(m)
	g.imports[wirePath] = true

	g.p("// %s is the message %s.\ntype %s struct {", name, m.FullName(), name)
	for i := range m.Fields().Len() {
		f := m.Fields().Get(i)
		note := ""
		if o := f.ContainingOneof(); o != nil {
			note = " // at most one of oneof " + string(o.Name())
		}
		g.p("%s %s%s", fieldName(f), g.goType(f), note)
	}
	g.p("}\n")

	g.p("// Append appends the canonical encoding of m to b. It fails when m has none.")
	g.p("func (m *%s) Append(b []byte) ([]byte, error) { return wire.Append(b, m) }\n", name)
	g.p("// Decode reads the canonical encoding of m, which should be a zero value.")
	g.p("func (m *%s) Decode(b []byte) error { return wire.Decode(b, m) }\n", name)

	g.marshal(m, name)
	g.unmarshal(m, name)
	g.walk(m, name)

	for i := range m.Messages().Len() {
		g.message(m.Messages().Get(i))
	}
}

func (g *generator) marshal(m protoreflect.MessageDescriptor, name string) {
	g.p("// MarshalWire implements [wire.Encoder].")
	g.p("func (m *%s) MarshalWire(%s *wire.Writer) {", name, ifUsed(m, "w"))
	g.oneofs(m, "w")
	for _, f := range byNumber(m) {
		g.writeField(f)
	}
	g.p("}\n")
}

func (g *generator) unmarshal(m protoreflect.MessageDescriptor, name string) {
	g.p("// UnmarshalWire implements [wire.Decoder].")
	g.p("func (m *%s) UnmarshalWire(r *wire.Reader) {", name)
	if m.Fields().Len() == 0 {
		g.p("for r.Next() {\nr.Unknown()\n}\n}\n")
		return
	}
	g.p("for r.Next() {\nswitch r.Field() {")
	for _, f := range byNumber(m) {
		g.p("case %d:", f.Number())
		g.readField(f)
	}
	g.p("default:\nr.Unknown()\n}\n}")
	g.oneofs(m, "r")
	g.p("}\n")
}

func (g *generator) walk(m protoreflect.MessageDescriptor, name string) {
	g.p("// Walk visits the fields that are set: see [wire.Walk].")
	g.p("func (m *%s) Walk(%s string, %s func(path, value string)) {", name, ifUsed(m, "prefix"), ifUsed(m, "visit"))
	for _, f := range byNumber(m) {
		g.walkField(f)
	}
	g.p("}\n")
}

// oneofs checks that at most one member of each oneof is set.
func (g *generator) oneofs(m protoreflect.MessageDescriptor, on string) {
	for i := range m.Oneofs().Len() {
		var set []string
		fields := m.Oneofs().Get(i).Fields()
		for j := range fields.Len() {
			set = append(set, "m."+fieldName(fields.Get(j))+" != nil")
		}
		g.p("%s.AtMostOne(%s)", on, strings.Join(set, ", "))
	}
}

// ifUsed returns _ instead of a parameter that a message without fields does
// not use.
func ifUsed(m protoreflect.MessageDescriptor, name string) string {
	if m.Fields().Len() == 0 {
		return "_"
	}
	return name
}

func byNumber(m protoreflect.MessageDescriptor) []protoreflect.FieldDescriptor {
	var fields []protoreflect.FieldDescriptor
	for i := range m.Fields().Len() {
		fields = append(fields, m.Fields().Get(i))
	}
	slices.SortFunc(fields, func(a, b protoreflect.FieldDescriptor) int { return cmp.Compare(a.Number(), b.Number()) })
	return fields
}
