package keys_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/registry"
)

var cheap = keys.Config{Passphrase: "correct horse", Light: true}

func create(t *testing.T) *keys.Keys {
	t.Helper()
	k, err := keys.Create(filepath.Join(t.TempDir(), "keys"), cheap)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestCreateAndOpen(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "pod", "keys")
	made, err := keys.Create(dir, cheap)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := keys.Open(dir, cheap.Passphrase)
	if err != nil {
		t.Fatal(err)
	}
	same := made.Pod() == opened.Pod() && made.PodPublic() == opened.PodPublic() &&
		made.PodKey().Equal(opened.PodKey()) && made.Exchange().Equal(opened.Exchange())
	if !same {
		t.Errorf("opened %v, made %v", opened, made)
	}
	modes := map[string]fs.FileMode{}
	err = filepath.WalkDir(filepath.Dir(dir), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		fi, err := d.Info()
		rel, _ := filepath.Rel(parent, path)
		modes[rel] = fi.Mode().Perm()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]fs.FileMode{
		"pod": 0o700, "pod/keys": 0o700,
		"pod/keys/approval.json": 0o600, "pod/keys/pod.json": 0o600, "pod/keys/exchange.json": 0o600,
	}
	if diff := cmp.Diff(want, modes); diff != "" {
		t.Error(diff)
	}
}

// TestCost looks at the cost alone: paying the standard one takes a minute
// under the race detector.
func TestCost(t *testing.T) {
	if n, p := keys.Cost(keys.Config{}); n != 1<<18 || p != 1 {
		t.Errorf("the standard cost is n = %d, p = %d", n, p)
	}
	if n, p := keys.Cost(keys.Config{Light: true}); n != 1<<10 || p != 1 {
		t.Errorf("the light cost is n = %d, p = %d", n, p)
	}
}

func TestWrongPassphrase(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	if _, err := keys.Create(dir, cheap); err != nil {
		t.Fatal(err)
	}
	for _, passphrase := range []string{"", "correct hors", "correct horse "} {
		k, err := keys.Open(dir, passphrase)
		if !errors.Is(err, registry.ErrNotAllowed) || k != nil || !strings.Contains(err.Error(), "passphrase") {
			t.Errorf("Open with %q = %v, %v", passphrase, k, err)
		}
	}
}

func TestCreateRefuses(t *testing.T) {
	parent := t.TempDir()
	taken := filepath.Join(parent, "taken")
	if _, err := keys.Create(taken, cheap); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(taken, "pod.json"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(parent, "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{taken, file} {
		if _, err := keys.Create(dir, cheap); !errors.Is(err, registry.ErrConflict) {
			t.Errorf("Create over %s: %v", dir, err)
		}
	}
	after, err := os.ReadFile(filepath.Join(taken, "pod.json"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error("keys were overwritten:", diff)
	}
	if _, err := keys.Create(filepath.Join(parent, "new"), keys.Config{Light: true}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("Create without a passphrase: %v", err)
	}
	empty := filepath.Join(parent, "empty")
	if err := os.Mkdir(empty, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := keys.Create(empty, cheap); err != nil {
		t.Errorf("Create in an empty directory: %v", err)
	}
}

// TestOneCreateWins has many make keys at one place.
func TestOneCreateWins(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	var (
		wg   sync.WaitGroup
		made [8]*keys.Keys
	)
	for i := range made {
		wg.Go(func() {
			k, err := keys.Create(dir, cheap)
			if err != nil && !errors.Is(err, registry.ErrConflict) {
				t.Error(err)
			}
			made[i] = k
		})
	}
	wg.Wait()
	opened, err := keys.Open(dir, cheap.Passphrase)
	if err != nil {
		t.Fatal(err)
	}
	winners := 0
	for _, k := range made {
		if k != nil {
			winners++
			if k.Pod() != opened.Pod() {
				t.Errorf("%v believes that it made the keys, which are %v", k, opened)
			}
		}
	}
	if winners != 1 {
		t.Errorf("%d made keys at the same place", winners)
	}
}

func TestFailedCreateLeavesNothing(t *testing.T) {
	parent := t.TempDir()
	if err := keys.GenerateAndDie(filepath.Join(parent, "keys"), cheap); err == nil {
		t.Fatal("writing a file into a directory that is not there did not fail")
	}
	entries, err := os.ReadDir(parent)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 0 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestOpenRefuses(t *testing.T) {
	good := filepath.Join(t.TempDir(), "keys")
	if _, err := keys.Create(good, cheap); err != nil {
		t.Fatal(err)
	}
	if _, err := keys.Open(filepath.Join(good, "none"), "x"); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("Open of nothing: %v", err)
	}
	for _, file := range []string{"approval.json", "pod.json", "exchange.json"} {
		b, err := os.ReadFile(filepath.Join(good, file))
		if err != nil {
			t.Fatal(err)
		}
		for name, change := range map[string]func(map[string]any){
			"huge n":        func(f map[string]any) { kdf(f)["n"] = 1 << 30 },
			"odd n":         func(f map[string]any) { kdf(f)["n"] = 1000 },
			"n is text":     func(f map[string]any) { kdf(f)["n"] = "1024" },
			"huge p":        func(f map[string]any) { kdf(f)["p"] = 1 << 20 },
			"other r":       func(f map[string]any) { kdf(f)["r"] = 1 << 20 },
			"short key":     func(f map[string]any) { kdf(f)["dklen"] = 8 },
			"no salt":       func(f map[string]any) { delete(kdf(f), "salt") },
			"salt a number": func(f map[string]any) { kdf(f)["salt"] = 5 },
			"no parameters": func(f map[string]any) { crypt(f)["kdfparams"] = nil },
			"other kdf":     func(f map[string]any) { crypt(f)["kdf"] = "pbkdf2" },
			"other cipher":  func(f map[string]any) { crypt(f)["cipher"] = "aes-256-cbc" },
			"short iv":      func(f map[string]any) { crypt(f)["cipherparams"] = map[string]any{"iv": "00"} },
			"short text":    func(f map[string]any) { crypt(f)["ciphertext"] = "00" },
			"no mac":        func(f map[string]any) { crypt(f)["mac"] = "" },
			"other version": func(f map[string]any) { f["version"], f["kind"] = 1, "other" },
			"old version":   func(f map[string]any) { f["version"], f["kind"] = "1", "other" },
			"other public":  func(f map[string]any) { f["public"], f["address"] = "00", "00" },
			"no contents":   func(f map[string]any) { delete(f, "crypto") },
		} {
			var f map[string]any
			if err := json.Unmarshal(b, &f); err != nil {
				t.Fatal(err)
			}
			change(f)
			bad, err := json.Marshal(f)
			if err != nil {
				t.Fatal(err)
			}
			openChanged(t, good, file, name, bad)
		}
		for _, text := range []string{"", "{}", "[]", "null", "{", strings.Repeat(" ", 20000)} {
			openChanged(t, good, file, "text "+text[:min(len(text), 4)], []byte(text))
		}
	}
}

// TestApprovalKeyElsewhere opens a pod's keys without the approval key, and the
// approval key where it was moved to.
func TestApprovalKeyElsewhere(t *testing.T) {
	dir, stick := filepath.Join(t.TempDir(), "keys"), filepath.Join(t.TempDir(), "approval.json")
	made, err := keys.Create(dir, cheap)
	if err != nil {
		t.Fatal(err)
	}
	approval, err := keys.OpenApproval(dir, cheap.Passphrase)
	if err != nil {
		t.Fatal(err)
	}
	if approval.Equal(made.PodKey()) {
		t.Error("one key for both purposes")
	}
	if err := os.Rename(filepath.Join(dir, "approval.json"), stick); err != nil {
		t.Fatal(err)
	}
	if k, err := keys.Open(dir, cheap.Passphrase); err != nil || k.Pod() != made.Pod() {
		t.Errorf("Open without the approval key = %v, %v", k, err)
	}
	if _, err := keys.OpenApproval(dir, cheap.Passphrase); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("OpenApproval without the approval key: %v", err)
	}
	if moved, err := keys.ReadKeystore(stick, cheap.Passphrase); err != nil || !moved.Equal(approval) {
		t.Errorf("ReadKeystore = %v, %v", moved, err)
	}
	if _, err := keys.ReadKeystore(stick, "wrong"); !errors.Is(err, registry.ErrNotAllowed) {
		t.Errorf("ReadKeystore with a wrong passphrase: %v", err)
	}
}

func crypt(f map[string]any) map[string]any { return f["crypto"].(map[string]any) }

func kdf(f map[string]any) map[string]any { return crypt(f)["kdfparams"].(map[string]any) }

// openChanged opens a copy of the good directory with one file replaced.
func openChanged(t *testing.T, good, file, name string, content []byte) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(good)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, file), content, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := keys.Open(dir, cheap.Passphrase)
	if file == "approval.json" {
		_, err = keys.OpenApproval(dir, cheap.Passphrase)
	}
	if !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("%s, %s: %v", file, name, err)
	}
}
