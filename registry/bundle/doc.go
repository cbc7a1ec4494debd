// Package bundle packs a release into one file and reads it back.
//
// It owns the format of the file, the digest that names a release, and the
// publisher's signature. A bundle is a tar archive of an OCI image layout, so
// that any OCI registry and any OCI tool can carry it:
//
//	oci-layout
//	index.json            the release, then its signatures
//	blobs/sha256/...      in ascending order
//
// The release is an OCI artefact manifest of type [MediaTypeRelease]. Its
// config is the canonical JSON of a [registry.Manifest]; its layers are the
// rules, the schema, the Book, the reference data, the samples, and the contracts
// beside the Book, each with its match, in this order. The SHA-256 of that OCI manifest is the release digest, the one thing that
// members approve: see [Bundle.Digest].
//
// A signature is a referrer: a second OCI manifest whose subject is the first.
// It holds a DSSE envelope over an in-toto statement, made with an ed25519 key
// of a publisher. Adding a signature never changes the release digest.
//
// # Promises
//
// [Pack] gives the same bytes for the same bundle, on every machine. [Open]
// accepts exactly the files that Pack can write, at most [MaxSize] bytes of
// them, and nothing else: what it returns was checked against every digest and
// packs to the same bytes again. No input makes it panic.
//
// Open does not look into the rules, the schema or the Book: the packages that
// run them do. It does not know whom to trust: [Bundle.VerifySignature] is told.
//
// # Dependencies
//
// The package imports the registry vocabulary, oras-go, the OCI image types
// and the DSSE library.
package bundle
