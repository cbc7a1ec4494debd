// Package contracts holds the contracts of Novation as the compiler made them.
//
// It owns the committed artefacts of Consortium and Book, of what moves the
// state of other contracts (src/move), and of the proxies that are made for them;
// and promises that they parse and that they are what the sources in src give
// (the build check proves it). The Solidity sources, their tests and the tools that
// build them are in this folder too; see README.md.
//
// # Dependencies
//
// Of ours it imports registry and contracts/artifact. Of go-ethereum it uses
// crypto.
package contracts

import (
	_ "embed"
	"sync"

	"github.com/novation-dev/novation/contracts/artifact"
)

//go:embed artifacts/Consortium.json
var consortiumJSON []byte

//go:embed artifacts/Book.json
var bookJSON []byte

var (
	consortium = sync.OnceValue(func() *artifact.Artifact { return embedded(consortiumJSON) })
	book       = sync.OnceValue(func() *artifact.Artifact { return embedded(bookJSON) })
)

// Consortium returns the artefact of the governance contract. The caller must
// not change it.
func Consortium() *artifact.Artifact { return consortium() }

// Book returns the artefact of the ledger of commitments. The caller must not
// change it.
func Book() *artifact.Artifact { return book() }

// Files returns the committed artefacts as the bytes that digests are made of,
// by contract name. Every call returns new copies.
func Files() map[string][]byte {
	return map[string][]byte{
		"Book":       append([]byte(nil), bookJSON...),
		"Consortium": append([]byte(nil), consortiumJSON...),
	}
}

// embedded parses an artefact that is part of this program. It can fail only
// if the program was built from damaged sources, which its tests would show.
func embedded(b []byte) *artifact.Artifact {
	a, err := artifact.Parse(b)
	if err != nil {
		panic(err)
	}
	return a
}
