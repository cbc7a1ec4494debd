package moving

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

const bucket = "moving"

// A Progress is what this pod has done about one migration of a change.
type Progress struct {
	// Contract is moved by the plan with this digest; Ledger is the contract
	// Migration.
	Contract common.Address  `json:"contract"`
	Plan     registry.Digest `json:"plan"`
	Ledger   common.Address  `json:"ledger"`
	// Phase is how far it is, Step what this pod did last: see execute.View.
	Phase string `json:"phase"`
	Step  string `json:"step"`
	// Loaded of Eager entries are written, Drained of Deferred ones.
	Loaded   uint64 `json:"loaded"`
	Eager    uint64 `json:"eager"`
	Drained  uint64 `json:"drained,omitempty"`
	Deferred uint64 `json:"deferred,omitempty"`
	// Verified is the digest of the report of this pod's own reading of the new
	// state after the switch, Returned that after the revert; zero before.
	Verified registry.Digest `json:"verified,omitzero"`
	Returned registry.Digest `json:"returned,omitzero"`
	// Differs is true when this pod has found the new state to be another than
	// the plan says.
	Differs bool `json:"differs,omitempty"`
	// Waits says what it waits for, and Error why this pod does not go on; "" when
	// there is nothing.
	Waits string `json:"waits,omitempty"`
	Error string `json:"error,omitempty"`
	// Settled is the status of the change for which nothing is left to do.
	Settled change.Status `json:"settled,omitempty"`
}

func place(c common.Hash, ledger common.Address) []byte { return append(c[:], ledger[:]...) }

// ReadProgress returns what this pod has done about the migrations of a change.
func ReadProgress(tx store.Tx, c common.Hash) ([]Progress, error) {
	var all []Progress
	err := tx.Scan(bucket, c[:], nil, func(_, v []byte) error {
		var p Progress
		if err := json.Unmarshal(v, &p); err != nil {
			return fmt.Errorf("the progress of a migration of change %s is damaged in the store: %v: %w", c.Hex(), err, registry.ErrInvalid)
		}
		all = append(all, p)
		return nil
	})
	return all, err
}

func (m *Mover) progress(ctx context.Context, c common.Hash, mv change.Move) (*Progress, error) {
	p := &Progress{Plan: mv.Plan, Ledger: mv.Ledger}
	err := m.cfg.Store.View(ctx, func(tx store.Tx) error {
		b, err := tx.Get(bucket, place(c, mv.Ledger))
		if err != nil || b == nil {
			return err
		}
		if err := json.Unmarshal(b, p); err != nil {
			return fmt.Errorf("the progress of migration %s is damaged in the store: %v: %w", mv.Ledger, err, registry.ErrInvalid)
		}
		return nil
	})
	return p, err
}

func (m *Mover) save(ctx context.Context, c common.Hash, p *Progress) error {
	b, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return m.cfg.Store.Update(context.WithoutCancel(ctx), func(tx store.Tx) error { return tx.Put(bucket, place(c, p.Ledger), b) })
}

// Settled reports whether this pod has done all that an activated or reverted
// change asks of it, and has found the new state to be what the plan says.
func (m *Mover) Settled(ctx context.Context, c *change.Change, d *change.Document) (bool, error) {
	for _, mv := range d.Moves {
		p, err := m.progress(ctx, c.Hash, mv)
		if err != nil {
			return false, err
		}
		if p.Differs {
			return false, fmt.Errorf("migration of %s: %s: %w", p.Contract, p.Error, registry.ErrRefused)
		}
		seen := p.Verified
		if c.Status == change.Reverted {
			seen = p.Returned
		}
		if seen.IsZero() {
			return false, nil
		}
	}
	return true, nil
}

// follow does what can be done now about the migrations of a change.
func (m *Mover) follow(ctx context.Context, c *change.Change) {
	if c.Struct.Calls == [32]byte{} || c.PreparedAt == 0 && (c.Open() || c.Status == change.Withdrawn || c.Status == change.Rejected) {
		return
	}
	if m.done[c.Hash] == c.Status {
		return
	}
	doc, err := m.cfg.Document(ctx, c)
	if err != nil {
		m.cfg.Log.WarnContext(ctx, "reading the document of a change", "change", c.Hash, "error", err)
		return
	}
	all := true
	for _, mv := range doc.Moves {
		at := m.tries[mv.Ledger]
		if time.Now().Before(at.next) {
			all = false
			continue
		}
		done, err := m.move(ctx, c, doc, mv)
		all = all && done
		switch {
		case err == nil:
			delete(m.tries, mv.Ledger)
		case ctx.Err() == nil:
			pause := min(max(2*at.pause, minTry), maxTry)
			m.tries[mv.Ledger] = try{time.Now().Add(pause), pause}
			m.cfg.Log.WarnContext(ctx, "a migration does not go on here", "change", c.Hash, "migration", mv.Ledger, "error", err)
		}
	}
	if all {
		m.done[c.Hash] = c.Status
	}
}

// move goes on with one migration, keeps how far it got, and reports whether
// nothing is left to do while the change stands as it does.
func (m *Mover) move(ctx context.Context, c *change.Change, doc *change.Document, mv change.Move) (done bool, err error) {
	p, err := m.progress(ctx, c.Hash, mv)
	if err != nil {
		return false, err
	}
	if p.Differs {
		m.cfg.Quarantine(ctx, quarantined(c, p))
		if c.Status == change.Prepared || c.Status == change.Activated {
			return false, nil // a pod that differs takes no part, until it is taken back
		}
	}
	if p.Settled == c.Status {
		return true, nil
	}
	before := *p
	err = m.goOn(ctx, c, doc, mv, p)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if p.Error = ""; err != nil {
		p.Error = err.Error()
	}
	if errors.Is(err, execute.ErrDiffers) {
		p.Differs = true
		m.cfg.Quarantine(ctx, quarantined(c, p))
	}
	if *p != before {
		err = errors.Join(err, m.save(ctx, c.Hash, p))
	}
	return err == nil && p.Settled == c.Status, err
}

func quarantined(c *change.Change, p *Progress) string {
	return fmt.Sprintf("change %s moves %s, and here the new state is found to be wrong: %s", c.Hash.Hex(), p.Contract, p.Error)
}

// goOn does what the status of the change asks for.
func (m *Mover) goOn(ctx context.Context, c *change.Change, doc *change.Document, mv change.Move, p *Progress) error {
	s, err := m.subject(ctx, doc, mv)
	if err != nil {
		return err
	}
	p.Contract = s.plan.Address
	own := m.part(mv.Ledger)
	own.mu.Lock()
	defer own.mu.Unlock()
	if err := m.open(ctx, own, s, mv, own.carries || doc.Proposer == m.cfg.Member || m.patient(own)); err != nil {
		return err
	}
	done, err := m.step(ctx, own.m, c, p)
	own.note(done)
	p.Waits = ""
	if done != nil {
		p.Waits = done.Text
	}
	m.view(ctx, own.m, c, p)
	if err == nil && done == nil && c.Status != change.Prepared {
		p.Settled = c.Status
		own.close(ctx, m.cfg.Log)
	}
	return err
}

// patience is how long a pod leaves it to the one of the member who proposed the
// change to carry batches.
const patience = 6 * time.Second

func (m *Mover) patient(p *part) bool { return !p.waits.IsZero() && time.Since(p.waits) > patience }

// note remembers since when a carrier is waited for.
func (p *part) note(w *execute.Waiting) {
	switch {
	case w == nil || w.For != execute.ForCarrier:
		p.waits = time.Time{}
	case p.waits.IsZero():
		p.waits = time.Now()
	}
}

// step carries the migration on as far as the status of the change allows, and
// returns what it waits for.
func (m *Mover) step(ctx context.Context, e *execute.Migration, c *change.Change, p *Progress) (*execute.Waiting, error) {
	switch c.Status {
	case change.Prepared:
		return e.Run(ctx)
	case change.Activated:
		w, err := e.Run(ctx)
		if err != nil || w != nil && w.For != execute.ForDrain {
			return w, err
		}
		if p.Verified.IsZero() {
			if p.Verified, err = verified(e.Verify(ctx)); err != nil {
				return nil, err
			}
			m.cfg.Point("move verified")
		}
		if w != nil {
			return e.Drain(ctx)
		}
		return nil, nil
	case change.Withdrawn:
		if c.ReplacedBy != (common.Hash{}) {
			return nil, nil // another change answers for what was prepared
		}
		return e.Abort(ctx)
	case change.Reverted:
		w, err := e.Revert(ctx, false)
		if err != nil || w != nil {
			return w, err
		}
		p.Returned, err = verified(e.VerifyRevert(ctx))
		return nil, err
	case change.Proposed, change.Rejected: // nothing was prepared
	}
	return nil, nil
}

func verified(r *execute.Report, err error) (registry.Digest, error) {
	if err != nil {
		return registry.Digest{}, execute.Differs(err)
	}
	return r.Digest(), nil
}

// view notes how far the migration is. What cannot be read is left as it was.
func (m *Mover) view(ctx context.Context, e *execute.Migration, c *change.Change, p *Progress) {
	v, err := e.View(ctx)
	if err != nil {
		return
	}
	if c.Status == change.Reverted && v.Revert != nil {
		v = v.Revert
	}
	p.Phase, p.Step, p.Loaded, p.Eager, p.Drained, p.Deferred = v.Phase, v.Step, v.Loaded, v.Eager, v.Drained, v.Deferred
}
