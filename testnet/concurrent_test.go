package testnet_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/testnet"
)

// ended is how long both of two commands may take to end.
const ended = 30 * time.Second

// Both parties command the same record at the same moment, right after an
// activation, so that both want to novate it first; then the finishers want to,
// too. Every command is final or refused with a reason, none hangs, and both
// pods end in the same place.
func TestBothPartiesAtOnce(t *testing.T) {
	t.Parallel()
	parties := []string{"alpha", "beta"}
	w := start(t, testnet.Config{NoFinisher: true})
	w.activate("1.0.0")
	ids := w.trade(rows(t, 12, parties...))
	w.activate("2.0.0")
	first, second := ids[:6], ids[6:]
	w.together(first, parties, amendment, 1)
	w.finish(parties...)
	w.together(second, parties, amendment, 1)
	// Only who did not propose it can accept it.
	w.together(ids, parties, `{"accept_amendment":{}}`, 1)
	w.together(ids, parties, `{"cancel":{"reason":"both changed their minds"}}`, 1)
	for _, m := range parties {
		w.audited(m)
	}
}

const amendment = `{"amend":{"reason":"port works","changes":[{"field":"payment_days","value":"52"}]}}`

// together has both parties give the same command for every record at once. As
// many of each two as want must become final.
func (w *world) together(ids, parties []string, command string, want int) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), ended)
	defer cancel()
	errs := make([]error, 2*len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		for j, m := range parties {
			wg.Go(func() { _, errs[2*i+j] = w.Client(m).Command(ctx, id, 0, []byte(command)) })
		}
	}
	wg.Wait()
	for i, id := range ids {
		final := 0
		for j, err := range errs[2*i : 2*i+2] {
			switch {
			case err == nil:
				final++
			case !errors.Is(err, registry.ErrRefused) && !errors.Is(err, registry.ErrConflict) && !errors.Is(err, registry.ErrStale):
				w.t.Errorf("record %s, %s: %v; want it final, or refused", id, parties[j], err)
			}
		}
		if final != want {
			w.t.Errorf("record %s: %d commands of two became final, want %d: %v", id, final, want, errs[2*i:2*i+2])
		}
	}
	for _, id := range ids {
		w.agreed(id, parties, under("2.0.0"))
	}
}
