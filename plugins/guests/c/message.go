package c

import (
	"cmp"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// structure declares a message and its functions.
func (g *generator) structure(m protoreflect.MessageDescriptor) {
	name := g.typeName(m)
	g.p("\n// %s is the message %s.\nstruct %s {", name, m.FullName(), name)
	for i := range m.Fields().Len() {
		f := m.Fields().Get(i)
		note := ""
		if o := f.ContainingOneof(); o != nil {
			note = " // at most one of oneof " + string(o.Name())
		}
		g.p("    %s%s;%s", g.declaration(f), fieldName(f), note)
	}
	if m.Fields().Len() == 0 {
		g.p("    char nothing_; // a struct has a member")
	}
	g.p("};\n")
	g.p("// %s_decode reads the canonical encoding into a zero value. On false, r->fault says what is wrong.", name)
	g.p("bool %s_decode(nv_reader *r, nv_bytes b, %s *m);\n", name, name)
	g.p("// %s_encode writes the canonical encoding. On false, *fault says why there is none.", name)
	g.p("bool %s_encode(const %s *m, nv_bytes *b, nv_fault *fault);\n", name, name)
	g.p("// %s_walk visits the fields that are set, as paths and texts. Prefix is empty for a whole message.", name)
	g.p("void %s_walk(const %s *m, nv_str prefix, nv_visit *visit, void *context);\n", name, name)
	g.p("// %s_take and %s_put are for the codecs of other messages.", name, name)
	g.p("const uint8_t *%s_take(nv_reader *r, const uint8_t *p, const uint8_t *end, %s *m);", name, name)
	g.p("uint8_t *%s_put(nv_writer *w, uint8_t *p, const %s *m);", name, name)
}

// take writes the decoder: the fields in ascending order, each looked for once.
func (g *generator) take(m protoreflect.MessageDescriptor) {
	name := g.typeName(m)
	fields := byNumber(m)
	g.p("\nconst uint8_t *%s_take(nv_reader *r, const uint8_t *p, const uint8_t *end, %s *m)\n{", name, name)
	if len(fields) == 0 {
		g.p("    (void)m;\n    return p == end ? p : nv_left(r, p, p, end);\n}")
		return
	}
	widest := 1
	for _, f := range fields {
		widest = max(widest, len(tag(f)))
	}
	look := map[int]string{1: "nv_tag1(p, end)", 2: "nv_tag2(p, end)"}[widest]
	if look == "" {
		look = "nv_tag5(p, end)"
	}
	g.p("    const uint8_t *from = p;")
	g.p("    uint64_t tag = %s;", look)
	for i, f := range fields {
		g.p("    if (tag == %s) {", tagValue(f))
		g.takeField(f)
		if i < len(fields)-1 {
			g.p("        tag = %s;", look)
		}
		g.p("    }")
	}
	g.p("    if (NV_UNLIKELY(p != end)) return nv_left(r, from, p, end);")
	g.oneofs(m, "return nv_bad(r, 0, NV(%q));")
	g.p("    return p;\n}")
}

// put writes the encoder: from the last byte to the first.
func (g *generator) put(m protoreflect.MessageDescriptor) {
	name := g.typeName(m)
	g.p("\nuint8_t *%s_put(nv_writer *w, uint8_t *p, const %s *m)\n{", name, name)
	fields := byNumber(m)
	slices.Reverse(fields)
	for _, f := range fields {
		g.putField(f)
	}
	g.oneofs(m, "nv_write_bad(w, 0, NV(%q));")
	if len(fields) == 0 {
		g.p("    (void)w, (void)m;")
	}
	g.p("    return p;\n}")
}

// oneofs does something when several members of a oneof are set.
func (g *generator) oneofs(m protoreflect.MessageDescriptor, then string) {
	for i := range m.Oneofs().Len() {
		fields := m.Oneofs().Get(i).Fields()
		if fields.Len() < 2 {
			continue
		}
		var set []string
		for j := range fields.Len() {
			set = append(set, "(m->"+fieldName(fields.Get(j))+" != NULL)")
		}
		g.p("    if (NV_UNLIKELY("+strings.Join(set, " + ")+" > 1)) "+then, "several members of a oneof are set")
	}
}

func (g *generator) walk(m protoreflect.MessageDescriptor) {
	name := g.typeName(m)
	g.p("\nvoid %s_walk(const %s *m, nv_str prefix, nv_visit *visit, void *context)\n{", name, name)
	if m.Fields().Len() == 0 {
		g.p("    (void)m, (void)prefix, (void)visit, (void)context;")
	}
	for _, f := range byNumber(m) {
		g.walkField(f)
	}
	g.p("}")
}

// whole writes the functions on whole messages.
func (g *generator) whole(m protoreflect.MessageDescriptor) {
	name := g.typeName(m)
	g.p("\nbool %s_decode(nv_reader *r, nv_bytes b, %s *m)\n{", name, name)
	g.p("    r->depth = 0;")
	g.p("    return b.n == 0 || %s_take(r, b.at, b.at + b.n, m) != NULL;\n}", name)
	g.p("\nbool %s_encode(const %s *m, nv_bytes *b, nv_fault *fault)\n{", name, name)
	g.p("    nv_writer w;")
	g.p("    uint8_t *p = %s_put(&w, nv_write_begin(&w), m);", name)
	g.p("    *b = nv_write_end(&w, p);")
	g.p("    *fault = w.fault;")
	g.p("    return w.fault.reason.n == 0;\n}")
}

// tag returns the bytes before a field.
func tag(f protoreflect.FieldDescriptor) []byte {
	t := protowire.BytesType
	if isNumber(f) && !f.IsList() {
		t = protowire.VarintType
	}
	return protowire.AppendTag(nil, f.Number(), t)
}

func byNumber(m protoreflect.MessageDescriptor) []protoreflect.FieldDescriptor {
	var fields []protoreflect.FieldDescriptor
	for i := range m.Fields().Len() {
		fields = append(fields, m.Fields().Get(i))
	}
	slices.SortFunc(fields, func(a, b protoreflect.FieldDescriptor) int { return cmp.Compare(a.Number(), b.Number()) })
	return fields
}
