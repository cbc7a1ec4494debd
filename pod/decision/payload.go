package decision

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// payloadFormat is the version of the bodies below. They travel sealed.
const payloadFormat = 1

// The kinds of messages between the pods of a record's parties.
const (
	kindProposal    = "proposal"
	kindEndorsement = "endorsement"
	kindRefusal     = "refusal"
	kindMissing     = "missing"
	kindHistory     = "history"
)

// A proposal asks for an endorsement.
type proposal struct {
	Format int `json:"format"`
	// Key is the record key, given only with the first decision.
	Key *evidence.Hash `json:"key,omitempty"`
	// Decision without its state and without facts of the chain: the endorser
	// computes the state itself.
	Decision evidence.Decision `json:"decision"`
	// Endorsement is the proposer's own.
	Endorsement []byte `json:"endorsement"`
}

// An endorsement answers a proposal with yes.
type endorsement struct {
	Format      int           `json:"format"`
	Next        evidence.Hash `json:"next"`
	Endorsement []byte        `json:"endorsement"`
}

// A refusal answers a proposal with no. Stale means that the proposer should
// look at the present state and decide again.
type refusal struct {
	Format int           `json:"format"`
	Next   evidence.Hash `json:"next"`
	Stale  bool          `json:"stale"`
	Reason string        `json:"reason"`
}

// missing asks a party for the decisions from the message's sequence on.
type missing struct {
	Format int `json:"format"`
}

// history answers with decisions as stored, in ascending order.
type history struct {
	Format    int                 `json:"format"`
	Decisions []evidence.Decision `json:"decisions"`
}

// An Encoder turns a command into canonical protobuf in the schema of the
// release that is going to decide it. It is asked again when the record has
// moved to another release meanwhile: the same numbers may mean other commands
// there.
type Encoder func(*evidence.Release) ([]byte, error)

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // bodies hold strings, numbers and bytes only
	}
	return b
}

// decode reads a body of the present format and nothing else.
func decode[T any](b []byte, format func(*T) int) (*T, error) {
	v := new(T)
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return nil, fmt.Errorf("reading a message: %v: %w", err, registry.ErrInvalid)
	}
	if f := format(v); f != payloadFormat {
		return nil, fmt.Errorf("reading a message: format %d is not known to this pod (it knows %d): %w", f, payloadFormat, registry.ErrInvalid)
	}
	return v, nil
}
