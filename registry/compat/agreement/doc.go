// Package agreement holds the test that compares the verdicts of registry/compat
// with those of OpenZeppelin's upgrades-core, run for real.
//
// Nothing here is part of the product. See README.md for how it works and what
// it found.
//
// # Dependencies
//
// Tests only: contracts/artifact, contracts/layout, contracts/safety and
// registry/compat.
package agreement
