// Package artifact reads what Solidity toolchains write, and says the same
// about a contract whichever of them wrote it.
//
// A [Build] is one run of a compiler, read from solc's standard JSON or from the
// files of Foundry or Hardhat. An [Artifact] is what a release keeps of one
// contract: interface, code, storage layout, what matters behind a proxy,
// metadata, compiler, settings, and the digests of the sources. It needs no
// syntax tree any more.
//
// # Promises
//
// Files are hostile. One that is cut short, too large, of another compilation
// than the rest, or edited so that its parts disagree is refused with
// [registry.ErrInvalid] and the place. What cannot be seen from one file alone,
// such as code and description replaced together, needs a rebuild from source.
//
// What a form of files cannot tell is missing, with the reason, and never
// guessed: the files of Foundry's folder "out" give no storage layout, because
// nothing says that their syntax trees are of one compilation.
//
// The same contract gives the same artefact, byte for byte, from every form
// that has all of it, as long as compiler, settings and names of sources are
// the same. (Hardhat and Foundry name sources differently, and the names are
// part of what is hashed into the code.)
//
// # Dependencies
//
// Of ours it imports registry, contracts/ast, contracts/layout and
// contracts/safety. Of go-ethereum it uses crypto and accounts/abi.
package artifact

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/contracts/safety"
	"github.com/novation-dev/novation/registry"
)

// An Artifact is what a release keeps of one contract.
type Artifact struct {
	// Name is the contract's name, such as "Book".
	Name string
	// Kind is "contract", "abstract contract", "interface" or "library"; ""
	// when no syntax tree told.
	Kind string
	// Source is the file that defines it, one of the keys of Sources.
	Source string
	// Compiler is the version in the compiler's own words, as metadata has it:
	// without the platform that the compiler ran on.
	Compiler string
	// Settings are the compiler settings that decide what code is made, as
	// JSON.
	Settings json.RawMessage
	// Sources has the digest of every source that the contract needs, by the
	// name it is imported under. A digest is zero when the text was not there.
	Sources map[string]registry.Digest
	// ABI is the contract's interface, as JSON with sorted keys. It parses.
	ABI json.RawMessage
	// Metadata is the compiler's description of the compilation, whose hash
	// stands at the end of the code; "" when it is not known.
	Metadata string
	// Creation is the code that deploys the contract, to be followed by the
	// encoded constructor arguments. Runtime is what is then on chain. Both
	// have no Immutables; see the field of that name.
	Creation, Runtime Code
	// Immutables are the variables whose values are in the runtime code, in the
	// order of their first places.
	Immutables []Immutable
	// Layout is nil when the toolchain's files do not tell it.
	Layout *layout.Layout
	// Safety is nil when the toolchain's files do not tell it.
	Safety *safety.Facts
	// StorageLayout is the compiler's own layout, as artefacts of format 1 have
	// it; else nil.
	StorageLayout json.RawMessage
	// Missing says of each part that is not there why: "abi", "code",
	// "compiler", "immutables" (which have no names), "layout", "metadata",
	// "safety", "settings", "sources". Nil when all is there.
	Missing map[string]string
}

// An Immutable is a variable whose value the constructor writes into the code.
type Immutable struct {
	// Name is "source:Contract.variable", or [DeployAddress]. It is empty when
	// there was no syntax tree to tell; then it is known by its place alone.
	Name string `json:"name,omitempty"`
	// Type is how the source says it, such as "contract IERC20".
	Type string `json:"type,omitempty"`
	// Encoding is the elementary type of the value: "address" for a contract,
	// "uint8" for an enum. It is empty when it is not known.
	Encoding string `json:"encoding,omitempty"`
	// Ranges are where the value stands in the runtime code, 32 bytes each.
	Ranges []Range `json:"ranges"`
}

// DeployAddress is the name of the immutable in which a library of the
// compiler's newer pipeline has its own address.
const DeployAddress = "library_deploy_address"

// CodeHash returns the Keccak-256 of the runtime code, which the EVM calls the
// code hash of an account. When the contract has immutables or libraries, no
// account has this hash: what is deployed differs in their places.
func (a *Artifact) CodeHash() [32]byte { return crypto.Keccak256Hash(a.Runtime.Object) }

// Matches reports whether code, as found on chain, is exactly the artefact's
// runtime code. It is false for every contract with immutables or libraries,
// which package match compares.
func (a *Artifact) Matches(code []byte) bool {
	return len(a.Runtime.Object) > 0 && len(a.Immutables)+len(a.Runtime.Links) == 0 && bytes.Equal(a.Runtime.Object, code)
}

// Complete fails with [registry.ErrInvalid] when a part is missing that a
// release must have, and says why it is.
func (a *Artifact) Complete() error {
	var why []string
	for what, reason := range a.Missing {
		why = append(why, what+": "+reason)
	}
	if len(why) == 0 {
		return nil
	}
	slices.Sort(why)
	return fmt.Errorf("the artefact of %s lacks\n%s: %w", a.Name, strings.Join(why, "\n"), registry.ErrInvalid)
}

// lacks notes that a part is not there, and why.
func (a *Artifact) lacks(what, why string) {
	if a.Missing == nil {
		a.Missing = map[string]string{}
	}
	a.Missing[what] = why
}
