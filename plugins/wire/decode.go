package wire

import (
	"errors"
	"math"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// Decode reads the canonical encoding of a message described by md. It accepts
// exactly what [Encode] writes; the error is an [*Error] naming the field.
func Decode(md protoreflect.MessageDescriptor, b []byte) (*dynamicpb.Message, error) {
	m := dynamicpb.NewMessage(md)
	if err := decodeMessage(m, b, "", 1); err != nil {
		return nil, err
	}
	return m, nil
}

// decodeMessage fills m. Only leaf errors know their path in full, so faults
// found by Scan are given the path of the message here.
func decodeMessage(m protoreflect.Message, b []byte, path string, depth int) error {
	if depth > MaxDepth {
		return faulty(path, "messages nest more than %d deep", MaxDepth)
	}
	fields := m.Descriptor().Fields()
	var inner error
	err := Scan(b, func(f Field) error {
		fd := fields.ByNumber(f.Number)
		if fd == nil {
			inner = faulty(path, "unknown field %d", f.Number)
		} else {
			inner = decodeField(m, fd, f, join(path, string(fd.Name())), depth)
		}
		return inner
	})
	if err != nil && inner == nil {
		return faulty(path, "%s", func() *Error {
			target := &Error{}
			_ = errors.As(err, &target)
			return target
		}().Reason)
	}
	return err
}

func decodeField(m protoreflect.Message, fd protoreflect.FieldDescriptor, f Field, path string, depth int) error {
	list := fd.IsList()
	if f.IsBytes == (packed(fd.Kind()) && !list) {
		return faulty(path, "the wire type does not fit the field")
	}
	switch {
	case list && packed(fd.Kind()):
		return decodePacked(m, fd, f.Bytes, path)
	case list:
		return decodeElement(m.Mutable(fd).List(), fd, f.Bytes, path, depth)
	case m.Has(fd):
		return faulty(path, "the field stands twice")
	}
	if o := fd.ContainingOneof(); o != nil && m.WhichOneof(o) != nil {
		return faulty(path, "two members of oneof %s are set", o.Name())
	}
	if fd.Kind() == protoreflect.MessageKind {
		return decodeMessage(m.Mutable(fd).Message(), f.Bytes, path, depth+1)
	}
	if !f.IsBytes && f.Varint == 0 || f.IsBytes && len(f.Bytes) == 0 {
		return faulty(path, "a default value is written")
	}
	v, err := scalar(fd, f.Varint, f.Bytes, path)
	if err == nil {
		m.Set(fd, v)
	}
	return err
}

func decodePacked(m protoreflect.Message, fd protoreflect.FieldDescriptor, b []byte, path string) error {
	if m.Has(fd) {
		return faulty(path, "the field stands twice")
	}
	if len(b) == 0 {
		return faulty(path, "an empty list is written")
	}
	list := m.Mutable(fd).List()
	for len(b) > 0 {
		n, rest, ok := Varint(b)
		if !ok {
			return faulty(index(path, list.Len()), "a varint is cut short or not minimal")
		}
		v, err := scalar(fd, n, nil, index(path, list.Len()))
		if err != nil {
			return err
		}
		list.Append(v)
		b = rest
	}
	return nil
}

func decodeElement(list protoreflect.List, fd protoreflect.FieldDescriptor, b []byte, path string, depth int) error {
	path = index(path, list.Len())
	if fd.Kind() == protoreflect.MessageKind {
		return decodeMessage(list.AppendMutable().Message(), b, path, depth+1)
	}
	v, err := scalar(fd, 0, b, path)
	if err == nil {
		list.Append(v)
	}
	return err
}

// scalar turns what stands in the bytes into a value of the field's kind.
func scalar(fd protoreflect.FieldDescriptor, n uint64, b []byte, path string) (protoreflect.Value, error) {
	none := protoreflect.Value{}
	switch fd.Kind() {
	case protoreflect.BoolKind:
		if n > 1 {
			return none, faulty(path, "%d is not a bool", n)
		}
		return protoreflect.ValueOfBool(n == 1), nil
	case protoreflect.Int32Kind:
		if int64(n) != int64(int32(n)) {
			return none, faulty(path, "%d does not fit int32", int64(n))
		}
		return protoreflect.ValueOfInt32(int32(n)), nil
	case protoreflect.Int64Kind:
		return protoreflect.ValueOfInt64(int64(n)), nil
	case protoreflect.Uint32Kind:
		if n > math.MaxUint32 {
			return none, faulty(path, "%d does not fit uint32", n)
		}
		return protoreflect.ValueOfUint32(uint32(n)), nil
	case protoreflect.Uint64Kind:
		return protoreflect.ValueOfUint64(n), nil
	case protoreflect.EnumKind:
		if int64(n) != int64(int32(n)) {
			return none, faulty(path, "%d does not fit an enum", int64(n))
		}
		e := protoreflect.EnumNumber(int32(n))
		return protoreflect.ValueOfEnum(e), checkEnum(fd, e, path)
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(string(b)), checkText(fd, string(b), path)
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes(append([]byte{}, b...)), nil
	default:
		return none, faulty(path, "%s is not part of the profile", fd.Kind())
	}
}
