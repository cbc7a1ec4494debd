package compat_test

import (
	"fmt"
	"testing"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/compat"
)

// crowd is a release with many contracts behind proxies, none of which has the
// bytes that it has in another version: a comment changed in each.
func crowd(b *testing.B, version string, count int) *bundle.Bundle {
	b.Helper()
	d := newDraft()
	withoutLedger(d)
	d.manifest.Version = version
	for i := range count {
		name := fmt.Sprintf("Contract%02d", i)
		a, err := artifact.Parse(contracts.Files()[[]string{"Book", "Consortium"}[i%2]])
		if err != nil {
			b.Fatal(err)
		}
		a.Sources[a.Source] = registry.DigestOf([]byte(version + name))
		file, err := a.Encode()
		if err != nil {
			b.Fatal(err)
		}
		d.contracts[name] = bundle.Contract{Artifact: file}
		d.manifest.Contracts = append(d.manifest.Contracts, registry.Contract{Name: name, Artifact: registry.BlobOf(file), Proxy: registry.Transparent})
	}
	return d.build(b)
}

// BenchmarkSteps checks a release against those that are in use: how the time
// grows with contracts and with releases.
//
//	go test ./registry/compat -run '^$' -bench Steps
func BenchmarkSteps(b *testing.B) {
	for _, size := range []struct{ contracts, releases int }{{1, 1}, {12, 1}, {48, 1}, {48, 5}, {48, 10}} {
		b.Run(fmt.Sprintf("contracts=%d/releases=%d", size.contracts, size.releases), func(b *testing.B) {
			var from []*bundle.Bundle
			for i := range size.releases {
				from = append(from, crowd(b, fmt.Sprintf("1.%d.0", i), size.contracts))
			}
			to := crowd(b, "2.0.0", size.contracts)
			b.ReportAllocs()
			for b.Loop() {
				steps, err := compat.Steps(to, from...)
				if err != nil || len(steps) != size.releases || len(steps[0].Findings) < size.contracts {
					b.Fatalf("%d steps, %v", len(steps), err)
				}
			}
		})
	}
}
