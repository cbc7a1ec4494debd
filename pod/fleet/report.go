package fleet

import (
	"context"
	"fmt"
	"slices"

	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
)

// A Report is what the operator of a pod is told about the fleet.
type Report struct {
	// Member is whose pod reports.
	Member string `json:"member"`
	// Pods are in the order of the members.
	Pods []Pod `json:"pods"`
	// Held is what this pod has under each release. Nobody else is told.
	Held []Held `json:"held"`
	// TellsOpen says whether other members are told under which releases this pod
	// has open records.
	TellsOpen bool `json:"tellsOpen"`
}

// A Pod is one pod as the reporting one sees it.
type Pod struct {
	Member string `json:"member"`
	// Reached means that it answered now. Otherwise Error says why not, and the
	// statement is the last one known.
	Reached bool   `json:"reached"`
	Error   string `json:"error,omitempty"`
	// Older means that it answers, and does not know the question.
	Older bool `json:"older,omitempty"`
	// Seen is when it answered last, in unix seconds; zero for never.
	Seen      int64      `json:"seen"`
	Statement *Statement `json:"statement,omitempty"`
	// Differs says field by field where it is elsewhere than the reporting pod.
	Differs []Difference `json:"differs"`
}

// A Difference is a field that two pods do not say the same of.
type Difference struct {
	// Line and Version are "" for fields of the pod as a whole.
	Line    string `json:"line,omitempty"`
	Version string `json:"version,omitempty"`
	Field   string `json:"field"`
	There   string `json:"there"`
	Here    string `json:"here"`
}

// Report asks all pods now.
func (f *Fleet) Report(ctx context.Context) (*Report, error) {
	own, err := f.Statement(ctx, true)
	if err != nil {
		return nil, err
	}
	out := &Report{Member: f.cfg.Member, Pods: []Pod{}}
	for _, s := range f.standings(ctx, f.cfg.Members, 0) {
		out.Pods = append(out.Pods, f.pod(own, s))
	}
	err = f.cfg.Store.View(ctx, func(tx store.Tx) error {
		known, err := releases.ListKnown(tx)
		if err != nil {
			return err
		}
		if out.Held, err = f.held(tx, f.cfg.View(), known); err != nil {
			return err
		}
		out.TellsOpen, err = tells(tx)
		return err
	})
	return out, err
}

func (f *Fleet) pod(own *Statement, s standing) Pod {
	if s.member == f.cfg.Member {
		return Pod{Member: s.member, Reached: true, Seen: f.now(), Statement: own, Differs: []Difference{}}
	}
	seen := f.last(s.member)
	p := Pod{Member: s.member, Reached: s.err == nil, Statement: seen.Statement, Differs: []Difference{}}
	if seen.Statement != nil {
		p.Seen = seen.At.Unix()
	}
	if s.err != nil {
		p.Older, p.Error = older(s.err), brief(s.err)
		return p
	}
	p.Differs = compare(own, s.said)
	return p
}

// compare says where another pod is elsewhere than this one. What a pod has not
// seen yet, since it is some blocks behind, is one of these.
func compare(own, other *Statement) []Difference {
	all := []Difference{}
	differ := func(line, version, field string, there, here any) {
		if a, b := fmt.Sprint(there), fmt.Sprint(here); a != b {
			all = append(all, Difference{line, version, field, a, b})
		}
	}
	differ("", "", "build", other.Build, own.Build)
	differ("", "", "host ABI", words(other.HostABI), words(own.HostABI))
	differ("", "", "member set", other.MemberEpoch, own.MemberEpoch)
	for i := range own.Lines {
		mine := &own.Lines[i]
		theirs := other.Line(mine.Name)
		if theirs == nil {
			differ(mine.Name, "", "line", "not known", "known")
			continue
		}
		differ(mine.Name, "", "active release", theirs.Active, mine.Active)
		differ(mine.Name, "", "epoch", theirs.Epoch, mine.Epoch)
		compareReleases(differ, mine, theirs)
	}
	for _, l := range other.Lines {
		if own.Line(l.Name) == nil {
			differ(l.Name, "", "line", "known", "not known")
		}
	}
	return all
}

func compareReleases(differ func(line, version, field string, there, here any), mine, theirs *Line) {
	for _, r := range mine.Releases {
		t := theirs.Release(r.Version)
		if t == nil {
			differ(mine.Name, r.Version, "release", "not known", "known")
			continue
		}
		differ(mine.Name, r.Version, "digest", t.Digest.Short(), r.Digest.Short())
		differ(mine.Name, r.Version, "stage", t.Stage, r.Stage)
		if !t.Snapshot.IsZero() && !r.Snapshot.IsZero() {
			differ(mine.Name, r.Version, "what its rules start from", t.Snapshot.Short(), r.Snapshot.Short())
		}
	}
	for _, t := range theirs.Releases {
		if !slices.ContainsFunc(mine.Releases, func(r Release) bool { return r.Version == t.Version }) {
			differ(mine.Name, t.Version, "release", "known", "not known")
		}
	}
}

func words(r Range) string {
	if r.Min == r.Max {
		return fmt.Sprint(r.Min)
	}
	return fmt.Sprintf("%d to %d", r.Min, r.Max)
}
