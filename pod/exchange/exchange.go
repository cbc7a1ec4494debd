// Package exchange carries messages from pod to pod: sealed for the one that
// shall read them, signed by the one that wrote them, and durable until they
// are delivered.
//
// # Promises
//
// A message is enqueued in the transaction of the effect it tells of
// ([Exchange.Send]) and is delivered at least once, as soon as
// [Exchange.Wake] is called after that transaction. It is sealed when it is
// enqueued, so a restart sends the same bytes, and the receiver can know it
// again by its id ([Exchange.Seen], [Exchange.MarkSeen]).
//
// Messages to one member about one record arrive in the order in which they
// were sent; each waits for the one before it. Messages about different records
// overtake each other, and one that cannot be delivered holds up no other
// record.
//
// What a receiver answers decides what happens next. Success removes the
// message. A final no (invalid, refused, not allowed, not found, conflict)
// makes it a dead letter, which stays visible with the reason, and the next
// message goes out. Anything else (stale, unreachable, timed out, an internal
// failure, or an answer that does not come from a pod) is tried again, at
// growing intervals, for ever.
//
// A question ([Exchange.Ask]) is an envelope that is answered at once, by an
// envelope of kind "answer" whose body is the id of the question followed by what
// is said. Neither is kept, and no record waits for one.
//
// # Envelope, version 1
//
// Numbers are big-endian, || joins bytes, and text(s) is one byte with the
// length of s and then s itself. P and Q are the public pod keys (33 bytes,
// compressed) of sender and receiver, X is the receiver's exchange key.
//
//	header     "NVX" || 0x01 || text(from) || text(to) || text(kind)
//	plaintext  chain id u64 || book (20) || record (32) || sequence u64 || release digest (32) || body
//	info       "novation/exchange/v1" || 0x00 || P || Q
//	enc, ct    HPKE base mode (RFC 9180) to X, with info, aad = header:
//	           DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305; enc has 32 bytes
//	signed     header || enc || length of ct u32 || ct
//	id         SHA-256("novation/exchange/envelope/v1" || 0x00 || signed)
//	envelope   signed || signature of id by the sender's pod key (65 bytes: r, s, v; s low, v 27 or 28)
//
// The binding (chain, book, record, sequence, release) is inside, because the
// receiver must learn it and nobody else may. It is under the seal and under the
// signature, so it cannot be changed or taken over into another envelope; the
// receiver compares it with what its message is about ([Message.Expect]), which
// is how a replay under another binding fails. A replay under its own binding is
// known by its id. The keys of both pods are in info, so that an envelope cannot
// be signed anew by somebody who did not write it, nor be passed on to a third
// as if meant for them. HPKE's base mode does not say who sealed; the signature
// does.
//
// Other answers are neither sealed nor signed: between machines, put TLS under the
// exchange (a peer's URL may begin with https).
//
// # Dependencies
//
// The package imports registry, pod/store and, of go-ethereum, crypto. It owns
// the buckets whose names begin with "exchange/".
package exchange

import (
	"crypto/ecdh"
	"crypto/hpke"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
)

// Keys are the keys of the pod that sends and receives. *keys.Keys of pod/keys
// implements it.
type Keys interface {
	// PodPublic returns the public pod key, compressed.
	PodPublic() [33]byte
	// SignPod signs with the pod key: r, s, v, with v 27 or 28.
	SignPod(digest [32]byte) ([]byte, error)
	// Exchange returns the X25519 key that opens what others sealed.
	Exchange() *ecdh.PrivateKey
}

// Config says who exchanges. Member, Keys, Peers and Store are required; zero
// values of the others have the defaults named.
type Config struct {
	// Member is the id of the member that this pod belongs to.
	Member string
	Keys   Keys
	// Peers returns a member's pod; it fails with [registry.ErrNotFound] when
	// there is no such member. It is called inside of transactions and must
	// not use the store.
	Peers func(member string) (Peer, error)
	Store store.Store

	// Chain is the only chain id taken. Zero takes any.
	Chain uint64
	// Refused, when set, is called in the transaction that makes a message a
	// dead letter, to record what follows from that.
	Refused func(tx store.Tx, d DeadLetter) error
	// MaxBody bounds the body of a message, in bytes. Zero means 4 MiB.
	MaxBody int
	// PerPeer bounds the messages under way to one member. Zero means 16.
	PerPeer int
	// Timeout bounds one attempt to deliver. Zero means 30 seconds.
	Timeout time.Duration
	// MinRetry and MaxRetry bound the time between two attempts, which grows
	// from one to the other. Zero means 20 milliseconds and 5 seconds.
	MinRetry, MaxRetry time.Duration
	// Sweep is how often to look for messages that nobody called Wake for.
	// Zero means one second.
	Sweep time.Duration
	// Transport carries requests. Nil means one with kept-alive connections
	// that uses no proxy.
	Transport http.RoundTripper
	// Log tells of refusals and failures. Nil means no log.
	Log *slog.Logger
}

// An Exchange sends and receives for one pod. It is safe for concurrent use.
type Exchange struct {
	cfg    Config
	opener hpke.PrivateKey
	client *http.Client

	wake    chan struct{} // has room for one
	running atomic.Bool
	queues  queues
}

// New returns an Exchange. Nothing is sent until [Exchange.Run] runs.
func New(c Config) (*Exchange, error) {
	if err := checkName(c.Member); err != nil {
		return nil, fmt.Errorf("setting up the exchange: the member: %w", err)
	}
	if c.Keys == nil || c.Peers == nil || c.Store == nil {
		return nil, fmt.Errorf("setting up the exchange of %s: keys, peers or store are missing: %w", c.Member, registry.ErrInvalid)
	}
	opener, err := hpke.NewDHKEMPrivateKey(c.Keys.Exchange())
	if err != nil {
		return nil, fmt.Errorf("setting up the exchange of %s: %v: %w", c.Member, err, registry.ErrInvalid)
	}
	setDefault(&c.MaxBody, 4<<20)
	setDefault(&c.PerPeer, 16)
	setDefault(&c.Timeout, 30*time.Second)
	setDefault(&c.MinRetry, 20*time.Millisecond)
	setDefault(&c.MaxRetry, 5*time.Second)
	setDefault(&c.Sweep, time.Second)
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Transport == nil {
		c.Transport = &http.Transport{
			DialContext:         (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
			MaxIdleConnsPerHost: c.PerPeer,
			IdleConnTimeout:     90 * time.Second,
		}
	}
	x := &Exchange{cfg: c, opener: opener, wake: make(chan struct{}, 1)}
	x.client = &http.Client{
		Transport: c.Transport,
		Timeout:   c.Timeout,
		// A pod does not redirect, and a payload must not wander.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return x, nil
}

func setDefault[T int | time.Duration](v *T, to T) {
	if *v <= 0 {
		*v = to
	}
}

// checkName reports a member id or kind that is not one: lower-case letters,
// digits, dots and hyphens, 1 to 64 bytes.
func checkName(s string) error {
	ok := len(s) > 0 && len(s) <= 64
	for _, r := range []byte(s) {
		ok = ok && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '-')
	}
	if !ok {
		return fmt.Errorf("name %q: want 1 to 64 lower-case letters, digits, dots and hyphens: %w", s, registry.ErrInvalid)
	}
	return nil
}
