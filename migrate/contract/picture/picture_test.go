package picture_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/contract/picture"
	"github.com/novation-dev/novation/migrate/remap"
)

var update = flag.Bool("update", false, "write the golden file")

func spot(variable, pattern, typ string, slot byte) *contract.Spot {
	return &contract.Spot{Variable: variable, Pattern: pattern, Type: typ, Slot: common.Hash{31: slot}}
}

func plan() *contract.Plan {
	const ns = "erc7201:openzeppelin.storage.ERC20."
	return &contract.Plan{
		From: contract.End{Name: "v4.sol:Token"}, To: contract.End{Name: "v5.sol:Token"}, Way: contract.InPlace,
		Snapshot: contract.Seen{Slots: 12},
		Variables: []contract.Row{
			{Source: spot("_balances", "_balances[]", "uint256", 51), Target: spot(ns+"_balances", ns+"_balances[]", "uint256", 0), How: remap.Same, Entries: 9},
			{Source: spot("cap", "cap", "uint128", 52), Target: spot("cap", "cap", "uint64", 1), How: remap.Narrowed},
			{Source: spot("old", "old", "string", 53), How: remap.Dropped, Why: `<"&'> is not needed`},
			{Source: spot("left", "left", "uint8", 54), How: remap.Empty},
			{Source: spot("C.__gap", "C.__gap[]", "uint256", 55), How: remap.Empty},
			{Target: spot("notice", "notice", "string", 2), How: remap.Fresh},
			{Target: spot("version", strings.Repeat("very_", 20)+"long", "uint8", 3), How: remap.Given},
		},
	}
}

func TestSVG(t *testing.T) {
	got := picture.SVG(plan())
	if *update {
		if err := os.WriteFile("testdata/plan.svg", got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/plan.svg")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
	for d := xml.NewDecoder(bytes.NewReader(got)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the picture is no XML: %v", err)
		}
	}
	for _, want := range []string{"1 same, 1 narrowed, 1 given, 1 fresh, 1 dropped, 1 empty", "erc7201:openzeppelin.storage.ERC20<", `class="l narrowed"`, `class="b dropped"`, "&lt;&#34;"} {
		if !bytes.Contains(got, []byte(want)) {
			t.Errorf("no %q in the picture", want)
		}
	}
	if bytes.Contains(got, []byte("__gap")) {
		t.Error("what is reserved is in the picture")
	}
	other := plan()
	other.Variables[0].Source, other.Variables[1].Source = other.Variables[1].Source, other.Variables[0].Source
	if bytes.Equal(got, picture.SVG(other)) {
		t.Error("two variables were exchanged, and the picture is the same")
	}
}
