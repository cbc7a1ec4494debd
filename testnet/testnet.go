// Package testnet runs a whole consortium in one process: a node, a registry
// and the pods of its members, in memory or in a folder that survives restarts.
//
// What it runs is what production runs. Only three things are particular: the
// node is shared by all pods (a "shared sequencing node"), the keys of all
// members lie in one folder, and faults can be injected.
//
// # Dependencies
//
// The package may import pod and everything below it. Only cmd imports it.
package testnet

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"golang.org/x/sync/errgroup"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/shelf"
)

// Chain is the chain id of test networks.
const Chain = 1776

// Config says what network to run. The zero value is three pods in memory.
type Config struct {
	// Pods is the number of members when a network is created; zero means 3.
	Pods int
	// Dir is the network's folder; "" means in memory.
	Dir string
	// BlockTime is the time between blocks; zero means a block whenever a
	// transaction waits.
	BlockTime time.Duration
	// Node is the JSON-RPC URL of a node to use instead of one in this
	// process, and Finality what is final there (see chain.Config).
	Node     string
	Finality string
	// Elsewhere are members whose pods run in processes of their own.
	Elsewhere []string
	// NoFinisher starts pods without novating records in the background.
	NoFinisher bool
	// VerifyCalls are what the pods of members ask about the calls of changes
	// without migrations (see pod.Config). The pod of a member without one vets
	// none of these.
	VerifyCalls map[string]func(context.Context, *change.Document) error
	// Alloc are accounts that the node's chain begins with; nil for none.
	Alloc types.GenesisAlloc
	// Nodes say at which URL the pods of members reach the node, for those that
	// do not reach it at its own, which they are given.
	Nodes map[string]func(url string) string
	// Faults make the pods of members misbehave.
	Faults map[string]Fault
	// Log gets what the parts have to say. Nil discards it.
	Log *slog.Logger
}

// A Net is a running consortium.
type Net struct {
	cfg      Config
	dir      string
	volatile bool
	network  *pod.Network
	engine   *plugins.Engine
	shelf    *shelf.Shelf
	registry *http.Server

	// run ends with the network: the parts run under it.
	run   context.Context //nolint:containedctx // the lifetime of the parts, not of a call
	stop  context.CancelFunc
	group *errgroup.Group

	// mu protects pods.
	mu   sync.Mutex
	pods map[string]*running
}

// running is one pod of this process.
type running struct {
	pod    *pod.Pod
	cancel context.CancelFunc
	done   chan struct{}
}

// Start creates or opens a network and runs it until [Net.Close]. ctx bounds
// only the start.
func Start(ctx context.Context, cfg Config) (_ *Net, err error) {
	if cfg.Pods == 0 {
		cfg.Pods = 3
	}
	if cfg.Pods < 1 || cfg.Pods > len(names) {
		return nil, fmt.Errorf("%d pods: want 1 to %d: %w", cfg.Pods, len(names), registry.ErrInvalid)
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	n := &Net{cfg: cfg, dir: cfg.Dir, pods: map[string]*running{}}
	if n.volatile = cfg.Dir == ""; n.volatile {
		if n.dir, err = os.MkdirTemp("", "novation-"); err != nil {
			return nil, fmt.Errorf("making a folder for the network: %w", err)
		}
	}
	run, stop := context.WithCancel(context.WithoutCancel(ctx))
	n.stop = stop
	n.group, n.run = errgroup.WithContext(run)
	if err := n.start(ctx, n.run); err != nil {
		return nil, errors.Join(err, n.Close())
	}
	return n, nil
}

// start brings the parts up in the order in which they need each other.
func (n *Net) start(ctx, run context.Context) (err error) {
	var cache string
	if !n.volatile {
		cache = filepath.Join(n.dir, "cache")
	}
	if n.engine, err = plugins.NewEngine(run, plugins.Config{CacheDir: cache}); err != nil {
		return err
	}
	if n.network, err = n.prepare(); err != nil {
		return err
	}
	if err := n.startNode(ctx, run); err != nil {
		return err
	}
	if err := n.startRegistry(run); err != nil {
		return err
	}
	if err := n.deploy(ctx); err != nil {
		return err
	}
	for _, m := range n.network.Members {
		if slices.Contains(n.cfg.Elsewhere, m.ID) {
			continue
		}
		if err := n.StartPod(m.ID); err != nil {
			return err
		}
	}
	return n.Await(ctx, 30*time.Second)
}

// startNode runs the shared sequencing node, unless another one is given.
func (n *Net) startNode(ctx, run context.Context) error {
	if n.cfg.Node != "" {
		n.network.Node, n.network.Finality = n.cfg.Node, n.cfg.Finality
		return nil
	}
	cfg := node.Config{ChainID: Chain, BlockTime: n.cfg.BlockTime, HTTPAddr: n.network.Node[len("http://"):], Logger: n.cfg.Log, Alloc: n.cfg.Alloc}
	if !n.volatile {
		cfg.Dir = filepath.Join(n.dir, "node")
	}
	nd, err := node.New(cfg)
	if err != nil {
		return err
	}
	n.group.Go(func() error { return nd.Run(run) })
	select {
	case <-nd.Ready():
		return nil
	case <-run.Done():
		return fmt.Errorf("the node stopped while it started: %w", context.Cause(run))
	case <-ctx.Done():
		return fmt.Errorf("waiting for the node: %w", registry.ErrTimeout)
	}
}

// Run waits until ctx ends or a part of the network fails.
func (n *Net) Run(ctx context.Context) error {
	stop := context.AfterFunc(ctx, n.stop)
	defer stop()
	err := n.group.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// Close stops everything and removes a network that lived in memory.
func (n *Net) Close() error {
	n.stop()
	err := n.group.Wait()
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	if n.shelf != nil {
		err = errors.Join(err, n.shelf.Close())
	}
	if n.engine != nil {
		err = errors.Join(err, n.engine.Close(context.Background()))
	}
	if n.volatile {
		err = errors.Join(err, os.RemoveAll(n.dir))
	}
	return err
}

// Dir returns the folder of the network.
func (n *Net) Dir() string { return n.dir }

// Network returns what every member knows of the network.
func (n *Net) Network() *pod.Network { return n.network }

// Members returns the member ids in order.
func (n *Net) Members() []string {
	var ids []string
	for _, m := range n.network.Members {
		ids = append(ids, m.ID)
	}
	return ids
}

// Client returns a client of a member's pod.
func (n *Net) Client(member string) *api.Client {
	c, err := Client(n.dir, n.network, member)
	if err != nil {
		panic(err) // the network made the token itself
	}
	return c
}

// Pod returns a pod that runs in this process, nil otherwise.
func (n *Net) Pod(member string) *pod.Pod {
	n.mu.Lock()
	defer n.mu.Unlock()
	if r := n.pods[member]; r != nil {
		return r.pod
	}
	return nil
}

// StartPod runs the pod of a member in this process.
func (n *Net) StartPod(member string) error {
	cfg, err := PodConfig(n.dir, n.network, member)
	if err != nil {
		return err
	}
	cfg.Engine, cfg.Volatile, cfg.NoFinisher, cfg.Log = n.engine, n.volatile, n.cfg.NoFinisher, n.cfg.Log.With("pod", member)
	cfg.VerifyCalls = n.cfg.VerifyCalls[member]
	other := *n.network
	if cfg.Network = &other; n.cfg.Node == "" {
		// The node of this process tells of its blocks, where it is not asked.
		other.Node = strings.Replace(other.Node, "http://", "ws://", 1)
	}
	if reached := n.cfg.Nodes[member]; reached != nil {
		other.Node = reached(n.network.Node)
	}
	cfg.Anchors = member == n.network.Members[0].ID
	if f, ok := n.cfg.Faults[member]; ok {
		cfg.Wrap = f.wrap
	}
	run, cancel := context.WithCancel(n.run)
	p, err := pod.Open(run, cfg)
	if err != nil {
		cancel()
		return fmt.Errorf("starting the pod of %s: %w", member, err)
	}
	r := &running{pod: p, cancel: cancel, done: make(chan struct{})}
	n.mu.Lock()
	n.pods[member] = r
	n.mu.Unlock()
	n.group.Go(func() error {
		defer close(r.done)
		return errors.Join(p.Run(run), p.Close())
	})
	return nil
}

// StopPod stops the pod of a member and waits until its store is closed.
func (n *Net) StopPod(member string) {
	n.mu.Lock()
	r := n.pods[member]
	delete(n.pods, member)
	n.mu.Unlock()
	if r != nil {
		r.cancel()
		<-r.done
	}
}

// StopRegistry ends the registry, as if its machine had died: it answers nobody
// any more, for as long as the network runs.
func (n *Net) StopRegistry() error { return n.registry.Close() }

// Await waits until the pods of this process answer and know each other.
func (n *Net) Await(ctx context.Context, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	var here []string
	for _, m := range n.network.Members {
		if n.Pod(m.ID) == nil {
			continue
		}
		if err := alive(ctx, m.URL); err != nil {
			return fmt.Errorf("waiting for the pod of %s: %v: %w", m.ID, err, registry.ErrTimeout)
		}
		here = append(here, m.ID)
	}
	return poll(ctx, func() (bool, error) {
		for _, id := range here {
			if p := n.Pod(id); p != nil && !p.Knows(here) {
				return false, nil
			}
		}
		return true, nil
	})
}

// alive waits until a pod answers its health check.
func alive(ctx context.Context, url string) error {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/healthz", nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err == nil {
			err = resp.Body.Close()
			if resp.StatusCode == http.StatusNoContent {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-time.After(2 * time.Millisecond):
		}
	}
}
