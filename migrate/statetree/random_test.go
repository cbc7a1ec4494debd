package statetree_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"
	"github.com/holiman/uint256"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// A laidOut makes random layouts. It packs on its own, by the rules of the
// Solidity documentation.
type laidOut struct {
	t     *rapid.T
	types map[string]layout.Type
	n     int
}

func (m *laidOut) draw(below int) int { return rapid.IntRange(0, below-1).Draw(m.t, "n") }

func (m *laidOut) layout() *layout.Layout {
	m.types = map[string]layout.Type{}
	l := &layout.Layout{Types: m.types}
	l.Base.SetUint64(uint64(m.draw(3)) * 1000)
	l.Storage, _ = m.place(m.draw(10)+1, l.Base, 3)
	for i := range l.Storage {
		l.Storage[i].Contract = "a.sol:C" + fmt.Sprint(i%2)
	}
	for i := range m.draw(3) {
		id := fmt.Sprintf("erc7201:n%d", i)
		l.Namespaces = append(l.Namespaces, layout.Namespace{ID: id, Slot: layout.ERC7201(id[8:]), Contract: "a.sol:C0", Type: m.structure(2)})
	}
	return l
}

// place gives variables their slots.
func (m *laidOut) place(count int, base uint256.Int, depth int) (vars []layout.Variable, slots uint64) {
	slot, used := uint64(0), 0
	for range count {
		m.n++
		v := layout.Variable{Label: fmt.Sprintf("v%d", m.n), Type: m.typ(depth)}
		t := m.types[v.Type]
		if used > 0 && (t.Size == 0 || used+t.Size > 32) {
			slot, used = slot+1, 0
		}
		v.Slot.AddUint64(&base, slot)
		v.Offset = used
		if t.Size > 0 {
			used += t.Size
		} else {
			slot += t.Slots.Uint64()
		}
		vars = append(vars, v)
	}
	if used > 0 {
		slot++
	}
	return vars, slot
}

func (m *laidOut) structure(depth int) string {
	m.n++
	name := fmt.Sprintf("struct S%d", m.n)
	members, slots := m.place(1+m.draw(5), uint256.Int{}, depth)
	m.types[name] = layout.Type{Kind: layout.Struct, Label: name, Members: members, Slots: *uint256.NewInt(max(slots, 1))}
	return name
}

func (m *laidOut) typ(depth int) string {
	one := *uint256.NewInt(1)
	if depth > 0 {
		switch m.draw(9) {
		case 0:
			return m.structure(depth - 1)
		case 1:
			e, n := m.typ(depth-1), uint64(rapid.SampledFrom([]int{1, 2, 3, 7, 33, 50}).Draw(m.t, "length"))
			t := m.types[e]
			slots := n * t.Slots.Uint64()
			if t.Size > 0 {
				slots = (n + uint64(32/t.Size) - 1) / uint64(32/t.Size)
			}
			return m.add(fmt.Sprintf("%s[%d]", e, n), layout.Type{Kind: layout.Array, Value: e, Length: *uint256.NewInt(n), Slots: *uint256.NewInt(slots)})
		case 2, 3:
			e := m.typ(depth - 1)
			return m.add(e+"[]", layout.Type{Kind: layout.Dynamic, Value: e, Slots: one})
		case 4, 5:
			k, v := m.elementary(true), m.typ(depth-1)
			return m.add("mapping("+k+" => "+v+")", layout.Type{Kind: layout.Mapping, Key: k, Value: v, Slots: one})
		}
	}
	return m.elementary(false)
}

func (m *laidOut) add(key string, t layout.Type) string {
	t.Label = key
	m.types[key] = t
	return key
}

func (m *laidOut) elementary(key bool) string {
	size := 1 + m.draw(32)
	switch m.draw(11) {
	case 0:
		return m.add("bool", layout.Type{Kind: layout.Bool, Size: 1})
	case 1, 2:
		return m.add("address", layout.Type{Kind: layout.Address, Size: 20})
	case 3:
		return m.add("contract a.sol:I", layout.Type{Kind: layout.Contract, Size: 20})
	case 4:
		return m.add(fmt.Sprintf("bytes%d", size), layout.Type{Kind: layout.FixedBytes, Size: size})
	case 5:
		return m.add("enum a.sol:E", layout.Type{Kind: layout.Enum, Size: 1, Values: []string{"A", "B", "C"}})
	case 6:
		under := m.add(fmt.Sprintf("int%d", 8*size), layout.Type{Kind: layout.Signed, Size: size})
		return m.add(fmt.Sprintf("type a.sol:U%d", size), layout.Type{Kind: layout.UserDefined, Size: size, Value: under})
	case 7:
		return m.add("string", layout.Type{Kind: layout.String, Slots: *uint256.NewInt(1)})
	case 8:
		return m.add("bytes", layout.Type{Kind: layout.Bytes, Slots: *uint256.NewInt(1)})
	case 9:
		if !key {
			return m.add("function () external", layout.Type{Kind: layout.Function, Size: 24})
		}
	}
	return m.add(fmt.Sprintf("uint%d", 8*size), layout.Type{Kind: layout.Unsigned, Size: size})
}

// A state makes a random state of a layout: fields, and the keys that they have.
type state struct {
	r      *rand.Rand
	l      *layout.Layout
	fields map[string]statetree.Value // those that are to be read
	all    map[string]statetree.Value // and those of zero
	paths  map[string]statetree.Path
	keys   []statetree.Path // that end at an element of a mapping
	left   int              // values that may still be made
	cut    bool             // an array has elements that are not in all
	inside map[string]int   // how often a struct is on the way
}

func randomState(l *layout.Layout, roots []statetree.Root, r *rand.Rand) *state {
	s := &state{r: r, l: l, fields: map[string]statetree.Value{}, all: map[string]statetree.Value{}, paths: map[string]statetree.Path{}, left: 500, inside: map[string]int{}}
	for _, root := range roots {
		s.fill(root.Type, statetree.Path{{Member: root.Name}}, false)
	}
	return s
}

func (s *state) set(p statetree.Path, v statetree.Value, repeated bool) {
	name := p.String()
	s.all[name], s.paths[name] = v, p
	if !repeated || !v.IsZero() {
		s.fields[name] = v
	}
	s.left--
}

func (s *state) fill(typ string, p statetree.Path, repeated bool) {
	t := s.l.Types[typ]
	then := func(step statetree.Step) statetree.Path { return append(slices.Clip(p), step) }
	few := s.r.IntN(5)
	if s.left < 0 || len(p) > 12 {
		few = 0
	}
	switch t.Kind {
	case layout.Struct:
		// What is inside itself is followed four levels deep.
		if s.inside[typ]++; s.inside[typ] == 5 {
			defer func(left int) { s.left = left }(s.left)
			s.left = -1
		}
		for _, m := range t.Members {
			s.fill(m.Type, then(statetree.Step{Member: m.Label}), repeated)
		}
		s.inside[typ]--
	case layout.Mapping:
		for range few {
			k := s.value(t.Key)
			p := then(statetree.Step{Key: &k, KeyType: t.Key})
			if _, twice := s.paths["key "+p.String()]; twice {
				continue
			}
			s.paths["key "+p.String()] = p
			s.keys = append(s.keys, p)
			s.fill(t.Value, p, true)
		}
	case layout.Array:
		for i := range t.Length.Uint64() {
			if s.left < 0 || i > 60 {
				s.cut = true
				return
			}
			s.fill(t.Value, then(statetree.Step{Index: i}), true)
		}
	case layout.Dynamic:
		if few == 4 && s.l.Types[t.Value].Size > 0 {
			few = 40
		}
		s.set(p, statetree.Value{Word: common.Hash(uint256.NewInt(uint64(few)).Bytes32())}, repeated)
		for i := range few {
			s.fill(t.Value, then(statetree.Step{Index: uint64(i)}), true)
		}
	default:
		v := s.value(typ)
		if s.left < 0 || s.r.IntN(4) == 0 {
			v = statetree.Value{}
			if t.Kind == layout.String || t.Kind == layout.Bytes {
				v.Bytes = []byte{}
			}
		}
		s.set(p, v, repeated)
	}
}

// value is a random value of an elementary type.
func (s *state) value(typ string) (v statetree.Value) {
	t := s.l.Types[typ]
	if t.Kind == layout.UserDefined {
		return s.value(t.Value)
	}
	var b [100]byte
	for i := range b {
		b[i] = byte(s.r.Uint32())
	}
	switch t.Kind {
	case layout.String, layout.Bytes:
		n := []int{0, 1, 30, 31, 32, 33, 64, 65, 100}[s.r.IntN(9)]
		v.Bytes = append([]byte{}, b[:n]...)
	case layout.Bool:
		v.Word[31] = b[0] & 1
	case layout.Enum:
		v.Word[31] = byte(s.r.IntN(len(t.Values)))
	case layout.FixedBytes, layout.Function:
		copy(v.Word[:t.Size], b[:])
	default:
		copy(v.Word[32-t.Size:], b[:])
		if t.Kind == layout.Signed && v.Word[32-t.Size] >= 0x80 {
			for i := range 32 - t.Size {
				v.Word[i] = 0xff
			}
		}
	}
	return v
}

// memory is storage in memory. It counts how it is used.
type memory struct {
	words map[common.Hash]common.Hash
	calls int
	most  int
	asked map[common.Hash]int
}

func (m *memory) Words(_ context.Context, slots []common.Hash) ([]common.Hash, error) {
	m.calls++
	m.most = max(m.most, len(slots))
	out := make([]common.Hash, len(slots))
	for i, s := range slots {
		out[i] = m.words[s]
		if m.asked != nil {
			m.asked[s]++
		}
	}
	return out, nil
}

// store puts parts into slots and wants that none is there already.
func (m *memory) store(t tb, parts []statetree.Part, taken map[common.Hash][32]bool) {
	for _, p := range parts {
		w, used := m.words[p.Slot], taken[p.Slot]
		for i := range p.Size {
			at := 31 - p.Offset - i
			if used[at] {
				t.Fatalf("byte %d of slot %s is written twice", at, p.Slot)
			}
			used[at], w[at] = true, p.Word[31-i]
		}
		m.words[p.Slot], taken[p.Slot] = w, used
	}
}

// tb is what a test and a check of rapid have in common.
type tb interface {
	Helper()
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}

// written is a state in memory, with its keys in a set.
func written(t tb, tree *statetree.Tree, s *state, keys *statetree.KeySet) (*memory, map[common.Hash][32]bool) {
	m, taken := &memory{words: map[common.Hash]common.Hash{}}, map[common.Hash][32]bool{}
	for name, v := range s.all {
		parts, err := tree.Parts(s.paths[name], v)
		if err != nil {
			t.Fatalf("%v", err)
		}
		m.store(t, parts, taken)
	}
	for _, p := range s.keys {
		if err := keys.Add(p.Pattern(), p.Keys()); err != nil {
			t.Fatalf("%v", err)
		}
	}
	return m, taken
}

// sameState reads a random state and wants every field of it, and nothing else.
func sameState(ctx context.Context, t tb, l *layout.Layout, seed uint64, dir string) (fields int) {
	t.Helper()
	tree, err := statetree.New(l)
	if err != nil {
		t.Fatalf("%v", err)
	}
	r := rand.New(rand.NewPCG(seed, 1))
	s := randomState(l, tree.Roots(), r)
	keys, err := statetree.NewKeySet(l, dir)
	if err != nil {
		t.Fatalf("%v", err)
	}
	defer keys.Close()
	m, taken := written(t, tree, s, keys)
	got := map[string]statetree.Value{}
	heads := map[common.Hash]bool{}
	var last common.Hash
	for f, err := range tree.Read(ctx, m, keys) {
		if errors.Is(err, registry.ErrRefused) && strings.Contains(err.Error(), "elements, and more than") {
			return 0 // an array that is declared too long to be read
		}
		if err != nil {
			t.Fatalf("%v", err)
		}
		name := f.Path.String()
		if _, twice := got[name]; twice {
			t.Fatalf("%s was read twice", name)
		}
		got[name] = f.Value
		if f.Head != last && heads[f.Head] && len(f.Path.Keys()) > 0 {
			t.Errorf("the fields of the element of %s do not follow each other", name)
		}
		heads[f.Head], last = true, f.Head
		want, err := tree.Locate(s.paths[name])
		want.Value = f.Value
		if diff := cmp.Diff(want, f); err != nil || diff != "" {
			t.Fatalf("%s: %v: %s", name, err, diff)
		}
	}
	if diff := cmp.Diff(s.fields, got); diff != "" {
		t.Fatalf("what was written and what was read (-written +read):\n%s", diff)
	}
	if !s.cut {
		broken(ctx, t, tree, m, keys, taken, r)
	}
	return len(got)
}

// broken sets a bit that belongs to no variable in a slot that is read.
func broken(ctx context.Context, t tb, tree *statetree.Tree, m *memory, keys *statetree.KeySet, taken map[common.Hash][32]bool, r *rand.Rand) {
	m.asked = map[common.Hash]int{}
	for _, err := range tree.Read(ctx, m, keys) {
		if err != nil {
			t.Fatalf("%v", err)
		}
	}
	var slots []common.Hash
	for slot, used := range taken {
		// What follows a text shows its damage as another text or an error.
		if m.asked[slot] > 0 && slices.Contains(used[:], false) {
			slots = append(slots, slot)
		}
	}
	if len(slots) == 0 {
		return
	}
	slices.SortFunc(slots, func(a, b common.Hash) int { return a.Cmp(b) })
	slot := slots[r.IntN(len(slots))]
	for at, used := range taken[slot] {
		w := m.words[slot]
		if used {
			continue
		}
		w[at] ^= 1 << r.IntN(8)
		m.words[slot] = w
		if err := firstError(tree.Read(ctx, m, keys)); err == nil {
			t.Fatalf("byte %d of slot %s belongs to nothing and was not found", at, slot)
		}
		return
	}
}

func firstError(fields iter.Seq2[statetree.Field, error]) error {
	for _, err := range fields {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestRandom writes and reads random states of random layouts.
func TestRandom(t *testing.T) {
	dir, total := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		m := &laidOut{t: rt}
		l := m.layout()
		total += sameState(t.Context(), rt, l, rapid.Uint64().Draw(rt, "seed"), dir)
	})
	t.Logf("%d fields", total)
	if total < 5000 {
		t.Errorf("only %d fields were compared", total)
	}
}
