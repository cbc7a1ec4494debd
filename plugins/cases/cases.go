// Package cases reads and plays cases: readable files that say what rules must
// answer.
//
// A case is a YAML document. It asks the rules once, or plays a record through
// several steps, each of which begins with the state the step before left:
//
//	name: paid in two parts
//	parties: [alpha, beta]          # ids of the record's parties
//	time: 2026-03-02T09:00:00Z      # clock of the chain; also unix seconds; default 0
//	seed: 64 hexadecimal digits     # default none
//	references:                     # tables by value, beside those of the project
//	  quotes: {file: quotes.csv}    #   a file beside the case, or {text: ...}
//	sequence: 1                     # default: 1 for a new record, else 2
//	steps:
//	  - op: apply                   # apply (default), up, down, check
//	    actor: alpha
//	    state: {...}                # default: what the step before left; nothing is a new record
//	    command: {promise: {creditor: beta, amount: 100.00}}
//	    expect:
//	      state: {debtor: alpha, creditor: beta, open: 100.00}
//
// Without steps, the keys of a step stand beside name. A step may say anything of
// its own that stands at the top; its time holds for the steps after it, too.
// Names are those of the schema. Text, decimals among it, needs no quotes. A file
// may hold several cases, separated by "---".
//
// What is expected:
//
//   - state: the whole state; every field that is not named has its default;
//   - fields: some fields by their path, as in ABI.md: "open", "lines[2].note",
//     "price?" for presence (true, false), "lines#" for the number of elements;
//   - documents: all documents, in order, of each the keys that are named;
//   - final: whether the record is closed; default false;
//   - reject: the reasons, in order, of each the keys that are named (code,
//     field, message); one reason may stand without a list. Without reject, the
//     answer must not be a rejection, and a check must find nothing;
//   - any: true means that any answer will do, as long as there is one.
//
// Keys that are not known, and values that the schema does not have, are errors
// that name the line.
//
// # Dependencies
//
// It imports registry, plugins/abi, plugins/schema and plugins/wire, reads YAML
// with goccy/go-yaml, and runs nothing: whoever plays a case brings the rules.
package cases

import (
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// A Case is a record that is played.
type Case struct {
	// Name is for people.
	Name string
	// File and Line say where it stands.
	File string
	Line int
	// Steps are at least one.
	Steps []Step
}

// A Step asks the rules once.
type Step struct {
	Op abi.Op
	// Line says where it stands in the file of its case.
	Line int
	// Request is what is asked. A sequence of 0 means the one that follows.
	Request abi.Request
	// Carried means that the state is the one that the step before left.
	Carried bool
	Expect  Expect
}

// Expect is what must be answered. The zero value expects any answer that is no
// rejection and does not close the record.
type Expect struct {
	// Any means that nothing else is looked at.
	Any bool
	// State is the whole state. Nil means that it is not looked at.
	State proto.Message
	// Fields are some fields of the state.
	Fields []Field
	// Documents are all documents, when HasDocuments says so. Empty texts are
	// not looked at.
	Documents    []abi.Document
	HasDocuments bool
	// Final says whether the transition must close the record.
	Final bool
	// Reasons are why the rules must reject. Empty texts are not looked at. No
	// reason means that they must not.
	Reasons []abi.Reason
}

// A Field is what a leaf of a state must be.
type Field struct{ Path, Text string }

// A Call is one question to the rules.
type Call struct {
	Op      abi.Op
	Request abi.Request
}

// ops are the names that operations have in a case.
var ops = map[string]abi.Op{"": abi.Apply, "apply": abi.Apply, "up": abi.Up, "down": abi.Down, "check": abi.Check}

// An Error says what is wrong with a file of cases, and where.
type Error struct {
	// File, Line and Column say where; line and column begin with 1.
	File         string
	Line, Column int
	// Reason is for people.
	Reason string
}

// Error implements error.
func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.Reason)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Reason)
}

// Unwrap returns [registry.ErrInvalid].
func (e *Error) Unwrap() error { return registry.ErrInvalid }
