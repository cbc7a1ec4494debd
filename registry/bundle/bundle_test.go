package bundle_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

var update = flag.Bool("update", false, "write the golden files anew")

// publisher is the key of the golden file; other is another publisher.
var (
	publisher = bundle.NewKey([32]byte{1})
	other     = bundle.NewKey([32]byte{2})
)

// sample returns a small release without a signature.
func sample() *bundle.Bundle {
	b := &bundle.Bundle{
		Rules:      []byte("\x00asm\x01\x00\x00\x00"),
		Schema:     []byte("schema"),
		Artifact:   []byte(`{"abi":[]}`),
		References: map[string][]byte{"calendar": []byte("2026-01-01\n"), "quotes.csv": []byte("date,price\n")},
	}
	b.Manifest = registry.Manifest{
		Format: 1, Name: "crude-trade", Version: "1.0.0", StateSchema: 1, HostABI: 1, Meter: 1,
		Rules:  registry.BlobOf(b.Rules),
		Schema: registry.Schema{Blob: registry.BlobOf(b.Schema), State: "crude.v1.Trade", Command: "crude.v1.Command"},
		Book:   registry.Book{Artifact: registry.BlobOf(b.Artifact), CodeHash: "0x" + strings.Repeat("ab", 32)},
		References: []registry.Reference{
			{Name: "calendar", Blob: registry.BlobOf(b.References["calendar"])},
			{Name: "quotes.csv", Blob: registry.BlobOf(b.References["quotes.csv"])},
		},
	}
	return b
}

// warm gives b samples.
func warm(b *bundle.Bundle) *bundle.Bundle {
	b.Samples = []byte("samples")
	blob := registry.BlobOf(b.Samples)
	b.Manifest.Samples = &blob
	return b
}

// public gives b a token behind a proxy, matched with the chain, and a timelock.
func public(b *bundle.Bundle) *bundle.Bundle {
	token := bundle.Contract{Artifact: []byte(`{"name":"Token"}`), Match: []byte(`{"verdict":"exact"}`), Move: []byte(`{"drop":{}}`)}
	lock := bundle.Contract{Artifact: []byte(`{"name":"Timelock"}`)}
	b.Contracts = map[string]bundle.Contract{"Token": token, "Timelock": lock}
	match, move := registry.BlobOf(token.Match), registry.BlobOf(token.Move)
	b.Manifest.Contracts = []registry.Contract{
		{Name: "Timelock", Artifact: registry.BlobOf(lock.Artifact)},
		{Name: "Token", Artifact: registry.BlobOf(token.Artifact), Proxy: registry.UUPS, Match: &match, Move: &move},
	}
	return b
}

func setMatch(b *bundle.Bundle, name, match string) {
	c := b.Contracts[name]
	c.Match = []byte(match)
	b.Contracts[name] = c
}

func setMove(b *bundle.Bundle, name, move string) {
	c := b.Contracts[name]
	c.Move = []byte(move)
	b.Contracts[name] = c
}

func signed(t testing.TB, keys ...bundle.PrivateKey) *bundle.Bundle {
	t.Helper()
	b := sample()
	for _, k := range keys {
		if err := b.Sign(k); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func pack(t testing.TB, b *bundle.Bundle) []byte {
	t.Helper()
	file, err := bundle.Pack(b)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func digest(t testing.TB, b *bundle.Bundle) registry.Digest {
	t.Helper()
	d, err := b.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The file of a release, and with it its digest, may never change: members
// have approved it, and auditors will read it years later.
func TestGolden(t *testing.T) {
	const golden = "testdata/crude-trade-1.0.0.novation"
	got := pack(t, signed(t, publisher))
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("Pack gives other bytes than the golden file has")
	}
	b, err := bundle.Open(want)
	if err != nil {
		t.Fatal(err)
	}
	const release = "sha256:c1f67b80755b28be036561856dbfbc8865927bd6552bb82f488026a026178ddc"
	if d := digest(t, b); d.String() != release {
		t.Errorf("release digest %s, want %s", d, release)
	}
	if by, err := b.VerifySignature(publisher.Public()); err != nil || by != publisher.Public() {
		t.Errorf("VerifySignature = %v, %v", by, err)
	}
}

func TestRoundTrip(t *testing.T) {
	plain := sample()
	plain.Manifest.References, plain.References = []registry.Reference{}, nil
	same := sample() // two parts with the same bytes are one blob
	same.Schema = same.Rules
	same.Manifest.Schema.Blob = registry.BlobOf(same.Schema)
	warmed := warm(sample())
	for name, want := range map[string]*bundle.Bundle{
		"samples":        warmed,
		"contracts":      public(sample()),
		"everything":     public(warm(sample())),
		"no references":  plain,
		"unsigned":       sample(),
		"signed":         signed(t, publisher),
		"same bytes":     same,
		"two publishers": signed(t, publisher, other),
	} {
		t.Run(name, func(t *testing.T) {
			file := pack(t, want)
			got, err := bundle.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			if digest(t, got) != digest(t, want) {
				t.Error("another digest after packing and opening")
			}
			if !bytes.Equal(pack(t, got), file) {
				t.Error("packing again gives other bytes")
			}
			got.Signatures, want.Signatures = nil, nil
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("Open (-want +got):\n%s", diff)
			}
		})
	}
}

func TestOrderOfSignaturesDoesNotMatter(t *testing.T) {
	if !bytes.Equal(pack(t, signed(t, publisher, other)), pack(t, signed(t, other, publisher))) {
		t.Error("the order of signing shows in the file")
	}
	if !bytes.Equal(pack(t, signed(t, publisher, publisher)), pack(t, signed(t, publisher))) {
		t.Error("signing twice shows in the file")
	}
}

func TestDigestCoversEverythingButSignatures(t *testing.T) {
	want := digest(t, sample())
	if digest(t, signed(t, publisher, other)) != want {
		t.Error("a signature changed the release digest")
	}
	for name, change := range map[string]func(*bundle.Bundle){
		"version":   func(b *bundle.Bundle) { b.Manifest.Version = "1.0.1" },
		"limits":    func(b *bundle.Bundle) { b.Manifest.Limits.MemoryPages = 1 },
		"samples":   func(b *bundle.Bundle) { warm(b) },
		"contracts": func(b *bundle.Bundle) { public(b) },
		"rules": func(b *bundle.Bundle) {
			b.Rules = append(b.Rules, 0)
			b.Manifest.Rules = registry.BlobOf(b.Rules)
		},
		"reference": func(b *bundle.Bundle) {
			b.References["calendar"] = []byte("2026-01-02\n")
			b.Manifest.References[0].Blob = registry.BlobOf(b.References["calendar"])
		},
	} {
		b := sample()
		if change(b); digest(t, b) == want {
			t.Errorf("%s: the digest stayed the same", name)
		}
	}
	proxied := public(sample())
	proxied.Manifest.Contracts[1].Proxy = registry.Beacon
	if digest(t, proxied) == digest(t, public(sample())) {
		t.Error("proxy: the digest stayed the same")
	}
}

func TestPackRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*bundle.Bundle)
		want   error
	}{
		"other rules":       {func(b *bundle.Bundle) { b.Rules = []byte("x") }, registry.ErrRefused},
		"other schema":      {func(b *bundle.Bundle) { b.Schema = nil }, registry.ErrRefused},
		"other Book":        {func(b *bundle.Bundle) { b.Artifact = []byte("{}") }, registry.ErrRefused},
		"wrong size":        {func(b *bundle.Bundle) { b.Manifest.Rules.Size++ }, registry.ErrInvalid},
		"other reference":   {func(b *bundle.Bundle) { b.References["calendar"] = nil }, registry.ErrRefused},
		"no reference":      {func(b *bundle.Bundle) { delete(b.References, "calendar") }, registry.ErrInvalid},
		"unnamed reference": {func(b *bundle.Bundle) { b.References["more"] = nil }, registry.ErrInvalid},
		"other samples":     {func(b *bundle.Bundle) { warm(b).Samples = []byte("others!") }, registry.ErrRefused},
		"other contract":    {func(b *bundle.Bundle) { public(b).Contracts["Token"] = bundle.Contract{} }, registry.ErrRefused},
		"no contract":       {func(b *bundle.Bundle) { delete(public(b).Contracts, "Token") }, registry.ErrInvalid},
		"unnamed contract":  {func(b *bundle.Bundle) { public(b).Manifest.Contracts = b.Manifest.Contracts[:1] }, registry.ErrInvalid},
		"other match":       {func(b *bundle.Bundle) { setMatch(public(b), "Token", `{"verdict":"match"}`) }, registry.ErrRefused},
		"unnamed match":     {func(b *bundle.Bundle) { setMatch(public(b), "Timelock", "{}") }, registry.ErrInvalid},
		"other move":        {func(b *bundle.Bundle) { setMove(public(b), "Token", `{}`) }, registry.ErrRefused},
		"unnamed move":      {func(b *bundle.Bundle) { setMove(public(b), "Timelock", "{}") }, registry.ErrInvalid},
		"unnamed samples":   {func(b *bundle.Bundle) { b.Samples = []byte("samples") }, registry.ErrInvalid},
		"bad manifest":      {func(b *bundle.Bundle) { b.Manifest.Name = "" }, registry.ErrInvalid},
		"not a signature":   {func(b *bundle.Bundle) { b.Signatures = [][]byte{[]byte("{}")} }, bundle.ErrMalformed},
		"signed twice": {func(b *bundle.Bundle) {
			b.Signatures = append(b.Signatures, b.Signatures[0])
		}, bundle.ErrMalformed},
		"signature of another release": {func(b *bundle.Bundle) { b.Manifest.Version = "1.0.1" }, bundle.ErrSignature},
		"too large": {func(b *bundle.Bundle) {
			b.Rules = make([]byte, bundle.MaxSize)
			b.Manifest.Rules = registry.BlobOf(b.Rules)
			b.Signatures = nil
		}, bundle.ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			b := signed(t, publisher)
			tt.change(b)
			if _, err := bundle.Pack(b); !errors.Is(err, tt.want) {
				t.Errorf("Pack = %v, want %v", err, tt.want)
			}
		})
	}
}
