package c

import (
	"fmt"
	"math"
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"
)

func (g *generator) enumHeader(e protoreflect.EnumDescriptor) {
	name := g.typeName(e)
	g.names.take(g, e, name, name+"_name", name+"_known", name+"_parse")
	g.p("\n// %s is the enum %s.\ntypedef int32_t %s;\nenum {", name, e.FullName(), name)
	for i := range e.Values().Len() {
		v := e.Values().Get(i)
		g.names.take(g, v, g.constName(e, v))
		g.p("    %s = %s,", g.constName(e, v), literal(v.Number()))
	}
	g.p("};\n")
	g.p("// %s_known reports whether the schema declares v.", name)
	g.p("NV_INLINE bool %s_known(int32_t v) { return %s; }\n", name, g.known(e))
	g.p("// %s_name returns the name in the schema, or the empty text.\nnv_str %s_name(%s v);\n", name, name, name)
	g.p("// %s_parse finds the value of that name. It returns false when there is none.", name)
	g.p("bool %s_parse(nv_str text, %s *v);", name, name)
}

// known returns a condition on v.
func (g *generator) known(e protoreflect.EnumDescriptor) string {
	var numbers []protoreflect.EnumNumber
	for i := range e.Values().Len() {
		numbers = append(numbers, e.Values().Get(i).Number())
	}
	slices.Sort(numbers)
	cond := ""
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		if cond != "" {
			cond += " || "
		}
		switch {
		case i == j:
			cond += "v == " + literal(numbers[i])
		case i == 0 && j == len(numbers)-1:
			cond += fmt.Sprintf("v >= %s && v <= %s", literal(numbers[i]), literal(numbers[j]))
		default:
			cond += fmt.Sprintf("(v >= %s && v <= %s)", literal(numbers[i]), literal(numbers[j]))
		}
		i = j + 1
	}
	return cond
}

// literal writes a number as a constant of type int.
func literal(n protoreflect.EnumNumber) string {
	if n == math.MinInt32 {
		return "(-2147483647 - 1)"
	}
	return fmt.Sprint(n)
}

func (g *generator) enumSource(e protoreflect.EnumDescriptor) {
	name := g.typeName(e)
	g.p("\nnv_str %s_name(%s v)\n{\n    switch (v) {", name, name)
	for i := range e.Values().Len() {
		v := e.Values().Get(i)
		g.p("    case %s: return NV(%q);", g.constName(e, v), v.Name())
	}
	g.p("    default: return (nv_str){0};\n    }\n}\n")
	g.p("bool %s_parse(nv_str text, %s *v)\n{", name, name)
	for i := range e.Values().Len() {
		v := e.Values().Get(i)
		g.p("    if (nv_eq(text, NV(%q))) {\n        *v = %s;\n        return true;\n    }", v.Name(), g.constName(e, v))
	}
	g.p("    return false;\n}")
}
