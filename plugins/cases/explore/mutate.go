package explore

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
)

// A mutator changes calls. What it makes is canonical, as the host would refuse
// anything else before the rules see it.
type mutator struct {
	rng    *rand.Rand
	reader cases.Reader
	words  []string // texts that the cases have
}

// maxDepth bounds how deep new messages are filled.
const maxDepth = 4

// learn takes note of the texts of a call: a rule that compares names is not
// passed by random ones.
func (m *mutator) learn(c cases.Call) {
	m.note(c.Request.Actor)
	for _, p := range c.Request.Parties {
		m.note(p)
	}
	for _, part := range []struct {
		b  []byte
		md protoreflect.MessageDescriptor
	}{{c.Request.State, m.state(c.Op)}, {c.Request.Command, m.reader.Schema.Command()}} {
		if msg, err := wire.Decode(part.md, part.b); err == nil {
			m.noteAll(msg)
		}
	}
}

func (m *mutator) note(word string) {
	if word != "" && !slices.Contains(m.words, word) && len(m.words) < 1000 {
		m.words = append(m.words, word)
	}
}

func (m *mutator) noteAll(msg protoreflect.Message) {
	msg.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		each := func(v protoreflect.Value) {
			switch fd.Kind() {
			case protoreflect.StringKind:
				m.note(v.String())
			case protoreflect.MessageKind:
				m.noteAll(v.Message())
			default:
			}
		}
		if !fd.IsList() {
			each(v)
			return true
		}
		for i := range v.List().Len() {
			each(v.List().Get(i))
		}
		return true
	})
	slices.Sort(m.words) // Range has no order
}

// state describes the state that op is given.
func (m *mutator) state(op abi.Op) protoreflect.MessageDescriptor {
	if op == abi.Up && m.reader.Previous != nil {
		return m.reader.Previous.State()
	}
	return m.reader.Schema.State()
}

// change returns a call that differs from c in one to four things.
func (m *mutator) change(c candidate) (candidate, error) {
	c.Request.Parties = slices.Clone(c.Request.Parties)
	for range 1 + m.rng.IntN(4) {
		var err error
		switch n := m.rng.IntN(10); {
		case n < 6 && c.Op == abi.Apply:
			c.Request.Command, err = m.message(c.Request.Command, m.reader.Schema.Command())
		case n < 8:
			if len(c.Request.State) > 0 { // a new record stays one
				c.real = false
				c.Request.State, err = m.message(c.Request.State, m.state(c.Op))
			}
		default:
			m.circumstances(&c.Request)
		}
		if err != nil {
			return c, fmt.Errorf("changing a call: %w", err)
		}
	}
	return c, nil
}

func (m *mutator) circumstances(q *abi.Request) {
	switch m.rng.IntN(5) {
	case 0, 1:
		q.Actor = m.word()
		if len(q.Parties) > 0 && m.rng.IntN(3) > 0 {
			q.Actor = q.Parties[m.rng.IntN(len(q.Parties))]
		}
	case 2:
		q.Time = pick(m.rng, 0, 1, abi.MaxTime, min(q.Time+86400, abi.MaxTime), max(q.Time-86400, 0), m.rng.Int64N(abi.MaxTime))
	case 3:
		m.rng.Shuffle(len(q.Parties), func(i, j int) { q.Parties[i], q.Parties[j] = q.Parties[j], q.Parties[i] })
	default:
		if q.Seed = nil; m.rng.IntN(2) == 0 {
			q.Seed = make([]byte, abi.SeedBytes)
			for i := range q.Seed {
				q.Seed[i] = byte(m.rng.Uint32())
			}
		}
	}
}

// message changes an encoded message.
func (m *mutator) message(b []byte, md protoreflect.MessageDescriptor) ([]byte, error) {
	msg, err := wire.Decode(md, b)
	if err != nil {
		return nil, err
	}
	m.alter(msg, 1)
	return wire.Encode(msg)
}

// alter changes one field, here or below.
func (m *mutator) alter(msg protoreflect.Message, depth int) {
	fields := msg.Descriptor().Fields()
	if fields.Len() == 0 {
		return
	}
	fd := fields.Get(m.rng.IntN(fields.Len()))
	switch {
	case fd.IsList():
		m.alterList(msg.Mutable(fd).List(), fd, depth)
	case !msg.Has(fd):
		msg.Set(fd, m.value(fd, depth))
	case m.rng.IntN(6) == 0:
		msg.Clear(fd)
	case fd.Kind() == protoreflect.MessageKind:
		m.alter(msg.Mutable(fd).Message(), depth+1)
	default:
		msg.Set(fd, m.value(fd, depth))
	}
}

func (m *mutator) alterList(l protoreflect.List, fd protoreflect.FieldDescriptor, depth int) {
	n := l.Len()
	if n == 0 || m.rng.IntN(4) == 0 && n < 64 {
		l.Append(m.value(fd, depth))
		return
	}
	i := m.rng.IntN(n)
	switch m.rng.IntN(4) {
	case 0: // the last in the place of another, one less
		l.Set(i, l.Get(n-1))
		l.Truncate(n - 1)
	case 1:
		if fd.Kind() != protoreflect.MessageKind {
			l.Append(l.Get(i))
		}
	default:
		if fd.Kind() == protoreflect.MessageKind {
			m.alter(l.Get(i).Message(), depth+1)
		} else {
			l.Set(i, m.value(fd, depth))
		}
	}
}

// value makes a value of a field, or of an element of a list.
func (m *mutator) value(fd protoreflect.FieldDescriptor, depth int) protoreflect.Value {
	switch fd.Kind() {
	case protoreflect.MessageKind:
		msg := dynamicpb.NewMessage(fd.Message())
		for range m.rng.IntN(1 + 2*fd.Message().Fields().Len()) {
			if depth < maxDepth {
				m.alter(msg, depth+1)
			}
		}
		return protoreflect.ValueOfMessage(msg)
	case protoreflect.StringKind:
		if d, ok := schema.DecimalOf(fd); ok {
			return protoreflect.ValueOfString(m.decimal(d, fd))
		}
		return protoreflect.ValueOfString(m.word())
	case protoreflect.BytesKind:
		b := make([]byte, m.rng.IntN(40))
		for i := range b {
			b[i] = byte(m.rng.Uint32())
		}
		return protoreflect.ValueOfBytes(b)
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(m.rng.IntN(2) == 0)
	case protoreflect.EnumKind:
		values := fd.Enum().Values()
		return protoreflect.ValueOfEnum(values.Get(m.rng.IntN(values.Len())).Number())
	case protoreflect.Int32Kind:
		return protoreflect.ValueOfInt32(int32(m.integer(math.MinInt32, math.MaxInt32)))
	case protoreflect.Int64Kind:
		return protoreflect.ValueOfInt64(m.integer(math.MinInt64, math.MaxInt64))
	case protoreflect.Uint32Kind:
		return protoreflect.ValueOfUint32(uint32(m.integer(0, math.MaxUint32)))
	default: // the profile has uint64, and no others
		if m.rng.IntN(6) == 0 {
			return protoreflect.ValueOfUint64(math.MaxUint64)
		}
		return protoreflect.ValueOfUint64(uint64(m.integer(0, math.MaxInt64)))
	}
}

// word makes a text: one of the cases' most of the time.
func (m *mutator) word() string {
	if len(m.words) > 0 && m.rng.IntN(4) > 0 {
		return m.words[m.rng.IntN(len(m.words))]
	}
	return pick(m.rng, "", "x", "nobody", "ü", "\x00", "a b\n", strings.Repeat("x", 300), "-1", "0.00")
}

func (m *mutator) integer(least, most int64) int64 {
	n := pick(m.rng, 0, 1, 2, 10, -1, least, most, m.rng.Int64N(1000), m.rng.Int64N(abi.MaxTime), most/2)
	return min(max(n, least), most)
}

// decimal makes a number of the scale, often at an edge.
func (m *mutator) decimal(d schema.Decimal, fd protoreflect.FieldDescriptor) string {
	if m.rng.IntN(3) > 0 {
		for range 8 {
			if w := m.word(); w != "" && d.Check(w) == nil {
				return w
			}
		}
	}
	digits := pick(m.rng, "0", "1", "99", "100", fmt.Sprint(m.rng.Uint32()), strings.Repeat("9", schema.MaxDigits), "1"+strings.Repeat("0", schema.MaxDigits-1))
	scale := int(d.Scale)
	digits = strings.Repeat("0", max(0, scale+1-len(digits))) + digits
	text := digits[:len(digits)-scale]
	if scale > 0 {
		text += "." + digits[len(digits)-scale:]
	}
	if m.rng.IntN(4) == 0 && strings.Trim(text, "0.") != "" {
		text = "-" + text
	}
	if d.Check(text) != nil || !fd.IsList() && m.rng.IntN(8) == 0 {
		if fd.IsList() {
			return strings.TrimSuffix("0."+strings.Repeat("0", scale), ".")
		}
		return ""
	}
	return text
}

func pick[T any](rng *rand.Rand, choices ...T) T { return choices[rng.IntN(len(choices))] }
