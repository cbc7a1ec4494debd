package slotset

import (
	"context"
	"iter"

	"github.com/ethereum/go-ethereum/common"
)

// A Difference is a slot in which two sets differ; a value of zero means that
// the slot is in one only.
type Difference struct {
	Head, Slot, A, B common.Hash
}

// Diff yields where b differs from a, in ascending order of slot. Head is b's,
// or a's when b has no such slot.
func Diff(ctx context.Context, a, b *Set) iter.Seq2[Difference, error] {
	return func(yield func(Difference, error) bool) {
		nextA, stopA := iter.Pull2(a.BySlot(ctx))
		defer stopA()
		nextB, stopB := iter.Pull2(b.BySlot(ctx))
		defer stopB()
		wa, errA, inA := nextA()
		wb, errB, inB := nextB()
		for inA || inB {
			if errA != nil || errB != nil {
				yield(Difference{}, first(errA, errB))
				return
			}
			var d Difference
			order := compare(wa.Slot, wb.Slot)
			takeA, takeB := inA && (!inB || order <= 0), inB && (!inA || order >= 0)
			if takeA {
				d = Difference{Head: wa.Head, Slot: wa.Slot, A: wa.Value}
				wa, errA, inA = nextA()
			}
			if takeB {
				d.Head, d.Slot, d.B = wb.Head, wb.Slot, wb.Value
				wb, errB, inB = nextB()
			}
			if d.A != d.B && !yield(d, nil) {
				return
			}
		}
	}
}

func first(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
