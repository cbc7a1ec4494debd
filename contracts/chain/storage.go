package chain

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
)

// StorageRoot returns the root of an account's storage at the last final block,
// as the node's eth_getProof tells it. The node is believed: the root is not
// proven against the block's header.
func (c *Client) StorageRoot(ctx context.Context, account common.Address) (common.Hash, error) {
	at, err := c.Finalized(ctx)
	if err != nil {
		return common.Hash{}, err
	}
	var proof struct {
		StorageHash common.Hash `json:"storageHash"`
	}
	if err := c.call(ctx, &proof, "eth_getProof", account, []string{}, fmt.Sprintf("%#x", at.Number)); err != nil {
		return common.Hash{}, fmt.Errorf("reading the storage root of %s: %w", account, err)
	}
	return proof.StorageHash, nil
}
