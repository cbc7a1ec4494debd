package typed

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
)

// A Statement is something that is signed: a [Change], [Vote], [Revert],
// [Membership], [Resolution], [Transition] or [Novation].
type Statement interface {
	// Digest returns what is signed on the chain with this id, for the
	// contract at this address.
	Digest(chainID uint64, contract common.Address) [32]byte
	// TypedData returns the same in the form that wallets show and sign
	// (eth_signTypedData_v4).
	TypedData(chainID uint64, contract common.Address) apitypes.TypedData
}

// Digest implements [Statement] for the Consortium.
func (c Change) Digest(chainID uint64, consortium common.Address) [32]byte {
	return c.layout().digest(chainID, consortium)
}

// Digest implements [Statement] for the Consortium.
func (r Revert) Digest(chainID uint64, consortium common.Address) [32]byte {
	return r.layout().digest(chainID, consortium)
}

// Digest implements [Statement] for the Consortium.
func (m Membership) Digest(chainID uint64, consortium common.Address) [32]byte {
	return m.layout().digest(chainID, consortium)
}

// Digest implements [Statement] for the Book that holds the record.
func (t Transition) Digest(chainID uint64, book common.Address) [32]byte {
	return t.layout().digest(chainID, book)
}

// Digest implements [Statement] for the Book that the record leaves.
func (n Novation) Digest(chainID uint64, book common.Address) [32]byte {
	return n.layout().digest(chainID, book)
}

// TypedData implements [Statement].
func (c Change) TypedData(chainID uint64, consortium common.Address) apitypes.TypedData {
	return c.layout().typedData(chainID, consortium)
}

// TypedData implements [Statement].
func (r Revert) TypedData(chainID uint64, consortium common.Address) apitypes.TypedData {
	return r.layout().typedData(chainID, consortium)
}

// TypedData implements [Statement].
func (m Membership) TypedData(chainID uint64, consortium common.Address) apitypes.TypedData {
	return m.layout().typedData(chainID, consortium)
}

// TypedData implements [Statement].
func (t Transition) TypedData(chainID uint64, book common.Address) apitypes.TypedData {
	return t.layout().typedData(chainID, book)
}

// TypedData implements [Statement].
func (n Novation) TypedData(chainID uint64, book common.Address) apitypes.TypedData {
	return n.layout().typedData(chainID, book)
}

// Digest implements [Statement] for the Consortium.
func (v Vote) Digest(chainID uint64, consortium common.Address) [32]byte {
	return v.layout().digest(chainID, consortium)
}

// TypedData implements [Statement].
func (v Vote) TypedData(chainID uint64, consortium common.Address) apitypes.TypedData {
	return v.layout().typedData(chainID, consortium)
}

// Digest implements [Statement] for the Consortium.
func (r Resolution) Digest(chainID uint64, consortium common.Address) [32]byte {
	return r.layout().digest(chainID, consortium)
}

// TypedData implements [Statement].
func (r Resolution) TypedData(chainID uint64, consortium common.Address) apitypes.TypedData {
	return r.layout().typedData(chainID, consortium)
}
