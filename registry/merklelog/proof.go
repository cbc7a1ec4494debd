package merklelog

import (
	"fmt"

	"github.com/transparency-dev/formats/proof"

	"github.com/novation-dev/novation/registry"
)

// A LogProof shows that an entry is in a log, to somebody who has neither the
// log nor a connection. Its form is C2SP tlog-proof with the entry as extra data.
type LogProof struct {
	Entry Entry
	// Proof is relative to Checkpoint, which is a signed note.
	Proof      Proof
	Checkpoint []byte
}

// Encode returns the bytes of a proof file.
func (p *LogProof) Encode() []byte {
	out := proof.TLogProof{Index: uint64(p.Entry.Index), Checkpoint: p.Checkpoint, ExtraData: p.Entry.Encode()}
	for _, h := range p.Proof {
		out.Hashes = append(out.Hashes, h)
	}
	return out.Marshal()
}

// ParseLogProof reads a proof file. It does not check what it proves.
func ParseLogProof(b []byte) (*LogProof, error) {
	var in proof.TLogProof
	if len(b) > 2*maxCheckpoint {
		return nil, fmt.Errorf("a proof of %d bytes: at most %d are possible: %w", len(b), 2*maxCheckpoint, registry.ErrInvalid)
	}
	if err := in.Unmarshal(b); err != nil {
		return nil, fmt.Errorf("reading a proof: %v: %w", err, registry.ErrInvalid)
	}
	e, err := ParseEntry(in.ExtraData)
	if err != nil {
		return nil, err
	}
	if uint64(e.Index) != in.Index {
		return nil, fmt.Errorf("a proof of entry %d holds entry %d: %w", in.Index, e.Index, registry.ErrInvalid)
	}
	p := &LogProof{Entry: e, Checkpoint: in.Checkpoint}
	for _, h := range in.Hashes {
		p.Proof = append(p.Proof, h)
	}
	return p, nil
}

// Check returns the checkpoint under which the entry is, when the policy
// believes it and the proof holds.
func (p *LogProof) Check(policy Policy) (Checkpoint, error) {
	c, err := policy.Open(p.Checkpoint)
	if err != nil {
		return c, err
	}
	return c, CheckInclusion(c, p.Entry, p.Proof)
}
