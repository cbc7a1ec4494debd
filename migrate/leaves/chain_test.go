package leaves_test

import (
	"context"
	"crypto/ecdsa"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/leaves"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// An account sends transactions to a chain of its own.
type account struct {
	*chain.Client
	t     *testing.T
	key   *ecdsa.PrivateKey
	from  common.Address
	nonce uint64
}

func start(t *testing.T) *account {
	t.Helper()
	c, err := chain.Dial(t.Context(), chain.Config{URL: nodetest.Start(t, node.Config{}).HTTPURL()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return &account{Client: c, t: t, key: key, from: crypto.PubkeyToAddress(key.PublicKey)}
}

func (a *account) send(to *common.Address, data []byte) *types.Receipt {
	a.t.Helper()
	raw, hash, err := a.Sign(a.t.Context(), a.key, a.nonce, to, data, 60_000_000)
	if err != nil {
		a.t.Fatal(err)
	}
	a.nonce++
	if err := a.SendRaw(a.t.Context(), raw); err != nil {
		a.t.Fatal(err)
	}
	r, err := a.WaitFinal(a.t.Context(), hash)
	if err != nil {
		a.t.Fatal(err)
	}
	if r.Status != types.ReceiptStatusSuccessful {
		a.t.Fatalf("transaction failed: %v", a.RevertReason(a.t.Context(), r, raw))
	}
	return r
}

func (a *account) deploy(code string, arguments []byte) common.Address {
	a.t.Helper()
	return a.send(nil, append(common.FromHex(code), arguments...)).ContractAddress
}

// refused asks for the answer to a call that must be refused with an error.
func (a *account) refused(what string, to common.Address, data []byte, name string) {
	a.t.Helper()
	var out hexutil.Bytes
	err := a.RPC().CallContext(a.t.Context(), &out, "eth_call", map[string]any{"from": a.from, "to": to, "input": hexutil.Bytes(data)}, "latest")
	var withData rpc.DataError
	if err == nil || !errors.As(err, &withData) {
		a.t.Errorf("%s: %v", what, err)
		return
	}
	b := common.FromHex(withData.ErrorData().(string))
	if id := binding.NewMigration().GetABI().Errors[name].ID; len(b) < 4 || string(b[:4]) != string(id[:4]) {
		a.t.Errorf("%s: %x instead of %s", what, b, name)
	}
}

// slots reads slots in batches.
func (a *account) slots(ctx context.Context, at common.Address, all []common.Hash) (out []common.Hash) {
	a.t.Helper()
	for len(all) > 0 {
		n := min(500, len(all))
		words := make([]common.Hash, n)
		batch := make([]rpc.BatchElem, n)
		for i := range batch {
			batch[i] = rpc.BatchElem{Method: "eth_getStorageAt", Args: []any{at, all[i], "latest"}, Result: &words[i]}
		}
		if err := a.RPC().BatchCallContext(ctx, batch); err != nil {
			a.t.Fatal(err)
		}
		out, all = append(out, words...), all[n:]
	}
	return out
}

// TestOnChain writes a tree of entries into a proxy, in batches of all sizes.
func TestOnChain(t *testing.T) {
	const n = 5000
	rng := rand.New(rand.NewPCG(3, 4))
	word := func() (w common.Hash) {
		for j := 0; j < 32; j += 8 {
			binary.BigEndian.PutUint64(w[j:], rng.Uint64())
		}
		return w
	}
	all := make([]leaves.Entry, n)
	var slots, want []common.Hash
	for i := range all {
		e := leaves.Entry{Head: word()}
		binary.BigEndian.PutUint64(e.Head[:], uint64(i+1)<<40)
		for range 1 + rng.IntN(2) {
			s := leaves.Store{Slot: word(), After: word()}
			e.Stores = append(e.Stores, s)
			slots, want = append(slots, s.Slot), append(want, s.After)
		}
		if rng.IntN(10) == 0 {
			e.Logs = []leaves.Log{{Topics: []common.Hash{e.Head}, Data: e.Head[:rng.IntN(32)]}}
		}
		all[i] = e
	}
	tree := build(t, all)

	a, m := start(t), binding.NewMigration()
	at := crypto.CreateAddress(a.from, 2)
	standIn := a.deploy(binding.StandInMetaData.Bin, binding.NewStandIn().PackConstructor(at, common.Address{}))
	proxy := a.deploy(binding.ERC1967ProxyMetaData.Bin, binding.NewERC1967Proxy().PackConstructor(standIn, binding.NewStandIn().PackNovationMigration()))
	if got := a.deploy(binding.MigrationMetaData.Bin, m.PackConstructor(binding.Config{
		Authority: a.from, Attesters: []common.Address{a.from}, Source: proxy, SourceImplementation: standIn, Target: proxy, TargetImplementation: standIn,
	})); got != at {
		t.Fatalf("the migration is at %s, not %s", got, at)
	}
	a.send(&at, m.PackAttest(binding.Content{Eager: tree.Root(), EagerCount: n, Deferred: leaves.Empty}))

	logs := 0
	for first := uint64(0); first < n; {
		entries, siblings, err := tree.Range(first, 1+rng.Uint64N(280))
		if err != nil {
			t.Fatal(err)
		}
		b, s := bound(entries), words(siblings)
		if first == 0 {
			a.refused("a later place", at, m.PackLoad(1, b, s), "WrongCursor")
			a.refused("no entries", at, m.PackLoad(0, nil, s), "WrongProof")
			a.refused("fewer siblings", at, m.PackLoad(0, b, s[1:]), "WrongSiblings")
			a.refused("an entry less", at, m.PackLoad(0, b[1:], s), "WrongProof")
			b[0].Stores[0].Next[31] ^= 1
			a.refused("another value", at, m.PackLoad(0, b, s), "WrongProof")
			b[0].Stores[0].Next[31] ^= 1
			b[0], b[1] = b[1], b[0]
			a.refused("another order", at, m.PackLoad(0, b, s), "NotAscending")
			b[0], b[1] = b[1], b[0]
		}
		for _, l := range a.send(&at, m.PackLoad(first, b, s)).Logs {
			if l.Address == proxy {
				logs++
			}
		}
		first += uint64(len(entries))
	}
	a.refused("more than there is", at, m.PackLoad(n, bound(all[:1]), nil), "WrongPhase")
	got := a.slots(t.Context(), proxy, slots)
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("slot %s holds %s instead of %s", slots[i], got[i], want[i])
		}
	}
	wantLogs := 0
	for _, e := range all {
		wantLogs += len(e.Logs)
	}
	if logs != wantLogs || logs == 0 {
		t.Errorf("%d logs instead of %d", logs, wantLogs)
	}
}
