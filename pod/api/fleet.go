package api

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/novation-dev/novation/pod/fleet"
	"github.com/novation-dev/novation/registry"
)

// fleet serves what is known of all pods.
func (s *server) fleet(a huma.API) {
	get(a, "/v1/fleet", "Ask all pods what they have, vet and run, and show this pod's records by release",
		func(ctx context.Context, _ *empty) (*body[fleet.Report], error) {
			r, err := s.cfg.Fleet.Report(ctx)
			if err != nil {
				return nil, err
			}
			return &body[fleet.Report]{*r}, nil
		})
	post(a, "/v1/fleet/tells", "Tell other members under which releases this pod has open records, or do not",
		func(ctx context.Context, in *struct {
			Body struct {
				Open bool `json:"open"`
			}
		},
		) (*none, error) {
			return &none{}, s.cfg.Fleet.SetTells(ctx, in.Body.Open)
		})
	get(a, "/v1/preflight", "Ask the parties of a new record under which releases they could decide it",
		func(ctx context.Context, in *struct {
			Line    string `query:"line" required:"true"`
			Parties string `query:"parties" required:"true" doc:"member ids, with commas between them; this pod's member is one of them anyway"`
		},
		) (*body[fleet.Preflight], error) {
			p, err := s.preflight(ctx, in.Line, in.Parties)
			if err != nil {
				return nil, err
			}
			return &body[fleet.Preflight]{*p}, nil
		})
	get(a, "/v1/retentions", "List the retentions that keep releases from being retired, past ones too",
		func(ctx context.Context, _ *empty) (*body[List[fleet.Retention]], error) {
			all, err := s.cfg.Fleet.Retentions(ctx)
			return reply(List[fleet.Retention]{all}, err)
		})
	post(a, "/v1/retentions", "Keep a release, or all of a line, from being retired until a date",
		func(ctx context.Context, in *struct{ Body RetentionRequest }) (*none, error) {
			return &none{}, s.cfg.Fleet.Retain(ctx, fleet.Retention{
				Line: in.Body.Line, Version: in.Body.Version, Until: in.Body.Until, Reason: in.Body.Reason,
			})
		})
}

// A RetentionRequest is the body that keeps a release from being retired.
type RetentionRequest struct {
	Line string `json:"line"`
	// Version is left out for all releases of the line.
	Version string `json:"version,omitempty"`
	// Until is in unix seconds.
	Until  int64  `json:"until"`
	Reason string `json:"reason"`
}

func (s *server) preflight(ctx context.Context, line, parties string) (*fleet.Preflight, error) {
	var all []string
	for p := range strings.SplitSeq(parties, ",") {
		if p = strings.TrimSpace(p); p == "" {
			return nil, fmt.Errorf("parties %q: want member ids with commas between them: %w", parties, registry.ErrInvalid)
		}
		all = append(all, p)
	}
	if !slices.Contains(all, s.cfg.Member) {
		all = append([]string{s.cfg.Member}, all...)
	}
	return s.cfg.Fleet.Preflight(ctx, line, all)
}
