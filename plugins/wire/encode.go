package wire

import (
	"cmp"
	"slices"
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Encode writes the canonical encoding of msg. It refuses a message that has
// none: unknown fields, undeclared enum values, malformed decimals, text that
// is not UTF-8. The error is an [*Error] naming the field.
func Encode(msg proto.Message) ([]byte, error) {
	return appendMessage(nil, msg.ProtoReflect(), "", 1)
}

func appendMessage(b []byte, m protoreflect.Message, path string, depth int) ([]byte, error) {
	if depth > MaxDepth {
		return nil, faulty(path, "messages nest more than %d deep", MaxDepth)
	}
	if len(m.GetUnknown()) > 0 {
		return nil, faulty(path, "it holds unknown fields")
	}
	var err error
	for _, fd := range ascending(m.Descriptor()) {
		if !m.Has(fd) {
			continue
		}
		if b, err = appendField(b, fd, m.Get(fd), join(path, string(fd.Name())), depth); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// ascending returns the fields of md by number.
func ascending(md protoreflect.MessageDescriptor) []protoreflect.FieldDescriptor {
	fields := make([]protoreflect.FieldDescriptor, md.Fields().Len())
	for i := range fields {
		fields[i] = md.Fields().Get(i)
	}
	slices.SortFunc(fields, func(a, b protoreflect.FieldDescriptor) int { return cmp.Compare(a.Number(), b.Number()) })
	return fields
}

func appendField(b []byte, fd protoreflect.FieldDescriptor, v protoreflect.Value, path string, depth int) ([]byte, error) {
	switch {
	case fd.IsMap() || fd.IsExtension():
		return nil, faulty(path, "maps and extensions are not part of the profile")
	case fd.IsList() && packed(fd.Kind()):
		var content []byte
		var err error
		for i := range v.List().Len() {
			if content, err = appendScalar(content, fd, v.List().Get(i), index(path, i)); err != nil {
				return nil, err
			}
		}
		return appendBytes(b, fd.Number(), content), nil
	case fd.IsList():
		for i := range v.List().Len() {
			content, err := content(fd, v.List().Get(i), index(path, i), depth)
			if err != nil {
				return nil, err
			}
			b = appendBytes(b, fd.Number(), content)
		}
		return b, nil
	case packed(fd.Kind()):
		return appendScalar(protowire.AppendTag(b, fd.Number(), protowire.VarintType), fd, v, path)
	}
	content, err := content(fd, v, path, depth)
	if err != nil {
		return nil, err
	}
	return appendBytes(b, fd.Number(), content), nil
}

func appendBytes(b []byte, num protowire.Number, content []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(b, num, protowire.BytesType), content)
}

// content returns what stands in a length-delimited field.
func content(fd protoreflect.FieldDescriptor, v protoreflect.Value, path string, depth int) ([]byte, error) {
	if fd.Kind() == protoreflect.MessageKind {
		return appendMessage(nil, v.Message(), path, depth+1)
	}
	return appendScalar(nil, fd, v, path)
}

// appendScalar appends the value alone: a varint, or the bytes of a string.
func appendScalar(b []byte, fd protoreflect.FieldDescriptor, v protoreflect.Value, path string) ([]byte, error) {
	switch fd.Kind() {
	case protoreflect.BoolKind:
		return protowire.AppendVarint(b, protowire.EncodeBool(v.Bool())), nil
	case protoreflect.Int32Kind, protoreflect.Int64Kind:
		return protowire.AppendVarint(b, uint64(v.Int())), nil
	case protoreflect.Uint32Kind, protoreflect.Uint64Kind:
		return protowire.AppendVarint(b, v.Uint()), nil
	case protoreflect.EnumKind:
		return protowire.AppendVarint(b, uint64(int64(v.Enum()))), checkEnum(fd, v.Enum(), path)
	case protoreflect.StringKind:
		return append(b, v.String()...), checkText(fd, v.String(), path)
	case protoreflect.BytesKind:
		return append(b, v.Bytes()...), nil
	default:
		return nil, faulty(path, "%s is not part of the profile", fd.Kind())
	}
}

func index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
