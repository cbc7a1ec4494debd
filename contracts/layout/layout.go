// Package layout says where a contract keeps its state: which variable is in
// which slot, at which offset, of which type.
//
// [Of] works it out from the syntax tree, with the rules of the Solidity
// documentation ("Layout of State Variables in Storage"), ERC-7201 for
// namespaces and ERC-1153 for transient storage, and compares the result with
// the compiler's own wherever the compiler gives one. It reads the trees of
// compilers from 0.5 on.
//
// # Promises
//
// The answer is an error and never a guess: where the tree contradicts itself or
// the compiler's report, where storage overlaps, where a comment that the
// compiler dropped decides, and where the language has something new. There is
// no way to get a layout from the compiler's report alone, because the report
// knows no members of enums, no types under user-defined values, no namespaces
// and no annotations, and calls two structs of the same name alike. Time and
// memory are bounded by the size of the input.
//
// # Dependencies
//
// Of ours it imports registry and contracts/ast. Of go-ethereum it uses crypto.
package layout

import (
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/ast"
)

// A Layout is where one contract keeps its state.
type Layout struct {
	// Base is the slot at which the contract's sequential storage begins: zero,
	// or what "layout at" says.
	Base uint256.Int `json:"base"`
	// Storage has the variables in the order of slot and offset, which is that
	// of declaration, most basic contract first.
	Storage []Variable `json:"storage"`
	// Namespaces are in the order of their IDs.
	Namespaces []Namespace `json:"namespaces"`
	// Transient has the variables of transient storage, which are gone after a
	// transaction. Their slots are in a space of their own.
	Transient []Variable `json:"transient"`
	// Types has every type that a variable, a member or another type names.
	Types map[string]Type `json:"types"`
}

// A Namespace is a struct at a slot that follows from its name (ERC-7201).
type Namespace struct {
	// ID is the formula and the name: "erc7201:example.main".
	ID   string      `json:"id"`
	Slot uint256.Int `json:"slot"`
	// Contract declares the struct, as "source:Name".
	Contract string `json:"contract"`
	// Type is the struct's, in Layout.Types.
	Type  string    `json:"type"`
	Place ast.Place `json:"place"`
}

// A Variable is a state variable or a member of a struct.
type Variable struct {
	Label string `json:"label"`
	// Contract declares a state variable, as "source:Name". It is empty for a
	// member of a struct.
	Contract string `json:"contract,omitempty"`
	// Type is a key of Layout.Types.
	Type string `json:"type"`
	// Slot is absolute for a state variable and counts from the beginning of
	// the struct for a member.
	Slot uint256.Int `json:"slot"`
	// Offset is where it begins in its slot, in bytes from the low-order end.
	Offset int       `json:"offset"`
	Place  ast.Place `json:"place"`
	// RenamedFrom and RetypedFrom are what the author declares in
	// @custom:oz-renamed-from and @custom:oz-retyped-from. They are empty for
	// members of structs: compilers do not keep the comments of those, and
	// OpenZeppelin's tool does not look for them.
	RenamedFrom string `json:"renamedFrom,omitempty"`
	RetypedFrom string `json:"retypedFrom,omitempty"`
}

// A Kind is the kind of a type.
type Kind string

// The kinds of types.
const (
	Unsigned    Kind = "uint"
	Signed      Kind = "int"
	Bool        Kind = "bool"
	Address     Kind = "address"
	Contract    Kind = "contract" // an address whose interface is declared
	FixedBytes  Kind = "bytesN"
	Enum        Kind = "enum"
	UserDefined Kind = "user defined value type"
	Function    Kind = "function" // 8 bytes when internal, 24 when external
	Bytes       Kind = "bytes"
	String      Kind = "string"
	Array       Kind = "array" // of fixed length
	Dynamic     Kind = "dynamic array"
	Mapping     Kind = "mapping"
	Struct      Kind = "struct"
)

// A Type is the type of a variable. Its key in Layout.Types is readable, is the
// same for the same source in every compilation, and says nothing that Type
// does not.
type Type struct {
	Kind Kind `json:"kind"`
	// Label is how the compiler says it: "mapping(address => struct A.B)". Two
	// types in different sources may have the same.
	Label string `json:"label"`
	// Size is what a value takes within a slot, 1 to 32 bytes, for types that
	// share slots. Zero for those that begin a slot of their own.
	Size int `json:"size,omitempty"`
	// Slots is how many slots a type of its own slots takes; one for mappings
	// and everything whose length is not fixed. Zero for types that share.
	Slots uint256.Int `json:"slots,omitzero"`
	// Internal tells a function type that is a place in the code, which means
	// another function after an upgrade.
	Internal bool `json:"internal,omitempty"`
	// Key is a mapping's; Value is a mapping's, the elements' of an array, or
	// the type under a user-defined value type.
	Key   string `json:"key,omitempty"`
	Value string `json:"value,omitempty"`
	// Length is the number of elements of an Array.
	Length uint256.Int `json:"length,omitzero"`
	// Members are a struct's.
	Members []Variable `json:"members,omitempty"`
	// Values are the names of an enum's, in order.
	Values []string `json:"values,omitempty"`
	// Name is the qualified name of a struct, enum, contract or user-defined
	// value type, "C.S", and Source where it is declared.
	Name   string `json:"name,omitempty"`
	Source string `json:"source,omitempty"`
}
