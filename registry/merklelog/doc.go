// Package merklelog is the transparency log of a registry: an append-only list
// of what was published, yanked and proposed, which nobody can rewrite unseen.
//
// The log is a Merkle tree as in RFC 6962, kept by golang.org/x/mod/sumdb/tlog.
// A leaf is the canonical JSON of an [Entry]. The head of the log is a
// [Checkpoint]: origin, size and root, signed as a C2SP signed note, so that
// witnesses and tools of other logs can read it.
//
// # Promises
//
// [Log.Append] is one step of the caller's database transaction: entry, hashes
// and the new signed checkpoint are written together or not at all. What is
// read from disk is checked against the signed checkpoint before it is
// returned; changed bytes give [ErrTampered].
//
// The log cannot notice that its whole file was put back to an earlier day, or
// that its key signs two different histories. Its readers can: each remembers
// the last checkpoint it has seen and asks for proof that the next one extends
// it. [CheckInclusion] and [CheckConsistency] are pure functions for them; a
// contradiction is a [ForkError] that holds the evidence.
//
// # Dependencies
//
// The package imports the registry vocabulary, x/mod, bbolt and the checkpoint
// format of transparency-dev. It knows nothing of bundles or HTTP.
package merklelog
