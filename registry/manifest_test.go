package registry_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/registry"
)

// sample is the manifest of the golden file. The file may never change: old
// releases must stay readable, and their digests the same.
func sample() *registry.Manifest {
	return &registry.Manifest{
		Format: 1, Name: "crude-trade", Version: "2.0.0", StateSchema: 2, HostABI: 1, Meter: 1,
		Rules: registry.BlobOf([]byte("rules")),
		Schema: registry.Schema{
			Blob:  registry.BlobOf([]byte("schema")),
			State: "crude.v2.Trade", Command: "crude.v2.Command",
		},
		Book: registry.Book{
			Artifact: registry.BlobOf([]byte("book")),
			CodeHash: "0x" + strings.Repeat("ab", 32),
		},
		Conversion: &registry.Conversion{From: 1, Down: true},
		References: []registry.Reference{
			{Name: "calendar", Blob: registry.BlobOf([]byte("2026"))},
			{Name: "quotes.csv", Blob: registry.BlobOf(nil)},
		},
		Limits: registry.Limits{MemoryPages: 1024, ReplyBytes: 1 << 20},
	}
}

// public gives m a timelock and a token behind a proxy.
func public(m *registry.Manifest) []registry.Contract {
	match := registry.BlobOf([]byte("{}"))
	m.Contracts = []registry.Contract{
		{Name: "Timelock", Artifact: registry.BlobOf([]byte("timelock"))},
		{Name: "Token", Artifact: registry.BlobOf([]byte("token")), Proxy: registry.UUPS, Allow: []string{"delegatecall: the target is fixed"}, Match: &match},
	}
	return m.Contracts
}

func TestManifestWithContracts(t *testing.T) {
	want := sample()
	public(want)
	got, err := registry.ParseManifest(want.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ParseManifest (-want +got):\n%s", diff)
	}
}

func TestManifestGolden(t *testing.T) {
	want, err := os.ReadFile("testdata/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(sample().Encode())); diff != "" {
		t.Errorf("the encoding changed, so every release digest would (-golden +got):\n%s", diff)
	}
	got, err := registry.ParseManifest(want)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sample(), got); diff != "" {
		t.Errorf("ParseManifest (-want +got):\n%s", diff)
	}
}

func TestCheckRefuses(t *testing.T) {
	zero := registry.Digest{}
	for name, change := range map[string]func(*registry.Manifest){
		"format":                   func(m *registry.Manifest) { m.Format = 2 },
		"name":                     func(m *registry.Manifest) { m.Name = "Crude" },
		"name with a Cyrillic c":   func(m *registry.Manifest) { m.Name = "\u0441rude-trade" },
		"name in full width":       func(m *registry.Manifest) { m.Name = "\uff43rude-trade" },
		"name with a combining":    func(m *registry.Manifest) { m.Name = "cr\u0075\u0308de" },
		"name with a joiner":       func(m *registry.Manifest) { m.Name = "crude\u200d-trade" },
		"name with a path":         func(m *registry.Manifest) { m.Name = "../crude-trade" },
		"contract in Unicode":      func(m *registry.Manifest) { public(m)[1].Name = "T\u043eken" },
		"contract by case":         func(m *registry.Manifest) { c := public(m); c[0].Name, c[1].Name = "TOKEN", "Token" },
		"reference by case":        func(m *registry.Manifest) { m.References[0].Name = "Quotes.csv" },
		"dates that say nothing":   func(m *registry.Manifest) { m.Dates = &registry.Dates{} },
		"cutoff after sunset":      func(m *registry.Manifest) { m.Dates = &registry.Dates{Cutoff: 2, Sunset: 1} },
		"negative cutoff":          func(m *registry.Manifest) { m.Dates = &registry.Dates{Cutoff: -1} },
		"name with two hyphens":    func(m *registry.Manifest) { m.Name = "a--b" },
		"long name":                func(m *registry.Manifest) { m.Name = strings.Repeat("a", 65) },
		"version with v":           func(m *registry.Manifest) { m.Version = "v2.0.0" },
		"short version":            func(m *registry.Manifest) { m.Version = "2.0" },
		"build metadata":           func(m *registry.Manifest) { m.Version = "2.0.0+x" },
		"state schema":             func(m *registry.Manifest) { m.StateSchema = 0 },
		"host ABI":                 func(m *registry.Manifest) { m.HostABI = 2 },
		"no meter":                 func(m *registry.Manifest) { m.Meter = 0 },
		"meter to come":            func(m *registry.Manifest) { m.Meter = 2 },
		"gas":                      func(m *registry.Manifest) { m.Limits.Gas = registry.MaxGas + 1 },
		"depth":                    func(m *registry.Manifest) { m.Limits.Depth = registry.MaxDepth + 1 },
		"samples of no size":       func(m *registry.Manifest) { m.Samples = &registry.Blob{Digest: m.Rules.Digest} },
		"samples without digest":   func(m *registry.Manifest) { m.Samples = &registry.Blob{Size: 1} },
		"rules digest":             func(m *registry.Manifest) { m.Rules.Digest = zero },
		"rules size":               func(m *registry.Manifest) { m.Rules.Size = 0 },
		"state name":               func(m *registry.Manifest) { m.Schema.State = "" },
		"short code hash":          func(m *registry.Manifest) { m.Book.CodeHash = "0x00" },
		"code hash in capitals":    func(m *registry.Manifest) { m.Book.CodeHash = "0x" + strings.Repeat("AB", 32) },
		"code hash not hex":        func(m *registry.Manifest) { m.Book.CodeHash = "0x" + strings.Repeat("zz", 32) },
		"conversion from itself":   func(m *registry.Manifest) { m.Conversion.From = 2 },
		"reference order":          func(m *registry.Manifest) { m.References[0].Name = "z" },
		"reference twice":          func(m *registry.Manifest) { m.References[0].Name = "quotes.csv" },
		"reference outside folder": func(m *registry.Manifest) { m.References[0].Name = "../calendar" },
		"reference digest":         func(m *registry.Manifest) { m.References[0].Digest = zero },
		"reference size":           func(m *registry.Manifest) { m.References[0].Size = -1 },
		"contract name":            func(m *registry.Manifest) { public(m)[0].Name = "../Token" },
		"long contract name":       func(m *registry.Manifest) { public(m)[1].Name = strings.Repeat("t", 65) },
		"contract twice":           func(m *registry.Manifest) { public(m)[1].Name = "Timelock" },
		"contract order":           func(m *registry.Manifest) { public(m)[0].Name = "Zebra" },
		"contract of no size":      func(m *registry.Manifest) { public(m)[0].Artifact.Size = 0 },
		"contract without digest":  func(m *registry.Manifest) { public(m)[0].Artifact.Digest = zero },
		"proxy":                    func(m *registry.Manifest) { public(m)[1].Proxy = "diamond" },
		"allowed for no reason":    func(m *registry.Manifest) { public(m)[1].Allow = []string{"delegatecall: "} },
		"match of no size":         func(m *registry.Manifest) { public(m)[1].Match = &registry.Blob{Digest: m.Rules.Digest} },
		"move without digest":      func(m *registry.Manifest) { public(m)[1].Move = &registry.Blob{Size: 1} },
	} {
		t.Run(name, func(t *testing.T) {
			m := sample()
			change(m)
			if err := m.Check(); !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("Check = %v, want ErrInvalid", err)
			}
			if _, err := registry.ParseManifest(m.Encode()); err == nil {
				t.Error("ParseManifest accepted it")
			}
		})
	}
}

func TestParseManifestRefusesOtherForms(t *testing.T) {
	good := string(sample().Encode())
	for name, b := range map[string]string{
		"empty":           "",
		"not JSON":        "release",
		"array":           "[]",
		"space":           strings.Replace(good, ":", ": ", 1),
		"newline":         good + "\n",
		"two":             good + good,
		"unknown field":   strings.Replace(good, "{", `{"x":1,`, 1),
		"repeated field":  strings.Replace(good, "{", `{"format":1,`, 1),
		"capital key":     strings.Replace(good, `"format"`, `"Format"`, 1),
		"wrong type":      strings.Replace(good, `"format":1`, `"format":"1"`, 1),
		"null references": strings.Replace(good, good[strings.Index(good, `"references":`):strings.Index(good, `,"limits"`)], `"references":null`, 1),
		"escaped letter":  strings.Replace(good, "crude-trade", `\u0063rude-trade`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := registry.ParseManifest([]byte(b)); !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("ParseManifest(%s) = %v, want ErrInvalid", b, err)
			}
		})
	}
}

func FuzzParseManifest(f *testing.F) {
	f.Add(sample().Encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := registry.ParseManifest(b)
		if err == nil && string(m.Encode()) != string(b) {
			t.Errorf("accepted %q, which is written %q", b, m.Encode())
		}
	})
}
