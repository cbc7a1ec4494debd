package plugins_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// slow returns a rule that runs until its gas is used up when it is asked with a
// command, and answers otherwise.
func slow(s *schema.Schema) []byte {
	a := goodAsm(s)
	a.funcs[1].code = join([]byte{0x20, 0}, i32c(4), []byte{0x4a, 0x04, 0x40}, forever, []byte{0x0b}, a.funcs[1].code)
	return a.bytes()
}

// occupy runs one slow call for each processor and returns when all run. The
// function it returns waits for them.
func occupy(t *testing.T, e *plugins.Engine, r plugins.Rules) (wait func()) {
	t.Helper()
	var wg sync.WaitGroup
	full := make(chan struct{})
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for again := true; again; { // the first may be done before the last begins
				if _, err := r.Apply(context.Background(), abi.Request{Command: command("longer")}); !errors.Is(err, registry.ErrInvalid) {
					t.Errorf("the slow call: %v", err)
					return
				}
				select {
				case <-full:
					again = false
				default:
				}
			}
		})
	}
	for e.Stats().Busy < runtime.GOMAXPROCS(0) {
		time.Sleep(100 * time.Microsecond)
	}
	close(full)
	return wg.Wait
}

// beyond occupies all and makes one call more. On a machine that is too busy to
// end its wait before the others are done, it begins again.
func beyond(t *testing.T, e *plugins.Engine, r plugins.Rules, ctx func(context.Context) (context.Context, context.CancelFunc)) (wait func(), err error) {
	t.Helper()
	for range 5 {
		wait = occupy(t, e, r)
		ctx, cancel := ctx(t.Context())
		_, err = r.Apply(ctx, abi.Request{})
		cancel()
		if err != nil {
			break
		}
		wait()
	}
	return wait, err
}

// Gas for a good part of a second of one processor.
var long = registry.Limits{Gas: 300_000_000}

// No more calls run than there are processors. Those beyond wait, as long as
// their context and the engine let them.
func TestPoolBounds(t *testing.T) {
	s := load(t, schemaSource)
	for name, tt := range map[string]struct {
		timeout time.Duration
		ctx     func(context.Context) (context.Context, context.CancelFunc)
		want    []error
		not     error
	}{
		"the engine's patience": {20 * time.Millisecond, func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithCancel(ctx)
		}, []error{registry.ErrTimeout}, context.DeadlineExceeded},
		"the caller's deadline": {0, func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeout(ctx, 20*time.Millisecond)
		}, []error{registry.ErrTimeout, context.DeadlineExceeded}, registry.ErrInvalid},
		"the caller's change of mind": {0, func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancelCause(ctx)
			time.AfterFunc(20*time.Millisecond, func() { cancel(errStops) })
			return ctx, func() { cancel(nil) }
		}, []error{errStops}, registry.ErrInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			e := engine(t, plugins.Config{CallTimeout: tt.timeout})
			r := open(t, e, slow(s), plugins.Spec{Schema: s, Limits: long})
			wait, err := beyond(t, e, r, tt.ctx)
			for _, want := range tt.want {
				if !errors.Is(err, want) {
					t.Errorf("%v, want %v", err, want)
				}
			}
			if errors.Is(err, tt.not) {
				t.Errorf("%v is %v", err, tt.not)
			}
			if busy := e.Stats().Busy; busy > runtime.GOMAXPROCS(0) {
				t.Errorf("%d instances are busy", busy)
			}
			wait()
			if got, err := r.Apply(t.Context(), abi.Request{}); err != nil || len(got.State) != 4 {
				t.Errorf("afterwards: %+v, %v", got, err)
			}
		})
	}
}

var errStops = errors.New("the pod stops")

// A caller who is gone before the call begins is not served; one who goes while
// it runs is answered.
func TestContext(t *testing.T) {
	s := load(t, schemaSource)
	e := engine(t, plugins.Config{})
	r := open(t, e, slow(s), plugins.Spec{Schema: s, Limits: long})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Apply(ctx, abi.Request{}); !errors.Is(err, context.Canceled) || errors.Is(err, registry.ErrInvalid) {
		t.Errorf("%v, want Canceled", err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, err := r.Apply(ctx, abi.Request{Command: command("longer")})
		ended <- err
	}()
	for e.Stats().Busy == 0 {
		time.Sleep(100 * time.Microsecond)
	}
	cancel()
	if err := <-ended; !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("%v, want what the call came to", err)
	}
}

// Idle instances go away, and come back when they are needed. One that is called
// now and then stays.
func TestPoolShrinks(t *testing.T) {
	s := load(t, schemaSource)
	const after = time.Minute
	e := engine(t, plugins.Config{IdleAfter: after})
	module := slow(s)
	r, err := e.Load(t.Context(), module, plugins.Spec{Digest: registry.DigestOf(module), Schema: s})
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		defer r.Close()
		for range 2 {
			for range 9 {
				if _, err := r.Apply(t.Context(), abi.Request{}); err != nil {
					t.Fatal(err)
				}
				time.Sleep(after * 2 / 3)
				synctest.Wait()
				if got := e.Stats(); got != (plugins.Stats{Rules: 1, Idle: 1}) {
					t.Fatalf("while it is called now and then: %+v", got)
				}
			}
			time.Sleep(2 * after)
			synctest.Wait()
			if got := e.Stats(); got != (plugins.Stats{Rules: 1}) {
				t.Errorf("after two minutes without a call: %+v", got)
			}
		}
	})
}

// Close waits for running calls, and calls after it fail.
func TestCloseWaits(t *testing.T) {
	s := load(t, schemaSource)
	e := engine(t, plugins.Config{})
	r := open(t, e, slow(s), plugins.Spec{Schema: s, Limits: registry.Limits{Gas: 300_000_000}})
	wait := occupy(t, e, r)
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if got := e.Stats(); got != (plugins.Stats{}) {
		t.Errorf("after Close the engine holds %+v", got)
	}
	wait()
	if _, err := r.Apply(t.Context(), abi.Request{}); !errors.Is(err, plugins.ErrClosed) {
		t.Errorf("%v, want ErrClosed", err)
	}
}

// An instance whose memory grew cannot be made as it was, and is not kept.
func TestGrownInstancesAreDropped(t *testing.T) {
	s := load(t, schemaSource)
	a := goodAsm(s)
	a.funcs[1].code = join([]byte{0x20, 0}, i32c(4), []byte{0x4a, 0x04, 0x40}, grow(1), drop, []byte{0x0b}, a.funcs[1].code)
	engines(t, func(t *testing.T, e *plugins.Engine) {
		r := open(t, e, a.bytes(), plugins.Spec{Schema: s})
		for _, tt := range []struct {
			q    abi.Request
			idle int
		}{{abi.Request{}, 1}, {abi.Request{Command: command("longer")}, 0}, {abi.Request{Command: command("longer")}, 0}, {abi.Request{}, 1}} {
			if got, err := r.Apply(t.Context(), tt.q); err != nil || len(got.State) != 4 {
				t.Errorf("%+v, %v", got, err)
			}
			if idle := e.Stats().Idle; idle != tt.idle {
				t.Errorf("%d instances are idle, want %d", idle, tt.idle)
			}
		}
	})
}

func TestClosedEngine(t *testing.T) {
	s := load(t, schemaSource)
	e, err := plugins.NewEngine(t.Context(), plugins.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(e.Close(t.Context()), e.Close(t.Context())); err != nil {
		t.Error(err)
	}
	module := goodAsm(s).bytes()
	if _, err := e.Load(t.Context(), module, plugins.Spec{Digest: registry.DigestOf(module), Schema: s}); !errors.Is(err, plugins.ErrClosed) || errors.Is(err, registry.ErrInvalid) {
		t.Errorf("%v, want ErrClosed", err)
	}
}
