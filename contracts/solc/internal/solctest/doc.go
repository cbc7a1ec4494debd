// Package solctest makes small modules of the kind that Emscripten makes, and
// files of the kind that Solidity's compiler is published in, for tests that
// need neither the compiler nor a network.
//
// # Dependencies
//
// None.
package solctest
