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

func TestEmbedded(t *testing.T) {
	for name, a := range map[string]*artifact.Artifact{"Book": contracts.Book(), "Consortium": contracts.Consortium()} {
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
		// What is deployed is equal to the artefact, byte for byte.
		if !a.Matches(runtime) || len(a.Immutables)+len(a.Runtime.Links) > 0 {
			t.Errorf("%s has immutables or libraries", name)
		}
		// An EVM chain takes no more code than this.
		if len(runtime) > 24576 {
			t.Errorf("%s: %d bytes of code", name, len(runtime))
		}
	}
	if contracts.Book().CodeHash() == contracts.Consortium().CodeHash() {
		t.Error("two contracts have one code hash")
	}
}

// The full check rebuilds; this one notices at once that a source was edited
// and the artefact was not.
func TestSourcesAreThoseOfTheArtefacts(t *testing.T) {
	for _, a := range []*artifact.Artifact{contracts.Book(), contracts.Consortium()} {
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
