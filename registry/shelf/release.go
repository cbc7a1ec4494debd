package shelf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/merklelog"
)

// A Release is what the shelf knows of a release.
type Release struct {
	Name    string          `json:"name"`
	Version string          `json:"version"`
	Digest  registry.Digest `json:"digest"`
	// Size of the bundle file in bytes.
	Size int64 `json:"size"`
	// Index is the place in the log of the entry that published it.
	Index int64 `json:"index"`
	// Published is when, in Unix seconds.
	Published int64 `json:"published"`
	// By is the id of a key whose signature was verified, the first when there are
	// several.
	By string `json:"by"`
	// Note is the publisher's remark.
	Note string `json:"note"`
	// Yanked is nil unless the release was yanked.
	Yanked *Yank `json:"yanked,omitempty"`
	// Withdrawn is nil unless the release was withdrawn.
	Withdrawn *Yank `json:"withdrawn,omitempty"`
}

// Ref returns "name@version".
func (r *Release) Ref() string { return r.Name + "@" + r.Version }

// A Yank says that a release must not be activated any more or, as a withdrawal,
// that it must not be used any more. Its bytes stay in either case.
type Yank struct {
	// Index is the place in the log of the entry that says so.
	Index int64 `json:"index"`
	// Time in Unix seconds.
	Time   int64  `json:"time"`
	By     string `json:"by"`
	Reason string `json:"reason"`
}

func nameKey(name, version string) []byte { return []byte(name + "\x00" + version) }

// endKey is the key of a yank or withdrawal in their bucket.
func endKey(kind merklelog.Kind, name, version string) []byte {
	if kind == merklelog.KindWithdraw {
		return append(nameKey(name, version), "\x00withdraw"...)
	}
	return nameKey(name, version)
}

func indexBytes(i int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(i)) }

func indexOf(b []byte) (int64, error) {
	if len(b) != 8 {
		return 0, fmt.Errorf("an index of %d bytes: %w", len(b), merklelog.ErrTampered)
	}
	return int64(binary.BigEndian.Uint64(b)), nil
}

// Put puts a bundle on the shelf and an entry into the log. It must be signed as
// the present key set of the line's publisher asks for. The same bytes again
// change nothing and return what is there; other bytes for the same name and
// version fail with [registry.ErrConflict].
func (s *Shelf) Put(file []byte, at time.Time, note string) (Release, error) {
	b, err := bundle.Open(file)
	if err != nil {
		return Release{}, err
	}
	digest, err := b.Digest()
	if err != nil {
		return Release{}, err
	}
	m := &b.Manifest
	s.keys.RLock()
	defer s.keys.RUnlock()
	by, untrusted := s.ring.Verify(b, math.MaxInt64)
	var out Release
	err = s.update("publishing "+m.Ref(), func(tx *bbolt.Tx) error {
		key := nameKey(m.Name, m.Version)
		if tx.Bucket(nameBucket).Get(key) != nil {
			// It was judged by the key set of its time.
			if out, err = s.release(tx, m.Name, m.Version); err != nil {
				return err
			}
			return same(tx, out, digest, file)
		}
		if untrusted != nil {
			return untrusted
		}
		e, err := s.log.Append(tx, merklelog.Entry{
			Time: at.Unix(), Kind: merklelog.KindRelease,
			Name: m.Name, Version: m.Version, Digest: digest, By: by[0].ID().String(), Note: note,
		})
		if err != nil {
			return err
		}
		if err := tx.Bucket(nameBucket).Put(key, indexBytes(e.Index)); err != nil {
			return err
		}
		if err := tx.Bucket(bundleBucket).Put(digest[:], file); err != nil {
			return err
		}
		out, err = s.release(tx, m.Name, m.Version)
		return err
	})
	if err != nil {
		return Release{}, err
	}
	return out, nil
}

// same reports whether file is what was published as old.
func same(tx *bbolt.Tx, old Release, digest registry.Digest, file []byte) error {
	switch {
	case old.Digest != digest:
		return fmt.Errorf("%s was already published with digest %s, this one has %s; choose another version: %w",
			old.Ref(), old.Digest, digest, registry.ErrConflict)
	case !bytes.Equal(tx.Bucket(bundleBucket).Get(digest[:]), file):
		return fmt.Errorf("%s was already published with other signatures: %w", old.Ref(), registry.ErrConflict)
	}
	return nil
}

// Yank ends new use of a release. Yanking it again changes nothing and returns
// the release with its first yank.
func (s *Shelf) Yank(name, version, reason, by string, at time.Time) (Release, error) {
	return s.end(merklelog.KindYank, "yanking ", name, version, reason, by, at)
}

// Withdraw ends all use of a release: pods that follow the log take no further
// decision under it. Withdrawing it again changes nothing and returns the release
// with its first withdrawal.
func (s *Shelf) Withdraw(name, version, reason, by string, at time.Time) (Release, error) {
	return s.end(merklelog.KindWithdraw, "withdrawing ", name, version, reason, by, at)
}

func (s *Shelf) end(kind merklelog.Kind, doing, name, version, reason, by string, at time.Time) (Release, error) {
	var out Release
	err := s.update(doing+name+"@"+version, func(tx *bbolt.Tx) error {
		r, err := s.release(tx, name, version)
		if err != nil {
			return err
		}
		if kind == merklelog.KindYank && r.Yanked != nil || kind == merklelog.KindWithdraw && r.Withdrawn != nil {
			out = r
			return nil
		}
		if strings.TrimSpace(reason) == "" {
			return fmt.Errorf("a reason is missing: %w", registry.ErrInvalid)
		}
		e, err := s.log.Append(tx, merklelog.Entry{
			Time: at.Unix(), Kind: kind, Name: name, Version: version, Digest: r.Digest, By: by, Note: reason,
		})
		if err != nil {
			return err
		}
		if err := tx.Bucket(yankBucket).Put(endKey(kind, name, version), indexBytes(e.Index)); err != nil {
			return err
		}
		out, err = s.release(tx, name, version)
		return err
	})
	if err != nil {
		return Release{}, err
	}
	return out, nil
}

// Get returns the release with the given name and version.
func (s *Shelf) Get(name, version string) (Release, error) {
	var out Release
	err := s.view("looking up "+name+"@"+version, func(tx *bbolt.Tx) (err error) {
		out, err = s.release(tx, name, version)
		return err
	})
	return out, err
}

// release builds a Release from the log.
func (s *Shelf) release(tx *bbolt.Tx, name, version string) (Release, error) {
	key := nameKey(name, version)
	at := tx.Bucket(nameBucket).Get(key)
	if at == nil {
		return Release{}, fmt.Errorf("release %s@%s is not on the shelf: %w", name, version, registry.ErrNotFound)
	}
	e, err := s.entry(tx, at, merklelog.KindRelease, name, version)
	if err != nil {
		return Release{}, err
	}
	r := Release{
		Name: name, Version: version, Digest: e.Digest, Index: e.Index, Published: e.Time, By: e.By, Note: e.Note,
		Size: int64(len(tx.Bucket(bundleBucket).Get(e.Digest[:]))),
	}
	for kind, to := range map[merklelog.Kind]**Yank{merklelog.KindYank: &r.Yanked, merklelog.KindWithdraw: &r.Withdrawn} {
		at := tx.Bucket(yankBucket).Get(endKey(kind, name, version))
		if at == nil {
			continue
		}
		y, err := s.entry(tx, at, kind, name, version)
		if err != nil {
			return Release{}, err
		}
		*to = &Yank{Index: y.Index, Time: y.Time, By: y.By, Reason: y.Note}
	}
	return r, nil
}

// entry reads a log entry and checks that it is about what led to it.
func (s *Shelf) entry(tx *bbolt.Tx, at []byte, kind merklelog.Kind, name, version string) (merklelog.Entry, error) {
	i, err := indexOf(at)
	if err != nil {
		return merklelog.Entry{}, err
	}
	e, err := s.log.Entry(tx, i)
	if err != nil {
		return merklelog.Entry{}, err
	}
	if e.Kind != kind || e.Name != name || e.Version != version {
		return merklelog.Entry{}, fmt.Errorf("entry %d is not the %s of %s@%s: %w", i, kind, name, version, merklelog.ErrTampered)
	}
	return e, nil
}

// List returns the releases of a line, or of all lines when line is empty, by
// name and then by ascending version.
func (s *Shelf) List(line string) ([]Release, error) {
	out := []Release{}
	err := s.view("listing releases", func(tx *bbolt.Tx) error {
		return tx.Bucket(nameBucket).ForEach(func(k, _ []byte) error {
			name, version, ok := strings.Cut(string(k), "\x00")
			if !ok {
				return fmt.Errorf("name %q: %w", k, merklelog.ErrTampered)
			}
			if line != "" && name != line {
				return nil
			}
			r, err := s.release(tx, name, version)
			out = append(out, r)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out, byVersion)
	return out, nil
}

// Lines returns the names of all lines, ascending.
func (s *Shelf) Lines() ([]string, error) {
	all, err := s.List("")
	if err != nil {
		return nil, err
	}
	out := []string{}
	for _, r := range all {
		out = append(out, r.Name)
	}
	return slices.Compact(out), nil
}

// Bundle returns the file of the release with the given digest, as it was put.
func (s *Shelf) Bundle(digest registry.Digest) ([]byte, error) {
	var file []byte
	err := s.view("reading bundle "+digest.String(), func(tx *bbolt.Tx) error {
		b := tx.Bucket(bundleBucket).Get(digest[:])
		if b == nil {
			return fmt.Errorf("it is not on the shelf: %w", registry.ErrNotFound)
		}
		file = bytes.Clone(b)
		return checkBundle(file, digest)
	})
	if err != nil {
		return nil, err
	}
	return file, nil
}

func checkBundle(file []byte, want registry.Digest) error {
	_, got, err := bundle.OpenRelease(file)
	if err != nil {
		return fmt.Errorf("the stored bundle: %v: %w", err, merklelog.ErrTampered)
	}
	if got != want {
		return fmt.Errorf("the stored bundle is that of %s: %w", got, merklelog.ErrTampered)
	}
	return nil
}
