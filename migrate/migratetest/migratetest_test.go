package migratetest_test

import (
	"context"
	"maps"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

func dial(t *testing.T, cfg chain.Config) *chain.Client {
	t.Helper()
	c, err := chain.Dial(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func embedded(t *testing.T) *chain.Client {
	t.Helper()
	return dial(t, chain.Config{URL: nodetest.Start(t, node.Config{Alloc: migratetest.Alloc()}).HTTPURL()})
}

// storage reads all slots of an account from a node that lists them.
func storage(t *testing.T, c *chain.Client, account common.Address) map[common.Hash]common.Hash {
	t.Helper()
	// The state before the first transaction of a block: of one that comes after.
	at := migratetest.Call(t, c, migratetest.Key(0), migratetest.Address(0), nil, "")
	out := map[common.Hash]common.Hash{}
	for next := new(common.Hash); next != nil; {
		var page struct {
			Storage map[common.Hash]struct{ Key, Value common.Hash }
			NextKey *common.Hash
		}
		if err := c.RPC().CallContext(t.Context(), &page, "debug_storageRangeAt", at.BlockHash, 0, account, next, 1000); err != nil {
			t.Fatal(err)
		}
		for _, s := range page.Storage {
			out[s.Key] = s.Value
		}
		next = page.NextKey
	}
	return out
}

// words are slots that are known.
type words map[common.Hash]common.Hash

func (w words) Words(_ context.Context, slots []common.Hash) ([]common.Hash, error) {
	out := make([]common.Hash, len(slots))
	for i, s := range slots {
		out[i] = w[s]
	}
	return out, nil
}

// unexplained are the slots that the subject's layout and keys do not lead to.
func unexplained(t *testing.T, c *chain.Client, s *migratetest.Subject) (all, left words, fields map[string]int) {
	t.Helper()
	keys, err := migratetest.KeySet(s, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer keys.Close()
	all = storage(t, c, s.Address)
	left = words{}
	maps.Copy(left, all)
	for _, proxy := range []string{
		"0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc", "0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103",
	} {
		delete(left, common.HexToHash(proxy))
	}
	tree, err := statetree.New(s.From.Layout)
	if err != nil {
		t.Fatal(err)
	}
	fields = map[string]int{}
	for f, err := range tree.Read(t.Context(), all, keys) {
		if err != nil {
			t.Fatal(err)
		}
		if f.Value.IsZero() {
			continue
		}
		fields[f.Path.Pattern()]++
		parts, err := tree.Put(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range parts {
			delete(left, p.Slot)
		}
	}
	return all, left, fields
}

// TestState: the state is as large as promised, and its keys are all known.
func TestState(t *testing.T) {
	c := embedded(t)
	w := migratetest.Deploy(t, c)
	for _, s := range append(w.Trio(), migratetest.DeployClub(t, c), migratetest.DeployLedger(t, c, 1000, 100)) {
		all, left, fields := unexplained(t, c, s)
		t.Logf("%s: %d slots, %d patterns", s.Name, len(all), len(fields))
		for slot, v := range left {
			t.Errorf("%s: slot %s holds %s, and no key leads there", s.Name, slot, v)
		}
		for pattern, least := range map[string]map[string]int{
			"Token": {
				"_balances[]": 58, "_allowances[][]": 40, "_nonces[]._value": 10, "_roles[].members[]": 8,
				"_notes[].text": 8, "_holders[].memo": 15, "_aliases[]": 5,
			},
			"Timelock": {"_timestamps[]": 12, "_reasons[]": 7, "_roles[].members[]": 9},
			"Vesting":  {"_erc20Released[]": 1, "_released": 1},
			"Club":     {"_owners[]": 35, "_delegateCheckpoints[]._checkpoints[]._value": 10, "_honoured._inner._values[]": 6, "_pendingOwner": 1},
			"Ledger":   {"balanceOf[]": 1000, "entries[].hash": 100},
		}[s.Name] {
			if fields[pattern] < least {
				t.Errorf("%s: %d of %s, want at least %d", s.Name, fields[pattern], pattern, least)
			}
		}
	}
	if _, left, _ := unexplained(t, c, migratetest.DeployHidden(t, c)); len(left) != 11 { // a count, and ten bottles
		t.Errorf("%d slots are hidden, want 11", len(left))
	}
}

// TestLedgerAlloc: the ledger of a genesis block is the one that transactions make.
func TestLedgerAlloc(t *testing.T) {
	alloc, s := migratetest.LedgerAlloc(50, 7)
	c := dial(t, chain.Config{URL: nodetest.Start(t, node.Config{Alloc: alloc}).HTTPURL()})
	other := embedded(t)
	made := storage(t, other, migratetest.DeployLedger(t, other, 50, 7).Address)
	same := 0
	for slot, v := range storage(t, c, s.Address) {
		if made[slot] == v {
			same++
		}
	}
	if want := len(made) - 2; same != want { // the proxy's two are other addresses
		t.Errorf("%d slots are the same, want %d", same, want)
	}
	migratetest.Call(t, c, migratetest.Key(0), s.Address, s.From, "fill", common.Big0, common.Big1)
}

// TestAnvil makes everything on anvil, where each transaction has its own block.
func TestAnvil(t *testing.T) {
	anvil := os.Getenv("NOVATION_ANVIL")
	if anvil == "" {
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatal("NOVATION_TOOLCHAINS=required, but NOVATION_ANVIL names no anvil")
		}
		t.Skip("NOVATION_ANVIL names no anvil; npm install @foundry-rs/anvil has one")
	}
	c := dial(t, chain.Config{URL: migratetest.StartAnvil(t, anvil), Finality: "latest"})
	for _, s := range append(migratetest.Deploy(t, c).Trio(), migratetest.DeployClub(t, c)) {
		var code hexutil.Bytes
		if err := c.RPC().CallContext(t.Context(), &code, "eth_getCode", s.Address, "latest"); err != nil || len(code) == 0 {
			t.Errorf("%s has no code: %v", s.Name, err)
		}
	}
}
