package lock

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// A Lock is the contents of a file. The zero value is empty. It is not safe for
// concurrent use.
type Lock struct{ entries []Entry }

// Parse reads a lock. Lines may stand in any order and twice, as merge tools leave
// them. Two lines that say different things about one release match
// [registry.ErrConflict]; every other fault [registry.ErrInvalid].
func Parse(b []byte) (*Lock, error) {
	if len(b) > MaxSize {
		return nil, fmt.Errorf("reading %s: it has %d bytes, at most %d are possible: %w", File, len(b), MaxSize, registry.ErrInvalid)
	}
	l := &Lock{}
	lines := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	if lines[0] != header {
		return nil, fmt.Errorf("reading %s: it begins with %.40q, want %q: it is none, or of a later program: %w", File, lines[0], header, registry.ErrInvalid)
	}
	for i, line := range lines[1:] {
		e, err := parseLine(line)
		if err != nil {
			return nil, fmt.Errorf("reading %s, line %d: %w", File, i+2, err)
		}
		if e != nil {
			l.entries = append(l.entries, *e)
		}
	}
	slices.SortStableFunc(l.entries, compare)
	for i := 1; i < len(l.entries); i++ {
		a, b := &l.entries[i-1], &l.entries[i]
		if compare(*a, *b) == 0 && !bytes.Equal(a.encode(), b.encode()) {
			return nil, fmt.Errorf("reading %s: two lines say different things about %s: keep the one that is right: %w", File, a, registry.ErrConflict)
		}
	}
	l.entries = slices.CompactFunc(l.entries, func(a, b Entry) bool { return compare(a, b) == 0 })
	return l, nil
}

// parseLine reads a line; nil for a repeated header.
func parseLine(line string) (*Entry, error) {
	switch {
	case line == header:
		return nil, nil
	case strings.HasPrefix(line, "<<<<<<<"), strings.HasPrefix(line, "======="), strings.HasPrefix(line, ">>>>>>>"):
		return nil, fmt.Errorf("a merge was not finished: keep the lines of both sides: %w", registry.ErrInvalid)
	}
	var e Entry
	d := json.NewDecoder(strings.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&e); err != nil {
		return nil, fmt.Errorf("%v: %w", err, registry.ErrInvalid)
	}
	if err := e.Check(); err != nil {
		return nil, err
	}
	if string(e.encode()) != line+"\n" {
		return nil, fmt.Errorf("%s is not written as this program writes it: %w", &e, registry.ErrInvalid)
	}
	return &e, nil
}

// Read reads the lock of the project in dir. It fails with [registry.ErrNotFound]
// when there is none.
func Read(dir fs.FS) (*Lock, error) {
	info, err := fs.Stat(dir, File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("the project has no %s\nnovation build writes one, and novation release pull --project adds releases: %w", File, registry.ErrNotFound)
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", File, err)
	case !info.Mode().IsRegular() || info.Size() > MaxSize:
		return nil, fmt.Errorf("reading %s: want a file of at most %d bytes: %w", File, MaxSize, registry.ErrInvalid)
	}
	b, err := fs.ReadFile(dir, File)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", File, err)
	}
	return Parse(b)
}

// Encode returns the bytes of the file.
func (l *Lock) Encode() []byte {
	b := []byte(header + "\n")
	for i := range l.entries {
		b = append(b, l.entries[i].encode()...)
	}
	return b
}

// Entries returns the lines, in order.
func (l *Lock) Entries() []Entry { return slices.Clone(l.entries) }

// Release returns the line of a release.
func (l *Lock) Release(name, version string) (Entry, bool) {
	i, ok := slices.BinarySearchFunc(l.entries, Entry{Kind: Release, Name: name, Version: version}, compare)
	if !ok {
		return Entry{}, false
	}
	return l.entries[i], true
}

// CheckRelease compares a release with its line. It fails with
// [registry.ErrConflict] when it is another one, and with [registry.ErrNotFound]
// when there is no line.
func (l *Lock) CheckRelease(name, version string, digest registry.Digest) error {
	e, ok := l.Release(name, version)
	if !ok {
		return fmt.Errorf("%s does not have %s@%s: add it with novation release pull --project: %w", File, name, version, registry.ErrNotFound)
	}
	if e.Digest != digest {
		return fmt.Errorf("%s@%s is %s here and %s in %s: a version is one release for ever, so one of the two is false: %w",
			name, version, digest, e.Digest, File, registry.ErrConflict)
	}
	return nil
}

// AddRelease adds the line of a release. A release that is there stays, but gets
// the place in the log that it did not have. Another digest fails with
// [registry.ErrConflict].
func (l *Lock) AddRelease(e Entry) error {
	if err := e.Check(); err != nil {
		return err
	}
	i, ok := slices.BinarySearchFunc(l.entries, e, compare)
	if !ok {
		l.entries = slices.Insert(l.entries, i, e)
		return nil
	}
	if err := l.CheckRelease(e.Name, e.Version, e.Digest); err != nil {
		return err
	}
	if l.entries[i].Log == nil {
		l.entries[i].Log = e.Log
	}
	return nil
}

// Replace puts lines in the place of all that have one of their kinds, and
// returns what changes, in words: nothing when all is as it was.
func (l *Lock) Replace(kinds []Kind, with []Entry) ([]string, error) {
	var keep, old []Entry
	for _, e := range l.entries {
		if slices.Contains(kinds, e.Kind) {
			old = append(old, e)
		} else {
			keep = append(keep, e)
		}
	}
	for i := range with {
		if err := with[i].Check(); err != nil {
			return nil, err
		}
	}
	with = slices.Clone(with)
	slices.SortStableFunc(with, compare)
	with = slices.CompactFunc(with, func(a, b Entry) bool { return compare(a, b) == 0 })
	l.entries = append(keep, with...)
	slices.SortStableFunc(l.entries, compare)
	return differences(old, with), nil
}

// differences says what is in one of two sorted lists only, or otherwise.
func differences(old, now []Entry) (out []string) {
	for len(old) > 0 || len(now) > 0 {
		switch c := first(old, now); {
		case c < 0:
			out, old = append(out, "without "+old[0].String()), old[1:]
		case c > 0:
			out, now = append(out, "with "+now[0].String()), now[1:]
		default:
			if !bytes.Equal(old[0].encode(), now[0].encode()) {
				out = append(out, old[0].String()+" with another digest")
			}
			old, now = old[1:], now[1:]
		}
	}
	return out
}

func first(a, b []Entry) int {
	switch {
	case len(a) == 0:
		return 1
	case len(b) == 0:
		return -1
	}
	return compare(a[0], b[0])
}
