package execute_test

import (
	"bufio"
	"encoding/json"
	"io"
	"maps"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
)

// gethRig is a ledger on go-ethereum's own program, another process that is
// reached over JSON-RPC alone. Its blocks have the gas limit and the fees of a
// public chain, so the accounts of the migration have funds.
func gethRig(t *testing.T, n, m int) *rig {
	t.Helper()
	geth := os.Getenv("NOVATION_GETH")
	if geth == "" {
		t.Skip("NOVATION_GETH names no geth; go install github.com/ethereum/go-ethereum/cmd/geth@v1.17.10 makes one")
	}
	alloc, s := migratetest.LedgerAlloc(n, m)
	r := &rig{t: t, s: s, attester: key(t), carrier: key(t)}
	ether := new(big.Int).Exp(big.NewInt(10), big.NewInt(21), nil)
	alloc[address(r.attester)], alloc[address(r.carrier)] = types.Account{Balance: ether}, types.Account{Balance: ether}
	dir := t.TempDir()
	args := []string{"--datadir", dir, "--state.scheme", "hash"}
	if out, err := exec.Command(geth, append(append([]string{"init"}, args...), gethGenesis(t, alloc))...).CombinedOutput(); err != nil {
		t.Fatalf("geth init: %v: %s", err, out)
	}
	args = append(args, "--dev", "--gcmode", "archive", "--nodiscover", "--maxpeers", "0", "--port", "0", "--authrpc.port", "0", "--ipcdisable",
		"--http", "--http.port", "0", "--http.api", "eth,net,web3,debug")
	cmd := exec.Command(geth, args...)
	says, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	})
	r.url = "http://" + listening(t, says)
	r.c = dialLatest(t, r.url)
	return r
}

// gethGenesis writes a genesis file for accounts, and returns its name.
func gethGenesis(t *testing.T, alloc types.GenesisAlloc) string {
	t.Helper()
	g := core.DeveloperGenesisBlock(30_000_000, nil)
	config := *g.Config
	config.ChainID, config.OsakaTime = big.NewInt(20263), nil
	config.BlobScheduleConfig = &params.BlobScheduleConfig{Cancun: params.DefaultCancunBlobConfig, Prague: params.DefaultPragueBlobConfig}
	g.Config = &config
	maps.Copy(g.Alloc, alloc)
	b, err := json.Marshal(g)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "genesis.json")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// listening waits until geth says where it serves.
func listening(t *testing.T, says io.Reader) string {
	t.Helper()
	serves := regexp.MustCompile(`HTTP server started\s+endpoint=(\S+)`)
	lines, log := bufio.NewScanner(says), ""
	for lines.Scan() {
		log += lines.Text() + "\n"
		if m := serves.FindStringSubmatch(lines.Text()); m != nil {
			go func() { _, _ = io.Copy(io.Discard, says) }() // a full pipe would stop it
			return m[1]
		}
	}
	t.Fatalf("geth does not serve: %s", log)
	return ""
}

// TestGeth moves a ledger there and back on geth, in every way.
func TestGeth(t *testing.T) {
	r := gethRig(t, 700, 40)
	before := r.root(r.s.Address)
	for _, way := range []contract.Way{contract.InPlace, contract.SteppedWay, contract.Deferred} {
		t.Run(string(way), func(t *testing.T) {
			p, in := r.plan(way)
			m := r.start(r.config(in), p)
			if w, err := m.Run(t.Context()); err != nil || w != nil && w.For != execute.ForDrain {
				t.Fatal(w, err)
			}
			if rep, err := m.Verify(t.Context()); err != nil {
				t.Fatal(rep, err)
			}
			if v := r.view(m); v.Eager+v.Deferred < 740 {
				t.Errorf("%d entries were moved", v.Eager+v.Deferred)
			}
			if w, err := m.Revert(t.Context(), false); w != nil || err != nil {
				t.Fatal(w, err)
			}
			if after := r.root(r.s.Address); after != before {
				t.Errorf("the storage root was %s and is %s after the revert", before, after)
			}
		})
	}
}
