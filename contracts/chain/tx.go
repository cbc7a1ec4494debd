package chain

import (
	"context"
	"crypto/ecdsa"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// Fees are what a transaction offers for its gas, in wei per gas. The zero
// value is for chains without fees.
type Fees struct {
	// Cap bounds the base fee and the tip together. Nil means 0.
	Cap *big.Int
	// Tip goes to who makes the block. Nil means 0.
	Tip *big.Int
}

// BuildTx returns an unsigned transaction that carries no value. A nil to
// creates a contract from data.
func BuildTx(chainID *big.Int, nonce uint64, to *common.Address, data []byte, gas uint64, fees Fees) *types.Transaction {
	orZero := func(v *big.Int) *big.Int {
		if v == nil {
			return new(big.Int)
		}
		return v
	}
	return types.NewTx(&types.DynamicFeeTx{
		ChainID: chainID, Nonce: nonce, To: to, Data: data, Gas: gas,
		GasFeeCap: orZero(fees.Cap), GasTipCap: orZero(fees.Tip),
	})
}

// SignTx signs a transaction of BuildTx. It returns the bytes to store and to
// send, and their hash.
func SignTx(tx *types.Transaction, key *ecdsa.PrivateKey) (raw []byte, hash common.Hash, err error) {
	signed, err := types.SignTx(tx, types.LatestSignerForChainID(tx.ChainId()), key)
	if err != nil {
		return nil, common.Hash{}, fmt.Errorf("signing a transaction: %w", err)
	}
	if raw, err = signed.MarshalBinary(); err != nil {
		return nil, common.Hash{}, fmt.Errorf("encoding a transaction: %w", err)
	}
	return raw, signed.Hash(), nil
}

// Fees returns what a transaction should offer now: nothing where the base fee
// is zero, and otherwise enough for the base fee to double before inclusion.
func (c *Client) Fees(ctx context.Context) (Fees, error) {
	h, err := c.header(ctx, "latest")
	if err != nil {
		return Fees{}, fmt.Errorf("reading the base fee: %w", err)
	}
	if h.BaseFee == nil || h.BaseFee.ToInt().Sign() == 0 {
		return Fees{}, nil
	}
	var tip hexutil.Big
	if err := c.call(ctx, &tip, "eth_maxPriorityFeePerGas"); err != nil {
		return Fees{}, fmt.Errorf("asking for the usual tip: %w", err)
	}
	double := new(big.Int).Lsh(h.BaseFee.ToInt(), 1)
	return Fees{Cap: double.Add(double, tip.ToInt()), Tip: tip.ToInt()}, nil
}

// Build returns an unsigned transaction with the fees the chain asks for now.
func (c *Client) Build(ctx context.Context, nonce uint64, to *common.Address, data []byte, gas uint64) (*types.Transaction, error) {
	fees, err := c.Fees(ctx)
	if err != nil {
		return nil, err
	}
	return BuildTx(c.chainID, nonce, to, data, gas, fees), nil
}

// Sign builds and signs a transaction with the fees the chain asks for now. It
// sends nothing.
func (c *Client) Sign(ctx context.Context, key *ecdsa.PrivateKey, nonce uint64, to *common.Address, data []byte, gas uint64,
) (raw []byte, hash common.Hash, err error) {
	tx, err := c.Build(ctx, nonce, to, data, gas)
	if err != nil {
		return nil, common.Hash{}, err
	}
	return SignTx(tx, key)
}
