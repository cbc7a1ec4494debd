package shelf

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/Masterminds/semver/v3"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// Replay returns the releases that a whole log speaks of, in the order of
// [Shelf.List]. It is how a reader without the shelf knows what is on it; the
// sizes are 0. Entries must be all entries from the first on; kinds that it
// does not know are passed over. A log that contradicts itself fails with
// [registry.ErrRefused].
func Replay(entries []merklelog.Entry) ([]Release, error) {
	byRef := map[string]*Release{}
	for i, e := range entries {
		ref := e.Name + "@" + e.Version
		r := byRef[ref]
		switch {
		case e.Index != int64(i):
			return nil, fmt.Errorf("replaying the log: entry %d stands at place %d: %w", e.Index, i, registry.ErrRefused)
		case e.Kind == merklelog.KindRelease && (r != nil || e.Version == ""):
			return nil, fmt.Errorf("replaying the log: entry %d publishes %s, which is there or has no version: %w",
				e.Index, ref, registry.ErrRefused)
		case e.Kind == merklelog.KindRelease:
			byRef[ref] = &Release{
				Name: e.Name, Version: e.Version, Digest: e.Digest, Index: e.Index, Published: e.Time, By: e.By, Note: e.Note,
			}
		case (e.Kind == merklelog.KindYank || e.Kind == merklelog.KindWithdraw) && (r == nil || r.Digest != e.Digest):
			return nil, fmt.Errorf("replaying the log: entry %d (%s) is about %s, which was not published so: %w", e.Index, e.Kind, ref, registry.ErrRefused)
		case e.Kind == merklelog.KindWithdraw && r.Withdrawn == nil:
			r.Withdrawn = &Yank{Index: e.Index, Time: e.Time, By: e.By, Reason: e.Note}
		case e.Kind == merklelog.KindYank && r.Yanked == nil:
			r.Yanked = &Yank{Index: e.Index, Time: e.Time, By: e.By, Reason: e.Note}
		}
	}
	out := []Release{}
	for _, r := range byRef {
		out = append(out, *r)
	}
	slices.SortFunc(out, byVersion)
	return out, nil
}

// byVersion orders releases by name, then by version.
func byVersion(a, b Release) int {
	if c := cmp.Compare(a.Name, b.Name); c != 0 {
		return c
	}
	va, errA := semver.StrictNewVersion(a.Version)
	vb, errB := semver.StrictNewVersion(b.Version)
	if errA != nil || errB != nil {
		return cmp.Compare(a.Version, b.Version)
	}
	// Versions that differ in build metadata only are equal as versions.
	return cmp.Or(va.Compare(vb), cmp.Compare(a.Version, b.Version))
}
