package statetree

import (
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/layout"
)

// maxPath is the longest path that is read, in bytes.
const maxPath = 1 << 20

// Parse reads a path as [Path.String] writes it, and with keys as people write
// them: see [ParseValue]. A path may end before there is a value.
func (t *Tree) Parse(s string) (Path, error) {
	if len(s) > maxPath {
		return nil, bad("a path of %d bytes is longer than %d", len(s), maxPath)
	}
	p := parser{tree: t, text: s}
	if why := p.path(); why != "" {
		return nil, bad("%s: at byte %d: %s", shorten(s), p.at, why)
	}
	return p.out, nil
}

type parser struct {
	tree *Tree
	text string
	at   int
	out  Path
}

func (p *parser) path() (why string) {
	n := p.root()
	if n == nil {
		return "want the name of a variable of the layout"
	}
	p.out = Path{{Member: n.pattern}}
	for p.at < len(p.text) {
		var step Step
		if step, why = p.step(n); why != "" {
			return why
		}
		if step.Member != "" {
			n = n.member(step.Member)
		} else {
			n = n.elem
		}
		if n == nil {
			return "there is no such member, or it is not followed so deep"
		}
		p.out = append(p.out, step)
	}
	return ""
}

// root finds the longest name of a variable that the text begins with.
func (p *parser) root() *node {
	for end := min(len(p.text), maxNameLen); end > 0; end-- {
		if end < len(p.text) && p.text[end] != '.' && p.text[end] != '[' {
			continue
		}
		if n := p.tree.byName[p.text[:end]]; n != nil {
			p.at = end
			return n
		}
	}
	return nil
}

func (n *node) member(label string) *node {
	for _, m := range n.members {
		if m.label == label {
			return m
		}
	}
	return nil
}

// step reads ".member" or "[key]".
func (p *parser) step(n *node) (s Step, why string) {
	rest := p.text[p.at+1:]
	if p.text[p.at] == '.' {
		if n.kind != layout.Struct {
			return s, "only structs have members"
		}
		end := strings.IndexAny(rest, ".[")
		if end < 0 {
			end = len(rest)
		}
		if end == 0 {
			return s, "want the name of a member"
		}
		p.at += 1 + end
		return Step{Member: rest[:end]}, ""
	}
	if p.text[p.at] != '[' {
		return s, "want . or ["
	}
	inside, why := bracketed(rest)
	if why != "" {
		return s, why
	}
	switch n.kind {
	case layout.Mapping:
		key, why := parseKey(n, inside)
		if why != "" {
			return s, why
		}
		s = Step{Key: &key, KeyType: n.key}
	case layout.Array, layout.Dynamic:
		i, err := strconv.ParseUint(inside, 10, 64)
		if err != nil || strconv.FormatUint(i, 10) != inside {
			return s, "want the number of an element, from 0 on"
		}
		if n.kind == layout.Array && n.length.CmpUint64(i) <= 0 {
			return s, "there are " + n.length.Dec() + " elements"
		}
		s = Step{Index: i}
	default:
		return s, "only mappings and arrays have elements"
	}
	p.at += 1 + len(inside) + 1
	return s, ""
}

// bracketed returns what is before the bracket that ends a key.
func bracketed(s string) (inside, why string) {
	if strings.HasPrefix(s, `"`) {
		text, err := strconv.QuotedPrefix(s)
		if err != nil || !strings.HasPrefix(s[len(text):], "]") {
			return "", "want a text that is quoted as in Go, and ] after it"
		}
		return text, ""
	}
	inside, _, ok := strings.Cut(s, "]")
	if !ok {
		return "", "want ] after the key"
	}
	return inside, ""
}

func parseKey(n *node, s string) (v Value, why string) {
	// A key of a user-defined type is written as a whole word.
	if strings.HasPrefix(n.key, "type ") && len(s) == 66 && !n.keyType.text() {
		if b, why := unhex(s, 32); why == "" {
			if v := (Value{Word: common.Hash(b)}); n.keyType.check(v) == "" {
				return v, ""
			}
		}
	}
	if v, why = parseValue(n.keyType, s); why == "" {
		why = n.keyType.check(v)
	}
	if why != "" {
		return v, "a key of type " + n.key + ": " + why
	}
	return v, ""
}
