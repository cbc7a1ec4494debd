package rust

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// keywords of Rust that a field may be called; those in unusable cannot be
// written as r#name.
var (
	keywords = strings.Fields(`abstract as async await become box break const continue do dyn else enum extern false final fn for gen
		if impl in let loop macro match mod move mut override priv pub ref return static struct trait true try type typeof unsafe
		unsized use virtual where while yield`)
	unusable = []string{"crate", "self", "super", "Self", "_"}
	// reserved are names that generated code uses for other things than
	// messages and enums of the schema.
	reserved = strings.Fields(`Box Clone Copy Cow Debug Decimal Default Enum Eq Hash Known Leaf Message None Option PartialEq Reader
		Self Some Vec Walk Walker Writer`)
)

// moduleName returns crude_v1 for package crude.v1.
func moduleName(f protoreflect.FileDescriptor) string {
	name := strings.ReplaceAll(string(f.Package()), ".", "_")
	if name = lower(name); slices.Contains(keywords, name) || slices.Contains(unusable, name) || name == "mod" {
		name += "_"
	}
	return name
}

// lower makes names of modules differ on every file system.
func lower(name string) string { return strings.ToLower(name) }

// fieldName returns the name of a field in Rust.
func fieldName(d protoreflect.Descriptor) string {
	name := string(d.Name())
	switch {
	case slices.Contains(unusable, name):
		return name + "_"
	case slices.Contains(keywords, name):
		return "r#" + name
	default:
		return name
	}
}

// typeName returns Outer_Inner for nested declarations.
func typeName(d protoreflect.Descriptor) string {
	name := camel(string(d.Name()))
	if parent, ok := d.Parent().(protoreflect.MessageDescriptor); ok {
		return typeName(parent) + "_" + name
	}
	if slices.Contains(reserved, name) {
		name += "_"
	}
	return name
}

// reference returns how the module calls a type, with its module when that is
// another one.
func (m *module) reference(d protoreflect.Descriptor) string {
	file := d.ParentFile()
	if !slices.Contains(m.named, file.Path()) {
		m.fail("package %s uses %s: name %s, too", m.pkg, d.FullName(), file.Path())
	}
	if file.Package() == m.pkg {
		return typeName(d)
	}
	return "super::" + moduleName(file) + "::" + typeName(d)
}

// declare claims a name for a type of the module.
func (m *module) declare(name string, d protoreflect.Descriptor) string {
	if other, ok := m.taken[name]; ok {
		m.fail("%s and %s would both become %s: rename one", other, d.FullName(), name)
	}
	m.taken[name] = d.FullName()
	return name
}

// camel returns laycan_from as LaycanFrom. Names that are camel case stay.
func camel(name string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(name, "_") {
		if part != "" {
			b.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
	}
	return b.String()
}

// screaming returns PriceBasis as PRICE_BASIS.
func screaming(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToUpper(b.String())
}

// variants returns the names of an enum's values: Confirmed for STAGE_CONFIRMED
// of Stage, unless short names do not work for all of them.
func variants(e protoreflect.EnumDescriptor) []string {
	var short, full []string
	for i := range e.Values().Len() {
		name := string(e.Values().Get(i).Name())
		full = append(full, name)
		short = append(short, camel(strings.ToLower(strings.TrimPrefix(name, screaming(string(e.Name()))+"_"))))
	}
	distinct := slices.Compact(slices.Sorted(slices.Values(short)))
	if len(distinct) == len(short) && !slices.ContainsFunc(short, unfit) {
		return short
	}
	for i, name := range full {
		if slices.Contains(unusable, name) || slices.Contains(keywords, name) {
			full[i] = name + "_"
		}
	}
	return full
}

// unfit reports that a name is no identifier.
func unfit(name string) bool { return name == "" || name == "Self" || name[0] >= '0' && name[0] <= '9' }
