package layout

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// An annotation is one @custom:tag of a NatSpec comment and the text after it.
type annotation struct {
	tag, text string
}

// annotations reads a comment as OpenZeppelin's tool does, so that both always
// see the same: what is an annotation for one only would be safe for one only.
// A tag stands at the beginning of the comment or of a line and is followed by
// exactly one blank that ends it. Its text goes on until a line that begins a
// tag. For storage locations such a line may be indented as it likes
// (indented); for renamed and retyped variables it has one blank before the @.
func annotations(doc string, indented bool) []annotation {
	var out []annotation
	for rest := doc; rest != ""; {
		body := strings.TrimLeftFunc(rest, isSpace)
		tag, custom, text := cutTag(body)
		end := tagLine(text, len(text) == len(body) && atLineStart(rest[:len(rest)-len(body)]), indented)
		if custom {
			out = append(out, annotation{tag, strings.TrimFunc(text[:end], isSpace)})
		}
		if len(text)-end == len(rest) {
			return out
		}
		rest = text[end:]
	}
	return out
}

// cutTag splits "@title:tag text". When there is no such thing, text is all.
func cutTag(s string) (tag string, custom bool, text string) {
	if !strings.HasPrefix(s, "@") {
		return "", false, s
	}
	end := 1
	for end < len(s) && isWord(s[end]) {
		end++
	}
	title := s[1:end]
	if end < len(s) && s[end] == ':' {
		start := end + 1
		for end = start; end < len(s) && (s[end] >= 'a' && s[end] <= 'z' || s[end] == '-' && end > start); end++ {
		}
		tag = s[start:end]
		if tag == "" {
			return "", false, s
		}
	}
	if title == "" || end == len(s) || s[end] != ' ' {
		return "", false, s
	}
	return tag, title == "custom" && tag != "", s[end+1:]
}

// tagLine returns where the next line begins that begins a tag, or the end. The
// beginning of s counts only if it is one of a line.
func tagLine(s string, lineStart, indented bool) int {
	for i := 0; i < len(s); {
		if !lineStart {
			c, n := utf8.DecodeRuneInString(s[i:])
			lineStart = isLineEnd(c)
			i += n
			continue
		}
		body := strings.TrimLeftFunc(s[i:], isSpace)
		if !indented {
			_, n := utf8.DecodeRuneInString(s[i:])
			body = s[i+n:]
			if !strings.HasPrefix(body, "@") || strings.TrimLeftFunc(s[i:i+n], isSpace) != "" {
				lineStart = false
				continue
			}
		}
		if len(body) > 1 && body[0] == '@' && isWord(body[1]) {
			return i
		}
		// Between here and the body there are only blanks: nothing begins there.
		i, lineStart = max(len(s)-len(body), i), false
	}
	return len(s)
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func isLineEnd(c rune) bool { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 }

// atLineStart reports whether a line begins after blanks at the start of one.
func atLineStart(blanks string) bool {
	c, _ := utf8.DecodeLastRuneInString(blanks)
	return blanks == "" || isLineEnd(c)
}

// isSpace is what \s is in JavaScript.
func isSpace(c rune) bool {
	switch {
	case c >= '\t' && c <= '\r', c == ' ', c == 0xa0, c == 0x1680, c >= 0x2000 && c <= 0x200a:
		return true
	}
	return c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000 || c == 0xfeff
}

// renames returns what a variable was before, by its annotations; the last of
// each kind counts.
func renames(doc string) (name, typ string, err error) {
	for _, a := range annotations(doc, false) {
		switch a.tag {
		case "oz-renamed-from":
			name = a.text
		case "oz-retyped-from":
			typ = a.text
		default:
			continue
		}
		if a.text == "" {
			return "", "", fmt.Errorf("@custom:%s says nothing: write what the variable was before, or remove it", a.tag)
		}
	}
	return name, typ, nil
}

// locations returns the words of every storage location in a comment, and
// whether there is one at all, perhaps without a word.
func locations(doc string) (words []string, found bool) {
	for line := range strings.FieldsFuncSeq(doc, isLineEnd) {
		rest, ok := strings.CutPrefix(strings.TrimLeftFunc(line, isSpace), "@custom:storage-location")
		if ok && (rest == "" || strings.IndexFunc(rest, isSpace) == 0) {
			found = true
		}
	}
	for _, a := range annotations(doc, true) {
		if a.tag == "storage-location" {
			words = append(words, strings.FieldsFunc(a.text, isSpace)...)
		}
	}
	return words, found
}
