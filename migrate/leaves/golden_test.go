package leaves_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/migrate/leaves"
)

var update = flag.Bool("update", false, "write the golden file")

// goldenFile is read by the tests of Leaves.sol too. It is the definition of the
// tree: once a release has it, it does not change.
const goldenFile = "../../contracts/test/move/golden.json"

// A golden file has proofs, one in each place of its lists.
type golden struct {
	Counts []uint64      `json:"counts"`
	Roots  []common.Hash `json:"roots"`
	// Arguments are those of load in calldata: first, entries, siblings.
	Arguments []hexutil.Bytes `json:"arguments"`
}

func bound(all []leaves.Entry) (out []binding.Entry) {
	for _, e := range all {
		b := binding.Entry{Head: e.Head, Stores: []binding.Store{}, Logs: []binding.Log{}}
		for _, s := range e.Stores {
			b.Stores = append(b.Stores, binding.Store{Slot: s.Slot, Before: s.Before, Next: s.After})
		}
		for _, l := range e.Logs {
			b.Logs = append(b.Logs, binding.Log{Topics: words(l.Topics), Data: l.Data})
		}
		out = append(out, b)
	}
	return out
}

func words(all []common.Hash) [][32]byte {
	out := make([][32]byte, len(all))
	for i := range all {
		out[i] = all[i]
	}
	return out
}

func TestGolden(t *testing.T) {
	var g golden
	for _, n := range []int{1, 2, 3, 5, 8, 13} {
		all := entries(n)
		tree := build(t, all)
		for _, r := range [][2]int{{0, n}, {0, 1}, {n - 1, 1}, {n / 2, 1}, {n / 3, n/2 + 1}} {
			got, siblings, err := tree.Range(uint64(r[0]), uint64(r[1]))
			if err != nil {
				t.Fatal(err)
			}
			arguments := binding.NewMigration().PackLoad(uint64(r[0]), bound(got), words(siblings))[4:]
			size := 0
			for _, e := range got {
				size += e.Size()
			}
			if rest := len(arguments) - size - 32*len(siblings); rest != 5*32 {
				t.Errorf("Size of %d entries is %d, and leaves %d bytes", len(got), size, rest)
			}
			g.Counts = append(g.Counts, uint64(n))
			g.Roots = append(g.Roots, tree.Root())
			g.Arguments = append(g.Arguments, arguments)
		}
	}
	made, err := json.MarshalIndent(g, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	made = append(made, '\n')
	if *update {
		if err := os.WriteFile(goldenFile, made, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made, want) {
		t.Errorf("-want +got\n%.3000s", cmp.Diff(string(want), string(made)))
	}
}
