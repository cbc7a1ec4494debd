package statetree

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/registry"
)

// tooMany is a piece that ends the walk, at an array that is declared longer than
// can be read.
func tooMany(at spot, length *uint256.Int) piece {
	return piece{more: func(common.Hash, func(piece) bool) (bool, error) {
		return false, fmt.Errorf("%s has %s elements, and more than %d are not read: %w", at.path, length.Dec(), uint64(MaxElements), registry.ErrRefused)
	}}
}

// A cell is a value that shares a slot.
type cell struct {
	node   *node
	path   Path
	offset int
}

// cells reads values that share a slot. Those that are skipped may hold what they
// like; bits of nobody must be zero.
func (w *walk) cells(at spot, slot common.Hash, cells, skipped []cell) piece {
	return piece{slot: slot, read: true, more: func(word common.Hash, emit func(piece) bool) (bool, error) {
		rest := word
		for _, c := range skipped {
			put(&rest, c.offset, c.node.e.size, common.Hash{})
		}
		for _, c := range cells {
			put(&rest, c.offset, c.node.e.size, common.Hash{})
			f := Field{Path: c.path, Type: c.node.typ, Slot: slot, Offset: c.offset, Head: at.headOf(slot)}
			ok, err := value(c.node, f, cut(word, c.offset, c.node.e.size), emit)
			if !ok || err != nil {
				return ok, err
			}
		}
		return true, unexplained(rest, slot, cells[0].path)
	}}
}

// run reads elements of an array that share a slot.
func (w *walk) run(n *node, first spot, slot common.Hash, from uint64, count int) piece {
	return piece{slot: slot, read: true, more: func(word common.Hash, emit func(piece) bool) (bool, error) {
		if word == (common.Hash{}) {
			return true, nil
		}
		rest, size := word, n.elem.e.size
		for i := range count {
			put(&rest, i*size, size, common.Hash{})
			part := cut(word, i*size, size)
			if part == (common.Hash{}) {
				continue
			}
			f := Field{Path: first.then(Step{Index: from + uint64(i)}).path, Type: n.elem.typ, Slot: slot, Offset: i * size, Head: first.headOf(slot)}
			if ok, err := value(n.elem, f, part, emit); !ok || err != nil {
				return ok, err
			}
		}
		return true, unexplained(rest, slot, first.path)
	}}
}

// value passes a field on, when it is not one of zero that is left out.
func value(n *node, f Field, stored common.Hash, emit func(piece) bool) (bool, error) {
	f.Value.Word = n.e.load(stored)
	if why := n.e.check(f.Value); why != "" {
		return false, garbage(f.Path, f.Slot, "it holds %s, and %s", stored.Hex(), why)
	}
	if n.repeated && f.Value.Word == (common.Hash{}) {
		return true, nil
	}
	return emit(piece{field: f}), nil
}

// unexplained is an error when bits of a slot are set that belong to nothing.
func unexplained(rest, slot common.Hash, path Path) error {
	if rest == (common.Hash{}) {
		return nil
	}
	return garbage(path, slot, "bits %s of it belong to no variable", rest.Hex())
}

func garbage(path Path, slot common.Hash, format string, args ...any) error {
	return bad("%s, slot %s: %s: the layout is not that of the contract, or assembly wrote there", path, slot.Hex(), fmt.Sprintf(format, args...))
}

// dynamic reads the length of an array, and then goes through it. The length is
// a field when own is set.
func (w *walk) dynamic(n *node, at spot, each func(spot, func(piece) bool) bool, own bool) piece {
	slot := at.slot.Bytes32()
	return piece{slot: slot, read: true, more: func(word common.Hash, emit func(piece) bool) (bool, error) {
		var length uint256.Int
		length.SetBytes32(word[:])
		if length.GtUint64(MaxElements) {
			return false, garbage(at.path, slot, "an array of %s elements is impossible", length.Dec())
		}
		if own && w.yields(n) && (!n.repeated || !length.IsZero()) {
			f := Field{Path: at.path, Type: n.typ, Value: Value{Word: word}, Slot: slot, Head: at.headOf(slot)}
			if !emit(piece{field: f}) {
				return false, nil
			}
		}
		if length.IsZero() || n.elem == nil || own && !w.wants(n.elem) {
			return true, tooDeep(n, at, &length)
		}
		first := at
		first.slot = data(&at.slot)
		return emit(piece{more: func(_ common.Hash, emit func(piece) bool) (bool, error) {
			if own && n.perSlot > 0 {
				return w.packed(n, first, &length, emit), nil
			}
			return w.elements(n, first, &length, each, emit), nil
		}}), nil
	}}
}

// tooDeep is an error when there is something in an array that is not followed.
func tooDeep(n *node, at spot, length *uint256.Int) error {
	if n.elem == nil && !length.IsZero() {
		return fmt.Errorf("%s: a struct is inside itself more than %d levels deep, and is not read any deeper: %w", at.path, maxInside, registry.ErrRefused)
	}
	return nil
}

// text reads string and bytes.
func (w *walk) text(n *node, at spot) piece {
	slot := at.slot.Bytes32()
	f := Field{Path: at.path, Type: n.typ, Slot: slot, Head: at.headOf(slot)}
	return piece{slot: slot, read: true, more: func(word common.Hash, emit func(piece) bool) (bool, error) {
		if word[31]&1 == 0 {
			length := int(word[31] / 2)
			f.Value.Bytes = append([]byte{}, word[:min(length, 31)]...)
			tail := common.Hash{}
			copy(tail[:], word[min(length, 31):31])
			if length > 31 || tail != (common.Hash{}) {
				return false, garbage(f.Path, slot, "%s is no %s", word.Hex(), n.kind)
			}
			if n.repeated && length == 0 {
				return true, nil
			}
			return emit(piece{field: f}), nil
		}
		length := binary.BigEndian.Uint64(word[24:]) / 2
		if [24]byte(word[:24]) != [24]byte{} || length < 32 || length > MaxText {
			return false, garbage(f.Path, slot, "%s is no %s of 32 to %d bytes", word.Hex(), n.kind, MaxText)
		}
		return emit(piece{more: func(_ common.Hash, emit func(piece) bool) (bool, error) {
			return long(f, int(length), emit), nil
		}}), nil
	}}
}

// long reads the slots of a long text, of which the last one gives the field.
func long(f Field, length int, emit func(piece) bool) bool {
	slot := data(new(uint256.Int).SetBytes32(f.Slot[:]))
	for left := length; left > 0; left -= 32 {
		here := common.Hash(slot.Bytes32())
		more := func(word common.Hash, emit func(piece) bool) (bool, error) {
			n := min(left, 32)
			f.Value.Bytes = append(f.Value.Bytes, word[:n]...)
			tail := common.Hash{}
			copy(tail[:], word[n:])
			if err := unexplained(tail, here, f.Path); err != nil || left > 32 {
				return true, err
			}
			return emit(piece{field: f}), nil
		}
		if !emit(piece{slot: here, read: true, more: more}) {
			return false
		}
		slot.AddUint64(&slot, 1)
	}
	return true
}
