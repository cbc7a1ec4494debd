package keyset

import (
	"fmt"
	"maps"
	"slices"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// A Publisher is someone whose key sets are followed through the log.
type Publisher struct {
	// Name is that of the entries with its key sets, in the form of the name of a
	// line ([registry.CheckName]).
	Name string `json:"name"`
	// Lines are those whose releases it signs. None means every line that no other
	// publisher names; there can be one such publisher.
	Lines []string `json:"lines,omitempty"`
	// First is its signed key set of version 1, as text. It is what is pinned: it
	// must not come from the registry that it is to judge.
	First string `json:"first"`
}

// A Trust says whose releases are believed. The zero value believes nobody.
type Trust struct {
	// Publishers are followed from their first key sets on.
	Publishers []Publisher
	// Fixed are keys each of which alone may sign any release, for ever. They are
	// there for networks without key sets, and exclude Publishers.
	Fixed []bundle.PublicKey
}

// A Ring holds the key sets of all publishers, as far as they were added. It is
// not safe for concurrent use while sets are added.
type Ring struct {
	byName map[string]*History
	byLine map[string]string
	// rest is the publisher of every other line; nil when there is none.
	rest *History
}

// Ring returns the ring with the first sets. It fails with an error that matches
// [registry.ErrInvalid] when they contradict each other, and with
// [registry.ErrRefused] when one is not signed by its own threshold.
func (t Trust) Ring() (*Ring, error) {
	r := &Ring{byName: map[string]*History{}, byLine: map[string]string{}}
	if len(t.Fixed) > 0 {
		if len(t.Publishers) > 0 {
			return nil, fmt.Errorf("keys that are fixed and publishers with key sets: put the keys into a first key set and take the list away: %w", registry.ErrInvalid)
		}
		h, err := fixed(t.Fixed)
		r.rest = h
		return r, err
	}
	for _, p := range t.Publishers {
		if err := r.begin(p); err != nil {
			return nil, fmt.Errorf("publisher %q: %w", p.Name, err)
		}
	}
	return r, nil
}

// fixed returns a history of one set that nothing can follow: it has no name.
func fixed(keys []bundle.PublicKey) (*History, error) {
	s := Set{Format: Format, Version: 1, Threshold: 1, Releases: 1}
	for _, k := range keys {
		s.Keys = append(s.Keys, KeyOf(k, ""))
	}
	s.Sort()
	s.Keys = slices.CompactFunc(s.Keys, func(a, b Key) bool { return a.ID == b.ID })
	signed, err := New(s)
	return &History{[]Version{{-1, signed}}}, err
}

func (r *Ring) begin(p Publisher) error {
	if err := registry.CheckName(p.Name); err != nil {
		return err
	}
	first, err := Parse([]byte(p.First))
	if err != nil {
		return err
	}
	h, err := Begin(first.Raw, first.Digest())
	if err != nil {
		return err
	}
	if r.byName[p.Name] != nil || len(p.Lines) == 0 && r.rest != nil {
		return fmt.Errorf("there is one of that name, or for every other line, already: %w", registry.ErrInvalid)
	}
	if r.byName[p.Name] = h; len(p.Lines) == 0 {
		r.rest = h
	}
	for _, line := range p.Lines {
		if err := registry.CheckName(line); err != nil {
			return err
		}
		if other, ok := r.byLine[line]; ok {
			return fmt.Errorf("line %s is that of publisher %s, too: %w", line, other, registry.ErrInvalid)
		}
		r.byLine[line] = p.Name
	}
	return nil
}

// Names returns the names of the publishers that are followed, ascending.
func (r *Ring) Names() []string { return slices.Sorted(maps.Keys(r.byName)) }

// History returns the key sets of a publisher, nil when it is not followed.
func (r *Ring) History(name string) *History { return r.byName[name] }

// Check reports whether a set may follow those of a publisher (see
// [History.Check]).
func (r *Ring) Check(name string, raw []byte) error {
	h, err := r.known(name)
	if err != nil {
		return err
	}
	return h.Check(raw)
}

// Add takes a set that the log has at an index in the name of a publisher. What
// it refuses ([registry.ErrRefused], [registry.ErrInvalid]) is to be passed over.
func (r *Ring) Add(name string, index int64, raw []byte) error {
	h, err := r.known(name)
	if err != nil {
		return err
	}
	return h.Add(index, raw)
}

func (r *Ring) known(name string) (*History, error) {
	if h := r.byName[name]; h != nil {
		return h, nil
	}
	return nil, fmt.Errorf("%q is no publisher whose key sets are followed here (%q are): %w", name, r.Names(), registry.ErrRefused)
}

// Publisher returns the name of the publisher of a line; "" when nobody is, or
// the keys are fixed.
func (r *Ring) Publisher(line string) string {
	if name, ok := r.byLine[line]; ok {
		return name
	}
	for name, h := range r.byName {
		if h == r.rest {
			return name
		}
	}
	return ""
}

// Signer returns the key sets by which releases of a line are judged. It fails
// with [bundle.ErrUntrusted] when nobody may sign any.
func (r *Ring) Signer(line string) (*History, error) {
	h := r.rest
	if name, ok := r.byLine[line]; ok {
		h = r.byName[name]
	}
	if h == nil {
		return nil, fmt.Errorf("no publisher of line %s is known here: %w", line, bundle.ErrUntrusted)
	}
	return h, nil
}

// Verify returns the keys that signed a release which the log published at an
// index (see [History.Verify]). The sets that the log has before that index must
// have been added.
func (r *Ring) Verify(b *bundle.Bundle, index int64) ([]bundle.PublicKey, error) {
	h, err := r.Signer(b.Manifest.Name)
	if err != nil {
		return nil, err
	}
	return h.Verify(b, index)
}
