package audit

import (
	"context"
	"fmt"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/merklelog"
)

// A Retention keeps a release, or with Version "" all of a line, from being
// retired, as the member set it at its pod.
type Retention struct {
	Line    string
	Version string
	// Until is the first second in which it holds no more, Set when it was set,
	// both in unix seconds, the latter by the clock of the pod.
	Until, Set int64
	Reason     string
}

// verifyRetentions shows what the member has set, in order, and holds the last
// one of each release or line against the chain: what it keeps must not be
// retired.
func verifyRetentions(ctx context.Context, r *Report, src Source, entries [][]byte, trust Trust, view *change.View) error {
	all, err := src.Retentions(ctx)
	if err != nil {
		return err
	}
	for i, kept := range all {
		name := "retention of " + kept.Line
		if kept.Version != "" {
			name += "@" + kept.Version
		}
		var err error
		if !replaced(all[i+1:], kept) && view != nil && kept.Until > int64(view.Time) {
			err = notRetired(kept, entries, trust, view)
		}
		r.add(name, err, "until %s, set at %s: %s", stamp(kept.Until), stamp(kept.Set), kept.Reason)
	}
	return nil
}

// replaced reports whether a later retention of the same counts instead.
func replaced(later []Retention, kept Retention) bool {
	for _, l := range later {
		if l.Line == kept.Line && l.Version == kept.Version {
			return true
		}
	}
	return false
}

// notRetired fails when a release that is kept is retired on chain.
func notRetired(kept Retention, entries [][]byte, trust Trust, view *change.View) error {
	for _, b := range entries {
		e, err := merklelog.ParseEntry(b)
		if err != nil || e.Kind != merklelog.KindRelease || e.Name != kept.Line || kept.Version != "" && e.Version != kept.Version {
			continue // what cannot be read was reported with the log
		}
		salted := trust.Salt.Release(e.Digest)
		for a, book := range view.Books {
			if book.Release == salted && book.State == change.Retired {
				return fmt.Errorf("%s@%s is kept until %s, but its Book %s is retired: %w", e.Name, e.Version, stamp(kept.Until), a, registry.ErrRefused)
			}
		}
	}
	return nil
}

func stamp(unix int64) string { return time.Unix(unix, 0).UTC().Format(time.DateTime + " UTC") }
