package schema

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
)

// maxNesting bounds message declarations inside each other.
const maxNesting = 32

// A fault says which element breaks the profile. Its path is the one of
// SourceCodeInfo, so that the compiler can name the line.
type fault struct {
	file, element, reason string
	path                  []int32
}

func (f *fault) Error() string { return f.element + ": " + f.reason }

// checkFile reports the first element of f outside the restricted profile.
func checkFile(f *descriptorpb.FileDescriptorProto) error {
	if fl := faultIn(f); fl != nil {
		return invalid("%s: %s", fl.file, fl.Error())
	}
	return nil
}

// A checker walks one file. It is owned by a single call of faultIn.
type checker struct{ file string }

func (c checker) fault(path []int32, element, format string, a ...any) *fault {
	return &fault{file: c.file, element: element, reason: fmt.Sprintf(format, a...), path: append([]int32(nil), path...)}
}

func faultIn(f *descriptorpb.FileDescriptorProto) *fault {
	c := checker{file: f.GetName()}
	pkg := f.GetPackage()
	switch {
	case f.GetName() == "" || f.GetName() == optionsPath || strings.HasPrefix(f.GetName(), "google/protobuf/"):
		return c.fault(nil, fmt.Sprintf("file %q", f.GetName()), "this name is reserved")
	case f.GetSyntax() != "proto3":
		return c.fault([]int32{12}, "syntax", `the first line must be: syntax = "proto3";`)
	case pkg == "":
		return c.fault(nil, "package", "a schema needs a package, such as crude.v1")
	case pkg == "novation" || pkg == "google.protobuf" || strings.HasPrefix(pkg, "google.protobuf."):
		return c.fault([]int32{2}, "package "+pkg, "this name is reserved")
	case len(f.Extension) > 0:
		return c.fault([]int32{7, 0}, f.Extension[0].GetName(), "extensions are not allowed")
	case len(f.Service) > 0:
		return c.fault([]int32{6, 0}, f.Service[0].GetName(), "services have no meaning in a schema")
	case len(f.PublicDependency) > 0 || len(f.WeakDependency) > 0:
		return c.fault([]int32{3}, "import", "imports are neither public nor weak")
	case hasUnknown(f) || hasUnknown(f.GetOptions()) || len(f.GetOptions().GetUninterpretedOption()) > 0:
		return c.fault([]int32{8}, "file", "unknown options are not allowed")
	}
	for i, d := range f.Dependency {
		if strings.HasPrefix(d, "google/protobuf/") {
			return c.fault([]int32{3, int32(i)}, "import "+d, "the well-known types are not part of the profile")
		}
	}
	for i, e := range f.EnumType {
		if fl := c.enum([]int32{5, int32(i)}, e); fl != nil {
			return fl
		}
	}
	for i, m := range f.MessageType {
		if fl := c.message([]int32{4, int32(i)}, m, 1); fl != nil {
			return fl
		}
	}
	return nil
}

func (c checker) message(path []int32, m *descriptorpb.DescriptorProto, depth int) *fault {
	name := "message " + m.GetName()
	o := m.GetOptions()
	switch {
	case depth > maxNesting:
		return c.fault(path, name, "messages are declared inside each other more than %d deep", maxNesting)
	case o.GetMapEntry():
		return c.fault(path, name, "maps are not allowed: use a repeated message with a key field")
	case len(m.Extension) > 0 || len(m.ExtensionRange) > 0:
		return c.fault(path, name, "extensions are not allowed")
	case hasUnknown(m) || hasUnknown(o) || len(o.GetUninterpretedOption()) > 0 || o.GetMessageSetWireFormat():
		return c.fault(path, name, "unknown options are not allowed")
	}
	for i, n := range m.NestedType {
		if n.GetOptions().GetMapEntry() { // name the field, which the author wrote
			for j, f := range m.Field {
				if strings.HasSuffix(f.GetTypeName(), "."+n.GetName()) {
					return c.fault(append(path, 2, int32(j)), "field "+f.GetName(), "maps are not allowed: use a repeated message with a key field")
				}
			}
		}
		if fl := c.message(append(path, 3, int32(i)), n, depth+1); fl != nil {
			return fl
		}
	}
	for i, e := range m.EnumType {
		if fl := c.enum(append(path, 4, int32(i)), e); fl != nil {
			return fl
		}
	}
	for i, f := range m.Field {
		if fl := c.field(append(path, 2, int32(i)), f); fl != nil {
			return fl
		}
	}
	for i, o := range m.OneofDecl {
		if hasUnknown(o) || hasUnknown(o.GetOptions()) || len(o.GetOptions().GetUninterpretedOption()) > 0 {
			return c.fault(append(path, 8, int32(i)), "oneof "+o.GetName(), "options are not allowed")
		}
	}
	return nil
}

func (c checker) field(path []int32, f *descriptorpb.FieldDescriptorProto) *fault {
	name := "field " + f.GetName()
	if f.GetProto3Optional() {
		return c.fault(path, name, "`optional` is not allowed: use a message, whose presence is part of its encoding")
	}
	if f.GetLabel() == descriptorpb.FieldDescriptorProto_LABEL_REQUIRED || f.Extendee != nil || f.DefaultValue != nil || hasUnknown(f) {
		return c.fault(path, name, "only plain proto3 fields are allowed")
	}
	kind := strings.ToLower(strings.TrimPrefix(f.GetType().String(), "TYPE_"))
	switch f.GetType() {
	case descriptorpb.FieldDescriptorProto_TYPE_INT32, descriptorpb.FieldDescriptorProto_TYPE_INT64,
		descriptorpb.FieldDescriptorProto_TYPE_UINT32, descriptorpb.FieldDescriptorProto_TYPE_UINT64,
		descriptorpb.FieldDescriptorProto_TYPE_BOOL, descriptorpb.FieldDescriptorProto_TYPE_STRING,
		descriptorpb.FieldDescriptorProto_TYPE_BYTES, descriptorpb.FieldDescriptorProto_TYPE_ENUM,
		descriptorpb.FieldDescriptorProto_TYPE_MESSAGE:
	case descriptorpb.FieldDescriptorProto_TYPE_FLOAT, descriptorpb.FieldDescriptorProto_TYPE_DOUBLE:
		return c.fault(path, name, "type %s is not allowed: use a string with (novation.decimal)", kind)
	default:
		return c.fault(path, name, "type %s is not allowed: use int32, int64, uint32 or uint64", kind)
	}
	if strings.HasPrefix(f.GetTypeName(), ".novation.") && strings.Count(f.GetTypeName(), ".") == 2 {
		return c.fault(path, name, "type %s is for options", f.GetTypeName()[1:])
	}
	if f.OneofIndex != nil && f.GetType() != descriptorpb.FieldDescriptorProto_TYPE_MESSAGE {
		return c.fault(path, name, "a oneof has message members only, not %s", kind)
	}
	if f.JsonName != nil && f.GetJsonName() != f.GetName() {
		return c.fault(path, name, "json_name is not allowed: JSON uses the names of the schema")
	}
	return c.fieldOptions(path, name, f)
}

func (c checker) fieldOptions(path []int32, name string, f *descriptorpb.FieldDescriptorProto) *fault {
	o := f.GetOptions()
	if o == nil {
		return nil
	}
	if o.Packed != nil && !o.GetPacked() {
		return c.fault(path, name, "a repeated number is always packed")
	}
	_, decimal, err := parseFieldOptions(o.ProtoReflect().GetUnknown())
	if err != nil {
		return c.fault(path, name, "%v", err)
	}
	if decimal && f.GetType() != descriptorpb.FieldDescriptorProto_TYPE_STRING {
		return c.fault(path, name, "(novation.decimal) is for string fields")
	}
	rest := proto.Clone(o).(*descriptorpb.FieldOptions)
	rest.Packed, rest.Deprecated = nil, nil
	rest.ProtoReflect().SetUnknown(nil)
	if proto.Size(rest) > 0 {
		return c.fault(path, name, "of the field options only packed, deprecated and (novation.decimal) are allowed")
	}
	return nil
}

func (c checker) enum(path []int32, e *descriptorpb.EnumDescriptorProto) *fault {
	name := "enum " + e.GetName()
	o := e.GetOptions()
	if o.GetAllowAlias() {
		return c.fault(path, name, "aliases are not allowed: one number has one name")
	}
	if hasUnknown(e) || hasUnknown(o) || len(o.GetUninterpretedOption()) > 0 {
		return c.fault(path, name, "unknown options are not allowed")
	}
	for i, v := range e.Value {
		if hasUnknown(v) || hasUnknown(v.GetOptions()) || len(v.GetOptions().GetUninterpretedOption()) > 0 {
			return c.fault(append(path, 2, int32(i)), name, "value %s: unknown options are not allowed", v.GetName())
		}
	}
	return nil
}

// hasUnknown reports fields that this program's descriptors do not know. A nil
// message has none.
func hasUnknown(m proto.Message) bool { return len(m.ProtoReflect().GetUnknown()) > 0 }
