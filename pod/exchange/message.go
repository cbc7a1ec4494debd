package exchange

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"github.com/novation-dev/novation/registry"
)

// A Binding says what a message is about. It cannot be taken from one message
// to another.
type Binding struct {
	ChainID uint64
	// Book is the address of the contract that holds the record.
	Book     [20]byte
	Record   [32]byte
	Sequence uint64
	// Release is the one under which the sender speaks.
	Release registry.Digest
}

// bindingSize is the length of an encoded binding.
const bindingSize = 8 + 20 + 32 + 8 + 32

func (b *Binding) append(to []byte) []byte {
	to = binary.BigEndian.AppendUint64(to, b.ChainID)
	to = append(to, b.Book[:]...)
	to = append(to, b.Record[:]...)
	to = binary.BigEndian.AppendUint64(to, b.Sequence)
	return append(to, b.Release[:]...)
}

// cutBinding reads a binding from the beginning of from.
func cutBinding(from []byte) (b Binding, rest []byte, ok bool) {
	if len(from) < bindingSize {
		return b, nil, false
	}
	b.ChainID = binary.BigEndian.Uint64(from)
	b.Book = [20]byte(from[8:])
	b.Record = [32]byte(from[28:])
	b.Sequence = binary.BigEndian.Uint64(from[60:])
	b.Release = registry.Digest(from[68:])
	return b, from[bindingSize:], true
}

// A Message is one that was opened: it came from the pod of From, and was
// sealed for this one.
type Message struct {
	// ID is the same however often the message is delivered.
	ID      [32]byte
	From    string
	Kind    string
	Binding Binding
	Body    []byte
}

// Expect fails with [registry.ErrRefused] when the message is about something
// else than want.
func (m *Message) Expect(want Binding) error {
	differ := func(what string) error {
		return fmt.Errorf("message %s of %s is about another %s than expected: %w",
			hex.EncodeToString(m.ID[:6]), m.From, what, registry.ErrRefused)
	}
	switch got := m.Binding; {
	case got.ChainID != want.ChainID:
		return differ("chain")
	case got.Book != want.Book:
		return differ("book")
	case got.Record != want.Record:
		return differ("record")
	case got.Sequence != want.Sequence:
		return differ("sequence")
	case got.Release != want.Release:
		return differ("release")
	}
	return nil
}
