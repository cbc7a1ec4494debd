// Package statetree reads the whole state of a contract as typed fields, and
// writes fields back into slots.
//
// A [Tree] is a layout that was made ready: every pattern of it, with its type
// and place. It reads fields from slots ([Tree.Read]), and says what a field puts
// into slots ([Tree.Parts]). The functions of the package make a Tree for one
// call; with more than a few fields, make one with [New].
//
// # Names
//
// A state variable is called by its label, where that is unique in the layout
// ("_balances"); else by contract and label ("ERC20Upgradeable._name"); else by
// source, contract and label ("src/Token.sol:Token._name"). A member of a
// namespace is called by the namespace's ID and its label
// ("erc7201:openzeppelin.storage.ERC20._balances"). Elements of mappings and of
// arrays add "[]", members of structs "." and the label.
//
// # Promises
//
// Every bit of a slot that is read is accounted for: it is part of a field, or
// it is zero, or there is an error that names the slot. Memory does not grow with
// the number of entries. Hostile layouts, states and texts give an error that
// wraps [registry.ErrInvalid] or [registry.ErrRefused], in bounded time and
// memory.
//
// # Dependencies
//
// Of ours it imports registry, contracts/layout and migrate/internal/extsort. Of
// go-ethereum it uses common and crypto; it also uses holiman/uint256.
package statetree

import (
	"context"
	"fmt"
	"iter"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/registry"
)

// Slots reads the storage of one account at one block. A word that was never
// written is zero. It is called with at most [MaxBatch] slots at a time, and does
// not keep the list.
type Slots interface {
	Words(ctx context.Context, slots []common.Hash) ([]common.Hash, error)
}

// Keys enumerates the keys of mappings.
type Keys interface {
	// Tuples yields the keys of the mappings on the way to pattern, outermost
	// first, in ascending order of their encodings and each once. A key without
	// an entry does no harm. Arrays on the way have no keys: each key is tried
	// for each element. A slice is the caller's to keep.
	Tuples(ctx context.Context, pattern string) iter.Seq2[[]Value, error]
}

// A Value is an elementary value.
type Value struct {
	// Word is the ABI encoding of everything that fits a word: numbers, bool,
	// address and enum right-aligned (int sign-extended), bytesN and functions
	// left-aligned. It is zero for string and bytes.
	Word common.Hash
	// Bytes are those of string and bytes, and not nil even when there are none;
	// nil for other types.
	Bytes []byte
}

// IsZero reports whether a value is what storage holds that was never written.
func (v Value) IsZero() bool { return v.Word == (common.Hash{}) && len(v.Bytes) == 0 }

// A Field is an elementary value and where it is. The length of a dynamic array
// is a field too: its path is that of the array.
type Field struct {
	Path Path
	// Type is a key of Layout.Types.
	Type  string
	Value Value
	// Slot and Offset say where it begins: see layout.Variable. A short string
	// is at Offset 0 of its slot; a long one has its length there.
	Slot   common.Hash
	Offset int
	// Head is the first slot of the innermost mapping's element that the field
	// is part of, and the field's own slot outside of mappings. Outside of
	// mappings the slots with the text of a long string are their own heads.
	Head common.Hash
}

// A Part is what one field puts into one slot.
type Part struct {
	Head, Slot common.Hash
	// Offset counts from the low-order end, in bytes; Size is 1 to 32.
	Offset, Size int
	// Word has the part right-aligned.
	Word common.Hash
}

// A Shape is one pattern of a layout: what the variables, members and elements
// are, without any state.
type Shape struct {
	Pattern string
	// Type is a key of Layout.Types: elementary, or the dynamic array whose
	// length it is.
	Type string
	// Variable is the qualified name of the state variable.
	Variable string
	// KeyTypes are those of the mappings on the way.
	KeyTypes []string
	// Slot and Offset are those of the first field when no mapping or dynamic
	// array is on the way; otherwise Slot is that of the outermost mapping or
	// dynamic array.
	Slot   common.Hash
	Offset int
}

// Shapes is [Tree.Shapes] of a layout.
func Shapes(l *layout.Layout) ([]Shape, error) {
	t, err := New(l)
	if err != nil {
		return nil, err
	}
	return t.Shapes(), nil
}

func bad(format string, args ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), registry.ErrInvalid)
}
