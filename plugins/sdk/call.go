package sdk

import "slices"

// A Call is one run of the apply operation: what the rules may know beside
// state and command, and what they have to say beside the new state. It is
// valid until the function returns.
type Call struct {
	request   *Request
	final     bool
	documents []Document
}

// NewCall returns the call for a request, for tests that run a rule function
// directly.
func NewCall(req *Request) *Call { return &Call{request: req} }

// New reports whether the record does not exist yet.
func (c *Call) New() bool { return len(c.request.State) == 0 }

// Time returns the logical time in unix seconds.
func (c *Call) Time() int64 { return c.request.Time }

// Actor returns the member who sent the command.
func (c *Call) Actor() string { return c.request.Actor }

// Parties returns the members who share the record, in the record's order.
func (c *Call) Parties() []string { return c.request.Parties }

// IsParty reports whether member shares the record.
func (c *Call) IsParty(member string) bool {
	return slices.Contains(c.request.Parties, member)
}

// Sequence returns the number of the transition: 1 creates the record.
func (c *Call) Sequence() uint64 { return c.request.Sequence }

// Seed returns 32 bytes that are the same on every pod. They are no secret, and
// must not be changed.
func (c *Call) Seed() []byte { return c.request.Seed }

// Reference returns the reference data of that name, and whether the release
// pins it. It must not be changed.
func (c *Call) Reference(name string) ([]byte, bool) {
	for _, r := range c.request.References {
		if r.Name == name {
			return r.Data, true
		}
	}
	return nil, false
}

// Issue lets a document leave the pod when the transition is recorded.
func (c *Call) Issue(kind, number, summary string) {
	c.documents = append(c.documents, Document{Kind: kind, Number: number, Summary: summary})
}

// Documents returns what was issued so far.
func (c *Call) Documents() []Document { return c.documents }

// Finish ends the record: no transition follows this one.
func (c *Call) Finish() { c.final = true }

// Finished reports whether Finish was called.
func (c *Call) Finished() bool { return c.final }
