//go:build race

package audit_test

// every is which cases of a long table run: under the race detector rules are
// many times slower, and an audit runs on one goroutine.
const every = 12
