package releases

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// A Loader makes releases ready to decide and keeps them so.
type Loader struct {
	store  store.Store
	engine *plugins.Engine
	// Wrap, when set, replaces the rules of every release: fault injection of
	// test networks. It is set before the first use.
	Wrap func(plugins.Rules) plugins.Rules

	// mu protects slots; it is not held while a release is compiled, so a new
	// release never holds up the decisions of those in use.
	mu    sync.Mutex
	slots map[registry.Digest]*slot
}

// A slot holds one release; its mu is held while the release is compiled.
type slot struct {
	mu      sync.Mutex
	release *evidence.Release
}

// NewLoader returns a loader of the releases in s.
func NewLoader(s store.Store, engine *plugins.Engine) *Loader {
	return &Loader{store: s, engine: engine, slots: map[registry.Digest]*slot{}}
}

// Release returns a release that is ready to decide, compiling it when it is
// asked for the first time.
func (l *Loader) Release(ctx context.Context, digest registry.Digest) (*evidence.Release, error) {
	l.mu.Lock()
	place := l.slots[digest]
	if place == nil {
		place = new(slot)
		l.slots[digest] = place
	}
	l.mu.Unlock()
	place.mu.Lock()
	defer place.mu.Unlock()
	if place.release != nil {
		return place.release, nil
	}
	b, err := Open(ctx, l.store, digest)
	if err != nil {
		return nil, err
	}
	previous, err := l.previous(ctx, &b.Manifest)
	if err != nil {
		return nil, err
	}
	r, err := evidence.Load(ctx, l.engine, b, digest, previous)
	if err != nil {
		return nil, err
	}
	if l.Wrap != nil {
		r.Rules = l.Wrap(r.Rules)
	}
	place.release = r
	return r, nil
}

// Loaded returns a release that was made ready to decide in this run of the
// pod, nil while it was not.
func (l *Loader) Loaded(digest registry.Digest) *evidence.Release {
	l.mu.Lock()
	place := l.slots[digest]
	l.mu.Unlock()
	if place == nil || !place.mu.TryLock() { // it is being compiled
		return nil
	}
	defer place.mu.Unlock()
	return place.release
}

// previous returns the schema that the conversion of m reads: that of the
// newest known release with the state schema it converts from.
func (l *Loader) previous(ctx context.Context, m *registry.Manifest) (*schema.Schema, error) {
	if m.Conversion == nil {
		return nil, nil
	}
	var known []Known
	err := l.store.View(ctx, func(tx store.Tx) (err error) {
		known, err = ListKnown(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, k := range slices.Backward(known) {
		if k.Name != m.Name {
			continue
		}
		b, err := Open(ctx, l.store, k.Digest)
		if err != nil {
			continue // not fetched, so no record of ours was made under it
		}
		if b.Manifest.StateSchema == m.Conversion.From {
			return evidence.Schema(b)
		}
	}
	return nil, fmt.Errorf("%s converts from state schema %d, and this pod has no release with it: %w",
		m.Ref(), m.Conversion.From, registry.ErrNotFound)
}
