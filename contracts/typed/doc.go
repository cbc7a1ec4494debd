// Package typed defines the statements that are signed: those of members on
// changes, and those of parties on steps of a record.
//
// It owns the Go form of the structs in src/IConsortium.sol, src/ICourse.sol and src/IBook.sol,
// their EIP-712 digests and their JSON, and promises that a digest is the one
// the contract computes, in this and every later version (golden files in
// testdata). A struct converts to the one of the same name in package binding,
// but for a Change, whose calls and policy the contract takes beside it.
//
// # JSON
//
// A statement is an object with all its fields under their Solidity names:
// bytes32 and addresses as 0x and hex digits, numbers as decimal strings, so
// that no reader rounds them. It is the message of [Statement.TypedData]. A
// Change without calls has no field calls, unless it has a policy; one without
// a policy has no field policy.
//
// # Dependencies
//
// Of ours it imports registry. Of go-ethereum it uses common, crypto and
// signer/core/apitypes; it knows no chain.
package typed
