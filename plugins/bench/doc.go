// Command bench compares the rules runtime with what else could run the same
// rules: native Go, wazero without protection, a fresh instance for each call,
// Extism, Wasmtime.
//
// All of them answer the same request of one kilobyte, the case "benchmark" of
// plugins/testdata/recap, and must give the reply that stands there. They take
// turns in many short rounds of one run, so that a busy machine slows all of
// them. With -check the exit status is 1 when a threshold of the rules runtime
// is missed.
//
// It is a module of its own, so that nobody who uses Novation gets Extism and
// Wasmtime with it.
package main
