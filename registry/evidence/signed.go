package evidence

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
)

// The statuses of a record in the Book contract.
const (
	StatusOpen   = 1
	StatusClosed = 2
)

// Status returns the status in which d leaves its record in the Book contract.
func (d *Decision) Status() uint8 {
	if d.Final {
		return StatusClosed
	}
	return StatusOpen
}

// Transition returns what the Book is asked to record for a decision that does
// not novate.
func (d *Decision) Transition() typed.Transition {
	return typed.Transition{
		Record: d.Record, Sequence: d.Sequence, Previous: d.Previous, Next: d.Next,
		Epoch: d.Epoch, Status: d.Status(), Parties: d.Signers,
	}
}

// Novation returns what the Book that is left is asked to record for a decision
// that novates.
func (d *Decision) Novation() typed.Novation {
	return typed.Novation{
		Record: d.Record, Sequence: d.Sequence, Previous: d.Previous, Next: d.Next,
		Epoch: d.Epoch, To: common.Address(d.To), ToEpoch: d.ToEpoch, Status: d.Status(), Parties: d.Signers,
	}
}

// Signed returns the EIP-712 digest that every party endorses for d.
func (d *Decision) Signed() [32]byte {
	book := common.Address(d.Book)
	if d.Kind.Novates() {
		return d.Novation().Digest(d.Chain, book)
	}
	return d.Transition().Digest(d.Chain, book)
}

// CheckEndorsements reports whether every party endorsed d. That the signers
// are the record's parties follows from the record's id, which is made of the
// hash of their addresses and of salt. Its error matches [registry.ErrRefused].
func (d *Decision) CheckEndorsements(salt Hash) error {
	if Hash(typed.RecordID(d.Signers, salt)) != d.Record {
		return fmt.Errorf("the record's id does not follow from its parties: %w", registry.ErrRefused)
	}
	if len(d.Endorsements) != len(d.Parties) {
		return fmt.Errorf("%d of %d parties endorsed: %w", len(d.Endorsements), len(d.Parties), registry.ErrRefused)
	}
	digest := d.Signed()
	var signers []common.Address
	for i, sig := range d.Endorsements {
		a, err := typed.Recover(digest, sig)
		if err != nil {
			return fmt.Errorf("endorsement %d: %v: %w", i+1, err, registry.ErrRefused)
		}
		signers = append(signers, a)
	}
	if h, err := typed.PartiesHash(signers); err != nil || Hash(h) != d.Signers {
		return fmt.Errorf("the endorsements are not over this decision, or not those of the record's parties: %w", registry.ErrRefused)
	}
	return nil
}
