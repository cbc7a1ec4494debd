package moving

import (
	"context"
	"fmt"

	"github.com/novation-dev/novation/migrate/rehearse"
	"github.com/novation-dev/novation/pod/node"
)

// Fork starts an embedded node with the state of another chain: it is a
// [rehearse.Fork].
func Fork(_ context.Context, s rehearse.ForkSpec) (url string, end func() error, err error) {
	n, err := node.New(node.Config{ChainID: s.ChainID, Alloc: s.Alloc, GasLimit: s.GasLimit, GenesisTime: s.Time})
	if err != nil {
		return "", nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- n.Run(ctx) }()
	end = func() error {
		cancel()
		return <-done
	}
	select {
	case <-n.Ready():
		return n.HTTPURL(), end, nil
	case err := <-done:
		cancel()
		return "", nil, fmt.Errorf("starting a node: %w", err)
	}
}
