package witness

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/internal/damage"
	"github.com/novation-dev/novation/registry/merklelog"
)

const keyFile = "key"

// CreateKey makes the key of a witness in its folder, unless there is one, and
// returns the verifier key, which others need in their policy. A name looks like
// a URL without a scheme, and is that of the key that is there.
func CreateKey(dir, name string) (string, error) {
	path := filepath.Join(dir, keyFile)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		key, _, err := note.GenerateKey(rand.Reader, name)
		if err != nil {
			return "", fmt.Errorf("making the key of witness %q: %v: %w", name, err, registry.ErrInvalid)
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return "", fmt.Errorf("making the folder of a witness: %w", err)
		}
		if err := damage.Replace(path, []byte(key), true); err != nil {
			return "", fmt.Errorf("writing the key of a witness: %w", err)
		}
	}
	_, vkey, err := readKey(dir)
	return vkey, err
}

// readKey returns the signer key and the verifier key of the witness in dir.
func readKey(dir string) (string, string, error) {
	b, err := os.ReadFile(filepath.Join(dir, keyFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", "", fmt.Errorf("there is no key of a witness in %s: %w", dir, registry.ErrNotFound)
	}
	if err != nil {
		return "", "", fmt.Errorf("reading the key of a witness: %w", err)
	}
	plain, err := merklelog.VerifierKey(string(b))
	if err != nil {
		return "", "", fmt.Errorf("the key of the witness in %s: %w", dir, err)
	}
	vkey, err := fnote.VKeyToCosignatureV1(plain)
	if err != nil {
		return "", "", fmt.Errorf("the key of the witness in %s: %v: %w", dir, err, registry.ErrInvalid)
	}
	return string(b), vkey, nil
}

// A Config says what a witness looks at.
type Config struct {
	// Dir is the folder with the key, from [CreateKey].
	Dir string
	// Logs are the verifier keys of the logs whose checkpoints it cosigns.
	Logs []string
	// Volatile gives up durability for speed: only for networks that live in
	// memory.
	Volatile bool
}

// A Witness cosigns checkpoints. It is safe for concurrent use; one process at
// a time may open a folder.
type Witness struct {
	cfg    Config
	signer note.Signer
	vkey   string

	// mu is held from reading the last checkpoint until the next is durable.
	mu sync.Mutex
}

// Open opens the witness in a folder.
func Open(cfg Config) (*Witness, error) {
	key, vkey, err := readKey(cfg.Dir)
	if err != nil {
		return nil, err
	}
	for _, k := range cfg.Logs {
		if err := (merklelog.Policy{Log: k, Witnesses: []string{vkey}, Quorum: 1}).Check(); err != nil {
			return nil, err
		}
	}
	signer, err := fnote.NewSignerForCosignatureV1(key)
	if err != nil {
		return nil, fmt.Errorf("the key of the witness in %s: %v: %w", cfg.Dir, err, registry.ErrInvalid)
	}
	return &Witness{cfg: cfg, signer: signer, vkey: vkey}, nil
}

// VerifierKey returns the key with which its cosignatures verify.
func (w *Witness) VerifierKey() string { return w.vkey }

// A SizeError says that a request was made for another last checkpoint than the
// one that the witness has cosigned. It matches [registry.ErrConflict].
type SizeError struct {
	// Size is that of the last checkpoint, 0 when there is none.
	Size int64
}

// Error says what to do.
func (e *SizeError) Error() string {
	return fmt.Sprintf("the witness has cosigned size %d last: prove that the checkpoint extends that", e.Size)
}

// Unwrap returns [registry.ErrConflict].
func (e *SizeError) Unwrap() error { return registry.ErrConflict }

// Cosign returns the line with the cosignature of a checkpoint, once it is
// durable that it was given. It fails with [registry.ErrNotFound] for a log that
// the witness does not know, with [registry.ErrNotAllowed] when the log has not
// signed it, with a [*SizeError], and with [merklelog.ErrProof] when the proof
// does not hold.
func (w *Witness) Cosign(r *Request) ([]byte, error) {
	logKey, err := w.logOf(r.Checkpoint)
	if err != nil {
		return nil, err
	}
	next, err := merklelog.OpenCheckpoint(r.Checkpoint, logKey)
	if errors.Is(err, merklelog.ErrProof) {
		return nil, fmt.Errorf("%v: %w", err, registry.ErrNotAllowed)
	}
	if err != nil {
		return nil, err
	}
	if r.Old > next.Size {
		return nil, fmt.Errorf("from size %d back to %d: %w", r.Old, next.Size, registry.ErrInvalid)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.Forked(); err != nil {
		return nil, err
	}
	last, err := w.last(logKey)
	if err != nil {
		return nil, err
	}
	if last.Signed != nil && last.Size == next.Size && last.Size > 0 && last.Root != next.Root {
		return nil, w.fork(logKey, last, next)
	}
	if r.Old != last.Size {
		return nil, &SizeError{Size: last.Size}
	}
	last.Origin = next.Origin
	if err := merklelog.CheckConsistency(last, next, r.Proof); err != nil {
		return nil, err
	}
	return w.sign(next)
}

// logOf returns the key of the log that a checkpoint says to be of.
func (w *Witness) logOf(checkpoint []byte) (string, error) {
	origin, _, _ := strings.Cut(string(checkpoint[:min(len(checkpoint), 1024)]), "\n")
	for _, k := range w.cfg.Logs {
		if name, _, _ := strings.Cut(k, "+"); name == origin {
			return k, nil
		}
	}
	return "", fmt.Errorf("log %q is not one that this witness knows: %w", origin, registry.ErrNotFound)
}

// sign makes the cosignature of a checkpoint durable and returns it.
func (w *Witness) sign(c merklelog.Checkpoint) ([]byte, error) {
	text, _, _ := bytes.Cut(c.Signed, []byte("\n\n"))
	cosigned, err := note.Sign(&note.Note{Text: string(text) + "\n"}, w.signer)
	if err != nil {
		return nil, fmt.Errorf("cosigning %s: %w", c, err)
	}
	line := cosigned[len(text)+2:]
	logLines := c.Signed[len(text)+2:]
	all := append(append(append([]byte{}, cosigned[:len(text)+2]...), w.logOnly(logLines)...), line...)
	if err := damage.Replace(w.path(c.Origin), all, !w.cfg.Volatile); err != nil {
		return nil, fmt.Errorf("keeping what was cosigned: %w", err)
	}
	return line, nil
}

// logOnly drops signature lines of ours that came with a checkpoint.
func (w *Witness) logOnly(lines []byte) []byte {
	var out []byte
	for line := range bytes.Lines(lines) {
		if !bytes.HasPrefix(line, []byte("— "+w.signer.Name()+" ")) {
			out = append(out, line...)
		}
	}
	return out
}

// path returns where the last checkpoint of a log is kept.
func (w *Witness) path(origin string) string {
	h := sha256.Sum256([]byte(origin))
	return filepath.Join(w.cfg.Dir, hex.EncodeToString(h[:8])+".checkpoint")
}

// Last returns the last checkpoint of a log that was cosigned. It fails with
// [registry.ErrNotFound] when there is none.
func (w *Witness) Last(logKey string) (merklelog.Checkpoint, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, err := w.last(logKey)
	if err == nil && c.Signed == nil {
		err = fmt.Errorf("nothing of that log was cosigned yet: %w", registry.ErrNotFound)
	}
	return c, err
}

// last is like Last, but for a log of which nothing was cosigned it returns a
// checkpoint without contents.
func (w *Witness) last(logKey string) (merklelog.Checkpoint, error) {
	origin, _, _ := strings.Cut(logKey, "+")
	b, err := os.ReadFile(w.path(origin))
	if errors.Is(err, fs.ErrNotExist) {
		return merklelog.Checkpoint{}, nil
	}
	if err != nil {
		return merklelog.Checkpoint{}, fmt.Errorf("reading what was cosigned last: %w", err)
	}
	c, err := merklelog.Policy{Log: logKey, Witnesses: []string{w.vkey}, Quorum: 1}.Open(b)
	if err != nil {
		return c, fmt.Errorf("what was cosigned last, in %s, is damaged, so that nothing can be cosigned; restore the file from a copy that "+
			"is not older than its last change, or give this witness a new key (%v): %w", w.path(origin), err, merklelog.ErrTampered)
	}
	return c, nil
}
