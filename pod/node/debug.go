package node

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/eth/tracers"
	_ "github.com/ethereum/go-ethereum/eth/tracers/native" // callTracer and its like, by name
	"github.com/ethereum/go-ethereum/rpc"
)

// debugAPI is the part of the debug module that only reads. The rest rewinds
// the chain, or writes files where the caller says.
type debugAPI struct {
	state *eth.DebugAPI
	trace *tracers.API
}

func newDebugAPI(backend *eth.Ethereum) *debugAPI {
	return &debugAPI{state: eth.NewDebugAPI(backend), trace: tracers.NewAPI(backend.APIBackend)}
}

// StorageRangeAt is debug_storageRangeAt: the storage of a contract, in the
// order of the hashed keys, from keyStart on.
func (d *debugAPI) StorageRangeAt(ctx context.Context, block rpc.BlockNumberOrHash, tx int, contract common.Address,
	keyStart hexutil.Bytes, limit int,
) (eth.StorageRangeResult, error) {
	return d.state.StorageRangeAt(ctx, block, tx, contract, keyStart, limit)
}

// Preimage is debug_preimage: what a storage key is the hash of.
func (d *debugAPI) Preimage(ctx context.Context, hash common.Hash) (hexutil.Bytes, error) {
	return d.state.Preimage(ctx, hash)
}

// TraceTransaction is debug_traceTransaction.
func (d *debugAPI) TraceTransaction(ctx context.Context, hash common.Hash, config *tracers.TraceConfig) (any, error) {
	return d.trace.TraceTransaction(ctx, hash, config)
}
