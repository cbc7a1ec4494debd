package chainstate

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// A leaf is an elementary part of the arguments of an event or a call: an
// argument, a member of a tuple, or all elements of an array together.
type leaf struct {
	// name and position lead to it: "order.maker" and "2.0".
	name, position string
	typ            abi.Type
	// top is the argument that it is part of.
	top int
	// whole is true when it is the argument itself.
	whole bool
}

// leaves lists the elementary parts of arguments.
func leaves(args abi.Arguments) (out []leaf) {
	for i, a := range args {
		out = spread(out, leaf{name: a.Name, position: strconv.Itoa(i), typ: a.Type, top: i, whole: true})
	}
	return out
}

func spread(out []leaf, l leaf) []leaf {
	switch l.typ.T {
	case abi.TupleTy:
		for i, t := range l.typ.TupleElems {
			out = spread(out, leaf{l.name + "." + l.typ.TupleRawNames[i], l.position + "." + strconv.Itoa(i), *t, l.top, false})
		}
		return out
	case abi.SliceTy, abi.ArrayTy:
		l.typ, l.whole = *l.typ.Elem, false
		return spread(out, l)
	}
	return append(out, l)
}

// collect adds the values below v to the leaves from at on, and returns the
// leaf after them.
func collect(t *abi.Type, v reflect.Value, at int, out [][]statetree.Value) (int, error) {
	switch t.T {
	case abi.TupleTy:
		for i, e := range t.TupleElems {
			var err error
			if at, err = collect(e, v.Field(i), at, out); err != nil {
				return at, err
			}
		}
		return at, nil
	case abi.SliceTy, abi.ArrayTy:
		for i := range v.Len() {
			if _, err := collect(t.Elem, v.Index(i), at, out); err != nil {
				return at, err
			}
		}
		return at + len(spread(nil, leaf{typ: *t.Elem})), nil
	}
	one, err := value(t, v)
	out[at] = append(out[at], one)
	return at + 1, err
}

// value turns a decoded value into ours.
func value(t *abi.Type, v reflect.Value) (statetree.Value, error) {
	switch t.T {
	case abi.StringTy:
		return statetree.Value{Bytes: []byte(v.String())}, nil
	case abi.BytesTy:
		return statetree.Value{Bytes: append([]byte{}, v.Bytes()...)}, nil
	}
	word, err := abi.Arguments{{Type: *t}}.Pack(v.Interface())
	if err != nil || len(word) != common.HashLength {
		return statetree.Value{}, fmt.Errorf("a value of type %s has no encoding in one word (%v): %w", t, err, registry.ErrInvalid)
	}
	return statetree.Value{Word: common.BytesToHash(word)}, nil
}

// maxElements bounds what arguments may decode to. Arrays of arrays can share
// their elements, so that a short text says a lot.
const maxElements = 1 << 22

// bounded reports whether data of some length cannot decode to too much.
func bounded(args abi.Arguments, length int) bool {
	arrays := 1
	for _, a := range args {
		arrays = max(arrays, nested(&a.Type))
	}
	most := 1
	for range arrays {
		if most *= length/common.HashLength + 1; most > maxElements {
			return false
		}
	}
	return true
}

// nested is how many arrays without fixed length are inside each other.
func nested(t *abi.Type) (deepest int) {
	switch t.T {
	case abi.TupleTy:
		for _, e := range t.TupleElems {
			deepest = max(deepest, nested(e))
		}
	case abi.ArrayTy:
		return nested(t.Elem)
	case abi.SliceTy:
		return 1 + nested(t.Elem)
	}
	return deepest
}

// values decodes arguments, leaf by leaf.
func values(args abi.Arguments, data []byte) ([][]statetree.Value, error) {
	if !bounded(args, len(data)) {
		return nil, fmt.Errorf("%d bytes of arrays in arrays could be too much: %w", len(data), registry.ErrInvalid)
	}
	decoded, err := args.UnpackValues(data)
	if err != nil {
		return nil, err
	}
	out := make([][]statetree.Value, len(leaves(args)))
	at := 0
	for i, a := range args {
		if at, err = collect(&a.Type, reflect.ValueOf(decoded[i]), at, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// An event is one of an ABI.
type event struct {
	abi.Event
	leaves []leaf
}

// events are those of an artefact's ABI that have a name on chain, by that. Two
// may have the same: libraries and contracts may declare one differently.
func events(a *artifact.Artifact) (map[common.Hash][]*event, *abi.ABI, error) {
	parsed, err := abi.JSON(bytes.NewReader(a.ABI))
	if err != nil {
		return nil, nil, fmt.Errorf("reading the ABI of %s: %v: %w", a.Name, err, registry.ErrInvalid)
	}
	out := map[common.Hash][]*event{}
	for _, e := range parsed.Events {
		if !e.Anonymous {
			out[e.ID] = append(out[e.ID], &event{e, leaves(e.Inputs)})
		}
	}
	return out, &parsed, nil
}

// indexed are the arguments that an ABI says are topics.
func (e *event) indexed() []bool {
	out := make([]bool, len(e.Inputs))
	for i, in := range e.Inputs {
		out[i] = in.Indexed
	}
	return out
}

// decode returns the values of a log by leaf, in each way in which the log can
// be read: one way, when it has as many topics as the ABI says. Otherwise it is
// of other code, which had the same event with other arguments indexed, and each
// choice of them that gives exactly these data is a way. A part that is only
// there as its hash has no values.
func (e *event) decode(topics []common.Hash, data []byte) (ways [][][]statetree.Value, asSaid bool) {
	if indexed := e.indexed(); count(indexed) == len(topics) {
		if w, _ := e.read(indexed, topics, data); w != nil {
			return [][][]statetree.Value{w}, true
		}
	}
	for indexed := range choices(len(e.Inputs), len(topics)) {
		if w, exact := e.read(indexed, topics, data); w != nil && exact {
			ways = append(ways, w)
		}
	}
	return ways, false
}

func (e *event) read(indexed []bool, topics []common.Hash, data []byte) (way [][]statetree.Value, exact bool) {
	var rest abi.Arguments
	for i, in := range e.Inputs {
		if !indexed[i] {
			in.Indexed = false
			rest = append(rest, in)
		}
	}
	found, err := values(rest, data)
	if err != nil {
		return nil, false
	}
	exact = canonical(rest, data)
	for _, l := range e.leaves {
		if !indexed[l.top] {
			way, found = append(way, found[0]), found[1:]
			continue
		}
		topic := topics[count(indexed[:l.top])]
		if !l.whole || l.typ.T == abi.StringTy || l.typ.T == abi.BytesTy {
			way = append(way, nil)
			continue
		}
		one, err := values(abi.Arguments{{Type: l.typ}}, topic[:])
		if err != nil {
			return nil, false
		}
		way = append(way, one[0])
	}
	return way, exact
}

// canonical reports whether data is exactly what encoding gives.
func canonical(args abi.Arguments, data []byte) bool {
	decoded, err := args.UnpackValues(data)
	if err != nil {
		return false
	}
	again, err := args.Pack(decoded...)
	return err == nil && bytes.Equal(again, data)
}

func count(of []bool) (n int) {
	for _, b := range of {
		if b {
			n++
		}
	}
	return n
}

// choices yields every way of choosing k of n, for the few that a log can have.
func choices(n, k int) func(func([]bool) bool) {
	return func(yield func([]bool) bool) {
		if k > 3 || k > n || n > 24 {
			return
		}
		chosen := make([]bool, n)
		var from func(i, left int) bool
		from = func(i, left int) bool {
			if left == 0 {
				return yield(slices.Clone(chosen))
			}
			for ; i <= n-left; i++ {
				chosen[i] = true
				if !from(i+1, left-1) {
					return false
				}
				chosen[i] = false
			}
			return true
		}
		from(0, k)
	}
}
