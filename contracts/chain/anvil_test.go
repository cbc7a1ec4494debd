package chain_test

import (
	"bufio"
	"os"
	"os/exec"
	"regexp"
	"testing"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/contracts/chain/chaintest"
)

// The suite against anvil. Its flags are those that the package documents.
func TestAnvil(t *testing.T) {
	anvil := os.Getenv("NOVATION_ANVIL")
	if anvil == "" {
		t.Skip("NOVATION_ANVIL names no anvil; npm install @foundry-rs/anvil has one")
	}
	addr := startAnvil(t, anvil)
	chaintest.Run(t, func(*testing.T) []chain.Config {
		return []chain.Config{{URL: "http://" + addr, Finality: "latest"}, {URL: "ws://" + addr, Finality: "latest"}}
	})
}

func startAnvil(t *testing.T, anvil string) (addr string) {
	t.Helper()
	cmd := exec.Command(anvil, "--port", "0", "--chain-id", "20261",
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
