package picture_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/contracts/layout/picture"
)

var update = flag.Bool("update", false, "write the golden pictures")

func slot(n uint64) uint256.Int { return *uint256.NewInt(n) }

var types = map[string]layout.Type{
	"address": {Kind: layout.Address, Label: "address", Size: 20},
	"uint64":  {Kind: layout.Unsigned, Label: "uint64", Size: 8},
	"uint96":  {Kind: layout.Unsigned, Label: "uint96", Size: 12},
	"bool":    {Kind: layout.Bool, Label: "bool", Size: 1},
	"uint256": {Kind: layout.Unsigned, Label: "uint256", Size: 32},
	"map":     {Kind: layout.Mapping, Label: "mapping(address => uint256)", Slots: slot(1), Key: "address", Value: "uint256"},
	"gap":     {Kind: layout.Array, Label: "uint256[47]", Slots: slot(47), Value: "uint256", Length: slot(47)},
	"gap50":   {Kind: layout.Array, Label: "uint256[50]", Slots: slot(50), Value: "uint256", Length: slot(50)},
	"price": {Kind: layout.Struct, Label: "struct Deal.Price", Slots: slot(2), Members: []layout.Variable{
		{Label: "amount", Type: "uint256"}, {Label: "asOf", Type: "uint64", Slot: slot(1)}, {Label: "fixed_", Type: "bool", Slot: slot(1), Offset: 8},
	}},
}

func v(label, typ string, at uint64, offset int) layout.Variable {
	return layout.Variable{Label: label, Type: typ, Slot: slot(at), Offset: offset}
}

// before and after are two versions of a contract in which everything happens
// that a picture can show.
var (
	before = &layout.Layout{
		Types: types,
		Storage: []layout.Variable{
			v("owner", "address", 0, 0), v("paused", "bool", 0, 20), v("deadline", "uint64", 0, 21),
			v("balances", "map", 1, 0), v("price", "price", 2, 0), v("supply", "uint256", 4, 0), v("__gap", "gap50", 5, 0),
		},
		Namespaces: []layout.Namespace{{ID: "erc7201:example.fees", Slot: *uint256.MustFromHex("0x5c5b8e9b1e3f0c1b1d3e6f0a2a7d3c4b5a69788796a5b4c3d2e1f00112233400"), Type: "price"}},
	}
	after = &layout.Layout{
		Types: types,
		Storage: []layout.Variable{
			v("owner", "address", 0, 0), v("fee", "uint96", 0, 20),
			v("ledger", "map", 1, 0), v("price", "price", 2, 0), v("cap", "uint256", 4, 0), v("supply", "uint256", 5, 0), v("deadline", "uint256", 6, 0), v("__gap", "gap", 7, 0),
		},
		Namespaces: before.Namespaces,
		Transient:  []layout.Variable{v("entered", "bool", 0, 0)},
	}
)

func TestGolden(t *testing.T) {
	dir := t.TempDir()
	if *update {
		dir = "testdata"
	}
	if err := picture.Write(dir, "Deal 1.4.0 → 2.0.0", picture.Regions(before, after), "1.4.0", "2.0.0"); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir("testdata")
	if err != nil || len(files) != 4 {
		t.Fatalf("%d golden files, %v", len(files), err)
	}
	for _, f := range files {
		want, _ := os.ReadFile(filepath.Join("testdata", f.Name()))
		got, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name(), diff)
		}
	}
}

func TestChanges(t *testing.T) {
	got := map[string]picture.Change{}
	for _, r := range picture.Regions(before, after) {
		for _, f := range r.New {
			got[r.Title+" "+f.Label] = f.Change
		}
		for _, f := range r.Old {
			if f.Change == picture.Removed {
				got[r.Title+" "+f.Label] = f.Change
			}
		}
	}
	want := map[string]picture.Change{
		"storage owner": picture.Same, "storage fee": picture.Added, "storage paused": picture.Removed,
		"storage ledger": picture.Renamed, "storage price.amount": picture.Same, "storage price.asOf": picture.Same, "storage price.fixed_": picture.Same,
		"storage cap": picture.Added, "storage supply": picture.Moved, "storage deadline": picture.Retyped, "storage __gap": picture.Resized,
		"erc7201:example.fees amount": picture.Same, "erc7201:example.fees asOf": picture.Same, "erc7201:example.fees fixed_": picture.Same,
		"transient storage entered": picture.Added,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

// What a picture says must reach those who cannot see it: it is well-formed,
// has a title and a description, and every field says what and where it is.
func TestReadable(t *testing.T) {
	hostile := &layout.Layout{Types: map[string]layout.Type{"x": {Label: `<script>&"`, Size: 1}}, Storage: []layout.Variable{v(`</text><script>`, "x", 0, 31)}}
	for name, regions := range map[string][]picture.Region{
		"two": picture.Regions(before, after), "one": picture.Regions(nil, after), "hostile": picture.Regions(nil, hostile), "empty": picture.Regions(nil, &layout.Layout{}),
	} {
		for _, r := range regions {
			svg := string(r.SVG("old", "new"))
			wellFormed(t, name, svg)
			if strings.Contains(svg, "<script") {
				t.Errorf("%s: a name got into the markup", name)
			}
			for _, want := range []string{`role="img"`, `<title id="t-`, `<desc id="d-`} {
				if !strings.Contains(svg, want) {
					t.Errorf("%s: no %s", name, want)
				}
			}
			if got, want := strings.Count(svg, `role="listitem"><title>`), len(r.Old)+len(r.New); got != want {
				t.Errorf("%s: %d fields have a title, want %d", name, got, want)
			}
		}
	}
}

func wellFormed(t *testing.T, name, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// A contract with a million variables gives a picture of some of them, and says
// so.
func TestBounded(t *testing.T) {
	big := &layout.Layout{Types: types}
	for i := range uint64(3 * picture.MaxFields) {
		big.Storage = append(big.Storage, v("x", "uint256", i, 0))
	}
	r := picture.Regions(nil, big)[0]
	if len(r.New) != picture.MaxFields || r.Hidden != 2*picture.MaxFields || !strings.Contains(r.Summary(), "4000 more are not shown") {
		t.Errorf("%d fields, %d hidden: %s", len(r.New), r.Hidden, r.Summary())
	}
}
