// Package lock reads and writes novation.lock: what a project builds on and does
// not contain. It stands beside novation.yaml and belongs under version control.
//
//	# novation.lock 1
//	{"kind":"book","name":"builtin:Book","digest":"sha256:…"}
//	{"kind":"compiler","name":"solc","version":"0.8.34+commit.80d5c536"}
//	{"kind":"component","name":"std","version":"go1.26.8"}
//	{"kind":"release","name":"crude-trade","version":"1.0.0","digest":"sha256:…","lineage":1,"stateSchema":1,"hostAbi":1,"log":{"index":0,"size":3,"publisher":"desk","keySet":1}}
//	{"kind":"tool","name":"go","version":"1.26.8"}
//
// There is one line for each thing, in the order of kind, name and version, so
// that what two people add merges. A merge tool that keeps the lines of both gives
// a file that can be read, unless they contradict each other.
//
// # Promises
//
// The same lock has the same bytes. A release is one digest for ever: a lock that
// has it refuses another. What is read is bounded, and an error names the line.
//
// # Dependencies
//
// The package imports registry and semver.
package lock
