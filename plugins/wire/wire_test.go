package wire_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/registry"
)

// A vector file, as described in plugins/testdata/wire/README.md.
type vectorFile struct {
	Message string `json:"message"`
	Vectors []struct {
		Name   string          `json:"name"`
		Hex    string          `json:"hex"`
		Fields json.RawMessage `json:"fields"`
		Reason string          `json:"reason"`
	} `json:"vectors"`
}

func vectors(t testing.TB, name string) vectorFile {
	t.Helper()
	b, err := os.ReadFile("../testdata/wire/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var f vectorFile
	if err := json.Unmarshal(b, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// stateOf returns the message of the vectors.
func stateOf(t testing.TB) protoreflect.MessageDescriptor {
	t.Helper()
	src, err := os.ReadFile("../testdata/wire/vector.proto")
	if err != nil {
		t.Fatal(err)
	}
	set, err := schema.Compile(context.Background(), map[string][]byte{"vector.proto": src})
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Load(set, schema.Names{})
	if err != nil {
		t.Fatal(err)
	}
	return s.State()
}

func TestVectors(t *testing.T) {
	md := stateOf(t)
	for _, v := range vectors(t, "state.json").Vectors {
		t.Run(v.Name, func(t *testing.T) {
			want := unhex(t, v.Hex)
			m, err := wire.Decode(md, want)
			if err != nil {
				t.Fatal(err)
			}
			fromJSON, err := wire.FromJSON(md, v.Fields)
			if err != nil {
				t.Fatal(err)
			}
			if !proto.Equal(m, fromJSON) {
				t.Errorf("decoded %v, the fields say %v", m, fromJSON)
			}
			got, err := wire.Encode(fromJSON)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("encoded %x, want %x", got, want)
			}
			text, err := wire.ToJSON(m)
			if err != nil {
				t.Fatal(err)
			}
			var got1, want1 any
			if err := errors.Join(json.Unmarshal(text, &got1), json.Unmarshal(v.Fields, &want1)); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want1, got1); d != "" {
				t.Errorf("JSON (-want +got):\n%s", d)
			}
			if other := dynamicpb.NewMessage(md); proto.Unmarshal(want, other) != nil || !proto.Equal(other, m) {
				t.Error("protobuf itself reads the bytes otherwise")
			}
		})
	}
}

func TestRejectVectors(t *testing.T) {
	md := stateOf(t)
	for _, v := range vectors(t, "state.reject.json").Vectors {
		t.Run(v.Name, func(t *testing.T) {
			_, err := wire.Decode(md, unhex(t, v.Hex))
			if err == nil {
				t.Fatal("was accepted")
			}
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), v.Reason) {
				t.Errorf("%v: want ErrInvalid with %q", err, v.Reason)
			}
		})
	}
}

func TestErrorNamesField(t *testing.T) {
	md := stateOf(t)
	tests := []struct{ json, path string }{
		{`{"price":{"amount":"1.5"}}`, "price.amount"},
		{`{"prices":[{},{},{"amount":"x"}]}`, "prices[2].amount"},
		{`{"child":{"amounts":["1.000","2"]}}`, "child.amounts[1]"},
		{`{"colors":["COLOR_RED",7]}`, "colors[1]"},
	}
	for _, tt := range tests {
		_, err := wire.FromJSON(md, []byte(tt.json))
		e, ok := errors.AsType[*wire.Error](err)
		if !ok || e.Path != tt.path {
			t.Errorf("%s: %v, want the path %s", tt.json, err, tt.path)
		}
	}
	_, err := wire.Decode(md, unhex(t, "62070a0538302e3530"+"62050a03312e35")) // the second element is "1.5"
	if e, ok := errors.AsType[*wire.Error](err); !ok || e.Path != "prices[1].amount" {
		t.Errorf("%v, want the path prices[1].amount", err)
	}
}

func TestFromJSONRefuses(t *testing.T) {
	md := stateOf(t)
	for name, in := range map[string]string{
		"unknown field":           `{"colour":"COLOR_RED"}`,
		"lowerCamel of last":      `{"unknownField":1}`,
		"enum by unknown name":    `{"color":"COLOR_GREEN"}`,
		"number too large":        `{"i32":2147483648}`,
		"fraction":                `{"i32":1.5}`,
		"field twice":             `{"i32":1,"i32":2}`,
		"both members of a oneof": `{"fixed":{},"formula":{}}`,
		"decimal as a number":     `{"amount":1.50}`,
		"trailing text":           `{} {}`,
		"cut short":               `{"i32":`,
		"too deep":                strings.Repeat(`{"child":`, 32) + "{}" + strings.Repeat("}", 32),
		"far too deep":            strings.Repeat(`{"child":`, 100000),
		"not an object":           `[]`,
		"empty":                   ``,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := wire.FromJSON(md, []byte(in))
			if !errors.Is(err, registry.ErrInvalid) {
				t.Fatalf("%v, want ErrInvalid", err)
			}
			if strings.Contains(err.Error(), "\u00a0") {
				t.Errorf("%q differs from run to run", err)
			}
		})
	}
}

func TestEncodeRefusesUnknownFields(t *testing.T) {
	m := dynamicpb.NewMessage(stateOf(t))
	if _, err := wire.Encode(m); err != nil {
		t.Fatal(err)
	}
	m.SetUnknown([]byte{0x98, 0x01, 0x01})
	if _, err := wire.Encode(m); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("%v, want ErrInvalid", err)
	}
}

func TestLeaves(t *testing.T) {
	md := stateOf(t)
	m, err := wire.FromJSON(md, []byte(`{"i32":-1,"price":{"amount":"80.50"},"prices":[{},{"currency":"EUR"}],"numbers":["300"],"formula":{}}`))
	if err != nil {
		t.Fatal(err)
	}
	leaves, err := wire.Leaves(m)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range leaves {
		got = append(got, l.Path+"="+hex.EncodeToString(l.Value))
	}
	want := []string{
		"i32=ffffffffffffffffff01", "i64=00", "u32=00", "u64=00", "flag=00", "text=", "data=", "color=00",
		"price?=01", "price.amount=38302e3530", "price.currency=",
		"numbers#=01", "numbers[0]=ac02", "texts#=00",
		"prices#=02", "prices[0].amount=", "prices[0].currency=", "prices[1].amount=", "prices[1].currency=455552",
		"colors#=00", "flags#=00", "blobs#=00", "amount=", "lots=", "amounts#=00",
		"formula?=01", "formula.benchmark=", "formula.differential=", "fixed?=00", "child?=00", "small#=00", "u32s#=00", "last=00",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("leaves (-want +got):\n%s", d)
	}
}

// Two different states never have the same leaves, and no path stands twice.
func TestLeavesTellStatesApart(t *testing.T) {
	md := stateOf(t)
	seen := map[string]string{}
	for _, v := range vectors(t, "state.json").Vectors {
		m, err := wire.Decode(md, unhex(t, v.Hex))
		if err != nil {
			t.Fatal(err)
		}
		leaves, err := wire.Leaves(m)
		if err != nil {
			t.Fatal(err)
		}
		paths := map[string]bool{}
		var all strings.Builder
		for _, l := range leaves {
			if paths[l.Path] {
				t.Errorf("%s: path %s stands twice", v.Name, l.Path)
			}
			paths[l.Path] = true
			all.WriteString(l.Path + "=" + hex.EncodeToString(l.Value) + "\n")
		}
		if other, ok := seen[all.String()]; ok {
			t.Errorf("%s and %s have the same leaves", v.Name, other)
		}
		seen[all.String()] = v.Name
	}
}

func TestDiff(t *testing.T) {
	md := stateOf(t)
	tests := []struct {
		a, b string
		want []string
	}{
		{`{"i32":1}`, `{"i32":1}`, nil},
		{`{"i32":1}`, `{"i32":2,"text":"x"}`, []string{"i32", "text"}},
		{`{}`, `{"price":{}}`, []string{"price?", "price.amount", "price.currency"}},
		{`{"texts":["a","b"]}`, `{"texts":["c"]}`, []string{"texts#", "texts[0]", "texts[1]"}},
	}
	for _, tt := range tests {
		a, err := wire.FromJSON(md, []byte(tt.a))
		if err != nil {
			t.Fatal(err)
		}
		b, err := wire.FromJSON(md, []byte(tt.b))
		if err != nil {
			t.Fatal(err)
		}
		got, err := wire.Diff(a, b)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s to %s (-want +got):\n%s", tt.a, tt.b, d)
		}
	}
}

// FuzzDecode checks that whatever is accepted is written back identically, by
// both forms, that the checker accepts the same, and that nothing panics.
func FuzzDecode(f *testing.F) {
	md := stateOf(f)
	for _, name := range []string{"state.json", "state.reject.json"} {
		for _, v := range vectors(f, name).Vectors {
			f.Add(unhex(f, v.Hex))
		}
	}
	c := wire.NewChecker(md)
	f.Fuzz(func(t *testing.T, b []byte) {
		agree(t, md, c, b)
		m, err := wire.Decode(md, b)
		if err != nil {
			if _, ok := errors.AsType[*wire.Error](err); !ok {
				t.Fatalf("%v is no wire.Error", err)
			}
			return
		}
		again, err := wire.Encode(m)
		if err != nil || !bytes.Equal(again, b) {
			t.Fatalf("%x was accepted and written as %x, %v", b, again, err)
		}
		text, err := wire.ToJSON(m)
		if err != nil {
			t.Fatal(err)
		}
		back, err := wire.FromJSON(md, text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if again, err = wire.Encode(back); err != nil || !bytes.Equal(again, b) {
			t.Fatalf("%s was read as %x, %v", text, again, err)
		}
		if _, err := wire.Leaves(m); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzFromJSON(f *testing.F) {
	md := stateOf(f)
	for _, v := range vectors(f, "state.json").Vectors {
		f.Add([]byte(v.Fields))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := wire.FromJSON(md, b)
		if err != nil {
			return
		}
		enc, err := wire.Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := wire.Decode(md, enc); err != nil {
			t.Fatalf("%x: %v", enc, err)
		}
	})
}
