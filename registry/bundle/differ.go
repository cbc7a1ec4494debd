package bundle

import (
	"bytes"
	"maps"
	"slices"

	"github.com/novation-dev/novation/registry"
)

// A Difference is a layer in which two releases differ. A digest is zero where a
// release does not have the layer.
type Difference struct {
	// Layer is "rules.wasm", "references/calendar" and so on, as the layers are
	// titled, or "manifest" when everything else is equal.
	Layer string          `json:"layer"`
	Want  registry.Digest `json:"want"`
	Got   registry.Digest `json:"got"`
}

// Differences returns where two releases differ, in the order of the layers'
// names, and nothing when they have the same digest. Signatures do not count.
func Differences(want, got *Bundle) []Difference {
	out := []Difference{}
	a, b := want.layers(), got.layers()
	names := slices.Sorted(maps.Keys(a))
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		if a[name] != b[name] {
			out = append(out, Difference{name, a[name], b[name]})
		}
	}
	if x, y := want.Manifest.Encode(), got.Manifest.Encode(); len(out) == 0 && !bytes.Equal(x, y) {
		out = append(out, Difference{"manifest", registry.DigestOf(x), registry.DigestOf(y)})
	}
	return out
}

// layers returns the digests of the parts by their titles.
func (b *Bundle) layers() map[string]registry.Digest {
	out := map[string]registry.Digest{
		"rules.wasm": registry.DigestOf(b.Rules), "schema.binpb": registry.DigestOf(b.Schema), "book.json": registry.DigestOf(b.Artifact),
	}
	for name, data := range b.References {
		out["references/"+name] = registry.DigestOf(data)
	}
	if b.Manifest.Samples != nil {
		out["samples.binpb"] = registry.DigestOf(b.Samples)
	}
	for name, c := range b.Contracts {
		for suffix, data := range map[string][]byte{".json": c.Artifact, ".match.json": c.Match, ".move.json": c.Move} {
			if data != nil {
				out["contracts/"+name+suffix] = registry.DigestOf(data)
			}
		}
	}
	return out
}
