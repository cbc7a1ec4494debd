package fleet

import (
	"context"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// Holds says what of this member keeps a Book from being retired, in words: its
// own records that are open, pinned or under way, and retentions. Nothing means
// that the member may sign.
func (f *Fleet) Holds(ctx context.Context, book common.Address) ([]string, error) {
	v := f.cfg.View()
	var why []string
	err := f.cfg.Store.View(ctx, func(tx store.Tx) error {
		counts, err := Count(tx)
		if err != nil {
			return err
		}
		why = counts[book].holds()
		known, err := releases.ListKnown(tx)
		if err != nil {
			return err
		}
		all, err := ReadRetentions(tx)
		if err != nil {
			return err
		}
		for _, k := range known {
			until := inForce(all, k.Name, k.Version)
			if until > f.now() && f.lived(v, k, book) {
				why = append(why, fmt.Sprintf("an auditor's retention keeps %s until %s", k.Ref(), time.Unix(until, 0).UTC().Format(time.DateTime+" UTC")))
			}
		}
		return nil
	})
	return why, err
}

func (c Counts) holds() (why []string) {
	if c.Open > 0 {
		s := fmt.Sprintf("%d of its records are open under it", c.Open)
		if c.Pinned > 0 {
			s += fmt.Sprintf(", %d of them pinned", c.Pinned)
		}
		why = append(why, s)
	}
	if c.Proposed > 0 {
		why = append(why, fmt.Sprintf("%d records are under way to it", c.Proposed))
	}
	return why
}

// lived reports whether records were decided under a release in a Book.
func (f *Fleet) lived(v *change.View, k releases.Known, book common.Address) bool {
	if b := v.Books[book]; b != nil && b.Release == f.salted(k) {
		return true
	}
	for _, c := range v.Changes {
		if registry.Digest(c.Struct.Release) == f.salted(k) && c.Struct.Book == book && c.ActivatedAt > 0 {
			return true
		}
	}
	return false
}
