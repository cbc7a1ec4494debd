package layout

import (
	"errors"

	"github.com/holiman/uint256"
)

// slotSize is the size of a slot, in bytes.
const slotSize = 32

// A cursor says where the next variable of a contract or a struct goes.
type cursor struct {
	// base is added to what is given out. It is not part of the length.
	base uint256.Int
	// slot counts from base, offset within the slot from its low-order end.
	slot   uint256.Int
	offset int
}

var errTooLarge = errors.New("reaches past the last slot")

// place gives out room for a value of a type. What shares slots follows at the
// next byte if it fits in the slot; what does not, begins one, and so does what
// follows it.
func (c *cursor) place(t Type) (slot uint256.Int, offset int, err error) {
	size, slots := t.Size, t.Slots
	if size == 0 {
		size = slotSize
	} else {
		slots.SetOne()
	}
	if c.offset+size > slotSize {
		if err := c.next(uint256.NewInt(1)); err != nil {
			return slot, 0, err
		}
	}
	if _, over := slot.AddOverflow(&c.base, &c.slot); over {
		return slot, 0, errTooLarge
	}
	var last uint256.Int
	last.SubUint64(&slots, 1)
	if _, over := last.AddOverflow(&last, &slot); over {
		return slot, 0, errTooLarge
	}
	offset = c.offset
	if t.Size > 0 {
		c.offset += t.Size
		return slot, offset, nil
	}
	return slot, offset, c.next(&slots)
}

// next moves to the beginning of a slot that is n further.
func (c *cursor) next(n *uint256.Int) error {
	c.offset = 0
	if _, over := c.slot.AddOverflow(&c.slot, n); over {
		return errTooLarge
	}
	return nil
}

// slots is how many slots were given out, at least one: the size of a struct.
func (c *cursor) slots() (n uint256.Int, err error) {
	n = c.slot
	if c.offset > 0 {
		if _, over := n.AddOverflow(&n, uint256.NewInt(1)); over {
			return n, errTooLarge
		}
	}
	if n.IsZero() {
		n.SetOne()
	}
	return n, nil
}

// arraySlots is how many slots an array takes: small elements share slots, but
// none lies across two.
func arraySlots(element Type, length *uint256.Int) (n uint256.Int, err error) {
	if element.Size > 0 {
		perSlot := uint256.NewInt(uint64(slotSize / element.Size))
		var rest uint256.Int
		n.DivMod(length, perSlot, &rest)
		if !rest.IsZero() {
			n.AddUint64(&n, 1)
		}
	} else if _, over := n.MulOverflow(length, &element.Slots); over {
		return n, errTooLarge
	}
	if n.IsZero() {
		n.SetOne()
	}
	return n, nil
}
