// Package merklelog is the transparency log of a registry: an append-only list
// of what was published, yanked and proposed, which nobody can rewrite unseen.
//
// The log is a Merkle tree as in RFC 6962, kept as tiles of 256 hashes by
// golang.org/x/mod/sumdb/tlog. A leaf is the canonical JSON of an [Entry]. The
// head of the log is a [Checkpoint]: origin, size and root, signed as a C2SP
// signed note; witnesses add cosignatures to it. Tiles, entries and checkpoint
// are those of C2SP tlog-tiles, so that tools of other logs can read them.
//
// # Promises
//
// [Log.Append] is one step of a transaction of the caller: entries, tiles and
// the new signed checkpoint are written together or not at all. Transactions
// that wait at the same time share one commit ([Log.Update]); each returns when
// it is durable.
//
// Whatever is read is checked against the signed checkpoint before it is
// returned, whether it comes from a file or from a server: both are a [Source],
// and a [Tree] believes none of them.
//
// The log cannot notice that its whole file was put back to an earlier day, or
// that its key signs two different histories. Its readers can: each remembers
// the last checkpoint it has seen and holds the next one against it. Two that
// contradict each other are a [Fork], which proves itself to anybody. A
// [Policy] asks for the cosignatures of witnesses, who sign one history only.
//
// # Dependencies
//
// The package imports the registry vocabulary, x/mod, bbolt and the formats of
// transparency-dev. It knows nothing of bundles or HTTP.
package merklelog
