package fleet

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
)

// A Block is why a new record cannot be made with a party now.
type Block struct {
	Member string `json:"member"`
	Why    string `json:"why"`
	// Code names the condition: "unreachable", "stale" when time mends it,
	// "refused" when somebody must.
	Code string `json:"code"`
}

// A Servable is a release of a line and the parties that stand in its way.
type Servable struct {
	Version string          `json:"version"`
	Digest  registry.Digest `json:"digest"`
	// All means that all parties can decide under it now, as far as they say.
	All    bool    `json:"all"`
	Blocks []Block `json:"blocks"`
}

// A Preflight says under which releases of a line all parties of a new record
// could decide now.
type Preflight struct {
	Line    string   `json:"line"`
	Parties []string `json:"parties"`
	// Uses is the version that a new record would be made under: the active one.
	Uses string `json:"uses"`
	// Releases are those of the line, oldest first.
	Releases []Servable `json:"releases"`
	// Blocks are those of the version in use; with none the record can be
	// proposed.
	Blocks []Block `json:"blocks"`
	// Older are the parties whose pods do not know the question: they judge a
	// proposal when it comes.
	Older []string `json:"older"`
}

// Err returns nil when the record can be proposed, or names who blocks it and
// why. It matches [registry.ErrRefused] when somebody must mend something, else
// [registry.ErrUnreachable] when a pod does not answer, and
// [registry.ErrStale] when a pod is about to get there.
func (p *Preflight) Err() error {
	if len(p.Blocks) == 0 {
		return nil
	}
	var words []string
	kind := registry.ErrStale
	for _, b := range p.Blocks {
		words = append(words, b.Member+": "+b.Why)
		switch got := registry.ConditionNamed(b.Code).Err; {
		case errors.Is(got, registry.ErrStale) || errors.Is(kind, registry.ErrRefused):
		case errors.Is(got, registry.ErrUnreachable):
			kind = registry.ErrUnreachable
		default:
			kind = registry.ErrRefused
		}
	}
	return fmt.Errorf("a record of %s@%s cannot be made with these parties now; nothing was written: %s\n"+
		"See novation record preflight --parties %s: %w", p.Line, p.Uses, strings.Join(words, "; "), strings.Join(p.Parties, ","), kind)
}

// Admit is asked before a new record is proposed, about the other parties: this
// pod finds out about itself when it decides. What they said a moment ago is good
// enough to let it pass; whoever stands in its way is asked again.
func (f *Fleet) Admit(ctx context.Context, line string, parties []string) error {
	others := slices.DeleteFunc(slices.Clone(parties), func(m string) bool { return m == f.cfg.Member })
	p, err := f.preflight(ctx, line, others, f.cfg.Fresh)
	if err != nil {
		return err
	}
	if len(p.Blocks) > 0 {
		if p, err = f.preflight(ctx, line, others, 0); err != nil {
			return err
		}
	}
	return p.Err()
}

// Preflight asks all parties now.
func (f *Fleet) Preflight(ctx context.Context, line string, parties []string) (*Preflight, error) {
	return f.preflight(ctx, line, parties, 0)
}

func (f *Fleet) preflight(ctx context.Context, line string, parties []string, fresh time.Duration) (*Preflight, error) {
	for i, m := range parties {
		if !slices.Contains(f.cfg.Members, m) {
			return nil, fmt.Errorf("party %s is no member of this consortium: %w", m, registry.ErrNotFound)
		}
		if slices.Contains(parties[:i], m) {
			return nil, fmt.Errorf("party %s is named twice: %w", m, registry.ErrInvalid)
		}
	}
	out := &Preflight{Line: line, Parties: parties, Releases: []Servable{}, Blocks: []Block{}, Older: []string{}}
	var known []releases.Known
	err := f.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		known, err = releases.ListKnown(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	v := f.cfg.View()
	for _, k := range known {
		if k.Name != line {
			continue
		}
		out.Releases = append(out.Releases, Servable{Version: k.Version, Digest: k.Digest})
		if f.active(v, k) {
			out.Uses = k.Version
		}
	}
	if out.Uses == "" {
		return nil, fmt.Errorf("line %s has no active release: propose and approve a change first: %w", line, registry.ErrNotFound)
	}
	f.judge(out, f.standings(ctx, parties, fresh))
	return out, nil
}

// A standing is what a party says of itself, or why it says nothing.
type standing struct {
	member string
	said   *Statement
	err    error
}

// standings asks all parties at once; this pod says what it would say.
func (f *Fleet) standings(ctx context.Context, parties []string, fresh time.Duration) []standing {
	all := make([]standing, len(parties))
	var wg sync.WaitGroup
	for i, m := range parties {
		wg.Go(func() {
			all[i].member = m
			if m == f.cfg.Member {
				all[i].said, all[i].err = f.Statement(ctx, false)
				return
			}
			s, err := f.ask(ctx, m, fresh)
			all[i].said, all[i].err = s.Statement, err
		})
	}
	wg.Wait()
	return all
}

// judge says for each release which party stands in its way.
func (f *Fleet) judge(p *Preflight, all []standing) {
	for _, s := range all {
		if s.err != nil && older(s.err) {
			p.Older = append(p.Older, s.member)
		}
	}
	for i := range p.Releases {
		r := &p.Releases[i]
		r.Blocks = []Block{}
		for _, s := range all {
			if b := f.block(p.Line, r, s); b != nil {
				r.Blocks = append(r.Blocks, *b)
			}
		}
		r.All = len(r.Blocks) == 0
		if r.Version == p.Uses {
			p.Blocks = r.Blocks
		}
	}
}

// block returns why a party cannot decide under a release, nil when it can.
func (f *Fleet) block(line string, r *Servable, s standing) *Block {
	block := func(kind error, format string, a ...any) *Block {
		return &Block{s.member, fmt.Sprintf(format, a...), registry.ConditionOf(kind).Code}
	}
	switch {
	case s.err != nil && older(s.err):
		return nil
	case errors.Is(s.err, registry.ErrUnreachable), errors.Is(s.err, registry.ErrTimeout), errors.Is(s.err, registry.ErrStale):
		return block(registry.ErrUnreachable, "its pod does not answer (%s); %s", brief(s.err), f.lastSeen(s.member))
	case s.err != nil:
		return block(registry.ErrRefused, "its pod gives no answer that can be believed: %s", brief(s.err))
	case s.said.Quarantined:
		return block(registry.ErrRefused, "its pod is in quarantine and decides nothing")
	}
	var has *Release
	if l := s.said.Line(line); l != nil {
		has = l.Release(r.Version)
	}
	switch {
	case has == nil:
		return block(registry.ErrStale, "its pod has not seen %s@%s published; it has followed the chain to block %d", line, r.Version, s.said.Block)
	case has.Digest != r.Digest:
		return block(registry.ErrRefused, "its pod knows other bytes as %s@%s: digest %s, here %s", line, r.Version, has.Digest.Short(), r.Digest.Short())
	case has.Serves:
		return nil
	case has.Why != "":
		return block(registry.ErrRefused, "its pod is at %q with %s@%s: %s", has.Stage, line, r.Version, has.Why)
	default:
		return block(registry.ErrStale, "its pod is only at %q with %s@%s", has.Stage, line, r.Version)
	}
}

// lastSeen says when a pod answered last.
func (f *Fleet) lastSeen(member string) string {
	s := f.last(member)
	if s.Statement == nil {
		return "it never answered this pod before"
	}
	return fmt.Sprintf("it did last at %s, at block %d", s.At.UTC().Format(time.DateTime+" UTC"), s.Statement.Block)
}

// brief returns the first line of an error.
func brief(err error) string {
	first, _, _ := strings.Cut(err.Error(), "\n")
	return first
}
