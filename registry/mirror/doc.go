// Package mirror serves a shelf over HTTP, and reads one from a server that
// need not be trusted.
//
//	GET  /checkpoint                          the head of the log, a signed note
//	GET  /tile/{level}/{number}[.p/{width}]   hashes of the log
//	GET  /tile/entries/{number}[.p/{width}]   entries of the log
//	GET  /v1/releases?line=                   the releases, for people
//	GET  /v1/bundles/{digest}                 a bundle file
//	GET  /v1/documents/{digest}               the contents of a document
//	POST /v1/bundles?note=                    publish a bundle
//	POST /v1/releases/{name}/{version}/yank?reason=
//	POST /v1/releases/{name}/{version}/withdraw?reason=
//	POST /v1/documents?kind=&line=&note=      publish a document
//
// The first three are C2SP tlog-tiles. Lists are {"items": [...]}; errors are RFC 9457 problems with the code of
// their [registry.Condition].
//
// # Promises
//
// A [Client] returns nothing that it has not verified. Log entries belong to a
// checkpoint that the log has signed and enough witnesses have cosigned, and
// that extends the last one the caller remembers; bundles and documents have the
// digest that was asked for. A server that sends anything else gets [ErrFalse],
// and cannot make the client read more than the caps. What it can do is answer
// nothing, or show an old state of the log. A log that has signed two histories
// is not the server's lie: that is a [merklelog.ForkError], with the proof.
//
// # Dependencies
//
// The package imports bundle, keyset, merklelog, shelf and witness, and net/http.
package mirror
