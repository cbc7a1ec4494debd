package submit_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/registry"
)

// A fickle signer is away, or lies, until it is told otherwise.
type fickle struct {
	signer.Signer
	state atomic.Pointer[string]
	asked atomic.Int32
}

func (f *fickle) SignTransaction(ctx context.Context, tx *types.Transaction) (*types.Transaction, error) {
	f.asked.Add(1)
	switch *f.state.Load() {
	case "away":
		return nil, fmt.Errorf("the signer does not answer: %w", registry.ErrUnreachable)
	case "lies":
		return nil, fmt.Errorf("the signer returned something else: %w", registry.ErrRefused)
	}
	return f.Signer.SignTransaction(ctx, tx)
}

// While whoever signs cannot be reached, or is not to be believed, transactions
// wait where they are: nothing is sent, nothing is lost, also over a restart.
func TestSignerAway(t *testing.T) {
	r := newRig(t)
	r.account("a")
	f := &fickle{Signer: signer.Local(r.keys["a"])}
	r.signer = func(context.Context, string) (signer.Signer, error) { return f, nil }
	away, lies, back := "away", "lies", "back"
	f.state.Store(&away)
	r.run()
	r.queue(submit.Entry{Key: "a", To: nowhere, Ref: "first"}, submit.Entry{Key: "a", To: nowhere, Ref: "second"})
	for _, state := range []*string{&away, &lies} {
		f.state.Store(state)
		r.run() // a restart
		for before := f.asked.Load(); f.asked.Load() < before+2; {
			time.Sleep(5 * time.Millisecond)
		}
		if left := r.pending(); len(left) != 2 || left[0].Raw != nil || left[1].Raw != nil {
			t.Fatalf("while it %s: %+v", *state, left)
		}
		if n := r.nonce("a"); n != 0 {
			t.Fatalf("while it %s, %d transactions were sent", *state, n)
		}
	}
	f.state.Store(&back)
	for _, want := range []string{"first", "second"} {
		if e := r.next(); e.e.Ref != want || e.r.Err != nil {
			t.Errorf("%+v, want the end of %s", e, want)
		}
	}
}

// A signer of another account than the entry's is not asked.
func TestSignerOfAnother(t *testing.T) {
	r := newRig(t)
	r.account("a")
	r.account("b")
	quiet := ""
	f := &fickle{Signer: signer.Local(r.keys["b"])}
	f.state.Store(&quiet)
	called := make(chan struct{}, 100)
	r.signer = func(context.Context, string) (signer.Signer, error) {
		called <- struct{}{}
		return f, nil
	}
	r.run()
	r.queue(submit.Entry{Key: "a", To: nowhere, Ref: "first"})
	<-called
	<-called // it is tried again
	if left := r.pending(); len(left) != 1 || left[0].Raw != nil || f.asked.Load() != 0 {
		t.Errorf("waiting: %+v, and the signer was asked %d times", left, f.asked.Load())
	}
}
