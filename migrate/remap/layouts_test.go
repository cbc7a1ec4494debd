package remap_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
)

// A maker makes layouts of declarations such as "C.balances mapping(address =>
// uint256)". Every variable begins a slot; members of structs are packed.
type maker struct {
	tb    testing.TB
	l     *layout.Layout
	next  uint256.Int
	decls map[string]string
}

// layoutOf makes a layout. Declarations come one a line:
//
//	struct S {a uint8, b mapping(address => bool)}
//	enum E {A, B}
//	type Fee uint96
//	C.name string          a variable of contract C
//	C.name string was old  with a comment that it was called old
//	ns:id C {a uint256}    a namespace
func layoutOf(tb testing.TB, text string) *layout.Layout {
	tb.Helper()
	m := &maker{tb: tb, l: &layout.Layout{Types: map[string]layout.Type{}}, decls: map[string]string{}}
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case "":
		case "struct", "enum", "type":
			name, body, _ := strings.Cut(rest, " ")
			m.decls[name] = word + " " + strings.Trim(body, "{}")
		default:
			lines = append(lines, line)
		}
	}
	for _, line := range lines {
		name, rest, _ := strings.Cut(line, " ")
		if id, ok := strings.CutPrefix(name, "ns:"); ok {
			m.namespace(id, rest)
			continue
		}
		contract, label, _ := strings.Cut(name, ".")
		typ, was, _ := strings.Cut(rest, " was ")
		v := layout.Variable{Label: label, Contract: "src/" + contract + ".sol:" + contract, Type: m.typ(typ), Slot: m.next, RenamedFrom: was}
		m.l.Storage = append(m.l.Storage, v)
		m.next.Add(&m.next, m.slots(v.Type))
	}
	return m.l
}

func (m *maker) namespace(id, rest string) {
	contract, body, _ := strings.Cut(rest, " ")
	key := "struct " + contract + ".Storage" + id
	m.l.Types[key] = m.structure(key, strings.Trim(body, "{}"))
	m.l.Namespaces = append(m.l.Namespaces, layout.Namespace{
		ID: "erc7201:" + id, Slot: layout.ERC7201(id), Contract: "src/" + contract + ".sol:" + contract, Type: key,
	})
}

func (m *maker) slots(key string) *uint256.Int {
	if t := m.l.Types[key]; !t.Slots.IsZero() {
		return &t.Slots
	}
	return uint256.NewInt(1)
}

// typ defines a type and returns its key.
func (m *maker) typ(name string) string {
	name = strings.TrimSpace(name)
	if _, ok := m.l.Types[name]; ok {
		return name
	}
	one := *uint256.NewInt(1)
	t := layout.Type{Label: name}
	switch decl := m.decls[name]; {
	case strings.HasPrefix(decl, "struct "):
		m.l.Types[name] = t // for a struct that has itself in a mapping
		t = m.structure(name, strings.TrimPrefix(decl, "struct "))
	case strings.HasPrefix(decl, "enum "):
		t.Kind, t.Size = layout.Enum, 1
		for v := range strings.SplitSeq(strings.TrimPrefix(decl, "enum "), ",") {
			t.Values = append(t.Values, strings.TrimSpace(v))
		}
	case strings.HasPrefix(decl, "type "):
		t.Kind, t.Value = layout.UserDefined, m.typ(strings.TrimPrefix(decl, "type "))
		t.Size = m.l.Types[t.Value].Size
	case strings.HasPrefix(name, "mapping("):
		key, value, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(name, "mapping("), ")"), " => ")
		t.Kind, t.Slots, t.Key, t.Value = layout.Mapping, one, m.typ(key), m.typ(value)
	case strings.HasSuffix(name, "[]"):
		t.Kind, t.Slots, t.Value = layout.Dynamic, one, m.typ(strings.TrimSuffix(name, "[]"))
	case strings.HasSuffix(name, "]"):
		i := strings.LastIndexByte(name, '[')
		n, err := strconv.ParseUint(name[i+1:len(name)-1], 10, 64)
		if err != nil {
			m.tb.Fatal(err)
		}
		t.Kind, t.Value = layout.Array, m.typ(name[:i])
		t.Length.SetUint64(n)
		t.Slots.SetUint64(n)
		if size := m.l.Types[t.Value].Size; size > 0 {
			per := uint64(32 / size)
			t.Slots.SetUint64((n + per - 1) / per)
		} else {
			t.Slots.Mul(&t.Slots, m.slots(t.Value))
		}
	default:
		t = m.elementary(name)
	}
	m.l.Types[name] = t
	return name
}

func (m *maker) elementary(name string) layout.Type {
	t := layout.Type{Label: name}
	switch name {
	case "bool":
		t.Kind, t.Size = layout.Bool, 1
		return t
	case "address", "address payable":
		t.Kind, t.Size = layout.Address, 20
		return t
	case "contract":
		t.Kind, t.Size = layout.Contract, 20
		return t
	case "function":
		t.Kind, t.Size, t.Internal = layout.Function, 8, true
		return t
	case "string", "bytes":
		t.Kind, t.Slots = layout.Kind(name), *uint256.NewInt(1)
		return t
	}
	for prefix, kind := range map[string]layout.Kind{"uint": layout.Unsigned, "int": layout.Signed, "bytes": layout.FixedBytes} {
		if n, err := strconv.Atoi(strings.TrimPrefix(name, prefix)); err == nil && strings.HasPrefix(name, prefix) {
			if t.Kind, t.Size = kind, n; kind != layout.FixedBytes {
				t.Size = n / 8
			}
			return t
		}
	}
	m.tb.Fatalf("no type %q", name)
	return t
}

func (m *maker) structure(name, body string) layout.Type {
	t := layout.Type{Kind: layout.Struct, Label: "struct " + name, Name: name}
	slot, offset := uint64(0), 0
	for part := range strings.SplitSeq(body, ",") {
		label, typ, _ := strings.Cut(strings.TrimSpace(part), " ")
		v := layout.Variable{Label: label, Type: m.typ(typ)}
		size := m.l.Types[v.Type].Size
		if offset > 0 && (size == 0 || offset+size > 32) {
			slot, offset = slot+1, 0
		}
		v.Slot.SetUint64(slot)
		v.Offset = offset
		if offset += size; size == 0 {
			slot += m.slots(v.Type).Uint64()
		}
		t.Members = append(t.Members, v)
	}
	if offset > 0 {
		slot++
	}
	t.Slots.SetUint64(slot)
	return t
}
