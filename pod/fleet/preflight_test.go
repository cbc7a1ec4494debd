package fleet_test

import (
	"crypto/ecdh"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
)

const line = "crude-trade"

// ready returns pods that all run 1.0.0.
func ready(t testing.TB) *world {
	t.Helper()
	w := newWorld(t)
	w.all(func(p *pod) {
		p.publish("1.0.0", "1.1.0")
		p.activate("1.0.0")
	})
	return w
}

// A record is admitted when all parties can take it, and what they said is good
// for a moment. Whoever cannot is named, with the reason.
func TestAdmit(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(w *world)
		want error
		says string
	}{
		{"all can", func(*world) {}, nil, ""},
		{"one that is no party cannot", func(w *world) { w.down("gamma") }, nil, ""},
		{"one is down", func(w *world) { w.down("beta") }, registry.ErrUnreachable, "beta: its pod does not answer"},
		{"one is in quarantine", func(w *world) { w.pods["beta"].quarantine = "secret" }, registry.ErrRefused, "beta: its pod is in quarantine"},
		{"one has not seen it", func(w *world) { w.pods["beta"].update(forget("1.0.0")) }, registry.ErrStale, "beta: its pod has not seen crude-trade@1.0.0"},
		{"one is not there yet", func(w *world) { w.pods["beta"].reach("1.0.0", upgrade.Verified, "") }, registry.ErrStale, `beta: its pod is only at "verified"`},
		{"one fails", func(w *world) {
			w.pods["beta"].reach("1.0.0", upgrade.Verified, "compiling: record 0x12 of a secret trade")
		}, registry.ErrRefused, `beta: its pod is at "verified" with crude-trade@1.0.0: compiling failed`},
		{"one withdrew it", func(w *world) { w.pods["beta"].update(withdraw("1.0.0")) }, registry.ErrRefused, "it was withdrawn"},
		{"one knows other bytes", func(w *world) { w.pods["beta"].update(other("1.0.0")) }, registry.ErrRefused, "other bytes"},
		{"one signs with another key", func(w *world) { w.impostor("beta", "mallory", "beta") }, registry.ErrRefused, "not signed by the pod of beta"},
		{"another member answers for it", func(w *world) { w.impostor("beta", "gamma", "gamma") }, registry.ErrRefused, "beta: its pod gives no answer"},
		{"one is older", func(w *world) { w.older("beta") }, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := ready(t)
			c.do(w)
			err := w.pods["alpha"].Admit(t.Context(), line, []string{"alpha", "beta"})
			if !errors.Is(err, c.want) || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("Admit: %v; want %v with %q", err, c.want, c.says)
			}
			if err != nil && strings.Contains(err.Error(), "secret") {
				t.Errorf("what another pod keeps to itself shows: %v", err)
			}
		})
	}
}

// What a pod said a moment ago lets a record pass, and never blocks one: it is
// asked again first.
func TestAdmitAsksSeldom(t *testing.T) {
	w := ready(t)
	alpha, beta := w.pods["alpha"], w.pods["beta"]
	for range 50 {
		if err := alpha.Admit(t.Context(), line, []string{"beta", "alpha"}); err != nil {
			t.Fatal(err)
		}
	}
	if n := beta.asked.Load(); n != 1 {
		t.Errorf("beta was asked %d times for 50 records, want once", n)
	}
	beta.quarantine = "broken"
	if p, err := alpha.Preflight(t.Context(), line, []string{"beta", "alpha"}); err != nil || !errors.Is(p.Err(), registry.ErrRefused) {
		t.Errorf("while beta is in quarantine: %+v, %v", p, err)
	}
	if err := alpha.Admit(t.Context(), line, []string{"beta", "alpha"}); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("while beta is in quarantine: %v", err)
	}
	beta.quarantine = ""
	if err := alpha.Admit(t.Context(), line, []string{"beta", "alpha"}); err != nil {
		t.Errorf("after it was mended: %v", err)
	}
}

// A preflight says of every release who stands in its way.
func TestPreflight(t *testing.T) {
	w := ready(t)
	w.all(func(p *pod) { p.reach("1.1.0", upgrade.Vetted, "") })
	w.pods["gamma"].reach("1.1.0", upgrade.Fetched, "verifying: secret records")
	w.older("beta")
	p, err := w.pods["alpha"].Preflight(t.Context(), line, members)
	if err != nil {
		t.Fatal(err)
	}
	if p.Uses != "1.0.0" || len(p.Blocks) != 0 || p.Err() != nil || !slices.Equal(p.Older, []string{"beta"}) || !p.Releases[0].All {
		t.Errorf("%+v; want 1.0.0 and no blocks", p)
	}
	if r := p.Releases[1]; r.All || len(r.Blocks) != 1 || r.Blocks[0].Member != "gamma" || !strings.HasSuffix(r.Blocks[0].Why, "verifying failed") {
		t.Errorf("1.1.0: %+v; want gamma to block it", r)
	}
	for name, tt := range map[string]struct {
		line    string
		parties []string
		want    error
	}{
		"a line that is none":     {"tea", members, registry.ErrNotFound},
		"a member that is none":   {line, []string{"alpha", "omega"}, registry.ErrNotFound},
		"a member named twice":    {line, []string{"alpha", "beta", "beta"}, registry.ErrInvalid},
		"a line without activity": {"", members, registry.ErrNotFound},
	} {
		if p, err := w.pods["alpha"].Preflight(t.Context(), tt.line, tt.parties); !errors.Is(err, tt.want) {
			t.Errorf("%s: %+v, %v; want %v", name, p, err, tt.want)
		}
	}
}

func forget(version string) func(store.Tx) error {
	return func(tx store.Tx) error {
		d := digest(version)
		return tx.Delete("release", d[:])
	}
}

// impostor lets somebody answer for a member, with keys of a name and as a member.
func (w *world) impostor(of, keys, as string) {
	x, err := exchange.New(exchange.Config{Member: as, Keys: openWith{keysOf(w.t, keys), keysOf(w.t, of)}, Peers: w.peer, Store: w.pods[of].store})
	if err != nil {
		w.t.Fatal(err)
	}
	if as != of { // it cannot even open what is meant for another
		x2 := w.pods[as].exchange
		w.serve(of, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { x2.Answers(w.pods[as].Answer).ServeHTTP(rw, r) }))
		return
	}
	w.serve(of, x.Answers(w.pods[of].Answer))
}

// openWith signs with one's keys and opens with those of another.
type openWith struct {
	fixedKeys
	other fixedKeys
}

func (k openWith) PodPublic() [33]byte        { return k.other.PodPublic() }
func (k openWith) Exchange() *ecdh.PrivateKey { return k.other.x }

// older puts a pod in a member's place that takes messages and no questions.
func (w *world) older(member string) {
	w.serve(member, w.pods[member].exchange.Handler(nil))
}
