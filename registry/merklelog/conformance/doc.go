// Package conformance holds the log of a registry against programs and
// conditions that this project did not write: Tessera's fsck and hammer read
// and fill it over HTTP, and a file system loses power below it.
//
// It is a module of its own, and tests only, so that nobody who uses Novation
// downloads what it needs.
package conformance
