// Package witness is both sides of C2SP tlog-witness. A [Witness] cosigns the
// checkpoints of a log, one history only; a [Collector] brings the checkpoints
// of a log to its witnesses and keeps the last one with enough cosignatures.
//
// # Promises
//
// A witness never cosigns two roots for one size, nor a checkpoint that does not
// extend the last one: what it has cosigned is durable before the cosignature is
// given away, and damage of that file is an error and not a first time. What is
// in its folder belongs to this package:
//
//	key              the secret key, readable by its owner only
//	*.checkpoint     the last checkpoint of a log, with our cosignature
//	forks/*.json     proofs that a log has signed two histories
//
// A proof in forks is a stop that lasts: [Witness.Forked] fails, and nothing of
// that log is cosigned, until the consortium has moved to a log with another
// key.
//
// # Dependencies
//
// The package imports the registry vocabulary, merklelog and the note formats.
package witness
