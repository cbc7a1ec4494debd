// Package remap says what each variable of one layout becomes in another, and
// carries fields along.
//
// # How a variable finds its target
//
// What the map says comes first. Then a variable finds the one of the same name
// that the same contract declares, wherever that keeps it now (a contract of
// OpenZeppelin is the same with and without "Upgradeable"); one that says in a
// comment that it was renamed; one that a widely used library is known to have
// renamed; the only one of the same name; and the only one whose name differs in
// nothing but case and underscores, if the types fit. Members of structs go the
// same way. Names that begin with __gap are never paired.
//
// # Types
//
// Without a word in the map, a value keeps its meaning or the pair is refused:
// equal types, larger numbers, enums with more values, structs of one member and
// that member, user-defined value types and what is under them, contracts and
// addresses, string and bytes, arrays that grow. What may not fit (smaller
// numbers, other signs, enums that lost values) has to be named in the map, and
// is then checked value by value.
//
// # Dependencies
//
// Of ours it imports registry, contracts/layout, migrate/statetree.
package remap

import (
	"context"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// A Map is what the author of a migration writes, mostly nothing: defaults
// follow from names and types.
//
// Variables go by the names that a plan shows, or by "Contract.label" or "label"
// alone where only one has it. A pattern that names a struct, a mapping or an
// array stands for all below it that no other line names.
type Map struct {
	// Move leads from source patterns to target patterns: "_beneficiary" to
	// "erc7201:openzeppelin.storage.Ownable._owner", "_roles[].members[]" to
	// "…_roles[].hasRole[]".
	Move map[string]string `json:"move,omitempty"`
	// Drop has source patterns that go nowhere, each with the reason.
	Drop map[string]string `json:"drop,omitempty"`
	// Set has target patterns that get a value of their own: text as
	// statetree.ParseValue reads it. Only what is neither in a mapping nor in an
	// array can be set.
	Set map[string]string `json:"set,omitempty"`
	// Sum has target patterns that get the sum of all values of a source pattern:
	// "_total" of "_balances[]". The target is a single unsigned number, like the
	// source's values, which may move elsewhere besides.
	Sum map[string]string `json:"sum,omitempty"`
	// Compute has target patterns whose values rules work out.
	Compute []Computation `json:"compute,omitempty"`
}

// A Computation is a target value that rules work out from source values under
// the same keys, or that follows from them in a way that needs no rules.
type Computation struct {
	// Targets and Sources are patterns with the same keys. All Sources are parts
	// of one element, and so are all Targets, so that they meet in one stream.
	Targets []string `json:"targets"`
	Sources []string `json:"sources"`
	// By is empty when rules work it out. [ByDifference] needs none.
	By string `json:"by,omitempty"`
}

// ByDifference makes of two unsigned numbers, an end and a begin, what lies
// between them, and the begin: sources [end, begin], targets [duration, begin].
// An end before its begin is refused, and so is what a target cannot hold.
const ByDifference = "difference"

// A Computer works values out: the conversion of a release. It is pure. It is
// asked for each element in which some value is not zero, and always for what is
// not in a mapping or array. A value that was not there is zero.
type Computer interface {
	// Up returns one value for each target, Down one for each source. Either
	// may refuse with a *Refusal.
	Up(ctx context.Context, c Computation, keys, sources []statetree.Value) ([]statetree.Value, error)
	Down(ctx context.Context, c Computation, keys, targets []statetree.Value) ([]statetree.Value, error)
	// Digest names what works them out: two with the same digest give the same
	// values.
	Digest() registry.Digest
}

// A Refusal says why a value cannot be carried. It is a registry.ErrRefused.
type Refusal struct{ Path, Reason string }

// Error says which value and why.
func (r *Refusal) Error() string { return r.Path + ": " + r.Reason }

// Unwrap returns registry.ErrRefused.
func (r *Refusal) Unwrap() error { return registry.ErrRefused }

// A Fate is what becomes of one source pattern, or where a target pattern comes
// from.
type Fate struct {
	// Source is nil for a target that is new; Target is nil for a source that is
	// dropped.
	Source *statetree.Shape `json:"source,omitempty"`
	Target *statetree.Shape `json:"target,omitempty"`
	// How is one of the Hows.
	How How `json:"how"`
	// Why says for people how the two were found, or why it is dropped.
	Why string `json:"why"`
}

// How says what happens to a value.
type How string

// The hows.
const (
	Same     How = "same"     // same type, perhaps elsewhere
	Widened  How = "widened"  // a larger type of the same kind
	Narrowed How = "narrowed" // a smaller one: each value must fit
	Retyped  How = "retyped"  // another type with the same meaning
	Computed How = "computed"
	Summed   How = "summed"  // the sum of a source pattern's values
	Given    How = "given"   // a value of the map
	Fresh    How = "fresh"   // a new variable, zero
	Dropped  How = "dropped" // by the map, with its reason
	Empty    How = "empty"   // no target, and must be zero everywhere
)

// A Mapping is a Map that was held against two layouts: every source pattern
// has a fate.
type Mapping struct {
	From, To *layout.Layout
	// Fates has one for each source pattern, in the order of declaration, and
	// then one for each target pattern without a source.
	Fates []Fate
	// Accept is asked about each value that cannot be carried; true leaves it
	// behind. Nil means that none is left behind: the first ends the stream with
	// its *Refusal.
	Accept func(*Refusal) bool

	d     *decided
	tree  *node
	comps []*computation
	// ways is where elements of mappings go, by their patterns.
	ways map[string][]route
}

// New works out what becomes of every pattern. A source that several targets
// fit equally well, an entry of the map that names nothing, and types that do
// not fit are errors that list all of them. They wrap registry.ErrInvalid.
func New(from, to *layout.Layout, m Map) (*Mapping, error) {
	d, err := decide(from, to, m)
	if err != nil {
		return nil, err
	}
	return build(d)
}

// Inverse returns the mapping that leads back. What was widened is narrowed and
// the other way round; computations go Down. What has come to hold something
// that nothing of the old layout can take (a Fresh variable that is no longer
// zero, a Given one that was changed since) is refused when it is met: see
// Accept. Variables that were Dropped are zero: who has kept their values puts
// them back.
func (m *Mapping) Inverse() (*Mapping, error) { return build(m.d.inverse()) }
