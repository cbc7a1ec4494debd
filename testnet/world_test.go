package testnet_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/audit"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/evidence"
	"github.com/novation-dev/novation/registry/project"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// patience is how long a test waits for what must happen. Nothing is measured
// by it: a test that runs into it fails.
const patience = time.Minute

func logger(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelError}))
}

// sequential marks a test that does one thing after the other. The race detector
// learns nothing from it that the tests of concurrency do not show.
func sequential(t *testing.T) {
	t.Helper()
	if raced {
		t.Skip("one thing after the other: run without the race detector")
	}
}

// A world is a network under test.
type world struct {
	*testnet.Net
	t *testing.T
}

// start runs a network until the test ends, in a folder of its own unless cfg
// names one.
func start(t *testing.T, cfg testnet.Config) *world {
	t.Helper()
	if cfg.Dir == "" {
		cfg.Dir = folder(t)
	}
	cfg.Log = logger(t.Output())
	n, err := testnet.Start(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Errorf("closing the network: %v", err)
		}
	})
	return &world{n, t}
}

// folder returns a folder for a network, in which compiled rules are shared
// with the other tests.
func folder(t *testing.T) string {
	t.Helper()
	warmUp(t)
	dir := t.TempDir()
	for _, home := range []string{dir, testnet.PodDir(dir, "alpha"), testnet.PodDir(dir, "beta"), testnet.PodDir(dir, "gamma")} {
		if err := os.MkdirAll(home, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(compiled, filepath.Join(home, "cache")); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// ctx returns a context for one step.
func (w *world) ctx() context.Context {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(w.t.Context()), patience)
	w.t.Cleanup(cancel)
	return ctx
}

// until waits until ok says yes.
func (w *world) until(what string, ok func() bool) {
	w.t.Helper()
	for end := time.Now().Add(patience); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatalf("waited in vain for %s", what)
		}
	}
}

var (
	buildMu sync.Mutex
	built   = map[string]*bundle.Bundle{}
)

// build returns a release of the example line, not signed. The caller may
// change it.
func build(t *testing.T, version string) *bundle.Bundle {
	t.Helper()
	buildMu.Lock()
	defer buildMu.Unlock()
	if built[version] == nil {
		dir, err := crudetrade.Open(version)
		if err != nil {
			t.Fatal(err)
		}
		if built[version], err = project.Build(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
	}
	b := *built[version]
	return &b
}

// warm compiles the rules of every version once, before the pods of a network
// all want to at the same time.
var warm sync.Once

func warmUp(t *testing.T) {
	t.Helper()
	warm.Do(func() {
		engine, err := plugins.NewEngine(t.Context(), plugins.Config{CacheDir: compiled})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = engine.Close(context.WithoutCancel(t.Context())) }()
		var previous *schema.Schema
		for _, v := range crudetrade.Versions() {
			b := build(t, v)
			r, err := evidence.Load(t.Context(), engine, b, registry.DigestOf(b.Rules), previous)
			if err != nil {
				t.Fatal(err)
			}
			previous = r.Schema
			if err := r.Rules.Close(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func (w *world) publish(version string) registry.Digest {
	w.t.Helper()
	d, err := w.Publish(w.ctx(), build(w.t, version))
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

func (w *world) propose(version string) string {
	w.t.Helper()
	c, err := w.Client("alpha").Propose(w.ctx(), api.Proposal{Line: crudetrade.Line, Version: version, Reason: "test"})
	if err != nil {
		w.t.Fatal(err)
	}
	return c.Hash
}

func (w *world) approve(hash string, members ...string) {
	w.t.Helper()
	if err := w.Approve(w.ctx(), hash, members...); err != nil {
		w.t.Fatal(err)
	}
}

// await waits until every pod sees a change in a status.
func (w *world) await(hash, status string) {
	w.t.Helper()
	for _, m := range w.Members() {
		if _, err := testnet.AwaitChange(w.ctx(), w.Client(m), hash, status); err != nil {
			w.t.Fatalf("pod of %s: %v", m, err)
		}
	}
}

// activate publishes a version and makes it the active one.
func (w *world) activate(version string) string {
	w.t.Helper()
	w.publish(version)
	hash := w.propose(version)
	w.approve(hash, "alpha", "beta")
	w.await(hash, "activated")
	return hash
}

// rows returns the first trades of the example between the given members, the
// first of which creates.
func rows(t *testing.T, count int, parties ...string) []api.Row {
	t.Helper()
	all, err := api.ReadRows(bytes.NewReader(crudetrade.TradesCSV()))
	if err != nil {
		t.Fatal(err)
	}
	all = slices.DeleteFunc(all, func(r api.Row) bool { return !slices.Equal(r.Parties, parties) })
	if len(all) < count {
		t.Fatalf("the table has %d trades between %v, want %d", len(all), parties, count)
	}
	return all[:count]
}

// trade creates and confirms records and returns their ids.
func (w *world) trade(rows []api.Row) []string {
	w.t.Helper()
	clients := map[string]*api.Client{}
	for _, m := range w.Members() {
		clients[m] = w.Client(m)
	}
	in, err := testnet.Import(w.ctx(), clients, crudetrade.Line, rows, "confirm")
	if err != nil {
		w.t.Fatal(err)
	}
	if len(in.Failed) > 0 {
		w.t.Fatalf("trades failed: %+v", in.Failed)
	}
	var ids []string
	for _, r := range rows {
		ids = append(ids, in.Records[r.Number])
	}
	return ids
}

func (w *world) record(member, id string) api.Record {
	w.t.Helper()
	r, err := w.Client(member).Record(w.ctx(), id)
	if err != nil {
		w.t.Fatalf("record %s at %s: %v", id, member, err)
	}
	return r
}

// A place is where a record stands, as far as its parties must agree.
type place struct {
	Version, Status, Commitment string
	Sequence                    uint64
	Pending, Blocked            string
}

// agreed waits until all parties of a record have it in the same place, at
// which want says yes and nothing is under way.
func (w *world) agreed(id string, parties []string, want func(place) bool) place {
	w.t.Helper()
	var at []place
	for end := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		at = at[:0]
		for _, m := range parties {
			r := w.record(m, id)
			at = append(at, place{r.Version, r.Status, r.Commitment, r.Sequence, r.Pending, r.Blocked})
		}
		if len(slices.Compact(slices.Clone(at))) == 1 && at[0].Pending == "" && at[0].Blocked == "" && want(at[0]) {
			return at[0]
		}
		if time.Now().After(end) {
			w.t.Fatalf("record %s does not come together at %v: %+v", id, parties, at)
		}
	}
}

func anywhere(place) bool { return true }

func under(version string) func(place) bool {
	return func(p place) bool { return p.Version == version }
}

// audited has the database of a pod audited, and fails when a check does.
func (w *world) audited(member string) {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), "audit.db")
	if err := w.Client(member).Backup(w.ctx(), path); err != nil {
		w.t.Fatal(err)
	}
	for _, c := range w.failedChecks(path) {
		w.t.Errorf("audit of %s: %s: %s", member, c.Name, c.Detail)
	}
}

// failedChecks audits a database, against the chain too.
func (w *world) failedChecks(path string) []audit.Check {
	w.t.Helper()
	src, err := pod.OpenAudit(path)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = src.Close() }()
	engine, err := plugins.NewEngine(w.ctx(), plugins.Config{CacheDir: compiled})
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = engine.Close(w.ctx()) }()
	trust, err := w.Network().Trust()
	if err != nil {
		w.t.Fatal(err)
	}
	chain, err := pod.DialAudit(w.ctx(), w.Network())
	if err != nil {
		w.t.Fatal(err)
	}
	defer chain.Close()
	verified, err1 := audit.Verify(w.ctx(), src, trust, chain)
	replayed, err2 := audit.Replay(w.ctx(), src, engine, nil)
	if err := errors.Join(err1, err2); err != nil {
		w.t.Fatal(err)
	}
	return slices.DeleteFunc(append(verified.Checks, replayed.Checks...), func(c audit.Check) bool { return c.Word != audit.None })
}

// refused fails the test unless err is of the wanted condition.
func refused(t *testing.T, what string, err, want error) {
	t.Helper()
	if got := registry.ConditionOf(err); err == nil || !errors.Is(got.Err, want) {
		t.Errorf("%s: got %v (%s); want %v", what, err, got.Code, want)
	}
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}
