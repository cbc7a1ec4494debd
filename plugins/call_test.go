package plugins_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// Each case is the good rule with another nv_apply or other data. Those with a
// want fail with it; those without stand beside them.
func TestCall(t *testing.T) {
	s := load(t, schemaSource)
	n := uint32(len(noted))
	tests := []struct {
		name, want string
		change     func(*asm)
	}{
		{"good", "", func(*asm) {}},
		{"trap", "unreachable", func(a *asm) { a.funcs[1].code = unreachable }},
		{"division by zero", "integer divide by zero", func(a *asm) {
			a.funcs[1].code = join(i32c(1), i32c(0), []byte{0x6d}, drop, at(dataAt, n))
		}},
		{"load beyond memory", "out of bounds", func(a *asm) { a.funcs[1].code = join(load8(65536), drop, at(dataAt, n)) }},
		{"load at the end of memory", "", func(a *asm) { a.funcs[1].code = join(load8(65535), drop, at(dataAt, n)) }},
		{"endless recursion", "nest deeper than the limit of 1500", func(a *asm) { a.funcs[1].code = join([]byte{0x20, 0, 0x10, 1}) }},
		{"reply at the end of memory", "", func(a *asm) {
			a.funcs[1].code = join(i32c(65536-6), i32c(dataAt), i32c(6), []byte{0xfc, 10, 0, 0}, at(65536-6, 6))
		}},
		{"reply at an odd address", "", func(a *asm) {
			a.funcs[1].code = join(i32c(65529), i32c(dataAt), i32c(6), []byte{0xfc, 10, 0, 0}, at(65529, 6))
		}},
		{"reply beyond memory", "do not lie in memory", func(a *asm) { a.funcs[1].code = at(65536-5, 6) }},
		{"reply far beyond memory", "do not lie in memory", func(a *asm) { a.funcs[1].code = at(0xffffffff, 6) }},
		{"reply of 4 GiB", "over the limit", func(a *asm) { a.funcs[1].code = at(0, 0xffffffff) }},
		{"reply of 4 GiB at the end", "over the limit", func(a *asm) { a.funcs[1].code = at(0xffffffff, 0xffffffff) }},
		{"reply over the limit", "over the limit", func(a *asm) { a.funcs[1].code = at(0, 1025) }},
		{"empty reply", "neither a state nor reasons", func(a *asm) { a.funcs[1].code = at(dataAt, 0) }},
		{"reply cut short", "beyond the end", func(a *asm) { a.funcs[1].code = at(dataAt, n-1) }},
		{"reply with a byte too many", "out of range", func(a *asm) { a.funcs[1].code = at(dataAt, n+1) }},
		{"reply with an unknown field", "unknown field", func(a *asm) { a.data[0] = 0x3a }},
		{"state with an unknown field", "state: not canonical: unknown field 3", func(a *asm) { a.data[2] = 0x1a }},
		{"state that is not UTF-8", "field note", func(a *asm) { a.data[4] = 0xff }},
		{"state with a default", "field count: a default", func(a *asm) { a.data = []byte{0x0a, 2, 0x08, 0}; a.funcs[1].code = at(dataAt, 4) }},
		{"state in another order", "stands after", func(a *asm) { a.data = []byte{0x0a, 5, 0x12, 1, 'x', 0x08, 1}; a.funcs[1].code = at(dataAt, 7) }},
		{"state with a count", "", func(a *asm) { a.data = []byte{0x0a, 4, 0x08, 0xff, 0xff, 0x7f} }},
		{"state with a padded count", "not minimal", func(a *asm) { a.data = []byte{0x0a, 4, 0x08, 0xff, 0xff, 0x00} }},
		{"memory grows to its limit", "", func(a *asm) { a.funcs[1].code = join(grow(3), drop, load8(4*65536-1), drop, at(dataAt, n)) }},
		{"memory does not grow beyond", "4 pages of 64 KiB", func(a *asm) { a.funcs[1].code = join(grow(4), drop, load8(4*65536), drop, at(dataAt, n)) }},
		{"proc_exit", "exit code 7", func(a *asm) {
			a.imports = []asmImport{{abi.WASI, "proc_exit", 0, typeI32Void}}
			a.funcs[1].code = join(i32c(7), []byte{0x10, 0}, at(dataAt, n))
		}},
		{"proc_exit with the library's code for a deadline", "exit code 4026531839", func(a *asm) {
			a.imports = []asmImport{{abi.WASI, "proc_exit", 0, typeI32Void}}
			a.funcs[1].code = join(i32c(-0x10000001), []byte{0x10, 0}, at(dataAt, n))
		}},
	}
	engines(t, func(t *testing.T, e *plugins.Engine) {
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				a := goodAsm(s)
				a.data = bytes.Clone(a.data)
				tt.change(&a)
				r := open(t, e, a.bytes(), plugins.Spec{Schema: s, Limits: registry.Limits{ReplyBytes: 1024}})
				reply, err := r.Apply(t.Context(), abi.Request{Command: []byte{0x0a, 1, 'x'}})
				if tt.want == "" {
					if err != nil || len(reply.State) != 4 {
						t.Errorf("state %x, %v", reply.State, err)
					}
					return
				}
				wantInvalid(t, err)
				if !strings.Contains(err.Error(), tt.want) {
					t.Errorf("%v: want %q", err, tt.want)
				}
			})
		}
	})
}

func TestRequestsThatAreNotSent(t *testing.T) {
	s := load(t, schemaSource)
	a := goodAsm(s)
	a.funcs = append(a.funcs, asmFunc{string(abi.Check), typeI32I64, i64c(0)}, asmFunc{string(abi.Up), typeI32I64, i64c(0)})
	r := open(t, engine(t, plugins.Config{}), a.bytes(), plugins.Spec{Schema: s})
	ctx := t.Context()
	state := []byte{0x08, 1}
	tests := []struct {
		name, want string
		call       func(context.Context, abi.Request) (plugins.Result, error)
		request    abi.Request
	}{
		{"state not canonical", "state", r.Apply, abi.Request{State: []byte{0x08, 0}}},
		{"command not canonical", "command", r.Apply, abi.Request{Command: []byte{0x18, 1}}},
		{"time before 1970", "time", r.Apply, abi.Request{Time: -1}},
		{"short seed", "seed", r.Apply, abi.Request{Seed: make([]byte, 16)}},
		{"longer than the buffer", "do not fit the buffer", r.Apply, abi.Request{Actor: strings.Repeat("x", 1023)}},
		{"check of no state", "empty", r.Check, abi.Request{}},
		{"check with a command", "takes a command", r.Check, abi.Request{State: state, Command: []byte{0x0a, 1, 'x'}}},
		{"up without the schema before", "schema before", r.Up, abi.Request{State: state}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.call(ctx, tt.request)
			wantInvalid(t, err)
			if _, ok := errors.AsType[*plugins.RequestError](err); !ok || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v: want a RequestError with %q", err, tt.want)
			}
		})
	}
	if _, err := r.Check(ctx, abi.Request{State: state}); err != nil {
		t.Errorf("a good check: %v", err)
	}
	if _, err := r.Apply(ctx, abi.Request{Actor: strings.Repeat("x", 1021)}); err != nil {
		t.Errorf("a request as long as the buffer: %v", err)
	}
	if _, err := r.Down(ctx, abi.Request{State: state}); !errors.Is(err, registry.ErrNotFound) || r.Has(abi.Down) || !r.Has(abi.Up) {
		t.Errorf("nv_down, which is not offered: %v, want ErrNotFound", err)
	}
}

// counting increments a byte of memory and a digit of its reply at each call.
// If instances were shared the second call would answer "ol".
func TestCallsShareNothing(t *testing.T) {
	s := load(t, schemaSource)
	a := goodAsm(s)
	last := int32(dataAt + len(noted) - 1)
	a.funcs[1].code = join(i32c(last), load8(last), i32c(1), []byte{0x6a, 0x3a, 0, 0}, at(dataAt, uint32(len(noted))))
	engines(t, func(t *testing.T, e *plugins.Engine) {
		r := open(t, e, a.bytes(), plugins.Spec{Schema: s})
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for range 4 {
					reply, err := r.Apply(context.Background(), abi.Request{})
					if err != nil || string(reply.State[2:]) != "ol" {
						t.Errorf("state %q, %v", reply.State, err)
					}
				}
			})
		}
		wg.Wait()
	})
}

func TestReply(t *testing.T) {
	s := load(t, schemaSource)
	reason := abi.Reason{Code: "late", Message: "too late", Field: "note"}
	tests := []struct {
		name string
		want abi.Reply
	}{
		{"rejection", abi.Reply{Reasons: []abi.Reason{reason}}},
		{"closed with a document", abi.Reply{State: []byte{0x08, 1}, Final: true, Documents: []abi.Document{{Kind: "invoice", Number: "7", Summary: "sum"}}}},
	}
	e := engine(t, plugins.Config{})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := abi.EncodeReply(abi.Apply, tt.want)
			if err != nil {
				t.Fatal(err)
			}
			a := goodAsm(s)
			a.data, a.funcs[1].code = b, at(dataAt, uint32(len(b)))
			got, err := open(t, e, a.bytes(), plugins.Spec{Schema: s}).Apply(t.Context(), abi.Request{})
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, got.Reply); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}
