package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
)

// A measure is what one migration cost.
type measure struct {
	Way     contract.Way `json:"way"`
	Entries int          `json:"entries"`
	// Moved is how many entries were written: all, but for those of a deferred
	// migration that were left undrained.
	Moved int `json:"moved"`
	// GasPerEntry is that of the batches, Switch that of the activation, Gas that
	// of everything, also of contracts.
	GasPerEntry float64 `json:"gasPerEntry"`
	Switch      uint64  `json:"switchGas"`
	Gas         uint64  `json:"gas"`
	// Read and Convert are entries per second, of reading alone and of converting
	// alone, up to a sorted set on disk.
	Read    float64 `json:"readPerSecond"`
	Convert float64 `json:"convertPerSecond"`
	// Seconds: of making the plan, of everything from the start until the switch
	// is verified, from the freeze to the switch, and of draining.
	Plan    float64 `json:"planSeconds"`
	Wall    float64 `json:"wallSeconds"`
	Refused float64 `json:"refusedSeconds"`
	Drain   float64 `json:"drainSeconds,omitempty"`
	// OwnCPU is the processor time, in seconds, that this process took from the
	// start until the switch, NodeCPU what the node's took. Other work on the
	// machine makes seconds longer, and leaves these as they are.
	OwnCPU  float64 `json:"ownCPUSeconds"`
	NodeCPU float64 `json:"nodeCPUSeconds"`
	// Heap is by how many MiB the heap grew at most, the list of keys not
	// counted. The node is another process.
	Heap float64 `json:"heapMiB"`
	// Bare is the gas that one slot takes when a contract stores it that does
	// nothing else, and Speed how many million gas per second the node executes
	// then: the floors of gas and of time.
	Bare  float64 `json:"bareGasPerEntry"`
	Speed float64 `json:"nodeMgasPerSecond"`
	// Note is what a reader must know of this case alone.
	Note string `json:"note,omitempty"`
}

// move moves a ledger with n balances in one way, of deferred entries some.
func move(tb testing.TB, way contract.Way, n, some int) *measure {
	tb.Helper()
	out := &measure{Way: way, Entries: n}
	s := out.convert(tb)
	url, pid := startNode(tb, n)
	c := dial(tb, url)
	out.read(tb, c, s)
	begin := time.Now()
	in := contract.Input{From: s.From, To: s.To, Address: s.Address, Chain: c, Keys: s.Keys, Map: contract.MapFile{Way: way}, Dir: tb.TempDir()}
	heap := watchHeap()
	p, err := contract.New(tb.Context(), in)
	if err != nil {
		tb.Fatal(err)
	}
	out.Plan = time.Since(begin).Seconds()
	own, nodes := processor(tb, os.Getpid()), processor(tb, pid)
	m := out.run(tb, in, p, s)
	defer m.Close()
	out.OwnCPU, out.NodeCPU = processor(tb, os.Getpid())-own, processor(tb, pid)-nodes
	out.drain(tb, m, some)
	out.Heap = heap()
	out.bare(tb, c)
	out.count(tb, m)
	return out
}

func dial(tb testing.TB, url string) *chain.Client {
	tb.Helper()
	c, err := chain.Dial(tb.Context(), chain.Config{URL: url, MaxPoll: 5 * time.Millisecond, Timeout: time.Minute})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(c.Close)
	return c
}

// run goes until the switch.
func (out *measure) run(tb testing.TB, in contract.Input, p *contract.Plan, s *migratetest.Subject) *execute.Migration {
	tb.Helper()
	k, err := crypto.GenerateKey()
	if err != nil {
		tb.Fatal(err)
	}
	var frozen time.Time
	begin := time.Now()
	cfg := execute.Config{
		Input: in, Dir: filepath.Join(tb.TempDir(), "m"), Authority: execute.Key{PrivateKey: s.Owner}, Attester: k, Carrier: k, Activate: true,
		Point: func(name string) error {
			switch name {
			case "after freeze the source":
				frozen = time.Now()
			case "after activate":
				out.Refused = time.Since(frozen).Seconds()
			}
			if testing.Verbose() && len(name) > 6 && name[:6] == "after " {
				tb.Logf("%8.2f s %s", time.Since(begin).Seconds(), name)
			}
			return nil
		},
	}
	m, err := execute.Start(tb.Context(), cfg, p)
	if err != nil {
		tb.Fatal(err)
	}
	if w, err := m.Run(tb.Context()); err != nil || w != nil && w.For != execute.ForDrain {
		tb.Fatal(w, err)
	}
	out.Wall = time.Since(begin).Seconds()
	return m
}

// errEnough ends a drain.
var errEnough = errors.New("enough")

// drain drains some of the deferred entries.
func (out *measure) drain(tb testing.TB, m *execute.Migration, some int) {
	tb.Helper()
	if out.Way != contract.Deferred {
		return
	}
	ctx, stop := context.WithCancelCause(tb.Context())
	defer stop(nil)
	go func() {
		for ctx.Err() == nil {
			v, err := m.View(ctx)
			if err == nil && v.Drained >= uint64(some) && v.Drained < v.Deferred {
				stop(errEnough)
			}
			time.Sleep(50 * time.Millisecond)
		}
	}()
	begin := time.Now()
	w, err := m.Drain(ctx)
	if (err != nil || w != nil) && !errors.Is(context.Cause(ctx), errEnough) {
		tb.Fatal(w, err)
	}
	out.Drain = time.Since(begin).Seconds()
	if w != nil || err != nil { // what is on its way ends, so that its gas is counted
		if w, err := m.Run(tb.Context()); err != nil || w == nil || w.For != execute.ForDrain {
			tb.Fatal(w, err)
		}
	}
}

// count sums up the gas, which the journal has of every transaction.
func (out *measure) count(tb testing.TB, m *execute.Migration) {
	tb.Helper()
	v, err := m.View(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	load := uint64(0)
	for _, t := range v.Transactions {
		switch t.Ref {
		case "load", "drain":
			load += t.Gas
		case "activate":
			out.Switch = t.Gas
		}
	}
	out.Gas, out.Moved = v.Gas, out.Entries
	if out.Way == contract.Deferred {
		out.Moved = int(v.Drained)
	}
	out.GasPerEntry = float64(load) / float64(out.Moved)
}

// watchHeap measures by how many MiB the heap grows from now on, at most.
func watchHeap() (grown func() float64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, most := m.HeapAlloc, m.HeapAlloc
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
	}()
	return func() float64 {
		close(stop)
		<-done
		return float64(most-before) / (1 << 20)
	}
}

// processor is the processor time that a process took so far, in seconds; zero
// where the system does not tell.
func processor(tb testing.TB, pid int) float64 {
	tb.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(b), ") ") // the name may hold anything
	fields, ticks := strings.Fields(rest), 0
	if len(fields) < 13 {
		tb.Fatalf("%s is no state of a process", b)
	}
	for _, f := range fields[11:13] { // user's and system's
		n, err := strconv.Atoi(f)
		if err != nil {
			tb.Fatal(err)
		}
		ticks += n
	}
	return float64(ticks) / 100
}
