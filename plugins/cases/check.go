package cases

import (
	"encoding/base64"
	"fmt"
	"strconv"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/wire"
)

// Check returns what is different from what e expects, for people: nothing when
// the reply will do. The state of the reply is described by md.
func (e Expect) Check(reply abi.Reply, md protoreflect.MessageDescriptor) (differences []string) {
	if e.Any {
		return nil
	}
	say := func(format string, a ...any) { differences = append(differences, fmt.Sprintf(format, a...)) }
	switch {
	case len(e.Reasons) > 0 && !reply.Rejected():
		say("want a rejection with %s, got none", reason(e.Reasons[0]))
	case len(e.Reasons) > 0:
		checkReasons(say, e.Reasons, reply.Reasons)
		return differences
	case reply.Rejected():
		for _, r := range reply.Reasons {
			say("rejected with %s", reason(r))
		}
		return differences
	}
	if reply.Final != e.Final {
		say("final: want %v, got %v", e.Final, reply.Final)
	}
	if e.HasDocuments {
		checkDocuments(say, e.Documents, reply.Documents)
	}
	if e.State == nil && e.Fields == nil {
		return differences
	}
	m, err := wire.Decode(md, reply.State)
	if err != nil {
		say("state: %v", err)
		return differences
	}
	got := leaves(m)
	if e.State != nil {
		checkLeaves(say, leaves(e.State.ProtoReflect()), got)
	}
	for _, f := range e.Fields {
		if text, ok := got.find(f.Path); !ok {
			say("state.%s: want %s, it is not there", f.Path, quoted(f.Text))
		} else if text != f.Text {
			say("state.%s: want %s, got %s", f.Path, quoted(f.Text), quoted(text))
		}
	}
	return differences
}

func checkReasons(say func(string, ...any), want, got []abi.Reason) {
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(got):
			say("reject: want %s, too", reason(want[i]))
		case i >= len(want):
			say("reject: got %s, too", reason(got[i]))
		case !matches(want[i].Code, got[i].Code) || !matches(want[i].Field, got[i].Field) || !matches(want[i].Message, got[i].Message):
			say("reject: want %s, got %s", reason(want[i]), reason(got[i]))
		}
	}
}

func checkDocuments(say func(string, ...any), want, got []abi.Document) {
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(got):
			say("documents: want %+v, too", want[i])
		case i >= len(want):
			say("documents: got %+v, too", got[i])
		case !matches(want[i].Kind, got[i].Kind) || !matches(want[i].Number, got[i].Number) || !matches(want[i].Summary, got[i].Summary):
			say("documents: want %+v, got %+v", want[i], got[i])
		}
	}
}

// checkLeaves compares two whole states, in the order of the schema.
func checkLeaves(say func(string, ...any), want, got texts) {
	for _, l := range want {
		if text, ok := got.find(l.Path); !ok {
			say("state.%s: want %s, it is not there", l.Path, quoted(l.Text))
		} else if text != l.Text {
			say("state.%s: want %s, got %s", l.Path, quoted(l.Text), quoted(text))
		}
	}
	for _, l := range got {
		if _, ok := want.find(l.Path); !ok {
			say("state.%s: got %s, want it not to be there", l.Path, quoted(l.Text))
		}
	}
}

// matches reports whether a text is as wanted; an empty wish is none.
func matches(want, got string) bool { return want == "" || want == got }

func reason(r abi.Reason) string {
	s := r.Code
	if r.Field != "" {
		s += " at " + r.Field
	}
	if r.Message != "" {
		s += ": " + r.Message
	}
	if s == "" {
		return "a reason"
	}
	return s
}

func quoted(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}

// texts are the leaves of a message as text, by their paths, in the order of the
// schema.
type texts []Field

func (t texts) find(path string) (text string, ok bool) {
	for _, l := range t {
		if l.Path == path {
			return l.Text, true
		}
	}
	return "", false
}

// leaves flattens a message as ABI.md says, with texts for people.
func leaves(m protoreflect.Message) (out texts) {
	var walk func(m protoreflect.Message, prefix string)
	one := func(fd protoreflect.FieldDescriptor, v protoreflect.Value, path string) {
		if fd.Kind() == protoreflect.MessageKind {
			walk(v.Message(), path+".")
		} else {
			out = append(out, Field{path, textOf(fd, v)})
		}
	}
	walk = func(m protoreflect.Message, prefix string) {
		fields := m.Descriptor().Fields()
		for i := range fields.Len() {
			fd := fields.Get(i)
			path := prefix + string(fd.Name())
			switch {
			case fd.IsList():
				list := m.Get(fd).List()
				out = append(out, Field{path + "#", strconv.Itoa(list.Len())})
				for i := range list.Len() {
					one(fd, list.Get(i), fmt.Sprintf("%s[%d]", path, i))
				}
			case fd.Kind() == protoreflect.MessageKind:
				out = append(out, Field{path + "?", strconv.FormatBool(m.Has(fd))})
				if m.Has(fd) {
					one(fd, m.Get(fd), path)
				}
			default:
				one(fd, m.Get(fd), path)
			}
		}
	}
	walk(m, "")
	return out
}

func textOf(fd protoreflect.FieldDescriptor, v protoreflect.Value) string {
	switch fd.Kind() {
	case protoreflect.BytesKind:
		return base64.StdEncoding.EncodeToString(v.Bytes())
	case protoreflect.EnumKind:
		if e := fd.Enum().Values().ByNumber(v.Enum()); e != nil {
			return string(e.Name())
		}
		return strconv.Itoa(int(v.Enum()))
	default:
		return v.String()
	}
}
