package change

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/registry"
)

// Calls are what a change does to contracts beside the Book, by stage. Members
// approve exactly these; the Consortium makes them, each stage in one
// transaction. The zero value is no calls.
type Calls struct {
	// Prepare is called before the activation, while the release before it is
	// active: to freeze what is going to be moved. A change without it is
	// activated at once.
	Prepare []Call `json:"prepare,omitempty"`
	// Activate is called in the activating transaction, after the init call.
	Activate []Call `json:"activate,omitempty"`
	// Abort is called when a change was prepared and is not activated.
	Abort []Call `json:"abort,omitempty"`
	// Revert is called in the reverting transaction.
	Revert []Call `json:"revert,omitempty"`
}

// A Call is one call of the Consortium, without money.
type Call struct {
	Target common.Address `json:"target"`
	Data   hexutil.Bytes  `json:"data"`
}

// A CallStage says when a call is made.
type CallStage string

// The stages, in the order that the contract numbers them in.
const (
	StagePrepare  CallStage = "prepare"
	StageActivate CallStage = "activate"
	StageAbort    CallStage = "abort"
	StageRevert   CallStage = "revert"
)

var stages = []CallStage{StagePrepare, StageActivate, StageAbort, StageRevert}

// A Called is a call that was made: what the chain says of it.
type Called struct {
	Stage CallStage `json:"stage"`
	// Index is the place among the calls of the stage.
	Index  uint64         `json:"index"`
	Target common.Address `json:"target"`
	// Data is the Keccak-256 of what was sent.
	Data common.Hash `json:"data"`
}

// The bounds of the calls of a change. A transaction holds 128 KiB, and a
// document is kept by every pod for ever.
const (
	MaxCalls     = 64
	MaxCallBytes = 96 << 10
)

// Of returns the calls of a stage.
func (c *Calls) Of(s CallStage) []Call {
	if c == nil {
		return nil
	}
	switch s {
	case StagePrepare:
		return c.Prepare
	case StageActivate:
		return c.Activate
	case StageAbort:
		return c.Abort
	case StageRevert:
		return c.Revert
	}
	return nil
}

// Len returns the number of calls. It is 0 for nil.
func (c *Calls) Len() int {
	n := 0
	for _, s := range stages {
		n += len(c.Of(s))
	}
	return n
}

// Made returns what the chain says when all calls of the stages were made.
func (c *Calls) Made(of ...CallStage) []Called {
	var all []Called
	for _, s := range of {
		for i, call := range c.Of(s) {
			all = append(all, Called{s, uint64(i), call.Target, crypto.Keccak256Hash(call.Data)})
		}
	}
	return all
}

// Hash returns what members sign for the calls: the Keccak-256 of their ABI
// encoding, zero when there are none.
func (c *Calls) Hash() common.Hash {
	if c.Len() == 0 {
		return common.Hash{}
	}
	a := binding.NewConsortium().GetABI()
	b, err := a.Methods["abort"].Inputs[1:].Pack(c.onChain())
	if err != nil {
		panic(err) // the binding's own type
	}
	return crypto.Keccak256Hash(b)
}

func (c *Calls) onChain() binding.Calls {
	list := func(s CallStage) []binding.Call {
		out := []binding.Call{}
		for _, call := range c.Of(s) {
			out = append(out, binding.Call{Target: call.Target, Data: call.Data})
		}
		return out
	}
	return binding.Calls{Prepare: list(StagePrepare), Activate: list(StageActivate), Abort: list(StageAbort), Revert: list(StageRevert)}
}

// checkCalls refuses calls that could not be made, or would never be.
func (d *Document) checkCalls() error {
	c := d.Calls
	if c == nil {
		return nil
	}
	refuse := func(format string, a ...any) error {
		return fmt.Errorf("change document: calls: %s: %w", fmt.Sprintf(format, a...), registry.ErrInvalid)
	}
	size := 0
	for _, s := range stages {
		for i, call := range c.Of(s) {
			if call.Target == (common.Address{}) {
				return refuse("%s %d has no target", s, i)
			}
			size += len(call.Data)
		}
	}
	switch n := c.Len(); {
	case n == 0:
		return refuse("there are none: leave the field out")
	case n > MaxCalls || size > MaxCallBytes:
		return refuse("%d calls with %d bytes, at most %d with %d are possible: use several changes", n, size, MaxCalls, MaxCallBytes)
	case len(c.Abort) > 0 && len(c.Prepare) == 0:
		return refuse("a change that prepares nothing is never aborted, so nobody would make its %d abort calls", len(c.Abort))
	case len(c.Prepare) > 0 && len(c.Abort) == 0:
		return refuse("what is prepared must have a way back: abort calls are missing")
	case len(c.Revert) > 0 && (d.Terms.RevertWindow == 0 || d.Plan.From == nil):
		return refuse("the change cannot be reverted, so nobody would make its %d revert calls", len(c.Revert))
	}
	return nil
}

// sameCalls reports whether the Consortium made exactly these calls.
func sameCalls(want, made []Called) bool {
	if len(want) != len(made) {
		return false
	}
	for i := range want {
		if want[i] != made[i] {
			return false
		}
	}
	return true
}

// CheckMade holds the calls that the chain says were made for c against those
// of its document. It fails with [registry.ErrRefused].
func (d *Document) CheckMade(c *Change) error {
	var want []Called
	switch {
	case c.Status == Prepared:
		want = d.Calls.Made(StagePrepare)
	case c.Status == Activated:
		want = d.Calls.Made(StagePrepare, StageActivate)
	case c.Status == Reverted:
		want = d.Calls.Made(StagePrepare, StageActivate, StageRevert)
	case c.Status == Withdrawn && c.PreparedAt != 0 && c.ReplacedBy == (common.Hash{}):
		want = d.Calls.Made(StagePrepare, StageAbort)
	case c.Status == Withdrawn && c.PreparedAt != 0:
		want = d.Calls.Made(StagePrepare)
	}
	if !sameCalls(want, c.Called) {
		return fmt.Errorf("the chain says that %d calls were made for this %s change, and they are not the %d that were approved: %w",
			len(c.Called), c.Status, len(want), registry.ErrRefused)
	}
	return nil
}

// Prepares reports whether the change must be prepared before its activation.
func (d *Document) Prepares() bool { return len(d.Calls.Of(StagePrepare)) > 0 }

// PackPrepare returns the transaction that prepares the change.
func (d *Document) PackPrepare(hash common.Hash) ([]byte, error) {
	return binding.NewConsortium().TryPackPrepare(hash, d.Calls.onChain())
}

// PackAbort returns the transaction that ends the change when it is prepared.
func (d *Document) PackAbort(hash common.Hash) ([]byte, error) {
	return binding.NewConsortium().TryPackAbort(hash, d.Calls.onChain())
}

// PackActivate returns the transaction that activates the change.
func (d *Document) PackActivate(hash common.Hash) ([]byte, error) {
	init, err := d.Init()
	if err != nil {
		return nil, err
	}
	if d.Calls.Len() == 0 {
		return binding.NewConsortium().TryPackActivate(hash, init)
	}
	return binding.NewConsortium().TryPackActivateWithCalls(hash, init, d.Calls.onChain())
}

// PackRevert returns the transaction that reverts the change with signatures
// of members, ascending by their addresses.
func (d *Document) PackRevert(hash common.Hash, reason [32]byte, who []common.Address, signatures [][]byte) ([]byte, error) {
	if d.Calls.Len() == 0 {
		return binding.NewConsortium().TryPackRevertChange(hash, reason, who, signatures)
	}
	return binding.NewConsortium().TryPackRevertWithCalls(hash, reason, who, signatures, d.Calls.onChain())
}
