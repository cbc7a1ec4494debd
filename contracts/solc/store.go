package solc

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/Masterminds/semver/v3"

	"github.com/novation-dev/novation/registry"
)

// A Store is a folder of compilers. Each is a file named after its digest, and
// beside it a record of the version that it reported when it was installed, and
// ran. Processes may share a folder.
type Store struct {
	// Dir is the folder. It is made when something is installed. It must be
	// writable by this user only.
	Dir string
	// BaseURL is where the official list of compilers is, and they beside it.
	// Empty means [DefaultBaseURL].
	BaseURL string
	// Config is how a compiler is run to ask for its version. Soljson and Path are
	// not used; an empty CacheDir means that of [Store.CacheDir].
	Config Config
}

// UserStore is the store in the user's folder for caches. It fails when the user
// has none.
func UserStore() (*Store, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil, fmt.Errorf("there is no place for compilers: %w", err)
	}
	return &Store{Dir: filepath.Join(dir, "novation", "solc")}, nil
}

// An Installed is a compiler in a store.
type Installed struct {
	// Version is what the compiler reported, in full.
	Version string `json:"version"`
	// Digest is that of the file.
	Digest registry.Digest `json:"digest"`
	// Size is that of the file, in bytes.
	Size int64 `json:"size"`
	// Path is the file. It is not part of the record.
	Path string `json:"-"`
}

// maxRecord bounds a record, in bytes.
const maxRecord = 4 << 10

// CacheDir is the folder for machine code of the store's compilers, for
// [Config.CacheDir].
func (s *Store) CacheDir() string { return filepath.Join(s.Dir, "code") }

func (s *Store) file(d registry.Digest) string {
	return filepath.Join(s.Dir, strings.TrimPrefix(d.String(), "sha256:")+".js")
}

func (s *Store) record(d registry.Digest) string {
	return filepath.Join(s.Dir, strings.TrimPrefix(d.String(), "sha256:")+".json")
}

// Add installs a compiler from r; name is for errors. It is run, to learn its
// version. One that is there already is not an error.
func (s *Store) Add(ctx context.Context, r io.Reader, name string) (Installed, error) {
	b, err := readAll(r, name)
	if err != nil {
		return Installed{}, err
	}
	if i, err := s.read(registry.DigestOf(b)); err == nil {
		return i, nil
	}
	return s.add(ctx, b, func(string) error { return nil })
}

// AddFile installs a compiler from a file.
func (s *Store) AddFile(ctx context.Context, path string) (Installed, error) {
	b, err := readFile(path)
	if err != nil {
		return Installed{}, err
	}
	return s.Add(ctx, bytes.NewReader(b), path)
}

// add runs a compiler and installs it if agree does with its version.
func (s *Store) add(ctx context.Context, b []byte, agree func(version string) error) (Installed, error) {
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return Installed{}, fmt.Errorf("making the folder of compilers: %w", err)
	}
	config := s.Config
	config.Soljson, config.Path = b, ""
	if config.CacheDir == "" {
		config.CacheDir = s.CacheDir()
	}
	c, err := Load(ctx, config)
	if err != nil {
		return Installed{}, err
	}
	i := Installed{Version: c.Version(), Digest: c.Digest(), Size: int64(len(b))}
	if err := c.Close(ctx); err != nil {
		return Installed{}, fmt.Errorf("closing compiler %s: %w", i.Version, err)
	}
	if err := agree(i.Version); err != nil {
		return Installed{}, err
	}
	text, err := json.MarshalIndent(i, "", "\t")
	if err != nil {
		return Installed{}, err
	}
	// The record comes last: with it the compiler is installed.
	i.Path = s.file(i.Digest)
	if err := writeFile(i.Path, b); err != nil {
		return Installed{}, err
	}
	return i, writeFile(s.record(i.Digest), append(text, '\n'))
}

// writeFile writes a file that is there as a whole or not at all.
func writeFile(path string, b []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return fmt.Errorf("installing a compiler: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("installing a compiler: %w", err), os.Remove(f.Name()))
		}
	}()
	if _, err := f.Write(b); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// read reads the record of a compiler.
func (s *Store) read(d registry.Digest) (Installed, error) {
	var i Installed
	f, err := os.Open(s.record(d))
	if errors.Is(err, os.ErrNotExist) {
		return i, fmt.Errorf("compiler %s is not installed: %w", d.Short(), registry.ErrNotFound)
	}
	if err != nil {
		return i, fmt.Errorf("reading the record of a compiler: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxRecord))
	if err != nil {
		return i, fmt.Errorf("reading the record of a compiler: %w", err)
	}
	info, ferr := os.Stat(s.file(d))
	if err := json.Unmarshal(b, &i); err != nil || i.Digest != d || ferr != nil || info.Size() != i.Size {
		return i, fmt.Errorf("the record %s is damaged, or its compiler is not there; install the compiler again: %w", s.record(d), registry.ErrInvalid)
	}
	if _, err := semver.StrictNewVersion(i.Version); err != nil {
		return i, fmt.Errorf("the record %s has the version %q: %v; install the compiler again: %w", s.record(d), i.Version, err, registry.ErrInvalid)
	}
	i.Path = s.file(d)
	return i, nil
}

// Load loads a compiler of the store, after comparing it with its digest.
func (s *Store) Load(ctx context.Context, i Installed) (*Compiler, error) {
	b, err := readFile(s.file(i.Digest))
	if err != nil {
		return nil, err
	}
	if got := registry.DigestOf(b); got != i.Digest {
		return nil, fmt.Errorf("%s was changed: it has the digest %s; install compiler %s again: %w", s.file(i.Digest), got, i.Version, registry.ErrInvalid)
	}
	config := s.Config
	config.Soljson, config.Path = b, ""
	if config.CacheDir == "" {
		config.CacheDir = s.CacheDir()
	}
	c, err := Load(ctx, config)
	if err != nil {
		return nil, err
	}
	if c.Version() != i.Version {
		return nil, errors.Join(c.Close(ctx), fmt.Errorf("compiler %s says that it is %s, and its record that it is %s; install it again: %w",
			i.Digest.Short(), c.Version(), i.Version, registry.ErrInvalid))
	}
	return c, nil
}
