package rules

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/registry"
)

func invalid(format string, a ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, a...), registry.ErrInvalid)
}

// read takes the values of an end out of an answer: an Element. What else it
// holds does not matter.
func (e *end) read(op abi.Op, element []byte) ([]statetree.Value, error) {
	out := make([]statetree.Value, 0, len(e.places))
	n := 0
	err := wire.Scan(element, func(f wire.Field) error {
		if int(f.Number) != int(e.field) {
			return nil
		}
		if n++; n > len(e.places) {
			return nil
		}
		v, err := e.value(e.places[n-1], f.Bytes)
		out = append(out, v)
		return err
	})
	if err == nil && n != len(e.places) {
		err = invalid("the rules answer with %d values, want %d: %s", n, len(e.places), e.names())
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	return out, nil
}

// names lists the values for people.
func (e *end) names() string {
	var all []string
	for _, p := range e.places {
		all = append(all, p.name)
	}
	return strings.Join(all, ", ")
}

// value reads one value: a message Value.
func (e *end) value(p place, b []byte) (statetree.Value, error) {
	var name, text, data []byte
	err := wire.Scan(b, func(f wire.Field) error {
		switch f.Number {
		case fieldName:
			name = f.Bytes
		case fieldText:
			text = f.Bytes
		case fieldData:
			data = f.Bytes
		default: // the type, which was asked for and needs no answer
		}
		return nil
	})
	switch {
	case err != nil:
		return statetree.Value{}, err
	case string(name) != p.name:
		return statetree.Value{}, invalid("the rules give a value of %.100q where that of %q is asked for: keep names and order", name, p.name)
	case p.data && len(text) > 0:
		return statetree.Value{}, invalid("the rules give %s a text: what is of type %s is given as data", p.name, p.label)
	case p.data:
		return statetree.Value{Bytes: append([]byte{}, data...)}, nil
	case len(data) > 0:
		return statetree.Value{}, invalid("the rules give %s data: what is of type %s is given as text", p.name, p.label)
	case len(text) == 0:
		return statetree.Value{}, invalid("the rules give %s no value: want a text of type %s", p.name, p.label)
	}
	v, err := statetree.ParseValue(e.l, p.typ, string(text))
	if err != nil {
		return statetree.Value{}, fmt.Errorf("the value that the rules give %s: %w", p.name, err)
	}
	return v, nil
}

// maxReason bounds the text of a refusal, in bytes.
const maxReason = 400

// rejected tells a refusal from rules that failed: the SDK gives the codes
// "malformed", "unsupported" and "failed" for what is no decision of theirs.
func rejected(op abi.Op, reasons []abi.Reason) error {
	var text bytes.Buffer
	failed := false
	for i, r := range reasons {
		if i > 0 {
			text.WriteString("; ")
		}
		if r.Field != "" {
			text.WriteString(r.Field + ": ")
		}
		fmt.Fprintf(&text, "%s (%s)", r.Message, r.Code)
		failed = failed || r.Code == "malformed" || r.Code == "unsupported" || r.Code == "failed"
	}
	why := shown(text.String())
	if failed {
		return invalid("%s: the rules failed: %s", op, why)
	}
	return &remap.Refusal{Reason: "the rules refuse: " + why}
}

// shown makes one short line of what a stranger wrote.
func shown(s string) string {
	s = strings.Map(func(c rune) rune {
		if unicode.IsPrint(c) {
			return c
		}
		return ' '
	}, s)
	if len(s) > maxReason {
		s = strings.ToValidUTF8(s[:maxReason], "") + "…"
	}
	return s
}
