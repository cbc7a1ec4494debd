// Package signer asks another program for the signatures of a key that this one
// never sees: one that holds a hardware token, or asks a service.
//
// The program is started once for each signature, without a shell. It gets one
// line of JSON on its standard input:
//
//	{"version":1,"key":"sha256:...","message":"BASE64"}
//
// and answers with one on its standard output, within a minute:
//
//	{"signature":"BASE64"}
//
// The key is the id of the public key, the message is to be signed as it is with
// ed25519, without hashing it first. A program that does not sign ends with
// another status than 0 and says why on its standard error.
//
// # Promises
//
// What comes back is verified under the public key before anybody uses it, and
// no more than [MaxAnswer] bytes of it are read.
//
// # Dependencies
//
// The package imports registry and registry/bundle.
package signer

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// MaxAnswer bounds what is read of a program's output, in bytes.
const MaxAnswer = 64 << 10

// DefaultTimeout is how long a program may take: a person may have to touch a
// token.
const DefaultTimeout = time.Minute

// A Command is a key behind a program. It implements [bundle.Signer].
type Command struct {
	// Argv is the program and its arguments.
	Argv []string
	// Key is the public half of the key that the program signs with.
	Key bundle.PublicKey
	// Timeout bounds one signature. Zero means [DefaultTimeout].
	Timeout time.Duration
}

type request struct {
	Version int             `json:"version"`
	Key     registry.Digest `json:"key"`
	Message []byte          `json:"message"`
}

type answer struct {
	Signature []byte `json:"signature"`
}

// Public returns c.Key.
func (c *Command) Public() bundle.PublicKey { return c.Key }

// SignMessage runs the program. It fails with [registry.ErrUnreachable] when it
// cannot be run, with [registry.ErrTimeout] when it takes too long, with
// [registry.ErrNotAllowed] when it does not sign, and with
// [bundle.ErrSignature] when what it gives is no signature by the key.
func (c *Command) SignMessage(ctx context.Context, message []byte) ([]byte, error) {
	if len(c.Argv) == 0 {
		return nil, fmt.Errorf("the command of the signer is empty: %w", registry.ErrInvalid)
	}
	out, err := c.run(ctx, message)
	if err != nil {
		return nil, fmt.Errorf("asking signer %s: %w", c.Argv[0], err)
	}
	var a answer
	d := json.NewDecoder(bytes.NewReader(out))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil {
		return nil, fmt.Errorf("asking signer %s: its answer is not {\"signature\": BASE64} (%v): %w", c.Argv[0], err, registry.ErrInvalid)
	}
	if !ed25519.Verify(c.Key[:], message, a.Signature) {
		return nil, fmt.Errorf("asking signer %s: what it gave is no signature by key %s: %w", c.Argv[0], c.Key, bundle.ErrSignature)
	}
	return a.Signature, nil
}

func (c *Command) run(ctx context.Context, message []byte) ([]byte, error) {
	limit := c.Timeout
	if limit <= 0 {
		limit = DefaultTimeout
	}
	in, err := json.Marshal(request{Version: 1, Key: c.Key.ID(), Message: message})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, c.Argv[0], c.Argv[1:]...)
	cmd.WaitDelay = time.Second // for what it started and left with our pipes
	out, why := &capped{left: MaxAnswer, stop: cancel}, &capped{left: MaxAnswer, stop: cancel}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(append(in, '\n')), out, why
	err = cmd.Run()
	var status *exec.ExitError
	switch {
	case out.over || why.over:
		return nil, fmt.Errorf("it writes more than %d bytes: %w", MaxAnswer, registry.ErrInvalid)
	case ctx.Err() != nil:
		return nil, fmt.Errorf("it did not answer within %v: %w", limit, registry.ErrTimeout)
	case errors.As(err, &status):
		return nil, fmt.Errorf("it did not sign (%v): %s: %w", err, strings.TrimSpace(why.buf.String()), registry.ErrNotAllowed)
	case err != nil:
		return nil, fmt.Errorf("%v: %w", err, registry.ErrUnreachable)
	}
	return out.buf.Bytes(), nil
}

// capped takes so many bytes, and stops whoever writes more.
// The buffer is not embedded: io.Copy would go around Write.
type capped struct {
	buf  bytes.Buffer
	left int
	over bool
	stop context.CancelFunc
}

func (c *capped) Write(b []byte) (int, error) {
	if c.left -= len(b); c.left < 0 {
		c.over = true
		c.stop()
		return 0, errors.New("too much output")
	}
	return c.buf.Write(b)
}
