package shelf_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/shelf"
)

// Replaying the log gives what the shelf lists.
func TestReplay(t *testing.T) {
	s := fresh(t)
	for _, v := range []string{"1.10.0", "1.9.0", "2.0.0"} {
		put(t, s, pack(t, "crude-trade", v, "rules", publisher))
	}
	if _, err := s.Yank("crude-trade", "1.9.0", "why", "alpha", noon); err != nil {
		t.Fatal(err)
	}
	if _, err := s.PutDocument(shelf.Document{Kind: merklelog.KindChange, Line: "crude-trade", Contents: []byte("x")}, noon); err != nil {
		t.Fatal(err)
	}
	want, err := s.List("")
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		want[i].Size = 0
	}
	entries, err := s.Log().Entries(0, 100)
	if err != nil {
		t.Fatal(err)
	}
	got, err := shelf.Replay(entries)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Replay (-want +got):\n%s", diff)
	}
}

func TestReplayRefuses(t *testing.T) {
	rel := merklelog.Entry{Kind: merklelog.KindRelease, Name: "a", Version: "1.0.0", Digest: registry.Digest{1}}
	yank := merklelog.Entry{Kind: merklelog.KindYank, Name: "a", Version: "1.0.0", Digest: registry.Digest{1}}
	other := yank
	other.Digest = registry.Digest{2}
	bare := rel
	bare.Version = ""
	for name, entries := range map[string][]merklelog.Entry{
		"published twice":     {rel, rel},
		"yanked before":       {yank},
		"another digest":      {rel, other},
		"release, no version": {bare},
	} {
		for i := range entries {
			entries[i].Index = int64(i)
		}
		if _, err := shelf.Replay(entries); !errors.Is(err, registry.ErrRefused) {
			t.Errorf("%s: Replay = %v, want ErrRefused", name, err)
		}
	}
	late := rel
	late.Index = 1
	if _, err := shelf.Replay([]merklelog.Entry{late}); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("the first entry left out: Replay = %v, want ErrRefused", err)
	}
	future := merklelog.Entry{Kind: "rotate", Name: "a", Digest: registry.Digest{1}}
	if got, err := shelf.Replay([]merklelog.Entry{future}); err != nil || len(got) != 0 {
		t.Errorf("an unknown kind: Replay = %v, %v", got, err)
	}
}
