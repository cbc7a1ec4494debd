package remap_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// state is a contract's, as "path = value" lines.
func state(tb testing.TB, l *layout.Layout, text ...string) iter.Seq2[statetree.Field, error] {
	tb.Helper()
	tree, err := statetree.New(l)
	if err != nil {
		tb.Fatal(err)
	}
	var fields []statetree.Field
	for _, line := range text {
		path, value, _ := strings.Cut(line, " = ")
		p, err := tree.Parse(path)
		if err != nil {
			tb.Fatal(err)
		}
		f, err := tree.Locate(p)
		if err != nil {
			tb.Fatal(err)
		}
		if f.Value, err = statetree.ParseValue(l, f.Type, value); err != nil {
			tb.Fatal(err)
		}
		fields = append(fields, f)
	}
	return func(yield func(statetree.Field, error) bool) {
		for _, f := range fields {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// texts is the other way round.
func texts(l *layout.Layout, fields iter.Seq2[statetree.Field, error]) (out []string, err error) {
	for f, err := range fields {
		if err != nil {
			return out, err
		}
		out = append(out, fmt.Sprintf("%s = %s", f.Path, statetree.Format(l, f.Type, f.Value)))
	}
	return out, nil
}

const alice, bob = "0x00000000000000000000000000000000000000A1", "0x00000000000000000000000000000000000000b2"

func TestCarry(t *testing.T) {
	from := layoutOf(t, `
		enum E {A, B, Old}
		struct Counter {_value uint256}
		struct R {members mapping(address => bool), admin bytes32}
		C.a uint8
		C.e E
		C.n mapping(address => Counter)
		C.roles mapping(bytes32 => R)
		C.list uint32[]
		C.fixed uint8[2]
		C.neg int16
		C.id bytes4
		C.text string`)
	to := layoutOf(t, `
		enum E {B, A}
		struct R {admin bytes32, hasRole mapping(address => bool)}
		C.text string
		C.id uint32
		C.neg uint8
		C.dyn uint8[]
		ns:x C {a uint64, e E, n mapping(address => uint256), roles mapping(bytes32 => R), list uint64[], extra uint8}`)
	m, err := remap.New(from, to, remap.Map{
		Move: map[string]string{"e": "x.e", "neg": "neg", "id": "id", "fixed": "dyn"},
		Set:  map[string]string{"x.extra": "9"},
	})
	if err != nil {
		t.Fatal(err)
	}
	role := "0x" + strings.Repeat("ab", 32)
	source := []string{
		"a = 255", "e = A", "n[" + alice + "]._value = 7", "roles[" + role + "].admin = " + role, "roles[" + role + "].members[" + bob + "] = true",
		"list = 2", "list[0] = 5", "list[1] = 6", "fixed[0] = 3", "fixed[1] = 4", "neg = 12", "id = 0x01020304", "text = hello",
	}
	want := []string{
		"erc7201:x.a = 255", "erc7201:x.e = A", "erc7201:x.n[" + alice + "] = 7", "erc7201:x.roles[" + role + "].admin = " + role,
		"erc7201:x.roles[" + role + "].hasRole[" + bob + "] = true", "erc7201:x.list = 2", "erc7201:x.list[0] = 5", "erc7201:x.list[1] = 6",
		"dyn[0] = 3", "dyn[1] = 4", "neg = 12", "id = 16909060", "text = hello", "erc7201:x.extra = 9", "dyn = 2",
	}
	got, err := texts(to, m.Fields(t.Context(), nil, state(t, from, source...)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
	back, err := m.Inverse()
	if err != nil {
		t.Fatal(err)
	}
	again, err := texts(from, back.Fields(t.Context(), nil, state(t, to, want...)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(source, again); diff != "" {
		t.Error(diff)
	}

	// Each of these can go there or back only if somebody accepts the loss.
	for _, tt := range []struct {
		m     *remap.Mapping
		l     *layout.Layout
		field string
		want  string
	}{
		{m, from, "neg = -1", "does not fit uint8"},
		{m, from, "neg = 256", "does not fit uint8"},
		{m, from, "e = Old", "has no value Old"},
		{back, to, "erc7201:x.a = 256", "does not fit uint8"},
		{back, to, "erc7201:x.extra = 8", "was given 9, and is 8 now"},
		{back, to, "dyn = 3", "was given 2, and is 3 now"},
		{back, to, "dyn[2] = 1", "has no place as fixed[2]"},
	} {
		_, err := texts(nil, tt.m.Fields(t.Context(), nil, state(t, tt.l, tt.field)))
		refusal, ok := errors.AsType[*remap.Refusal](err)
		if !ok || !errors.Is(err, registry.ErrRefused) || !strings.Contains(refusal.Reason, tt.want) {
			t.Errorf("%s: %v, want a refusal that says %q", tt.field, err, tt.want)
		}
		lost := 0
		for r, err := range tt.m.Losses(t.Context(), nil, state(t, tt.l, tt.field)) {
			if err != nil || r.Path == "" {
				t.Error(err)
			}
			lost++
		}
		if lost != 1 {
			t.Errorf("%s: %d losses, want 1", tt.field, lost)
		}
	}
}

func TestEmpty(t *testing.T) {
	from, to := layoutOf(t, "C.a uint8\nC.gone mapping(address => uint8)\nC.__gap uint256[3]"), layoutOf(t, "C.a uint8")
	m, err := remap.New(from, to, remap.Map{})
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{"gone[" + alice + "] = 1", "__gap[2] = 1"} {
		_, err := texts(to, m.Fields(t.Context(), nil, state(t, from, "a = 1", field)))
		if !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), strings.Split(field, " ")[0]) {
			t.Errorf("%s: %v", field, err)
		}
	}
	if got, err := texts(to, m.Fields(t.Context(), nil, state(t, from, "a = 1", "gone["+alice+"] = 0", "__gap[2] = 0"))); err != nil || len(got) != 1 {
		t.Errorf("zeros: %v, %v", got, err)
	}
	var accepted []string
	m.Accept = func(r *remap.Refusal) bool { accepted = append(accepted, r.Path); return true }
	if got, err := texts(to, m.Fields(t.Context(), nil, state(t, from, "gone["+alice+"] = 1", "a = 1"))); err != nil || len(got) != 1 || len(accepted) != 1 {
		t.Errorf("accepted: %v, %v, %v", got, err, accepted)
	}
}

func TestKeys(t *testing.T) {
	from := layoutOf(t, "struct S {a uint8, b uint8, in mapping(uint8 => bool)}\nC.m mapping(int16 => S)\nC.list S[]")
	to := layoutOf(t, "struct S {a uint8, inner mapping(uint8 => bool)}\nC.m mapping(int16 => S)\nC.mb mapping(int16 => uint8)\nC.list S[]")
	m, err := remap.New(from, to, remap.Map{Move: map[string]string{"m[].b": "mb[]"}, Drop: map[string]string{"list[].b": "unused"}})
	if err != nil {
		t.Fatal(err)
	}
	key := func(n byte) statetree.Value { return statetree.Value{Word: common.BytesToHash([]byte{n})} }
	for _, tt := range []struct {
		pattern string
		keys    []statetree.Value
		want    []remap.Element
	}{
		{"m[]", []statetree.Value{key(3)}, []remap.Element{{"mb[]", []statetree.Value{key(3)}}, {"m[]", []statetree.Value{key(3)}}}},
		{"m[].in[]", []statetree.Value{key(3), key(4)}, []remap.Element{{"m[].inner[]", []statetree.Value{key(3), key(4)}}}},
		{"list[].in[]", []statetree.Value{key(4)}, []remap.Element{{"list[].inner[]", []statetree.Value{key(4)}}}},
		{"none[]", []statetree.Value{key(4)}, nil},
	} {
		got, err := m.Keys(remap.Element{Pattern: tt.pattern, Keys: tt.keys})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.pattern, diff)
		}
	}
	if _, err := m.Keys(remap.Element{Pattern: "m[]"}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("too few keys: %v", err)
	}
}

// duration works out how long a vote lasts from its ends, and back.
type duration struct{ calls []string }

func (d *duration) Digest() registry.Digest { return registry.DigestOf([]byte("duration")) }

func (d *duration) Up(_ context.Context, _ remap.Computation, keys, v []statetree.Value) ([]statetree.Value, error) {
	d.calls = append(d.calls, fmt.Sprint("up", len(keys), v[0].Word.Big(), v[1].Word.Big()))
	if v[1].Word.Cmp(v[0].Word) < 0 {
		return nil, &remap.Refusal{Reason: "ends before it begins"}
	}
	n := v[1].Word.Big()
	return []statetree.Value{v[0], {Word: common.BigToHash(n.Sub(n, v[0].Word.Big()))}}, nil
}

func (d *duration) Down(_ context.Context, _ remap.Computation, _, v []statetree.Value) ([]statetree.Value, error) {
	n := v[0].Word.Big()
	return []statetree.Value{v[0], {Word: common.BigToHash(n.Add(n, v[1].Word.Big()))}}, nil
}

func TestCompute(t *testing.T) {
	from := layoutOf(t, "struct V {begin uint64, end uint64, who address, seen mapping(bool => bool)}\nC.votes mapping(uint8 => V)\nC.a uint8\nC.b uint8")
	to := layoutOf(t, "struct V {who address, start uint48, length uint32, seen mapping(bool => bool)}\nC.votes mapping(uint8 => V)\nC.x uint8\nC.y uint16")
	m, err := remap.New(from, to, remap.Map{Compute: []remap.Computation{
		{Sources: []string{"votes[].begin", "votes[].end"}, Targets: []string{"votes[].start", "votes[].length"}},
		{Sources: []string{"a", "b"}, Targets: []string{"x", "y"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	source := []string{
		"a = 2", "b = 9", "votes[1].begin = 100", "votes[1].end = 150", "votes[1].who = " + alice, "votes[1].seen[true] = true", "votes[3].end = 7",
	}
	want := []string{
		"votes[1].who = " + alice, "votes[1].seen[true] = true", "votes[1].start = 100", "votes[1].length = 50",
		"votes[3].start = 0", "votes[3].length = 7", "x = 2", "y = 7",
	}
	d := &duration{}
	got, err := texts(to, m.Fields(t.Context(), d, state(t, from, source...)))
	sort.Strings(got)
	sort.Strings(want)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Fatal(err, diff)
	}
	if len(d.calls) != 3 {
		t.Errorf("calls: %v", d.calls)
	}
	back, err := m.Inverse()
	if err != nil {
		t.Fatal(err)
	}
	got, err = texts(from, back.Fields(t.Context(), d, state(t, to, want...)))
	got = slices.DeleteFunc(got, func(s string) bool { return s == "votes[3].begin = 0" })
	sort.Strings(got)
	sort.Strings(source)
	if diff := cmp.Diff(source, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if _, err := texts(to, m.Fields(t.Context(), d, state(t, from, "votes[1].begin = 100", "votes[1].end = 1"))); !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), "votes[1].begin: ends before") {
		t.Errorf("a refusal: %v", err)
	}
	if _, err := texts(to, m.Fields(t.Context(), nil, state(t, from, source...))); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("no rules: %v", err)
	}
}

// TestThereAndBack carries random states of random contracts to one with the
// variables in another order and place, and back: nothing changes.
func TestThereAndBack(t *testing.T) {
	types := []string{
		"uint8", "int64", "bool", "address", "bytes32", "bytes3", "string", "bytes", "E", "S", "uint16[]", "uint8[40]", "S[]", "string[]",
		"mapping(address => uint256)", "mapping(string => S)", "mapping(int8 => mapping(bytes4 => bytes))", "mapping(E => uint64[])",
	}
	const decls = "enum E {A, B, C}\nstruct S {a uint8, b address, c mapping(bool => uint16), d string, e uint16[3]}\n"
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(rt, "n")
		var vars []string
		for i := range n {
			vars = append(vars, fmt.Sprintf("C.v%d %s", i, rapid.SampledFrom(types).Draw(rt, "type")))
		}
		other := rapid.Permutation(vars).Draw(rt, "order")
		from, to := layoutOf(t, decls+strings.Join(vars, "\n")), layoutOf(t, decls+strings.Join(other, "\n"))
		m, err := remap.New(from, to, remap.Map{})
		if err != nil {
			rt.Fatal(err)
		}
		source, err := texts(from, state(t, from, randomState(rt, from)...)) // as paths are written
		if err != nil {
			rt.Fatal(err)
		}
		there, err := texts(to, m.Fields(t.Context(), nil, state(t, from, source...)))
		if err != nil {
			rt.Fatal(err)
		}
		back, err := m.Inverse()
		if err != nil {
			rt.Fatal(err)
		}
		again, err := texts(from, back.Fields(t.Context(), nil, state(t, to, there...)))
		if err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(source, again); diff != "" {
			rt.Fatal(diff)
		}
	})
}

// randomState makes some fields of a layout.
func randomState(rt *rapid.T, l *layout.Layout) (out []string) {
	tree, err := statetree.New(l)
	if err != nil {
		rt.Fatal(err)
	}
	seen := map[string]bool{}
	shapes := tree.Shapes()
	for range rapid.IntRange(0, 20).Draw(rt, "fields") {
		s := rapid.SampledFrom(shapes).Draw(rt, "shape")
		path := s.Pattern
		keys := slices.Clone(s.KeyTypes)
		for strings.Contains(path, "[]") {
			i := strings.Index(path, "[]")
			step := fmt.Sprint(rapid.IntRange(0, 2).Draw(rt, "index"))
			if p, typ, err := remap.Resolve(l, s.Pattern[:len(stripKeys(path[:i]))]); err == nil && l.Types[typ].Kind == layout.Mapping && p != "" {
				step = randomValue(rt, l, keys[0])
				if k := l.Types[keys[0]].Kind; k == layout.String {
					step = fmt.Sprintf("%q", step)
				}
				keys = keys[1:]
			}
			path = path[:i] + "[" + step + "]" + path[i+2:]
		}
		if seen[path] {
			continue
		}
		seen[path] = true
		out = append(out, path+" = "+randomValue(rt, l, s.Type))
	}
	return out
}

// stripKeys takes what is between brackets out of a path.
func stripKeys(p string) string {
	var b strings.Builder
	depth := 0
	for _, c := range p {
		switch {
		case c == '[':
			depth++
			b.WriteRune(c)
		case c == ']':
			depth--
			b.WriteRune(c)
		case depth == 0:
			b.WriteRune(c)
		}
	}
	return b.String()
}

func randomValue(rt *rapid.T, l *layout.Layout, typ string) string {
	switch t := l.Types[typ]; t.Kind {
	case layout.Bool:
		return "true"
	case layout.Address:
		return rapid.SampledFrom([]string{alice, bob}).Draw(rt, "address")
	case layout.Enum:
		return rapid.SampledFrom(t.Values).Draw(rt, "value")
	case layout.String:
		return strings.Repeat(rapid.StringMatching("[a-z]{1,20}").Draw(rt, "text"), rapid.IntRange(1, 3).Draw(rt, "times"))
	case layout.Bytes:
		return fmt.Sprintf("0x%x", rapid.SliceOfN(rapid.Byte(), 1, 70).Draw(rt, "bytes"))
	case layout.FixedBytes:
		return fmt.Sprintf("0x%x", rapid.SliceOfN(rapid.Byte(), t.Size, t.Size).Draw(rt, "bytes"))
	case layout.Signed:
		return fmt.Sprint(rapid.Int8().Draw(rt, "number"))
	default:
		return fmt.Sprint(rapid.Uint8().Draw(rt, "number"))
	}
}

func FuzzResolve(f *testing.F) {
	l := layoutOf(f, "struct R {members mapping(address => bool), admin bytes32}\nC._roles mapping(bytes32 => R)\nD.x uint8\nE.x uint8\nns:a.b C {y uint8[]}")
	for _, s := range []string{"_roles", "_roles[].members[]", "x", "D.x", "src/D.sol:D.x", "a.b.y[]", "erc7201:a.b.y", "[]", ".", "_roles[", "_roles.x", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		pattern, typ, err := remap.Resolve(l, s)
		if err != nil {
			if !errors.Is(err, registry.ErrNotFound) || len(err.Error()) > 1000+8*len(s) {
				t.Errorf("%q: %v", s, err)
			}
			return
		}
		again, same, err := remap.Resolve(l, pattern)
		if err != nil || again != pattern || same != typ {
			t.Errorf("%q is %q, which is %q: %v", s, pattern, again, err)
		}
	})
}
