package typed

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/registry"
)

// PartiesHash returns the hash under which the parties of a record appear on
// chain. The addresses must be strictly ascending, as their endorsements must
// be; it fails with registry.ErrInvalid when they are not, or there are none.
func PartiesHash(parties []common.Address) ([32]byte, error) {
	if len(parties) == 0 {
		return [32]byte{}, fmt.Errorf("hashing parties: there are none: %w", registry.ErrInvalid)
	}
	var last common.Address
	for _, p := range parties {
		if p.Cmp(last) <= 0 {
			return [32]byte{}, fmt.Errorf("hashing parties: %s does not follow %s in ascending order: %w",
				p, last, registry.ErrInvalid)
		}
		last = p
	}
	// The ABI encoding of one dynamic array: where it starts, how long it is,
	// what is in it.
	words := []word{numberWord(32), numberWord(uint64(len(parties)))}
	return hashWords(append(words, addressWords(parties)...)...), nil
}

// RecordID returns the id of the record of these parties. The salt is known
// only to them until the record is created, so nobody else can take the id.
func RecordID(parties, salt [32]byte) [32]byte { return hashWords(parties, salt) }
