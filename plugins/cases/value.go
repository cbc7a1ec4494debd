package cases

import (
	"encoding/base64"
	"fmt"
	"strconv"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
)

// position returns where a node begins. That of a mapping is its first key.
func position(n ast.Node) *token.Position {
	if m, ok := n.(ast.MapNode); ok {
		if it := m.MapRange(); it.Next() {
			return it.Key().GetToken().Position
		}
	}
	return n.GetToken().Position
}

// message reads a mapping as a message of the schema.
func (r *reading) message(n ast.Node, md protoreflect.MessageDescriptor, at string, depth int) (*dynamicpb.Message, error) {
	fields, ok := n.(ast.MapNode)
	switch {
	case depth > wire.MaxDepth:
		return nil, r.at(n, "messages nest more than %d deep", wire.MaxDepth)
	case !ok:
		return nil, r.at(n, "%s is a %s: want the fields of %s, or {} for none of them", named(at), kind(n), md.FullName())
	}
	m := dynamicpb.NewMessage(md)
	for it := fields.MapRange(); it.Next(); {
		key := it.Key().GetToken()
		fd := md.Fields().ByName(protoreflect.Name(key.Value))
		if fd == nil {
			return nil, r.at(it.Key(), "%s has no field %q", md.FullName(), key.Value)
		}
		if m.Has(fd) {
			return nil, r.at(it.Key(), "field %q stands twice", key.Value)
		}
		if one := fd.ContainingOneof(); one != nil && m.WhichOneof(one) != nil {
			return nil, r.at(it.Key(), "only one of %s is allowed, and %s is there already", one.Name(), m.WhichOneof(one).Name())
		}
		if err := r.field(m, fd, it.Value(), join(at, key.Value), depth); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (r *reading) field(m *dynamicpb.Message, fd protoreflect.FieldDescriptor, n ast.Node, at string, depth int) error {
	if !fd.IsList() {
		v, err := r.value(fd, n, at, depth)
		if err == nil {
			m.Set(fd, v)
		}
		return err
	}
	elements, ok := n.(ast.ArrayNode)
	if !ok {
		return r.at(n, "%s is a %s: want a list", at, kind(n))
	}
	list := m.Mutable(fd).List()
	for it, i := elements.ArrayRange(), 0; it.Next(); i++ {
		v, err := r.value(fd, it.Value(), fmt.Sprintf("%s[%d]", at, i), depth)
		if err != nil {
			return err
		}
		list.Append(v)
	}
	return nil
}

// value reads one value. What stands in the file is taken as text, so that a
// decimal needs no quotes to keep its zeros.
func (r *reading) value(fd protoreflect.FieldDescriptor, n ast.Node, at string, depth int) (protoreflect.Value, error) {
	none := protoreflect.Value{}
	if fd.Kind() == protoreflect.MessageKind {
		m, err := r.message(n, fd.Message(), at, depth+1)
		if err != nil {
			return none, err
		}
		return protoreflect.ValueOfMessage(m), nil
	}
	text, err := r.text(n, at)
	if err != nil {
		return none, err
	}
	v, why := scalar(fd, text)
	if why != "" {
		return none, r.at(n, "%s: %q %s", at, text, why)
	}
	return v, nil
}

// text returns a scalar as it stands in the file.
func (r *reading) text(n ast.Node, at string) (string, error) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, nil
	case *ast.LiteralNode:
		return n.Value.Value, nil
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, nil
	default:
		return "", r.at(n, "%s is a %s: want a value, or leave the field out", at, kind(n))
	}
}

// scalar reads the text of a scalar, or says what is wrong with it.
func scalar(fd protoreflect.FieldDescriptor, text string) (v protoreflect.Value, why string) {
	switch fd.Kind() {
	case protoreflect.StringKind:
		if d, ok := schema.DecimalOf(fd); ok && text != "" {
			if err := d.Check(text); err != nil {
				return v, "is no value here: " + err.Error()
			}
		}
		return protoreflect.ValueOfString(text), ""
	case protoreflect.BytesKind:
		b, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return v, "is not base64"
		}
		return protoreflect.ValueOfBytes(b), ""
	case protoreflect.BoolKind:
		if text != "true" && text != "false" {
			return v, "is neither true nor false"
		}
		return protoreflect.ValueOfBool(text == "true"), ""
	case protoreflect.EnumKind:
		e := fd.Enum().Values().ByName(protoreflect.Name(text))
		if e == nil {
			return v, fmt.Sprintf("is no value of enum %s", fd.Enum().FullName())
		}
		return protoreflect.ValueOfEnum(e.Number()), ""
	case protoreflect.Int32Kind:
		i, err := strconv.ParseInt(text, 10, 32)
		return protoreflect.ValueOfInt32(int32(i)), number(err, "int32")
	case protoreflect.Int64Kind:
		i, err := strconv.ParseInt(text, 10, 64)
		return protoreflect.ValueOfInt64(i), number(err, "int64")
	case protoreflect.Uint32Kind:
		i, err := strconv.ParseUint(text, 10, 32)
		return protoreflect.ValueOfUint32(uint32(i)), number(err, "uint32")
	case protoreflect.Uint64Kind:
		i, err := strconv.ParseUint(text, 10, 64)
		return protoreflect.ValueOfUint64(i), number(err, "uint64")
	default: // the profile has no others
		return v, "is of a kind that no schema has"
	}
}

func number(err error, kind string) string {
	if err == nil {
		return ""
	}
	return "is no " + kind
}

// kind says in words what a node is.
func kind(n ast.Node) string {
	switch n.(type) {
	case ast.MapNode:
		return "mapping"
	case ast.ArrayNode:
		return "list"
	case *ast.NullNode:
		return "null"
	case *ast.AnchorNode, *ast.AliasNode:
		return "reference to another place, which can stand for a whole state or command only"
	default:
		return "single value"
	}
}

func named(at string) string {
	if at == "" {
		return "this"
	}
	return at
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}
