package guard_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/plugins/guard"
	"github.com/novation-dev/novation/registry"
)

// files returns the machine code and the records in a cache folder.
func files(t *testing.T, dir string) (code, records []string) {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "wazero-*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if strings.HasSuffix(f, ".json") {
			records = append(records, f)
		} else {
			code = append(code, f)
		}
	}
	return code, records
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestDamage: whatever happened to the cache, the next load has the right
// machine code, and the cache is sound again.
func TestDamage(t *testing.T) {
	tests := []struct {
		name   string
		damage func(t *testing.T, code, record, otherCode, otherRecord string)
		whole  bool // the cache is still sound: nothing is compiled again
	}{
		{"none", func(*testing.T, string, string, string, string) {}, true},
		{"a bit of the code", func(t *testing.T, code, _, _, _ string) {
			b := read(t, code)
			b[len(b)/2] ^= 1
			write(t, code, b)
		}, false},
		{"a bit of the end, which wazero does not sum", func(t *testing.T, code, _, _, _ string) {
			b := read(t, code)
			b[len(b)-1] ^= 1
			write(t, code, b)
		}, false},
		{"code cut short", func(t *testing.T, code, _, _, _ string) { write(t, code, read(t, code)[:100]) }, false},
		{"code with a byte more", func(t *testing.T, code, _, _, _ string) { write(t, code, append(read(t, code), 0)) }, false},
		{"code empty", func(t *testing.T, code, _, _, _ string) { write(t, code, nil) }, false},
		{"code gone", func(t *testing.T, code, _, _, _ string) { os.Remove(code) }, false},
		{"code of another module", func(t *testing.T, code, _, other, _ string) { write(t, code, read(t, other)) }, false},
		{"code is a link", func(t *testing.T, code, _, other, _ string) {
			moved := filepath.Join(t.TempDir(), "code")
			write(t, moved, read(t, code))
			os.Remove(code)
			if err := os.Symlink(moved, code); err != nil {
				t.Skip(err)
			}
		}, false},
		{"code that others can write", func(t *testing.T, code, _, _, _ string) { os.Chmod(code, 0o666) }, runtime.GOOS == "windows"},
		{"record gone", func(t *testing.T, _, record, _, _ string) { os.Remove(record) }, false},
		{"record empty", func(t *testing.T, _, record, _, _ string) { write(t, record, nil) }, false},
		{"record of another module", func(t *testing.T, _, record, _, other string) { write(t, record, read(t, other)) }, false},
		{"record that names another's code", func(t *testing.T, code, record, otherCode, otherRecord string) {
			mine, theirs := string(read(t, record)), string(read(t, otherRecord))
			_, rest, _ := strings.Cut(theirs, `"File"`)
			head, _, _ := strings.Cut(mine, `"File"`)
			write(t, record, []byte(head+`"File"`+rest))
			os.Remove(code)
		}, false},
		{"record that names a file elsewhere", func(t *testing.T, code, record, _, _ string) {
			write(t, record, []byte(strings.ReplaceAll(string(read(t, record)), filepath.Base(code), "../../precious")))
		}, false},
		{"record that names and describes a file elsewhere", func(t *testing.T, code, record, _, _ string) {
			b, text := []byte("precious"), string(read(t, record))
			head, _, _ := strings.Cut(text, `"File"`)
			write(t, record, fmt.Appendf(nil, `%s"File":"../../precious","Size":%d,"Digest":%q}`, head, len(b), registry.DigestOf(b)))
		}, false},
		{"record of another wazero", func(t *testing.T, _, record, _, _ string) {
			write(t, record, []byte(strings.ReplaceAll(string(read(t, record)), "wazero-", "wazero-v0")))
		}, false},
		{"record of another version", func(t *testing.T, _, record, _, _ string) {
			write(t, record, []byte(strings.ReplaceAll(string(read(t, record)), `"Version":1`, `"Version":2`)))
		}, false},
		{"record of other features", func(t *testing.T, _, record, _, _ string) {
			write(t, record, []byte(strings.ReplaceAll(string(read(t, record)), "features ", "features 1")))
		}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			parent := t.TempDir()
			write(t, filepath.Join(parent, "precious"), []byte("precious"))
			dir := filepath.Join(parent, "cache")
			g := open(t, guard.Config{CacheDir: dir})
			wantCall(t, g, 7)
			code, records := files(t, dir)
			if len(code) != 1 || len(records) != 1 {
				t.Fatalf("%d files of code and %d records, want one of each", len(code), len(records))
			}
			wantCall(t, g, 9)
			allCode, allRecords := files(t, dir)
			tt.damage(t, code[0], records[0], not(allCode, code[0]), not(allRecords, records[0]))

			again := open(t, guard.Config{CacheDir: dir})
			report, err := again.Ensure(t.Context(), good(7), 16)
			if err != nil {
				t.Fatal(err)
			}
			// Code that is another's in the record is only found out by wazero.
			if whole := report.Elapsed == 0; whole != tt.whole && tt.name != "record that names another's code" {
				t.Errorf("found whole: %v, want %v", whole, tt.whole)
			}
			wantCall(t, again, 7)
			wantCall(t, again, 9)
			last := open(t, guard.Config{CacheDir: dir})
			if report, err := last.Ensure(t.Context(), good(7), 16); err != nil || report.Elapsed != 0 {
				t.Errorf("afterwards: %+v, %v: want that nothing is compiled", report, err)
			}
			if string(read(t, filepath.Join(parent, "precious"))) != "precious" {
				t.Error("a file elsewhere was touched")
			}
		})
	}
}

// not returns the element that is not the given one.
func not(all []string, one string) string {
	for _, s := range all {
		if s != one {
			return s
		}
	}
	return ""
}

// TestParentDoesNotCompile: without machine code in the cache, Load's way to the
// compiler ends in an error, and leaves no machine code.
func TestParentDoesNotCompile(t *testing.T) {
	dir := t.TempDir()
	g := open(t, guard.Config{CacheDir: dir})
	ctx := t.Context()
	r := wazero.NewRuntimeWithConfig(ctx, g.RuntimeConfig(16))
	defer r.Close(ctx)
	if err := guard.FromCache(r, good(3)); !errors.Is(err, guard.ErrNotCached) {
		t.Errorf("%v: want %v", err, guard.ErrNotCached)
	}
	if code, _ := files(t, dir); len(code) > 0 {
		t.Errorf("this process compiled %q", code)
	}
	if err := g.InProcess(ctx, r, good(3)); err != nil {
		t.Errorf("the same without the precaution: %v", err)
	}
	if code, _ := files(t, dir); len(code) != 1 {
		t.Errorf("%d files of machine code, want 1: this test cannot tell", len(code))
	}
}

// TestAdopt: what a child left must be what it reported.
func TestAdopt(t *testing.T) {
	name := strings.Repeat("ab", 32)
	code := []byte("machine code")
	sound := guard.Outcome{File: name, Size: int64(len(code)), Digest: registry.DigestOf(code)}
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, dir string, o *guard.Outcome)
		want   string
	}{
		{"sound", func(*testing.T, string, *guard.Outcome) {}, ""},
		{"no file", func(t *testing.T, dir string, _ *guard.Outcome) { os.Remove(filepath.Join(dir, name)) }, "entries"},
		{"two files", func(t *testing.T, dir string, _ *guard.Outcome) { write(t, filepath.Join(dir, "x"), nil) }, "entries"},
		{"two folders", func(t *testing.T, dir string, _ *guard.Outcome) { os.Mkdir(dir+"-new", 0o700) }, "entries"},
		{"another name", func(t *testing.T, _ string, o *guard.Outcome) { o.File = strings.Repeat("cd", 32) }, "entries"},
		{"a name elsewhere", func(t *testing.T, _ string, o *guard.Outcome) { o.File = "../../x" }, "no name"},
		{"no name", func(t *testing.T, _ string, o *guard.Outcome) { o.File = "" }, "no name"},
		{"another size", func(t *testing.T, _ string, o *guard.Outcome) { o.Size++ }, "digest"},
		{"another digest", func(t *testing.T, _ string, o *guard.Outcome) { o.Digest[0]++ }, "digest"},
		{"a folder", func(t *testing.T, dir string, _ *guard.Outcome) {
			os.Remove(filepath.Join(dir, name))
			os.Mkdir(filepath.Join(dir, name), 0o700)
		}, "digest"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cache := t.TempDir()
			g := open(t, guard.Config{CacheDir: cache})
			work, folder, err := g.Work()
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(work)
			dir := filepath.Join(work, folder)
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, name), code)
			o := sound
			tt.change(t, dir, &o)
			err = g.Adopt(work, o, registry.DigestOf(good(1)))
			kept, records := files(t, cache)
			if tt.want == "" {
				if err != nil || len(kept) != 1 || len(records) != 1 {
					t.Errorf("%v, kept %q and %q", err, kept, records)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) || errors.Is(err, registry.ErrInvalid) {
				t.Errorf("%v: want %q, and not ErrInvalid", err, tt.want)
			}
			if len(kept)+len(records) > 0 {
				t.Errorf("kept %q and %q", kept, records)
			}
		})
	}
}

func TestFolderThatCannotBeUsed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing here")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	write(t, file, nil)
	if _, err := guard.New(guard.Config{CacheDir: file}); err == nil || errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a file: %v", err)
	}
	if _, err := guard.New(guard.Config{CacheDir: filepath.Join(file, "below")}); err == nil || errors.Is(err, registry.ErrInvalid) {
		t.Errorf("below a file: %v", err)
	}
	open777 := filepath.Join(dir, "open")
	os.Mkdir(open777, 0o700)
	os.Chmod(open777, 0o777)
	if _, err := guard.New(guard.Config{CacheDir: open777}); err == nil || !strings.Contains(err.Error(), "mode 700") {
		t.Errorf("writable by others: %v", err)
	}
	// One that is changed while the guard is open.
	cache := filepath.Join(dir, "cache")
	g := open(t, guard.Config{CacheDir: cache})
	wantCall(t, g, 1)
	inner, _ := filepath.Glob(filepath.Join(cache, "wazero-*"))
	for _, d := range append(inner, cache) {
		os.Chmod(d, 0o770)
		if _, err := g.Ensure(t.Context(), good(1), 16); err == nil || !strings.Contains(err.Error(), "mode 700") || errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s became writable by others: %v", d, err)
		}
		os.Chmod(d, 0o700)
	}
	if os.Geteuid() != 0 {
		os.Chmod(cache, 0o500)
		if _, err := g.Ensure(t.Context(), good(2), 16); !errors.Is(err, os.ErrPermission) {
			t.Errorf("not writable: %v", err)
		}
		os.Chmod(cache, 0o700)
	}
	// One that was cleared away is made again.
	os.RemoveAll(cache)
	wantCall(t, g, 3)
}

func TestAbandonedWorkIsRemoved(t *testing.T) {
	dir := t.TempDir()
	g := open(t, guard.Config{CacheDir: dir})
	young, _, err := g.Work()
	if err != nil {
		t.Fatal(err)
	}
	old, _, err := g.Work()
	if err != nil {
		t.Fatal(err)
	}
	then := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(old, then, then); err != nil {
		t.Fatal(err)
	}
	again, err := guard.New(guard.Config{CacheDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close(context.Background())
	if _, err := os.Stat(young); err != nil {
		t.Error("work that may be under way was removed")
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("abandoned work is still there")
	}
	os.RemoveAll(young)
}
