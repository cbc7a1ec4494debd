package wasi_test

import (
	"encoding/binary"
	"errors"
	"testing"

	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/plugins/wasi"
)

// Samples belong to initialisation: their clock is their own, the monotonic one
// goes on, and the random stream starts again.
func TestWarm(t *testing.T) {
	g := newGuest(t)
	const s = uint64(1e9)
	before := g.clock(1)
	g.state.Warm(77, make([]byte, 32))
	if got := g.clock(0); got != 77*s {
		t.Errorf("realtime %d in a sample of time 77", got)
	}
	if got := g.clock(1); got != before+1000 {
		t.Errorf("monotonic %d in a sample, and %d before it", got, before)
	}
	first := g.random(8)
	g.state.Warm(78, make([]byte, 32))
	if again := g.random(8); string(first) != string(again) {
		t.Errorf("random numbers %x in one sample, %x in the next", first, again)
	}
	g.sleep(t, 7200*s)
	g.state.Begin(79, nil)
	if got := g.clock(1); got != 3600*s+1000 {
		t.Errorf("monotonic %d at the beginning of a call", got)
	}
}

func (g *guest) random(n uint32) []byte {
	g.t.Helper()
	if e := g.call("random_get", 512, uint64(n)); e != 0 {
		g.t.Fatalf("random_get: errno %d", e)
	}
	return g.read(512, n)
}

// Everything has its price, and is not done when it cannot be paid.
func TestPrices(t *testing.T) {
	ctx := t.Context()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer r.Close(ctx)
	if err := wasi.Instantiate(ctx, r); err != nil {
		t.Fatal(err)
	}
	var paid, purse uint64
	errPoor := errors.New("poor")
	g := &guest{t: t, state: wasi.NewState(func(gas uint64) {
		if paid += gas; paid > purse {
			panic(errPoor)
		}
	})}
	g.ctx = g.state.Context(ctx)
	var err error
	if g.mod, err = r.Instantiate(g.ctx, relay()); err != nil {
		t.Fatal(err)
	}
	mem := g.mod.Memory()
	vectors := []byte{}
	for range 3 {
		vectors = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(vectors, 600), 11)
	}
	mem.Write(0, vectors)
	mem.Write(2048, make([]byte, 48)) // a subscription of the clock
	tests := []struct {
		name   string
		params []uint64
		want   uint64
	}{
		{"sched_yield", nil, wasi.PriceCall},
		{"path_open", make([]uint64, 9), wasi.PriceCall},
		{"clock_time_get", []uint64{0, 0, 64}, wasi.PriceCall},
		{"random_get", []uint64{512, 0}, wasi.PriceCall},
		{"random_get", []uint64{512, 1}, wasi.PriceCall + wasi.PriceBlock},
		{"random_get", []uint64{512, 33}, wasi.PriceCall + 2*wasi.PriceBlock},
		{"fd_write", []uint64{1, 0, 3, 64}, wasi.PriceCall + 3*wasi.PriceItem + 5*wasi.PriceWord},
		{"poll_oneoff", []uint64{2048, 3000, 1, 64}, wasi.PriceCall + wasi.PriceItem},
	}
	for _, tt := range tests {
		paid, purse = 0, tt.want
		if g.call(tt.name, tt.params...); paid != tt.want {
			t.Errorf("%s %v costs %d, want %d", tt.name, tt.params, paid, tt.want)
		}
		paid, purse = 0, tt.want-1
		if _, err := g.mod.ExportedFunction(tt.name).Call(g.ctx, tt.params...); !errors.Is(err, errPoor) {
			t.Errorf("%s %v with less gas than it costs: %v", tt.name, tt.params, err)
		}
	}
	if n := len(g.state.Log()); n != 33 {
		t.Errorf("%d bytes were written, want those of the write that was paid for", n)
	}
}
