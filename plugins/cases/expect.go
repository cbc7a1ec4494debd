package cases

import (
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/abi"
)

// expect reads what must be answered to op, with a state described by md.
func (r *reading) expect(f *expectForm, op abi.Op, md protoreflect.MessageDescriptor) (e Expect, err error) {
	if f == nil {
		return e, nil
	}
	e.Any, e.Final = f.Any, f.Final
	for _, d := range f.Documents {
		e.Documents = append(e.Documents, abi.Document(d))
	}
	e.HasDocuments = f.Documents != nil
	if f.State != nil {
		m, err := r.message(f.State, md, "", 1)
		if err != nil {
			return e, err
		}
		e.State = m
	}
	if e.Fields, err = r.fields(f.Fields, md); err != nil {
		return e, err
	}
	if f.Reject == nil {
		if op == abi.Check && (f.State != nil || f.Fields != nil) {
			return e, r.at(nonNil(f.State, f.Fields), "a check answers with no state")
		}
		return e, nil
	}
	if f.State != nil || f.Fields != nil || e.HasDocuments || f.Final || f.Any {
		return e, r.at(f.Reject, "a rejection has reasons and nothing else")
	}
	e.Reasons, err = r.reasons(f.Reject)
	return e, err
}

func (r *reading) reasons(n ast.Node) (out []abi.Reason, err error) {
	var many []reasonForm
	if _, one := n.(ast.MapNode); one {
		many = make([]reasonForm, 1)
		err = yaml.NodeToValue(n, &many[0], yaml.Strict())
	} else {
		err = yaml.NodeToValue(n, &many, yaml.Strict())
	}
	if err != nil {
		return nil, r.explain(n, err)
	}
	for _, x := range many {
		out = append(out, abi.Reason{Code: x.Code, Message: x.Message, Field: x.Field})
	}
	if len(out) == 0 {
		return nil, r.at(n, "reject has no reason: {} stands for any single one")
	}
	return out, nil
}

// fields reads a mapping of paths to values.
func (r *reading) fields(n ast.Node, md protoreflect.MessageDescriptor) (out []Field, err error) {
	if n == nil {
		return nil, nil
	}
	m, ok := n.(ast.MapNode)
	if !ok {
		return nil, r.at(n, "fields is a %s: want paths with their values", kind(n))
	}
	for it := m.MapRange(); it.Next(); {
		path := it.Key().GetToken().Value
		if why := findPath(md, path); why != "" {
			return nil, r.at(it.Key(), "%s", why)
		}
		text, err := r.text(it.Value(), path)
		if err != nil {
			return nil, err
		}
		out = append(out, Field{path, text})
	}
	return out, nil
}

// findPath says why no state can have a leaf at path.
func findPath(md protoreflect.MessageDescriptor, path string) (why string) {
	parts := strings.Split(path, ".")
	for i, part := range parts {
		last := i == len(parts)-1
		name := strings.TrimRight(part, "?#")
		name, index, indexed := strings.Cut(name, "[")
		fd := md.Fields().ByName(protoreflect.Name(name))
		count, presence := strings.HasSuffix(part, "#"), strings.HasSuffix(part, "?")
		switch {
		case fd == nil:
			return string(md.FullName()) + " has no field " + `"` + name + `"`
		case indexed && (!fd.IsList() || !strings.HasSuffix(index, "]")):
			return path + `: want a list with its element, such as lines[0]`
		case fd.IsList() && !indexed && !count:
			return path + ` is a list: name an element, as in ` + name + `[0], or the number of them, ` + name + `#`
		case count && !fd.IsList() || presence && (fd.Kind() != protoreflect.MessageKind || fd.IsList()) || (count || presence) && !last:
			return path + ": # stands for the number of a list's elements and ? for the presence of a message, at the end"
		case fd.Kind() == protoreflect.MessageKind && last && !presence && !count:
			return path + " is a message: name its fields, or its presence, " + path + "?"
		case fd.Kind() != protoreflect.MessageKind && !last:
			return path + ": " + name + " has no fields"
		}
		md = fd.Message()
	}
	return ""
}

func nonNil(nodes ...ast.Node) ast.Node {
	for _, n := range nodes {
		if n != nil {
			return n
		}
	}
	return nil
}
