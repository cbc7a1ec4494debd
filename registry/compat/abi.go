package compat

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// A member is one entry of a contract ABI, as compilers write it.
type member struct {
	Type            string  `json:"type"`
	Name            string  `json:"name"`
	Inputs          []param `json:"inputs"`
	Outputs         []param `json:"outputs"`
	StateMutability string  `json:"stateMutability"`
	Anonymous       bool    `json:"anonymous"`
}

type param struct {
	Name       string  `json:"name"`
	Type       string  `json:"type"`
	Indexed    bool    `json:"indexed"`
	Components []param `json:"components"`
}

// An abi holds the members of a contract by type and signature.
type abi map[string]member

// bookABI reads the "abi" of a Book's artefact; the rest is not its business.
func bookABI(b *bundle.Bundle) (abi, error) {
	what := "the Book of " + b.Manifest.Ref()
	var artifact struct {
		ABI jsontext.Value `json:"abi"`
	}
	if err := json.Unmarshal(b.Artifact, &artifact); err != nil {
		return nil, fmt.Errorf("%s: reading its artefact: %v: %w", what, err, registry.ErrInvalid)
	}
	if len(artifact.ABI) == 0 {
		return nil, fmt.Errorf("%s: the artefact has no ABI: %w", what, registry.ErrInvalid)
	}
	return readABI(artifact.ABI, what)
}

// readABI reads the list of members that a compiler writes. What names the
// contract in errors.
func readABI(text []byte, what string) (abi, error) {
	var members []member
	if err := json.Unmarshal(text, &members); err != nil {
		return nil, fmt.Errorf("%s: reading its ABI: %v: %w", what, err, registry.ErrInvalid)
	}
	if members == nil {
		return nil, fmt.Errorf("%s: there is no ABI: %w", what, registry.ErrInvalid)
	}
	out := abi{}
	// In one order, whatever the compiler's: see another.
	slices.SortStableFunc(members, func(a, b member) int { return cmp.Compare(indexed(a.Inputs), indexed(b.Inputs)) })
	for _, m := range members {
		switch m.Type {
		case "function", "event", "error", "constructor", "receive", "fallback":
		default:
			return nil, fmt.Errorf("%s: its ABI has a member of type %q: %w", what, m.Type, registry.ErrInvalid)
		}
		key := m.key()
		if _, ok := out[key]; ok {
			if m.Type != "event" && m.Type != "error" {
				return nil, fmt.Errorf("%s: its ABI has %s twice: %w", what, key, registry.ErrInvalid)
			}
			key = out.another(key, m)
		}
		out[key] = m
	}
	return out, nil
}

// another returns a key for an event or error of which there is one with the
// same signature: a contract and a library that it uses may each declare it. Two
// that readers cannot tell apart are one.
func (a abi) another(key string, m member) string {
	for i := 2; ; i++ {
		old, ok := a[key]
		if !ok || indexed(old.Inputs) == indexed(m.Inputs) && old.Anonymous == m.Anonymous {
			return key
		}
		key = fmt.Sprintf("%s (%d)", strings.TrimSuffix(key, fmt.Sprintf(" (%d)", i-1)), i)
	}
}

// key is what identifies a member. There is one constructor, receive and
// fallback at most, whatever their parameters.
func (m member) key() string {
	if m.single() {
		return m.Type
	}
	return m.Type + " " + m.Name + types(m.Inputs)
}

func (m member) single() bool {
	return m.Type == "constructor" || m.Type == "receive" || m.Type == "fallback"
}

// types returns the types as they stand in a signature: "(uint256,(address,bytes)[])".
func types(params []param) string {
	return list(params, func(p param) string {
		if array, ok := strings.CutPrefix(p.Type, "tuple"); ok {
			return types(p.Components) + array
		}
		return p.Type
	})
}

// names returns the names of parameters, inner ones included.
func names(params []param) string {
	return list(params, func(p param) string {
		if len(p.Components) > 0 {
			return p.Name + names(p.Components)
		}
		return p.Name
	})
}

func indexed(params []param) string {
	return list(params, func(p param) string {
		if p.Indexed {
			return "indexed"
		}
		return "data"
	})
}

func list(params []param, fn func(param) string) string {
	var s []string
	for _, p := range params {
		s = append(s, fn(p))
	}
	return "(" + strings.Join(s, ",") + ")"
}

func compareBooks(from, to *bundle.Bundle) ([]Finding, error) {
	old, err := bookABI(from)
	if err != nil {
		return nil, err
	}
	next, err := bookABI(to)
	if err != nil {
		return nil, err
	}
	var out []Finding
	if from.Manifest.Book.CodeHash != to.Manifest.Book.CodeHash {
		code := "NOV-0314"
		if to.Manifest.Book.Shared {
			code = "NOV-0315"
		}
		out = append(out, found(code, "book.codeHash",
			fmt.Sprintf("%.10s became %.10s", from.Manifest.Book.CodeHash, to.Manifest.Book.CodeHash)))
	}
	return append(out, compareABIs(old, next)...), nil
}

// compareABIs returns what is different for those who call a contract or read
// its events. The label of each finding is the member's name.
func compareABIs(from, to abi) []Finding {
	out := membersChanged(from, to)
	for i := range out {
		kind, signature, _ := strings.Cut(out[i].Where, " ")
		name, _, _ := strings.Cut(signature, "(")
		out[i].Label = cmp.Or(name, kind)
	}
	return out
}

func membersChanged(from, to abi) []Finding {
	var out []Finding
	changed := map[string]bool{} // keys in to that replace one in from
	for key, old := range from {
		if next, ok := to[key]; ok {
			out = append(out, compareMembers(key, old, next)...)
			continue
		}
		if old.single() {
			out = append(out, gone(old))
			continue
		}
		other, ok := replacement(old, from, to)
		if !ok {
			out = append(out, gone(old))
			continue
		}
		changed[other.key()] = true
		code := map[string]string{"function": "NOV-0302", "event": "NOV-0308", "error": "NOV-0309"}[old.Type]
		out = append(out, found(code, key, "it is now "+other.Name+types(other.Inputs)))
	}
	for key, next := range to {
		if _, ok := from[key]; ok || changed[key] {
			continue
		}
		switch next.Type {
		case "constructor":
			out = append(out, found("NOV-0312", key, "it was added"))
		case "receive", "fallback":
			out = append(out, found("NOV-0310", key, "it was added"))
		default:
			out = append(out, found("NOV-0311", key, "it was added"))
		}
	}
	return out
}

// replacement finds the one member of the same type and name that is not in
// from. With overloads nothing says which replaces which, so that the old one
// counts as removed.
func replacement(old member, from, to abi) (member, bool) {
	var all []member
	for key, m := range to {
		if _, ok := from[key]; !ok && m.Type == old.Type && m.Name == old.Name {
			all = append(all, m)
		}
	}
	if len(all) != 1 {
		return member{}, false
	}
	return all[0], true
}

func gone(m member) Finding {
	code := map[string]string{
		"function": "NOV-0301", "event": "NOV-0305", "error": "NOV-0309",
		"receive": "NOV-0310", "fallback": "NOV-0310", "constructor": "NOV-0312",
	}[m.Type]
	return found(code, m.key(), "it was removed")
}

func compareMembers(key string, old, next member) []Finding {
	var out []Finding
	differ := func(code, a, b string) {
		if a != b {
			out = append(out, found(code, key, a+" became "+b))
		}
	}
	switch old.Type {
	case "function":
		differ("NOV-0303", types(old.Outputs), types(next.Outputs))
		differ("NOV-0304", old.StateMutability, next.StateMutability)
	case "event":
		differ("NOV-0306", indexed(old.Inputs), indexed(next.Inputs))
		differ("NOV-0307", anonymous(old), anonymous(next))
	case "receive", "fallback":
		differ("NOV-0310", old.StateMutability, next.StateMutability)
	case "constructor":
		differ("NOV-0312", types(old.Inputs)+" "+old.StateMutability, types(next.Inputs)+" "+next.StateMutability)
	}
	// Names are of no interest where the parameters are others.
	if !slices.ContainsFunc(out, func(f Finding) bool { return f.Code == "NOV-0303" || f.Code == "NOV-0312" }) {
		differ("NOV-0313", names(old.Inputs)+names(old.Outputs), names(next.Inputs)+names(next.Outputs))
	}
	return out
}

func anonymous(m member) string {
	if m.Anonymous {
		return "anonymous"
	}
	return "named"
}
