package rules_test

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/remap/rules"
	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// handmade is a module without a language: its operations run code, and what
// they answer stands at offset 64 of its memory. The operations are exported in
// the order nv_apply, nv_up, nv_down, as many as there are.
func handmade(tb testing.TB, descriptor registry.Digest, ops int, code, reply []byte) []byte {
	tb.Helper()
	out := []byte("\x00asm\x01\x00\x00\x00")
	add := func(id byte, content []byte) { out = append(append(out, id), vec(content)...) }
	// Types (i32) -> i32 and (i32) -> i64; a function of the first, three of the second.
	add(1, []byte{2, 0x60, 1, 0x7f, 1, 0x7f, 0x60, 1, 0x7f, 1, 0x7e})
	add(3, []byte{4, 0, 1, 1, 1})
	add(5, []byte{1, 0, 2})
	exports := append([]byte{byte(2 + ops)}, vec([]byte(abi.Memory))...)
	exports = append(append(append(exports, 2, 0), vec([]byte(abi.Buffer))...), 0, 0)
	for i, op := range []abi.Op{abi.Apply, abi.Up, abi.Down}[:ops] {
		exports = append(append(exports, vec([]byte(op))...), 0, byte(i+1))
	}
	add(7, exports)
	bodies := append([]byte{4}, vec([]byte{0, 0x41, 0x80, 0x80, 0x04, 0x0b})...) // the buffer is the second page
	for range 3 {
		bodies = append(bodies, vec(append(append([]byte{0}, code...), 0x0b))...)
	}
	add(10, bodies)
	add(11, append([]byte{1, 0, 0x41, 0xc0, 0, 0x0b}, vec(reply)...))
	out, err := abi.AppendSection(out, abi.Section{Version: abi.Version, Descriptor: descriptor, Buffer: 4096, MemoryPages: 2})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

func vec(b []byte) []byte { return append(binary.AppendUvarint(nil, uint64(len(b))), b...) }

// answers is code that answers with n bytes from offset 64 on.
func answers(n int) []byte {
	code := []byte{0x42}
	for v := uint64(64)<<32 | uint64(n); ; v >>= 7 {
		if v < 0x40 {
			return append(code, byte(v))
		}
		code = append(code, byte(v)|0x80)
	}
}

// field is a length-delimited field.
func field(number byte, parts ...string) string {
	return string(append([]byte{number<<3 | 2}, vec([]byte(strings.Join(parts, "")))...))
}

// target is a value of an answer's targets.
func target(name, text, data string) string {
	v := field(1, name)
	if text != "" {
		v += field(3, text)
	}
	if data != "" {
		v += field(4, data)
	}
	return field(3, v)
}

// faulty is what TestFaults asks for: a number and a text.
var faulty = remap.Map{
	Compute: []remap.Computation{{Sources: []string{"deals[].price", "deals[].port", "deals[].country"}, Targets: []string{"deals[].price", "deals[].place"}}},
	Drop:    map[string]string{"marks": "not in this test", "total": "nor this", "balanceOf": "nor this"},
}

func schemaDigest(tb testing.TB) registry.Digest {
	tb.Helper()
	s, err := rules.Schema(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return s.Digest()
}

func ask(t *testing.T, from, to *layout.Layout, module []byte) ([]string, error) {
	t.Helper()
	c, err := rules.Load(t.Context(), engine, module, from, to)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	m, err := remap.New(from, to, faulty)
	if err != nil {
		t.Fatal(err)
	}
	return lines(to, m.Fields(t.Context(), c, state(from, "deals[7].price = 5")))
}

// TestFaults: rules that answer wrongly end the migration, with the place.
func TestFaults(t *testing.T) {
	from, to := artefact(t, "Deals").Layout, artefact(t, "DealsV2").Layout
	digest := schemaDigest(t)
	price, place := target("deals[].price", "6", ""), target("deals[].place", "", "a, b")
	for _, tt := range []struct {
		name, element, want string
	}{
		{"right", price + place, ""},
		{"keys and sources too", field(1, field(3, "7")) + field(2, field(1, "x")) + price + place, ""},
		{"too few", price, "the rules answer with 1 values, want 2: deals[].price, deals[].place"},
		{"none", field(1, ""), "the rules answer with 0 values, want 2"},
		{"too many", price + place + place, "the rules answer with 3 values, want 2"},
		{"another order", place + price, `the rules give a value of "deals[].place" where that of "deals[].price" is asked for`},
		{"no name", field(3, field(3, "6")) + place, `the rules give a value of "" where that of "deals[].price" is asked for`},
		{"blank", target("deals[].price", "", "") + place, "the rules give deals[].price no value: want a text of type uint128"},
		{"too large", target("deals[].price", "340282366920938463463374607431768211456", "") + place, "the value that the rules give deals[].price: \"340282366920938463463374607431768211456\" is no value of type"},
		{"no number", target("deals[].price", "six", "") + place, "is no value of type"},
		{"number as data", target("deals[].price", "", "6") + place, "what is of type uint128 is given as text"},
		{"text as text", price + target("deals[].place", "a, b", ""), "what is of type string is given as data"},
		{"not canonical", price + place + field(2, field(1, "x")), "the reply is not sound"},
		{"no element", "\x08\x01", "the reply is not sound"},
	} {
		reply := []byte(field(1, tt.element))
		got, err := ask(t, from, to, handmade(t, digest, 3, answers(len(reply)), reply))
		switch {
		case tt.want == "" && (err != nil || strings.Join(got, "; ") != "deals[7].place = a, b; deals[7].price = 6"):
			t.Errorf("%s: %q, %v", tt.name, got, err)
		case tt.want != "" && (!errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "of deals[7].price: nv_up: ")):
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestBroken: rules that do not answer end the migration, with the place.
func TestBroken(t *testing.T) {
	from, to := artefact(t, "Deals").Layout, artefact(t, "DealsV2").Layout
	digest := schemaDigest(t)
	refusal := []byte(field(3, field(1, "no"), field(2, "\x1b[31m"+strings.Repeat("é", 1000))))
	unsupported := []byte(field(3, field(1, "unsupported"), field(2, "no such operation")))
	for _, tt := range []struct {
		name        string
		code, reply []byte
		is          error
		want        string
	}{
		{"for ever", []byte{0x03, 0x40, 0x0c, 0, 0x0b, 0x00}, nil, registry.ErrInvalid, "of deals[7].price: nv_up: the rules used up what one element may cost: 20000000 (gas)"},
		{"a trap", []byte{0x00}, nil, registry.ErrInvalid, "of deals[7].price: nv_up: the rules broke off"},
		{"nothing", answers(0), nil, registry.ErrInvalid, "the reply is not sound"},
		{"a long refusal", answers(len(refusal)), refusal, registry.ErrRefused, "deals[7].price: the rules refuse:  [31mééé"},
		{"a stub", answers(len(unsupported)), unsupported, registry.ErrInvalid, "nv_up: the rules failed: no such operation (unsupported)"},
	} {
		_, err := ask(t, from, to, handmade(t, digest, 3, tt.code, tt.reply))
		if !errors.Is(err, tt.is) || !strings.Contains(err.Error(), tt.want) || len(err.Error()) > 700 {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestNotLoaded: what is no rules of a migration is refused before it is asked.
func TestNotLoaded(t *testing.T) {
	from, to := artefact(t, "Deals").Layout, artefact(t, "DealsV2").Layout
	digest := schemaDigest(t)
	good := handmade(t, digest, 3, answers(0), nil)
	for _, tt := range []struct {
		name   string
		module []byte
		want   string
	}{
		{"empty", nil, "reading the rules of the migration"},
		{"cut short", good[:len(good)/2], "reading the rules of the migration"},
		{"no module", []byte(strings.Repeat("x", 1000)), "reading the rules of the migration"},
		{"another schema", handmade(t, registry.DigestOf([]byte("another")), 3, answers(0), nil), "write them for the file migrate/v1/element.proto"},
		{"only nv_apply", handmade(t, digest, 1, answers(0), nil), "do not offer nv_up"},
		{"no nv_down", handmade(t, digest, 2, answers(0), nil), "do not offer nv_down: export it"},
		{"not valid", handmade(t, digest, 3, []byte{0x41, 0}, nil), "loading rules"},
	} {
		before := engine.Stats().Rules
		c, err := rules.Load(t.Context(), engine, tt.module, from, to)
		if c != nil || !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
		if after := engine.Stats().Rules; after != before {
			t.Errorf("%s: %d modules stay loaded, %d before", tt.name, after, before)
		}
	}
	c, err := rules.Load(t.Context(), engine, good, from, to)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = c.Up(t.Context(), remap.Computation{Sources: []string{"owner"}, Targets: []string{"owner"}}, nil, newValues(1))
	if !errors.Is(err, plugins.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}

// TestLarge: a text that the module's buffer cannot take is an error, not a part
// of it.
func TestLarge(t *testing.T) {
	from, to := artefact(t, "Deals").Layout, artefact(t, "DealsV2").Layout
	module := handmade(t, schemaDigest(t), 3, answers(0), nil)
	c, err := rules.Load(t.Context(), engine, module, from, to)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	m, err := remap.New(from, to, faulty)
	if err != nil {
		t.Fatal(err)
	}
	_, err = lines(to, m.Fields(t.Context(), c, state(from, "deals[7].port = "+strings.Repeat("x", 5000))))
	if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "of deals[7].port") || !strings.Contains(err.Error(), "do not fit the buffer") {
		t.Error(err)
	}
}
