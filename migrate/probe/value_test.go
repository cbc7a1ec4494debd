package probe

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/google/go-cmp/cmp"
)

func inputs(t testing.TB, names ...string) abi.Arguments {
	t.Helper()
	var out abi.Arguments
	for _, name := range names {
		typ, err := abi.NewType(name, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, abi.Argument{Type: typ})
	}
	return out
}

// FuzzParse: what is read is encoded so that go-ethereum reads the same, and
// what is not is refused.
func FuzzParse(f *testing.F) {
	kinds := []string{"uint256", "uint8", "int24", "int256", "address", "bool", "bytes4", "bytes32", "string", "bytes"}
	for i, text := range []string{
		"7", "256", "-8388608", "-1", "0x00000000000000000000000000000000000000aA", "true", "0x01020304", "0x", "text", "0xff", "", "1e9", "0b1",
	} {
		f.Add(uint8(i), text)
	}
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		in := inputs(t, "string", kinds[int(kind)%len(kinds)], "uint256")
		values, err := parseAll(in, []string{"before", text, "7"})
		if err != nil {
			return
		}
		out, err := in.Unpack(encode(types(in), values))
		if err != nil {
			t.Fatalf("%q was read as %s, which is refused: %v", text, in[1].Type.String(), err)
		}
		if out[0] != "before" || show(out[2]) != "7" {
			t.Errorf("the others became %v", out)
		}
		again, err := parse(&in[1].Type, strings.Trim(show(out[1]), `"`))
		if in[1].Type.T != abi.StringTy && (err != nil || !cmp.Equal(again, values[1], cmp.AllowUnexported(value{}))) {
			t.Errorf("%q is %v, and read again %v, %v", text, values[1], again, err)
		}
	})
}

// TestEncode compares nested arguments with go-ethereum's encoding.
func TestEncode(t *testing.T) {
	in := inputs(t, "uint8[2]", "string[]", "bytes32[][2]", "bool")
	word := func(n byte) value { return value{word: [32]byte{31: n}} }
	text := func(s string) value { return value{bytes: []byte(s)} }
	args := []value{
		{list: []value{word(1), word(2)}},
		{list: []value{text("a"), text(strings.Repeat("long", 20)), text("")}},
		{list: []value{{list: []value{word(3)}}, {}}},
		word(1),
	}
	want, err := in.Pack([2]uint8{1, 2}, []string{"a", strings.Repeat("long", 20), ""}, [2][][32]byte{{{31: 3}}, {}}, true)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, encode(types(in), args)); diff != "" {
		t.Error(diff)
	}
}
