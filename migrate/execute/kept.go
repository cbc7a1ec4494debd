package execute

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/slotset"
)

// setSlots reads a kept set as if it were an account.
type setSlots struct{ *slotset.Set }

// Words implements statetree.Slots.
func (s setSlots) Words(_ context.Context, slots []common.Hash) ([]common.Hash, error) {
	out := make([]common.Hash, len(slots))
	for i, slot := range slots {
		v, err := s.Value(slot)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}
