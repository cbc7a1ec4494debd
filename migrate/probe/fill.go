package probe

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

const (
	madeUp    = 24  // questions with arguments from pools and the generator
	callersOf = 6   // questions of a getter that other callers repeat
	fromKeys  = 256 // values that one mapping gives to a pool
	maxIndex  = 40  // indices of an array that are asked one by one
)

// A filler fills arguments in.
type filler struct {
	Source
	mappings []mapping
	counts   map[string]uint64
	// pools have values by class.
	pools map[string][]value
}

// A mapping is a pattern whose keys can be arguments.
type mapping struct {
	pattern string
	classes []string
}

func newFiller(ctx context.Context, s Source) (*filler, error) {
	if s.Limit <= 0 {
		s.Limit = DefaultLimit
	}
	f := &filler{Source: s, pools: map[string][]value{}}
	for _, n := range slices.Concat([]uint64{0, 1, 2}, s.Lengths, s.Numbers) {
		f.pools["uint"] = append(f.pools["uint"], value{word: wordOf(new(big.Int).SetUint64(n))})
	}
	if s.Layout == nil || s.Keys == nil {
		return f, nil
	}
	shapes, err := statetree.Shapes(s.Layout)
	if err != nil {
		return nil, err
	}
	if f.counts, err = s.Keys.Counts(ctx); err != nil {
		return nil, err
	}
	for _, pattern := range slices.Sorted(maps.Keys(f.counts)) {
		if f.counts[pattern] == 0 {
			continue
		}
		classes, err := f.classes(ctx, shapes, pattern)
		if err != nil {
			return nil, err
		}
		f.mappings = append(f.mappings, mapping{pattern, classes})
	}
	return f, f.pool(ctx)
}

// classes returns the classes of a mapping's keys, outermost first.
func (f *filler) classes(ctx context.Context, shapes []statetree.Shape, pattern string) ([]string, error) {
	for keys, err := range f.Keys.Tuples(ctx, pattern) {
		if err != nil {
			return nil, err
		}
		for _, s := range shapes {
			if strings.HasPrefix(s.Pattern, pattern) && len(s.KeyTypes) >= len(keys) {
				var out []string
				for _, k := range s.KeyTypes[:len(keys)] {
					out = append(out, classOfKey(f.Layout, k))
				}
				return out, nil
			}
		}
		break
	}
	return nil, fmt.Errorf("keys are of %q, which the layout does not have: %w", pattern, registry.ErrInvalid)
}

// classOfKey is class for a type of a layout.
func classOfKey(l *layout.Layout, key string) string {
	t := l.Types[key]
	switch t.Kind {
	case layout.UserDefined:
		return classOfKey(l, t.Value)
	case layout.Unsigned, layout.Enum:
		return "uint"
	case layout.Signed:
		return "int"
	case layout.Bool:
		return "bool"
	case layout.Address, layout.Contract:
		return "address"
	case layout.FixedBytes:
		return fmt.Sprintf("bytes%d", t.Size)
	case layout.String:
		return "string"
	case layout.Bytes:
		return "bytes"
	default: // no keys of mappings
		return t.Label
	}
}

// pool collects values of every class from the keys.
func (f *filler) pool(ctx context.Context) error {
	seen := map[string]bool{}
	for _, m := range f.mappings {
		for keys, err := range f.sample(ctx, m.pattern, fromKeys) {
			if err != nil {
				return err
			}
			for i, k := range keys {
				id := fmt.Sprintf("%s %x %x", m.classes[i], k.word, k.bytes)
				if !seen[id] {
					seen[id] = true
					f.pools[m.classes[i]] = append(f.pools[m.classes[i]], k)
				}
			}
		}
	}
	return nil
}

// sample yields about n tuples of a pattern, spread over all of them.
func (f *filler) sample(ctx context.Context, pattern string, n int) iter.Seq2[[]value, error] {
	return func(yield func([]value, error) bool) {
		step := max(1, (f.counts[pattern]+uint64(n)-1)/uint64(n))
		var i uint64
		for keys, err := range f.Keys.Tuples(ctx, pattern) {
			if err != nil {
				yield(nil, err)
				return
			}
			i++
			if (i-1)%step != 0 {
				continue
			}
			out := make([]value, len(keys))
			for j, k := range keys {
				out[j] = value{word: k.Word, bytes: k.Bytes}
			}
			if !yield(out, nil) {
				return
			}
		}
	}
}

// fill yields argument lists: those of the author, keys of mappings that fit
// wholly, keys that fit in part, and made up ones. None comes twice.
func (f *filler) fill(ctx context.Context, g *Getter) iter.Seq2[[]value, error] {
	return func(yield func([]value, error) bool) {
		in := types(g.Before.Inputs)
		if len(in) == 0 {
			yield(nil, nil)
			return
		}
		asked := map[string]bool{}
		once := func(args []value) bool {
			id := string(encode(in, args))
			if asked[id] {
				return true
			}
			asked[id] = true
			return yield(args, nil)
		}
		for _, texts := range g.args {
			args, err := parseAll(g.Before.Inputs, texts)
			if err != nil {
				yield(nil, err)
				return
			}
			if !once(args) {
				return
			}
		}
		if g.Before.Sig == "supportsInterface(bytes4)" {
			for _, id := range interfaces {
				if !once([]value{{word: common.HexToHash(id)}}) {
					return
				}
			}
		}
		random := f.random(g)
		if !f.fromMappings(ctx, in, random, once, yield, asked) {
			return
		}
		if len(in) == 1 && !f.indices(in[0], once) {
			return
		}
		for range madeUp {
			if !once(f.make(random, in)) {
				return
			}
		}
	}
}

// fromMappings asks with the keys of every mapping whose key types are among the
// argument types, in order: first of those that give all arguments. It reports
// whether to go on.
func (f *filler) fromMappings(ctx context.Context, in []*abi.Type, r *rand.Rand, once func([]value) bool,
	yield func([]value, error) bool, asked map[string]bool,
) bool {
	for _, whole := range []bool{true, false} {
		for _, m := range f.mappings {
			places := placesOf(in, m.classes)
			if places == nil || (len(places) == len(in)) != whole {
				continue
			}
			limit := f.Limit
			if !whole {
				limit = min(max(limit/4, 4), fromKeys)
			}
			for keys, err := range f.sample(ctx, m.pattern, limit) {
				if err != nil {
					yield(nil, err)
					return false
				}
				if len(asked) >= f.Limit {
					return true
				}
				args := f.make(r, in)
				fit := true
				for i, at := range places {
					fit = fit && holds(in[at], keys[i].word)
					args[at] = keys[i]
				}
				if fit && !once(args) {
					return false
				}
			}
		}
	}
	return true
}

// placesOf finds classes among the types, in order; nil when they are not there.
func placesOf(in []*abi.Type, classes []string) []int {
	var out []int
	for i, t := range in {
		if len(out) < len(classes) && class(t) == classes[len(out)] {
			out = append(out, i)
		}
	}
	if len(out) < len(classes) {
		return nil
	}
	return out
}

// indices asks a getter of one number for the elements of arrays, and behind
// their ends.
func (f *filler) indices(t *abi.Type, once func([]value) bool) bool {
	if t.T != abi.UintTy {
		return true
	}
	ask := func(n uint64) bool {
		w := wordOf(new(big.Int).SetUint64(n))
		return !holds(t, w) || once([]value{{word: w}})
	}
	for _, length := range append([]uint64{3}, f.Lengths...) {
		for i := range min(length, maxIndex) {
			if !ask(i) {
				return false
			}
		}
		if length > 0 && !ask(length-1) || !ask(length) {
			return false
		}
	}
	return true
}
