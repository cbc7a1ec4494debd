// Package nodetest starts embedded nodes for tests of other packages.
package nodetest

import (
	"context"
	"testing"

	"github.com/novation-dev/novation/pod/node"
)

// Start runs a node for the length of the test and returns it once it is
// ready. The zero Config is a chain in memory with blocks on demand.
func Start(tb testing.TB, cfg node.Config) *node.Node {
	tb.Helper()
	n, stop := StartStoppable(tb, cfg)
	tb.Cleanup(stop)
	return n
}

// StartStoppable is Start for a test that stops the node itself. Stopping
// twice is harmless.
func StartStoppable(tb testing.TB, cfg node.Config) (n *node.Node, stop func()) {
	tb.Helper()
	n, err := node.New(cfg)
	if err != nil {
		tb.Fatalf("starting a node: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	var runErr error // written before done is closed
	go func() {
		defer close(done)
		runErr = n.Run(ctx)
	}()
	stop = func() {
		cancel()
		<-done
		if runErr != nil {
			tb.Errorf("running a node: %v", runErr)
		}
	}
	select {
	case <-n.Ready():
	case <-done:
		cancel()
		tb.Fatalf("running a node: %v", runErr)
	}
	return n, stop
}
