package testnet_test

import (
	"crypto/ecdsa"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"

	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/testnet"
)

// A keeper signs transactions for one account, with the protocol of Clef. While
// it is away, it breaks every connection.
type keeper struct {
	key    *ecdsa.PrivateKey
	away   atomic.Bool
	asked  atomic.Int32
	signed atomic.Int32
}

func (k *keeper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k.asked.Add(1)
	var q struct {
		ID     json.RawMessage
		Method string
		Params []apitypes.SendTxArgs
	}
	if k.away.Load() || json.NewDecoder(r.Body).Decode(&q) != nil {
		panic(http.ErrAbortHandler)
	}
	var result any = []common.Address{crypto.PubkeyToAddress(k.key.PublicKey)}
	if q.Method == "account_signTransaction" {
		tx, err := q.Params[0].ToTransaction()
		if err == nil {
			tx, err = types.SignTx(tx, types.LatestSignerForChainID(tx.ChainId()), k.key)
		}
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		raw, err := tx.MarshalBinary()
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		k.signed.Add(1)
		result = map[string]any{"raw": hexutil.Bytes(raw)}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": q.ID, "result": result})
}

// A pod whose account is behind a remote signer, and whose folder has no
// approval key, takes part in everything. While the signer is away, the pod goes
// on, what it has to send waits, and nothing is lost.
func TestPodWithRemoteSigner(t *testing.T) {
	sequential(t)
	t.Parallel()
	key, err := crypto.ToECDSA(common.LeftPadBytes(big.NewInt(77).Bytes(), 32))
	if err != nil {
		t.Fatal(err)
	}
	k := &keeper{key: key}
	server := httptest.NewServer(k)
	defer server.Close()
	dir := folder(t)
	home := testnet.PodDir(dir, "gamma")
	if err := os.MkdirAll(home, 0o700); err != nil {
		t.Fatal(err)
	}
	account := crypto.PubkeyToAddress(key.PublicKey)
	places := signer.Places{Account: signer.Place{Source: "clef:" + server.URL, Address: account}}
	if err := places.Write(home); err != nil {
		t.Fatal(err)
	}
	w := start(t, testnet.Config{Dir: dir})
	if m, err := w.Network().Member("gamma"); err != nil || m.Sender() != account || m.Pod == account {
		t.Fatalf("gamma is %+v, %v", m, err)
	}
	if err := os.Remove(filepath.Join(home, "keys", "approval.json")); err != nil {
		t.Fatal(err)
	}
	w.activate("1.0.0") // alpha and beta approve; all three pods vet
	if k.signed.Load() == 0 {
		t.Fatal("gamma's pod vetted without its signer")
	}
	w.trade(rows(t, 2, "beta", "gamma"))

	k.away.Store(true)
	w.publish("1.1.0")
	hash := w.propose("1.1.0")
	w.approve(hash, "alpha", "beta")
	asked := k.asked.Load()
	w.until("the others to have vetted, and gamma to have asked its signer", func() bool {
		c, err := w.Client("alpha").Change(w.ctx(), hash)
		return err == nil && len(c.Vetted) == 2 && k.asked.Load() > asked
	})
	w.trade(rows(t, 1, "alpha", "gamma")) // the keys of records are in the pod
	if c := w.change(hash); len(c.Vetted) != 2 || c.Status != "proposed" {
		t.Errorf("while the signer is away: %+v", c)
	}
	k.away.Store(false)
	w.await(hash, "activated")
	for _, m := range w.Members() {
		w.audited(m)
	}

	// A pod does not start with a signer of another account, or with one that does
	// not have the key.
	w.refusesToStart("alpha", places, registry.ErrInvalid)
	other, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	stranger := httptest.NewServer(&keeper{key: other})
	defer stranger.Close()
	w.refusesToStart("gamma", signer.Places{Account: signer.Place{Source: "clef:" + stranger.URL, Address: account}}, registry.ErrNotFound)
}

// refusesToStart opens a member's pod whose account is elsewhere.
func (w *world) refusesToStart(member string, places signer.Places, want error) {
	w.t.Helper()
	if err := places.Write(testnet.PodDir(w.Dir(), member)); err != nil {
		w.t.Fatal(err)
	}
	_, _, err := testnet.OpenPod(w.ctx(), w.Dir(), w.Network(), member, testnet.PodOptions{Log: logger(w.t.Output())})
	refused(w.t, "the pod of "+member+" with another signer", err, want)
}
