package chain_test

import (
	"errors"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

func TestDialErrors(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	answer := func(status int, body string) string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}))
		t.Cleanup(s.Close)
		return s.URL
	}
	over := make(chan struct{})
	silent := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-over }))
	t.Cleanup(func() {
		close(over)
		silent.Close()
	})
	noFinal := newFake(t)
	noFinal.final = -1
	for _, tt := range []struct {
		name, url, finality string
		want                error
		say                 string
	}{
		{"closed port", closed.URL, "", registry.ErrUnreachable, closed.URL},
		{"closed port, ws", strings.Replace(closed.URL, "http", "ws", 1), "", registry.ErrUnreachable, "does not answer"},
		{"no RPC", answer(200, "<html>hello</html>"), "", registry.ErrUnreachable, "check that"},
		{"server error", answer(503, "overloaded"), "", registry.ErrUnreachable, "503"},
		{"locked", answer(401, ""), "", registry.ErrUnreachable, "401"},
		{"silent", silent.URL, "", registry.ErrUnreachable, "does not answer"},
		{"not a URL", "::", "", registry.ErrInvalid, "URL"},
		{"no scheme", "127.0.0.1:8545", "", registry.ErrInvalid, "URL"},
		{"no host", "http:///x", "", registry.ErrInvalid, "no host"},
		{"other scheme", "ipc:///x", "", registry.ErrInvalid, "http, https, ws or wss"},
		{"finality", "http://127.0.0.1:1", "soon", registry.ErrInvalid, `"latest"`},
		{"no final block", noFinal.URL, "", registry.ErrInvalid, `set the finality to "latest"`},
	} {
		c, err := chain.Dial(t.Context(), chain.Config{URL: tt.url, Finality: tt.finality, Timeout: 100 * time.Millisecond})
		if c != nil || !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.say) {
			t.Errorf("%s: %v; want %v with %q", tt.name, err, tt.want, tt.say)
		}
	}
}

func TestErrorsKeepSecrets(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	host := strings.TrimPrefix(closed.URL, "http://")
	for _, scheme := range []string{"http", "ws"} {
		_, err := chain.Dial(t.Context(), chain.Config{URL: scheme + "://user:pass@" + host + "/v3/apikey?token=1"})
		if err == nil || !strings.Contains(err.Error(), host) {
			t.Errorf("%v; want an error that names %s", err, host)
		}
		for _, secret := range []string{"user", "pass", "apikey", "token"} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("%q has %q", err, secret)
			}
		}
	}
}

// rawTx is any signed transaction.
func rawTx(t *testing.T) ([]byte, common.Hash) {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	to := common.Address{1}
	raw, hash, err := chain.SignTx(chain.BuildTx(big.NewInt(99), 0, &to, nil, 100_000, chain.Fees{}), key)
	if err != nil {
		t.Fatal(err)
	}
	return raw, hash
}

func TestRefusals(t *testing.T) {
	f := newFake(t)
	c := f.dial(t, chain.Config{})
	raw, _ := rawTx(t)
	for text, want := range map[string]error{
		"already known":                                              nil,
		"Known transaction":                                          nil,
		"transaction already imported":                               nil,
		"nonce too low: next nonce 4, tx nonce 3":                    registry.ErrStale,
		"insufficient funds for gas * price + value: balance 0":      registry.ErrRefused,
		"Upfront cost exceeds account balance":                       registry.ErrRefused,
		"max fee per gas less than block base fee":                   registry.ErrStale,
		"Gas price below configured minimum gas price":               registry.ErrStale,
		"replacement transaction underpriced":                        registry.ErrConflict,
		"in-flight transaction limit reached for delegated accounts": registry.ErrConflict,
		"gapped-nonce tx from delegated accounts":                    registry.ErrConflict,
		"txpool is full":                                             registry.ErrConflict,
		"intrinsic gas too low: gas 100, minimum needed 21000":       registry.ErrInvalid,
		"exceeds block gas limit":                                    registry.ErrInvalid,
		"oversized data: transaction size 140000, limit 131072":      registry.ErrInvalid,
		"invalid chain id for signer: have 1 want 2":                 registry.ErrInvalid,
		"something new":                                              registry.ErrRefused,
	} {
		f.send = coded{text: text}
		err := c.SendRaw(t.Context(), raw)
		if want == nil && err != nil || !errors.Is(err, want) {
			t.Errorf("%q became %v, want %v", text, err, want)
		}
		if err != nil && !strings.Contains(err.Error(), text) {
			t.Errorf("%q does not say %q", err, text)
		}
	}
}

func TestReceiptWhileIndexing(t *testing.T) {
	f := newFake(t)
	c := f.dial(t, chain.Config{Timeout: 200 * time.Millisecond})
	asked := 0
	f.receipts = func() (any, error) {
		if asked++; asked < 4 {
			return nil, coded{text: "transaction indexing is in progress"}
		}
		return nil, nil
	}
	if _, err := c.Receipt(t.Context(), name("tx")); !errors.Is(err, registry.ErrNotFound) || asked != 4 {
		t.Errorf("asked %d times, %v; want not found after 4", asked, err)
	}
	asked = -1 << 40
	if _, err := c.Receipt(t.Context(), name("tx")); !errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("%v; want that it gives up", err)
	}
}

// A receipt counts when its block is final, and is read again then: the one
// read before may be of a block that lost.
func TestReceiptBeforeItIsFinal(t *testing.T) {
	f := newFake(t)
	f.grow("a", 4)
	f.final = 2
	c := f.dial(t, chain.Config{})
	block := int64(3)
	f.receipts = func() (any, error) {
		return types.Receipt{Logs: []*types.Log{}, BlockHash: name("b"), BlockNumber: big.NewInt(block), TxHash: name("tx")}, nil
	}
	if _, err := c.FinalReceipt(t.Context(), name("tx")); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("%v; want that it is not final", err)
	}
	f.grow("a", 1)
	reads := 0
	f.receipts = func() (any, error) {
		if reads++; reads > 1 {
			return nil, nil // it was in a block that lost
		}
		return types.Receipt{Logs: []*types.Log{}, BlockHash: name("b"), BlockNumber: big.NewInt(block), TxHash: name("tx")}, nil
	}
	if r, err := c.FinalReceipt(t.Context(), name("tx")); !errors.Is(err, registry.ErrNotFound) || reads != 2 {
		t.Errorf("%+v, %v after %d reads; want not found after 2", r, err, reads)
	}
}

func TestRevertReasonOnWhichState(t *testing.T) {
	f := newFake(t)
	f.grow("a", 4)
	c := f.dial(t, chain.Config{})
	raw, _ := rawTx(t)
	reverts := coded{text: "execution reverted", data: hexutil.Encode([]byte{1, 2, 3, 4})}
	pruned := coded{text: "missing trie node"}
	for _, tt := range []struct {
		name   string
		before error
		after  error
		say    string
	}{
		{"before its block", reverts, nil, "01020304"},
		{"because of its own block", nil, coded{text: "execution reverted", data: "Reverted 0x05060708"}, "05060708"},
		{"no longer", nil, nil, "would succeed now"},
		{"without data", coded{text: "VM Exception: revert"}, nil, "VM Exception"},
		{"out of gas", coded{text: "out of gas"}, nil, "out of gas"},
	} {
		f.call = func(at uint64) error {
			if at == 2 {
				return tt.before
			}
			return tt.after
		}
		err := c.RevertReason(t.Context(), &types.Receipt{BlockNumber: big.NewInt(3)}, raw)
		var revert *chain.RevertError
		if !errors.As(err, &revert) || !strings.Contains(err.Error(), tt.say) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.say)
		}
	}
	f.call = func(uint64) error { return pruned }
	var revert *chain.RevertError
	if err := c.RevertReason(t.Context(), &types.Receipt{BlockNumber: big.NewInt(3)}, raw); err == nil || errors.As(err, &revert) {
		t.Errorf("without the state: %v; want another error", err)
	}
}

func TestFees(t *testing.T) {
	f := newFake(t)
	c := f.dial(t, chain.Config{})
	for base, want := range map[uint64][2]int64{0: {0, 0}, 100: {207, 7}} {
		f.mu.Lock()
		f.baseFee = base
		f.mu.Unlock()
		key, err := crypto.GenerateKey()
		if err != nil {
			t.Fatal(err)
		}
		raw, hash, err := c.Sign(t.Context(), key, 5, nil, []byte{1}, 100_000)
		if err != nil {
			t.Fatal(err)
		}
		tx := new(types.Transaction)
		if err := tx.UnmarshalBinary(raw); err != nil {
			t.Fatal(err)
		}
		from, err := types.Sender(types.LatestSignerForChainID(big.NewInt(99)), tx)
		if err != nil || from != crypto.PubkeyToAddress(key.PublicKey) || tx.Hash() != hash || tx.Nonce() != 5 || tx.To() != nil {
			t.Errorf("signed %+v, %v", tx, err)
		}
		if tx.GasFeeCap().Int64() != want[0] || tx.GasTipCap().Int64() != want[1] {
			t.Errorf("base fee %d: offers %d with tip %d, want %v", base, tx.GasFeeCap(), tx.GasTipCap(), want)
		}
	}
}
