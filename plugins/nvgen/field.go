package nvgen

import (
	"fmt"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/schema"
)

// fieldName returns the name of the struct field. A name that a method of the
// struct has gets an underscore.
func fieldName(f protoreflect.FieldDescriptor) string {
	switch name := camel(string(f.Name())); name {
	case "Append", "Decode", "MarshalWire", "UnmarshalWire", "Walk":
		return name + "_"
	default:
		return name
	}
}

// goType returns the Go type of a field and notes the imports it needs.
func (g *generator) goType(f protoreflect.FieldDescriptor) string {
	t := g.elementType(f)
	switch {
	case f.IsList():
		return "[]" + t
	case f.Kind() == protoreflect.MessageKind:
		return "*" + t
	default:
		return t
	}
}

func (g *generator) elementType(f protoreflect.FieldDescriptor) string {
	switch f.Kind() {
	case protoreflect.MessageKind:
		return g.typeName(f.Message())
	case protoreflect.EnumKind:
		return g.typeName(f.Enum())
	case protoreflect.BytesKind:
		return "[]byte"
	case protoreflect.StringKind:
		if _, ok := g.scale(f); ok {
			g.imports[decimalPath] = true
			return "decimal.Decimal"
		}
		return "string"
	default: // bool, int32, int64, uint32, uint64: named as in Go
		return f.Kind().String()
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

// method returns the name that reader and writer give to the field's kind.
func method(f protoreflect.FieldDescriptor) string {
	return camel(f.Kind().String())
}

func (g *generator) writeField(f protoreflect.FieldDescriptor) {
	n, name := f.Number(), fieldName(f)
	scale, isDecimal := g.scale(f)
	switch {
	case isDecimal && f.IsList():
		g.p("for _, v := range m.%s {\nw.DecimalElement(%d, v, %d)\n}", name, n, scale)
	case isDecimal:
		g.p("w.Decimal(%d, m.%s, %d)", n, name, scale)
	case f.Kind() == protoreflect.MessageKind && f.IsList():
		g.p("for i := range m.%s {\nw.Message(%d, &m.%s[i])\n}", name, n, name)
	case f.Kind() == protoreflect.MessageKind:
		g.p("if m.%s != nil {\nw.Message(%d, m.%s)\n}", name, n, name)
	case f.Kind() == protoreflect.EnumKind && f.IsList():
		g.p("wire.WriteEnums(w, %d, m.%s)", n, name)
	case f.Kind() == protoreflect.EnumKind:
		g.p("wire.WriteEnum(w, %d, m.%s)", n, name)
	case isText(f) && f.IsList():
		g.p("for _, v := range m.%s {\nw.%sElement(%d, v)\n}", name, method(f), n)
	case f.IsList():
		g.p("w.%ss(%d, m.%s)", method(f), n, name)
	default:
		g.p("w.%s(%d, m.%s)", method(f), n, name)
	}
}

func (g *generator) readField(f protoreflect.FieldDescriptor) {
	name := fieldName(f)
	scale, isDecimal := g.scale(f)
	switch {
	case isDecimal && f.IsList():
		g.p("m.%s = append(wire.Room(r, m.%s), r.DecimalElement(%d))", name, name, scale)
	case isDecimal:
		g.p("m.%s = r.Decimal(%d)", name, scale)
	case f.Kind() == protoreflect.MessageKind && f.IsList():
		g.p("m.%s = append(wire.Room(r, m.%s), %s{})\nr.MessageElement(&m.%s[len(m.%s)-1])", name, name, g.elementType(f), name, name)
	case f.Kind() == protoreflect.MessageKind:
		g.p("m.%s = new(%s)\nr.Message(m.%s)", name, g.elementType(f), name)
	case f.Kind() == protoreflect.EnumKind && f.IsList():
		g.p("m.%s = wire.ReadEnums[%s](r)", name, g.elementType(f))
	case f.Kind() == protoreflect.EnumKind:
		g.p("m.%s = wire.ReadEnum[%s](r)", name, g.elementType(f))
	case isText(f) && f.IsList():
		g.p("m.%s = append(wire.Room(r, m.%s), r.%sElement())", name, name, method(f))
	case f.IsList():
		g.p("m.%s = r.%ss()", name, method(f))
	default:
		g.p("m.%s = r.%s()", name, method(f))
	}
}

func (g *generator) walkField(f protoreflect.FieldDescriptor) {
	name, key := "m."+fieldName(f), fmt.Sprintf("prefix+%q", f.Name())
	switch {
	case f.Kind() == protoreflect.MessageKind && f.IsList():
		g.p("for i := range %s {\n%s[i].Walk(wire.Index(%s, i)+\".\", visit)\n}", name, name, key)
	case f.Kind() == protoreflect.MessageKind:
		g.p("if %s != nil {\n%s.Walk(prefix+\"%s.\", visit)\n}", name, name, f.Name())
	case f.IsList():
		g.p("for i, v := range %s {\nvisit(wire.Index(%s, i), %s)\n}", name, key, g.text(f, "v"))
	default:
		g.p("if %s {\nvisit(%s, %s)\n}", g.isSet(f, name), key, g.text(f, name))
	}
}

// text returns an expression for the text of a scalar.
func (g *generator) text(f protoreflect.FieldDescriptor, v string) string {
	if _, ok := g.scale(f); ok || f.Kind() == protoreflect.EnumKind {
		return v + ".String()"
	}
	switch f.Kind() {
	case protoreflect.StringKind:
		return v
	case protoreflect.BytesKind:
		return "wire.Hex(" + v + ")"
	case protoreflect.BoolKind:
		g.imports["strconv"] = true
		return "strconv.FormatBool(" + v + ")"
	case protoreflect.Int32Kind, protoreflect.Int64Kind:
		g.imports["strconv"] = true
		return "strconv.FormatInt(int64(" + v + "), 10)"
	default:
		g.imports["strconv"] = true
		return "strconv.FormatUint(uint64(" + v + "), 10)"
	}
}

// isSet returns an expression that is false for the default of a scalar.
func (g *generator) isSet(f protoreflect.FieldDescriptor, v string) string {
	if _, ok := g.scale(f); ok {
		return v + ".IsSet()"
	}
	switch f.Kind() {
	case protoreflect.StringKind:
		return v + ` != ""`
	case protoreflect.BytesKind:
		return "len(" + v + ") > 0"
	case protoreflect.BoolKind:
		return v
	default:
		return v + " != 0"
	}
}

func isText(f protoreflect.FieldDescriptor) bool {
	return f.Kind() == protoreflect.StringKind || f.Kind() == protoreflect.BytesKind
}
