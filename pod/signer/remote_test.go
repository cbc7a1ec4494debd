package signer_test

import (
	"context"
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/registry"
)

const chainID = 1337

var (
	consortium = common.HexToAddress("0xC0FFEE0000000000000000000000000000000001")
	statement  = typed.Change{Line: [32]byte{1}, Sequence: 2, Release: [32]byte{4}, Expiry: 1_800_172_800, MemberEpoch: 1, Readiness: 3}
)

func key(n int64) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(common.LeftPadBytes(big.NewInt(n).Bytes(), 32))
	if err != nil {
		panic(err)
	}
	return k
}

func account(n int64) common.Address { return crypto.PubkeyToAddress(key(n).PublicKey) }

// call is a transaction as pods send them; create has no recipient.
func call(nonce uint64) *types.Transaction {
	return chain.BuildTx(big.NewInt(chainID), nonce, &consortium, []byte{1, 2, 3, byte(nonce)}, 8_000_000, chain.Fees{Cap: big.NewInt(7), Tip: big.NewInt(2)})
}

func create() *types.Transaction {
	return chain.BuildTx(big.NewInt(chainID), 5, nil, []byte{0x60, 0x80}, 8_000_000, chain.Fees{})
}

// A keeper is a remote signer that does what the protocols of Clef and of
// Web3Signer say, with the types of go-ethereum that Clef was made of. A lie
// changes what it answers.
type keeper struct {
	key *ecdsa.PrivateKey
	// before changes what is signed, after what is answered. Both may be nil.
	before func(*types.DynamicFeeTx)
	after  func(sig []byte)
	// statement replaces what is signed when it is typed data.
	statement func(digest []byte)
	// raw replaces the whole answer.
	raw func(w http.ResponseWriter)
}

type request struct {
	ID     json.RawMessage   `json:"id"`
	Method string            `json:"method"`
	Params []json.RawMessage `json:"params"`
}

func (k *keeper) answer(r *request) (any, error) {
	address := crypto.PubkeyToAddress(k.key.PublicKey)
	switch r.Method {
	case "account_list", "eth_accounts":
		return []common.Address{address}, nil
	case "account_signTransaction", "eth_signTransaction":
		var args apitypes.SendTxArgs
		if err := json.Unmarshal(r.Params[0], &args); err != nil {
			return nil, err
		}
		if args.ChainID == nil || args.ChainID.ToInt().Int64() != chainID {
			return nil, errors.New("requested chainid does not match the configuration of the signer")
		}
		if r.Method == "eth_signTransaction" && args.Data == nil {
			return nil, errors.New("data is missing")
		}
		raw, err := k.transaction(&args)
		if err != nil || r.Method == "eth_signTransaction" {
			return raw, err
		}
		return map[string]any{"raw": raw, "tx": nil}, nil
	case "account_signTypedData", "eth_signTypedData":
		return k.typed(r)
	}
	return nil, fmt.Errorf("the method %s does not exist/is not available", r.Method)
}

func (k *keeper) transaction(args *apitypes.SendTxArgs) (hexutil.Bytes, error) {
	tx, err := args.ToTransaction()
	if err != nil {
		return nil, err
	}
	inner := &types.DynamicFeeTx{
		ChainID: tx.ChainId(), Nonce: tx.Nonce(), GasTipCap: tx.GasTipCap(), GasFeeCap: tx.GasFeeCap(), Gas: tx.Gas(), To: tx.To(), Value: tx.Value(), Data: tx.Data(),
	}
	if k.before != nil {
		k.before(inner)
	}
	s := types.LatestSignerForChainID(inner.ChainID)
	sig, err := crypto.Sign(s.Hash(types.NewTx(inner)).Bytes(), k.key)
	if err != nil {
		return nil, err
	}
	if k.after != nil {
		k.after(sig)
	}
	inner.R, inner.S, inner.V = new(big.Int).SetBytes(sig[:32]), new(big.Int).SetBytes(sig[32:64]), big.NewInt(int64(sig[64]))
	return types.NewTx(inner).MarshalBinary()
}

func (k *keeper) typed(r *request) (hexutil.Bytes, error) {
	var who common.MixedcaseAddress
	if err := json.Unmarshal(r.Params[0], &who); err != nil || !who.ValidChecksum() {
		return nil, fmt.Errorf("the account: %v", err)
	}
	text := []byte(r.Params[1])
	if r.Method == "eth_signTypedData" {
		var inside string
		if err := json.Unmarshal(text, &inside); err != nil {
			return nil, err
		}
		text = []byte(inside)
	}
	var data apitypes.TypedData
	if err := json.Unmarshal(text, &data); err != nil {
		return nil, err
	}
	digest, _, err := apitypes.TypedDataAndHash(data)
	if err != nil {
		return nil, err
	}
	if k.statement != nil {
		k.statement(digest)
	}
	sig, err := crypto.Sign(digest, k.key)
	if err != nil {
		return nil, err
	}
	if k.after != nil {
		k.after(sig)
	}
	sig[64] += 27
	return sig, nil
}

func (k *keeper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if k.raw != nil {
		k.raw(w)
		return
	}
	var q request
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(k.reply(&q))
}

func (k *keeper) reply(q *request) map[string]any {
	out := map[string]any{"jsonrpc": "2.0", "id": q.ID}
	result, err := k.answer(q)
	if out["result"] = result; err != nil {
		delete(out, "result")
		out["error"] = map[string]any{"code": -32000, "message": err.Error()}
	}
	return out
}

// socket serves k on a socket, and returns its path.
func (k *keeper) socket(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "clef.ipc")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				for d := json.NewDecoder(c); ; {
					var q request
					if d.Decode(&q) != nil {
						return
					}
					_ = json.NewEncoder(c).Encode(k.reply(&q))
				}
			}()
		}
	}()
	return path
}

func open(t testing.TB, source string, o signer.Options) signer.Signer {
	t.Helper()
	s, err := signer.Open(source, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// signs checks that s signs what it is asked to, for an account.
func signs(t *testing.T, s signer.Signer, by common.Address) {
	t.Helper()
	if err := s.Check(t.Context()); err != nil {
		t.Errorf("Check: %v", err)
	}
	if s.Address() != by {
		t.Fatalf("it is the signer of %s, want %s", s.Address(), by)
	}
	for _, tx := range []*types.Transaction{call(0), call(1 << 40), create()} {
		signed, err := s.SignTransaction(t.Context(), tx)
		if err != nil {
			t.Fatalf("SignTransaction: %v", err)
		}
		from, err := types.Sender(types.LatestSignerForChainID(big.NewInt(chainID)), signed)
		if err != nil || from != by {
			t.Errorf("signed by %s, %v", from, err)
		}
		if diff := cmp.Diff(tx.Data(), signed.Data()); diff != "" || signed.Nonce() != tx.Nonce() {
			t.Errorf("another transaction came back:\n%s", diff)
		}
	}
	sig, err := s.SignTyped(t.Context(), statement, chainID, consortium)
	if err != nil {
		t.Fatalf("SignTyped: %v", err)
	}
	if got, err := typed.Recover(statement.Digest(chainID, consortium), sig); err != nil || got != by {
		t.Errorf("the statement is signed by %s, %v", got, err)
	}
}

func TestRemote(t *testing.T) {
	k := &keeper{key: key(7)}
	server := httptest.NewServer(k)
	defer server.Close()
	for _, source := range []string{"clef:" + server.URL, "clef:" + k.socket(t), "web3signer:" + server.URL} {
		t.Run(strings.SplitN(source, ":", 3)[0], func(t *testing.T) {
			signs(t, open(t, source, signer.Options{Address: account(7)}), account(7))
		})
	}
	other := open(t, "clef:"+server.URL, signer.Options{Address: account(8)})
	if err := other.Check(t.Context()); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("Check for an account that is not there: %v", err)
	}
}

func TestLocal(t *testing.T) { signs(t, signer.Local(key(3)), account(3)) }

// upper brings s into the upper half, as a signature that any relay could make
// out of a good one.
func upper(sig []byte) {
	n := crypto.S256().Params().N
	new(big.Int).Sub(n, new(big.Int).SetBytes(sig[32:64])).FillBytes(sig[32:64])
	sig[64] ^= 1
}

// TestLies has signers that answer with something else than what they were
// asked for. Nothing of it is believed.
func TestLies(t *testing.T) {
	lies := map[string]keeper{
		"another nonce":     {before: func(tx *types.DynamicFeeTx) { tx.Nonce++ }},
		"another recipient": {before: func(tx *types.DynamicFeeTx) { tx.To = &common.Address{9} }},
		"no recipient":      {before: func(tx *types.DynamicFeeTx) { tx.To = nil }},
		"other data":        {before: func(tx *types.DynamicFeeTx) { tx.Data = append(tx.Data, 0) }},
		"money":             {before: func(tx *types.DynamicFeeTx) { tx.Value = big.NewInt(1) }},
		"more gas":          {before: func(tx *types.DynamicFeeTx) { tx.Gas++ }},
		"a higher fee":      {before: func(tx *types.DynamicFeeTx) { tx.GasFeeCap = big.NewInt(1 << 40) }},
		"a higher tip":      {before: func(tx *types.DynamicFeeTx) { tx.GasTipCap = big.NewInt(3) }},
		"an access list":    {before: func(tx *types.DynamicFeeTx) { tx.AccessList = types.AccessList{{Address: common.Address{1}}} }},
		"another chain":     {before: func(tx *types.DynamicFeeTx) { tx.ChainID = big.NewInt(1) }},
		"another key":       {key: key(8)},
		"s in the upper":    {after: upper},
		"the wrong v":       {after: func(sig []byte) { sig[64] ^= 1 }},
		"a v of 5":          {after: func(sig []byte) { sig[64] = 5 }},
		"zeroes":            {after: func(sig []byte) { clear(sig) }},
		"other typed data":  {statement: func(digest []byte) { digest[0] ^= 1 }},
	}
	for name, lie := range lies {
		t.Run(name, func(t *testing.T) {
			k := &keeper{key: key(7), before: lie.before, after: lie.after, statement: lie.statement}
			if lie.key != nil {
				k.key = lie.key
			}
			server := httptest.NewServer(k)
			defer server.Close()
			for _, kind := range []string{"clef:", "web3signer:"} {
				s := open(t, kind+server.URL, signer.Options{Address: account(7)})
				if lie.statement == nil {
					if tx, err := s.SignTransaction(t.Context(), call(3)); !errors.Is(err, registry.ErrRefused) || tx != nil {
						t.Errorf("%s SignTransaction = %v, %v", kind, tx, err)
					}
				}
				if lie.before == nil {
					if sig, err := s.SignTyped(t.Context(), statement, chainID, consortium); !errors.Is(err, registry.ErrRefused) || sig != nil {
						t.Errorf("%s SignTyped = %x, %v", kind, sig, err)
					}
				}
			}
		})
	}
}

// TestTroubles has signers that do not answer as they should: in bounded time
// and memory there is an error that says what is wrong.
func TestTroubles(t *testing.T) {
	endless := func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"jsonrpc":"2.0","id":1,"result":"0x`)
		for range 64 {
			if _, err := w.Write([]byte(strings.Repeat("ab", 64<<10))); err != nil {
				return
			}
		}
	}
	hang := make(chan struct{})
	defer close(hang)
	for name, c := range map[string]struct {
		raw  func(http.ResponseWriter)
		want error
	}{
		"endless": {endless, registry.ErrUnreachable},
		"silent":  {func(http.ResponseWriter) { <-hang }, registry.ErrTimeout},
		"declines": {func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"request denied"}}`)
		}, registry.ErrNotAllowed},
		"an error page": {func(w http.ResponseWriter) { http.Error(w, "no", http.StatusForbidden) }, registry.ErrUnreachable},
		"no JSON":       {func(w http.ResponseWriter) { _, _ = io.WriteString(w, "hello") }, registry.ErrUnreachable},
		"another place": {func(w http.ResponseWriter) {
			w.Header().Set("Location", "http://127.0.0.1:1/")
			w.WriteHeader(http.StatusTemporaryRedirect)
		}, registry.ErrUnreachable},
		"null": {func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"jsonrpc":"2.0","id":1,"result":null}`)
		}, registry.ErrRefused},
		"no transaction": {func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"jsonrpc":"2.0","id":1,"result":{"raw":"0x02c0"}}`)
		}, registry.ErrRefused},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(&keeper{key: key(7), raw: c.raw})
			defer server.CloseClientConnections()
			s := open(t, "clef:"+server.URL, signer.Options{Address: account(7), Timeout: 300 * time.Millisecond})
			if tx, err := s.SignTransaction(t.Context(), call(0)); !errors.Is(err, c.want) || tx != nil {
				t.Errorf("SignTransaction = %v, %v; want %v", tx, err, c.want)
			}
		})
	}
	gone := open(t, "clef:"+filepath.Join(t.TempDir(), "none.ipc"), signer.Options{Address: account(7)})
	if err := gone.Check(t.Context()); !errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("a socket that is not there: %v", err)
	}
	secret := open(t, "web3signer:http://user:hunter2@127.0.0.1:1", signer.Options{Address: account(7)})
	if err := secret.Check(t.Context()); !errors.Is(err, registry.ErrUnreachable) || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("a signer that does not listen: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := gone.SignTransaction(ctx, call(0)); !errors.Is(err, context.Canceled) {
		t.Errorf("after the caller gave up: %v", err)
	}
}
