package governance

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// VoteOf returns what an approver signs to vote on c: its next vote. It fails
// with [registry.ErrStale] when c takes no votes any more.
func VoteOf(v *change.View, c *change.Change, approver common.Address, stance change.Stance, reason string) (typed.Vote, error) {
	if !c.Open() || c.Struct.MemberEpoch != v.MemberEpoch || v.Time > c.Struct.Expiry {
		return typed.Vote{}, fmt.Errorf("change %s is %s and takes no votes: it was proposed for member set %d, until %d: %w",
			c.Hash.Hex(), c.Status, c.Struct.MemberEpoch, c.Struct.Expiry, registry.ErrStale)
	}
	out := typed.Vote{Change: c.Hash, Number: 1, Reason: change.ReasonDigest(reason)}
	for _, vote := range c.Votes {
		if vote.Approver == approver {
			out.Number = vote.Number + 1
		}
	}
	i := slices.Index([]change.Stance{change.Undecided, change.Approving, change.Rejecting}, stance)
	if i < 0 {
		return out, fmt.Errorf("stance %q: it is %s, %s or %s: %w", stance, change.Approving, change.Rejecting, change.Undecided, registry.ErrInvalid)
	}
	out.Stance = uint8(i)
	return out, nil
}

// Vote carries the next vote of an approver onto the chain, signed as
// [VoteOf] says.
func (g *Governor) Vote(ctx context.Context, hash common.Hash, stance change.Stance, reason string, s Signature) error {
	c, err := g.find(hash)
	if err != nil {
		return err
	}
	vote, err := VoteOf(g.cfg.View(), c, s.Approver, stance, reason)
	if err != nil {
		return err
	}
	if signer, err := typed.Recover(vote.Digest(g.cfg.Chain, g.cfg.Consortium), s.Signature); err != nil || signer != s.Approver {
		return fmt.Errorf("the signature is not one of %s over vote %d on change %s: it may have voted meanwhile: %w",
			s.Approver, vote.Number, hash, registry.ErrNotAllowed)
	}
	data, err := binding.NewConsortium().TryPackVote(hash, vote.Number, vote.Stance, vote.Reason, s.Approver, s.Signature)
	if err != nil {
		return err
	}
	return g.callFor(ctx, data, fmt.Sprintf("vote/%s/%s/%d", hash.Hex(), s.Approver.Hex(), vote.Number), g.lineOf(ctx, c), reason)
}

// lineOf returns the name of the line that a change is about, "" while its
// document is not here.
func (g *Governor) lineOf(ctx context.Context, c *change.Change) string {
	doc, err := g.cfg.Document(ctx, c)
	if err != nil {
		return ""
	}
	return doc.Plan.Line
}

// Postpone lets a change that this member proposed wait until a second that its
// activation window allows, in unix seconds.
func (g *Governor) Postpone(ctx context.Context, hash common.Hash, until uint64) error {
	c, err := g.find(hash)
	if err != nil {
		return err
	}
	if s := c.Struct; until < s.NotBefore || until > c.Last() {
		return fmt.Errorf("change %s can wait until some second from %d to %d, which is what its approvers sign: %w",
			hash.Hex(), s.NotBefore, c.Last(), registry.ErrRefused)
	}
	data, err := binding.NewConsortium().TryPackPostpone(hash, until)
	if err != nil {
		return err
	}
	_, err = g.call(ctx, data, fmt.Sprintf("postpone/%s/%d", hash.Hex(), until))
	return err
}

// Pause stops preparations and activations on a line, or on all with "", for
// some seconds from now on the clock of the chain.
func (g *Governor) Pause(ctx context.Context, line string, seconds uint64, reason string) error {
	if reason == "" {
		return fmt.Errorf("a pause needs a reason, for the members: %w", registry.ErrInvalid)
	}
	id := g.line(line)
	// A chain that makes blocks only when something is sent has a clock that
	// stands still.
	until := max(g.cfg.View().Time, uint64(time.Now().Unix())) + seconds
	data, err := binding.NewConsortium().TryPackPause(id, until, change.ReasonDigest(reason))
	if err != nil {
		return err
	}
	if err = g.callFor(ctx, data, fmt.Sprintf("pause/%x/%d", id, until), line, reason); err != nil {
		return err
	}
	return g.until(ctx, func(v *change.View) bool { return v.Pauses[id].Until >= until })
}

// line returns the salted digest of a line, zero for all lines.
func (g *Governor) line(name string) registry.Digest {
	if name == "" {
		return registry.Digest{}
	}
	return g.cfg.Salt.Line(name)
}

// LiftOf returns what members sign to lift the pause of a line, or that of all
// lines with the zero digest.
func LiftOf(v *change.View, line registry.Digest, reason string) (typed.Resolution, error) {
	p := v.Pauses[line]
	if p.Until < v.Time || p.Until == 0 {
		return typed.Resolution{}, fmt.Errorf("there is no pause to lift: %w", registry.ErrStale)
	}
	return resolution(v, typed.Lift, line, p.Until, 0, reason), nil
}

// AgreeOf returns what members sign to agree that changes of a class need that
// many approvals, until a second, in unix seconds.
func AgreeOf(v *change.View, class, quorum uint32, until uint64, reason string) (typed.Resolution, error) {
	if class == 0 || quorum == 0 {
		return typed.Resolution{}, fmt.Errorf("a class and the approvals that it needs are numbers above 0: %w", registry.ErrInvalid)
	}
	var subject [32]byte
	binary.BigEndian.PutUint32(subject[28:], class)
	return resolution(v, typed.Agree, subject, until, quorum, reason), nil
}

// RetireOf returns what all members sign to retire a Book, when their pods have
// no open records in it.
func RetireOf(v *change.View, book common.Address, reason string) (typed.Resolution, error) {
	b := v.Books[book]
	if b == nil || b.State != change.Draining && b.State != change.Suspended {
		return typed.Resolution{}, fmt.Errorf("book %s is not one that drains: %w", book, registry.ErrStale)
	}
	if until := neededUntil(v, b.Line, book); until != 0 {
		return typed.Resolution{}, fmt.Errorf("the line can be reverted to book %s until %s: wait for the end of the revert window: %w",
			book, second(until), registry.ErrConflict)
	}
	return resolution(v, typed.Retire, common.BytesToHash(book[:]), b.Epoch, 0, reason), nil
}

// resolutionDays is how long a resolution can be signed.
const resolutionDays = 7

func resolution(v *change.View, kind uint8, subject [32]byte, value uint64, quorum uint32, reason string) typed.Resolution {
	return typed.Resolution{
		Number: v.Resolutions + 1, MemberEpoch: v.MemberEpoch, Expiry: v.Time + resolutionDays*day,
		Kind: kind, Subject: subject, Value: value, Quorum: quorum, Reason: change.ReasonDigest(reason),
	}
}

// Resolve carries out what members have signed.
func (g *Governor) Resolve(ctx context.Context, r typed.Resolution, signatures map[common.Address][]byte) error {
	v := g.cfg.View()
	digest := r.Digest(g.cfg.Chain, g.cfg.Consortium)
	who, sigs, err := signed(v, digest, signatures)
	if err == nil && r.Kind == typed.Retire {
		err = g.Consents(ctx, r)
	}
	if err != nil {
		return err
	}
	need := int(v.Threshold)
	if r.Kind == typed.Retire {
		need = len(v.Approvers)
	}
	if len(who) < need {
		return fmt.Errorf("%d members have signed the resolution, %d must: %w", len(who), need, registry.ErrNotAllowed)
	}
	data, err := binding.NewConsortium().TryPackResolve(binding.Resolution(r), who, sigs)
	if err != nil {
		return err
	}
	if _, err := g.call(ctx, data, fmt.Sprintf("resolve/%x", digest)); err != nil {
		return err
	}
	return g.until(ctx, func(v *change.View) bool { return v.Resolutions >= r.Number })
}

// signed returns the signatures of approvers in force in the order that the
// contract wants. One that is not an approver's own is refused.
func signed(v *change.View, digest [32]byte, signatures map[common.Address][]byte) (who []common.Address, sigs [][]byte, err error) {
	for _, a := range slices.SortedFunc(slices.Values(v.Approvers), common.Address.Cmp) {
		s := signatures[a]
		if s == nil {
			continue
		}
		if got, err := typed.Recover(digest, s); err != nil || got != a {
			return nil, nil, fmt.Errorf("the signature is not one of %s over this: %w", a, registry.ErrNotAllowed)
		}
		who, sigs = append(who, a), append(sigs, s)
	}
	return who, sigs, nil
}
