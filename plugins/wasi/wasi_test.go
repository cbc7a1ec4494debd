package wasi_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"

	"github.com/novation-dev/novation/plugins/wasi"
	"github.com/novation-dev/novation/registry"
)

// A guest has two pages of memory and a function for each of the shim, which
// passes its parameters on.
type guest struct {
	t     *testing.T
	mod   api.Module
	state *wasi.State
	ctx   context.Context
}

func newGuest(t *testing.T) *guest {
	t.Helper()
	ctx := t.Context()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	t.Cleanup(func() { _ = r.Close(context.Background()) })
	if err := wasi.Instantiate(ctx, r); err != nil {
		t.Fatal(err)
	}
	g := &guest{t: t, state: wasi.NewState(nil)}
	g.ctx = g.state.Context(ctx)
	var err error
	if g.mod, err = r.Instantiate(g.ctx, relay()); err != nil {
		t.Fatal(err)
	}
	return g
}

// relay assembles the module.
func relay() []byte {
	all := wasi.Functions()
	names := slices.Sorted(maps.Keys(all))
	n := byte(len(names))
	types, imports, funcs, exports, code := []byte{n}, []byte{n}, []byte{n}, []byte{n + 1}, []byte{n}
	for i, name := range names {
		f := all[name]
		types = append(append(types, 0x60), vec(f.Params)...)
		types = append(types, vec(f.Results)...)
		imports = append(append(imports, vec([]byte(wasi.ModuleName))...), vec([]byte(name))...)
		imports = append(imports, 0, byte(i))
		funcs = append(funcs, byte(i))
		exports = append(append(exports, vec([]byte(name))...), 0, n+byte(i))
		body := []byte{0}
		for p := range f.Params {
			body = append(body, 0x20, byte(p))
		}
		code = append(code, vec(append(body, 0x10, byte(i), 0x0b))...)
	}
	exports = append(append(exports, vec([]byte("memory"))...), 2, 0)
	out := []byte("\x00asm\x01\x00\x00\x00")
	for _, s := range []struct {
		id      byte
		content []byte
	}{{1, types}, {2, imports}, {3, funcs}, {5, []byte{1, 0, 2}}, {7, exports}, {10, code}} {
		out = append(append(out, s.id), vec(s.content)...)
	}
	return out
}

func vec(b []byte) []byte { return append(binary.AppendUvarint(nil, uint64(len(b))), b...) }

// call returns the errno of a function.
func (g *guest) call(name string, params ...uint64) uint64 {
	g.t.Helper()
	out, err := g.mod.ExportedFunction(name).Call(g.ctx, params...)
	if err != nil {
		g.t.Fatalf("%s: %v", name, err)
	}
	return out[0]
}

func (g *guest) read(ptr, n uint32) []byte {
	b, ok := g.mod.Memory().Read(ptr, n)
	if !ok {
		g.t.Fatalf("%d bytes at %d are not in memory", n, ptr)
	}
	return bytes.Clone(b)
}

func (g *guest) clock(id uint64) uint64 {
	g.t.Helper()
	if e := g.call("clock_time_get", id, 0, 64); e != 0 {
		g.t.Fatalf("clock %d: errno %d", id, e)
	}
	return binary.LittleEndian.Uint64(g.read(64, 8))
}

const size = 2 << 16 // of memory

func TestRandomStream(t *testing.T) {
	g := newGuest(t)
	stream := func(seed []byte) []byte {
		var out []byte
		for i := range 4 {
			b := append([]byte("novation/wasi/random/v1\x00"), seed...)
			sum := sha256.Sum256(binary.BigEndian.AppendUint64(b, uint64(i)))
			out = append(out, sum[:]...)
		}
		return out
	}
	read := func() (out []byte) { // in pieces that do not fit the blocks
		for _, n := range []uint64{1, 31, 33, 0, 60} {
			if e := g.call("random_get", 1000, n); e != 0 {
				t.Fatalf("errno %d", e)
			}
			out = append(out, g.read(1000, uint32(n))...)
		}
		return out
	}
	if got := read(); !bytes.Equal(got, stream(nil)[:125]) {
		t.Errorf("during initialisation %x", got)
	}
	seed := bytes.Repeat([]byte{7}, 32)
	for range 2 { // a call starts the stream again
		g.state.Begin(1, seed)
		if got := read(); !bytes.Equal(got, stream(seed)[:125]) {
			t.Errorf("during the call %x", got)
		}
	}
	// Frozen: decisions of years ago depend on it.
	g.state.Begin(0, nil)
	if got, want := hex.EncodeToString(read()[:16]), "1b940d399dd9041802d160d1dc9fd69b"; got != want {
		t.Errorf("stream begins %s, want %s", got, want)
	}
}

func TestRandomIsBounded(t *testing.T) {
	g := newGuest(t)
	for range wasi.MaxRandom / (1 << 16) {
		if e := g.call("random_get", 0, 1<<16); e != 0 {
			t.Fatalf("errno %d", e)
		}
	}
	if _, err := g.mod.ExportedFunction("random_get").Call(g.ctx, 0, 1); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("%v, want ErrInvalid", err)
	}
	g.state.Begin(0, nil)
	if e := g.call("random_get", 0, 1); e != 0 {
		t.Errorf("a new phase: errno %d", e)
	}
}

func TestClocks(t *testing.T) {
	g := newGuest(t)
	const s = uint64(1e9)
	check := func(when string, real, mono uint64) {
		t.Helper()
		if got := g.clock(0); got != real {
			t.Errorf("%s: realtime %d, want %d", when, got, real)
		}
		if got := g.clock(1); got != mono {
			t.Errorf("%s: monotonic %d, want %d", when, got, mono)
		}
	}
	check("initialisation", 0, s+1000)
	check("read again", 0, s+2000)
	g.sleep(t, 7200*s)
	check("after a long sleep", 7200*s, 3600*s) // never past the begin of the call
	g.state.Begin(1767225600, nil)
	check("call", 1767225600*s, 3600*s+1000)
	g.sleep(t, 5)
	check("after a short sleep", 1767225600*s+5, 3600*s+2005)
	g.sleep(t, math.MaxUint64)
	check("at the end of time", math.MaxInt64, math.MaxInt64)
	for _, id := range []uint64{2, 3, 4, math.MaxUint32} {
		if e := g.call("clock_time_get", id, 0, 64); e != 28 {
			t.Errorf("clock %d: errno %d, want EINVAL", id, e)
		}
	}
	if e := g.call("clock_res_get", 1, 64); e != 0 || binary.LittleEndian.Uint64(g.read(64, 8)) != 1000 {
		t.Errorf("resolution: errno %d, %x", e, g.read(64, 8))
	}
}

// A sub is a subscription of poll_oneoff.
type sub struct {
	kind    byte
	id      uint32 // clock or descriptor
	timeout uint64
	flags   uint16
}

// poll returns the userdata and the errno of each event. The userdata of a
// subscription is its index plus 100.
func (g *guest) poll(subs ...sub) (events [][2]uint64) {
	g.t.Helper()
	var in []byte
	for i, s := range subs {
		b := make([]byte, 48)
		binary.LittleEndian.PutUint64(b, uint64(100+i))
		b[8] = s.kind
		binary.LittleEndian.PutUint32(b[16:], s.id)
		binary.LittleEndian.PutUint64(b[24:], s.timeout)
		binary.LittleEndian.PutUint16(b[40:], s.flags)
		in = append(in, b...)
	}
	g.mod.Memory().Write(1024, in)
	if e := g.call("poll_oneoff", 1024, 8192, uint64(len(subs)), 512); e != 0 {
		g.t.Fatalf("poll_oneoff: errno %d", e)
	}
	for i := range binary.LittleEndian.Uint32(g.read(512, 4)) {
		b := g.read(8192+32*i, 32)
		events = append(events, [2]uint64{binary.LittleEndian.Uint64(b), uint64(binary.LittleEndian.Uint16(b[8:]))})
	}
	return events
}

func (g *guest) sleep(t *testing.T, ns uint64) {
	t.Helper()
	if got := g.poll(sub{kind: 0, id: 1, timeout: ns}); len(got) != 1 || got[0] != [2]uint64{100, 0} {
		t.Errorf("sleep: events %v", got)
	}
}

func TestPoll(t *testing.T) {
	const s = uint64(1e9)
	tests := []struct {
		name  string
		subs  []sub
		want  [][2]uint64
		slept uint64
	}{
		{"the shorter clock", []sub{{timeout: 9 * s}, {id: 1, timeout: 2 * s}}, [][2]uint64{{101, 0}}, 2 * s},
		{"two equal clocks", []sub{{timeout: s}, {id: 1, timeout: s}}, [][2]uint64{{100, 0}, {101, 0}}, s},
		{"absolute, to come", []sub{{id: 0, timeout: 1003 * s, flags: 1}}, [][2]uint64{{100, 0}}, 3 * s},
		{"absolute, past", []sub{{id: 0, timeout: 999 * s, flags: 1}}, [][2]uint64{{100, 0}}, 0},
		{"a descriptor does not wait", []sub{{timeout: s}, {kind: 2, id: 1}}, [][2]uint64{{101, 0}}, 0},
		{"input is at its end", []sub{{kind: 1, id: 0}}, [][2]uint64{{100, 0}}, 0},
		{"bad descriptors", []sub{{kind: 1, id: 1}, {kind: 2, id: 0}, {kind: 2, id: 3}}, [][2]uint64{{100, 8}, {101, 8}, {102, 8}}, 0},
		{"bad clock", []sub{{id: 2, timeout: s}, {timeout: s}}, [][2]uint64{{100, 28}}, 0},
		{"bad kind", []sub{{kind: 3}}, [][2]uint64{{100, 28}}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := newGuest(t)
			g.state.Begin(1000, nil)
			if got := g.poll(tt.subs...); !slices.Equal(got, tt.want) {
				t.Errorf("events %v, want %v", got, tt.want)
			}
			if got := g.clock(0) - 1000*s; got != tt.slept {
				t.Errorf("slept %d, want %d", got, tt.slept)
			}
		})
	}
	g := newGuest(t)
	for _, n := range []uint64{0, 1025, math.MaxUint32} {
		if e := g.call("poll_oneoff", 0, 0, n, 0); e != 28 {
			t.Errorf("%d subscriptions: errno %d, want EINVAL", n, e)
		}
	}
}

func TestWrite(t *testing.T) {
	g := newGuest(t)
	put := func(at uint32, words ...uint32) {
		for i, w := range words {
			g.mod.Memory().WriteUint32Le(at+uint32(4*i), w)
		}
	}
	g.mod.Memory().Write(0, []byte("hello world"))
	put(256, 0, 6, 6, 5)
	for _, fd := range []uint64{1, 2} {
		if e := g.call("fd_write", fd, 256, 2, 64); e != 0 || binary.LittleEndian.Uint32(g.read(64, 4)) != 11 {
			t.Errorf("descriptor %d: errno %d", fd, e)
		}
	}
	if got := string(g.state.Log()); got != "hello worldhello world" {
		t.Errorf("log %q", got)
	}
	put(256, 0, 6, size-4, 5) // the second buffer ends beyond memory
	if e := g.call("fd_write", 1, 256, 2, 64); e != 21 || len(g.state.Log()) != 22 {
		t.Errorf("buffer beyond memory: errno %d, %d bytes logged", e, len(g.state.Log()))
	}
	for _, fd := range []uint64{0, 3, math.MaxUint32} {
		if e := g.call("fd_write", fd, 256, 1, 64); e != 8 {
			t.Errorf("descriptor %d: errno %d, want EBADF", fd, e)
		}
	}
	if e := g.call("fd_write", 1, 256, 1025, 64); e != 28 {
		t.Errorf("too many buffers: errno %d, want EINVAL", e)
	}
	put(256, 0, size)
	if e := g.call("fd_write", 1, 256, 1, 64); e != 0 || len(g.state.Log()) != wasi.MaxLog {
		t.Errorf("a long write: errno %d, %d bytes logged", e, len(g.state.Log()))
	}
}

// Every function is called with every parameter far out of range, and with
// dirty upper halves in its i32 slots: the answer is an errno, never a panic
// and never a wild address.
func TestWildParameters(t *testing.T) {
	g := newGuest(t)
	g.state.Begin(1000, nil)
	for name, f := range wasi.Functions() {
		if len(f.Results) == 0 {
			continue
		}
		for _, v := range []uint64{0, 1, size - 1, size, math.MaxInt32, math.MaxUint32} {
			params := make([]uint64, len(f.Params))
			for i := range params {
				params[i] = v
			}
			if e := g.call(name, params...); e > 76 {
				t.Errorf("%s(%d): %d is no errno", name, v, e)
			}
		}
	}
	if e := g.call("random_get", 0xdeadbeef_00000040, 0xffffffff_00000008); e != 0 {
		t.Errorf("dirty slots: errno %d", e)
	}
}

func TestPointersAtTheEnd(t *testing.T) {
	g := newGuest(t)
	tests := []struct {
		name   string
		params []uint64
		bytes  uint64 // that the result takes
		arg    int    // which parameter points to it
	}{
		{"args_sizes_get", []uint64{0, 0}, 4, 1},
		{"environ_sizes_get", []uint64{0, 0}, 4, 0},
		{"clock_time_get", []uint64{1, 0, 0}, 8, 2},
		{"clock_res_get", []uint64{1, 0}, 8, 1},
		{"random_get", []uint64{0, 10}, 10, 0},
		{"fd_fdstat_get", []uint64{1, 0}, 24, 1},
		{"fd_filestat_get", []uint64{1, 0}, 64, 1},
		{"fd_read", []uint64{0, 0, 0, 0}, 4, 3},
		{"fd_write", []uint64{1, 0, 0, 0}, 4, 3},
		{"poll_oneoff", []uint64{0, 0, 1, 4096}, 48, 0},
		{"poll_oneoff", []uint64{0, 0, 1, 4096}, 32, 1},
	}
	for _, tt := range tests {
		tt.params[tt.arg] = size - tt.bytes
		if e := g.call(tt.name, tt.params...); e != 0 {
			t.Errorf("%s at the last place: errno %d", tt.name, e)
		}
		tt.params[tt.arg]++
		if e := g.call(tt.name, tt.params...); e != 21 {
			t.Errorf("%s one byte further: errno %d, want EFAULT", tt.name, e)
		}
	}
}

// A function that fails with EFAULT has written nothing.
func TestFaultWritesNothing(t *testing.T) {
	g := newGuest(t)
	g.mod.Memory().WriteUint32Le(64, 0xaaaaaaaa)
	if e := g.call("args_sizes_get", 64, size); e != 21 || !bytes.Equal(g.read(64, 4), []byte{0xaa, 0xaa, 0xaa, 0xaa}) {
		t.Errorf("errno %d, %x", e, g.read(64, 4))
	}
}

func TestExit(t *testing.T) {
	g := newGuest(t)
	for _, code := range []uint64{0, 3, 0xffffffff} {
		_, err := g.mod.ExportedFunction("proc_exit").Call(g.ctx, code)
		exit, ok := errors.AsType[*wasi.ExitError](err)
		if !ok || uint64(exit.Code) != code || !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("proc_exit(%d): %v", code, err)
		}
	}
}

func TestNoState(t *testing.T) {
	g := newGuest(t)
	if _, err := g.mod.ExportedFunction("sched_yield").Call(context.Background()); err == nil {
		t.Error("a call without a state was answered")
	}
}

// Names and types are those of the implementation that comes with wazero.
func TestFunctions(t *testing.T) {
	ctx := t.Context()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer r.Close(ctx)
	theirs, err := wasi_snapshot_preview1.NewBuilder(r).Compile(ctx)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]wasi.Signature{}
	for name, f := range theirs.ExportedFunctions() {
		want[name] = wasi.Signature{Params: f.ParamTypes(), Results: f.ResultTypes()}
	}
	if d := cmp.Diff(want, wasi.Functions(), cmpopts.EquateEmpty()); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
