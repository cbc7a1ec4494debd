package plugins_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// Compiler and interpreter answer the same bytes for the same gas, also where Go
// asks for random numbers, and when a call breaks off.
func TestAgree(t *testing.T) {
	g := guest(t)
	auditor := plugins.Both(g.compiled, g.interpreted)
	for _, do := range []string{"random", "clock", "calls", "work", "no such thing", "panic", "exit", "grow"} {
		q := abi.Request{Command: command(do), Time: 1767225600, Sequence: 3, Seed: []byte(strings.Repeat("s", abi.SeedBytes))}
		want, wantErr := g.compiled.Apply(t.Context(), q)
		got, err := auditor.Apply(t.Context(), q)
		if _, ok := errors.AsType[*plugins.DisagreeError](err); ok || (err == nil) != (wantErr == nil) || cmp.Diff(want, got) != "" || got.Gas == 0 {
			t.Errorf("%s: %+v, %v; the compiler alone: %+v, %v", do, got, err, want, wantErr)
		}
	}
	old := []byte("\x0a\x02hi")
	up, err := auditor.Up(t.Context(), abi.Request{State: old})
	if err != nil {
		t.Fatal(err)
	}
	if down, err := auditor.Down(t.Context(), abi.Request{State: up.State}); err != nil || string(down.State) != string(old) {
		t.Errorf("down: %+v, %v", down, err)
	}
	if got, err := auditor.Check(t.Context(), abi.Request{State: up.State}); err != nil || got.Rejected() {
		t.Errorf("check: %+v, %v", got, err)
	}
	if !auditor.Has(abi.Up) || auditor.Snapshot() != g.compiled.Snapshot() {
		t.Error("the auditor is not about these rules")
	}
}

// A liar changes what rules say.
type liar struct {
	plugins.Rules
	lie      func(*plugins.Result, *error)
	snapshot registry.Digest
}

func (l liar) Apply(ctx context.Context, q abi.Request) (plugins.Result, error) {
	r, err := l.Rules.Apply(ctx, q)
	l.lie(&r, &err)
	return r, err
}

func (l liar) Snapshot() registry.Digest {
	if l.snapshot.IsZero() {
		return l.Rules.Snapshot()
	}
	return l.snapshot
}

func TestDisagree(t *testing.T) {
	s := load(t, schemaSource)
	good := open(t, engine(t, plugins.Config{}), goodAsm(s).bytes(), plugins.Spec{Schema: s})
	trap := goodAsm(s)
	trap.funcs[1].code = unreachable
	bad := open(t, engine(t, plugins.Config{}), trap.bytes(), plugins.Spec{Schema: s})
	none := func(*plugins.Result, *error) {}
	tests := []struct {
		name, want string
		one, two   plugins.Rules
	}{
		{"the truth", "", good, liar{good, none, registry.Digest{}}},
		{"state", "two says", good, liar{good, func(r *plugins.Result, _ *error) { r.State = []byte{0x08, 1} }, registry.Digest{}}},
		{"final", "two says", good, liar{good, func(r *plugins.Result, _ *error) { r.Final = true }, registry.Digest{}}},
		{"gas", "the gas is", good, liar{good, func(r *plugins.Result, _ *error) { r.Gas++ }, registry.Digest{}}},
		{"snapshot", "the snapshots are", good, liar{good, none, registry.DigestOf([]byte("x"))}},
		{"trap", `"trap"`, good, liar{bad, func(r *plugins.Result, _ *error) { r.Gas = 0 }, good.Snapshot()}},
		{"both trap", "", bad, liar{bad, none, registry.Digest{}}},
		{"another end", `"limit of gas"`, bad, liar{bad, func(_ *plugins.Result, err *error) { *err = &plugins.LimitError{What: plugins.LimitGas} }, registry.Digest{}}},
		{"other last words", "wrote", bad, liar{bad, func(_ *plugins.Result, err *error) { *err = &plugins.TrapError{Err: *err, Log: []byte("boo")} }, registry.Digest{}}},
	}
	for _, tt := range tests {
		for _, swap := range []bool{false, true} {
			one, two := tt.one, tt.two
			if swap {
				one, two = two, one
			}
			_, err := plugins.Both(one, two).Apply(t.Context(), abi.Request{})
			d, ok := errors.AsType[*plugins.DisagreeError](err)
			if ok != (tt.want != "") {
				t.Errorf("%s: %v", tt.name, err)
			}
			if ok && (!swap && !strings.Contains(err.Error(), tt.want) || d.Op != abi.Apply) {
				t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
			}
		}
	}
	// Who was not asked has no opinion.
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := plugins.Both(good, good).Apply(ctx, abi.Request{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want Canceled", err)
	}
	if _, err := plugins.Both(good, good).Up(t.Context(), abi.Request{}); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("%v, want ErrNotFound", err)
	}
}
