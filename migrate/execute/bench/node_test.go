package bench

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/pod/node"
)

// nodeOrder is set in the environment of a process that is to be a node: the
// number of entries, and its folder.
const nodeOrder = "NOVATION_BENCH_NODE"

// bare is where the chain has a contract that stores what it is given, and does
// nothing else: the least that anything can cost on this node.
var bare = common.HexToAddress("0xf100000000000000000000000000000000000001")

// bareCode stores pairs of slot and value from the call's data.
var bareCode = []byte{
	0x5f,             // PUSH0: i
	0x5b,             // next: JUMPDEST
	0x80, 0x36, 0x14, // DUP1 CALLDATASIZE EQ
	0x60, 0x16, 0x57, // PUSH1 end JUMPI
	0x80, 0x60, 0x20, 0x01, 0x35, // DUP1 PUSH1 32 ADD CALLDATALOAD: the value
	0x81, 0x35, 0x55, // DUP2 CALLDATALOAD SSTORE
	0x60, 0x40, 0x01, // PUSH1 64 ADD
	0x60, 0x01, 0x56, // PUSH1 next JUMP
	0x5b, 0x00, // end: JUMPDEST STOP
}

// serve is a node with a ledger until its input ends. It writes its URL first.
func serve(order string) error {
	size, dir, _ := strings.Cut(order, " ")
	n, err := strconv.Atoi(size)
	if err != nil {
		return err
	}
	alloc, _ := migratetest.LedgerAlloc(n, 1) // all mappings have keys, so that none are searched for
	alloc[bare] = types.Account{Nonce: 1, Code: bareCode}
	chain, err := node.New(node.Config{Dir: dir, Alloc: alloc})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- chain.Run(ctx) }()
	select {
	case <-chain.Ready():
	case err := <-ended:
		return err
	}
	fmt.Println(chain.HTTPURL())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // it ends with its parent
		cancel()
	}()
	return <-ended
}

// startNode runs a node with a ledger of n balances in a process of its own.
func startNode(tb testing.TB, n int) (url string, pid int) {
	tb.Helper()
	self, err := os.Executable()
	if err != nil {
		tb.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d %s", nodeOrder, n, tb.TempDir()))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_ = in.Close()
		if err := cmd.Wait(); err != nil {
			tb.Errorf("the node ended with %v", err)
		}
	})
	lines := bufio.NewScanner(out)
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), "http://") {
		tb.Fatalf("the node says %q: %v", lines.Text(), lines.Err())
	}
	return lines.Text(), cmd.Process.Pid
}
