package witness

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// maxRequest bounds the body of a request, in bytes, and maxProof the hashes in
// it: a log of 2^63 entries needs no more.
const (
	maxRequest = 128 << 10
	maxProof   = 63
)

// A Request asks for a cosignature. Its form is the body of add-checkpoint.
type Request struct {
	// Old is the size of the checkpoint that the witness has cosigned last, 0
	// when there is none.
	Old int64
	// Proof shows that Checkpoint extends that one.
	Proof merklelog.Proof
	// Checkpoint is a signed note.
	Checkpoint []byte
}

// Encode returns the body.
func (r *Request) Encode() []byte {
	out := fmt.Appendf(nil, "old %d\n", r.Old)
	for _, h := range r.Proof {
		out = append(base64.StdEncoding.AppendEncode(out, h[:]), '\n')
	}
	return append(append(out, '\n'), r.Checkpoint...)
}

// ParseRequest reads a body. What is in the checkpoint is not looked at.
func ParseRequest(b []byte) (*Request, error) {
	bad := func(what string) error {
		return fmt.Errorf("reading a request to cosign: %s: %w", what, registry.ErrInvalid)
	}
	if len(b) > maxRequest {
		return nil, bad(fmt.Sprintf("it has %d bytes, at most %d are possible", len(b), maxRequest))
	}
	head, checkpoint, ok := bytes.Cut(b, []byte("\n\n"))
	if !ok {
		return nil, bad("the empty line before the checkpoint is missing")
	}
	lines := strings.Split(string(head), "\n")
	number, ok := strings.CutPrefix(lines[0], "old ")
	size, err := strconv.ParseInt(number, 10, 64)
	if !ok || err != nil || size < 0 || strconv.FormatInt(size, 10) != number {
		return nil, bad("its first line is not the old size")
	}
	if len(lines)-1 > maxProof {
		return nil, bad("the proof is too long")
	}
	r := &Request{Old: size, Checkpoint: checkpoint}
	for _, line := range lines[1:] {
		h, err := base64.StdEncoding.Strict().DecodeString(line)
		if err != nil || len(h) != len(registry.Digest{}) {
			return nil, bad("a line of the proof is no hash")
		}
		r.Proof = append(r.Proof, registry.Digest(h))
	}
	return r, nil
}
