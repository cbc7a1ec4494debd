package contract

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/contracts/match"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/registry"
)

// A reader completes a client to a match.Reader.
type reader struct{ *chain.Client }

// StorageAt reads one slot; a nil block means the latest.
func (r reader) StorageAt(ctx context.Context, account common.Address, slot common.Hash, block *big.Int) ([]byte, error) {
	at := "latest"
	if block != nil {
		at = hexutil.EncodeBig(block)
	}
	var out hexutil.Bytes
	if err := r.RPC().CallContext(ctx, &out, "eth_getStorageAt", account, slot, at); err != nil {
		return nil, fmt.Errorf("reading slot %s of %s: %w", slot, account, err)
	}
	return out, nil
}

// look opens the snapshot, and sees what is deployed and who may change it.
func (w *work) look(ctx context.Context) error {
	if err := w.open(ctx); err != nil {
		return err
	}
	at := new(big.Int).SetUint64(w.snap.Number)
	report, err := match.Find(ctx, reader{w.in.Chain}, w.in.Address, w.in.Chain.ChainID(), at, w.in.From)
	if err != nil {
		return fmt.Errorf("comparing the code at %s with %s: %w", w.in.Address, w.plan.From.Name, err)
	}
	if report.Verdict == match.None {
		inner, err := w.behindGate(ctx, report, at)
		if err != nil {
			return err
		}
		if inner != nil {
			report = inner
		}
	}
	if report.Verdict == match.None {
		return w.otherCode(ctx, report)
	}
	w.plan.From.Match = string(report.Verdict)
	w.plan.From.Implementation = *report.Address
	if err := w.proxy(ctx, report.Proxies, at); err != nil {
		return err
	}
	w.paused(ctx, at)
	return w.tempo(ctx)
}

func (w *work) open(ctx context.Context) error {
	w.progress("opening the state", 0)
	var err error
	w.snap, err = chainstate.At(ctx, w.in.Chain, w.in.Address, w.in.Read)
	if errors.Is(err, registry.ErrNotFound) {
		return fmt.Errorf("%w; on chain %s nothing was deployed at %s, or it destroyed itself: its state is gone then", err, w.in.Chain.ChainID(), w.in.Address)
	}
	return err
}

// otherCode says that the artefact is not what is deployed. The other artefact
// may be: then somebody has upgraded already.
func (w *work) otherCode(ctx context.Context, report *match.Report) error {
	reason := ""
	if report.Difference != nil {
		reason = report.Difference.Reason
		if reason == "" {
			reason = fmt.Sprintf("they differ in %s", report.Difference.Part)
		}
	}
	at := new(big.Int).SetUint64(w.snap.Number)
	if other, err := match.At(ctx, reader{w.in.Chain}, *report.Address, at, w.in.To); err == nil && other.Verdict != match.None {
		return fmt.Errorf("%s runs %s already, not %s: it was upgraded before: %w", w.in.Address, w.plan.To.Name, w.plan.From.Name, registry.ErrRefused)
	}
	return fmt.Errorf("the code at %s is not that of %s: %s; its layout would explain the state wrongly: "+
		"give the artefact that was deployed, compiled with the same settings: %w", w.in.Address, w.plan.From.Name, reason, registry.ErrRefused)
}

// proxy tells what kind of proxy the account is, and who may upgrade it.
func (w *work) proxy(ctx context.Context, proxies []match.Proxy, at *big.Int) error {
	w.proxyHas = len(proxies) > 0
	if len(proxies) == 0 {
		if err := w.alone(ctx, at); err != nil || w.plan.Movable {
			return err
		}
		w.note("the contract stands behind no proxy: it cannot be frozen from outside, so that this plan cannot be carried out; " +
			"derive a version from Movable, or let it hand its state over by its own means")
		return nil
	}
	if len(proxies) > 1 {
		w.note("%d proxies stand in a row: only the first is upgraded, by its own rules", len(proxies))
	}
	p := proxies[0]
	switch {
	case p.Kind == match.Beacon:
		w.plan.Proxy, w.plan.Beacon = registry.Beacon, p.Beacon
		if w.in.Map.Way == SteppedWay || w.in.Map.Way == Deferred {
			if err := w.alone(ctx, at); err != nil || w.plan.Movable {
				return err
			}
		}
		w.plan.Owner = w.ask(ctx, p.Beacon, "owner()", at)
	case p.Kind == match.Slot && p.Admin != common.Address{}:
		w.plan.Proxy = registry.Transparent
		w.plan.Admin, w.plan.Owner = p.Admin, p.Admin
		code, err := w.in.Chain.CodeAt(ctx, p.Admin, at)
		if err != nil {
			return fmt.Errorf("reading the code of the admin %s: %w", p.Admin, err)
		}
		if len(code) > 0 {
			w.plan.Owner = w.ask(ctx, p.Admin, "owner()", at)
		}
	case p.Kind == match.Slot && w.uups(ctx, p.Implementation, at):
		w.plan.Proxy = registry.UUPS
		owner, err := w.upgrader(ctx, p.Implementation, at)
		if err != nil {
			return err
		}
		w.plan.Owner = owner
	default:
		w.note("the account is a proxy of kind %s that nobody can give other code: it is treated like a contract without a proxy", p.Kind)
	}
	if w.plan.Proxy != registry.NoProxy && w.plan.Owner == (common.Address{}) {
		w.note("nobody was found who may upgrade the proxy: neither an owner nor a holder of a role that upgrades")
	}
	return nil
}

func (w *work) note(format string, args ...any) {
	w.plan.Notes = append(w.plan.Notes, fmt.Sprintf(format, args...))
}

// implementationSlot is where ERC-1967 has the implementation.
var implementationSlot = common.HexToHash("0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc")

// uups asks an implementation whether it upgrades the proxies in front of it.
func (w *work) uups(ctx context.Context, implementation common.Address, at *big.Int) bool {
	out, err := w.call(ctx, common.Address{}, implementation, selector("proxiableUUID()"), at)
	return err == nil && common.BytesToHash(out) == implementationSlot
}

func selector(signature string) []byte { return crypto.Keccak256([]byte(signature))[:4] }

func (w *work) call(ctx context.Context, from, to common.Address, data []byte, at *big.Int) ([]byte, error) {
	return w.in.Chain.CallContract(ctx, ethereum.CallMsg{From: from, To: &to, Data: data}, at)
}

// ask calls a getter that returns an address; zero when it does not.
func (w *work) ask(ctx context.Context, to common.Address, signature string, at *big.Int) common.Address {
	out, err := w.call(ctx, common.Address{}, to, selector(signature), at)
	if err != nil || len(out) != 32 || [12]byte(out[:12]) != [12]byte{} {
		return common.Address{}
	}
	return common.BytesToAddress(out)
}

// paused notes that the contract says it is.
func (w *work) paused(ctx context.Context, at *big.Int) {
	out, err := w.call(ctx, common.Address{}, w.in.Address, selector("paused()"), at)
	if err == nil && len(out) == 32 && common.BytesToHash(out) == common.BigToHash(big.NewInt(1)) {
		w.note("the contract is paused: its state moves as it is, and the new one will be paused too")
	}
}
