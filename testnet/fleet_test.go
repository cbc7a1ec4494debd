package testnet_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/fleet"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// The pods of three members tell each other what they have, ask each other before
// a record is made, and retire a release when nobody needs it any more.
func TestFleet(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{NoFinisher: true})
	w.activate("1.0.0")
	parties := []string{"alpha", "beta"}
	ids := w.trade(rows(t, 2, parties...))
	for _, id := range ids {
		w.agreed(id, parties, anywhere)
	}

	t.Run("everybody serves it", func(t *testing.T) {
		for _, m := range w.Members() {
			r := w.fleet(m)
			for _, p := range r.Pods {
				if !p.Reached || len(p.Differs) != 0 || w.stage(&p, "1.0.0") != fleet.Runs {
					t.Errorf("%s sees %+v", m, p)
				}
			}
			want := 0
			if slices.Contains(parties, m) {
				want = 2
			}
			if h := r.Held[0]; h.Open != want || h.Life != fleet.Active {
				t.Errorf("%s holds %+v, want %d open", m, h, want)
			}
		}
		p, err := w.Client("alpha").Preflight(w.ctx(), crudetrade.Line, []string{"beta", "gamma"})
		if err != nil || p.Err() != nil || p.Uses != "1.0.0" || !p.Releases[0].All || len(p.Parties) != 3 {
			t.Errorf("preflight: %+v, %v", p, err)
		}
	})

	t.Run("one does not answer", func(t *testing.T) {
		w.StopPod("gamma")
		r := w.fleet("alpha")
		if g := r.Pods[2]; g.Reached || g.Seen == 0 || w.stage(&g, "1.0.0") != fleet.Runs || g.Error == "" {
			t.Errorf("gamma: %+v; want what it said last", g)
		}
		row := rows(t, 1, "beta", "gamma")[0]
		p, err := w.Client("beta").Preflight(w.ctx(), crudetrade.Line, []string{"gamma"})
		if err != nil || !errors.Is(p.Err(), registry.ErrUnreachable) || len(p.Blocks) != 1 || p.Blocks[0].Member != "gamma" {
			t.Errorf("preflight: %+v, %v", p, err)
		}
		_, err = w.create(row).wait()
		if refused(t, "a new record with gamma", err, registry.ErrUnreachable); err == nil || !strings.Contains(err.Error(), "gamma: its pod does not answer") {
			t.Errorf("it does not say who: %v", err)
		}
		if all := w.records("beta"); len(all) != 2 {
			t.Errorf("beta has %d records, want 2: nothing was to be written", len(all))
		}
		ids = append(ids, w.trade(rows(t, 1, "beta", "alpha"))...) // others go on
		if err := w.StartPod("gamma"); err != nil {
			t.Fatal(err)
		}
		w.until("gamma to take new records", func() bool {
			p, err := w.Client("beta").Preflight(w.ctx(), crudetrade.Line, []string{"gamma"})
			return err == nil && p.Err() == nil
		})
	})

	t.Run("one has not got it", func(t *testing.T) {
		w.publish("2.0.0")
		w.until("the pods to see it in the log", func() bool {
			return !slices.ContainsFunc(w.Members(), func(m string) bool { return len(w.fleet(m).Held) < 2 })
		})
		p, err := w.Client("alpha").Preflight(w.ctx(), crudetrade.Line, []string{"beta"})
		if err != nil || len(p.Releases) != 2 || p.Err() != nil {
			t.Fatalf("preflight: %+v, %v", p, err)
		}
		if r := p.Releases[1]; r.All || len(r.Blocks) != 2 || r.Blocks[1].Member != "beta" || !strings.Contains(r.Blocks[1].Why, `only at "known"`) {
			t.Errorf("2.0.0: %+v; want alpha and beta to block it", r)
		}
	})

	t.Run("retired", func(t *testing.T) { w.retire(t, ids) })
}

// retire moves the line to 2.0.0 with one record pinned, and retires 1.0.0 when
// everybody can do without.
func (w *world) retire(t *testing.T, ids []string) {
	old := crudetrade.Line + "@1.0.0"
	pin := func(pinned bool) {
		t.Helper()
		for _, m := range []string{"alpha", "beta"} {
			if err := w.Client(m).Pin(w.ctx(), ids[0], pinned); err != nil {
				t.Fatal(err)
			}
		}
	}
	_, err := w.Client("alpha").ReviewRetire(w.ctx(), old, "too early")
	refused(t, "retiring what is active", err, registry.ErrConflict)
	pin(true)
	c, err := w.Client("alpha").Propose(w.ctx(), api.Proposal{Line: crudetrade.Line, Version: "2.0.0", Reason: "test", RevertWindow: 1})
	if err != nil {
		t.Fatal(err)
	}
	w.approve(c.Hash, "alpha", "beta")
	w.await(c.Hash, "activated")
	for _, id := range ids[1:] { // the chain's clock goes on with its blocks
		if _, err := w.command("alpha", id, amendment).wait(); err != nil {
			t.Fatal(err)
		}
	}
	w.until("the revert window to be closed", func() bool {
		s, err := w.Client("gamma").Status(w.ctx())
		return err == nil && s.Time > w.change(c.Hash).RevertUntil
	})
	if h := w.fleet("alpha").Held[0]; h.Life != fleet.Draining || h.Pinned != 1 || h.Open != 1 {
		t.Errorf("1.0.0 at alpha: %+v; want it draining, its record pinned", h)
	}
	if h := w.fleet("gamma").Held[0]; h.Life != fleet.Drained {
		t.Errorf("1.0.0 at gamma: %+v; want it drained", h)
	}
	_, err = w.Client("alpha").ReviewRetire(w.ctx(), old, "nobody needs it")
	refused(t, "retiring what alpha still needs", err, registry.ErrRefused)
	if err == nil || !strings.Contains(err.Error(), "1 of them pinned") {
		t.Errorf("the reason: %v", err)
	}
	review, err := w.Client("gamma").ReviewRetire(w.ctx(), old, "nobody needs it")
	if err != nil {
		t.Fatal(err)
	}
	if len(review.Words) != 3 || !strings.Contains(review.Words[0], old+" is retired for ever") {
		t.Errorf("in words: %q", review.Words)
	}
	// Even when all have signed, the pod of a member that needs it does not carry it.
	signed := w.signed(review.Resolution, w.Members()...)
	_, err = w.Client("beta").Consent(w.ctx(), review.Resolution)
	refused(t, "beta signs while a record is pinned", err, registry.ErrRefused)
	refused(t, "alpha carries it", w.Client("alpha").Resolve(w.ctx(), signed), registry.ErrRefused)

	pin(false)
	w.finish("alpha", "beta")
	w.until("the records to leave", func() bool {
		return w.fleet("alpha").Held[0].Life == fleet.Drained && w.fleet("beta").Held[0].Life == fleet.Drained
	})
	keep := api.RetentionRequest{Line: crudetrade.Line, Version: "1.0.0", Until: time.Now().Add(time.Hour).Unix(), Reason: "the auditor is here"}
	if err := w.Client("beta").Retain(w.ctx(), keep); err != nil {
		t.Fatal(err)
	}
	_, err = w.Client("beta").Consent(w.ctx(), review.Resolution)
	refused(t, "beta signs while an auditor needs it", err, registry.ErrRefused)
	if _, err := w.Client("alpha").Consent(w.ctx(), review.Resolution); err != nil {
		t.Errorf("alpha keeps nothing any more: %v", err)
	}
	keep.Until, keep.Reason = time.Now().Add(-time.Hour).Unix(), "the auditor is done"
	if err := w.Client("beta").Retain(w.ctx(), keep); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Client("beta").Consent(w.ctx(), review.Resolution); err != nil {
		t.Errorf("after the retention: %v", err)
	}
	refused(t, "two of three signed", w.Client("gamma").Resolve(w.ctx(), w.signed(review.Resolution, "alpha", "gamma")), registry.ErrNotAllowed)
	if err := w.Client("gamma").Resolve(w.ctx(), signed); err != nil {
		t.Fatal(err)
	}
	w.until("all to see it retired", func() bool {
		return !slices.ContainsFunc(w.Members(), func(m string) bool { return w.fleet(m).Held[0].Life != fleet.Retired })
	})
	_, err = w.Client("alpha").ReviewRetire(w.ctx(), old, "again")
	refused(t, "retiring it twice", err, registry.ErrStale)
	refused(t, "carrying it twice", w.Client("gamma").Resolve(w.ctx(), signed), registry.ErrStale)
	for _, m := range w.Members() {
		w.audited(m)
	}
}

func (w *world) fleet(member string) fleet.Report {
	w.t.Helper()
	r, err := w.Client(member).Fleet(w.ctx())
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func (w *world) stage(p *fleet.Pod, version string) fleet.Stage {
	if p.Statement == nil {
		return ""
	}
	l := p.Statement.Line(crudetrade.Line)
	if l == nil || l.Release(version) == nil {
		return ""
	}
	return l.Release(version).Stage
}

// signed returns a resolution with the signatures of members.
func (w *world) signed(resolution json.RawMessage, members ...string) api.ResolutionRequest {
	w.t.Helper()
	var r typed.Resolution
	if err := json.Unmarshal(resolution, &r); err != nil {
		w.t.Fatal(err)
	}
	out := api.ResolutionRequest{Resolution: resolution}
	for _, m := range members {
		out.Signatures = append(out.Signatures, w.signature(m, common.Hash(r.Digest(testnet.Chain, w.Network().Consortium))))
	}
	return out
}
