package execute_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/remap"
)

// TestItems moves a contract with neither a map nor keys: its journals have
// places that no event tells, its guard is gone, and the new contract counts what
// the old one did not.
func TestItems(t *testing.T) {
	r := emptyRig(t)
	r.s = migratetest.DeployItems(t, r.c)
	before := r.root(r.s.Address)
	p, in := r.plan(contract.InPlace)
	hows, keys := map[string]remap.How{}, ""
	for _, row := range p.Variables {
		if row.Source != nil {
			hows[row.Source.Pattern] = row.How
		} else {
			hows[row.Target.Pattern] = row.How
		}
		if row.Source != nil && row.Source.Pattern == "_journal[][]" {
			keys = strings.Join(row.Keys, ", ")
		}
	}
	const total = "erc7201:openzeppelin.storage.ERC1155Supply._totalSupplyAll"
	if hows[total] != remap.Summed || hows["_status"] != remap.Dropped || !strings.Contains(keys, "counted") {
		t.Errorf("the total is %s, the guard %s, the places are from %q", hows[total], hows["_status"], keys)
	}
	m := r.start(r.config(in), p)
	r.run(m)
	if rep, err := m.Verify(t.Context()); err != nil || len(rep.Differences) > 0 {
		t.Error(rep, err)
	}
	var sum hexutil.Bytes
	call := map[string]any{"to": r.s.Address, "data": hexutil.Bytes(crypto.Keccak256([]byte("totalSupply()"))[:4])}
	if err := r.c.RPC().CallContext(t.Context(), &sum, "eth_call", call, "latest"); err != nil {
		t.Fatal(err)
	}
	if got := new(big.Int).SetBytes(sum); got.Cmp(big.NewInt(migratetest.ItemsMade)) != 0 {
		t.Errorf("the new contract counts %s items, and there are %d", got, int64(migratetest.ItemsMade))
	}
	if w, err := m.Revert(t.Context(), false); w != nil || err != nil {
		t.Fatal(w, err)
	}
	if after := r.root(r.s.Address); after != before || before == (common.Hash{}) {
		t.Errorf("the storage root is %s after the revert, and was %s", after, before)
	}
}
