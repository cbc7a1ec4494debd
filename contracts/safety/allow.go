package safety

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/registry"
)

// The annotations, after "@custom:".
const (
	tagAllow     = "oz-upgrades-unsafe-allow"
	tagReachable = "oz-upgrades-unsafe-allow-reachable"
	tagInit      = "oz-upgrades-validate-as-initializer"
	tagOurs      = "novation-allow"
)

// An allowance is one kind that an annotation allows.
type allowance struct {
	kind Kind
	// reachable says that it also covers what is called from there.
	reachable bool
	// bare says that it is of ours and has no reason.
	bare bool
	Allowance
}

// allowed returns the allowance of a kind on a declaration, nil without.
func (r *reader) allowed(kind Kind, n *ast.Node) *Allowance { return r.find(kind, n, false) }

// allowedReachable returns that which covers what n calls, too.
func (r *reader) allowedReachable(kind Kind, n *ast.Node) *Allowance { return r.find(kind, n, true) }

func (r *reader) find(kind Kind, n *ast.Node, reachable bool) *Allowance {
	all := r.annotations(n)
	for i := range all {
		if a := &all[i]; a.kind == kind && !a.bare && (a.reachable || !reachable) {
			return &a.Allowance
		}
	}
	return nil
}

// annotations reads the allowances on a declaration or a statement.
func (r *reader) annotations(n *ast.Node) []allowance {
	if n == nil || !n.Has("documentation") {
		return nil
	}
	if all, ok := r.allowances[n]; ok {
		return all
	}
	var all []allowance
	for _, s := range segments(n.Doc()) {
		got, err := parseAllowance(s)
		if err != nil {
			r.fail(fmt.Errorf("%s: %w", r.p.Place(n), err))
		}
		for i := range got {
			got[i].Place = r.p.Place(n)
		}
		all = append(all, got...)
	}
	r.allowances[n] = all
	return all
}

func parseAllowance(s segment) ([]allowance, error) {
	if s.title != "custom" {
		return nil, nil
	}
	var out []allowance
	text, reason := s.args, ""
	switch s.tag {
	case tagAllow, tagReachable:
	case tagOurs:
		text, reason, _ = strings.Cut(s.args, ":")
		reason = strings.Join(strings.Fields(reason), " ")
	default:
		return nil, nil
	}
	for _, word := range strings.FieldsFunc(text, isSpace) {
		if !slices.Contains(Kinds(), Kind(word)) {
			return nil, fmt.Errorf("@custom:%s names %q, which is no kind that can be allowed: %w", s.tag, word, registry.ErrInvalid)
		}
		out = append(out, allowance{
			kind: Kind(word), reachable: s.tag != tagAllow, bare: s.tag == tagOurs && reason == "",
			Allowance: Allowance{By: s.tag, Reason: reason},
		})
	}
	return out, nil
}

// withoutReason notes the annotations of ours that were met and allow nothing.
func (r *reader) withoutReason() {
	for n, all := range r.allowances {
		for _, a := range all {
			if a.bare {
				c := r.p.In(n)
				if c == nil {
					c = r.self[0]
				}
				r.add(NoReason, Ordinary, c, n, n.Name(), string(a.kind), nil)
			}
		}
	}
}

// isInitializer tells that an annotation makes a function count as initialiser.
func (r *reader) isInitializer(fn *ast.Node) bool {
	doc := fn.Doc()
	if !hasTag(doc, tagInit) {
		return false
	}
	for _, s := range segments(doc) {
		if s.title == "custom" && s.tag == tagInit && strings.TrimFunc(s.args, isSpace) != "" {
			r.fail(fmt.Errorf("%s: @custom:%s takes no arguments: %w", r.p.Place(fn), tagInit, registry.ErrInvalid))
		}
	}
	return true
}

// hasTag reports whether a line of doc begins with the tag.
func hasTag(doc, tag string) bool {
	for line := range strings.FieldsFuncSeq(doc, isLineEnd) {
		rest, ok := strings.CutPrefix(strings.TrimLeftFunc(line, isSpace), "@custom:"+tag)
		if ok && (rest == "" || isSpace([]rune(rest)[0])) {
			return true
		}
	}
	return false
}

// A segment is a tag of a NatSpec comment with all that belongs to it. Title is
// empty for text before any tag.
type segment struct{ title, tag, args string }

// segments divides a comment as OpenZeppelin's tool does, its oddity included: a
// tag counts only when a space follows it, and one at the very beginning of a
// line where another character follows ends the reading. To see an annotation
// where the other does not would allow what the other refuses.
func segments(doc string) []segment {
	var out []segment
	for len(doc) > 0 {
		rest := strings.TrimLeftFunc(doc, isSpace)
		var s segment
		title, tag, body, ok := cutTag(rest)
		if ok {
			s.title, s.tag = title, tag
		} else if body = rest; len(rest) == len(doc) && startsTag(doc) {
			return out
		}
		n := argsEnd(body)
		s.args = strings.TrimFunc(body[:n], isSpace)
		out = append(out, s)
		doc = body[n:]
	}
	return out
}

// cutTag reads "@title:tag " or "@title ".
func cutTag(s string) (title, tag, rest string, ok bool) {
	if !startsTag(s) {
		return "", "", "", false
	}
	n := 1
	for n < len(s) && isWord(s[n]) {
		n++
	}
	title, rest = s[1:n], s[n:]
	if len(rest) > 1 && rest[0] == ':' && rest[1] >= 'a' && rest[1] <= 'z' {
		n = 2
		for n < len(rest) && (rest[n] == '-' || rest[n] >= 'a' && rest[n] <= 'z') {
			n++
		}
		tag, rest = rest[1:n], rest[n:]
	}
	rest, ok = strings.CutPrefix(rest, " ")
	return title, tag, rest, ok
}

// argsEnd returns where the next tag's line begins.
func argsEnd(s string) int {
	for i, c := range s {
		if !isLineEnd(c) {
			continue
		}
		next := i + len(string(c))
		if startsTag(strings.TrimLeftFunc(s[next:], isSpace)) {
			return next
		}
	}
	return len(s)
}

// startsTag reports whether s begins with @ and a letter.
func startsTag(s string) bool { return len(s) > 1 && s[0] == '@' && isWord(s[1]) }

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func isLineEnd(c rune) bool { return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029' }

func isSpace(c rune) bool {
	return unicode.Is(unicode.Zs, c) || c >= '\t' && c <= '\r' || isLineEnd(c) || c == '\ufeff'
}
