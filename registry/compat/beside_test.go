package compat_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/compat"
)

// rulesModule returns a module of rules that does nothing, and says of itself
// what the rules about modules look at.
func rulesModule(buffer uint32, wasi, check bool) string {
	section := func(id byte, content ...byte) []byte { return append([]byte{id, byte(len(content))}, content...) }
	name := func(s string) []byte { return append([]byte{byte(len(s))}, s...) }
	out := append(wasm.Header(), section(1, 2, 0x60, 1, 0x7f, 1, 0x7e, 0x60, 1, 0x7f, 0)...)
	index := byte(0)
	if wasi {
		out = append(out, section(2, slices.Concat([]byte{1}, name(abi.WASI), name("proc_exit"), []byte{0, 1})...)...)
		index = 1
	}
	out = append(out, section(3, 1, 0)...)
	if check {
		out = append(out, section(7, slices.Concat([]byte{1}, name(string(abi.Check)), []byte{0, index})...)...)
	}
	out = append(out, section(10, 1, 4, 0, 0x42, 0, 0x0b)...)
	out, err := abi.AppendSection(out, abi.Section{Version: abi.Version, Descriptor: registry.DigestOf(nil), Buffer: buffer, MemoryPages: 1})
	if err != nil {
		panic(err)
	}
	return string(out)
}

// ledger is the contract that every draft has beside its Book.
const ledger = "Ledger"

// beside gives a draft a contract with one of the artefacts that there are.
func beside(name, artefact string, proxy registry.Proxy, allow ...string) trial {
	return func(d *draft) {
		c := bundle.Contract{Artifact: contracts.Files()[artefact]}
		d.contracts[name] = c
		d.manifest.Contracts = slices.DeleteFunc(slices.Clone(d.manifest.Contracts), func(c registry.Contract) bool { return c.Name == name })
		d.manifest.Contracts = append(d.manifest.Contracts, registry.Contract{Name: name, Artifact: registry.BlobOf(c.Artifact), Proxy: proxy, Allow: allow})
		slices.SortFunc(d.manifest.Contracts, func(a, b registry.Contract) int { return strings.Compare(a.Name, b.Name) })
	}
}

func withoutLedger(d *draft) {
	delete(d.contracts, ledger)
	d.manifest.Contracts = nil
}

// What stands behind a proxy is compared in full, anything else by its
// interface; allowances of the release count.
func TestBeside(t *testing.T) {
	proxied, other := newDraft(), newDraft()
	beside(ledger, "Book", registry.Transparent)(proxied)
	findings := func(from, to *draft) map[string]compat.Level {
		t.Helper()
		all, err := compat.Compare(from.build(t), to.build(t))
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]compat.Level{}
		for _, f := range all {
			if !strings.HasPrefix(f.Where, "contract "+ledger) {
				t.Errorf("a finding at %q", f.Where)
			}
			out[f.Kind] = max(out[f.Kind], f.Level)
		}
		return out
	}
	beside(ledger, "Consortium", registry.NoProxy)(other)
	if got := findings(newDraft(), other); got["function-removed"] != compat.Major || got["delete"] != 0 || got["constructor"] != 0 {
		t.Errorf("without a proxy: %v", got)
	}
	beside(ledger, "Consortium", registry.Transparent)(other)
	got := findings(proxied, other)
	if got["function-removed"] != compat.Major || got["constructor"] != compat.Unsafe || !slices.ContainsFunc([]string{"replace", "typechange", "insert", "rename"}, func(k string) bool { return got[k] == compat.Unsafe }) {
		t.Errorf("behind a proxy: %v", got)
	}
	beside(ledger, "Consortium", registry.Transparent, "constructor: it only sets what a proxy sets again")(other)
	if got := findings(proxied, other); got["constructor"] != compat.None {
		t.Errorf("with the constructor allowed: %v", got)
	}
	if got := findings(proxied, proxied); len(got) > 0 {
		t.Errorf("the same contract: %v", got)
	}
}

// A contract that cannot be read is an error, and never fine.
func TestBesideRefuses(t *testing.T) {
	b := newDraft().build(t)
	bad := newDraft().build(t)
	bad.Contracts = map[string]bundle.Contract{ledger: {Artifact: []byte("{}")}}
	for name, pair := range map[string][2]*bundle.Bundle{"old": {bad, b}, "new": {b, bad}} {
		if _, err := compat.Compare(pair[0], pair[1]); err == nil || !strings.Contains(err.Error(), ledger) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A contract and a library that it uses may each declare an event or an error of
// one signature; the compiler lists both.
func TestDeclaredTwice(t *testing.T) {
	two := func(first, second bool) *draft {
		d := newDraft()
		for _, i := range []bool{first, second} {
			d.abi = append(d.abi,
				map[string]any{"type": "event", "name": "Moved", "inputs": []map[string]any{{"name": "id", "type": "bytes32", "indexed": i}}},
				map[string]any{"type": "error", "name": "Late", "inputs": params("uint64 by")})
		}
		return d
	}
	for name, tt := range map[string]struct {
		from, to *draft
		want     bool
	}{
		"the same":            {two(true, false), two(true, false), false},
		"in another order":    {two(true, false), two(false, true), false},
		"one changed":         {two(true, false), two(true, true), true},
		"two that are one":    {two(true, true), two(true, true), false},
		"the one became both": {two(true, true), two(true, false), true},
	} {
		found, err := compat.Compare(tt.from.build(t), tt.to.build(t))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if (len(found) > 0) != tt.want {
			t.Errorf("%s: %+v", name, found)
		}
	}
	d := newDraft()
	d.abi = append(d.abi, d.member("function", "record"))
	if _, err := compat.Compare(d.build(t), d.build(t)); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("a function twice: %v", err)
	}
}
