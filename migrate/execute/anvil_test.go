package execute_test

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
)

// anvilRig is a ledger on anvil.
func anvilRig(t *testing.T, n, m int) *rig {
	t.Helper()
	anvil := os.Getenv("NOVATION_ANVIL")
	if anvil == "" {
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatal("NOVATION_TOOLCHAINS=required, but NOVATION_ANVIL names no anvil")
		}
		t.Skip("NOVATION_ANVIL names no anvil; npm install @foundry-rs/anvil has one")
	}
	cmd := exec.Command(anvil, "--port", "0", "--chain-id", "20262",
		"--hardfork", "prague", "--base-fee", "0", "--gas-price", "0", "--disable-min-priority-fee")
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
	url := ""
	listening := regexp.MustCompile(`Listening on ([\d.:]+)`)
	lines := bufio.NewScanner(out)
	for url == "" && lines.Scan() {
		if m := listening.FindStringSubmatch(lines.Text()); m != nil {
			url = "http://" + m[1]
		}
	}
	go func() { _, _ = io.Copy(io.Discard, out) }() // a full pipe would stop it
	c := dialLatest(t, url)
	return &rig{t: t, url: url, c: c, s: migratetest.DeployLedger(t, c, n, m), attester: key(t), carrier: key(t)}
}

// dialLatest takes the newest block for final.
func dialLatest(t *testing.T, url string) *chain.Client {
	t.Helper()
	a, err := abi.JSON(strings.NewReader(string(contracts.Migration().ABI)))
	if err != nil {
		t.Fatal(err)
	}
	c, err := chain.Dial(t.Context(), chain.Config{
		URL: url, Finality: "latest", MaxPoll: 5 * time.Millisecond, ABIs: []abi.ABI{a}, Conditions: contracts.MoveConditions(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// TestAnvil moves a ledger there and back on anvil.
func TestAnvil(t *testing.T) {
	r := anvilRig(t, 120, 40)
	for _, way := range []contract.Way{contract.InPlace, contract.SteppedWay, contract.Deferred} {
		p, in := r.plan(way)
		m := r.start(r.config(in), p)
		if w, err := m.Run(t.Context()); err != nil || w != nil && w.For != execute.ForDrain {
			t.Fatal(way, w, err)
		}
		if rep, err := m.Verify(t.Context()); err != nil {
			t.Fatal(way, rep, err)
		}
		if w, err := m.Revert(t.Context(), false); w != nil || err != nil {
			t.Fatal(way, w, err)
		}
		r.sameBalances(r.s.Address, r.s.From, 120) // anvil's storage root is not Ethereum's after a deletion
	}
}

// TestAnvilGasLimitShrinks has blocks that become small while entries are
// written.
func TestAnvilGasLimitShrinks(t *testing.T) {
	r := anvilRig(t, 600, 100)
	p, in := r.plan(contract.SteppedWay)
	cfg := r.config(in)
	n := 0
	cfg.Point = func(name string) error {
		if name == "sent load" {
			if n++; n == 2 {
				return r.c.RPC().CallContext(t.Context(), nil, "evm_setBlockGasLimit", hexutil.Uint64(2_500_000))
			}
		}
		return nil
	}
	m := r.start(cfg, p)
	r.run(m)
	if rep, err := m.Verify(t.Context()); err != nil {
		t.Error(rep, err)
	}
	if v := r.view(m); v.Loaded != v.Eager || v.Loaded < 700 {
		t.Errorf("%d entries were loaded", v.Loaded)
	}
}

// TestAnvilReorgs drops blocks that were taken for final after every step.
func TestAnvilReorgs(t *testing.T) {
	points := []string{"after freeze the source", "ended load", "after activate"}
	if slow() {
		points = append(points, "after deploy contracts", "after find the frozen block", "after read and convert", "after load", "after confirm")
	}
	for _, at := range points {
		t.Run(at, func(t *testing.T) {
			r := anvilRig(t, 60, 20)
			p, in := r.plan(contract.InPlace)
			cfg := r.config(in)
			fired := false
			cfg.Point = func(name string) error {
				if fired || name != at {
					return nil
				}
				fired = true
				return r.c.RPC().CallContext(t.Context(), nil, "anvil_reorg", 2, []any{})
			}
			m := r.start(cfg, p)
			w, err := m.Run(t.Context())
			if err != nil || w != nil || !fired {
				t.Fatal(w, err, fired)
			}
			if rep, err := m.Verify(t.Context()); err != nil {
				t.Error(rep, err)
			}
		})
	}
}
