package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// A counter stands before a node and counts what is asked for.
type counter struct {
	proxy *httputil.ReverseProxy

	mu              sync.Mutex
	requests, slots int
}

// ServeHTTP passes a request on.
func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var call struct {
		Method string `json:"method"`
		Params []any  `json:"params"`
	}
	if json.Unmarshal(body, &call) == nil && call.Method == "eth_getStorageValues" {
		c.mu.Lock()
		c.requests++
		for _, asked := range call.Params[0].(map[string]any) {
			c.slots += len(asked.([]any))
		}
		c.mu.Unlock()
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	c.proxy.ServeHTTP(w, r)
}

// asked plans the move of n entries in a way and carries it out until the
// switch, and returns what it asked a node for. Polling is not counted.
func asked(t *testing.T, way contract.Way, n, batch int) (requests, slots int) {
	t.Helper()
	alloc, s := migratetest.LedgerAlloc(n, 1)
	to, err := url.Parse(nodetest.Start(t, node.Config{Alloc: alloc}).HTTPURL())
	if err != nil {
		t.Fatal(err)
	}
	count := &counter{proxy: httputil.NewSingleHostReverseProxy(to)}
	server := httptest.NewServer(count)
	defer server.Close()
	in := contract.Input{
		From: s.From, To: s.To, Address: s.Address, Chain: dial(t, server.URL), Keys: s.Keys, Map: contract.MapFile{Way: way},
		Dir: t.TempDir(), Read: chainstate.Config{Batch: batch},
	}
	p, err := contract.New(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	k, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	m, err := execute.Start(t.Context(), execute.Config{
		Input: in, Dir: filepath.Join(t.TempDir(), "m"), Authority: execute.Key{PrivateKey: s.Owner}, Attester: k, Carrier: k, Activate: true,
	}, p)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	if w, err := m.Run(t.Context()); err != nil || w != nil && w.For != execute.ForDrain {
		t.Fatal(w, err)
	}
	count.mu.Lock()
	defer count.mu.Unlock()
	return count.requests, count.slots
}

// TestReadingIsLinear counts requests. The state is read when it is planned,
// before the freeze, after it, and by who verifies; what was written is read
// back too.
func TestReadingIsLinear(t *testing.T) {
	const few, many, batch = 300, 1_100, 200
	for way, readings := range map[contract.Way]int{contract.Deferred: 4, contract.SteppedWay: 5} {
		requests, slots := asked(t, way, few, batch)
		more, moreSlots := asked(t, way, many, batch)
		if got, want := moreSlots-slots, readings*(many-few); got != want {
			t.Errorf("%s: %d entries more take %d slots more, want %d: each is read %d times", way, many-few, got, want, readings)
		}
		if err := full(more-requests, readings*(many-few), batch); err != nil {
			t.Errorf("%s: %v", way, err)
		}
	}
	if requests, slots := asked(t, contract.Deferred, few, batch/10); full(requests, slots, batch) == nil {
		t.Error("small requests pass for full ones")
	}
}

// full reports requests that ask for less than they may.
func full(requests, slots, batch int) error {
	if most := slots/batch + slots/batch/4; requests > most {
		return fmt.Errorf("%d slots took %d requests, at most %d were to be", slots, requests, most)
	}
	return nil
}

// heapBound is how many MiB the heap grows at most, whatever is moved, without
// the list of keys that the caller holds.
const heapBound = 200

// TestHeapIsBounded: ten times the entries, and the same memory, but for what
// sorting holds until it writes to disk.
func TestHeapIsBounded(t *testing.T) {
	sizes := []int{4_000, 40_000}
	if os.Getenv("SLOW") != "" {
		sizes = []int{10_000, 100_000}
	}
	var grown []float64
	for _, n := range sizes {
		_, s := migratetest.LedgerAlloc(n, 1)
		url, _ := startNode(t, n)
		in := contract.Input{
			From: s.From, To: s.To, Address: s.Address, Chain: dial(t, url), Keys: s.Keys, Map: contract.MapFile{Way: contract.Deferred}, Dir: t.TempDir(),
		}
		heap := watchHeap()
		p, err := contract.New(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if os.Getenv("SLOW") != "" {
			m := new(measure).run(t, in, p, s)
			defer m.Close()
		}
		grown = append(grown, heap())
	}
	t.Logf("%d entries: %.0f MiB", sizes, grown)
	if err := bounded(grown); err != nil {
		t.Error(err)
	}
	if bounded([]float64{grown[0], 10 * grown[1]}) == nil {
		t.Error("memory that grows with the entries passes")
	}
}

func bounded(grown []float64) error {
	if grown[1] > heapBound {
		return fmt.Errorf("the heap grew by %.0f MiB, and by at most %d was promised", grown[1], heapBound)
	}
	return nil
}
