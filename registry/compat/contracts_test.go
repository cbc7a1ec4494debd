package compat_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/contracts/safety"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/compat"
)

// token returns an artefact with one variable for each name, a slot each.
func token(names ...string) *artifact.Artifact {
	l := &layout.Layout{Types: map[string]layout.Type{"uint256": {Kind: layout.Unsigned, Label: "uint256", Size: 32}}}
	for i, n := range names {
		l.Storage = append(l.Storage, layout.Variable{Label: n, Type: "uint256", Slot: *uint256.NewInt(uint64(i))})
	}
	return &artifact.Artifact{
		Name: "Token", Source: "src/Token.sol", ABI: []byte(`[]`), Layout: l, Safety: &safety.Facts{},
		Creation: artifact.Code{Object: []byte{1}},
	}
}

func with(a *artifact.Artifact, change func(*artifact.Artifact)) *artifact.Artifact {
	change(a)
	return a
}

// What is not known is never compatible, and what contradicts itself is not
// compared.
func TestContractsRefused(t *testing.T) {
	one := uint256.NewInt(1)
	most := new(uint256.Int).Not(new(uint256.Int))
	for name, change := range map[string]func(*artifact.Artifact){
		"no layout":             func(a *artifact.Artifact) { a.Layout = nil },
		"no facts":              func(a *artifact.Artifact) { a.Safety = nil },
		"no ABI":                func(a *artifact.Artifact) { a.ABI = nil },
		"ABI null":              func(a *artifact.Artifact) { a.ABI = []byte("null") },
		"ABI no JSON":           func(a *artifact.Artifact) { a.ABI = []byte("[") },
		"ABI with a key twice":  func(a *artifact.Artifact) { a.ABI = []byte(`[{"type":"event","type":"error","name":"E"}]`) },
		"ABI of unknown member": func(a *artifact.Artifact) { a.ABI = []byte(`[{"type":"modifier"}]`) },
		"type missing":          func(a *artifact.Artifact) { a.Layout.Storage[0].Type = "int256" },
		"type without size":     func(a *artifact.Artifact) { a.Layout.Types["uint256"] = layout.Type{Kind: layout.Unsigned} },
		"type with two sizes": func(a *artifact.Artifact) {
			a.Layout.Types["uint256"] = layout.Type{Kind: layout.Unsigned, Size: 32, Slots: *one}
		},
		"type too large": func(a *artifact.Artifact) { a.Layout.Types["uint256"] = layout.Type{Size: 33} },
		"negative size":  func(a *artifact.Artifact) { a.Layout.Types["uint256"] = layout.Type{Size: -1} },
		"element missing": func(a *artifact.Artifact) {
			a.Layout.Types["x"] = layout.Type{Kind: layout.Dynamic, Slots: *one, Value: "y"}
		},
		"key missing": func(a *artifact.Artifact) {
			a.Layout.Types["x"] = layout.Type{Kind: layout.Mapping, Slots: *one, Value: "uint256"}
		},
		"underside absent": func(a *artifact.Artifact) { a.Layout.Types["x"] = layout.Type{Kind: layout.UserDefined, Size: 1} },
		"member missing": func(a *artifact.Artifact) {
			a.Layout.Types["x"] = layout.Type{Kind: layout.Struct, Slots: *one, Members: []layout.Variable{{Label: "m", Type: "?"}}}
		},
		"offset":          func(a *artifact.Artifact) { a.Layout.Storage[0].Offset = 1 },
		"negative offset": func(a *artifact.Artifact) { a.Layout.Storage[0].Offset = -1 },
		"overlap":         func(a *artifact.Artifact) { a.Layout.Storage[1].Slot.Clear() },
		"not in order":    func(a *artifact.Artifact) { slices.Reverse(a.Layout.Storage) },
		"past the end": func(a *artifact.Artifact) {
			a.Layout.Types["big"] = layout.Type{Kind: layout.Array, Value: "uint256", Length: *most, Slots: *most}
			a.Layout.Storage[1].Type, a.Layout.Storage[1].Slot = "big", *uint256.NewInt(2)
		},
		"namespace without struct": func(a *artifact.Artifact) {
			a.Layout.Namespaces = []layout.Namespace{{ID: "erc7201:a", Type: "uint256"}}
		},
		"namespace twice": func(a *artifact.Artifact) {
			a.Layout.Types["s"] = layout.Type{Kind: layout.Struct, Slots: *one}
			a.Layout.Namespaces = []layout.Namespace{{ID: "erc7201:a", Type: "s"}, {ID: "erc7201:a", Type: "s"}}
		},
		"unknown fact": func(a *artifact.Artifact) { a.Safety.Facts = []safety.Fact{{Kind: "reentrancy"}} },
		"unknown way": func(a *artifact.Artifact) {
			a.Safety.Facts = []safety.Fact{{Kind: safety.Constructor, Way: safety.Assembly}}
		},
	} {
		good, bad := token("a", "b"), with(token("a", "b"), change)
		if found, err := compat.CompareContracts(good, bad, compat.Options{}); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: CompareContracts = %v, %v, want ErrInvalid", name, found, err)
		}
		if strings.HasPrefix(name, "unknown ") {
			continue // what the old contract does no longer matters
		}
		if found, err := compat.CompareContracts(bad, good, compat.Options{}); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s, the other way round: CompareContracts = %v, %v, want ErrInvalid", name, found, err)
		}
	}
}

func TestOptionsRefused(t *testing.T) {
	a := token("a")
	for name, opt := range map[string]compat.Options{
		"area":       {Only: []compat.Area{"code"}},
		"proxy":      {Proxy: "diamond"},
		"kind":       {Allow: []string{"everything"}},
		"typechange": {Allow: []string{"typechange"}},
		"empty kind": {Allow: []string{""}},
	} {
		if _, err := compat.CompareContracts(a, a, opt); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
	if _, err := compat.CompareContracts(nil, a, compat.Options{}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("without the old contract: %v, want ErrInvalid", err)
	}
	if _, err := compat.CompareContracts(nil, a, compat.Options{Only: []compat.Area{compat.AreaSafety}}); err != nil {
		t.Errorf("safety of one contract: %v", err)
	}
	a.Safety.Abstract = true
	if _, err := compat.CompareContracts(a, a, compat.Options{Only: []compat.Area{compat.AreaSafety}}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("an abstract contract: %v, want ErrInvalid", err)
	}
}

// An artefact that says why something is missing is believed.
func TestMissingReason(t *testing.T) {
	a := with(token("a"), func(a *artifact.Artifact) {
		a.Layout, a.Missing = nil, map[string]string{"layout": "the folder out has no syntax trees of one run"}
	})
	_, err := compat.CompareContracts(a, token("a"), compat.Options{})
	if err == nil || !strings.Contains(err.Error(), "of one run") {
		t.Errorf("CompareContracts = %v", err)
	}
}

func TestAllow(t *testing.T) {
	old, next := token("a", "b"), token("a", "c")
	next.Safety.Facts = []safety.Fact{
		{Kind: safety.Delegatecall, Label: "f"},
		{Kind: safety.Constructor, Label: "C", Allowed: &safety.Allowance{By: "novation-allow", Reason: "locks"}},
	}
	for _, tt := range []struct {
		allow   []string
		verdict string
		want    []string
	}{
		{nil, compat.Incompatible, []string{"NOV-0503 unsafe  ", "NOV-0601 unsafe  ", "NOV-0603 none novation-allow locks"}},
		{
			[]string{"rename", "delegatecall: the target is fixed"},
			compat.Compatible,
			[]string{"NOV-0601 none unsafe-allow the target is fixed", "NOV-0603 none novation-allow locks"},
		},
		{
			[]string{"unsafeSkipStorageCheck"},
			compat.Incompatible,
			[]string{"NOV-0601 unsafe  ", "NOV-0603 none novation-allow locks"},
		},
		{
			[]string{"unsafeAllowRenames,delegatecall"},
			compat.Compatible,
			[]string{"NOV-0601 none unsafe-allow ", "NOV-0603 none novation-allow locks"},
		},
	} {
		opt := compat.Options{Allow: tt.allow}
		found, err := compat.CompareContracts(old, next, opt)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range found {
			got = append(got, fmt.Sprintf("%s %s %s %s", f.Code, f.Level, f.Allowed.By, f.Allowed.Reason))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("allowing %v (-want +got):\n%s", tt.allow, diff)
		}
		if v := compat.Verdict(found, opt); v != tt.verdict {
			t.Errorf("allowing %v: %s, want %s", tt.allow, v, tt.verdict)
		}
	}
}

// The interface decides only when it is asked for.
func TestVerdictOfInterfaces(t *testing.T) {
	old := with(token("a"), func(a *artifact.Artifact) {
		a.ABI = []byte(`[{"type":"function","name":"f","inputs":[],"outputs":[],"stateMutability":"view"},{"type":"error","name":"E","inputs":[]}]`)
	})
	gone := with(token("a"), func(a *artifact.Artifact) { a.ABI = []byte(`[{"type":"error","name":"E","inputs":[]}]`) })
	noError := with(token("a"), func(a *artifact.Artifact) {
		a.ABI = []byte(`[{"type":"function","name":"f","inputs":[],"outputs":[],"stateMutability":"view"}]`)
	})
	abi := []compat.Area{compat.AreaABI}
	for name, tt := range map[string]struct {
		next *artifact.Artifact
		opt  compat.Options
		want string
		need compat.Level
	}{
		"everything":        {gone, compat.Options{}, compat.Compatible, compat.Major},
		"only abi":          {gone, compat.Options{Only: abi}, compat.Incompatible, compat.Major},
		"only storage":      {gone, compat.Options{Only: []compat.Area{compat.AreaStorage}}, compat.Compatible, compat.None},
		"the same":          {old, compat.Options{Only: abi}, compat.Compatible, compat.None},
		"error gone":        {noError, compat.Options{Only: abi}, compat.Incompatible, compat.Major},
		"error gone, minor": {noError, compat.Options{Only: abi, Errors: compat.Minor}, compat.Compatible, compat.Minor},
	} {
		found, err := compat.CompareContracts(old, tt.next, tt.opt)
		if err != nil {
			t.Fatal(err)
		}
		if got := compat.Verdict(found, tt.opt); got != tt.want || compat.Need(found) != tt.need {
			t.Errorf("%s: %s needing %s, want %s needing %s", name, got, compat.Need(found), tt.want, tt.need)
		}
	}
}

func TestProxies(t *testing.T) {
	can, cannot := token("a"), token("a")
	can.Safety.UUPS = true
	for _, tt := range []struct {
		old, next *artifact.Artifact
		proxy     registry.Proxy
		want      bool // that the way to upgrade is missed
	}{
		{can, can, registry.NoProxy, false},
		{can, cannot, registry.NoProxy, true},
		{cannot, cannot, registry.NoProxy, false},
		{cannot, can, registry.NoProxy, false},
		{can, cannot, registry.Transparent, false},
		{can, cannot, registry.Beacon, false},
		{cannot, cannot, registry.UUPS, true},
		{nil, cannot, registry.UUPS, true},
		{nil, cannot, registry.NoProxy, false},
	} {
		opt := compat.Options{Only: []compat.Area{compat.AreaSafety}, Proxy: tt.proxy}
		found, err := compat.CompareContracts(tt.old, tt.next, opt)
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(found, func(f compat.Finding) bool { return f.Code == "NOV-0608" }); got != tt.want {
			t.Errorf("behind %q: %v, want %v", tt.proxy, got, tt.want)
		}
	}
}

// What is linked is what the code says. The source says it of bases, and where
// there is no code.
func TestLinkedLibraries(t *testing.T) {
	linked := func(contract string) safety.Fact {
		return safety.Fact{Kind: safety.Linking, Contract: contract, Label: "src/L.sol:L"}
	}
	for name, tt := range map[string]struct {
		change func(*artifact.Artifact)
		want   int
	}{
		"in neither":    {func(*artifact.Artifact) {}, 0},
		"in the code":   {func(a *artifact.Artifact) { a.Creation.Links = map[string][]artifact.Range{"src/L.sol:L": nil} }, 1},
		"in the source": {func(a *artifact.Artifact) { a.Safety.Facts = []safety.Fact{linked("src/Token.sol:Token")} }, 0},
		"of a base":     {func(a *artifact.Artifact) { a.Safety.Facts = []safety.Fact{linked("src/Base.sol:Base")} }, 1},
		"without code": {func(a *artifact.Artifact) {
			a.Safety.Facts, a.Creation = []safety.Fact{linked("src/Token.sol:Token")}, artifact.Code{}
		}, 1},
		"allowed in code": {func(a *artifact.Artifact) {
			a.Creation.Links = map[string][]artifact.Range{"src/L.sol:L": nil}
			a.Safety.Linking = &safety.Allowance{By: "x"}
		}, 0},
	} {
		opt := compat.Options{Only: []compat.Area{compat.AreaSafety}}
		found, err := compat.CompareContracts(nil, with(token(), tt.change), opt)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, f := range found {
			if f.Code == "NOV-0606" && f.Level == compat.Unsafe {
				n++
			}
		}
		if n != tt.want {
			t.Errorf("%s: %d findings, want %d", name, n, tt.want)
		}
	}
}

// What moved because something else changed is told with that, and nothing is
// said twice.
func TestMovedTogether(t *testing.T) {
	found, err := compat.CompareContracts(token("a", "b", "c", "d"), token("a", "x", "b", "c", "d"), compat.Options{Only: []compat.Area{compat.AreaStorage}})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found[0].Label != "x" || found[0].What != "x was inserted; 3 more moved with it" {
		t.Errorf("found %+v", found)
	}
}

// Two layouts of thousands of variables are refused before they take for ever.
func TestLargeLayouts(t *testing.T) {
	names := make([]string, 5000)
	for i := range names {
		names[i] = fmt.Sprint("v", i)
	}
	if _, err := compat.CompareContracts(token(names...), token(names...), compat.Options{}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("CompareContracts = %v, want ErrInvalid", err)
	}
	if found, err := compat.CompareContracts(token(names[:2000]...), token(names[:2000]...), compat.Options{}); err != nil || len(found) > 0 {
		t.Errorf("CompareContracts = %v, %v", found, err)
	}
}

// A layout that has not changed is compatible with itself, and no layout, however
// it was made up, makes the comparison fail otherwise than by saying so.
func FuzzStorage(f *testing.F) {
	seeds := []*artifact.Artifact{token("a", "b"), token("a", "__gap"), token()}
	c, _ := readCompiled(f, compiledExamples)
	for _, code := range []string{"NOV-0508", "NOV-0510", "NOV-0512", "NOV-0507", "NOV-0511"} {
		seeds = append(seeds, c.contract(f, code+"/before.sol"), c.contract(f, code+"/fires.sol"))
	}
	for i, s := range seeds {
		a, err := json.Marshal(s.Layout)
		if err != nil {
			f.Fatal(err)
		}
		b, err := json.Marshal(seeds[(i+1)%len(seeds)].Layout)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a, b)
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		old, next := token(), token()
		if json.Unmarshal(a, &old.Layout) != nil || json.Unmarshal(b, &next.Layout) != nil {
			return
		}
		opt := compat.Options{Only: []compat.Area{compat.AreaStorage}}
		for _, pair := range [][2]*artifact.Artifact{{old, next}, {next, old}, {old, old}} {
			found, err := compat.CompareContracts(pair[0], pair[1], opt)
			if err != nil {
				if !errors.Is(err, registry.ErrInvalid) {
					t.Errorf("CompareContracts = %v", err)
				}
				continue
			}
			for _, f := range found {
				if pair[0] == pair[1] && f.Code != "NOV-0511" && f.Code != "NOV-0515" && old.Layout.Storage != nil && !renames(old.Layout) {
					t.Errorf("compared with itself: %+v", f)
				}
			}
		}
	})
}

// renames reports whether a variable says that it was something else: then it
// is not what it was.
func renames(l *layout.Layout) bool {
	b, err := json.Marshal(l)
	return err != nil || strings.Contains(string(b), "enamedFrom") || strings.Contains(string(b), "etypedFrom")
}

func BenchmarkStorage(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		names := make([]string, n)
		for i := range names {
			names[i] = fmt.Sprint("v", i)
		}
		old, next := token(names...), token(append(names, "last")...)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := compat.CompareContracts(old, next, compat.Options{Only: []compat.Area{compat.AreaStorage}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
