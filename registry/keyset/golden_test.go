package keyset_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/registry/keyset"
)

// A signed set must be read, and written, as it is here, for ever: it is signed,
// and what a network pins.
func TestGolden(t *testing.T) {
	want, err := os.ReadFile("testdata/signed.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(set(t, 1, 2, 1, []int{1, 2, 3}, []int{1, 2}))); diff != "" {
		t.Errorf("a set is written otherwise (-want +got):\n%s", diff)
	}
	s, err := keyset.Parse(want)
	if err != nil {
		t.Fatal(err)
	}
	const pinned = "sha256:1636cb46aefc63888f25caf24dcfdbb6800259719827edc2cc952321d03becda"
	if got := s.Digest().String(); got != pinned {
		t.Errorf("Digest = %s, want %s", got, pinned)
	}
	if _, err := keyset.Begin(want, s.Digest()); err != nil {
		t.Error(err)
	}
}
