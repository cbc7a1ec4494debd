package assemblyscript

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/schema"
)

// fieldName returns laycanFrom for laycan_from. A name that the class has
// itself, or that the compiler takes for something else, gets an underscore.
func fieldName(f protoreflect.FieldDescriptor) string {
	n := camel(string(f.Name()))
	n = strings.ToLower(n[:1]) + n[1:]
	switch n {
	case "read", "write", "constructor", "prototype", "abstract", "declare", "override", "private", "protected", "public", "static":
		return n + "_"
	default:
		return n
	}
}

// declaration returns type and default of a field.
func (g *generator) declaration(f protoreflect.FieldDescriptor) string {
	t, zero := g.elementType(f)
	switch {
	case f.IsList():
		return fmt.Sprintf("nv.List<%s> = new nv.List<%s>()", t, t)
	case f.Kind() == protoreflect.MessageKind:
		return t + " | null = null"
	default:
		return t + " = " + zero
	}
}

// elementType returns the type of a field or of its elements, and the default.
func (g *generator) elementType(f protoreflect.FieldDescriptor) (name, zero string) {
	switch f.Kind() {
	case protoreflect.MessageKind:
		return g.typeName(f.Message()), "null"
	case protoreflect.EnumKind:
		e := f.Enum()
		return g.typeName(e), g.typeName(e) + "." + valueName(e, e.Values().ByNumber(0))
	case protoreflect.BytesKind:
		return "nv.Bytes", "nv.NO_BYTES"
	case protoreflect.StringKind:
		if _, ok := g.scale(f); ok {
			return "nv.Decimal", "nv.NONE"
		}
		return "nv.Text", "nv.EMPTY"
	case protoreflect.BoolKind:
		return "bool", "false"
	default:
		return number(f), "0"
	}
}

// number returns i32, i64, u32 or u64.
func number(f protoreflect.FieldDescriptor) string {
	return strings.NewReplacer("uint", "u", "int", "i").Replace(f.Kind().String())
}

// scale returns the scale of a decimal field.
func (g *generator) scale(f protoreflect.FieldDescriptor) (uint32, bool) {
	d, ok := schema.DecimalOf(f)
	if ok && d.Scale >= schema.MaxDigits {
		g.fail("field %s: a decimal of scale %d has no digit before the point: use at most %d", f.FullName(), d.Scale, schema.MaxDigits-1)
	}
	return d.Scale, ok
}

// method returns what reader and writer call the field's kind.
func (g *generator) method(f protoreflect.FieldDescriptor) string {
	_, decimal := g.scale(f)
	switch {
	case decimal:
		return "Decimal"
	case f.Kind() == protoreflect.StringKind:
		return "Text"
	case f.Kind() == protoreflect.EnumKind:
		return "I32"
	case f.Kind() == protoreflect.BoolKind, f.Kind() == protoreflect.BytesKind, f.Kind() == protoreflect.MessageKind:
		return camel(f.Kind().String())
	default:
		return strings.ToUpper(number(f))
	}
}

func (g *generator) readField(f protoreflect.FieldDescriptor) {
	to, argument := "this."+fieldName(f), ""
	if scale, ok := g.scale(f); ok {
		argument = fmt.Sprint(scale)
	}
	method := g.method(f)
	enum := f.Kind() == protoreflect.EnumKind
	switch {
	case f.Kind() == protoreflect.MessageKind:
		value := fmt.Sprintf("nv.readMessage(new %s())", g.typeName(f.Message()))
		if f.IsList() {
			g.p("      %s.push(%s);", to, value)
		} else {
			g.p("      %s = %s;", to, value)
		}
	case f.IsList() && argument != "": // a decimal, which is never empty
		g.p("      %s.push(nv.readDecimal(%s));", to, argument)
	case f.IsList() && !packed(f):
		g.p("      %s.push(nv.read%sElement());", to, method)
	case f.IsList():
		g.p("      %s = nv.read%ss();", to, method)
		if enum {
			g.p("      for (let i = 0; i < %s.length; i++) if (!%s(%s[i])) nv.refuse(nv.Fault.Enum);", to, g.known(f.Enum()), to)
		}
	default:
		g.p("      %s = nv.read%s(%s);", to, method, argument)
		if enum {
			g.p("      if (!%s(%s)) nv.refuse(nv.Fault.Enum);", g.known(f.Enum()), to)
		}
	}
}

func (g *generator) writeField(f protoreflect.FieldDescriptor) {
	from, t := "this."+fieldName(f), tag(f)
	scale, decimal := g.scale(f)
	argument := ""
	if decimal {
		argument = fmt.Sprintf(", %d", scale)
	}
	each := fmt.Sprintf("    for (let i = 0; i < %s.length; i++) ", from)
	switch {
	case f.Kind() == protoreflect.MessageKind && f.IsList():
		g.p("%snv.writeMessage(%d, %s[i]);", each, t, from)
	case f.Kind() == protoreflect.MessageKind:
		g.p("    const v%d = %s;\n    if (v%d) nv.writeMessage<%s>(%d, v%d);", f.Number(), from, f.Number(), g.typeName(f.Message()), t, f.Number())
	case f.IsList() && !packed(f):
		g.p("%snv.write%sElement(%d, %s[i]%s);", each, g.method(f), t, from, argument)
	case f.IsList():
		if f.Kind() == protoreflect.EnumKind {
			g.p("%sif (!%s(%s[i])) nv.refuseEnum(%d, %s[i]);", each, g.known(f.Enum()), from, t, from)
		}
		g.p("    nv.writeNumbers(%d, %s);", t, from)
	case f.Kind() == protoreflect.EnumKind:
		g.p("    nv.writeEnum(%d, %s, %s(%s));", t, from, g.known(f.Enum()), from)
	case f.Kind() == protoreflect.Int32Kind:
		g.p("    nv.writeNumber(%d, <u64><i64>%s);", t, from) // sign-extended
	case packed(f):
		g.p("    nv.writeNumber(%d, <u64>%s);", t, from)
	default:
		g.p("    nv.write%s(%d, %s%s);", g.method(f), t, from, argument)
	}
}
