package rules

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/statetree"
)

// The fields of the messages: see the schema.
const (
	fieldKeys, fieldSources, fieldTargets = 1, 2, 3

	fieldName, fieldType, fieldText, fieldData = 1, 2, 3, 4
)

// indexLabel is the type of an index of an array.
const indexLabel = "index"

// A line is a computation of the map, ready to be asked for.
type line struct {
	sources, targets []string
	from, to         *end
}

// An end is what a line names of one of the two contracts.
type end struct {
	l      *layout.Layout
	field  byte // of Element
	places []place
	// keys are those of the element that the places are in.
	keys []place
}

// A place is a value of an element, or a key.
type place struct {
	name  string // as the line writes it
	typ   string // a key of Layout.Types; "" for an index
	label string // the type for authors
	data  bool   // the value is string or bytes
}

func newLine(from, to *layout.Layout, m remap.Computation) (*line, error) {
	l := &line{sources: slices.Clone(m.Sources), targets: slices.Clone(m.Targets)}
	var err error
	if l.from, err = newEnd(from, fieldSources, m.Sources); err != nil {
		return nil, fmt.Errorf("a source of the map: %w", err)
	}
	if l.to, err = newEnd(to, fieldTargets, m.Targets); err != nil {
		return nil, fmt.Errorf("a target of the map: %w", err)
	}
	return l, nil
}

func newEnd(l *layout.Layout, field byte, names []string) (*end, error) {
	e := &end{l: l, field: field}
	for i, name := range names {
		pattern, typ, err := remap.Resolve(l, name)
		if err != nil {
			return nil, err
		}
		e.places = append(e.places, e.place(name, typ))
		if i > 0 {
			continue // all are in the same element
		}
		if e.keys, err = e.keysOf(pattern); err != nil {
			return nil, err
		}
	}
	return e, nil
}

func (e *end) place(name, typ string) place {
	t := e.l.Types[typ]
	return place{name: name, typ: typ, label: t.Label, data: t.Kind == layout.String || t.Kind == layout.Bytes}
}

// keysOf returns the keys and indices on the way to a pattern.
func (e *end) keysOf(pattern string) (keys []place, err error) {
	for at := 0; ; {
		i := strings.Index(pattern[at:], "[]")
		if i < 0 {
			return keys, nil
		}
		_, typ, err := remap.Resolve(e.l, pattern[:at+i])
		if err != nil {
			return nil, err
		}
		if t := e.l.Types[typ]; t.Kind == layout.Mapping {
			keys = append(keys, e.place("", t.Key))
		} else {
			keys = append(keys, place{label: indexLabel})
		}
		at += i + len("[]")
	}
}

// append appends the message of a value to b; nil leaves the value blank.
func (e *end) append(b []byte, field byte, p place, v *statetree.Value) []byte {
	var text string
	var data []byte
	switch {
	case v == nil:
	case p.data:
		data = v.Bytes
	default:
		text = statetree.Format(e.l, p.typ, *v)
	}
	m := make([]byte, 0, len(p.name)+len(p.label)+len(text)+len(data)+16)
	m = appendField(m, fieldName, p.name)
	m = appendField(m, fieldType, p.label)
	m = appendField(m, fieldText, text)
	m = appendField(m, fieldData, data)
	return appendMessage(b, field, m)
}

// appendField leaves out what is empty, as the encoding wants it.
func appendField[T string | []byte](b []byte, field byte, content T) []byte {
	if len(content) == 0 {
		return b
	}
	return appendMessage(b, field, content)
}

// appendMessage appends a field below 16 of length-delimited content.
func appendMessage[T string | []byte](b []byte, field byte, content T) []byte {
	b = append(b, field<<3|2)
	b = binary.AppendUvarint(b, uint64(len(content)))
	return append(b, content...)
}
