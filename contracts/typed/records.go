package typed

import "github.com/ethereum/go-ethereum/common"

// The status in which a step may leave a record.
const (
	Open   uint8 = 1
	Closed uint8 = 2
)

// A Transition is one step of a record. Every party signs it, in the domain of
// the Book that holds the record.
type Transition struct {
	// Record is the record's id, see [RecordID].
	Record [32]byte
	// Sequence is the number of steps so far, this one included; 1 creates the
	// record.
	Sequence uint64
	// Previous is the commitment to the state before; zero for a new record.
	Previous [32]byte
	// Next is the commitment to the state after.
	Next [32]byte
	// Epoch is the Book's epoch under which the parties decided.
	Epoch uint64
	// Status is [Open] or [Closed].
	Status uint8
	// Parties is the hash of the parties' addresses, see [PartiesHash].
	Parties [32]byte
}

// A Novation is the step by which a record leaves one Book for another. Every
// party signs it, in the domain of the Book that it leaves.
type Novation struct {
	// Record is the record's id.
	Record [32]byte
	// Sequence is the number of steps so far, this one included.
	Sequence uint64
	// Previous is the commitment to the state that leaves.
	Previous [32]byte
	// Next is the commitment to the converted state that arrives.
	Next [32]byte
	// Epoch is the epoch of the Book that the record leaves.
	Epoch uint64
	// To is the Book that it goes to, the active one of the same line.
	To common.Address
	// ToEpoch is the epoch of that Book.
	ToEpoch uint64
	// Status is [Open] or [Closed].
	Status uint8
	// Parties is the hash of the parties' addresses.
	Parties [32]byte
}

func (t *Transition) layout() layout {
	return layout{BookDomain, "Transition", []field{
		{"record", &t.Record},
		{"sequence", &t.Sequence},
		{"previous", &t.Previous},
		{"next", &t.Next},
		{"epoch", &t.Epoch},
		{"status", &t.Status},
		{"parties", &t.Parties},
	}}
}

func (n *Novation) layout() layout {
	return layout{BookDomain, "Novation", []field{
		{"record", &n.Record},
		{"sequence", &n.Sequence},
		{"previous", &n.Previous},
		{"next", &n.Next},
		{"epoch", &n.Epoch},
		{"to", &n.To},
		{"toEpoch", &n.ToEpoch},
		{"status", &n.Status},
		{"parties", &n.Parties},
	}}
}
