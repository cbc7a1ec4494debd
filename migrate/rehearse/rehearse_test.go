package rehearse_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/probe"
	"github.com/novation-dev/novation/migrate/rehearse"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
	"github.com/novation-dev/novation/registry"
)

func dial(t *testing.T) *chain.Client {
	t.Helper()
	c, err := chain.Dial(t.Context(), chain.Config{URL: nodetest.Start(t, node.Config{Alloc: migratetest.Alloc()}).HTTPURL()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// embedded starts forks that are embedded nodes.
func embedded(_ context.Context, s rehearse.ForkSpec) (string, func() error, error) {
	n, err := node.New(node.Config{ChainID: s.ChainID, Alloc: s.Alloc})
	if err != nil {
		return "", nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- n.Run(ctx) }()
	end := func() error {
		cancel()
		return <-done
	}
	select {
	case <-n.Ready():
		return n.HTTPURL(), end, nil
	case err := <-done:
		cancel()
		return "", nil, errors.Join(errors.New("the fork ended"), err)
	}
}

func inputOf(t testing.TB, c *chain.Client, s *migratetest.Subject, mapFile []byte) contract.Input {
	t.Helper()
	m, err := contract.ParseMap(mapFile)
	if err != nil {
		t.Fatal(err)
	}
	return contract.Input{From: s.From, To: s.To, Address: s.Address, Chain: c, Keys: s.Keys, Map: m, Dir: t.TempDir()}
}

// rehearsed plans and rehearses.
func rehearsed(t testing.TB, in contract.Input, brief bool) *rehearse.Report {
	t.Helper()
	plan, err := contract.New(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return rehearsedPlan(t, in, plan, brief)
}

func rehearsedPlan(t testing.TB, in contract.Input, plan *contract.Plan, brief bool) *rehearse.Report {
	t.Helper()
	start := time.Now()
	r, err := rehearse.Run(t.Context(), rehearse.Config{
		Input: in, Fork: embedded, Limit: 60, Dir: t.TempDir(), Brief: brief,
		Progress: func(what string) { t.Logf("%6.2f s %s", time.Since(start).Seconds(), what) },
	}, plan)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := r.Text(&out); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", &out)
	return r
}

// ways are all that a contract can be moved in.
var ways = []contract.Way{contract.InPlace, contract.SteppedWay, contract.Deferred}

// TestTrio rehearses the reference case: in short one contract wholly and the
// others briefly, and with SLOW everything in every way.
func TestTrio(t *testing.T) {
	c := dial(t)
	w := migratetest.Deploy(t, c)
	for i, s := range w.Trio() {
		for j, way := range ways {
			slow := os.Getenv("SLOW") != ""
			whole := slow || s == w.Token && way == contract.InPlace
			if !whole && i != j {
				continue
			}
			t.Run(s.Name+" "+string(way), func(t *testing.T) {
				in := inputOf(t, c, s, s.Map)
				in.Map.Way = way
				r := rehearsed(t, in, !whole)
				check(t, r, whole)
			})
		}
	}
}

// TestStanding rehearses what stands behind no proxy of its own: a contract that
// freezes itself, and one of the proxies of a beacon.
func TestStanding(t *testing.T) {
	c := dial(t)
	for _, s := range []*migratetest.Subject{migratetest.DeployBox(t, c, "BoxV2", 5), behindBeacon(t, c)} {
		t.Run(s.Name, func(t *testing.T) {
			in := inputOf(t, c, s, s.Map)
			r := rehearsed(t, in, false)
			if !r.Ready() {
				t.Errorf("found %+v", r.Findings)
			}
			if s.Name != "Box" && !has(r, rehearse.Note, "siblings", "1 other proxies") {
				t.Errorf("nothing is said of the other proxy: %+v", r.Findings)
			}
		})
	}
}

// TestWhileDraining rehearses the next upgrade of a contract whose last one has
// left entries to be written.
func TestWhileDraining(t *testing.T) {
	c := dial(t)
	s := migratetest.DeployLedger(t, c, 12, 3)
	in := inputOf(t, c, s, s.Map)
	in.Map.Way = contract.Deferred
	p, err := contract.New(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	m, err := execute.Start(t.Context(), execute.Config{
		Input: in, Dir: filepath.Join(t.TempDir(), "m"), Authority: execute.Key{PrivateKey: s.Owner},
		Attester: migratetest.Key(40), Carrier: migratetest.Key(41), Activate: true,
	}, p)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	if w, err := m.Run(t.Context()); err != nil || w == nil || w.For != execute.ForDrain {
		t.Fatal(w, err)
	}
	v, err := m.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	at, err := c.Finalized(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	o, err := m.Logical(t.Context(), at.Number, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	next := contract.Input{From: s.To, To: s.From, Address: v.Target, Chain: c, Keys: s.Keys, Dir: t.TempDir(), Overlay: o, Formerly: []common.Address{s.Address}}
	next.Read.Block = &at.Number
	r := rehearsed(t, next, false)
	if !r.Ready() || !has(r, rehearse.Note, "drained", "") || r.Outcome.Eager == 0 || r.Probes.Same < 20 {
		t.Errorf("found %+v", r)
	}
}

func behindBeacon(t *testing.T, c *chain.Client) *migratetest.Subject {
	s, _, _ := migratetest.DeployBeacon(t, c, 2, 5)
	return s
}

// check fails when anything is not as it should be.
func check(t *testing.T, r *rehearse.Report, whole bool) {
	t.Helper()
	if r.Ready() != whole {
		t.Errorf("ready is %v: %+v", r.Ready(), r.Findings)
	}
	if c := r.Probes; c == nil || !c.OK() || c.Same < 50 || c.Same+c.Refused+c.Itself != c.Asked {
		t.Errorf("getters differ: %+v", c)
	}
	if o := r.Outcome; o == nil || !o.Repeated || o.Verified == nil || len(o.Verified.Differences) > 0 || o.Gas == 0 {
		t.Errorf("the outcome is %+v", o)
	}
	if d := r.Draining; (d != nil) != (r.Way == contract.Deferred) || d != nil && (d.Different > 0 || d.Unserved == 0 || d.Same == 0) {
		t.Errorf("while it drains: %+v", d)
	}
	if !whole {
		return
	}
	if v := r.Reverted; v == nil || !v.Exact || v.Root != r.Live.StorageRoot || v.Lost > 0 {
		t.Errorf("the revert is %+v", v)
	}
	if len(r.Crashes) < 50 || len(r.Aborts) != 2 || !r.Aborts[0].Exact || !r.Aborts[1].Exact {
		t.Errorf("%d crashes, aborts %+v", len(r.Crashes), r.Aborts)
	}
	for _, during := range []string{"run", "activate", "revert", "abort"} {
		if !slices.ContainsFunc(r.Crashes, func(c rehearse.Crash) bool { return c.During == during }) {
			t.Errorf("it never crashed during %s", during)
		}
	}
}

// TestClub: another contract of the kind, whose getters depend on the number of
// the block.
func TestClub(t *testing.T) {
	c := dial(t)
	s := migratetest.DeployClub(t, c)
	slow := os.Getenv("SLOW") != ""
	check(t, rehearsed(t, inputOf(t, c, s, s.Map), !slow), slow)
}

// TestKeySource: keys from the wrong place leave slots unexplained, and the plan
// that was made of them is refused before anything is tried.
func TestKeySource(t *testing.T) {
	c := dial(t)
	s := migratetest.DeployLedger(t, c, 20, 5)
	in := inputOf(t, c, s, s.Map)
	good, err := contract.New(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	in.Keys = []byte(`{"balanceOf": ["0x0000000000000000000000000000000000000001"], "entries": ["0", "1", "2", "3", "4"]}`)
	if _, err := contract.New(t.Context(), in); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("a plan from wrong keys: %v", err)
	}
	r := rehearsedPlan(t, in, good, true)
	if r.Ready() || r.Outcome != nil || !has(r, rehearse.Bad, "plan", "cannot be followed") {
		t.Errorf("found %+v", r.Findings)
	}
}

// TestHidden: state that no layout tells of.
func TestHidden(t *testing.T) {
	c := dial(t)
	s := migratetest.DeployHidden(t, c)
	in := inputOf(t, c, s, s.Map)
	plan, err := contract.New(t.Context(), in)
	if !errors.Is(err, registry.ErrRefused) || plan == nil {
		t.Fatalf("got %v, %v", plan, err)
	}
	if r := rehearsedPlan(t, in, plan, true); r.Ready() || !has(r, rehearse.Bad, "plan", "") {
		t.Errorf("found %+v", r.Findings)
	}
}

// TestInvariants: what the caller says must hold is asked before and after.
func TestInvariants(t *testing.T) {
	c := dial(t)
	s := migratetest.DeployLedger(t, c, 20, 5)
	in := inputOf(t, c, s, s.Map)
	plan, err := contract.New(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	var asked []bool
	r, err := rehearse.Run(t.Context(), rehearse.Config{Input: in, Fork: embedded, Dir: t.TempDir(), Brief: true, Invariants: []rehearse.Invariant{
		{Name: "nothing changes", Check: func(_ context.Context, side probe.Side) error {
			asked = append(asked, side.After)
			if side.After {
				return errors.New("it did")
			}
			return nil
		}},
	}}, plan)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]bool{false, true}, asked); diff != "" {
		t.Error(diff)
	}
	if !has(r, rehearse.Bad, "invariant", "nothing changes does not hold after: it did") {
		t.Errorf("found %+v", r.Findings)
	}
}

// TestForks: a fork that cannot be started, or is another chain, or does not hold
// what it was given, ends the rehearsal; its folder is gone.
func TestForks(t *testing.T) {
	c := dial(t)
	s := migratetest.DeployLedger(t, c, 20, 5)
	in := inputOf(t, c, s, s.Map)
	plan, err := contract.New(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("no memory")
	for name, test := range map[string]struct {
		fork  rehearse.Fork
		cause error
	}{
		"cannot start": {func(context.Context, rehearse.ForkSpec) (string, func() error, error) { return "", nil, broken }, broken},
		"another chain": {func(ctx context.Context, s rehearse.ForkSpec) (string, func() error, error) {
			s.ChainID++
			return embedded(ctx, s)
		}, registry.ErrConflict},
		"a slot is missing": {func(ctx context.Context, s rehearse.ForkSpec) (string, func() error, error) {
			for slot := range s.Alloc[plan.Address].Storage {
				delete(s.Alloc[plan.Address].Storage, slot)
				break
			}
			return embedded(ctx, s)
		}, registry.ErrConflict},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			_, err := rehearse.Run(t.Context(), rehearse.Config{Input: in, Fork: test.fork, Dir: dir, Brief: true}, plan)
			if !errors.Is(err, test.cause) {
				t.Errorf("got %v", err)
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("%d files are left, %v", len(left), err)
			}
		})
	}
}

// has reports whether a report has a finding.
func has(r *rehearse.Report, level rehearse.Level, code, words string) bool {
	return slices.ContainsFunc(r.Findings, func(f rehearse.Finding) bool {
		return f.Level == level && f.Code == code && strings.Contains(f.Text, words)
	})
}

// TestPlanted: mistakes that a plan can be made with are found by what getters
// answer.
func TestPlanted(t *testing.T) {
	c := dial(t)
	w := migratetest.Deploy(t, c)
	for name, test := range map[string]struct {
		s      *migratetest.Subject
		change func(*contract.MapFile)
		words  string
	}{
		"two variables swapped": {w.Token, func(m *contract.MapFile) {
			m.Move = map[string]string{"terms": "slogan", "motto": "terms"}
		}, "terms()"},
		"a dropped variable": {w.Token, func(m *contract.MapFile) {
			m.Drop = map[string]string{"_quotas": "nobody needs them"}
		}, "quota(address,bytes32)"},
		"a value that is given": {w.Vesting, func(m *contract.MapFile) {
			m.Drop = map[string]string{"claims": "counted anew"}
			m.Set = map[string]string{"claims": "99"}
		}, "claims()"},
	} {
		t.Run(name, func(t *testing.T) {
			in := inputOf(t, c, test.s, test.s.Map)
			in.Map.Way = contract.InPlace
			test.change(&in.Map)
			r := rehearsed(t, in, true)
			if r.Ready() || !has(r, rehearse.Bad, "difference", test.words) {
				t.Errorf("found %+v", r.Findings)
			}
		})
	}
}
