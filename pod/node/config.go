package node

import (
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"

	"github.com/novation-dev/novation/registry"
)

// DefaultChainID is the chain ID of a node whose Config names none.
const DefaultChainID = 20260

// A Config says what chain a node runs and where. The zero value is a chain in
// memory, with a block as soon as a transaction is pending, on a free loopback
// port.
type Config struct {
	// Dir holds the block log (blocks.db) and go-ethereum's folder (geth). It
	// is created when missing and belongs to one process at a time. Empty
	// means that the chain is kept in memory and ends with the process.
	Dir string

	// ChainID is part of every signature. Zero means [DefaultChainID]. It
	// cannot be changed for an existing Dir.
	ChainID uint64

	// BlockTime is the time between two blocks, empty ones included. Zero
	// means a block as soon as transactions are pending, and none otherwise.
	BlockTime time.Duration

	// HTTPAddr is the address (host:port) of JSON-RPC over HTTP. Port 0 picks
	// a free port. Empty means 127.0.0.1:0.
	HTTPAddr string

	// WSAddr is the address of JSON-RPC over WebSocket. Empty, or equal to
	// HTTPAddr, means that one port serves both.
	WSAddr string

	// AllowRemote permits addresses that are not loopback. The RPC has no
	// authentication: whoever reaches it can submit transactions and read
	// everything on the chain. Keep it within a private network.
	AllowRemote bool

	// Alloc adds accounts to the genesis block. It cannot be changed for an
	// existing Dir. Nil is usual, for fees are zero.
	Alloc types.GenesisAlloc

	// GasLimit is the gas limit in every block's header, half of which the
	// transactions of a block may use. Zero means [GasLimit]. It cannot be
	// changed for an existing Dir.
	GasLimit uint64

	// GenesisTime is the time of the genesis block, in unix seconds; blocks come
	// after it even when the clock says otherwise. It cannot be changed for an
	// existing Dir. Zero is usual; a fork begins with the time of its origin.
	GenesisTime uint64

	// Logger hears of start, replay and failures. Nil means silence.
	Logger *slog.Logger
}

func (c Config) withDefaults() Config {
	if c.ChainID == 0 {
		c.ChainID = DefaultChainID
	}
	if c.GasLimit == 0 {
		c.GasLimit = GasLimit
	}
	if c.HTTPAddr == "" {
		c.HTTPAddr = "127.0.0.1:0"
	}
	if c.WSAddr == c.HTTPAddr {
		c.WSAddr = ""
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}

func (c Config) check() error {
	if c.BlockTime < 0 {
		return fmt.Errorf("block time %s is negative; use 0 for blocks on demand: %w", c.BlockTime, registry.ErrInvalid)
	}
	if c.GasLimit < 2*params.MinGasLimit || c.GasLimit > params.MaxGasLimit {
		return fmt.Errorf("gas limit %d is not between %d and %d: %w", c.GasLimit, 2*params.MinGasLimit, params.MaxGasLimit, registry.ErrInvalid)
	}
	for _, addr := range []string{c.HTTPAddr, c.WSAddr} {
		if addr == "" {
			continue
		}
		host, _, err := net.SplitHostPort(addr)
		if err != nil {
			return fmt.Errorf("address %q is not host:port: %v: %w", addr, err, registry.ErrInvalid)
		}
		if ip := net.ParseIP(host); !c.AllowRemote && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			return fmt.Errorf("address %q is not loopback, and the RPC has no authentication; "+
				"use 127.0.0.1, or set AllowRemote within a private network: %w", addr, registry.ErrInvalid)
		}
	}
	return nil
}
