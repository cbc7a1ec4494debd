//go:build pkcs11

package signer

import (
	"bytes"
	"context"
	"encoding/asn1"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/miekg/pkcs11"

	"github.com/novation-dev/novation/registry"
)

// secp256k1 is the object identifier of the curve.
var secp256k1 = asn1.ObjectIdentifier{1, 3, 132, 0, 10}

// An hsm is an open key of a token. A session is opened when it is needed, and
// again after the token was away.
type hsm struct {
	token *token
	pin   string
	lib   *pkcs11.Ctx

	// mu protects what follows, and keeps operations of the session apart.
	mu      sync.Mutex
	session pkcs11.SessionHandle
	key     pkcs11.ObjectHandle
	open    bool
	// address is set by the first session and never changes.
	address common.Address
	// barred is set when the token refused the PIN: a few more attempts would
	// lock it.
	barred error
}

// openToken logs into a token and finds the key.
func openToken(t *token, o Options) (Signer, error) {
	h := &hsm{token: t, lib: pkcs11.New(t.module)}
	if h.lib == nil {
		return nil, fmt.Errorf("%s cannot be loaded as a PKCS#11 library\nInstall the library of the token's maker, and check module-path: %w", t.module, registry.ErrNotFound)
	}
	if err := h.lib.Initialize(); err != nil && !errors.Is(err, pkcs11.Error(pkcs11.CKR_CRYPTOKI_ALREADY_INITIALIZED)) {
		return nil, h.wrap("starting "+t.module, err)
	}
	var err error
	if h.pin, err = t.readPIN(); err != nil {
		return nil, err
	}
	h.mu.Lock()
	err = h.begin()
	h.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return match(&raw{address: h.address, sign: h.sign, check: h.check, close: h.close}, o.Address, t.source)
}

// begin opens a session, logs in and finds the key. The caller holds mu.
func (h *hsm) begin() error {
	if h.open || h.barred != nil {
		return h.barred
	}
	slot, err := h.slot()
	if err != nil {
		return err
	}
	if h.session, err = h.lib.OpenSession(slot, pkcs11.CKF_SERIAL_SESSION); err != nil {
		return h.wrap("opening a session", err)
	}
	if err = h.find(); err != nil {
		_ = h.lib.CloseSession(h.session) // the reason is in err
		return err
	}
	h.open = true
	return nil
}

func (h *hsm) slot() (uint, error) {
	slots, err := h.lib.GetSlotList(true)
	if err != nil {
		return 0, h.wrap("listing tokens", err)
	}
	var found []uint
	for _, s := range slots {
		info, err := h.lib.GetTokenInfo(s)
		if err != nil || h.token.label != "" && info.Label != h.token.label || h.token.slot != nil && *h.token.slot != s {
			continue
		}
		found = append(found, s)
	}
	switch len(found) {
	case 0:
		return 0, fmt.Errorf("no token of %s is the one of %s\nPlug it in, and check token and slot-id: %w", h.token.module, h.token.source, registry.ErrUnreachable)
	case 1:
		return found[0], nil
	}
	return 0, fmt.Errorf("%d tokens are called %q: say which with slot-id: %w", len(found), h.token.label, registry.ErrConflict)
}

// find logs in and finds the private key and the account of its public key.
func (h *hsm) find() error {
	if err := h.login(); err != nil {
		return err
	}
	public, err := h.object(pkcs11.CKO_PUBLIC_KEY)
	if err != nil {
		return err
	}
	address, err := h.account(public)
	if err != nil {
		return err
	}
	if h.address != (common.Address{}) && h.address != address {
		return fmt.Errorf("the key of %s was exchanged: it was that of %s and is that of %s: %w", h.token.source, h.address, address, registry.ErrRefused)
	}
	if h.key, err = h.object(pkcs11.CKO_PRIVATE_KEY); err != nil {
		return err
	}
	h.address = address
	return nil
}

func (h *hsm) login() error {
	if h.pin == "" {
		return nil
	}
	err := h.lib.Login(h.session, pkcs11.CKU_USER, h.pin)
	if err == nil || errors.Is(err, pkcs11.Error(pkcs11.CKR_USER_ALREADY_LOGGED_IN)) {
		return nil
	}
	if err = h.wrap("logging in", err); errors.Is(err, registry.ErrNotAllowed) {
		h.barred = fmt.Errorf("%w\nThe PIN is not tried again, so that the token does not lock itself. Correct the file that pin-source names, and start again", err)
		return h.barred
	}
	return err
}

// object finds the one object of a class that the source names.
func (h *hsm) object(class uint) (pkcs11.ObjectHandle, error) {
	want := []*pkcs11.Attribute{pkcs11.NewAttribute(pkcs11.CKA_CLASS, class), pkcs11.NewAttribute(pkcs11.CKA_KEY_TYPE, pkcs11.CKK_EC)}
	if h.token.object != "" {
		want = append(want, pkcs11.NewAttribute(pkcs11.CKA_LABEL, h.token.object))
	}
	if h.token.id != nil {
		want = append(want, pkcs11.NewAttribute(pkcs11.CKA_ID, h.token.id))
	}
	if err := h.lib.FindObjectsInit(h.session, want); err != nil {
		return 0, h.wrap("looking for the key", err)
	}
	found, _, err := h.lib.FindObjects(h.session, 2)
	if err := errors.Join(err, h.lib.FindObjectsFinal(h.session)); err != nil {
		return 0, h.wrap("looking for the key", err)
	}
	kind := map[uint]string{pkcs11.CKO_PUBLIC_KEY: "public", pkcs11.CKO_PRIVATE_KEY: "private"}[class]
	switch len(found) {
	case 0:
		return 0, fmt.Errorf("the token has no %s key on an elliptic curve that %s names\nCheck object and id, and that the PIN was given: %w", kind, h.token.source, registry.ErrNotFound)
	case 1:
		return found[0], nil
	}
	return 0, fmt.Errorf("several %s keys are named by %s: say which with id: %w", kind, h.token.source, registry.ErrConflict)
}

// account returns the account of a public key.
func (h *hsm) account(public pkcs11.ObjectHandle) (common.Address, error) {
	attributes, err := h.lib.GetAttributeValue(h.session, public, []*pkcs11.Attribute{
		pkcs11.NewAttribute(pkcs11.CKA_EC_PARAMS, nil), pkcs11.NewAttribute(pkcs11.CKA_EC_POINT, nil),
	})
	if err != nil {
		return common.Address{}, h.wrap("reading the public key", err)
	}
	var curve asn1.ObjectIdentifier
	if rest, err := asn1.Unmarshal(attributes[0].Value, &curve); err != nil || len(rest) > 0 || !curve.Equal(secp256k1) {
		return common.Address{}, fmt.Errorf("the key of %s is not on the curve secp256k1, which chains use: %w", h.token.source, registry.ErrInvalid)
	}
	point := attributes[1].Value
	var wrapped []byte
	if rest, err := asn1.Unmarshal(point, &wrapped); err == nil && len(rest) == 0 {
		point = wrapped // as the standard says; some tokens leave the wrapping out
	}
	key, err := crypto.UnmarshalPubkey(bytes.Clone(point))
	if err != nil {
		return common.Address{}, fmt.Errorf("the public key of %s: %v: %w", h.token.source, err, registry.ErrInvalid)
	}
	return crypto.PubkeyToAddress(*key), nil
}

// sign signs once, and once more in a new session when the old one is gone. A
// token has no way to be interrupted: ctx is looked at before.
func (h *hsm) sign(ctx context.Context, digest [32]byte) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	again := h.open
	rs, err := h.once(digest)
	if err != nil && again {
		h.end()
		rs, err = h.once(digest)
	}
	if err != nil {
		h.end()
		return nil, err
	}
	return complete(rs, digest, h.address)
}

func (h *hsm) once(digest [32]byte) ([]byte, error) {
	if err := h.begin(); err != nil {
		return nil, err
	}
	if err := h.lib.SignInit(h.session, []*pkcs11.Mechanism{pkcs11.NewMechanism(pkcs11.CKM_ECDSA, nil)}, h.key); err != nil {
		return nil, h.wrap("signing", err)
	}
	rs, err := h.lib.Sign(h.session, digest[:])
	if err != nil {
		return nil, h.wrap("signing", err)
	}
	return rs, nil
}

func (h *hsm) check(context.Context) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open {
		if _, err := h.lib.GetSessionInfo(h.session); err != nil {
			h.end()
		}
	}
	return h.begin()
}

// end gives the session up. The caller holds mu.
func (h *hsm) end() {
	if h.open {
		_ = h.lib.CloseSession(h.session) // it may be gone already
		h.open = false
	}
}

// close ends the session. The library stays: other signers may use it, and to
// end it would end their sessions.
func (h *hsm) close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.end()
	return nil
}

// wrap says what an error of the library means.
func (h *hsm) wrap(what string, err error) error {
	kind := registry.ErrUnreachable
	if code, ok := errors.AsType[pkcs11.Error](err); ok {
		switch uint(code) {
		case pkcs11.CKR_PIN_INCORRECT, pkcs11.CKR_PIN_LOCKED, pkcs11.CKR_PIN_EXPIRED, pkcs11.CKR_USER_NOT_LOGGED_IN, pkcs11.CKR_PIN_LEN_RANGE:
			kind = registry.ErrNotAllowed
		case pkcs11.CKR_MECHANISM_INVALID, pkcs11.CKR_KEY_FUNCTION_NOT_PERMITTED, pkcs11.CKR_KEY_TYPE_INCONSISTENT:
			kind = registry.ErrInvalid
		}
	}
	return fmt.Errorf("PKCS#11 token %s: %s: %v: %w", h.token.source, what, err, kind)
}

// maxPIN bounds what is read of the file with the PIN.
const maxPIN = 1 << 10

// readPIN returns the PIN, "" when none is needed.
func (t *token) readPIN() (string, error) {
	if t.pin == "" {
		return "", nil
	}
	f, err := os.Open(t.pin)
	if err != nil {
		return "", fmt.Errorf("reading the PIN of the token: %v: %w", err, registry.ErrNotFound)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxPIN))
	if err != nil {
		return "", fmt.Errorf("reading the PIN of the token: %w", err)
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}

// halfOrder is the largest s of a signature that chains accept.
var halfOrder = new(big.Int).Rsh(crypto.S256().Params().N, 1)

// complete makes a signature with v 0 or 1 out of r and s, 32 bytes each: s is
// brought into the lower half, and v found by trial. It refuses r and s that
// are not the account's signature over the digest.
func complete(rs []byte, digest [32]byte, by common.Address) ([]byte, error) {
	if len(rs) != 64 {
		return nil, refuse("a signature of %d bytes, want 64", len(rs))
	}
	s := new(big.Int).SetBytes(rs[32:])
	if s.Cmp(crypto.S256().Params().N) >= 0 {
		return nil, refuse("a signature whose s is out of range")
	}
	if s.Cmp(halfOrder) > 0 {
		s.Sub(crypto.S256().Params().N, s)
	}
	sig := append(append([]byte(nil), rs[:32]...), make([]byte, 33)...)
	s.FillBytes(sig[32:64])
	for v := range byte(2) {
		sig[64] = v
		if key, err := crypto.SigToPub(digest[:], sig); err == nil && crypto.PubkeyToAddress(*key) == by {
			return sig, nil
		}
	}
	return nil, refuse("a signature over something else, or by another key than that of %s", by)
}
