package wire

import (
	"bytes"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// A Leaf is one fact of a message, the unit of commitment and disclosure.
type Leaf struct {
	// Path names the fact: see [Leaves].
	Path string
	// Value is a minimal varint for numbers, bools, enums and counts, and the
	// content itself for strings and bytes.
	Value []byte
}

// Leaves flattens a message, so that two messages of one schema have the same
// leaves exactly when they are equal. For each field, in the order of numbers:
//
//   - a scalar: its value, even when it is the default: "price.amount";
//   - a message: first "price?", 1 when it is present and 0 when not, then its
//     own fields when it is present;
//   - a list: first "amendments#", the number of elements, then each element:
//     "amendments[2].note", "quotes[0]".
//
// Absence is a leaf too, so that a party can prove that there was, say, no
// demurrage.
func Leaves(msg proto.Message) ([]Leaf, error) {
	if _, err := Encode(msg); err != nil {
		return nil, err
	}
	return appendLeaves(nil, msg.ProtoReflect(), "")
}

func appendLeaves(out []Leaf, m protoreflect.Message, path string) ([]Leaf, error) {
	var err error
	for _, fd := range ascending(m.Descriptor()) {
		name, v := join(path, string(fd.Name())), m.Get(fd)
		switch {
		case fd.IsList():
			out = append(out, Leaf{Path: name + "#", Value: protowire.AppendVarint(nil, uint64(v.List().Len()))})
			for i := range v.List().Len() {
				if out, err = appendLeaf(out, fd, v.List().Get(i), index(name, i)); err != nil {
					return nil, err
				}
			}
		case fd.Kind() == protoreflect.MessageKind:
			out = append(out, Leaf{Path: name + "?", Value: protowire.AppendVarint(nil, protowire.EncodeBool(m.Has(fd)))})
			if m.Has(fd) {
				if out, err = appendLeaf(out, fd, v, name); err != nil {
					return nil, err
				}
			}
		default:
			if out, err = appendLeaf(out, fd, v, name); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func appendLeaf(out []Leaf, fd protoreflect.FieldDescriptor, v protoreflect.Value, path string) ([]Leaf, error) {
	if fd.Kind() == protoreflect.MessageKind {
		return appendLeaves(out, v.Message(), path)
	}
	if fd.Kind() == protoreflect.StringKind && v.String() == "" {
		return append(out, Leaf{Path: path}), nil // an absent decimal, too
	}
	b, err := appendScalar(nil, fd, v, path)
	if err != nil {
		return nil, err
	}
	return append(out, Leaf{Path: path, Value: b}), nil
}

// Diff returns the paths of the leaves in which a and b differ, those of b
// first, in the order of [Leaves], then those only a has. The messages may be
// of different schemas.
func Diff(a, b proto.Message) ([]string, error) {
	old, err := Leaves(a)
	if err != nil {
		return nil, err
	}
	now, err := Leaves(b)
	if err != nil {
		return nil, err
	}
	before := make(map[string][]byte, len(old))
	for _, l := range old {
		before[l.Path] = l.Value
	}
	var changed []string
	for _, l := range now {
		if v, ok := before[l.Path]; !ok || !bytes.Equal(v, l.Value) {
			changed = append(changed, l.Path)
		}
		delete(before, l.Path)
	}
	for _, l := range old {
		if _, gone := before[l.Path]; gone {
			changed = append(changed, l.Path)
		}
	}
	return changed, nil
}
