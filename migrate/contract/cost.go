package contract

import (
	"context"
	"fmt"
	"math"
	"math/big"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
)

// What writing costs, in gas. The first three are the EVM's (EIP-2929, EIP-2200,
// EIP-3529); of what a clearing refunds, nothing is counted.
const (
	gasNewSlot = 22_100 // a slot that was zero, first touched in the transaction
	gasChange  = 5_000
	gasClear   = 5_000
	// gasEntry is what an entry costs besides its slots: 3,800 for hashing its
	// leaf and taking it to the target, measured in batches of 10 to 400, and
	// 2,900 for 352 bytes of calldata (EIP-2028), most of them zero.
	gasEntry = 6_700
	// gasBatch is what a batch costs besides its entries: 56,000, measured, for
	// the proof and the calls, and 21,000 for the transaction.
	gasBatch = 77_000
	// gasTouch is what an entry of one slot costs in all when it is first touched, in a
	// tree of 131,072: measured, without the transaction of 21,000.
	gasTouch = 135_000
	// Deployments, from the sizes of the code.
	gasLedger  = 2_600_000
	gasStandIn = 1_080_000
	gasGate    = 1_500_000
	gasProxy   = 900_000 // with its ProxyAdmin
	// gasStep is one of the other transactions, freezing, attesting, confirming
	// and activating, which take 38,000 to 219,000 and 21,000 besides.
	gasStep = 125_000
	// fillBlock is which part of a block a batch takes, in percent: below half,
	// so that it does not raise the base fee (EIP-1559).
	fillBlock = 45
	// maxTransaction bounds the gas of one transaction (EIP-7825).
	maxTransaction = 16_777_216
	// maxCalldata bounds a transaction, in bytes, and bytesEntry is what an entry
	// of one slot takes of it.
	maxCalldata = 120_000
	bytesEntry  = 352
	// readPerSecond is how many slots are read and converted.
	readPerSecond = 8_000
)

// gasDeploy is what it costs to deploy a contract (EIP-2028, EIP-3860), without
// what its constructor does.
func gasDeploy(a *artifact.Artifact) uint64 {
	gas := 53_000 + 200*uint64(len(a.Runtime.Object)) + 2*uint64(len(a.Creation.Object)+31)/32
	for _, b := range a.Creation.Object {
		if b == 0 {
			gas += 4
		} else {
			gas += 16
		}
	}
	return gas
}

// A pace is how fast blocks come.
type pace struct {
	// seconds is the time between two blocks, gas the limit of one.
	seconds float64
	gas     uint64
}

// lookBack is over how many blocks the pace is measured.
const lookBack = 50

// tempo measures the pace of the chain.
func (w *work) tempo(ctx context.Context) error {
	last, err := w.in.Chain.HeaderByNumber(ctx, new(big.Int).SetUint64(w.snap.Number))
	if err != nil {
		return err
	}
	w.block = pace{seconds: 1, gas: last.GasLimit}
	if w.snap.Number < 2 {
		return nil
	}
	n := min(lookBack, w.snap.Number-1)
	first, err := w.in.Chain.BlockByNumber(ctx, w.snap.Number-n)
	if err != nil {
		return err
	}
	w.block.seconds = max(float64(w.snap.Time-min(first.Time, w.snap.Time))/float64(n), 0.01)
	return nil
}

// perBatch is how many entries fit into one transaction.
func (p pace) perBatch() uint64 {
	gas := min(p.gas*fillBlock/100, maxTransaction)
	byGas := max(gas, gasBatch) - gasBatch
	return max(1, min(byGas/(gasNewSlot+gasEntry), maxCalldata/bytesEntry))
}

// cost estimates what the chosen way takes.
func (w *work) cost(n counted) {
	p := w.plan
	c := Cost{}
	load, entries := uint64(0), uint64(0)
	switch {
	case p.Way == InPlace && !p.Rewrite:
		c.Transactions, c.Gas = 2, gasDeploy(w.in.To)+gasStep // the implementation and the upgrade
		c.Basis = "one deployment of the new implementation and one upgrade; no slot changes"
		p.Cost = c
		return
	case p.Way == InPlace:
		c.Writes = n.rewrites()
		load = n.created*gasNewSlot + n.changed*gasChange + n.cleared*gasClear
	case p.Way == Deferred:
		c.Writes = n.eager
		load = n.eager * gasNewSlot
	default:
		c.Writes = n.eager + n.later
		load = c.Writes * gasNewSlot
	}
	entries = c.Writes
	load += entries * gasEntry
	batches := uint64(math.Ceil(float64(entries) / float64(w.block.perBatch())))
	steps := uint64(4) // freeze, attest, confirm, activate
	fixed, deployments := gasDeploy(w.in.To)+gasLedger+gasStandIn, uint64(3)
	if p.Movable {
		fixed, deployments = fixed-gasStandIn, deployments-1
	} else if p.Way != InPlace {
		fixed, deployments = fixed+gasStandIn+gasProxy, deployments+2
	}
	if p.Way == Deferred && !p.Movable {
		fixed, deployments = fixed+gasGate, deployments+1
	}
	c.Transactions = deployments + steps + batches
	c.Gas = fixed + steps*gasStep + batches*gasBatch + load
	if entries > 0 {
		c.GasPerEntry = math.Round(float64(load+batches*gasBatch)/float64(entries)*10) / 10
	}
	reading := float64(n.read) / readPerSecond
	if p.Way != Deferred {
		reading *= 2 // it is read back before the activation
	}
	c.RefusedSeconds = math.Round((float64(steps+batches)*w.block.seconds+reading)*10) / 10
	c.Basis = fmt.Sprintf("%d slots at %d gas for a new one, %d for one that changes, and %d for each entry's calldata and proof; "+
		"%d entries in a transaction (%d%% of a block of %d gas, at most %d); a block every %.2g s; %d slots read in a second",
		c.Writes, gasNewSlot, gasChange, gasEntry, w.block.perBatch(), fillBlock, w.block.gas, maxTransaction, w.block.seconds, readPerSecond)
	if p.Way == Deferred {
		later := n.later*gasNewSlot + n.elements*gasEntry + n.elements/w.block.perBatch()*gasBatch
		c.Basis += fmt.Sprintf("; besides, %d entries are written after the switch, for about %d gas in all by the finisher, or about %d for each that a user touches first",
			n.elements, later, gasTouch)
	}
	if p.Proxy == registry.NoProxy && !p.Movable {
		c.Basis += "; without a proxy nobody is refused unless the contract freezes itself"
	}
	p.Cost = c
}
