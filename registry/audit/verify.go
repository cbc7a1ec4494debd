package audit

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
)

// A Chain is what an audit reads of the chain.
type Chain interface {
	// View returns what the events of the Consortium add up to, read from the
	// chain itself.
	View(ctx context.Context) (*change.View, error)
	// Code returns the code at an address.
	Code(ctx context.Context, account common.Address) ([]byte, error)
	// Record returns how a record stands in a Book: sequence and commitment.
	// as of a block; zeros when the Book does not have it, or did not exist.
	Record(ctx context.Context, book common.Address, id [32]byte, block uint64) (sequence uint64, commitment [32]byte, err error)
}

// Trust is what an auditor brings along: none of it comes from the pod.
type Trust struct {
	// Log says which checkpoints of the log are believed.
	Log merklelog.Policy
	// Keys are the publishers' keys that are pinned; later ones are in the log.
	Keys keyset.Trust
	Salt registry.Salt
}

// Verify checks the log, the releases it names, the changes and their
// approvals, the code of the Books and the heads of the records. chain may be
// nil: what needs it is then reported as not checked.
func Verify(ctx context.Context, src Source, trust Trust, chain Chain) (*Report, error) {
	r := &Report{}
	var view *change.View
	if chain != nil {
		var err error
		if view, err = chain.View(ctx); err != nil {
			return nil, fmt.Errorf("reading the Consortium from the chain: %w", err)
		}
	}
	entries, signed, err := src.Log(ctx)
	if err != nil {
		return nil, err
	}
	verifyLog(r, entries, signed, trust, view)
	if err := verifyReleases(ctx, r, src, entries, trust, chain); err != nil {
		return nil, err
	}
	if err := verifyRetentions(ctx, r, src, entries, trust, view); err != nil {
		return nil, err
	}
	if view == nil {
		r.skip("changes", "no node was given: approvals, code and heads stand on chain")
		return r, nil
	}
	for _, c := range view.Sorted() {
		if err := verifyReasons(ctx, r, src, view, c); err != nil {
			return nil, err
		}
		if c.Status != change.Activated && c.Status != change.Reverted && c.PreparedAt == 0 && len(c.Called) == 0 {
			continue // nothing happened for it
		}
		err := verifyChange(ctx, src, trust, chain, view, c)
		calls := ""
		if n := len(c.Called); n > 0 {
			calls = fmt.Sprintf(", its %d calls as approved", n)
		}
		r.add("change "+c.Hash.Hex()[:10], err, "%d approvals, vetted by %d pods, document and release as approved, code of the Book exact%s",
			len(c.Approved), len(c.Vetted), calls)
	}
	return r, verifyHeads(ctx, r, src, chain, view)
}

// verifyLog checks that the entries add up to the signed checkpoint and to the
// one anchored on chain.
func verifyLog(r *Report, entries [][]byte, signed []byte, trust Trust, view *change.View) {
	roots, err := merklelog.Roots(entries)
	if err != nil {
		r.add("log", err, "")
		return
	}
	head, err := trust.Log.Open(signed)
	if err == nil && (head.Size < 0 || head.Size >= int64(len(roots)) || roots[head.Size] != head.Root) {
		err = fmt.Errorf("the %d entries do not add up to the signed checkpoint of size %d: %w", len(entries), head.Size, registry.ErrRefused)
	}
	by := ""
	if names, named := trust.Log.Cosigned(signed); named == nil && len(names) > 0 {
		by = fmt.Sprintf(", cosigned by %d witnesses", len(names))
	}
	r.add("log", err, "%d entries add up to the signed checkpoint%s", len(entries), by)
	if view == nil {
		r.skip("log on chain", "no node was given")
		return
	}
	n := view.LogSize
	switch {
	case n == 0:
		r.skip("log on chain", "no checkpoint was anchored yet")
	case n >= uint64(len(roots)):
		r.skip("log on chain", fmt.Sprintf("the anchored checkpoint has %d entries, this pod has followed %d", n, len(entries)))
	default:
		var err error
		if roots[n] != registry.Digest(view.LogRoot) {
			err = fmt.Errorf("the first %d entries have another root than the one anchored on chain: the log was changed: %w", n, registry.ErrRefused)
		}
		r.add("log on chain", err, "the first %d entries have the root anchored on chain", n)
	}
}

// verifyReleases checks the key sets of the publishers, the bytes and the
// signatures of every release in the log that the pod fetched, and the contracts
// that it says to be on chain.
func verifyReleases(ctx context.Context, r *Report, src Source, entries [][]byte, trust Trust, chain Chain) error {
	ring, err := trust.Keys.Ring()
	if err != nil {
		return fmt.Errorf("reading whom to trust: %w", err)
	}
	for _, b := range entries {
		e, err := merklelog.ParseEntry(b)
		if err != nil {
			continue // it was reported with the log
		}
		if e.Kind == merklelog.KindKeySet {
			if err := followKeys(ctx, r, src, ring, e); err != nil {
				return err
			}
		}
		if e.Kind != merklelog.KindRelease {
			continue
		}
		name := "release " + e.Name + "@" + e.Version
		file, err := src.Bundle(ctx, e.Digest)
		switch {
		case err != nil:
			return err
		case file == nil:
			r.skip(name, "this pod never fetched it")
			continue
		}
		opened, err := openBundle(ctx, src, e.Digest)
		if err == nil {
			_, err = ring.Verify(opened, e.Index)
		}
		if err == nil && opened.Manifest.Ref() != e.Name+"@"+e.Version {
			err = fmt.Errorf("the log calls it %s@%s, it calls itself %s: %w", e.Name, e.Version, opened.Manifest.Ref(), registry.ErrRefused)
		}
		r.add(name, err, "digest %s, signed as the publisher's key set of that time asks for", e.Digest.Short())
		if err == nil {
			if err := verifyContracts(ctx, r, opened, chain); err != nil {
				return err
			}
		}
	}
	return nil
}

// verifyChange rebuilds what the members signed and compares it with the chain.
func verifyChange(ctx context.Context, src Source, trust Trust, chain Chain, view *change.View, c *change.Change) error {
	document, err := src.Document(ctx, registry.Digest(c.Struct.Plan))
	if err != nil {
		return err
	}
	if document == nil {
		return fmt.Errorf("its document is missing: %w", registry.ErrNotFound)
	}
	doc, err := change.ParseDocument(document)
	if err != nil {
		return err
	}
	file, err := src.Bundle(ctx, doc.Plan.To.Release)
	if err != nil {
		return err
	}
	var parent []byte
	if doc.Plan.From != nil {
		if parent, err = src.Bundle(ctx, doc.Plan.From.Release); err != nil {
			return err
		}
	}
	s, _, err := change.Rebuild(document, file, parent, trust.Salt)
	if err != nil {
		return err
	}
	if s != c.Struct {
		return fmt.Errorf("the document and the bundles add up to another change than the one on chain: %w", registry.ErrRefused)
	}
	if err := doc.CheckMade(c); err != nil {
		return err
	}
	if c.Struct.MemberEpoch == view.MemberEpoch && len(c.Approved) < int(needed(view, c)) {
		return fmt.Errorf("%d approvals, %d are needed: %w", len(c.Approved), needed(view, c), registry.ErrRefused)
	}
	return verifyCode(ctx, chain, c, file)
}

// verifyCode compares the code at the Book's address with the artefact.
func verifyCode(ctx context.Context, chain Chain, c *change.Change, file []byte) error {
	b, err := bundle.Open(file)
	if err != nil {
		return err
	}
	a, err := artifact.Parse(b.Artifact)
	if err != nil {
		return err
	}
	code, err := chain.Code(ctx, c.Struct.Book)
	if err != nil {
		return err
	}
	if !a.Matches(code) {
		return fmt.Errorf("the code of Book %s is not that of the artefact: %w", c.Struct.Book.Hex(), registry.ErrRefused)
	}
	return nil
}

// verifyHeads compares where the pod's records stand with what the Books say.
func verifyHeads(ctx context.Context, r *Report, src Source, chain Chain, view *change.View) error {
	block, err := src.Block(ctx)
	if err != nil {
		return err
	}
	count, moved, wrong := 0, 0, []error(nil)
	err = src.Records(ctx, func(rec Record) error {
		if rec.Sequence == 0 {
			return nil
		}
		count++
		at, next, err := head(ctx, chain, view, rec, block)
		if err != nil {
			return err
		}
		if at != rec.Sequence || next != rec.Commitment {
			wrong = append(wrong, fmt.Errorf("record %s: here it stands at sequence %d with commitment %s, on chain at %d with %s: %w",
				rec.ID, rec.Sequence, rec.Commitment.Short(), at, next.Short(), registry.ErrRefused))
			return nil
		}
		now, _, err := head(ctx, chain, view, rec, view.Block)
		if now > at {
			moved++
		}
		return err
	})
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		r.add("heads", errors.Join(wrong...), "")
		return nil
	}
	r.add("heads", nil, "%d records stand on chain at block %d, up to which this pod had followed it, as they stand here; %d have gone on since",
		count, block, moved)
	return nil
}

// head returns where a record stands on chain at a block. A Book that a record
// has left goes on saying how it left, so the Book with the highest sequence
// counts.
func head(ctx context.Context, chain Chain, view *change.View, rec Record, block uint64) (at uint64, next evidence.Hash, err error) {
	for book := range view.Books {
		sequence, commitment, err := chain.Record(ctx, book, rec.ID, block)
		if err != nil {
			return 0, next, err
		}
		if sequence > at {
			at, next = sequence, commitment
		}
	}
	return at, next, nil
}

// needed returns how many approvals an activated change must have had. For one
// of an agreed class it is what the policy says: the agreement of that time may
// have ended since, and the contract has held the change against it.
func needed(view *change.View, c *change.Change) uint32 {
	if p := c.Policy(); p.Class != 0 {
		return max(1, p.Threshold)
	}
	return view.Needed(c)
}
