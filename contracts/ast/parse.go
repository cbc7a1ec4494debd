package ast

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/registry"
)

// Parse reads one tree. The nodes refer to b, which must not be changed.
func Parse(b []byte) (*Node, error) {
	p := parser{b: b, d: jsontext.NewDecoder(bytes.NewBuffer(b)), names: map[string]string{}}
	n, err := p.node()
	if err == nil {
		if _, end := p.d.ReadToken(); !errors.Is(end, io.EOF) {
			err = errors.New("something follows the tree")
		}
	}
	if err != nil {
		return nil, fmt.Errorf("reading a syntax tree: %v: %w", err, registry.ErrInvalid)
	}
	return n, nil
}

// A parser allocates in blocks: trees are large, and live as a whole.
type parser struct {
	b []byte
	d *jsontext.Decoder
	// names has the name of every field, by its JSON.
	names map[string]string
	// open has the fields of all nodes that are being read, the innermost last.
	open []field
	// nodes and fields are what is left of the last blocks.
	nodes  []Node
	fields []field
	count  int // of nodes so far
}

const blockSize = 512

// A tree that is no tree can ask for fifty times its size in memory, with objects
// of two bytes. Those of a compiler have a name, a place and an id: the least that
// was seen is seventy bytes for each, over a whole tree.
const (
	bytesPerNode = 16
	fewNodes     = 1000
)

func (p *parser) newNode() *Node {
	if len(p.nodes) == 0 {
		p.nodes = make([]Node, blockSize)
	}
	n := &p.nodes[0]
	p.nodes = p.nodes[1:]
	n.Span.File = -1
	return n
}

// keep returns a copy of fields that cannot grow.
func (p *parser) keep(f []field) []field {
	if len(f) > len(p.fields) {
		p.fields = make([]field, max(len(f), blockSize))
	}
	n := copy(p.fields, f)
	kept := p.fields[:n:n]
	p.fields = p.fields[n:]
	return kept
}

func (p *parser) node() (*Node, error) {
	if k := p.d.PeekKind(); k != '{' && k != 0 {
		return nil, fmt.Errorf("want an object at %q", p.d.StackPointer())
	}
	if _, err := p.d.ReadToken(); err != nil {
		return nil, err
	}
	if p.count++; p.count > fewNodes+len(p.b)/bytesPerNode {
		return nil, fmt.Errorf("%d objects in %d bytes at %q: no compiler writes so little of each", p.count, len(p.b), p.d.StackPointer())
	}
	n, start := p.newNode(), len(p.open)
	for p.d.PeekKind() != '}' {
		f, err := p.field()
		if err != nil {
			return nil, err
		}
		if err := n.set(f); err != nil {
			return nil, fmt.Errorf("%w at %q", err, p.d.StackPointer())
		}
		p.open = append(p.open, f)
	}
	n.fields = p.keep(p.open[start:])
	p.open = p.open[:start]
	_, err := p.d.ReadToken()
	return n, err
}

func (p *parser) field() (f field, err error) {
	name, err := p.d.ReadValue()
	if err != nil {
		return f, err
	}
	f.name = p.name(name)
	switch p.d.PeekKind() {
	case '{':
		f.node, err = p.node()
	case '[':
		err = p.list(&f)
	default:
		f.value, err = p.value()
	}
	return f, err
}

func (p *parser) name(v jsontext.Value) string {
	known, ok := p.names[string(v)]
	if !ok {
		known = unquote(v)
		p.names[string(v)] = known
	}
	return known
}

// value returns the next value as a part of the input.
func (p *parser) value() (jsontext.Value, error) {
	v, err := p.d.ReadValue()
	if err != nil {
		return nil, err
	}
	end := p.d.InputOffset()
	return p.b[end-int64(len(v)) : end], nil
}

// list reads a list of nodes, some of which may be null, or keeps a list of
// anything else as it is.
func (p *parser) list(f *field) error {
	if _, err := p.d.ReadToken(); err != nil {
		return err
	}
	start := p.d.InputOffset() - 1
	f.list = []*Node{}
	nodes, others := 0, 0
	for p.d.PeekKind() != ']' {
		switch p.d.PeekKind() {
		case '{':
			n, err := p.node()
			if err != nil {
				return err
			}
			f.list = append(f.list, n)
			nodes++
		default:
			v, err := p.d.ReadValue()
			if err != nil {
				return err
			}
			f.list = append(f.list, nil)
			if v.Kind() != 'n' {
				others++
			}
		}
	}
	if _, err := p.d.ReadToken(); err != nil {
		return err
	}
	if nodes > 0 && others > 0 {
		return fmt.Errorf("the list %q has nodes and other things at %q", f.name, p.d.StackPointer())
	}
	if others > 0 {
		f.list, f.value = nil, p.b[start:p.d.InputOffset()]
	}
	return nil
}

// set understands a field that every node has. Objects that
// are no nodes may have fields of the same names and other kinds: the table of
// what a source exports has one for every name in it.
func (n *Node) set(f field) (err error) {
	switch {
	case f.name == "id" && f.value.Kind() == '0':
		if n.ID, err = strconv.ParseInt(string(f.value), 10, 64); err != nil {
			return fmt.Errorf("id %s is no whole number", f.value)
		}
	case f.name == "nodeType" && f.value.Kind() == '"':
		n.Type = unquote(f.value)
	case f.name == "src" && f.value.Kind() == '"':
		if n.Span, err = span(unquote(f.value)); err != nil {
			return err
		}
	}
	return nil
}

// span reads "start:length:file".
func span(s string) (Span, error) {
	start, rest, _ := strings.Cut(s, ":")
	length, file, _ := strings.Cut(rest, ":")
	var p [3]int
	for i, part := range []string{start, length, file} {
		v, err := strconv.ParseInt(part, 10, 32)
		if err != nil {
			return Span{}, fmt.Errorf("place %q is not start:length:file", s)
		}
		p[i] = int(v)
	}
	return Span{Start: p[0], Length: p[1], File: p[2]}, nil
}
