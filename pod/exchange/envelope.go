package exchange

import (
	"bytes"
	"crypto/ecdh"
	"crypto/hpke"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/registry"
)

const (
	magic         = "NVX\x01"
	infoLabel     = "novation/exchange/v1\x00"
	envelopeLabel = "novation/exchange/envelope/v1\x00"

	encSize       = 32
	signatureSize = 65
	// sealOverhead is what sealing adds to a plaintext.
	sealOverhead = 16
	// maxHeader is the length of the longest header.
	maxHeader = len(magic) + 3*(1+64)
)

// An envelope is a message on its way.
type envelope struct {
	from, to, kind string
	// header, enc and ct are parts of signed.
	header, enc, ct []byte
	signed          []byte
	signature       []byte
}

// envelopeID returns the id of an envelope, which is also what is signed.
func envelopeID(signed []byte) [32]byte {
	h := sha256.New()
	h.Write([]byte(envelopeLabel))
	h.Write(signed)
	return [32]byte(h.Sum(nil))
}

func (e *envelope) id() [32]byte { return envelopeID(e.signed) }

// info is what both sides tell HPKE about themselves.
func info(from, to [33]byte) []byte {
	b := append([]byte(infoLabel), from[:]...)
	return append(b, to[:]...)
}

// seal writes a message of this pod for peer and returns the envelope.
func (x *Exchange) seal(peer Peer, kind string, b Binding, body []byte) ([]byte, error) {
	public, err := ecdh.X25519().NewPublicKey(peer.Exchange)
	if err != nil {
		return nil, fmt.Errorf("the exchange key of %s: %v: %w", peer.Member, err, registry.ErrInvalid)
	}
	to, err := hpke.NewDHKEMPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("the exchange key of %s: %v: %w", peer.Member, err, registry.ErrInvalid)
	}
	enc, sender, err := hpke.NewSender(to, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(),
		info(x.cfg.Keys.PodPublic(), peer.PodPublic))
	if err != nil {
		return nil, fmt.Errorf("sealing for %s: %v: %w", peer.Member, err, registry.ErrInvalid)
	}
	out := []byte(magic)
	for _, s := range []string{x.cfg.Member, peer.Member, kind} {
		out = append(append(out, byte(len(s))), s...)
	}
	plain := b.append(make([]byte, 0, bindingSize+len(body)))
	ct, err := sender.Seal(out, append(plain, body...))
	if err != nil {
		return nil, fmt.Errorf("sealing for %s: %w", peer.Member, err)
	}
	out = append(out, enc...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(ct)))
	out = append(out, ct...)
	signature, err := x.cfg.Keys.SignPod(envelopeID(out))
	if err != nil {
		return nil, fmt.Errorf("sealing for %s: %w", peer.Member, err)
	}
	return append(out, signature...), nil
}

var errMalformed = fmt.Errorf("the envelope is malformed: %w", registry.ErrInvalid)

// parse reads an envelope. There is one way to write each.
func parse(b []byte) (*envelope, error) {
	e := &envelope{}
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok {
		if bytes.HasPrefix(b, []byte(magic[:3])) && len(b) > 3 {
			return nil, fmt.Errorf("the envelope has format %d, this pod knows 1: %w", b[3], registry.ErrInvalid)
		}
		return nil, errMalformed
	}
	for _, s := range []*string{&e.from, &e.to, &e.kind} {
		if len(rest) == 0 || len(rest) < 1+int(rest[0]) {
			return nil, errMalformed
		}
		n := 1 + int(rest[0])
		*s, rest = string(rest[1:n]), rest[n:]
		if err := checkName(*s); err != nil {
			return nil, fmt.Errorf("the envelope: %w", err)
		}
	}
	e.header = b[:len(b)-len(rest)]
	if len(rest) < encSize+4 {
		return nil, errMalformed
	}
	e.enc, rest = rest[:encSize], rest[encSize:]
	n := binary.BigEndian.Uint32(rest)
	rest = rest[4:]
	if uint64(len(rest)) != uint64(n)+signatureSize {
		return nil, errMalformed
	}
	e.ct, e.signature = rest[:n], rest[n:]
	e.signed = b[:len(b)-signatureSize]
	return e, nil
}

// open checks who wrote an envelope and reads it.
func (x *Exchange) open(e *envelope) (Message, error) {
	m := Message{ID: e.id(), From: e.from, Kind: e.kind}
	if e.to != x.cfg.Member {
		return m, fmt.Errorf("the envelope is for %s and this is the pod of %s: check the URL of the peer: %w",
			e.to, x.cfg.Member, registry.ErrRefused)
	}
	peer, err := x.cfg.Peers(e.from)
	if errors.Is(err, registry.ErrNotFound) || err == nil && peer.Member != e.from {
		return m, fmt.Errorf("%s is no member that this pod knows: %w", e.from, registry.ErrNotAllowed)
	}
	if err != nil {
		return m, fmt.Errorf("looking up the sender %s: %w", e.from, err)
	}
	signer, err := recoverSigner(m.ID, e.signature)
	if err != nil || signer != peer.Pod {
		return m, fmt.Errorf("the envelope is not signed by the pod of %s: %w", e.from, registry.ErrNotAllowed)
	}
	r, err := hpke.NewRecipient(e.enc, x.opener, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(),
		info(peer.PodPublic, x.cfg.Keys.PodPublic()))
	if err != nil {
		return m, errSealed
	}
	plain, err := r.Open(e.header, e.ct)
	if err != nil {
		return m, errSealed
	}
	b, body, ok := cutBinding(plain)
	switch {
	case !ok:
		return m, errMalformed
	case x.cfg.Chain != 0 && b.ChainID != x.cfg.Chain:
		return m, fmt.Errorf("the message is about chain %d, this pod is on %d: %w", b.ChainID, x.cfg.Chain, registry.ErrRefused)
	}
	m.Binding, m.Body = b, body
	return m, nil
}

var errSealed = fmt.Errorf("the envelope cannot be opened with this pod's exchange key: it was sealed for another key, "+
	"or between other pods: %w", registry.ErrInvalid)

// recoverSigner returns the address of the key that signed a digest. Only one
// form of each signature is taken.
func recoverSigner(digest [32]byte, signature []byte) (a [20]byte, err error) {
	if len(signature) != signatureSize || signature[64] != 27 && signature[64] != 28 {
		return a, fmt.Errorf("the signature is malformed: %w", registry.ErrInvalid)
	}
	sig := bytes.Clone(signature)
	sig[64] -= 27
	pub, err := crypto.SigToPub(digest[:], sig)
	if err != nil {
		return a, fmt.Errorf("the signature is malformed: %v: %w", err, registry.ErrInvalid)
	}
	// Recovery takes s in both halves of the group, this does not.
	if !crypto.VerifySignature(crypto.CompressPubkey(pub), digest[:], sig[:64]) {
		return a, fmt.Errorf("the signature is not in its lower form: %w", registry.ErrInvalid)
	}
	return crypto.PubkeyToAddress(*pub), nil
}
