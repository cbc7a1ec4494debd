package api

import (
	"context"
	"encoding/json"

	"github.com/danielgtaylor/huma/v2"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/governance"
	"github.com/novation-dev/novation/registry"
)

// course serves votes, delays and pauses.
func (s *server) course(a huma.API) {
	post(a, "/v1/changes/{hash}/votes", "Carry the next vote of an approver onto the chain",
		func(ctx context.Context, in *struct {
			ChangePath
			Body VoteRequest
		},
		) (*none, error) {
			c, err := s.findChange(in.Hash)
			if err != nil {
				return nil, err
			}
			sig := governance.Signature{Approver: common.HexToAddress(in.Body.Approver), Signature: in.Body.Signature}
			return &none{}, s.cfg.Governor.Vote(ctx, c.Hash, in.Body.Stance, in.Body.Reason, sig)
		})
	post(a, "/v1/changes/{hash}/postpone", "Let a change that this member proposed wait",
		func(ctx context.Context, in *struct {
			ChangePath
			Body PostponeRequest
		},
		) (*none, error) {
			c, err := s.findChange(in.Hash)
			if err != nil {
				return nil, err
			}
			return &none{}, s.cfg.Governor.Postpone(ctx, c.Hash, in.Body.Until)
		})
	post(a, "/v1/pauses", "Pause the activations of a line, or of all",
		func(ctx context.Context, in *struct{ Body PauseRequest }) (*none, error) {
			return &none{}, s.cfg.Governor.Pause(ctx, in.Body.Line, in.Body.Seconds, in.Body.Reason)
		})
	get(a, "/v1/pauses/lift", "Show what members sign to lift a pause",
		func(_ context.Context, in *struct {
			Line   string `query:"line"`
			Reason string `query:"reason"`
		},
		) (*body[LiftReview], error) {
			return reply(s.reviewLift(in.Line, in.Reason))
		})
	post(a, "/v1/resolutions", "Carry out what members have signed",
		func(ctx context.Context, in *struct{ Body LiftRequest }) (*none, error) {
			var r typed.Resolution
			if err := json.Unmarshal(in.Body.Resolution, &r); err != nil {
				return nil, err
			}
			return &none{}, s.cfg.Governor.Resolve(ctx, r, byApprover(in.Body.Signatures))
		})
}

func (s *server) reviewLift(line, reason string) (LiftReview, error) {
	var id registry.Digest
	if line != "" {
		id = s.cfg.Salt.Line(line)
	}
	r, err := governance.LiftOf(s.cfg.View(), id, reason)
	if err != nil {
		return LiftReview{}, err
	}
	b, err := json.Marshal(r)
	return LiftReview{b, s.cfg.Chain, s.cfg.Consortium.Hex()}, err
}
