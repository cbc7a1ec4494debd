package submit_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/registry/evidence"
)

// A rig is a submitter between a real store and a real node. The node is
// reached through a gate that a test can close, or look through.
type rig struct {
	t      *testing.T
	store  *boltstore.Store
	client *chain.Client
	gate   *gate
	keys   map[string]*ecdsa.PrivateKey

	// key, when set, is asked instead of keys.
	key func(ctx context.Context, name string) (*ecdsa.PrivateKey, error)
	// signer, when set, is asked instead of key.
	signer func(ctx context.Context, name string) (signer.Signer, error)
	// reached, when set, is called when a block is to be waited for.
	reached func()
	// settled gets what was settled, in order.
	settled chan end
	stop    func()
	sub     *submit.Submitter
}

// An end is how an entry ended.
type end struct {
	e submit.Entry
	r submit.Result
}

// A gate passes requests on to the node.
type gate struct {
	node string
	// mu protects look.
	mu sync.Mutex
	// look sees every request before it is passed on. It reports false to
	// break the connection, and an answer to give it in place of the node.
	look func(method string, params []json.RawMessage) (result any, pass bool)
}

func (g *gate) set(look func(string, []json.RawMessage) (any, bool)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.look = look
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	g.mu.Lock()
	look := g.look
	g.mu.Unlock()
	var call struct {
		ID     json.RawMessage
		Method string
		Params []json.RawMessage
	}
	if look != nil && json.Unmarshal(b, &call) == nil {
		result, pass := look(call.Method, call.Params)
		if !pass {
			panic(http.ErrAbortHandler)
		}
		if result != nil {
			w.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": call.ID, "result": result})
			return
		}
	}
	resp, err := http.Post(g.node, "application/json", bytes.NewReader(b))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer resp.Body.Close()
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.Copy(w, resp.Body)
}

// shared is one node for all tests of the package; accounts are never shared.
var shared = sync.OnceValue(func() *node.Node {
	n, err := node.New(node.Config{})
	if err != nil {
		panic(err)
	}
	go func() { _ = n.Run(context.Background()) }()
	<-n.Ready()
	return n
})

func newRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{t: t, gate: &gate{node: shared().HTTPURL()}, keys: map[string]*ecdsa.PrivateKey{}, settled: make(chan end, 100)}
	server := httptest.NewServer(r.gate)
	t.Cleanup(server.Close)
	r.dial(server.URL)
	var err error
	if r.store, err = boltstore.Open(filepath.Join(t.TempDir(), "pod.db"), boltstore.Config{NoSync: true}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.store.Close() })
	return r
}

func (r *rig) dial(url string) {
	r.t.Helper()
	var err error
	r.client, err = chain.Dial(r.t.Context(), chain.Config{
		URL: url, ABIs: []abi.ABI{binding.NewConsortium().GetABI()}, MaxPoll: 10 * time.Millisecond,
	})
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(r.client.Close)
}

// local has keys sign in this process.
func local(key func(context.Context, string) (*ecdsa.PrivateKey, error)) func(context.Context, string) (signer.Signer, error) {
	return func(ctx context.Context, name string) (signer.Signer, error) {
		k, err := key(ctx, name)
		if err != nil {
			return nil, err
		}
		return signer.Local(k), nil
	}
}

// run starts a submitter on the store; a second call is a restart.
func (r *rig) run() {
	r.t.Helper()
	if r.stop != nil {
		r.stop()
	}
	key := r.key
	if key == nil {
		key = func(_ context.Context, name string) (*ecdsa.PrivateKey, error) {
			if k := r.keys[name]; k != nil {
				return k, nil
			}
			return nil, fmt.Errorf("there is no key %s", name)
		}
	}
	who := r.signer
	if who == nil {
		who = local(key)
	}
	r.sub = submit.New(submit.Config{
		Store: r.store, Chain: r.client, Key: who,
		Reached: func(context.Context, uint64) error {
			if r.reached != nil {
				r.reached()
			}
			return nil
		},
		Settled: func(tx store.Tx, e submit.Entry, _ submit.Result) error {
			return tx.Put("settled", []byte(e.Ref), []byte{1})
		},
		After: func(e submit.Entry, res submit.Result) { r.settled <- end{e, res} },
		Log:   discard,
	})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = r.sub.Run(ctx)
	}()
	r.stop = func() {
		cancel()
		<-done
	}
	r.t.Cleanup(r.stop)
}

// account makes a new account and the key that its entries name.
func (r *rig) account(name string) evidence.Address {
	r.t.Helper()
	k, err := crypto.GenerateKey()
	if err != nil {
		r.t.Fatal(err)
	}
	r.keys[name] = k
	return evidence.Address(crypto.PubkeyToAddress(k.PublicKey))
}

func (r *rig) address(name string) evidence.Address {
	return evidence.Address(crypto.PubkeyToAddress(r.keys[name].PublicKey))
}

// queue queues entries of named accounts in one transaction.
func (r *rig) queue(entries ...submit.Entry) {
	r.t.Helper()
	sub := r.sub
	if sub == nil {
		sub = submit.New(submit.Config{Store: r.store})
	}
	r.update(func(tx store.Tx) error {
		for _, e := range entries {
			if e.Account.IsZero() {
				e.Account = r.address(e.Key)
			}
			if err := sub.Queue(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	sub.Wake()
}

func (r *rig) update(fn func(store.Tx) error) {
	r.t.Helper()
	if err := r.store.Update(r.t.Context(), fn); err != nil {
		r.t.Fatal(err)
	}
}

// next waits for the next end.
func (r *rig) next() end {
	r.t.Helper()
	select {
	case e := <-r.settled:
		return e
	case <-time.After(30 * time.Second):
		r.t.Fatal("nothing was settled")
		return end{}
	}
}

// pending returns what is stored.
func (r *rig) pending() []submit.Entry {
	r.t.Helper()
	var out []submit.Entry
	err := r.store.View(r.t.Context(), func(tx store.Tx) error {
		out = nil
		return submit.Pending(tx, func(e submit.Entry) error {
			out = append(out, e)
			return nil
		})
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return out
}

func (r *rig) nonce(name string) uint64 {
	r.t.Helper()
	n, err := r.client.NonceAt(r.t.Context(), common.Address(r.address(name)))
	if err != nil {
		r.t.Fatal(err)
	}
	return n
}

// signed signs a transaction of an account outside the submitter.
func (r *rig) signed(name string, nonce uint64, to evidence.Address, data []byte) ([]byte, evidence.Hash) {
	r.t.Helper()
	raw, hash, err := chain.SignTx(chain.BuildTx(r.client.ChainID(), nonce, (*common.Address)(&to), data, submit.GasLimit, chain.Fees{}), r.keys[name])
	if err != nil {
		r.t.Fatal(err)
	}
	return raw, evidence.Hash(hash)
}

// raw reads the bytes of an eth_sendRawTransaction.
func raw(params []json.RawMessage) []byte {
	var b hexutil.Bytes
	if len(params) == 0 || json.Unmarshal(params[0], &b) != nil {
		return nil
	}
	return b
}

// deployment creates a Consortium whose pod is the given account.
func deployment(pod evidence.Address) []byte {
	args := binding.NewConsortium().PackConstructor(
		[]common.Address{common.BigToAddress(big.NewInt(77))}, []common.Address{common.Address(pod)}, 1)
	return append(bytes.Clone(contracts.Consortium().Creation.Object), args...)
}

// nowhere is an account without code: calling it succeeds.
var nowhere = evidence.Address{0xee}

// discard is the log of tests that expect to be told nothing.
var discard = slog.New(slog.DiscardHandler)
