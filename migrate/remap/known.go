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

// A knownSum is a variable that is new, and that the library takes for the sum
// of the values of another variable of the same contract, which was there before.
type knownSum struct{ contract, label, of, elements, why string }

var knownSums = []knownSum{
	{"ERC1155Supply", "_totalSupplyAll", "_totalSupply", "[]", "OpenZeppelin 5 keeps it"},
}

// knownGone are variables that the library does not keep any more, and whose
// values mean nothing between two transactions.
var knownGone = map[string]string{
	"ReentrancyGuard._status": "OpenZeppelin 5.5 keeps it in a slot of its own, where zero, too, says that nobody is inside",
}

// A knownComputation is what the members of a struct become that the library
// says in another way.
type knownComputation struct {
	contract, label, elements string
	sources, targets          []string
	by                        string
}

var knownComputations = []knownComputation{
	{"Governor", "_proposals", "[]", []string{".voteEnd", ".voteStart"}, []string{".voteDuration", ".voteStart"}, ByDifference},
}

// knownNew are patterns that are new in a library, and what zero says there.
var knownNew = map[string]string{
	"Governor._proposals[].etaSeconds": "new, and for the library zero says that a proposal is not queued: have queued proposals executed or cancelled before, or " +
		"their state is \"succeeded\" until they are",
}

// base is the name of a contract in both of OpenZeppelin's packages.
func base(contract string) string { return strings.TrimSuffix(contract, "Upgradeable") }
