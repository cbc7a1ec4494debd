package guard

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/novation-dev/novation/registry"
)

// variable tells the child what it is. Its value is form followed by a token in
// hex, which stands at the beginning of the child's standard input, too.
const (
	variable  = "NOVATION_GUARD_CHILD"
	form      = "compile-v1:"
	tokenSize = 32
)

// maxJob bounds what a child reads, so that a damaged length is not an order to
// allocate it.
const maxJob = 1 << 30

// A token is used for one child.
type token [tokenSize]byte

func newToken() (t token) {
	rand.Read(t[:]) // never fails
	return t
}

func (t token) String() string { return form + hex.EncodeToString(t[:]) }

// parseToken reads the value of the variable.
func parseToken(s string) (t token, ok bool) {
	h, ok := strings.CutPrefix(s, form)
	if !ok || len(h) != hex.EncodedLen(tokenSize) {
		return t, false
	}
	_, err := hex.Decode(t[:], []byte(h))
	return t, err == nil
}

// A job is what the child is to do with the module that follows it.
type job struct {
	// Dir is the folder it works in: the current one of the child.
	Dir         string `json:"-"`
	Memory      uint64
	Deadline    time.Duration
	Pages       uint32
	Interpreter bool
}

// processorTime is the most that a job may use, of all processors together. It
// is for a parent that cannot end its child at the deadline.
func (j job) processorTime() time.Duration {
	return (j.Deadline.Truncate(time.Second)+time.Second)*workers + time.Second
}

// send writes a token, a job and a module.
func send(w io.Writer, t token, j job, module []byte) error {
	head, err := json.Marshal(j)
	if err != nil {
		return err
	}
	b := append(t[:], binary.BigEndian.AppendUint64(nil, uint64(len(head)))...)
	b = binary.BigEndian.AppendUint64(append(b, head...), uint64(len(module)))
	if _, err := w.Write(b); err != nil {
		return err
	}
	_, err = w.Write(module)
	return err
}

// authenticate reads the token that send wrote.
func authenticate(r io.Reader, want token) error {
	var t token
	if _, err := io.ReadFull(r, t[:]); err != nil {
		return err
	}
	if t != want {
		return errors.New("the token on standard input is not that of the environment")
	}
	return nil
}

// receive reads what send wrote after the token.
func receive(r io.Reader) (j job, module []byte, err error) {
	head, err := chunk(r)
	if err != nil {
		return j, nil, err
	}
	if err := json.Unmarshal(head, &j); err != nil {
		return j, nil, err
	}
	module, err = chunk(r)
	return j, module, err
}

func chunk(r io.Reader) ([]byte, error) {
	var n [8]byte
	if _, err := io.ReadFull(r, n[:]); err != nil {
		return nil, err
	}
	size := binary.BigEndian.Uint64(n[:])
	if size > maxJob {
		return nil, fmt.Errorf("%d bytes are more than anybody sends", size)
	}
	b := make([]byte, size)
	_, err := io.ReadFull(r, b)
	return b, err
}

// An outcome is what the child reports.
type outcome struct {
	// Cause and Detail say why there is no machine code; Cause is 0 if there is.
	Cause  Cause  `json:",omitempty"`
	Detail string `json:",omitempty"`
	// File, Size and Digest are of the machine code; empty when the child
	// interprets.
	File   string          `json:",omitempty"`
	Size   int64           `json:",omitempty"`
	Digest registry.Digest `json:",omitzero"`
	// Peak is the most memory it had in use, if the system tells.
	Peak uint64 `json:",omitempty"`
}

// encode writes an outcome in a line that begins with the token: other packages
// of the program may have written something to standard output before.
func (o outcome) encode(t token) []byte {
	b, err := json.Marshal(o)
	if err != nil {
		return nil // strings and numbers can be encoded
	}
	return fmt.Appendf(nil, "\n%s %s\n", t, b)
}

// parseOutcome finds an outcome in what a child wrote.
func parseOutcome(b []byte, t token) (o outcome, ok bool) {
	_, line, ok := bytes.Cut(b, []byte("\n"+t.String()+" "))
	if !ok {
		return o, false
	}
	line, _, ok = bytes.Cut(line, []byte("\n"))
	return o, ok && json.Unmarshal(line, &o) == nil
}
