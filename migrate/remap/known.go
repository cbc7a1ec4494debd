package remap

import "strings"

// What widely used libraries changed between versions that no name shows. An
// entry counts like a line of the map when both ends exist and the map says
// nothing else.

// A known is a state variable that goes by another name and in another contract.
type known struct{ contract, label, toContract, toLabel, why string }

// Contracts are named without the ending "Upgradeable".
var knownVariables = []known{
	{"VestingWallet", "_beneficiary", "Ownable", "_owner", "OpenZeppelin 5: the owner of a vesting wallet is its beneficiary"},
	{"ERC20Votes", "_delegates", "Votes", "_delegatee", "OpenZeppelin 5: ERC20Votes is built on Votes"},
	{"ERC20Votes", "_checkpoints", "Votes", "_delegateCheckpoints", "OpenZeppelin 5: ERC20Votes is built on Votes"},
	{"ERC20Votes", "_totalSupplyCheckpoints", "Votes", "_totalCheckpoints", "OpenZeppelin 5: ERC20Votes is built on Votes"},
	{"Votes", "_delegation", "Votes", "_delegatee", "OpenZeppelin 5: another name"},
}

// knownMembers are members of structs that go by another name.
var knownMembers = map[string]string{
	"fromBlock": "_key",
	"votes":     "_value",
}

// knownNarrow are variables that are smaller in OpenZeppelin 5: each value is
// checked.
var knownNarrow = map[string]bool{
	"Votes._delegateCheckpoints":                          true,
	"Votes._totalCheckpoints":                             true,
	"Governor._governanceCall":                            true,
	"GovernorVotesQuorumFraction._quorumNumeratorHistory": true,
	"GovernorSettings._votingDelay":                       true,
	"GovernorSettings._votingPeriod":                      true,
	"GovernorPreventLateQuorum._voteExtension":            true,
	"GovernorPreventLateQuorum._extendedDeadlines":        true,
}

// knownNew are variables that are new in OpenZeppelin 5 and must not be zero
// where the old contract has state.
var knownNew = map[string]string{
	"ERC1155Supply._totalSupplyAll": `new, and the library takes it for the sum of all of _totalSupply: give that with "set"`,
}

// base is the name of a contract in both of OpenZeppelin's packages.
func base(contract string) string { return strings.TrimSuffix(contract, "Upgradeable") }
