// Package provenance says where a release comes from, in the words that others
// use: what is in the module of its rules (a bill of materials in the form of
// CycloneDX), and how it was built (the provenance of SLSA). A publisher attests
// both (package registry/bundle); whoever has the release can read the first
// from the module again, and hold it against what was attested.
//
// # Promises
//
// The same module gives the same bill on every machine: it has no date and no
// serial number. A module tells what its compiler wrote into it and nothing
// else; what is not there is said to be unknown, not to be absent.
//
// # Dependencies
//
// The package may import registry and plugins/wasm.
package provenance
