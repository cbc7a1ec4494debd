package contracts_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
)

// embedded are our contracts; those that run in the storage of a proxy have
// immutables.
var embedded = map[string]*artifact.Artifact{
	"Book": contracts.Book(), "Consortium": contracts.Consortium(), "Migration": contracts.Migration(),
	"StandIn": contracts.StandIn(), "Gate": contracts.Gate(),
	"ERC1967Proxy": contracts.ERC1967Proxy(), "TransparentUpgradeableProxy": contracts.TransparentProxy(),
}

func TestEmbedded(t *testing.T) {
	filled := map[string]bool{"StandIn": true, "Gate": true, "TransparentUpgradeableProxy": true}
	hashes := map[[32]byte]string{}
	for name, a := range embedded {
		creation, runtime := a.Creation.Object, a.Runtime.Object
		if a.Name != name || len(creation) <= len(runtime) || !strings.HasPrefix(a.Compiler, "0.8.") {
			t.Errorf("%s: name %q, compiler %q, %d and %d bytes of code", name, a.Name, a.Compiler, len(creation), len(runtime))
		}
		if !bytes.Contains(creation, runtime) {
			t.Errorf("%s: the creation code does not hold the runtime code", name)
		}
		if err := a.Complete(); err != nil {
			t.Error(err)
		}
		// What is deployed is equal to the artefact, byte for byte, or but for
		// immutables.
		if !filled[name] && !a.Matches(runtime) || len(a.Runtime.Links) > 0 || filled[name] != (len(a.Immutables) > 0) {
			t.Errorf("%s has %d immutables, %d libraries", name, len(a.Immutables), len(a.Runtime.Links))
		}
		// What runs in the storage of a proxy has none of its own.
		if filled[name] && len(a.Layout.Storage) > 0 {
			t.Errorf("%s has storage: %v", name, a.Layout.Storage)
		}
		// An EVM chain takes no more code than this.
		if len(runtime) > 24576 {
			t.Errorf("%s: %d bytes of code", name, len(runtime))
		}
		if other := hashes[a.CodeHash()]; other != "" {
			t.Errorf("%s and %s have one code hash", name, other)
		}
		hashes[a.CodeHash()] = name
	}
}

// The full check rebuilds; this one notices at once that a source was edited
// and the artefact was not.
func TestSourcesAreThoseOfTheArtefacts(t *testing.T) {
	for _, a := range embedded {
		for name, want := range a.Sources {
			if strings.HasPrefix(name, "@") {
				continue
			}
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, registry.DigestOf(b)); diff != "" {
				t.Errorf("%s was made from another %s: run go run ./contracts/build (-artefact +file):\n%s", a.Name, name, diff)
			}
		}
	}
}
