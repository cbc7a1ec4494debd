package api

import (
	"context"
	"fmt"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/pod/governance"
	"github.com/novation-dev/novation/pod/moving"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// ChangePath is the part of a path that names a change.
type ChangePath struct {
	Hash string `path:"hash" doc:"hash of the change, or at least its first four hex digits after 0x"`
}

func (s *server) changes(a huma.API) {
	get(a, "/v1/releases", "List the releases of the log",
		func(ctx context.Context, _ *empty) (*body[List[Release]], error) { return reply(s.releases(ctx)) })
	get(a, "/v1/changes", "List changes",
		func(ctx context.Context, _ *empty) (*body[List[Change]], error) { return reply(s.listChanges(ctx)) })
	post(a, "/v1/changes", "Propose a change",
		func(ctx context.Context, in *struct{ Body Proposal }) (*body[Change], error) {
			return reply(s.propose(ctx, &in.Body))
		})
	get(a, "/v1/changes/{hash}", "Show a change",
		func(ctx context.Context, in *ChangePath) (*body[Change], error) {
			c, err := s.findChange(in.Hash)
			if err != nil {
				return nil, err
			}
			return reply(s.change(ctx, c))
		})
	get(a, "/v1/changes/{hash}/review", "Fetch everything a member rebuilds before it signs",
		func(ctx context.Context, in *ChangePath) (*body[Review], error) { return reply(s.review(ctx, in.Hash)) })
	post(a, "/v1/changes/{hash}/approvals", "Carry signatures of approvers onto the chain, all of them or none",
		func(ctx context.Context, in *struct {
			ChangePath
			Body Approvals
		},
		) (*none, error) {
			c, err := s.findChange(in.Hash)
			if err != nil {
				return nil, err
			}
			var sigs []governance.Signature
			for _, sig := range in.Body.Signatures {
				sigs = append(sigs, governance.Signature{Approver: common.HexToAddress(sig.Approver), Signature: sig.Signature})
			}
			return &none{}, s.cfg.Governor.Approve(ctx, c.Hash, sigs...)
		})
	post(a, "/v1/changes/{hash}/withdraw", "Take back a change that this member proposed",
		func(ctx context.Context, in *ChangePath) (*none, error) {
			c, err := s.findChange(in.Hash)
			if err != nil {
				return nil, err
			}
			return &none{}, s.cfg.Governor.Withdraw(ctx, c.Hash)
		})
	s.course(a)
	get(a, "/v1/changes/{hash}/revert", "Show what a revert would do here, and what members sign for it",
		func(ctx context.Context, in *struct {
			ChangePath
			Reason string `query:"reason" required:"true"`
		},
		) (*body[RevertReview], error) {
			return reply(s.reviewRevert(ctx, in.Hash, in.Reason))
		})
	post(a, "/v1/changes/{hash}/revert", "Revert a change with the signatures of members",
		func(ctx context.Context, in *struct {
			ChangePath
			Body RevertRequest
		},
		) (*none, error) {
			return &none{}, s.revert(ctx, in.Hash, &in.Body)
		})
}

func (s *server) releases(ctx context.Context) (List[Release], error) {
	out := List[Release]{Items: []Release{}}
	if err := s.cfg.Upgrader.Sync(ctx); err != nil {
		return out, err
	}
	err := s.cfg.Store.View(ctx, func(tx store.Tx) error {
		all, err := releases.ListKnown(tx)
		if all != nil {
			out.Items = all
		}
		return err
	})
	return out, err
}

func (s *server) listChanges(ctx context.Context) (List[Change], error) {
	out := List[Change]{Items: []Change{}}
	for _, c := range s.cfg.View().Sorted() {
		v, err := s.change(ctx, c)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, v)
	}
	return out, nil
}

// named returns the members whose bits are set, in the order of a member set.
func named(set []common.Address, bits uint64) (all []common.Address) {
	for i, a := range set {
		if i < 64 && bits>>i&1 == 1 {
			all = append(all, a)
		}
	}
	return all
}

func (s *server) propose(ctx context.Context, p *Proposal) (Change, error) {
	hash, err := s.cfg.Governor.Propose(ctx, governance.Proposal{
		Line: p.Line, Version: p.Version, Reason: p.Reason, Delay: p.Delay, Window: p.Window,
		RevertWindow: p.RevertWindow, Readiness: p.Readiness, RevertQuorum: p.RevertQuorum, Calls: p.Calls, Moves: p.Moves,
		Policy: p.Policy, Expiry: p.Expiry,
	})
	if err != nil {
		return Change{}, err
	}
	c, err := s.findChange(hash.Hex())
	if err != nil {
		return Change{}, err
	}
	return s.change(ctx, c)
}

// findChange returns the change whose hash begins with the given text.
func (s *server) findChange(hash string) (*change.Change, error) {
	if len(hash) < 6 {
		return nil, fmt.Errorf("change hash %q: give all of it, or at least 0x and four hex digits: %w", hash, registry.ErrInvalid)
	}
	var found []*change.Change
	for _, c := range s.cfg.View().Sorted() {
		if h := c.Hash.Hex(); h[:min(len(hash), len(h))] == hash {
			found = append(found, c)
		}
	}
	switch len(found) {
	case 0:
		return nil, fmt.Errorf("change %s: the chain, as far as this pod has followed it, does not have it: %w", hash, registry.ErrNotFound)
	case 1:
		return found[0], nil
	default:
		return nil, fmt.Errorf("change hash %s stands for %d changes: give more digits: %w", hash, len(found), registry.ErrInvalid)
	}
}

// change renders a change. Its document is left out while it is not here.
func (s *server) change(ctx context.Context, c *change.Change) (Change, error) {
	v := s.cfg.View()
	out := Change{
		Hash: c.Hash.Hex(), Status: c.Status, Epoch: c.Epoch, RevertEpoch: c.RevertEpoch, RevertUntil: c.RevertUntil(),
		Needed: v.Needed(c), Rejected: s.names(v.Approvers, c.Rejected), Votes: c.Votes, FellAway: v.FellAway(c),
		Approved: s.names(v.Approvers, c.Approved), Vetted: s.names(v.Pods, c.Vetted), Waits: []string{},
	}
	out.Deadline, out.DeadlineOf = v.Deadline(c)
	out.RevertReason = registry.Digest(c.RevertReason)
	out.Deadlines, out.Readiness = v.Deadlines(c), c.Struct.Readiness
	if p := v.PauseOf(c); p != nil {
		out.Pause = &Pause{p.Until, s.member(v, p.By), registry.Digest(p.Reason)}
	}
	if p := c.Policy(); p != (typed.Policy{}) {
		out.Policy = &p
		if c.Struct.MemberEpoch == v.MemberEpoch {
			out.Required, out.Veto = s.names(v.Approvers, named(v.Approvers, p.Required)), s.names(v.Approvers, named(v.Approvers, p.Veto))
		}
	}
	if other := v.Changes[c.Replaces]; other != nil && (other.Status == change.Prepared || other.ReplacedBy == c.Hash) {
		out.Replaces = other.Hash.Hex()
	}
	if c.Open() {
		out.Waits = append(out.Waits, v.Blockers(c)...)
	}
	if doc, err := s.cfg.Upgrader.Document(ctx, c); err == nil {
		out.Document = doc
		out.Calls = doc.Describe(c.Called, s.interfaces(ctx, doc)...)
		if c.Status == change.Proposed && doc.Prepares() {
			out.Waits = append(out.Waits, "the calls that prepare it have not been made")
		}
	}
	err := s.cfg.Store.View(ctx, func(tx store.Tx) error {
		p, err := upgrade.ReadProgress(tx, c.Hash)
		if err == nil {
			out.Progress = *p
		}
		if err == nil {
			out.Moves, err = moving.ReadProgress(tx, c.Hash)
		}
		if err == nil {
			out.Reasons, err = reasons(tx, v.ReasonsOf(c))
		}
		return err
	})
	return out, err
}

// interfaces returns those of the contracts of the releases that a change is
// about, as far as they are here.
func (s *server) interfaces(ctx context.Context, doc *change.Document) (all []abi.ABI) {
	if doc.Calls.Len() == 0 {
		return nil
	}
	for _, e := range []*migrate.Endpoint{&doc.Plan.To, doc.Plan.From} {
		if e == nil {
			continue
		}
		if b, err := s.cfg.Upgrader.Bundle(ctx, e.Release); err == nil {
			all = append(all, change.Interfaces(b)...)
		}
	}
	return all
}

// names turns addresses into member ids; an address of a former member stays.
func (s *server) names(all, some []common.Address) []string {
	out := []string{}
	for _, a := range some {
		if i := slices.Index(all, a); i >= 0 && i < len(s.cfg.Members) {
			out = append(out, s.cfg.Members[i])
			continue
		}
		out = append(out, a.Hex())
	}
	return out
}

// member returns the id of the member that an account or a key is of.
func (s *server) member(v *change.View, a common.Address) string {
	if slices.Contains(v.Pods, a) {
		return s.names(v.Pods, []common.Address{a})[0]
	}
	return s.names(v.Approvers, []common.Address{a})[0]
}

// reasons returns the words with some digests, as far as they are here.
func reasons(tx store.Tx, digests []registry.Digest) (map[registry.Digest]string, error) {
	var all map[registry.Digest]string
	for _, d := range digests {
		words, err := releases.GetDocument(tx, d)
		if err != nil {
			return nil, err
		}
		if !change.IsReason(words) || registry.DigestOf(words) != d {
			continue
		}
		if all == nil {
			all = map[registry.Digest]string{}
		}
		all[d] = string(words)
	}
	return all, nil
}

func (s *server) review(ctx context.Context, hash string) (Review, error) {
	c, err := s.findChange(hash)
	if err != nil {
		return Review{}, err
	}
	out := Review{Chain: s.cfg.Chain, Consortium: s.cfg.Consortium.Hex(), Salt: s.cfg.Salt[:]}
	doc, err := s.cfg.Upgrader.Document(ctx, c)
	if err != nil {
		return out, err
	}
	if out.Change, err = s.change(ctx, c); err != nil {
		return out, err
	}
	out.Document = doc.Encode()
	if out.Bundle, err = s.bundle(ctx, doc.Plan.To.Release); err != nil {
		return out, err
	}
	if doc.Plan.From != nil {
		out.Parent, err = s.bundle(ctx, doc.Plan.From.Release)
	}
	return out, err
}

// bundle returns the file of a release, fetched when it is not here. Whoever
// reads it opens it.
func (s *server) bundle(ctx context.Context, d registry.Digest) (file []byte, err error) {
	stored := func(tx store.Tx) (err error) {
		file, err = releases.GetBundle(tx, d)
		return err
	}
	if err := s.cfg.Store.View(ctx, stored); err != nil || file != nil {
		return file, err
	}
	if _, err := s.cfg.Upgrader.Bundle(ctx, d); err != nil {
		return nil, err
	}
	return file, s.cfg.Store.View(ctx, stored)
}

func (s *server) reviewRevert(ctx context.Context, hash, reason string) (RevertReview, error) {
	c, err := s.findChange(hash)
	if err != nil {
		return RevertReview{}, err
	}
	r, err := s.cfg.Governor.RevertStruct(c.Hash, reason)
	if err != nil {
		return RevertReview{}, err
	}
	p, err := s.cfg.Upgrader.Preview(ctx, c)
	if err != nil {
		return RevertReview{}, err
	}
	moves, err := s.cfg.Governor.PreviewRevert(ctx, c)
	if err != nil {
		return RevertReview{}, err
	}
	return RevertReview{
		Preview: *p, Moves: moves, Digest: common.Hash(r.Digest(s.cfg.Chain, s.cfg.Consortium)).Hex(), Epoch: r.Epoch, Until: c.RevertUntil(),
	}, nil
}

func (s *server) revert(ctx context.Context, hash string, r *RevertRequest) error {
	c, err := s.findChange(hash)
	if err != nil {
		return err
	}
	return s.cfg.Governor.Revert(ctx, c.Hash, r.Reason, byApprover(r.Signatures))
}

func byApprover(all []Signature) map[common.Address][]byte {
	by := map[common.Address][]byte{}
	for _, sig := range all {
		by[common.HexToAddress(sig.Approver)] = sig.Signature
	}
	return by
}

// Struct rebuilds from the fetched bytes of a review what the member is asked
// to sign, and fails when they do not belong together.
func (r *Review) Struct() (typed.Change, *change.Document, error) {
	var salt registry.Salt
	if copy(salt[:], r.Salt) != len(salt) {
		return typed.Change{}, nil, fmt.Errorf("the review has no salt: %w", registry.ErrInvalid)
	}
	return change.Rebuild(r.Document, r.Bundle, r.Parent, salt)
}

// Calls returns the calls of the rebuilt document in words, as the interfaces in
// the fetched bundles tell.
func (r *Review) Calls(doc *change.Document) []change.Described {
	known := append(change.FileInterfaces(r.Bundle), change.FileInterfaces(r.Parent)...)
	var made []change.Called
	for _, c := range r.Change.Calls {
		if c.Made {
			made = append(made, change.Called{Stage: c.Stage, Index: uint64(c.Index), Target: c.Target, Data: crypto.Keccak256Hash(c.Data)})
		}
	}
	return doc.Describe(made, known...)
}
