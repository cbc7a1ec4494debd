package chainstate_test

import (
	"errors"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
	"github.com/novation-dev/novation/registry"
)

// A subject is a contract with state on a node that a liar stands in front of.
type subject struct {
	*user
	account common.Address
	all     []slotset.Word
	liar    *liar
	through *chain.Client
}

func hostile(t *testing.T) *subject {
	t.Helper()
	s := &subject{user: dial(t, chain.Config{URL: nodetest.Start(t, node.Config{}).HTTPURL()}), all: hashes(600)}
	s.account = s.deploy(store)
	s.write(s.account, s.all)
	s.liar = lie(t, s.cfg.URL)
	var err error
	if s.through, err = chain.Dial(t.Context(), chain.Config{URL: s.liar.url}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.through.Close)
	return s
}

func (s *subject) at(t *testing.T, cfg chainstate.Config) (*chainstate.Snapshot, error) {
	return chainstate.At(t.Context(), s.through, s.account, cfg)
}

// What a node must not be believed, when the account is opened.
func TestAtLies(t *testing.T) {
	s := hostile(t)
	for _, test := range []struct {
		name   string
		answer func(ask, answer *message) *message
		want   error
		text   string
	}{
		{"nothing", func(_, a *message) *message { return a }, nil, ""},
		{"another state root", in("eth_getBlockByNumber", func(b map[string]any) {
			b["stateRoot"] = common.HexToHash("0x01")
		}), registry.ErrConflict, "not the hash of the header"},
		{"a header of another form with another state root", in("eth_getBlockByNumber", func(b map[string]any) {
			b["stateRoot"], b["extraData"] = common.HexToHash("0x01"), "0x"+strings.Repeat("00", 40)
		}), registry.ErrConflict, "does not fit the state root"},
		{"another hash", in("eth_getBlockByNumber", func(b map[string]any) {
			b["hash"] = common.HexToHash("0x01")
		}), registry.ErrConflict, ""},
		{"another number", in("eth_getBlockByNumber", func(b map[string]any) {
			if b["number"] != "0x0" {
				b["number"] = "0x1"
			}
		}), registry.ErrConflict, ""},
		{"a block without a state root", in("eth_getBlockByNumber", func(b map[string]any) {
			delete(b, "stateRoot")
		}), registry.ErrConflict, "stateRoot"},
		{"no block", func(q, a *message) *message {
			if q.Method == "eth_getBlockByNumber" && string(q.Params[0]) != `"finalized"` {
				a.Result = []byte("null")
			}
			return a
		}, registry.ErrStale, "behind"},
		{"another storage root", in("eth_getProof", func(p map[string]any) {
			p["storageHash"] = common.HexToHash("0x01")
		}), registry.ErrConflict, "proves"},
		{"another code", in("eth_getProof", func(p map[string]any) {
			p["codeHash"] = common.HexToHash("0x01")
		}), registry.ErrConflict, "proves"},
		{"no proof", in("eth_getProof", func(p map[string]any) {
			p["accountProof"] = []string{}
		}), registry.ErrConflict, "does not fit"},
		{"a proof cut short", in("eth_getProof", func(p map[string]any) {
			nodes := p["accountProof"].([]any)
			p["accountProof"] = nodes[:len(nodes)-1]
		}), registry.ErrConflict, "does not fit"},
		{"a proof with another last node", in("eth_getProof", func(p map[string]any) {
			nodes := p["accountProof"].([]any)
			last := nodes[len(nodes)-1].(string)
			nodes[len(nodes)-1] = last[:len(last)-2] + "00"
		}), registry.ErrConflict, "does not fit"},
		{"a proof that is nonsense", func(q, a *message) *message {
			if q.Method == "eth_getProof" {
				return a.with(t, "yes")
			}
			return a
		}, registry.ErrUnreachable, ""},
		{"null for a proof", func(q, a *message) *message {
			if q.Method == "eth_getProof" {
				return a.with(t, nil)
			}
			return a
		}, registry.ErrConflict, ""},
		{"no state", func(q, a *message) *message {
			if q.Method == "eth_getProof" {
				return a.no(-32000, "missing trie node 1234 (path ) state 0x56 is not available")
			}
			return a
		}, registry.ErrStale, "newer block"},
		{"replaced", func(q, a *message) *message {
			if q.Method == "eth_getProof" {
				return a.no(-32000, "hash 1234 is not currently canonical")
			}
			return a
		}, registry.ErrConflict, "replaced"},
		{"not allowed", func(q, a *message) *message {
			if q.Method == "eth_getProof" {
				return a.no(-32601, "the method eth_getProof does not exist/is not available")
			}
			return a
		}, registry.ErrRefused, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.liar.tells(test.answer, nil)
			_, err := s.at(t, chainstate.Config{})
			if !errors.Is(err, test.want) || test.text != "" && !strings.Contains(err.Error(), test.text) {
				t.Errorf("At: %v, want %v with %q", err, test.want, test.text)
			}
		})
	}
}

// in changes the answers of a method that are objects.
func in(method string, change func(map[string]any)) func(ask, answer *message) *message {
	return func(ask, answer *message) *message {
		if ask.Method != method || answer.Error != nil || string(answer.Result) == "null" {
			return answer
		}
		var fake testing.T // Unmarshal of what a real node says does not fail
		o := answer.object(&fake)
		change(o)
		return answer.with(&fake, o)
	}
}

// Which accounts and blocks are refused, without any lie.
func TestAtRefuses(t *testing.T) {
	each(t, func(t *testing.T, _ network, c *user) {
		c.deploy([]byte{0}) // anvil's genesis has no state root
		account := c.deploy(store)
		c.write(account, hashes(3))
		final, err := c.Finalized(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		later := final.Number + 1
		old := final.Number - 1
		before := uint64(1)
		for _, test := range []struct {
			name    string
			account common.Address
			cfg     chainstate.Config
			want    error
		}{
			{"as it is", account, chainstate.Config{}, nil},
			{"an earlier block", account, chainstate.Config{Block: &old}, nil},
			{"not final", account, chainstate.Config{Block: &later}, registry.ErrStale},
			{"before it was deployed", account, chainstate.Config{Block: &before}, registry.ErrNotFound},
			{"no account", common.HexToAddress("0x1234"), chainstate.Config{}, registry.ErrNotFound},
			{"witness", account, chainstate.Config{Witnesses: []*chain.Client{c.Client}}, nil},
		} {
			t.Run(test.name, func(t *testing.T) {
				if _, err := chainstate.At(t.Context(), c.Client, test.account, test.cfg); !errors.Is(err, test.want) {
					t.Errorf("At: %v, want %v", err, test.want)
				}
			})
		}
	})
}

// A chain whose headers are hashed in another form is taken at its word, and
// that is said.
func TestHashTold(t *testing.T) {
	s := hostile(t)
	s.liar.tells(in("eth_getBlockByNumber", func(b map[string]any) { b["extraData"] = "0x" + strings.Repeat("00", 100) }), nil)
	got, err := s.at(t, chainstate.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if !got.HashTold {
		t.Error("HashTold is false for a header whose hash cannot be computed")
	}
}

func TestWitnesses(t *testing.T) {
	s := hostile(t)
	other := dial(t, chain.Config{URL: nodetest.Start(t, node.Config{}).HTTPURL()})
	foreign := dial(t, chain.Config{URL: nodetest.Start(t, node.Config{ChainID: 77}).HTTPURL()})
	for _, test := range []struct {
		name    string
		witness *chain.Client
		want    error
	}{
		{"the same chain", s.Client, nil},
		{"one that has fewer blocks", other.Client, registry.ErrStale},
		{"one of another chain", foreign.Client, registry.ErrConflict},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := chainstate.At(t.Context(), s.Client, s.account, chainstate.Config{Witnesses: []*chain.Client{s.Client, test.witness}})
			if !errors.Is(err, test.want) {
				t.Errorf("At: %v, want %v", err, test.want)
			}
		})
	}
	t.Run("one that has another block", func(t *testing.T) {
		other.deploy(store)
		other.deploy(append(slices.Clone(store), 0))
		other.write(crypto0, hashes(1))
		other.write(crypto0, hashes(1))
		_, err := chainstate.At(t.Context(), s.Client, s.account, chainstate.Config{Witnesses: []*chain.Client{other.Client}})
		if !errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), "witness 1") {
			t.Errorf("At: %v, want a conflict with the witness", err)
		}
	})
}

var crypto0 = common.HexToAddress("0x1234567890123456789012345678901234567890")

// Storage that is read wrong, or in part, does not pass Complete.
func TestCompleteFindsLies(t *testing.T) {
	s := hostile(t)
	lied := s.all[7].Slot
	for _, single := range []bool{true, false} {
		s.liar.tells(func(q, a *message) *message {
			switch {
			case q.Method == "eth_getStorageValues" && single:
				return a.no(-32601, "no such method")
			case q.Method == "eth_getStorageValues":
				o := a.object(t)
				for _, words := range o {
					for i, v := range words.([]any) {
						if v == s.all[7].Value.Hex() {
							words.([]any)[i] = "0x0000000000000000000000000000000000000000000000000000000000000063"
						}
					}
				}
				return a.with(t, o)
			case q.Method == "eth_getStorageAt" && strings.Contains(string(q.Params[1]), lied.Hex()):
				return a.with(t, "0x63")
			}
			return a
		}, nil)
		snapshot, err := s.at(t, chainstate.Config{})
		if err != nil {
			t.Fatal(err)
		}
		words := slices.Clone(s.all)
		for i, v := range read(t, snapshot, slotsOf(words)) {
			words[i].Value = v
		}
		got, err := snapshot.Complete(t.Context(), set(t, words), 0)
		if err != nil {
			t.Fatal(err)
		}
		if got.Complete || !slices.Equal(got.Wrong, []common.Hash{lied}) || len(got.Unexplained) > 0 {
			t.Errorf("Complete: %+v, want that %s is wrong", got, lied)
		}
	}
}

// Proofs that do not hold stop the search.
func TestCompleteRefusesProofs(t *testing.T) {
	s := hostile(t)
	snapshot, err := s.at(t, chainstate.Config{})
	if err != nil {
		t.Fatal(err)
	}
	some := set(t, s.all[:500])
	for _, test := range []struct {
		name   string
		change func(map[string]any)
		want   error
	}{
		{"as it is", func(map[string]any) {}, nil},
		{"cut short", func(p map[string]any) { one := p["proof"].([]any); p["proof"] = one[:len(one)-1] }, registry.ErrConflict},
		{"empty", func(p map[string]any) { p["proof"] = []any{} }, registry.ErrConflict},
		{"without its root", func(p map[string]any) { p["proof"] = p["proof"].([]any)[1:] }, registry.ErrConflict},
		{"with another node", func(p map[string]any) {
			for i := range p["proof"].([]any) {
				p["proof"].([]any)[i] = "0xc0"
			}
		}, registry.ErrConflict},
		{"endless", func(p map[string]any) {
			for range 100 {
				p["proof"] = append(p["proof"].([]any), "0xc0")
			}
		}, registry.ErrConflict},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.liar.tells(in("eth_getProof", func(p map[string]any) {
				for _, one := range p["storageProof"].([]any) {
					test.change(one.(map[string]any))
				}
			}), nil)
			if _, err := snapshot.Complete(t.Context(), some, 5); !errors.Is(err, test.want) {
				t.Errorf("Complete: %v, want %v", err, test.want)
			}
		})
	}
}

// A chain that changes while it is read is noticed.
func TestReorg(t *testing.T) {
	s := hostile(t)
	snapshot, err := s.at(t, chainstate.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if err := snapshot.Still(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		answer func(q, a *message) *message
		want   error
	}{
		{"another block", func(q, a *message) *message {
			if q.Method != "eth_getBlockByNumber" {
				return a
			}
			h, err := s.HeaderByNumber(t.Context(), nil)
			if err != nil {
				t.Error(err)
			}
			h.Time++
			o := a.object(t)
			o["timestamp"], o["hash"] = "0x"+hex(h.Time), h.Hash()
			return a.with(t, o)
		}, registry.ErrConflict},
		{"no block", func(q, a *message) *message {
			if q.Method == "eth_getBlockByNumber" {
				a.Result = []byte("null")
			}
			return a
		}, registry.ErrStale},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.liar.tells(test.answer, nil)
			if err := snapshot.Still(t.Context()); !errors.Is(err, test.want) {
				t.Errorf("Still: %v, want %v", err, test.want)
			}
			if _, err := snapshot.Complete(t.Context(), set(t, s.all), 0); !errors.Is(err, test.want) {
				t.Errorf("Complete: %v, want %v", err, test.want)
			}
		})
	}
}

func hex(n uint64) string {
	return strings.TrimLeft(common.BigToHash(new(big.Int).SetUint64(n)).Hex()[2:], "0")
}

// Nodes refuse requests in many ways. Reading goes on with smaller ones, or
// waits, and gives the same.
func TestWordsAdapt(t *testing.T) {
	s := hostile(t)
	var mu sync.Mutex
	var calls int
	count := func() int { mu.Lock(); defer mu.Unlock(); calls++; return calls }
	single := func(q, a *message) *message {
		if q.Method == "eth_getStorageValues" {
			return a.no(-32601, "no such method")
		}
		return a
	}
	for _, test := range []struct {
		name   string
		answer func(q, a *message) *message
		refuse func([]message) int
		most   int64 // requests
	}{
		{"never", nil, nil, 6},
		{"no request for many", single, nil, 8},
		{"batches of more than 7", single, func(asks []message) int {
			if len(asks) > 7 {
				return http.StatusRequestEntityTooLarge
			}
			return 0
		}, 180},
		{"half of a batch", func(q, a *message) *message {
			if a = single(q, a); q.Method == "eth_getStorageAt" && string(q.ID) > "5" {
				return nil
			}
			return a
		}, nil, 2000},
		{"batch too large", func(q, a *message) *message {
			if a = single(q, a); q.Method == "eth_getStorageAt" && count() <= 400 {
				return a.no(-32600, "batch too large")
			}
			return a
		}, nil, 400},
		{"every fourth time", nil, func([]message) int {
			if count()%4 == 0 {
				return http.StatusServiceUnavailable
			}
			return 0
		}, 12},
		{"too many requests", nil, func([]message) int {
			if count()%3 == 0 {
				return http.StatusTooManyRequests
			}
			return 0
		}, 15},
		{"short words", func(q, a *message) *message {
			a = single(q, a)
			if q.Method == "eth_getStorageAt" && string(a.Result) == `"`+common.BigToHash(common.Big1).Hex()+`"` {
				return a.with(t, "0x1")
			}
			return a
		}, nil, 8},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.liar.tells(nil, nil)
			snapshot, err := s.at(t, chainstate.Config{Batch: 200})
			if err != nil {
				t.Fatal(err)
			}
			s.liar.tells(test.answer, test.refuse)
			s.liar.asked.Store(0)
			for i, v := range read(t, snapshot, slotsOf(s.all)) {
				if v != s.all[i].Value {
					t.Fatalf("slot %d is %s, want %s", i, v, s.all[i].Value)
				}
			}
			if n := s.liar.asked.Load(); n > test.most {
				t.Errorf("%d requests, want at most %d", n, test.most)
			}
		})
	}
}

// A node that gives up for good is an error, in time.
func TestWordsFail(t *testing.T) {
	s := hostile(t)
	snapshot, err := s.at(t, chainstate.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		answer func(q, a *message) *message
		refuse func([]message) int
		want   error
	}{
		{"always", nil, func([]message) int { return http.StatusRequestEntityTooLarge }, registry.ErrUnreachable},
		{"forbidden", nil, func([]message) int { return http.StatusForbidden }, registry.ErrNotAllowed},
		{"null", func(_, a *message) *message { return a.with(t, nil) }, nil, registry.ErrUnreachable},
		{"nothing", func(_, _ *message) *message { return nil }, nil, registry.ErrUnreachable},
		{"a number", func(_, a *message) *message { return a.with(t, 7) }, nil, registry.ErrUnreachable},
		{"too long", func(_, a *message) *message {
			return a.with(t, map[common.Address][]string{s.account: {"0x" + strings.Repeat("00", 33)}})
		}, nil, registry.ErrUnreachable},
		{"state is gone", func(_, a *message) *message { return a.no(-32000, "missing trie node") }, nil, registry.ErrStale},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.liar.tells(test.answer, test.refuse)
			if _, err := snapshot.Words(t.Context(), slotsOf(s.all[:2])); !errors.Is(err, test.want) {
				t.Errorf("Words: %v, want %v", err, test.want)
			}
		})
	}
}
