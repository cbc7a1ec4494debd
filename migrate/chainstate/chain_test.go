package chainstate_test

import (
	"bufio"
	"crypto/ecdsa"
	"encoding/binary"
	"os"
	"os/exec"
	"regexp"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// store is a contract that writes the pairs of slot and value it is called with.
var store = common.FromHex("0x60005b3681101560185780602001358135556040016002565b00")

// A network is a node of one kind.
type network struct {
	name  string
	start func(tb testing.TB) chain.Config
	// debug is true when the node names slots.
	debug bool
}

// networks are the kinds of nodes that every test of the suite runs on.
func networks(tb testing.TB) []network {
	all := []network{{"embedded", func(tb testing.TB) chain.Config {
		return chain.Config{URL: nodetest.Start(tb, node.Config{Alloc: migratetest.Alloc()}).HTTPURL()}
	}, true}}
	if anvil := os.Getenv("NOVATION_ANVIL"); anvil != "" {
		return append(all, network{"anvil", func(tb testing.TB) chain.Config { return startAnvil(tb, anvil) }, false})
	}
	if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
		tb.Fatal("NOVATION_ANVIL names no anvil")
	}
	tb.Log("without anvil: NOVATION_ANVIL names none; npm install @foundry-rs/anvil has one")
	return all
}

// each runs a test on every kind of node.
func each(t *testing.T, test func(t *testing.T, n network, c *user)) {
	for _, n := range networks(t) {
		t.Run(n.name, func(t *testing.T) { test(t, n, dial(t, n.start(t))) })
	}
}

func startAnvil(tb testing.TB, anvil string) chain.Config {
	tb.Helper()
	cmd := exec.Command(anvil, "--port", "0", "--chain-id", "20261",
		"--hardfork", "prague", "--base-fee", "0", "--gas-price", "0", "--disable-min-priority-fee", "--gas-limit", "500000000")
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	listening := regexp.MustCompile(`Listening on ([\d.:]+)`)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := listening.FindStringSubmatch(lines.Text()); m != nil {
			go func() {
				for lines.Scan() { // a full pipe would stop it
				}
			}()
			return chain.Config{URL: "http://" + m[1], Finality: "latest"}
		}
	}
	tb.Fatalf("%s does not listen: %v", anvil, lines.Err())
	return chain.Config{}
}

// A user sends transactions.
type user struct {
	*chain.Client
	cfg   chain.Config
	tb    testing.TB
	key   *ecdsa.PrivateKey
	nonce uint64
}

func dial(tb testing.TB, cfg chain.Config) *user {
	tb.Helper()
	c, err := chain.Dial(tb.Context(), cfg)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(c.Close)
	return &user{Client: c, cfg: cfg, tb: tb, key: userKey(tb)}
}

func userKey(tb testing.TB) *ecdsa.PrivateKey {
	tb.Helper()
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte("user")))
	if err != nil {
		tb.Fatal(err)
	}
	return key
}

// begin sends a transaction and returns its hash.
func (u *user) begin(to *common.Address, data []byte) common.Hash {
	u.tb.Helper()
	raw, hash, err := u.Sign(u.tb.Context(), u.key, u.nonce, to, data, 16_000_000)
	if err != nil {
		u.tb.Fatal(err)
	}
	u.nonce++
	if err := u.SendRaw(u.tb.Context(), raw); err != nil {
		u.tb.Fatal(err)
	}
	return hash
}

func (u *user) end(hash common.Hash) *types.Receipt {
	u.tb.Helper()
	r, err := u.WaitFinal(u.tb.Context(), hash)
	if err != nil {
		u.tb.Fatal(err)
	}
	if r.Status != types.ReceiptStatusSuccessful {
		u.tb.Fatalf("transaction failed: %+v", r)
	}
	return r
}

func (u *user) send(to *common.Address, data []byte) *types.Receipt {
	u.tb.Helper()
	return u.end(u.begin(to, data))
}

// deploy deploys runtime code.
func (u *user) deploy(runtime []byte) common.Address {
	u.tb.Helper()
	code := append(common.FromHex("0x60"), byte(len(runtime)))
	code = append(code, common.FromHex("0x80600b6000396000f3")...)
	return u.send(nil, append(code, runtime...)).ContractAddress
}

// write sets slots of the contract store.
func (u *user) write(at common.Address, words []slotset.Word) {
	u.tb.Helper()
	const each = 500
	for len(words) > 0 {
		var data []byte
		n := min(each, len(words))
		for _, w := range words[:n] {
			data = append(append(data, w.Slot[:]...), w.Value[:]...)
		}
		u.send(&at, data)
		words = words[n:]
	}
}

// hashes are n slots that are spread as those of mappings are. No two of them
// are close together in the trie, which would make the search long.
func hashes(n int) (out []slotset.Word) {
	close := map[string]bool{}
	for i := uint64(1); len(out) < n; i++ {
		var b [32]byte
		binary.BigEndian.PutUint64(b[:], i)
		w := slotset.Word{Slot: crypto.Keccak256Hash(b[:]), Value: crypto.Keccak256Hash(b[:1], b[:])}
		begin := crypto.Keccak256Hash(w.Slot[:]).Hex()[:2+4]
		if close[begin] {
			continue
		}
		close[begin] = true
		if i%3 == 0 {
			w.Value = common.BigToHash(common.Big1)
		}
		w.Head = w.Slot
		out = append(out, w)
	}
	return out
}

// set makes a set of what the snapshot says that slots are.
func set(tb testing.TB, words []slotset.Word) *slotset.Set {
	tb.Helper()
	b, err := slotset.New(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	for _, w := range words {
		if w.Value == (common.Hash{}) {
			continue
		}
		if err := b.Word(w); err != nil {
			tb.Fatal(err)
		}
	}
	s, err := b.Set(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	return s
}

func at(tb testing.TB, c *chain.Client, account common.Address, cfg chainstate.Config) *chainstate.Snapshot {
	tb.Helper()
	s, err := chainstate.At(tb.Context(), c, account, cfg)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func read(tb testing.TB, s *chainstate.Snapshot, slots []common.Hash) []common.Hash {
	tb.Helper()
	out, err := s.Words(tb.Context(), slots)
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

func slotsOf(words []slotset.Word) []common.Hash {
	out := make([]common.Hash, len(words))
	for i, w := range words {
		out[i] = w.Slot
	}
	return out
}
