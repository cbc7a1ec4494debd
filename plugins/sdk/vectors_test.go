package sdk_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/internal/vector"
	"github.com/novation-dev/novation/plugins/sdk/wire"
)

// vectors is one file of plugins/testdata/wire, which host and SDKs share.
type vectors struct {
	Message string
	Vectors []struct {
		Name, Hex, Reason string
		Fields            map[string]any
	}
}

func readVectors(t *testing.T, name string) vectors {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "testdata", "wire", name))
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("reading %s: %v", name, err)
	}
	if len(v.Vectors) == 0 {
		t.Fatalf("%s has no vectors", name)
	}
	return v
}

type message interface {
	wire.Encoder
	wire.Decoder
}

// decode reads a message as the SDK does: bytes, then what its type demands.
func decode(name string, b []byte) (message, error) {
	switch name {
	case "novation.vector.v1.State":
		m := &vector.State{}
		return m, m.Decode(b)
	case "novation.rules.v1.Request":
		m := &sdk.Request{}
		if err := wire.Decode(b, m); err != nil {
			return nil, err
		}
		return m, m.Validate()
	case "novation.rules.v1.Reply":
		m := &sdk.Reply{}
		if err := wire.Decode(b, m); err != nil {
			return nil, err
		}
		return m, m.Validate(true)
	default:
		return nil, fmt.Errorf("no message %s", name)
	}
}

func TestVectors(t *testing.T) {
	for _, file := range []string{"state.json", "request.json", "reply.json"} {
		v := readVectors(t, file)
		for _, tc := range v.Vectors {
			raw, err := hex.DecodeString(tc.Hex)
			if err != nil {
				t.Fatal(err)
			}
			m, err := decode(v.Message, raw)
			if err != nil {
				t.Errorf("%s, %s: %v", file, tc.Name, err)
				continue
			}
			if back, err := wire.Append(nil, m); err != nil || !bytes.Equal(back, raw) {
				t.Errorf("%s, %s: encoded as %x, %v; want %x", file, tc.Name, back, err, raw)
			}
			if s, ok := m.(*vector.State); ok {
				got, want := map[string]string{}, map[string]string{}
				s.Walk("", func(path, value string) { got[path] = value })
				flatten("", tc.Fields, want)
				if !maps.Equal(got, want) {
					t.Errorf("%s, %s: fields %v, want %v", file, tc.Name, got, want)
				}
			}
		}
	}
}

func TestRejectedVectors(t *testing.T) {
	for _, file := range []string{"state.reject.json", "request.reject.json", "reply.reject.json"} {
		v := readVectors(t, file)
		for _, tc := range v.Vectors {
			raw, err := hex.DecodeString(tc.Hex)
			if err != nil {
				t.Fatal(err)
			}
			if m, err := decode(v.Message, raw); err == nil {
				t.Errorf("%s, %s: accepted as %+v", file, tc.Name, m)
			}
		}
	}
}

// flatten turns the JSON form of a message into paths and texts, as Walk
// gives them. Bytes fields of the vectors' schema are data and blobs.
func flatten(path string, v any, out map[string]string) {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			if path != "" {
				name = path + "." + name
			}
			flatten(name, member, out)
		}
	case []any:
		for i, element := range v {
			flatten(wire.Index(path, i), element, out)
		}
	case string:
		if b, err := base64.StdEncoding.DecodeString(v); err == nil && (path == "data" || len(path) > 5 && path[:5] == "blobs") {
			v = hex.EncodeToString(b)
		}
		out[path] = v
	default:
		out[path] = fmt.Sprint(v)
	}
}
