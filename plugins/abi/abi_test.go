package abi_test

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
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/registry"
)

type vector struct {
	Name   string          `json:"name"`
	Hex    string          `json:"hex"`
	Fields json.RawMessage `json:"fields"`
	Reason string          `json:"reason"`
}

func vectors(t testing.TB, name string) []vector {
	t.Helper()
	b, err := os.ReadFile("../testdata/wire/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var f struct {
		Vectors []vector `json:"vectors"`
	}
	if err := json.Unmarshal(b, &f); err != nil {
		t.Fatal(err)
	}
	return f.Vectors
}

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// envelopes are the three messages and how each is read and written again.
var envelopes = []struct {
	file, message string
	again         func([]byte) ([]byte, error)
}{
	{"request", "Request", func(b []byte) ([]byte, error) {
		r, err := abi.DecodeRequest(b)
		if err != nil {
			return nil, err
		}
		return abi.EncodeRequest(r)
	}},
	{"reply", "Reply", func(b []byte) ([]byte, error) {
		r, err := abi.DecodeReply(abi.Apply, b)
		if err != nil {
			return nil, err
		}
		return abi.EncodeReply(abi.Apply, r)
	}},
	{"section", "Section", func(b []byte) ([]byte, error) {
		s, err := abi.DecodeSection(b)
		return s.Encode(), err
	}},
}

// specification returns a message of envelope.proto.
func specification(t testing.TB, name string) protoreflect.MessageDescriptor {
	t.Helper()
	src, err := os.ReadFile("envelope.proto")
	if err != nil {
		t.Fatal(err)
	}
	set, err := schema.Compile(context.Background(), map[string][]byte{"envelope.proto": src})
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Load(set, schema.Names{State: "novation.rules.v1.Request", Command: "novation.rules.v1.Reply"})
	if err != nil {
		t.Fatal(err)
	}
	md, err := s.Message("novation.rules.v1." + name)
	if err != nil {
		t.Fatal(err)
	}
	return md
}

func TestVectors(t *testing.T) {
	for _, e := range envelopes {
		md := specification(t, e.message)
		for _, v := range vectors(t, e.file+".json") {
			t.Run(e.file+"/"+v.Name, func(t *testing.T) {
				want := unhex(t, v.Hex)
				got, err := e.again(want)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("written as %x, want %x", got, want)
				}
				m, err := wire.FromJSON(md, v.Fields)
				if err != nil {
					t.Fatal(err)
				}
				if got, err = wire.Encode(m); err != nil || !bytes.Equal(got, want) {
					t.Errorf("by its specification it is %x, %v, want %x", got, err, want)
				}
			})
		}
		for _, v := range vectors(t, e.file+".reject.json") {
			t.Run(e.file+"/reject/"+v.Name, func(t *testing.T) {
				_, err := e.again(unhex(t, v.Hex))
				if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), v.Reason) {
					t.Errorf("%v: want ErrInvalid with %q", err, v.Reason)
				}
			})
		}
	}
}

func TestRequestFields(t *testing.T) {
	want := abi.Request{
		State: []byte{1}, Command: []byte{2}, Time: 3, Actor: "a", Parties: []string{"a", "b"}, Sequence: 4,
		References: []abi.Reference{{Name: "x", Data: []byte{5}}, {Name: "y"}}, Seed: make([]byte, 32),
	}
	b, err := abi.EncodeRequest(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := abi.DecodeRequest(b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if want.Seed = want.Seed[:5]; true {
		if _, err := abi.EncodeRequest(want); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("a short seed was written: %v", err)
		}
	}
}

func TestReplyOfEachOperation(t *testing.T) {
	state := abi.Reply{State: []byte{1}}
	final := abi.Reply{State: []byte{1}, Final: true}
	reasons := abi.Reply{Reasons: []abi.Reason{{Code: "no"}}}
	tests := []struct {
		op    abi.Op
		reply abi.Reply
		ok    bool
	}{
		{abi.Apply, state, true},
		{abi.Apply, final, true},
		{abi.Apply, reasons, true},
		{abi.Apply, abi.Reply{}, false},
		{abi.Up, state, true},
		{abi.Up, final, false},
		{abi.Down, reasons, true},
		{abi.Down, abi.Reply{State: []byte{1}, Documents: []abi.Document{{Kind: "x"}}}, false},
		{abi.Check, abi.Reply{}, true},
		{abi.Check, reasons, true},
		{abi.Check, state, false},
	}
	for _, tt := range tests {
		if err := tt.reply.Validate(tt.op); (err == nil) != tt.ok {
			t.Errorf("%s %+v: %v, want ok %v", tt.op, tt.reply, err, tt.ok)
		}
	}
}

// FuzzEnvelopes compares the hand-written codec with the specification: what
// it accepts, the canonical codec accepts, and both write the same bytes.
func FuzzEnvelopes(f *testing.F) {
	for i, e := range envelopes {
		for _, name := range []string{e.file + ".json", e.file + ".reject.json"} {
			for _, v := range vectors(f, name) {
				f.Add(byte(i), unhex(f, v.Hex))
			}
		}
	}
	var specs []protoreflect.MessageDescriptor
	for _, e := range envelopes {
		specs = append(specs, specification(f, e.message))
	}
	f.Fuzz(func(t *testing.T, which byte, b []byte) {
		i := int(which) % len(envelopes)
		got, err := envelopes[i].again(b)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Fatalf("%v is not ErrInvalid", err)
			}
			return
		}
		if !bytes.Equal(got, b) {
			t.Fatalf("%x was accepted and written as %x", b, got)
		}
		if _, err := wire.Decode(specs[i], b); err != nil {
			t.Fatalf("%x is not canonical by its specification: %v", b, err)
		}
	})
}
