package assemblyscript_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/abi"
)

// TestOperations asks rules that misbehave on command.
func TestOperations(t *testing.T) {
	g := vectorSubject(t)
	name := func(s string) []byte { return append([]byte{0x0a, byte(len(s))}, s...) }
	failed := func(why string) abi.Reply { return abi.Reply{Reasons: []abi.Reason{{Code: "failed", Message: why}}} }
	malformed := func(why string) abi.Reply {
		return abi.Reply{Reasons: []abi.Reason{{Code: "malformed", Message: why}}}
	}
	state := []byte{0x28, 0x01} // the flag
	long := []byte{0x32, 0xc8, 0x01}
	for range 200 {
		long = append(long, 'x')
	}
	facts := "true 5 beta 2 true 1 32 9 data true"
	for _, tt := range []struct {
		name    string
		op      abi.Op
		request abi.Request
		want    abi.Reply
	}{
		{"what a call knows", abi.Apply, abi.Request{
			Command: name("facts"), Time: 5, Actor: "beta", Parties: []string{"alpha", "beta"}, Sequence: 1,
			References: []abi.Reference{{Name: "a"}, {Name: "table", Data: []byte("data")}}, Seed: append(make([]byte, 31), 9),
		}, abi.Reply{
			State: append([]byte{0x32, byte(len(facts))}, facts...), Final: true,
			Documents: []abi.Document{{Kind: "kind", Number: "7", Summary: "1.50"}, {Kind: "kind", Summary: "s"}},
		}},
		{"accepted", abi.Apply, abi.Request{Command: name("x")}, abi.Reply{State: state}},
		{"a long state", abi.Apply, abi.Request{State: long, Command: name("x")}, abi.Reply{State: append([]byte{0x28, 0x01}, long...)}},
		{"no state", abi.Apply, abi.Request{Command: name("nothing")}, failed("the reply has neither a state nor reasons")},
		{"reasons that are empty", abi.Apply, abi.Request{Command: name("empty")}, abi.Reply{State: state}},
		{"a reason without a code", abi.Apply, abi.Request{Command: name("no code")}, failed("a reason has no code: why")},
		{"a document without a kind", abi.Apply, abi.Request{Command: name("no kind")}, failed("a document has no kind: n")},
		{"a state that cannot be written", abi.Apply, abi.Request{Command: name("enum")}, failed("not canonical: field 8: 7 is no value of the enum")},
		{"arithmetic that failed", abi.Apply, abi.Request{Command: name("overflow")}, failed("decimal: more than 38 digits")},
		{"arithmetic that failed twice", abi.Apply, abi.Request{Command: name("two failures")}, failed("decimal: more than 38 digits")},
		{"arithmetic that failed in a reason", abi.Apply, abi.Request{Command: name("overflow, rejected")}, failed("decimal: more than 38 digits")},
		{"arithmetic that failed and was asked about", abi.Apply, abi.Request{Command: name("overflow, handled")}, abi.Reply{
			State: append([]byte{0x28, 0x01, 0x8a, 0x01, 38}, "99999999999999999999999999999999999999"...),
		}},
		{"a rejection that finishes", abi.Apply, abi.Request{Command: name("both")}, abi.Reply{Reasons: []abi.Reason{{Code: "a", Field: "b", Message: "c"}}}},
		{
			"a state that is not canonical", abi.Apply,
			abi.Request{State: []byte{0x28, 0x02}, Command: name("x")},
			malformed("reading the state: not canonical: field 5: the number does not fit the field"),
		},
		{
			"a command that is not canonical", abi.Apply,
			abi.Request{Command: []byte{0x0a, 0x01}},
			malformed("reading the command: not canonical: field 1: the length is beyond the end"),
		},
		{"up", abi.Up, abi.Request{State: name("old")}, abi.Reply{State: []byte("\x32\x03old")}},
		{"up, nothing", abi.Up, abi.Request{}, failed("the reply has neither a state nor reasons")},
		{"up, refused", abi.Up, abi.Request{State: name("no")}, abi.Reply{Reasons: []abi.Reason{{Code: "lost", Field: "name", Message: "it is lost"}}}},
		{"up, not canonical", abi.Up, abi.Request{State: []byte{0x0a, 0x00}}, malformed("reading the state: not canonical: field 1: a default value is written")},
		{"check", abi.Check, abi.Request{State: []byte{0x10, 0x01}}, abi.Reply{}},
		{"check, broken", abi.Check, abi.Request{State: []byte("\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x28\x01")}, abi.Reply{Reasons: []abi.Reason{
			{Code: "flag", Message: "it is set", Field: "flag"}, {Code: "below", Message: "-1", Field: "i32"},
		}}},
		{"check, both members of a oneof", abi.Check, abi.Request{State: []byte{0xa2, 0x01, 0x00, 0xaa, 0x01, 0x00}}, malformed(
			"reading the state: not canonical: several members of a oneof are set")},
		{"check, as deep as can be", abi.Check, abi.Request{State: nest(31, nil)}, abi.Reply{}},
		{"check, too deep", abi.Check, abi.Request{State: nest(32, nil)}, malformed(
			"reading the state: not canonical: field 22" + strings.Repeat(".22", 31) + ": messages nest more than 32 deep")},
		{"check, not canonical", abi.Check, abi.Request{State: []byte{0x09}}, malformed(
			"reading the state: not canonical: field 1: the field is unknown, out of order, stands twice or has the wrong wire type")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			request, err := abi.EncodeRequest(tt.request)
			if err != nil {
				t.Fatal(err)
			}
			got, err := g.call(t, string(tt.op), request)
			if err != nil {
				t.Fatal(err)
			}
			reply, err := abi.DecodeReply(tt.op, got)
			if err != nil {
				t.Fatalf("%q: %v", got, err)
			}
			if diff := cmp.Diff(tt.want, reply); diff != "" {
				t.Errorf("reply (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRequestsThatLie asks with what no host sends.
func TestRequestsThatLie(t *testing.T) {
	g := vectorSubject(t)
	m, buffer := g.instance(t)
	for _, tt := range []struct {
		request string
		length  uint64
		want    string
	}{
		{"", bufferBytes + 1, "the request is longer than the buffer"},
		{"", 1<<32 - 1, "the request is longer than the buffer"},
		{"\x0a\x00", 2, "reading the request: not canonical: field 1: a default value is written"},
		{"\x18\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11, "reading the request: the time is outside the years 1970 to 2262"},
		{"\x42\x01x", 3, "reading the request: the seed has not 32 bytes"},
		{"\x3a\x03\x0a\x01b\x3a\x03\x0a\x01a", 10, "reading the request: reference a does not come after b"},
	} {
		got, err := ask(t, m, buffer, "nv_apply", []byte(tt.request), tt.length)
		if err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("\x1a%c\x0a\x09malformed\x12%c%s", len(tt.want)+13, len(tt.want), tt.want)
		if string(got) != want {
			t.Errorf("%q: %q, want %q", tt.request, got, want)
		}
	}
	if _, err := g.call(t, "nv_apply", []byte("\x12\x06\x0a\x04trap")); err == nil {
		t.Error("what traps gives an answer")
	}
}

// TestLargest asks with a request that fills the buffer and gets a reply as
// large, for which memory must grow.
func TestLargest(t *testing.T) {
	g := vectorSubject(t)
	text := make([]byte, bufferBytes-32)
	for i := range text {
		text[i] = 'a' + byte(i%26)
	}
	state := append(append([]byte{0x32}, varint(uint64(len(text)))...), text...)
	request, err := abi.EncodeRequest(abi.Request{State: state, Command: []byte("\x0a\x01x")})
	if err != nil || len(request) > bufferBytes {
		t.Fatal(len(request), err)
	}
	got, err := g.call(t, "nv_apply", request)
	if err != nil {
		t.Fatal(err)
	}
	reply, err := abi.DecodeReply(abi.Apply, got)
	if err != nil || string(reply.State) != "\x28\x01"+string(state) {
		t.Errorf("%d bytes, %v", len(reply.State), err)
	}
	// Twenty states in one another, each of 8 KiB: lengths move up again and again.
	deep := []byte(nil)
	for range 20 {
		inner := append(append([]byte{0x32}, varint(8192)...), text[:8192]...)
		if deep != nil {
			inner = append(append(append(inner, 0xb2, 0x01), varint(uint64(len(deep)))...), deep...)
		}
		deep = inner
	}
	if got, ok := g.well(t, "state", deep); !ok || string(got) != string(deep) {
		t.Errorf("a deep state of %d bytes comes back as %d", len(deep), len(got))
	}
}
