// Package contract plans how the state of one contract moves: what each variable
// becomes, which keys there are, in which way, at which cost, and how it comes
// back.
//
// # Promises
//
// A plan is made only for the code that is deployed, as package match tells, and
// is accepted only when every slot of the account is explained: by a variable of
// the layout, by a key of a mapping, or as the proxy's own. The root of what was
// read must be the account's proven storage root. A plan whose state is not
// wholly explained says what is not, and comes with an error.
//
// The same inputs give the same plan, byte for byte. A plan holds no values, so
// it is the same for the state that it was made on and for the later state that
// it is carried out on; [Plan.Read] applies it to any block, with the same
// checks. Reading streams: memory does not grow with the number of entries.
//
// # Dependencies
//
// Of ours it imports registry, registry/compat, contracts, contracts/..., and the packages
// below migrate except those that execute.
package contract

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// An Input is what a plan is made from.
type Input struct {
	From, To *artifact.Artifact
	Address  common.Address
	Chain    *chain.Client
	// Keys is an optional list: see [KeysFile].
	Keys []byte
	Map  MapFile
	// Dir is for scratch files; "" means a temporary folder. Nothing is left in
	// it by [New].
	Dir string
	// Read says how.
	Read chainstate.Config
	// LogsFrom is the block from which on events are searched for keys; zero is
	// the first one.
	LogsFrom uint64
	// Computer works out computed values; nil when there are none.
	Computer remap.Computer
	// Overlay says what the account holds besides its storage; nil means
	// nothing. It must be given for an account that still drains, as of the block
	// that Read names.
	Overlay Overlay
	// Formerly are accounts at which the state was before it came to Address by
	// a copy: keys are searched for in their events, too.
	Formerly []common.Address
	// Before is what the old contract held at the switch, for a plan that leads
	// back; nil otherwise. What was dropped on the way here comes back from it.
	Before *Before
	// Written gets the keys, by To's layout, of what [Plan.Read] writes eagerly:
	// who has them can read the target without converting anything again. Nil
	// when nobody wants them.
	Written *statetree.KeySet
	// Progress hears of long work; may be nil. A total of zero is not known.
	Progress func(what string, done, total uint64)
}

// Before is the old contract, on the way back to it.
type Before struct {
	// Slots are what it held when it was frozen.
	Slots statetree.Slots
	// Account is where it was; its events tell keys.
	Account common.Address
}

// work is one plan being made or followed.
type work struct {
	in      Input
	plan    *Plan
	snap    *chainstate.Snapshot
	keyed   *keyed
	mapping *remap.Mapping
	// deferrable tells for each target pattern whether it is part of an element
	// that may be materialised later.
	deferrable map[string]bool
	// emits are the events for indexers, by target pattern.
	emits    map[string][]emitter
	proxyHas bool // the account is a proxy, and may have a proxy's slots
	// old is the work on the old contract on the way back to it, and oldKeys what
	// is known of it: see formerly. dir is for them.
	old     *work
	oldKeys *gathering
	dir     string
	// draining is the migration whose gate the account runs; zero for none.
	draining common.Address
	// block is what the cost is estimated with.
	block pace
}

func (w *work) progress(what string, done uint64) {
	if w.in.Progress != nil {
		w.in.Progress(what, done, 0)
	}
}

// slots are what is read from.
func (w *work) slots() statetree.Slots {
	if w.in.Overlay != nil {
		return w.in.Overlay.Over(w.snap)
	}
	return w.snap
}

// New looks at the chain and makes a plan. A plan whose state is not wholly
// explained is returned together with an error that is registry.ErrRefused.
//
// It fails with registry.ErrInvalid when artefacts, keys or map are wrong, with
// registry.ErrRefused when the code at the address is not From's or the account
// drains and no Overlay is given, with
// registry.ErrNotFound when there is none, and as package chainstate does.
func New(ctx context.Context, in Input) (*Plan, error) {
	w, err := start(in, nil)
	if err != nil {
		return nil, err
	}
	dir, done, err := scratch(in.Dir)
	if err != nil {
		return nil, err
	}
	defer done()
	if err := w.look(ctx); err != nil {
		return nil, err
	}
	if err := w.settle(); err != nil {
		return nil, err
	}
	r, err := w.read(ctx, dir, true)
	if err != nil {
		return nil, err
	}
	defer r.close()
	if err := w.fill(ctx, r); err != nil {
		return nil, err
	}
	if err := w.refusal(r); err != nil {
		return w.plan, err
	}
	return w.plan, w.siblings(ctx, dir)
}

// start checks what can be checked without a chain. With a plan it prepares to
// follow that.
func start(in Input, p *Plan) (*work, error) {
	switch {
	case in.From == nil || in.To == nil:
		return nil, fmt.Errorf("a plan needs the artefacts of both contracts: %w", registry.ErrInvalid)
	case in.Chain == nil:
		return nil, fmt.Errorf("a plan needs a chain: %w", registry.ErrInvalid)
	}
	for _, a := range []*artifact.Artifact{in.From, in.To} {
		if a.Layout == nil {
			why := a.Missing["layout"]
			return nil, fmt.Errorf("%s:%s has no storage layout (%s): import it from a build with syntax trees: %w", a.Source, a.Name, why, registry.ErrInvalid)
		}
	}
	w := &work{in: in, plan: p}
	var err error
	if w.keyed, err = newKeyed(in.From.Layout); err != nil {
		return nil, err
	}
	if p == nil {
		w.plan = &Plan{Format: Format, ChainID: in.Chain.ChainID().Uint64(), Address: in.Address, Variables: []Row{}}
		w.plan.Rules = in.rules()
		if w.plan.Map, err = in.Map.normalise(in.To); err != nil {
			return nil, err
		}
		if w.plan.From, err = end(in.From); err != nil {
			return nil, err
		}
		if w.plan.To, err = end(in.To); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// rules is the digest of what works values out, zero for nothing.
func (in *Input) rules() registry.Digest {
	if in.Computer == nil {
		return registry.Digest{}
	}
	return in.Computer.Digest()
}

// settle works out what becomes of each variable.
func (w *work) settle() (err error) {
	if w.mapping, err = w.plan.mapping(w.in.From, w.in.To); err != nil {
		return err
	}
	if w.emits, err = w.emitters(); err != nil {
		return err
	}
	return w.deferrals()
}

func end(a *artifact.Artifact) (End, error) {
	b, err := a.Encode()
	if err != nil {
		return End{}, fmt.Errorf("encoding the artefact of %s: %w", a.Name, err)
	}
	return End{Name: a.Source + ":" + a.Name, Artifact: registry.DigestOf(b)}, nil
}

// mapping is what becomes of each pattern, from the artefact that is moved from.
func (p *Plan) mapping(from, to *artifact.Artifact) (*remap.Mapping, error) {
	if !p.Reverse {
		return remap.New(from.Layout, to.Layout, p.Map.Map)
	}
	m, err := remap.New(to.Layout, from.Layout, p.Map.Map)
	if err != nil {
		return nil, err
	}
	return m.Inverse()
}

// deferrals works out which target patterns may be deferred.
func (w *work) deferrals() error {
	k, err := newKeyed(w.in.To.Layout)
	if err != nil {
		return err
	}
	chosen := map[string]bool{}
	for i, text := range w.plan.Map.Defer {
		pattern, typ, err := remap.Resolve(k.l, text)
		if err != nil {
			return fmt.Errorf("defer %d of the map: %w", i, err)
		}
		g := gathering{k: k}
		m := g.below(pattern, typ)
		if m == nil {
			return fmt.Errorf("defer %d of the map: %s is no mapping; mappings are %s: %w", i, pattern, some(g.patterns()), registry.ErrInvalid)
		}
		chosen[m.pattern] = true
	}
	w.deferrable = map[string]bool{}
	for _, s := range k.tree.Shapes() {
		m := k.innermost(s.Pattern)
		w.deferrable[s.Pattern] = m != nil && (chosen[m.pattern] || len(chosen) == 0 && !k.inArray(m))
	}
	return nil
}

// inArray reports whether a mapping is in an element of an array.
func (k *keyed) inArray(m *mapping) bool {
	for i := range m.pattern {
		if i+2 < len(m.pattern) && m.pattern[i:i+2] == "[]" && k.by[m.pattern[:i+2]] == nil {
			return true
		}
	}
	return false
}

// scratch makes a folder that done removes.
func scratch(in string) (dir string, done func(), err error) {
	if in != "" {
		if err := os.MkdirAll(in, 0o700); err != nil {
			return "", nil, fmt.Errorf("making the folder for scratch files: %w", err)
		}
	}
	dir, err = os.MkdirTemp(in, "plan-")
	if err != nil {
		return "", nil, fmt.Errorf("making a folder for scratch files: %w", err)
	}
	return dir, func() { os.RemoveAll(dir) }, nil
}

func sub(dir, name string) (string, error) {
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(path, 0o700); err != nil {
		return "", fmt.Errorf("making a folder: %w", err)
	}
	return path, nil
}

// refusal says why a plan must not be carried out, if it must not.
func (w *work) refusal(r *reading) error {
	var errs []error
	if c := r.completeness; !c.Complete {
		errs = append(errs, unexplained(c))
	}
	if len(r.refused) > 0 {
		errs = append(errs, fmt.Errorf("%d values cannot be carried:\n- %s: %w", r.refusedCount, joined(r.refused), registry.ErrRefused))
	}
	return errors.Join(errs...)
}

func unexplained(c *chainstate.Completeness) error {
	if len(c.Wrong) > 0 {
		return fmt.Errorf("the node told %d slots otherwise than it proves them, the first is %s: ask another node: %w", len(c.Wrong), c.Wrong[0], registry.ErrConflict)
	}
	var lines []string
	for _, u := range c.Unexplained[:min(len(c.Unexplained), maxNamed)] {
		at := "the slot with hash " + u.Hashed.Hex()
		if u.Slot != nil {
			at = "slot " + u.Slot.Hex()
		}
		line := fmt.Sprintf("%s holds %s", at, u.Value.Hex())
		if u.Guess != "" {
			line += " (" + u.Guess + ")"
		}
		lines = append(lines, line)
	}
	more := ""
	if n := len(c.Unexplained); n > maxNamed || c.More {
		more = fmt.Sprintf("\n- and more; %d are in the plan", n)
	}
	return fmt.Errorf("%d slots of the account are explained and these are not:\n- %s%s\n"+
		"give the missing keys (in the keys file, or feed them from events in the map), or the layout of the code that is deployed: %w",
		c.Read, joined(lines), more, registry.ErrRefused)
}

func joined(lines []string) string { return strings.Join(lines, "\n- ") }
