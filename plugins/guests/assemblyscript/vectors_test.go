package assemblyscript_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/tetratelabs/wazero"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
)

// vectorFile is a file of testdata/wire.
type vectorFile struct {
	Message string
	Vectors []struct{ Name, Hex, Reason string }
}

func wireVectors(t testing.TB, name string) vectorFile {
	t.Helper()
	var v vectorFile
	if err := json.Unmarshal(read(t, filepath.Join(testdata, "wire", name)), &v); err != nil || len(v.Vectors) == 0 {
		t.Fatalf("%s: %d vectors, %v", name, len(v.Vectors), err)
	}
	return v
}

// vectorSubject is the module of testdata/vectors.
func vectorSubject(t testing.TB) *subject {
	return compileGuest(t, read(t, wireModule), wazero.NewRuntimeConfigCompiler())
}

// well asks for something that must go well and returns the rest of the answer.
func (g *subject) well(t testing.TB, op string, request []byte) (answer []byte, ok bool) {
	t.Helper()
	b, err := g.call(t, op, request)
	if err != nil || len(b) == 0 {
		t.Fatalf("%s(%x): %x, %v", op, request, b, err)
	}
	return b[1:], b[0] == 1
}

func TestVectors(t *testing.T) {
	g := vectorSubject(t)
	for file, op := range map[string]string{"state.json": "state", "request.json": "request", "reply.json": "reply"} {
		for _, v := range wireVectors(t, file).Vectors {
			raw := unhex(t, v.Hex)
			if got, ok := g.well(t, op, raw); !ok || !bytes.Equal(got, raw) {
				t.Errorf("%s, %s: written again as %x, %s", file, v.Name, got, got)
			}
		}
	}
}

func TestRejectedVectors(t *testing.T) {
	g := vectorSubject(t)
	for file, op := range map[string]string{"state.reject.json": "state", "request.reject.json": "request", "reply.reject.json": "reply"} {
		for _, v := range wireVectors(t, file).Vectors {
			if got, ok := g.well(t, op, unhex(t, v.Hex)); ok {
				t.Errorf("%s, %s: accepted, and written again as %x", file, v.Name, got)
			}
		}
	}
}

// TestFaultsNameTheField checks what is said about bytes that are refused.
func TestFaultsNameTheField(t *testing.T) {
	g := vectorSubject(t)
	for _, tt := range []struct {
		bytes []byte
		want  string
	}{
		{[]byte{0x80}, "not canonical: a varint is cut short, not minimal or too large"},
		{[]byte{0x4a, 0x02, 0x0a, 0x00}, "not canonical: field 9.1: a default value is written"},
		{[]byte{0x62, 0x00, 0x62, 0x03, 0x0a, 0x01, '1'}, "not canonical: field 12.1: the text is not a canonical decimal of the field's scale"},
		{[]byte{0x0d}, "not canonical: field 1: the field is unknown, out of order, stands twice or has the wrong wire type"},
		{[]byte{0x52, 0x01, 0x80}, "not canonical: field 10: a varint is cut short, not minimal or too large"},
		{[]byte{0x6a, 0x01, 0x07}, "not canonical: field 13: the number is no value of the enum"},
		{[]byte{0xb2, 0x01, 0x06, 0xa2, 0x01, 0x00, 0xaa, 0x01, 0x00}, "not canonical: field 22: several members of a oneof are set"},
		{[]byte{0x32, 0x01, 0xff}, "not canonical: field 6: the text is not valid UTF-8"},
		{[]byte{0x32, 0x02, 'a'}, "not canonical: field 6: the length is beyond the end"},
		{[]byte{0x28, 0x02}, "not canonical: field 5: the number does not fit the field"},
		{slices.Concat(nest(32, nil)), "not canonical: " + "field 22" + strings.Repeat(".22", 31) + ": messages nest more than 32 deep"},
	} {
		if got, ok := g.well(t, "state", tt.bytes); ok || string(got) != tt.want {
			t.Errorf("%x: %v, %s, want %s", tt.bytes, ok, got, tt.want)
		}
	}
}

// nest returns a State inside depth others.
func nest(depth int, b []byte) []byte {
	for range depth {
		inner := b
		b = append([]byte{0xb2, 0x01}, varint(uint64(len(inner)))...)
		b = append(b, inner...)
	}
	return b
}

func varint(v uint64) (b []byte) {
	for ; v >= 0x80; v >>= 7 {
		b = append(b, byte(v)|0x80)
	}
	return append(b, byte(v))
}

// TestBuilt checks messages that rules put together by the names of the fields.
func TestWritten(t *testing.T) {
	g := vectorSubject(t)
	g.instance(t)
	ask := func(which int) (string, bool) {
		m, buffer := g.instance(t)
		defer m.Close(t.Context())
		b, err := ask(t, m, buffer, "built", nil, uint64(which))
		if err != nil {
			t.Fatal(err)
		}
		return string(b[1:]), b[0] == 1
	}
	got, ok := ask(0)
	s := vectors.schema(t)
	want := dynamicpb.NewMessage(s.State())
	if err := protojson.Unmarshal([]byte(`{
		"i32": -5, "i64": "-9223372036854775808", "u32": 4294967295, "u64": "18446744073709551615", "flag": true,
		"text": "Brent é 油 🛢", "data": "YWJj", "color": "COLOR_BELOW", "price": {"amount": "80.50", "currency": "USD"},
		"numbers": ["0", "-1"], "texts": ["", "`+strings.Repeat("x", 200)+`"], "prices": [{"amount": "80.50", "currency": "USD"}],
		"colors": ["COLOR_RED"], "flags": [true, false], "blobs": [""], "amount": "-1234567890123456789012345678901234.50", "lots": "7",
		"amounts": ["0.001"], "formula": {"differential": "1.500"}, "child": {"text": "`+strings.Repeat("y", 300)+`"},
		"small": [-1], "u32s": [128], "last": 1}`), want); err != nil {
		t.Fatal(err)
	}
	encoded, err := wire.Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	if !ok || got != string(encoded) {
		t.Errorf("%x, want %x", got, encoded)
	}
	for i, want := range []string{
		1: "not canonical: field 8: 7 is no value of the enum",
		2: "not canonical: field 13: 7 is no value of the enum",
		3: `not canonical: field 16: "1.005" is not a decimal with 2 digits after the point: round it first`,
		4: `not canonical: field 18: "" is not a decimal with 3 digits after the point: round it first`,
		5: "not canonical: field 22: several members of a oneof are set",
		6: "not canonical: field 22" + strings.Repeat(".22", 31) + ": messages nest more than 32 deep",
		7: `not canonical: field 12.1: "` + strings.Repeat("9", 38) + `" is not a decimal with 2 digits after the point: round it first`,
	} {
		if want == "" {
			continue
		}
		if got, ok := ask(i); ok || got != want {
			t.Errorf("%d: %v, %q, want %q", i, ok, got, want)
		}
	}
	if got, ok := ask(8); !ok || got != "\x40\x01" {
		t.Errorf("after a fault: %v, %x", ok, got)
	}
	if got, ok := ask(9); !ok || got != "COLOR_BLUEyesno" {
		t.Errorf("names of an enum: %q", got)
	}
}

// TestDecimals holds the arithmetic to what math/big computed.
func TestDecimals(t *testing.T) {
	var file struct {
		Vectors []struct {
			Op, A, B, Mode, Want, Error string
			Scale                       int
		}
	}
	if err := json.Unmarshal(read(t, testdata+"/wire/decimal.json"), &file); err != nil || len(file.Vectors) < 1000 {
		t.Fatalf("%d vectors, %v", len(file.Vectors), err)
	}
	modes := []string{"exact", "half-even", "half-up", "down", "up", "floor", "ceiling"}
	p := newPooled(t, read(t, wireModule), "arithmetic")
	for _, v := range file.Vectors {
		question := fmt.Sprintf("%s\n%s\n%s\n%d\n%d", v.Op, v.A, v.B, v.Scale, max(0, slices.Index(modes, v.Mode)))
		got := p.call(t, []byte(question))
		if got[0] != 1 || string(got[1:]) != v.Want+v.Error {
			t.Errorf("%+v: %d, %s", v, got[0], got[1:])
		}
		p.reset()
	}
}

func TestTexts(t *testing.T) {
	g := vectorSubject(t)
	want := []string{"abcdéf71.50", "128", "true", "false", "true", "true", "true", "\ufffda\ufffd", "4", "98", "true", "false"}
	if got, _ := g.well(t, "texts", nil); cmp.Diff(want, strings.Split(string(got), "\n")) != "" {
		t.Error(cmp.Diff(want, strings.Split(string(got), "\n")))
	}
	if got, _ := g.well(t, "lists", nil); string(got) != "true3true-1 100 2 3 4 6 7 8 100 2 3 4 6 7 8" {
		t.Errorf("lists: %s", got)
	}
}

// TestUTF8 compares what is taken for text with Go, at every offset within the
// eight bytes that are looked at together.
func TestUTF8(t *testing.T) {
	p := newPooled(t, read(t, wireModule), "state")
	try := func(characters ...string) {
		for offset := range 9 {
			for _, c := range characters {
				text := "abcdefghi"[:offset] + c
				got := p.call(t, append([]byte{0x32, byte(len(text))}, text...))
				if valid := text != "" && utf8.ValidString(text); valid != (got[0] == 1) {
					t.Errorf("%x: valid %v, the guest says %d %s", text, valid, got[0], got[1:])
				}
				p.reset()
			}
		}
	}
	for _, whole := range []string{"é", "油", "🛢"} { // cut short, while the rest still lies behind
		for n := range len(whole) {
			try(whole, whole[:n])
		}
	}
	next := []byte{0x00, 0x7f, 0x80, 0xbf, 0xc0}
	for first := 0x7f; first <= 0xff; first++ {
		try(string([]byte{byte(first)}))
		for _, second := range []byte{0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff} {
			try(string([]byte{byte(first), second}))
			for _, third := range next {
				try(string([]byte{byte(first), second, third}))
				for _, fourth := range next {
					try(string([]byte{byte(first), second, third, fourth}))
				}
			}
		}
	}
}

// TestOutside checks that an index that leads nowhere traps, and a constant that
// is none.
func TestOutside(t *testing.T) {
	g := vectorSubject(t)
	for which := range uint64(10) {
		m, buffer := g.instance(t)
		if _, err := ask(t, m, buffer, "outside", nil, which); (err != nil) != (which < 9) {
			t.Errorf("%d: %v", which, err)
		}
		m.Close(t.Context())
	}
}

// envelopes is the schema of the envelopes.
func envelopes(t testing.TB) *schema.Schema {
	src, err := os.ReadFile("../../abi/envelope.proto")
	if err != nil {
		t.Fatal(err)
	}
	set, err := schema.Compile(t.Context(), map[string][]byte{"envelope.proto": src})
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Load(set, schema.Names{State: "novation.rules.v1.Request", Command: "novation.rules.v1.Reply"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// FuzzDecode compares the decoder with the host's: both take the same bytes, and
// what they take is written the same.
func FuzzDecode(f *testing.F) {
	for _, file := range []string{"state.json", "state.reject.json", "request.json", "request.reject.json", "reply.json", "reply.reject.json"} {
		for _, v := range wireVectors(f, file).Vectors {
			f.Add(unhex(f, v.Hex))
		}
	}
	f.Add(nest(31, nil))
	f.Add(nest(32, nil))
	state, envelope := vectors.schema(f), envelopes(f)
	ops := map[string]protoreflect.MessageDescriptor{"state": state.State(), "request": envelope.State(), "reply": envelope.Command()}
	pools := map[string]*pooled{}
	for op := range ops {
		pools[op] = newPooled(f, read(f, wireModule), op)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > bufferBytes {
			return
		}
		for op, md := range ops {
			got := pools[op].call(t, b)
			_, err := wire.Decode(md, b)
			if err == nil && op == "request" {
				_, err = abi.DecodeRequest(b)
			}
			if err == nil && op == "reply" {
				_, err = abi.DecodeReply(abi.Apply, b)
			}
			if (err == nil) != (got[0] == 1) {
				t.Errorf("%s %x: the host says %v, the guest %d %s", op, b, err, got[0], got[1:])
			}
			if got[0] == 1 && !bytes.Equal(got[1:], b) {
				t.Errorf("%s %x is written as %x", op, b, got[1:])
			}
			pools[op].reset()
		}
	})
}
