package statetree_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// all has a variable of every sort of basics, from slot 0 on.
func all() *layout.Layout {
	return &layout.Layout{Types: basics(), Storage: []layout.Variable{
		variable("flag", "a.sol:A", "bool", 0, 0), variable("choice", "a.sol:A", "enum E", 0, 1), variable("who", "a.sol:A", "address", 0, 2),
		variable("name", "a.sol:A", "string", 1, 0), variable("list", "a.sol:A", "uint8[]", 2, 0), variable("three", "a.sol:A", "uint8[3]", 3, 0),
		variable("roles", "a.sol:A", "roles", 4, 0), variable("texts", "a.sol:A", "string[]", 5, 0),
	}}
}

func slot(n uint64) common.Hash { return uint256.NewInt(n).Bytes32() }

func at(first common.Hash, n uint64) common.Hash {
	i := new(uint256.Int).SetBytes32(first[:])
	return i.AddUint64(i, n).Bytes32()
}

func hashed(n uint64) common.Hash {
	s := slot(n)
	return crypto.Keccak256Hash(s[:])
}

// TestGarbage reads states that no compiler's code leaves.
func TestGarbage(t *testing.T) {
	low := func(b ...byte) common.Hash { return common.BytesToHash(b) }
	high := func(s string) (h common.Hash) { copy(h[:], s); return h }
	element := crypto.Keccak256Hash(common.Hash{}.Bytes(), slot(4).Bytes())
	member := crypto.Keccak256Hash(common.Hash{}.Bytes(), element.Bytes())
	for name, tt := range map[string]struct {
		words map[common.Hash]common.Hash
		slot  common.Hash // that the error names
		want  string
	}{
		"a bool of two":            {map[common.Hash]common.Hash{slot(0): low(2)}, slot(0), "flag"},
		"an enum past its values":  {map[common.Hash]common.Hash{slot(0): low(2, 0)}, slot(0), "choice"},
		"bits of nothing":          {map[common.Hash]common.Hash{slot(0): high("\x01")}, slot(0), "belong to no variable"},
		"past a fixed array":       {map[common.Hash]common.Hash{slot(3): low(1, 0, 0, 0)}, slot(3), "belong to no variable"},
		"past an array":            {map[common.Hash]common.Hash{slot(2): low(2), hashed(2): low(1, 1, 1)}, hashed(2), "belong to no variable"},
		"an impossible array":      {map[common.Hash]common.Hash{slot(2): high("\x80")}, slot(2), "impossible"},
		"just too long an array":   {map[common.Hash]common.Hash{slot(2): low(1, 0, 0, 0, 1)}, slot(2), "impossible"},
		"a short text of 32":       {map[common.Hash]common.Hash{slot(1): low(64)}, slot(1), "no string"},
		"a short text and more":    {map[common.Hash]common.Hash{slot(1): high("abc" + strings.Repeat("\x00", 28) + "\x04")}, slot(1), "no string"},
		"a long text of 31":        {map[common.Hash]common.Hash{slot(1): low(63)}, slot(1), "no string"},
		"a text without an end":    {map[common.Hash]common.Hash{slot(1): high("\x80" + strings.Repeat("\x00", 30) + "\x01")}, slot(1), "no string"},
		"a very long text":         {map[common.Hash]common.Hash{slot(1): low(2, 0, 0, 3)}, slot(1), "no string"},
		"past a long text":         {map[common.Hash]common.Hash{slot(1): low(67), at(hashed(1), 1): high("a\x01")}, at(hashed(1), 1), "belong to no variable"},
		"in an element":            {map[common.Hash]common.Hash{member: low(1, 0)}, member, "roles[0].members[0x0000"},
		"an element that is a two": {map[common.Hash]common.Hash{member: low(2)}, member, "roles[0].members[0x0000"},
		"in a text of an array":    {map[common.Hash]common.Hash{slot(5): low(1), hashed(5): low(64)}, hashed(5), "texts[0]"},
	} {
		t.Run(name, func(t *testing.T) {
			keys := keysOf(t, all(), map[string][]string{"roles[].members[]": {"0 0x0"}})
			err := firstError(treeOf(t, all()).Read(t.Context(), &memory{words: tt.words}, keys))
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got error %v, want one with %q", err, tt.want)
			}
			if !strings.Contains(err.Error(), tt.slot.Hex()) {
				t.Errorf("error %v does not name slot %s", err, tt.slot)
			}
		})
	}
}

// TestZero yields what is zero outside of mappings and arrays, and nothing else.
func TestZero(t *testing.T) {
	m := &memory{words: map[common.Hash]common.Hash{}}
	var got []string
	for _, f := range collect(t, treeOf(t, all()).Read(t.Context(), m, keysOf(t, all(), map[string][]string{"roles[].members[]": {"0 0x0"}}))) {
		got = append(got, f.Path.String()+"="+statetree.Format(all(), f.Type, f.Value))
	}
	want := []string{"flag=false", "choice=A", "who=0x0000000000000000000000000000000000000000", "name=", "list=0", "texts=0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestChosen reads a part of the variables, and asks for no other slots.
func TestChosen(t *testing.T) {
	tree, err := statetree.New(kinds(t, "Kinds").Layout)
	if err != nil {
		t.Fatal(err)
	}
	d := deploy(t, kinds(t, "Kinds"))
	for _, s := range []string{"fill", "fillArrays", "fillMappings"} {
		d.run(s)
	}
	keys := keysOf(t, kinds(t, "Kinds").Layout, kindsKeys)
	whole := collect(t, tree.Read(t.Context(), d, keys))
	for _, patterns := range [][]string{
		{"small"},
		{"point"},
		{"point.y"},
		{"__gap"},
		{"words[]"},
		{"texts", "balances[]"},
		{"byTag[].points[].y"},
		{"items[].points"},
		{"shelves[][].points[]", "shelves[][].label"},
		{"tree.children[]"},
		{"erc7201:example.kinds.prices"},
	} {
		var want, got []string
		for _, f := range whole {
			for _, p := range patterns {
				if rest, ok := strings.CutPrefix(f.Path.Pattern(), p); ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
					want = append(want, f.Path.String())
				}
			}
		}
		slots := &counting{Slots: d}
		for _, f := range collect(t, tree.Read(t.Context(), slots, keys, patterns...)) {
			got = append(got, f.Path.String())
		}
		if diff := cmp.Diff(want, got); diff != "" || len(got) == 0 {
			t.Errorf("%v: %s", patterns, diff)
		}
		if slots.asked > 100 {
			t.Errorf("%v: asked for %d slots", patterns, slots.asked)
		}
	}
	if err := firstError(tree.Read(t.Context(), d, keys, "gone")); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("a pattern that is none: %v", err)
	}
}

type counting struct {
	statetree.Slots
	asked int
}

func (c *counting) Words(ctx context.Context, slots []common.Hash) ([]common.Hash, error) {
	c.asked += len(slots)
	return c.Slots.Words(ctx, slots)
}

// TestBatches reads a long array, many texts and a long one in few requests of
// bounded size.
func TestBatches(t *testing.T) {
	tree, err := statetree.New(all())
	if err != nil {
		t.Fatal(err)
	}
	m, taken := &memory{words: map[common.Hash]common.Hash{}}, map[common.Hash][32]bool{}
	put := func(path string, v statetree.Value) {
		p, err := tree.Parse(path)
		if err != nil {
			t.Fatal(err)
		}
		parts, err := tree.Parts(p, v)
		if err != nil {
			t.Fatal(err)
		}
		m.store(t, parts, taken)
	}
	const texts = 10_000
	long := []byte(strings.Repeat("long text ", 50_000))
	put("name", statetree.Value{Bytes: long})
	put("list", statetree.Value{Word: slot(1 << 20)})
	put("list[1048575]", statetree.Value{Word: slot(7)})
	put("texts", statetree.Value{Word: slot(texts)})
	for i := range texts {
		put("texts["+uint256.NewInt(uint64(i)).Dec()+"]", statetree.Value{Bytes: long[:70]})
	}
	n := 0
	for f, err := range tree.Read(t.Context(), m, keysOf(t, all(), nil)) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; f.Path.String() == "name" && string(f.Value.Bytes) != string(long) {
			t.Error("the long text is another one")
		}
	}
	if want := 3 + 1 + 2 + 1 + texts; n != want {
		t.Errorf("%d fields, want %d", n, want)
	}
	if least := len(m.words) + 1<<15; m.calls > 3*least/statetree.MaxBatch || m.most > statetree.MaxBatch {
		t.Errorf("%d requests, of at most %d slots", m.calls, m.most)
	}
}

// A failing returns too few words, or an error.
type failing struct{ err error }

func (f failing) Words(context.Context, []common.Hash) ([]common.Hash, error) { return nil, f.err }

// tuples are keys that may be wrong.
type tuples struct {
	keys []statetree.Value
	err  error
}

func (k tuples) Tuples(context.Context, string) iter.Seq2[[]statetree.Value, error] {
	return func(yield func([]statetree.Value, error) bool) { yield(k.keys, k.err) }
}

// TestFailing passes on what slots and keys fail with, and refuses keys that are
// not of the mapping's types.
func TestFailing(t *testing.T) {
	broke := errors.New("broke")
	m := &memory{words: map[common.Hash]common.Hash{}}
	for name, tt := range map[string]struct {
		slots statetree.Slots
		keys  tuples
		want  error
	}{
		"slots":     {slots: failing{broke}, want: broke},
		"few slots": {slots: failing{}, want: registry.ErrInvalid},
		"keys":      {slots: m, keys: tuples{err: broke}, want: broke},
		"no key":    {slots: m, keys: tuples{}, want: registry.ErrInvalid},
		"many keys": {slots: m, keys: tuples{keys: make([]statetree.Value, 3)}, want: registry.ErrInvalid},
		"a text":    {slots: m, keys: tuples{keys: []statetree.Value{{Bytes: []byte("x")}}}, want: registry.ErrInvalid},
	} {
		if err := firstError(treeOf(t, all()).Read(t.Context(), tt.slots, tt.keys)); !errors.Is(err, tt.want) {
			t.Errorf("%s: got error %v, want %v", name, err, tt.want)
		}
	}
}

// TestStop leaves a Read in the middle, everywhere.
func TestStop(t *testing.T) {
	m := &memory{words: map[common.Hash]common.Hash{slot(5): slot(3), hashed(5): slot(67), slot(2): slot(40), at(hashed(2), 1): slot(5), slot(3): slot(1)}}
	keys := keysOf(t, all(), map[string][]string{"roles[].members[]": {"0 0x0"}})
	whole := collect(t, treeOf(t, all()).Read(t.Context(), m, keys))
	for n := range whole {
		var got []statetree.Field
		for f, err := range treeOf(t, all()).Read(t.Context(), m, keys) {
			if err != nil {
				t.Fatal(err)
			}
			if got = append(got, f); len(got) == n+1 {
				break
			}
		}
		if diff := cmp.Diff(whole[:n+1], got); diff != "" {
			t.Error(diff)
		}
	}
}

// TestHuge refuses to read what is declared larger than storage ever is.
func TestHuge(t *testing.T) {
	l := all()
	var length uint256.Int
	length.Lsh(uint256.NewInt(1), 100)
	for typ, slots := range map[string]uint256.Int{"uint8": length, "string": length} {
		l.Types["huge"] = layout.Type{Kind: layout.Array, Value: typ, Length: length, Slots: slots}
		l.Storage = slices.Clone(all().Storage[:1])
		l.Storage[0].Type = "huge"
		err := firstError(treeOf(t, l).Read(t.Context(), &memory{}, keysOf(t, l, nil)))
		if !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), "flag") {
			t.Errorf("%s: got error %v", typ, err)
		}
	}
}

// TestTooDeep finds what is deeper than structs are followed inside themselves.
func TestTooDeep(t *testing.T) {
	l := kinds(t, "Kinds").Layout
	tree, err := statetree.New(l)
	if err != nil {
		t.Fatal(err)
	}
	var root common.Hash
	for _, r := range tree.Roots() {
		if r.Name == "tree" {
			root = r.Slot.Bytes32()
		}
	}
	m := &memory{words: map[common.Hash]common.Hash{}}
	for at := at(root, 1); len(m.words) < 7; {
		m.words[at] = slot(1)
		next := crypto.Keccak256Hash(at[:])
		i := new(uint256.Int).SetBytes32(next[:])
		at = i.AddUint64(i, 1).Bytes32()
	}
	err = firstError(tree.Read(t.Context(), m, keysOf(t, l, nil)))
	if !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), "inside itself") {
		t.Errorf("got error %v", err)
	}
}

// treeOf makes a layout ready.
func treeOf(tb testing.TB, l *layout.Layout) *statetree.Tree {
	tb.Helper()
	tree, err := statetree.New(l)
	if err != nil {
		tb.Fatal(err)
	}
	return tree
}
