package sdk

import "github.com/novation-dev/novation/plugins/sdk/wire"

// A Request is what the host asks: one operation on one record. Everything the
// rules may know is in it; there is no clock, file or network beside it.
type Request struct {
	// State is the encoded state before the operation. Empty means that the
	// record does not exist yet.
	State []byte
	// Command is the encoded command. Only nv_apply has one.
	Command []byte
	// Time is the logical time in unix seconds: the chain's clock, the same
	// for every pod that runs this request.
	Time int64
	// Actor is the member who sends the command, "alpha".
	Actor string
	// Parties are the members who share the record, in the record's order.
	Parties []string
	// Sequence is the number of the transition: 1 creates the record.
	Sequence uint64
	// References are the tables of reference data that the release pins.
	References []Reference
	// Seed is 32 bytes from the record and the sequence, the same for every
	// pod. It is no secret.
	Seed []byte
}

// A Reference is one table of reference data, by value.
type Reference struct {
	Name string
	Data []byte
}

// A Reply is the answer. Either Reasons says why the answer is no, and nothing
// else is set, or there are no reasons and the operation was done.
type Reply struct {
	// State is the encoded state after the operation.
	State []byte
	// Final means that the record is finished: no further transition.
	Final bool
	// Reasons say why the request is rejected.
	Reasons []Reason
	// Documents leave the pod because of this transition.
	Documents []Document
}

// A Reason says why a request is rejected.
type Reason struct {
	// Code is for programs: short, stable, "mismatch".
	Code string
	// Message is for people.
	Message string
	// Field is the dotted path of the field it is about. Empty means the
	// request as a whole.
	Field string
}

// A Document is something that leaves the pod for the outside world, such as a
// confirmation or an invoice. A revert lists those that went out.
type Document struct {
	// Kind is "confirmation", "invoice" and so on.
	Kind string
	// Number identifies the document to those who receive it.
	Number string
	// Summary is one line for people.
	Summary string
}

// MarshalWire implements [wire.Encoder].
func (m *Request) MarshalWire(w *wire.Writer) {
	w.Bytes(1, m.State)
	w.Bytes(2, m.Command)
	w.Int64(3, m.Time)
	w.String(4, m.Actor)
	for _, p := range m.Parties {
		w.StringElement(5, p)
	}
	w.Uint64(6, m.Sequence)
	for i := range m.References {
		w.Message(7, &m.References[i])
	}
	w.Bytes(8, m.Seed)
}

// UnmarshalWire implements [wire.Decoder]. State, command and seed are parts of
// what is read.
func (m *Request) UnmarshalWire(r *wire.Reader) {
	for r.Next() {
		switch r.Field() {
		case 1:
			m.State = r.View()
		case 2:
			m.Command = r.View()
		case 3:
			m.Time = r.Int64()
		case 4:
			m.Actor = r.String()
		case 5:
			m.Parties = append(wire.Room(r, m.Parties), r.StringElement())
		case 6:
			m.Sequence = r.Uint64()
		case 7:
			m.References = append(wire.Room(r, m.References), Reference{})
			r.MessageElement(&m.References[len(m.References)-1])
		case 8:
			m.Seed = r.View()
		default:
			r.Unknown()
		}
	}
}

// MarshalWire implements [wire.Encoder].
func (m *Reference) MarshalWire(w *wire.Writer) {
	w.String(1, m.Name)
	w.Bytes(2, m.Data)
}

// UnmarshalWire implements [wire.Decoder].
func (m *Reference) UnmarshalWire(r *wire.Reader) {
	for r.Next() {
		switch r.Field() {
		case 1:
			m.Name = r.String()
		case 2:
			m.Data = r.View()
		default:
			r.Unknown()
		}
	}
}

// MarshalWire implements [wire.Encoder].
func (m *Reply) MarshalWire(w *wire.Writer) {
	w.Bytes(1, m.State)
	w.Bool(2, m.Final)
	for i := range m.Reasons {
		w.Message(3, &m.Reasons[i])
	}
	for i := range m.Documents {
		w.Message(4, &m.Documents[i])
	}
}

// UnmarshalWire implements [wire.Decoder].
func (m *Reply) UnmarshalWire(r *wire.Reader) {
	for r.Next() {
		switch r.Field() {
		case 1:
			m.State = r.Bytes()
		case 2:
			m.Final = r.Bool()
		case 3:
			m.Reasons = append(wire.Room(r, m.Reasons), Reason{})
			r.MessageElement(&m.Reasons[len(m.Reasons)-1])
		case 4:
			m.Documents = append(wire.Room(r, m.Documents), Document{})
			r.MessageElement(&m.Documents[len(m.Documents)-1])
		default:
			r.Unknown()
		}
	}
}

// MarshalWire implements [wire.Encoder].
func (m *Reason) MarshalWire(w *wire.Writer) {
	w.String(1, m.Code)
	w.String(2, m.Message)
	w.String(3, m.Field)
}

// UnmarshalWire implements [wire.Decoder].
func (m *Reason) UnmarshalWire(r *wire.Reader) {
	for r.Next() {
		switch r.Field() {
		case 1:
			m.Code = r.String()
		case 2:
			m.Message = r.String()
		case 3:
			m.Field = r.String()
		default:
			r.Unknown()
		}
	}
}

// MarshalWire implements [wire.Encoder].
func (m *Document) MarshalWire(w *wire.Writer) {
	w.String(1, m.Kind)
	w.String(2, m.Number)
	w.String(3, m.Summary)
}

// UnmarshalWire implements [wire.Decoder].
func (m *Document) UnmarshalWire(r *wire.Reader) {
	for r.Next() {
		switch r.Field() {
		case 1:
			m.Kind = r.String()
		case 2:
			m.Number = r.String()
		case 3:
			m.Summary = r.String()
		default:
			r.Unknown()
		}
	}
}
