package upgrade

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/compat"
	"github.com/novation-dev/novation/registry/evidence"
)

// A subject is a change with everything it names, from bytes this pod fetched.
type subject struct {
	doc *change.Document
	to  *bundle.Bundle
	// from is nil for the first release of a line.
	from *bundle.Bundle
}

// Document returns the change document, fetching it when it is not here.
func (u *Upgrader) Document(ctx context.Context, c *change.Change) (*change.Document, error) {
	b, err := u.Bytes(ctx, registry.Digest(c.Struct.Plan))
	if err != nil {
		return nil, err
	}
	doc, err := change.ParseDocument(b)
	if err != nil {
		return nil, err
	}
	s, err := doc.Struct(u.cfg.Salt)
	if err != nil {
		return nil, err
	}
	if s != c.Struct {
		return nil, fmt.Errorf("the change document does not say what stands on chain under its digest: %w", registry.ErrRefused)
	}
	return doc, nil
}

// Bytes returns a document by its digest, fetching it when it is not here.
func (u *Upgrader) Bytes(ctx context.Context, digest registry.Digest) (b []byte, err error) {
	err = u.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		b, err = releases.GetDocument(tx, digest)
		return err
	})
	if err != nil || b != nil {
		return b, err
	}
	if b, err = u.cfg.Mirror.Document(ctx, digest); err != nil {
		return nil, err
	}
	return b, u.cfg.Store.Update(ctx, func(tx store.Tx) error { return releases.PutDocument(tx, b) })
}

// fetch gets the document and the bundles of a change.
func (u *Upgrader) fetch(ctx context.Context, c *change.Change) (*subject, error) {
	doc, err := u.Document(ctx, c)
	if err != nil {
		return nil, err
	}
	s := &subject{doc: doc}
	if s.to, err = u.Bundle(ctx, doc.Plan.To.Release); err != nil {
		return nil, err
	}
	if doc.Plan.From != nil {
		s.from, err = u.Bundle(ctx, doc.Plan.From.Release)
	}
	return s, err
}

// Bundle returns a release, fetching it when it is not here.
// What comes in was published in the log, has the digest asked for, and is signed
// as the key set of its publisher asks for that was in force at that place.
func (u *Upgrader) Bundle(ctx context.Context, digest registry.Digest) (*bundle.Bundle, error) {
	b, err := releases.Open(ctx, u.cfg.Store, digest)
	if !errors.Is(err, registry.ErrNotFound) {
		return b, err
	}
	known, err := u.published(ctx, digest)
	if err != nil {
		return nil, err
	}
	b, file, err := u.cfg.Mirror.Bundle(ctx, digest)
	if err != nil {
		return nil, err
	}
	ring, err := u.ring(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := ring.Verify(b, int64(known.Index)); err != nil {
		return nil, err
	}
	if b.Manifest.Ref() != known.Ref() {
		return nil, fmt.Errorf("release %s calls itself %s, the log calls it %s: %w", digest.Short(), b.Manifest.Ref(), known.Ref(), registry.ErrRefused)
	}
	return b, u.cfg.Store.Update(ctx, func(tx store.Tx) error { return releases.PutBundle(tx, digest, file) })
}

// published returns what the log says of a release. When the source of the log
// does not know it, all others are asked: that one may be behind.
func (u *Upgrader) published(ctx context.Context, digest registry.Digest) (known releases.Known, err error) {
	for _, all := range []bool{false, true} {
		if err := u.sync(ctx, all); err != nil {
			return known, err
		}
		err = u.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
			known, err = releases.FindKnown(tx, func(k releases.Known) bool { return k.Digest == digest }, digest.Short())
			return err
		})
		if !errors.Is(err, registry.ErrNotFound) {
			return known, err
		}
	}
	return known, err
}

// verify holds a change against the chain, the artefact and the rules of
// compatibility.
func (u *Upgrader) verify(ctx context.Context, c *change.Change, s *subject) error {
	m := &s.to.Manifest
	a, err := artifact.Parse(s.to.Artifact)
	if err != nil {
		return fmt.Errorf("the Book of %s: %w", m.Ref(), err)
	}
	want := common.Hash(a.CodeHash())
	if m.Book.CodeHash != want.Hex() || s.doc.BookCodeHash != want {
		return fmt.Errorf("the code hash of the Book in the manifest (%s), the change (%s) and the artefact (%s) differ: %w",
			m.Book.CodeHash, s.doc.BookCodeHash, want, registry.ErrRefused)
	}
	code, err := u.cfg.Chain.Code(ctx, s.doc.Book)
	if err != nil {
		return err
	}
	if !a.Matches(code) {
		return fmt.Errorf("the code of Book %s on chain is not that of the artefact: %w", s.doc.Book, registry.ErrRefused)
	}
	if err := u.verifyShared(c, s); err != nil {
		return err
	}
	if err := u.verifyFresh(ctx, s.doc.Book); err != nil {
		return err
	}
	if err := u.verifyInit(c, s.doc); err != nil {
		return err
	}
	if err := verifyClass(s); err != nil {
		return err
	}
	plan, err := plan(s)
	if err != nil {
		return err
	}
	if plan.RevertDigest() != s.doc.Plan.RevertDigest() || registry.DigestOf(plan.Encode()) != registry.DigestOf(s.doc.Plan.Encode()) {
		return fmt.Errorf("the migration plan of the change is not the one that follows from its releases: %w", registry.ErrRefused)
	}
	if s.from == nil {
		return nil
	}
	findings, err := compat.Compare(s.from, s.to)
	if err != nil {
		return err
	}
	return compat.Check(s.from.Manifest.Semver(), m.Semver(), findings)
}

// verifyShared makes sure that a release which shares the Book of its parent is
// activated with that one, and not with another of the same code: the plan says
// that nothing moves.
func (u *Upgrader) verifyShared(c *change.Change, s *subject) error {
	if !s.to.Manifest.Book.Shared {
		return nil
	}
	active := c.Parent.Book // of an activated change
	if c.Open() {
		if l := u.cfg.View().Lines[registry.Digest(c.Struct.Line)]; l != nil {
			active = l.Book
		}
	}
	if s.doc.Book != active {
		return fmt.Errorf("%s shares the Book of the release before it, which is %s, but the change names %s: %w",
			s.to.Manifest.Ref(), active, s.doc.Book, registry.ErrRefused)
	}
	return nil
}

// verifyFresh makes sure that a Book that no change has activated yet holds
// nothing: its code hash says nothing about what its constructor wrote.
func (u *Upgrader) verifyFresh(ctx context.Context, book common.Address) error {
	if u.cfg.View().Books[book] != nil {
		return nil // since its activation only endorsed decisions went in
	}
	want, err := contracts.FreshBookRoot(u.cfg.Consortium)
	if err != nil {
		return err
	}
	got, err := u.cfg.Chain.StorageRoot(ctx, book)
	if err != nil {
		return err
	}
	if got != want {
		return fmt.Errorf("the new Book %s is not as a fresh one of this consortium is (storage root %s, want %s): "+
			"it may hold records that nobody endorsed: %w", book, got, want, registry.ErrRefused)
	}
	return nil
}

// verifyInit allows no other init call than the one that binds a new Book to
// its line.
func (u *Upgrader) verifyInit(c *change.Change, doc *change.Document) error {
	init, err := doc.Init()
	if err != nil {
		return err
	}
	if len(init) == 0 {
		return nil
	}
	want, err := binding.NewBook().TryPackInitialize(c.Struct.Line)
	if err != nil {
		return err
	}
	if string(init) != string(want) {
		return fmt.Errorf("the init call of the change does something else than bind the Book to its line: %w", registry.ErrRefused)
	}
	return nil
}

// verifyClass makes sure that a change is of the class that it says it is: that
// is what members agreed on when they agreed on less than every change needs.
func verifyClass(s *subject) error {
	switch class := s.doc.Terms.Policy.Class; {
	case class == 0:
		return nil
	case class != typed.ClassPatch:
		return fmt.Errorf("the change is of class %d, and this pod does not know what that is: %w", class, registry.ErrRefused)
	case s.from == nil:
		return fmt.Errorf("the first release of a line is no patch: propose it without a class: %w", registry.ErrRefused)
	}
	from, to := s.from.Manifest.Semver(), s.to.Manifest.Semver()
	if from.Major() != to.Major() || from.Minor() != to.Minor() || !to.GreaterThan(from) {
		return fmt.Errorf("the change says that it is a patch, and goes from %s to %s: propose it without a class: %w", from, to, registry.ErrRefused)
	}
	return nil
}

func plan(s *subject) (*migrate.Plan, error) {
	to, err := ends(s.to)
	if err != nil {
		return nil, err
	}
	if s.from == nil {
		return migrate.NewPlan(nil, *to)
	}
	from, err := ends(s.from)
	if err != nil {
		return nil, err
	}
	return migrate.NewPlan(from, *to)
}

func ends(b *bundle.Bundle) (*migrate.Ends, error) {
	d, err := b.Digest()
	return &migrate.Ends{Manifest: &b.Manifest, Digest: d}, err
}

// compile makes the release ready to decide, and holds what its rules start from
// against what the proposer's pod came to.
func (u *Upgrader) compile(ctx context.Context, s *subject) error {
	r, err := u.cfg.Releases.Release(ctx, s.doc.Plan.To.Release)
	if err != nil {
		return err
	}
	if got := r.Rules.Snapshot(); got != s.doc.Snapshot {
		return fmt.Errorf("the rules of %s start every call from %q on this pod, from %q on the proposer's: "+
			"the two would not decide the same; compare the versions of the program: %w", r.Manifest.Ref(), got, s.doc.Snapshot, registry.ErrRefused)
	}
	return nil
}

// Mover returns the mover of a plan.
func (u *Upgrader) Mover(ctx context.Context, p *migrate.Plan) (migrate.Mover, error) {
	to, err := u.cfg.Releases.Release(ctx, p.To.Release)
	if err != nil {
		return nil, err
	}
	var from *evidence.Release
	if p.From != nil {
		if from, err = u.cfg.Releases.Release(ctx, p.From.Release); err != nil {
			return nil, err
		}
	}
	return migrate.NewMover(p, from, to)
}

// rehearse carries this pod's own records along the plan and back, without
// changing anything.
func (u *Upgrader) rehearse(ctx context.Context, s *subject) (*migrate.Report, error) {
	m, err := u.Mover(ctx, &s.doc.Plan)
	if err != nil {
		return nil, err
	}
	return migrate.Rehearse(ctx, &s.doc.Plan, m, func(yield func(migrate.State) error) error {
		return u.states(ctx, s.doc.Plan.Line, func(r *record.Record) bool {
			return s.doc.Plan.From != nil && u.schema(ctx, r) == s.doc.Plan.From.StateSchema
		}, yield)
	})
}

// schema returns the number of the state schema that a record is in.
func (u *Upgrader) schema(ctx context.Context, r *record.Record) uint32 {
	b := u.cfg.View().Books[common.Address(r.Book)]
	if b == nil {
		return 0
	}
	var known releases.Known
	err := u.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		known, err = releases.BySalted(tx, u.cfg.Salt, b.Release)
		return err
	})
	if err != nil {
		return 0
	}
	rel, err := u.cfg.Releases.Release(ctx, known.Digest)
	if err != nil {
		return 0
	}
	return rel.Manifest.StateSchema
}

// states yields the states of this pod's open records of a line that pick
// chooses.
func (u *Upgrader) states(ctx context.Context, line string, pick func(*record.Record) bool, yield func(migrate.State) error) error {
	var all []*record.Record
	err := u.cfg.Store.View(ctx, func(tx store.Tx) error {
		all = nil
		return record.Each(tx, func(r *record.Record) error {
			if r.Line == line && r.Status == record.Open {
				all = append(all, r)
			}
			return nil
		})
	})
	for _, r := range all {
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if pick(r) {
			err = yield(migrate.State{
				Record: r.ID, Key: r.Key, Sequence: r.Sequence, Time: r.Time, Actor: r.Parties[0], Parties: r.Parties, Bytes: r.State,
			})
		}
	}
	return err
}
