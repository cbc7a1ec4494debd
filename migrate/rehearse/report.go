package rehearse

import (
	"encoding/json"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/probe"
	"github.com/novation-dev/novation/registry"
)

// Format is the version of the form of reports.
const Format = 1

// A Level says how bad a finding is.
type Level string

// The levels. A report with something Bad is not ready.
const (
	Bad     Level = "bad"     // the plan must not be carried out like this
	Warning Level = "warning" // somebody should look at it before approving
	Note    Level = "note"    // worth knowing
)

// A Finding is something that the rehearsal saw.
type Finding struct {
	Level Level `json:"level"`
	// Code is a word for programs: "plan", "probes", "difference", "draining", "gone",
	// "root", "verify", "crash", "abort", "revert", "losses", "repeat",
	// "invariant", "trace", "fork", "address", "balance",
	// "zeros", "siblings",
	// "drained".
	Code string `json:"code"`
	Text string `json:"text"`
}

// A Live is the state that was rehearsed on.
type Live struct {
	Block uint64      `json:"block"`
	Hash  common.Hash `json:"hash"`
	Time  uint64      `json:"time"`
	// StorageRoot is that of all slots that hold something.
	StorageRoot common.Hash `json:"storageRoot"`
	Slots       uint64      `json:"slots"`
	// Accounts is how many accounts the fork has, with the contract.
	Accounts int    `json:"accounts"`
	GasLimit uint64 `json:"gasLimit"`
}

// A Part is a part of the rehearsal, with the time it took.
type Part struct {
	Name    string  `json:"name"`
	Seconds float64 `json:"seconds"`
}

// A Step is one kind of transaction of the plan.
type Step struct {
	Name         string `json:"name"`
	Transactions int    `json:"transactions"`
	Gas          uint64 `json:"gas"`
	MostGas      uint64 `json:"mostGas"`
}

// An Outcome is what the plan did on the fork.
type Outcome struct {
	// Target is where the contract is afterwards.
	Target common.Address `json:"target"`
	// Before and After are the storage roots of the source and the target.
	Before common.Hash `json:"before"`
	After  common.Hash `json:"after"`
	Steps  []Step      `json:"steps"`
	Gas    uint64      `json:"gas"`
	// RefusedSeconds is how long writers were refused.
	RefusedSeconds float64         `json:"refusedSeconds"`
	Eager          uint64          `json:"eager"`
	Deferred       uint64          `json:"deferred"`
	Verified       *execute.Report `json:"verified"`
	// Repeated is true when running it again changed nothing.
	Repeated bool `json:"repeated"`
}

// A Reverted is how the revert went.
type Reverted struct {
	// Carried values come back, Lost do not; Losses lists those, not all of them
	// when they are many.
	Carried uint64         `json:"carried"`
	Lost    uint64         `json:"lost"`
	Losses  []execute.Loss `json:"losses"`
	Gas     uint64         `json:"gas"`
	// Root is the source's storage root afterwards, Exact that it is the one
	// from before and that every getter answers as before.
	Root  common.Hash `json:"root"`
	Exact bool        `json:"exact"`
}

// A Crash is a point at which the migration was stopped and opened again.
type Crash struct {
	During string `json:"during"` // "run", "drain", "revert", "abort"
	Point  string `json:"point"`
}

// An Aborted is an abort from one point.
type Aborted struct {
	Point string `json:"point"`
	// Root is the source's storage root afterwards; Exact as for a revert.
	Root  common.Hash `json:"root"`
	Exact bool        `json:"exact"`
}

// A Report is what members read before they approve.
type Report struct {
	Format  int             `json:"format"`
	Plan    registry.Digest `json:"plan"`
	Name    string          `json:"name"`
	ChainID uint64          `json:"chainId"`
	Address common.Address  `json:"address"`
	Way     contract.Way    `json:"way"`
	Rewrite bool            `json:"rewrite"`
	Live    Live            `json:"live"`
	// Probes compares before and after; nil when it did not get there.
	Probes *probe.Comparison `json:"probes"`
	// Draining is the same while deferred entries are left, when there are any.
	Draining *probe.Comparison `json:"draining,omitempty"`
	Outcome  *Outcome          `json:"outcome"`
	Reverted *Reverted         `json:"reverted"`
	// Crashes were survived, all in one run, which ended as the undisturbed one.
	Crashes []Crash   `json:"crashes"`
	Aborts  []Aborted `json:"aborts"`
	Parts   []Part    `json:"parts"`
	Seconds float64   `json:"seconds"`
	// Complete is true when nothing was left out.
	Complete bool      `json:"complete"`
	Findings []Finding `json:"findings"`
}

func newReport(p *contract.Plan) *Report {
	return &Report{
		Format: Format, Plan: p.Digest(), Name: p.From.Name + " → " + p.To.Name, ChainID: p.ChainID, Address: p.Address,
		Way: p.Way, Rewrite: p.Rewrite, Crashes: []Crash{}, Aborts: []Aborted{}, Parts: []Part{}, Findings: []Finding{},
	}
}

// Ready reports whether everything was rehearsed and nothing bad was found.
func (r *Report) Ready() bool {
	for _, f := range r.Findings {
		if f.Level == Bad {
			return false
		}
	}
	return r.Complete
}

// Encode returns the report as JSON, on one line.
func (r *Report) Encode() []byte {
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // numbers, strings and hashes
	}
	return append(b, '\n')
}

// Digest is that of Encode. It covers the times, so no two rehearsals have the
// same.
func (r *Report) Digest() registry.Digest { return registry.DigestOf(r.Encode()) }
