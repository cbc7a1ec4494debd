package chainstate

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
)

const (
	// maxCross bounds the keys of one mapping that are made of values that were
	// seen in different logs.
	maxCross = 100_000
	// maxSeen is how many values of one type are remembered for that.
	maxSeen = 20_000
	// maxPool is how many values of one log are combined with each other.
	maxPool = 64
	// lowNumbers are tried for every key that is a number.
	lowNumbers = 256
)

// Guess adds, for every mapping, what could be keys of it: for a single key each
// value of its type among the arguments of the account's events and of the calls
// that caused them, and the callers; for nested keys those that stand in one
// event or call together, in every order. It also tries the zero address and the
// zero word, the account itself and the addresses in its variables, all values
// of enums and of bool, and the numbers from 0 to 255; and, for nested keys, all
// that was seen with all that was seen, as long as that makes no more than 100
// thousand.
//
// A key that is none does no harm, and Complete says whether they were enough.
// The artefact and the layout are those of the deployed code; call Guess again
// with the artefact of the code before, when that had other events.
func (s *Snapshot) Guess(ctx context.Context, a *artifact.Artifact, l *layout.Layout, from uint64, into *statetree.KeySet) error {
	known, parsed, err := events(a)
	if err != nil {
		return err
	}
	b, err := mappings(l)
	if err != nil {
		return err
	}
	if len(b.all) == 0 {
		return nil
	}
	g := &guesser{s: s, book: b, events: known, abi: parsed, into: into, seen: map[seenType]map[string]statetree.Value{}}
	if err := g.begin(ctx, l); err != nil {
		return err
	}
	if err := s.logs(ctx, from, nil, func(logs []types.Log) error { return g.logs(ctx, logs) }); err != nil {
		return err
	}
	return g.cross(ctx)
}

// A guesser collects values that could be keys.
type guesser struct {
	s      *Snapshot
	book   *book
	events map[common.Hash][]*event
	abi    *abi.ABI
	into   *statetree.KeySet
	// seen are the values by the type of the ABI that they were of.
	seen map[seenType]map[string]statetree.Value
	last common.Hash // transaction
}

// A seenType is a type of the ABI without its size, which values tell.
type seenType byte

// A candidate is a value that could be a key.
type candidate struct {
	typ   abi.Type
	value statetree.Value
}

// begin sees what is known without any log.
func (g *guesser) begin(ctx context.Context, l *layout.Layout) error {
	addresses := []common.Address{{}, g.s.Address}
	found, err := g.variables(ctx, l)
	if err != nil {
		return err
	}
	var pool []candidate
	for _, a := range append(addresses, found...) {
		pool = append(pool, candidate{abi.Type{T: abi.AddressTy}, statetree.Value{Word: common.BytesToHash(a[:])}})
	}
	pool = append(pool, candidate{abi.Type{T: abi.FixedBytesTy}, statetree.Value{}})
	pool = append(pool, candidate{abi.Type{T: abi.BoolTy}, wordOf(0)}, candidate{abi.Type{T: abi.BoolTy}, wordOf(1)})
	for _, m := range g.book.all {
		if len(m.keys) > 1 {
			continue
		}
		for _, v := range m.keys[0].low() {
			if err := g.into.Add(m.pattern, []statetree.Value{v}); err != nil {
				return err
			}
		}
	}
	return g.single(pool)
}

// low are the numbers that are tried for every key that is one.
func (k keyType) low() (out []statetree.Value) {
	switch k.kind {
	case layout.Unsigned, layout.Signed, layout.Enum:
		for i := range uint64(lowNumbers) {
			if v := wordOf(i); k.fits(v) {
				out = append(out, v)
			}
		}
	default:
	}
	return out
}

// variables reads the addresses in variables, the owner's among them, and the
// admin of the proxy.
func (g *guesser) variables(ctx context.Context, l *layout.Layout) (found []common.Address, err error) {
	shapes, err := statetree.Shapes(l)
	if err != nil {
		return nil, err
	}
	admin := new(uint256.Int).SetBytes(crypto.Keccak256([]byte("eip1967.proxy.admin")))
	slots, offsets := []common.Hash{admin.SubUint64(admin, 1).Bytes32()}, []int{0}
	for _, shape := range shapes {
		kind := l.Types[shape.Type].Kind
		if (kind == layout.Address || kind == layout.Contract) && !bytes.Contains([]byte(shape.Pattern), []byte("[]")) {
			slots, offsets = append(slots, shape.Slot), append(offsets, shape.Offset)
		}
	}
	words, err := g.s.Words(ctx, slots)
	if err != nil {
		return nil, err
	}
	for i, w := range words {
		end := common.HashLength - offsets[i]
		found = append(found, common.BytesToAddress(w[max(0, end-common.AddressLength):end]))
	}
	return found, nil
}

// logs sees the arguments of logs, and of the calls that caused them.
func (g *guesser) logs(ctx context.Context, logs []types.Log) error {
	var callers []common.Hash
	for i := range logs {
		l := &logs[i]
		if l.TxHash != g.last {
			g.last, callers = l.TxHash, append(callers, l.TxHash)
		}
		if len(l.Topics) == 0 {
			continue
		}
		for _, e := range g.events[l.Topics[0]] {
			ways, _ := e.decode(l.Topics[1:], l.Data)
			for _, way := range ways {
				if err := g.pool(e.leaves, way, nil); err != nil {
					return err
				}
			}
		}
	}
	return g.calls(ctx, callers)
}

// pool adds what one log or call gives.
func (g *guesser) pool(ls []leaf, way [][]statetree.Value, more []candidate) error {
	pool := more
	for i, l := range ls {
		for _, v := range way[i] {
			pool = append(pool, candidate{l.typ, v})
		}
	}
	if err := g.single(pool); err != nil {
		return err
	}
	if len(pool) > maxPool {
		pool = pool[:maxPool]
	}
	for _, m := range g.book.all {
		if len(m.keys) > 1 {
			if err := g.together(m, pool, make([]statetree.Value, 0, len(m.keys)), 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// single adds values to mappings with one key, and remembers them.
func (g *guesser) single(pool []candidate) error {
	for _, c := range pool {
		g.remember(c)
		for _, m := range g.book.all {
			if len(m.keys) != 1 || !m.keys[0].takes(&c.typ) || !m.keys[0].fits(c.value) {
				continue
			}
			if err := g.into.Add(m.pattern, []statetree.Value{c.value}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *guesser) remember(c candidate) {
	all := g.seen[seenType(c.typ.T)]
	if all == nil {
		all = map[string]statetree.Value{}
		g.seen[seenType(c.typ.T)] = all
	}
	if len(all) <= maxSeen && len(c.value.Bytes) <= 1024 {
		all[string(c.value.Word[:])+string(c.value.Bytes)] = c.value
	}
}

// together adds each choice of different places of the pool that fits the keys.
func (g *guesser) together(m *mapping, pool []candidate, keys []statetree.Value, used uint64) error {
	if len(keys) == len(m.keys) {
		return g.into.Add(m.pattern, keys)
	}
	k := m.keys[len(keys)]
	for i, c := range pool {
		if used&(1<<i) != 0 || !k.takes(&c.typ) || !k.fits(c.value) {
			continue
		}
		if err := g.together(m, pool, append(keys, c.value), used|1<<i); err != nil {
			return err
		}
	}
	return nil
}

// cross combines what was seen anywhere.
func (g *guesser) cross(ctx context.Context) error {
	for _, m := range g.book.all {
		if len(m.keys) < 2 {
			continue
		}
		parts, n := make([][]statetree.Value, len(m.keys)), 1
		for i, k := range m.keys {
			parts[i] = g.fitting(k)
			n = min(n*len(parts[i]), maxCross+1)
		}
		if n > maxCross {
			g.s.node.log.InfoContext(ctx, "too many values to try each with each", "mapping", m.pattern)
			continue
		}
		if err := m.each(parts, maxCross, g.into); err != nil {
			return fmt.Errorf("guessing the keys of %s: %w", m.pattern, err)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// fitting are the values that were seen and fit a key. Numbers from 0 to 255
// count for short types only, or there would be too many.
func (g *guesser) fitting(k keyType) (out []statetree.Value) {
	if k.size > 0 && k.size <= 4 {
		out = k.low()
	}
	for t, all := range g.seen {
		if !k.takes(&abi.Type{T: byte(t)}) {
			continue
		}
		for _, key := range slices.Sorted(maps.Keys(all)) {
			if v := all[key]; k.fits(v) {
				out = append(out, v)
			}
		}
	}
	return out
}
