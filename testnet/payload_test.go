package testnet_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/decision"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

func cancellable(t *testing.T) (context.Context, context.CancelFunc) {
	return context.WithCancel(context.WithoutCancel(t.Context()))
}

// A commanded is a command that was given and is waited for.
type commanded struct {
	ticket decision.Ticket
	err    error
	done   chan struct{}
}

func (c *commanded) wait() (decision.Ticket, error) {
	<-c.done
	return c.ticket, c.err
}

func (w *world) later(fn func() (decision.Ticket, error)) *commanded {
	c := &commanded{done: make(chan struct{})}
	go func() {
		defer close(c.done)
		c.ticket, c.err = fn()
	}()
	return c
}

// command gives a command and does not wait.
func (w *world) command(member, id, json string) *commanded {
	return w.later(func() (decision.Ticket, error) { return w.Client(member).Command(w.ctx(), id, 0, []byte(json)) })
}

// create begins a record and does not wait.
func (w *world) create(row api.Row) *commanded {
	return w.later(func() (decision.Ticket, error) {
		return w.Client(row.Parties[0]).Create(w.ctx(), api.NewRecord{Line: crudetrade.Line, Parties: row.Parties, Command: row.Command})
	})
}

const (
	cancelled = `{"cancel":{"reason":"recapped in error"}}`
	completed = `{"complete":{}}`
)

// What goes between alpha and beta is held up, repeated, comes out of order and
// gets lost.
func TestPayloads(t *testing.T) {
	t.Parallel()
	w := start(t, testnet.Config{Elsewhere: []string{"alpha", "beta"}})
	toBeta, chain := newTap(t, w.url("beta")), newTap(t, w.Network().Node)
	betaOnTap := func(n *pod.Network) { n.Node = chain.url }
	stopAlpha := w.runPod("alpha", w.through("beta", toBeta))
	stopBeta := w.runPod("beta", betaOnTap)
	w.activate("1.0.0")
	parties := []string{"alpha", "beta"}
	trades := rows(t, 10, parties...)
	ids := w.trade(trades[:4])

	t.Run("replayed", func(t *testing.T) {
		before := w.agreed(ids[0], parties, anywhere)
		var wg sync.WaitGroup
		for _, p := range toBeta.envelopes() {
			wg.Go(func() {
				if got := post(t, w.url("beta"), p.envelope); got != http.StatusNoContent && p.status == http.StatusNoContent {
					t.Errorf("a message sent again: status %d, want 204: it was dealt with", got)
				}
			})
		}
		wg.Wait()
		e := toBeta.envelopes()[0].envelope
		if got := post(t, w.url("gamma"), e); got != http.StatusUnprocessableEntity {
			t.Errorf("a message for beta sent to gamma: status %d, want 422", got)
		}
		changed := append([]byte{}, e...)
		changed[len(changed)-80] ^= 1
		if got := post(t, w.url("beta"), changed); got != http.StatusForbidden {
			t.Errorf("a message with one changed bit: status %d, want 403", got)
		}
		if got := post(t, w.url("beta"), e[:40]); got != http.StatusBadRequest {
			t.Errorf("half a message: status %d, want 400", got)
		}
		same(t, "the record", before, w.agreed(ids[0], parties, anywhere))
	})

	t.Run("out of order", func(t *testing.T) {
		chain.close(true) // beta does not see what becomes final
		first, err := w.create(trades[4]).wait()
		if err != nil {
			t.Fatal(err)
		}
		id := first.Record.String()
		seen := len(toBeta.envelopes())
		second := w.command("alpha", id, cancelled)
		w.until("sequence 2 sent before 1 is final at beta", func() bool {
			for _, p := range toBeta.envelopes()[seen:] {
				if p.status == http.StatusConflict {
					return true
				}
			}
			return false
		})
		if got := w.record("alpha", id).Pending; got != "sequence 2 waits for the endorsement of beta" {
			t.Errorf("pending %q", got)
		}
		chain.close(false)
		if _, err := second.wait(); err != nil {
			t.Fatal(err)
		}
		if at := w.agreed(id, parties, anywhere); at.Sequence != 2 || at.Status != "closed" {
			t.Errorf("the record is at %+v", at)
		}
	})

	t.Run("missing", func(t *testing.T) {
		chain.close(true)
		first, err := w.create(trades[5]).wait()
		if err != nil {
			t.Fatal(err)
		}
		id := first.Record.String()
		stopBeta()
		w.inStore("beta", func(s *boltstore.Store) error {
			return s.Update(t.Context(), func(tx store.Tx) error { return record.DropCandidates(tx, first.Record, ^uint64(0)) })
		})
		stopAlpha() // nobody can send it again
		chain.close(false)
		stopBeta = w.runPod("beta", betaOnTap)
		w.until("the record to be blocked", func() bool { return strings.Contains(w.recordOrNone("beta", id).Blocked, "asked") })
		_, err = w.command("beta", id, cancelled).wait()
		refused(t, "a command for a blocked record", err, registry.ErrConflict)
		w.trade(rows(t, 1, "beta", "gamma")) // others go on
		stopAlpha = w.runPod("alpha", w.through("beta", toBeta))
		if at := w.agreed(id, parties, anywhere); at.Sequence != 1 {
			t.Errorf("the record is at %+v", at)
		}
		w.audited("beta")
	})

	t.Run("pod down", func(t *testing.T) {
		stopBeta()
		c := w.command("alpha", ids[1], completed)
		w.until("the proposal", func() bool { return w.record("alpha", ids[1]).Pending != "" })
		stopBeta = w.runPod("beta", betaOnTap)
		if _, err := c.wait(); err != nil {
			t.Fatal(err)
		}
		w.agreed(ids[1], parties, func(p place) bool { return p.Sequence == 3 })
	})

	t.Run("stale epoch", func(t *testing.T) {
		toBeta.close(true)
		c := w.command("alpha", ids[2], completed)
		w.until("the proposal", func() bool { return w.record("alpha", ids[2]).Pending != "" })
		w.activate("1.1.0")
		toBeta.close(false)
		if _, err := c.wait(); err != nil {
			t.Fatal(err)
		}
		w.agreed(ids[2], parties, func(p place) bool { return p.Sequence == 3 })
		h, err := w.Client("beta").History(w.ctx(), ids[2])
		if err != nil || h[2].Version != "1.1.0" || h[2].Epoch != 2 {
			t.Errorf("history %+v, %v; want the last decision under 1.1.0 at epoch 2", h, err)
		}
	})

	t.Run("created for a Book that is left", func(t *testing.T) {
		toBeta.close(true)
		c := w.create(trades[6])
		w.until("the proposal", func() bool { return len(w.records("alpha")) == 7 })
		w.activate("2.0.0")
		toBeta.close(false)
		// The line has another schema now, in which the command has no meaning.
		_, err := c.wait()
		refused(t, "a command in the words of 1.x", err, registry.ErrInvalid)
		if got := len(w.records("alpha")); got != 6 {
			t.Errorf("alpha has %d records, want 6: the one that did not come to be is gone", got)
		}
	})

	for _, m := range w.Members() {
		for _, r := range w.records(m) {
			w.agreed(r.ID, r.Parties, func(p place) bool { return p.Status == "closed" || p.Version == "2.0.0" })
		}
		w.audited(m)
		if s, err := w.Client(m).Status(w.ctx()); err != nil || s.Undeliverable != 0 || s.Quarantine != "" {
			t.Errorf("pod of %s: %+v, %v", m, s, err)
		}
	}
}

func (w *world) url(member string) string {
	m, err := w.Network().Member(member)
	if err != nil {
		w.t.Fatal(err)
	}
	return m.URL
}

// records returns all records of a pod.
func (w *world) records(member string) []api.Record {
	w.t.Helper()
	all, err := w.Client(member).Records(w.ctx(), crudetrade.Line)
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

// recordOrNone returns a record, or an empty one while it cannot be read.
func (w *world) recordOrNone(member, id string) api.Record {
	r, err := w.Client(member).Record(w.ctx(), id)
	if err != nil {
		return api.Record{}
	}
	return r
}
