package api

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/governance"
	"github.com/novation-dev/novation/registry"
)

// resolutions serves what members resolve beside changes.
func (s *server) resolutions(a huma.API) {
	get(a, "/v1/pauses/lift", "Show what members sign to lift a pause",
		func(ctx context.Context, in *struct {
			Line   string `query:"line"`
			Reason string `query:"reason"`
		},
		) (*body[ResolutionReview], error) {
			var id registry.Digest
			if in.Line != "" {
				id = s.cfg.Salt.Line(in.Line)
			}
			r, err := governance.LiftOf(s.cfg.View(), id, in.Reason)
			return reply(s.resolution(ctx, r, err))
		})
	get(a, "/v1/resolutions/retire", "Show what all members sign to retire a release; refused while this member needs it",
		func(ctx context.Context, in *struct {
			Release string `query:"release" required:"true" doc:"name@version"`
			Reason  string `query:"reason" required:"true"`
		},
		) (*body[ResolutionReview], error) {
			name, version, ok := strings.Cut(in.Release, "@")
			if !ok {
				return nil, fmt.Errorf("release %q: want name@version: %w", in.Release, registry.ErrInvalid)
			}
			r, err := s.cfg.Governor.Retire(ctx, name, version, in.Reason)
			return reply(s.resolution(ctx, r, err))
		})
	get(a, "/v1/resolutions/agree", "Show what members sign to agree on what changes of a class need",
		func(ctx context.Context, in *struct {
			Class     uint32 `query:"class" required:"true" doc:"1: patches"`
			Approvals uint32 `query:"approvals" required:"true"`
			Until     uint64 `query:"until" required:"true" doc:"last second in which it holds, in unix seconds"`
			Reason    string `query:"reason" required:"true"`
		},
		) (*body[ResolutionReview], error) {
			r, err := s.cfg.Governor.Agree(in.Class, in.Approvals, in.Until, in.Reason)
			return reply(s.resolution(ctx, r, err))
		})
	post(a, "/v1/resolutions/consent", "Say whether this member can sign a resolution, and what that means",
		func(ctx context.Context, in *struct{ Body ResolutionRequest }) (*body[ResolutionReview], error) {
			r, err := parseResolution(in.Body.Resolution)
			if err == nil {
				err = s.cfg.Governor.Consents(ctx, r)
			}
			return reply(s.resolution(ctx, r, err))
		})
	post(a, "/v1/resolutions", "Carry out what members have signed",
		func(ctx context.Context, in *struct{ Body ResolutionRequest }) (*none, error) {
			r, err := parseResolution(in.Body.Resolution)
			if err != nil {
				return nil, err
			}
			return &none{}, s.cfg.Governor.Resolve(ctx, r, byApprover(in.Body.Signatures))
		})
}

func parseResolution(b json.RawMessage) (r typed.Resolution, err error) {
	err = json.Unmarshal(b, &r)
	return r, err
}

// resolution renders a resolution, unless there is none.
func (s *server) resolution(ctx context.Context, r typed.Resolution, err error) (ResolutionReview, error) {
	if err != nil {
		return ResolutionReview{}, err
	}
	words, err := s.cfg.Governor.Words(ctx, r)
	if err != nil {
		return ResolutionReview{}, err
	}
	b, err := json.Marshal(r)
	return ResolutionReview{b, s.cfg.Chain, s.cfg.Consortium.Hex(), words}, err
}
