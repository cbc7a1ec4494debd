package execute

import (
	"context"
	"fmt"
	"math/big"
	"os"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"golang.org/x/sys/unix"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/match"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/registry"
)

// preflight finds out, before anything is sent, whether the plan still holds at
// the last final block and whether it can be carried out.
func (m *Migration) preflight(ctx context.Context) error {
	for _, check := range []func(context.Context) error{
		m.checkArtifacts, m.checkRunning, m.checkOwner, m.checkFunds, m.checkState,
	} {
		if err := check(ctx); err != nil {
			return err
		}
	}
	return m.j.save(func(r *record) { r.Planned = true })
}

// checkArtifacts compares the artefacts at hand with those of the plan.
func (m *Migration) checkArtifacts(context.Context) error {
	for _, e := range []struct {
		end  contract.End
		have *artifact.Artifact
	}{{m.plan.From, m.cfg.Input.From}, {m.plan.To, m.cfg.Input.To}} {
		b, err := e.have.Encode()
		if err != nil {
			return err
		}
		if got := registry.DigestOf(b); got != e.end.Artifact {
			return fmt.Errorf("the artefact at hand of %s is %s and the plan's is %s: %w", e.end.Name, got, e.end.Artifact, registry.ErrConflict)
		}
	}
	return nil
}

// checkRunning compares code on chain with the artefacts.
func (m *Migration) checkRunning(ctx context.Context) error {
	if m.plan.Movable {
		return m.checkStanding(ctx)
	}
	is, err := m.runs(ctx, m.j.rec.Source, nil)
	if err != nil {
		return err
	}
	runs, err := m.gateBefore(ctx)
	if err != nil {
		return err
	}
	if runs == (common.Address{}) {
		runs = m.plan.From.Implementation
	}
	if is != runs && ledgered(m.plan) && m.j.rec.Deployed { // joined after the freeze
		mine, err := m.isMine(ctx, is)
		if err != nil {
			return err
		}
		if mine {
			runs = is
		}
	}
	if is != runs {
		return fmt.Errorf("%s runs %s by now, and the plan was made when it ran %s; plan again: %w", m.j.rec.Source, is, runs, registry.ErrStale)
	}
	if err := m.matches(ctx, m.plan.From.Implementation, m.cfg.Input.From); err != nil {
		return err
	}
	if m.plan.To.Implementation == (common.Address{}) {
		_, err := creation(m.cfg.Input.To)
		return err
	}
	return m.matches(ctx, m.plan.To.Implementation, m.cfg.Input.To)
}

// checkStanding is checkRunning for accounts that freeze themselves.
func (m *Migration) checkStanding(ctx context.Context) error {
	by, open, err := m.look.obeys(ctx, m.j.rec.Source, nil)
	if err != nil {
		return err
	}
	ours := m.j.rec.Ledger // joined after the freeze
	if before := m.feeding(); before != nil && open {
		ours = before.j.rec.Ledger
	}
	if by != (common.Address{}) && by != ours {
		return fmt.Errorf("%s obeys the migration %s by now; plan again: %w", m.j.rec.Source, by, registry.ErrStale)
	}
	if err := m.matches(ctx, m.plan.From.Implementation, m.cfg.Input.From); err != nil {
		return err
	}
	if m.j.rec.OwnTarget {
		_, err := m.plan.Constructed(m.cfg.Input.To, m.j.rec.Ledger)
		return err
	}
	return m.matches(ctx, m.plan.To.Implementation, m.cfg.Input.To)
}

// matches compares the code at an address with an artefact.
func (m *Migration) matches(ctx context.Context, at common.Address, a *artifact.Artifact) error {
	result, err := match.At(ctx, m.look, at, nil, a)
	if err == nil && result.Verdict == match.None {
		err = fmt.Errorf("the code at %s is not that of %s: %s; nothing is moved by a layout that is not the code's: %w",
			at, a.Name, result.Difference.Reason, registry.ErrRefused)
	}
	return err
}

// checkOwner tries an upgrade on the state of now, without sending it.
func (m *Migration) checkOwner(ctx context.Context) error {
	if a := m.cfg.Authority; a != nil && a.Address() != m.plan.Owner {
		return fmt.Errorf("%s may upgrade, and the authority at hand is %s: %w", m.plan.Owner, a.Address(), registry.ErrNotAllowed)
	}
	r := &m.j.rec
	accounts := [][2]common.Address{{r.Source, r.SourceAdmin}}
	if !r.OwnTarget && r.Target != r.Source {
		accounts = append(accounts, [2]common.Address{r.Target, r.TargetAdmin})
	}
	for _, a := range accounts {
		if m.plan.Movable {
			if _, err := m.freezeCall(ctx, a[0]); err != nil {
				return err
			}
			continue
		}
		same, err := m.runs(ctx, a[0], nil)
		if err != nil {
			return err
		}
		if m.plan.Proxy == registry.Beacon {
			a[0] = m.plan.Beacon
		}
		if _, err := upgradeCall(ctx, m.look.Client, m.plan.Owner, a[0], a[1], same, nil); err != nil {
			return err
		}
	}
	return nil
}

// checkFunds compares what this member's accounts have with what gas costs.
func (m *Migration) checkFunds(ctx context.Context) error {
	if m.cfg.Carrier == nil {
		return nil
	}
	fees, err := m.look.Fees(ctx)
	if err != nil || fees.Cap == nil || fees.Cap.Sign() == 0 {
		return err
	}
	carrier := crypto.PubkeyToAddress(m.cfg.Carrier.PublicKey)
	var have hexutil.Big
	if err := m.look.RPC().CallContext(ctx, &have, "eth_getBalance", carrier, "latest"); err != nil {
		return m.look.asked(ctx, "reading the balance of "+carrier.Hex(), err)
	}
	need := new(big.Int).Mul(new(big.Int).SetUint64(m.plan.Cost.Gas), fees.Cap)
	if have.ToInt().Cmp(need) < 0 {
		return fmt.Errorf("the carrier %s has %s wei, and the plan's %d gas may cost %s: fund it: %w", carrier, have.ToInt(), m.plan.Cost.Gas, need, registry.ErrRefused)
	}
	return nil
}

// bytesPerSlot is the space on disk that a slot takes at most while it is moved:
// sets in two orders, trees, and what is read again to verify.
const bytesPerSlot = 1_500

// checkState reads the whole state as the migration will, so that keys that are
// missing are found before anybody is refused anything.
func (m *Migration) checkState(ctx context.Context) error {
	if err := empty(m.path(scratchDir)); err != nil {
		return err
	}
	var fs unix.Statfs_t
	if err := unix.Statfs(m.cfg.Dir, &fs); err != nil {
		return fmt.Errorf("asking for the space on disk: %w", err)
	}
	free, need := fs.Bavail*uint64(fs.Bsize), (m.plan.Snapshot.Slots+10_000)*bytesPerSlot
	if free < need {
		return fmt.Errorf("%s has %d MB left, and %d slots may take %d MB: make room: %w", m.cfg.Dir, free>>20, m.plan.Snapshot.Slots, need>>20, registry.ErrRefused)
	}
	if m.parent != nil {
		return nil // its preview has read everything
	}
	f, err := m.look.Finalized(ctx)
	if err != nil {
		return err
	}
	st, err := m.readAt(ctx, f.Number, m.path(scratchDir, "check"))
	if err != nil {
		return err
	}
	closeState(st)
	if err := m.readSiblings(ctx, f.Number); err != nil {
		return err
	}
	return os.RemoveAll(m.path(scratchDir))
}
