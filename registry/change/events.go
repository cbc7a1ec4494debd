package change

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/registry"
)

// Tick moves the clock of v to a finalised block, in unix seconds.
func (v *View) Tick(block, seconds uint64) { v.Block, v.Time = block, seconds }

// Apply folds one log of the Consortium contract into v. The logs of a chain
// must be applied in order, each once, after [View.Tick] for their block. It
// reports whether the log was one that it knows.
func (v *View) Apply(log *types.Log) (bool, error) {
	if len(log.Topics) == 0 {
		return false, nil
	}
	if v.Lines == nil {
		v.Lines, v.Books, v.Changes = map[registry.Digest]*Line{}, map[common.Address]*Book{}, map[common.Hash]*Change{}
	}
	c := binding.NewConsortium()
	a := c.GetABI()
	e, err := a.EventByID(log.Topics[0])
	if err != nil {
		return false, nil //nolint:nilerr // an event this version does not know changes nothing it knows
	}
	if len(log.Data) == 0 && len(e.Inputs.NonIndexed()) > 0 {
		// Bindings take no data for data of zeros.
		return false, fmt.Errorf("applying event %s of block %d: its data is missing: %w", e.Name, log.BlockNumber, registry.ErrInvalid)
	}
	switch e.Name {
	case binding.ConsortiumProposedEventName:
		err = apply(log, c.UnpackProposedEvent, v.proposed)
	case binding.ConsortiumApprovedEventName:
		err = apply(log, c.UnpackApprovedEvent, v.approved)
	case binding.ConsortiumVettedEventName:
		err = apply(log, c.UnpackVettedEvent, v.vetted)
	case binding.ConsortiumWithdrawnEventName:
		err = apply(log, c.UnpackWithdrawnEvent, v.withdrawn)
	case binding.ConsortiumCallsProposedEventName:
		err = apply(log, c.UnpackCallsProposedEvent, v.callsProposed)
	case binding.ConsortiumPreparedEventName:
		err = apply(log, c.UnpackPreparedEvent, v.prepared)
	case binding.ConsortiumReplacedEventName:
		err = apply(log, c.UnpackReplacedEvent, v.replaced)
	case binding.ConsortiumCalledEventName:
		err = apply(log, c.UnpackCalledEvent, v.called)
	case binding.ConsortiumActivatedEventName:
		err = apply(log, c.UnpackActivatedEvent, v.activated)
	case binding.ConsortiumRevertedEventName:
		err = apply(log, c.UnpackRevertedEvent, v.reverted)
	case binding.ConsortiumPolicySetEventName:
		err = apply(log, c.UnpackPolicySetEvent, v.policySet)
	case binding.ConsortiumVotedEventName:
		err = apply(log, c.UnpackVotedEvent, v.voted)
	case binding.ConsortiumRefusedEventName:
		err = apply(log, c.UnpackRefusedEvent, v.refused)
	case binding.ConsortiumPostponedEventName:
		err = apply(log, c.UnpackPostponedEvent, v.postponed)
	case binding.ConsortiumPausedEventName:
		err = apply(log, c.UnpackPausedEvent, v.paused)
	case binding.ConsortiumResolvedEventName:
		err = apply(log, c.UnpackResolvedEvent, v.resolved)
	case binding.ConsortiumMembersChangedEventName:
		err = apply(log, c.UnpackMembersChangedEvent, v.members)
	case binding.ConsortiumAnchoredEventName:
		err = apply(log, c.UnpackAnchoredEvent, v.anchored)
	default:
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("applying event %s of block %d: %w", e.Name, log.BlockNumber, err)
	}
	return true, nil
}

func apply[E any](log *types.Log, unpack func(*types.Log) (*E, error), fold func(*E) error) error {
	e, err := unpack(log)
	if err != nil {
		return fmt.Errorf("%v: %w", err, registry.ErrInvalid)
	}
	return fold(e)
}

func (v *View) change(hash common.Hash) (*Change, error) {
	if c := v.Changes[hash]; c != nil {
		return c, nil
	}
	return nil, fmt.Errorf("change %s was never proposed: events are missing: %w", hash, registry.ErrInvalid)
}

func (v *View) line(id registry.Digest) *Line {
	if v.Lines[id] == nil {
		v.Lines[id] = &Line{}
	}
	return v.Lines[id]
}

func (v *View) proposed(e *binding.ConsortiumProposed) error {
	v.Changes[e.ChangeHash] = &Change{
		Hash: e.ChangeHash, Struct: FromChain(e.Change, [32]byte{}), Status: Proposed,
		Approved: []common.Address{}, Vetted: []common.Address{},
	}
	return nil
}

func (v *View) approved(e *binding.ConsortiumApproved) error {
	c, err := v.change(e.ChangeHash)
	if err == nil {
		c.Approved = append(c.Approved, e.Approver)
		c.Votes = append(c.Votes, Vote{Approver: e.Approver, Number: 1, Stance: Approving, At: v.Time})
	}
	return err
}

func (v *View) vetted(e *binding.ConsortiumVetted) error {
	c, err := v.change(e.ChangeHash)
	if err == nil {
		c.Vetted = append(c.Vetted, e.Pod)
	}
	return err
}

func (v *View) withdrawn(e *binding.ConsortiumWithdrawn) error {
	c, err := v.change(e.ChangeHash)
	if err == nil {
		v.end(c)
	}
	return err
}

// end ends a change that was not activated.
func (v *View) end(c *Change) {
	c.Status = Withdrawn
	if v.Prepared[c.Struct.Line] == c.Hash {
		v.clear(c.Struct.Line)
	}
}

// clear forgets what is prepared on a line. Nothing at all is nil, as in a View
// that was stored and read.
func (v *View) clear(line registry.Digest) {
	if delete(v.Prepared, line); len(v.Prepared) == 0 {
		v.Prepared = nil
	}
}

func (v *View) callsProposed(e *binding.ConsortiumCallsProposed) error {
	c, err := v.change(e.ChangeHash)
	if err == nil {
		c.Struct.Calls, c.Replaces = e.Calls, e.Replaces
	}
	return err
}

func (v *View) prepared(e *binding.ConsortiumPrepared) error {
	c, err := v.change(e.ChangeHash)
	if err == nil {
		c.Status, c.PreparedAt = Prepared, v.Time
		if v.Prepared == nil {
			v.Prepared = map[registry.Digest]common.Hash{}
		}
		v.Prepared[c.Struct.Line] = c.Hash
	}
	return err
}

func (v *View) replaced(e *binding.ConsortiumReplaced) error {
	c, err := v.change(e.ChangeHash)
	if err == nil {
		v.end(c)
		c.ReplacedBy = e.By
	}
	return err
}

func (v *View) called(e *binding.ConsortiumCalled) error {
	c, err := v.change(e.ChangeHash)
	if err != nil {
		return err
	}
	if int(e.Stage) >= len(stages) || !e.Index.IsUint64() {
		return fmt.Errorf("call %s of stage %d: this version knows no such stage: %w", e.Index, e.Stage, registry.ErrInvalid)
	}
	c.Called = append(c.Called, Called{stages[e.Stage], e.Index.Uint64(), e.Target, e.Data})
	return nil
}

func (v *View) activated(e *binding.ConsortiumActivated) error {
	c, err := v.change(e.ChangeHash)
	if err != nil {
		return err
	}
	l := v.line(e.Line)
	c.Status, c.ActivatedAt, c.Epoch, c.Parent = Activated, v.Time, e.Epoch, *l
	v.clear(e.Line)
	if b := v.Books[l.Book]; b != nil && l.Book != e.Book {
		b.State = Draining
	}
	*l = Line{Release: e.Release, Book: e.Book, Epoch: e.Epoch, Sequence: c.Struct.Sequence, Change: e.ChangeHash}
	v.Books[e.Book] = &Book{Line: e.Line, Release: e.Release, Epoch: e.Epoch, State: Active}
	return nil
}

func (v *View) reverted(e *binding.ConsortiumReverted) error {
	c, err := v.change(e.ChangeHash)
	if err != nil {
		return err
	}
	c.Status, c.RevertedAt, c.RevertEpoch, c.RevertReason = Reverted, v.Time, e.Epoch, e.Reason
	l := v.line(e.Line)
	if b := v.Books[l.Book]; b != nil && l.Book != e.Book {
		b.State = Suspended
	}
	*l = Line{Release: e.Release, Book: e.Book, Epoch: e.Epoch, Sequence: l.Sequence}
	v.Books[e.Book] = &Book{Line: e.Line, Release: e.Release, Epoch: e.Epoch, State: Active}
	return nil
}

func (v *View) members(e *binding.ConsortiumMembersChanged) error {
	v.MemberEpoch, v.Threshold, v.Approvers, v.Pods = e.MemberEpoch, e.Threshold, e.Approvers, e.Pods
	v.Agreements = nil // they were those of the members before
	return nil
}

func (v *View) anchored(e *binding.ConsortiumAnchored) error {
	v.LogSize, v.LogRoot = e.Size, e.Root
	return nil
}
