package agreement_test

import (
	"testing"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/registry/compat"
)

// The comparison must see what it is there to see.
func TestTally(t *testing.T) {
	finding := func(codes ...string) (out []compat.Finding) {
		for _, c := range codes {
			out = append(out, compat.Finding{Code: c, Level: compat.Unsafe, Kind: "typechange"})
		}
		return out
	}
	yes, no := ours{verdict: "compatible"}, ours{verdict: "incompatible", findings: finding("NOV-0504")}
	for name, tt := range map[string]struct {
		ours                     ours
		theirs                   answer
		dangerous, unclear, kind int
	}{
		"both yes":              {yes, answer{Verdict: "compatible"}, 0, 0, 0},
		"both no":               {no, answer{Verdict: "incompatible", Kinds: []string{"typechange"}}, 0, 0, 0},
		"both no, otherwise":    {no, answer{Verdict: "incompatible", Kinds: []string{"delete"}}, 0, 0, 1},
		"yes here, no there":    {yes, answer{Verdict: "incompatible"}, 1, 0, 0},
		"yes here, error there": {yes, answer{Verdict: "error", Message: "no idea"}, 0, 1, 0},
		"yes here, known error": {yes, answer{Verdict: "error", Message: "x is not currently supported"}, 0, 0, 0},
		"no here, yes there":    {no, answer{Verdict: "compatible"}, 0, 1, 0},
		"stricter by a rule":    {ours{verdict: "incompatible", findings: finding("NOV-0512")}, answer{Verdict: "compatible"}, 0, 0, 0},
		"stricter by two rules": {ours{verdict: "incompatible", findings: finding("NOV-0512", "NOV-0501")}, answer{Verdict: "compatible"}, 0, 1, 0},
		"no reason":             {ours{verdict: "incompatible"}, answer{Verdict: "compatible"}, 0, 1, 0},
		"error here, yes there": {ours{verdict: "error"}, answer{Verdict: "compatible"}, 0, 1, 0},
		"error here, no there":  {ours{verdict: "error"}, answer{Verdict: "incompatible"}, 0, 0, 0},
	} {
		tally := newTally("")
		tally.add(name, tt.ours, tt.theirs)
		if len(tally.dangerous) != tt.dangerous || len(tally.unclear) != tt.unclear || len(tally.kinds) != tt.kind {
			t.Errorf("%s: %d dangerous, %d unclear, %d otherwise", name, len(tally.dangerous), len(tally.unclear), len(tally.kinds))
		}
	}
}

func TestUnsound(t *testing.T) {
	types := map[string]layout.Type{"uint256": {Kind: layout.Unsigned, Size: 32}, "address": {Kind: layout.Address, Size: 20}, "uint160": {Kind: layout.Unsigned, Size: 20}}
	of := func(list ...string) *layout.Layout {
		l := &layout.Layout{Types: types}
		for i := 0; i < len(list); i += 2 {
			l.Storage = append(l.Storage, layout.Variable{Label: list[i], Type: list[i+1], Slot: *uint256.NewInt(uint64(i))})
		}
		return l
	}
	old := of("a", "uint256", "b", "address")
	for name, tt := range map[string]struct {
		next  *layout.Layout
		sound bool
	}{
		"the same": {of("a", "uint256", "b", "address"), true},
		"appended": {of("a", "uint256", "b", "address", "c", "uint256"), true},
		"gone":     {of("a", "uint256"), false},
		"moved":    {of("x", "uint256", "a", "uint256", "b", "address"), false},
		"renamed":  {of("a", "uint256", "c", "address"), false},
		"retyped":  {of("a", "uint256", "b", "uint160"), false},
		"smaller":  {of("a", "address", "b", "address"), false},
	} {
		if why := unsound(old, tt.next); (why == "") != tt.sound {
			t.Errorf("%s: %q", name, why)
		}
	}
}
