package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
)

// snapshot compiles the rules of an exported change, warms them up, and refuses
// a document that names another snapshot than they come to. It reports false
// when the conversion of the release reads the schema of one that is not in the
// file: then only the pods can tell, and each does before it vets.
func snapshot(ctx context.Context, e *change.Export, o *change.Offer) (rebuilt bool, err error) {
	b, err := bundle.Open(e.Bundle)
	if err != nil {
		return false, err
	}
	var previous *schema.Schema
	if c := b.Manifest.Conversion; c != nil {
		if previous, err = schemaBefore(e.Parent, c.From); previous == nil || err != nil {
			return false, err
		}
	}
	engine, err := plugins.NewEngine(ctx, plugins.Config{CacheDir: moduleCache()})
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, engine.Close(context.WithoutCancel(ctx))) }()
	r, err := evidence.Load(ctx, engine, b, o.Document.Plan.To.Release, previous)
	if err != nil {
		return false, err
	}
	if got := r.Rules.Snapshot(); got != o.Document.Snapshot {
		err = fmt.Errorf("this change is not to be signed: its rules start from %s, and the document says from %s: %w", got, o.Document.Snapshot, registry.ErrRefused)
	}
	return err == nil, errors.Join(err, r.Rules.Close())
}

// schemaBefore returns the schema of a bundle whose state has the given version,
// nil when it has another one.
func schemaBefore(file []byte, version uint32) (*schema.Schema, error) {
	if len(file) == 0 {
		return nil, nil
	}
	b, err := bundle.Open(file)
	if err != nil {
		return nil, err
	}
	if b.Manifest.StateSchema != version {
		return nil, nil
	}
	return evidence.Schema(b)
}
