package execute

import (
	"context"
	"encoding/json"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/registry"
)

func bigOf(n int) *big.Int { return big.NewInt(int64(n)) }

// A View says how far a migration is.
type View struct {
	Plan registry.Digest `json:"plan"`
	Way  contract.Way    `json:"way"`
	// Rewrite is true for in place when slots are rewritten.
	Rewrite bool `json:"rewrite"`
	// Phase is that of the contract Migration ("agreeing", "loading", "loaded",
	// "confirmed", "draining", "done", "aborting", "aborted"), and "preparing",
	// "activating" or "done" when there is no such contract.
	Phase string `json:"phase"`
	// Step is what Run did last, or does.
	Step string `json:"step"`
	// Paused is true after Pause.
	Paused bool `json:"paused"`
	// Addresses of what takes part; zero when not known yet.
	Source         common.Address `json:"source"`
	Target         common.Address `json:"target"`
	Ledger         common.Address `json:"ledger"`
	Implementation common.Address `json:"implementation"`
	Gate           common.Address `json:"gate"`
	// Eager and Deferred count entries; Loaded and Drained how many of them are
	// written in order.
	Eager    uint64 `json:"eager"`
	Loaded   uint64 `json:"loaded"`
	Deferred uint64 `json:"deferred"`
	Drained  uint64 `json:"drained"`
	// Rate is entries per second of late; Left is the estimated time to the end
	// of loading, unloading or draining, in seconds. Both are zero when unknown.
	Rate float64 `json:"rate"`
	Left float64 `json:"leftSeconds"`
	// Gas is what this member's transactions used so far.
	Gas uint64 `json:"gas"`
	// Refused is how long writers have been refused, in seconds, by the clock of
	// the chain; it stands still after the activation.
	Refused float64 `json:"refusedSeconds"`
	// Transactions are this member's, in the order in which they ended.
	Transactions []Sent `json:"transactions"`
	// Waiting is nil when nothing is waited for.
	Waiting *Waiting `json:"waiting,omitempty"`
	// Revert is the view of the reverse migration, nil when there is none.
	Revert *View `json:"revert,omitempty"`
}

// View says how far the migration is. It may be called while another method
// runs.
func (m *Migration) View(ctx context.Context) (*View, error) {
	r := m.j.snapshot()
	v := &View{
		Plan: m.plan.Digest(), Way: m.plan.Way, Rewrite: m.plan.Rewrite, Phase: "preparing", Step: r.Step, Paused: r.Paused,
		Source: r.Source, Target: r.Target, Ledger: r.Ledger, Implementation: r.Implementation, Gate: r.Gate,
	}
	if c := r.Content; c != nil {
		v.Eager, v.Deferred = c.EagerCount, c.DeferredCount
	}
	var err error
	if v.Transactions, v.Gas, err = m.j.sent(); err != nil {
		return nil, err
	}
	if err := m.viewPhase(ctx, &r, v); err != nil {
		return nil, err
	}
	if err := m.viewRefused(ctx, &r, v); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	v.Waiting = m.waiting
	if v.Rate = m.pace.rate; v.Rate > 0 {
		v.Left = float64(m.pace.total-m.pace.done) / v.Rate
	}
	if m.back != nil {
		v.Revert, err = m.back.View(ctx)
	}
	return v, err
}

func (m *Migration) viewPhase(ctx context.Context, r *record, v *View) error {
	switch {
	case r.Dropped:
		v.Phase = aborted.String()
	case !ledgered(m.plan) && r.Verified:
		v.Phase = done.String()
	case !ledgered(m.plan) && r.Deployed:
		v.Phase = "activating"
	case ledgered(m.plan) && r.Deployed:
		s, err := m.state(ctx)
		if err != nil {
			return err
		}
		v.Phase, v.Loaded, v.Drained = s.phase.String(), s.cursor, s.drained
	}
	return nil
}

// viewRefused works out how long writers have been refused.
func (m *Migration) viewRefused(ctx context.Context, r *record, v *View) error {
	switch {
	case r.Frozen == nil:
	case r.Activated != nil:
		v.Refused = float64(r.Activated.Time) - float64(r.Frozen.Time)
	default:
		b, err := m.look.Latest(ctx)
		if err != nil {
			return err
		}
		v.Refused = float64(b.Time) - float64(r.Frozen.Time)
	}
	return nil
}

// Sent is a transaction that ended.
type Sent struct {
	Ref   string      `json:"ref"`
	Hash  common.Hash `json:"hash"`
	Block uint64      `json:"block"`
	Gas   uint64      `json:"gas"`
	// Error is empty when it succeeded.
	Error string `json:"error,omitempty"`
	// Time is when it was seen to be final.
	Time time.Time `json:"time"`
}

// A Report is what a verification found.
type Report struct {
	Plan registry.Digest `json:"plan"`
	// Account is the verified one, Block the block it was read at.
	Account     common.Address `json:"account"`
	Block       uint64         `json:"block"`
	Hash        common.Hash    `json:"hash"`
	StorageRoot common.Hash    `json:"storageRoot"`
	// Expected is the root of what was found, which is StorageRoot but on nodes
	// that keep what contracts delete.
	Expected common.Hash `json:"expected"`
	// Code is how the implementation's code compares: "exact" or "match".
	Code string `json:"code"`
	// Ether is what the source handed over in the activation, in wei; empty before
	// it, and when there was none.
	Ether string `json:"ether,omitempty"`
	// Events were emitted for indexers, each once for its entry.
	Events uint64 `json:"events,omitempty"`
	// Slots were compared.
	Slots uint64 `json:"slots"`
	// Complete is true when nothing else is there; Unexplained lists what is.
	Complete    bool                     `json:"complete"`
	Unexplained []chainstate.Unexplained `json:"unexplained,omitempty"`
	// Differences are slots that are not what the plan says, at most a hundred.
	Differences []Difference `json:"differences"`
	// Initialised are slots that the init call wrote.
	Initialised []Difference `json:"initialised"`
}

// Digest is that of the report's JSON, which an attester confirms with.
func (r *Report) Digest() registry.Digest {
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // it holds strings and numbers only
	}
	return registry.DigestOf(b)
}

// A Difference is a slot that is not what it should be.
type Difference struct {
	// Path is what the slot is to the new layout; empty when that is unknown.
	Path  string      `json:"path,omitempty"`
	Slot  common.Hash `json:"slot"`
	Found common.Hash `json:"found"`
	Want  common.Hash `json:"want"`
}

// A Preview says what a revert would do.
type Preview struct {
	// Block is what it was worked out at.
	Block uint64 `json:"block"`
	// Carried values come back; Lost do not. Losses lists them, at most a
	// thousand.
	Carried uint64 `json:"carried"`
	Lost    uint64 `json:"lost"`
	Losses  []Loss `json:"losses"`
	// Entries must be written for that. Untouched slots need not: the old
	// contract still has them. When something would be lost, the two are for a
	// revert that accepts it.
	Entries   uint64 `json:"entries"`
	Untouched uint64 `json:"untouched"`
	// Events is how many the new contract emitted for indexers while it was
	// written. A revert cannot take them back, and emits none in the old contract:
	// indexers drop the new address, and read again what is tainted.
	Events uint64 `json:"events,omitempty"`
	// Tainted values are those that the new contract changed since the switch.
	// Taint lists them, at most a thousand, as the new layout names them.
	Tainted uint64  `json:"tainted"`
	Taint   []Taint `json:"taint"`
}

// A Taint is a value that came about under the new contract.
type Taint struct {
	Path string `json:"path"`
	// Before is the value at the switch, After the one of now, as
	// statetree.Format writes them; long ones are cut.
	Before string `json:"before"`
	After  string `json:"after"`
}

// A Loss is a value that a revert cannot carry back.
type Loss struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
}
