package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/pod/governance"
)

// course serves votes, delays, pauses and resolutions.
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
	s.resolutions(a)
}
