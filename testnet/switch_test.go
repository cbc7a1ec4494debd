package testnet_test

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/project"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// BenchmarkSwitch measures one change of three members from the call that
// proposes it until the last of three pods has switched: three approvals, three
// attestations, the activation. What the figures mean is in README.md:
//
//	go test ./testnet -run '^$' -bench Switch -benchtime 20x -timeout 30m
func BenchmarkSwitch(b *testing.B) {
	for _, c := range []struct {
		name  string
		block time.Duration
		fresh bool
	}{
		{"on-demand/same-rules", 0, false},
		{"on-demand/new-rules", 0, true},
		{"every-second/same-rules", time.Second, false},
		{"every-second/new-rules", time.Second, true},
	} {
		b.Run(c.name, func(b *testing.B) { benchmarkSwitch(b, c.block, c.fresh) })
	}
}

// needed is how many transactions, each of which depends on the one before, lie
// between a proposal and the switch: it is proposed; approved and attested, side
// by side; activated.
const needed = 3

func benchmarkSwitch(b *testing.B, block time.Duration, fresh bool) {
	s := newSwitching(b, block)
	if _, err := s.change(b.Context(), fresh); err != nil { // the first has a Book to deploy
		b.Fatal(err)
	}
	var all []timing
	used := cpu(b)
	for b.Loop() {
		at, err := s.change(b.Context(), fresh)
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, at)
	}
	b.ReportMetric(float64((cpu(b)-used).Milliseconds())/float64(len(all)), "cpu-ms/change")
	for _, phase := range phases {
		at := quantiles(all, phase.of)
		if phase.metric {
			b.ReportMetric(at(50), phase.name+"-p50-ms")
			b.ReportMetric(at(90), phase.name+"-p90-ms")
		}
		b.Logf("%-26s %9.1f ms %9.1f ms", phase.name, at(50), at(90))
	}
	b.ReportMetric(0, "ns/op")
}

// cpu returns the time that this process has computed: node, registry, pods and
// members together. Unlike the others, this figure does not depend on what else
// the machine does.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// A timing says how long the phases of one change took, as a watcher of the
// chain and of the pods saw them.
type timing struct {
	total, proposed, approved, ready, active, switched time.Duration
	// blocks is what the chain alone needs for the change: with blocks on demand
	// the time of needed transactions, one after the other, with nothing between
	// them; with blocks at fixed times, until the last of as many blocks.
	blocks time.Duration
	// bare is the time of those transactions on the chain of the same run.
	bare time.Duration
}

// phases are what is reported: all of it, what the chain does not need, what it
// does need, and then part by part.
var phases = []struct {
	name   string
	metric bool
	of     func(timing) time.Duration
}{
	{"total", true, func(t timing) time.Duration { return t.total }},
	{"beyond-blocks", true, func(t timing) time.Duration { return t.total - t.blocks }},
	{"bare-chain", true, func(t timing) time.Duration { return t.bare }},
	{"call to proposed", false, func(t timing) time.Duration { return t.proposed }},
	{"proposed to approved", false, func(t timing) time.Duration { return t.approved }},
	{"approved to ready", false, func(t timing) time.Duration { return t.ready }},
	{"ready to active", false, func(t timing) time.Duration { return t.active }},
	{"active to all switched", false, func(t timing) time.Duration { return t.switched }},
}

// quantiles returns what some percentage of the timings do not exceed, in
// milliseconds.
func quantiles(all []timing, of func(timing) time.Duration) func(percent int) float64 {
	var ds []time.Duration
	for _, t := range all {
		ds = append(ds, of(t))
	}
	slices.Sort(ds)
	return func(percent int) float64 {
		nearest := max((len(ds)*percent+99)/100, 1) - 1
		return float64(ds[nearest].Microseconds()) / 1000
	}
}

// switching is a network whose changes are timed.
type switching struct {
	*testnet.Net
	clients map[string]*api.Client
	keys    map[string]*ecdsa.PrivateKey
	base    *bundle.Bundle
	patch   int
	watch   *watch
	chain   *chain.Client
	sender  *ecdsa.PrivateKey
	nonce   uint64
	timed   bool
}

func newSwitching(b *testing.B, block time.Duration) *switching {
	ctx := b.Context()
	n, err := testnet.Start(ctx, testnet.Config{Dir: b.TempDir(), BlockTime: block})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := n.Close(); err != nil {
			b.Errorf("closing the network: %v", err)
		}
	})
	s := &switching{Net: n, keys: map[string]*ecdsa.PrivateKey{}, timed: block > 0}
	if s.clients, err = testnet.Clients(n.Dir(), n.Network()); err != nil {
		b.Fatal(err)
	}
	for _, m := range n.Members() {
		if s.keys[m], err = testnet.ApprovalKey(n.Dir(), m); err != nil {
			b.Fatal(err)
		}
	}
	dir, err := crudetrade.Open("1.0.0")
	if err != nil {
		b.Fatal(err)
	}
	if s.base, err = project.Build(ctx, dir); err != nil {
		b.Fatal(err)
	}
	if s.sender, err = crypto.GenerateKey(); err != nil {
		b.Fatal(err)
	}
	s.chain, s.watch = watching(ctx, b, n.Network())
	return s
}

// change publishes a release, moves the line to it, and says how long what took.
func (s *switching) change(ctx context.Context, fresh bool) (timing, error) {
	version, err := s.publish(ctx, fresh)
	if err != nil {
		return timing{}, err
	}
	began := time.Now()
	c, err := s.clients["alpha"].Propose(ctx, api.Proposal{
		Line: crudetrade.Line, Version: version, Reason: "benchmark", Policy: typed.Policy{Threshold: uint32(len(s.clients))},
	})
	if err != nil {
		return timing{}, err
	}
	var group sync.WaitGroup
	errs := make(chan error, len(s.clients))
	for m := range s.clients {
		group.Go(func() { errs <- s.approve(ctx, m, c.Hash) })
	}
	group.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			return timing{}, err
		}
	}
	seen, err := s.watch.active(ctx, common.HexToHash(c.Hash))
	if err != nil {
		return timing{}, err
	}
	if err := s.switched(ctx, c.Hash); err != nil {
		return timing{}, err
	}
	ended := time.Now()
	ready := seen.vetted
	if seen.approved.After(ready) {
		ready = seen.approved
	}
	t := timing{
		total: ended.Sub(began), proposed: seen.proposed.Sub(began), approved: seen.approved.Sub(seen.proposed),
		ready: ready.Sub(seen.approved), active: seen.activated.Sub(ready), switched: ended.Sub(seen.activated),
	}
	if t.bare, err = s.bare(ctx); err != nil {
		return t, err
	}
	if t.blocks = t.bare; s.timed {
		t.blocks = s.watch.block(began, needed).Sub(began)
	}
	return t, nil
}

// publish publishes the next patch. A fresh one has rules that no pod has
// compiled before: the same, and another name in a section that nothing reads.
func (s *switching) publish(ctx context.Context, fresh bool) (string, error) {
	next := *s.base
	next.Manifest.Version = fmt.Sprintf("1.0.%d", s.patch)
	next.Manifest.Book.Shared = s.patch > 0
	if fresh {
		name := fmt.Sprintf("novation.bench%06d", s.patch)
		next.Rules = append(slices.Clone(next.Rules), 0, byte(len(name)+1), byte(len(name)))
		next.Rules = append(next.Rules, name...)
		next.Manifest.Rules = registry.BlobOf(next.Rules)
	}
	s.patch++
	_, err := s.Publish(ctx, &next)
	return next.Manifest.Version, err
}

// approve is what a member does: it has its pod fetch the change, rebuilds what
// it signs, and has its pod carry the signature.
func (s *switching) approve(ctx context.Context, member, hash string) error {
	c := s.clients[member]
	for {
		_, err := c.Change(ctx, hash)
		if err == nil {
			break
		}
		if !errors.Is(err, registry.ErrNotFound) {
			return err
		}
		time.Sleep(glance)
	}
	r, err := c.Review(ctx, hash)
	if err != nil {
		return err
	}
	what, _, err := r.Struct()
	if err != nil {
		return err
	}
	key := s.keys[member]
	sig, err := typed.Sign(key, common.Hash(what.Digest(r.Chain, s.Network().Consortium)))
	if err != nil {
		return err
	}
	return c.Approve(ctx, hash, api.Signature{Approver: crypto.PubkeyToAddress(key.PublicKey).Hex(), Signature: sig})
}

// glance is the pause between two looks at a pod.
const glance = 3 * time.Millisecond

// switched waits until all pods have switched.
func (s *switching) switched(ctx context.Context, hash string) error {
	for _, c := range s.clients {
		for {
			ch, err := c.Change(ctx, hash)
			if err != nil {
				return err
			}
			if ch.Progress.Stage == upgrade.Switched {
				break
			}
			time.Sleep(glance)
		}
	}
	return nil
}

// bare sends as many transactions as a change needs, each when the one before is
// final.
func (s *switching) bare(ctx context.Context) (time.Duration, error) {
	to := crypto.PubkeyToAddress(s.sender.PublicKey)
	began := time.Now()
	for range needed {
		raw, hash, err := s.chain.Sign(ctx, s.sender, s.nonce, &to, nil, 21_000)
		if err != nil {
			return 0, err
		}
		s.nonce++
		if err := s.chain.SendRaw(ctx, raw); err != nil {
			return 0, err
		}
		if _, err := s.chain.WaitFinal(ctx, hash); err != nil {
			return 0, err
		}
	}
	return time.Since(began), nil
}

// A watch notes when what happened on the chain.
type watch struct {
	mu     sync.Mutex
	moved  chan struct{} // closed by the next block
	view   change.View
	seen   map[common.Hash]*seen
	blocks []time.Time
}

// seen is when a watch saw what became of a change.
type seen struct{ proposed, approved, vetted, activated time.Time }

// watching follows the chain of a network until the benchmark ends.
func watching(ctx context.Context, b *testing.B, n *pod.Network) (*chain.Client, *watch) {
	near := *n
	near.Node = strings.Replace(n.Node, "http://", "ws://", 1) // told of blocks, rather than asking
	c, err := pod.Dial(ctx, &near)
	if err != nil {
		b.Fatal(err)
	}
	w := &watch{seen: map[common.Hash]*seen{}, moved: make(chan struct{})}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = c.Follow(ctx, n.Deployed, func() []common.Address { return []common.Address{n.Consortium} }, w.handle)
	}()
	b.Cleanup(func() {
		cancel()
		<-done
		c.Close()
	})
	return c, w
}

func (w *watch) handle(_ context.Context, block chain.Block, logs []types.Log) error {
	now := time.Now()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.blocks = append(w.blocks, now)
	w.view.Tick(block.Number, block.Time)
	for i := range logs {
		if _, err := w.view.Apply(&logs[i]); err != nil {
			return err
		}
	}
	for hash, c := range w.view.Changes {
		s := w.seen[hash]
		if s == nil {
			s = &seen{}
			w.seen[hash] = s
		}
		all := len(w.view.Pods)
		for at, so := range map[*time.Time]bool{
			&s.proposed: true, &s.approved: len(c.Approved) == all, &s.vetted: len(c.Vetted) == all, &s.activated: c.Status == change.Activated,
		} {
			if so && at.IsZero() {
				*at = now
			}
		}
	}
	close(w.moved)
	w.moved = make(chan struct{})
	return nil
}

// active waits until a change was activated.
func (w *watch) active(ctx context.Context, hash common.Hash) (seen, error) {
	for {
		w.mu.Lock()
		s, moved := w.seen[hash], w.moved
		var now seen
		if s != nil {
			now = *s
		}
		w.mu.Unlock()
		if !now.activated.IsZero() {
			return now, nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return now, ctx.Err()
		}
	}
}

// block returns when the nth block after a time was seen.
func (w *watch) block(after time.Time, nth int) time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	i, _ := slices.BinarySearchFunc(w.blocks, after, time.Time.Compare)
	return w.blocks[min(i+nth, len(w.blocks))-1]
}
