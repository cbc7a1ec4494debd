// Package node runs a complete Ethereum node (go-ethereum) inside the process:
// the chain of a laptop, of a test and of a small consortium, without anything
// to install. Every pod reaches it as it would reach any other chain, through
// JSON-RPC; a node that several pods use is their shared sequencing node: it
// orders transactions, and its operator could withhold them, but not forge
// them. A consortium that trusts no single operator points its pods at a chain
// with its own consensus instead.
//
// # Promises
//
// Fees are zero and stay zero, so an account that was never funded transacts.
// A block is filled to half of its gas limit for that reason: above half, the
// base fee rises from 0 to 1 and never falls back (see [GasPerBlock]).
//
// A block that is visible is never replaced; the tag "finalized" follows at
// once. With a directory, it is also durable: it is written and synced to a
// block log before any client can see it, and a restart after a crash replays what go-ethereum's own database lost.
// That database is a cache of the log and may be deleted while the node is
// stopped. Transactions that wait in the pool are not durable; who sent them
// sends them again.
//
// Block time is the clock, and at least one second past the parent's. In
// on-demand mode many blocks in one second therefore run ahead of the clock;
// where times matter, set a block time of one second or more.
//
// # Dependencies
//
// The package owns the go-ethereum node stack and its block log (bbolt). Of
// ours it imports only package registry, for its conditions.
//
// # Measured
//
//	go test ./pod/node -run '^$' -bench . -benchtime 3s
//
// On two cores: see the table in README.md.
package node
