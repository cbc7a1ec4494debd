package keyset_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/keyset"
)

func ring(t *testing.T, trust keyset.Trust) *keyset.Ring {
	t.Helper()
	r, err := trust.Ring()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRing(t *testing.T) {
	r := ring(t, keyset.Trust{Publishers: []keyset.Publisher{
		{Name: "desk", First: string(set(t, 1, 1, 1, []int{1}, []int{1}))},
		{Name: "freight", Lines: []string{"freight", "crude-trade"}, First: string(set(t, 1, 1, 1, []int{2}, []int{2}))},
	}})
	if diff := cmp.Diff([]string{"desk", "freight"}, r.Names()); diff != "" {
		t.Errorf("Names (-want +got):\n%s", diff)
	}
	if _, err := r.Verify(release(t, "1.0.0", 2), 3); err != nil {
		t.Errorf("by the publisher of the line: %v", err)
	}
	if _, err := r.Verify(release(t, "1.0.0", 1), 3); !errors.Is(err, bundle.ErrUntrusted) {
		t.Errorf("by the publisher of other lines: %v", err)
	}
	if err := r.Add("desk", 5, set(t, 2, 1, 1, []int{3}, []int{2, 3})); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("a set signed by another publisher: %v", err)
	}
	if err := r.Add("nobody", 5, set(t, 2, 1, 1, []int{3}, []int{1, 3})); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("a set of nobody: %v", err)
	}
	next := set(t, 2, 1, 1, []int{3}, []int{2, 3})
	if err := r.Check("freight", next); err != nil {
		t.Errorf("Check: %v", err)
	}
	if err := r.Add("freight", 5, next); err != nil {
		t.Fatal(err)
	}
	if err := r.Add("freight", 9, set(t, 1, 1, 1, []int{2}, []int{2})); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("back to the old set: %v", err)
	}
	old := release(t, "1.1.0", 2)
	if _, err := r.Verify(old, 4); err != nil {
		t.Errorf("before the revocation: %v", err)
	}
	_, err := r.Verify(old, 6)
	if !errors.Is(err, bundle.ErrUntrusted) || !strings.Contains(err.Error(), "was revoked by key set 2, entry 5 of the log") {
		t.Errorf("after the revocation: %v", err)
	}
	if _, err := r.Verify(release(t, "1.1.0", 9), 6); err == nil || !strings.Contains(err.Error(), "is not in it") {
		t.Errorf("by a stranger: %v", err)
	}
	if got := r.History("freight").Latest().Set.Without(&r.History("freight").At(0).Set); len(got) != 1 || got[0] != key(2).Public().ID() {
		t.Errorf("Without = %v", got)
	}
}

// Keys that a network has fixed go on to sign, each alone, and nothing follows.
func TestFixed(t *testing.T) {
	r := ring(t, keyset.Trust{Fixed: []bundle.PublicKey{key(7).Public(), key(1).Public(), key(7).Public()}})
	for _, n := range []int{1, 7} {
		if _, err := r.Verify(release(t, "1.0.0", n), 1_000_000); err != nil {
			t.Errorf("key %d: %v", n, err)
		}
	}
	if _, err := r.Verify(release(t, "1.0.0", 2), 0); !errors.Is(err, bundle.ErrUntrusted) {
		t.Errorf("another key: %v", err)
	}
	if err := r.Add("", 1, set(t, 2, 1, 1, []int{9}, []int{1, 7, 9})); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("a set after it: %v", err)
	}
	if _, err := ring(t, keyset.Trust{}).Verify(release(t, "1.0.0", 1), 0); !errors.Is(err, bundle.ErrUntrusted) {
		t.Errorf("nobody is trusted: %v", err)
	}
}

func TestTrustRefuses(t *testing.T) {
	first := string(set(t, 1, 1, 1, []int{1}, []int{1}))
	for name, tt := range map[string]struct {
		trust keyset.Trust
		want  error
	}{
		"two for every line": {keyset.Trust{Publishers: []keyset.Publisher{{Name: "a", First: first}, {Name: "b", First: first}}}, registry.ErrInvalid},
		"a name twice": {keyset.Trust{Publishers: []keyset.Publisher{
			{Name: "a", Lines: []string{"x"}, First: first}, {Name: "a", First: first},
		}}, registry.ErrInvalid},
		"a line twice": {keyset.Trust{Publishers: []keyset.Publisher{
			{Name: "a", Lines: []string{"x"}, First: first}, {Name: "b", Lines: []string{"x"}, First: first},
		}}, registry.ErrInvalid},
		"no name":           {keyset.Trust{Publishers: []keyset.Publisher{{First: first}}}, registry.ErrInvalid},
		"no line":           {keyset.Trust{Publishers: []keyset.Publisher{{Name: "a", Lines: []string{"A B"}, First: first}}}, registry.ErrInvalid},
		"no set":            {keyset.Trust{Publishers: []keyset.Publisher{{Name: "a"}}}, registry.ErrInvalid},
		"keys and sets":     {keyset.Trust{Publishers: []keyset.Publisher{{Name: "a", First: first}}, Fixed: []bundle.PublicKey{key(1).Public()}}, registry.ErrInvalid},
		"a later set":       {keyset.Trust{Publishers: []keyset.Publisher{{Name: "a", First: string(set(t, 2, 1, 1, []int{1}, []int{1}))}}}, registry.ErrRefused},
		"signed by another": {keyset.Trust{Publishers: []keyset.Publisher{{Name: "a", First: string(set(t, 1, 1, 1, []int{1}, []int{2}))}}}, registry.ErrRefused},
	} {
		if _, err := tt.trust.Ring(); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}
