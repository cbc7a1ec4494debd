package compat

import (
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// maxSchema bounds a descriptor set, in bytes.
const maxSchema = 1 << 20

// A schema is the two messages of a release.
type schema struct {
	state, command protoreflect.MessageDescriptor
}

// readSchema links a descriptor set. The set need not hold the file of the
// options that it uses.
func readSchema(b *bundle.Bundle) (schema, error) {
	var s schema
	bad := func(format string, a ...any) (schema, error) {
		return schema{}, fmt.Errorf("schema of %s: %s: %w", b.Manifest.Ref(), fmt.Sprintf(format, a...), registry.ErrInvalid)
	}
	if len(b.Schema) > maxSchema {
		return bad("it has %d bytes, at most %d are possible", len(b.Schema), maxSchema)
	}
	var set descriptorpb.FileDescriptorSet
	// Without a resolver no option becomes an extension, whatever else the
	// program has linked: they are read by their number.
	if err := (proto.UnmarshalOptions{Resolver: noExtensions{}}).Unmarshal(b.Schema, &set); err != nil {
		return bad("it is not a FileDescriptorSet: %v", err)
	}
	files, err := (protodesc.FileOptions{AllowUnresolvable: true}).NewFiles(&set)
	if err != nil {
		return bad("%v", err)
	}
	find := func(name string) (protoreflect.MessageDescriptor, error) {
		d, err := files.FindDescriptorByName(protoreflect.FullName(name))
		if err != nil {
			return nil, fmt.Errorf("schema of %s: message %q is missing: %w", b.Manifest.Ref(), name, registry.ErrInvalid)
		}
		m, ok := d.(protoreflect.MessageDescriptor)
		if !ok {
			return nil, fmt.Errorf("schema of %s: %q is not a message: %w", b.Manifest.Ref(), name, registry.ErrInvalid)
		}
		return m, nil
	}
	if s.state, err = find(b.Manifest.Schema.State); err != nil {
		return schema{}, err
	}
	if s.command, err = find(b.Manifest.Schema.Command); err != nil {
		return schema{}, err
	}
	seen := map[protoreflect.FullName]bool{}
	if name := missingType(s.state, seen) + missingType(s.command, seen); name != "" {
		return bad("type %q is used and missing", name)
	}
	return s, nil
}

// missingType returns the name of a type that m reaches and the set does not
// hold, or "".
func missingType(m protoreflect.MessageDescriptor, seen map[protoreflect.FullName]bool) string {
	if m.IsPlaceholder() {
		return string(m.FullName())
	}
	if seen[m.FullName()] {
		return ""
	}
	seen[m.FullName()] = true
	for i := range m.Fields().Len() {
		f := m.Fields().Get(i)
		if e := f.Enum(); e != nil && e.IsPlaceholder() {
			return string(e.FullName())
		}
		if inner := f.Message(); inner != nil {
			if name := missingType(inner, seen); name != "" {
				return name
			}
		}
	}
	return ""
}

func compareSchemas(from, to *bundle.Bundle) ([]Finding, error) {
	old, err := readSchema(from)
	if err != nil {
		return nil, err
	}
	next, err := readSchema(to)
	if err != nil {
		return nil, err
	}
	state := compareShapes("NOV-01", "state", old.state, next.state)
	command := compareShapes("NOV-02", "command", old.command, next.command)
	out := append(compareNumbers(&from.Manifest, &to.Manifest, len(state) > 0), state...)
	out = append(out, command...)
	if len(state)+len(command) == 0 && from.Manifest.Schema.Blob != to.Manifest.Schema.Blob {
		out = append(out, found("NOV-0220", "schema",
			fmt.Sprintf("%s became %s", from.Manifest.Schema.Digest.Short(), to.Manifest.Schema.Digest.Short())))
	}
	return out, nil
}

// noExtensions resolves nothing.
type noExtensions struct{}

// FindExtensionByName implements protoregistry.ExtensionTypeResolver.
func (noExtensions) FindExtensionByName(protoreflect.FullName) (protoreflect.ExtensionType, error) {
	return nil, errNoExtension
}

// FindExtensionByNumber implements protoregistry.ExtensionTypeResolver.
func (noExtensions) FindExtensionByNumber(protoreflect.FullName, protoreflect.FieldNumber) (protoreflect.ExtensionType, error) {
	return nil, errNoExtension
}
