package lock_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/lock"
)

func release(version, bytes string) lock.Entry {
	return lock.ReleaseEntry(&registry.Manifest{Name: "crude-trade", Version: version, StateSchema: 1, HostABI: 1}, registry.DigestOf([]byte(bytes)), nil)
}

const want = `# novation.lock 1
{"kind":"book","name":"builtin:Book","digest":"sha256:6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}
{"kind":"component","name":"std","version":"go1.26.8","checksum":"h1:x"}
{"kind":"release","name":"crude-trade","version":"0.9.0","digest":"sha256:6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d","lineage":0,"stateSchema":1,"hostAbi":1}
{"kind":"release","name":"crude-trade","version":"1.0.0","digest":"sha256:6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d","lineage":1,"stateSchema":1,"hostAbi":1,"log":{"index":2,"size":7,"publisher":"desk","keySet":1}}
{"kind":"tool","name":"go","version":"1.26.8"}
`

func full(t testing.TB) *lock.Lock {
	t.Helper()
	l := &lock.Lock{}
	one := release("1.0.0", "\x00")
	one.Log = &lock.Place{Index: 2, Size: 7, Publisher: "desk", KeySet: 1}
	for _, e := range []lock.Entry{one, release("0.9.0", "\x00")} {
		if err := l.AddRelease(e); err != nil {
			t.Fatal(err)
		}
	}
	tool := lock.Entry{Kind: lock.Tool, Name: "go", Version: "1.26.8"}
	_, err := l.Replace([]lock.Kind{lock.Tool, lock.Component, lock.Book}, []lock.Entry{
		tool,
		{Kind: lock.Component, Name: "std", Version: "go1.26.8", Checksum: "h1:x"},
		tool,
		{Kind: lock.Book, Name: "builtin:Book", Digest: registry.DigestOf([]byte{0})},
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestEncode(t *testing.T) {
	if diff := cmp.Diff(want, string(full(t).Encode())); diff != "" {
		t.Errorf("Encode (-want +got):\n%s", diff)
	}
	l, err := lock.Read(fstest.MapFS{lock.File: {Data: []byte(want)}})
	if err != nil || string(l.Encode()) != want {
		t.Errorf("what was written does not read: %v", err)
	}
	if _, err := lock.Read(fstest.MapFS{}); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("no lock: %v", err)
	}
}

// What a merge tool makes of two locks, the lines of both in any order, is the
// lock that has both.
func TestMerged(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(want, "\n"), "\n")
	for range 20 {
		mixed := append(slices.Clone(lines[1:]), lines...)
		rand.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		l, err := lock.Parse([]byte(lines[0] + "\n" + strings.Join(mixed, "\n") + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(l.Encode())); diff != "" {
			t.Fatalf("Encode (-want +got):\n%s", diff)
		}
	}
}

func TestReleasesAreImmutable(t *testing.T) {
	l := full(t)
	if err := l.AddRelease(release("1.0.0", "other")); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("another digest: %v", err)
	}
	if err := l.CheckRelease("crude-trade", "1.0.0", registry.DigestOf([]byte("other"))); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("CheckRelease of another digest: %v", err)
	}
	if err := l.CheckRelease("crude-trade", "1.0.0", registry.DigestOf([]byte{0})); err != nil {
		t.Errorf("CheckRelease: %v", err)
	}
	if err := l.CheckRelease("crude-trade", "2.0.0", registry.DigestOf([]byte{0})); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("CheckRelease of another version: %v", err)
	}
	again := release("1.0.0", "\x00")
	again.Log = &lock.Place{Index: 0, Size: 1}
	if err := l.AddRelease(again); err != nil {
		t.Error(err)
	}
	if string(l.Encode()) != want {
		t.Error("the same release again changed the lock")
	}
}

func TestReplace(t *testing.T) {
	l := full(t)
	changes, err := l.Replace([]lock.Kind{lock.Tool, lock.Component}, []lock.Entry{
		{Kind: lock.Tool, Name: "go", Version: "1.27.0"}, {Kind: lock.Component, Name: "std", Version: "go1.26.8", Checksum: "h1:y"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"component std@go1.26.8 with another digest", "without tool go@1.26.8", "with tool go@1.27.0"}, changes); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	if n := len(l.Entries()); n != 5 {
		t.Errorf("the lock has %d lines, want 5", n)
	}
	if changes, err := l.Replace([]lock.Kind{lock.Tool}, []lock.Entry{{Kind: lock.Tool, Name: "go", Version: "1.27.0"}}); err != nil || len(changes) > 0 {
		t.Errorf("the same again: %v, %v", changes, err)
	}
	if _, err := l.Replace([]lock.Kind{lock.Tool}, []lock.Entry{{Kind: lock.Tool}}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a tool without a name: %v", err)
	}
}

func TestParseRefuses(t *testing.T) {
	line := strings.Split(want, "\n")[3]
	for name, text := range map[string]string{
		"empty":           "",
		"another format":  "# novation.lock 2\n",
		"no JSON":         "# novation.lock 1\nhello\n",
		"an empty line":   "# novation.lock 1\n\n",
		"unknown kind":    "# novation.lock 1\n" + `{"kind":"wish","name":"x"}` + "\n",
		"unknown field":   "# novation.lock 1\n" + `{"kind":"tool","name":"x","wish":1}` + "\n",
		"spaces":          "# novation.lock 1\n" + `{"kind": "tool","name":"x"}` + "\n",
		"two in a line":   "# novation.lock 1\n" + `{"kind":"tool","name":"x"}{"kind":"tool","name":"y"}` + "\n",
		"no digest":       "# novation.lock 1\n" + `{"kind":"release","name":"x","version":"1.0.0","lineage":1}` + "\n",
		"lineage":         "# novation.lock 1\n" + strings.Replace(line, `"lineage":0`, `"lineage":3`, 1) + "\n",
		"version":         "# novation.lock 1\n" + strings.Replace(line, `0.9.0`, `v0.9`, 1) + "\n",
		"a line's name":   "# novation.lock 1\n" + strings.Replace(line, `crude-trade`, `Crude`, 1) + "\n",
		"no name":         "# novation.lock 1\n" + `{"kind":"tool","name":""}` + "\n",
		"not printable":   "# novation.lock 1\n" + `{"kind":"tool","name":"a\u0007"}` + "\n",
		"a tool in a log": "# novation.lock 1\n" + `{"kind":"tool","name":"a","log":{"index":0,"size":1}}` + "\n",
		"place":           "# novation.lock 1\n" + strings.Replace(line, `"hostAbi":1`, `"hostAbi":1,"log":{"index":4,"size":4}`, 1) + "\n",
		"an open merge":   "# novation.lock 1\n<<<<<<< HEAD\n" + line + "\n",
		"too long":        "# novation.lock 1\n" + strings.Repeat("x", lock.MaxSize),
	} {
		if _, err := lock.Parse([]byte(text)); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	two := "# novation.lock 1\n" + line + "\n" + strings.Replace(line, "6e34", "7e34", 1) + "\n"
	if _, err := lock.Parse([]byte(two)); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("two digests for one release: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(want))
	f.Add([]byte("# novation.lock 1\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := lock.Parse(b)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) && !errors.Is(err, registry.ErrConflict) {
				t.Errorf("an error of no kind: %v", err)
			}
			return
		}
		again, err := lock.Parse(l.Encode())
		if err != nil || string(again.Encode()) != string(l.Encode()) {
			t.Errorf("what was written does not read: %v", err)
		}
	})
}
