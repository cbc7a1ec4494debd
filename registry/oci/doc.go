// Package oci carries releases to and from places that speak OCI: a repository
// of a registry, or an image layout in a folder.
//
// A release lies there as the manifest that gives it its digest, with the line's
// version as tag; its signatures and attestations refer to it. Beside them lies
// a second manifest with the rules alone, in the form that the CNCF gives
// WebAssembly artefacts, under the tag "rules-" and the version: tools for Wasm
// find the module without knowing of releases. It is made of the release and
// says nothing of its own.
//
// # Promises
//
// Whatever [Repository.Pull] returns was checked against the digest asked for,
// byte by byte, and packs to a bundle file. A source may lie: it cannot make
// Pull accept other bytes, read more than [bundle.MaxSize] bytes, follow more
// than a bounded number of referrers, or wait longer than its context allows.
// What refers to a release and is not what it should be is passed over and
// counted: whoever may write to a registry can put it there.
//
// [Repository.Push] sends the tag last. Until then nothing is published, and a
// push that was cut off can be done again. A tag that names another release is
// left alone.
//
// The package does not judge signatures; a tag proves nothing. What a consortium
// published is in its log.
//
// # Dependencies
//
// The package imports registry, registry/bundle, oras-go and the OCI image types.
package oci
