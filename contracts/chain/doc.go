// Package chain is the only way in which the rest of the module reaches a
// chain: JSON-RPC, by URL, to any EVM node. The embedded node, anvil and Besu
// with QBFT differ only in [Config].
//
// # Promises
//
// Nothing that is not final is reported as done: [Client.Follow] walks final
// blocks only, and checks that each one continues the one before;
// [Client.FinalReceipt] returns receipts of final blocks only.
//
// Sending is idempotent: the same signed bytes may be sent any number of times.
// Making them durable before they are first sent is left to the caller, who
// has the store (pod/submit).
//
// A node that does not answer is registry.ErrUnreachable, whatever the reason.
// A contract that says no is a [RevertError] with the error's name and
// arguments. Block hashes are those that the node tells, not computed from the
// header: QBFT computes them differently.
//
// # Nodes
//
// The embedded node and Besu without fees need no options. On a chain whose
// blocks are final at once but that has no "finalized" tag of its own, Besu
// with QBFT among them, set [Config.Finality] to "latest".
//
// anvil needs these flags for accounts without funds, and Finality "latest",
// because its "finalized" tag stays 64 blocks behind:
//
//	anvil --hardfork prague --base-fee 0 --gas-price 0 --disable-min-priority-fee
//
// # Dependencies
//
// Of ours it imports package registry only. It owns go-ethereum's RPC client.
package chain
