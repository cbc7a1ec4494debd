package api

import (
	"cmp"
	"context"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/pod/fleet"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

func (s *server) status(a huma.API) {
	get(a, "/v1/status", "Show how the pod is",
		func(ctx context.Context, _ *empty) (*body[Status], error) { return reply(s.state(ctx)) })
	get(a, "/v1/undeliverable", "List messages that peers refused for good",
		func(ctx context.Context, _ *empty) (*body[List[DeadLetter]], error) {
			all, err := s.cfg.Exchange.DeadLetters(ctx)
			if all == nil {
				all = []DeadLetter{}
			}
			return reply(List[DeadLetter]{all}, err)
		})
	post(a, "/v1/finisher", "Novate records in the background, or stop",
		func(_ context.Context, in *struct {
			Body struct {
				Enabled bool `json:"enabled"`
			}
		},
		) (*none, error) {
			s.cfg.SetFinisher(in.Body.Enabled)
			s.cfg.Upgrader.Wake()
			return &none{}, nil
		})
}

func (s *server) state(ctx context.Context) (Status, error) {
	v := s.cfg.View()
	out := Status{
		Member: s.cfg.Member, Chain: s.cfg.Chain, Consortium: s.cfg.Consortium.Hex(), Block: v.Block, Time: v.Time,
		MemberEpoch: v.MemberEpoch, Threshold: v.Threshold, Quarantine: s.cfg.Quarantined(), Finisher: s.cfg.Finisher(),
		Lines: []Line{}, Sources: []Source{},
	}
	if s.cfg.Sources != nil {
		out.Sources = s.cfg.Sources()
	}
	dead, err := s.cfg.Exchange.DeadLetters(ctx)
	if err != nil {
		return out, err
	}
	out.Undeliverable = len(dead)
	err = s.cfg.Store.View(ctx, func(tx store.Tx) error {
		known, err := releases.ListKnown(tx)
		if err != nil {
			return err
		}
		out.Lines, err = s.lines(tx, v, known)
		return err
	})
	return out, err
}

// lines counts this pod's records by line and by the Book they are in.
func (s *server) lines(tx store.Tx, v *change.View, known []releases.Known) ([]Line, error) {
	places := map[common.Address]*Place{}
	version := map[registry.Digest]string{}
	lines := []Line{}
	for _, k := range known {
		version[s.cfg.Salt.Release(k.Digest)] = k.Version
		l := v.Lines[s.cfg.Salt.Line(k.Name)]
		if l == nil || slices.ContainsFunc(lines, func(x Line) bool { return x.Name == k.Name }) {
			continue
		}
		lines = append(lines, Line{Name: k.Name, Epoch: l.Epoch, Book: l.Book.Hex(), Places: []Place{}})
	}
	counts, err := fleet.Count(tx)
	for a, b := range v.Books {
		places[a] = &Place{Version: version[b.Release], Book: a.Hex(), State: b.State, Counts: counts[a]}
	}
	for i := range lines {
		id := s.cfg.Salt.Line(lines[i].Name)
		lines[i].Version = version[v.Lines[id].Release]
		for a, p := range places {
			if v.Books[a].Line == id {
				lines[i].Places = append(lines[i].Places, *p)
			}
		}
		slices.SortFunc(lines[i].Places, func(a, b Place) int { return cmp.Compare(a.Version, b.Version) })
	}
	return lines, err
}
