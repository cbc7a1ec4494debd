package merklelog

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/novation-dev/novation/registry"
)

// GenerateKey returns a new signer key for the log named origin. An origin
// looks like a URL without a scheme: "registry.example.com/consortium". The
// key is secret; [VerifierKey] gives the half to hand out.
func GenerateKey(origin string) (string, error) {
	if origin == "" || strings.ContainsAny(origin, "+ \t\r\n") {
		return "", fmt.Errorf("origin %q of a log: want a name without spaces and '+': %w", origin, registry.ErrInvalid)
	}
	key, _, err := note.GenerateKey(rand.Reader, origin)
	if err != nil {
		return "", fmt.Errorf("generating a log key: %v: %w", err, registry.ErrInvalid)
	}
	return key, nil
}

// VerifierKey returns the verifier key that belongs to a signer key.
func VerifierKey(signerKey string) (string, error) {
	signer, err := newSigner(signerKey)
	if err != nil {
		return "", err
	}
	// The signer key is PRIVATE+KEY+name+hash+base64(algorithm, seed). It was
	// accepted above, so that the parts are there; only the last can hold a '+'.
	data, err := base64.StdEncoding.DecodeString(strings.SplitN(signerKey, "+", 5)[4])
	if err != nil || len(data) != 1+ed25519.SeedSize {
		return "", fmt.Errorf("reading the log key of %s: it is not an ed25519 key: %w", signer.Name(), registry.ErrInvalid)
	}
	public := ed25519.NewKeyFromSeed(data[1:]).Public().(ed25519.PublicKey)
	key, err := note.NewEd25519VerifierKey(signer.Name(), public)
	if err != nil {
		return "", fmt.Errorf("reading the log key of %s: %v: %w", signer.Name(), err, registry.ErrInvalid)
	}
	return key, nil
}

func newSigner(key string) (note.Signer, error) {
	s, err := note.NewSigner(key)
	if err != nil {
		// The error of the library does not contain the key, and must not.
		return nil, fmt.Errorf("reading the log key: %v: %w", err, registry.ErrInvalid)
	}
	return s, nil
}
