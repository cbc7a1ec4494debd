package plugins_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/wasi"
	"github.com/novation-dev/novation/registry"
)

// guestModule compiles testdata/guest once for the whole test binary.
var guestModule = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "guest")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "guest.wasm")
	cmd := exec.Command("go", "build", "-C", "testdata/guest", "-trimpath", "-buildmode=c-shared", "-o", out, ".")
	cmd.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "GOFLAGS=", "GOWORK=off", "CGO_ENABLED=0")
	if b, err := cmd.CombinedOutput(); err != nil {
		return nil, errors.New(string(b))
	}
	return os.ReadFile(out)
})

// A guestRule is the guest as both engines run it.
type guestRule struct {
	compiled, interpreted plugins.Rules
	module                []byte
	spec                  plugins.Spec
}

// guestRules are loaded once: the guest takes a second to compile. They live
// as long as the test binary.
var guestRules = sync.OnceValues(func() (g guestRule, err error) {
	module, err := guestModule()
	if err != nil {
		return g, err
	}
	if g.spec.Schema, err = loadSchema(schemaSource); err != nil {
		return g, err
	}
	if g.spec.Previous, err = loadSchema(previousSource); err != nil {
		return g, err
	}
	module, err = abi.AppendSection(module, abi.Section{
		Version: abi.Version, Descriptor: g.spec.Schema.Digest(), Buffer: abi.DefaultBuffer, MemoryPages: abi.DefaultMemoryPages,
	})
	if err != nil {
		return g, err
	}
	g.module, g.spec.Digest = module, registry.DigestOf(module)
	for _, on := range []struct {
		config plugins.Config
		rules  *plugins.Rules
	}{{plugins.Config{CacheDir: cacheDir, Interpreter: interpretGuest}, &g.compiled}, {plugins.Config{CacheDir: cacheDir, Interpreter: true}, &g.interpreted}} {
		e, err := plugins.NewEngine(context.Background(), on.config)
		if err != nil {
			return g, err
		}
		if *on.rules, err = e.Load(context.Background(), module, g.spec); err != nil {
			return g, err
		}
	}
	return g, nil
})

func guest(t testing.TB) guestRule {
	t.Helper()
	g, err := guestRules()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func command(do string) []byte { return append([]byte{0x0a, byte(len(do))}, do...) }

// note returns the note of a state.
func note(t *testing.T, r plugins.Result) string {
	t.Helper()
	if len(r.State) < 2 || r.State[0] != 0x12 {
		t.Fatalf("state %x has no note", r.State)
	}
	return string(r.State[2:])
}

func TestGuest(t *testing.T) {
	seed := []byte(strings.Repeat("s", abi.SeedBytes))
	tests := []struct{ do, want string }{
		{"calls", "1"}, // never 2
		// Package variables are set during initialisation, when the clock
		// stands at 0. Sleeping takes no time and is seen by both clocks.
		{"clock", "0 1767225600 1h30m0s 1h30m0s"},
		{"work", "10067281183633487188"},
		{"world", "0 0 true true EOF"},
		{"print", "printed"},
	}
	g := guest(t)
	for name, r := range map[string]plugins.Rules{"compiler": g.compiled, "interpreter": g.interpreted} {
		t.Run(name, func(t *testing.T) {
			for _, tt := range tests {
				for range 2 {
					reply, err := r.Apply(t.Context(), abi.Request{Command: command(tt.do), Time: 1767225600, Seed: seed})
					if err != nil {
						t.Fatalf("%s: %v", tt.do, err)
					}
					if got := note(t, reply); got != tt.want {
						t.Errorf("%s: %q, want %q", tt.do, got, tt.want)
					}
				}
			}
		})
	}
}

// Another seed gives other random numbers, and another time another clock: that
// answers repeat is no accident.
func TestGuestSeesItsRequest(t *testing.T) {
	r := guest(t).compiled
	ask := func(do string, q abi.Request) string {
		q.Command = command(do)
		reply, err := r.Apply(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		return note(t, reply)
	}
	a := ask("random", abi.Request{Seed: make([]byte, abi.SeedBytes)})
	b := ask("random", abi.Request{Seed: []byte(strings.Repeat("s", abi.SeedBytes))})
	if strings.Fields(a)[0] == strings.Fields(b)[0] {
		t.Errorf("two seeds gave %s", a)
	}
	if got := ask("clock", abi.Request{Time: 7}); !strings.HasPrefix(got, "0 7 ") {
		t.Errorf("at time 7 the clock shows %s", got)
	}
	if got := ask("calls", abi.Request{State: []byte{0x08, 1}}); got != "again 1" {
		t.Errorf("with a state it answers %q", got)
	}
}

func TestGuestConversions(t *testing.T) {
	r := guest(t).compiled
	old := []byte("\x0a\x02hi")
	up, err := r.Up(t.Context(), abi.Request{State: old})
	if d := cmp.Diff(abi.Reply{State: []byte("\x12\x02hi")}, up.Reply); err != nil || d != "" {
		t.Errorf("up: %v\n%s", err, d)
	}
	down, err := r.Down(t.Context(), abi.Request{State: up.State})
	if d := cmp.Diff(abi.Reply{State: old}, down.Reply); err != nil || d != "" {
		t.Errorf("down: %v\n%s", err, d)
	}
	if down, err = r.Down(t.Context(), abi.Request{State: []byte("\x12\x04long")}); err != nil || !down.Rejected() {
		t.Errorf("down of a state that does not fit: %+v, %v", down, err)
	}
	if got, err := r.Check(t.Context(), abi.Request{State: up.State}); err != nil || got.Rejected() {
		t.Errorf("check of a good state: %+v, %v", got, err)
	}
	if got, err := r.Check(t.Context(), abi.Request{State: []byte{0x08, 1}}); err != nil || !got.Rejected() || got.Reasons[0].Field != "note" {
		t.Errorf("check of a bad state: %+v, %v", got, err)
	}
	// Each schema is held to its own side.
	_, err = r.Up(t.Context(), abi.Request{State: up.State})
	wantInvalid(t, err)
	_, err = r.Down(t.Context(), abi.Request{State: old})
	wantInvalid(t, err)
}

func TestGuestBreaksOff(t *testing.T) {
	r := guest(t).compiled
	for do, want := range map[string]string{
		"panic": "on purpose",
		"exit":  "exit code 0",
	} {
		_, err := r.Apply(t.Context(), abi.Request{Command: command(do)})
		wantInvalid(t, err)
		trap, ok := errors.AsType[*plugins.TrapError](err)
		if !ok || !strings.Contains(err.Error(), want) || len(trap.Log) > wasi.MaxLog {
			t.Errorf("%s: %v: want a TrapError with %q", do, err, want)
		}
	}
	for do, want := range map[string]plugins.Limit{"grow": plugins.LimitMemory, "loop": plugins.LimitGas} {
		result, err := r.Apply(t.Context(), abi.Request{Command: command(do)})
		wantInvalid(t, err)
		limit, ok := errors.AsType[*plugins.LimitError](err)
		if !ok || limit.What != want || len(result.State) > 0 || result.Gas == 0 {
			t.Errorf("%s: %+v, %v: want a LimitError of %s", do, result, err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Apply(ctx, abi.Request{Command: command("loop")}); !errors.Is(err, context.Canceled) || errors.Is(err, registry.ErrInvalid) {
		t.Errorf("loop: %v, want Canceled", err)
	}
	got, err := r.Apply(t.Context(), abi.Request{Command: command("no such thing")})
	if d := cmp.Diff(abi.Reply{Reasons: []abi.Reason{{Code: "refused"}}}, got.Reply); err != nil || d != "" {
		t.Errorf("a rejection is an answer: %v\n%s", err, d)
	}
}

func BenchmarkGuestApply(b *testing.B) {
	r := guest(b).compiled
	for b.Loop() {
		if _, err := r.Apply(b.Context(), abi.Request{Command: command("calls")}); err != nil {
			b.Fatal(err)
		}
	}
}
