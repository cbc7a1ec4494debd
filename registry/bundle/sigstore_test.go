package bundle_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/novation-dev/novation/registry/bundle"
)

// Sigstore's own verifier, of npm, accepts what we sign with the public key and
// nothing else.
func TestSigstoreVerifies(t *testing.T) {
	if _, err := os.Stat("sigstore/node_modules/@sigstore/verify"); err != nil {
		const how = "run npm ci in registry/bundle/sigstore"
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatal(how)
		}
		t.Skip("NOT TESTED: " + how)
	}
	b := attested(t)
	signature, err := bundle.Sigstore(b.Signatures[0])
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	id := publisher.Public().ID().String()
	verify := func(raw []byte, key bundle.PublicKey) (string, error) {
		file, pem := filepath.Join(dir, "bundle.json"), filepath.Join(dir, "key.pem")
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(pem, key.Encode(), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("node", "verify.mjs", file, pem, id)
		cmd.Dir = "sigstore"
		out, err := cmd.CombinedOutput()
		return strings.TrimSpace(string(out)), err
	}
	for want, raw := range map[string][]byte{provenance: b.Attestations[0], bundle.PredicateType: signature} {
		if got, err := verify(raw, publisher.Public()); err != nil || got != want {
			t.Errorf("%s: %s, %v", want, got, err)
		}
		if _, err := verify(raw, other.Public()); err == nil {
			t.Errorf("%s: accepted under another key", want)
		}
		if _, err := verify(bytes.Replace(raw, []byte(`"payload":"ey`), []byte(`"payload":"eX`), 1), publisher.Public()); err == nil {
			t.Errorf("%s: accepted with another payload", want)
		}
	}
	if _, err := bundle.Sigstore([]byte("{}")); err == nil {
		t.Error("what is no signature was wrapped")
	}
}
