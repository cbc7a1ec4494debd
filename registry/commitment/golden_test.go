package commitment_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/novation-dev/novation/registry/commitment"
)

// golden is testdata/v1.json, which a second implementation, written from the
// package's documentation in another language, produced. It must never change.
type golden struct {
	Key, Record string
	Cases       []struct {
		Name     string
		Sequence uint64
		Leaves   []struct{ Path, Value string }
		Root     string
		Openings []json.RawMessage
	}
	Thousand struct{ Root string }
}

func readGolden(t *testing.T) (g golden, key, record [32]byte) {
	t.Helper()
	b, err := os.ReadFile("testdata/v1.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatal(err)
	}
	return g, [32]byte(unhex(t, g.Key)), [32]byte(unhex(t, g.Record))
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestGolden(t *testing.T) {
	g, key, record := readGolden(t)
	for _, c := range g.Cases {
		t.Run(c.Name, func(t *testing.T) {
			var leaves []commitment.Leaf
			for _, l := range c.Leaves {
				leaves = append(leaves, commitment.Leaf{Path: l.Path, Value: unhex(t, l.Value)})
			}
			tree, err := commitment.New(key, record, c.Sequence, leaves)
			if err != nil {
				t.Fatal(err)
			}
			root := tree.Root()
			if diff := cmp.Diff(c.Root, hex.EncodeToString(root[:])); diff != "" {
				t.Fatal(diff)
			}
			if len(c.Openings) != len(leaves) {
				t.Fatalf("%d openings for %d leaves", len(c.Openings), len(leaves))
			}
			for _, raw := range c.Openings {
				checkGoldenOpening(t, tree, record, c.Sequence, raw)
			}
		})
	}
}

func checkGoldenOpening(t *testing.T, tree *commitment.Tree, record [32]byte, sequence uint64, raw []byte) {
	t.Helper()
	var want commitment.Opening
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	if err := commitment.VerifyOpening(tree.Root(), record, sequence, want); err != nil {
		t.Error(err)
	}
	got, err := tree.Prove(want.Path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
	b, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(raw), string(b)); diff != "" {
		t.Error(diff)
	}
}

func TestGoldenThousand(t *testing.T) {
	g, key, record := readGolden(t)
	var leaves []commitment.Leaf
	for i := range 1000 {
		leaves = append(leaves, commitment.Leaf{
			Path:  fmt.Sprintf("field%04d", i),
			Value: binary.BigEndian.AppendUint32(nil, uint32(i)),
		})
	}
	tree, err := commitment.New(key, record, math.MaxUint64, leaves)
	if err != nil {
		t.Fatal(err)
	}
	root := tree.Root()
	if diff := cmp.Diff(g.Thousand.Root, hex.EncodeToString(root[:])); diff != "" {
		t.Error(diff)
	}
}

func TestOpeningJSONRefuses(t *testing.T) {
	const good = `{"path":"a","value":"01","salt":"` + zeros + `","index":0,"count":2,"siblings":["` + zeros + `"]}`
	if err := json.Unmarshal([]byte(good), new(commitment.Opening)); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"unknown field":     {`"path"`, `"way":1,"path"`},
		"odd digits":        {`"01"`, `"011"`},
		"no digits":         {`"01"`, `"zz"`},
		"short salt":        {`"salt":"00`, `"salt":"`},
		"index outside":     {`"index":0`, `"index":2`},
		"negative index":    {`"index":0`, `"index":-1`},
		"huge count":        {`"count":2`, `"count":4294967295`},
		"count of nothing":  {`"count":2`, `"count":0`},
		"too few siblings":  {`"siblings":["` + zeros + `"]`, `"siblings":[]`},
		"too many siblings": {`"siblings":[`, `"siblings":["` + zeros + `",`},
		"no path":           {`"path":"a"`, `"path":""`},
	} {
		bad := bytes.Replace([]byte(good), []byte(change[0]), []byte(change[1]), 1)
		err := json.Unmarshal(bad, new(commitment.Opening))
		if !errors.Is(err, commitment.ErrInvalid) {
			t.Errorf("%s: %v, want %v", name, err, commitment.ErrInvalid)
		}
	}
}

const zeros = "0000000000000000000000000000000000000000000000000000000000000000"
