// Package migratetest has contracts of the kind that people migrate, with real
// state that transactions made, for tests of the packages that move it.
//
// [Deploy] makes the reference case: a token, the same token behind UUPS, a
// vesting wallet and a timelock on OpenZeppelin 4.9.6, with the sources of what
// they become on 5.x. [DeployClub] makes another of the same kind with sets,
// checkpoints and two-step ownership, [DeployHidden] one that must be refused,
// and [DeployLedger] one of any size.
//
// It owns the sources in src and the artefacts that the command in build makes
// of them. Keys are derived from numbers, so that addresses are the same in
// every run. Only tests may import it.
//
// # Dependencies
//
// Of ours it imports registry, contracts/artifact, contracts/chain,
// contracts/layout and migrate/statetree.
package migratetest
