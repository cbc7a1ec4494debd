package exchange_test

import (
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/registry"
)

var _ exchange.Keys = (*keys.Keys)(nil)

// fixedKeys are made from a name.
type fixedKeys struct {
	pod *ecdsa.PrivateKey
	x   *ecdh.PrivateKey
}

func keysOf(t testing.TB, name string) fixedKeys {
	t.Helper()
	d, x := sha256.Sum256([]byte("pod "+name)), sha256.Sum256([]byte("exchange "+name))
	pod, err := crypto.ToECDSA(d[:])
	if err != nil {
		t.Fatal(err)
	}
	private, err := ecdh.X25519().NewPrivateKey(x[:])
	if err != nil {
		t.Fatal(err)
	}
	return fixedKeys{pod, private}
}

func (k fixedKeys) PodPublic() [33]byte        { return [33]byte(crypto.CompressPubkey(&k.pod.PublicKey)) }
func (k fixedKeys) Exchange() *ecdh.PrivateKey { return k.x }

func (k fixedKeys) SignPod(digest [32]byte) ([]byte, error) {
	sig, err := crypto.Sign(digest[:], k.pod)
	if err == nil {
		sig[64] += 27
	}
	return sig, err
}

func (k fixedKeys) peer(member string) exchange.Peer {
	return exchange.Peer{
		Member: member, PodPublic: k.PodPublic(), Pod: crypto.PubkeyToAddress(k.pod.PublicKey),
		Exchange: k.x.PublicKey().Bytes(),
	}
}

// directory is what every pod of a test knows of the others.
type directory struct {
	mu    sync.Mutex
	peers map[string]exchange.Peer
}

func (d *directory) peer(member string) (exchange.Peer, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p, ok := d.peers[member]
	if !ok {
		return p, fmt.Errorf("member %s: %w", member, registry.ErrNotFound)
	}
	return p, nil
}

func (d *directory) set(p exchange.Peer) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.peers == nil {
		d.peers = map[string]exchange.Peer{}
	}
	d.peers[p.Member] = p
}

// A pod of a test.
type pod struct {
	*exchange.Exchange
	name   string
	dir    string
	store  store.Store
	config exchange.Config
	stop   func()
}

// newPod opens a pod's store in dir and makes its exchange. It listens nowhere
// and delivers nothing.
func newPod(t testing.TB, d *directory, name, dir string, change func(*exchange.Config)) *pod {
	t.Helper()
	s, err := boltstore.Open(filepath.Join(dir, "pod.db"), boltstore.Config{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	p := &pod{name: name, dir: dir, store: s}
	p.config = exchange.Config{
		Member: name, Keys: keysOf(t, name), Peers: d.peer, Store: s,
		MinRetry: time.Millisecond, MaxRetry: 20 * time.Millisecond,
	}
	if change != nil {
		change(&p.config)
	}
	if p.Exchange, err = exchange.New(p.config); err != nil {
		t.Fatal(err)
	}
	known, err := d.peer(name)
	if err != nil {
		known = keysOf(t, name).peer(name)
	}
	d.set(known)
	t.Cleanup(func() {
		p.halt()
		_ = s.Close() // some tests have closed it
	})
	return p
}

// run delivers until halt.
func (p *pod) run(t testing.TB) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.Run(ctx) }()
	p.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run of %s: %v", p.name, err)
		}
	}
}

func (p *pod) halt() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

// listen serves the pod on loopback and tells the others where.
func (p *pod) listen(t testing.TB, d *directory, receive func(context.Context, exchange.Message) error) *httptest.Server {
	t.Helper()
	return p.serve(t, d, p.Handler(receive))
}

func (p *pod) serve(t testing.TB, d *directory, h http.Handler) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	peer, err := d.peer(p.name)
	if err != nil {
		t.Fatal(err)
	}
	peer.URL = s.URL
	d.set(peer)
	return s
}

// about returns a binding to a record.
func about(record byte, sequence uint64) exchange.Binding {
	return exchange.Binding{ChainID: 31337, Book: [20]byte{0xB0}, Record: [32]byte{record}, Sequence: sequence, Release: registry.Digest{5}}
}

// send enqueues messages in one transaction and wakes the exchange.
func (p *pod) send(t testing.TB, to string, bs ...exchange.Binding) {
	t.Helper()
	err := p.store.Update(context.Background(), func(tx store.Tx) error {
		for _, b := range bs {
			if err := p.Send(tx, to, "note", b, fmt.Appendf(nil, "body %d", b.Sequence)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p.Wake()
}

// outbox returns the number of messages in a pod's outbox.
func (p *pod) outbox(t testing.TB) (n int) {
	t.Helper()
	err := p.store.View(context.Background(), func(tx store.Tx) error {
		n = 0
		return tx.Scan("exchange/outbox", nil, nil, func(_, _ []byte) error { n++; return nil })
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// eventually waits until ok. A test that waits for ever is stopped by the
// deadline of the whole run.
func eventually(t testing.TB, ok func() bool) {
	t.Helper()
	for !ok() {
		time.Sleep(time.Millisecond)
	}
}

// An inbox receives as a pod should: it notes each message in the transaction
// of its effect, which here is to remember it.
type inbox struct {
	pod   *pod
	calls atomic.Int64
	// before, when set, may fail a message before it has an effect.
	before func(exchange.Message) error

	mu  sync.Mutex
	got []exchange.Message
}

func (i *inbox) receive(ctx context.Context, m exchange.Message) error {
	i.calls.Add(1)
	if i.before != nil {
		if err := i.before(m); err != nil {
			return err
		}
	}
	repeated := false
	err := i.pod.store.Update(ctx, func(tx store.Tx) (err error) {
		if repeated, err = i.pod.Seen(tx, m.ID); err != nil || repeated {
			return err
		}
		return i.pod.MarkSeen(tx, m.ID)
	})
	if err != nil || repeated {
		return err
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.got = append(i.got, m)
	return nil
}

// sequences returns the sequences received about a record, in order.
func (i *inbox) sequences(record byte) []uint64 {
	i.mu.Lock()
	defer i.mu.Unlock()
	var out []uint64
	for _, m := range i.got {
		if m.Binding.Record[0] == record {
			out = append(out, m.Binding.Sequence)
		}
	}
	return out
}

func (i *inbox) count() int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return len(i.got)
}

// pair returns alpha, which delivers, and bravo, which does not listen yet.
func pair(t testing.TB) (d *directory, alpha, bravo *pod, in *inbox) {
	t.Helper()
	d = &directory{}
	alpha = newPod(t, d, "alpha", t.TempDir(), nil)
	bravo = newPod(t, d, "bravo", t.TempDir(), nil)
	return d, alpha, bravo, &inbox{pod: bravo}
}

var errOnPurpose = errors.New("on purpose")

func ascending(to uint64) []uint64 {
	var out []uint64
	for i := range to {
		out = append(out, i+1)
	}
	return out
}

func equal(a, b []uint64) bool { return slices.Equal(a, b) }
