package merklelog_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/note"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Entries and checkpoints are signed, anchored and kept for years: what is
// written today must be what was written, and readable, then.
func TestGolden(t *testing.T) {
	db := openDB(t)
	l := openLog(t, db)
	fill(t, l, 3)
	entries, err := l.Entries(1, 2)
	if err != nil {
		t.Fatal(err)
	}
	head, err := l.Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string][]byte{"testdata/entry.json": entries[0].Encode(), "testdata/checkpoint": head.Signed} {
		if *update {
			if err := os.WriteFile(name, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-golden +got):\n%s", name, diff)
		}
	}
	_, vkey := testKeys(t)
	if got, err := merklelog.VerifierKey(first(testKeys(t))); err != nil || got != vkey {
		t.Errorf("VerifierKey = %s, %v; want %s", got, err, vkey)
	}
}

func first(a, _ string) string { return a }

func TestParseEntryRefuses(t *testing.T) {
	e := entry(1)
	e.Format = 1
	good := string(e.Encode())
	if got, err := merklelog.ParseEntry([]byte(good)); err != nil || got != e {
		t.Fatalf("ParseEntry = %+v, %v", got, err)
	}
	edit := func(change func(*merklelog.Entry)) string {
		e := e
		change(&e)
		return string(e.Encode())
	}
	for name, s := range map[string]string{
		"empty":             "",
		"no JSON":           "entry",
		"space":             strings.Replace(good, ",", ", ", 1),
		"newline":           good + "\n",
		"unknown field":     strings.Replace(good, "{", `{"x":1,`, 1),
		"repeated field":    strings.Replace(good, "{", `{"format":1,`, 1),
		"plain ampersand":   strings.Replace(good, `\u0026`, "&", 1),
		"format":            edit(func(e *merklelog.Entry) { e.Format = 2 }),
		"index":             edit(func(e *merklelog.Entry) { e.Index = -1 }),
		"time":              edit(func(e *merklelog.Entry) { e.Time = 0 }),
		"no kind":           edit(func(e *merklelog.Entry) { e.Kind = "" }),
		"kind":              edit(func(e *merklelog.Entry) { e.Kind = "Release" }),
		"long kind":         edit(func(e *merklelog.Entry) { e.Kind = merklelog.Kind(strings.Repeat("k", 33)) }),
		"name":              edit(func(e *merklelog.Entry) { e.Name = "Crude" }),
		"version":           edit(func(e *merklelog.Entry) { e.Version = "1" }),
		"digest":            edit(func(e *merklelog.Entry) { e.Digest = registry.Digest{} }),
		"long by":           edit(func(e *merklelog.Entry) { e.By = strings.Repeat("b", 257) }),
		"terminal in by":    edit(func(e *merklelog.Entry) { e.By = "\x1b[2J" }),
		"long note":         edit(func(e *merklelog.Entry) { e.Note = strings.Repeat("n", 1025) }),
		"line feed in note": edit(func(e *merklelog.Entry) { e.Note = "a\nb" }),
		"not UTF-8":         strings.Replace(good, "alpha", "\xff", 1),
		"long":              strings.Replace(good, "alpha", strings.Repeat(" ", merklelog.MaxEntry), 1),
	} {
		if _, err := merklelog.ParseEntry([]byte(s)); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: ParseEntry = %v, want ErrInvalid", name, err)
		}
	}
}

func TestCheckInclusionRefuses(t *testing.T) {
	db := openDB(t)
	l := openLog(t, db)
	fill(t, l, 6)
	head, err := l.Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	entries, err := l.Entries(0, 6)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*merklelog.Checkpoint, *merklelog.Entry, *merklelog.Proof){
		"other note":  func(_ *merklelog.Checkpoint, e *merklelog.Entry, _ *merklelog.Proof) { e.Note += "!" },
		"other index": func(_ *merklelog.Checkpoint, e *merklelog.Entry, _ *merklelog.Proof) { e.Index++ },
		"beyond":      func(_ *merklelog.Checkpoint, e *merklelog.Entry, _ *merklelog.Proof) { e.Index = 6 },
		"negative":    func(_ *merklelog.Checkpoint, e *merklelog.Entry, _ *merklelog.Proof) { e.Index = -1 },
		"other root":  func(c *merklelog.Checkpoint, _ *merklelog.Entry, _ *merklelog.Proof) { c.Root[0] ^= 1 },
		"empty log":   func(c *merklelog.Checkpoint, _ *merklelog.Entry, _ *merklelog.Proof) { c.Size = 0 },
		"no proof":    func(_ *merklelog.Checkpoint, _ *merklelog.Entry, p *merklelog.Proof) { *p = nil },
		"other hash":  func(_ *merklelog.Checkpoint, _ *merklelog.Entry, p *merklelog.Proof) { (*p)[0][0] ^= 1 },
		"longer":      func(_ *merklelog.Checkpoint, _ *merklelog.Entry, p *merklelog.Proof) { *p = append(*p, (*p)[0]) },
	} {
		for i, e := range entries {
			c := head
			p, err := l.ProveInclusion(6, int64(i))
			if err != nil {
				t.Fatal(err)
			}
			if err := merklelog.CheckInclusion(c, e, p); err != nil {
				t.Fatal(err)
			}
			change(&c, &e, &p)
			if err := merklelog.CheckInclusion(c, e, p); !errors.Is(err, merklelog.ErrProof) {
				t.Errorf("%s of entry %d: CheckInclusion = %v, want ErrProof", name, i, err)
			}
		}
	}
}

func TestOpenCheckpointRefuses(t *testing.T) {
	skey, vkey := testKeys(t)
	signer, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	sign := func(text string) []byte {
		b, err := note.Sign(&note.Note{Text: text}, signer)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	root := strings.Repeat("A", 43) + "="
	const origin = "registry.example/test\n"
	if _, err := merklelog.OpenCheckpoint(sign(origin+"1\n"+root+"\n"), vkey); err != nil {
		t.Fatal(err)
	}
	other, err := merklelog.GenerateKey("registry.example/test")
	if err != nil {
		t.Fatal(err)
	}
	otherKey, err := merklelog.VerifierKey(other)
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"empty":        nil,
		"no note":      []byte("hello"),
		"unsigned":     []byte(origin + "1\n" + root + "\n"),
		"other origin": sign("elsewhere\n1\n" + root + "\n"),
		"extension":    sign(origin + "1\n" + root + "\nmore\n"),
		"short root":   sign(origin + "1\nAAAA\n"),
		"negative":     sign(origin + "-1\n" + root + "\n"),
		"huge":         sign(origin + "18446744073709551615\n" + root + "\n"),
		"empty log":    sign(origin + "0\n" + root + "\n"),
		"long":         append(sign(origin+"1\n"+root+"\n"), bytes.Repeat([]byte("x"), 65<<10)...),
	} {
		if _, err := merklelog.OpenCheckpoint(b, vkey); !errors.Is(err, merklelog.ErrProof) && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: OpenCheckpoint = %v", name, err)
		}
		if _, err := merklelog.OpenCheckpoint(b, otherKey); err == nil {
			t.Errorf("%s: verified under another key", name)
		}
	}
	for _, origin := range []string{"", "a b", "a+b", "a\nb"} {
		if _, err := merklelog.GenerateKey(origin); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("GenerateKey(%q) = %v", origin, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	e := entry(1)
	e.Format = 1
	_, vkey := testKeys(f)
	f.Add(e.Encode())
	f.Add([]byte("registry.example/test\n1\n\n"))
	f.Add([]byte("tile/entries/x001/067.p/8"))
	f.Add(merklelog.JoinLeaves([][]byte{[]byte("one"), {}, []byte("two")}))
	f.Add([]byte(`{"format":1,"logKey":"x+00000000+AQ==","smaller":"","larger":"","root":"","proof":[]}`))
	proof := merklelog.LogProof{Entry: e, Checkpoint: []byte("x\n1\n\n\n— x y\n")}
	f.Add(proof.Encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		if level, n, width, isTile, err := merklelog.ParsePath(string(b)); err == nil {
			path := merklelog.EntriesPath(n, width)
			if isTile {
				path = merklelog.TilePath(level, n, width)
			}
			if path != string(b) {
				t.Errorf("accepted path %q, written %q", b, path)
			}
		}
		if leaves, err := merklelog.SplitLeaves(b); err == nil && !bytes.Equal(merklelog.JoinLeaves(leaves), b) {
			t.Errorf("accepted bundle %q, written as another", b)
		}
		if fork, err := merklelog.ParseFork(b); err == nil {
			if _, _, err := fork.Check(); err == nil && fork.LogKey == vkey {
				t.Error("accepted a fork of a log that has none")
			}
		}
		if p, err := merklelog.ParseLogProof(b); err == nil {
			if _, err := p.Check(merklelog.Policy{Log: vkey}); err == nil {
				t.Error("accepted a proof without the key")
			}
		}
		if e, err := merklelog.ParseEntry(b); err == nil && !bytes.Equal(e.Encode(), b) {
			t.Errorf("accepted %q, written %q", b, e.Encode())
		}
		if c, err := merklelog.OpenCheckpoint(b, vkey); err == nil {
			t.Errorf("accepted a checkpoint without the key: %v", c)
		}
	})
}
