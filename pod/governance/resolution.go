package governance

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// neededUntil returns the last second, in unix seconds, in which a revert of the
// line could lead back to a Book; zero when none can.
func neededUntil(v *change.View, line registry.Digest, book common.Address) uint64 {
	l := v.Lines[line]
	if l == nil {
		return 0
	}
	c := v.Changes[l.Change]
	if c == nil || c.Parent.Book != book || c.RevertUntil() < v.Time {
		return 0
	}
	return c.RevertUntil()
}

func second(unix uint64) string {
	return time.Unix(int64(unix), 0).UTC().Format(time.DateTime + " UTC")
}

// Retire returns what all members sign to retire a release, when this member has
// no record left under it and keeps it for no auditor.
func (g *Governor) Retire(ctx context.Context, line, version, reason string) (typed.Resolution, error) {
	if reason == "" {
		return typed.Resolution{}, fmt.Errorf("retiring a release needs a reason, for the members and for the auditors: %w", registry.ErrInvalid)
	}
	book, err := g.bookOf(ctx, line, version)
	if err != nil {
		return typed.Resolution{}, err
	}
	r, err := RetireOf(g.cfg.View(), book, reason)
	if err != nil {
		return r, fmt.Errorf("retiring %s@%s: %w", line, version, err)
	}
	return r, g.Consents(ctx, r)
}

// bookOf returns the Book that holds the records of a release.
func (g *Governor) bookOf(ctx context.Context, line, version string) (book common.Address, err error) {
	var known releases.Known
	err = g.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		known, err = releases.FindKnown(tx, func(k releases.Known) bool { return k.Name == line && k.Version == version }, line+"@"+version)
		return err
	})
	if err != nil {
		return book, err
	}
	v, salted := g.cfg.View(), g.cfg.Salt.Release(known.Digest)
	if l := v.Lines[g.cfg.Salt.Line(line)]; l != nil && l.Release == salted {
		return book, fmt.Errorf("%s is the active release of its line: activate another one first: %w", known.Ref(), registry.ErrConflict)
	}
	for a, b := range v.Books {
		switch {
		case b.Release != salted:
		case b.State == change.Retired:
			return book, fmt.Errorf("%s is retired already: %w", known.Ref(), registry.ErrStale)
		default:
			return a, nil
		}
	}
	return book, fmt.Errorf("%s has no records of its own: it was never active, or its Book went on with another release: there is nothing to retire: %w",
		known.Ref(), registry.ErrStale)
}

// Consents refuses a resolution that this member must not sign: one that is not
// the next one, or of another member set, or that retires what the member still
// needs. Whoever signs for the member asks its pod first.
func (g *Governor) Consents(ctx context.Context, r typed.Resolution) error {
	v := g.cfg.View()
	if r.Number != v.Resolutions+1 || r.MemberEpoch != v.MemberEpoch || r.Expiry < v.Time || r.Expiry > v.Time+2*resolutionDays*day {
		return fmt.Errorf("resolution %d of member set %d, until %s, is not one that can be signed now: the next one is %d of member set %d: %w",
			r.Number, r.MemberEpoch, second(r.Expiry), v.Resolutions+1, v.MemberEpoch, registry.ErrStale)
	}
	if r.Kind != typed.Retire {
		return nil
	}
	book := common.BytesToAddress(r.Subject[:])
	b := v.Books[book]
	if b == nil || r.Subject != common.BytesToHash(book[:]) || r.Value != b.Epoch {
		return fmt.Errorf("the resolution retires no Book at its present epoch: %w", registry.ErrStale)
	}
	if _, err := RetireOf(v, book, ""); err != nil {
		return err
	}
	holds, err := g.cfg.Holds(ctx, book)
	if err != nil {
		return err
	}
	if len(holds) > 0 {
		return fmt.Errorf("%s does not retire the release in Book %s: %s\n"+
			"Novate or finish the records, or wait for the end of the retention: %w", g.cfg.Member, book, strings.Join(holds, "; "), registry.ErrRefused)
	}
	return nil
}

// Words says in words what signing a resolution means.
func (g *Governor) Words(ctx context.Context, r typed.Resolution) ([]string, error) {
	v := g.cfg.View()
	var known []releases.Known
	err := g.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		known, err = releases.ListKnown(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	var what string
	need := fmt.Sprintf("%d of %d members sign", v.Threshold, len(v.Approvers))
	switch r.Kind {
	case typed.Lift:
		what = fmt.Sprintf("the pause of %s, which lasts until %s, ends at once", g.lineName(known, r.Subject), second(r.Value))
	case typed.Agree:
		class := uint32(common.Hash(r.Subject).Big().Uint64())
		what = fmt.Sprintf("until %s, a change of class %s needs %d approvals instead of %d, as long as nobody rejects it and every pod has vetted",
			second(r.Value), className(class), r.Quorum, v.Threshold)
	case typed.Retire:
		book := common.BytesToAddress(r.Subject[:])
		what = fmt.Sprintf("%s is retired for ever: its Book %s, at epoch %d, takes no decision any more; records only leave it", g.releaseName(known, v.Books[book]), book, r.Value)
		need = fmt.Sprintf("all %d members sign, each for itself that it has no record left there", len(v.Approvers))
	default:
		return nil, fmt.Errorf("resolution of kind %d: this pod knows no such kind: %w", r.Kind, registry.ErrInvalid)
	}
	return []string{
		what, need,
		fmt.Sprintf("it is resolution %d, of member set %d, and can be carried out until %s", r.Number, r.MemberEpoch, second(r.Expiry)),
	}, nil
}

func className(class uint32) string {
	if class == typed.ClassPatch {
		return "patch (only the patch number of the release differs)"
	}
	return fmt.Sprint(class)
}

func (g *Governor) lineName(known []releases.Known, line registry.Digest) string {
	if line.IsZero() {
		return "all lines"
	}
	if i := slices.IndexFunc(known, func(k releases.Known) bool { return g.cfg.Salt.Line(k.Name) == line }); i >= 0 {
		return "line " + known[i].Name
	}
	return "a line that this pod does not know"
}

func (g *Governor) releaseName(known []releases.Known, b *change.Book) string {
	if b != nil {
		if i := slices.IndexFunc(known, func(k releases.Known) bool { return g.cfg.Salt.Release(k.Digest) == b.Release }); i >= 0 {
			return known[i].Ref()
		}
	}
	return "a release that this pod does not know"
}

// Agree returns what members sign to agree on what changes of a class need.
func (g *Governor) Agree(class, quorum uint32, until uint64, reason string) (typed.Resolution, error) {
	v := g.cfg.View()
	switch {
	case class != typed.ClassPatch:
		return typed.Resolution{}, fmt.Errorf("class %d: this pod knows class %d, patches: %w", class, typed.ClassPatch, registry.ErrInvalid)
	case int(quorum) > len(v.Approvers):
		return typed.Resolution{}, fmt.Errorf("%d approvals: there are %d members: %w", quorum, len(v.Approvers), registry.ErrInvalid)
	case until <= max(v.Time, uint64(time.Now().Unix())):
		return typed.Resolution{}, fmt.Errorf("the agreement would end at %s, which is past: %w", second(until), registry.ErrInvalid)
	case reason == "":
		return typed.Resolution{}, fmt.Errorf("an agreement needs a reason, for the members and for the auditors: %w", registry.ErrInvalid)
	}
	return AgreeOf(v, class, quorum, until, reason)
}
