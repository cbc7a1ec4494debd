package provenance_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/provenance"
)

func module(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("../../plugins/testdata/recap/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRead(t *testing.T) {
	c, err := provenance.Read(module(t, "go.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Languages) != 1 || c.Languages[0].Name != "Go" || !strings.HasPrefix(c.Languages[0].Version, "go1.") {
		t.Errorf("languages %v", c.Languages)
	}
	if len(c.Tools) != 1 || c.Tools[0].Name != "Go cmd/compile" {
		t.Errorf("tools %v", c.Tools)
	}
	if !strings.HasSuffix(c.Main, "/examples/recap/rules") || len(c.Packages) != 1 || c.Packages[0].Path != "github.com/novation-dev/novation/plugins/sdk" {
		t.Errorf("main %q, packages %v", c.Main, c.Packages)
	}
	if !slices.Contains(c.Settings, "GOOS=wasip1") {
		t.Errorf("settings %v", c.Settings)
	}
	// A module that tells nothing is not one without packages.
	c, err = provenance.Read(module(t, "c.wasm"))
	if err != nil || c.Main != "" || len(c.Languages) > 0 {
		t.Errorf("C: %+v, %v", c, err)
	}
	m := &registry.Manifest{Name: "recap", Version: "1.0.0"}
	if b, err := json.Marshal(provenance.BillOf(m, c)); err != nil || !bytes.Contains(b, []byte("unknown")) {
		t.Errorf("the bill of a silent module: %s, %v", b, err)
	}
}

// withSection appends a custom section.
func withSection(name string, body []byte) []byte {
	content := append([]byte{byte(len(name))}, name...)
	content = append(content, body...)
	return append([]byte("\x00asm\x01\x00\x00\x00\x00"+string(rune(len(content)))), content...)
}

func TestReadRefuses(t *testing.T) {
	for name, m := range map[string][]byte{
		"nothing":            nil,
		"no module":          []byte("hello"),
		"cut short":          withSection("producers", []byte{1, 8, 'l'}),
		"too many fields":    withSection("producers", []byte{0xff, 0xff, 3}),
		"a name too long":    withSection("producers", []byte{1, 0xff, 0xff, 3}),
		"bytes at the end":   withSection("producers", []byte{0, 0}),
		"no text":            withSection("producers", []byte{1, 1, 0xff, 0}),
		"no number":          withSection("producers", []byte{0x80}),
		"damaged build info": append(slices.Clone(withSection("x", nil)), damagedInfo()...),
	} {
		if c, err := provenance.Read(m); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %+v, %v", name, c, err)
		}
	}
}

// damagedInfo is a custom section with build information of Go that is none.
func damagedInfo() []byte {
	body := "\x01y\x30\x77\xaf\x0c\x92\x74\x08\x02\x41\xe1\xc1\x07\xe6\xd6\x18\xe6" + "dep\tx\n" + "\xf9\x32\x43\x31\x86\x18\x20\x72\x00\x82\x42\x10\x41\x16\xd8\xf2"
	return append([]byte{0, byte(len(body))}, body...)
}

func TestBillIsReproducible(t *testing.T) {
	wasm := module(t, "go.wasm")
	m := &registry.Manifest{Name: "recap", Version: "1.0.0", Rules: registry.BlobOf(wasm)}
	var last []byte
	for range 2 {
		c, err := provenance.Read(wasm)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(provenance.BillOf(m, c))
		if err != nil {
			t.Fatal(err)
		}
		if last != nil && !bytes.Equal(b, last) {
			t.Error("the same module gave another bill")
		}
		last = b
	}
	for _, want := range []string{`"bomFormat":"CycloneDX"`, `"rules.wasm"`, m.Rules.Digest.String()[7:], `"novation:language","value":"Go go1.`, `github.com/novation-dev/novation/plugins/sdk`} {
		if !bytes.Contains(last, []byte(want)) {
			t.Errorf("the bill has no %s:\n%s", want, last)
		}
	}
}

func TestOf(t *testing.T) {
	d := registry.DigestOf([]byte("sources"))
	m := &registry.Manifest{Name: "recap", Version: "1.0.0", HostABI: 1, Meter: 1}
	got := provenance.Of(m, provenance.Build{Toolchain: []string{"go1.26.8"}, Sources: d, Program: "v1"})
	want := provenance.Statement{
		BuildDefinition: provenance.Definition{
			BuildType: provenance.BuildType, ExternalParameters: provenance.Parameters{Name: "recap", Version: "1.0.0"},
			InternalParameters:   provenance.Internal{Toolchain: []string{"go1.26.8"}, Flags: []string{}, HostABI: 1, Meter: 1},
			ResolvedDependencies: []provenance.Resource{{Name: "sources", Digest: map[string]string{"sha256": d.String()[7:]}}},
		},
		RunDetails: provenance.Run{Builder: provenance.Builder{ID: "https://novation.dev/builder/publisher", Version: map[string]string{"novation": "v1"}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(withSection("producers", []byte{1, 8, 'l', 'a', 'n', 'g', 'u', 'a', 'g', 'e', 1, 1, 'C', 0}))
	f.Add(damagedInfo())
	f.Add(append(slices.Clone(withSection("x", nil)), damagedInfo()...))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := provenance.Read(b)
		if err != nil && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("an error of no kind: %v", err)
		}
		if err == nil {
			if _, err := json.Marshal(provenance.BillOf(&registry.Manifest{}, c)); err != nil {
				t.Error(err)
			}
		}
	})
}
