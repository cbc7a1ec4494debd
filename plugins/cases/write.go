package cases

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/wire"
)

// A Finding is a case that a program writes: calls that broke the rules.
type Finding struct {
	// Name and Why are for people; Why may have several lines.
	Name, Why string
	// Calls are played one after the other, each with the state it has.
	Calls []Call
	// Any says that each call must have some answer. Otherwise none may be
	// rejected.
	Any bool
	// State is what the last call must answer with. Empty means that it does not
	// matter.
	State []byte
}

// Write writes a finding as a file that [Reader.Load] reads.
func (r Reader) Write(f Finding) ([]byte, error) {
	var steps []yaml.MapSlice
	for i, c := range f.Calls {
		step, err := r.writeStep(c, i > 0)
		if err != nil {
			return nil, fmt.Errorf("writing the case %s: %w", f.Name, err)
		}
		if f.Any {
			step = append(step, yaml.MapItem{Key: "expect", Value: yaml.MapSlice{{Key: "any", Value: true}}})
		} else if len(f.State) > 0 && i == len(f.Calls)-1 {
			v, err := tree(f.State, r.answered(c.Op))
			if err != nil {
				return nil, fmt.Errorf("writing the case %s: %w", f.Name, err)
			}
			step = append(step, yaml.MapItem{Key: "expect", Value: yaml.MapSlice{{Key: "state", Value: v}}})
		}
		steps = append(steps, step)
	}
	b, err := yaml.MarshalWithOptions(yaml.MapSlice{{Key: "name", Value: f.Name}, {Key: "steps", Value: steps}}, yaml.IndentSequence(true))
	if err != nil {
		return nil, fmt.Errorf("writing the case %s: %w", f.Name, err)
	}
	return append(comment(f.Why), b...), nil
}

func (r Reader) writeStep(c Call, later bool) (step yaml.MapSlice, err error) {
	put := func(key string, value any) { step = append(step, yaml.MapItem{Key: key, Value: value}) }
	for name, op := range ops {
		if op == c.Op && name != "" {
			put("op", name)
		}
	}
	given := r.Schema.State()
	if c.Op == abi.Up && r.Previous != nil {
		given = r.Previous.State()
	}
	q := c.Request
	put("actor", q.Actor)
	if q.Parties == nil {
		q.Parties = []string{}
	}
	put("parties", q.Parties)
	put("time", q.Time)
	if q.Sequence > 0 {
		put("sequence", q.Sequence)
	}
	put("seed", hex.EncodeToString(q.Seed))
	var tables yaml.MapSlice
	for _, ref := range r.ownReferences(q.References) {
		if utf8.Valid(ref.Data) {
			tables = append(tables, yaml.MapItem{Key: ref.Name, Value: yaml.MapSlice{{Key: "text", Value: string(ref.Data)}}})
		}
	}
	if tables != nil {
		put("references", tables)
	}
	if len(q.State) > 0 || later { // a later step without it would carry on
		v, err := tree(q.State, given)
		if err != nil {
			return nil, err
		}
		put("state", v)
	}
	if len(q.Command) > 0 || c.Op == abi.Apply {
		v, err := tree(q.Command, r.Schema.Command())
		if err != nil {
			return nil, err
		}
		put("command", v)
	}
	return step, nil
}

// ownReferences returns the tables that are not those of the release.
func (r Reader) ownReferences(all []abi.Reference) (own []abi.Reference) {
	for _, ref := range all {
		if !slices.ContainsFunc(r.References, func(k abi.Reference) bool { return k.Name == ref.Name && bytes.Equal(k.Data, ref.Data) }) {
			own = append(own, ref)
		}
	}
	return own
}

// tree returns a message as YAML can write it.
func tree(b []byte, md protoreflect.MessageDescriptor) (any, error) {
	m, err := wire.Decode(md, b)
	if err != nil {
		return nil, err
	}
	text, err := wire.ToJSON(m)
	if err != nil {
		return nil, err
	}
	var v yaml.MapSlice
	if err := yaml.UnmarshalWithOptions(text, &v, yaml.UseOrderedMap()); err != nil {
		return nil, err
	}
	if v == nil {
		v = yaml.MapSlice{}
	}
	return v, nil
}

// comment returns a text as lines of a comment.
func comment(text string) (out []byte) {
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", " ")) {
		out = append(append(append(out, "# "...), strings.TrimRight(line, "\n")...), '\n')
	}
	return out
}
