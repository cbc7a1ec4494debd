package witness_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/witness"
)

// A history is a log with a key that others may have, too.
type history struct {
	*merklelog.Log
	key, vkey string
}

func newKey(t testing.TB, origin string) string {
	t.Helper()
	key, err := merklelog.GenerateKey(origin)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func newHistory(t testing.TB, key string) *history {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(t.TempDir(), "log.db"), 0o600, &bbolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	l, err := merklelog.Open(db, merklelog.Config{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	vkey, err := merklelog.VerifierKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return &history{l, key, vkey}
}

func (h *history) grow(t testing.TB, line string, n int) {
	t.Helper()
	err := h.Update(func(tx *bbolt.Tx) error {
		for i := range n {
			e := merklelog.Entry{Time: 1767225600, Kind: merklelog.KindChange, Name: line, Digest: registry.DigestOf(fmt.Append(nil, line, i))}
			if _, err := h.Append(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (h *history) head(t testing.TB) merklelog.Checkpoint {
	t.Helper()
	c, err := h.Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// request asks for the present head, from an old size.
func (h *history) request(t testing.TB, old int64) *witness.Request {
	t.Helper()
	c := h.head(t)
	r := &witness.Request{Old: old, Checkpoint: c.Signed}
	if old <= c.Size {
		var err error
		if r.Proof, err = h.ProveConsistency(old, c.Size); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func newWitness(t testing.TB, dir, name string, logs ...string) *witness.Witness {
	t.Helper()
	if _, err := witness.CreateKey(dir, name); err != nil {
		t.Fatal(err)
	}
	w, err := witness.Open(witness.Config{Dir: dir, Logs: logs})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestCosign(t *testing.T) {
	h := newHistory(t, newKey(t, "registry.example/log"))
	dir := t.TempDir()
	w := newWitness(t, dir, "witness.example/a", h.vkey)
	if _, err := w.Last(h.vkey); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("Last of nothing = %v", err)
	}
	policy := merklelog.Policy{Log: h.vkey, Witnesses: []string{w.VerifierKey()}, Quorum: 1}
	old := int64(0)
	for _, n := range []int{0, 1, 0, 5, 300} {
		h.grow(t, "gas", n)
		line, err := w.Cosign(h.request(t, old))
		if err != nil {
			t.Fatalf("size %d: %v", h.head(t).Size, err)
		}
		signed := append(bytes.Clone(h.head(t).Signed), line...)
		if _, err := policy.Open(signed); err != nil {
			t.Errorf("the cosignature: %v", err)
		}
		if _, err := policy.Open(h.head(t).Signed); !errors.Is(err, merklelog.ErrUnwitnessed) {
			t.Errorf("without it: %v, want ErrUnwitnessed", err)
		}
		old = h.head(t).Size
		// The next process knows.
		w = newWitness(t, dir, "other.example", h.vkey)
		if last, err := w.Last(h.vkey); err != nil || last.Size != old || last.Root != h.head(t).Root {
			t.Errorf("Last = %v, %v; want size %d", last, err, old)
		}
	}
}

func TestCosignRefuses(t *testing.T) {
	key := newKey(t, "registry.example/log")
	h, fork, foreign := newHistory(t, key), newHistory(t, key), newHistory(t, newKey(t, "registry.example/other"))
	forged := newHistory(t, newKey(t, "registry.example/log"))
	h.grow(t, "gas", 5)
	fork.grow(t, "oil", 4)
	foreign.grow(t, "gas", 6)
	forged.grow(t, "gas", 6)
	w := newWitness(t, t.TempDir(), "witness.example/a", h.vkey)
	if _, err := w.Cosign(h.request(t, 0)); err != nil {
		t.Fatal(err)
	}
	was := h.head(t)
	behind := fork.request(t, 0)
	fork.grow(t, "oil", 8)
	h.grow(t, "gas", 3)
	good := h.request(t, 5)
	for name, tt := range map[string]struct {
		r    *witness.Request
		want error
	}{
		"another log":     {foreign.request(t, 0), registry.ErrNotFound},
		"nothing":         {&witness.Request{}, registry.ErrNotFound},
		"forged":          {forged.request(t, 5), registry.ErrNotAllowed},
		"from nothing":    {h.request(t, 0), registry.ErrConflict},
		"from elsewhere":  {h.request(t, 4), registry.ErrConflict},
		"back":            {behind, registry.ErrConflict},
		"beyond":          {h.request(t, 99), registry.ErrInvalid},
		"another history": {fork.request(t, 5), merklelog.ErrProof},
		"no proof":        {&witness.Request{Old: 5, Checkpoint: good.Checkpoint}, merklelog.ErrProof},
		"more proof":      {&witness.Request{Old: 5, Checkpoint: good.Checkpoint, Proof: append(slices.Clip(good.Proof), registry.Digest{})}, merklelog.ErrProof},
	} {
		if line, err := w.Cosign(tt.r); !errors.Is(err, tt.want) || line != nil {
			t.Errorf("%s: Cosign = %q, %v; want %v", name, line, err, tt.want)
		}
		if last, err := w.Last(h.vkey); err != nil || last.Root != was.Root {
			t.Fatalf("%s: it changed what was cosigned last to %v, %v", name, last, err)
		}
	}
	if _, err := w.Cosign(good); err != nil {
		t.Errorf("after all that: %v", err)
	}
}

// A log that shows two roots for one size gives the witness the proof; it stops
// for good, and only for that log.
func TestForkStops(t *testing.T) {
	key := newKey(t, "registry.example/log")
	h, fork, next := newHistory(t, key), newHistory(t, key), newHistory(t, newKey(t, "registry.example/next"))
	h.grow(t, "gas", 5)
	fork.grow(t, "oil", 5)
	next.grow(t, "gas", 1)
	dir := t.TempDir()
	w := newWitness(t, dir, "witness.example/a", h.vkey)
	if _, err := w.Cosign(h.request(t, 0)); err != nil {
		t.Fatal(err)
	}
	if err := w.Forked(); err != nil {
		t.Fatal(err)
	}
	var found *merklelog.ForkError
	if _, err := w.Cosign(fork.request(t, 5)); !errors.As(err, &found) {
		t.Fatalf("Cosign of another root = %v, want a ForkError", err)
	}
	if _, _, err := found.Fork.Check(); err != nil {
		t.Error(err)
	}
	again := newWitness(t, dir, "witness.example/a", h.vkey)
	if err := again.Forked(); !errors.Is(err, witness.ErrForked) || !strings.Contains(err.Error(), dir) {
		t.Errorf("after a restart, Forked = %v", err)
	}
	h.grow(t, "gas", 1)
	if _, err := again.Cosign(h.request(t, 5)); !errors.Is(err, witness.ErrForked) {
		t.Errorf("Cosign of a forked log = %v", err)
	}
	moved := newWitness(t, dir, "witness.example/a", next.vkey)
	if err := moved.Forked(); err != nil {
		t.Errorf("with a new log, Forked = %v", err)
	}
	if _, err := moved.Cosign(next.request(t, 0)); err != nil {
		t.Error(err)
	}
	// What is no proof stops nothing, but a proof that was damaged does.
	bad := *found.Fork
	bad.Larger = bad.Smaller
	if err := moved.SaveFork(&bad); err == nil {
		t.Error("a fork that is none was kept")
	}
	files, err := filepath.Glob(filepath.Join(dir, "forks", "*.json"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	if err := os.WriteFile(files[0], []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := again.Forked(); !errors.Is(err, witness.ErrForked) {
		t.Errorf("with a damaged proof, Forked = %v", err)
	}
}

// Whatever bit of what a witness keeps is flipped: it refuses, or goes on as
// before. It never cosigns a second history.
func TestFlippedBits(t *testing.T) {
	key := newKey(t, "registry.example/log")
	h, fork := newHistory(t, key), newHistory(t, key)
	h.grow(t, "gas", 7)
	fork.grow(t, "gas", 3)
	fork.grow(t, "oil", 4)
	dir := t.TempDir()
	w := newWitness(t, dir, "witness.example/a", h.vkey)
	if _, err := w.Cosign(h.request(t, 0)); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.checkpoint"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	good, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	want, err := w.Last(h.vkey)
	if err != nil {
		t.Fatal(err)
	}
	sizes := []*witness.Request{fork.request(t, 0), fork.request(t, 3), fork.request(t, 7)}
	refused, harmless := 0, 0
	for bit := range 8 * len(good) {
		bad := bytes.Clone(good)
		bad[bit/8] ^= 1 << (bit % 8)
		if err := os.WriteFile(files[0], bad, 0o600); err != nil {
			t.Fatal(err)
		}
		last, err := w.Last(h.vkey)
		switch {
		case err != nil:
			refused++
		case last.Size != want.Size || last.Root != want.Root:
			t.Errorf("bit %d: it remembers %v", bit, last)
		default:
			harmless++
		}
		if bit%16 != 0 {
			continue
		}
		for _, r := range sizes {
			if line, err := w.Cosign(r); err == nil {
				t.Errorf("bit %d: it cosigned another history: %s", bit, line)
			}
		}
		_ = os.RemoveAll(filepath.Join(dir, "forks"))
	}
	t.Logf("%d refused, %d harmless", refused, harmless)
	if refused < 400 {
		t.Errorf("%d flips were refused", refused)
	}
	// Without what it keeps, it would.
	if err := os.Remove(files[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Cosign(sizes[0]); err != nil {
		t.Errorf("the test shows nothing: %v", err)
	}
}

// served runs witnesses and a collector of their cosignatures.
func served(t *testing.T, h *history, n, quorum int) (*witness.Collector, []witness.Peer, []*httptest.Server) {
	t.Helper()
	var peers []witness.Peer
	var servers []*httptest.Server
	for i := range n {
		w := newWitness(t, t.TempDir(), fmt.Sprintf("witness.example/%d", i), h.vkey)
		s := httptest.NewServer(w.Handler("/w", slog.New(slog.DiscardHandler)))
		t.Cleanup(s.Close)
		peers, servers = append(peers, witness.Peer{URL: s.URL + "/w", Key: w.VerifierKey()}), append(servers, s)
	}
	c, err := witness.NewCollector(witness.CollectorConfig{
		Log: h.Log, LogKey: h.vkey, Peers: peers, Quorum: quorum, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = c.Run(t.Context()) }()
	return c, peers, servers
}

func await(t *testing.T, c *witness.Collector, size int64, limit time.Duration) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	return c.Await(ctx, size)
}

func TestCollector(t *testing.T) {
	h := newHistory(t, newKey(t, "registry.example/log"))
	c, peers, servers := served(t, h, 3, 2)
	policy := merklelog.Policy{Log: h.vkey, Quorum: 2}
	for _, p := range peers {
		policy.Witnesses = append(policy.Witnesses, p.Key)
	}
	for i := range 3 {
		h.grow(t, "gas", 2)
		if err := await(t, c, h.head(t).Size, 20*time.Second); err != nil {
			t.Fatal(err)
		}
		signed, err := c.Checkpoint()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := policy.Open(signed); err != nil || got.Size != h.head(t).Size {
			t.Errorf("round %d: %v, %v", i, got, err)
		}
		if i == 0 {
			servers[0].Close() // one of three may be down
		}
	}
	if last, err := peers[2].Last(t.Context(), http.DefaultClient, h.vkey); err != nil || last.Size == 0 {
		t.Errorf("Last = %v, %v", last, err)
	}
	servers[1].Close() // two may not
	old, err := c.Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	h.grow(t, "gas", 1)
	if err := await(t, c, h.head(t).Size, 300*time.Millisecond); !errors.Is(err, registry.ErrTimeout) {
		t.Errorf("Await with one of three witnesses = %v, want ErrTimeout", err)
	}
	if now, err := c.Checkpoint(); err != nil || !bytes.Equal(now, old) {
		t.Errorf("without a quorum it shows another checkpoint, %v", err)
	}
}

// Of a log that tells two histories at once, no two get a majority.
func TestSplitView(t *testing.T) {
	key := newKey(t, "registry.example/log")
	h, other := newHistory(t, key), newHistory(t, key)
	one, peers, _ := served(t, h, 3, 2)
	h.grow(t, "gas", 3)
	other.grow(t, "oil", 4)
	if err := await(t, one, 3, 20*time.Second); err != nil {
		t.Fatal(err)
	}
	two, err := witness.NewCollector(witness.CollectorConfig{
		Log: other.Log, LogKey: h.vkey, Peers: peers, Quorum: 2, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = two.Run(t.Context()) }()
	if err := await(t, two, 4, 500*time.Millisecond); !errors.Is(err, registry.ErrTimeout) {
		t.Errorf("the other history got its cosignatures: %v", err)
	}
	if _, err := two.Checkpoint(); err == nil {
		t.Error("the other history is shown")
	}
}

func TestStatuses(t *testing.T) {
	key := newKey(t, "registry.example/log")
	h, forged, foreign := newHistory(t, key), newHistory(t, newKey(t, "registry.example/log")), newHistory(t, newKey(t, "x.example"))
	w := newWitness(t, t.TempDir(), "witness.example/a", h.vkey)
	s := httptest.NewServer(w.Handler("", slog.New(slog.DiscardHandler)))
	defer s.Close()
	h.grow(t, "gas", 4)
	wrong := h.request(t, 0)
	wrong.Proof = merklelog.Proof{{}}
	long := &witness.Request{Checkpoint: bytes.Repeat([]byte("x"), 1<<20)}
	for _, tt := range []struct {
		name   string
		body   []byte
		status int
		answer string
	}{
		{"proof for nothing", wrong.Encode(), 422, ""},
		{"sound", h.request(t, 0).Encode(), 200, "— witness.example/a "},
		{"again", h.request(t, 4).Encode(), 200, "— witness.example/a "},
		{"other size", h.request(t, 0).Encode(), 409, "4\n"},
		{"too old", h.request(t, 9).Encode(), 400, ""},
		{"forged", forged.request(t, 0).Encode(), 403, ""},
		{"foreign", foreign.request(t, 0).Encode(), 404, ""},
		{"nothing", nil, 400, ""},
		{"too long", long.Encode(), 400, ""},
	} {
		resp, err := http.Post(s.URL+"/add-checkpoint", "", bytes.NewReader(tt.body))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		_, _ = b.ReadFrom(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != tt.status || !strings.HasPrefix(b.String(), tt.answer) {
			t.Errorf("%s: %d %q, want %d %q", tt.name, resp.StatusCode, b.String(), tt.status, tt.answer)
		}
		if tt.status == 409 && resp.Header.Get("Content-Type") != "text/x.tlog.size" {
			t.Errorf("%s: content type %q", tt.name, resp.Header.Get("Content-Type"))
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	vkey := newHistory(t, newKey(t, "registry.example/log")).vkey
	if _, err := witness.Open(witness.Config{Dir: t.TempDir(), Logs: []string{vkey}}); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("Open without a key = %v", err)
	}
	for _, name := range []string{"", "a b", "a+b"} {
		if _, err := witness.CreateKey(t.TempDir(), name); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("CreateKey(%q) = %v", name, err)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "key"), []byte("PRIVATE+KEY+x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := witness.Open(witness.Config{Dir: dir}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("Open with a bad key = %v", err)
	}
}

func FuzzParseRequest(f *testing.F) {
	r := &witness.Request{Old: 3, Proof: merklelog.Proof{{1}, {2}}, Checkpoint: []byte("x\n3\n\n\n— x y\n")}
	f.Add(r.Encode())
	f.Add([]byte("old 0\n\n"))
	f.Add([]byte("old 01\n\nx"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if r, err := witness.ParseRequest(b); err == nil && !bytes.Equal(r.Encode(), b) {
			t.Errorf("accepted %q, written %q", b, r.Encode())
		}
	})
}
