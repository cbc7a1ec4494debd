package c_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// vectors is one file of plugins/testdata/wire.
type vectors struct {
	Message string
	Vectors []struct {
		Name, Hex, Reason string
		Fields            map[string]any
	}
}

func readVectors(t testing.TB, name string) vectors {
	t.Helper()
	var v vectors
	d := json.NewDecoder(bytes.NewReader(read(t, filepath.Join(vectorDir, name))))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("reading %s: %v", name, err)
	}
	if len(v.Vectors) == 0 {
		t.Fatalf("%s has no vectors", name)
	}
	return v
}

// answered splits the reply of an operation of testdata/vector.
func answered(t testing.TB, ask asker, op string, request []byte) (ok bool, content []byte) {
	t.Helper()
	reply, err := ask(op, request)
	if err != nil {
		t.Fatalf("%s of %x: %v", op, request, err)
	}
	if len(reply) == 0 || reply[0] > 1 {
		t.Fatalf("%s of %x: reply %x", op, request, reply)
	}
	return reply[0] == 1, reply[1:]
}

func TestVectors(t *testing.T) {
	everywhere(t, "vector", func(t *testing.T, ask asker) {
		for _, file := range []string{"state", "request", "reply", "section"} {
			for _, tc := range readVectors(t, file+".json").Vectors {
				raw, err := hex.DecodeString(tc.Hex)
				if err != nil {
					t.Fatal(err)
				}
				if ok, back := answered(t, ask, "nv_"+file, raw); !ok || !bytes.Equal(back, raw) {
					t.Errorf("%s, %s: encoded as %x (%q), want %x", file, tc.Name, back, back, raw)
				}
				if file != "state" {
					continue
				}
				ok, lines := answered(t, ask, "nv_walk", raw)
				want := map[string]string{}
				flatten("", tc.Fields, want)
				if got := pairs(t, lines); !ok || !maps.Equal(got, want) {
					t.Errorf("%s: fields %v, want %v", tc.Name, got, want)
				}
			}
		}
	})
}

// TestRefusedVectors looks that bytes are refused, and for the right reason.
func TestRefusedVectors(t *testing.T) {
	// What the SDK says in other words, or does not check: it never reads a
	// section.
	other := map[string]string{
		"does not fit int32": "does not fit 32 bits", "does not fit uint32": "does not fit 32 bits", "no value of enum": "no value of the enum",
		"unknown field": "unknown field", "empty list": "a default value", "two members": "several members", "cut short": "cut short", "not minimal": "not minimal",
	}
	everywhere(t, "vector", func(t *testing.T, ask asker) {
		for _, file := range []string{"state", "request", "reply", "section"} {
			for _, tc := range readVectors(t, file+".reject.json").Vectors {
				raw, err := hex.DecodeString(tc.Hex)
				if err != nil {
					t.Fatal(err)
				}
				if file == "section" && !slices.Contains([]string{"does not fit", "unknown field", "not minimal"}, tc.Reason) {
					continue
				}
				ok, said := answered(t, ask, "nv_"+file, raw)
				want := tc.Reason
				for host, guest := range other {
					if strings.HasPrefix(want, host) {
						want = guest
					}
				}
				switch {
				case strings.Contains(want, " stands after"):
					want = "stands after a higher number"
				case strings.Contains(want, "wire type"):
					want = "wire type"
				case strings.Contains(string(said), "not a canonical decimal"):
					want = ""
				}
				if ok || !strings.Contains(string(said), want) {
					t.Errorf("%s, %s: accepted %v, %q; want %q", file, tc.Name, ok, said, want)
				}
			}
		}
	})
}

// pairs reads what a walk visited.
func pairs(t *testing.T, b []byte) map[string]string {
	t.Helper()
	out := map[string]string{}
	next := func() string {
		if len(b) < 4 || uint64(len(b)-4) < uint64(binary.LittleEndian.Uint32(b)) {
			t.Fatalf("cut short: %x", b)
		}
		n := 4 + binary.LittleEndian.Uint32(b)
		s := string(b[4:n])
		b = b[n:]
		return s
	}
	for len(b) > 0 {
		path := next()
		out[path] = next()
	}
	return out
}

// flatten turns the JSON form of a message into paths and texts. Bytes fields
// of the vectors' schema are data and blobs.
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
			flatten(fmt.Sprintf("%s[%d]", path, i), element, out)
		}
	case string:
		if b, err := base64.StdEncoding.DecodeString(v); err == nil && (path == "data" || strings.HasPrefix(path, "blobs[")) {
			v = hex.EncodeToString(b)
		}
		out[path] = v
	default:
		out[path] = fmt.Sprint(v)
	}
}
