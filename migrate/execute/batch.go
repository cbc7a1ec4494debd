package execute

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/leaves"
)

const (
	// maxTxGas is what later forks let one transaction use at most (EIP-7825).
	// It is kept on every chain: what larger ones would save is little.
	maxTxGas = 16_777_216
	// maxTxBytes bounds the data of a transaction: nodes take 128 KiB in all.
	maxTxBytes = 120 << 10
	// inFlight is how many batches are on their way at most. When half of them
	// have ended, others are made, while the chain is busy with the rest.
	inFlight = 6
	// firstBatch is how many entries the first batch has.
	firstBatch = 20
	// mostEntries bounds a batch: more do not fit into maxTxBytes.
	mostEntries = 450
	// overhead is the gas of a transaction without entries: the transaction
	// itself, the ledger's slots, the proof.
	overhead = 100_000
)

// A sizer says how many entries fit into a batch, by what the batches before
// used.
type sizer struct {
	// factor is the gas that was used, compared with what was expected.
	factor float64
	// limit is the gas that one batch may use; shrink halves it.
	limit uint64
	// learned is true when a batch was measured.
	learned bool
}

// fillBlock is which part of a block a batch may take, in percent. Blocks that
// are less than half full do not raise the base fee (EIP-1559), so that chains
// without fees stay so, and others have room as well.
const fillBlock = 45

// newSizer returns a sizer for blocks with a gas limit.
func newSizer(blockGas uint64) *sizer {
	return &sizer{factor: 1.5, limit: min(blockGas*fillBlock/100, maxTxGas*9/10)}
}

// most is how many entries to look at for one batch.
func (s *sizer) most() uint64 {
	if !s.learned {
		return firstBatch
	}
	return mostEntries
}

// weigh is the expected gas of an entry and the bytes of its encoding. Back
// means that it is taken back.
func weigh(e leaves.Entry, back bool) (gas, size uint64) {
	size = uint64(e.Size())
	gas = 1_500
	for _, s := range e.Stores {
		from, to := s.Before, s.After
		if back {
			from, to = to, from
		}
		switch from {
		case to:
			gas += 2_700
		case common.Hash{}:
			gas += 22_700
		default:
			gas += 5_600
		}
	}
	for _, l := range e.Logs {
		n := uint64(len(l.Data)+31)/32*32 + uint64(len(l.Topics))*32
		gas += 1_000 + 375*uint64(len(l.Topics)+1) + 8*n
	}
	return gas + 10*size, size
}

// take returns how many of the entries fit, at least one, and the gas limit for
// a transaction with them. Entries that are taken back are counted from the last.
func (s *sizer) take(entries []leaves.Entry, back bool) (n int, gas uint64) {
	var sum, bytes uint64
	for i := range entries {
		e := entries[i]
		if back {
			e = entries[len(entries)-1-i]
		}
		g, b := weigh(e, back)
		if i > 0 && (s.gas(sum+g) > s.limit || bytes+b > maxTxBytes) {
			break
		}
		sum, bytes, n = sum+g, bytes+b, i+1
	}
	return n, min(s.gas(sum)*5/4, maxTxGas)
}

func (s *sizer) gas(sum uint64) uint64 { return overhead + uint64(s.factor*float64(sum)) }

// learn takes in what a batch used.
func (s *sizer) learn(entries []leaves.Entry, used uint64, back bool) {
	var sum uint64
	for _, e := range entries {
		g, _ := weigh(e, back)
		sum += g
	}
	s.learned = true
	if sum == 0 || used <= overhead {
		return
	}
	// Up at once, down slowly: a batch that is too large is lost.
	seen := float64(used-overhead/2) / float64(sum)
	if seen > s.factor {
		s.factor = seen
		return
	}
	s.factor += (seen - s.factor) / 2
}

// shrink halves what a batch may use, after one did not fit. It reports false
// when that is too little for anything.
func (s *sizer) shrink() bool {
	s.limit /= 2
	return s.limit >= overhead+30_000
}
