package audit_test

import (
	"context"
	"strings"
	"testing"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/audit"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
)

// keySet returns a signed set of one key.
func keySet(t *testing.T, version uint64, key bundle.PrivateKey, signers ...bundle.PrivateKey) []byte {
	t.Helper()
	out, err := keyset.New(keyset.Set{Format: 1, Version: version, Threshold: 1, Releases: 1, Keys: []keyset.Key{keyset.KeyOf(key.Public(), "")}})
	for _, k := range signers {
		if err == nil {
			out, err = out.Sign(context.Background(), k)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Raw
}

// What a key signed counts up to the place in the log that revokes it, and the
// report says of every set what it is.
func TestVerifyKeySets(t *testing.T) {
	w := theWorld(t)
	next := bundle.NewKey([32]byte{7})
	trust := audit.Trust{Log: w.trust.Log, Salt: w.trust.Salt, Keys: keyset.Trust{Publishers: []keyset.Publisher{
		{Name: "desk", First: string(keySet(t, 1, publisher, publisher))},
	}}}
	released := merklelog.Entry{Format: 1, Time: 1, Kind: merklelog.KindRelease, Name: "crude-trade", Version: "1.0.0", Digest: w.digests["1.0.0"]}
	entry := func(raw []byte, name string) merklelog.Entry {
		return merklelog.Entry{Format: 1, Time: 1, Kind: merklelog.KindKeySet, Name: name, Digest: registry.DigestOf(raw)}
	}
	good, bad := keySet(t, 2, next, publisher, next), keySet(t, 2, intruder, intruder)
	for name, tt := range map[string]struct {
		entries []merklelog.Entry
		lost    bool
		want    map[string]audit.Word
		why     string
	}{
		"revoked afterwards": {
			[]merklelog.Entry{released, entry(good, "desk")},
			false,
			map[string]audit.Word{"release crude-trade@1.0.0": audit.Exact, "key set of desk at entry 1": audit.Exact},
			"version 2 with 1 keys",
		},
		"revoked before": {
			[]merklelog.Entry{entry(good, "desk"), released},
			false,
			map[string]audit.Word{"release crude-trade@1.0.0": audit.None, "key set of desk at entry 0": audit.Exact},
			"was revoked by key set 2, entry 0",
		},
		"a set of an intruder": {
			[]merklelog.Entry{entry(bad, "desk"), released},
			false,
			map[string]audit.Word{"release crude-trade@1.0.0": audit.Exact, "key set of desk at entry 0": audit.None},
			"is signed by 0 keys of version 1",
		},
		"a set of nobody": {
			[]merklelog.Entry{entry(bad, "somebody"), released},
			false,
			map[string]audit.Word{"release crude-trade@1.0.0": audit.Exact, "key set of somebody at entry 0": audit.NotChecked},
			"no such publisher",
		},
		"a set that was lost": {
			[]merklelog.Entry{released, entry(good, "desk")},
			true,
			map[string]audit.Word{"release crude-trade@1.0.0": audit.Exact, "key set of desk at entry 1": audit.None},
			"it is missing here",
		},
	} {
		src, _ := w.copies()
		src.entries = nil
		for i, e := range tt.entries {
			e.Index = int64(i)
			src.entries = append(src.entries, e.Encode())
		}
		if !tt.lost {
			src.documents[registry.DigestOf(good)], src.documents[registry.DigestOf(bad)] = good, bad
		}
		r, err := audit.Verify(t.Context(), src, trust, nil)
		if err != nil {
			t.Fatal(err)
		}
		details := ""
		for _, c := range r.Checks {
			if word, asked := tt.want[c.Name]; asked {
				details += c.Detail
				if c.Word != word {
					t.Errorf("%s: %s is %s (%s), want %s", name, c.Name, c.Word, c.Detail, word)
				}
				delete(tt.want, c.Name)
			}
		}
		if len(tt.want) > 0 || !strings.Contains(details, tt.why) {
			t.Errorf("%s: not answered: %v; %q does not say %q", name, tt.want, details, tt.why)
		}
	}
}
