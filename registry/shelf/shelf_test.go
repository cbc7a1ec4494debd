package shelf_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/shelf"
)

var (
	publisher = bundle.NewKey([32]byte{1})
	stranger  = bundle.NewKey([32]byte{2})
	noon      = time.Unix(1767225600, 0)
)

// pack returns the file of a small release.
func pack(t testing.TB, name, version, rules string, keys ...bundle.PrivateKey) []byte {
	t.Helper()
	b := &bundle.Bundle{Rules: []byte(rules), Schema: []byte("schema"), Artifact: []byte("{}")}
	b.Manifest = registry.Manifest{
		Format: 1, Name: name, Version: version, StateSchema: 1, HostABI: 1, Meter: 1,
		Rules:  registry.BlobOf(b.Rules),
		Schema: registry.Schema{Blob: registry.BlobOf(b.Schema), State: "v1.Trade", Command: "v1.Command"},
		Book:   registry.Book{Artifact: registry.BlobOf(b.Artifact), CodeHash: "0x" + strings.Repeat("ab", 32)},
	}
	for _, k := range keys {
		if err := b.Sign(k); err != nil {
			t.Fatal(err)
		}
	}
	file, err := bundle.Pack(b)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func logKey(t testing.TB) string {
	t.Helper()
	key, err := merklelog.GenerateKey("registry.example/test")
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func open(t testing.TB, path string, cfg shelf.Config) *shelf.Shelf {
	t.Helper()
	s, err := shelf.Open(path, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func fresh(t testing.TB) *shelf.Shelf {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "registry", "shelf.db"),
		shelf.Config{LogKey: logKey(t), Keys: keyset.Trust{Fixed: []bundle.PublicKey{publisher.Public()}}})
}

func put(t testing.TB, s *shelf.Shelf, file []byte) shelf.Release {
	t.Helper()
	r, err := s.Put(file, noon, "note")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func size(t testing.TB, s *shelf.Shelf) int64 {
	t.Helper()
	c, err := s.Log().Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	return c.Size
}

func TestPutAndGet(t *testing.T) {
	s := fresh(t)
	file := pack(t, "crude-trade", "1.0.0", "rules", publisher)
	got := put(t, s, file)
	want := shelf.Release{
		Name: "crude-trade", Version: "1.0.0", Digest: got.Digest, Size: int64(len(file)),
		Published: noon.Unix(), By: publisher.Public().ID().String(), Note: "note",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Put (-want +got):\n%s", diff)
	}
	if again, err := s.Get("crude-trade", "1.0.0"); err != nil || again != got {
		t.Errorf("Get = %+v, %v", again, err)
	}
	if b, err := s.Bundle(got.Digest); err != nil || !bytes.Equal(b, file) {
		t.Errorf("Bundle = %d bytes, %v", len(b), err)
	}
	for _, err := range []error{
		second(s.Get("crude-trade", "1.0.1")),
		second(s.Get("other", "1.0.0")),
		second(s.Bundle(registry.Digest{1})),
		second(s.Document(got.Digest)),
		second(s.Yank("crude-trade", "2.0.0", "why", "alpha", noon)),
	} {
		if !errors.Is(err, registry.ErrNotFound) {
			t.Errorf("got %v, want ErrNotFound", err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestPublishedBytesStay(t *testing.T) {
	s := fresh(t)
	file := pack(t, "crude-trade", "1.0.0", "rules", publisher)
	first := put(t, s, file)
	if again, err := s.Put(file, noon.Add(time.Hour), "other note"); err != nil || again != first {
		t.Errorf("the same bytes again: %+v, %v", again, err)
	}
	for name, other := range map[string][]byte{
		"other rules":      pack(t, "crude-trade", "1.0.0", "other", publisher),
		"other signatures": pack(t, "crude-trade", "1.0.0", "rules", publisher, stranger),
	} {
		if _, err := s.Put(other, noon, ""); !errors.Is(err, registry.ErrConflict) {
			t.Errorf("%s: Put = %v, want ErrConflict", name, err)
		}
	}
	if _, err := s.Yank("crude-trade", "1.0.0", "wrong demurrage", "alpha", noon); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(pack(t, "crude-trade", "1.0.0", "other", publisher), noon, ""); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("after a yank: Put = %v, want ErrConflict", err)
	}
	if b, err := s.Bundle(first.Digest); err != nil || !bytes.Equal(b, file) {
		t.Errorf("Bundle after a yank = %d bytes, %v", len(b), err)
	}
	if n := size(t, s); n != 2 {
		t.Errorf("the log has %d entries, want 2", n)
	}
	if err := s.Verify(); err != nil {
		t.Error(err)
	}
}

func TestPutRefuses(t *testing.T) {
	s := fresh(t)
	good := pack(t, "crude-trade", "1.0.0", "rules", publisher)
	bad := bytes.Clone(good)
	bad[len(bad)/2] ^= 1
	for name, file := range map[string][]byte{
		"unsigned": pack(t, "crude-trade", "1.0.0", "rules"),
		"stranger": pack(t, "crude-trade", "1.0.0", "rules", stranger),
		"tampered": bad,
		"empty":    nil,
	} {
		if _, err := s.Put(file, noon, ""); !errors.Is(err, registry.ErrRefused) && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: Put = %v", name, err)
		}
	}
	if _, err := s.Put(good, noon, "two\nlines"); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a bad note: Put = %v", err)
	}
	if n := size(t, s); n != 0 {
		t.Errorf("the log has %d entries, want none", n)
	}
	nobody := open(t, filepath.Join(t.TempDir(), "s.db"), shelf.Config{LogKey: logKey(t)})
	if _, err := nobody.Put(good, noon, ""); !errors.Is(err, bundle.ErrUntrusted) {
		t.Errorf("no publishers: Put = %v, want ErrUntrusted", err)
	}
}

func TestYank(t *testing.T) {
	s := fresh(t)
	put(t, s, pack(t, "crude-trade", "1.0.0", "rules", publisher))
	if _, err := s.Yank("crude-trade", "1.0.0", " ", "alpha", noon); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("no reason: Yank = %v, want ErrInvalid", err)
	}
	got, err := s.Yank("crude-trade", "1.0.0", "wrong demurrage", "alpha", noon)
	if err != nil {
		t.Fatal(err)
	}
	want := &shelf.Yank{Index: 1, Time: noon.Unix(), By: "alpha", Reason: "wrong demurrage"}
	if diff := cmp.Diff(want, got.Yanked); diff != "" {
		t.Errorf("Yank (-want +got):\n%s", diff)
	}
	again, err := s.Yank("crude-trade", "1.0.0", "another reason", "beta", noon)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, again); diff != "" || size(t, s) != 2 {
		t.Errorf("a second yank changed something:\n%s", diff)
	}
}

func TestWithdraw(t *testing.T) {
	s := fresh(t)
	file := pack(t, "crude-trade", "1.0.0", "rules", publisher)
	put(t, s, file)
	if _, err := s.Withdraw("crude-trade", "1.0.0", " ", "alpha", noon); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("no reason: Withdraw = %v, want ErrInvalid", err)
	}
	if _, err := s.Withdraw("crude-trade", "2.0.0", "wrong", "alpha", noon); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("not published: Withdraw = %v, want ErrNotFound", err)
	}
	if _, err := s.Yank("crude-trade", "1.0.0", "rounds wrongly", "alpha", noon); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		got, err := s.Withdraw("crude-trade", "1.0.0", "pays twice", "alpha", noon)
		if err != nil {
			t.Fatal(err)
		}
		if got.Yanked == nil || got.Withdrawn == nil || got.Withdrawn.Index != 2 || got.Withdrawn.Reason != "pays twice" || size(t, s) != 3 {
			t.Errorf("Withdraw = %+v", got)
		}
	}
	r, err := s.Get("crude-trade", "1.0.0")
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := s.Bundle(r.Digest); err != nil || !bytes.Equal(kept, file) {
		t.Errorf("the bytes are gone: %v", err)
	}
	if _, err := s.Put(pack(t, "crude-trade", "1.0.0", "other rules", publisher), noon, ""); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("publishing other bytes after a withdrawal: %v", err)
	}
	if err := s.Verify(); err != nil {
		t.Error(err)
	}
	entries, err := s.Log().Entries(0, 10)
	if err != nil {
		t.Fatal(err)
	}
	again, err := shelf.Replay(entries)
	if err != nil || len(again) != 1 || again[0].Withdrawn == nil || *again[0].Withdrawn != *r.Withdrawn {
		t.Errorf("Replay = %+v, %v", again, err)
	}
	if _, err := shelf.Replay(entries[:0:0]); err != nil {
		t.Error(err)
	}
	entries[0], entries[2] = entries[2], entries[0]
	entries[0].Index, entries[2].Index = 0, 2
	if _, err := shelf.Replay(entries); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("a withdrawal of what was not published: %v", err)
	}
}

func TestListOrder(t *testing.T) {
	s := fresh(t)
	if all, err := s.List(""); err != nil || all == nil || len(all) != 0 {
		t.Errorf("List of an empty shelf = %v, %v", all, err)
	}
	for _, v := range []string{"1.10.0", "1.9.0", "2.0.0-rc.1", "2.0.0", "1.9.0-rc.2"} {
		put(t, s, pack(t, "crude-trade", v, "rules", publisher))
	}
	put(t, s, pack(t, "crude", "3.0.0", "rules", publisher))
	refs := func(line string) []string {
		all, err := s.List(line)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range all {
			out = append(out, r.Ref())
		}
		return out
	}
	crude := []string{
		"crude-trade@1.9.0-rc.2", "crude-trade@1.9.0", "crude-trade@1.10.0", "crude-trade@2.0.0-rc.1", "crude-trade@2.0.0",
	}
	if diff := cmp.Diff(append([]string{"crude@3.0.0"}, crude...), refs("")); diff != "" {
		t.Errorf("List (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(crude, refs("crude-trade")); diff != "" {
		t.Errorf("List of a line (-want +got):\n%s", diff)
	}
	if got := refs("gas"); got != nil {
		t.Errorf("List of no line = %v", got)
	}
	lines, err := s.Lines()
	if diff := cmp.Diff([]string{"crude", "crude-trade"}, lines); err != nil || diff != "" {
		t.Errorf("Lines = %v, %v", lines, err)
	}
}

func TestDocuments(t *testing.T) {
	s := fresh(t)
	d := shelf.Document{Kind: merklelog.KindChange, Line: "crude-trade", By: "alpha", Note: "to 2.0.0", Contents: []byte(`{"a":1}`)}
	got, err := s.PutDocument(d, noon)
	if err != nil {
		t.Fatal(err)
	}
	want := d
	want.Digest, want.Time = registry.DigestOf(d.Contents), noon.Unix()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("PutDocument (-want +got):\n%s", diff)
	}
	read, err := s.Document(got.Digest)
	if diff := cmp.Diff(want, read); err != nil || diff != "" {
		t.Errorf("Document: %v (-want +got):\n%s", err, diff)
	}
	if again, err := s.PutDocument(d, noon.Add(time.Hour)); err != nil || again.Time != noon.Unix() || size(t, s) != 1 {
		t.Errorf("the same document again: %+v, %v", again, err)
	}
	for name, tt := range map[string]struct {
		change func(*shelf.Document)
		want   error
	}{
		"other line":   {func(d *shelf.Document) { d.Line = "gas" }, registry.ErrConflict},
		"other kind":   {func(d *shelf.Document) { d.Kind = merklelog.KindRevertPlan }, registry.ErrConflict},
		"release":      {func(d *shelf.Document) { d.Kind = merklelog.KindRelease }, registry.ErrInvalid},
		"no kind":      {func(d *shelf.Document) { d.Kind = "" }, registry.ErrInvalid},
		"bad line":     {func(d *shelf.Document) { d.Line, d.Contents = "A", []byte("x") }, registry.ErrInvalid},
		"no contents":  {func(d *shelf.Document) { d.Contents = nil }, registry.ErrInvalid},
		"too large":    {func(d *shelf.Document) { d.Contents = make([]byte, shelf.MaxDocument+1) }, registry.ErrInvalid},
		"bad note":     {func(d *shelf.Document) { d.Note, d.Contents = "\x00", []byte("x") }, registry.ErrInvalid},
		"one too long": {func(d *shelf.Document) { d.By, d.Contents = strings.Repeat("b", 999), []byte("x") }, registry.ErrInvalid},
	} {
		bad := d
		tt.change(&bad)
		if _, err := s.PutDocument(bad, noon); !errors.Is(err, tt.want) {
			t.Errorf("%s: PutDocument = %v, want %v", name, err, tt.want)
		}
	}
	if err := s.Verify(); err != nil {
		t.Error(err)
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	path, key := filepath.Join(dir, "s.db"), logKey(t)
	vkey, err := merklelog.VerifierKey(key)
	if err != nil {
		t.Fatal(err)
	}
	cfg := shelf.Config{LogKey: key, Keys: keyset.Trust{Fixed: []bundle.PublicKey{publisher.Public()}}}
	if _, err := shelf.Open(path, shelf.Config{VerifierKey: vkey}); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("no file: Open = %v, want ErrNotFound", err)
	}
	s := open(t, path, cfg)
	file := pack(t, "crude-trade", "1.0.0", "rules", publisher)
	want := put(t, s, file)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	readers := []*shelf.Shelf{
		open(t, path, shelf.Config{VerifierKey: vkey, ReadOnly: true}),
		open(t, path, shelf.Config{LogKey: key, ReadOnly: true}),
	}
	for _, r := range readers {
		if got, err := r.Get("crude-trade", "1.0.0"); err != nil || got != want {
			t.Errorf("a reader's Get = %+v, %v", got, err)
		}
		if _, err := r.Put(file, noon, ""); !errors.Is(err, registry.ErrRefused) && !errors.Is(err, registry.ErrNotAllowed) {
			t.Errorf("a reader's Put = %v", err)
		}
		if _, err := r.Yank("crude-trade", "1.0.0", "why", "", noon); !errors.Is(err, registry.ErrNotAllowed) {
			t.Errorf("a reader's Yank = %v", err)
		}
		if err := r.Verify(); err != nil {
			t.Error(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}

	if _, err := shelf.Open(path, shelf.Config{LogKey: logKey(t)}); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("another log key: Open = %v, want ErrRefused", err)
	}
	s = open(t, path, cfg)
	if got, err := s.Get("crude-trade", "1.0.0"); err != nil || got != want {
		t.Errorf("after reopening: Get = %+v, %v", got, err)
	}
	if _, err := shelf.Open(path, cfg); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("open twice: Open = %v, want ErrConflict", err)
	}
}

func TestOpenOfOtherFiles(t *testing.T) {
	dir, key := t.TempDir(), logKey(t)
	text := filepath.Join(dir, "text")
	if err := os.WriteFile(text, bytes.Repeat([]byte("not a database\n"), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "foreign.db")
	future := filepath.Join(dir, "future.db")
	for path, name := range map[string]string{foreign: "elsewhere", future: "novation.shelf"} {
		db, err := bbolt.Open(path, 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		err = db.Update(func(tx *bbolt.Tx) error {
			b, err := tx.CreateBucket([]byte(name))
			if err != nil {
				return err
			}
			return b.Put([]byte("format"), []byte("2"))
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for path, cfg := range map[string]shelf.Config{
		text:    {LogKey: key},
		foreign: {LogKey: key, ReadOnly: true},
		future:  {LogKey: key},
	} {
		_, err := shelf.Open(path, cfg)
		if !errors.Is(err, registry.ErrInvalid) && !errors.Is(err, registry.ErrRefused) {
			t.Errorf("Open(%s) = %v", filepath.Base(path), err)
		}
	}
}

// Writers of the same name race: one wins, the log has one entry.
func TestConcurrentPuts(t *testing.T) {
	s := fresh(t)
	errs := make(chan error)
	for i := range 8 {
		file := pack(t, "crude-trade", "1.0.0", fmt.Sprint(i%4), publisher)
		go func() { errs <- second(s.Put(file, noon, "")) }()
	}
	won := 0
	for range 8 {
		if err := <-errs; err == nil {
			won++
		} else if !errors.Is(err, registry.ErrConflict) {
			t.Error(err)
		}
	}
	if won != 2 || size(t, s) != 1 {
		t.Errorf("%d writers succeeded and the log has %d entries, want 2 and 1", won, size(t, s))
	}
}
