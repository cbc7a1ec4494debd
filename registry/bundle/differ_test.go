package bundle_test

import (
	"testing"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

func TestDifferences(t *testing.T) {
	for want, change := range map[string]func(*bundle.Bundle){
		"":                    func(b *bundle.Bundle) { b.Signatures = [][]byte{{}} },
		"rules.wasm":          func(b *bundle.Bundle) { b.Rules = []byte("x") },
		"schema.binpb":        func(b *bundle.Bundle) { b.Schema = nil },
		"book.json":           func(b *bundle.Bundle) { b.Artifact = nil },
		"references/calendar": func(b *bundle.Bundle) { delete(b.References, "calendar") },
		"references/new":      func(b *bundle.Bundle) { b.References["new"] = []byte{} },
		"samples.binpb":       func(b *bundle.Bundle) { b.Samples = nil },
		"contracts/Token.json": func(b *bundle.Bundle) {
			b.Contracts["Token"] = bundle.Contract{Match: b.Contracts["Token"].Match, Move: b.Contracts["Token"].Move}
		},
		"contracts/Token.move.json": func(b *bundle.Bundle) { setMove(b, "Token", "{}") },
		"manifest":                  func(b *bundle.Bundle) { b.Manifest.Limits.Gas = 5 },
	} {
		a, b := public(warm(sample())), public(warm(sample()))
		change(b)
		got := bundle.Differences(a, b)
		switch {
		case want == "" && len(got) == 0:
		case len(got) != 1 || got[0].Layer != want || got[0].Want == got[0].Got:
			t.Errorf("%q: %+v", want, got)
		}
		if want == "references/new" && got[0].Want != (registry.Digest{}) {
			t.Errorf("a layer that was not there: %+v", got)
		}
	}
}
