// Package releases holds the releases a pod fetched and verified, and loads
// them: from bytes to rules that are ready to decide.
//
// It owns the buckets "release", "bundle", "document", and those of the log, of
// the pod's store.
// Bytes go in only after they were verified against a digest, and stay for
// ever: an auditor needs what decided, long after it was yanked.
//
// # Dependencies
//
// The package may import pod/store, registry, registry/bundle,
// registry/evidence and the plugins engine.
package releases

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

const (
	releaseBucket  = "release"
	bundleBucket   = "bundle"
	documentBucket = "document"
)

// A Known is a release whose publication this pod saw in the log.
type Known struct {
	Name    string          `json:"name"`
	Version string          `json:"version"`
	Digest  registry.Digest `json:"digest"`
	// Index is the place of the publication in the log.
	Index uint64 `json:"index"`
	// Yanked is the reason of the yank, "" when there was none.
	Yanked string `json:"yanked,omitempty"`
	// Withdrawn is the reason of the withdrawal, "" when there was none.
	Withdrawn string `json:"withdrawn,omitempty"`
}

// Ref returns "name@version".
func (k Known) Ref() string { return k.Name + "@" + k.Version }

// PutKnown stores k.
func PutKnown(tx store.Tx, k Known) error {
	b, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return tx.Put(releaseBucket, k.Digest[:], b)
}

// ListKnown returns every release this pod knows, by name and version.
func ListKnown(tx store.Tx) ([]Known, error) {
	var all []Known
	err := tx.Scan(releaseBucket, nil, nil, func(_, v []byte) error {
		var k Known
		if err := json.Unmarshal(v, &k); err != nil {
			return fmt.Errorf("a release entry is damaged in the store: %v: %w", err, registry.ErrInvalid)
		}
		all = append(all, k)
		return nil
	})
	slices.SortFunc(all, func(a, b Known) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Index, b.Index))
	})
	return all, err
}

// FindKnown returns the release with the given name and version, or digest. It
// fails with [registry.ErrNotFound].
func FindKnown(tx store.Tx, match func(Known) bool, what string) (Known, error) {
	all, err := ListKnown(tx)
	if err != nil {
		return Known{}, err
	}
	if i := slices.IndexFunc(all, match); i >= 0 {
		return all[i], nil
	}
	return Known{}, fmt.Errorf("release %s: the log, as far as this pod has followed it, does not have it: %w", what, registry.ErrNotFound)
}

// BySalted returns the release that appears on chain under the given salted
// digest.
func BySalted(tx store.Tx, salt registry.Salt, salted registry.Digest) (Known, error) {
	return FindKnown(tx, func(k Known) bool { return salt.Release(k.Digest) == salted }, salted.Short()+" (salted)")
}

// PutBundle stores a bundle file under the digest of its release. The caller
// has verified it.
func PutBundle(tx store.Tx, release registry.Digest, file []byte) error {
	return tx.Put(bundleBucket, release[:], file)
}

// GetBundle returns the stored bundle file of a release, nil when it was not
// fetched yet.
func GetBundle(tx store.Tx, release registry.Digest) ([]byte, error) {
	return tx.Get(bundleBucket, release[:])
}

// HasBundle reports whether the bundle file of a release was fetched.
func HasBundle(tx store.Tx, release registry.Digest) (bool, error) {
	file, err := GetBundle(tx, release)
	return file != nil, err
}

// PutDocument stores a change document under its digest.
func PutDocument(tx store.Tx, b []byte) error {
	d := registry.DigestOf(b)
	return tx.Put(documentBucket, d[:], b)
}

// GetDocument returns the document with the given digest, nil when it was not
// fetched yet.
func GetDocument(tx store.Tx, d registry.Digest) ([]byte, error) {
	return tx.Get(documentBucket, d[:])
}

// Open reads the stored bundle of a release and checks again that it is the one
// asked for.
func Open(ctx context.Context, s store.Store, release registry.Digest) (*bundle.Bundle, error) {
	var file []byte
	err := s.View(ctx, func(tx store.Tx) (err error) {
		file, err = GetBundle(tx, release)
		return err
	})
	if err != nil {
		return nil, err
	}
	if file == nil {
		return nil, fmt.Errorf("release %s was not fetched yet: %w", release.Short(), registry.ErrNotFound)
	}
	b, got, err := bundle.OpenRelease(file)
	if err != nil {
		return nil, fmt.Errorf("the stored bundle of release %s: %w", release.Short(), err)
	}
	if got != release {
		return nil, fmt.Errorf("the stored bundle of release %s is of another release (%s): the store was changed: %w",
			release.Short(), got.Short(), registry.ErrInvalid)
	}
	return b, nil
}
