package bundle

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"

	"github.com/secure-systems-lab/go-securesystemslib/encrypted"

	"github.com/novation-dev/novation/registry"
)

const (
	privateBlock = "PRIVATE KEY"
	publicBlock  = "PUBLIC KEY"
	// lockedBlock is the form in which cosign keeps keys: scrypt and secretbox.
	lockedBlock = "ENCRYPTED SIGSTORE PRIVATE KEY"
)

// A PublicKey is the ed25519 key by which a publisher is known. The zero value
// is no key: no signature verifies under it.
type PublicKey [ed25519.PublicKeySize]byte

// A PrivateKey is the ed25519 key with which a publisher signs. The zero value
// must not be used.
type PrivateKey struct {
	seed [ed25519.SeedSize]byte
}

// GenerateKey returns a new key from the operating system's randomness.
func GenerateKey() (PrivateKey, error) {
	var k PrivateKey
	if _, err := rand.Read(k.seed[:]); err != nil {
		return k, fmt.Errorf("generating a publisher key: %w", err)
	}
	return k, nil
}

// NewKey returns the key of a seed, which must be random and secret.
func NewKey(seed [ed25519.SeedSize]byte) PrivateKey { return PrivateKey{seed} }

// String keeps the key out of logs.
func (k PrivateKey) String() string { return "private key of publisher " + k.Public().ID().String() }

// GoString keeps the key out of logs.
func (k PrivateKey) GoString() string { return k.String() }

// Public returns the other half of k.
func (k PrivateKey) Public() PublicKey {
	return PublicKey(ed25519.NewKeyFromSeed(k.seed[:]).Public().(ed25519.PublicKey))
}

// SignMessage implements [Signer].
func (k PrivateKey) SignMessage(_ context.Context, message []byte) ([]byte, error) {
	return ed25519.Sign(ed25519.NewKeyFromSeed(k.seed[:]), message), nil
}

// Encode returns k as a PKCS#8 PEM block, the contents of a key file. Such a
// file must be readable by its owner only.
func (k PrivateKey) Encode() []byte {
	der, err := x509.MarshalPKCS8PrivateKey(ed25519.NewKeyFromSeed(k.seed[:]))
	if err != nil {
		panic(err) // an ed25519 key of the right length always has a PKCS#8 form
	}
	return pem.EncodeToMemory(&pem.Block{Type: privateBlock, Bytes: der})
}

// EncodeLocked returns k as a PEM block that needs a passphrase to be read, in
// the form in which cosign keeps keys.
func (k PrivateKey) EncodeLocked(passphrase []byte) ([]byte, error) {
	if len(passphrase) == 0 {
		return nil, fmt.Errorf("locking a publisher key: the passphrase is empty: %w", registry.ErrInvalid)
	}
	p, _ := pem.Decode(k.Encode())
	sealed, err := encrypted.Encrypt(p.Bytes, passphrase)
	if err != nil {
		return nil, fmt.Errorf("locking a publisher key: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: lockedBlock, Bytes: sealed}), nil
}

// Locked reports whether b is a key file that needs a passphrase.
func Locked(b []byte) bool {
	p, _ := pem.Decode(b)
	return p != nil && p.Type == lockedBlock
}

// Unlock reads what [PrivateKey.EncodeLocked] writes. It fails with
// [registry.ErrNotAllowed] when the passphrase is another one.
func Unlock(b, passphrase []byte) (PrivateKey, error) {
	sealed, err := block(b, lockedBlock)
	if err != nil {
		return PrivateKey{}, err
	}
	der, err := encrypted.Decrypt(sealed, passphrase)
	if err != nil {
		return PrivateKey{}, fmt.Errorf("unlocking a publisher key: the passphrase is wrong, or the file was changed (%v): %w", err, registry.ErrNotAllowed)
	}
	return parsePKCS8(der)
}

// ParsePrivateKey reads what [PrivateKey.Encode] writes, which is also what
// "openssl genpkey -algorithm ed25519" writes.
func ParsePrivateKey(b []byte) (PrivateKey, error) {
	if Locked(b) {
		return PrivateKey{}, fmt.Errorf("reading a publisher key: it is locked: give the passphrase: %w", registry.ErrNotAllowed)
	}
	der, err := block(b, privateBlock)
	if err != nil {
		return PrivateKey{}, err
	}
	return parsePKCS8(der)
}

func parsePKCS8(der []byte) (k PrivateKey, err error) {
	p, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return k, fmt.Errorf("reading a publisher key: %v: %w", err, registry.ErrInvalid)
	}
	e, ok := p.(ed25519.PrivateKey)
	if !ok {
		return k, fmt.Errorf("reading a publisher key: it is a %T, not an ed25519 key: %w", p, registry.ErrInvalid)
	}
	copy(k.seed[:], e.Seed())
	return k, nil
}

// ID returns the SHA-256 of the key's SubjectPublicKeyInfo.
func (k PublicKey) ID() registry.Digest { return registry.DigestOf(k.der()) }

// String returns the key's id.
func (k PublicKey) String() string { return k.ID().String() }

// Encode returns k as a PEM block, to be handed to those who should trust it.
func (k PublicKey) Encode() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: publicBlock, Bytes: k.der()})
}

func (k PublicKey) der() []byte {
	der, err := x509.MarshalPKIXPublicKey(ed25519.PublicKey(k[:]))
	if err != nil {
		panic(err) // an ed25519 key of the right length always has this form
	}
	return der
}

// ParsePublicKey reads what [PublicKey.Encode] writes.
func ParsePublicKey(b []byte) (PublicKey, error) {
	der, err := block(b, publicBlock)
	if err != nil {
		return PublicKey{}, err
	}
	p, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		return PublicKey{}, fmt.Errorf("reading a publisher's public key: %v: %w", err, registry.ErrInvalid)
	}
	e, ok := p.(ed25519.PublicKey)
	if !ok {
		return PublicKey{}, fmt.Errorf("reading a publisher's public key: it is a %T, not an ed25519 key: %w", p, registry.ErrInvalid)
	}
	return PublicKey(e), nil
}

func block(b []byte, kind string) ([]byte, error) {
	p, rest := pem.Decode(b)
	switch {
	case p == nil || len(rest) > 0:
		return nil, fmt.Errorf("reading a key: want one PEM block %q and nothing else: %w", kind, registry.ErrInvalid)
	case p.Type != kind:
		return nil, fmt.Errorf("reading a key: found a PEM block %q, want %q: %w", p.Type, kind, registry.ErrInvalid)
	}
	return p.Bytes, nil
}
