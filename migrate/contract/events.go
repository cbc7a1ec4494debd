package contract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/leaves"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// An Event is emitted by a new contract for each value that a copy writes, so
// that an indexer which hears nothing but events of that address knows the whole
// state. In place none are emitted: the address has told its events before.
type Event struct {
	// Event is the signature of an event of the new contract,
	// "Transfer(address,address,uint256)", or its name when there is one such.
	Event string `json:"event"`
	// For is the target pattern whose values it tells: "_balances[]". What is
	// zero is not told.
	For string `json:"for"`
	// Args has one text for each argument: "value", "key 0" (the outermost key),
	// or a constant.
	Args []string `json:"args"`
}

// An Emission is an Event with how often it is emitted for the state that a plan
// was made on.
type Emission struct {
	Event string `json:"event"`
	For   string `json:"for"`
	Logs  uint64 `json:"logs"`
}

// maxEvents bounds the events of a map.
const maxEvents = 64

// An emitter makes the logs of one Event.
type emitter struct {
	number int // of the Event in the map
	topic  common.Hash
	args   []filler
}

// A filler is one argument of an event.
type filler struct {
	indexed, text bool
	// key is the number of a key, or one of those below.
	key      int
	constant statetree.Value
}

const (
	fromValue = -1
	fromText  = -2
)

// emitters understands the events of the map, by the pattern that they tell.
func (w *work) emitters() (map[string][]emitter, error) {
	events := w.plan.Map.Events
	if len(events) == 0 {
		return nil, nil
	}
	if len(events) > maxEvents {
		return nil, fmt.Errorf("the map has %d events, at most %d are taken: %w", len(events), maxEvents, registry.ErrInvalid)
	}
	parsed, err := parseABI(w.in.To)
	if err != nil {
		return nil, err
	}
	k, err := newKeyed(w.in.To.Layout)
	if err != nil {
		return nil, err
	}
	out := map[string][]emitter{}
	for i, e := range events {
		pattern, em, err := newEmitter(k, parsed, e)
		if err != nil {
			return nil, fmt.Errorf("event %d of the map, %s for %s: %w", i, e.Event, e.For, err)
		}
		if slices.ContainsFunc(events[:i], e.same) {
			return nil, fmt.Errorf("event %d of the map, %s for %s, is there twice: %w", i, e.Event, e.For, registry.ErrInvalid)
		}
		em.number = i
		out[pattern] = append(out[pattern], em)
	}
	return out, nil
}

func (e Event) same(o Event) bool {
	return e.Event == o.Event && e.For == o.For && slices.Equal(e.Args, o.Args)
}

func newEmitter(k *keyed, parsed abi.ABI, e Event) (pattern string, em emitter, err error) {
	event, err := findEvent(parsed, e.Event)
	if err != nil {
		return "", em, err
	}
	pattern, typ, err := remap.Resolve(k.l, e.For)
	if err != nil {
		return "", em, err
	}
	if !slices.ContainsFunc(k.tree.Shapes(), func(s statetree.Shape) bool { return s.Pattern == pattern }) {
		return "", em, fmt.Errorf("%s has no value of its own; name what is in it: %w", pattern, registry.ErrInvalid)
	}
	if len(e.Args) != len(event.Inputs) {
		return "", em, fmt.Errorf("%s has %d arguments, and there are %d: %w", event.Sig, len(event.Inputs), len(e.Args), registry.ErrInvalid)
	}
	var keys []string
	if m := k.innermost(pattern); m != nil {
		keys = m.keyTypes
	}
	em.topic = event.ID
	for i, in := range event.Inputs {
		f, err := newFiller(k.l, in, e.Args[i], typ, keys)
		if err != nil {
			return "", em, fmt.Errorf("argument %d: %w", i, err)
		}
		em.args = append(em.args, f)
	}
	return pattern, em, nil
}

func findEvent(parsed abi.ABI, name string) (abi.Event, error) {
	var found []abi.Event
	var all []string
	for _, e := range parsed.Events {
		all = append(all, e.Sig)
		if e.Sig == strings.ReplaceAll(name, " ", "") || e.RawName == name {
			found = append(found, e)
		}
	}
	slices.Sort(all)
	if len(found) != 1 {
		return abi.Event{}, fmt.Errorf("the new contract has %d events of that name; it has %s: %w", len(found), some(all), registry.ErrInvalid)
	}
	if found[0].Anonymous {
		return abi.Event{}, fmt.Errorf("it is anonymous, so nobody could tell it from others: %w", registry.ErrInvalid)
	}
	return found[0], nil
}

func newFiller(l *layout.Layout, in abi.Argument, text, typ string, keys []string) (filler, error) {
	f := filler{indexed: in.Indexed, text: in.Type.T == abi.StringTy || in.Type.T == abi.BytesTy, key: fromText}
	number, isKey := strings.CutPrefix(text, "key ")
	switch {
	case text == "value":
		f.key = fromValue
		return f, holds(l, typ, in.Type)
	case isKey:
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 || n >= len(keys) {
			return f, fmt.Errorf("there is no %q; there are %d keys, the first is \"key 0\": %w", text, len(keys), registry.ErrInvalid)
		}
		f.key = n
		return f, holds(l, keys[n], in.Type)
	}
	v, err := argument(in.Type, text)
	if err != nil {
		return f, fmt.Errorf("want value, key 0, or a constant: %w", err)
	}
	switch v := v.(type) {
	case string:
		f.constant.Bytes = []byte(v)
	case []byte:
		f.constant.Bytes = v
	default:
		word, err := abi.Arguments{{Type: in.Type}}.Pack(v)
		if err != nil {
			return f, fmt.Errorf("encoding %.80q: %v: %w", text, err, registry.ErrInvalid)
		}
		f.constant.Word = common.BytesToHash(word)
	}
	return f, nil
}

// holds checks that an argument can be any value of a type.
func holds(l *layout.Layout, typ string, in abi.Type) error {
	t := l.Types[typ]
	for range 3 {
		if t.Kind == layout.UserDefined {
			t = l.Types[t.Value]
		}
	}
	wide := in.Size/8 >= t.Size // of numbers
	ok := false
	switch t.Kind {
	case layout.Unsigned, layout.Enum:
		ok = in.T == abi.UintTy && wide
	case layout.Signed:
		ok = in.T == abi.IntTy && wide
	case layout.Bool:
		ok = in.T == abi.BoolTy
	case layout.Address, layout.Contract:
		ok = in.T == abi.AddressTy
	case layout.FixedBytes:
		ok = in.T == abi.FixedBytesTy && in.Size >= t.Size
	case layout.String:
		ok = in.T == abi.StringTy
	case layout.Bytes:
		ok = in.T == abi.BytesTy
	default:
	}
	if !ok {
		return fmt.Errorf("%s does not hold every %s: %w", in.String(), t.Label, registry.ErrInvalid)
	}
	return nil
}

// log is what the event of one value is.
func (e *emitter) log(f statetree.Field) leaves.Log {
	out := leaves.Log{Topics: []common.Hash{e.topic}, Data: []byte{}}
	var head, tail []byte
	plain := 0
	for _, a := range e.args {
		if !a.indexed {
			plain++
		}
	}
	keys := f.Path.Keys()
	for _, a := range e.args {
		v := a.constant
		switch {
		case a.key == fromValue:
			v = f.Value
		case a.key >= 0:
			v = keys[a.key]
		}
		switch {
		case a.indexed && a.text:
			out.Topics = append(out.Topics, crypto.Keccak256Hash(v.Bytes))
		case a.indexed:
			out.Topics = append(out.Topics, v.Word)
		case a.text:
			head = append(head, number(32*plain+len(tail))...)
			tail = append(append(tail, number(len(v.Bytes))...), v.Bytes...)
			tail = append(tail, make([]byte, (32-len(v.Bytes)%32)%32)...)
		default:
			head = append(head, v.Word[:]...)
		}
	}
	out.Data = append(append(out.Data, head...), tail...)
	return out
}

func number(n int) []byte {
	var w common.Hash
	w.SetBytes([]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
	return w[:]
}

// told says what is emitted by the chosen way.
func (w *work) told(r *reading) {
	p := w.plan
	if len(p.Map.Events) == 0 {
		if w.draining != (common.Address{}) && p.Way == InPlace {
			w.note("no events are emitted in place: if the migration %s emits events for indexers, they do not hear of the entries "+
				"that it has not settled; drain it first when they need to", w.draining)
		}
		return
	}
	if p.Way == InPlace {
		w.note("the events of the map are not emitted in place: the address has told indexers everything before%s",
			map[bool]string{true: ", but for what an earlier migration has not settled yet: drain it first"}[w.draining != common.Address{}])
		return
	}
	for i, e := range p.Map.Events {
		p.Events = append(p.Events, Emission{Event: e.Event, For: e.For, Logs: r.told[i]})
	}
	w.note("a revert cannot take back events that the new contract has emitted: indexers then drop its address, and read again what the " +
		"revert writes into the old contract, which emits none for that")
}
