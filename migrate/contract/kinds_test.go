package contract_test

import (
	"bufio"
	"errors"
	"maps"
	"math/big"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/registry"
)

// TestKinds plans a ledger behind no proxy, behind one whose admin is a key, and
// behind one that asks a beacon.
func TestKinds(t *testing.T) {
	admin := common.Address{0xad}
	beacon := common.Address{0xbe}
	slotAdmin := common.HexToHash("0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103")
	slotImplementation := common.HexToHash("0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc")
	slotBeacon := common.HexToHash("0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50")
	for _, tt := range []struct {
		name   string
		change func(types.GenesisAlloc, *migratetest.Subject)
		proxy  registry.Proxy
		owner  common.Address
		way    contract.Way
		note   string
	}{
		{"no proxy", func(a types.GenesisAlloc, s *migratetest.Subject) {
			storage := a[s.Address].Storage
			delete(storage, slotAdmin)
			delete(storage, slotImplementation)
			a[s.Implementation] = types.Account{Nonce: 1, Balance: new(big.Int), Code: s.From.Runtime.Object, Storage: storage}
			s.Address = s.Implementation
		}, registry.NoProxy, common.Address{}, contract.SteppedWay, "behind no proxy"},
		{"an admin without code", func(a types.GenesisAlloc, s *migratetest.Subject) {
			a[s.Address].Storage[slotAdmin] = common.BytesToHash(admin[:])
		}, registry.Transparent, admin, contract.InPlace, ""},
		{"a beacon", func(a types.GenesisAlloc, s *migratetest.Subject) {
			delete(a[s.Address].Storage, slotImplementation)
			delete(a[s.Address].Storage, slotAdmin)
			a[s.Address].Storage[slotBeacon] = common.BytesToHash(beacon[:])
			// PUSH20 implementation PUSH0 MSTORE PUSH1 32 PUSH0 RETURN
			code := append(append([]byte{0x73}, s.Implementation[:]...), 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3)
			a[beacon] = types.Account{Nonce: 1, Balance: new(big.Int), Code: code}
		}, registry.Beacon, common.Address{}, "", "one implementation for all its proxies"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			alloc, s := migratetest.LedgerAlloc(20, 5)
			alloc = maps.Clone(alloc)
			tt.change(alloc, s)
			in := input(t, start(t, alloc), s)
			p, err := contract.New(t.Context(), in)
			if tt.proxy == registry.Beacon {
				if !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), tt.note) {
					t.Errorf("slots of a beacon's proxies cannot change: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if p.Proxy != tt.proxy || p.Owner != tt.owner || p.Way != tt.way || !strings.Contains(strings.Join(p.Notes, "\n"), tt.note) {
				t.Errorf("proxy %q, owner %s, way %s, notes %q", p.Proxy, p.Owner, p.Way, p.Notes)
			}
			read(t.Context(), t, p, in)
		})
	}
}

// TestAnvil plans the reference case on another node.
func TestAnvil(t *testing.T) {
	anvil := os.Getenv("NOVATION_ANVIL")
	if anvil == "" {
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatal("NOVATION_ANVIL names no anvil")
		}
		t.Skip("NOVATION_ANVIL names no anvil; npm install @foundry-rs/anvil has one")
	}
	c, err := chain.Dial(t.Context(), chain.Config{URL: "http://" + startAnvil(t, anvil), Finality: "latest"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	w := migratetest.Deploy(t, c)
	for _, s := range w.Trio() {
		in := input(t, c, s)
		p, err := contract.New(t.Context(), in)
		if err != nil {
			t.Errorf("%s: %v", s.Name, err)
			continue
		}
		in.Keys = nil
		guessed, err := contract.New(t.Context(), in)
		if err != nil || guessed.Snapshot.Slots != p.Snapshot.Slots {
			t.Errorf("%s without keys: %v", s.Name, err)
		}
	}
}

func startAnvil(t *testing.T, anvil string) (addr string) {
	t.Helper()
	cmd := exec.Command(anvil, "--port", "0", "--chain-id", "20261", "--hardfork", "prague", "--base-fee", "0", "--gas-price", "0", "--disable-min-priority-fee")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	listening := regexp.MustCompile(`Listening on ([\d.:]+)`)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := listening.FindStringSubmatch(lines.Text()); m != nil {
			go func() {
				for lines.Scan() { // a full pipe would stop it
				}
			}()
			return m[1]
		}
	}
	t.Fatalf("%s does not listen: %v", anvil, lines.Err())
	return ""
}
