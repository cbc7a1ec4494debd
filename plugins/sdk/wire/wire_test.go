package wire_test

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk/decimal"
	"github.com/novation-dev/novation/plugins/sdk/internal/vector"
	"github.com/novation-dev/novation/plugins/sdk/wire"
)

func TestRefusesToWrite(t *testing.T) {
	deep := &vector.State{}
	for range wire.MaxDepth {
		deep = &vector.State{Child: deep}
	}
	for name, tc := range map[string]struct {
		m    *vector.State
		want string
	}{
		"text":              {&vector.State{Text: "\xff"}, "not canonical: field 6: the text is not valid UTF-8"},
		"text in a list":    {&vector.State{Texts: []string{"", "\xff"}}, "not canonical: field 11: the text is not valid UTF-8"},
		"enum":              {&vector.State{Color: 7}, "not canonical: field 8: 7 is no value of the enum"},
		"enum in a list":    {&vector.State{Colors: []vector.Color{0, 7}}, "not canonical: field 13: 7 is no value of the enum"},
		"decimal":           {&vector.State{Amount: decimal.Must("1.005")}, `not canonical: field 16: "1.005" is not a decimal with 2 digits after the point: round it first`},
		"decimal too large": {&vector.State{Amount: decimal.Must("12345678901234567890123456789012345678")}, `not canonical: field 16: "12345678901234567890123456789012345678" is not a decimal with 2 digits after the point: round it first`},
		"none in a list":    {&vector.State{Amounts: []decimal.Decimal{{}}}, `not canonical: field 18: "" is not a decimal with 3 digits after the point: round it first`},
		"oneof":             {&vector.State{Fixed: &vector.Price{}, Formula: &vector.Formula{}}, "not canonical: several members of a oneof are set"},
		"oneof inside":      {&vector.State{Child: &vector.State{Fixed: &vector.Price{}, Formula: &vector.Formula{}}}, "not canonical: field 22: several members of a oneof are set"},
		"in a message":      {&vector.State{Prices: []vector.Price{{}, {Currency: "\xff"}}}, "not canonical: field 12.2: the text is not valid UTF-8"},
		"depth":             {deep, ""},
	} {
		before := []byte("before")
		b, err := tc.m.Append(before)
		if !errors.Is(err, wire.ErrNotCanonical) || tc.want != "" && err.Error() != tc.want {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
		if !bytes.Equal(b, before) {
			t.Errorf("%s: wrote %q", name, b)
		}
	}
}

func TestScaleIsExtended(t *testing.T) {
	b, err := (&vector.State{Amount: decimal.Must("12")}).Append(nil)
	var m vector.State
	if err != nil || m.Decode(b) != nil || m.Amount != decimal.Must("12.00") {
		t.Errorf("12 at scale 2 is %x, %v, read as %s", b, err, m.Amount)
	}
}

func TestErrorsNameTheField(t *testing.T) {
	for _, tc := range []struct {
		bytes []byte
		want  string
	}{
		{[]byte{0x80}, "not canonical: a varint is cut short, not minimal or too large"},
		{[]byte{0x4a, 0x02, 0x0a, 0x00}, "not canonical: field 9.1: a default value is written"},
		{[]byte{0x62, 0x00, 0x62, 0x03, 0x0a, 0x01, '1'}, `not canonical: field 12.1: "1" is not a canonical decimal with 2 digits after the point`},
		{[]byte{0x0d}, "not canonical: field 1: wire type 5 is not part of the profile"},
		{[]byte{0x52, 0x01, 0x80}, "not canonical: field 10: a varint is cut short, not minimal or too large"},
	} {
		var m vector.State
		if err := m.Decode(tc.bytes); err == nil || err.Error() != tc.want {
			t.Errorf("%x: %v, want %s", tc.bytes, err, tc.want)
		}
	}
}

func TestDiff(t *testing.T) {
	a := &vector.State{Text: "x", Flag: true, Fixed: &vector.Price{Currency: "USD"}, Texts: []string{"a", "b"}, Data: []byte{1}}
	b := &vector.State{Text: "y", Fixed: &vector.Price{Currency: "USD"}, Texts: []string{"a"}, Data: []byte{1, 0xab}, Color: vector.ColorRed}
	want := []wire.Difference{
		{Path: "flag", A: "true"},
		{Path: "text", A: "x", B: "y"},
		{Path: "data", A: "01", B: "01ab"},
		{Path: "texts[1]", A: "b"},
		{Path: "color", B: "COLOR_RED"},
	}
	if got := wire.Diff(a.Walk, b.Walk); !reflect.DeepEqual(got, want) {
		t.Errorf("Diff = %+v, want %+v", got, want)
	}
	if got := wire.Diff(a.Walk, a.Walk); len(got) != 0 {
		t.Errorf("a message differs from itself: %+v", got)
	}
}

// FuzzDecode checks that whatever is accepted is written back the same.
func FuzzDecode(f *testing.F) {
	f.Add([]byte{0x08, 0x01})
	f.Add([]byte{0x4a, 0x00, 0x52, 0x02, 0x01, 0x02, 0xa2, 0x01, 0x00})
	f.Add([]byte{0x82, 0x01, 0x04, '1', '.', '5', '0'})
	f.Fuzz(func(t *testing.T, b []byte) {
		var m vector.State
		if err := m.Decode(b); err != nil {
			if !errors.Is(err, wire.ErrNotCanonical) {
				t.Errorf("%x: %v", b, err)
			}
			return
		}
		back, err := m.Append(nil)
		if err != nil || !bytes.Equal(back, b) {
			t.Errorf("%x is read and written as %x, %v", b, back, err)
		}
	})
}
