package fleet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
)

// bucket keeps, under the id of a member, what its pod said last.
const bucket = "fleet"

// kindStanding is the kind of the question for a statement.
const kindStanding = "standing"

// keepEvery is how often what a pod says is put into the store, at most.
const keepEvery = 10 * time.Second

// A question asks a pod for its statement.
type question struct {
	Format     int            `json:"format"`
	Consortium common.Address `json:"consortium"`
}

// Seen is the last answer of a pod.
type Seen struct {
	Statement *Statement `json:"statement"`
	// At is when it came, by the clock of the pod that asked.
	At time.Time `json:"at"`
}

// Answer answers the question of another member's pod.
func (f *Fleet) Answer(ctx context.Context, m exchange.Message) ([]byte, error) {
	if m.Kind != kindStanding {
		return nil, fmt.Errorf("this pod does not know questions of kind %q: %w", m.Kind, registry.ErrNotFound)
	}
	if err := m.Expect(f.binding()); err != nil {
		return nil, err
	}
	var q question
	if err := json.Unmarshal(m.Body, &q); err != nil {
		return nil, fmt.Errorf("reading the question of %s: %v: %w", m.From, err, registry.ErrInvalid)
	}
	switch {
	case q.Format != Format:
		return nil, fmt.Errorf("the question of %s has format %d, this pod knows %d: %w", m.From, q.Format, Format, registry.ErrNotFound)
	case q.Consortium != f.cfg.Consortium:
		return nil, fmt.Errorf("the question of %s is about consortium %s, this is %s: %w", m.From, q.Consortium, f.cfg.Consortium, registry.ErrRefused)
	}
	s, err := f.Statement(ctx, false)
	if err != nil {
		return nil, err
	}
	return s.Encode(), nil
}

// binding is what questions and answers are about.
func (f *Fleet) binding() exchange.Binding { return exchange.Binding{ChainID: f.cfg.Chain} }

// ask returns what the pod of a member says of itself: what it said less than
// fresh ago, or what it answers now. Those who ask the same at once ask once.
func (f *Fleet) ask(ctx context.Context, member string, fresh time.Duration) (Seen, error) {
	if s, ok := f.recent(member, fresh); ok {
		return s, nil
	}
	answer := f.asking.DoChan(member, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), f.cfg.Deadline)
		defer cancel()
		s, err := f.question(ctx, member)
		f.mu.Lock()
		defer f.mu.Unlock()
		f.silent[member] = err != nil
		return s, err
	})
	select {
	case a := <-answer:
		if a.Err != nil {
			return Seen{}, a.Err
		}
		return a.Val.(Seen), nil
	case <-ctx.Done():
		return Seen{}, fmt.Errorf("waiting for the pod of %s: %w", member, registry.ErrTimeout)
	}
}

// question asks the pod of a member, and remembers what it says.
func (f *Fleet) question(ctx context.Context, member string) (Seen, error) {
	q, err := json.Marshal(question{Format, f.cfg.Consortium})
	if err != nil {
		return Seen{}, err
	}
	b, err := f.cfg.Exchange.Ask(ctx, member, kindStanding, f.binding(), q)
	if err != nil {
		return Seen{}, err
	}
	st, err := ParseStatement(b, member)
	if err != nil {
		return Seen{}, err
	}
	return f.remember(ctx, member, Seen{st, time.Now()}), nil
}

// recent returns what a pod said less than fresh ago, unless it was asked since
// and did not answer.
func (f *Fleet) recent(member string, fresh time.Duration) (Seen, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.seen[member]
	ago := time.Since(s.At)
	return s, s.Statement != nil && !f.silent[member] && ago >= 0 && ago < fresh
}

func (f *Fleet) last(member string) Seen {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seen[member]
}

// remember keeps an answer, now and then beyond a restart. That it could not be
// stored does not make it less true.
func (f *Fleet) remember(ctx context.Context, member string, s Seen) Seen {
	f.mu.Lock()
	f.seen[member] = s
	due := time.Since(f.saved[member]) >= keepEvery
	if due {
		f.saved[member] = s.At
	}
	f.mu.Unlock()
	if !due {
		return s
	}
	b, err := json.Marshal(s)
	if err == nil {
		err = f.cfg.Store.Update(ctx, func(tx store.Tx) error { return tx.Put(bucket, memberKey(member), b) })
	}
	if err != nil {
		f.cfg.Log.WarnContext(ctx, "keeping what a pod said of itself", "member", member, "error", err)
	}
	return s
}

func memberKey(member string) []byte { return []byte("member/" + member) }

// load reads what was kept. What is damaged was only the last word of another
// pod: it is asked again.
func (f *Fleet) load(ctx context.Context) error {
	return f.cfg.Store.View(ctx, func(tx store.Tx) error {
		for _, m := range f.cfg.Members {
			b, err := tx.Get(bucket, memberKey(m))
			if err != nil {
				return err
			}
			if s, err := parseSeen(b, m); err == nil {
				f.seen[m] = s
			}
		}
		return nil
	})
}

func parseSeen(b []byte, member string) (Seen, error) {
	var s struct {
		Statement json.RawMessage
		At        time.Time
	}
	if b == nil {
		return Seen{}, registry.ErrNotFound
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return Seen{}, fmt.Errorf("what is kept of the pod of %s: %v: %w", member, err, registry.ErrInvalid)
	}
	st, err := ParseStatement(s.Statement, member)
	return Seen{st, s.At}, err
}

// older reports whether a pod does not know the question, which is no fault.
func older(err error) bool { return errors.Is(err, registry.ErrNotFound) }
