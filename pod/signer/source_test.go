package signer_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/registry"
)

func TestKeystore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	if _, err := keys.Create(dir, keys.Config{Passphrase: "horse", Light: true}); err != nil {
		t.Fatal(err)
	}
	k, err := keys.OpenApproval(dir, "horse")
	if err != nil {
		t.Fatal(err)
	}
	by := signer.Local(k).Address()
	file := filepath.Join(dir, "approval.json")
	for _, source := range []string{file, "keystore:" + file} {
		signs(t, open(t, source, signer.Options{Passphrase: "horse", Address: by}), by)
	}
	for want, o := range map[error]signer.Options{
		registry.ErrNotAllowed: {Passphrase: "wrong"},
		registry.ErrInvalid:    {Passphrase: "horse", Address: account(1)},
	} {
		if s, err := signer.Open(file, o); !errors.Is(err, want) || s != nil {
			t.Errorf("Open = %v, %v; want %v", s, err, want)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	me := signer.Options{Address: account(1)}
	for source, want := range map[string]error{
		"":                               registry.ErrInvalid,
		"clef:":                          registry.ErrInvalid,
		"clef:ftp://127.0.0.1":           registry.ErrInvalid,
		"web3signer:http://":             registry.ErrInvalid,
		"keystore:":                      registry.ErrInvalid,
		"no/such/file":                   registry.ErrNotFound,
		"pkcs11:token=a;object=b":        registry.ErrInvalid, // no module
		"pkcs11:object=b?module-path=/m": registry.ErrInvalid, // no token
		"pkcs11:token=a?module-path=/m":  registry.ErrInvalid, // no key
		"pkcs11:token=a;object=b?module-path=/m&pin-value=1234":  registry.ErrInvalid,
		"pkcs11:token=a;token=b;object=b?module-path=/m":         registry.ErrInvalid,
		"pkcs11:token=a;object=b;serial=1?module-path=/m":        registry.ErrInvalid,
		"pkcs11:token=a;object=b;type=cert?module-path=/m":       registry.ErrInvalid,
		"pkcs11:token=%zz;object=b?module-path=/m":               registry.ErrInvalid,
		"pkcs11:slot-id=-1;object=b?module-path=/m":              registry.ErrInvalid,
		"pkcs11:slot-id=99999999999999999;id=%01?module-path=/m": registry.ErrInvalid,
	} {
		if s, err := signer.Open(source, me); !errors.Is(err, want) || s != nil {
			t.Errorf("Open(%q) = %v, %v; want %v", source, s, err, want)
		}
	}
	if _, err := signer.Open("clef:http://127.0.0.1:1", signer.Options{}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a remote signer for no account: %v", err)
	}
}

func TestPlaces(t *testing.T) {
	dir := t.TempDir()
	if p, err := signer.ReadPlaces(dir); err != nil || p != (signer.Places{}) {
		t.Errorf("without a file: %+v, %v", p, err)
	}
	want := signer.Places{Account: signer.Place{Source: "clef:http://127.0.0.1:8550", Address: account(1)}}
	if err := want.Write(dir); err != nil {
		t.Fatal(err)
	}
	got, err := signer.ReadPlaces(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("read again (-want +got):\n%s", diff)
	}
	for _, bad := range []string{
		"", "[]", "{} {}", `{"acount":{}}`, `{"account":{"source":"x"}}`, `{"approval":{"address":"0x00000000000000000000000000000000000000a1"}}`,
		`{"account":{"source":"x","address":"0x1"}}`, `{"account":{"source":"x","address":null}}`, strings.Repeat(" ", 1<<17),
	} {
		if err := os.WriteFile(filepath.Join(dir, signer.File), []byte(bad), 0o600); err != nil {
			t.Fatal(err)
		}
		if p, err := signer.ReadPlaces(dir); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%.60q = %+v, %v", bad, p, err)
		}
	}
}

func FuzzParsePlaces(f *testing.F) {
	f.Add([]byte(`{"account":{"source":"clef:x","address":"0x00000000000000000000000000000000000000a1"}}`))
	f.Add([]byte(`{}`))
	f.Add([]byte(`{"approval":{"source":"pkcs11:token=a"}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := signer.ParsePlaces(b, "fuzz"); err != nil && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("an error of another kind: %v", err)
		}
	})
}

// FuzzOpen opens sources of tokens. None of them names a library that is there.
func FuzzOpen(f *testing.F) {
	f.Add("token=a;object=b?module-path=/nowhere&pin-source=file:/none")
	f.Add("slot-id=1;id=%01%ff?module-path=/nowhere")
	f.Add("token;;object=?&&")
	f.Fuzz(func(t *testing.T, attributes string) {
		s, err := signer.Open("pkcs11:"+strings.ReplaceAll(attributes, ".so", ""), signer.Options{})
		if err == nil || s != nil {
			t.Errorf("Open = %v, %v", s, err)
		}
	})
}
