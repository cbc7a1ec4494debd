//go:build pkcs11

package signer_test

import (
	"encoding/asn1"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/miekg/pkcs11"

	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/registry"
)

// module returns the library of SoftHSM2.
func module(t *testing.T) string {
	t.Helper()
	for _, path := range []string{"/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so"} {
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
		t.Fatal("SoftHSM2 is not installed (Debian: softhsm2)")
	}
	t.Skip("SoftHSM2 is not installed (Debian: softhsm2)")
	return ""
}

// A softToken is a token of SoftHSM2 with keys that were made in it.
type softToken struct {
	t        *testing.T
	lib, dir string
	ctx      *pkcs11.Ctx
	session  pkcs11.SessionHandle
}

const pin = "135791"

func newToken(t *testing.T) *softToken {
	t.Helper()
	s := &softToken{t: t, lib: module(t), dir: t.TempDir()}
	conf := filepath.Join(s.dir, "softhsm2.conf")
	if err := os.WriteFile(conf, []byte("directories.tokendir = "+s.dir+"\nobjectstore.backend = file\nlog.level = ERROR\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SOFTHSM2_CONF", conf)
	if out, err := exec.Command("softhsm2-util", "--init-token", "--free", "--label", "member beta", "--pin", pin, "--so-pin", "97531000").CombinedOutput(); err != nil {
		t.Fatalf("making a token: %v\n%s", err, out)
	}
	s.write("pin", pin+"\n")
	s.write("wrong-pin", "000000\n")
	s.ctx = pkcs11.New(s.lib)
	s.must(s.ctx.Initialize())
	t.Cleanup(func() { _ = s.ctx.Finalize() })
	slots, err := s.ctx.GetSlotList(true)
	s.must(err)
	for _, slot := range slots {
		if info, err := s.ctx.GetTokenInfo(slot); err == nil && info.Label == "member beta" {
			s.session, err = s.ctx.OpenSession(slot, pkcs11.CKF_SERIAL_SESSION|pkcs11.CKF_RW_SESSION)
			s.must(err)
			s.must(s.ctx.Login(s.session, pkcs11.CKU_USER, pin))
			return s
		}
	}
	t.Fatal("the token is not there")
	return nil
}

func (s *softToken) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *softToken) write(name, text string) {
	s.t.Helper()
	s.must(os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600))
}

// generate makes a key on a curve and returns its account, zero when the curve
// is not that of chains.
func (s *softToken) generate(label string, id byte, curve asn1.ObjectIdentifier) common.Address {
	s.t.Helper()
	params, err := asn1.Marshal(curve)
	s.must(err)
	name := []*pkcs11.Attribute{pkcs11.NewAttribute(pkcs11.CKA_LABEL, label), pkcs11.NewAttribute(pkcs11.CKA_ID, []byte{id}), pkcs11.NewAttribute(pkcs11.CKA_TOKEN, true)}
	public, _, err := s.ctx.GenerateKeyPair(s.session, []*pkcs11.Mechanism{pkcs11.NewMechanism(pkcs11.CKM_EC_KEY_PAIR_GEN, nil)},
		append([]*pkcs11.Attribute{pkcs11.NewAttribute(pkcs11.CKA_EC_PARAMS, params), pkcs11.NewAttribute(pkcs11.CKA_VERIFY, true)}, name...),
		append([]*pkcs11.Attribute{pkcs11.NewAttribute(pkcs11.CKA_SIGN, true), pkcs11.NewAttribute(pkcs11.CKA_SENSITIVE, true), pkcs11.NewAttribute(pkcs11.CKA_PRIVATE, true)}, name...))
	s.must(err)
	a, err := s.ctx.GetAttributeValue(s.session, public, []*pkcs11.Attribute{pkcs11.NewAttribute(pkcs11.CKA_EC_POINT, nil)})
	s.must(err)
	var point []byte
	if _, err := asn1.Unmarshal(a[0].Value, &point); err != nil {
		s.t.Fatal(err)
	}
	k, err := crypto.UnmarshalPubkey(point)
	if err != nil {
		return common.Address{}
	}
	return crypto.PubkeyToAddress(*k)
}

func (s *softToken) source(key, pin string) string {
	return fmt.Sprintf("pkcs11:token=member%%20beta;%s?module-path=%s&pin-source=file:%s", key, s.lib, filepath.Join(s.dir, pin))
}

func TestPKCS11(t *testing.T) {
	s := newToken(t)
	koblitz, p256 := asn1.ObjectIdentifier{1, 3, 132, 0, 10}, asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7}
	approval := s.generate("approval", 1, koblitz)
	sending := s.generate("account", 2, koblitz)
	s.generate("other", 3, p256)
	s.generate("twice", 4, koblitz)
	s.generate("twice", 5, koblitz)

	first := open(t, s.source("object=approval", "pin"), signer.Options{Address: approval})
	second := open(t, s.source("id=%02;type=private", "pin"), signer.Options{})
	if second.Address() != sending {
		t.Fatalf("the key with id 2 is that of %s, want %s", second.Address(), sending)
	}
	// r and s of a token are not normalised: of so many signatures some have s in
	// the upper half, and both values of v occur.
	for range 12 {
		signs(t, first, approval)
		signs(t, second, sending)
	}
	// A session may end at any time, all of an application's at once.
	slots, err := s.ctx.GetSlotList(true)
	s.must(err)
	for _, slot := range slots {
		s.must(s.ctx.CloseAllSessions(slot))
	}
	signs(t, first, approval)
	s.must(second.Close())
	signs(t, second, sending)

	for source, want := range map[string]error{
		s.source("object=other", "pin"):                                      registry.ErrInvalid,
		s.source("object=twice", "pin"):                                      registry.ErrConflict,
		s.source("object=none", "pin"):                                       registry.ErrNotFound,
		s.source("object=approval", "no-pin"):                                registry.ErrNotFound,
		strings.Replace(s.source("object=approval", "pin"), "beta", "x", 1):  registry.ErrUnreachable,
		strings.Replace(s.source("object=approval", "pin"), "lib", "bil", 1): registry.ErrNotFound,
	} {
		if got, err := signer.Open(source, signer.Options{}); !errors.Is(err, want) || got != nil {
			t.Errorf("Open(%s) = %v, %v; want %v", source, got, err, want)
		}
	}
	if _, err := signer.Open(s.source("object=approval", "pin"), signer.Options{Address: sending}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("the key of another account: %v", err)
	}
}

// TestWrongPIN tries a wrong PIN. It is tried once: a few times would lock the
// token.
func TestWrongPIN(t *testing.T) {
	s := newToken(t)
	s.generate("approval", 1, asn1.ObjectIdentifier{1, 3, 132, 0, 10})
	s.must(s.ctx.Logout(s.session))
	if _, err := signer.Open(s.source("object=approval", "wrong-pin"), signer.Options{}); !errors.Is(err, registry.ErrNotAllowed) {
		t.Errorf("Open with a wrong PIN: %v", err)
	}
}
