package story_test

import (
	"context"
	"fmt"
	"net"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/testnet"
)

// text renders a fact, whatever its type.
func text(v any) string { return fmt.Sprint(v) }

// anvil runs a node with zero fees until the test ends and returns its URL.
func anvil(t *testing.T, program string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "--host", host, "--port", port, "--chain-id", strconv.Itoa(testnet.Chain), "--hardfork", "prague",
		"--base-fee", "0", "--gas-price", "0", "--disable-min-priority-fee", "--gas-limit", "1000000000", "--silent")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	url := "http://" + net.JoinHostPort(host, port)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for ; ; time.Sleep(20 * time.Millisecond) {
		c, err := chain.Dial(ctx, chain.Config{URL: url, ChainID: testnet.Chain, Finality: "latest"})
		if err == nil {
			c.Close()
			return url
		}
		if ctx.Err() != nil {
			t.Fatalf("anvil does not answer: %v", err)
		}
	}
}
