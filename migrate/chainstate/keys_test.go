package chainstate_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"net"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/ethclient/simulated"
	"github.com/ethereum/go-ethereum/node"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

type line struct {
	Item uint32
	Code [4]byte
}

type order struct {
	Maker common.Address
	Label string
	Lines []line
}

var (
	alice = common.HexToAddress("0xa11ce00000000000000000000000000000000001")
	bob   = common.HexToAddress("0xb0b0000000000000000000000000000000000002")
	note  = common.HexToHash("0x6e6f7465")
	long  = strings.Repeat("a long name ", 9)
)

// do calls a function of a contract.
func (u *user) do(at common.Address, a *artifact.Artifact, method string, args ...any) {
	u.tb.Helper()
	parsed, err := abi.JSON(bytes.NewReader(a.ABI))
	if err != nil {
		u.tb.Fatal(err)
	}
	data, err := parsed.Pack(method, args...)
	if err != nil {
		u.tb.Fatal(err)
	}
	u.send(&at, data)
}

// fill deploys Keys and uses all of it but boxes, and silent when loud.
func fill(u *user, a *artifact.Artifact) common.Address {
	u.tb.Helper()
	at := u.send(nil, a.Creation.Object).ContractAddress
	u.do(at, a, "open", alice, "Alice")
	u.do(at, a, "open", bob, long)
	u.do(at, a, "note", alice, note)
	u.do(at, a, "grant", bob, alice, uint32(77))
	u.do(at, a, "named", long, []byte{1, 2, 3})
	u.do(at, a, "named", "", bytes.Repeat([]byte{7}, 70))
	u.do(at, a, "small", uint8(2), true, uint64(1<<40), int16(-300), [4]byte{0xca, 0xfe})
	u.do(at, a, "small", uint8(0), false, uint64(3), int16(300), [4]byte{0xbe, 0xef})
	u.do(at, a, "place", big.NewInt(1000), order{alice, "x", []line{{5000, [4]byte{1}}, {6000, [4]byte{2}}}})
	u.do(at, a, "approve", bob, big.NewInt(1))
	u.do(at, a, "many", []*big.Int{big.NewInt(9000), new(big.Int).Lsh(big.NewInt(1), 255)}, [2]common.Address{alice, bob})
	return at
}

var feeds = []chainstate.Feed{
	{Pattern: "accounts[]", Event: "Opened(address,string)", Fields: []string{"account"}},
	{Pattern: "accounts[].notes[]", Event: "Noted(address, bytes32)", Fields: []string{"0", "1"}},
	{Pattern: "accounts[].rights[][]", Event: "Granted(address,address,uint32)", Fields: []string{"account", "to", "right"}},
	{Pattern: "byName[]", Event: "Named(string)", Fields: []string{"name"}},
	{Pattern: "byData[]", Event: "Data(bytes)", Fields: []string{"data"}},
	{Pattern: "colors[][]", Event: "Colored(uint8,bool)", Fields: []string{"color", "on"}},
	{Pattern: "tickets", Event: "Stamped(uint256)", Fields: []string{"ticket"}},
	{Pattern: "levels[]", Event: "Level(int256)", Fields: []string{"level"}},
	{Pattern: "codes[]", Event: "Coded(bytes32)", Fields: []string{"code"}},
	{Pattern: "codes[]", Event: "Placed(uint256,(address,string,(uint32,bytes4)[]))", Fields: []string{"order.lines.code"}},
	{Pattern: "items[]", Event: "Placed(uint256,(address,string,(uint32,bytes4)[]))", Fields: []string{"1.2.0"}},
	{Pattern: "fixedMaps[][]", Event: "Placed(uint256,(address,string,(uint32,bytes4)[]))", Fields: []string{"id"}},
	{Pattern: "fixedMaps[][]", Event: "Many(uint256[],address[2])", Fields: []string{"ids"}},
	{Pattern: "allowances[][]", Event: "Approved(address,address,uint256)", Fields: []string{"from", "to"}},
	{Pattern: "allowances[][]", Event: "Many(uint256[],address[2])", Fields: []string{"pair", "pair"}},
}

func keySet(tb testing.TB, l *layout.Layout) *statetree.KeySet {
	tb.Helper()
	keys, err := statetree.NewKeySet(l, tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = keys.Close() })
	return keys
}

// complete reads all that the keys lead to and compares it with the storage.
func complete(t *testing.T, s *chainstate.Snapshot, l *layout.Layout, keys *statetree.KeySet, limit int) *chainstate.Completeness {
	t.Helper()
	tree, err := statetree.New(l)
	if err != nil {
		t.Fatal(err)
	}
	b, err := slotset.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for f, err := range tree.Read(t.Context(), s, keys) {
		if err != nil {
			t.Fatal(err)
		}
		parts, err := tree.Put(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range parts {
			if err := b.Part(p); err != nil {
				t.Fatal(err)
			}
		}
	}
	set, err := b.Set(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer set.Close()
	got, err := s.Complete(t.Context(), set, limit)
	if err != nil {
		t.Fatal(err)
	}
	if glance, err := s.Glance(t.Context(), set); err != nil || glance.Complete != got.Complete {
		t.Errorf("at a glance: %+v, %v, and it is complete: %v", glance, err, got.Complete)
	}
	return got
}

func wantComplete(t *testing.T, s *chainstate.Snapshot, l *layout.Layout, keys *statetree.KeySet) {
	t.Helper()
	if got := complete(t, s, l, keys, 10); !got.Complete {
		t.Errorf("%d slots read, and yet: %+v", got.Read, got)
	}
}

func TestKeysOfEvents(t *testing.T) {
	keys := contractOf(t, "Keys")
	each(t, func(t *testing.T, _ network, c *user) {
		s := at(t, c.Client, fill(c, keys), chainstate.Config{})
		found := keySet(t, keys.Layout)
		if err := s.FromEvents(t.Context(), keys, keys.Layout, feeds, 0, found); err != nil {
			t.Fatal(err)
		}
		counts, err := found.Counts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		maps.DeleteFunc(counts, func(_ string, n uint64) bool { return n == 0 })
		want := map[string]uint64{
			"accounts[]": 2, "accounts[].notes[]": 1, "accounts[].rights[]": 1, "accounts[].rights[][]": 1, "byName[]": 2, "byData[]": 2,
			"colors[]": 2, "colors[][]": 2, "tickets[]": 2, "levels[]": 2, "codes[]": 4, "items[]": 2, "fixedMaps[][]": 3,
			"allowances[]": 3, "allowances[][]": 5,
		}
		if d := cmp.Diff(want, counts); d != "" {
			t.Errorf("keys (-want +got):\n%s", d)
		}
		wantComplete(t, s, keys.Layout, found)

		// Without any one of the feeds something is missing, and found.
		for _, without := range []string{"accounts[].notes[]", "byName[]", "fixedMaps[][]", "allowances[][]"} {
			t.Run("without "+without, func(t *testing.T) {
				fewer := slices.DeleteFunc(slices.Clone(feeds), func(f chainstate.Feed) bool { return f.Pattern == without })
				found := keySet(t, keys.Layout)
				if err := s.FromEvents(t.Context(), keys, keys.Layout, fewer, 0, found); err != nil {
					t.Fatal(err)
				}
				if got := complete(t, s, keys.Layout, found, 10); got.Complete || len(got.Unexplained) == 0 || len(got.Wrong) > 0 {
					t.Errorf("Complete: %+v, want that something is missing", got)
				}
			})
		}
	})
}

func TestKeysGuessed(t *testing.T) {
	keys := contractOf(t, "Keys")
	each(t, func(t *testing.T, _ network, c *user) {
		account := fill(c, keys)
		c.do(account, keys, "keep", common.HexToAddress("0x5117"))
		s := at(t, c.Client, account, chainstate.Config{})
		found := keySet(t, keys.Layout)
		if err := s.Guess(t.Context(), keys, keys.Layout, 0, found); err != nil {
			t.Fatal(err)
		}
		wantComplete(t, s, keys.Layout, found)
	})
}

// Nodes that keep preimages tell all keys, and others say that they do not.
func TestKeysOfPreimages(t *testing.T) {
	keys := contractOf(t, "Keys")
	for _, n := range append(networks(t), network{"recording geth", recordingGeth, true}) {
		t.Run(n.name, func(t *testing.T) {
			c := dial(t, n.start(t))
			account := fill(c, keys)
			c.do(account, keys, "keep", bob)
			c.deploy(store) // slots are those of the block before
			final, err := c.Finalized(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			before := final.Number - 1
			s := at(t, c.Client, account, chainstate.Config{Block: &before})
			found := keySet(t, keys.Layout)
			some, err := s.FromPreimages(t.Context(), keys.Layout, found)
			if err != nil {
				t.Fatal(err)
			}
			if !some && n.name != "recording geth" {
				t.Skip("the node keeps no preimages")
			}
			wantComplete(t, s, keys.Layout, found)
			got := complete(t, s, keys.Layout, keySet(t, keys.Layout), 100)
			if len(got.Unexplained) < 20 {
				t.Errorf("Complete without keys: %+v", got)
			}
			for _, u := range got.Unexplained {
				if u.Slot == nil || u.Guess == "" {
					t.Errorf("%s has no name: %+v", u.Hashed, u)
				}
			}
		})
	}
}

// recordingGeth is a geth that keeps the preimages of what contracts hash.
func recordingGeth(tb testing.TB) chain.Config {
	tb.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	_ = l.Close()
	user := crypto.PubkeyToAddress(userKey(tb).PublicKey)
	b := simulated.NewBackend(types.GenesisAlloc{user: {Balance: new(big.Int).Lsh(common.Big1, 100)}}, simulated.WithBlockGasLimit(500_000_000),
		func(n *node.Config, e *ethconfig.Config) {
			n.HTTPHost, n.HTTPPort, n.HTTPModules = "127.0.0.1", port, []string{"eth", "debug"}
			e.StateScheme, e.NoPruning, e.Preimages, e.EnablePreimageRecording = rawdb.HashScheme, true, true, true
		})
	stop, stopped := make(chan struct{}), make(chan struct{})
	tb.Cleanup(func() {
		close(stop)
		<-stopped
		_ = b.Close()
	})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				b.Commit()
			}
		}
	}()
	for { // it indexes transactions first
		if _, _, err := b.Client().TransactionByHash(tb.Context(), common.Hash{}); errors.Is(err, ethereum.NotFound) {
			return chain.Config{URL: fmt.Sprintf("http://127.0.0.1:%d", port), Finality: "latest"}
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// An ABI whose event has other arguments indexed than that of the log.
func TestKeysOfOlderEvents(t *testing.T) {
	keys, old := contractOf(t, "Keys"), contractOf(t, "OldKeys")
	each(t, func(t *testing.T, _ network, c *user) {
		account := c.send(nil, old.Creation.Object).ContractAddress
		c.do(account, old, "approve", bob, big.NewInt(5))
		s := at(t, c.Client, account, chainstate.Config{})
		for _, abi := range []*artifact.Artifact{old, keys} {
			found := keySet(t, old.Layout)
			if err := s.FromEvents(t.Context(), abi, old.Layout, feeds[13:14], 0, found); err != nil {
				t.Fatal(err)
			}
			wantComplete(t, s, old.Layout, found)
		}
	})
}

func TestFeedsRefused(t *testing.T) {
	keys := contractOf(t, "Keys")
	c := dial(t, networks(t)[0].start(t))
	s := at(t, c.Client, fill(c, keys), chainstate.Config{})
	for _, test := range []struct {
		feed chainstate.Feed
		want error
		text string
	}{
		{chainstate.Feed{Pattern: "nothing[]", Event: "Named(string)", Fields: []string{"name"}}, registry.ErrNotFound, "accounts[]"},
		{chainstate.Feed{Pattern: "byName[]", Event: "Nothing(string)", Fields: []string{"name"}}, registry.ErrInvalid, "Named(string)"},
		{chainstate.Feed{Pattern: "byName[]", Event: "Named(string)", Fields: []string{"nom"}}, registry.ErrInvalid, "name"},
		{chainstate.Feed{Pattern: "byName[]", Event: "Named(string)", Fields: []string{"1"}}, registry.ErrInvalid, "name"},
		{chainstate.Feed{Pattern: "byName[]", Event: "Named(string)"}, registry.ErrInvalid, "0 fields"},
		{chainstate.Feed{Pattern: "byName[]", Event: "NamedIndexed(string)", Fields: []string{"name"}}, registry.ErrInvalid, "only its hash"},
		{chainstate.Feed{
			Pattern: "accounts[]", Event: "PlacedIndexed((address,string,(uint32,bytes4)[]))", Fields: []string{"order.maker"},
		}, registry.ErrInvalid, "only its hash"},
		{chainstate.Feed{Pattern: "accounts[]", Event: "Secret(address)", Fields: []string{"who"}}, registry.ErrInvalid, "anonymous"},
		{chainstate.Feed{Pattern: "accounts[]", Event: "Stamped(uint256)", Fields: []string{"ticket"}}, registry.ErrInvalid, "uint256"},
		{chainstate.Feed{Pattern: "items[]", Event: "Level(int256)", Fields: []string{"level"}}, registry.ErrInvalid, "int256"},
		{chainstate.Feed{Pattern: "byData[]", Event: "Named(string)", Fields: []string{"name"}}, registry.ErrInvalid, "string"},
	} {
		t.Run(fmt.Sprint(test.feed), func(t *testing.T) {
			err := s.FromEvents(t.Context(), keys, keys.Layout, []chainstate.Feed{test.feed}, 0, keySet(t, keys.Layout))
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.text) {
				t.Errorf("FromEvents: %v, want %v with %q", err, test.want, test.text)
			}
		})
	}
	if err := s.FromEvents(t.Context(), keys, keys.Layout, feeds, s.Number+1, keySet(t, keys.Layout)); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("FromEvents from a later block: %v", err)
	}
}

// The reference case: what events tell is enough for contracts as they are.
func TestKeysOfReferenceCase(t *testing.T) {
	each(t, func(t *testing.T, _ network, c *user) {
		w := migratetest.Deploy(t, c.Client)
		for _, subject := range w.Trio() {
			t.Run(subject.Name, func(t *testing.T) {
				if subject == w.UUPSToken && os.Getenv("SLOW") == "" {
					t.Skip("it is like the other token; SLOW=1 reads it too")
				}
				s := at(t, c.Client, subject.Address, chainstate.Config{})
				found := keySet(t, subject.From.Layout)
				if err := s.Guess(t.Context(), subject.From, subject.From.Layout, subject.Since, found); err != nil {
					t.Fatal(err)
				}
				got := complete(t, s, subject.From.Layout, found, 10)
				// The slots of the proxy are no part of the layout behind it.
				for _, u := range got.Unexplained {
					if !strings.HasPrefix(u.Guess, "ERC-1967 ") {
						t.Errorf("%+v", u)
					}
				}
				if len(got.Wrong) > 0 || got.Read == 0 {
					t.Errorf("Complete: %+v", got)
				}
			})
		}
	})
}
