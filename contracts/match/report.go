package match

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
)

// A Report is a result with where it comes from: what a release keeps of a
// contract that is deployed.
type Report struct {
	Result
	// Contract is what the code was compared with, "source:Name".
	Contract string `json:"contract"`
	// CodeHash is the Keccak-256 of the code.
	CodeHash common.Hash `json:"codeHash"`
	// Chain and Block say where and when the code was read, Address which
	// account has it. Nil for code that comes from elsewhere.
	Chain   *big.Int        `json:"chain,omitempty"`
	Block   *big.Int        `json:"block,omitempty"`
	Address *common.Address `json:"address,omitempty"`
	// Proxies stand between the account that was asked about and the one that
	// has the code.
	Proxies []Proxy `json:"proxies,omitempty"`
}

// NewReport compares code that is at hand.
func NewReport(code []byte, a *artifact.Artifact) *Report {
	return &Report{Result: Code(code, a), Contract: a.Source + ":" + a.Name, CodeHash: crypto.Keccak256Hash(code)}
}

// Find compares the code of an account as of a block or, when that is not the
// artefact's, of the one for which the account is a proxy. It fails as [Follow]
// does.
func Find(ctx context.Context, r Reader, address common.Address, chain, block *big.Int, a *artifact.Artifact) (*Report, error) {
	report := &Report{Contract: a.Source + ":" + a.Name, Chain: chain, Block: block}
	if err := report.at(ctx, r, address, a); err != nil || report.Verdict != None {
		return report, err
	}
	way, err := Follow(ctx, r, address, block)
	if err != nil || len(way) < 2 {
		return report, err
	}
	report.Proxies = way[:len(way)-1]
	return report, report.at(ctx, r, way[len(way)-1].Address, a)
}

// at compares the code that an account has itself.
func (r *Report) at(ctx context.Context, from Reader, address common.Address, a *artifact.Artifact) (err error) {
	if r.Result, err = At(ctx, from, address, r.Block, a); err != nil {
		return err
	}
	code, err := from.CodeAt(ctx, address, r.Block)
	r.Address, r.CodeHash = &address, crypto.Keccak256Hash(code)
	return err
}

// ParseReport reads a report as JSON. Unknown fields and unknown verdicts are
// refused with [registry.ErrInvalid].
func ParseReport(b []byte) (*Report, error) {
	var r Report
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return nil, fmt.Errorf("reading what was found on chain: %v: %w", err, registry.ErrInvalid)
	}
	switch r.Verdict {
	case Exact, Match, None:
		return &r, nil
	}
	return nil, fmt.Errorf("reading what was found on chain: %q is no verdict: %w", r.Verdict, registry.ErrInvalid)
}

// Again compares code with an artefact once more and fails with
// [registry.ErrRefused] when what comes out is not what the report says.
func (r *Report) Again(code []byte, a *artifact.Artifact) error {
	now := NewReport(code, a)
	switch {
	case now.CodeHash != r.CodeHash:
		return fmt.Errorf("the code is another than it was: its hash was %s and is %s: %w", r.CodeHash, now.CodeHash, registry.ErrRefused)
	case now.Verdict != r.Verdict || !reflect.DeepEqual(now.Immutables, r.Immutables) || !reflect.DeepEqual(now.Libraries, r.Libraries):
		return fmt.Errorf("the same code is said to be %q with %d immutables and %d libraries, and is %q with %d and %d: %w",
			r.Verdict, len(r.Immutables), len(r.Libraries), now.Verdict, len(now.Immutables), len(now.Libraries), registry.ErrRefused)
	}
	return nil
}
