package bench

import (
	"bytes"
	"context"
	"encoding/binary"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
)

// held are slots in memory.
type held map[common.Hash]common.Hash

// Words implements statetree.Slots.
func (h held) Words(_ context.Context, slots []common.Hash) ([]common.Hash, error) {
	out := make([]common.Hash, len(slots))
	for i, s := range slots {
		out[i] = h[s]
	}
	return out, nil
}

// convert measures conversion without a node: from slots at hand to the sorted
// set of what is written. It returns the ledger.
func (out *measure) convert(tb testing.TB) *migratetest.Subject {
	tb.Helper()
	alloc, s := migratetest.LedgerAlloc(out.Entries, 1)
	mapping, err := remap.New(s.From.Layout, s.To.Layout, remap.Map{})
	if err != nil {
		tb.Fatal(err)
	}
	tree, keys := out.keys(tb, s)
	set, err := slotset.New(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	begin := time.Now()
	for p, err := range mapping.Parts(tb.Context(), nil, tree.Read(tb.Context(), held(alloc[s.Address].Storage), keys)) {
		if err == nil {
			err = set.Part(p)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	sorted, err := set.Set(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	defer sorted.Close()
	out.Convert = float64(out.Entries) / time.Since(begin).Seconds()
	if int(sorted.Len()) < out.Entries {
		tb.Fatalf("%d slots of %d entries", sorted.Len(), out.Entries)
	}
	return s
}

// keys are those of the balances and of the one entry.
func (out *measure) keys(tb testing.TB, s *migratetest.Subject) (*statetree.Tree, *statetree.KeySet) {
	tb.Helper()
	tree, err := statetree.New(s.From.Layout)
	if err != nil {
		tb.Fatal(err)
	}
	keys, err := statetree.NewKeySet(s.From.Layout, tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = keys.Close() })
	for i := range out.Entries {
		a := migratetest.LedgerAccount(i)
		if err := keys.Add("balanceOf[]", []statetree.Value{{Word: common.BytesToHash(a[:])}}); err != nil {
			tb.Fatal(err)
		}
	}
	if err := keys.Add("entries[]", []statetree.Value{{}}); err != nil {
		tb.Fatal(err)
	}
	return tree, keys
}

// read measures reading alone.
func (out *measure) read(tb testing.TB, c *chain.Client, s *migratetest.Subject) {
	tb.Helper()
	snap, err := chainstate.At(tb.Context(), c, s.Address, chainstate.Config{})
	if err != nil {
		tb.Fatal(err)
	}
	tree, keys := out.keys(tb, s)
	begin, n := time.Now(), 0
	for f, err := range tree.Read(tb.Context(), snap, keys, "balanceOf[]") {
		if err != nil {
			tb.Fatal(err)
		}
		if !f.Value.IsZero() {
			n++
		}
	}
	out.Read = float64(n) / time.Since(begin).Seconds()
	if n != out.Entries {
		tb.Fatalf("read %d of %d entries", n, out.Entries)
	}
}

// The bare contract is given as many slots as fit into a transaction, and at
// most so many transactions.
const (
	bareSlots = 500
	mostCalls = 40
)

// bare measures the floor: transactions that were signed before, each with as
// many slots as a batch has.
func (out *measure) bare(tb testing.TB, c *chain.Client) {
	tb.Helper()
	k, err := crypto.GenerateKey()
	if err != nil {
		tb.Fatal(err)
	}
	raws := make([][]byte, min(mostCalls, max(1, out.Entries/50)))
	var hashes []common.Hash
	for i := range raws {
		var hash common.Hash
		if raws[i], hash, err = c.Sign(tb.Context(), k, uint64(i), &bare, bareData(i), 14_000_000); err != nil {
			tb.Fatal(err)
		}
		hashes = append(hashes, hash)
	}
	begin := time.Now()
	for _, raw := range raws {
		if err := c.SendRaw(tb.Context(), raw); err != nil {
			tb.Fatal(err)
		}
	}
	gas := uint64(0)
	for i := range hashes {
		r, err := c.WaitFinal(tb.Context(), hashes[len(hashes)-1-i])
		if err != nil || r.Status != types.ReceiptStatusSuccessful {
			tb.Fatal(r, err)
		}
		if i == 0 {
			out.Speed = 1 / time.Since(begin).Seconds()
		}
		gas += r.GasUsed
	}
	out.Bare = float64(gas) / float64(bareSlots*len(raws))
	out.Speed *= float64(gas) / 1e6
}

// bareData has slots and values like those of balances.
func bareData(call int) []byte {
	var b bytes.Buffer
	for i := range bareSlots {
		n := uint64(call*bareSlots + i + 1)
		slot := crypto.Keccak256Hash(binary.BigEndian.AppendUint64(nil, n))
		var value common.Hash
		binary.BigEndian.PutUint64(value[24:], n*3)
		b.Write(slot[:])
		b.Write(value[:])
	}
	return b.Bytes()
}
