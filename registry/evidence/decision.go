// Package evidence holds the record of a decision in the form in which it is
// kept for ever, and the one way to evaluate it.
//
// A [Decision] says which command was decided on which state by which release
// at which epoch, what came out, who endorsed it, and where the chain recorded
// it. [Evaluate] turns a [Question] into an [Answer]; the pod that proposes,
// the pod that endorses and the auditor who replays ten years later all call
// this one function.
//
// # Dependencies
//
// The package may import registry, registry/commitment, contracts/typed and the
// plugins engine. It knows neither stores nor nodes.
package evidence

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/novation-dev/novation/registry"
)

// Format is the version of the encoding of a [Decision] that is written.
const Format = 1

// A Kind tells what a decision did to its record.
type Kind string

// The kinds of decisions.
const (
	// Create begins a record.
	Create Kind = "create"
	// Transition applies a command to a record.
	Transition Kind = "transition"
	// Up novates a record to the release its line moved to.
	Up Kind = "novate-up"
	// Down novates a record back after a revert.
	Down Kind = "novate-down"
)

// Known reports whether k is one of the kinds above.
func (k Kind) Known() bool {
	switch k {
	case Create, Transition, Up, Down:
		return true
	}
	return false
}

// Novates reports whether a decision of kind k moves its record to another
// Book.
func (k Kind) Novates() bool { return k == Up || k == Down }

// A Hash is 32 bytes that are written as "0x" and 64 hex digits: a record id,
// a commitment, a transaction.
type Hash [32]byte

// String returns the hexadecimal form.
func (h Hash) String() string { return "0x" + hex.EncodeToString(h[:]) }

// Short returns the first eight hex digits, for people.
func (h Hash) Short() string { return hex.EncodeToString(h[:4]) }

// IsZero reports whether every byte of h is zero.
func (h Hash) IsZero() bool { return h == Hash{} }

// MarshalText implements [encoding.TextMarshaler].
func (h Hash) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (h *Hash) UnmarshalText(b []byte) error { return unhex(h[:], b) }

// ParseHash reads the form written by [Hash.String]. It fails with
// [registry.ErrInvalid].
func ParseHash(s string) (h Hash, err error) { return h, h.UnmarshalText([]byte(s)) }

// An Address is the 20-byte address of a contract or account.
type Address [20]byte

// String returns the hexadecimal form in lower case.
func (a Address) String() string { return "0x" + hex.EncodeToString(a[:]) }

// IsZero reports whether every byte of a is zero.
func (a Address) IsZero() bool { return a == Address{} }

// MarshalText implements [encoding.TextMarshaler].
func (a Address) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (a *Address) UnmarshalText(b []byte) error { return unhex(a[:], b) }

func unhex(to, text []byte) error {
	h, ok := bytes.CutPrefix(text, []byte("0x"))
	if !ok || len(h) != 2*len(to) {
		return fmt.Errorf("%q: want 0x and %d hex digits: %w", text, 2*len(to), registry.ErrInvalid)
	}
	if _, err := hex.Decode(to, h); err != nil {
		return fmt.Errorf("%q: %v: %w", text, err, registry.ErrInvalid)
	}
	return nil
}

// A Document is something that left the pod because of a decision.
type Document struct {
	Kind    string `json:"kind"`
	Number  string `json:"number"`
	Summary string `json:"summary"`
}

// A Decision is one step of a record as it was finalised. Its JSON encoding is
// canonical in the same sense as that of [registry.Manifest].
type Decision struct {
	Format int  `json:"format"`
	Kind   Kind `json:"kind"`

	// Record is the id of the record on chain.
	Record Hash `json:"record"`
	// Before is the digest of the decision before this one, zero for the first:
	// a history cannot lose an entry unseen.
	Before registry.Digest `json:"before"`

	// Release is the digest of the release whose rules decided.
	Release registry.Digest `json:"release"`
	// Line and Version name the same release for people.
	Line    string `json:"line"`
	Version string `json:"version"`

	// Book recorded the decision: for a novation, the Book that was left.
	Chain uint64  `json:"chain"`
	Book  Address `json:"book"`
	// Epoch is the epoch under which the decision was taken.
	Epoch uint64 `json:"epoch"`
	// To and ToEpoch say where a novation went; zero otherwise.
	To      Address `json:"to"`
	ToEpoch uint64  `json:"toEpoch"`

	Sequence uint64 `json:"sequence"`
	// Time is the logical time, in unix seconds.
	Time int64 `json:"time"`
	// Actor is the member that gave the command; Parties are all members that
	// endorsed, in the order the rules see them.
	Actor   string   `json:"actor"`
	Parties []string `json:"parties"`
	// Signers is the hash of the parties' one-time addresses.
	Signers Hash `json:"signers"`

	// Command and State are canonical protobuf; State is the state after.
	Command []byte `json:"command"`
	State   []byte `json:"state"`
	// Final means that the rules allow no further command.
	Final     bool       `json:"final"`
	Documents []Document `json:"documents"`

	// Previous and Next are the commitments before and after.
	Previous Hash `json:"previous"`
	Next     Hash `json:"next"`
	// Endorsements are 65-byte signatures, in ascending order of the signers'
	// one-time addresses.
	Endorsements [][]byte `json:"endorsements"`

	// Block and Transaction are where the chain finalised the decision.
	Block       uint64 `json:"block"`
	BlockHash   Hash   `json:"blockHash"`
	Transaction Hash   `json:"transaction"`
}

// Encode returns the canonical JSON of d.
func (d *Decision) Encode() []byte {
	c := *d
	c.Parties, c.Documents, c.Endorsements = filled(c.Parties), filled(c.Documents), filled(c.Endorsements)
	c.Command, c.State = filled(c.Command), filled(c.State)
	b, err := json.Marshal(&c)
	if err != nil {
		panic(err) // no field of Decision can fail to marshal
	}
	return b
}

// filled returns a list without elements in place of none, so that both are
// written alike: a digest must not depend on how a list came to be empty.
func filled[S ~[]E, E any](s S) S {
	if s == nil {
		return S{}
	}
	return s
}

// ParseDecision reads canonical JSON and refuses everything else with
// [registry.ErrInvalid].
func ParseDecision(b []byte) (*Decision, error) {
	var d Decision
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&d); err != nil {
		return nil, fmt.Errorf("reading decision: %v: %w", err, registry.ErrInvalid)
	}
	switch {
	case d.Format != Format:
		return nil, fmt.Errorf("reading decision: format %d is not known (this program knows %d): %w", d.Format, Format, registry.ErrInvalid)
	case !d.Kind.Known():
		return nil, fmt.Errorf("reading decision: kind %q is not known: %w", d.Kind, registry.ErrInvalid)
	case !bytes.Equal(d.Encode(), b):
		return nil, fmt.Errorf("reading decision %d of record %s: not in canonical form, so not as it was written: %w",
			d.Sequence, d.Record.Short(), registry.ErrInvalid)
	}
	return &d, nil
}
