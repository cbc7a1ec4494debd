package match

import (
	"bytes"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"
)

// A Part is a part of the code.
type Part string

// The parts.
const (
	PartCode      Part = "code"      // instructions, or data that they use
	PartMetadata  Part = "metadata"  // of a contract inside; one side has none there
	PartImmutable Part = "immutable" // places that disagree, or no value of the type
	PartLibrary   Part = "library"   // places that disagree, no address, or another's
	PartLength    Part = "length"    // one is the beginning of the other
)

// A Difference is where code on chain first differs from an artefact.
type Difference struct {
	// Offset is the place in the code, in bytes.
	Offset int  `json:"offset"`
	Part   Part `json:"part"`
	// Artifact and Chain are what stands there, up to 16 bytes. What the
	// artefact leaves free is filled in from the chain.
	Artifact hexutil.Bytes `json:"artifact"`
	Chain    hexutil.Bytes `json:"chain"`
	// Reason says it in words.
	Reason string `json:"reason"`
}

// shown is how many bytes of a difference are told.
const shown = 16

func (m *matching) differ(at int, part Part, reason string) *Difference {
	return &Difference{Offset: at, Part: part, Artifact: cut(m.want, at), Chain: cut(m.chain, at), Reason: reason}
}

func cut(b []byte, at int) []byte {
	at = min(at, len(b))
	return bytes.Clone(b[at:min(at+shown, len(b))])
}

// first returns the first difference of two codes that are not equal.
func (m *matching) first(want, chain []byte) *Difference {
	at := 0
	for at < len(want) && at < len(chain) && want[at] == chain[at] {
		at++
	}
	if at == len(want) || at == len(chain) {
		return m.differ(at, PartLength, fmt.Sprintf("the code on chain has %d bytes, the artefact's %d, metadata not counted", len(chain), len(want)))
	}
	for _, r := range m.a.Runtime.Metadata {
		if at >= r.Start && at < r.Start+r.Length {
			return m.differ(at, PartMetadata, fmt.Sprintf("the metadata of a contract inside begins at byte %d of the artefact; the chain has none there", r.Start))
		}
	}
	return m.differ(at, PartCode, fmt.Sprintf("byte %d is %#02x on chain and %#02x in the artefact", at, chain[at], want[at]))
}
