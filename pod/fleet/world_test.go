package fleet_test

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/fleet"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
)

const chainID = 1776

var (
	consortium = common.Address{0xcc}
	salt       = registry.Salt{5}
	members    = []string{"alpha", "beta", "gamma"}
)

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

// A world is three pods that know each other. Each follows a chain of its own
// making, so that they can differ.
type world struct {
	t    testing.TB
	mu   sync.Mutex
	urls map[string]string
	pods map[string]*pod
}

type pod struct {
	*fleet.Fleet
	w          *world
	name       string
	store      store.Store
	exchange   *exchange.Exchange
	view       *change.View
	quarantine string
	// asked counts the questions that it got.
	asked atomic.Int64
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, urls: map[string]string{}, pods: map[string]*pod{}}
	for _, m := range members {
		p := &pod{w: w, name: m, view: &change.View{
			Block: 7, Time: uint64(time.Now().Unix()), MemberEpoch: 1,
			Lines: map[registry.Digest]*change.Line{}, Books: map[common.Address]*change.Book{}, Changes: map[common.Hash]*change.Change{},
		}}
		p.open(filepath.Join(t.TempDir(), "pod.db"))
		w.pods[m] = p
		w.serve(m, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			p.asked.Add(1)
			p.exchange.Answers(p.Answer).ServeHTTP(rw, r)
		}))
	}
	return w
}

func (p *pod) open(path string) {
	t := p.w.t
	t.Helper()
	s, err := boltstore.Open(path, boltstore.Config{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	p.store = s
	if p.exchange, err = exchange.New(exchange.Config{Member: p.name, Keys: keysOf(t, p.name), Peers: p.w.peer, Store: s}); err != nil {
		t.Fatal(err)
	}
	p.Fleet = p.fleet()
}

// fleet opens what the pod knows of the fleet, as at a start.
func (p *pod) fleet() *fleet.Fleet {
	p.w.t.Helper()
	f, err := fleet.Open(p.w.t.Context(), fleet.Config{
		Member: p.name, Members: members, Chain: chainID, Consortium: consortium, Salt: salt, Build: "v1.2.3",
		Store: p.store, Exchange: p.exchange, Releases: releases.NewLoader(p.store, nil), View: func() *change.View { return p.view },
		Quarantined: func() string { return p.quarantine }, Deadline: 10 * time.Second, Fresh: time.Hour, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		p.w.t.Fatal(err)
	}
	return f
}

func (w *world) peer(member string) (exchange.Peer, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	url, ok := w.urls[member]
	if !ok {
		return exchange.Peer{}, fmt.Errorf("member %s: %w", member, registry.ErrNotFound)
	}
	k := keysOf(w.t, member)
	return exchange.Peer{
		Member: member, PodPublic: k.PodPublic(), Pod: crypto.PubkeyToAddress(k.pod.PublicKey), Exchange: k.x.PublicKey().Bytes(), URL: url,
	}, nil
}

// serve puts a handler where the others reach the pod of a member, and returns
// what ends it.
func (w *world) serve(member string, h http.Handler) *httptest.Server {
	s := httptest.NewServer(h)
	w.t.Cleanup(s.Close)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.urls[member] = s.URL
	return s
}

// down makes a pod unreachable.
func (w *world) down(member string) {
	s := w.serve(member, http.NotFoundHandler())
	s.Close()
}

func digest(version string) registry.Digest { return registry.DigestOf([]byte(version)) }

func bookOf(version string) common.Address {
	d := digest("book " + version)
	return common.BytesToAddress(d[:])
}

func (p *pod) update(fn func(store.Tx) error) {
	p.w.t.Helper()
	if err := p.store.Update(p.w.t.Context(), fn); err != nil {
		p.w.t.Fatal(err)
	}
}

// publish lets a pod see releases of the line crude-trade in the log.
func (p *pod) publish(versions ...string) {
	p.w.t.Helper()
	p.update(func(tx store.Tx) error {
		for i, v := range versions {
			if err := releases.PutKnown(tx, releases.Known{Name: "crude-trade", Version: v, Digest: digest(v), Index: uint64(i)}); err != nil {
				return err
			}
		}
		return nil
	})
}

// reach lets a pod have come to a stage with a release, by a change to it.
func (p *pod) reach(version string, stage upgrade.Stage, why string) *change.Change {
	p.w.t.Helper()
	hash := common.Hash(digest("change to " + version))
	p.update(func(tx store.Tx) error {
		b, err := json.Marshal(upgrade.Progress{Change: hash, Stage: stage, Error: why, Records: 3})
		if err != nil {
			return err
		}
		if err := releases.PutBundle(tx, digest(version), []byte("the bundle of "+version)); err != nil {
			return err
		}
		return tx.Put("upgrade", hash[:], b)
	})
	c := &change.Change{Hash: hash, Status: change.Proposed, Struct: typed.Change{
		Line: salt.Line("crude-trade"), Release: salt.Release(digest(version)), Book: bookOf(version), Sequence: uint64(len(p.view.Changes) + 1),
	}}
	p.view.Changes[hash] = c
	return c
}

// activate lets a pod see a release activated, with a Book of its own, and switch.
func (p *pod) activate(version string) {
	p.w.t.Helper()
	c := p.reach(version, upgrade.Switched, "")
	c.Status, c.ActivatedAt = change.Activated, p.view.Time
	l := p.view.Lines[salt.Line("crude-trade")]
	if l == nil {
		l = &change.Line{}
		p.view.Lines[salt.Line("crude-trade")] = l
	}
	if b := p.view.Books[l.Book]; b != nil {
		b.State = change.Draining
	}
	l.Release, l.Book, l.Epoch = c.Struct.Release, c.Struct.Book, l.Epoch+1
	p.view.Books[l.Book] = &change.Book{Line: salt.Line("crude-trade"), Release: l.Release, Epoch: l.Epoch, State: change.Active}
}

// all does the same to all pods.
func (w *world) all(fn func(p *pod)) {
	for _, m := range members {
		fn(w.pods[m])
	}
}

// hold gives a pod a record under a release.
func (p *pod) hold(id byte, version string, status record.Status, pinned bool) {
	p.w.t.Helper()
	p.update(func(tx store.Tx) error {
		return record.Put(tx, &record.Record{
			ID: evidence.Hash{id}, Line: "crude-trade", Book: evidence.Address(bookOf(version)), Status: status, Pinned: pinned,
		})
	})
}
