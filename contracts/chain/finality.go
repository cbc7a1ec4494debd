package chain

import (
	"context"
	"fmt"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/novation-dev/novation/registry"
)

// A Block is a header, as far as a follower needs it.
type Block struct {
	// Number of the block; the genesis block is 0.
	Number uint64
	// Hash of the block, and Parent that of the block before, as told by the
	// node.
	Hash, Parent common.Hash
	// Time in unix seconds.
	Time uint64
}

// finality is a parsed Config.Finality.
type finality struct {
	tag   string // empty when depth counts
	depth uint64
}

func parseFinality(s string) (finality, error) {
	switch s {
	case "":
		return finality{tag: "finalized"}, nil
	case "finalized", "latest":
		return finality{tag: s}, nil
	}
	depth, err := strconv.ParseUint(s, 10, 32)
	if err != nil {
		return finality{}, fmt.Errorf(`finality %q; use "finalized", "latest" or a number of blocks: %w`, s, registry.ErrInvalid)
	}
	return finality{depth: depth}, nil
}

// header is a block as JSON-RPC has it.
type header struct {
	Number       *hexutil.Uint64 `json:"number"`
	Hash         *common.Hash    `json:"hash"`
	Parent       common.Hash     `json:"parentHash"`
	Time         hexutil.Uint64  `json:"timestamp"`
	Bloom        hexutil.Bytes   `json:"logsBloom"`
	BaseFee      *hexutil.Big    `json:"baseFeePerGas"`
	Transactions []common.Hash   `json:"transactions"`
}

func (h *header) block() Block {
	return Block{Number: uint64(*h.Number), Hash: *h.Hash, Parent: h.Parent, Time: uint64(h.Time)}
}

// mayLog reports whether the block can hold a log of one of the addresses. A
// bloom filter says no for sure, except an empty one over transactions: some
// nodes do not fill it.
func (h *header) mayLog(addresses []common.Address) bool {
	if len(h.Transactions) == 0 {
		return false
	}
	if len(h.Bloom) != types.BloomByteLength {
		return true
	}
	bloom := types.BytesToBloom(h.Bloom)
	if bloom == (types.Bloom{}) {
		return true
	}
	for _, a := range addresses {
		if types.BloomLookup(bloom, a) {
			return true
		}
	}
	return false
}

// header reads a block by number or tag. It returns registry.ErrNotFound for
// one that the node does not have.
func (c *Client) header(ctx context.Context, at string) (*header, error) {
	var h *header
	if err := c.call(ctx, &h, "eth_getBlockByNumber", at, false); err != nil {
		return nil, fmt.Errorf("reading block %s: %w", at, err)
	}
	if h == nil {
		return nil, fmt.Errorf("reading block %s: %w", at, registry.ErrNotFound)
	}
	if h.Number == nil || h.Hash == nil {
		return nil, fmt.Errorf("reading block %s: the node's answer has no number or hash: %w", at, registry.ErrUnreachable)
	}
	return h, nil
}

// BlockByNumber returns a block of the node's chain, final or not.
func (c *Client) BlockByNumber(ctx context.Context, number uint64) (Block, error) {
	h, err := c.header(ctx, hexutil.EncodeUint64(number))
	if err != nil {
		return Block{}, err
	}
	return h.block(), nil
}

// Latest returns the node's newest block, final or not.
func (c *Client) Latest(ctx context.Context) (Block, error) {
	h, err := c.header(ctx, "latest")
	if err != nil {
		return Block{}, err
	}
	return h.block(), nil
}

// Finalized returns the newest final block. On a chain that is younger than the
// wanted depth, that is the genesis block.
func (c *Client) Finalized(ctx context.Context) (Block, error) {
	tag := c.final.tag
	if tag == "" {
		var head hexutil.Uint64
		if err := c.call(ctx, &head, "eth_blockNumber"); err != nil {
			return Block{}, fmt.Errorf("asking for the newest block: %w", err)
		}
		tag = hexutil.EncodeUint64(max(uint64(head), c.final.depth) - c.final.depth)
	}
	h, err := c.header(ctx, tag)
	if err != nil {
		return Block{}, fmt.Errorf("finding the newest final block: %w", err)
	}
	b := h.block()
	for {
		known := c.finalised.Load()
		if b.Number <= known || c.finalised.CompareAndSwap(known, b.Number) {
			return b, nil
		}
	}
}
