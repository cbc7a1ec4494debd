package exchange_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
)

func TestOrderWithinARecord(t *testing.T) {
	d, alpha, bravo, in := pair(t)
	bravo.listen(t, d, in.receive)
	alpha.run(t)
	var wg sync.WaitGroup
	for record := range byte(10) {
		wg.Go(func() {
			for seq := range uint64(20) {
				alpha.send(t, "bravo", about(record, seq+1))
			}
		})
	}
	wg.Wait()
	eventually(t, func() bool { return alpha.outbox(t) == 0 })
	for record := range byte(10) {
		if got := in.sequences(record); !equal(got, ascending(20)) {
			t.Errorf("record %d arrived as %v", record, got)
		}
	}
}

// TestBrokenConnections has the way to bravo fail before, during and after
// every third request, so that messages are lost, repeated and late.
func TestBrokenConnections(t *testing.T) {
	d, alpha, bravo, in := pair(t)
	handler := bravo.Handler(in.receive)
	var n atomic.Int64
	bravo.serve(t, d, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch n.Add(1) % 9 {
		case 0: // lost before it was read
			panic(http.ErrAbortHandler)
		case 3: // dealt with, and the answer is lost
			handler.ServeHTTP(httptest.NewRecorder(), r)
			panic(http.ErrAbortHandler)
		case 6: // somebody else answers
			http.Error(w, "no such host", http.StatusForbidden)
		default:
			handler.ServeHTTP(w, r)
		}
	}))
	alpha.run(t)
	for seq := range uint64(20) {
		alpha.send(t, "bravo", about(1, seq+1), about(2, seq+1))
	}
	eventually(t, func() bool { return alpha.outbox(t) == 0 })
	for record := range byte(2) {
		if got := in.sequences(record + 1); !equal(got, ascending(20)) {
			t.Errorf("record %d arrived as %v", record+1, got)
		}
	}
	if dead, err := alpha.DeadLetters(t.Context()); err != nil || len(dead) != 0 {
		t.Errorf("dead letters %v, %v", dead, err)
	}
}

// TestReplayOutOfOrder hands old envelopes to bravo again, in another order.
func TestReplayOutOfOrder(t *testing.T) {
	d, alpha, bravo, in := pair(t)
	var (
		mu   sync.Mutex
		wire [][]byte
	)
	bravo.serve(t, d, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		mu.Lock()
		wire = append(wire, b)
		mu.Unlock()
		status, answer := post(bravo, b, in.receive)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	alpha.run(t)
	alpha.send(t, "bravo", about(1, 1), about(1, 2), about(1, 3))
	eventually(t, func() bool { return alpha.outbox(t) == 0 })
	for i := range wire {
		if status, answer := post(bravo, wire[len(wire)-1-i], in.receive); status != http.StatusNoContent {
			t.Errorf("status %d: %s", status, answer)
		}
	}
	if got := in.sequences(1); !equal(got, ascending(3)) {
		t.Errorf("effects: %v", got)
	}
}

// TestRestart enqueues without delivering, closes everything, and finds the
// same bytes go out.
func TestRestart(t *testing.T) {
	d := &directory{}
	dir := t.TempDir()
	bravo := newPod(t, d, "bravo", t.TempDir(), nil)
	in := &inbox{pod: bravo}
	alpha := newPod(t, d, "alpha", dir, nil)
	alpha.send(t, "bravo", about(1, 1), about(2, 1), about(1, 2))
	before := contents(t, alpha)
	if err := alpha.store.Close(); err != nil {
		t.Fatal(err)
	}
	alpha = newPod(t, d, "alpha", dir, nil)
	if diff := cmp.Diff(before, contents(t, alpha)); diff != "" {
		t.Fatal(diff)
	}
	bravo.listen(t, d, in.receive)
	alpha.run(t)
	alpha.send(t, "bravo", about(1, 3)) // numbers go on after a restart
	eventually(t, func() bool { return alpha.outbox(t) == 0 })
	if a, b := in.sequences(1), in.sequences(2); !equal(a, ascending(3)) || !equal(b, ascending(1)) {
		t.Errorf("arrived: %v and %v", a, b)
	}
}

func contents(t *testing.T, p *pod) (all []string) {
	t.Helper()
	err := p.store.View(t.Context(), func(tx store.Tx) error {
		return tx.Scan("exchange/outbox", nil, nil, func(k, v []byte) error {
			all = append(all, fmt.Sprintf("%x=%x", k, v))
			return nil
		})
	})
	if err != nil || len(all) == 0 {
		t.Fatalf("outbox: %d messages, %v", len(all), err)
	}
	return all
}

// TestRolledBackIsNotSent has a transaction fail after Send.
func TestRolledBackIsNotSent(t *testing.T) {
	d, alpha, bravo, in := pair(t)
	bravo.listen(t, d, in.receive)
	alpha.run(t)
	err := alpha.store.Update(t.Context(), func(tx store.Tx) error {
		if err := alpha.Send(tx, "bravo", "note", about(1, 1), nil); err != nil {
			return err
		}
		return errOnPurpose
	})
	if !errors.Is(err, errOnPurpose) {
		t.Fatal(err)
	}
	alpha.Wake()
	alpha.send(t, "bravo", about(1, 2))
	eventually(t, func() bool { return in.count() > 0 && alpha.outbox(t) == 0 })
	if got := in.sequences(1); !equal(got, []uint64{2}) {
		t.Errorf("arrived: %v", got)
	}
}

// TestSweep delivers what nobody called Wake for.
func TestSweep(t *testing.T) {
	d := &directory{}
	alpha := newPod(t, d, "alpha", t.TempDir(), func(c *exchange.Config) { c.Sweep = time.Millisecond })
	bravo := newPod(t, d, "bravo", t.TempDir(), nil)
	in := &inbox{pod: bravo}
	bravo.listen(t, d, in.receive)
	alpha.run(t)
	err := alpha.store.Update(t.Context(), func(tx store.Tx) error { return alpha.Send(tx, "bravo", "note", about(1, 1), nil) })
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, func() bool { return in.count() == 1 })
}

func TestReceiverDownThenUp(t *testing.T) {
	d := &directory{}
	// Once bravo answers again, nothing may wait for the long interval.
	alpha := newPod(t, d, "alpha", t.TempDir(), func(c *exchange.Config) { c.MinRetry, c.MaxRetry = time.Hour, time.Hour })
	bravo := newPod(t, d, "bravo", t.TempDir(), nil)
	in := &inbox{pod: bravo}
	s := bravo.listen(t, d, in.receive)
	s.Close()
	alpha.run(t)
	alpha.send(t, "bravo", about(1, 1), about(1, 2), about(2, 1))
	eventually(t, func() bool {
		q := alpha.Queues()
		return len(q) == 2 && q[0].Attempts == 1 && q[1].Attempts == 1
	})
	want := []exchange.Queue{
		{To: "bravo", Record: hexRecord(1), Messages: 2, Attempts: 1},
		{To: "bravo", Record: hexRecord(2), Messages: 1, Attempts: 1},
	}
	if diff := cmp.Diff(want, alpha.Queues(), cmpopts.IgnoreFields(exchange.Queue{}, "Reason")); diff != "" {
		t.Error(diff)
	}
	bravo.listen(t, d, in.receive)
	alpha.send(t, "bravo", about(3, 1)) // its success wakes the others
	eventually(t, func() bool { return alpha.outbox(t) == 0 })
	if got := in.sequences(1); !equal(got, ascending(2)) || in.count() != 4 {
		t.Errorf("arrived: %v of %d", got, in.count())
	}
	eventually(t, func() bool { return len(alpha.Queues()) == 0 })
}

func hexRecord(record byte) string { return fmt.Sprintf("0x%02x%062x", record, 0) }

// TestStaleThenOk has bravo ask for time, and others fail in ways that pass.
func TestStaleThenOk(t *testing.T) {
	for _, condition := range []error{registry.ErrStale, registry.ErrUnreachable, registry.ErrTimeout, errOnPurpose} {
		t.Run(condition.Error(), func(t *testing.T) {
			d, alpha, bravo, in := pair(t)
			in.before = func(exchange.Message) error {
				if in.calls.Load() <= 3 {
					return fmt.Errorf("not yet: %w", condition)
				}
				return nil
			}
			bravo.listen(t, d, in.receive)
			alpha.run(t)
			alpha.send(t, "bravo", about(1, 1), about(1, 2))
			eventually(t, func() bool { return alpha.outbox(t) == 0 })
			if got := in.sequences(1); !equal(got, ascending(2)) {
				t.Errorf("arrived: %v", got)
			}
			if n := in.calls.Load(); n != 5 {
				t.Errorf("%d calls, want 5", n)
			}
		})
	}
}

func TestDeadLetters(t *testing.T) {
	for _, condition := range []error{
		registry.ErrInvalid, registry.ErrRefused, registry.ErrNotAllowed, registry.ErrNotFound, registry.ErrConflict,
	} {
		t.Run(condition.Error(), func(t *testing.T) {
			d := &directory{}
			told := make(chan exchange.DeadLetter, 1)
			alpha := newPod(t, d, "alpha", t.TempDir(), func(c *exchange.Config) {
				c.Refused = func(tx store.Tx, d exchange.DeadLetter) error {
					told <- d
					return tx.Put("effect", []byte(d.ID), []byte(d.Code))
				}
			})
			bravo := newPod(t, d, "bravo", t.TempDir(), nil)
			in := &inbox{pod: bravo}
			var willing atomic.Bool
			in.before = func(m exchange.Message) error {
				if m.Binding.Sequence == 2 && !willing.Load() {
					return fmt.Errorf("the grade is not ours\nask the desk: %w", condition)
				}
				return nil
			}
			bravo.listen(t, d, in.receive)
			alpha.run(t)
			alpha.send(t, "bravo", about(1, 1), about(1, 2), about(1, 3))
			eventually(t, func() bool { return alpha.outbox(t) == 0 })
			if got := in.sequences(1); !equal(got, []uint64{1, 3}) {
				t.Errorf("arrived: %v", got)
			}
			dead, err := alpha.DeadLetters(t.Context())
			if err != nil || len(dead) != 1 {
				t.Fatalf("dead letters %v, %v", dead, err)
			}
			want := exchange.DeadLetter{
				Number: 2, To: "bravo", Kind: "note", Record: hexRecord(1), Sequence: 2, Release: about(1, 2).Release,
				Code: registry.ConditionOf(condition).Code, Reason: "the grade is not ours\nask the desk: " + condition.Error(),
			}
			if diff := cmp.Diff(want, dead[0], cmpopts.IgnoreFields(exchange.DeadLetter{}, "ID", "Queued", "Refused")); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(dead[0], <-told); diff != "" {
				t.Error(diff)
			}
			willing.Store(true)
			requeue(t, alpha, in)
		})
	}
}

// requeue sends the dead letter of TestDeadLetters once more.
func requeue(t *testing.T, alpha *pod, in *inbox) {
	t.Helper()
	if err := alpha.Requeue(t.Context(), 1); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("Requeue of what is no dead letter: %v", err)
	}
	if err := alpha.Requeue(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	eventually(t, func() bool { return alpha.outbox(t) == 0 })
	if got := in.sequences(1); !equal(got, []uint64{1, 3, 2}) {
		t.Errorf("arrived: %v", got)
	}
	dead, err := alpha.DeadLetters(t.Context())
	if err != nil || len(dead) != 0 {
		t.Errorf("dead letters %v, %v", dead, err)
	}
	if b, err := json.Marshal(dead); err != nil || string(b) != "[]" {
		t.Errorf("no dead letters are %s in JSON, %v", b, err)
	}
}

// TestStuckRecord has one record hang in the receiver and another refused for
// ever, while a hundred others pass.
func TestStuckRecord(t *testing.T) {
	d, alpha, bravo, in := pair(t)
	hang := make(chan struct{})
	in.before = func(m exchange.Message) error {
		switch m.Binding.Record[0] {
		case 200:
			<-hang
		case 201:
			return fmt.Errorf("never: %w", registry.ErrStale)
		}
		return nil
	}
	bravo.listen(t, d, in.receive)
	alpha.run(t)
	alpha.send(t, "bravo", about(200, 1), about(201, 1), about(200, 2), about(201, 2))
	for record := range byte(100) {
		alpha.send(t, "bravo", about(record, 1), about(record, 2))
	}
	eventually(t, func() bool { return alpha.outbox(t) == 4 })
	for record := range byte(100) {
		if got := in.sequences(record); !equal(got, ascending(2)) {
			t.Errorf("record %d: %v", record, got)
		}
	}
	if got := in.sequences(200); len(got) != 0 {
		t.Errorf("the stuck record: %v", got)
	}
	close(hang)
	eventually(t, func() bool { return alpha.outbox(t) == 2 })
	if got := in.sequences(200); !equal(got, ascending(2)) {
		t.Errorf("the record that was stuck: %v", got)
	}
}

// TestDeadPeer has one member's pod swallow everything, while another's answers.
func TestDeadPeer(t *testing.T) {
	d, alpha, bravo, in := pair(t)
	charlie := newPod(t, d, "charlie", t.TempDir(), nil)
	hang := make(chan struct{})
	charlie.serve(t, d, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-hang }))
	defer close(hang)
	bravo.listen(t, d, in.receive)
	alpha.run(t)
	for record := range byte(50) {
		alpha.send(t, "charlie", about(record, 1))
	}
	for record := range byte(50) {
		alpha.send(t, "bravo", about(record, 1))
	}
	eventually(t, func() bool { return in.count() == 50 && alpha.outbox(t) == 50 })
	alpha.halt() // while charlie is silent
}

func TestSendRefuses(t *testing.T) {
	d, alpha, _, _ := pair(t)
	bad := keysOf(t, "delta").peer("delta")
	bad.Exchange = make([]byte, 32) // the point of low order
	d.set(bad)
	for name, c := range map[string]struct {
		to, kind string
		want     error
	}{
		"itself":           {"alpha", "note", registry.ErrInvalid},
		"nobody":           {"", "note", registry.ErrInvalid},
		"a stranger":       {"zulu", "note", registry.ErrNotFound},
		"a bad key":        {"delta", "note", registry.ErrInvalid},
		"no kind":          {"bravo", "", registry.ErrInvalid},
		"kind with spaces": {"bravo", "a note", registry.ErrInvalid},
	} {
		err := alpha.store.Update(t.Context(), func(tx store.Tx) error { return alpha.Send(tx, c.to, c.kind, about(1, 1), nil) })
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestRunErrors(t *testing.T) {
	_, alpha, _, _ := pair(t)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 2)
	for range 2 {
		go func() { ended <- alpha.Run(ctx) }()
	}
	if err := <-ended; !errors.Is(err, registry.ErrConflict) {
		t.Errorf("the second of two: %v", err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("the first of two: %v", err)
	}
	if err := alpha.store.Close(); err != nil {
		t.Fatal(err)
	}
	if err := alpha.Run(t.Context()); err == nil {
		t.Error("Run on a closed store returned no error")
	}
}

func TestDamagedMessageIsSkipped(t *testing.T) {
	d, alpha, bravo, in := pair(t)
	bravo.listen(t, d, in.receive)
	err := alpha.store.Update(t.Context(), func(tx store.Tx) error {
		return tx.Put("exchange/outbox", make([]byte, 8), []byte("damaged"))
	})
	if err != nil {
		t.Fatal(err)
	}
	alpha.send(t, "bravo", about(1, 1))
	alpha.run(t)
	eventually(t, func() bool { return in.count() == 1 })
}

func TestNewRefuses(t *testing.T) {
	_, alpha, _, _ := pair(t)
	for name, change := range map[string]func(*exchange.Config){
		"no member": func(c *exchange.Config) { c.Member = "" },
		"no keys":   func(c *exchange.Config) { c.Keys = nil },
		"no peers":  func(c *exchange.Config) { c.Peers = nil },
		"no store":  func(c *exchange.Config) { c.Store = nil },
	} {
		c := alpha.config
		change(&c)
		if _, err := exchange.New(c); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkDeliver(b *testing.B) {
	d, alpha, bravo, in := pair(b)
	bravo.listen(b, d, func(ctx context.Context, m exchange.Message) error { return in.receive(ctx, m) })
	alpha.run(b)
	b.ResetTimer()
	for i := range b.N {
		alpha.send(b, "bravo", about(byte(i), uint64(i)))
	}
	eventually(b, func() bool { return in.count() == b.N })
}
