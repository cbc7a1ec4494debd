package remap

import (
	"fmt"
	"slices"
	"strings"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/registry"
)

// aliases are the names under which the map may speak of a variable, the one
// that the plan shows first.
func (r *root) aliases() []string {
	out := []string{r.pattern, r.contract + "." + r.label, r.source + ":" + r.contract + "." + r.label, r.label}
	if id, ok := strings.CutPrefix(r.namespace, "erc7201:"); ok {
		out = append(out, id+"."+r.label)
	}
	return out
}

// Resolve returns the pattern and the type of what a text names, as the lines of
// a Map name it: "ERC20Upgradeable._name", "_roles[].members". It fails with
// registry.ErrNotFound and says what there is.
func Resolve(l *layout.Layout, text string) (pattern, typ string, err error) {
	s, err := newSide(l)
	if err != nil {
		return "", "", err
	}
	p, err := s.find(text)
	if err != nil {
		return "", "", fmt.Errorf("%v: %w", err, registry.ErrNotFound)
	}
	return p.pattern, p.typ, nil
}

// find returns the place that a text of the map names. Several variables may go
// by a short name; then the text must say which.
func (s *side) find(text string) (*place, error) {
	var best []*root
	length := 0
	rest := ""
	for _, r := range s.roots {
		for i, a := range r.aliases() {
			if !within(text, a) || len(a) < length {
				continue
			}
			if i == 0 && len(a) == len(r.pattern) {
				// The full name is never ambiguous.
				best, length, rest = []*root{r}, len(a)+1, text[len(a):]
				continue
			}
			if len(a) > length {
				best, length = nil, len(a)
			}
			if !slices.Contains(best, r) {
				best, rest = append(best, r), text[len(a):]
			}
		}
	}
	switch len(best) {
	case 0:
		return nil, fmt.Errorf("%q is no variable; there is %s", text, s.near(text))
	case 1:
		return best[0].walk(text, rest)
	}
	var names []string
	for _, r := range best {
		names = append(names, r.pattern)
	}
	return nil, fmt.Errorf("%q can be %s: write which", text, strings.Join(names, " or "))
}

// walk goes on from a variable as the rest of a pattern says.
func (r *root) walk(text, rest string) (*place, error) {
	p := &r.place
	for rest != "" {
		if len(p.steps) > maxDepth || !p.side.known[p.pattern] {
			return nil, fmt.Errorf("%.80q goes deeper than types are followed", text)
		}
		k := p.kind()
		if after, ok := strings.CutPrefix(rest, "[]"); ok {
			if k != layout.Mapping && k != layout.Array && k != layout.Dynamic {
				return nil, fmt.Errorf("%q: %s is of type %s, which has no elements", text, p.pattern, p.side.l.Types[p.typ].Label)
			}
			p, rest = p.element(), after
			continue
		}
		if k == layout.Mapping || k == layout.Array || k == layout.Dynamic {
			p = p.element() // "_roles.members" is "_roles[].members"
			continue
		}
		var next *place
		if k == layout.Struct {
			for _, m := range p.members() {
				if within(rest, "."+m.label) {
					next = m
				}
			}
		}
		if next == nil {
			return nil, fmt.Errorf("%q: after %s there is %s", text, p.pattern, p.following())
		}
		p, rest = next, rest[len(next.label)+1:]
	}
	return p, nil
}

// following says what may stand after a place in a pattern.
func (p *place) following() string {
	switch p.kind() {
	case layout.Struct:
		var names []string
		for _, m := range p.members() {
			names = append(names, "."+m.label)
		}
		return strings.Join(names, " or ")
	case layout.Mapping, layout.Array, layout.Dynamic:
		return "[], which stands for any key or index"
	default:
		return "nothing"
	}
}

// maxNamed bounds how many names an error lists.
const maxNamed = 12

// near lists the variables that a text may have meant: those that share a word
// with it first.
func (s *side) near(text string) string {
	var like, other []string
	want := plain(text)
	for _, r := range s.roots {
		l := plain(r.label)
		if l != "" && (strings.Contains(want, l) || strings.Contains(l, want)) {
			like = append(like, r.pattern)
		} else if !r.reserved() {
			other = append(other, r.pattern)
		}
	}
	all := append(like, other...)
	if len(all) > maxNamed {
		return fmt.Sprintf("%s and %d more", strings.Join(all[:maxNamed], ", "), len(all)-maxNamed)
	}
	if len(all) == 0 {
		return "none"
	}
	return strings.Join(all, ", ")
}

// plain is a name without what people write in several ways.
func plain(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "")) }
