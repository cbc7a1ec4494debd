// Package upgrade moves a pod along with its consortium: it watches changes,
// fetches and verifies what they name, compiles it, rehearses the migration on
// the pod's own records, vets, activates, and novates the records that the line
// has left behind. A pod whose own checks of an active release fail puts itself
// into quarantine; it never reverts alone.
//
// Every step may be repeated: what was done is found done. The pod can be
// killed between any two of them.
//
// # Dependencies
//
// The package may import the pod's mechanisms, registry and its parts, migrate
// and contracts.
package upgrade

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/pod/decision"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
)

const bucket = "upgrade"

// Config is what an Upgrader works with.
type Config struct {
	Store      store.Store
	Chain      *chain.Client
	Consortium common.Address
	Salt       registry.Salt
	// Member is the id of the member this pod belongs to.
	Member string
	// Pod is the account that attests and activates.
	Pod evidence.Address
	// Keys says whose releases may be vetted.
	Keys keyset.Trust
	// Mirror is where log, releases and documents come from.
	Mirror   *mirror.Sources
	Releases *releases.Loader
	Decider  *decision.Decider
	Submit   *submit.Submitter
	View     func() *change.View
	// VerifyCalls says whether the calls of a change are what its migrations mean;
	// it is asked before the pod vets, and may be asked again.
	VerifyCalls func(ctx context.Context, d *change.Document) error
	// Moved reports whether the migrations of a change that was activated or
	// reverted are done, as this pod has found by itself. Until then the pod has
	// not switched.
	Moved func(ctx context.Context, c *change.Change, d *change.Document) (bool, error)
	// Stopped says why no change may be activated, nil when they may: the log has
	// signed two histories. Forked keeps the proof of that, durably.
	Stopped func() error
	Forked  func(*merklelog.Fork) error
	// Quarantine stops the pod from deciding, with the reason.
	Quarantine func(ctx context.Context, why string)
	// Finish reports whether records are novated in the background.
	Finish func() bool
	// Point is called at points at which a crash must be harmless.
	Point func(name string)
	Log   *slog.Logger
}

// An Upgrader follows changes while Run runs.
type Upgrader struct {
	cfg  Config
	wake chan struct{}
	// syncing is held while the log is followed.
	syncing sync.Mutex

	// ready says since when each change could take its next step on chain, which
	// is the first word. Run owns it.
	ready map[common.Hash]step
	// warned says what was logged last about each change. Run owns it.
	warned map[common.Hash]string
	// tries says when to look again at a change that could not be vetted. Run
	// owns it.
	tries map[common.Hash]try
	// words says when to look again for the words of a reason. RunLog owns it.
	words map[registry.Digest]try
}

// A try is a failed one.
type try struct {
	next  time.Time
	pause time.Duration
}

// The pauses between two tries to vet a change grow from one to the other.
const minTry, maxTry = 100 * time.Millisecond, 30 * time.Second

// A Stage says how far this pod is with a change.
type Stage string

// The stages, in order.
const (
	Fetched   Stage = "fetched"
	Verified  Stage = "verified"
	Compiled  Stage = "compiled"
	Rehearsed Stage = "rehearsed"
	Vetted    Stage = "vetted"
	Switched  Stage = "switched"
)

// A Progress is what this pod has done about a change.
type Progress struct {
	Change common.Hash `json:"change"`
	Stage  Stage       `json:"stage"`
	// Document is the digest of the change document.
	Document registry.Digest `json:"document"`
	// Records were rehearsed; Refused says what would not move.
	Records int      `json:"records"`
	Refused []string `json:"refused,omitempty"`
	// Evidence is the digest of the rehearsal's report.
	Evidence registry.Digest `json:"evidence"`
	// Error says why the pod does not go on, "" when it does.
	Error string `json:"error,omitempty"`
}

// New returns an Upgrader.
func New(cfg Config) *Upgrader {
	return &Upgrader{
		cfg: cfg, wake: make(chan struct{}, 1), ready: map[common.Hash]step{}, warned: map[common.Hash]string{},
		tries: map[common.Hash]try{}, words: map[registry.Digest]try{},
	}
}

// Wake makes Run look now.
func (u *Upgrader) Wake() {
	select {
	case u.wake <- struct{}{}:
	default:
	}
}

// Run follows changes until ctx ends.
func (u *Upgrader) Run(ctx context.Context) error {
	for inspected := false; ; {
		if !inspected {
			inspected = u.inspect(ctx)
		}
		u.round(ctx)
		t := time.NewTimer(500 * time.Millisecond)
		select {
		case <-ctx.Done():
			t.Stop()
			return nil
		case <-u.wake:
			t.Stop()
		case <-t.C:
		}
	}
}

// round does what can be done now about every change, then novates.
func (u *Upgrader) round(ctx context.Context) {
	for _, c := range u.cfg.View().Sorted() {
		if ctx.Err() != nil {
			return
		}
		var err error
		switch c.Status {
		case change.Proposed, change.Prepared:
			err = u.advance(ctx, c)
		case change.Activated, change.Reverted:
			err = u.follow(ctx, c)
		case change.Withdrawn, change.Rejected:
		}
		u.warn(ctx, c, err)
	}
	if u.cfg.Finish() {
		u.finish(ctx)
	}
}

// warn logs what hinders a change, once.
func (u *Upgrader) warn(ctx context.Context, c *change.Change, err error) {
	switch {
	case err == nil || ctx.Err() != nil:
		delete(u.warned, c.Hash)
	case u.warned[c.Hash] != err.Error():
		u.warned[c.Hash] = err.Error()
		u.cfg.Log.WarnContext(ctx, "a change does not go on here", "change", c.Hash, "error", err)
	}
}

// advance takes a proposed change up to vetting, prepares and activates it when
// it is due, and aborts it when it is prepared and too late.
func (u *Upgrader) advance(ctx context.Context, c *change.Change) error {
	v := u.cfg.View()
	if c.Status == change.Prepared {
		if ended, err := u.end(ctx, v, c); ended || err != nil {
			return err
		}
	}
	if v.Time > c.Struct.Expiry || c.Struct.MemberEpoch != v.MemberEpoch {
		return nil // it can never be activated
	}
	p, err := u.progress(ctx, c.Hash)
	if err != nil {
		return err
	}
	if err := u.cfg.Stopped(); err != nil {
		return u.complain(ctx, p, err)
	}
	if p.Stage != Vetted {
		last := u.tries[c.Hash]
		if time.Now().Before(last.next) {
			return nil
		}
		if err := u.vet(ctx, c, p); err != nil {
			pause := min(max(2*last.pause, minTry), maxTry)
			u.tries[c.Hash] = try{time.Now().Add(pause), pause}
			p.Error = err.Error()
			return errors.Join(err, u.save(ctx, p, nil))
		}
	}
	return u.complain(ctx, p, u.activate(ctx, v, c))
}

// complain keeps why a change does not go on, when that is news.
func (u *Upgrader) complain(ctx context.Context, p *Progress, err error) error {
	if why := text(err); why != p.Error {
		p.Error = why
		err = errors.Join(err, u.save(ctx, p, nil))
	}
	return err
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// vet fetches, verifies, compiles, rehearses and attests.
func (u *Upgrader) vet(ctx context.Context, c *change.Change, p *Progress) error {
	p.Error = ""
	// What is vetted is in a log that the members see alike.
	if err := u.Sync(ctx); err != nil {
		return err
	}
	s, err := u.fetch(ctx, c)
	if err != nil {
		return fmt.Errorf("fetching: %w", err)
	}
	p.Document = s.doc.Digest()
	if err := u.reach(ctx, p, Fetched); err != nil {
		return err
	}
	if err := u.verify(ctx, c, s); err != nil {
		return fmt.Errorf("verifying: %w", err)
	}
	if err := u.verifyLive(ctx, s); err != nil {
		return fmt.Errorf("verifying: %w", err)
	}
	if err := u.VerifyCalls(ctx, s.doc); err != nil {
		return fmt.Errorf("verifying: %w", err)
	}
	if err := u.reach(ctx, p, Verified); err != nil {
		return err
	}
	if err := u.compile(ctx, s); err != nil {
		return fmt.Errorf("compiling: %w", err)
	}
	if err := u.reach(ctx, p, Compiled); err != nil {
		return err
	}
	r, err := u.rehearse(ctx, s)
	if err != nil {
		return fmt.Errorf("rehearsing: %w", err)
	}
	p.Records, p.Refused, p.Evidence = r.Records, r.Refused, r.Digest()
	if !r.Ready() {
		return fmt.Errorf("rehearsing: %d of %d records move, %d come back as they were; %s: %w",
			r.Moved, r.Records, r.Returned, first(r.Refused), registry.ErrRefused)
	}
	if err := u.reach(ctx, p, Rehearsed); err != nil {
		return err
	}
	return u.attest(ctx, c, p)
}

func first(s []string) string {
	if len(s) == 0 {
		return "no reason given"
	}
	return s[0]
}

// attest puts the pod's readiness on chain.
func (u *Upgrader) attest(ctx context.Context, c *change.Change, p *Progress) error {
	p.Stage = Vetted
	data, err := binding.NewConsortium().TryPackAttest(c.Hash, p.Evidence)
	if err != nil {
		return err
	}
	u.cfg.Point("vetting")
	err = u.save(ctx, p, func(tx store.Tx) error {
		return u.queue(tx, data, "attest/"+c.Hash.Hex())
	})
	u.cfg.Point("vetted")
	return err
}

// activationDelay is how long the pods of members that did not propose a change
// leave its activation to the one that did.
const activationDelay = 3 * time.Second

// activate sends the activation of a change that waits for nothing else, or
// first what prepares it.
func (u *Upgrader) activate(ctx context.Context, v *change.View, c *change.Change) error {
	// A chain that makes blocks only when something is sent has a clock that
	// stands still: the block that activates will have the time of now.
	now := *v
	now.Time = max(v.Time, uint64(time.Now().Unix()))
	if len(now.PrepareBlockers(c)) > 0 {
		delete(u.ready, c.Hash)
		return nil
	}
	doc, err := u.Document(ctx, c)
	if err != nil {
		return err
	}
	from, _, ok := c.Window(now.Time)
	switch {
	case doc.Prepares() && c.Status == change.Proposed:
		return u.turn(ctx, c, doc, "prepare", doc.PackPrepare)
	case !ok || now.Time < from:
		return nil
	default:
		return u.turn(ctx, c, doc, "activate", doc.PackActivate)
	}
}

// queue sends a call of the Consortium from the pod's account.
func (u *Upgrader) queue(tx store.Tx, data []byte, ref string) error {
	return u.cfg.Submit.Queue(tx, submit.Entry{
		Account: u.cfg.Pod, Key: PodKey, To: evidence.Address(u.cfg.Consortium), Data: data, Ref: ref,
	})
}

// PodKey is the name under which queued transactions ask for the pod's key.
const PodKey = "pod"

// follow makes sure that the release of an activated change can decide here. A
// change that was activated against this pod's own checks ends in quarantine.
func (u *Upgrader) follow(ctx context.Context, c *change.Change) error {
	p, err := u.progress(ctx, c.Hash)
	if err != nil || p.Stage == Switched {
		return err
	}
	if err := u.cfg.Stopped(); err != nil {
		return u.complain(ctx, p, err)
	}
	s, err := u.activated(ctx, c, p)
	if err == nil {
		err = u.compile(ctx, s)
	}
	if err == nil && c.Status == change.Activated && p.Stage != Vetted {
		// It was activated without this pod, which did not rehearse before.
		var r *migrate.Report
		if r, err = u.rehearse(ctx, s); err == nil && !r.Ready() {
			err = fmt.Errorf("the migration of this pod's records fails: %s: %w", first(r.Refused), registry.ErrRefused)
		}
	}
	switch {
	case errors.Is(err, registry.ErrUnreachable), errors.Is(err, registry.ErrNotFound), ctx.Err() != nil:
		return err // come back later
	case err != nil:
		u.cfg.Quarantine(ctx, fmt.Sprintf("change %s was activated, but here it fails: %v", c.Hash.Hex(), err))
		return err
	}
	if len(s.doc.Moves) > 0 {
		if done, err := u.cfg.Moved(ctx, c, s.doc); err != nil || !done {
			return err
		}
	}
	u.cfg.Point("switch")
	p.Document, p.Error = s.doc.Digest(), ""
	return u.reach(ctx, p, Switched)
}

// activated returns what an activated change names, fetched and verified. What
// this pod has vetted is not verified again: nothing that was verified can change
// while the document is the same, and whether the rules are as they were is
// looked at when they are made ready.
func (u *Upgrader) activated(ctx context.Context, c *change.Change, p *Progress) (*subject, error) {
	if p.Stage == Vetted && p.Document == registry.Digest(c.Struct.Plan) {
		doc, err := u.Document(ctx, c)
		return &subject{doc: doc}, err
	}
	s, err := u.fetch(ctx, c)
	if err != nil {
		return nil, err
	}
	return s, u.verify(ctx, c, s)
}

// progress reads what was done about a change.
func (u *Upgrader) progress(ctx context.Context, h common.Hash) (*Progress, error) {
	var p *Progress
	err := u.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		p, err = ReadProgress(tx, h)
		return err
	})
	return p, err
}

// ReadProgress returns what this pod has done about a change; nothing, when it
// has not begun.
func ReadProgress(tx store.Tx, h common.Hash) (*Progress, error) {
	p := &Progress{Change: h}
	b, err := tx.Get(bucket, h[:])
	if err != nil || b == nil {
		return p, err
	}
	if err := json.Unmarshal(b, p); err != nil {
		return nil, fmt.Errorf("the progress of change %s is damaged in the store: %v: %w", h.Hex(), err, registry.ErrInvalid)
	}
	return p, nil
}

// reach makes a stage durable.
func (u *Upgrader) reach(ctx context.Context, p *Progress, s Stage) error {
	p.Stage = s
	err := u.save(ctx, p, nil)
	u.cfg.Point(string(s))
	return err
}

// save makes p durable, together with an effect.
func (u *Upgrader) save(ctx context.Context, p *Progress, effect func(store.Tx) error) error {
	b, err := json.Marshal(p)
	if err != nil {
		return err
	}
	err = u.cfg.Store.Update(ctx, func(tx store.Tx) error {
		if effect != nil {
			if err := effect(tx); err != nil {
				return err
			}
		}
		return tx.Put(bucket, p.Change[:], b)
	})
	u.cfg.Submit.Wake()
	return err
}
