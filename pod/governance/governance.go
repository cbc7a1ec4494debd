// Package governance is a member's part in change control, done by its pod: it
// proposes changes, carries approvals onto the chain, withdraws, and triggers
// the revert that members have signed.
//
// The pod never holds the approval key here: approvals arrive as signatures.
//
// # Dependencies
//
// The package may import the pod's mechanisms, registry and its parts, migrate
// and contracts.
package governance

import (
	"context"
	"encoding/hex"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/pod/moving"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
)

// Config is what a Governor works with.
type Config struct {
	// Member is the id of the member this pod belongs to; Pod its account.
	Member     string
	Pod        evidence.Address
	Chain      uint64
	Consortium common.Address
	Salt       registry.Salt
	// LogKey verifies the checkpoints of the log.
	LogKey   string
	Store    store.Store
	Submit   *submit.Submitter
	Upgrader *upgrade.Upgrader
	Mirror   *mirror.Client
	Releases *releases.Loader
	// Document returns the document of a change with calls.
	Document func(ctx context.Context, c *change.Change) (*change.Document, error)
	// Mover deploys what migrations need.
	Mover *moving.Mover
	// Holds says what of this member's keeps a Book from being retired, in words.
	Holds func(ctx context.Context, book common.Address) ([]string, error)
	View  func() *change.View
	// Moved is closed when the next block was applied.
	Moved func() <-chan struct{}
	Log   *slog.Logger
}

// A Governor acts on the Consortium contract for one pod.
type Governor struct {
	cfg Config

	// words has something when there are words to publish.
	words chan struct{}

	// mu protects waits: callers that wait for the end of a transaction.
	mu    sync.Mutex
	waits map[string]chan submit.Result
}

// New returns a Governor.
func New(cfg Config) *Governor {
	return &Governor{cfg: cfg, words: make(chan struct{}, 1), waits: map[string]chan submit.Result{}}
}

// A Proposal says what to propose. Zero durations mean the defaults.
type Proposal struct {
	Line    string
	Version string
	// Reason says why, for the other members.
	Reason string
	// Delay, Window and RevertWindow are in seconds: the activation window
	// opens Delay after now and stays open for Window (default a day); the
	// change can be reverted for RevertWindow after its activation (default a
	// week).
	Delay, Window, RevertWindow uint64
	// Readiness is the number of pods that must have vetted; zero means all.
	Readiness uint32
	// RevertQuorum is the number of members that must sign a revert; zero
	// means as many as an approval needs.
	RevertQuorum uint32
	// Calls are what the change does to contracts beside the Book; nil for none,
	// or for those that follow from Moves.
	Calls *change.Calls
	// Moves are migrations of contracts that the change carries out.
	Moves []moving.Draft
	// Policy is what the change asks for beyond the rules for every change.
	Policy typed.Policy
	// Expiry is for how many seconds from now the change can be activated, when
	// its window opens again; zero means until the window closes.
	Expiry uint64
}

const (
	day  = 24 * 60 * 60
	week = 7 * day
)

// Propose puts a change on chain and returns its hash. It deploys the Book of
// the release when it needs one of its own, and publishes the change document.
func (g *Governor) Propose(ctx context.Context, p Proposal) (common.Hash, error) {
	if err := g.cfg.Upgrader.Sync(ctx); err != nil {
		return common.Hash{}, err
	}
	to, digest, err := g.release(ctx, p.Line, p.Version)
	if err != nil {
		return common.Hash{}, err
	}
	v := g.cfg.View()
	l := v.Lines[g.cfg.Salt.Line(p.Line)]
	if l == nil {
		l = &change.Line{}
	}
	from, err := g.active(ctx, l)
	if err != nil {
		return common.Hash{}, err
	}
	if from != nil && from.Digest == digest {
		return common.Hash{}, fmt.Errorf("%s is the active release of its line: there is nothing to change: %w", to.Manifest.Ref(), registry.ErrConflict)
	}
	plan, err := migrate.NewPlan(from, migrate.Ends{Manifest: &to.Manifest, Digest: digest})
	if err != nil {
		return common.Hash{}, err
	}
	doc := &change.Document{
		Format: change.DocumentFormat, Plan: *plan, BookCodeHash: common.HexToHash(to.Manifest.Book.CodeHash),
		InitCall: "0x", Calls: p.Calls, Terms: terms(v, l, p), Proposer: g.cfg.Member, Reason: p.Reason,
	}
	rules, err := g.cfg.Releases.Release(ctx, digest)
	if err != nil {
		return common.Hash{}, err
	}
	doc.Snapshot = rules.Rules.Snapshot()
	// What no pod could read or vet is not begun.
	if _, err := change.ParseDocument(doc.Encode()); err != nil {
		return common.Hash{}, err
	}
	if err := g.moves(ctx, doc, to, p); err != nil {
		return common.Hash{}, err
	}
	if len(doc.Moves) == 0 { // what is provided for was verified before it was
		if err := g.cfg.Upgrader.VerifyCalls(ctx, doc); err != nil {
			return common.Hash{}, err
		}
	}
	if err := g.book(ctx, doc, to, l, digest); err != nil {
		return common.Hash{}, err
	}
	return g.propose(ctx, doc)
}

func terms(v *change.View, l *change.Line, p Proposal) change.Terms {
	t := change.Terms{
		Sequence: l.Sequence + 1, MemberEpoch: v.MemberEpoch,
		NotBefore: v.Time + p.Delay, RevertWindow: or(p.RevertWindow, week),
		Readiness: or(p.Readiness, uint32(len(v.Pods))), RevertQuorum: or(p.RevertQuorum, v.Threshold),
	}
	t.NotAfter = t.NotBefore + or(p.Window, day)
	t.Expiry, t.Policy = max(t.NotAfter, v.Time+p.Expiry), p.Policy
	return t
}

func or[N uint32 | uint64](n, otherwise N) N {
	if n == 0 {
		return otherwise
	}
	return n
}

// release returns a published release that may be proposed.
func (g *Governor) release(ctx context.Context, name, version string) (*bundle.Bundle, registry.Digest, error) {
	var known releases.Known
	err := g.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		known, err = releases.FindKnown(tx, func(k releases.Known) bool { return k.Name == name && k.Version == version }, name+"@"+version)
		return err
	})
	if err != nil {
		return nil, registry.Digest{}, err
	}
	if known.Withdrawn != "" {
		return nil, registry.Digest{}, fmt.Errorf("%s was withdrawn (%s): publish another version: %w", known.Ref(), known.Withdrawn, registry.ErrRefused)
	}
	if known.Yanked != "" {
		return nil, registry.Digest{}, fmt.Errorf("%s was yanked (%s): publish another version: %w", known.Ref(), known.Yanked, registry.ErrRefused)
	}
	b, err := g.cfg.Upgrader.Bundle(ctx, known.Digest)
	return b, known.Digest, err
}

// active returns the ends of the release that is active on a line, nil when
// there is none.
func (g *Governor) active(ctx context.Context, l *change.Line) (*migrate.Ends, error) {
	if l.Release.IsZero() {
		return nil, nil
	}
	var known releases.Known
	err := g.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		known, err = releases.BySalted(tx, g.cfg.Salt, l.Release)
		return err
	})
	if err != nil {
		return nil, err
	}
	b, err := g.cfg.Upgrader.Bundle(ctx, known.Digest)
	if err != nil {
		return nil, err
	}
	return &migrate.Ends{Manifest: &b.Manifest, Digest: known.Digest}, nil
}

// book decides which Book is active after the change: the present one, the one
// that served this release before, or a new one.
func (g *Governor) book(ctx context.Context, doc *change.Document, to *bundle.Bundle, l *change.Line, digest registry.Digest) error {
	if to.Manifest.Book.Shared {
		doc.Book = l.Book
		return nil
	}
	salted := g.cfg.Salt.Release(digest)
	for a, b := range g.cfg.View().Books {
		if b.Release == salted {
			doc.Book = a
			return nil
		}
	}
	a, err := artifact.Parse(to.Artifact)
	if err != nil {
		return fmt.Errorf("the Book of %s: %w", to.Manifest.Ref(), err)
	}
	arg := common.LeftPadBytes(g.cfg.Consortium[:], 32)
	r, err := g.send(ctx, evidence.Address{}, append(append([]byte{}, a.Creation.Object...), arg...), "deploy/"+digest.String(), nil)
	if err != nil {
		return fmt.Errorf("deploying the Book of %s: %w", to.Manifest.Ref(), err)
	}
	init, err := binding.NewBook().TryPackInitialize(g.cfg.Salt.Line(to.Manifest.Name))
	if err != nil {
		return err
	}
	doc.Book, doc.InitCall = common.Address(r.Contract), "0x"+hex.EncodeToString(init)
	return nil
}

// propose publishes the document and puts the struct on chain.
func (g *Governor) propose(ctx context.Context, doc *change.Document) (common.Hash, error) {
	s, err := doc.Struct(g.cfg.Salt)
	if err != nil {
		return common.Hash{}, err
	}
	if _, err := g.cfg.Mirror.PutDocument(ctx, merklelog.KindChange, doc.Plan.Line, doc.Reason, doc.Encode()); err != nil {
		return common.Hash{}, fmt.Errorf("publishing the change document: %w", err)
	}
	data, err := change.PackPropose(s)
	if err != nil {
		return common.Hash{}, err
	}
	hash := common.Hash(s.Digest(g.cfg.Chain, g.cfg.Consortium))
	if _, err := g.call(ctx, data, "propose/"+hash.Hex()); err != nil {
		return hash, err
	}
	return hash, g.until(ctx, func(v *change.View) bool { return v.Changes[hash] != nil })
}

// A Signature is an approver's signature, 65 bytes.
type Signature struct {
	Approver  common.Address
	Signature []byte
}

// Approve carries signatures of approvers onto the chain, all of them or none.
func (g *Governor) Approve(ctx context.Context, hash common.Hash, signatures ...Signature) error {
	if _, err := g.find(hash); err != nil {
		return err
	}
	if len(signatures) == 0 {
		return fmt.Errorf("approving change %s: there is no signature: %w", hash, registry.ErrInvalid)
	}
	var who []common.Address
	var sigs [][]byte
	ref := "approve/" + hash.Hex()
	for _, s := range signatures {
		if signer, err := typed.Recover(hash, s.Signature); err != nil || signer != s.Approver {
			return fmt.Errorf("the signature is not one of %s over change %s: %w", s.Approver, hash, registry.ErrNotAllowed)
		}
		who, sigs, ref = append(who, s.Approver), append(sigs, s.Signature), ref+"/"+s.Approver.Hex()
	}
	data, err := binding.NewConsortium().TryPackApprove(hash, who, sigs)
	if err != nil {
		return err
	}
	_, err = g.call(ctx, data, ref)
	return err
}

// Withdraw takes back a change that this member proposed. One that is prepared
// is aborted: its calls take back what was prepared. Once such a change is too
// late for its activation, every member may do that.
func (g *Governor) Withdraw(ctx context.Context, hash common.Hash) error {
	c, err := g.find(hash)
	if err != nil {
		return err
	}
	ref, pack := "withdraw/", func(*change.Document) ([]byte, error) { return binding.NewConsortium().TryPackWithdraw(hash) }
	if c.Status == change.Prepared {
		ref, pack = "abort/", func(d *change.Document) ([]byte, error) { return d.PackAbort(hash) }
	}
	data, err := g.pack(ctx, c, pack)
	if err != nil {
		return err
	}
	_, err = g.call(ctx, data, ref+hash.Hex())
	return err
}

// pack makes a transaction from the document of a change. One without calls
// needs no document.
func (g *Governor) pack(ctx context.Context, c *change.Change, with func(*change.Document) ([]byte, error)) ([]byte, error) {
	d := &change.Document{}
	if c.Struct.Calls != [32]byte{} {
		var err error
		if d, err = g.cfg.Document(ctx, c); err != nil {
			return nil, err
		}
	}
	return with(d)
}

// RevertStruct returns what members sign to revert a change.
func (g *Governor) RevertStruct(hash common.Hash, reason string) (typed.Revert, error) {
	c, err := g.find(hash)
	if err != nil {
		return typed.Revert{}, err
	}
	return RevertOf(g.cfg.View(), c, reason)
}

// RevertOf returns what members sign to revert c in v. It fails when c cannot
// be reverted.
func RevertOf(v *change.View, c *change.Change, reason string) (typed.Revert, error) {
	l := v.Lines[registry.Digest(c.Struct.Line)]
	switch {
	case reason == "":
		return typed.Revert{}, fmt.Errorf("a revert needs a reason, for the members and for the auditors: %w", registry.ErrInvalid)
	case l == nil || l.Change != c.Hash:
		return typed.Revert{}, fmt.Errorf("change %s is %s and not the last one activated on its line: only that one can be reverted: %w", c.Hash.Hex(), c.Status, registry.ErrStale)
	case c.RevertUntil() == 0:
		return typed.Revert{}, fmt.Errorf("change %s has no revert plan: roll forward with a new change: %w", c.Hash.Hex(), registry.ErrRefused)
	case v.Prepared[c.Struct.Line] != common.Hash{}:
		return typed.Revert{}, fmt.Errorf("change %s of the line is prepared: abort it before change %s is reverted: %w",
			v.Prepared[c.Struct.Line].Hex(), c.Hash.Hex(), registry.ErrConflict)
	case v.Time > c.RevertUntil():
		return typed.Revert{}, fmt.Errorf("the revert window of change %s closed at %d: roll forward with a new change: %w", c.Hash.Hex(), c.RevertUntil(), registry.ErrStale)
	}
	return typed.Revert{Change: c.Hash, Epoch: l.Epoch, Reason: registry.DigestOf([]byte(reason))}, nil
}

// Revert reverts a change with the signatures of members.
func (g *Governor) Revert(ctx context.Context, hash common.Hash, reason string, signatures map[common.Address][]byte) error {
	r, err := g.RevertStruct(hash, reason)
	if err != nil {
		return err
	}
	v := g.cfg.View()
	digest := r.Digest(g.cfg.Chain, g.cfg.Consortium)
	who, sigs, err := signed(v, digest, signatures)
	if err != nil {
		return err
	}
	if need := v.Changes[hash].Struct.RevertQuorum; len(who) < int(need) {
		return fmt.Errorf("%d members have signed the revert, %d must: %w", len(who), need, registry.ErrNotAllowed)
	}
	data, err := g.pack(ctx, v.Changes[hash], func(d *change.Document) ([]byte, error) {
		if err := g.cfg.Mover.LosesNothing(ctx, d); err != nil {
			return nil, err
		}
		return d.PackRevert(hash, r.Reason, who, sigs)
	})
	if err != nil {
		return err
	}
	if err := g.callFor(ctx, data, "revert/"+hash.Hex(), g.lineOf(ctx, v.Changes[hash]), reason); err != nil {
		return err
	}
	return g.until(ctx, func(v *change.View) bool { return v.Changes[hash].Status == change.Reverted })
}

// RunAnchor puts the log's checkpoints on chain as the log grows, until ctx
// ends. One pod of a consortium does it; any could.
func (g *Governor) RunAnchor(ctx context.Context) error {
	for {
		if err := g.anchorHead(ctx); err != nil && ctx.Err() == nil {
			g.cfg.Log.WarnContext(ctx, "anchoring the log; it will be tried again", "error", err)
		}
		t := time.NewTimer(anchorEvery)
		select {
		case <-ctx.Done():
			t.Stop()
			return nil
		case <-t.C:
		}
	}
}

// anchorEvery is the pause between two looks at the log.
const anchorEvery = 2 * time.Second

func (g *Governor) anchorHead(ctx context.Context) error {
	if err := g.cfg.Upgrader.Sync(ctx); err != nil {
		return err
	}
	head, err := releases.Head(ctx, g.cfg.Store, g.cfg.LogKey)
	if err != nil || head.Size == 0 || uint64(head.Size) <= g.cfg.View().LogSize {
		return err
	}
	return g.Anchor(ctx, uint64(head.Size), head.Root)
}

// Anchor puts a checkpoint of the log on chain.
func (g *Governor) Anchor(ctx context.Context, size uint64, root [32]byte) error {
	data, err := binding.NewConsortium().TryPackAnchor(size, root)
	if err != nil {
		return err
	}
	_, err = g.call(ctx, data, fmt.Sprintf("anchor/%d", size))
	return err
}

func (g *Governor) find(hash common.Hash) (*change.Change, error) {
	if c := g.cfg.View().Changes[hash]; c != nil {
		return c, nil
	}
	return nil, fmt.Errorf("change %s: the chain, as far as this pod has followed it, does not have it: %w", hash.Hex(), registry.ErrNotFound)
}
