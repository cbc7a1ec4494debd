package mirror_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
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
		got, raw, err := mirror.Sources{List: tt.list, Timeout: 2 * time.Second}.Bundle(t.Context(), digest)
		if !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
		if err == nil && (!bytes.Equal(raw, file) || got == nil) {
			t.Errorf("%s: another file came", name)
		}
	}
}
