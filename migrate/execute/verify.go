package execute

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/match"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// maxDifferences bounds what a report lists.
const maxDifferences = 100

// Verify compares the chain with what the plan says, independently of what was
// written: the source is read and converted again, the target is read through
// its new layout, and the target's proven storage root says that nothing else is
// there. After the activation it looks at the block of the activation.
// Differences are in the report and a registry.ErrConflict.
func (m *Migration) Verify(ctx context.Context) (*Report, error) {
	if ledgered(m.plan) {
		if !m.j.rec.Deployed || m.j.rec.Frozen == nil {
			return nil, m.nothingToVerify()
		}
		s, err := m.state(ctx)
		switch {
		case err != nil:
			return nil, err
		case s.phase == loaded || s.phase == confirmed:
			return m.verifyLoaded(ctx)
		case s.phase != draining && s.phase != done:
			return nil, m.nothingToVerify()
		}
		return m.verifyActivated(ctx)
	}
	if up, err := m.isUpgraded(ctx); err != nil || !up {
		return nil, firstError(err, m.nothingToVerify())
	}
	return m.verifyActivated(ctx)
}

func (m *Migration) nothingToVerify() error {
	return fmt.Errorf("nothing is written yet that could be verified; run the migration first: %w", registry.ErrStale)
}

// verifyLoaded verifies while the target is frozen.
func (m *Migration) verifyLoaded(ctx context.Context) (*Report, error) {
	f, err := m.look.Finalized(ctx)
	if err != nil {
		return nil, err
	}
	if err := m.stillFrozen(ctx, f.Number); err != nil {
		return nil, err
	}
	return m.verify(ctx, check{source: m.j.rec.Frozen.Number, target: f.Number, runs: m.j.rec.TargetStandIn})
}

// verifySwitch verifies right after the activation. Every member has read the
// loaded target back before it, so that a proven root says that the switch has
// changed nothing but the implementation; otherwise all is read again.
func (m *Migration) verifySwitch(ctx context.Context) error {
	if err := m.findSwitch(ctx); err != nil {
		return err
	}
	r := &m.j.rec
	if m.attests() && r.Switched != (common.Hash{}) {
		snap, err := m.snapshot(ctx, r.Target, r.Activated.Number)
		if err != nil {
			return err
		}
		if snap.StorageRoot == r.Switched {
			if _, err := m.paid(ctx); err != nil {
				return err
			}
			return m.matches(ctx, r.Implementation, m.cfg.Input.To)
		}
	}
	_, err := m.verifyActivated(ctx)
	return err
}

// findSwitch finds the block of the activation.
func (m *Migration) findSwitch(ctx context.Context) error {
	r := &m.j.rec
	if a := r.Activated; a != nil {
		if b, err := m.look.BlockByNumber(ctx, a.Number); err != nil || b.Hash == a.Hash {
			return err
		}
	}
	find := func() (mark, error) { return m.look.upgradedTo(ctx, r.Target, m.next(), r.Begun.Number) }
	if m.plan.Proxy == registry.Beacon {
		find = func() (mark, error) { return m.look.upgradedTo(ctx, m.plan.Beacon, m.next(), r.Begun.Number) }
	}
	if m.plan.Movable {
		find = func() (mark, error) { return m.activatedIn(ctx) }
	}
	at, err := find()
	if err != nil {
		return err
	}
	return m.j.save(func(r *record) { r.Activated = &at })
}

// verifyActivated verifies at the block of the switch.
func (m *Migration) verifyActivated(ctx context.Context) (*Report, error) {
	if err := m.findSwitch(ctx); err != nil {
		return nil, err
	}
	r := &m.j.rec
	block := r.Activated.Number
	c := check{source: block - 1, target: block, switched: true, runs: m.next(), keep: !ledgered(m.plan) || m.plan.Map.Init != ""}
	if ledgered(m.plan) {
		c.source = r.Frozen.Number
	}
	init, err := initCall(m.plan)
	if err != nil {
		return nil, err
	}
	if len(init) > 0 {
		if c.touched, err = m.touchedByInit(ctx, init, block-1); err != nil {
			return nil, err
		}
	}
	rep, err := m.verify(ctx, c)
	if err != nil {
		return rep, err
	}
	if err := m.readSiblings(ctx, c.source); err != nil {
		return rep, err
	}
	amount, err := m.paid(ctx)
	if err != nil {
		return rep, err
	}
	if amount.Sign() > 0 {
		rep.Ether = amount.String()
	}
	return rep, nil
}

// A check says what is compared: the converted source at one block with the
// target at another.
type check struct {
	source, target uint64
	// switched is true after the activation.
	switched bool
	// runs is what the target must have for its implementation.
	runs common.Address
	// touched are the slots that the init call may have written.
	touched map[common.Hash]bool
	// keep makes what was found stay, for a revert.
	keep bool
}

func (m *Migration) verify(ctx context.Context, c check) (*Report, error) {
	keys, err := newKeys(m.path(scratchDir, "keys"), m.cfg.Input.To.Layout)
	if err != nil {
		return nil, err
	}
	v := &verification{m: m, keys: keys}
	defer v.close()
	if err := v.open(ctx, c); err != nil {
		return nil, err
	}
	snap := v.snap
	rep := &Report{
		Plan: m.plan.Digest(), Account: snap.Address, Block: snap.Number, Hash: snap.Hash, StorageRoot: snap.StorageRoot,
		Differences: []Difference{}, Initialised: []Difference{},
	}
	if err := v.code(ctx, c, rep); err != nil {
		return nil, err
	}
	if err := v.read(ctx); err != nil {
		return nil, err
	}
	if err := v.compare(ctx, c, rep); err != nil {
		return nil, err
	}
	if err := v.complete(ctx, rep); err != nil {
		return rep, err
	}
	rep.Events, err = m.checkEvents(ctx, v.st, c.target)
	return rep, err
}

// A verification is one comparison.
type verification struct {
	m    *Migration
	in   contract.Input
	done func() // closes what in reads from
	st   *contract.State
	snap *chainstate.Snapshot
	// want is what the plan says, got what the target's layout finds.
	want, got *slotset.Set
	// keys are those of the target that the plan leads to. Deferred elements are
	// not among them: nothing may be there yet, which the storage root proves.
	keys *statetree.KeySet
	to   *statetree.Tree
}

// open reads and converts the source, and opens the target.
func (v *verification) open(ctx context.Context, c check) (err error) {
	if v.in, v.done, err = v.m.input(ctx, c.source); err != nil {
		return err
	}
	v.in.Written = v.keys
	if v.st, err = v.m.read(ctx, v.in, v.m.path(scratchDir, "verify")); err != nil {
		return err
	}
	v.want = v.st.Eager
	if v.snap, err = v.m.snapshot(ctx, v.m.j.rec.Target, c.target); err != nil {
		return err
	}
	v.to, err = statetree.New(v.in.To.Layout)
	return err
}

func (v *verification) close() {
	if v.got != nil {
		_ = v.got.Close()
	}
	if v.st != nil {
		closeState(v.st)
	}
	if v.done != nil {
		v.done()
	}
	_ = v.keys.Close()
}

// code compares what the target runs with the artefact.
func (v *verification) code(ctx context.Context, c check, rep *Report) error {
	number := new(big.Int).SetUint64(c.target)
	if v.m.plan.Movable {
		if err := v.m.runsRight(ctx, c); err != nil {
			return err
		}
	} else if is, err := v.m.runs(ctx, v.snap.Address, number); err != nil {
		return err
	} else if is != c.runs {
		return fmt.Errorf("%s runs %s at block %d, not %s: %w", v.snap.Address, is, c.target, c.runs, registry.ErrConflict)
	}
	result, err := match.At(ctx, v.m.look, v.m.j.rec.Implementation, number, v.m.cfg.Input.To)
	if err != nil {
		return err
	}
	rep.Code = string(result.Verdict)
	if result.Verdict == match.None {
		return fmt.Errorf("the code of the implementation %s is not that of %s: %s: %w",
			v.m.j.rec.Implementation, v.m.cfg.Input.To.Name, result.Difference.Reason, registry.ErrConflict)
	}
	return nil
}

// fields are the source's, converted.
func (v *verification) fields(ctx context.Context) (iter.Seq2[statetree.Field, error], error) {
	in := v.in
	mapping, err := v.m.mapping()
	if err != nil {
		return nil, err
	}
	from, err := statetree.New(in.From.Layout)
	if err != nil {
		return nil, err
	}
	var slots statetree.Slots = v.st.Snapshot
	if in.Overlay != nil {
		slots = in.Overlay.Over(v.st.Snapshot)
	}
	return mapping.Fields(ctx, in.Computer, from.Read(ctx, slots, v.st.Keys)), nil
}

// name finds out what the differing slots are to the new layout.
func (v *verification) name(ctx context.Context, rep *Report) error {
	places := map[common.Hash]int{}
	for i, d := range rep.Differences {
		places[d.Slot] = i
	}
	fields, err := v.fields(ctx)
	if err != nil {
		return err
	}
	for _, all := range []iter.Seq2[statetree.Field, error]{fields, v.to.Read(ctx, v.snap, v.keys)} {
		for f, err := range all {
			if err != nil {
				return err
			}
			parts, err := v.to.Parts(f.Path, f.Value)
			if err != nil {
				return err
			}
			for _, p := range parts {
				if i, ok := places[p.Slot]; ok && rep.Differences[i].Path == "" {
					rep.Differences[i].Path = f.Path.String()
				}
			}
		}
	}
	return nil
}

// read reads the target through its layout, with the keys of what was converted.
func (v *verification) read(ctx context.Context) error {
	b, err := newSet(v.m.path(scratchDir, "got"))
	if err != nil {
		return err
	}
	for f, err := range v.to.Read(ctx, v.snap, v.keys) {
		if err != nil {
			return fmt.Errorf("reading the target: %w", err)
		}
		parts, err := v.to.Put(f)
		if err != nil {
			return err
		}
		for _, p := range parts {
			if err := b.Part(p); err != nil {
				return err
			}
		}
	}
	v.got, err = b.Set(ctx)
	return err
}

// compare lists where the target is not what the plan says. A slot that the new
// layout did not lead to (of a variable that nothing was carried to) is read by
// itself.
func (v *verification) compare(ctx context.Context, c check, rep *Report) error {
	more, err := newSet(v.m.path(scratchDir, "more"))
	if err != nil {
		return err
	}
	var batch []slotset.Difference
	flush := func() error {
		err := v.differ(ctx, rep, batch, more)
		batch = batch[:0]
		return err
	}
	for d, err := range slotset.Diff(ctx, v.want, v.got) {
		if err != nil {
			return err
		}
		if c.touched[d.Slot] || ofProxy(d.Slot) {
			continue
		}
		if batch = append(batch, d); len(batch) == chunk {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	if err := v.initialised(ctx, c, rep, more); err != nil {
		return err
	}
	alone, err := more.Set(ctx)
	if err != nil {
		return err
	}
	defer alone.Close()
	rep.Slots = v.got.Len() + alone.Len()
	proxy, err := proxyWords(ctx, v.snap)
	if err != nil {
		return err
	}
	all, err := with(ctx, v.m.path(scratchDir, "all"), proxy, v.got, alone)
	if err != nil {
		return err
	}
	defer all.Close()
	if rep.Expected, err = all.Root(ctx); err != nil {
		return err
	}
	found, err := v.snap.Complete(ctx, all, maxDifferences, v.st.Source, v.st.Deferred)
	if err != nil {
		return err
	}
	rep.Complete, rep.Unexplained = found.Complete, found.Unexplained
	if len(found.Wrong) > 0 {
		err = fmt.Errorf("the node told %d slots of %s otherwise than it proves them, the first is %s; ask another: %w",
			len(found.Wrong), rep.Account, found.Wrong[0], registry.ErrConflict)
	}
	if err != nil || !c.keep || !rep.Complete || len(rep.Differences) > 0 {
		return err
	}
	kept, err := with(ctx, v.m.path(stateDir, switchedSet), nil, v.got, alone)
	if err != nil {
		return err
	}
	return kept.Close()
}

// differ looks at slots in which the two sets differ.
func (v *verification) differ(ctx context.Context, rep *Report, batch []slotset.Difference, more *slotset.Builder) error {
	slots := make([]common.Hash, len(batch))
	for i, d := range batch {
		slots[i] = d.Slot
	}
	found, err := v.words(ctx, slots)
	if err != nil {
		return err
	}
	for i, d := range batch {
		if d.B == (common.Hash{}) && found[i] != (common.Hash{}) {
			if err := more.Word(slotset.Word{Head: d.Head, Slot: d.Slot, Value: found[i]}); err != nil {
				return err
			}
		}
		if d.A != found[i] && len(rep.Differences) < maxDifferences {
			rep.Differences = append(rep.Differences, Difference{Slot: d.Slot, Want: d.A, Found: found[i]})
		}
	}
	return nil
}

// initialised looks at the slots that the init call may have written. What it
// wrote is listed, and is right by the approval of the call.
func (v *verification) initialised(ctx context.Context, c check, rep *Report, more *slotset.Builder) error {
	slots := slices.SortedFunc(maps.Keys(c.touched), common.Hash.Cmp)
	found, err := v.words(ctx, slots)
	if err != nil {
		return err
	}
	for i, slot := range slots {
		if ofProxy(slot) {
			continue
		}
		want, err := v.want.Value(slot)
		if err != nil {
			return err
		}
		got, err := v.got.Value(slot)
		if err != nil {
			return err
		}
		if got == (common.Hash{}) && found[i] != (common.Hash{}) {
			if err := more.Word(slotset.Word{Head: slot, Slot: slot, Value: found[i]}); err != nil {
				return err
			}
		}
		if want != found[i] {
			rep.Initialised = append(rep.Initialised, Difference{Slot: slot, Want: want, Found: found[i]})
		}
	}
	return nil
}

// words reads slots of the target; none is no request.
func (v *verification) words(ctx context.Context, slots []common.Hash) ([]common.Hash, error) {
	if len(slots) == 0 {
		return nil, nil
	}
	return v.snap.Words(ctx, slots)
}

// complete fails when anything is different, and names it.
func (v *verification) complete(ctx context.Context, rep *Report) error {
	if len(rep.Differences) == 0 && rep.Complete {
		return nil
	}
	if len(rep.Differences) == 0 {
		first := "one that could not be found"
		if len(rep.Unexplained) > 0 {
			first = rep.Unexplained[0].String()
		}
		return fmt.Errorf("%s holds something at block %d that neither the plan nor the new layout explains: first of all %s: %w",
			rep.Account, rep.Block, first, registry.ErrConflict)
	}
	if err := v.name(ctx, rep); err != nil {
		return err
	}
	d := rep.Differences[0]
	return fmt.Errorf("%s is not what the plan says at block %d: %d slots differ, the first is %s (slot %s): it holds %s and should hold %s: %w",
		rep.Account, rep.Block, len(rep.Differences), d.Path, d.Slot, d.Found, d.Want, registry.ErrConflict)
}

// touchedByInit asks the node which slots of the target the activation touches.
func (m *Migration) touchedByInit(ctx context.Context, init []byte, block uint64) (map[common.Hash]bool, error) {
	r := &m.j.rec
	c := ownerCall{to: r.Target}
	from := r.Ledger
	if ledgered(m.plan) {
		standIn, err := abiOf(contracts.StandIn())
		if err != nil {
			return nil, err
		}
		if c.data, err = standIn.Pack("novationBecome", m.next(), init); err != nil {
			return nil, err
		}
	} else {
		from = m.plan.Owner
		c = upgradeCalls(r.Source, r.SourceAdmin, from, r.Implementation, init)[0]
	}
	var out struct {
		AccessList []struct {
			Address     common.Address `json:"address"`
			StorageKeys []common.Hash  `json:"storageKeys"`
		} `json:"accessList"`
		Error string `json:"error"`
	}
	call := map[string]any{"from": from, "to": c.to, "data": hexutil.Bytes(c.data)}
	err := m.look.RPC().CallContext(ctx, &out, "eth_createAccessList", call, hexutil.EncodeUint64(block))
	if err != nil {
		return nil, m.look.asked(ctx, "asking which slots the init call touches (eth_createAccessList)", err)
	}
	if out.Error != "" {
		return nil, fmt.Errorf("asking which slots the init call touches: %s: %w", out.Error, registry.ErrRefused)
	}
	touched := map[common.Hash]bool{}
	for _, a := range out.AccessList {
		for _, slot := range a.StorageKeys {
			if a.Address == r.Target {
				touched[slot] = true
			}
		}
	}
	return touched, nil
}
