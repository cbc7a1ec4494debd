package releases_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/project"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

func open(t testing.TB) store.Store {
	t.Helper()
	s, err := boltstore.Open(filepath.Join(t.TempDir(), "pod.db"), boltstore.Config{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func update(t testing.TB, s store.Store, fn func(store.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func known(t testing.TB, s store.Store) (all []releases.Known) {
	t.Helper()
	update(t, s, func(tx store.Tx) (err error) {
		all, err = releases.ListKnown(tx)
		return err
	})
	return all
}

func digest(version string) registry.Digest { return registry.DigestOf([]byte(version)) }

func entry(index int64, kind merklelog.Kind, version, note string) merklelog.Entry {
	return merklelog.Entry{
		Format: 1, Index: index, Time: 1_771_200_000, Kind: kind, Name: "crude-trade", Version: version, Digest: digest(version), By: "alpha", Note: note,
	}
}

// log is a short history: two releases, a yank, a change, another line.
func log() []merklelog.Entry {
	cotton := entry(5, merklelog.KindRelease, "0.1.0", "")
	cotton.Name = "cotton"
	return []merklelog.Entry{
		entry(0, merklelog.KindRelease, "1.0.0", ""),
		entry(1, merklelog.KindRelease, "1.10.0", ""),
		entry(2, merklelog.KindChange, "", "a change"),
		entry(3, merklelog.KindYank, "1.0.0", "wrong prices"),
		entry(4, merklelog.KindRelease, "1.2.0", ""),
		cotton,
	}
}

var afterLog = []releases.Known{
	{Name: "cotton", Version: "0.1.0", Digest: digest("0.1.0"), Index: 5},
	{Name: "crude-trade", Version: "1.0.0", Digest: digest("1.0.0"), Index: 0, Yanked: "wrong prices"},
	{Name: "crude-trade", Version: "1.10.0", Digest: digest("1.10.0"), Index: 1},
	{Name: "crude-trade", Version: "1.2.0", Digest: digest("1.2.0"), Index: 4},
}

func TestFollow(t *testing.T) {
	s := open(t)
	update(t, s, func(tx store.Tx) error { return releases.Follow(tx, log()) })
	if diff := cmp.Diff(afterLog, known(t, s)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var stored []merklelog.Entry
	update(t, s, func(tx store.Tx) error {
		stored = nil
		return releases.Entries(tx, func(b []byte) error {
			e, err := merklelog.ParseEntry(b)
			stored = append(stored, e)
			return err
		})
	})
	if diff := cmp.Diff(log(), stored); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
}

// A pod that stops between following and remembering follows again: nothing
// changes, in whatever pieces the entries come, and a yank stays.
func TestFollowIsIdempotent(t *testing.T) {
	s := open(t)
	all := log()
	for range 30 {
		from := rand.IntN(len(all))
		update(t, s, func(tx store.Tx) error { return releases.Follow(tx, all[:from]) })
	}
	update(t, s, func(tx store.Tx) error { return releases.Follow(tx, all) })
	for i := range all {
		update(t, s, func(tx store.Tx) error { return releases.Follow(tx, all[i:i+1]) })
		if diff := cmp.Diff(afterLog, known(t, s)); diff != "" {
			t.Errorf("entry %d again (-want +got):\n%s", i, diff)
		}
	}
}

// A log that publishes a yanked release a second time does not bring it back.
func TestFollowKeepsAYank(t *testing.T) {
	s := open(t)
	update(t, s, func(tx store.Tx) error {
		return releases.Follow(tx, append(log(), entry(6, merklelog.KindRelease, "1.0.0", "")))
	})
	if diff := cmp.Diff(afterLog, known(t, s)); diff != "" {
		t.Errorf("published again (-want +got):\n%s", diff)
	}
	update(t, s, func(tx store.Tx) error {
		return releases.Follow(tx, []merklelog.Entry{entry(7, merklelog.KindYank, "1.2.0", "")})
	})
	if all := known(t, s); all[3].Yanked == "" {
		t.Error("a yank without a reason is no yank")
	}
}

func TestFollowRefuses(t *testing.T) {
	s := open(t)
	err := s.Update(t.Context(), func(tx store.Tx) error {
		return releases.Follow(tx, []merklelog.Entry{entry(0, merklelog.KindYank, "1.0.0", "never published")})
	})
	if !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("a yank of what was never published: %v, want ErrNotFound", err)
	}
	update(t, s, func(tx store.Tx) error { return tx.Put("release", make([]byte, 32), []byte("{")) })
	for name, fn := range map[string]func(store.Tx) error{
		"Follow":    func(tx store.Tx) error { return releases.Follow(tx, log()) },
		"ListKnown": func(tx store.Tx) error { _, err := releases.ListKnown(tx); return err },
		"BySalted":  func(tx store.Tx) error { _, err := releases.BySalted(tx, registry.Salt{}, digest("1.0.0")); return err },
	} {
		if err := s.Update(t.Context(), fn); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s of a damaged store: %v, want ErrInvalid", name, err)
		}
	}
}

func TestFind(t *testing.T) {
	s := open(t)
	update(t, s, func(tx store.Tx) error { return releases.Follow(tx, log()) })
	salt := registry.Salt{1}
	update(t, s, func(tx store.Tx) error {
		k, err := releases.BySalted(tx, salt, salt.Release(digest("1.10.0")))
		if err != nil || k.Ref() != "crude-trade@1.10.0" {
			t.Errorf("BySalted = %+v, %v", k, err)
		}
		for name, salted := range map[string]registry.Digest{
			"unsalted": digest("1.10.0"), "other salt": registry.Salt{2}.Release(digest("1.10.0")), "none": {},
		} {
			if k, err := releases.BySalted(tx, salt, salted); !errors.Is(err, registry.ErrNotFound) {
				t.Errorf("%s: BySalted = %+v, %v; want ErrNotFound", name, k, err)
			}
		}
		_, err = releases.FindKnown(tx, func(releases.Known) bool { return false }, "crude-trade@9.9.9")
		if !errors.Is(err, registry.ErrNotFound) || !strings.Contains(err.Error(), "crude-trade@9.9.9") {
			t.Errorf("FindKnown = %v", err)
		}
		return nil
	})
}

func TestHead(t *testing.T) {
	s := open(t)
	key, err := merklelog.GenerateKey("registry.example/test")
	if err != nil {
		t.Fatal(err)
	}
	vkey, err := merklelog.VerifierKey(key)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := releases.Head(t.Context(), s, vkey); err != nil || c.Size != 0 {
		t.Errorf("the first head: %+v, %v", c, err)
	}
	m := releases.Memory{Store: s}
	if err := m.Save(t.Context(), []byte("not a checkpoint")); err != nil {
		t.Fatal(err)
	}
	if b, err := m.Load(t.Context()); err != nil || string(b) != "not a checkpoint" {
		t.Errorf("Load = %q, %v", b, err)
	}
	if c, err := releases.Head(t.Context(), s, vkey); err == nil {
		t.Errorf("a head that nobody signed: %+v", c)
	}
}

// packed are bundles of the example line.
var packed = sync.OnceValues(func() (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, version := range []string{"1.0.0", "2.0.0"} {
		dir, err := crudetrade.Open(version)
		if err != nil {
			return nil, err
		}
		b, err := project.Build(context.Background(), dir)
		if err != nil {
			return nil, err
		}
		if out[version], err = bundle.Pack(b); err != nil {
			return nil, err
		}
	}
	return out, nil
})

func file(t testing.TB, version string) ([]byte, registry.Digest) {
	t.Helper()
	all, err := packed()
	if err != nil {
		t.Fatal(err)
	}
	b, err := bundle.Open(all[version])
	if err != nil {
		t.Fatal(err)
	}
	d, err := b.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return all[version], d
}

func TestBundles(t *testing.T) {
	s := open(t)
	v1, d1 := file(t, "1.0.0")
	v2, d2 := file(t, "2.0.0")
	if _, err := releases.Open(t.Context(), s, d1); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("a bundle that was not fetched: %v, want ErrNotFound", err)
	}
	update(t, s, func(tx store.Tx) error { return releases.PutBundle(tx, d1, v1) })
	b, err := releases.Open(t.Context(), s, d1)
	if err != nil || b.Manifest.Ref() != "crude-trade@1.0.0" {
		t.Fatalf("Open = %v, %v", b, err)
	}
	damaged := slices.Clone(v1)
	damaged[len(damaged)/2] ^= 1
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"another release": {v2, registry.ErrInvalid},
		"changed byte":    {damaged, registry.ErrRefused},
		"cut short":       {v1[:len(v1)/2], registry.ErrInvalid},
		"no bundle":       {[]byte("bundle"), registry.ErrInvalid},
	} {
		update(t, s, func(tx store.Tx) error { return releases.PutBundle(tx, d1, c.file) })
		if b, err := releases.Open(t.Context(), s, d1); !errors.Is(err, c.want) {
			t.Errorf("%s: Open = %v, %v; want %v", name, b, err, c.want)
		}
	}
	update(t, s, func(tx store.Tx) error {
		if b, err := releases.GetBundle(tx, d2); b != nil || err != nil {
			t.Errorf("GetBundle = %d bytes, %v", len(b), err)
		}
		return nil
	})
}

func TestDocuments(t *testing.T) {
	s := open(t)
	doc := []byte(`{"format":1}`)
	update(t, s, func(tx store.Tx) error { return releases.PutDocument(tx, doc) })
	update(t, s, func(tx store.Tx) error {
		b, err := releases.GetDocument(tx, registry.DigestOf(doc))
		if string(b) != string(doc) {
			t.Errorf("GetDocument = %q", b)
		}
		if other, err := releases.GetDocument(tx, registry.Digest{1}); other != nil || err != nil {
			t.Errorf("another document: %q, %v", other, err)
		}
		return err
	})
}

// The loader compiles a release once, for whoever asks, with the schema that
// its conversion reads; what it cannot have is an error, and is asked for again.
func TestLoader(t *testing.T) {
	s := open(t)
	engine, err := plugins.NewEngine(t.Context(), plugins.Config{Interpreter: true})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close(context.Background())
	v1, d1 := file(t, "1.0.0")
	v2, d2 := file(t, "2.0.0")
	l := releases.NewLoader(s, engine)
	if _, err := l.Release(t.Context(), d1); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("not fetched: %v, want ErrNotFound", err)
	}
	update(t, s, func(tx store.Tx) error {
		return errors.Join(releases.PutBundle(tx, d2, v2), releases.PutKnown(tx, releases.Known{Name: "crude-trade", Version: "2.0.0", Digest: d2, Index: 1}))
	})
	if _, err := l.Release(t.Context(), d2); !errors.Is(err, registry.ErrNotFound) || !strings.Contains(err.Error(), "state schema 1") {
		t.Errorf("without the release that it converts from: %v, want ErrNotFound", err)
	}
	update(t, s, func(tx store.Tx) error {
		return errors.Join(releases.PutBundle(tx, d1, v1), releases.PutKnown(tx, releases.Known{Name: "crude-trade", Version: "1.0.0", Digest: d1}))
	})
	var wg sync.WaitGroup
	got := make([]any, 8)
	for i := range got {
		wg.Go(func() {
			r, err := l.Release(t.Context(), d2)
			if err != nil {
				t.Error(err)
				return
			}
			got[i] = r
			if r.Digest != d2 || r.Previous == nil || r.Previous.State().FullName() != "crude.v1.Trade" || len(r.References) != 1 {
				t.Errorf("the release: %+v", r)
			}
		})
	}
	wg.Wait()
	for _, r := range got {
		if r != got[0] {
			t.Error("it was loaded more than once")
		}
	}
	if r, err := l.Release(t.Context(), d1); err != nil || r.Previous != nil || r.Manifest.Version != "1.0.0" {
		t.Errorf("1.0.0: %+v, %v", r, err)
	}
}
