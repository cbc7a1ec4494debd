// Package lifecycle holds tests only: a model of the life of changes, written a
// second time from what the interfaces of the contracts say, and random
// interleavings of everything that members and pods can do, taken by the model,
// by the Consortium contract on a real chain, and by the View that pods fold
// from its events. After every step all three must agree.
//
// # Dependencies
//
// The package imports nothing. Its tests may import what stands no higher than
// pod.
package lifecycle
