package mirror

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/merklelog"
)

// DefaultSourceTimeout is how long one of several sources may take.
const DefaultSourceTimeout = time.Minute

// restFor is how long a source that failed is asked after all others.
const restFor = 10 * time.Second

// A Source has bundles: a [Client], or a repository of package oci. One that has
// documents or the log, too, as a Client does, is asked for these as well.
type Source interface {
	// Bundle returns the release with the given digest, verified against it, and
	// its file.
	Bundle(ctx context.Context, digest registry.Digest) (*bundle.Bundle, []byte, error)
}

type documents interface {
	Document(ctx context.Context, digest registry.Digest) ([]byte, error)
}

type follower interface {
	Sync(ctx context.Context) (Update, error)
	Remember(ctx context.Context, head merklelog.Checkpoint) error
}

// A Place is a source with a name, by which people know it.
type Place struct {
	Name   string
	Source Source
}

// Sources asks one source after the other until one has what is asked for. What
// one of them says falsely, slowly or not at all does not keep the others from
// being asked. One that failed is named in a warning, and asked last for a while.
// Sources is safe for concurrent use.
type Sources struct {
	// List is in the order in which they are asked. It is not changed after the
	// first call.
	List []Place
	// Timeout bounds each of them. Zero means [DefaultSourceTimeout].
	Timeout time.Duration
	// Log gets the warnings. Nil discards them.
	Log *slog.Logger

	// mu protects states. It is not held while a source is asked.
	mu     sync.Mutex
	states map[string]State
}

// A State says how it went with a source.
type State struct {
	Name string `json:"name"`
	// Failures counts answers that were false, too late or none at all. What a
	// source does not have is no failure.
	Failures uint64 `json:"failures"`
	// Error is the last failure, "" since it has answered well again.
	Error string `json:"error,omitempty"`

	last time.Time
}

// States returns how it went, in the order of the list.
func (s *Sources) States() []State {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []State{}
	for _, p := range s.List {
		state := s.states[p.Name]
		state.Name = p.Name
		out = append(out, state)
	}
	return out
}

// Bundle returns the release with the given digest. What comes back is checked
// here again, so that a source need not be trusted to check. When no source has
// it, the error tells of each, and matches what they have in common:
// [registry.ErrNotFound] when all say so, else [registry.ErrUnreachable].
func (s *Sources) Bundle(ctx context.Context, digest registry.Digest) (b *bundle.Bundle, file []byte, err error) {
	err = s.ask(ctx, "fetching release "+digest.String(), false, func(ctx context.Context, source Source) (_ bool, err error) {
		b, file, err = askBundle(ctx, source, digest)
		return true, err
	})
	return b, file, err
}

// askBundle asks one source, and believes it nothing.
func askBundle(ctx context.Context, s Source, digest registry.Digest) (*bundle.Bundle, []byte, error) {
	_, file, err := s.Bundle(ctx, digest)
	if err != nil {
		return nil, nil, err
	}
	b, err := bundle.Open(file)
	if err != nil {
		return nil, nil, fmt.Errorf("%v: %w", err, ErrFalse)
	}
	if got, err := b.Digest(); err != nil || got != digest {
		return nil, nil, fmt.Errorf("it is release %s: %w", got, ErrFalse)
	}
	return b, file, nil
}

// Document returns the contents of a document, as [Sources.Bundle] does.
func (s *Sources) Document(ctx context.Context, digest registry.Digest) (contents []byte, err error) {
	err = s.ask(ctx, "fetching document "+digest.String(), false, func(ctx context.Context, source Source) (bool, error) {
		d, ok := source.(documents)
		if !ok {
			return false, nil
		}
		b, err := d.Document(ctx, digest)
		if err == nil && registry.DigestOf(b) != digest {
			err = fmt.Errorf("it is document %s: %w", registry.DigestOf(b), ErrFalse)
		}
		contents = b
		return true, err
	})
	return contents, err
}

// Sync gives take what is new in the log, from the first source whose news it
// takes, and remembers the checkpoint then. With all it goes on to every other
// source, one of which may have seen more. It fails when none has anything that
// take does not refuse, and at once with a [*merklelog.ForkError].
func (s *Sources) Sync(ctx context.Context, all bool, take func(context.Context, Update) error) error {
	return s.ask(ctx, "following the log", all, func(ctx context.Context, source Source) (bool, error) {
		f, ok := source.(follower)
		if !ok {
			return false, nil
		}
		news, err := f.Sync(ctx)
		if err == nil {
			err = take(ctx, news)
		}
		if err == nil && len(news.Entries) > 0 {
			err = f.Remember(ctx, news.Checkpoint)
		}
		return true, err
	})
}

// ask calls fn with one source after the other until it succeeds or, with all,
// with each. fn reports whether the source can be asked for that at all.
func (s *Sources) ask(ctx context.Context, doing string, all bool, fn func(context.Context, Source) (bool, error)) error {
	limit := s.Timeout
	if limit <= 0 {
		limit = DefaultSourceTimeout
	}
	var failed []error
	asked, done, why := 0, false, registry.ErrNotFound
	for _, p := range s.order() {
		one, cancel := context.WithTimeout(ctx, limit)
		can, err := fn(one, p.Source)
		cancel()
		if !can {
			continue
		}
		if asked++; err == nil {
			if done = true; !all {
				s.note(ctx, p, nil)
				return nil
			}
		}
		if _, fork := errors.AsType[*merklelog.ForkError](err); fork || ctx.Err() != nil && err != nil {
			return err
		}
		s.note(ctx, p, err)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", p.Name, err))
			if !errors.Is(err, registry.ErrNotFound) {
				why = registry.ErrUnreachable
			}
		}
	}
	switch {
	case done:
		return nil
	case asked == 1:
		return failed[0]
	}
	return fmt.Errorf("%s: none of %d sources has it: %v: %w", doing, asked, errors.Join(failed...), why)
}

// order returns the sources, those that failed lately at the end.
func (s *Sources) order() []Place {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := slices.Clone(s.List)
	slices.SortStableFunc(out, func(a, b Place) int { return s.tired(a) - s.tired(b) })
	return out
}

func (s *Sources) tired(p Place) int {
	if state := s.states[p.Name]; state.Error != "" && time.Since(state.last) < restFor {
		return 1
	}
	return 0
}

// note keeps how it went with a source. What it does not have, or has not seen
// yet, is no failure.
func (s *Sources) note(ctx context.Context, p Place, err error) {
	if errors.Is(err, registry.ErrNotFound) || errors.Is(err, registry.ErrStale) {
		return
	}
	s.mu.Lock()
	if s.states == nil {
		s.states = map[string]State{}
	}
	state := s.states[p.Name]
	before := state.Error
	if state.Error = ""; err != nil {
		state.Failures, state.Error, state.last = state.Failures+1, err.Error(), time.Now()
	}
	s.states[p.Name] = state
	s.mu.Unlock()
	if state.Error != "" && state.Error != before && s.Log != nil {
		s.Log.WarnContext(ctx, "a source of releases failed; the others are asked", "source", p.Name, "error", err)
	}
}
