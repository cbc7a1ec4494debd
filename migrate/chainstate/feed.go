package chainstate

import (
	"context"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// A Feed says which fields of an event are keys of a mapping.
type Feed struct {
	// Pattern is the mapping's: "_allowances[][]".
	Pattern string `json:"pattern"`
	// Event is its signature, "Approval(address,address,uint256)"; Fields are
	// the names (or positions, "0") of its arguments, outermost key first.
	// "order.maker" and "2.0" are members of tuples. Each element of an array
	// is a key.
	Event  string   `json:"event"`
	Fields []string `json:"fields"`
}

// maxTuples bounds the keys that one log may give, where several arguments are
// arrays.
const maxTuples = 100_000

// FromEvents adds the keys that logs of the account hold, from a block up to
// the snapshot's, as the feeds say. The layout is that of the keys.
//
// A feed that cannot be is refused with registry.ErrInvalid: of an event or a
// mapping that is not there, with a field of another type than the key, with an
// indexed string, bytes, array or struct (a log has only its hash), or of an
// anonymous event. Values that the key's type cannot hold are left out. A log
// with another number of topics than the ABI says, of older code, is read in
// every way that fits.
func (s *Snapshot) FromEvents(ctx context.Context, a *artifact.Artifact, l *layout.Layout, feeds []Feed, from uint64, into *statetree.KeySet) error {
	known, parsed, err := events(a)
	if err != nil {
		return err
	}
	b, err := mappings(l)
	if err != nil {
		return err
	}
	byTopic := map[common.Hash][]*feed{}
	var topics []common.Hash
	for i := range feeds {
		f, err := b.feed(&feeds[i], known, parsed)
		if err != nil {
			return fmt.Errorf("the keys of %s from event %s: %w", feeds[i].Pattern, feeds[i].Event, err)
		}
		if byTopic[f.topic] == nil {
			topics = append(topics, f.topic)
		}
		byTopic[f.topic] = append(byTopic[f.topic], f)
	}
	if len(feeds) == 0 {
		return nil
	}
	return s.logs(ctx, from, topics, func(logs []types.Log) error {
		for i := range logs {
			if err := s.feed(byTopic, &logs[i], into); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
}

// A feed is a Feed that was understood.
type feed struct {
	topic  common.Hash
	to     *mapping
	events []*event // of the same signature
	fields []int    // leaves of the events
}

func (b *book) feed(f *Feed, known map[common.Hash][]*event, parsed *abi.ABI) (*feed, error) {
	to, err := b.find(f.Pattern)
	if err != nil {
		return nil, err
	}
	out := &feed{to: to}
	signature := strings.ReplaceAll(f.Event, " ", "")
	for _, e := range parsed.Events {
		if e.Sig != signature {
			continue
		}
		if e.Anonymous {
			return nil, fmt.Errorf("the event is anonymous, so its logs cannot be told from others; give the keys in a list: %w", registry.ErrInvalid)
		}
		out.topic, out.events = e.ID, known[e.ID]
	}
	if out.events == nil {
		return nil, fmt.Errorf("the ABI has no such event; write it with the types of its arguments; there are %s: %w",
			eventNames(parsed), registry.ErrInvalid)
	}
	if len(f.Fields) != len(to.keys) {
		return nil, fmt.Errorf("the mapping has %d keys and the feed %d fields: %w", len(to.keys), len(f.Fields), registry.ErrInvalid)
	}
	for i, name := range f.Fields {
		at, err := out.events[0].field(name)
		if err != nil {
			return nil, err
		}
		if leaf := out.events[0].leaves[at]; !to.keys[i].takes(&leaf.typ) {
			return nil, fmt.Errorf("field %s is of type %s, and key %d of type %s: %w", name, leaf.typ.String(), i+1, to.keys[i].label, registry.ErrInvalid)
		}
		out.fields = append(out.fields, at)
	}
	return out, nil
}

// field finds the leaf with a name or a position.
func (e *event) field(name string) (int, error) {
	for i, l := range e.leaves {
		if l.name != name && l.position != name {
			continue
		}
		if in := e.Inputs[l.top]; in.Indexed && (!l.whole || l.typ.T == abi.StringTy || l.typ.T == abi.BytesTy) {
			return 0, fmt.Errorf("argument %s is indexed and of type %s, so that a log has only its hash; give the keys in a list: %w",
				name, in.Type.String(), registry.ErrInvalid)
		}
		return i, nil
	}
	var names []string
	for _, l := range e.leaves {
		names = append(names, l.name)
	}
	return 0, fmt.Errorf("the event has no argument %q of an elementary type; there are %s: %w", name, strings.Join(names, ", "), registry.ErrInvalid)
}

func eventNames(parsed *abi.ABI) string {
	var names []string
	for _, e := range parsed.Events {
		names = append(names, e.Sig)
	}
	return clipped(names)
}

// feed adds the keys of one log.
func (s *Snapshot) feed(feeds map[common.Hash][]*feed, l *types.Log, into *statetree.KeySet) error {
	if len(l.Topics) == 0 {
		return nil
	}
	for _, f := range feeds[l.Topics[0]] {
		ways := s.ways(f.events, l)
		if len(ways) == 0 {
			return fmt.Errorf("log %d of block %d is no %s, though it begins as one; is the ABI that of the contract?: %w",
				l.Index, l.BlockNumber, f.events[0].Sig, registry.ErrInvalid)
		}
		for _, way := range ways {
			parts := make([][]statetree.Value, len(f.fields))
			for i, at := range f.fields {
				parts[i] = way[at]
			}
			if err := f.to.each(parts, maxTuples, into); err != nil {
				return fmt.Errorf("log %d of block %d: %w", l.Index, l.BlockNumber, err)
			}
		}
	}
	return nil
}

// ways reads a log as one of several events of the same signature.
func (s *Snapshot) ways(es []*event, l *types.Log) (ways [][][]statetree.Value) {
	for _, e := range es {
		found, asSaid := e.decode(l.Topics[1:], l.Data)
		if asSaid {
			return found
		}
		ways = append(ways, found...)
	}
	s.node.log.Info("a log has other topics than the ABI says, and is read in every way that fits",
		"event", es[0].Sig, "block", l.BlockNumber, "log", l.Index, "ways", len(ways))
	return ways
}

// each adds every combination of values that fit the mapping's keys, one of each
// part.
func (m *mapping) each(parts [][]statetree.Value, most int, into *statetree.KeySet) error {
	n := 1
	for _, p := range parts {
		if n *= len(p); n > most {
			return fmt.Errorf("it gives more than %d keys of %s; give the keys in a list: %w", most, m.pattern, registry.ErrInvalid)
		}
	}
	keys := make([]statetree.Value, len(parts))
	var from func(i int) error
	from = func(i int) error {
		if i == len(parts) {
			return into.Add(m.pattern, keys)
		}
		for _, v := range parts[i] {
			if !m.keys[i].fits(v) {
				continue
			}
			keys[i] = v
			if err := from(i + 1); err != nil {
				return err
			}
		}
		return nil
	}
	return from(0)
}
