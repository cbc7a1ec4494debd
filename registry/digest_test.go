package registry_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/novation-dev/novation/registry"
)

func TestDigestText(t *testing.T) {
	d := registry.DigestOf([]byte("hello"))
	want := "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
	if d.String() != want {
		t.Errorf("String = %s, want %s", d, want)
	}
	for _, d := range []registry.Digest{d, {}} {
		b, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var got registry.Digest
		if err := json.Unmarshal(b, &got); err != nil || got != d {
			t.Errorf("%s came back as %s, %v", b, got, err)
		}
	}
	for _, s := range []string{
		"", "sha256:", want[:len(want)-1], want + "0", strings.ToUpper(want),
		"sha512:" + want[7:], want[7:], "sha256:" + strings.Repeat("g", 64),
	} {
		if _, err := registry.ParseDigest(s); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("ParseDigest(%q) = %v, want ErrInvalid", s, err)
		}
	}
}

// What stands on the ledger may not change: old consortia must be able to
// recognise their lines.
func TestSaltGolden(t *testing.T) {
	s := registry.Salt{1, 2, 3}
	if got, want := s.Line("crude-trade").String(), "sha256:b92f97d88f7591e0e6fb7453288e73d0b18ff9291c2b0965ab0d442b18f950e2"; got != want {
		t.Errorf("Line = %s, want %s", got, want)
	}
	if got, want := s.Release(registry.DigestOf(nil)).String(), "sha256:5e29ec6e5957e691cd8712437518f21e67f12e76bef4f92ed6d33a0e525a946c"; got != want {
		t.Errorf("Release = %s, want %s", got, want)
	}
	if !s.Release(registry.Digest{}).IsZero() {
		t.Error("no release must stay no release")
	}
	other := registry.Salt{1, 2, 4}
	if s.Line("crude-trade") == other.Line("crude-trade") {
		t.Error("two salts give the same digest")
	}
}
