package compat

import (
	"fmt"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// besideRules are about the contracts that a release brings beside its Book.
var besideRules = map[string]Rule{
	"NOV-0321": {
		Area: AreaABI, Kind: "contract-removed", Level: Major, Title: "contract removed",
		Why: "whoever calls it finds it in no release any more, and nobody is told what becomes of its state",
		Do:  "keep it, or publish a major version and say where its state goes",
		Example: Example{
			Before: "contracts:\n  - {name: Token, artifact: token.json, proxy: uups}",
			Fires:  "contracts: []",
			Quiet:  "contracts:\n  - {name: Token, artifact: token-2.json, proxy: uups}",
		},
	},
	"NOV-0322": {
		Area: AreaABI, Kind: "contract-added", Level: Minor, Title: "contract added",
		Why: "older releases do not have it", Do: "raise the minor version",
		Example: Example{
			Before: "contracts: []",
			Fires:  "contracts:\n  - {name: Token, artifact: token.json, proxy: uups}",
			Quiet:  "contracts: [] # and a command more",
		},
	},
	"NOV-0323": {
		Area: AreaStorage, Kind: "proxy-changed", Level: Unsafe, Title: "contract changed what it stands behind",
		Why: "the accounts on chain are of the kind that they were deployed as: code for another kind cannot be put there, or cannot be replaced afterwards",
		Do:  "keep the kind of proxy, or deploy the contract under another name and migrate the state",
		Example: Example{
			Before: "contracts:\n  - {name: Token, artifact: token.json, proxy: transparent}",
			Fires:  "contracts:\n  - {name: Token, artifact: token.json, proxy: uups}",
			Quiet:  "contracts:\n  - {name: Token, artifact: token-2.json, proxy: transparent}",
		},
	},
	"NOV-0324": {
		Area: AreaABI, Kind: "contract-code", Level: Patch, Title: "the code of a contract changed",
		Why: "what is on chain is to be replaced, or stays as it is when it is behind no proxy", Do: "raise the patch version",
		Example: Example{
			Before: "contracts:\n  - {name: Token, artifact: token.json, proxy: uups}",
			Fires:  "contracts:\n  - {name: Token, artifact: token-2.json, proxy: uups} # other code",
			Quiet:  "contracts:\n  - {name: Token, artifact: token-2.json, proxy: uups} # the same code from another folder",
		},
	},
}

// beside are the artefacts of the contracts beside a Book, by name.
type beside map[string]*artifact.Artifact

// readBeside reads them, as many at once as there are processors: it is most of
// the time that a comparison takes.
func readBeside(b *bundle.Bundle) (beside, error) {
	var read errgroup.Group
	read.SetLimit(runtime.GOMAXPROCS(0))
	var mu sync.Mutex // protects out
	out := beside{}
	for name, c := range b.Contracts {
		read.Go(func() error {
			a, err := artifact.Parse(c.Artifact)
			if err != nil {
				return fmt.Errorf("contract %s of %s: %w", name, b.Manifest.Ref(), err)
			}
			mu.Lock()
			defer mu.Unlock()
			out[name] = a
			return nil
		})
	}
	return out, read.Wait()
}

// compareBeside compares the contracts beside the Books of two releases. What
// stands behind a proxy must read the state that is there.
func compareBeside(from, to *side) ([]Finding, error) {
	var out []Finding
	before := map[string]registry.Contract{}
	for _, c := range from.Manifest.Contracts {
		before[c.Name] = c
	}
	for _, c := range to.Manifest.Contracts {
		was, ok := before[c.Name]
		delete(before, c.Name)
		if !ok {
			out = append(out, found("NOV-0322", "contract "+c.Name, "it was added"))
			// It has no state yet. Whether it may stand behind a proxy is asked
			// all the same: its first version decides for those that follow.
			added, err := compareOne(c, nil, to.beside[c.Name])
			if err != nil {
				return nil, err
			}
			out = append(out, added...)
			continue
		}
		changed, err := compareVersions(was, c, from.beside[c.Name], to.beside[c.Name])
		if err != nil {
			return nil, err
		}
		out = append(out, changed...)
	}
	for name := range before {
		out = append(out, found("NOV-0321", "contract "+name, "it was removed"))
	}
	return out, nil
}

// compareVersions compares two versions of one contract.
func compareVersions(was, is registry.Contract, old, next *artifact.Artifact) ([]Finding, error) {
	if was.Artifact.Digest == is.Artifact.Digest && was.Proxy == is.Proxy {
		return nil, nil
	}
	var out []Finding
	if string(old.Runtime.Object) != string(next.Runtime.Object) {
		out = append(out, found("NOV-0324", "contract "+is.Name, fmt.Sprintf("%d bytes became %d", len(old.Runtime.Object), len(next.Runtime.Object))))
	}
	if was.Proxy != is.Proxy {
		out = append(out, found("NOV-0323", "contract "+is.Name, fmt.Sprintf("%s became %s", kindOf(was.Proxy), kindOf(is.Proxy))))
	}
	changed, err := compareOne(is, old, next)
	return append(out, changed...), err
}

func kindOf(p registry.Proxy) string {
	if p == registry.NoProxy {
		return "no proxy"
	}
	return string(p)
}

// compareOne compares what of a contract matters: all of it behind a proxy, only
// the interface elsewhere. Old is nil for a new contract.
func compareOne(c registry.Contract, old, next *artifact.Artifact) ([]Finding, error) {
	opt := Options{Allow: c.Allow, Proxy: c.Proxy}
	switch {
	case c.Proxy == registry.NoProxy && old == nil:
		return nil, nil
	case c.Proxy == registry.NoProxy:
		opt.Only = []Area{AreaABI}
	case old == nil:
		opt.Only = []Area{AreaSafety}
	}
	out, err := CompareContracts(old, next, opt)
	for i := range out {
		out[i].Where = "contract " + c.Name + ": " + out[i].Where
	}
	return out, err
}
