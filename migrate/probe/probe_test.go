package probe_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/probe"
	"github.com/novation-dev/novation/migrate/statetree"
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

// keysOf reads a subject's keys file.
func keysOf(t *testing.T, s *migratetest.Subject) *statetree.KeySet {
	t.Helper()
	set, err := migratetest.KeySet(s, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = set.Close() })
	return set
}

func specsOf(t *testing.T, s *migratetest.Subject) []probe.Spec {
	t.Helper()
	var m struct{ Probes []probe.Spec }
	if err := json.Unmarshal(s.Map, &m); err != nil {
		t.Fatal(err)
	}
	return m.Probes
}

func sidesAt(c *chain.Client, address common.Address, before, after uint64) (probe.Side, probe.Side) {
	return probe.Side{Chain: c, Address: address, Block: before}, probe.Side{Chain: c, Address: address, Block: after, After: true}
}

func blockOf(t *testing.T, c *chain.Client) uint64 {
	t.Helper()
	b, err := c.Finalized(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return b.Number
}

// TestContracts asks real contracts on a real chain.
func TestContracts(t *testing.T) {
	c := dial(t)
	w := migratetest.Deploy(t, c)
	t.Run("same", func(t *testing.T) { testSame(t, c, append(w.Trio(), migratetest.DeployClub(t, c))) })
	t.Run("changed", func(t *testing.T) { testChanged(t, c, w.Token) })
	t.Run("time", func(t *testing.T) { testTime(t, c, w.Vesting) })
	t.Run("upgraded blindly", func(t *testing.T) { testUpgraded(t, c, w.Token) })
}

// testSame asks every getter of every contract, and the same contract again.
func testSame(t *testing.T, c *chain.Client, all []*migratetest.Subject) {
	for _, s := range all {
		t.Run(s.Name, func(t *testing.T) {
			l, err := probe.New(s.From, s.From, nil)
			if err != nil {
				t.Fatal(err)
			}
			src := probe.Source{
				Layout: s.From.Layout, Keys: keysOf(t, s), Lengths: []uint64{9}, Seed: 1,
				Callers: []common.Address{migratetest.Address(3)},
			}
			at := blockOf(t, c)
			before, after := sidesAt(c, s.Address, at, at)
			got, err := l.Compare(t.Context(), src, before, after, nil)
			if err != nil {
				t.Fatal(err)
			}
			if !got.OK() || got.Same == 0 || got.Same+got.Refused != got.Asked || got.Reworded > 0 {
				t.Errorf("a contract differs from itself: %+v", got)
			}
			if len(got.Getters) != len(l.Getters) {
				t.Errorf("%d of %d getters were asked", len(got.Getters), len(l.Getters))
			}
			t.Logf("asked %d, same %d, refused %d", got.Asked, got.Same, got.Refused)
		})
	}
}

// testChanged: every kind of change is seen, with both values.
func testChanged(t *testing.T, c *chain.Client, s *migratetest.Subject) {
	l, err := probe.New(s.From, s.From, nil)
	if err != nil {
		t.Fatal(err)
	}
	src := probe.Source{Layout: s.From.Layout, Keys: keysOf(t, s), Lengths: []uint64{12}, Limit: 80}
	user := migratetest.Address(3)
	for _, change := range []struct {
		name, method string
		args         []any
		function     string
		differences  uint64
	}{
		{"an element of a mapping", "setQuota", []any{migratetest.Address(64), [32]byte{1}, bigOf(5)}, "", 0}, // a key that nobody knows
		{"the last note", "popNote", nil, "notes(uint256)", 2},
		{"an alias", "setAlias", []any{"a", migratetest.Address(50)}, "resolve(string)", 1},
		{"a balance", "mint", []any{user, bigOf(1)}, "balanceOf(address)", 2},
	} {
		t.Run(change.name, func(t *testing.T) {
			was := blockOf(t, c)
			migratetest.Call(t, c, migratetest.Key(0), s.Address, s.From, change.method, change.args...)
			before, after := sidesAt(c, s.Address, was, blockOf(t, c))
			got, err := l.Compare(t.Context(), src, before, after, nil)
			if err != nil {
				t.Fatal(err)
			}
			seen := change.function == ""
			for _, d := range got.Differences {
				seen = seen || d.Function == change.function
				if d.Before == d.After {
					t.Errorf("a difference that is none: %+v", d)
				}
			}
			if !seen || got.Different < change.differences || got.OK() != (change.differences == 0) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// TestCompareAnswers: every way in which two answers can relate.
func TestCompareAnswers(t *testing.T) {
	getter := func(outputs string) probe.Getter {
		a, err := abi.JSON(strings.NewReader(`[{"type":"function","name":"f","stateMutability":"view","inputs":[],"outputs":[` + outputs + `]}]`))
		if err != nil {
			t.Fatal(err)
		}
		return probe.Getter{Before: a.Methods["f"], After: a.Methods["f"]}
	}
	number, text := getter(`{"name":"","type":"uint256"}`), getter(`{"name":"","type":"string"}`)
	self := common.HexToAddress("0x00000000000000000000000000000000000000aa")
	other := common.HexToAddress("0x00000000000000000000000000000000000000bb")
	word := func(n byte) []byte { return common.BytesToHash([]byte{n}).Bytes() }
	long := func(end string) []byte {
		s := strings.Repeat("long ", 300) + end
		out := append(word(32), common.BigToHash(bigOf(int64(len(s)))).Bytes()...)
		return append(append(out, s...), make([]byte, (32-len(s)%32)%32)...)
	}
	for name, test := range map[string]struct {
		g             *probe.Getter
		before, after probe.Answer
		want          [4]uint64 // same, refused, reworded, different
	}{
		"equal":            {&number, probe.Answer{OK: true, Data: word(1)}, probe.Answer{OK: true, Data: word(1)}, [4]uint64{1, 0, 0, 0}},
		"another value":    {&number, probe.Answer{OK: true, Data: word(1)}, probe.Answer{OK: true, Data: word(2)}, [4]uint64{0, 0, 0, 1}},
		"refused now":      {&number, probe.Answer{OK: true, Data: word(1)}, probe.Answer{Data: nil}, [4]uint64{0, 0, 0, 1}},
		"allowed now":      {&number, probe.Answer{Data: nil}, probe.Answer{OK: true, Data: word(0)}, [4]uint64{0, 0, 0, 1}},
		"refused both":     {&number, probe.Answer{Data: word(1)}, probe.Answer{Data: word(1)}, [4]uint64{0, 1, 0, 0}},
		"other words":      {&number, probe.Answer{Data: word(1)}, probe.Answer{Data: word(2)}, [4]uint64{0, 1, 1, 0}},
		"nothing":          {&number, probe.Answer{OK: true, Data: word(0)}, probe.Answer{OK: true}, [4]uint64{0, 0, 0, 1}},
		"the end of texts": {&text, probe.Answer{OK: true, Data: long("a")}, probe.Answer{OK: true, Data: long("b")}, [4]uint64{0, 0, 0, 1}},
		"its own address":  {&number, probe.Answer{OK: true, Data: word(0xaa)}, probe.Answer{OK: true, Data: word(0xbb)}, [4]uint64{0, 0, 0, 0}},
		"anyone's address": {&number, probe.Answer{OK: true, Data: word(0xac)}, probe.Answer{OK: true, Data: word(0xbb)}, [4]uint64{0, 0, 0, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			test.before.Getter, test.after.Getter = test.g, test.g
			once := func(a probe.Answer) func(func(probe.Answer, error) bool) {
				return func(yield func(probe.Answer, error) bool) { yield(a, nil) }
			}
			l := &probe.List{}
			got, err := l.CompareAnswers(once(test.before), once(test.after), self, other)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, [4]uint64{got.Same, got.Refused, got.Reworded, got.Different}); diff != "" {
				t.Error(diff)
			}
			for _, d := range got.Differences {
				if d.Before == d.After || len(d.Before) > 500 {
					t.Errorf("nobody can see what differs: %+v", d)
				}
			}
			if got.Same+got.Refused+got.Different+got.Itself != 1 {
				t.Errorf("one question was counted %+v", got)
			}
			none := func(func(probe.Answer, error) bool) {}
			if _, err := l.CompareAnswers(once(test.before), none, self, other); !errors.Is(err, registry.ErrConflict) {
				t.Errorf("an answer without a counterpart: %v", err)
			}
			if _, err := l.CompareAnswers(none, once(test.after), self, other); !errors.Is(err, registry.ErrConflict) {
				t.Errorf("a counterpart without an answer: %v", err)
			}
		})
	}
}

// testTime: a getter that depends on the time answers for the time it is told.
func testTime(t *testing.T, c *chain.Client, s *migratetest.Subject) {
	l, err := probe.New(s.From, s.From, nil)
	if err != nil {
		t.Fatal(err)
	}
	was := blockOf(t, c)
	send(t, c) // blocks, and so time, go by
	send(t, c)
	before, after := sidesAt(c, s.Address, was, blockOf(t, c))
	fixes, err := before.Fixes(t.Context())
	if err != nil || !fixes {
		t.Fatalf("the embedded chain fixes the time: %v, %v", fixes, err)
	}
	got, err := l.Compare(t.Context(), probe.Source{}, before, after, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got.OK() {
		t.Error("what can be released does not depend on the time")
	}
	before.Time, after.Time, before.Number, after.Number = 1_800_000_000, 1_800_000_000, was, was
	if got, err = l.Compare(t.Context(), probe.Source{}, before, after, nil); err != nil || !got.OK() {
		t.Errorf("at the same time: %+v, %v", got, err)
	}
}

// TestLimits: a node that takes few calls at once, or answers little at once, is
// asked in smaller requests.
func TestLimits(t *testing.T) {
	live := nodetest.Start(t, node.Config{Alloc: migratetest.Alloc()}).HTTPURL()
	to, err := url.Parse(live)
	if err != nil {
		t.Fatal(err)
	}
	forward := httputil.NewSingleHostReverseProxy(to)
	var refused, cut int
	limit := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		calls := bytes.Count(body, []byte(`"eth_call"`))
		if calls > 30 {
			refused++
			http.Error(w, "too many", http.StatusRequestEntityTooLarge)
			return
		}
		if calls > 1 && cut < 5 { // one answer of the batch is too long
			cut++
			body = bytes.Replace(body, []byte(`"eth_call"`), []byte(`"eth_tooLong"`), 1)
		}
		r.Host, r.Body, r.ContentLength = to.Host, io.NopCloser(bytes.NewReader(body)), int64(len(body))
		forward.ServeHTTP(w, r)
	}))
	defer limit.Close()
	near, err := chain.Dial(t.Context(), chain.Config{URL: live})
	if err != nil {
		t.Fatal(err)
	}
	defer near.Close()
	far, err := chain.Dial(t.Context(), chain.Config{URL: limit.URL})
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	s := migratetest.DeployLedger(t, near, 100, 10)
	l, err := probe.New(s.From, s.From, nil)
	if err != nil {
		t.Fatal(err)
	}
	at := blockOf(t, near)
	before, after := sidesAt(near, s.Address, at, at)
	before.Chain = far
	got, err := l.Compare(t.Context(), probe.Source{Layout: s.From.Layout, Keys: keysOf(t, s)}, before, after, nil)
	if err != nil || !got.OK() || got.Same < 100 {
		t.Errorf("got %+v, %v", got, err)
	}
	if refused == 0 || cut == 0 {
		t.Errorf("%d requests were refused and %d answers cut", refused, cut)
	}
	limit.Close()
	if _, err := l.Compare(t.Context(), probe.Source{}, before, after, nil); !errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("a node that is gone: %v", err)
	}
}

func TestList(t *testing.T) {
	token, vesting := [2]*artifact.Artifact{}, [2]*artifact.Artifact{}
	for i, v := range []string{"v4", "v5"} {
		token[i], vesting[i] = migratetest.Artifact(v, "Token"), migratetest.Artifact(v, "Vesting")
	}
	l, err := probe.New(token[0], token[1], nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"motto()"}, l.Gone); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"lockedUntil(address)", "notice()", "slogan()"}, l.New); diff != "" {
		t.Error(diff)
	}
	for name, test := range map[string]struct {
		spec  probe.Spec
		cause error
		words string
	}{
		"renamed":             {probe.Spec{Before: "beneficiary()", After: "owner()"}, nil, ""},
		"skipped":             {probe.Spec{Before: "beneficiary()", Skip: "why not"}, nil, ""},
		"with arguments":      {probe.Spec{Before: "vestedAmount(uint64)", Args: [][]string{{"7"}, {"0x10"}}}, nil, ""},
		"not there":           {probe.Spec{Before: "beneficiaries()"}, registry.ErrNotFound, "beneficiary()"},
		"changes state":       {probe.Spec{Before: "release()"}, registry.ErrNotFound, "no such view"},
		"no answer":           {probe.Spec{Before: "beneficiary()"}, registry.ErrNotFound, "owner()"},
		"other arguments":     {probe.Spec{Before: "beneficiary()", After: "vestedAmount(uint64)"}, registry.ErrInvalid, "takes other"},
		"too many arguments":  {probe.Spec{Before: "vestedAmount(uint64)", Args: [][]string{{"7", "8"}}}, registry.ErrInvalid, "takes 1"},
		"too large a number":  {probe.Spec{Before: "vestedAmount(uint64)", Args: [][]string{{"18446744073709551616"}}}, registry.ErrInvalid, "uint64"},
		"a negative number":   {probe.Spec{Before: "vestedAmount(uint64)", Args: [][]string{{"-1"}}}, registry.ErrInvalid, "uint64"},
		"no address":          {probe.Spec{Before: "released(address)", Args: [][]string{{"0x12"}}}, registry.ErrInvalid, "an address"},
		"arguments for empty": {probe.Spec{Before: "label()", Args: [][]string{{"1"}}}, registry.ErrInvalid, "takes 0"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := probe.New(vesting[0], vesting[1], []probe.Spec{test.spec})
			if !errors.Is(err, test.cause) {
				t.Fatalf("got %v, want %v", err, test.cause)
			}
			if err != nil && !strings.Contains(err.Error(), test.words) {
				t.Errorf("%v does not say %q", err, test.words)
			}
		})
	}
}

// testUpgraded: the new code over the old slots answers otherwise.
func testUpgraded(t *testing.T, c *chain.Client, s *migratetest.Subject) {
	l, err := probe.New(s.From, s.To, specsOf(t, s))
	if err != nil {
		t.Fatal(err)
	}
	was := blockOf(t, c)
	code := migratetest.Create(t, c, migratetest.Key(0), s.To)
	migratetest.Call(t, c, migratetest.Key(0), s.Admin, migratetest.Artifact("v4", "ProxyAdmin"), "upgrade", s.Address, code)
	before, after := sidesAt(c, s.Address, was, blockOf(t, c))
	got, err := l.Compare(t.Context(), probe.Source{Layout: s.From.Layout, Keys: keysOf(t, s), Limit: 50}, before, after, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got.OK() || got.Different < 30 || len(got.Differences) > probe.MaxDifferences {
		t.Errorf("got %+v", got)
	}
}

// send makes a block.
func send(t *testing.T, c *chain.Client) *types.Receipt {
	t.Helper()
	return migratetest.Call(t, c, migratetest.Key(7), migratetest.Address(7), nil, "")
}

func bigOf(n int64) *big.Int { return big.NewInt(n) }
