package change

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// Rebuild computes what a member is asked to sign from the bytes of the change
// document and of the bundles it names, and from nothing else. parent is nil
// for the first release of a line. It fails with [registry.ErrRefused] when
// the bytes do not belong together: what would be signed is then not what would
// run.
func Rebuild(document, file, parent []byte, salt registry.Salt) (typed.Change, *Document, error) {
	doc, err := ParseDocument(document)
	if err != nil {
		return typed.Change{}, nil, err
	}
	to, b, err := open(file, doc.Plan.To)
	if err != nil {
		return typed.Change{}, nil, err
	}
	var from *migrate.Ends
	if doc.Plan.From != nil {
		if from, _, err = open(parent, *doc.Plan.From); err != nil {
			return typed.Change{}, nil, err
		}
	}
	plan, err := migrate.NewPlan(from, *to)
	if err != nil {
		return typed.Change{}, nil, err
	}
	if string(plan.Encode()) != string(doc.Plan.Encode()) {
		return typed.Change{}, nil, fmt.Errorf("the migration plan in the document is not the one that follows from the releases: %w", registry.ErrRefused)
	}
	a, err := artifact.Parse(b.Artifact)
	if err != nil {
		return typed.Change{}, nil, err
	}
	if common.Hash(a.CodeHash()) != doc.BookCodeHash {
		return typed.Change{}, nil, fmt.Errorf("the document names other code for the Book than the release has: %w", registry.ErrRefused)
	}
	s, err := doc.Struct(salt)
	return s, doc, err
}

func open(file []byte, want migrate.Endpoint) (*migrate.Ends, *bundle.Bundle, error) {
	b, d, err := bundle.OpenRelease(file)
	if err != nil {
		return nil, nil, err
	}
	if d != want.Release {
		return nil, nil, fmt.Errorf("the bundle of %s has digest %s, the document names %s: %w", b.Manifest.Ref(), d, want.Release, registry.ErrRefused)
	}
	return &migrate.Ends{Manifest: &b.Manifest, Digest: d}, b, nil
}
