package merklelog

import (
	"fmt"

	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"

	"github.com/novation-dev/novation/registry"
)

// A Policy says which checkpoints are believed.
type Policy struct {
	// Log is the verifier key of the log.
	Log string
	// Witnesses are the verifier keys of those who may cosign, and Quorum how
	// many of them must have. With a quorum of 0 the log alone is believed: it
	// can then show two histories to two readers who never compare.
	Witnesses []string
	Quorum    int
}

// Check reports what makes a policy useless. Its error matches
// [registry.ErrInvalid].
func (p Policy) Check() error {
	_, _, err := p.verifiers()
	return err
}

func (p Policy) verifiers() (note.Verifier, []note.Verifier, error) {
	v, err := note.NewVerifier(p.Log)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the verifier key of the log: %v: %w", err, registry.ErrInvalid)
	}
	if p.Quorum < 0 || p.Quorum > len(p.Witnesses) {
		return nil, nil, fmt.Errorf("%d of %d witnesses cannot cosign: %w", p.Quorum, len(p.Witnesses), registry.ErrInvalid)
	}
	witnesses := make([]note.Verifier, len(p.Witnesses))
	seen := map[string]bool{}
	for i, key := range p.Witnesses {
		w, err := fnote.NewVerifierForCosignatureV1(key)
		if err != nil {
			return nil, nil, fmt.Errorf("reading the key of witness %d: %v: %w", i+1, err, registry.ErrInvalid)
		}
		id := fmt.Sprintf("%s+%08x", w.Name(), w.KeyHash())
		if seen[id] || w.Name() == v.Name() {
			return nil, nil, fmt.Errorf("witness %s is named twice, or is the log itself: %w", w.Name(), registry.ErrInvalid)
		}
		seen[id], witnesses[i] = true, w
	}
	return v, witnesses, nil
}

// Open reads a signed note and verifies that the log has signed it, and enough
// witnesses. It fails with [ErrUnwitnessed] when only the log has, and with
// another [ErrProof] when not even the log has.
func (p Policy) Open(signed []byte) (Checkpoint, error) {
	v, witnesses, err := p.verifiers()
	if err != nil {
		return Checkpoint{}, err
	}
	c, n, err := openCheckpoint(signed, v, witnesses...)
	if err != nil {
		return Checkpoint{}, err
	}
	if cosigned := len(n.Sigs) - 1; cosigned < p.Quorum {
		return Checkpoint{}, fmt.Errorf("checkpoint %s: %d of %d witnesses have cosigned it, %d must: %w",
			c, cosigned, len(witnesses), p.Quorum, ErrUnwitnessed)
	}
	return c, nil
}

// Cosigned returns the names of the witnesses of the policy that have cosigned
// a checkpoint.
func (p Policy) Cosigned(signed []byte) ([]string, error) {
	v, witnesses, err := p.verifiers()
	if err != nil {
		return nil, err
	}
	_, n, err := openCheckpoint(signed, v, witnesses...)
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, s := range n.Sigs {
		if s.Name != v.Name() {
			names = append(names, s.Name)
		}
	}
	return names, nil
}
