package rust_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// asking asks the module of folder conformance. Questions and answers are lists
// of pieces: see its answer function.
func (g *instance) asking(pieces ...string) []string {
	g.t.Helper()
	var question []byte
	for _, p := range pieces {
		question = append(binary.LittleEndian.AppendUint32(question, uint32(len(p))), p...)
	}
	var out []string
	for b := g.call("nv_answer", question); len(b) > 0; {
		n := binary.LittleEndian.Uint32(b)
		out, b = append(out, string(b[4:4+n])), b[4+n:]
	}
	return out
}

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
	d := json.NewDecoder(bytes.NewReader(readFile(t, filepath.Join(wireDir, name))))
	d.UseNumber()
	if err := d.Decode(&v); err != nil || len(v.Vectors) == 0 {
		t.Fatalf("reading %s: %d vectors, %v", name, len(v.Vectors), err)
	}
	return v
}

func TestVectors(t *testing.T) {
	g := start(t, readFile(t, conformanceProject.module))
	for _, file := range []string{"state.json", "request.json", "reply.json"} {
		v := readVectors(t, file)
		for _, tc := range v.Vectors {
			raw := string(unhex(t, tc.Hex))
			got := g.asking("message", v.Message, raw)
			if got[0] != "ok" || got[1] != raw {
				t.Errorf("%s, %s: %q, want it back", file, tc.Name, got)
				continue
			}
			if file == "state.json" {
				want, walked := map[string]string{}, map[string]string{}
				for i := 2; i < len(got); i += 2 {
					walked[got[i]] = got[i+1]
				}
				flatten("", tc.Fields, want)
				if d := cmp.Diff(want, walked); d != "" {
					t.Errorf("%s, %s: fields (-want +got):\n%s", file, tc.Name, d)
				}
			}
		}
	}
}

func TestRejectedVectors(t *testing.T) {
	g := start(t, readFile(t, conformanceProject.module))
	for _, file := range []string{"state.reject.json", "request.reject.json", "reply.reject.json"} {
		v := readVectors(t, file)
		for _, tc := range v.Vectors {
			if got := g.asking("message", v.Message, string(unhex(t, tc.Hex))); got[0] != "refused" || got[1] == "" {
				t.Errorf("%s, %s: %q", file, tc.Name, got)
			}
		}
	}
}

// TestFaultsNameTheField has the texts of the Go SDK.
func TestFaultsNameTheField(t *testing.T) {
	g := start(t, readFile(t, conformanceProject.module))
	deep := ""
	for range 32 {
		n := binary.AppendUvarint([]byte{0xb2, 0x01}, uint64(len(deep)))
		deep = string(n) + deep
	}
	for b, want := range map[string]string{
		"\x80":                                 "a varint is cut short, not minimal or too large",
		"\x08\x01\x80":                         "field 1: a varint is cut short, not minimal or too large",
		"\x4a\x02\x0a\x00":                     "field 9.1: a default value is written",
		"\x62\x00\x62\x03\x0a\x011":            `field 12.1: "1" is not a canonical decimal with 2 digits after the point`,
		"\x82\x01\x03\"\xff\n":                 `field 16: "\"\xff\n" is not a canonical decimal with 2 digits after the point`,
		"\x0d":                                 "field 1: wire type 5 is not part of the profile",
		"\x52\x01\x80":                         "field 10: a varint is cut short, not minimal or too large",
		"\x32\x01x\x08\x01":                    "field 1: the field stands after a higher number",
		"\x08\x01\x08\x01":                     "field 1: the field stands twice",
		"\x52\x01\x01\x52\x01\x01":             "field 10: the field stands twice",
		"\x5a\x00\x58\x01":                     "field 11: the wire type does not fit the field",
		"\x0a\x01x":                            "field 1: the wire type does not fit the field",
		"\x98\x01\x01":                         "field 19: unknown field",
		"\x4a\x02\x48\x01":                     "field 9.9: unknown field",
		"\x00\x01":                             "a field number is out of range",
		"\xf8\xff\xff\xff\x1f\x01":             "a field number is out of range",
		"\x08\x80\x80\x80\x80\x10":             "field 1: 4294967296 does not fit 32 bits",
		"\xb8\x01\x01\xba\x01\x01":             "field 23: the wire type does not fit the field",
		"\x28\x02":                             "field 5: 2 is not a bool",
		"\x40\x07":                             "field 8: 7 is no value of the enum",
		"\x32\x05x":                            "field 6: the length is beyond the end",
		"\x32\x01\xff":                         "field 6: the text is not valid UTF-8",
		"\xa2\x01\x00\xaa\x01\x00":             "several members of a oneof are set",
		"\xb2\x01\x06\xa2\x01\x00\xaa\x01\x00": "field 22: several members of a oneof are set",
		deep:                                   "field " + strings.Repeat("22.", 31) + "22: messages nest more than 32 deep",
	} {
		if got := g.asking("message", "novation.vector.v1.State", b); got[0] != "refused" || got[1] != "not canonical: "+want {
			t.Errorf("%x: %q, want %q", b, got, want)
		}
	}
}

// TestEveryByteOfATextIsLookedAt puts a byte that is no UTF-8 at each place of a
// text, and two bytes that are.
func TestEveryByteOfATextIsLookedAt(t *testing.T) {
	g := start(t, readFile(t, conformanceProject.module))
	for at := range 20 {
		text := strings.Repeat("x", at) + "\xff" + strings.Repeat("x", 19-at)
		if got := g.asking("message", "novation.vector.v1.State", "\x32\x14"+text); got[0] != "refused" {
			t.Errorf("%q is read", text)
		}
		text = strings.Repeat("x", at) + "é" + strings.Repeat("x", 18-min(at, 18))
		if got := g.asking("message", "novation.vector.v1.State", "\x32"+string(rune(len(text)))+text); got[0] != "ok" {
			t.Errorf("%q is refused: %q", text, got)
		}
	}
}

func TestDecimalVectors(t *testing.T) {
	g := start(t, readFile(t, conformanceProject.module))
	var file struct {
		Vectors []struct {
			Op, A, B, Mode, Want, Error string
			Scale                       int
		}
	}
	if err := json.Unmarshal(readFile(t, filepath.Join(wireDir, "decimal.json")), &file); err != nil || len(file.Vectors) < 1000 {
		t.Fatalf("%d vectors, %v", len(file.Vectors), err)
	}
	for _, v := range file.Vectors {
		want := []string{"ok", v.Want}
		if v.Error != "" {
			want = []string{"refused", v.Error}
		}
		got := g.asking("decimal", v.Op, v.A, v.B, strconv.Itoa(v.Scale), v.Mode)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%+v: %q", v, got)
		}
	}
}

// TestLargeDecimals divides numbers whose parts are those at which long division
// guesses wrong.
func TestLargeDecimals(t *testing.T) {
	g := start(t, readFile(t, conformanceProject.module))
	random := rand.New(rand.NewPCG(5, 9))
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(38), nil)
	number := func() *big.Int {
		n := new(big.Int)
		for range 1 + random.IntN(4) {
			limb := []int64{0, 1, 1 << 31, 1<<31 - 1, 1<<32 - 1, random.Int64N(1 << 32)}[random.IntN(6)]
			n.Add(n.Lsh(n, 32), big.NewInt(limb))
		}
		return n.Mod(n, limit)
	}
	for range 3000 {
		a, b, scale := number(), number(), random.IntN(38)
		x, y := new(big.Rat).SetInt(a), new(big.Rat).SetInt(b)
		same(t, g, "mul", a.String(), b.String(), scale, new(big.Rat).Mul(x, y))
		same(t, g, "add", a.String(), b.String(), 0, new(big.Rat).Add(x, y))
		if b.Sign() != 0 {
			same(t, g, "quo", a.String(), b.String(), scale, new(big.Rat).Quo(x, y))
		}
	}
}

// flatten turns the JSON form of a message into paths and texts. Bytes fields of
// the vectors' schema are data and blobs.
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
		if path == "data" || strings.HasPrefix(path, "blobs[") {
			b, _ := base64.StdEncoding.DecodeString(v)
			v = hex.EncodeToString(b)
		}
		out[path] = v
	default:
		out[path] = fmt.Sprint(v)
	}
}
