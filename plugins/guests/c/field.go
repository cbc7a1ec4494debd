package c

import (
	"fmt"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/schema"
)

// declaration returns the type of a member of a struct, with what stands
// between it and the name.
func (g *generator) declaration(f protoreflect.FieldDescriptor) string {
	_, decimal := g.scale(f)
	switch {
	case f.Kind() == protoreflect.MessageKind && f.IsList():
		return g.typeName(f.Message()) + "_list "
	case f.Kind() == protoreflect.MessageKind:
		return g.typeName(f.Message()) + " *"
	case f.Kind() == protoreflect.EnumKind && f.IsList():
		return "nv_int32s "
	case f.Kind() == protoreflect.EnumKind:
		return g.typeName(f.Enum()) + " "
	case decimal && f.IsList():
		return "nv_decimals "
	case decimal:
		return "nv_decimal "
	case f.IsList():
		return "nv_" + many(f) + " "
	case f.Kind() == protoreflect.StringKind:
		return "nv_str "
	case f.Kind() == protoreflect.BytesKind:
		return "nv_bytes "
	case f.Kind() == protoreflect.BoolKind:
		return "bool "
	default:
		return f.Kind().String() + "_t "
	}
}

// many returns the word of the SDK for a list of scalars.
func many(f protoreflect.FieldDescriptor) string {
	switch f.Kind() {
	case protoreflect.StringKind:
		return "strs"
	case protoreflect.BytesKind:
		return "blobs"
	case protoreflect.EnumKind:
		return "int32s"
	default:
		return f.Kind().String() + "s"
	}
}

// one returns the word of the SDK for a scalar.
func one(f protoreflect.FieldDescriptor) string {
	switch f.Kind() {
	case protoreflect.StringKind:
		return "text"
	case protoreflect.EnumKind:
		return "int32"
	default:
		return f.Kind().String()
	}
}

func isNumber(f protoreflect.FieldDescriptor) bool {
	switch f.Kind() {
	case protoreflect.StringKind, protoreflect.BytesKind, protoreflect.MessageKind:
		return false
	default:
		return true
	}
}

// scale returns the scale of a decimal field.
func (g *generator) scale(f protoreflect.FieldDescriptor) (uint32, bool) {
	d, ok := schema.DecimalOf(f)
	if ok && d.Scale >= schema.MaxDigits {
		g.fail("field %s: a decimal of scale %d has no digit before the point: use at most %d", f.FullName(), d.Scale, schema.MaxDigits-1)
	}
	return d.Scale, ok
}

// tagValue returns the bytes of a tag as the number that nv_tag1 to nv_tag5
// return.
func tagValue(f protoreflect.FieldDescriptor) string {
	var v uint64
	for i, b := range tag(f) {
		v |= uint64(b) << (8 * i)
	}
	if v > 0xffffffff {
		return fmt.Sprintf("0x%xull", v)
	}
	return fmt.Sprintf("0x%02x", v)
}

// takeField reads a field whose tag stands at p.
func (g *generator) takeField(f protoreflect.FieldDescriptor) {
	at, n, size := "m->"+fieldName(f), f.Number(), len(tag(f))
	read := func(word, more string) {
		g.p("        p = nv_read_%s(r, p + %d, end, %d, %s&%s);", word, size, n, more, at)
		g.p("        if (NV_UNLIKELY(p == NULL)) return NULL;")
	}
	scale, decimal := g.scale(f)
	switch {
	case f.Kind() == protoreflect.MessageKind && f.IsList():
		g.p("        uint32_t count = nv_count(p, end, %d);", size)
		g.p("        %s.at = nv_alloc(count * sizeof *%s.at);", at, at)
		g.p("        %s.cap = count;", at)
		g.p("        while (%s.n < count) {\n            const uint8_t *stop;", at)
		g.p("            p = nv_enter(r, p + %d, end, %d, &stop);", size, n)
		g.p("            if (NV_UNLIKELY(p == NULL || %s_take(r, p, stop, &%s.at[%s.n]) == NULL)) return NULL;", g.typeName(f.Message()), at, at)
		g.p("            nv_leave(r);\n            %s.n++;\n            p = stop;\n        }", at)
	case f.Kind() == protoreflect.MessageKind:
		g.p("        const uint8_t *stop;")
		g.p("        p = nv_enter(r, p + %d, end, %d, &stop);", size, n)
		g.p("        %s = nv_new(%s);", at, g.typeName(f.Message()))
		g.p("        if (NV_UNLIKELY(p == NULL || %s_take(r, p, stop, %s) == NULL)) return NULL;", g.typeName(f.Message()), at)
		g.p("        nv_leave(r);\n        p = stop;")
	case decimal && f.IsList():
		read("decimals", fmt.Sprintf("%d, %d, ", size, scale))
	case decimal:
		read("decimal", fmt.Sprintf("%d, ", scale))
	case f.Kind() == protoreflect.StringKind && f.IsList():
		read("texts", fmt.Sprintf("%d, ", size))
	case f.Kind() == protoreflect.BytesKind && f.IsList():
		read("blobs", fmt.Sprintf("%d, ", size))
	case f.IsList():
		read(many(f), "")
		if f.Kind() == protoreflect.EnumKind {
			g.p("        for (uint32_t i = 0; i < %s.n; i++)", at)
			g.p("            if (NV_UNLIKELY(!%s_known(%s.at[i]))) return nv_bad_enum(r, %d);", g.typeName(f.Enum()), at, n)
		}
	default:
		read(one(f), "")
		if f.Kind() == protoreflect.EnumKind {
			g.p("        if (NV_UNLIKELY(!%s_known(%s))) return nv_bad_enum(r, %d);", g.typeName(f.Enum()), at, n)
		}
	}
}

// putField writes a field before p.
func (g *generator) putField(f protoreflect.FieldDescriptor) {
	at, n := "m->"+fieldName(f), f.Number()
	scale, decimal := g.scale(f)
	message := func(indent, pointer string) {
		g.p(indent+"size_t mark = nv_mark(w, p);\n"+indent+"p = %s_put(w, p, %s);", g.typeName(f.Message()), pointer)
		g.p(indent+"nv_put_leave(w);\n"+indent+"p = nv_put_length(w, p, %d, mark);", n)
	}
	switch {
	case f.Kind() == protoreflect.MessageKind && f.IsList():
		g.p("    for (uint32_t i = %s.n; i > 0 && nv_put_enter(w, %d); i--) {", at, n)
		message("        ", "&"+at+".at[i - 1]")
		g.p("    }")
	case f.Kind() == protoreflect.MessageKind:
		g.p("    if (%s != NULL && nv_put_enter(w, %d)) {", at, n)
		message("        ", at)
		g.p("    }")
	case decimal && f.IsList():
		g.p("    p = nv_put_decimals(w, p, %d, &%s, %d);", n, at, scale)
	case decimal:
		g.p("    p = nv_put_decimal(w, p, %d, &%s, %d);", n, at, scale)
	case f.Kind() == protoreflect.EnumKind && f.IsList():
		g.p("    for (uint32_t i = %s.n; i > 0; i--)", at)
		g.p("        if (NV_UNLIKELY(!%s_known(%s.at[i - 1]))) nv_write_bad_enum(w, %d, %s.at[i - 1]);", g.typeName(f.Enum()), at, n, at)
		g.p("    p = nv_put_int32s(w, p, %d, &%s);", n, at)
	case f.Kind() == protoreflect.EnumKind:
		g.p("    if (NV_UNLIKELY(!%s_known(%s))) nv_write_bad_enum(w, %d, %s);", g.typeName(f.Enum()), at, n, at)
		g.p("    p = nv_put_uint64(w, p, %d, (uint64_t)(int64_t)%s);", n, at)
	case f.Kind() == protoreflect.StringKind && f.IsList():
		g.p("    p = nv_put_texts(w, p, %d, &%s);", n, at)
	case f.IsList():
		g.p("    p = nv_put_%s(w, p, %d, &%s);", many(f), n, at)
	case isNumber(f):
		cast := "(uint64_t)"
		if f.Kind() == protoreflect.Int32Kind {
			cast = "(uint64_t)(int64_t)"
		}
		g.p("    p = nv_put_uint64(w, p, %d, %s%s);", n, cast, at)
	default:
		g.p("    p = nv_put_%s(w, p, %d, %s);", one(f), n, at)
	}
}

// walkField visits a field if it is set.
func (g *generator) walkField(f protoreflect.FieldDescriptor) {
	at, name := "m->"+fieldName(f), f.Name()
	switch {
	case f.Kind() == protoreflect.MessageKind && f.IsList():
		g.p("    for (uint32_t i = 0; i < %s.n; i++)", at)
		g.p("        %s_walk(&%s.at[i], nv_text(prefix, \"%s[\", i, \"].\"), visit, context);", g.typeName(f.Message()), at, name)
	case f.Kind() == protoreflect.MessageKind:
		g.p("    if (%s != NULL) %s_walk(%s, nv_text(prefix, \"%s.\"), visit, context);", at, g.typeName(f.Message()), at, name)
	case f.IsList():
		g.p("    for (uint32_t i = 0; i < %s.n; i++)", at)
		g.p("        visit(context, nv_text(prefix, \"%s[\", i, \"]\"), %s);", name, g.text(f, at+".at[i]"))
	default:
		g.p("    if (%s) visit(context, nv_text(prefix, %q), %s);", g.isSet(f, at), name, g.text(f, at))
	}
}

// text returns an expression for the text of a scalar.
func (g *generator) text(f protoreflect.FieldDescriptor, v string) string {
	if _, ok := g.scale(f); ok {
		return "nv_decimal_text(" + v + ")"
	}
	switch f.Kind() {
	case protoreflect.EnumKind:
		return g.typeName(f.Enum()) + "_name(" + v + ")"
	case protoreflect.StringKind:
		return v
	case protoreflect.BytesKind:
		return "nv_hex(" + v + ")"
	case protoreflect.BoolKind:
		return v + ` ? NV("true") : NV("false")`
	default:
		return "nv_text(" + v + ")"
	}
}

// isSet returns a condition that is false for the default of a scalar.
func (g *generator) isSet(f protoreflect.FieldDescriptor, v string) string {
	if _, ok := g.scale(f); ok {
		return v + ".set"
	}
	if f.Kind() == protoreflect.StringKind || f.Kind() == protoreflect.BytesKind {
		return v + ".n > 0"
	}
	if f.Kind() == protoreflect.BoolKind {
		return v
	}
	return v + " != 0"
}
