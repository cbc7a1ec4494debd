package keyset_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/keyset"
)

func key(n int) bundle.PrivateKey { return bundle.NewKey([32]byte{byte(n), byte(n >> 8), 1}) }

// set returns a version with the given keys, signed by others.
func set(t testing.TB, version uint64, threshold, releases int, keys, signers []int) []byte {
	t.Helper()
	s := keyset.Set{Format: 1, Version: version, Threshold: threshold, Releases: releases}
	for _, n := range keys {
		s.Keys = append(s.Keys, keyset.KeyOf(key(n).Public(), ""))
	}
	slices.SortFunc(s.Keys, func(a, b keyset.Key) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	out, err := keyset.New(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range signers {
		if out, err = out.Sign(context.Background(), key(n)); err != nil {
			t.Fatal(err)
		}
	}
	return out.Raw
}

func begin(t testing.TB, raw []byte) *keyset.History {
	t.Helper()
	s, err := keyset.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	h, err := keyset.Begin(raw, s.Digest())
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func release(t testing.TB, version string, signers ...int) *bundle.Bundle {
	t.Helper()
	b := &bundle.Bundle{Rules: []byte("\x00asm\x01\x00\x00\x00"), Schema: []byte("s"), Artifact: []byte("{}")}
	b.Manifest = registry.Manifest{
		Format: 1, Name: "crude-trade", Version: version, StateSchema: 1, HostABI: 1, Meter: 1, Rules: registry.BlobOf(b.Rules),
		Schema: registry.Schema{Blob: registry.BlobOf(b.Schema), State: "a.S", Command: "a.C"},
		Book:   registry.Book{Artifact: registry.BlobOf(b.Artifact), CodeHash: "0x" + strings.Repeat("ab", 32)},
	}
	for _, n := range signers {
		if err := b.Sign(key(n)); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func TestRotation(t *testing.T) {
	first := set(t, 1, 2, 1, []int{1, 2, 3}, []int{1, 2})
	for name, tt := range map[string]struct {
		raw []byte
		ok  bool
	}{
		"both thresholds":              {set(t, 2, 2, 1, []int{2, 3, 4}, []int{2, 3}), true},
		"old by some, new by others":   {set(t, 2, 2, 1, []int{4, 5}, []int{1, 2, 4, 5}), true},
		"only by the old":              {set(t, 2, 2, 1, []int{4, 5}, []int{1, 2}), false},
		"only by the new":              {set(t, 2, 2, 1, []int{4, 5}, []int{4, 5}), false},
		"below the old threshold":      {set(t, 2, 1, 1, []int{4, 1}, []int{1, 4}), false},
		"below the new threshold":      {set(t, 2, 3, 1, []int{1, 2, 4}, []int{1, 2}), false},
		"a version left out":           {set(t, 3, 2, 1, []int{1, 2, 3}, []int{1, 2}), false},
		"the same version":             {set(t, 1, 2, 1, []int{1, 2, 4}, []int{1, 2, 4}), false},
		"nobody":                       {set(t, 2, 2, 1, []int{1, 2, 3}, nil), false},
		"strangers":                    {set(t, 2, 2, 1, []int{1, 2, 3}, []int{7, 8, 9}), false},
		"lowered threshold by too few": {set(t, 2, 1, 1, []int{1}, []int{1}), false},
	} {
		h := begin(t, first)
		err := h.Add(10, tt.raw)
		if tt.ok != (err == nil) || err != nil && !errors.Is(err, registry.ErrRefused) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && h.Latest().Set.Version != 1 {
			t.Errorf("%s: it was taken nevertheless", name)
		}
	}
	h := begin(t, first)
	if err := h.Add(10, set(t, 2, 2, 1, []int{2, 3, 4}, []int{2, 3})); err != nil {
		t.Fatal(err)
	}
	if err := h.Add(10, set(t, 3, 2, 1, []int{2, 3}, []int{2, 3})); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("two sets at one place: %v", err)
	}
}

func TestBegin(t *testing.T) {
	good := set(t, 1, 2, 1, []int{1, 2}, []int{1, 2})
	s, err := keyset.Parse(good)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		raw []byte
		pin registry.Digest
	}{
		"another pin":       {good, registry.DigestOf(nil)},
		"too few of itself": {set(t, 1, 2, 1, []int{1, 2}, []int{1}), s.Digest()},
	} {
		if _, err := keyset.Begin(tt.raw, tt.pin); !errors.Is(err, registry.ErrRefused) {
			t.Errorf("%s: %v", name, err)
		}
	}
	later, err := keyset.Parse(set(t, 2, 1, 1, []int{1}, []int{1}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := keyset.Begin(later.Raw, later.Digest()); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("a later version: %v", err)
	}
}

// A stolen key below the threshold publishes nothing; at the threshold it does,
// until the set that leaves it out stands in the log; and what it signed before
// goes on to count.
func TestKeyCompromise(t *testing.T) {
	h := begin(t, set(t, 1, 2, 2, []int{1, 2, 3}, []int{1, 2, 3}))
	if _, err := h.Verify(release(t, "6.6.6", 1), 5); !errors.Is(err, bundle.ErrUntrusted) {
		t.Errorf("one stolen key of the two that are needed: %v", err)
	}
	if _, err := h.Verify(release(t, "6.6.6", 1, 9), 5); !errors.Is(err, bundle.ErrUntrusted) {
		t.Errorf("a stolen key and a stranger: %v", err)
	}
	good := release(t, "1.0.0", 1, 2)
	if by, err := h.Verify(good, 5); err != nil || len(by) != 2 {
		t.Fatalf("a good release: %v", err)
	}
	// Keys 1 and 2 are stolen: the thief can publish, and can rotate.
	if _, err := h.Verify(release(t, "6.6.6", 1, 2), 6); err != nil {
		t.Errorf("at the threshold nothing helps but the log, and it showed: %v", err)
	}
	// The owners leave them out. They need two of the old keys: 2's owner still has it.
	if err := h.Add(10, set(t, 2, 2, 2, []int{3, 4, 5}, []int{2, 3, 4})); err != nil {
		t.Fatal(err)
	}
	for index, want := range map[int64]error{9: nil, 10: nil, 11: bundle.ErrUntrusted} {
		if _, err := h.Verify(good, index); !errors.Is(err, want) || (err == nil) != (want == nil) {
			t.Errorf("signed by revoked keys, at index %d: %v", index, err)
		}
	}
	if _, err := h.Verify(release(t, "1.1.0", 4, 5), 9); !errors.Is(err, bundle.ErrUntrusted) {
		t.Errorf("signed by keys of a later set: %v", err)
	}
	if _, err := h.Verify(release(t, "1.1.0", 4, 5), 11); err != nil {
		t.Errorf("signed by the new keys: %v", err)
	}
}

func TestParseRefuses(t *testing.T) {
	good := set(t, 1, 1, 1, []int{1, 2}, []int{1})
	for name, change := range map[string]func(string) string{
		"space":         func(s string) string { return s + " " },
		"other type":    func(s string) string { return strings.Replace(s, "keyset.v1", "keyset.v2", 1) },
		"no envelope":   func(string) string { return "{}" },
		"no JSON":       func(string) string { return "[" },
		"other payload": func(s string) string { return strings.Replace(s, `"payload":"ey`, `"payload":"eX`, 1) },
		"too long":      func(s string) string { return s + strings.Repeat(" ", keyset.MaxSigned) },
		"no signature list": func(s string) string {
			return strings.Replace(s, `"signatures":[`, `"signatures":[{"keyid":"","sig":""},{"keyid":"","sig":""},`, 1)
		},
	} {
		if _, err := keyset.Parse([]byte(change(string(good)))); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	k := keyset.KeyOf(key(1).Public(), "")
	for name, s := range map[string]keyset.Set{
		"format":                 {Format: 2, Version: 1, Threshold: 1, Releases: 1, Keys: []keyset.Key{k}},
		"no version":             {Format: 1, Threshold: 1, Releases: 1, Keys: []keyset.Key{k}},
		"no keys":                {Format: 1, Version: 1, Threshold: 1, Releases: 1},
		"no threshold":           {Format: 1, Version: 1, Releases: 1, Keys: []keyset.Key{k}},
		"threshold out of reach": {Format: 1, Version: 1, Threshold: 2, Releases: 1, Keys: []keyset.Key{k}},
		"releases out of reach":  {Format: 1, Version: 1, Threshold: 1, Releases: 2, Keys: []keyset.Key{k}},
		"a key twice":            {Format: 1, Version: 1, Threshold: 2, Releases: 1, Keys: []keyset.Key{k, k}},
		"a short key":            {Format: 1, Version: 1, Threshold: 1, Releases: 1, Keys: []keyset.Key{{ID: k.ID, Public: k.Public[:31]}}},
		"another id":             {Format: 1, Version: 1, Threshold: 1, Releases: 1, Keys: []keyset.Key{{ID: registry.DigestOf(nil), Public: k.Public}}},
		"a name with a newline":  {Format: 1, Version: 1, Threshold: 1, Releases: 1, Keys: []keyset.Key{keyset.KeyOf(key(1).Public(), "a\nb")}},
	} {
		if _, err := keyset.New(s); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whoever holds fewer keys of a set than its threshold cannot bring in another
// one, however sets and signers are mixed.
func TestBelowThresholdNothingMoves(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(rt, "keys")
		threshold := rapid.IntRange(1, n).Draw(rt, "threshold")
		var owners []int
		for i := range n {
			owners = append(owners, i+1)
		}
		h := begin(t, set(t, 1, threshold, 1, owners, owners))
		stolen := rapid.IntRange(0, threshold-1).Draw(rt, "stolen")
		thief := append(slices.Clone(owners[:stolen]), 100, 101)
		own := rapid.SliceOfNDistinct(rapid.SampledFrom(append(slices.Clone(owners), 100, 101)), 1, n+2, rapid.ID).Draw(rt, "new")
		raw := set(t, 2, rapid.IntRange(1, len(own)).Draw(rt, "lowered"), 1, own, thief)
		if err := h.Add(3, raw); err == nil {
			rt.Fatalf("%d of %d stolen keys rotated the set", stolen, threshold)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add(set(f, 1, 1, 1, []int{1, 2}, []int{1, 2}))
	f.Add([]byte(`{"payloadType":"","payload":"","signatures":[]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := keyset.Parse(raw)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("an error of no kind: %v", err)
			}
			return
		}
		if again, err := keyset.Parse(s.Raw); err != nil || again.Digest() != s.Digest() {
			t.Errorf("what was read does not read again: %v", err)
		}
	})
}
