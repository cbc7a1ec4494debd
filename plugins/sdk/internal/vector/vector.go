// Package vector holds the codec that nvgen generates for the schema of the
// golden vectors in plugins/testdata/wire, so that the SDK is tested against
// the same files as the host.
package vector
