package execute_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"math/big"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/leaves"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// A rig is a chain of its own with a contract that is to be moved.
type rig struct {
	t   testing.TB
	url string
	c   *chain.Client
	s   *migratetest.Subject
	// attester and carrier have no funds; the owner is the subject's.
	attester, carrier *ecdsa.PrivateKey
}

func key(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	k, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func address(k *ecdsa.PrivateKey) common.Address { return crypto.PubkeyToAddress(k.PublicKey) }

func dial(t testing.TB, url string) *chain.Client {
	t.Helper()
	a, err := abi.JSON(bytes.NewReader(contracts.Migration().ABI))
	if err != nil {
		t.Fatal(err)
	}
	c, err := chain.Dial(t.Context(), chain.Config{
		URL: url, MaxPoll: 5 * time.Millisecond, ABIs: []abi.ABI{a}, Conditions: contracts.MoveConditions(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// ledgerRig is a chain whose first block has a ledger with n balances and m
// entries of three slots.
func ledgerRig(t testing.TB, n, m int) *rig {
	t.Helper()
	alloc, s := migratetest.LedgerAlloc(n, m)
	url := nodetest.Start(t, node.Config{Alloc: alloc}).HTTPURL()
	return &rig{t: t, url: url, c: dial(t, url), s: s, attester: key(t), carrier: key(t)}
}

// emptyRig is a chain for contracts that a test deploys.
func emptyRig(t testing.TB) *rig {
	t.Helper()
	c := dial(t, nodetest.Start(t, node.Config{Alloc: migratetest.Alloc()}).HTTPURL())
	return &rig{t: t, c: c, attester: key(t), carrier: key(t)}
}

func (r *rig) input(s *migratetest.Subject) contract.Input {
	r.t.Helper()
	m, err := contract.ParseMap(s.Map)
	if err != nil {
		r.t.Fatal(err)
	}
	return contract.Input{From: s.From, To: s.To, Address: s.Address, Chain: r.c, Keys: s.Keys, Map: m, LogsFrom: s.Since, Dir: r.t.TempDir()}
}

// plan makes a plan for a way; "" leaves the choice.
func (r *rig) plan(way contract.Way, change ...func(*contract.MapFile)) (*contract.Plan, contract.Input) {
	r.t.Helper()
	in := r.input(r.s)
	in.Map.Way = way
	for _, c := range change {
		c(&in.Map)
	}
	p, err := contract.New(r.t.Context(), in)
	if err != nil {
		r.t.Fatal(err)
	}
	return p, in
}

// config is that of one member who does everything.
func (r *rig) config(in contract.Input) execute.Config {
	return execute.Config{
		Input: in, Dir: filepath.Join(r.t.TempDir(), "m"), Authority: execute.Key{PrivateKey: r.s.Owner},
		Attester: r.attester, Carrier: r.carrier, Activate: true,
	}
}

func (r *rig) start(cfg execute.Config, p *contract.Plan) *execute.Migration {
	r.t.Helper()
	m, err := execute.Start(r.t.Context(), cfg, p)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = m.Close() })
	return m
}

// run runs until everything is done.
func (r *rig) run(m *execute.Migration) {
	r.t.Helper()
	w, err := m.Run(r.t.Context())
	if err != nil {
		r.t.Fatal(err)
	}
	if w != nil {
		r.t.Fatalf("it waits for %s: %s", w.For, w.Text)
	}
}

// root is the storage root of an account at the last final block.
func (r *rig) root(a common.Address) common.Hash {
	r.t.Helper()
	s, err := chainstate.At(r.t.Context(), r.c, a, chainstate.Config{})
	if err != nil {
		r.t.Fatal(err)
	}
	return s.StorageRoot
}

// balance is the ether of an account.
func (r *rig) balance(a common.Address) *big.Int {
	r.t.Helper()
	var out hexutil.Big
	if err := r.c.RPC().CallContext(r.t.Context(), &out, "eth_getBalance", a, "latest"); err != nil {
		r.t.Fatal(err)
	}
	return out.ToInt()
}

func (r *rig) view(m *execute.Migration) *execute.View {
	r.t.Helper()
	v, err := m.View(context.WithoutCancel(r.t.Context()))
	if err != nil {
		r.t.Fatal(err)
	}
	return v
}

// send sends a transaction that no migration knows of.
func (r *rig) send(k *ecdsa.PrivateKey, to *common.Address, data []byte) *types.Receipt {
	r.t.Helper()
	n, err := r.c.NonceAt(r.t.Context(), address(k))
	if err != nil {
		r.t.Fatal(err)
	}
	raw, hash, err := r.c.Sign(r.t.Context(), k, n, to, data, 5_000_000)
	if err != nil {
		r.t.Fatal(err)
	}
	if err := r.c.SendRaw(r.t.Context(), raw); err != nil {
		r.t.Fatal(err)
	}
	receipt, err := r.c.WaitFinal(r.t.Context(), hash)
	if err != nil {
		r.t.Fatal(err)
	}
	return receipt
}

// attest attests something that nobody has found.
func (r *rig) attest(k *ecdsa.PrivateKey, ledger common.Address) {
	r.t.Helper()
	data := binding.NewMigration().PackAttest(binding.Content{
		Eager: common.Hash{1}, EagerCount: 1, Deferred: leaves.Empty, Snapshot: common.Hash{2}, Result: common.Hash{3},
	})
	if receipt := r.send(k, &ledger, data); receipt.Status != 1 {
		r.t.Fatal("attesting failed")
	}
}

func keccak(parts ...[]byte) common.Hash { return crypto.Keccak256Hash(parts...) }

// implementation is what a proxy runs.
func (r *rig) implementation(proxy common.Address) (a common.Address) {
	r.t.Helper()
	slot := common.HexToHash("0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc")
	var w common.Hash
	if err := r.c.RPC().CallContext(r.t.Context(), &w, "eth_getStorageAt", proxy, slot, "latest"); err != nil {
		r.t.Fatal(err)
	}
	return common.BytesToAddress(w[:])
}
