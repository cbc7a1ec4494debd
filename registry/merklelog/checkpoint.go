package merklelog

import (
	"crypto/sha256"
	"fmt"
	"math"

	"github.com/transparency-dev/formats/log"
	"golang.org/x/mod/sumdb/note"

	"github.com/novation-dev/novation/registry"
)

// maxCheckpoint bounds a signed checkpoint with its cosignatures, in bytes.
const maxCheckpoint = 64 << 10

// A Checkpoint is the head of a log at some moment.
type Checkpoint struct {
	// Origin names the log. It is also the name of its key.
	Origin string
	// Size is the number of entries.
	Size int64
	// Root is the root of the Merkle tree over them.
	Root registry.Digest
	// Signed is the C2SP signed note that says all this, with the cosignatures
	// that it came with. It is evidence: keep it together with the rest.
	Signed []byte
}

// String returns the facts of c in one line.
func (c Checkpoint) String() string {
	return fmt.Sprintf("%s at size %d with root %s", c.Origin, c.Size, c.Root)
}

// emptyRoot is the root of a tree without leaves.
var emptyRoot = registry.Digest(sha256.Sum256(nil))

// OpenCheckpoint reads a signed note and verifies that the log with the given
// verifier key has signed it. It fails with [ErrProof] when it has not.
func OpenCheckpoint(signed []byte, verifierKey string) (Checkpoint, error) {
	return Policy{Log: verifierKey}.Open(signed)
}

// openCheckpoint verifies the signature of the log, and returns the note with
// those signatures of the log and of others that are valid.
func openCheckpoint(signed []byte, v note.Verifier, others ...note.Verifier) (Checkpoint, *note.Note, error) {
	if len(signed) > maxCheckpoint {
		return Checkpoint{}, nil, fmt.Errorf("checkpoint of %d bytes: at most %d are possible: %w",
			len(signed), maxCheckpoint, registry.ErrInvalid)
	}
	c, rest, n, err := log.ParseCheckpoint(signed, v.Name(), v, others...)
	switch {
	case err != nil:
		return Checkpoint{}, nil, fmt.Errorf("verifying a checkpoint of %s: %v: %w", v.Name(), err, ErrProof)
	case len(rest) > 0, len(c.Hash) != len(registry.Digest{}), c.Size > math.MaxInt64/2:
		return Checkpoint{}, nil, fmt.Errorf("checkpoint of %s is not of the form that this log writes: %w", v.Name(), registry.ErrInvalid)
	}
	out := Checkpoint{Origin: c.Origin, Size: int64(c.Size), Root: registry.Digest(c.Hash), Signed: signed}
	if out.Size == 0 && out.Root != emptyRoot {
		return Checkpoint{}, nil, fmt.Errorf("checkpoint %s: that is not the root of an empty log: %w", out, ErrProof)
	}
	return out, n, nil
}

// signCheckpoint returns the checkpoint of a tree, signed.
func signCheckpoint(s note.Signer, size int64, root registry.Digest) (Checkpoint, error) {
	text := log.Checkpoint{Origin: s.Name(), Size: uint64(size), Hash: root[:]}.Marshal()
	signed, err := note.Sign(&note.Note{Text: string(text)}, s)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("signing a checkpoint of %s: %w", s.Name(), err)
	}
	return Checkpoint{Origin: s.Name(), Size: size, Root: root, Signed: signed}, nil
}
