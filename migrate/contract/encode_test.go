package contract_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/registry"
)

// example has something in every field.
func example() *contract.Plan {
	slot := common.HexToHash("0x52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace00")
	return &contract.Plan{
		Format: contract.Format, ChainID: 1, Address: common.Address{0xaa}, Proxy: registry.Transparent,
		From:  contract.End{Name: "a.sol:Token", Artifact: registry.DigestOf([]byte("a")), Implementation: common.Address{0xbb}, Match: "exact"},
		To:    contract.End{Name: "b.sol:Token", Artifact: registry.DigestOf([]byte("b"))},
		Admin: common.Address{0xcc}, Owner: common.Address{0xdd}, Way: contract.Deferred, Rewrite: true, Why: "too many to stop for",
		Map: contract.MapFile{
			Map: remap.Map{
				Move: map[string]string{"_b": "x._a", "_a": "x._b"}, Drop: map[string]string{"_old": "not needed"}, Set: map[string]string{"v": "2"},
				Compute: []remap.Computation{{Targets: []string{"t"}, Sources: []string{"s"}}},
			},
			Keys:  []chainstate.Feed{{Pattern: "_balances[]", Event: "Transfer(address,address,uint256)", Fields: []string{"to"}}},
			Init:  "0x01020304",
			Defer: []string{"_balances[]"}, Touch: map[string][]string{"balanceOf(address)": {"_balances[0]"}},
			Probes: []contract.ProbeSpec{{Before: "beneficiary()", After: "owner()"}},
		},
		Variables: []contract.Row{
			{
				Source: &contract.Spot{Pattern: "_balances[]", Variable: "_balances", Declared: "mapping(address => uint256)", Type: "uint256", Slot: common.Hash{31: 51}},
				Target: &contract.Spot{Pattern: "erc7201:x._balances[]", Variable: "erc7201:x._balances", Declared: "mapping(address => uint256)", Type: "uint256", Slot: slot},
				How:    remap.Same, Why: "_balances of ERC20Upgradeable, now in a namespace", Keys: []string{"guessed from events"}, Candidates: 70, Entries: 59,
			},
			{Source: &contract.Spot{Pattern: "_gone", Variable: "_gone", Declared: "uint8", Type: "uint8", Offset: 3}, How: remap.Empty, Why: "must be zero"},
			{Target: &contract.Spot{Pattern: "v", Variable: "v", Declared: "uint8", Type: "uint8"}, How: remap.Given, Why: "the map gives it the value 2"},
		},
		Closed: []string{"burn(uint256)"}, Notes: []string{"the contract is paused"},
		Snapshot: contract.Seen{Block: 7, Hash: common.Hash{1}, StorageRoot: common.Hash{2}, Slots: 60, Completeness: &chainstate.Completeness{
			Read: 60, More: true, Unexplained: []chainstate.Unexplained{{Hashed: common.Hash{3}, Slot: &slot, Value: common.Hash{4}, Guess: "slot 7"}},
		}},
		Cost:   contract.Cost{Transactions: 9, Gas: 7_000_000, GasPerEntry: 27_100.5, Writes: 60, RefusedSeconds: 4.5, Basis: "measured"},
		Revert: contract.Revert{Way: contract.Deferred, Loses: []string{"v: if it was changed"}, Steps: []string{"freeze", "write"}},
	}
}

func TestGolden(t *testing.T) {
	p := example()
	golden(t, "plan.json", append(p.Encode(), '\n'))
	var text bytes.Buffer
	if err := p.Text(&text); err != nil {
		t.Fatal(err)
	}
	golden(t, "plan.txt", text.Bytes())
	q, err := contract.Parse(p.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(p, q); diff != "" {
		t.Error(diff)
	}
	if p.Digest() != registry.DigestOf(p.Encode()) || q.Digest() != p.Digest() {
		t.Error("the digest is not that of the encoding")
	}
}

func TestParseRefuses(t *testing.T) {
	good := string(example().Encode())
	for name, edit := range map[string][2]string{
		"another format":     {`"format":1`, `"format":2`},
		"an unknown field":   {`"format":1`, `"format":1,"more":1`},
		"another spelling":   {`"format":1`, `"Format":1`},
		"a blank":            {`"format":1`, `"format": 1`},
		"a field twice":      {`"format":1`, `"format":1,"format":1`},
		"an unknown way":     {`"way":"deferred-materialisation"`, `"way":"at-once"`},
		"an unknown how":     {`"how":"same"`, `"how":"similar"`},
		"an unknown proxy":   {`"proxy":"transparent"`, `"proxy":"diamond"`},
		"a row of nothing":   {`{"target":{"pattern":"v","variable":"v","declared":"uint8","type":"uint8","slot":"0x` + strings.Repeat("0", 64) + `","offset":0},`, `{`},
		"a short address":    {`0xaa00`, `0xaa`},
		"cut":                {`"steps":["freeze","write"]}}`, ``},
		"something after it": {`"steps":["freeze","write"]}}`, `"steps":["freeze","write"]}} {}`},
	} {
		bad := strings.Replace(good, edit[0], edit[1], 1)
		if bad == good {
			t.Fatalf("%s: nothing was edited", name)
		}
		if _, err := contract.Parse([]byte(bad)); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(example().Encode())
	f.Add([]byte(`{"format":1}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := contract.Parse(b)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("%v is no ErrInvalid", err)
			}
			return
		}
		if !bytes.Equal(p.Encode(), b) {
			t.Error("a plan that is not canonical was taken")
		}
		var text bytes.Buffer
		if err := p.Text(&text); err != nil {
			t.Error(err)
		}
	})
}

func FuzzParseMap(f *testing.F) {
	b, err := json.Marshal(example().Map)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"move":{"a":"b"},"initCall":{"function":"f()","args":["1"]}}`))
	f.Add([]byte(`{"keys":[{"pattern":"p","event":"E()","fields":null}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := contract.ParseMap(b); err != nil && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%v is no ErrInvalid", err)
		}
	})
}

// initCall puts a call in words into the plan as bytes.
func initCall(t *testing.T, w *migratetest.World) {
	to := w.Vesting.To
	parsed := parsedABI(t, to)
	owner := common.Address{0x77}
	want, err := parsed.Pack("transferOwnership", owner)
	if err != nil {
		t.Fatal(err)
	}
	in := input(t, w.Client, w.Vesting)
	for _, function := range []string{"transferOwnership", "transferOwnership(address)"} {
		in.Map.InitCall = &contract.Call{Function: function, Args: []string{owner.Hex()}}
		p, err := contract.New(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if p.Map.Init != "0x"+common.Bytes2Hex(want) || p.Map.InitCall != nil {
			t.Errorf("init is %s, want %x", p.Map.Init, want)
		}
	}
	for _, c := range []contract.Call{
		{Function: "nothing()"},
		{Function: "transferOwnership"},
		{Function: "transferOwnership", Args: []string{"0x01"}},
		{Function: "release", Args: []string{owner.Hex(), "1"}},
	} {
		in.Map.InitCall = &c
		if _, err := contract.New(t.Context(), in); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%+v: %v, want ErrInvalid", c, err)
		}
	}
}
