package contract

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/registry"
)

// Format is the version of the form of plans.
const Format = 1

// A Way is how the state moves.
type Way string

// The ways. In place with Rewrite goes through a stand-in that rewrites slots.
const (
	InPlace    Way = "in-place"
	SteppedWay Way = "stepped-copy"
	Deferred   Way = "deferred-materialisation"
)

// A Plan is what members review and approve. Its JSON is canonical; its digest
// is that of the JSON. It says nothing of values, so that it holds for the state
// at the freeze, which is later than the plan. (The unexplained slots of a plan
// that was refused have values; it is never carried out.)
type Plan struct {
	Format  int            `json:"format"`
	ChainID uint64         `json:"chainId"`
	Address common.Address `json:"address"`
	From    End            `json:"from"`
	To      End            `json:"to"`
	// Proxy is what the account is. With NoProxy it runs its own code, or is a
	// proxy that cannot be given other code.
	Proxy registry.Proxy `json:"proxy"`
	// Beacon is whom the account asks for its implementation, for that kind; zero
	// otherwise. Siblings are the other proxies that ask it.
	Beacon   common.Address `json:"beacon,omitzero"`
	Siblings []Sibling      `json:"siblings,omitempty"`
	// Movable is true for an account that freezes itself when its owner says so
	// (contracts/src/move/Movable.sol), and is moved to one that does so too.
	Movable bool `json:"movable,omitempty"`
	// Admin is who may upgrade: the ProxyAdmin of a transparent proxy; zero for
	// others. Owner is who must send the upgrade, or have the contract freeze
	// itself; zero when nobody was found who may.
	Admin common.Address `json:"admin"`
	Owner common.Address `json:"owner"`
	Way   Way            `json:"way"`
	// Rewrite is true when slots change.
	Rewrite bool   `json:"rewrite"`
	Why     string `json:"why"`
	// Reverse is true for the plan of a revert: Map is the one of the way here,
	// from To to From, and is followed backwards.
	Reverse bool `json:"reverse,omitempty"`
	// Into is the account that is written when it exists already and is not
	// Address: the frozen source, for the revert of a copy. Zero otherwise.
	Into common.Address `json:"into,omitzero"`
	// Lossy leaves behind what cannot be carried, instead of refusing. It is for
	// reverts whose losses were shown and accepted; [New] never sets it.
	Lossy bool `json:"lossy,omitempty"`
	// Rules are those that work out computed values; zero when there are none.
	Rules registry.Digest `json:"rules,omitzero"`
	// Map is the author's file, normalised.
	Map MapFile `json:"map"`
	// Variables has one row for each source pattern and each target without a
	// source.
	Variables []Row `json:"variables"`
	// Closed are the functions of the new contract that are refused while
	// deferred entries are left, because nobody said what they touch.
	Closed []string `json:"closed,omitempty"`
	// Events are those that the new contract emits for indexers while it is
	// written.
	Events []Emission `json:"events,omitempty"`
	// Notes are what those who approve should know besides.
	Notes []string `json:"notes,omitempty"`
	// Snapshot says what was seen when the plan was made.
	Snapshot Seen   `json:"snapshot"`
	Cost     Cost   `json:"cost"`
	Revert   Revert `json:"revert"`
}

// An End is one artefact of a plan.
type End struct {
	Name     string          `json:"name"`
	Artifact registry.Digest `json:"artifact"`
	// Implementation is the address on chain; zero for one that is not deployed.
	Implementation common.Address `json:"implementation"`
	// Match is "exact" or "match" for deployed code.
	Match string `json:"match,omitempty"`
}

// A Spot is a variable in one layout.
type Spot struct {
	Pattern string `json:"pattern"`
	// Variable is the state variable that the pattern is in, and Declared its
	// type.
	Variable string `json:"variable"`
	Declared string `json:"declared"`
	// Type is how the compiler says it.
	Type string `json:"type"`
	// Slot is that of the mapping or array for what is in one.
	Slot   common.Hash `json:"slot"`
	Offset int         `json:"offset"`
}

// A Row is what becomes of one pattern.
type Row struct {
	Source *Spot     `json:"source,omitempty"`
	Target *Spot     `json:"target,omitempty"`
	How    remap.How `json:"how"`
	Why    string    `json:"why"`
	// Keys says where the keys come from, for mappings.
	Keys []string `json:"keys,omitempty"`
	// Candidates is how many keys were tried, zero outside of mappings; Entries
	// how many values are not zero.
	Candidates uint64 `json:"candidates"`
	Entries    uint64 `json:"entries"`
}

// Seen is the state that a plan was made on.
type Seen struct {
	Block       uint64      `json:"block"`
	Hash        common.Hash `json:"hash"`
	StorageRoot common.Hash `json:"storageRoot"`
	// Ether is what the account holds, in wei; empty for none.
	Ether string `json:"ether,omitempty"`
	// Slots are those that hold something, the proxy's own included.
	Slots        uint64                   `json:"slots"`
	Completeness *chainstate.Completeness `json:"completeness"`
}

// A Cost is an estimate; gas is in units, times in seconds.
type Cost struct {
	Transactions uint64  `json:"transactions"`
	Gas          uint64  `json:"gas"`
	GasPerEntry  float64 `json:"gasPerEntry"`
	// Writes are the slots that change.
	Writes uint64 `json:"writes"`
	// RefusedSeconds is how long writers are refused.
	RefusedSeconds float64 `json:"refusedSeconds"`
	// Basis says for people what was assumed.
	Basis string `json:"basis"`
}

// A Revert is the plan back.
type Revert struct {
	Way Way `json:"way"`
	// Loses says what cannot be carried back, by kind; empty when all can.
	Loses []string `json:"loses"`
	Steps []string `json:"steps"`
}
