package abi

import "unicode/utf8"

// A Request is what an operation is given: everything its answer may depend
// on. The zero value is a valid request.
type Request struct {
	// State is the canonical state. Empty means a new record (apply only).
	State []byte
	// Command is the canonical command (apply only).
	Command []byte
	// Time is the clock of the chain, in unix seconds, 0 to [MaxTime].
	Time int64
	// Actor is the id of the member that sends the command.
	Actor string
	// Parties are the ids of the record's parties, in the record's order.
	Parties []string
	// Sequence numbers the transition to come; 1 for a new record.
	Sequence uint64
	// References are the reference data, strictly ascending by name.
	References []Reference
	// Seed makes the shim's random numbers: empty or [SeedBytes] long.
	Seed []byte
}

// A Reference is a table of reference data, by value.
type Reference struct {
	Name string
	Data []byte
}

// A Reply is what an operation answers: either reasons and nothing else, which
// is a rejection, or a result. An empty reply is the result of a check that
// found nothing.
type Reply struct {
	// State is the canonical state after the operation.
	State []byte
	// Final means that the transition closes the record.
	Final bool
	// Reasons say why the rules reject, or what a check found.
	Reasons []Reason
	// Documents leave the pod because of the transition.
	Documents []Document
}

// A Reason is one cause of a rejection.
type Reason struct {
	// Code is for programs, "price-mismatch".
	Code string `json:"code"`
	// Message is for people.
	Message string `json:"message"`
	// Field is a path in the state or the command, or empty.
	Field string `json:"field,omitempty"`
}

// A Document is something that leaves the pod, such as a confirmation.
type Document struct {
	Kind    string `json:"kind"`
	Number  string `json:"number"`
	Summary string `json:"summary"`
}

// Rejected reports whether the rules refuse.
func (r Reply) Rejected() bool { return len(r.Reasons) > 0 }

// Validate reports the first thing about r that no request may have.
func (r Request) Validate() error {
	switch {
	case r.Time < 0 || r.Time > MaxTime:
		return invalid("request: time %d is not between 0 and %d", r.Time, int64(MaxTime))
	case len(r.Seed) != 0 && len(r.Seed) != SeedBytes:
		return invalid("request: a seed has %d bytes, not %d", SeedBytes, len(r.Seed))
	case !utf8.ValidString(r.Actor):
		return invalid("request: the actor is not valid UTF-8")
	}
	for i, p := range r.Parties {
		if !utf8.ValidString(p) {
			return invalid("request: party %d is not valid UTF-8", i)
		}
	}
	for i, ref := range r.References {
		if !utf8.ValidString(ref.Name) {
			return invalid("request: the name of reference %d is not valid UTF-8", i)
		}
		if i > 0 && r.References[i-1].Name >= ref.Name {
			return invalid("request: reference %q does not come after %q", ref.Name, r.References[i-1].Name)
		}
	}
	return nil
}

// Validate reports the first thing about r that no reply to op may have.
func (r Reply) Validate(op Op) error {
	for i, x := range r.Reasons {
		if !validText(x.Code, x.Message, x.Field) {
			return invalid("reply: reason %d is not valid UTF-8", i)
		}
		if x.Code == "" {
			return invalid("reply: reason %d has no code", i)
		}
	}
	for i, x := range r.Documents {
		if !validText(x.Kind, x.Number, x.Summary) {
			return invalid("reply: document %d is not valid UTF-8", i)
		}
		if x.Kind == "" {
			return invalid("reply: document %d has no kind", i)
		}
	}
	result := len(r.State) > 0 || r.Final || len(r.Documents) > 0
	switch {
	case r.Rejected() && result:
		return invalid("reply: it has both reasons and a result")
	case r.Rejected():
		return nil
	case op == Check && result:
		return invalid("reply: a check answers with reasons or with nothing")
	case op != Check && len(r.State) == 0:
		return invalid("reply: it has neither a state nor reasons")
	case op != Apply && (r.Final || len(r.Documents) > 0):
		return invalid("reply: a conversion answers with a state only")
	}
	return nil
}

func validText(texts ...string) bool {
	for _, t := range texts {
		if !utf8.ValidString(t) {
			return false
		}
	}
	return true
}
