package fleet

import (
	"context"
	"slices"
	"strings"

	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// Statement returns what this pod says of itself to other members, or to its own
// operator with every reason in full.
func (f *Fleet) Statement(ctx context.Context, operator bool) (*Statement, error) {
	v := f.cfg.View()
	s := &Statement{
		Format: Format, Member: f.cfg.Member, Build: f.cfg.Build, HostABI: Range{registry.HostABI, registry.HostABI},
		Block: v.Block, Time: v.Time, MemberEpoch: v.MemberEpoch, Quarantined: f.cfg.Quarantined() != "", Lines: []Line{},
	}
	err := f.cfg.Store.View(ctx, func(tx store.Tx) error {
		known, err := releases.ListKnown(tx)
		if err != nil {
			return err
		}
		s.Lines = []Line{}
		for _, k := range known {
			r, err := f.release(tx, v, k, operator)
			if err != nil {
				return err
			}
			l := f.line(s, v, k.Name)
			if f.active(v, k) {
				l.Active = k.Version
			}
			l.Releases = append(l.Releases, r)
		}
		return f.tellOpen(tx, s, v, known, operator)
	})
	return s, err
}

// active reports whether a release is the active one of its line.
func (f *Fleet) active(v *change.View, k releases.Known) bool {
	l := v.Lines[f.cfg.Salt.Line(k.Name)]
	return l != nil && l.Release == f.salted(k)
}

func (f *Fleet) salted(k releases.Known) registry.Digest { return f.cfg.Salt.Release(k.Digest) }

// line returns the line of a statement, which it adds when it is missing.
func (f *Fleet) line(s *Statement, v *change.View, name string) *Line {
	if l := s.Line(name); l != nil {
		return l
	}
	l := Line{Name: name}
	if at := v.Lines[f.cfg.Salt.Line(name)]; at != nil {
		l.Epoch = at.Epoch
	}
	s.Lines = append(s.Lines, l)
	return &s.Lines[len(s.Lines)-1]
}

// slack is how far the clocks of two pods may be apart, in seconds: a decision
// allows as much.
const slack = 120

// reached puts the stages of a change in order.
var reached = []upgrade.Stage{"", upgrade.Fetched, upgrade.Verified, upgrade.Compiled, upgrade.Rehearsed, upgrade.Vetted, upgrade.Switched}

// release says how far this pod is with a release: by the change to it that
// brought it furthest, and by the last word about the newest one.
func (f *Fleet) release(tx store.Tx, v *change.View, k releases.Known, operator bool) (Release, error) {
	out := Release{Version: k.Version, Digest: k.Digest, Stage: Known}
	here, err := releases.HasBundle(tx, k.Digest)
	if err != nil {
		return out, err
	}
	furthest, why, prepared := upgrade.Stage(""), "", false
	for _, c := range v.Sorted() {
		if registry.Digest(c.Struct.Release) != f.salted(k) {
			continue
		}
		p, err := upgrade.ReadProgress(tx, c.Hash)
		if err != nil {
			return out, err
		}
		if slices.Index(reached, p.Stage) > slices.Index(reached, furthest) {
			furthest = p.Stage
		}
		why, prepared = p.Error, prepared || c.Status == change.Prepared
	}
	switch {
	case !here:
	case furthest == upgrade.Switched && f.active(v, k):
		out.Stage = Runs
	case furthest == upgrade.Switched:
		out.Stage = Ran
	case furthest == upgrade.Vetted && prepared:
		out.Stage = Prepared
	case furthest == "":
		out.Stage = Fetched
	default:
		out.Stage = Stage(furthest)
	}
	past := false
	if r := f.cfg.Releases.Loaded(k.Digest); r != nil {
		out.Snapshot = r.Rules.Snapshot()
		past = !r.Manifest.Dates.Creates(int64(v.Time) - slack)
	}
	compiled := here && slices.Index(reached, furthest) >= slices.Index(reached, upgrade.Compiled)
	quarantine := f.cfg.Quarantined()
	out.Serves = compiled && k.Withdrawn == "" && quarantine == "" && !past
	switch {
	case k.Withdrawn != "":
		out.Why = reason(operator, "it was withdrawn", k.Withdrawn)
	case quarantine != "":
		out.Why = reason(operator, "the pod is in quarantine", quarantine)
	case past:
		out.Why = "its dates are past: it takes no new records"
	case why != "":
		out.Why = reason(operator, step(why), strings.TrimPrefix(why, failing(why)+": "))
	}
	return out, nil
}

// reason says why, in full to the operator only: the words may be about records.
func reason(operator bool, short, full string) string {
	if !operator || full == "" {
		return short
	}
	full, _, _ = strings.Cut(full, "\n")
	return short + ": " + full
}

// step says which step of a change failed.
func step(why string) string {
	if s := failing(why); s != "" {
		return s + " failed"
	}
	return "it does not go on"
}

// failing returns the step that an error begins with, "" when it names none.
func failing(why string) string {
	s, _, _ := strings.Cut(why, ":")
	if slices.Contains([]string{"fetching", "verifying", "compiling", "rehearsing"}, s) {
		return s
	}
	return ""
}

// tellsKey is where the store keeps what the operator allows to be told.
var tellsKey = []byte("tells")

// SetTells says whether this pod tells other members under which releases it has
// open records. It does not, unless the operator says so.
func (f *Fleet) SetTells(ctx context.Context, open bool) error {
	return f.cfg.Store.Update(ctx, func(tx store.Tx) error {
		if open {
			return tx.Put(bucket, tellsKey, []byte("open"))
		}
		return tx.Delete(bucket, tellsKey)
	})
}

// tells reports what [Fleet.SetTells] set.
func tells(tx store.Tx) (bool, error) {
	b, err := tx.Get(bucket, tellsKey)
	return string(b) == "open", err
}

// tellOpen adds whether there are open records, where that may be told.
func (f *Fleet) tellOpen(tx store.Tx, s *Statement, v *change.View, known []releases.Known, operator bool) error {
	allowed, err := tells(tx)
	if err != nil || !allowed && !operator {
		return err
	}
	all, err := f.held(tx, v, known)
	if err != nil {
		return err
	}
	for _, h := range all {
		open := h.Open > 0
		s.Line(h.Line).Release(h.Version).Open = &open
	}
	return nil
}
