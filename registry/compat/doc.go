// Package compat says what a release changes for those who use the one before,
// and how far its version must therefore rise.
//
// [Compare] looks at two bundles, the state and command schemas, the ABI of the
// Book, the manifest, and returns a list of [Finding]s. Each has the [Rule] it
// comes from, a place, and the smallest version bump that may carry it.
// [Check] compares that with the bump that was made.
//
// [CompareContracts] looks at two contracts, one of which is to take the place of
// the other behind a proxy: at the state that stays (storage), at what the code
// does there (safety) and at those who call it (abi). It needs no release, only
// what a toolchain wrote. [Verdict] sums up.
//
// A release has to be compared with every release that has live records, not
// only with the last: a record that is pinned to an old one moves from there.
//
// # Versions
//
// A patch changes no result that anyone could have relied on; a minor version
// adds; a major version may break. Below 1.0.0 every part counts one step less,
// as is usual: raising y in 0.y.z may break, raising z may add. A pre-release
// such as 2.0.0-rc.1 counts as the version it leads to, and promises nothing
// itself: whatever follows it may break with it.
//
// # Promises
//
// The same bundles give the same findings in the same order. The package reads
// what is declared; whether the rules behave as they did, replay tells.
//
// About storage and safety it is never more lenient than OpenZeppelin's
// upgrades-core 1.46, neither than its command line nor than its plugins. Where
// it is stricter, the rule says so. Folder agreement holds the test.
//
// # Dependencies
//
// The package imports the registry vocabulary, bundle, contracts/artifact with
// what that is made of, and the protobuf descriptors. It knows the option
// (novation.decimal) by its number only.
package compat
