// Package shelf keeps the releases of a registry: their bundles, the documents
// of changes, and the transparency log that says when each came in.
//
// A release on the shelf is immutable. Publishing the same bytes again is a
// no-op; publishing other bytes under the same name and version is an
// [registry.ErrConflict], for ever, even after a yank. A yank keeps the bytes:
// decisions taken under the release must stay explainable.
//
// # Promises
//
// A shelf is one bbolt file. Whatever is put on it and the log entry about it
// are one transaction: after a crash both are there or neither is, and what was
// acknowledged is there. Facts about a release (who, when, whether it is
// yanked) are read from the log and carry its guarantee; bundles and documents
// are compared with their digests whenever they are read. Changed bytes give
// an error that matches [registry.ErrRefused], not a wrong answer.
//
// A release is signed as the key set of its publisher asks for that the log has
// before it, and a key set is one that may follow (see package keyset). The log
// has nothing else.
//
// One process at a time can open a shelf for writing, or several for reading.
//
// # Dependencies
//
// The package imports bundle, keyset, merklelog and bbolt.
package shelf
