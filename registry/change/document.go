// Package change is change control: what a proposal says, how a member rebuilds
// what it is asked to sign from bytes it fetched itself, and what the chain has
// said so far about lines, changes, members and epochs.
//
// A [Document] holds everything a proposal says in words and digests;
// [Document.Struct] turns it into the struct that members sign with EIP-712 and
// that the Consortium contract executes. A [View] is the fold of the events of
// that contract.
//
// # Dependencies
//
// The package may import registry, registry/bundle, migrate and contracts; it
// is one of the owners of go-ethereum.
package change

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/registry"
)

// DocumentFormat is the version of the encoding of a [Document].
const DocumentFormat = 1

// A Document is a proposal to move a line from its active release to another.
type Document struct {
	Format int `json:"format"`
	// Plan says what moves and how it comes back.
	Plan migrate.Plan `json:"plan"`
	// Book is active after the change.
	Book common.Address `json:"book"`
	// BookCodeHash is the Keccak-256 of its runtime code.
	BookCodeHash common.Hash `json:"bookCodeHash"`
	// Snapshot is the digest of what the rules start every call from, as the
	// proposer's pod came to it. Every pod that vets comes to the same, or
	// refuses.
	Snapshot registry.Digest `json:"snapshot"`
	// InitCall is sent to the Book in the activating transaction: "0x" and hex.
	InitCall string `json:"initCall"`
	// Calls are what the change does to contracts beside the Book; nil for none.
	Calls *Calls `json:"calls,omitempty"`
	// Moves are the migrations of contracts that the calls belong to, in the
	// order of the calls; nil for none.
	Moves []Move `json:"moves,omitempty"`
	// Terms are the conditions of the change.
	Terms Terms `json:"terms"`
	// Proposer is a member id; Reason says why, for the other members.
	Proposer string `json:"proposer"`
	Reason   string `json:"reason"`
}

// Terms are the conditions of a change. Times are unix seconds on the clock of
// the chain.
type Terms struct {
	// Sequence is the number of changes of the line so far, plus one.
	Sequence    uint64 `json:"sequence"`
	MemberEpoch uint64 `json:"memberEpoch"`
	// NotBefore and NotAfter bound the activation.
	NotBefore uint64 `json:"notBefore"`
	NotAfter  uint64 `json:"notAfter"`
	// Expiry ends the proposal and every approval of it.
	Expiry uint64 `json:"expiry"`
	// RevertWindow is counted from the activation, in seconds.
	RevertWindow uint64 `json:"revertWindow"`
	// Readiness is the number of pods that must have vetted.
	Readiness uint32 `json:"readiness"`
	// RevertQuorum is the number of members that must sign a revert.
	RevertQuorum uint32 `json:"revertQuorum"`
	// Policy is what the change asks for beyond the rules for every change.
	Policy typed.Policy `json:"policy,omitzero"`
}

// Encode returns the canonical JSON of d.
func (d *Document) Encode() []byte {
	b, err := json.Marshal(d)
	if err != nil {
		panic(err) // documents hold strings and numbers only
	}
	return b
}

// ParseDocument reads canonical JSON and refuses everything else with
// [registry.ErrInvalid].
func ParseDocument(b []byte) (*Document, error) {
	var d Document
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&d); err != nil {
		return nil, fmt.Errorf("reading change document: %v: %w", err, registry.ErrInvalid)
	}
	if d.Format != DocumentFormat || !bytes.Equal(d.Encode(), b) {
		return nil, fmt.Errorf("change document: not in the canonical form of format %d: %w", DocumentFormat, registry.ErrInvalid)
	}
	if _, err := migrate.ParsePlan(d.Plan.Encode()); err != nil {
		return nil, err
	}
	if _, err := d.Init(); err != nil {
		return nil, err
	}
	if err := d.checkCalls(); err != nil {
		return nil, err
	}
	if err := d.checkMoves(); err != nil {
		return nil, err
	}
	return &d, nil
}

// Digest returns the digest of the canonical form of d.
func (d *Document) Digest() registry.Digest { return registry.DigestOf(d.Encode()) }

// Init returns the bytes of the init call, which may be empty.
func (d *Document) Init() ([]byte, error) {
	h, ok := strings.CutPrefix(d.InitCall, "0x")
	b, err := hex.DecodeString(h)
	if !ok || err != nil {
		return nil, fmt.Errorf("change document: init call %q is not 0x and hex digits: %w", d.InitCall, registry.ErrInvalid)
	}
	return b, nil
}

// Struct returns what members sign for d in the consortium with the given
// salt.
func (d *Document) Struct(salt registry.Salt) (typed.Change, error) {
	init, err := d.Init()
	if err != nil {
		return typed.Change{}, err
	}
	c := typed.Change{
		Line:         salt.Line(d.Plan.Line),
		Sequence:     d.Terms.Sequence,
		Release:      salt.Release(d.Plan.To.Release),
		Book:         d.Book,
		BookCodeHash: d.BookCodeHash,
		InitCallHash: crypto.Keccak256Hash(init),
		NotBefore:    d.Terms.NotBefore,
		NotAfter:     d.Terms.NotAfter,
		RevertWindow: d.Terms.RevertWindow,
		RevertPlan:   d.Plan.RevertDigest(),
		Plan:         d.Digest(),
		MemberEpoch:  d.Terms.MemberEpoch,
		Expiry:       d.Terms.Expiry,
		Readiness:    d.Terms.Readiness,
		RevertQuorum: d.Terms.RevertQuorum,
		Calls:        d.Calls.Hash(),
		Policy:       d.Terms.Policy.Word(),
	}
	if d.Plan.From != nil {
		c.Parent = salt.Release(d.Plan.From.Release)
	}
	return c, nil
}
