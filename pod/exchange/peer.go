package exchange

import (
	"context"
	"crypto/ecdh"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/registry"
)

// A Peer is the pod of a member, as others see it.
type Peer struct {
	// Member is the id of the member.
	Member string
	// PodPublic is the public pod key, compressed, and Pod its address.
	PodPublic [33]byte
	Pod       [20]byte
	// Exchange is the public X25519 key, 32 bytes.
	Exchange []byte
	// URL is where the pod listens: "http://127.0.0.1:7101", without the path
	// of the exchange. It may begin with https.
	URL string
}

// An identity is what a pod says of itself: the document at [IdentityPath].
//
//	{"format":1,"member":"alpha","podPublic":"0x…","exchange":"0x…","signature":"0x…"}
//
// The signature is by the pod key, in the form of an envelope's, over
//
//	SHA-256("novation/exchange/identity/v1" || 0x00 || text(member) || podPublic || exchange)
type identity struct {
	Format    int      `json:"format"`
	Member    string   `json:"member"`
	PodPublic hexBytes `json:"podPublic"`
	Exchange  hexBytes `json:"exchange"`
	Signature hexBytes `json:"signature"`
}

const identityLabel = "novation/exchange/identity/v1\x00"

func (d *identity) digest() [32]byte {
	b := append([]byte(identityLabel), byte(len(d.Member)))
	b = append(append(b, d.Member...), d.PodPublic...)
	return sha256.Sum256(append(b, d.Exchange...))
}

// Identity returns the signed document in which this pod says who it is.
func (x *Exchange) Identity() ([]byte, error) {
	public := x.cfg.Keys.PodPublic()
	d := identity{
		Format: 1, Member: x.cfg.Member,
		PodPublic: public[:], Exchange: x.cfg.Keys.Exchange().PublicKey().Bytes(),
	}
	var err error
	if d.Signature, err = x.cfg.Keys.SignPod(d.digest()); err != nil {
		return nil, fmt.Errorf("signing the identity of %s: %w", x.cfg.Member, err)
	}
	return json.Marshal(d)
}

// VerifyIdentity reads the document of the member whose pod has the given
// address (from the chain, or wherever members were agreed on). Whatever is in
// the document is believed only on account of that address. The URL of the peer
// is left empty. It fails with [registry.ErrInvalid] when the document is
// malformed and [registry.ErrRefused] when it is another pod's.
func VerifyIdentity(document []byte, member string, pod [20]byte) (Peer, error) {
	var d identity
	if err := decodeStrictly(document, &d); err != nil {
		return Peer{}, fmt.Errorf("reading the identity of %s: %w", member, err)
	}
	if d.Format != 1 {
		return Peer{}, fmt.Errorf("reading the identity of %s: format %d, this pod knows 1: %w", member, d.Format, registry.ErrInvalid)
	}
	if len(d.PodPublic) != 33 {
		return Peer{}, fmt.Errorf("reading the identity of %s: a pod key of %d bytes: %w", member, len(d.PodPublic), registry.ErrInvalid)
	}
	if _, err := ecdh.X25519().NewPublicKey(d.Exchange); err != nil {
		return Peer{}, fmt.Errorf("reading the identity of %s: exchange key: %v: %w", member, err, registry.ErrInvalid)
	}
	key, err := crypto.DecompressPubkey(d.PodPublic)
	if err != nil {
		return Peer{}, fmt.Errorf("reading the identity of %s: pod key: %v: %w", member, err, registry.ErrInvalid)
	}
	if a := crypto.PubkeyToAddress(*key); a != pod || d.Member != member {
		return Peer{}, fmt.Errorf("the identity is that of pod %s of member %q, want pod 0x%x of member %q: %w",
			a, d.Member, pod, member, registry.ErrRefused)
	}
	if signer, err := recoverSigner(d.digest(), d.Signature); err != nil || signer != pod {
		return Peer{}, fmt.Errorf("the identity of %s is not signed by its pod: %w", member, registry.ErrRefused)
	}
	return Peer{Member: member, PodPublic: [33]byte(d.PodPublic), Pod: pod, Exchange: d.Exchange}, nil
}

// FetchIdentity asks the pod at url who it is and verifies the answer as
// [VerifyIdentity] does. It fails with [registry.ErrUnreachable] when there is
// no answer.
func FetchIdentity(ctx context.Context, url, member string, pod [20]byte) (Peer, error) {
	unreachable := func(why any) error {
		return fmt.Errorf("asking the pod of %s at %s for its identity: %v: %w", member, url, why, registry.ErrUnreachable)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(url, "/")+IdentityPath, nil)
	if err != nil {
		return Peer{}, fmt.Errorf("asking the pod of %s for its identity: %v: %w", member, err, registry.ErrInvalid)
	}
	r, err := identityClient.Do(req)
	if err != nil {
		return Peer{}, unreachable(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(io.LimitReader(r.Body, maxAnswer))
	if err != nil {
		return Peer{}, unreachable(err)
	}
	if r.StatusCode != http.StatusOK {
		return Peer{}, unreachable(r.Status)
	}
	p, err := VerifyIdentity(b, member, pod)
	p.URL = strings.TrimSuffix(url, "/")
	if err != nil {
		return Peer{}, err
	}
	return p, nil
}

// identityClient keeps no connections, uses no proxy and follows no redirects.
var identityClient = &http.Client{
	Transport:     &http.Transport{DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// hexBytes are bytes that JSON shows as 0x and lower-case hex digits.
type hexBytes []byte

// MarshalText implements [encoding.TextMarshaler].
func (b hexBytes) MarshalText() ([]byte, error) { return hex.AppendEncode([]byte("0x"), b), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (b *hexBytes) UnmarshalText(text []byte) error {
	s, ok := strings.CutPrefix(string(text), "0x")
	if !ok || strings.ToLower(s) != s {
		return errors.New("want 0x and lower-case hex digits")
	}
	got, err := hex.DecodeString(s)
	*b = got
	return err
}
