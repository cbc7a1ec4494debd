package layout

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/registry"
)

// A reportedLayout is the compiler's own, of sequential or transient storage.
type reportedLayout struct {
	Storage []reportedVariable      `json:"storage"`
	Types   map[string]reportedType `json:"types"`
}

type reportedVariable struct {
	ID       int64  `json:"astId"`
	Contract string `json:"contract"` // that was compiled, not the one with the declaration
	Label    string `json:"label"`
	Slot     string `json:"slot"`
	Offset   *int   `json:"offset"`
	Type     string `json:"type"`
}

type reportedType struct {
	Encoding string             `json:"encoding"`
	Label    string             `json:"label"`
	Bytes    string             `json:"numberOfBytes"`
	Key      string             `json:"key"`
	Value    string             `json:"value"`
	Base     string             `json:"base"`
	Members  []reportedVariable `json:"members"`
}

// readReported returns nil when there is nothing to read.
func readReported(v jsontext.Value) (*reportedLayout, error) {
	if len(v) == 0 || v.Kind() == 'n' {
		return nil, nil
	}
	var out reportedLayout
	if err := json.Unmarshal(v, &out); err != nil {
		return nil, fmt.Errorf("%v: %w", err, registry.ErrInvalid)
	}
	if out.Storage == nil {
		return nil, fmt.Errorf("there is no list of variables: %w", registry.ErrInvalid)
	}
	return &out, nil
}

// A checker compares types that were worked out with types that were reported.
type checker struct {
	r *resolver
	// name is the contract's, what is the report's.
	name, what string
	in         *reportedLayout
	done       map[pair]bool
	todo       []pair
}

// A pair is our key of a type and the compiler's.
type pair struct{ ours, theirs string }

// check compares every variable, and every type that one of them reaches.
func (l *reportedLayout) check(r *resolver, ours []Variable, name, what string) error {
	if l == nil {
		return nil
	}
	c := &checker{r: r, name: name, what: what, in: l, done: map[pair]bool{}}
	if err := c.variables(ours, l.Storage, name); err != nil {
		return err
	}
	for len(c.todo) > 0 {
		next := c.todo[len(c.todo)-1]
		c.todo = c.todo[:len(c.todo)-1]
		if err := c.types(next); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) differ(at, format string, args ...any) error {
	return fmt.Errorf("%s %s, as if they were of two compilations or edited by hand: %w", at,
		fmt.Sprintf(format, args...)+" in the syntax tree and in the compiler's "+c.what, registry.ErrInvalid)
}

func (c *checker) variables(ours []Variable, theirs []reportedVariable, owner string) error {
	for i, o := range ours {
		if i >= len(theirs) {
			return c.differ(o.Place.String(), "variable %s is missing: %s has %d and %d", o.Label, owner, len(ours), len(theirs))
		}
		t := theirs[i]
		offset := -1
		if t.Offset != nil {
			offset = *t.Offset
		}
		if o.Label != t.Label || o.Slot.Dec() != t.Slot || o.Offset != offset {
			return c.differ(o.Place.String(), "variable %d of %s is %s at slot %s, byte %d and %s at slot %s, byte %d", i, owner,
				o.Label, o.Slot.Dec(), o.Offset, t.Label, t.Slot, offset)
		}
		if id := c.r.ids[held{o.Label, cmp.Or(o.Contract, owner)}]; id != t.ID {
			return c.differ(o.Place.String(), "variable %s has the id %d and %d", o.Label, id, t.ID)
		}
		// Some toolchains rename sources, and none renames contracts.
		if !strings.HasSuffix(t.Contract, ":"+c.name) {
			return c.differ(o.Place.String(), "variable %s is in a layout of %s and of %s", o.Label, c.name, t.Contract)
		}
		c.follow(o.Type, t.Type)
	}
	if len(theirs) > len(ours) {
		return c.differ("variable "+theirs[len(ours)].Label, "is missing: %s has %d and %d", owner, len(ours), len(theirs))
	}
	return nil
}

func (c *checker) follow(ours, theirs string) {
	if p := (pair{ours, theirs}); !c.done[p] {
		c.done[p] = true
		c.todo = append(c.todo, p)
	}
}

func (c *checker) types(p pair) error {
	o := c.r.types[p.ours]
	t, ok := c.in.Types[p.theirs]
	if !ok {
		return fmt.Errorf("the compiler's %s names the type %s and does not define it: %w", c.what, p.theirs, registry.ErrInvalid)
	}
	bytes := uint256.NewInt(uint64(o.Size))
	if o.Size == 0 {
		bytes.Mul(&o.Slots, uint256.NewInt(slotSize))
	}
	if o.Label != t.Label || bytes.Dec() != t.Bytes || encoding(o.Kind) != t.Encoding {
		return c.differ("type "+p.ours, "is %s (%s, %s bytes) and %s (%s, %s bytes)", o.Label, encoding(o.Kind), bytes.Dec(), t.Label, t.Encoding, t.Bytes)
	}
	switch o.Kind {
	case Mapping:
		c.follow(o.Key, t.Key)
		c.follow(o.Value, t.Value)
	case Array, Dynamic:
		c.follow(o.Value, t.Base)
	case Struct:
		return c.variables(o.Members, t.Members, p.ours)
	default:
	}
	return nil
}

// encoding is the compiler's word for how a type is kept.
func encoding(k Kind) string {
	switch k {
	case Mapping:
		return "mapping"
	case Dynamic:
		return "dynamic_array"
	case Bytes, String:
		return "bytes"
	default:
		return "inplace"
	}
}
