package assemblyscript

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
	n := g.declare(m)
	g.p("\n/** The message %s. */\n@unmanaged\nexport class %s {", m.FullName(), n)
	seen := map[string]bool{}
	for i := range m.Fields().Len() {
		f := m.Fields().Get(i)
		if seen[fieldName(f)] {
			g.fail("message %s: two fields would be called %s: rename one", m.FullName(), fieldName(f))
		}
		seen[fieldName(f)] = true
		if o := f.ContainingOneof(); o != nil {
			g.p("  /** At most one of oneof %s is set. */", o.Name())
		}
		g.p("  %s: %s;", fieldName(f), g.declaration(f))
	}
	if len(seen) > 0 {
		g.p("")
	}
	g.read(m)
	g.p("")
	g.write(m)
	g.p("}")
	for i := range m.Messages().Len() {
		g.message(m.Messages().Get(i))
	}
}

func (g *generator) read(m protoreflect.MessageDescriptor) {
	g.p("  /** Reads the fields from the message that is being decoded. */\n  read(): void {")
	if m.Fields().Len() == 0 {
		g.p("    nv.finish(nv.nextTag());\n  }")
		return
	}
	g.p("    let tag = nv.nextTag();")
	for _, f := range byNumber(m) {
		word := "if"
		if f.IsList() && !packed(f) {
			word = "while"
		}
		g.p("    %s (tag == %d) {", word, tag(f))
		g.readField(f)
		g.p("      tag = nv.nextTag();\n    }")
	}
	g.p("    nv.finish(tag);")
	g.oneofs(m, "nv.atMostOne")
	g.p("  }")
}

func (g *generator) write(m protoreflect.MessageDescriptor) {
	g.p("  /** Writes the fields to the message that is being encoded. */\n  write(): void {")
	g.oneofs(m, "nv.oneAtMost")
	for _, f := range byNumber(m) {
		g.writeField(f)
	}
	g.p("  }")
}

// oneofs checks that at most one member of each oneof is set.
func (g *generator) oneofs(m protoreflect.MessageDescriptor, check string) {
	for i := range m.Oneofs().Len() {
		fields := m.Oneofs().Get(i).Fields()
		if fields.Len() < 2 {
			continue
		}
		var set []string
		for j := range fields.Len() {
			set = append(set, "i32(this."+fieldName(fields.Get(j))+" != null)")
		}
		g.p("    %s(%s > 1);", check, strings.Join(set, " + "))
	}
}

// tag returns number and wire type of a field, as they are written.
func tag(f protoreflect.FieldDescriptor) uint32 {
	t := uint32(f.Number()) << 3
	if f.IsList() || !packed(f) {
		t |= 2
	}
	return t
}

// packed reports whether elements of the field's kind are varints.
func packed(f protoreflect.FieldDescriptor) bool {
	switch f.Kind() {
	case protoreflect.StringKind, protoreflect.BytesKind, protoreflect.MessageKind:
		return false
	default:
		return true
	}
}

func byNumber(m protoreflect.MessageDescriptor) []protoreflect.FieldDescriptor {
	var fields []protoreflect.FieldDescriptor
	for i := range m.Fields().Len() {
		fields = append(fields, m.Fields().Get(i))
	}
	slices.SortFunc(fields, func(a, b protoreflect.FieldDescriptor) int { return cmp.Compare(a.Number(), b.Number()) })
	return fields
}
