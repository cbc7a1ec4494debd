// Package mirror serves a shelf over HTTP, and reads one from a server that
// need not be trusted.
//
//	GET  /v1/checkpoint                       the head of the log, a signed note
//	GET  /v1/entries?size=&from=              entries with inclusion proofs
//	GET  /v1/proofs/inclusion?size=&index=    one inclusion proof
//	GET  /v1/proofs/consistency?from=&size=   a consistency proof
//	GET  /v1/releases?line=                   the releases, for people
//	GET  /v1/bundles/{digest}                 a bundle file
//	GET  /v1/documents/{digest}               the contents of a document
//	POST /v1/bundles?note=                    publish a bundle
//	POST /v1/releases/{name}/{version}/yank?reason=
//	POST /v1/releases/{name}/{version}/withdraw?reason=
//	POST /v1/documents?kind=&line=&note=      publish a document
//
// Lists are {"items": [...]}; errors are RFC 9457 problems with the code of
// their [registry.Condition].
//
// # Promises
//
// A [Client] returns nothing that it has not verified. Log entries carry proofs
// against a checkpoint that is signed by the log and extends the last one the
// caller remembers; bundles and documents have the digest that was asked for.
// A server that sends anything else gets [ErrFalse] or a
// [merklelog.ForkError], and cannot make the client read more than the caps. What
// it can do is answer nothing, or show an old state of the log; readers who
// compare their checkpoints find that out.
//
// # Dependencies
//
// The package imports bundle, merklelog and shelf, and net/http.
package mirror
