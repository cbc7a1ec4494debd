package assemblyscript

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

func (g *generator) enum(e protoreflect.EnumDescriptor) {
	n := g.declare(e)
	values := e.Values()
	g.p("\n/** The enum %s. */\nexport enum %s {", e.FullName(), n)
	for i := range values.Len() { // names differ: the schema's compiler sees to it
		g.p("  %s = %d,", valueName(e, values.Get(i)), values.Get(i).Number())
	}
	g.p("}\n\n/** Reports whether the schema declares the value. */\nexport function is%s(v: i32): bool {\n  return %s;\n}", n, declared(e))
	g.p("\n/** The name of a value in the schema, \"\" when it is none. */\nexport function name%s(v: i32): string {\n  switch (v) {", n)
	for i := range values.Len() {
		g.p("    case %d:\n      return %q;", values.Get(i).Number(), values.Get(i).Name())
	}
	g.p("    default:\n      return \"\";\n  }\n}")
}

// valueName returns Agreed for STATUS_AGREED or AGREED of Status.
func valueName(e protoreflect.EnumDescriptor, v protoreflect.EnumValueDescriptor) string {
	short := strings.TrimPrefix(string(v.Name()), screaming(string(e.Name()))+"_")
	return camel(strings.ToLower(short))
}

// declared returns a condition on v: that it lies in one of the ranges that the
// declared values make.
func declared(e protoreflect.EnumDescriptor) string {
	has := func(n int64) bool {
		return n == int64(int32(n)) && e.Values().ByNumber(protoreflect.EnumNumber(n)) != nil
	}
	var ranges []string
	for i := range e.Values().Len() {
		from := int64(e.Values().Get(i).Number())
		if has(from - 1) {
			continue // it lies in the range of another
		}
		to := from
		for has(to + 1) {
			to++
		}
		if from == to {
			ranges = append(ranges, fmt.Sprintf("v == %d", from))
		} else {
			ranges = append(ranges, fmt.Sprintf("(v >= %d && v <= %d)", from, to))
		}
	}
	return strings.Join(ranges, " || ")
}

// known returns the name of the function that says whether a value is declared.
func (g *generator) known(e protoreflect.EnumDescriptor) string { return g.prefix(e) + "is" + name(e) }
