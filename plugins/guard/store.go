package guard

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/registry"
)

const (
	recordVersion = 1
	workPrefix    = ".work-"
	// abandoned is the age at which a work folder cannot belong to anyone. The
	// child removes its own; this is for a machine that lost its power.
	abandoned = 2 * MaxDeadline
)

// tiny is a module with one empty function, with which a store finds out how
// wazero lays out its folder.
var tiny = []byte("\x00asm\x01\x00\x00\x00\x01\x04\x01\x60\x00\x00\x03\x02\x01\x00\x0a\x04\x01\x02\x00\x0b")

// A store is a folder with wazero's cache, and records of what is in it.
type store struct {
	dir       string // absolute, without symbolic links
	folder    string // in dir: wazero's, which names its version and the machine
	temporary bool   // close removes dir
	compiles  bool   // wazero has a compiler for this machine
}

// A record says what machine code belongs to a module. It stands beside it.
type record struct {
	Version int
	// Module, Config, Pages and Engine are what was compiled, and how.
	Module registry.Digest
	Config string
	Pages  uint32
	Engine string
	// File, Size and Digest are of the machine code; empty when interpreting.
	File   string          `json:",omitempty"`
	Size   int64           `json:",omitempty"`
	Digest registry.Digest `json:",omitzero"`
}

// openStore opens a folder, making it if need be.
func openStore(dir string) (s store, err error) {
	if dir == "" {
		if dir, err = os.MkdirTemp("", "novation-rules-"); err != nil {
			return s, fmt.Errorf("making a temporary cache folder: %w", err)
		}
		s.temporary = true
	}
	defer func() {
		if err != nil && s.temporary {
			os.RemoveAll(dir)
		}
	}()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return s, fmt.Errorf("making cache folder: %w", err)
	}
	if dir, err = filepath.Abs(dir); err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return s, fmt.Errorf("finding cache folder: %w", err)
	}
	s.dir = dir
	if err := s.probe(); err != nil {
		return s, fmt.Errorf("opening cache folder %s: %w", dir, err)
	}
	s.sweep()
	return s, nil
}

// probe finds out what wazero calls its folder, and whether it compiles here, by
// letting it compile one empty function.
func (s *store) probe() error {
	dir, err := s.work()
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return err
	}
	ctx := context.Background()
	defer cache.Close(ctx)
	r := wazero.NewRuntimeWithConfig(ctx, RuntimeConfig(1, false).WithCompilationCache(cache))
	defer r.Close(ctx)
	if _, err := r.CompileModule(ctx, tiny); err != nil {
		return err
	}
	folders, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(folders) != 1 || !folders[0].IsDir() {
		return errors.New("wazero does not lay out its cache as this program expects: it was built with a version that was not tested")
	}
	s.folder = folders[0].Name()
	code, err := os.ReadDir(filepath.Join(dir, s.folder))
	s.compiles = len(code) > 0
	return err
}

// sweep removes work folders that nobody uses.
func (s *store) sweep() {
	entries, _ := os.ReadDir(s.dir)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && strings.HasPrefix(e.Name(), workPrefix) && time.Since(info.ModTime()) > abandoned {
			os.RemoveAll(filepath.Join(s.dir, e.Name()))
		}
	}
}

// work makes a fresh folder for a child. The caller removes it.
func (s *store) work() (string, error) {
	if err := os.MkdirAll(filepath.Join(s.dir, s.folder), 0o700); err != nil {
		return "", fmt.Errorf("making cache folder: %w", err)
	}
	if err := s.trusted(); err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(s.dir, workPrefix)
	if err != nil {
		return "", fmt.Errorf("making a folder to compile in: %w", err)
	}
	return dir, nil
}

// trusted checks that nobody else can write to the folders.
func (s *store) trusted() error {
	for _, dir := range []string{s.dir, filepath.Join(s.dir, s.folder)} {
		info, err := os.Lstat(dir)
		if err != nil {
			return fmt.Errorf("looking at cache folder: %w", err)
		}
		if !info.IsDir() {
			return fmt.Errorf("cache folder %s is not a folder: remove it, or name another", dir)
		}
		if !private(info) {
			return fmt.Errorf("cache folder %s belongs to, or may be written by, other users (%s), and what stands in it is run: "+
				"make it this user's own with mode 700, or name another", dir, info.Mode())
		}
	}
	return nil
}

func (s *store) path(name string) string { return filepath.Join(s.dir, s.folder, name) }

func (s *store) recordPath(key registry.Digest, pages uint32) string {
	return s.path(fmt.Sprintf("%x-%d.json", key[:], pages))
}

// wanted is the record of a module, without its machine code.
func (s *store) wanted(key registry.Digest, pages uint32, interpreter bool) record {
	config := fmt.Sprintf("features %#x", uint64(Features))
	if interpreter {
		config += ", interpreter"
	}
	return record{Version: recordVersion, Module: key, Config: config, Pages: pages, Engine: s.folder}
}

// has reports whether a module was compiled, and its machine code is as it was
// then. What is not as it should be is removed.
func (s *store) has(key registry.Digest, pages uint32, interpreter bool) bool {
	if s.trusted() != nil {
		return false // work says why
	}
	b, err := os.ReadFile(s.recordPath(key, pages))
	if err != nil {
		return false
	}
	var r record
	if json.Unmarshal(b, &r) == nil {
		want := s.wanted(key, pages, interpreter)
		want.File, want.Size, want.Digest = r.File, r.Size, r.Digest
		if r == want && s.intact(r, interpreter) {
			return true
		}
	}
	s.forget(key, pages)
	return false
}

// intact compares machine code with its record.
func (s *store) intact(r record, interpreter bool) bool {
	if interpreter {
		return r.File == ""
	}
	return isCode(r.File) && same(s.path(r.File), r.Size, r.Digest)
}

// forget removes the record of a module, and its machine code.
func (s *store) forget(key registry.Digest, pages uint32) {
	path := s.recordPath(key, pages)
	var r record
	if b, err := os.ReadFile(path); err == nil && json.Unmarshal(b, &r) == nil && isCode(r.File) {
		os.Remove(s.path(r.File))
	}
	os.Remove(path)
}

// adopt moves what a child left in its folder into the cache, after checking
// that it is what the child reported, and nothing more.
func (s *store) adopt(work string, o outcome, key registry.Digest, pages uint32, interpreter bool) error {
	r := s.wanted(key, pages, interpreter)
	if !interpreter {
		code, err := s.check(work, o)
		if err != nil {
			return fmt.Errorf("compiling module %s: what the compiler left is not what it reported: %w", key.Short(), err)
		}
		if err := os.Rename(code, s.path(o.File)); err != nil {
			return fmt.Errorf("keeping machine code: %w", err)
		}
		r.File, r.Size, r.Digest = o.File, o.Size, o.Digest
	}
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	// The record comes after the machine code, so that it never speaks of what
	// is not there yet.
	path := filepath.Join(work, "record")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		return fmt.Errorf("keeping machine code: %w", err)
	}
	if err := os.Rename(path, s.recordPath(key, pages)); err != nil {
		return fmt.Errorf("keeping machine code: %w", err)
	}
	return nil
}

// check returns the path of the machine code in a work folder.
func (s *store) check(work string, o outcome) (string, error) {
	if !isCode(o.File) {
		return "", fmt.Errorf("%q is no name of machine code", o.File)
	}
	for _, level := range []struct{ dir, name string }{{work, s.folder}, {filepath.Join(work, s.folder), o.File}} {
		entries, err := os.ReadDir(level.dir)
		if err != nil {
			return "", err
		}
		if len(entries) != 1 || entries[0].Name() != level.name {
			return "", fmt.Errorf("%d entries, want only %s", len(entries), level.name)
		}
	}
	path := filepath.Join(work, s.folder, o.File)
	if !same(path, o.Size, o.Digest) {
		return "", errors.New("its digest is another")
	}
	return path, nil
}

func (s *store) close() error {
	if !s.temporary {
		return nil
	}
	return os.RemoveAll(s.dir)
}

// isCode reports whether a name is one that wazero gives to machine code.
func isCode(name string) bool {
	b, err := hex.DecodeString(name)
	return err == nil && len(b) == len(registry.Digest{})
}

// same reports whether a file is a regular one of ours with the given content.
func same(path string, size int64, digest registry.Digest) bool {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || !private(info) || info.Size() != size {
		return false
	}
	b, err := fs.ReadFile(os.DirFS(filepath.Dir(path)), filepath.Base(path))
	return err == nil && registry.DigestOf(b) == digest
}
