package exchange_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/registry"
)

// TestGolden opens what a second implementation, written from the package's
// documentation in another language, sealed for bravo. Later versions must go
// on opening it: payloads wait in outboxes across upgrades.
func TestGolden(t *testing.T) {
	b, err := os.ReadFile("testdata/v1.json")
	if err != nil {
		t.Fatal(err)
	}
	var g struct {
		AlphaPodKey, BravoPodKey, BravoExchangeKey, Identity string
		Envelopes                                            []struct{ Kind, Chain, Book, Record, Sequence, Release, Body, ID, Envelope string }
	}
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatal(err)
	}
	alpha, bravo := keysOf(t, "alpha"), keysOf(t, "bravo")
	stored := []string{g.AlphaPodKey, g.BravoPodKey, g.BravoExchangeKey}
	made := []string{
		hex.EncodeToString(crypto.FromECDSA(alpha.pod)), hex.EncodeToString(crypto.FromECDSA(bravo.pod)),
		hex.EncodeToString(bravo.x.Bytes()),
	}
	if diff := cmp.Diff(stored, made); diff != "" {
		t.Fatal("the test's keys are not those of the file:", diff)
	}
	peer, err := exchange.VerifyIdentity([]byte(g.Identity), "alpha", crypto.PubkeyToAddress(alpha.pod.PublicKey))
	if err != nil {
		t.Fatal(err)
	}
	d := &directory{}
	d.set(peer)
	p := newPod(t, d, "bravo", t.TempDir(), nil)
	for _, e := range g.Envelopes {
		t.Run(e.Kind, func(t *testing.T) {
			want := exchange.Message{ID: [32]byte(unhex(t, e.ID)), From: "alpha", Kind: e.Kind, Body: unhex(t, e.Body)}
			want.Binding = exchange.Binding{
				ChainID: number(t, e.Chain), Book: [20]byte(unhex(t, e.Book)), Record: [32]byte(unhex(t, e.Record)),
				Sequence: number(t, e.Sequence), Release: registry.Digest(unhex(t, e.Release)),
			}
			var got exchange.Message
			status, answer := post(p, unhex(t, e.Envelope), func(_ context.Context, m exchange.Message) error {
				got = m
				return nil
			})
			if status != http.StatusNoContent {
				t.Fatalf("status %d: %s", status, answer)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestIdentityIsDeterministic has a pod say the same of itself as ever.
func TestIdentityIsDeterministic(t *testing.T) {
	p := newPod(t, &directory{}, "alpha", t.TempDir(), nil)
	a, err := p.Identity()
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.Identity()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(a), string(b)); diff != "" {
		t.Error(diff)
	}
}

// post hands an envelope to a pod and returns its answer.
func post(p *pod, envelope []byte, receive func(context.Context, exchange.Message) error) (status int, answer string) {
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, exchange.MessagesPath, bytes.NewReader(envelope))
	p.Handler(receive).ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func number(t *testing.T, s string) uint64 {
	t.Helper()
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
