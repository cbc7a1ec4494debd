package rust_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/wire"
)

// ask runs the rules of folder conformance, which do what the name of the
// command says.
func ask(t testing.TB, g *instance, name string) abi.Reply {
	t.Helper()
	var command []byte
	if name != "" {
		command = append([]byte{0x0a, byte(len(name))}, name...)
	}
	request, err := abi.EncodeRequest(abi.Request{
		Command: command, Time: 99, Actor: "alpha", Parties: []string{"alpha", "beta"}, Sequence: 1, Seed: make([]byte, 32),
		References: []abi.Reference{{Name: "quotes", Data: []byte("table")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return reply(t, g, "nv_apply", request)
}

func reply(t testing.TB, g *instance, op string, request []byte) abi.Reply {
	t.Helper()
	b := bytes.Clone(g.call(op, request))
	r, err := abi.DecodeReply(abi.Op(op), b)
	if err != nil {
		t.Fatalf("%s: %x: %v", op, b, err)
	}
	return r
}

// reasons returns those of a reply, as "code|field|message".
func reasons(r abi.Reply) (out []string) {
	for _, x := range r.Reasons {
		out = append(out, x.Code+"|"+x.Field+"|"+x.Message)
	}
	return out
}

// TestRejections has the texts of the Go SDK.
func TestRejections(t *testing.T) {
	g := start(t, readFile(t, conformanceProject.module))
	if d := cmp.Diff([]string{"nv_answer", "nv_apply", "nv_buffer", "nv_check", "nv_down", "nv_up"}, g.exports()); d != "" {
		t.Errorf("exports (-want +got):\n%s", d)
	}
	for name, want := range map[string][]string{
		"":            {"missing|name|no name", "late||too late"},
		"fail":        {"failed||decimal: more than 38 digits"},
		"no reason":   {"failed||the rules reject without a reason"},
		"no code":     {"failed||a reason has no code: a reason without a code"},
		"rounding":    {`failed||not canonical: field 16: "0.005" is not a decimal with 2 digits after the point: round it first`},
		"not given":   {`failed||not canonical: field 18: "" is not a decimal with 3 digits after the point: round it first`},
		"two faults":  {`failed||not canonical: field 12.1: "0.007" is not a decimal with 2 digits after the point: round it first`},
		"deep":        {"failed||not canonical: field " + strings.Repeat("22.", 31) + "22: messages nest more than 32 deep"},
		"empty state": {"failed||the reply has neither a state nor reasons"},
		"no kind":     {"failed||a document has no kind: 1"},
		"widen":       nil,
	} {
		if d := cmp.Diff(want, reasons(ask(t, g, name))); d != "" {
			t.Errorf("%q (-want +got):\n%s", name, d)
		}
	}
	for _, tc := range []struct {
		op, request string
		want        []string
	}{
		{"nv_apply", "\xff", []string{"malformed||reading the request: not canonical: a varint is cut short, not minimal or too large"}},
		{"nv_apply", "\x42\x01x", []string{"malformed||reading the request: the seed has not 32 bytes"}},
		{"nv_apply", "\x18\x84\xfa\x85\xae\x22", []string{"malformed||reading the request: the time is outside the years 1970 to 2262"}},
		{"nv_apply", "\x3a\x03\x0a\x01b\x3a\x03\x0a\x01a", []string{"malformed||reading the request: reference a does not come after b"}},
		{"nv_apply", "\x0a\x02\x08\x00", []string{"malformed||reading the state: not canonical: field 1: a default value is written"}},
		{"nv_apply", "\x12\x02\x50\x01", []string{"malformed||reading the command: not canonical: field 10: unknown field"}},
		{"nv_check", "", []string{"text|text|no text"}},
		{"nv_check", "\x0a\x03\x32\x01x", nil},
		{"nv_check", "\x0a\x01\x01", []string{"malformed||reading the state: not canonical: a field number is out of range"}},
		{"nv_up", "", []string{"lost|currency|no currency"}},
		{"nv_up", "\x0a\x05\x12\x03USD", nil},
		{"nv_down", "\x0a\x05\x32\x03USD", nil},
		{"nv_down", "\x0a\x02\x5a\x00", []string{"lost|texts|a price has no texts"}},
		{"nv_down", "\x0a\x01\x01", []string{"malformed||reading the state: not canonical: a field number is out of range"}},
	} {
		if d := cmp.Diff(tc.want, reasons(reply(t, g, tc.op, []byte(tc.request)))); d != "" {
			t.Errorf("%s %x (-want +got):\n%s", tc.op, tc.request, d)
		}
	}
}

// TestCall sees what rules see, and what they say beside the state.
func TestCall(t *testing.T) {
	g := start(t, readFile(t, conformanceProject.module))
	r := ask(t, g, "finish")
	want := []abi.Document{{Kind: "invoice", Number: "7", Summary: "seven"}, {Kind: "receipt"}}
	if d := cmp.Diff(want, r.Documents); d != "" || !r.Final {
		t.Errorf("final %v, documents (-want +got):\n%s", r.Final, d)
	}
	got := fields(g, ask(t, g, "everything").State)
	for path, want := range map[string]string{
		"i64": "99", "u64": "1", "text": "alpha", "data": strings.Repeat("00", 32), "texts[0]": "alpha", "texts[1]": "beta",
		"flags[0]": "true", "flags[1]": "true", "flags[2]": "false", "flags[3]": "false", "flags[4]": "true",
		"blobs[0]": "7461626c65", "blobs[1]": "6e6f6e65",
	} {
		if got[path] != want {
			t.Errorf("%s is %q, want %q", path, got[path], want)
		}
	}
	if got := fields(g, ask(t, g, "keep").State); got["text"] != "alpha was here" {
		t.Errorf("kept: %v", got)
	}
	long := ask(t, g, "long").State
	if _, err := wire.Decode(conformanceProject.schema(t).State(), long); err != nil || !bytes.Contains(long, []byte("element 1999")) {
		t.Errorf("a reply that outgrows what it was given: %v", err)
	}
}

// fields asks the module for the fields of a state.
func fields(g *instance, state []byte) map[string]string {
	out := map[string]string{}
	for pair := range slices.Chunk(g.asking("message", "novation.vector.v1.State", string(state))[2:], 2) {
		out[pair[0]] = pair[1]
	}
	return out
}

// TestMemoryThatIsHeld shows that a static which holds memory keeps it: while
// something lives, the heap is not begun anew.
func TestMemoryThatIsHeld(t *testing.T) {
	g := start(t, readFile(t, conformanceProject.module))
	recall := func() string { return fields(g, ask(t, g, "recall").State)["text"] }
	if got := recall(); got != "nothing" {
		t.Errorf("before: %q", got)
	}
	ask(t, g, "remember")
	ask(t, g, "everything")
	if got := recall(); got != "alpha" {
		t.Errorf("after other calls it has become %q", got)
	}
}

// TestKeptTextsAreTakenBack leaves thousands of texts behind in each call.
func TestKeptTextsAreTakenBack(t *testing.T) {
	g := start(t, readFile(t, conformanceProject.module))
	ask(t, g, "long")
	size := g.module.Memory().Size()
	for range 100 {
		ask(t, g, "long")
	}
	if got := g.module.Memory().Size(); got != size {
		t.Errorf("memory grew from %d to %d bytes", size, got)
	}
}

// TestTraps stops the rules where they cannot go on: no answer is made up.
func TestTraps(t *testing.T) {
	for _, name := range []string{"stop", "memory"} {
		g := start(t, readFile(t, conformanceProject.module))
		command := append([]byte{0x0a, byte(len(name))}, name...)
		request, err := abi.EncodeRequest(abi.Request{Command: command, Actor: "alpha", Sequence: 1})
		if err != nil {
			t.Fatal(err)
		}
		g.module.Memory().Write(g.buffer, request)
		if _, err := g.ops["nv_apply"].Call(g.ctx, uint64(len(request))); err == nil || !strings.Contains(err.Error(), "unreachable") {
			t.Errorf("%s: %v, want a trap", name, err)
		}
	}
}
