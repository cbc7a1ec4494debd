//go:build !race

package audit_test

// every is which cases of a long table run.
const every = 1
