package node

import (
	"fmt"
	"math/big"
	"path/filepath"
	"time"

	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/txpool/legacypool"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	gethnode "github.com/ethereum/go-ethereum/node"
	"github.com/ethereum/go-ethereum/p2p"
)

// newStack opens go-ethereum: no peers, no ports of its own, no fees.
func newStack(cfg Config, g *core.Genesis) (*gethnode.Node, *eth.Ethereum, error) {
	stack, err := gethnode.New(&gethnode.Config{
		Name:        "geth",
		DataDir:     cfg.Dir,
		KeyStoreDir: keystoreDir(cfg),
		P2P:         p2p.Config{NoDiscovery: true, NoDial: true},
	})
	if err != nil {
		return nil, nil, fmt.Errorf("opening go-ethereum: %w", err)
	}
	backend, err := eth.New(stack, ethConfig(g))
	if err != nil {
		_ = stack.Close()
		return nil, nil, fmt.Errorf("opening go-ethereum's database (a cache; %s/geth may be deleted while the node is stopped): %w", cfg.Dir, err)
	}
	free := new(big.Int)
	backend.TxPool().SetGasTip(free)
	if err := backend.Miner().SetGasTip(free); err != nil {
		_ = stack.Close()
		return nil, nil, fmt.Errorf("setting the fees to zero: %w", err)
	}
	return stack, backend, nil
}

// keystoreDir keeps go-ethereum from making a folder for keys beside our log.
func keystoreDir(cfg Config) string {
	if cfg.Dir == "" {
		return ""
	}
	return filepath.Join(cfg.Dir, "geth", "keystore")
}

func ethConfig(g *core.Genesis) *ethconfig.Config {
	c := ethconfig.Defaults
	c.Genesis = g
	c.SyncMode = ethconfig.FullSync

	// Historic state stays readable, and debug_storageRangeAt works, only on
	// the hash scheme without pruning. Preimages name the slots it lists.
	c.StateScheme = rawdb.HashScheme
	c.NoPruning = true
	c.Preimages = true
	c.SnapshotCache = 0
	c.TransactionHistory = 0 // all
	c.LogNoHistory = true    // logs are read by block hash, which needs no index

	// Megabytes, small: a laptop runs three of these.
	c.DatabaseCache = 16
	c.DatabaseHandles = 64
	c.TrieCleanCache = 16
	c.TrieDirtyCache = 16

	c.Miner.GasCeil = g.GasLimit
	c.Miner.GasPrice = big.NewInt(1) // 0 would mean the default; set to 0 once it runs
	c.RPCGasCap = GasPerBlock
	c.RPCTxFeeCap = 0
	c.RPCEVMTimeout = 30 * time.Second

	// Thousands of one-time accounts with one transaction each, and accounts
	// with hundreds. Nothing is written to disk: senders keep their own outbox.
	c.TxPool = legacypool.DefaultConfig
	c.TxPool.NoLocals = true
	c.TxPool.Journal = ""
	c.TxPool.AccountSlots = 4096
	c.TxPool.AccountQueue = 4096
	c.TxPool.GlobalSlots = 1 << 18
	c.TxPool.GlobalQueue = 1 << 16
	c.BlobPool.Datadir = ""
	return &c
}
