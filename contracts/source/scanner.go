package source

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"
)

type kind int

const (
	end kind = iota
	word
	str
	mark
)

type token struct {
	kind kind
	text string
	line int
}

// A scanner cuts a source into words, strings and single marks.
type scanner struct {
	text []byte
	at   int
	line int
}

func (s *scanner) next() (token, error) {
	if _, err := s.skip(); err != nil || s.at == len(s.text) {
		return token{kind: end, line: s.line}, err
	}
	start, c := s.at, s.text[s.at]
	switch {
	case c == '"' || c == '\'':
		text, err := s.quoted(c)
		return token{str, text, s.line}, err
	case isWord(c):
		for s.at < len(s.text) && isWord(s.text[s.at]) {
			s.at++
		}
		return token{word, string(s.text[start:s.at]), s.line}, nil
	}
	s.at++
	return token{mark, string(s.text[start:s.at]), s.line}, nil
}

func isWord(c byte) bool {
	return c == '_' || c == '$' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// skip goes past spaces and comments, and tells whether there were any.
func (s *scanner) skip() (any bool, err error) {
	for s.at < len(s.text) {
		rest := s.text[s.at:]
		switch {
		case bytes.IndexByte([]byte(" \t\n\v\f\r"), rest[0]) >= 0:
			s.advance(1)
		case bytes.HasPrefix(rest, []byte("//")):
			s.advance(lineLength(rest))
		case bytes.HasPrefix(rest, []byte("/*")):
			n := bytes.Index(rest[2:], []byte("*/"))
			if n < 0 {
				return true, fmt.Errorf("a comment does not end: want */")
			}
			s.advance(n + 4)
		default:
			return any, nil
		}
		any = true
	}
	return any, nil
}

// advance goes n bytes on and counts lines.
func (s *scanner) advance(n int) {
	s.line += bytes.Count(s.text[s.at:s.at+n], []byte("\n"))
	s.at += n
}

// lineLength returns the bytes before the end of the line, which the language
// sees at more characters than most.
func lineLength(b []byte) int {
	for i := range b {
		switch c := b[i]; {
		case '\n' <= c && c <= '\r':
			return i
		case c == 0xc2 && bytes.HasPrefix(b[i:], []byte("\u0085")),
			c == 0xe2 && (bytes.HasPrefix(b[i:], []byte("\u2028")) || bytes.HasPrefix(b[i:], []byte("\u2029"))):
			return i
		}
	}
	return len(b)
}

// quoted reads a string that opens with the given quote.
func (s *scanner) quoted(quote byte) (string, error) {
	s.at++
	var out []byte
	for s.at < len(s.text) {
		c := s.text[s.at]
		switch {
		case c == quote:
			s.at++
			return string(out), nil
		case c == '\n' || c == '\r':
			return "", fmt.Errorf("a string does not end on its line")
		case c != '\\':
			out = append(out, c)
			s.at++
		default:
			b, n := escape(s.text[s.at:])
			if n == 0 {
				return "", fmt.Errorf("a string has an escape that does not exist")
			}
			out = append(out, b...)
			s.advance(n)
		}
	}
	return "", fmt.Errorf("a string does not end")
}

// escape resolves the escape that b begins with, and returns its length in b; 0
// when there is no such escape.
func escape(b []byte) (text []byte, length int) {
	if len(b) < 2 {
		return nil, 0
	}
	switch c := b[1]; c {
	case '\n':
		return nil, 2
	case '\'', '"', '\\':
		return []byte{c}, 2
	case 'n':
		return []byte{'\n'}, 2
	case 'r':
		return []byte{'\r'}, 2
	case 't':
		return []byte{'\t'}, 2
	case 'x', 'u':
		digits := map[byte]int{'x': 2, 'u': 4}[c]
		if len(b) < 2+digits {
			return nil, 0
		}
		v, err := strconv.ParseUint(string(b[2:2+digits]), 16, 16)
		if err != nil {
			return nil, 0
		}
		if c == 'x' {
			return []byte{byte(v)}, 4
		}
		return utf8.AppendRune(nil, rune(v)), 6
	}
	return nil, 0
}
