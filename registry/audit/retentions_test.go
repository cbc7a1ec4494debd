package audit_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/audit"
	"github.com/novation-dev/novation/registry/change"
)

// What a member keeps for an auditor shows, with every time it was set; a kept
// release that is retired is a finding, and one that was kept once is none.
func TestRetentions(t *testing.T) {
	w := theWorld(t)
	src, chain := w.copies()
	now := int64(chain.view.Time)
	kept := func(version string, until int64) audit.Retention {
		return audit.Retention{Line: "crude-trade", Version: version, Until: until, Set: now - 9, Reason: "tax office"}
	}
	words := func(chain audit.Chain) (all []audit.Word) {
		t.Helper()
		r, err := audit.Verify(t.Context(), src, w.trust, chain)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Checks {
			if len(c.Name) > 13 && c.Name[:13] == "retention of " {
				all = append(all, c.Word)
			}
		}
		return all
	}
	for _, c := range []struct {
		name    string
		kept    []audit.Retention
		retired bool
		want    []audit.Word
	}{
		{"nothing", nil, true, nil},
		{"kept", []audit.Retention{kept("1.0.0", now+100)}, false, []audit.Word{audit.Exact}},
		{"kept, and retired", []audit.Retention{kept("1.0.0", now+100)}, true, []audit.Word{audit.None}},
		{"the line is kept, and a release of it retired", []audit.Retention{kept("", now+100)}, true, []audit.Word{audit.None}},
		{"kept until it was retired", []audit.Retention{kept("1.0.0", now-1)}, true, []audit.Word{audit.Exact}},
		{"another release is kept", []audit.Retention{kept("2.0.0", now+100)}, true, []audit.Word{audit.Exact}},
		{"kept, and let go", []audit.Retention{kept("1.0.0", now+100), kept("1.0.0", now-1)}, true, []audit.Word{audit.Exact, audit.Exact}},
		{"let go, and kept again", []audit.Retention{kept("1.0.0", now-1), kept("1.0.0", now+100)}, true, []audit.Word{audit.Exact, audit.None}},
	} {
		src.kept = c.kept
		if chain.view.Books[bookOne].State = change.Draining; c.retired {
			chain.view.Books[bookOne].State = change.Retired
		}
		if d := cmp.Diff(c.want, words(chain)); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
	src.kept = []audit.Retention{kept("1.0.0", now+100)}
	if got := words(nil); len(got) != 1 || got[0] != audit.Exact {
		t.Errorf("without a node: %v", got)
	}
	if r, err := audit.Verify(t.Context(), noRetentions{src}, w.trust, chain); !errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("retentions that cannot be read: %+v, %v", r, err)
	}
}

type noRetentions struct{ *source }

func (noRetentions) Retentions(context.Context) ([]audit.Retention, error) {
	return nil, registry.ErrUnreachable
}
