package merklelog_test

import (
	"bytes"
	"errors"
	"testing"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// logSource reads the tiles of a log as a client does.
type logSource struct{ *merklelog.Log }

func (s logSource) Tile(level int, n int64, width int) ([]byte, error) {
	return s.Log.Tile(level, n, width)
}

// head returns the head of a log, and its tree.
func head(t testing.TB, l *merklelog.Log) *merklelog.Tree {
	t.Helper()
	c, err := l.Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	return merklelog.NewTree(c, logSource{l}, merklelog.ErrProof)
}

// fillOther appends entries that fill does not.
func fillOther(t testing.TB, l *merklelog.Log, n int) {
	t.Helper()
	err := l.Update(func(tx *bbolt.Tx) error {
		for i := range n {
			if _, err := l.Append(tx, entry(1000+i)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// forked returns the proof that two logs with the same key contradict each
// other: the one of size a, the other of size b, the first common of which are
// the same.
func forked(t testing.TB, common, a, b int) *merklelog.Fork {
	t.Helper()
	one, two := openLog(t, openDB(t)), openLog(t, openDB(t))
	fill(t, one, a)
	fill(t, two, common)
	fillOther(t, two, b-common)
	_, vkey := testKeys(t)
	err := head(t, two).Compare(head(t, one).Head(), vkey)
	var fork *merklelog.ForkError
	if !errors.As(err, &fork) || !errors.Is(err, registry.ErrRefused) {
		t.Fatalf("Compare of %d and %d after %d = %v, want a ForkError", a, b, common, err)
	}
	return fork.Fork
}

func TestForksProveThemselves(t *testing.T) {
	for _, n := range []struct{ common, a, b int }{{0, 1, 1}, {0, 1, 2}, {3, 4, 4}, {3, 4, 6}, {0, 255, 300}, {299, 300, 600}} {
		f, err := merklelog.ParseFork(forked(t, n.common, n.a, n.b).Encode())
		if err != nil {
			t.Fatal(err)
		}
		a, b, err := f.Check()
		if err != nil || a.Size != int64(n.a) || b.Size != int64(n.b) {
			t.Errorf("%v: Check = %v, %v, %v", n, a, b, err)
		}
	}
}

// One history, at any two sizes, is no fork, and what is made up proves none.
func TestNoFork(t *testing.T) {
	l := openLog(t, openDB(t))
	_, vkey := testKeys(t)
	var seen []merklelog.Checkpoint
	for range 6 {
		c := head(t, l).Head()
		for _, old := range append(seen, c) {
			if err := head(t, l).Compare(old, vkey); err != nil {
				t.Errorf("Compare of %v with %v = %v", c, old, err)
			}
		}
		seen = append(seen, c)
		fill(t, l, 60)
	}
	if err := merklelog.NewTree(seen[1], logSource{l}, merklelog.ErrProof).Compare(seen[2], vkey); !errors.Is(err, registry.ErrStale) {
		t.Errorf("a smaller checkpoint: Compare = %v, want ErrStale", err)
	}
	// A source with other tiles makes no fork of an honest log.
	other := openLog(t, openDB(t))
	fillOther(t, other, 400)
	var fork *merklelog.ForkError
	err := merklelog.NewTree(seen[3], logSource{other}, merklelog.ErrProof).Compare(seen[2], vkey)
	if !errors.Is(err, merklelog.ErrProof) || errors.As(err, &fork) {
		t.Errorf("a lying source: Compare = %v, want ErrProof", err)
	}
	foreign := seen[2]
	foreign.Origin = "elsewhere"
	if err := head(t, l).Compare(foreign, vkey); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("another log: %v, want ErrInvalid", err)
	}
}

func TestForkCheckRefuses(t *testing.T) {
	honest := openLog(t, openDB(t))
	fill(t, honest, 4)
	small := string(head(t, honest).Head().Signed)
	fill(t, honest, 2)
	large := head(t, honest)
	proof, err := large.Consistency(4, 6)
	if err != nil {
		t.Fatal(err)
	}
	empty := string(head(t, openLog(t, openDB(t))).Head().Signed)
	otherKey, err := merklelog.GenerateKey("registry.example/test")
	if err != nil {
		t.Fatal(err)
	}
	otherVkey, err := merklelog.VerifierKey(otherKey)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*merklelog.Fork){
		"format":        func(f *merklelog.Fork) { f.Format = 2 },
		"key":           func(f *merklelog.Fork) { f.LogKey = otherVkey },
		"no key":        func(f *merklelog.Fork) { f.LogKey = "" },
		"order":         func(f *merklelog.Fork) { f.Smaller, f.Larger = f.Larger, f.Smaller },
		"empty":         func(f *merklelog.Fork) { f.Smaller = empty },
		"unsigned":      func(f *merklelog.Fork) { f.Larger = f.Larger[:20] },
		"root":          func(f *merklelog.Fork) { f.Root[3] ^= 1 },
		"no proof":      func(f *merklelog.Fork) { f.Proof = nil },
		"proof":         func(f *merklelog.Fork) { f.Proof[0][0] ^= 1 },
		"honest":        func(f *merklelog.Fork) { f.Smaller, f.Larger, f.Proof = small, string(large.Head().Signed), proof },
		"same":          func(f *merklelog.Fork) { f.Larger = f.Smaller },
		"same, no root": func(f *merklelog.Fork) { f.Larger, f.Proof = f.Smaller, nil },
	} {
		f := forked(t, 3, 4, 6)
		change(f)
		if _, _, err := f.Check(); !errors.Is(err, merklelog.ErrProof) && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: Check = %v", name, err)
		}
	}
	for _, b := range [][]byte{nil, []byte("{"), bytes.Repeat([]byte(" "), 1<<20)} {
		if _, err := merklelog.ParseFork(b); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("ParseFork of %d bytes = %v", len(b), err)
		}
	}
}

func TestCheckConsistencyRefuses(t *testing.T) {
	l, other := openLog(t, openDB(t)), openLog(t, openDB(t))
	fill(t, l, 4)
	old := head(t, l).Head()
	fill(t, l, 3)
	next := head(t, l).Head()
	p, err := l.ProveConsistency(4, 7)
	if err != nil {
		t.Fatal(err)
	}
	fillOther(t, other, 4)
	another := head(t, other).Head()
	for name, tt := range map[string]struct {
		old, next merklelog.Checkpoint
		p         merklelog.Proof
		want      error
	}{
		"holds":          {old, next, p, nil},
		"same":           {old, old, nil, nil},
		"from nothing":   {merklelog.Checkpoint{Origin: old.Origin}, next, nil, nil},
		"no proof":       {old, next, nil, merklelog.ErrProof},
		"another":        {another, next, p, merklelog.ErrProof},
		"another root":   {old, another, nil, merklelog.ErrProof},
		"needless proof": {old, old, p, merklelog.ErrProof},
		"back":           {next, old, p, registry.ErrStale},
		"another log":    {merklelog.Checkpoint{Origin: "x"}, next, p, registry.ErrInvalid},
	} {
		err := merklelog.CheckConsistency(tt.old, tt.next, tt.p)
		if !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
			t.Errorf("%s: CheckConsistency = %v, want %v", name, err, tt.want)
		}
	}
}
