//go:build race

package testnet_test

// raced says that the tests run under the race detector, which makes them ten
// times slower.
const raced = true
