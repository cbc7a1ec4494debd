package c

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// names maps the names that generated code declares to what they are for.
// Packages and nesting become underscores, so two declarations may want one.
type names map[string]protoreflect.FullName

func (n names) take(g *generator, d protoreflect.Descriptor, all ...string) {
	for _, name := range all {
		if other, ok := n[name]; ok {
			g.fail("both %s and %s become %s in C: rename one", other, d.FullName(), name)
		}
		n[name] = d.FullName()
	}
}

// typeName returns note_v1_pay_part for the message Part in Pay of package
// note.v1.
func (g *generator) typeName(d protoreflect.Descriptor) string {
	name := snake(string(d.Name()))
	if parent, ok := d.Parent().(protoreflect.MessageDescriptor); ok {
		return g.typeName(parent) + "_" + name
	}
	if g.options.prefix != "" {
		return g.options.prefix + "_" + name
	}
	return strings.ReplaceAll(snake(string(d.ParentFile().Package())), ".", "_") + "_" + name
}

// constName returns NOTE_V1_STATUS_OPEN for STATUS_OPEN or OPEN of Status.
func (g *generator) constName(e protoreflect.EnumDescriptor, v protoreflect.EnumValueDescriptor) string {
	short := strings.TrimPrefix(string(v.Name()), strings.ToUpper(snake(string(e.Name())))+"_")
	return strings.ToUpper(g.typeName(e)) + "_" + strings.ToUpper(short)
}

// fieldName returns the name of a member of a struct. Words of the language,
// and macros of its headers, get an underscore.
func fieldName(f protoreflect.FieldDescriptor) string {
	name := string(f.Name())
	if slices.Contains(reserved, name) {
		return name + "_"
	}
	return name
}

var reserved = strings.Fields(`
	auto break case char const continue default do double else enum extern float for goto if inline int long
	register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while
	asm typeof bool true false offsetof NULL linux unix i386`)

// snake returns PriceBasis as price_basis. Other characters stay.
func snake(name string) string {
	var b strings.Builder
	for i, r := range name {
		if r >= 'A' && r <= 'Z' {
			if i > 0 && name[i-1] != '_' && name[i-1] != '.' && (name[i-1] < 'A' || name[i-1] > 'Z') {
				b.WriteByte('_')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// guardName returns the macro that guards a header.
func guardName(file string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		default:
			return '_'
		}
	}, file) + "_H"
}
