package exchange_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/registry"
)

// sealed returns the envelope that one pod sends to another, taken from the
// wire.
func sealed(t *testing.T, d *directory, from *pod, to *pod, b exchange.Binding) []byte {
	t.Helper()
	wire := make(chan []byte, 1)
	s := to.serve(t, d, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		wire <- body
		w.WriteHeader(http.StatusNoContent)
	}))
	from.run(t)
	from.send(t, to.name, b)
	envelope := <-wire
	eventually(t, func() bool { return from.outbox(t) == 0 })
	from.halt()
	s.Close()
	return envelope
}

// refuse is a receiver that must not be reached.
func refuse(t *testing.T) func(context.Context, exchange.Message) error {
	return func(_ context.Context, m exchange.Message) error {
		t.Errorf("the receiver was called with %+v", m)
		return nil
	}
}

func codeOf(t *testing.T, answer string) string {
	t.Helper()
	var a struct {
		Error struct{ Code, Message, Hint string }
	}
	if err := json.Unmarshal([]byte(answer), &a); err != nil {
		t.Fatalf("answer %q: %v", answer, err)
	}
	if a.Error.Code == "" || a.Error.Message == "" {
		t.Errorf("answer %q says too little", answer)
	}
	return a.Error.Code
}

func TestReceive(t *testing.T) {
	d, alpha, bravo, in := pair(t)
	envelope := sealed(t, d, alpha, bravo, about(1, 7))
	if status, answer := post(bravo, envelope, in.receive); status != http.StatusNoContent || answer != "" {
		t.Fatalf("status %d: %s", status, answer)
	}
	if len(in.got) != 1 {
		t.Fatalf("received %d messages", len(in.got))
	}
	want := exchange.Message{ID: in.got[0].ID, From: "alpha", Kind: "note", Binding: about(1, 7), Body: []byte("body 7")}
	if diff := cmp.Diff(want, in.got[0]); diff != "" {
		t.Error(diff)
	}
	// A replay is answered as the first delivery was, without an effect.
	if status, answer := post(bravo, envelope, refuse(t)); status != http.StatusNoContent {
		t.Errorf("a replay: status %d: %s", status, answer)
	}
}

// TestNothingShows looks for what is secret on the wire.
func TestNothingShows(t *testing.T) {
	d, alpha, bravo, _ := pair(t)
	b := about(9, 7)
	b.Record = [32]byte(bytes.Repeat([]byte("R"), 32))
	envelope := sealed(t, d, alpha, bravo, b)
	for _, secret := range [][]byte{b.Record[:8], []byte("body"), b.Book[:4]} {
		if bytes.Contains(envelope, secret) {
			t.Errorf("%q shows on the wire", secret)
		}
	}
	if again := sealed(t, d, alpha, bravo, b); bytes.Equal(envelope, again) {
		t.Error("two messages with the same contents look the same")
	}
}

func TestTamperedEnvelope(t *testing.T) {
	d, alpha, bravo, _ := pair(t)
	envelope := sealed(t, d, alpha, bravo, about(1, 7))
	for i := range envelope {
		for _, bit := range []byte{1, 0x80} {
			bad := bytes.Clone(envelope)
			bad[i] ^= bit
			status, answer := post(bravo, bad, refuse(t))
			if status < 400 || status >= 500 {
				t.Errorf("byte %d changed: status %d: %s", i, status, answer)
			}
		}
	}
	for n := range envelope {
		if status, _ := post(bravo, envelope[:n], refuse(t)); status != http.StatusBadRequest {
			t.Errorf("cut to %d bytes: status %d", n, status)
		}
	}
	if status, _ := post(bravo, append(bytes.Clone(envelope), 0), refuse(t)); status != http.StatusBadRequest {
		t.Errorf("one byte more: status %d", status)
	}
}

// TestOtherFormOfSignature turns a signature into the other one that recovers
// to the same key: the same message must not have two forms.
func TestOtherFormOfSignature(t *testing.T) {
	d, alpha, bravo, _ := pair(t)
	envelope := sealed(t, d, alpha, bravo, about(1, 7))
	sig := envelope[len(envelope)-65:]
	s := new(big.Int).SetBytes(sig[32:64])
	s.Sub(crypto.S256().Params().N, s).FillBytes(sig[32:64])
	sig[64] = 27 + 28 - sig[64]
	if status, answer := post(bravo, envelope, refuse(t)); status != http.StatusForbidden {
		t.Errorf("status %d: %s", status, answer)
	}
}

func TestWhoMaySend(t *testing.T) {
	d, alpha, bravo, in := pair(t)
	charlie := newPod(t, d, "charlie", t.TempDir(), nil)
	mallory := newPod(t, &directory{}, "alpha", t.TempDir(), func(c *exchange.Config) {
		c.Keys, c.Peers = keysOf(t, "mallory"), d.peer // says that it is alpha
	})
	stranger := newPod(t, d, "stranger", t.TempDir(), nil)
	forBravo := sealed(t, d, alpha, bravo, about(1, 1))
	ofMallory := sealed(t, d, mallory, bravo, about(1, 1))
	ofStranger := sealed(t, d, stranger, bravo, about(1, 1))
	d.mu.Lock()
	delete(d.peers, "stranger")
	d.mu.Unlock()
	for name, c := range map[string]struct {
		to       *pod
		envelope []byte
		status   int
		code     string
	}{
		"meant for another": {charlie, forBravo, http.StatusUnprocessableEntity, "refused"},
		"signed by another": {bravo, ofMallory, http.StatusForbidden, "not_allowed"},
		"from a stranger":   {bravo, ofStranger, http.StatusForbidden, "not_allowed"},
		"nothing":           {bravo, nil, http.StatusBadRequest, "invalid"},
		"a later format":    {bravo, append([]byte("NVX\x02"), forBravo[4:]...), http.StatusBadRequest, "invalid"},
		"something else":    {bravo, []byte(`{"format":1}`), http.StatusBadRequest, "invalid"},
	} {
		t.Run(name, func(t *testing.T) {
			status, answer := post(c.to, c.envelope, refuse(t))
			if status != c.status || codeOf(t, answer) != c.code {
				t.Errorf("status %d: %s; want %d and code %s", status, answer, c.status, c.code)
			}
		})
	}
	// The one that was refused elsewhere is good where it belongs.
	if status, answer := post(bravo, forBravo, in.receive); status != http.StatusNoContent {
		t.Errorf("status %d: %s", status, answer)
	}
}

// TestSignedAnew has mallory, a member, take the sealed part of alpha's message
// and sign it as its own.
func TestSignedAnew(t *testing.T) {
	d, alpha, bravo, _ := pair(t)
	mallory := newPod(t, d, "mally", t.TempDir(), nil)
	envelope := sealed(t, d, alpha, bravo, about(1, 1))
	stolen := bytes.Replace(envelope[:len(envelope)-65], []byte("alpha"), []byte("mally"), 1)
	sig, err := mallory.config.Keys.SignPod(exchange.ID(stolen))
	if err != nil {
		t.Fatal(err)
	}
	status, answer := post(bravo, append(stolen, sig...), refuse(t))
	if status != http.StatusBadRequest || codeOf(t, answer) != "invalid" {
		t.Errorf("status %d: %s", status, answer)
	}
}

func TestSizeLimit(t *testing.T) {
	d := &directory{}
	newPod(t, d, "alpha", t.TempDir(), nil)
	small := func(c *exchange.Config) { c.MaxBody = 100 }
	bravo := newPod(t, d, "bravo", t.TempDir(), small)
	if status, answer := post(bravo, make([]byte, 2000), refuse(t)); status != http.StatusBadRequest || !strings.Contains(answer, "bytes") {
		t.Errorf("status %d: %s", status, answer)
	}
	for size, ok := range map[int]bool{100: true, 101: false} {
		err := bravo.store.Update(t.Context(), func(tx store.Tx) error {
			return bravo.Send(tx, "alpha", "note", about(1, 1), make([]byte, size))
		})
		if ok != (err == nil) || !ok && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("sending %d bytes: %v", size, err)
		}
	}
	// The largest message allowed fits, with the longest names.
	long := strings.Repeat("a", 64)
	from := newPod(t, d, long, t.TempDir(), small)
	to := newPod(t, d, strings.Repeat("b", 64), t.TempDir(), small)
	in := &inbox{pod: to}
	to.listen(t, d, in.receive)
	from.run(t)
	err := from.store.Update(t.Context(), func(tx store.Tx) error {
		return from.Send(tx, to.name, strings.Repeat("k", 64), about(1, 1), make([]byte, 100))
	})
	if err != nil {
		t.Fatal(err)
	}
	from.Wake()
	eventually(t, func() bool { return from.outbox(t) == 0 })
	if in.count() != 1 {
		t.Error("the largest message was not delivered")
	}
}

func TestOtherChain(t *testing.T) {
	d := &directory{}
	alpha := newPod(t, d, "alpha", t.TempDir(), nil)
	bravo := newPod(t, d, "bravo", t.TempDir(), func(c *exchange.Config) { c.Chain = 1 })
	status, answer := post(bravo, sealed(t, d, alpha, bravo, about(1, 1)), refuse(t))
	if status != http.StatusUnprocessableEntity || codeOf(t, answer) != "refused" {
		t.Errorf("status %d: %s", status, answer)
	}
	err := bravo.store.Update(t.Context(), func(tx store.Tx) error { return bravo.Send(tx, "alpha", "note", about(1, 1), nil) })
	if !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("sending about another chain: %v", err)
	}
}

func TestExpect(t *testing.T) {
	m := exchange.Message{From: "alpha", Binding: about(1, 7)}
	if err := m.Expect(about(1, 7)); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*exchange.Binding){
		"chain":    func(b *exchange.Binding) { b.ChainID++ },
		"book":     func(b *exchange.Binding) { b.Book[19]++ },
		"record":   func(b *exchange.Binding) { b.Record[31]++ },
		"sequence": func(b *exchange.Binding) { b.Sequence++ },
		"release":  func(b *exchange.Binding) { b.Release[31]++ },
	} {
		want := about(1, 7)
		change(&want)
		if err := m.Expect(want); !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), name) {
			t.Errorf("another %s: %v", name, err)
		}
	}
}

// TestStatuses has the receiver fail in every way.
func TestStatuses(t *testing.T) {
	d, alpha, bravo, _ := pair(t)
	envelope := sealed(t, d, alpha, bravo, about(1, 1))
	for _, c := range []struct {
		err    error
		status int
		code   string
	}{
		{registry.ErrInvalid, 400, "invalid"},
		{registry.ErrNotAllowed, 403, "not_allowed"},
		{registry.ErrNotFound, 404, "not_found"},
		{registry.ErrConflict, 409, "conflict"},
		{registry.ErrStale, 409, "stale"},
		{registry.ErrRefused, 422, "refused"},
		{registry.ErrUnreachable, 502, "unreachable"},
		{registry.ErrTimeout, 504, "timeout"},
		{errOnPurpose, 500, "internal"},
		{&boltstore.DamagedError{Path: "secret"}, 500, "internal"}, // though it matches ErrInvalid
	} {
		status, answer := post(bravo, envelope, func(context.Context, exchange.Message) error {
			return fmt.Errorf("the secret reason\nand a hint: %w", c.err)
		})
		if status != c.status || codeOf(t, answer) != c.code {
			t.Errorf("%v: status %d: %s", c.err, status, answer)
		}
		if shows := strings.Contains(answer, "secret"); shows == (c.code == "internal") {
			t.Errorf("%v: answer %s", c.err, answer)
		}
	}
}

func TestMethodsAndPaths(t *testing.T) {
	p := newPod(t, &directory{}, "alpha", t.TempDir(), nil)
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{http.MethodGet, exchange.MessagesPath, http.StatusMethodNotAllowed},
		{http.MethodPost, exchange.IdentityPath, http.StatusMethodNotAllowed},
		{http.MethodGet, exchange.IdentityPath, http.StatusOK},
		{http.MethodGet, "/exchange/v1/other", http.StatusNotFound},
	} {
		w := httptest.NewRecorder()
		p.Handler(refuse(t)).ServeHTTP(w, httptest.NewRequest(c.method, c.path, nil))
		if w.Code != c.status {
			t.Errorf("%s %s: status %d, want %d", c.method, c.path, w.Code, c.status)
		}
	}
}
