package layout_test

import (
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/layout"
)

// TestInstalled compares the layouts of everything in OpenZeppelin's package
// with those that the compiler reports.
func TestInstalled(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles 250 sources")
	}
	c := start(t, filepath.Join(installed, "solc"), installed)
	compare(t, c.compile(t, tree(t, installed, "@openzeppelin/contracts")), 200)
}

// TestPackages does the same with packages of many authors and compilers of
// many versions, where `npm ci` was run in testdata/packages.
func TestPackages(t *testing.T) {
	root := os.Getenv("NOVATION_LAYOUT_PACKAGES")
	if root == "" {
		t.Skip("it takes minutes: run `npm ci` in a copy of testdata/packages and set NOVATION_LAYOUT_PACKAGES to its node_modules")
	}
	for _, p := range []struct {
		solc, folder string
		least        int // contracts
	}{
		{"solc-0.5.17", "oz2", 50},
		{"solc-0.5.17", "@uniswap/v2-core", 5},
		{"solc-0.6.12", "oz3", 50},
		{"solc-0.6.12", "@aave/protocol-v2", 50},
		{"solc-0.7.6", "@uniswap/v3-core", 29},
		{"solc-0.7.6", "@gnosis.pm/safe-contracts", 30},
		{"solc-0.8.20", "oz4", 100},
		{"solc-0.8.20", "oz4u", 100},
		{"solc-0.8.34", "@openzeppelin/contracts-upgradeable", 100},
		{"solc-0.8.34", "@openzeppelin/contracts", 100},
		{"solc-0.8.37", "solmate", 30},
		{"solc-0.8.10", "@aave/core-v3", 50},
		{"solc-0.8.34", "@account-abstraction/contracts", 20},
		{"solc-0.8.26", "@uniswap/v4-core/src", 50},
	} {
		t.Run(p.folder, func(t *testing.T) {
			c := start(t, filepath.Join(root, p.solc), root)
			r := c.compile(t, tree(t, root, p.folder))
			compare(t, r, p.least)
			t.Logf("%d namespaces as variables", asVariables(t, c, r))
		})
	}
}

// compare works out every layout of a run; there must be at least so many.
func compare(t *testing.T, r *run, least int) {
	t.Helper()
	p := r.program(t)
	contracts, variables, namespaces := 0, 0, 0
	r.each(func(source, name string, c contract) {
		l, err := layout.Of(p, source, name, c.reported())
		if err != nil {
			t.Errorf("%s: %v", r.Version, err)
			return
		}
		contracts++
		if alone, err := layout.Of(p, source, name, layout.Reported{}); err != nil || !cmp.Equal(alone, l) {
			t.Errorf("%s: without the report it is another layout (%v):\n%s", name, err, cmp.Diff(l, alone))
		}
		variables += same(t, name, l, l.Storage, c.StorageLayout)
		if c.TransientStorageLayout != nil {
			variables += same(t, name, l, l.Transient, c.TransientStorageLayout)
		}
		namespaces += len(l.Namespaces)
	})
	t.Logf("solc %s: %d sources, %d refused by the compiler; %d contracts, %d variables, %d namespaces",
		r.Version, len(r.Output.Sources), len(r.Dropped), contracts, variables, namespaces)
	if contracts < least {
		t.Errorf("only %d contracts, want %d", contracts, least)
	}
	for name, why := range r.Dropped {
		if !strings.Contains(why, "different compiler version") {
			t.Logf("refused: %.200s: %.300s", name, why)
		}
	}
}

// line is what a variable's room looks like from outside.
type line struct {
	Label, Slot string
	Offset      int
	Bytes       string
}

// same compares variables with the report once more, and independently of how
// Of does it. It returns how many there are.
func same(t tb, name string, l *layout.Layout, ours []layout.Variable, report jsontext.Value) int {
	t.Helper()
	var reported struct {
		Storage []struct {
			Label, Slot, Type string
			Offset            int
		} `json:"storage"`
		Types map[string]struct {
			Bytes string `json:"numberOfBytes"`
		} `json:"types"`
	}
	if err := json.Unmarshal(report, &reported, json.MatchCaseInsensitiveNames(true)); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var want, got []line
	for _, v := range reported.Storage {
		want = append(want, line{v.Label, v.Slot, v.Offset, reported.Types[v.Type].Bytes})
	}
	for _, v := range ours {
		typ := l.Types[v.Type]
		bytes := new(big.Int).SetInt64(int64(typ.Size))
		if typ.Size == 0 {
			bytes.Mul(typ.Slots.ToBig(), big.NewInt(32))
		}
		got = append(got, line{v.Label, v.Slot.Dec(), v.Offset, bytes.String()})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-compiler +ours):\n%s", name, diff)
	}
	return len(got)
}
