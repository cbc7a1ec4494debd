// Package match says whether the code of an account on chain is that of an
// artefact, and what was filled into it when it was deployed.
//
// The answer is a word. [Exact]: every byte is the compiler's, but for the
// places that the compiler left free. [Match]: the code is the same, and the
// compiler's metadata, which nothing executes, is not. [None]: the code differs.
//
// # Promises
//
// Match is never said of code that differs. What is taken from the chain is only
// what the artefact says is left free: addresses of libraries and immutables,
// which are always pushed whole and agree in all places, and the address with
// which a library guards itself. What is ignored is only well-formed metadata: at
// the end of the code, where either side may have none, or in the place of the
// metadata of a contract that is known to be inside, where both must have some.
// Data that only looks like metadata is compared like code.
//
// Code is what runs, not what an account does: the state that a constructor
// wrote, and the account that a proxy points to, are other questions
// ([Implementation] answers the last). A contract that reads its own code can
// see metadata.
//
// # Dependencies
//
// Of ours it imports registry and contracts/artifact. Of go-ethereum it uses
// common, crypto and the type of a call.
package match

import (
	"bytes"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/artifact"
)

// A Verdict says how code on chain and an artefact compare.
type Verdict string

// The verdicts.
const (
	Exact Verdict = "exact" // equal, once what is left free is filled
	Match Verdict = "match" // equal but for metadata
	None  Verdict = "none"  // not the same code
)

// A Result is how code on chain and an artefact compare.
type Result struct {
	Verdict Verdict `json:"verdict"`
	// Immutables are the values found on chain, in the artefact's order. Empty
	// with [None].
	Immutables []Recovered `json:"immutables"`
	// Libraries are the addresses found on chain, by "source:Library". Empty
	// with [None].
	Libraries map[string]common.Address `json:"libraries"`
	// Self is the address that a library believes to be its own. It must be
	// that of the account; [At] checks it. Nil for what is no library.
	Self *common.Address `json:"self,omitempty"`
	// Ignored are the places of metadata on chain that are not the artefact's.
	Ignored []artifact.Range `json:"ignored"`
	// Difference is the first place where they differ; nil unless the verdict
	// is [None].
	Difference *Difference `json:"difference,omitempty"`
}

// Code compares the code of an account, as eth_getCode tells it, with the
// runtime code of an artefact. It takes the artefact for what it says; whether
// that is what its sources give, a rebuild tells.
func Code(onChain []byte, a *artifact.Artifact) Result {
	m := &matching{a: a, chain: onChain, want: slices.Clone(a.Runtime.Object)}
	m.result = Result{Immutables: []Recovered{}, Libraries: map[string]common.Address{}, Ignored: []artifact.Range{}}
	if d := m.compare(); d != nil {
		return no(d)
	}
	return m.result
}

func no(d *Difference) Result {
	return Result{Verdict: None, Immutables: []Recovered{}, Libraries: map[string]common.Address{}, Ignored: []artifact.Range{}, Difference: d}
}

// matching is one comparison.
type matching struct {
	a      *artifact.Artifact
	chain  []byte
	want   []byte // what the artefact has, filled as far as compared
	result Result
}

func (m *matching) compare() *Difference {
	switch {
	case len(m.want) == 0:
		return &Difference{Part: PartLength, Reason: "the artefact has no runtime code: it is abstract, or was compiled without"}
	case len(m.chain) == 0:
		return m.differ(0, PartLength, "there is no code at the address")
	}
	for _, fill := range []func() *Difference{m.fillLibraries, m.fillImmutables, m.fillSelf} {
		if d := fill(); d != nil {
			return d
		}
	}
	if bytes.Equal(m.want, m.chain) {
		m.result.Verdict = Exact
		return nil
	}
	m.result.Verdict = Match
	m.ignoreNested()
	return m.compareBodies()
}

// ignoreNested takes the metadata of contracts inside from the chain, where
// both sides have some.
func (m *matching) ignoreNested() {
	for _, r := range m.a.Runtime.Metadata {
		end := r.Start + r.Length
		if end == len(m.want) {
			continue
		}
		if found, ok := artifact.MetadataAt(m.chain, end); !ok || found != r || bytes.Equal(m.want[r.Start:end], m.chain[r.Start:end]) {
			continue
		}
		copy(m.want[r.Start:end], m.chain[r.Start:end])
		m.result.Ignored = append(m.result.Ignored, r)
	}
}
