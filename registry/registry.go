// Package registry defines what Novation manages: releases, and the changes
// that move a consortium from one release to the next.
//
// A release pairs one rule plugin with one contract under a single semantic
// version. It is immutable: its [Digest] covers every byte a pod will run, and
// publishing the same name and version twice is an error, even after a yank.
//
// The package also holds the conditions ([ErrInvalid] to [ErrUnreachable]) by
// which every part of the module says what kind of "no" it answers; exit codes
// and HTTP statuses are derived from them and from nothing else.
//
// # Dependencies
//
// This package is the vocabulary of the module. Every other package may import
// it; it imports nothing of ours, and neither go-ethereum nor wazero.
package registry
