package abi

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/registry"
)

// EncodeRequest writes the canonical bytes of r, or says why r is no request.
func EncodeRequest(r Request) ([]byte, error) { return AppendRequest(nil, r) }

// AppendRequest appends what [EncodeRequest] writes to b. It allocates nothing if
// it fits there.
func AppendRequest(b []byte, r Request) ([]byte, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	w := writer{slices.Grow(b, r.size())}
	w.bytes(1, r.State)
	w.bytes(2, r.Command)
	w.varint(3, uint64(r.Time))
	w.text(4, r.Actor)
	for _, p := range r.Parties {
		w.b = protowire.AppendString(protowire.AppendTag(w.b, 5, protowire.BytesType), p)
	}
	w.varint(6, r.Sequence)
	for _, ref := range r.References {
		w.b = protowire.AppendVarint(protowire.AppendTag(w.b, 7, protowire.BytesType), uint64(ref.size()))
		w.text(1, ref.Name)
		w.bytes(2, ref.Data)
	}
	w.bytes(8, r.Seed)
	return w.b, nil
}

// size returns the length of the encoded request.
func (r Request) size() int {
	n := sizeBytes(len(r.State)) + sizeBytes(len(r.Command)) + sizeVarint(uint64(r.Time)) + sizeBytes(len(r.Actor)) +
		sizeVarint(r.Sequence) + sizeBytes(len(r.Seed))
	for _, p := range r.Parties {
		n += 1 + protowire.SizeBytes(len(p))
	}
	for _, ref := range r.References {
		n += 1 + protowire.SizeBytes(ref.size())
	}
	return n
}

func (r Reference) size() int { return sizeBytes(len(r.Name)) + sizeBytes(len(r.Data)) }

// sizeBytes and sizeVarint are for fields below 16 that are left out when they
// are defaults.
func sizeBytes(n int) int {
	if n == 0 {
		return 0
	}
	return 1 + protowire.SizeBytes(n)
}

func sizeVarint(v uint64) int {
	if v == 0 {
		return 0
	}
	return 1 + protowire.SizeVarint(v)
}

// DecodeRequest reads what [EncodeRequest] writes and nothing else.
func DecodeRequest(b []byte) (Request, error) {
	var r Request
	err := fields("request", b, func(f wire.Field, p *reader) {
		switch f.Number {
		case 1:
			r.State = p.bytes(f)
		case 2:
			r.Command = p.bytes(f)
		case 3:
			r.Time = int64(p.varint(f))
		case 4:
			r.Actor = p.text(f)
		case 5:
			r.Parties = append(r.Parties, string(p.element(f)))
		case 6:
			r.Sequence = p.varint(f)
		case 7:
			r.References = append(r.References, decodeReference(p, f))
		case 8:
			r.Seed = p.bytes(f)
		default:
			p.fail("unknown field %d", f.Number)
		}
	})
	if err != nil {
		return Request{}, err
	}
	return r, r.Validate()
}

func decodeReference(p *reader, f wire.Field) (ref Reference) {
	p.message("reference", f, func(f wire.Field, p *reader) {
		switch f.Number {
		case 1:
			ref.Name = p.text(f)
		case 2:
			ref.Data = p.bytes(f)
		default:
			p.fail("unknown field %d", f.Number)
		}
	})
	return ref
}

// EncodeReply writes the canonical bytes of r, a reply to op, or says why r is
// none.
func EncodeReply(op Op, r Reply) ([]byte, error) {
	if err := r.Validate(op); err != nil {
		return nil, err
	}
	var w writer
	w.bytes(1, r.State)
	if r.Final {
		w.varint(2, 1)
	}
	for _, x := range r.Reasons {
		w.element(3, texts(x.Code, x.Message, x.Field))
	}
	for _, x := range r.Documents {
		w.element(4, texts(x.Kind, x.Number, x.Summary))
	}
	return w.b, nil
}

// DecodeReply reads what [EncodeReply] writes for op and nothing else.
func DecodeReply(op Op, b []byte) (Reply, error) {
	var r Reply
	err := fields("reply", b, func(f wire.Field, p *reader) {
		switch f.Number {
		case 1:
			r.State = p.bytes(f)
		case 2:
			if v := p.varint(f); v != 1 {
				p.fail("field 2: %d is not a bool", v)
			}
			r.Final = true
		case 3:
			t := p.texts("reason", f)
			r.Reasons = append(r.Reasons, Reason{Code: t[0], Message: t[1], Field: t[2]})
		case 4:
			t := p.texts("document", f)
			r.Documents = append(r.Documents, Document{Kind: t[0], Number: t[1], Summary: t[2]})
		default:
			p.fail("unknown field %d", f.Number)
		}
	})
	if err != nil {
		return Reply{}, err
	}
	return r, r.Validate(op)
}

// A writer appends fields. The caller keeps their numbers ascending.
type writer struct{ b []byte }

// bytes, text and varint leave out defaults; element does not.
func (w *writer) bytes(num protowire.Number, v []byte) {
	if len(v) > 0 {
		w.element(num, v)
	}
}

func (w *writer) element(num protowire.Number, v []byte) {
	w.b = protowire.AppendBytes(protowire.AppendTag(w.b, num, protowire.BytesType), v)
}

func (w *writer) text(num protowire.Number, v string) {
	if v != "" {
		w.b = protowire.AppendString(protowire.AppendTag(w.b, num, protowire.BytesType), v)
	}
}

func (w *writer) varint(num protowire.Number, v uint64) {
	if v != 0 {
		w.b = protowire.AppendVarint(protowire.AppendTag(w.b, num, protowire.VarintType), v)
	}
}

// texts writes a message of string fields 1, 2, ...
func texts(values ...string) []byte {
	var w writer
	for i, v := range values {
		w.bytes(protowire.Number(i+1), []byte(v))
	}
	return w.b
}

// A reader keeps the first fault of one message, and the last single field, to
// notice one that stands twice.
type reader struct {
	err  error
	last protowire.Number
}

// fields reads one message. Its errors name it.
func fields(name string, b []byte, yield func(wire.Field, *reader)) error {
	var p reader
	err := wire.Scan(b, func(f wire.Field) error {
		yield(f, &p)
		return p.err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (p *reader) fail(format string, a ...any) {
	if p.err == nil {
		p.err = fmt.Errorf("not canonical: %s: %w", fmt.Sprintf(format, a...), registry.ErrInvalid)
	}
}

// single notes that f may stand only once, and not as a default.
func (p *reader) single(f wire.Field, isBytes bool) {
	switch {
	case f.IsBytes != isBytes:
		p.fail("field %d: the wire type does not fit", f.Number)
	case f.Number == p.last:
		p.fail("field %d stands twice", f.Number)
	case isBytes && len(f.Bytes) == 0 || !isBytes && f.Varint == 0:
		p.fail("field %d: a default value is written", f.Number)
	}
	p.last = f.Number
}

func (p *reader) bytes(f wire.Field) []byte {
	p.single(f, true)
	return append([]byte(nil), f.Bytes...)
}

func (p *reader) text(f wire.Field) string {
	p.single(f, true)
	if !utf8.Valid(f.Bytes) {
		p.fail("field %d: the text is not valid UTF-8", f.Number)
	}
	return string(f.Bytes)
}

func (p *reader) varint(f wire.Field) uint64 {
	p.single(f, false)
	return f.Varint
}

// element returns the content of one element of a list.
func (p *reader) element(f wire.Field) []byte {
	if !f.IsBytes {
		p.fail("field %d: the wire type does not fit", f.Number)
	}
	return f.Bytes
}

// message reads an element that is a message.
func (p *reader) message(name string, f wire.Field, yield func(wire.Field, *reader)) {
	if err := fields(name, p.element(f), yield); err != nil && p.err == nil {
		p.err = err
	}
}

// texts reads a message of three string fields.
func (p *reader) texts(name string, f wire.Field) (t [3]string) {
	p.message(name, f, func(f wire.Field, p *reader) {
		if f.Number > 3 {
			p.fail("unknown field %d", f.Number)
			return
		}
		t[f.Number-1] = p.text(f)
	})
	return t
}
