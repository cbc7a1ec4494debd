package mirror_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
)

// source is one that does as it is told.
type source func(ctx context.Context) ([]byte, error)

func (s source) Bundle(ctx context.Context, _ registry.Digest) (*bundle.Bundle, []byte, error) {
	file, err := s(ctx)
	return nil, file, err
}

func TestSources(t *testing.T) {
	file := pack(t, "1.0.0")
	b, err := bundle.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	digest, err := b.Digest()
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, "")
	s.publish(t, "1.0.0")
	sound := s.client(t, nil)
	fails := func(err error) source { return func(context.Context) ([]byte, error) { return nil, err } }
	gives := func(b []byte) source { return func(context.Context) ([]byte, error) { return b, nil } }
	hangs := source(func(ctx context.Context) ([]byte, error) { <-ctx.Done(); return nil, ctx.Err() })
	for name, tt := range map[string]struct {
		list []mirror.Source
		want error
	}{
		"the first has it":          {[]mirror.Source{sound, hangs}, nil},
		"one is silent":             {[]mirror.Source{hangs, sound}, nil},
		"one gives another release": {[]mirror.Source{gives(pack(t, "6.6.6")), sound}, nil},
		"one gives garbage":         {[]mirror.Source{gives([]byte("<html>")), sound}, nil},
		"one gives one bit less":    {[]mirror.Source{gives(append(bytes.Clone(file[:1000]), file[1001:]...)), sound}, nil},
		"one does not have it":      {[]mirror.Source{fails(registry.ErrNotFound), sound}, nil},
		"one is down":               {[]mirror.Source{fails(registry.ErrUnreachable), sound}, nil},
		"none has it":               {[]mirror.Source{fails(registry.ErrNotFound), fails(registry.ErrNotFound)}, registry.ErrNotFound},
		"all lie":                   {[]mirror.Source{gives(nil), gives(pack(t, "6.6.6"))}, registry.ErrUnreachable},
		"some lie, some have not":   {[]mirror.Source{fails(registry.ErrNotFound), gives(nil)}, registry.ErrUnreachable},
		"there are none":            {nil, registry.ErrNotFound},
	} {
		got, raw, err := sources(tt.list...).Bundle(t.Context(), digest)
		if !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
		if err == nil && (!bytes.Equal(raw, file) || got == nil) {
			t.Errorf("%s: another file came", name)
		}
	}
}

// sources gives each a name and little time.
func sources(list ...mirror.Source) *mirror.Sources {
	out := &mirror.Sources{Timeout: 2 * time.Second}
	for i, s := range list {
		out.List = append(out.List, mirror.Place{Name: fmt.Sprintf("source %d", i), Source: s})
	}
	return out
}

// full is a source that has only bundles, or lies about everything.
type full struct {
	*mirror.Client
	update func() (mirror.Update, error)
	doc    func() ([]byte, error)
}

func (f full) Document(context.Context, registry.Digest) ([]byte, error) { return f.doc() }

func (f full) Sync(context.Context) (mirror.Update, error) { return f.update() }

func TestSourcesDocuments(t *testing.T) {
	s := newSite(t, "")
	contents := []byte("a change")
	s.put(t, merklelog.KindChange, "crude-trade", contents)
	digest := registry.DigestOf(contents)
	sound := s.client(t, nil)
	liar := full{doc: func() ([]byte, error) { return []byte("another change"), nil }}
	none := full{doc: func() ([]byte, error) { return nil, registry.ErrNotFound }}
	bundlesOnly := source(func(context.Context) ([]byte, error) { return nil, nil })
	all := sources(bundlesOnly, liar, none, sound)
	if b, err := all.Document(t.Context(), digest); err != nil || !bytes.Equal(b, contents) {
		t.Errorf("Document = %q, %v", b, err)
	}
	states := all.States()
	if len(states) != 4 || states[1].Failures != 1 || !strings.Contains(states[1].Error, "something false") || states[2].Failures != 0 || states[3].Error != "" {
		t.Errorf("States = %+v", states)
	}
	if _, err := sources(liar, none).Document(t.Context(), digest); !errors.Is(err, registry.ErrUnreachable) || !strings.Contains(err.Error(), "source 0: ") || !strings.Contains(err.Error(), "source 1: ") {
		t.Errorf("Document of nobody: %v", err)
	}
	if _, err := sources(bundlesOnly).Document(t.Context(), digest); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("Document where nobody has any: %v", err)
	}
}

// The log is followed from whichever source has it, each time with the same
// memory: an old one, a silent one or a liar changes nothing, and a fork ends it.
func TestSourcesSync(t *testing.T) {
	s := newSite(t, "")
	s.publish(t, "1.0.0")
	m := &memory{}
	fails := func(err error) full {
		return full{update: func() (mirror.Update, error) { return mirror.Update{}, err }}
	}
	var taken []merklelog.Entry
	take := func(_ context.Context, u mirror.Update) error {
		taken = append(taken, u.Entries...)
		return nil
	}
	sound := s.client(t, m)
	if err := sources(fails(mirror.ErrFalse), fails(registry.ErrUnreachable), sound).Sync(t.Context(), false, take); err != nil || len(taken) != 1 {
		t.Fatalf("Sync = %v, %v", taken, err)
	}
	// One that is behind is believed when nobody else is asked, and all are when it matters.
	old := newFrozen(t, s, m)
	s.publish(t, "1.1.0")
	taken = nil
	if err := sources(old, sound).Sync(t.Context(), false, take); err != nil || len(taken) != 0 {
		t.Errorf("from the one that is behind: %v, %v", taken, err)
	}
	if err := sources(old, fails(mirror.ErrFalse), sound).Sync(t.Context(), true, take); err != nil || len(taken) != 1 || taken[0].Index != 1 {
		t.Errorf("from all: %v, %v", taken, err)
	}
	taken = nil
	if err := sources(old, sound).Sync(t.Context(), false, take); err != nil || len(taken) != 0 {
		t.Errorf("the one that is behind, afterwards: %v, %v", taken, err)
	}
	refuse := errors.New("not that")
	s.publish(t, "1.2.0")
	if err := sources(sound, fails(mirror.ErrFalse)).Sync(t.Context(), false, func(context.Context, mirror.Update) error { return refuse }); !errors.Is(err, registry.ErrUnreachable) ||
		!strings.Contains(err.Error(), "not that") {
		t.Errorf("what nobody takes: %v", err)
	}
	if err := sound.Remember(t.Context(), merklelog.Checkpoint{Signed: m.signed}); err != nil {
		t.Fatal(err)
	}
	if u, err := sound.Sync(t.Context()); err != nil || len(u.Entries) != 1 {
		t.Errorf("what was not taken is not remembered: %v, %v", u.Entries, err)
	}
	fork := &merklelog.ForkError{Fork: &merklelog.Fork{}}
	if err := sources(fails(fork), sound).Sync(t.Context(), false, take); !errors.Is(err, error(fork)) || len(taken) != 0 {
		t.Errorf("a fork: %v, %v", taken, err)
	}
}

// newFrozen returns a client of what a site shows now, for ever.
func newFrozen(t *testing.T, s *site, m *memory) *mirror.Client {
	t.Helper()
	c, err := s.shelf.Log().Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	frozen := rewrite("checkpoint", func([]byte) []byte { return c.Signed })(s.handler)
	server := httptest.NewServer(frozen)
	t.Cleanup(server.Close)
	client, err := mirror.NewClient(mirror.ClientConfig{URL: server.URL, VerifierKey: s.vkey, Memory: m})
	if err != nil {
		t.Fatal(err)
	}
	return client
}
