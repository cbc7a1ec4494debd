package contract

import (
	"strings"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
)

// A mapping is one of a layout, by the pattern of its elements.
type mapping struct {
	pattern  string // "_roles[].members[]"
	keyTypes []string
	// outer is the mapping around it, nil when there is none.
	outer *mapping
}

// A holder is a pattern whose values may be keys of a mapping.
type holder struct {
	pattern string
	typ     string
	array   bool // it is an element of an array
	in      *mapping
}

// A keyed layout is one with the mappings and the values in it.
type keyed struct {
	l        *layout.Layout
	tree     *statetree.Tree
	mappings []*mapping
	by       map[string]*mapping // by pattern
	holders  []holder
	known    map[string]bool
}

func newKeyed(l *layout.Layout) (*keyed, error) {
	t, err := statetree.New(l)
	if err != nil {
		return nil, err
	}
	k := &keyed{l: l, tree: t, by: map[string]*mapping{}, known: map[string]bool{}}
	for _, s := range t.Shapes() {
		for i, c := range s.Pattern {
			if c == '.' || c == '[' {
				k.known[s.Pattern[:i]] = true
			}
		}
		k.known[s.Pattern] = true
	}
	for _, r := range t.Roots() {
		k.walk(r.Name, r.Type, nil, false)
	}
	return k, nil
}

func (k *keyed) walk(pattern, typ string, in *mapping, array bool) {
	if !k.known[pattern] {
		return
	}
	t := k.l.Types[typ]
	switch t.Kind {
	case layout.Struct:
		for _, m := range t.Members {
			k.walk(pattern+"."+m.Label, m.Type, in, false)
		}
	case layout.Array, layout.Dynamic:
		k.walk(pattern+"[]", t.Value, in, true)
	case layout.Mapping:
		m := &mapping{pattern: pattern + "[]", outer: in}
		if in != nil {
			m.keyTypes = append(m.keyTypes, in.keyTypes...)
		}
		m.keyTypes = append(m.keyTypes, t.Key)
		k.mappings = append(k.mappings, m)
		k.by[m.pattern] = m
		k.walk(m.pattern, t.Value, m, false)
	default:
		k.holders = append(k.holders, holder{pattern, typ, array, in})
	}
}

// innermost returns the mapping that a pattern is an element of, or a part of
// one; nil outside of mappings.
func (k *keyed) innermost(pattern string) *mapping {
	for p := pattern; ; {
		i := strings.LastIndex(p, "[]")
		if i < 0 {
			return nil
		}
		if m := k.by[p[:i+2]]; m != nil {
			return m
		}
		p = p[:i]
	}
}

// A class is what keys are told apart by when only their form is known.
type class string

const (
	addresses class = "address"
	words     class = "bytes32"
	numbers   class = "number"
	booleans  class = "bool"
	texts     class = "string"
	blobs     class = "bytes"
	short     class = "bytesN" // of another length than 32
)

// classOf returns the class of a type of keys.
func classOf(l *layout.Layout, typ string) class {
	t := l.Types[typ]
	for i := 0; t.Kind == layout.UserDefined && i < 64; i++ {
		t = l.Types[t.Value]
	}
	switch t.Kind {
	case layout.Address, layout.Contract:
		return addresses
	case layout.FixedBytes:
		if t.Size == 32 {
			return words
		}
		return short
	case layout.Unsigned, layout.Signed, layout.Enum:
		return numbers
	case layout.Bool:
		return booleans
	case layout.String:
		return texts
	case layout.Bytes:
		return blobs
	default:
		return ""
	}
}

// classNames are the names under which a keys file lists keys of a class.
var classNames = map[string]class{
	"address": addresses, "addresses": addresses, "account": addresses, "accounts": addresses,
	"bytes32": words, "role": words, "roles": words, "hash": words, "hashes": words,
	"number": numbers, "numbers": numbers, "uint": numbers, "int": numbers, "enum": numbers,
	"bool": booleans, "string": texts, "strings": texts, "bytes": blobs, "bytesN": short,
}

// className returns the class that a name of a type stands for.
func className(name string) (class, bool) {
	if c, ok := classNames[name]; ok {
		return c, true
	}
	for prefix, c := range map[string]class{"uint": numbers, "int": numbers, "bytes": short} {
		if digits, ok := strings.CutPrefix(name, prefix); ok && digits != "" && strings.Trim(digits, "0123456789") == "" {
			return c, true
		}
	}
	return "", false
}

// classesOf returns what a key may be, told by its form alone.
func classesOf(text string) []class {
	digits, hex := strings.CutPrefix(strings.ToLower(text), "0x")
	hex = hex && strings.Trim(digits, "0123456789abcdef") == "" && digits != ""
	switch {
	case hex && len(digits) == 40:
		return []class{addresses}
	case hex && len(digits) == 64:
		return []class{words, numbers}
	case hex && len(digits)%2 == 0:
		return []class{short, numbers, blobs}
	case hex:
		return []class{numbers}
	case text == "true" || text == "false":
		return []class{booleans}
	case text != "" && text != "-" && strings.Trim(strings.TrimPrefix(text, "-"), "0123456789") == "":
		return []class{numbers}
	}
	return []class{texts}
}
