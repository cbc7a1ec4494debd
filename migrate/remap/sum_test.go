package remap_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/registry"
)

const most = "115792089237316195423570985008687907853269984665640564039457584007913129639935"

// TestSum adds values up that the old contract kept apart, by the map and by what
// is known of a library, and goes back.
func TestSum(t *testing.T) {
	const items = "ERC1155SupplyUpgradeable._totalSupply mapping(uint256 => uint256)"
	for _, tt := range []struct {
		name, from, to string
		m              remap.Map
		source, want   []string
	}{
		{
			"a library's",
			items, "ns:o.Supply ERC1155SupplyUpgradeable {_totalSupply mapping(uint256 => uint256), _totalSupplyAll uint256}",
			remap.Map{},
			[]string{"_totalSupply[1] = 5", "_totalSupply[9] = 7"},
			[]string{"erc7201:o.Supply._totalSupply[1] = 5", "erc7201:o.Supply._totalSupply[9] = 7", "erc7201:o.Supply._totalSupplyAll = 12"},
		},
		{
			"a library's, of nothing",
			items, "ns:o.Supply ERC1155SupplyUpgradeable {_totalSupply mapping(uint256 => uint256), _totalSupplyAll uint256}",
			remap.Map{},
			nil,
			[]string{"erc7201:o.Supply._totalSupplyAll = 0"},
		},
		{
			"the map's, of a list that is left behind", "C.list uint8[]", "C.all uint16",
			remap.Map{Sum: map[string]string{"all": "list"}, Drop: map[string]string{"list": "only its sum is needed"}},
			[]string{"list = 2", "list[0] = 255", "list[1] = 255"},
			[]string{"all = 510"},
		},
		{
			"what the map says counts more",
			items, "ERC1155Supply._totalSupply mapping(uint256 => uint256)\nERC1155Supply._totalSupplyAll uint256",
			remap.Map{Set: map[string]string{"_totalSupplyAll": "3"}},
			[]string{"_totalSupply[1] = 5"},
			[]string{"_totalSupply[1] = 5", "_totalSupplyAll = 3"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			from, to := layoutOf(t, tt.from), layoutOf(t, tt.to)
			m, err := remap.New(from, to, tt.m)
			if err != nil {
				t.Fatal(err)
			}
			got, err := texts(to, m.Fields(t.Context(), nil, state(t, from, tt.source...)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Fatal(diff)
			}
			if len(tt.m.Drop) > 0 {
				return // comes back from elsewhere
			}
			back, err := m.Inverse()
			if err != nil {
				t.Fatal(err)
			}
			again, err := texts(from, back.Fields(t.Context(), nil, state(t, to, got...)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.source, again); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSumRefused(t *testing.T) {
	const lists = "C.a uint256[]\nC.b int8[]\nC.t string[]"
	for _, tt := range []struct {
		name, to string
		m        map[string]string
		state    []string
		want     string
		is       error
	}{
		{"no such source", "C.a uint256[]\nC.s uint8", map[string]string{"s": "nothing"}, nil, `"nothing" is no variable`, registry.ErrInvalid},
		{"no such target", "C.a uint256[]", map[string]string{"s": "a[]"}, nil, `"s" is no variable`, registry.ErrInvalid},
		{"of texts", "C.s uint8", map[string]string{"s": "t[]"}, nil, "sums are of unsigned numbers", registry.ErrInvalid},
		{"of numbers with a sign", "C.s uint8", map[string]string{"s": "b[]"}, nil, "sums are of unsigned numbers", registry.ErrInvalid},
		{"into a list", "C.s uint8[]", map[string]string{"s[]": "a[]"}, nil, "a sum is a single value", registry.ErrInvalid},
		{"too large for its type", "C.a uint256[]\nC.s uint8", map[string]string{"s": "a[]"}, []string{"a = 1", "a[0] = 256"}, "does not fit uint8", registry.ErrRefused},
		{"too large for any", "C.a uint256[]\nC.s uint256", map[string]string{"s": "a[]"}, []string{"a = 2", "a[0] = " + most, "a[1] = 1"}, "above 2^256", registry.ErrRefused},
	} {
		t.Run(tt.name, func(t *testing.T) {
			from, to := layoutOf(t, lists), layoutOf(t, tt.to)
			m, err := remap.New(from, to, remap.Map{Sum: tt.m})
			if err == nil {
				_, err = texts(to, m.Fields(t.Context(), nil, state(t, from, tt.state...)))
			}
			if !errors.Is(err, tt.is) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q (%v)", err, tt.want, tt.is)
			}
		})
	}
}

// TestGone leaves behind what a library does not keep, unless it still does.
func TestGone(t *testing.T) {
	from := layoutOf(t, "ReentrancyGuardUpgradeable._status uint256\nOther._status2 uint256")
	for to, want := range map[string]string{
		"Other._status2 uint256": "_status -> - dropped",
		"Other._status2 uint256\nns:o.R ReentrancyGuardUpgradeable {_status uint256}": "_status -> erc7201:o.R._status same",
	} {
		m, err := remap.New(from, layoutOf(t, to), remap.Map{})
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(m)[0]; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestNew says what a library takes zero for.
func TestNew(t *testing.T) {
	from := layoutOf(t, proposals4)
	to := layoutOf(t, strings.Replace(proposals5, "executed bool", "executed bool, etaSeconds uint48", 1))
	m, err := remap.New(from, to, remap.Map{})
	if err != nil {
		t.Fatal(err)
	}
	last := m.Fates[len(m.Fates)-1]
	if last.How != remap.Fresh || !strings.HasPrefix(last.Why, "new, and for the library") {
		t.Errorf("%s is %s: %s", last.Target.Pattern, last.How, last.Why)
	}
}

const (
	proposals4 = "struct P {voteStart uint64, proposer address, voteEnd uint64, executed bool}\nGovernorUpgradeable._proposals mapping(uint256 => P)"
	proposals5 = "struct P {proposer address, voteStart uint48, voteDuration uint32, executed bool}\nns:o.Governor GovernorUpgradeable {_proposals mapping(uint256 => P)}"
)

// TestDifference makes durations of ends, and goes back.
func TestDifference(t *testing.T) {
	from, to := layoutOf(t, proposals4), layoutOf(t, proposals5)
	m, err := remap.New(from, to, remap.Map{})
	if err != nil {
		t.Fatal(err)
	}
	source := []string{"_proposals[7].proposer = " + alice, "_proposals[7].voteEnd = 150", "_proposals[7].voteStart = 100"}
	want := []string{
		"erc7201:o.Governor._proposals[7].proposer = " + alice,
		"erc7201:o.Governor._proposals[7].voteDuration = 50", "erc7201:o.Governor._proposals[7].voteStart = 100",
	}
	got, err := texts(to, m.Fields(t.Context(), nil, state(t, from, source...)))
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Fatal(err, diff)
	}
	back, err := m.Inverse()
	if err != nil {
		t.Fatal(err)
	}
	again, err := texts(from, back.Fields(t.Context(), nil, state(t, to, got...)))
	if diff := cmp.Diff(source, again); err != nil || diff != "" {
		t.Error(err, diff)
	}
	for _, bad := range [][]string{
		{"_proposals[7].voteEnd = 1", "_proposals[7].voteStart = 2"},                             // ends before it begins
		{"_proposals[7].voteEnd = 4294967296"},                                                   // longer than a uint32
		{"_proposals[7].voteEnd = 281474976710656", "_proposals[7].voteStart = 281474976710656"}, // later than a uint48
	} {
		if _, err := texts(to, m.Fields(t.Context(), nil, state(t, from, bad...))); !errors.Is(err, registry.ErrRefused) {
			t.Errorf("%v: %v, want a refusal", bad, err)
		}
	}
	for want, c := range map[string]remap.Computation{
		"by is":                    {Sources: []string{"a", "b"}, Targets: []string{"a", "b"}, By: "magic"},
		"two sources":              {Sources: []string{"a"}, Targets: []string{"a"}, By: remap.ByDifference},
		"are of unsigned numbers":  {Sources: []string{"a", "c"}, Targets: []string{"a", "b"}, By: remap.ByDifference},
		"another line speaks of a": {Sources: []string{"a", "b"}, Targets: []string{"a", "a"}, By: remap.ByDifference},
	} {
		l := layoutOf(t, "C.a uint8\nC.b uint8\nC.c int8")
		if _, err := remap.New(l, l, remap.Map{Compute: []remap.Computation{c}}); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", c, err, want)
		}
	}
}
