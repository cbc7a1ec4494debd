package bundle_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"testing"

	attestation "github.com/in-toto/attestation/go/v1"
	"github.com/secure-systems-lab/go-securesystemslib/dsse"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

func TestVerifySignature(t *testing.T) {
	p, o := publisher.Public(), other.Public()
	for name, tt := range map[string]struct {
		keys    []bundle.PrivateKey
		trusted []bundle.PublicKey
		want    bundle.PublicKey
		err     error
	}{
		"signed and trusted":        {[]bundle.PrivateKey{publisher}, []bundle.PublicKey{o, p}, p, nil},
		"two signed, one trusted":   {[]bundle.PrivateKey{publisher, other}, []bundle.PublicKey{o}, o, nil},
		"two signed, first trusted": {[]bundle.PrivateKey{publisher, other}, []bundle.PublicKey{o, p}, o, nil},
		"unsigned":                  {nil, []bundle.PublicKey{p}, bundle.PublicKey{}, bundle.ErrUntrusted},
		"another publisher":         {[]bundle.PrivateKey{other}, []bundle.PublicKey{p}, bundle.PublicKey{}, bundle.ErrUntrusted},
		"nobody trusted":            {[]bundle.PrivateKey{publisher}, nil, bundle.PublicKey{}, bundle.ErrUntrusted},
		"the zero key trusted":      {[]bundle.PrivateKey{publisher}, []bundle.PublicKey{{}}, bundle.PublicKey{}, bundle.ErrUntrusted},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := signed(t, tt.keys...).VerifySignature(tt.trusted...)
			if got != tt.want || !errors.Is(err, tt.err) {
				t.Errorf("VerifySignature = %v, %v; want %v, %v", got, err, tt.want, tt.err)
			}
		})
	}
}

// envelope returns the only signature of b, to be changed.
func envelope(t *testing.T, b *bundle.Bundle) *dsse.Envelope {
	t.Helper()
	var e dsse.Envelope
	if err := json.Unmarshal(b.Signatures[0], &e); err != nil {
		t.Fatal(err)
	}
	return &e
}

func TestFalseSignatures(t *testing.T) {
	elsewhere := sample()
	elsewhere.Manifest.Version = "1.0.1"
	if err := elsewhere.Sign(publisher); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*dsse.Envelope){
		"another's signature under the trusted name": func(e *dsse.Envelope) {
			*e = *envelope(t, signed(t, other))
			e.Signatures[0].KeyID = publisher.Public().ID().String()
		},
		"signature bytes": func(e *dsse.Envelope) {
			e.Signatures[0].Sig = base64.StdEncoding.EncodeToString(make([]byte, 64))
		},
		"short signature":         func(e *dsse.Envelope) { e.Signatures[0].Sig = "AAAA" },
		"signature of another":    func(e *dsse.Envelope) { e.Signatures = envelope(t, elsewhere).Signatures },
		"statement about another": func(e *dsse.Envelope) { *e = *envelope(t, elsewhere) },
		"no signature":            func(e *dsse.Envelope) { e.Signatures = nil },
		"payload type":            func(e *dsse.Envelope) { e.PayloadType = "text/plain" },
		"key id":                  func(e *dsse.Envelope) { e.Signatures[0].KeyID = "" },
		"base64 of URLs":          func(e *dsse.Envelope) { e.Signatures[0].Sig = "_-8=" },
		"padding bits":            func(e *dsse.Envelope) { e.Signatures[0].Sig = "QQ==\n" },
	} {
		t.Run(name, func(t *testing.T) {
			b := signed(t, publisher)
			e := envelope(t, b)
			change(e)
			raw, err := json.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			b.Signatures[0] = raw
			_, err = b.VerifySignature(publisher.Public())
			if !errors.Is(err, bundle.ErrSignature) && !errors.Is(err, bundle.ErrMalformed) {
				t.Errorf("VerifySignature = %v", err)
			}
		})
	}
}

// A false signature in a file of sound digests is found by VerifySignature.
func TestForgedFile(t *testing.T) {
	b := signed(t, publisher)
	e := envelope(t, b)
	e.Signatures[0].Sig = base64.StdEncoding.EncodeToString(make([]byte, 64))
	b.Signatures[0], _ = json.Marshal(e)
	opened, err := bundle.Open(pack(t, b))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := opened.VerifySignature(publisher.Public()); !errors.Is(err, bundle.ErrSignature) {
		t.Errorf("VerifySignature = %v, want ErrSignature", err)
	}
}

// The in-toto project's own reader accepts the statement.
func TestStatementIsInToto(t *testing.T) {
	b := signed(t, publisher)
	payload, err := envelope(t, b).DecodeB64Payload()
	if err != nil {
		t.Fatal(err)
	}
	var s attestation.Statement
	if err := protojson.Unmarshal(payload, &s); err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(); err != nil {
		t.Error(err)
	}
	release := digest(t, b)
	if got := s.Subject[0].Digest["sha256"]; got != hex.EncodeToString(release[:]) {
		t.Errorf("subject digest %s, want %s", got, release)
	}
	if s.Subject[0].Name != "crude-trade@1.0.0" || s.PredicateType != bundle.PredicateType {
		t.Errorf("statement about %s of type %s", s.Subject[0].Name, s.PredicateType)
	}
}

func TestKeyFiles(t *testing.T) {
	k, err := bundle.ParsePrivateKey(publisher.Encode())
	if err != nil || k != publisher {
		t.Errorf("ParsePrivateKey = %v, %v", k, err)
	}
	p, err := bundle.ParsePublicKey(publisher.Public().Encode())
	if err != nil || p != publisher.Public() {
		t.Errorf("ParsePublicKey = %v, %v", p, err)
	}
	a, err := bundle.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	b, err := bundle.GenerateKey()
	if err != nil || a == b {
		t.Errorf("two keys are the same (%v)", err)
	}
	// printf of the 44 bytes of the SPKI into sha256sum gives the same.
	der, _ := pem.Decode(publisher.Public().Encode())
	if registry.DigestOf(der.Bytes) != publisher.Public().ID() {
		t.Error("the key id is not the digest of the SPKI")
	}
	for _, s := range []string{fmt.Sprint(publisher), fmt.Sprintf("%v %+v %#v", publisher, publisher, publisher)} {
		if bytes.Contains([]byte(s), []byte("seed")) || bytes.Contains([]byte(s), []byte("[1 0 0")) {
			t.Errorf("a private key shows itself: %s", s)
		}
	}
}

func TestKeyFilesRefused(t *testing.T) {
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(ec)
	if err != nil {
		t.Fatal(err)
	}
	public, err := x509.MarshalPKIXPublicKey(ec.Public())
	if err != nil {
		t.Fatal(err)
	}
	block := func(kind string, b []byte) []byte { return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: b}) }
	for name, b := range map[string][]byte{
		"empty":         nil,
		"no PEM":        []byte("key"),
		"no PKCS#8":     block("PRIVATE KEY", []byte("x")),
		"no SPKI":       block("PUBLIC KEY", []byte("x")),
		"ECDSA private": block("PRIVATE KEY", private),
		"ECDSA public":  block("PUBLIC KEY", public),
		"two blocks":    append(publisher.Encode(), publisher.Encode()...),
		"other block":   block("CERTIFICATE", []byte("x")),
	} {
		if _, err := bundle.ParsePrivateKey(b); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: ParsePrivateKey = %v", name, err)
		}
		if _, err := bundle.ParsePublicKey(b); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: ParsePublicKey = %v", name, err)
		}
	}
	if _, err := bundle.ParsePublicKey(publisher.Encode()); err == nil {
		t.Error("a private key was read as a public one")
	}
}
