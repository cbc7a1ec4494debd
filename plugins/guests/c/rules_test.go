package c_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
)

// TestRecapCases holds the recap to the replies of the Go rules.
func TestRecapCases(t *testing.T) {
	var file struct {
		Cases []struct{ Name, Op, Request, Reply string }
	}
	if err := json.Unmarshal(read(t, recapDir+"/cases.json"), &file); err != nil || len(file.Cases) < 100 {
		t.Fatalf("%d cases, %v", len(file.Cases), err)
	}
	everywhere(t, "recap", func(t *testing.T, ask asker) {
		for _, tc := range file.Cases {
			request, err := hex.DecodeString(tc.Request)
			if err != nil {
				t.Fatal(err)
			}
			reply, err := ask(tc.Op, request)
			if err != nil || hex.EncodeToString(reply) != tc.Reply {
				t.Errorf("%s: %s, %v\nwant %s", tc.Name, hex.EncodeToString(reply), err, tc.Reply)
			}
		}
	})
}

// fields makes a message of a schema from texts, and encodes it.
func fields(t testing.TB, s *schema.Schema, message string, values map[string]string) []byte {
	t.Helper()
	md, err := s.Message(message)
	if err != nil {
		t.Fatal(err)
	}
	m, err := wire.Decode(md, nil)
	if err != nil {
		t.Fatal(err)
	}
	for path, v := range values {
		at := protoreflect.Message(m)
		names := strings.Split(path, ".")
		for _, name := range names[:len(names)-1] {
			at = at.Mutable(at.Descriptor().Fields().ByName(protoreflect.Name(name))).Message()
		}
		if last := names[len(names)-1]; last != "" {
			at.Set(at.Descriptor().Fields().ByName(protoreflect.Name(last)), protoreflect.ValueOfString(v))
		}
	}
	b, err := wire.Encode(proto.Message(m))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func request(t testing.TB, r abi.Request) []byte {
	t.Helper()
	b, err := abi.EncodeRequest(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// reasons returns those of a reply, as "code|field|message".
func reasons(r abi.Reply) (out []string) {
	for _, x := range r.Reasons {
		out = append(out, x.Code+"|"+x.Field+"|"+x.Message)
	}
	return out
}

// TestCalls runs the rule of testdata/vector, which does what the name of its
// command says. The answers are those of the Go SDK on the same rule.
func TestCalls(t *testing.T) {
	s := modules["vector"].schema(t)
	call := func(name string) []byte {
		return request(t, abi.Request{
			Command: fields(t, s, "novation.vector.v1.Command", map[string]string{"name": name}),
			Time:    99, Actor: "alpha", Parties: []string{"alpha", "beta"}, Sequence: 1, Seed: make([]byte, 32),
			References: []abi.Reference{{Name: "quotes", Data: []byte("table")}},
		})
	}
	malformed := func(edit string) []byte { return append(call("one"), edit...) }
	tests := map[string]struct {
		op      string
		request []byte
		want    []string // reasons
	}{
		"no name":         {"nv_apply", call(""), []string{"missing|name|no name", "late||too late"}},
		"arithmetic":      {"nv_apply", call("fail"), []string{"failed||decimal: more than 38 digits"}},
		"no reason":       {"nv_apply", call("no reason"), []string{"failed||the rules reject without a reason"}},
		"ignored":         {"nv_apply", call("ignored"), []string{"ignored||a reason counts"}},
		"no code":         {"nv_apply", call("no code"), []string{"failed||a reason has no code: a reason without a code"}},
		"reason's text":   {"nv_apply", call("bad text"), []string{"failed||not canonical: field 3.2: the text is not valid UTF-8"}},
		"state's text":    {"nv_apply", call("bad state"), []string{"failed||not canonical: field 6: the text is not valid UTF-8"}},
		"nested":          {"nv_apply", call("inside"), []string{"failed||not canonical: field 9.2: the text is not valid UTF-8"}},
		"oneof":           {"nv_apply", call("two"), []string{"failed||not canonical: several members of a oneof are set"}},
		"enum":            {"nv_apply", call("enum"), []string{"failed||not canonical: field 8: 7 is no value of the enum"}},
		"enums":           {"nv_apply", call("enums"), []string{"failed||not canonical: field 13: -7 is no value of the enum"}},
		"deep":            {"nv_apply", call("deep"), []string{"failed||not canonical: field " + strings.Repeat("22.", 31) + "22: messages nest more than 32 deep"}},
		"empty state":     {"nv_apply", call("empty state"), []string{"failed||the reply has neither a state nor reasons"}},
		"rounding":        {"nv_apply", call("rounding"), []string{`failed||not canonical: field 16: "0.005" is not a decimal with 2 digits after the point: round it first`}},
		"not given":       {"nv_apply", call("not given"), []string{`failed||not canonical: field 18: "" is not a decimal with 3 digits after the point: round it first`}},
		"no kind":         {"nv_apply", call("no kind"), []string{"failed||a document has no kind: 1"}},
		"document's text": {"nv_apply", call("bad document"), []string{"failed||not canonical: field 4.2: the text is not valid UTF-8"}},
		"accepted":        {"nv_apply", call("one"), nil},
		"wide":            {"nv_apply", call("widen"), nil},
		"references":      {"nv_apply", call("reference"), nil},
		"no request":      {"nv_apply", []byte{0xff}, []string{"malformed||reading the request: not canonical: a varint is cut short, not minimal or too large"}},
		"trailing bytes":  {"nv_apply", malformed("\x01"), []string{"malformed||reading the request: not canonical: a field number is out of range"}},
		"short seed":      {"nv_apply", []byte("\x42\x01x"), []string{"malformed||reading the request: the seed has not 32 bytes"}},
		"late":            {"nv_apply", []byte("\x18\x84\xfa\x85\xae\x22"), []string{"malformed||reading the request: the time is outside the years 1970 to 2262"}},
		"references back": {"nv_apply", []byte("\x3a\x03\x0a\x01b\x3a\x03\x0a\x01a"), []string{"malformed||reading the request: reference a does not come after b"}},
		"bad state":       {"nv_apply", []byte("\x0a\x02\x08\x00"), []string{"malformed||reading the state: not canonical: field 1: a default value is written"}},
		"bad command":     {"nv_apply", []byte("\x12\x02\x50\x01"), []string{"malformed||reading the command: not canonical: field 10: unknown field, or the wire type does not fit it"}},
		"check holds":     {"nv_check", nil, nil},
		"check fails":     {"nv_check", []byte("\x0a\x03\x32\x01x"), []string{"text|text|no text"}},
		"check malformed": {"nv_check", []byte("\x0a\x01\x01"), []string{"malformed||reading the state: not canonical: a field number is out of range"}},
		"up":              {"nv_up", request(t, abi.Request{State: []byte("\x12\x03USD")}), nil},
		"up refused":      {"nv_up", nil, []string{"lost|currency|no currency"}},
		"down":            {"nv_down", request(t, abi.Request{State: []byte("\x0a\x03USD")}), nil},
		"down malformed":  {"nv_down", []byte("\x0a\x01\x01"), []string{"malformed||reading the state: not canonical: a field number is out of range"}},
	}
	everywhere(t, "vector", func(t *testing.T, ask asker) {
		for name, tc := range tests {
			b, err := ask(tc.op, tc.request)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			r, err := abi.DecodeReply(abi.Op(tc.op), b)
			if err != nil {
				t.Fatalf("%s: %x: %v", name, b, err)
			}
			if d := cmp.Diff(tc.want, reasons(r)); d != "" {
				t.Errorf("%s (-want +got):\n%s", name, d)
			}
			if len(r.State) == 0 && tc.want == nil && tc.op != "nv_check" {
				t.Errorf("%s: no state", name)
			}
		}
	})
	everywhere(t, "vector", func(t *testing.T, ask asker) {
		b, err := ask("nv_apply", call("finish"))
		if err != nil {
			t.Fatal(err)
		}
		r, err := abi.DecodeReply(abi.Apply, b)
		want := []abi.Document{{Kind: "invoice", Number: "7", Summary: "seven"}, {Kind: "receipt"}}
		if d := cmp.Diff(want, r.Documents); err != nil || d != "" || !r.Final {
			t.Errorf("final %v, %v, documents (-want +got):\n%s", r.Final, err, d)
		}
		if b, err = ask("nv_apply", call("long")); err != nil {
			t.Fatal(err)
		}
		if r, err = abi.DecodeReply(abi.Apply, b); err != nil || !bytes.Contains(r.State, []byte("element 1999 of a list")) {
			t.Errorf("a long state: %v", err)
		}
		if _, err := wire.Decode(s.State(), r.State); err != nil {
			t.Error(err)
		}
	})
	// What a module cannot answer traps.
	ask := module(t, read(t, modules["vector"].file))
	for _, name := range []string{"stop", "memory"} {
		if b, err := ask("nv_apply", call(name)); err == nil {
			t.Errorf("%s: answers %x", name, b)
		}
	}
	b, err := ask("nv_apply", make([]byte, bufferSize+1))
	if err != nil {
		t.Fatal(err)
	}
	if r, err := abi.DecodeReply(abi.Apply, b); err != nil || cmp.Diff(reasons(r), []string{"malformed||the request is longer than the buffer"}) != "" {
		t.Errorf("a request that is too long: %+v, %v", r, err)
	}
}
