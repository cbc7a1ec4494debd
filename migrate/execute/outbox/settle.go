package outbox

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

// patience is how long a transaction that the node has may wait for a block
// before its fees and its gas are looked at again.
const patience = 20 * time.Second

// Settle waits until everything that an account has on its way has ended, and
// returns how, in the order of nonces. When ctx ends first, what has not ended
// stays for the next call.
func (b *Box) Settle(ctx context.Context, key *ecdsa.PrivateKey) ([]Outcome, error) {
	return b.SettleTo(ctx, key, 0)
}

// SettleTo is Settle until at most so many are left on their way.
func (b *Box) SettleTo(ctx context.Context, key *ecdsa.PrivateKey, left int) ([]Outcome, error) {
	account := crypto.PubkeyToAddress(key.PublicKey)
	waiting, err := b.entries(account)
	if err != nil {
		return nil, err
	}
	var out []Outcome
	for pause, since := 2*time.Millisecond, time.Now(); len(waiting) > left; {
		e := waiting[0]
		// Sending comes first: it is what an earlier process may have missed, and a
		// node without any block does not know of receipts yet.
		if err := b.sendAll(ctx, key, waiting); err != nil {
			return out, err
		}
		o, ended, err := b.look(ctx, e)
		if err != nil {
			return out, err
		}
		if ended {
			if err := b.end(e, o); err != nil {
				return out, err
			}
			out, waiting = append(out, o), waiting[1:]
			pause, since = 2*time.Millisecond, time.Now()
			if err := b.before("ended " + e.Ref); err != nil {
				return out, err
			}
			continue
		}
		if time.Since(since) > patience {
			if err := b.refresh(ctx, key, e); err != nil {
				return out, err
			}
			since = time.Now()
		}
		if err := sleep(ctx, pause); err != nil {
			return out, fmt.Errorf("waiting for transaction %s to be final: %w", e.Ref, err)
		}
		pause = min(pause+pause/2, 200*time.Millisecond)
	}
	return out, nil
}

// look finds out whether an entry has ended.
func (b *Box) look(ctx context.Context, e *entry) (Outcome, bool, error) {
	o := Outcome{Ref: e.Ref}
	txs, err := e.txs()
	if err != nil {
		return o, false, err
	}
	used, err := b.finalNonce(ctx, e.account, &o)
	if err != nil {
		return o, false, err
	}
	for i, tx := range txs {
		r, err := b.chain.FinalReceipt(ctx, tx.Hash())
		if errors.Is(err, registry.ErrNotFound) {
			continue
		}
		if err != nil {
			return o, false, err
		}
		o.Hash, o.Receipt = tx.Hash(), r
		o.block, o.hash = r.BlockNumber.Uint64(), r.BlockHash
		switch {
		case void(tx, e.account):
			o.Receipt, o.Displaced = nil, true
		case r.Status != types.ReceiptStatusSuccessful:
			o.Err = b.chain.RevertReason(ctx, r, e.Raws[i])
		}
		return o, true, nil
	}
	// Receipts were asked for after the nonce: none means that there is none.
	o.Displaced = used > e.nonce
	return o, o.Displaced, nil
}

// finalNonce counts the transactions of an account in final blocks, and notes
// the last one.
func (b *Box) finalNonce(ctx context.Context, account common.Address, o *Outcome) (uint64, error) {
	at, err := b.chain.Finalized(ctx)
	if err != nil {
		return 0, err
	}
	o.block, o.hash = at.Number, at.Hash
	var n hexutil.Uint64
	if err := b.chain.RPC().CallContext(ctx, &n, "eth_getTransactionCount", account, hexutil.EncodeUint64(at.Number)); err != nil {
		return 0, fmt.Errorf("reading the nonce of %s at block %d: %v: %w", account, at.Number, err, registry.ErrUnreachable)
	}
	return uint64(n), nil
}

// sendAll sends what was not sent lately, lowest nonce first.
func (b *Box) sendAll(ctx context.Context, key *ecdsa.PrivateKey, waiting []*entry) error {
	for _, e := range waiting {
		if time.Since(b.sent[string(e.place())]) < b.resend {
			continue
		}
		if err := b.send(ctx, key, e); err != nil {
			return err
		}
	}
	return nil
}

// send gives the newest bytes of an entry to the node. An answer that time may
// change is no error.
func (b *Box) send(ctx context.Context, key *ecdsa.PrivateKey, e *entry) error {
	b.sent[string(e.place())] = time.Now()
	err := b.chain.SendRaw(ctx, e.Raws[len(e.Raws)-1])
	switch {
	case err == nil, errors.Is(err, registry.ErrConflict):
		return nil
	case errors.Is(err, registry.ErrStale):
		if strings.Contains(err.Error(), "nonce too low") {
			return nil // ours or another's: look says which
		}
		return b.resign(ctx, key, e, false)
	case errors.Is(err, registry.ErrInvalid) && strings.Contains(err.Error(), "gas limit"):
		return b.resign(ctx, key, e, true)
	}
	return err
}

// refresh has another look at a transaction that the node has had for long.
func (b *Box) refresh(ctx context.Context, key *ecdsa.PrivateKey, e *entry) error {
	txs, err := e.txs()
	if err != nil {
		return err
	}
	tx := txs[len(txs)-1]
	h, err := b.chain.HeaderByNumber(ctx, nil)
	if err != nil {
		return err
	}
	if tx.Gas() > h.GasLimit {
		return b.resign(ctx, key, e, true)
	}
	if h.BaseFee != nil && tx.GasFeeCap().Cmp(h.BaseFee) < 0 {
		return b.resign(ctx, key, e, false)
	}
	return nil
}

// resign makes other bytes for the nonce of an entry: the same call with the
// fees of now, or an empty one.
func (b *Box) resign(ctx context.Context, key *ecdsa.PrivateKey, e *entry, empty bool) error {
	txs, err := e.txs()
	if err != nil {
		return err
	}
	old := txs[len(txs)-1]
	fees, err := b.chain.Fees(ctx)
	if err != nil {
		return err
	}
	fees.Cap, fees.Tip = raised(old.GasFeeCap(), fees.Cap), raised(old.GasTipCap(), fees.Tip)
	to, data, gas := old.To(), old.Data(), old.Gas()
	if empty {
		to, data, gas = &e.account, nil, 21_000
	}
	raw, _, err := chain.SignTx(chain.BuildTx(b.chain.ChainID(), e.nonce, to, data, gas, fees), key)
	if err != nil {
		return err
	}
	e.Raws = append(e.Raws, raw)
	if err := b.put(e); err != nil {
		return err
	}
	delete(b.sent, string(e.place())) // it is sent with the next round
	return nil
}

// void reports whether a transaction only takes a nonce.
func void(tx *types.Transaction, account common.Address) bool {
	return tx.To() != nil && *tx.To() == account && len(tx.Data()) == 0
}

// raised is at least an eighth more than before, as nodes ask of a replacement,
// and at least what is usual now. Nothing stays nothing.
func raised(before, now *big.Int) *big.Int {
	up := new(big.Int).Add(before, new(big.Int).Rsh(new(big.Int).Add(before, big.NewInt(7)), 3))
	if now != nil && now.Cmp(up) > 0 {
		return now
	}
	return up
}

// estimate asks the node for the gas of a call.
func (b *Box) estimate(ctx context.Context, from common.Address, c Call) (uint64, error) {
	gas, err := b.chain.EstimateGas(ctx, ethereum.CallMsg{From: from, To: c.To, Data: c.Data})
	return gas + gas/4, err
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
