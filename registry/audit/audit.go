// Package audit answers, offline and years later: is the log the one that was
// seen, are the releases the ones that were approved, and did every decision
// come out as it stands in the history?
//
// [Verify] looks at the log, the releases, the approvals and the code on chain;
// [Replay] runs every decision of a pod again. Both read a [Source], which is a
// pod's database or a copy of it, and change nothing.
//
// Results are words, never a bare tick: exact, match, none, or not checked.
//
// # Dependencies
//
// The package may import registry and its parts, plugins, migrate and
// contracts. It does not know how a pod keeps its data.
package audit

import (
	"context"
	"fmt"
	"strings"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// A Word is the result of a check.
type Word string

// The words.
const (
	// Exact means that what was found equals what should be, byte for byte.
	Exact Word = "exact"
	// Match: code is the same but for the compiler's metadata, which nothing
	// executes.
	Match Word = "match"
	// None means that it does not.
	None Word = "none"
	// NotChecked means that something needed for the check was not at hand.
	NotChecked Word = "not checked"
)

// A Check is one question and its answer.
type Check struct {
	// Name says what was checked, "log", "bundle of crude-trade@1.0.0", ….
	Name string `json:"name"`
	Word Word   `json:"word"`
	// Detail says what was found, and what is wrong when the word is none.
	Detail string `json:"detail"`
}

// A Report is the result of an audit.
type Report struct {
	Checks []Check `json:"checks"`
	// Decisions were replayed; Records is how many records they belong to.
	Decisions int `json:"decisions"`
	Records   int `json:"records"`
	// Failed counts checks with the word none.
	Failed int `json:"failed"`
}

// OK reports whether nothing that was checked failed.
func (r *Report) OK() bool { return r.Failed == 0 }

func (r *Report) add(name string, err error, format string, a ...any) {
	c := Check{Name: name, Word: Exact, Detail: fmt.Sprintf(format, a...)}
	if err != nil {
		// The condition at the end of an error is what the word says already.
		c.Word, c.Detail = None, strings.TrimSuffix(err.Error(), ": "+registry.ErrRefused.Error())
		r.Failed++
	}
	r.Checks = append(r.Checks, c)
}

func (r *Report) skip(name, why string) {
	r.Checks = append(r.Checks, Check{Name: name, Word: NotChecked, Detail: why})
}

// A Source is what a pod kept. Its methods return stored bytes unread, so that
// the audit itself judges them.
type Source interface {
	// Records yields every record this pod is a party to.
	Records(ctx context.Context, fn func(Record) error) error
	// Decisions yields the stored decisions of a record in ascending order of
	// the sequences under which they are stored.
	Decisions(ctx context.Context, id evidence.Hash, fn func(sequence uint64, stored []byte) error) error
	// Bundle returns the stored bundle file of a release.
	Bundle(ctx context.Context, release registry.Digest) ([]byte, error)
	// Document returns the stored document with the given digest.
	Document(ctx context.Context, digest registry.Digest) ([]byte, error)
	// Block returns the block up to which the pod had applied the chain.
	Block(ctx context.Context) (uint64, error)
	// Log returns the stored entries of the log in order, and the last signed
	// checkpoint.
	Log(ctx context.Context) (entries [][]byte, signed []byte, err error)
	// Retentions returns what keeps releases from being retired, in the order in
	// which it was set.
	Retentions(ctx context.Context) ([]Retention, error)
}

// A Record is what an audit needs of a record besides its decisions.
type Record struct {
	ID evidence.Hash
	// Key is the record key; Salt is what its id is made of, derived from it.
	Key  evidence.Hash
	Salt evidence.Hash
	// Head is how the pod says the record stands.
	Sequence   uint64
	Commitment evidence.Hash
	Last       registry.Digest
	State      []byte
}
