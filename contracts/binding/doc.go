// Package binding packs calls to Consortium, Book, and the contracts that move
// state, and unpacks what they return, emit and revert with.
//
// Its code is generated from the committed artefacts by go-ethereum's abigen,
// version 2; run go generate after the artefacts change. It owns no knowledge
// of its own: what the calls mean is written in the interfaces in src, and
// what the signed structs hash to is in package typed.
//
// # Dependencies
//
// The package imports go-ethereum, and of ours nothing.
package binding

//go:generate go run ./gen
