package merklelog

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/novation-dev/novation/registry"
)

// A Proof is a list of hashes, as in RFC 6962.
type Proof []registry.Digest

func toProof(h []tlog.Hash) Proof {
	p := make(Proof, len(h))
	for i := range h {
		p[i] = registry.Digest(h[i])
	}
	return p
}

func (p Proof) hashes() []tlog.Hash {
	h := make([]tlog.Hash, len(p))
	for i := range p {
		h[i] = tlog.Hash(p[i])
	}
	return h
}

// CheckInclusion verifies that e is in the log at its index, as of checkpoint c.
// It fails with [ErrProof].
func CheckInclusion(c Checkpoint, e Entry, p Proof) error {
	if e.Index < 0 || e.Index >= c.Size {
		return fmt.Errorf("entry %d in a log of %d entries: %w", e.Index, c.Size, ErrProof)
	}
	err := tlog.CheckRecord(tlog.RecordProof(p.hashes()), c.Size, tlog.Hash(c.Root), e.Index, tlog.RecordHash(e.Encode()))
	if err != nil {
		return fmt.Errorf("entry %d in log %s: %w", e.Index, c, ErrProof)
	}
	return nil
}

// CheckConsistency verifies that next extends old. A smaller next fails with
// [registry.ErrStale]: it may be an honest answer from before. A proof that does
// not fit fails with [ErrProof]; that alone is no [Fork].
func CheckConsistency(old, next Checkpoint, p Proof) error {
	switch {
	case old.Origin != next.Origin:
		return fmt.Errorf("comparing a checkpoint of %q with one of %q: these are two logs: %w",
			old.Origin, next.Origin, registry.ErrInvalid)
	case next.Size < old.Size:
		return fmt.Errorf("checkpoint %s is older than the size %d already seen: %w", next, old.Size, registry.ErrStale)
	case (next.Size == old.Size || old.Size == 0) && len(p) != 0:
		return fmt.Errorf("a proof between %s and %s needs no hashes: %w", old, next, ErrProof)
	case next.Size == old.Size && next.Root == old.Root, old.Size == 0:
		return nil // everything extends the empty log
	case next.Size == old.Size:
		return fmt.Errorf("%s has another root than %s: %w", next, old, ErrProof)
	}
	err := tlog.CheckTree(tlog.TreeProof(p.hashes()), next.Size, tlog.Hash(next.Root), old.Size, tlog.Hash(old.Root))
	if err != nil {
		return fmt.Errorf("%s is not shown to extend %s: %w", next, old, ErrProof)
	}
	return nil
}
