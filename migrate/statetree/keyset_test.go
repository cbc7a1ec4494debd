package statetree_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// tuplesOf writes the keys of a pattern.
func tuplesOf(t *testing.T, s *statetree.KeySet, pattern string) (out []string) {
	t.Helper()
	for keys, err := range s.Tuples(t.Context(), pattern) {
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, k := range keys {
			if k.Bytes != nil {
				texts = append(texts, fmt.Sprintf("%q", k.Bytes))
			} else {
				texts = append(texts, fmt.Sprintf("%x", strings.TrimLeft(string(k.Word[:]), "\x00")))
			}
		}
		out = append(out, strings.Join(texts, " "))
	}
	return out
}

// TestKeySet sorts keys, drops doubles and knows those on the way; and again
// when more are added.
func TestKeySet(t *testing.T) {
	l := kinds(t, "Kinds").Layout
	dir := t.TempDir()
	s, err := statetree.NewKeySet(l, dir)
	if err != nil {
		t.Fatal(err)
	}
	add := func(pattern string, texts ...string) {
		t.Helper()
		var typ string
		shapes, err := statetree.Shapes(l)
		if err != nil {
			t.Fatal(err)
		}
		var keys []statetree.Value
		for i, text := range texts {
			for _, shape := range shapes {
				if strings.HasPrefix(shape.Pattern, pattern) && len(shape.KeyTypes) > i {
					typ = shape.KeyTypes[i]
					break
				}
			}
			keys = append(keys, key(t, l, typ, text))
		}
		if err := s.Add(pattern, keys); err != nil {
			t.Fatal(err)
		}
	}
	same := func(pattern string, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, tuplesOf(t, s, pattern)); diff != "" {
			t.Errorf("%s: %s", pattern, diff)
		}
	}
	same("balances[]")
	for _, k := range []string{"0x5", "0x2", "0x5", "0xffffffffffffffffffffffffffffffffffffffff", "0x0"} {
		add("balances[]", k)
	}
	add("balances", "0x9")
	add("allowances[][]", "0x2", "0x1")
	add("allowances[][]", "0x1", "0x9")
	add("allowances[][]", "0x2", "0x0")
	add("byTag[].points[].x", "0xaabbccdd", "7")
	add("byTag[].points", "0x00000001", "1")
	add("shelves[][].points[]", "6", "1")
	for _, k := range []string{"b", "", "a\x00b", "a", "a\x00", "ab", "a\x00\x00", "\x00", "\xff"} {
		add("byText[]", k)
	}
	add("byText", "b")
	same("balances[]", "", "02", "05", "09", "ffffffffffffffffffffffffffffffffffffffff")
	same("allowances[][]", "01 09", "02 ", "02 01")
	same("allowances[]", "01", "02")
	same("byTag[].points[]", "01"+strings.Repeat("00", 28)+" 01", "aabbccdd"+strings.Repeat("00", 28)+" 07")
	same("byTag[].points[].y", "01"+strings.Repeat("00", 28)+" 01", "aabbccdd"+strings.Repeat("00", 28)+" 07")
	same("byTag[].kind", "01"+strings.Repeat("00", 28), "aabbccdd"+strings.Repeat("00", 28))
	same("shelves[][].label", "06")
	same("byText[]", `""`, `"\x00"`, `"a"`, `"a\x00"`, `"a\x00\x00"`, `"a\x00b"`, `"ab"`, `"b"`, `"\xff"`)

	// More may be added while tuples are read; who reads does not see it.
	for range s.Tuples(t.Context(), "balances[]") {
		add("balances[]", "0x3")
		add("balances[]", "0x4")
	}
	same("balances[]", "", "02", "03", "04", "05", "09", "ffffffffffffffffffffffffffffffffffffffff")
	counts, err := s.Counts(t.Context())
	if err != nil || counts["balances[]"] != 7 || counts["allowances[]"] != 2 || counts["allowances[][]"] != 3 {
		t.Errorf("counts %v, %v", counts, err)
	}
	if n, ok := counts["byInt[]"]; n != 0 || !ok {
		t.Errorf("a mapping without keys has %d, %t", n, ok)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("files that are left: %v, %v", left, err)
	}
}

// TestNoKeys refuses what are no keys of a layout.
func TestNoKeys(t *testing.T) {
	l := kinds(t, "Kinds").Layout
	s, err := statetree.NewKeySet(l, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	zero, text, huge := statetree.Value{}, statetree.Value{Bytes: []byte{}}, statetree.Value{Word: [32]byte{1}}
	for _, tt := range []struct {
		pattern string
		keys    []statetree.Value
		want    error
	}{
		{"none[]", []statetree.Value{zero}, registry.ErrNotFound},
		{"small", []statetree.Value{zero}, registry.ErrNotFound},
		{"small", nil, registry.ErrNotFound},
		{"words[]", []statetree.Value{zero}, registry.ErrNotFound},
		{"balances[]", nil, registry.ErrNotFound},
		{"balances[]", []statetree.Value{zero, zero}, registry.ErrInvalid},
		{"allowances[][]", []statetree.Value{zero}, registry.ErrInvalid},
		{"balances[]", []statetree.Value{text}, registry.ErrInvalid},
		{"byText[]", []statetree.Value{zero}, registry.ErrInvalid},
		{"balances[]", []statetree.Value{huge}, registry.ErrInvalid},
		{"allowances[][]", []statetree.Value{huge, zero}, registry.ErrInvalid},
		{"byEnum[][]", []statetree.Value{{Word: [32]byte{31: 3}}, zero}, registry.ErrInvalid},
		{"byTag[]", []statetree.Value{{Word: [32]byte{31: 3}}}, registry.ErrInvalid},
		{"tree" + strings.Repeat(".children[]", 8) + ".named[]", []statetree.Value{zero}, registry.ErrNotFound},
	} {
		if err := s.Add(tt.pattern, tt.keys); !errors.Is(err, tt.want) {
			t.Errorf("%s %v: got error %v, want %v", tt.pattern, tt.keys, err, tt.want)
		}
	}
	for _, pattern := range []string{"none", "small", "balances", "words[]"} {
		for _, err := range s.Tuples(t.Context(), pattern) {
			if !errors.Is(err, registry.ErrNotFound) {
				t.Errorf("%s: got error %v", pattern, err)
			}
		}
	}
	counts, err := s.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for pattern, n := range counts {
		if n > 0 {
			t.Errorf("%s has %d keys", pattern, n)
		}
	}
}

// TestManyKeys adds more than the memory of a set holds, in descending order.
func TestManyKeys(t *testing.T) {
	l := kinds(t, "Kinds").Layout
	s, err := statetree.NewKeySet(l, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const n = 600_000
	for i := n; i > 0; i-- {
		var v statetree.Value
		binary.BigEndian.PutUint64(v.Word[24:], uint64(i))
		if err := s.Add("balances[]", []statetree.Value{v}); err != nil {
			t.Fatal(err)
		}
	}
	last := uint64(0)
	for keys, err := range s.Tuples(t.Context(), "balances[]") {
		if err != nil {
			t.Fatal(err)
		}
		if last++; binary.BigEndian.Uint64(keys[0].Word[24:]) != last {
			t.Fatalf("key %x, want %d", keys[0].Word, last)
		}
	}
	if last != n {
		t.Errorf("%d keys, want %d", last, n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range s.Tuples(ctx, "balances[]") {
		if err != nil {
			if !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
			return
		}
	}
	t.Error("a cancelled read went on")
}

// TestKeysTogether adds and reads at once.
func TestKeysTogether(t *testing.T) {
	s, err := statetree.NewKeySet(all(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			for k := range 50 {
				v := statetree.Value{Word: slot(uint64(100*i + k))}
				if err := s.Add("roles[]", []statetree.Value{v}); err != nil {
					t.Error(err)
				}
				if k%10 > 0 {
					continue
				}
				last := -1
				for keys, err := range s.Tuples(t.Context(), "roles[]") {
					if err != nil {
						t.Error(err)
						break
					}
					if n := int(keys[0].Word.Big().Int64()); n <= last {
						t.Errorf("%d after %d", n, last)
					} else {
						last = n
					}
				}
			}
		})
	}
	group.Wait()
	if counts, err := s.Counts(t.Context()); err != nil || counts["roles[]"] != 200 {
		t.Errorf("%v, %v", counts, err)
	}
}
