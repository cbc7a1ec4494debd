package chaintest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

func (s *suite) logs(t *testing.T) {
	c := s.dial(t)
	at, _ := deploy(t, c)
	other, _ := deploy(t, c)
	r, _ := newAccount(t).send(t, c, &at, nil)
	logs, err := c.Logs(t.Context(), r.BlockHash, []common.Address{other, at})
	if err != nil || len(logs) != 1 || logs[0].TxHash != r.TxHash || count(&logs[0]) != 1 {
		t.Errorf("logs %+v, %v", logs, err)
	}
	for name, addresses := range map[string][]common.Address{"other": {other}, "none": nil} {
		if logs, err := c.Logs(t.Context(), r.BlockHash, addresses); err != nil || len(logs) != 0 {
			t.Errorf("%s: logs %+v, %v", name, logs, err)
		}
	}
	b, err := c.BlockByNumber(t.Context(), r.BlockNumber.Uint64())
	if err != nil || b.Hash != r.BlockHash {
		t.Errorf("block %+v, %v; want hash %s", b, err, r.BlockHash)
	}
	if f, err := c.Finalized(t.Context()); err != nil || f.Number < b.Number {
		t.Errorf("final %+v, %v; want %d at least", f, err, b.Number)
	}
	if l, err := c.Latest(t.Context()); err != nil || l.Number < b.Number {
		t.Errorf("latest %+v, %v; want %d at least", l, err, b.Number)
	}
}

// errEnough ends a Follow.
var errEnough = errors.New("seen enough")

// followed is what a test wants to know of the blocks it got.
type followed struct {
	blocks []chain.Block
	counts []uint64
}

// take collects blocks until want logs were seen.
func (f *followed) take(want int) func(context.Context, chain.Block, []types.Log) error {
	return func(_ context.Context, b chain.Block, logs []types.Log) error {
		f.blocks = append(f.blocks, b)
		for i := range logs {
			f.counts = append(f.counts, count(&logs[i]))
		}
		if len(f.counts) >= want {
			return errEnough
		}
		return nil
	}
}

func only(addresses ...common.Address) func() []common.Address {
	return func() []common.Address { return addresses }
}

func (s *suite) followFromTheStart(t *testing.T) {
	c := s.dial(t)
	at, _ := deploy(t, c)
	quiet, _ := deploy(t, c)
	a := newAccount(t)
	const calls = 12
	var want []uint64
	for i := range uint64(calls / 2) {
		a.send(t, c, &at, nil)
		want = append(want, i+1)
	}
	// The others are sent while it is followed.
	ctx := minute(t)
	var sending sync.WaitGroup
	var sendErr error
	sending.Go(func() {
		for nonce := a.nonce; nonce < calls && sendErr == nil; nonce++ {
			raw, hash, err := c.Sign(ctx, a.key, nonce, &at, nil, gas)
			if err == nil {
				err = c.SendRaw(ctx, raw)
			}
			if err == nil {
				_, err = c.WaitFinal(ctx, hash)
			}
			sendErr = err
		}
	})
	for i := range uint64(calls / 2) {
		want = append(want, calls/2+i+1)
	}
	var got followed
	err := c.Follow(ctx, chain.Cursor{}, only(quiet, at), got.take(calls))
	sending.Wait()
	if !errors.Is(err, errEnough) || sendErr != nil {
		t.Fatalf("following: %v; sending: %v", err, sendErr)
	}
	if diff := cmp.Diff(want, got.counts); diff != "" {
		t.Errorf("logs (-want +got):\n%s", diff)
	}
	for i, b := range got.blocks {
		if b.Number != uint64(i+1) || (i > 0 && (b.Parent != got.blocks[i-1].Hash || b.Time < got.blocks[i-1].Time)) {
			t.Fatalf("block %d is %+v", i+1, b)
		}
	}
	// From a cursor on, there are the same blocks again.
	half := got.blocks[len(got.blocks)/2]
	var rest followed
	last := got.blocks[len(got.blocks)-1]
	err = c.Follow(ctx, chain.Cursor{Number: half.Number, Hash: half.Hash}, only(), func(_ context.Context, b chain.Block, _ []types.Log) error {
		rest.blocks = append(rest.blocks, b)
		if b.Number == last.Number {
			return errEnough
		}
		return nil
	})
	if !errors.Is(err, errEnough) {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got.blocks[len(got.blocks)/2+1:], rest.blocks); diff != "" {
		t.Errorf("blocks from the cursor (-first +again):\n%s", diff)
	}
}

// The second contract is learned of from the first one's log.
func (s *suite) followGrowingAddresses(t *testing.T) {
	c := s.dial(t)
	first, r := deploy(t, c)
	second, _ := deploy(t, c)
	a := newAccount(t)
	a.send(t, c, &second, nil) // before it is known
	a.send(t, c, &first, nil)
	a.send(t, c, &second, nil)
	addresses := []common.Address{first}
	var got []string
	err := c.Follow(minute(t), chain.Cursor{Number: r.BlockNumber.Uint64(), Hash: r.BlockHash},
		func() []common.Address { return addresses },
		func(_ context.Context, _ chain.Block, logs []types.Log) error {
			for i := range logs {
				name := "first"
				if logs[i].Address == second {
					name = "second"
				}
				got = append(got, fmt.Sprint(name, " ", count(&logs[i])))
				addresses = []common.Address{first, second}
			}
			if len(got) == 2 {
				return errEnough
			}
			return nil
		})
	if !errors.Is(err, errEnough) {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"first 1", "second 2"}, got); diff != "" {
		t.Errorf("logs (-want +got):\n%s", diff)
	}
}

func (s *suite) followStopsWithHandler(t *testing.T) {
	c := s.dial(t)
	deploy(t, c)
	calls := 0
	err := c.Follow(minute(t), chain.Cursor{}, only(), func(context.Context, chain.Block, []types.Log) error {
		calls++
		return registry.ErrUnreachable // which is not mistaken for the node's
	})
	if !errors.Is(err, registry.ErrUnreachable) || !strings.Contains(err.Error(), "handling block 1") || calls != 1 {
		t.Errorf("%d calls, %v; want the handler's error after one", calls, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = c.Follow(ctx, chain.Cursor{}, only(), func(context.Context, chain.Block, []types.Log) error {
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v; want that it was cancelled", err)
	}
}

// A cursor from another chain is noticed before anything is handled.
func (s *suite) followForeignCursor(t *testing.T) {
	c := s.dial(t)
	_, r := deploy(t, c)
	number := r.BlockNumber.Uint64()
	for _, at := range []uint64{number - 1, number} {
		foreign := chain.Cursor{Number: at, Hash: crypto.Keccak256Hash([]byte("another chain"))}
		err := c.Follow(minute(t), foreign, only(), func(_ context.Context, b chain.Block, _ []types.Log) error {
			return fmt.Errorf("block %d was handled", b.Number)
		})
		var reorg *chain.ReorgError
		if !errors.As(err, &reorg) || !errors.Is(err, registry.ErrConflict) || reorg.Number != at || reorg.Want != foreign.Hash || reorg.Got == (common.Hash{}) {
			t.Errorf("following from %d: %v; want a ReorgError", at, err)
		}
	}
}

// The connection breaks, and comes back.
func (s *suite) followOutlivesOutage(t *testing.T) {
	direct := s.dial(t)
	at, _ := deploy(t, direct)
	a := newAccount(t)
	a.send(t, direct, &at, nil)

	w := newWire(t, s.cfg.URL)
	cfg := s.cfg
	scheme, _, _ := strings.Cut(cfg.URL, ":")
	cfg.URL = scheme + "://" + w.listener.Addr().String()
	c, err := chain.Dial(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var got followed
	cut := false
	err = c.Follow(minute(t), chain.Cursor{}, only(at), func(ctx context.Context, b chain.Block, logs []types.Log) error {
		err := got.take(3)(ctx, b, logs)
		if len(got.counts) == 1 && !cut {
			cut = true
			w.cut()
			_, e := c.Latest(t.Context())
			if !errors.Is(e, registry.ErrUnreachable) || !strings.Contains(e.Error(), w.listener.Addr().String()) {
				t.Errorf("asking over a cut wire: %v; want that %s is unreachable", e, w.listener.Addr())
			}
			a.send(t, direct, &at, nil)
			a.send(t, direct, &at, nil)
			w.mend()
		}
		return err
	})
	if !errors.Is(err, errEnough) {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]uint64{1, 2, 3}, got.counts); diff != "" {
		t.Errorf("logs (-want +got):\n%s", diff)
	}
}

// A wire passes bytes on to a node, until it is cut.
type wire struct {
	listener net.Listener
	target   string

	mu     sync.Mutex
	broken bool
	conns  []net.Conn
}

func newWire(t *testing.T, url string) *wire {
	t.Helper()
	_, target, _ := strings.Cut(url, "://")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{listener: l, target: target}
	go w.accept()
	t.Cleanup(func() {
		_ = l.Close()
		w.cut()
	})
	return w
}

func (w *wire) accept() {
	for {
		in, err := w.listener.Accept()
		if err != nil {
			return
		}
		out, err := net.Dial("tcp", w.target)
		if err != nil {
			_ = in.Close()
			continue
		}
		w.mu.Lock()
		if w.conns = append(w.conns, in, out); w.broken {
			_ = in.Close()
			_ = out.Close()
		}
		w.mu.Unlock()
		go pass(in, out)
		go pass(out, in)
	}
}

func pass(to, from net.Conn) {
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			if _, err := to.Write(buf[:n]); err != nil {
				break
			}
		}
		if err != nil {
			break
		}
	}
	_ = to.Close()
	_ = from.Close()
}

func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.broken = true
	for _, c := range w.conns {
		_ = c.Close()
	}
	w.conns = nil
}

func (w *wire) mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.broken = false
}
