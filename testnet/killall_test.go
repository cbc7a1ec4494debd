package testnet_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// remote is a network in a process of its own.
type remote struct {
	dir     string
	network *pod.Network
	clients map[string]*api.Client
	process *process
}

// boot starts the process of a network and waits until its pods answer.
func boot(t *testing.T, dir string) *remote {
	t.Helper()
	r := &remote{dir: dir, process: spawn(t, dir, "", "", false)}
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the network does not come up")
		}
		var err error
		if r.network, err = pod.ReadNetwork(filepath.Join(dir, testnet.NetworkFile)); err != nil {
			continue
		}
		if r.clients, err = testnet.Clients(dir, r.network); err != nil {
			t.Fatal(err)
		}
		if r.up(t.Context()) {
			return r
		}
	}
}

func (r *remote) up(ctx context.Context) bool {
	for _, c := range r.clients {
		if _, err := c.Status(ctx); err != nil {
			return false
		}
	}
	return true
}

// Node, registry and all pods are in one process, which is killed while trades
// are recorded and while an upgrade is under way. What was answered as final
// is there again, and what was under way ends.
func TestWholeNetworkKilled(t *testing.T) {
	sequential(t)
	t.Parallel()
	dir := folder(t)
	r := boot(t, dir)
	// The keys, and with them what the helpers do, lie in the folder.
	w := &world{testnet.Attach(dir, r.network), t}
	w.activate("1.0.0")

	final := make(chan string, 64)
	var importing sync.WaitGroup
	for _, row := range rows(t, 20, "alpha", "gamma") {
		importing.Go(func() {
			k, err := r.clients["alpha"].Create(w.ctx(), api.NewRecord{Line: crudetrade.Line, Parties: row.Parties, Command: row.Command})
			if err == nil { // otherwise the process was killed while it was under way
				final <- k.Record.String()
			}
		})
	}
	before := []string{<-final, <-final, <-final}
	r.process.kill()
	importing.Wait()
	close(final)
	for id := range final {
		before = append(before, id)
	}

	r = boot(t, dir)
	for _, id := range before {
		w.agreed(id, []string{"alpha", "gamma"}, under("1.0.0"))
	}
	settled(w, "1.0.0")

	w.publish("2.0.0")
	change := w.propose("2.0.0")
	w.approve(change, "alpha")
	if testing.Short() {
		w.approve(change, "beta")
	}
	r.process.kill()
	r = boot(t, dir)
	if !testing.Short() {
		w.approve(change, "beta")
		r.process.kill() // while it is activated, or records move
		boot(t, dir)
	}
	w.await(change, "activated")
	settled(w, "2.0.0")
	for _, id := range before {
		w.agreed(id, []string{"alpha", "gamma"}, under("2.0.0"))
	}
	for _, m := range w.Members() {
		w.audited(m)
	}
}

// settled waits until nothing is under way and every record that both alpha and
// gamma have stands under the given version on both.
func settled(w *world, version string) {
	w.t.Helper()
	w.until("all records under "+version, func() bool {
		counts := map[string]int{}
		for _, m := range []string{"alpha", "gamma"} {
			all, err := w.Client(m).Records(w.ctx(), crudetrade.Line)
			if err != nil {
				return false
			}
			for _, r := range all {
				if r.Version != version || r.Status != "open" || r.Pending != "" || r.Blocked != "" {
					return false
				}
				counts[r.ID+r.Commitment]++
			}
		}
		for _, n := range counts {
			if n != 2 {
				return false
			}
		}
		return true
	})
}
