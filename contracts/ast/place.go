package ast

import (
	"cmp"
	"fmt"
	"sort"
)

// A Place is where something stands, for people.
type Place struct {
	Source string `json:"source"`
	// Line and Column count from 1, in lines and bytes. Both are 0 when the
	// text of the source is not known.
	Line   int `json:"line,omitzero"`
	Column int `json:"column,omitzero"`
}

// String returns "source:line:column", or the source alone.
func (p Place) String() string {
	if p.Line == 0 {
		return p.Source
	}
	return fmt.Sprintf("%s:%d:%d", p.Source, p.Line, p.Column)
}

// Compare orders places by source, line and column.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.Source, q.Source), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// unit returns that in which a node stands, or nil.
func (p *Program) unit(n *Node) *Unit {
	if n == nil {
		return nil
	}
	return p.numbers[n.Span.File]
}

// Source returns the name of the source in which a node stands, "" when it is
// not known.
func (p *Program) Source(n *Node) string {
	if u := p.unit(n); u != nil {
		return u.Name
	}
	return ""
}

// Text returns the source text of a node, nil when it is not known.
func (p *Program) Text(n *Node) []byte {
	u := p.unit(n)
	if u == nil || n.Span.Start < 0 || n.Span.Length < 0 || n.Span.Length > len(u.Text)-n.Span.Start {
		return nil
	}
	return u.Text[n.Span.Start : n.Span.Start+n.Span.Length]
}

// Before returns the source text between a byte offset and the beginning of a
// node, nil when it is not known.
func (p *Program) Before(n *Node, start int) []byte {
	u := p.unit(n)
	if u == nil || start < 0 || n.Span.Start < start || n.Span.Start > len(u.Text) {
		return nil
	}
	return u.Text[start:n.Span.Start]
}

// Place returns where a node begins.
func (p *Program) Place(n *Node) Place {
	u := p.unit(n)
	if u == nil {
		return Place{}
	}
	starts := p.starts[u.Number]
	line := sort.SearchInts(starts, n.Span.Start+1)
	if line == 0 || n.Span.Start > len(u.Text) {
		return Place{Source: u.Name}
	}
	return Place{Source: u.Name, Line: line, Column: n.Span.Start - starts[line-1] + 1}
}

// lines returns where each line of a text begins; none when there is no text.
func lines(text []byte) []int {
	if text == nil {
		return nil
	}
	out := []int{0}
	for i, c := range text {
		if c == '\n' {
			out = append(out, i+1)
		}
	}
	return out
}
