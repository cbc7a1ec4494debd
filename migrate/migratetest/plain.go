package migratetest

import (
	"context"
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/contracts/layout"
)

// DeployHidden makes a contract that keeps state where its layout does not say.
// Every plan for it must be refused.
func DeployHidden(tb testing.TB, c *chain.Client) *Subject {
	tb.Helper()
	ctx, keys := tb.Context(), recorder{}
	b, s, err := newPlain(ctx, c, "Hidden", "HiddenV2")
	if err == nil {
		var calls []asked
		for i := range 10 {
			keys.note("balanceOf[]", b.user(i))
			calls = append(calls, do(b.users[i], "store", big.NewInt(int64(i)+1)))
		}
		err = b.all(ctx, on(s), calls...)
	}
	if err != nil {
		tb.Fatalf("making the contract with hidden state: %v", err)
	}
	s.Keys = keys.file()
	s.maps(mapFile{}, feed{"balanceOf[]", "Stored(address,uint256)", []string{"owner"}})
	return s
}

// newPlain deploys a contract of the folder plain behind a transparent proxy.
func newPlain(ctx context.Context, c *chain.Client, from, to string) (*builder, *Subject, error) {
	b, err := newBuilder(ctx, c)
	if err != nil {
		return nil, nil, err
	}
	if err := b.fund(ctx); err != nil {
		return nil, nil, err
	}
	s := plainSubject(from, to)
	s.Since = b.since
	if s.Admin, err = b.deploy(ctx, b.owner, Artifact("v4", "ProxyAdmin")); err != nil {
		return nil, nil, err
	}
	if s.Implementation, err = b.deploy(ctx, b.owner, s.From); err != nil {
		return nil, nil, err
	}
	call, err := pack(s.From, "initialize", addressOf(b.owner))
	if err != nil {
		return nil, nil, err
	}
	if s.Address, err = b.deploy(ctx, b.owner, Artifact("v4", "TransparentUpgradeableProxy"), s.Implementation, s.Admin, call); err != nil {
		return nil, nil, err
	}
	return b, s, b.flush(ctx)
}

func plainSubject(from, to string) *Subject {
	return &Subject{
		Name: from, From: Artifact("plain", from), To: Artifact("plain", to),
		FromFile: File("plain", from), ToFile: File("plain", to), Owner: Key(0),
	}
}

// DeployLedger makes a contract with n balances and m entries of three slots
// each, by transactions.
func DeployLedger(tb testing.TB, c *chain.Client, n, m int) *Subject {
	tb.Helper()
	ctx := tb.Context()
	b, s, err := newPlain(ctx, c, "Ledger", "LedgerV2")
	if err == nil {
		err = b.fill(ctx, on(s), n, m)
	}
	if err != nil {
		tb.Fatalf("making the ledger: %v", err)
	}
	describeLedger(s, n, m)
	return s
}

// fill sends batches that fit into blocks of thirty million gas.
func (b *builder) fill(ctx context.Context, t target, n, m int) error {
	for _, f := range []struct {
		method   string
		n, batch int
	}{{"fill", n, 400}, {"enter", m, 150}} {
		for first := 0; first < f.n; first += f.batch {
			data, err := pack(t.a, f.method, big.NewInt(int64(first)), big.NewInt(int64(min(f.batch, f.n-first))))
			if err != nil {
				return err
			}
			if _, err := b.put(ctx, fmt.Sprint("Ledger.", f.method), b.owner, &t.at, nil, data, 16_000_000); err != nil {
				return err
			}
		}
	}
	return b.flush(ctx)
}

// LedgerAccount is the account of the ledger's i-th balance.
func LedgerAccount(i int) common.Address {
	in, err := arguments("string", "uint256").Pack("novation.example.ledger", big.NewInt(int64(i)))
	if err != nil {
		panic(err) // of these types
	}
	return common.BytesToAddress(crypto.Keccak256(in))
}

func describeLedger(s *Subject, n, m int) {
	out := map[string][]string{}
	for i := range n {
		out["balanceOf[]"] = append(out["balanceOf[]"], LedgerAccount(i).Hex())
	}
	for i := range m {
		out["entries[]"] = append(out["entries[]"], fmt.Sprint(i))
	}
	s.Keys = encode(out)
	s.maps(mapFile{Touch: touchOfLedger()},
		feed{"balanceOf[]", "Filled(address,uint256)", []string{"account"}},
		feed{"entries[]", "Entered(uint256,address)", []string{"id"}})
}

// Where LedgerAlloc puts its contracts.
var (
	ledgerProxy = common.HexToAddress("0x1ed6e40000000000000000000000000000000001")
	ledgerCode  = common.HexToAddress("0x1ed6e40000000000000000000000000000000002")
	ledgerAdmin = common.HexToAddress("0x1ed6e40000000000000000000000000000000003")
)

// LedgerAlloc is DeployLedger for a chain that has not begun: a genesis block
// with the ledger in it, for a million entries within seconds. It has no logs.
func LedgerAlloc(n, m int) (types.GenesisAlloc, *Subject) {
	s := plainSubject("Ledger", "LedgerV2")
	s.Address, s.Implementation, s.Admin = ledgerProxy, ledgerCode, ledgerAdmin
	describeLedger(s, n, m)
	storage := make(map[common.Hash]common.Hash, n+3*m+4)
	total := new(big.Int)
	balances, entries := ledgerSlot(s.From.Layout, "balanceOf"), ledgerSlot(s.From.Layout, "entries")
	for i := range n {
		a, amount := LedgerAccount(i), big.NewInt(int64(i)*3+1)
		total.Add(total, amount)
		storage[element(common.BytesToHash(a[:]), balances)] = common.BigToHash(amount)
	}
	for i := range m {
		first := element(common.BigToHash(big.NewInt(int64(i))), entries).Big()
		a := LedgerAccount(i)
		shared := new(big.Int).Lsh(big.NewInt(int64(1_700_000_000+i)), 160)
		for j, v := range []common.Hash{
			common.BigToHash(shared.Or(shared, new(big.Int).SetBytes(a[:]))),
			common.BigToHash(big.NewInt(int64(i) + 1)),
			crypto.Keccak256Hash(common.BigToHash(big.NewInt(int64(i))).Bytes()),
		} {
			storage[common.BigToHash(new(big.Int).Add(first, big.NewInt(int64(j))))] = v
		}
	}
	word := func(a common.Address) common.Hash { return common.BytesToHash(a[:]) }
	storage[ledgerSlot(s.From.Layout, "owner")] = word(Address(0))
	storage[ledgerSlot(s.From.Layout, "total")] = common.BigToHash(total)
	storage[common.HexToHash("0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc")] = word(ledgerCode)
	storage[common.HexToHash("0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103")] = word(ledgerAdmin)
	alloc := Alloc()
	alloc[ledgerProxy] = types.Account{
		Nonce: 1, Balance: new(big.Int), Code: Artifact("v4", "TransparentUpgradeableProxy").Runtime.Object, Storage: storage,
	}
	alloc[ledgerCode] = types.Account{Nonce: 1, Balance: new(big.Int), Code: s.From.Runtime.Object}
	alloc[ledgerAdmin] = types.Account{
		Nonce: 1, Balance: new(big.Int), Code: Artifact("v4", "ProxyAdmin").Runtime.Object,
		Storage: map[common.Hash]common.Hash{{}: word(Address(0))},
	}
	return alloc, s
}

func ledgerSlot(l *layout.Layout, label string) common.Hash {
	for _, v := range l.Storage {
		if v.Label == label {
			return v.Slot.Bytes32()
		}
	}
	panic("migratetest: the ledger has no variable " + label)
}

func element(key, slot common.Hash) common.Hash { return crypto.Keccak256Hash(key[:], slot[:]) }
