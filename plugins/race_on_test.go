//go:build race

package plugins_test

const raced = true

// Compiling the guest takes 20 s under the race detector, which cannot see
// into compiled rules anyway: there it is interpreted twice. Modules written by
// hand are compiled in any case.
const interpretGuest = true
