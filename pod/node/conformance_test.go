package node_test

import (
	"testing"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/contracts/chain/chaintest"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// What a pod needs of a chain, asked of this one.
func TestConformance(t *testing.T) {
	chaintest.Run(t, func(t *testing.T) []chain.Config {
		n := nodetest.Start(t, node.Config{Dir: t.TempDir()})
		return []chain.Config{{URL: n.HTTPURL(), ChainID: n.ChainID()}, {URL: n.WSURL(), Finality: "latest"}}
	})
}
