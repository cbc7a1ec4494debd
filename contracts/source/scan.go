package source

import (
	"fmt"

	"github.com/novation-dev/novation/registry"
)

// A Header is what a Solidity source says about other sources and about the
// compiler it is for.
type Header struct {
	// Imports are in the order of the source.
	Imports []Import
	// Pragmas are the version expressions, as in "pragma solidity ^0.8.20;".
	// All of them hold.
	Pragmas []Pragma
}

// An Import is one import directive, whatever names it brings in.
type Import struct {
	// Path is the text between the quotes, with its escapes resolved.
	Path string
	// Line counts from 1.
	Line int
}

// A Pragma is one version expression.
type Pragma struct {
	// Text has no comments in it.
	Text string
	// Line counts from 1.
	Line int
}

// Scan reads the directives of a Solidity source. It takes the language apart as
// far as that needs: comments, strings, braces. What is wrong in the rest is left
// to the compiler. A directive that is none matches [registry.ErrInvalid].
func Scan(text []byte) (*Header, error) {
	s := scanner{text: text, line: 1}
	h := &Header{}
	for depth := 0; ; {
		t, err := s.next()
		switch {
		case err != nil:
			return nil, s.fault(err)
		case t.kind == end:
			return h, nil
		case t.kind == mark && t.text == "{":
			depth++
		case t.kind == mark && t.text == "}":
			depth = max(0, depth-1)
		case depth > 0 || t.kind != word:
		case t.text == "import":
			i, err := s.importDirective(t.line)
			if err != nil {
				return nil, s.fault(err)
			}
			h.Imports = append(h.Imports, i)
		case t.text == "pragma":
			p, err := s.pragma(t.line)
			if err != nil {
				return nil, s.fault(err)
			}
			if p.Text != "" {
				h.Pragmas = append(h.Pragmas, p)
			}
		}
	}
}

func (s *scanner) fault(err error) error {
	return fmt.Errorf("line %d: %v: %w", s.line, err, registry.ErrInvalid)
}

// importDirective reads on behind "import": the path is the only string of the
// directive.
func (s *scanner) importDirective(line int) (Import, error) {
	out, found := Import{Line: line}, false
	for {
		t, err := s.next()
		switch {
		case err != nil:
			return out, err
		case t.kind == mark && t.text == ";" && found:
			return out, nil
		case t.kind == end || t.kind == mark && t.text == ";":
			return out, fmt.Errorf("the import has no path, or no end: want import \"path\";")
		case t.kind == str && found:
			return out, fmt.Errorf("the import has two paths")
		case t.kind == str && t.text == "":
			return out, fmt.Errorf("the import has an empty path")
		case t.kind == str:
			out.Path, found = t.text, true
		}
	}
}

// pragma reads on behind "pragma". The text is empty for one that is about
// something else than the version of the compiler.
func (s *scanner) pragma(line int) (Pragma, error) {
	name, err := s.next()
	if err != nil {
		return Pragma{}, err
	}
	var text []byte
	for {
		skipped, err := s.skip()
		if err != nil {
			return Pragma{}, err
		}
		if s.at == len(s.text) {
			return Pragma{}, fmt.Errorf("the pragma does not end: want a semicolon")
		}
		c := s.text[s.at]
		if skipped && c != ';' && len(text) > 0 {
			text = append(text, ' ')
		}
		s.at++
		if c == ';' {
			break
		}
		text = append(text, c)
	}
	if name.kind != word || name.text != "solidity" {
		return Pragma{}, nil
	}
	if len(text) == 0 {
		return Pragma{}, fmt.Errorf("the pragma names no version")
	}
	return Pragma{Text: string(text), Line: line}, nil
}
