// Package soljson reads the Solidity compiler as it is published for
// JavaScript: one file, soljson.js, that holds a WebAssembly module in base64,
// since 0.8.12 compressed, and the names of what the module imports and exports.
//
// It runs no JavaScript and does not parse it: it looks for the few forms in
// which Emscripten writes what is needed. A file in which it does not find them
// is refused, with what is missing.
//
// # Dependencies
//
// The vocabulary. The file is not trusted: sizes are bounded, time is linear in
// them.
package soljson
