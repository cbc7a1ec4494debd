package solc_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/solc"
	. "github.com/novation-dev/novation/contracts/solc/internal/solctest"
	"github.com/novation-dev/novation/registry"
)

// reporting is a compiler that reports a version.
func reporting(version string) []byte {
	m := Compiler(nil, echo)
	m.Data = version + "\x00"
	return m.Script(Plain, false)
}

func commit(version string) string { return version + "+commit.0c0ffee0.Emscripten.clang" }

func TestStore(t *testing.T) {
	s := &solc.Store{Dir: filepath.Join(t.TempDir(), "compilers")}
	if all, err := s.List(); err != nil || len(all) != 0 {
		t.Fatalf("an empty store: %v, %v", all, err)
	}
	for _, v := range []string{"0.8.20", "0.8.9", "0.8.26", "0.8.27-nightly.2024.8.1"} {
		i, err := s.Add(t.Context(), bytes.NewReader(reporting(commit(v))), "soljson-"+v+".js")
		if err != nil || i.Version != commit(v) {
			t.Fatalf("installing %s: %+v, %v", v, i, err)
		}
	}
	again, err := s.Add(t.Context(), bytes.NewReader(reporting(commit("0.8.9"))), "again")
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.List()
	if err != nil {
		t.Fatal(err)
	}
	var versions []string
	for _, i := range all {
		versions = append(versions, i.Version)
	}
	if diff := cmp.Diff([]string{commit("0.8.9"), commit("0.8.20"), commit("0.8.26"), commit("0.8.27-nightly.2024.8.1")}, versions); diff != "" {
		t.Error(diff)
	}
	for want, version := range map[string]string{
		"0.8.9":                   "0.8.9",
		"v0.8.20":                 "0.8.20",
		"^0.8.0":                  "0.8.26",
		">=0.8.0 <0.8.26":         "0.8.20",
		"0.8.20+commit.0c0ffee0":  "0.8.20",
		commit("0.8.26"):          "0.8.26",
		"0.8.27-nightly.2024.8.1": "0.8.27-nightly.2024.8.1",
		again.Digest.String():     "0.8.9",
		again.Digest.String()[:len("sha256:")+12]: "0.8.9",
	} {
		i, err := s.Find(want)
		if err != nil || i.Version != commit(version) {
			t.Errorf("finding %q: %q, %v; want %s", want, i.Version, err, version)
			continue
		}
		c, err := s.Load(t.Context(), i)
		if err != nil {
			t.Errorf("loading %q: %v", want, err)
			continue
		}
		if out, err := c.Compile(t.Context(), []byte("{}")); err != nil || string(out) != "{}" {
			t.Errorf("compiling with %q: %q, %v", want, out, err)
		}
		if err := c.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
	for want, condition := range map[string]error{
		"0.8.10": registry.ErrNotFound, "^0.9.0": registry.ErrNotFound, "sha256:00000000": registry.ErrNotFound,
		"sha256:00": registry.ErrInvalid, "newest": registry.ErrInvalid, "0.8.26+commit.00000000": registry.ErrNotFound,
	} {
		if _, err := s.Find(want); !errors.Is(err, condition) {
			t.Errorf("finding %q: %v, want %v", want, err, condition)
		}
	}
}

// What was changed in the folder is noticed.
func TestStoreDamaged(t *testing.T) {
	version := commit("0.8.20")
	for name, damage := range map[string]func(i solc.Installed, record string) error{
		"the compiler": func(i solc.Installed, _ string) error {
			b := reporting(version)
			b[len(b)-1] ^= 1
			return os.WriteFile(i.Path, b, 0o600)
		},
		"its end":         func(i solc.Installed, _ string) error { return os.Truncate(i.Path, 100) },
		"its absence":     func(i solc.Installed, _ string) error { return os.Remove(i.Path) },
		"the record":      func(_ solc.Installed, record string) error { return os.WriteFile(record, []byte("{"), 0o600) },
		"another version": func(i solc.Installed, record string) error { return rewrite(i, record, commit("0.8.21")) },
		"no version":      func(i solc.Installed, record string) error { return rewrite(i, record, "newest") },
	} {
		s := &solc.Store{Dir: t.TempDir()}
		i, err := s.Add(t.Context(), bytes.NewReader(reporting(version)), "x")
		if err != nil {
			t.Fatal(err)
		}
		if err := damage(i, strings.TrimSuffix(i.Path, ".js")+".json"); err != nil {
			t.Fatal(err)
		}
		found, err := s.Find("^0.8.0")
		if err == nil {
			_, err = s.Load(t.Context(), found)
		}
		if !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: got %v", name, err)
		}
		// Installing it again mends it.
		if _, err := s.Add(t.Context(), bytes.NewReader(reporting(version)), "x"); err != nil && name != "the compiler" && name != "another version" {
			t.Errorf("%s: installing again: %v", name, err)
		}
	}
}

func rewrite(i solc.Installed, record, version string) error {
	i.Version = version
	b, err := json.Marshal(i)
	if err != nil {
		return err
	}
	return os.WriteFile(record, b, 0o600)
}

// publish serves a list of compilers and their files.
func publish(t *testing.T, list string, files map[string][]byte) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/wasm/", func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/wasm/")
		b, ok := files[name]
		if name == "list.json" {
			b, ok = []byte(list), true
		}
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Write(b)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/wasm/"
}

func entry(version, prerelease, path string, b []byte) string {
	long := version + "+commit.0c0ffee0"
	if prerelease != "" {
		long = version + "-" + prerelease + "+commit.0c0ffee0"
	}
	d := registry.DigestOf(b)
	e, _ := json.Marshal(map[string]string{
		"path": path, "version": version, "prerelease": prerelease, "longVersion": long, "sha256": "0x" + hex.EncodeToString(d[:]),
	})
	return string(e)
}

func TestInstall(t *testing.T) {
	release, nightly, liar := reporting(commit("0.8.20")), reporting(commit("0.8.20-nightly.2023.5.1")), reporting(commit("0.7.5"))
	list := `{"builds":[` + strings.Join([]string{
		entry("0.8.20", "nightly.2023.5.1", "nightly.js", nightly),
		entry("0.8.20", "", "release.js", release),
		entry("0.8.7", "", "liar.js", liar),
		entry("0.8.8", "", "changed.js", release),
		entry("0.8.14", "", "changed.js", liar[1:]),
		entry("0.8.9", "", "missing.js", release[1:]),
		entry("0.8.10", "", "../release.js", liar),
		entry("0.8.11", "", "large.js", liar),
		`{"path":"release.js","version":"0.8.12","longVersion":"0.8.12+commit.0c0ffee0","sha256":"0x12"}`,
		entry("0.8.13", "", "a.js", release), entry("0.8.13", "", "b.js", release),
	}, ",") + `]}`
	s := &solc.Store{Dir: t.TempDir(), BaseURL: publish(t, list, map[string][]byte{
		"release.js": release, "nightly.js": nightly, "liar.js": liar, "changed.js": nightly, "large.js": make([]byte, 65<<20),
	})}
	for version, want := range map[string]string{
		"0.8.20": "0.8.20", "v0.8.20": "0.8.20", "0.8.20+commit.0c0ffee0": "0.8.20", "0.8.20-nightly.2023.5.1": "0.8.20-nightly.2023.5.1",
	} {
		if i, err := s.Install(t.Context(), version); err != nil || i.Version != commit(want) {
			t.Errorf("installing %s: %q, %v", version, i.Version, err)
		}
	}
	for version, want := range map[string]struct {
		condition error
		says      string
	}{
		"0.8.99": {registry.ErrNotFound, "no compiler"},
		"0.8.7":  {registry.ErrInvalid, "0.7.5"},
		"0.8.8":  {registry.ErrInvalid, "0.8.20"},
		"0.8.14": {registry.ErrInvalid, "digest"},
		"0.8.9":  {registry.ErrNotFound, "404"},
		"0.8.10": {registry.ErrInvalid, "name of a file"},
		"0.8.11": {registry.ErrInvalid, "more than"},
		"0.8.12": {registry.ErrInvalid, "digest"},
		"0.8.13": {registry.ErrInvalid, "in full"},
	} {
		if _, err := s.Install(t.Context(), version); !errors.Is(err, want.condition) || !strings.Contains(err.Error(), want.says) {
			t.Errorf("installing %s: %v; want %v that says %q", version, err, want.condition, want.says)
		}
	}
	if all, err := s.List(); err != nil || len(all) != 2 {
		t.Errorf("%d are installed, %v; want 2", len(all), err)
	}
}

func TestInstallFails(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	gone := server.URL
	server.Close()
	for name, test := range map[string]struct {
		base string
		want error
	}{
		"no network":   {gone, registry.ErrUnreachable},
		"no list":      {publish(t, "", nil) + "x", registry.ErrNotFound},
		"a bad list":   {publish(t, `{"builds":`, nil), registry.ErrInvalid},
		"a large list": {publish(t, strings.Repeat(" ", 9<<20), nil), registry.ErrInvalid},
		"no address":   {"http://\x00", registry.ErrInvalid},
	} {
		s := &solc.Store{Dir: t.TempDir(), BaseURL: test.base}
		if _, err := s.Install(t.Context(), "0.8.20"); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
	}
}
