package commitment_test

import (
	"encoding/json"
	"testing"

	"github.com/novation-dev/novation/registry/commitment"
)

// FuzzOpening reads anything as an opening. What opens the commitment must be
// the opening that was made.
func FuzzOpening(f *testing.F) {
	tree, err := commitment.New([32]byte{1}, [32]byte{2}, 3, []commitment.Leaf{{Path: "a", Value: []byte{1}}, {Path: "b"}, {Path: "c"}})
	if err != nil {
		f.Fatal(err)
	}
	made := map[string]string{}
	for _, path := range []string{"a", "b", "c"} {
		o, err := tree.Prove(path)
		if err != nil {
			f.Fatal(err)
		}
		b, err := json.Marshal(o)
		if err != nil {
			f.Fatal(err)
		}
		made[path] = string(b)
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var o commitment.Opening
		if json.Unmarshal(b, &o) != nil || commitment.VerifyOpening(tree.Root(), [32]byte{2}, 3, o) != nil {
			return
		}
		again, err := json.Marshal(o)
		if err != nil || string(again) != made[o.Path] {
			t.Errorf("%s opens the commitment (%v)", b, err)
		}
	})
}
