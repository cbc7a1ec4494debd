// Package keyset keeps the keys of publishers as a sequence of versions, each of
// which the one before has agreed to.
//
// A [Set] names keys and two thresholds: how many of them must sign the next set,
// and how many must sign a release. Version N+1 is signed by the threshold of
// version N and by its own, as TUF rotates its root: whoever holds the pinned
// first set can follow the keys for ever, and fewer stolen keys than a threshold
// change nothing.
//
// A set comes into force at the place in the log at which it was published. A
// key that a set leaves out is revoked from that place on: its signatures go on
// to count for releases that the log had before, and for none after, whatever
// date they bear.
//
// A [Trust] is what a reader has pinned of all publishers of a registry, and a
// [Ring] follows their sets through the log. A set that may not follow changes
// nothing: every reader of the log passes over it, or none does.
//
// # Promises
//
// The form of a signed set is canonical JSON in a DSSE envelope. What is parsed
// is bounded; nothing but the pinned digest is taken on trust.
//
// # Dependencies
//
// The package imports registry, registry/bundle and the DSSE library.
package keyset
