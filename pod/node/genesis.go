package node

import (
	"maps"
	"math/big"

	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
)

const (
	// GasLimit is the gas limit in every block's header when the configuration
	// says nothing.
	GasLimit = 1_000_000_000

	// GasPerBlock is the gas that the transactions of one block with GasLimit may
	// use, and the most that one transaction may ask for. It is half of it: the
	// base fee of EIP-1559 grows when a block uses more than half, and a base
	// fee that has grown from 0 to 1 never shrinks again, because an eighth of
	// 1 rounds to 0. From then on no unfunded account could transact.
	GasPerBlock = GasLimit / 2
)

// perBlock is the gas that the transactions of a block may use: see GasPerBlock.
func perBlock(gasLimit uint64) uint64 { return gasLimit / 2 }

// genesis returns the first block of the chain. It depends on the
// configuration only, so that every start of one chain agrees on its hash.
func genesis(cfg Config) *core.Genesis {
	g := &core.Genesis{
		Config:     chainConfig(cfg.ChainID),
		GasLimit:   cfg.GasLimit,
		Timestamp:  cfg.GenesisTime,
		BaseFee:    new(big.Int),
		Difficulty: new(big.Int),
		Alloc:      systemContracts(),
	}
	maps.Copy(g.Alloc, cfg.Alloc)
	return g
}

// chainConfig pins the fork to Prague. Osaka caps a transaction at 16.78
// million gas, too little to publish or migrate in one step.
func chainConfig(chainID uint64) *params.ChainConfig {
	always, zero := new(uint64), new(big.Int)
	return &params.ChainConfig{
		ChainID:                 new(big.Int).SetUint64(chainID),
		HomesteadBlock:          zero,
		EIP150Block:             zero,
		EIP155Block:             zero,
		EIP158Block:             zero,
		ByzantiumBlock:          zero,
		ConstantinopleBlock:     zero,
		PetersburgBlock:         zero,
		IstanbulBlock:           zero,
		MuirGlacierBlock:        zero,
		BerlinBlock:             zero,
		LondonBlock:             zero,
		ArrowGlacierBlock:       zero,
		GrayGlacierBlock:        zero,
		TerminalTotalDifficulty: zero,
		ShanghaiTime:            always,
		CancunTime:              always,
		PragueTime:              always,
		BlobScheduleConfig: &params.BlobScheduleConfig{
			Cancun: params.DefaultCancunBlobConfig,
			Prague: params.DefaultPragueBlobConfig,
		},
	}
}

// systemContracts are the contracts that Prague calls in every block; a block
// is invalid without them. The list is spelled out because go-ethereum's own
// grows with every fork, and the genesis hash of a chain must not.
func systemContracts() types.GenesisAlloc {
	return types.GenesisAlloc{
		params.BeaconRootsAddress:        {Nonce: 1, Code: params.BeaconRootsCode, Balance: new(big.Int)},
		params.HistoryStorageAddress:     {Nonce: 1, Code: params.HistoryStorageCode, Balance: new(big.Int)},
		params.WithdrawalQueueAddress:    {Nonce: 1, Code: params.WithdrawalQueueCode, Balance: new(big.Int)},
		params.ConsolidationQueueAddress: {Nonce: 1, Code: params.ConsolidationQueueCode, Balance: new(big.Int)},
	}
}
