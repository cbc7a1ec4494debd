package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/novation-dev/novation/registry"
)

// A request to read something of another pod has no body and is not sealed, but
// signed by the pod key, in the form of an envelope's, over
//
//	SHA-256("novation/exchange/request/v1" || 0x00 || text(from) || text(to) || time in 8 bytes || method || " " || path and query)
//
// in a header "Novation-Pod: FROM TIME HEX". Whoever sees one can repeat it for a
// while, and gets what it has seen.
const (
	requestHeader = "Novation-Pod"
	requestLabel  = "novation/exchange/request/v1\x00"
	// requestAge is how far the clocks of two pods may be apart.
	requestAge = 5 * time.Minute
)

func requestDigest(from, to string, at int64, method, target string) [32]byte {
	b := append([]byte(requestLabel), byte(len(from)))
	b = append(append(b, from...), byte(len(to)))
	b = append(b, to...)
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(uint64(at)>>shift))
	}
	return sha256.Sum256(append(b, method+" "+target...))
}

// A Reader is an [http.RoundTripper] that signs requests to the pod of one other
// member.
type Reader struct {
	// Keys and Member are those of this pod, To the member that is asked.
	Keys   Keys
	Member string
	To     string
	// Transport carries the requests. Nil means [http.DefaultTransport].
	Transport http.RoundTripper
}

// RoundTrip implements [http.RoundTripper].
func (d *Reader) RoundTrip(r *http.Request) (*http.Response, error) {
	now := time.Now().Unix()
	signature, err := d.Keys.SignPod(requestDigest(d.Member, d.To, now, r.Method, r.URL.RequestURI()))
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.Header.Set(requestHeader, fmt.Sprintf("%s %d %s", d.Member, now, hex.EncodeToString(signature)))
	transport := d.Transport
	if transport == nil {
		transport = http.DefaultTransport
	}
	return transport.RoundTrip(r)
}

// VerifyReader returns the member whose pod has signed a request to the pod of
// member to. pod returns the address of a member's pod. It fails with
// [registry.ErrNotAllowed].
func VerifyReader(r *http.Request, to string, now time.Time, pod func(member string) ([20]byte, error)) (string, error) {
	refused := func(why any) (string, error) {
		return "", fmt.Errorf("a request that no pod of a member has signed: %v: %w", why, registry.ErrNotAllowed)
	}
	parts := strings.Split(r.Header.Get(requestHeader), " ")
	if len(parts) != 3 || checkName(parts[0]) != nil {
		return refused("the header " + requestHeader + " is missing or malformed")
	}
	at, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil || parts[1] != strconv.FormatInt(at, 10) {
		return refused("the time is malformed")
	}
	if age := now.Sub(time.Unix(at, 0)); age > requestAge || age < -requestAge {
		return refused(fmt.Sprintf("it says that it is from %s, here it is %s: set the clocks right",
			time.Unix(at, 0).UTC().Format(time.RFC3339), now.UTC().Format(time.RFC3339)))
	}
	signature, err := hex.DecodeString(parts[2])
	if err != nil {
		return refused("the signature is malformed")
	}
	want, err := pod(parts[0])
	if err != nil {
		return refused(err)
	}
	if signer, err := recoverSigner(requestDigest(parts[0], to, at, r.Method, r.RequestURI), signature); err != nil || signer != want {
		return refused(errors.Join(errors.New("the signature is not that of the pod of "+parts[0]), err))
	}
	return parts[0], nil
}
