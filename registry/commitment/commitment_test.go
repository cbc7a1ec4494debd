package commitment_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/registry/commitment"
)

// A state is what a property test draws.
type state struct {
	key, record [32]byte
	sequence    uint64
	leaves      []commitment.Leaf
}

func drawState(t *rapid.T) state {
	hash := rapid.Custom(func(t *rapid.T) [32]byte {
		return [32]byte(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "bytes"))
	})
	s := state{key: hash.Draw(t, "key"), record: hash.Draw(t, "record"), sequence: rapid.Uint64().Draw(t, "sequence")}
	s.key[0] |= 1
	paths := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z.\[\]0-9é]{1,8}`), 1, 20, rapid.ID).Draw(t, "paths")
	for _, p := range paths {
		s.leaves = append(s.leaves, commitment.Leaf{Path: p, Value: rapid.SliceOfN(rapid.Byte(), 0, 6).Draw(t, "value")})
	}
	return s
}

func (s state) clone() state {
	s.leaves = slices.Clone(s.leaves)
	for i := range s.leaves {
		s.leaves[i].Value = bytes.Clone(s.leaves[i].Value)
	}
	return s
}

type fatal interface {
	Helper()
	Fatal(args ...any)
}

func tree(t fatal, s state) *commitment.Tree {
	t.Helper()
	c, err := commitment.New(s.key, s.record, s.sequence, s.leaves)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAnyChangeChangesTheRoot(t *testing.T) {
	changes := []func(t *rapid.T, s *state){
		func(_ *rapid.T, s *state) { s.key[31] ^= 1 },
		func(_ *rapid.T, s *state) { s.record[31] ^= 1 },
		func(_ *rapid.T, s *state) { s.sequence++ },
		func(t *rapid.T, s *state) {
			l := &s.leaves[rapid.IntRange(0, len(s.leaves)-1).Draw(t, "leaf")]
			l.Value = append(l.Value, 0)
		},
		func(t *rapid.T, s *state) {
			l := &s.leaves[rapid.IntRange(0, len(s.leaves)-1).Draw(t, "leaf")]
			l.Path += "~" // which no path has
		},
		func(_ *rapid.T, s *state) { s.leaves = s.leaves[1:] },
		func(_ *rapid.T, s *state) { s.leaves = append(s.leaves, commitment.Leaf{Path: "~"}) },
		func(_ *rapid.T, s *state) { // the path's end becomes the value's beginning
			l := &s.leaves[0]
			l.Value = append([]byte(l.Path), l.Value...)
			l.Path = "~"
		},
	}
	rapid.Check(t, func(t *rapid.T) {
		s := drawState(t)
		changed := s.clone()
		changes[rapid.IntRange(0, len(changes)-1).Draw(t, "change")](t, &changed)
		if tree(t, s).Root() == tree(t, changed).Root() {
			t.Fatalf("same root for %+v and %+v", s, changed)
		}
	})
}

func TestOrderOfLeavesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawState(t)
		shuffled := s.clone()
		shuffled.leaves = rapid.Permutation(shuffled.leaves).Draw(t, "order")
		if tree(t, s).Root() != tree(t, shuffled).Root() {
			t.Fatal("the order of the leaves given changes the root")
		}
	})
}

func TestOpeningsOpen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawState(t)
		c := tree(t, s)
		for _, l := range s.leaves {
			o, err := c.Prove(l.Path)
			if err != nil {
				t.Fatal(err)
			}
			if err := commitment.VerifyOpening(c.Root(), s.record, s.sequence, o); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(o.Value, l.Value) {
				t.Fatalf("%s opens as %x, want %x", l.Path, o.Value, l.Value)
			}
		}
	})
}

// TestChangedOpeningsDoNotOpen is the broken variant of TestOpeningsOpen.
func TestChangedOpeningsDoNotOpen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawState(t)
		c := tree(t, s)
		o, err := c.Prove(s.leaves[rapid.IntRange(0, len(s.leaves)-1).Draw(t, "leaf")].Path)
		if err != nil {
			t.Fatal(err)
		}
		root, record, sequence := c.Root(), s.record, s.sequence
		changes := []func(){
			func() { o.Value = append(o.Value, 0) },
			func() { o.Path += "~" },
			func() { o.Salt[5] ^= 1 },
			func() { o.Count++ },
			func() { o.Index++ },
			func() { root[0] ^= 1 },
			func() { record[0] ^= 1 },
			func() { sequence++ },
			func() { o.Siblings = append(o.Siblings, [32]byte{}) },
		}
		for i := range o.Siblings {
			changes = append(changes, func() { o.Siblings[i][0] ^= 1 })
		}
		if len(o.Siblings) > 0 {
			changes = append(changes, func() { o.Siblings = o.Siblings[1:] })
		}
		changes[rapid.IntRange(0, len(changes)-1).Draw(t, "change")]()
		err = commitment.VerifyOpening(root, record, sequence, o)
		if !errors.Is(err, commitment.ErrMismatch) && !errors.Is(err, commitment.ErrInvalid) {
			t.Fatalf("a changed opening: %v", err)
		}
	})
}

// TestOpeningShowsNothingElse looks for the salts and the plain hashes of the
// other fields in the opening of one.
func TestOpeningShowsNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawState(t)
		c := tree(t, s)
		var (
			texts []string
			salts []string
		)
		for _, l := range s.leaves {
			o, err := c.Prove(l.Path)
			if err != nil {
				t.Fatal(err)
			}
			b, err := json.Marshal(o)
			if err != nil {
				t.Fatal(err)
			}
			texts, salts = append(texts, string(b)), append(salts, hex.EncodeToString(o.Salt[:]))
		}
		for i, text := range texts {
			for j, salt := range salts {
				if strings.Contains(text, salt) != (i == j) {
					t.Fatalf("opening %d, salt %d: %s", i, j, text)
				}
			}
			if strings.Contains(text, hex.EncodeToString(s.key[:])) {
				t.Fatalf("the opening shows the record key: %s", text)
			}
		}
	})
}

// TestSaltsDiffer has the same field in the next state, in another record and
// under another key.
func TestSaltsDiffer(t *testing.T) {
	s := state{key: [32]byte{1}, record: [32]byte{2}, sequence: 3, leaves: []commitment.Leaf{{Path: "a"}, {Path: "b"}}}
	seen := map[[32]byte]string{}
	for _, change := range []func(*state){
		func(*state) {},
		func(s *state) { s.sequence++ },
		func(s *state) { s.record[0]++ },
		func(s *state) { s.key[0]++ },
	} {
		c := s.clone()
		change(&c)
		for _, path := range []string{"a", "b"} {
			o, err := tree(t, c).Prove(path)
			if err != nil {
				t.Fatal(err)
			}
			name := fmt.Sprintf("%s of %+v", path, c)
			if other, ok := seen[o.Salt]; ok {
				t.Errorf("%s has the salt of %s", name, other)
			}
			seen[o.Salt] = name
		}
	}
}

func TestNewRefuses(t *testing.T) {
	leaf := func(path string) commitment.Leaf { return commitment.Leaf{Path: path} }
	for name, c := range map[string]struct {
		key    [32]byte
		leaves []commitment.Leaf
	}{
		"two leaves at one path": {[32]byte{1}, []commitment.Leaf{leaf("a"), leaf("b"), leaf("a")}},
		"an empty path":          {[32]byte{1}, []commitment.Leaf{leaf("")}},
		"a path not in UTF-8":    {[32]byte{1}, []commitment.Leaf{leaf("\xff")}},
		"a long path":            {[32]byte{1}, []commitment.Leaf{leaf(strings.Repeat("a", commitment.MaxPath+1))}},
		"no key":                 {[32]byte{}, []commitment.Leaf{leaf("a")}},
	} {
		if _, err := commitment.New(c.key, [32]byte{}, 1, c.leaves); !errors.Is(err, commitment.ErrInvalid) {
			t.Errorf("%s: %v, want %v", name, err, commitment.ErrInvalid)
		}
	}
}

func TestNoLeaves(t *testing.T) {
	a, b := tree(t, state{key: [32]byte{1}}), tree(t, state{key: [32]byte{2}})
	if a.Root() == b.Root() {
		t.Error("the commitment to a state without leaves does not depend on the key")
	}
	if _, err := a.Prove(""); !errors.Is(err, commitment.ErrInvalid) {
		t.Errorf("opening a state without leaves: %v", err)
	}
}

func TestTreeDoesNotFollowItsInput(t *testing.T) {
	leaves := []commitment.Leaf{{Path: "b", Value: []byte{1}}, {Path: "a", Value: []byte{2}}}
	c, err := commitment.New([32]byte{1}, [32]byte{}, 1, leaves)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"b", "a"}, []string{leaves[0].Path, leaves[1].Path}); diff != "" {
		t.Error("New reordered its input:", diff)
	}
	o, err := c.Prove("a")
	if err != nil {
		t.Fatal(err)
	}
	o.Value[0] = 9
	if again, err := c.Prove("a"); err != nil || again.Value[0] != 2 {
		t.Errorf("an opening shares the bytes of the tree: %v %v", again, err)
	}
}
