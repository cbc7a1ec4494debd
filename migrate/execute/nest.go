package execute

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// A nest is a tiny contract that creates what its owner sends it, so that the
// addresses of contracts that name each other are known before any of them is
// created, whatever else the owner's account does meanwhile. It holds nothing
// and can do nothing else.

// nestFail is where the nest's code passes on why a creation failed.
const nestFail = 0x2d

// nestCode is what is on chain: it refuses callers but the owner, creates a
// contract from the call's data and returns its address.
func nestCode(owner common.Address) []byte {
	code := append([]byte{0x73}, owner[:]...)   // PUSH20 owner
	code = append(code, 0x33, 0x18)             // CALLER XOR
	code = append(code, 0x60, nestFail, 0x57)   // PUSH1 fail JUMPI
	code = append(code, 0x36, 0x5f, 0x5f)       // CALLDATASIZE PUSH0 PUSH0
	code = append(code, 0x37)                   // CALLDATACOPY
	code = append(code, 0x36, 0x5f, 0x5f)       // CALLDATASIZE PUSH0 PUSH0
	code = append(code, 0xf0)                   // CREATE
	code = append(code, 0x80, 0x15)             // DUP1 ISZERO
	code = append(code, 0x60, nestFail, 0x57)   // PUSH1 fail JUMPI
	code = append(code, 0x5f, 0x52)             // PUSH0 MSTORE
	code = append(code, 0x60, 0x20, 0x5f, 0xf3) // PUSH1 32 PUSH0 RETURN
	code = append(code, 0x5b)                   // fail: JUMPDEST
	code = append(code, 0x3d, 0x5f, 0x5f, 0x3e) // RETURNDATASIZE PUSH0 PUSH0 RETURNDATACOPY
	return append(code, 0x3d, 0x5f, 0xfd)       // RETURNDATASIZE PUSH0 REVERT
}

// nestCreation deploys a nest.
func nestCreation(owner common.Address) []byte {
	code := nestCode(owner)
	head := []byte{0x60, byte(len(code)), 0x80, 0x60, 9, 0x5f, 0x39, 0x5f, 0xf3} // CODECOPY it, RETURN it
	return append(head, code...)
}

// nestling is the address of what a nest creates; first is number 1.
func nestling(nest common.Address, number uint64) common.Address {
	return crypto.CreateAddress(nest, number)
}
