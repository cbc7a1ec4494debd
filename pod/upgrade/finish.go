package upgrade

import (
	"context"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
)

// finish proposes the novation of records that their line has left behind and
// whose first party is this pod's member. It does not wait for them: what does
// not become final is found again in a later round.
func (u *Upgrader) finish(ctx context.Context) {
	v := u.cfg.View()
	var due []evidence.Hash
	err := u.cfg.Store.View(ctx, func(tx store.Tx) error {
		due = nil
		busy := map[evidence.Hash]bool{}
		err := record.EachCandidate(tx, func(c *record.Candidate) error {
			busy[c.Decision.Record] = busy[c.Decision.Record] || c.Mine
			return nil
		})
		if err != nil {
			return err
		}
		return record.Each(tx, func(r *record.Record) error {
			if !busy[r.ID] && u.leads(r) && u.moves(v, r) {
				due = append(due, r.ID)
			}
			return nil
		})
	})
	if err != nil {
		u.cfg.Log.WarnContext(ctx, "looking for records to novate", "error", err)
	}
	for _, id := range due {
		if ctx.Err() != nil {
			return
		}
		_, err := u.cfg.Decider.Novate(ctx, id)
		var rejected *evidence.RejectedError
		if err != nil && !errors.As(err, &rejected) && !errors.Is(err, registry.ErrStale) && !errors.Is(err, registry.ErrConflict) {
			u.cfg.Log.WarnContext(ctx, "novating a record", "record", id, "error", err)
		}
		u.cfg.Point("finish")
	}
}

// leads reports whether this pod is the one that proposes novations of r in the
// background.
func (u *Upgrader) leads(r *record.Record) bool { return r.Parties[0] == u.cfg.Member }

// moves reports whether r is due, free, and was not refused at this epoch.
func (u *Upgrader) moves(v *change.View, r *record.Record) bool {
	kind, ok := u.cfg.Decider.Due(r)
	if !ok || r.Status != record.Open || r.Blocked != "" || kind == evidence.Up && r.Pinned {
		return false
	}
	return r.Refusal == "" || r.RefusedAt != v.Lines[u.cfg.Salt.Line(r.Line)].Epoch
}

// Preview says what the revert of an activated change would do to this pod's
// records, and what left the pod under its release.
func (u *Upgrader) Preview(ctx context.Context, c *change.Change) (*migrate.Preview, error) {
	doc, err := u.Document(ctx, c)
	if err != nil {
		return nil, err
	}
	m, err := u.Mover(ctx, &doc.Plan)
	if err != nil {
		return nil, err
	}
	p, err := migrate.PreviewRevert(ctx, m, func(yield func(migrate.State) error) error {
		return u.states(ctx, doc.Plan.Line, func(r *record.Record) bool {
			return common.Address(r.Book) == doc.Book && doc.Plan.Way == migrate.OnTouch
		}, yield)
	})
	if err != nil {
		return nil, err
	}
	err = u.cfg.Store.View(ctx, func(tx store.Tx) error {
		p.Taint, p.Untouched = p.Taint[:0], 0
		return record.Each(tx, func(r *record.Record) error {
			if r.Line != doc.Plan.Line {
				return nil
			}
			if common.Address(r.Book) != doc.Book {
				p.Untouched++
			}
			return record.History(tx, r.ID, 1, func(d *evidence.Decision, _ []byte) error {
				if d.Release != doc.Plan.To.Release || d.Epoch < c.Epoch {
					return nil
				}
				for _, out := range d.Documents {
					p.Taint = append(p.Taint, migrate.Taint{Record: r.ID, Sequence: d.Sequence, Time: d.Time, Document: out})
				}
				return nil
			})
		})
	})
	slices.SortFunc(p.Taint, func(a, b migrate.Taint) int { return int(a.Time - b.Time) })
	return p, err
}
