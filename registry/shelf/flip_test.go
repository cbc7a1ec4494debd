package shelf_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/shelf"
)

// asked is what a reader asks of a shelf, without verifying all of it.
func asked(path string, cfg shelf.Config) (string, error) {
	cfg.ReadOnly = true
	s, err := shelf.Open(path, cfg)
	if err != nil {
		return "", err
	}
	defer s.Close()
	all, err := s.List("")
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for _, r := range all {
		file, err := s.Bundle(r.Digest)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "%s %s %v %s;", r.Ref(), r.Digest, r.Yanked, registry.DigestOf(file))
	}
	entries, err := s.Log().Entries(0, 1<<62)
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		out.Write(e.Encode())
		if e.Kind == merklelog.KindChange {
			d, err := s.Document(e.Digest)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&out, "%s", d.Contents)
		}
	}
	head, err := s.Log().Checkpoint()
	return out.String() + string(head.Signed), err
}

// unchecked reads the same file as somebody would who trusts it.
func unchecked(path string, _ shelf.Config) (out string, err error) {
	debug.SetPanicOnFault(true)
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		return "", err
	}
	defer db.Close()
	err = db.View(func(tx *bbolt.Tx) error {
		var walk func(b *bbolt.Bucket) error
		walk = func(b *bbolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				out += fmt.Sprintf("%x=%x;", k, v)
				if v == nil {
					return walk(b.Bucket(k))
				}
				return nil
			})
		}
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error { return walk(b) })
	})
	return out, err
}

// flips returns places of bits: of every header and of used pages most, and the
// others at random.
func flips(file []byte, n int) []int {
	r := rand.New(rand.NewPCG(6, 3)) //nolint:gosec // the same places in every run
	var out []int
	for len(out) < n {
		i := r.IntN(len(file))
		if len(out)%4 == 0 {
			i = len(out) / 4 % (2 * 4096 / 16) * 16 % (2 * 4096) // the two headers of the file
			i = i/4096*4096 + i%128
		}
		out = append(out, i*8+r.IntN(8))
	}
	for page := 0; page < len(file); page += 4096 {
		out = append(out, page*8+r.IntN(16*8)) // what a page says about itself
	}
	for _, text := range []string{`{"format":1`, "crude-trade\x001.1.0", "the change document", "rules of 1.0.0", "novation.yanks", "\nregistry.example"} {
		if at := bytes.Index(file, []byte(text)); at >= 0 {
			for bit := range 8 * len(text) {
				out = append(out, at*8+bit)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// flipAll changes one bit at a time and reads. It returns how many changes ended
// in an error, in the same answer, and in a wrong one.
func flipAll(t *testing.T, path string, cfg shelf.Config, read func(string, shelf.Config) (string, error)) (refused, harmless int, wrong []string) {
	t.Helper()
	want, err := read(path, cfg)
	if err != nil || want == "" {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(t.TempDir(), "bad.db")
	for _, bit := range flips(file, 500) {
		file[bit/8] ^= 1 << (bit % 8)
		if err := os.WriteFile(bad, file, 0o600); err != nil {
			t.Fatal(err)
		}
		file[bit/8] ^= 1 << (bit % 8)
		got, err := read(bad, cfg)
		switch {
		case err != nil:
			refused++
		case got == want:
			harmless++
		default:
			wrong = append(wrong, fmt.Sprintf("bit %d of byte %d", bit%8, bit/8))
		}
	}
	return refused, harmless, wrong
}

// A changed bit anywhere in the file of a registry is refused or does not
// matter; no answer is ever another one, and nothing panics. The same bits make
// a reader that checks nothing answer wrongly.
func TestFlippedBits(t *testing.T) {
	path, cfg := filled(t)
	refused, harmless, wrong := flipAll(t, path, cfg, asked)
	t.Logf("%d flipped bits: %d refused, %d harmless, %d silent", refused+harmless+len(wrong), refused, harmless, len(wrong))
	if len(wrong) > 0 {
		t.Errorf("wrong answers after changing %s", strings.Join(wrong, ", "))
	}
	if refused < 400 {
		t.Errorf("%d changes were refused, want 400 or more: too few that matter were made", refused)
	}
	if _, _, wrong := flipAll(t, path, cfg, unchecked); len(wrong) < 100 {
		t.Errorf("a reader without checks was wrong %d times only: the test shows little", len(wrong))
	}
}

// A shelf that goes on being written after a bit was changed either refuses, or
// what it says afterwards is what it would have said.
func TestFlippedBitsBelowWrites(t *testing.T) {
	path, cfg := filled(t)
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(t.TempDir(), "bad.db")
	write := func() (string, error) {
		s, err := shelf.Open(bad, cfg)
		if err != nil {
			return "", err
		}
		_, err = s.PutDocument(shelf.Document{Kind: merklelog.KindRevertPlan, Line: "crude-trade", Contents: []byte("later")}, noon)
		if err := errors.Join(err, s.Close()); err != nil {
			return "", err
		}
		return asked(bad, cfg)
	}
	if err := os.WriteFile(bad, file, 0o600); err != nil {
		t.Fatal(err)
	}
	want, err := write()
	if err != nil {
		t.Fatal(err)
	}
	refused, all := 0, flips(file, 150)
	for i := 0; i < len(all); i += max(1, len(all)/150) {
		file[all[i]/8] ^= 1 << (all[i] % 8)
		if err := os.WriteFile(bad, file, 0o600); err != nil {
			t.Fatal(err)
		}
		file[all[i]/8] ^= 1 << (all[i] % 8)
		switch got, err := write(); {
		case err != nil:
			refused++
		case got != want:
			t.Errorf("bit %d of byte %d changed: another answer", all[i]%8, all[i]/8)
		}
	}
	if refused == 0 {
		t.Error("no change was ever found")
	}
}
