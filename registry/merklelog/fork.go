package merklelog

import (
	"encoding/json"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/novation-dev/novation/registry"
)

// ForkFormat is the version of the form of a [Fork] that this package writes.
const ForkFormat = 1

// maxFork bounds the JSON of a fork, in bytes.
const maxFork = 256 << 10

// A Fork proves that a log has signed two histories. Its JSON form can be given
// to anyone: it holds all that is needed to check it, except the certainty that
// LogKey is the key of the log.
type Fork struct {
	// Format is [ForkFormat].
	Format int `json:"format"`
	// LogKey is the verifier key with which both checkpoints verify.
	LogKey string `json:"logKey"`
	// Smaller and Larger are signed checkpoints; they may be of one size.
	Smaller string `json:"smaller"`
	Larger  string `json:"larger"`
	// Root is what the history of Larger had as its root at the size of Smaller.
	Root registry.Digest `json:"root"`
	// Proof is that of consistency between Root and Larger; empty when the sizes
	// are the same.
	Proof Proof `json:"proof"`
}

// Check returns the two checkpoints when f proves that they contradict each
// other, and an error that matches [ErrProof] or [registry.ErrInvalid] when it
// does not.
func (f *Fork) Check() (smaller, larger Checkpoint, err error) {
	if f.Format != ForkFormat {
		return smaller, larger, fmt.Errorf("a fork of format %d is not known to this program (it knows %d): upgrade it: %w",
			f.Format, ForkFormat, registry.ErrInvalid)
	}
	if smaller, err = OpenCheckpoint([]byte(f.Smaller), f.LogKey); err != nil {
		return smaller, larger, fmt.Errorf("the first checkpoint of a fork: %w", err)
	}
	if larger, err = OpenCheckpoint([]byte(f.Larger), f.LogKey); err != nil {
		return smaller, larger, fmt.Errorf("the second checkpoint of a fork: %w", err)
	}
	switch {
	case smaller.Size > larger.Size:
		return smaller, larger, fmt.Errorf("the checkpoints of a fork stand in the wrong order: %w", registry.ErrInvalid)
	case smaller.Size == 0:
		return smaller, larger, fmt.Errorf("every log extends the empty one: this is no fork: %w", ErrProof)
	case f.Root == smaller.Root:
		return smaller, larger, fmt.Errorf("%s has the root of %s at its size: this is no fork: %w", larger, smaller, ErrProof)
	case smaller.Size == larger.Size:
		if f.Root != larger.Root || len(f.Proof) != 0 {
			return smaller, larger, fmt.Errorf("the root in the fork is not that of %s: %w", larger, ErrProof)
		}
		return smaller, larger, nil
	}
	err = tlog.CheckTree(tlog.TreeProof(f.Proof.hashes()), larger.Size, tlog.Hash(larger.Root), smaller.Size, tlog.Hash(f.Root))
	if err != nil {
		err = fmt.Errorf("it is not shown that %s had root %s at size %d: %w", larger, f.Root, smaller.Size, ErrProof)
	}
	return smaller, larger, err
}

// Encode returns the JSON form of f.
func (f *Fork) Encode() []byte {
	b, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		panic(err) // no field of Fork can fail to marshal
	}
	return append(b, '\n')
}

// ParseFork reads the JSON form of a fork. It does not check what it proves.
func ParseFork(b []byte) (*Fork, error) {
	if len(b) > maxFork {
		return nil, fmt.Errorf("the proof of a fork of %d bytes: at most %d are possible: %w", len(b), maxFork, registry.ErrInvalid)
	}
	f := &Fork{}
	if err := json.Unmarshal(b, f); err != nil {
		return nil, fmt.Errorf("reading the proof of a fork: %v: %w", err, registry.ErrInvalid)
	}
	return f, nil
}

// Compare shows that the tree extends, or is extended by, a checkpoint that was
// seen of the same log, under the verifier key logKey. When the two contradict
// each other it fails with a [*ForkError]; every other error says that nothing
// is known.
func (t *Tree) Compare(seen Checkpoint, logKey string) error {
	if seen.Origin != t.head.Origin {
		return fmt.Errorf("comparing a checkpoint of %q with one of %q: these are two logs: %w", seen.Origin, t.head.Origin, registry.ErrInvalid)
	}
	if seen.Size > t.head.Size {
		return fmt.Errorf("checkpoint %s is older than the size %d already seen: %w", t.head, seen.Size, registry.ErrStale)
	}
	if seen.Size == 0 {
		return nil // everything extends the empty log
	}
	root := t.head.Root
	if seen.Size < t.head.Size {
		var err error
		if root, err = t.Root(seen.Size); err != nil {
			return err
		}
	}
	if root == seen.Root {
		return nil
	}
	p, err := t.Consistency(seen.Size, t.head.Size)
	if err != nil {
		return err
	}
	f := &Fork{
		Format: ForkFormat, LogKey: logKey, Smaller: string(seen.Signed), Larger: string(t.head.Signed), Root: root, Proof: p,
	}
	if _, _, err := f.Check(); err != nil {
		return err
	}
	return &ForkError{Fork: f, Old: seen, New: t.head}
}
