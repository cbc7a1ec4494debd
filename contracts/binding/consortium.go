// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package binding

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// Call is an auto generated low-level Go binding around an user-defined struct.
type Call struct {
	Target common.Address
	Data   []byte
}

// Calls is an auto generated low-level Go binding around an user-defined struct.
type Calls struct {
	Prepare  []Call
	Activate []Call
	Abort    []Call
	Revert   []Call
}

// Change is an auto generated low-level Go binding around an user-defined struct.
type Change struct {
	Line         [32]byte
	Sequence     uint64
	Parent       [32]byte
	Release      [32]byte
	Book         common.Address
	BookCodeHash [32]byte
	InitCallHash [32]byte
	NotBefore    uint64
	NotAfter     uint64
	RevertWindow uint64
	RevertPlan   [32]byte
	Plan         [32]byte
	MemberEpoch  uint64
	Expiry       uint64
	Readiness    uint32
	RevertQuorum uint32
}

// Checkpoint is an auto generated low-level Go binding around an user-defined struct.
type Checkpoint struct {
	Size        uint64
	MemberEpoch uint64
	Root        [32]byte
}

// Line is an auto generated low-level Go binding around an user-defined struct.
type Line struct {
	Release       [32]byte
	Book          common.Address
	Epoch         uint64
	Sequence      uint64
	Change        [32]byte
	ActivatedAt   uint64
	RevertUntil   uint64
	ParentRelease [32]byte
	ParentBook    common.Address
}

// Membership is an auto generated low-level Go binding around an user-defined struct.
type Membership struct {
	MemberEpoch uint64
	Expiry      uint64
	Approvers   []common.Address
	Pods        []common.Address
	Threshold   uint32
}

// Proposal is an auto generated low-level Go binding around an user-defined struct.
type Proposal struct {
	Proposer  common.Address
	Status    uint8
	Approvals uint32
	Vetted    uint32
	Change    Change
}

// Revert is an auto generated low-level Go binding around an user-defined struct.
type Revert struct {
	Change [32]byte
	Epoch  uint64
	Reason [32]byte
}

// ConsortiumMetaData contains all meta data concerning the Consortium contract.
var ConsortiumMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"address[]\",\"name\":\"pods\",\"type\":\"address[]\"},{\"internalType\":\"uint32\",\"name\":\"threshold_\",\"type\":\"uint32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"}],\"name\":\"AddressEmptyCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"AlreadyApproved\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"AlreadyPrepared\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"AlreadyProposed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"pod\",\"type\":\"address\"}],\"name\":\"AlreadyVetted\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"AnotherPrepared\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"}],\"name\":\"BookNotBound\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"}],\"name\":\"BookOfOtherLine\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Busy\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"enumStage\",\"name\":\"stage\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"reason\",\"type\":\"bytes\"}],\"name\":\"CallFailed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"enumStage\",\"name\":\"stage\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"}],\"name\":\"CallToSelf\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"size\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"given\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"anchored\",\"type\":\"bytes32\"}],\"name\":\"CheckpointConflict\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"given\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"current\",\"type\":\"uint64\"}],\"name\":\"CheckpointNotGrowing\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ECDSAInvalidSignature\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"ECDSAInvalidSignatureLength\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"s\",\"type\":\"bytes32\"}],\"name\":\"ECDSAInvalidSignatureS\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ERC5267ExtensionsNotSupported\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"}],\"name\":\"Expired\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"FailedCall\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"balance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"InsufficientBalance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"signers\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"signatures\",\"type\":\"uint256\"}],\"name\":\"LengthMismatch\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"enumChangeStatus\",\"name\":\"status\",\"type\":\"uint8\"}],\"name\":\"NotActivated\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"NotApprover\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"NotMember\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"NotPod\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"NotPrepared\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"enumChangeStatus\",\"name\":\"status\",\"type\":\"uint8\"}],\"name\":\"NotProposed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"NotProposer\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"NothingToPrepare\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"}],\"name\":\"OutsideWindow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"given\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"active\",\"type\":\"bytes32\"}],\"name\":\"ParentNotActive\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"revertUntil\",\"type\":\"uint64\"}],\"name\":\"RevertWindowClosed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"}],\"name\":\"SignersNotAscending\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"given\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expected\",\"type\":\"uint64\"}],\"name\":\"StaleMemberEpoch\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"given\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"needed\",\"type\":\"uint32\"}],\"name\":\"TooFewApprovals\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"given\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"TooFewSignatures\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"given\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"needed\",\"type\":\"uint32\"}],\"name\":\"TooFewVetted\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"given\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"expected\",\"type\":\"bytes32\"}],\"name\":\"WrongCalls\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongChange\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"given\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"expected\",\"type\":\"bytes32\"}],\"name\":\"WrongCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"given\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"expected\",\"type\":\"bytes32\"}],\"name\":\"WrongInitCall\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"WrongMember\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"approvers\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"pods\",\"type\":\"uint256\"},{\"internalType\":\"uint32\",\"name\":\"threshold\",\"type\":\"uint32\"}],\"name\":\"WrongMembership\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"name\":\"WrongQuorum\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"given\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expected\",\"type\":\"uint64\"}],\"name\":\"WrongSequence\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"WrongSignature\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongWindow\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"parentRelease\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"parentBook\",\"type\":\"address\"}],\"name\":\"Activated\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"size\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"root\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"pod\",\"type\":\"address\"}],\"name\":\"Anchored\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"count\",\"type\":\"uint32\"}],\"name\":\"Approved\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"enumStage\",\"name\":\"stage\",\"type\":\"uint8\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"data\",\"type\":\"bytes32\"}],\"name\":\"Called\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"calls\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"replaces\",\"type\":\"bytes32\"}],\"name\":\"CallsProposed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[],\"name\":\"EIP712DomainChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"indexed\":false,\"internalType\":\"address[]\",\"name\":\"pods\",\"type\":\"address[]\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"threshold\",\"type\":\"uint32\"}],\"name\":\"MembersChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"Prepared\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"indexed\":false,\"internalType\":\"structChange\",\"name\":\"change\",\"type\":\"tuple\"}],\"name\":\"Proposed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"by\",\"type\":\"bytes32\"}],\"name\":\"Replaced\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"}],\"name\":\"Reverted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"pod\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"evidence\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"count\",\"type\":\"uint32\"}],\"name\":\"Vetted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"Withdrawn\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"prepare\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"activate\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"abort\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"revert\",\"type\":\"tuple[]\"}],\"internalType\":\"structCalls\",\"name\":\"calls\",\"type\":\"tuple\"}],\"name\":\"abort\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes\",\"name\":\"initCall\",\"type\":\"bytes\"}],\"name\":\"activate\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes\",\"name\":\"initCall\",\"type\":\"bytes\"},{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"prepare\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"activate\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"abort\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"revert\",\"type\":\"tuple[]\"}],\"internalType\":\"structCalls\",\"name\":\"calls\",\"type\":\"tuple\"}],\"name\":\"activateWithCalls\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"size\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"root\",\"type\":\"bytes32\"}],\"name\":\"anchor\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"bytes[]\",\"name\":\"signatures\",\"type\":\"bytes[]\"}],\"name\":\"approve\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"approvedBy\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"evidence\",\"type\":\"bytes32\"}],\"name\":\"attest\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"}],\"name\":\"bookState\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"line_\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"internalType\":\"enumBookState\",\"name\":\"state\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"callsOf\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"hash\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"change\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"proposer\",\"type\":\"address\"},{\"internalType\":\"enumChangeStatus\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"approvals\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"vetted\",\"type\":\"uint32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"internalType\":\"structChange\",\"name\":\"change\",\"type\":\"tuple\"}],\"internalType\":\"structProposal\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"checkpoint\",\"outputs\":[{\"components\":[{\"internalType\":\"uint64\",\"name\":\"size\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"root\",\"type\":\"bytes32\"}],\"internalType\":\"structCheckpoint\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"eip712Domain\",\"outputs\":[{\"internalType\":\"bytes1\",\"name\":\"fields\",\"type\":\"bytes1\"},{\"internalType\":\"string\",\"name\":\"name\",\"type\":\"string\"},{\"internalType\":\"string\",\"name\":\"version\",\"type\":\"string\"},{\"internalType\":\"uint256\",\"name\":\"chainId\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"verifyingContract\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"},{\"internalType\":\"uint256[]\",\"name\":\"extensions\",\"type\":\"uint256[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"internalType\":\"structChange\",\"name\":\"c\",\"type\":\"tuple\"}],\"name\":\"hashChange\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"internalType\":\"structChange\",\"name\":\"c\",\"type\":\"tuple\"},{\"internalType\":\"bytes32\",\"name\":\"calls\",\"type\":\"bytes32\"}],\"name\":\"hashChangeWithCalls\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"address[]\",\"name\":\"pods\",\"type\":\"address[]\"},{\"internalType\":\"uint32\",\"name\":\"threshold\",\"type\":\"uint32\"}],\"internalType\":\"structMembership\",\"name\":\"m\",\"type\":\"tuple\"}],\"name\":\"hashMembership\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"change\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"}],\"internalType\":\"structRevert\",\"name\":\"r\",\"type\":\"tuple\"}],\"name\":\"hashRevert\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"isApprover\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"isPod\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"line\",\"outputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"change\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"activatedAt\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertUntil\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parentRelease\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"parentBook\",\"type\":\"address\"}],\"internalType\":\"structLine\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"memberEpoch\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"members\",\"outputs\":[{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"address[]\",\"name\":\"pods\",\"type\":\"address[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"prepare\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"activate\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"abort\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"revert\",\"type\":\"tuple[]\"}],\"internalType\":\"structCalls\",\"name\":\"calls\",\"type\":\"tuple\"}],\"name\":\"prepare\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"}],\"name\":\"prepared\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"internalType\":\"structChange\",\"name\":\"c\",\"type\":\"tuple\"}],\"name\":\"propose\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"internalType\":\"structChange\",\"name\":\"c\",\"type\":\"tuple\"},{\"internalType\":\"bytes32\",\"name\":\"calls\",\"type\":\"bytes32\"}],\"name\":\"proposeWithCalls\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"replaces\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"other\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"},{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"bytes[]\",\"name\":\"signatures\",\"type\":\"bytes[]\"}],\"name\":\"revertChange\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"},{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"bytes[]\",\"name\":\"signatures\",\"type\":\"bytes[]\"},{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"prepare\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"activate\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"abort\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"revert\",\"type\":\"tuple[]\"}],\"internalType\":\"structCalls\",\"name\":\"calls\",\"type\":\"tuple\"}],\"name\":\"revertWithCalls\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"address[]\",\"name\":\"pods\",\"type\":\"address[]\"},{\"internalType\":\"uint32\",\"name\":\"threshold\",\"type\":\"uint32\"}],\"internalType\":\"structMembership\",\"name\":\"m\",\"type\":\"tuple\"},{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"bytes[]\",\"name\":\"signatures\",\"type\":\"bytes[]\"}],\"name\":\"setMembers\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"threshold\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"pod\",\"type\":\"address\"}],\"name\":\"vettedBy\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"withdraw\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"}]",
	ID:  "Consortium",
	Bin: "0x608060405234801561000f575f5ffd5b5060405161504d38038061504d83398101604081905261002e916103c3565b610039838383610041565b50505061060c565b81518351141580610056575063ffffffff8116155b80610067575082518163ffffffff16115b156100a357825182516040516318fbe1d960e11b81526004810192909252602482015263ffffffff821660448201526064015b60405180910390fd5b5f8054819081906100bc906001600160401b0316610457565b91906101000a8154816001600160401b0302191690836001600160401b03160217905590505f5f90505b84518163ffffffff1610156101a65761014582868363ffffffff168151811061011157610111610482565b602002602001015160405180604001604052808560016101319190610496565b63ffffffff1681525f602090910152610227565b61019682858363ffffffff168151811061016157610161610482565b602002602001015160405180604001604052808560016101819190610496565b63ffffffff1681526001602090910152610227565b61019f816104b8565b90506100e6565b5060016101b385826104d3565b5060026101c084826104d3565b505f805463ffffffff60401b19166801000000000000000063ffffffff8516021790556040517f4b4064564bffdbd02e99ffe817144a94f5822e1249d9074d4de0152e9f4692f2906102199083908790879087906105bf565b60405180910390a150505050565b6001600160a01b038216158061026d57506001600160401b0383165f9081526003602090815260408083206001600160a01b038616845290915290205463ffffffff1615155b1561029657604051635cc0948d60e01b81526001600160a01b038316600482015260240161009a565b6001600160401b039092165f9081526003602090815260408083206001600160a01b03909416835292815291902082518154929093015115156401000000000264ffffffffff1990921663ffffffff90931692909217179055565b634e487b7160e01b5f52604160045260245ffd5b80516001600160a01b038116811461031b575f5ffd5b919050565b5f82601f83011261032f575f5ffd5b81516001600160401b03811115610348576103486102f1565b604051600582901b90603f8201601f191681016001600160401b0381118282101715610376576103766102f1565b604052918252602081850181019290810186841115610393575f5ffd5b6020860192505b838310156103b9576103ab83610305565b81526020928301920161039a565b5095945050505050565b5f5f5f606084860312156103d5575f5ffd5b83516001600160401b038111156103ea575f5ffd5b6103f686828701610320565b602086015190945090506001600160401b03811115610413575f5ffd5b61041f86828701610320565b925050604084015163ffffffff81168114610438575f5ffd5b809150509250925092565b634e487b7160e01b5f52601160045260245ffd5b5f6001600160401b0382166002600160401b0319810161047957610479610443565b60010192915050565b634e487b7160e01b5f52603260045260245ffd5b63ffffffff81811683821601908111156104b2576104b2610443565b92915050565b5f63ffffffff821663ffffffff810361047957610479610443565b81516001600160401b038111156104ec576104ec6102f1565b68010000000000000000811115610505576105056102f1565b81548183558082101561053957825f528160205f20018282035f5b81811015610535575f83820155600101610520565b5050505b506020830161054d835f9081526020902090565b5f5b838110156105745782516001600160a01b03168183015560209092019160010161054f565b505050505050565b5f8151808452602084019350602083015f5b828110156105b55781516001600160a01b031686526020958601959091019060010161058e565b5093949350505050565b6001600160401b03851681526080602082018190525f906105e29083018661057c565b82810360408401526105f4818661057c565b91505063ffffffff8316606083015295945050505050565b614a34806106195f395ff3fe608060405234801561000f575f5ffd5b50600436106101e6575f3560e01c8063755254ee11610109578063b507d4951161009e578063c5c002611161006e578063c5c0026114610642578063daaa4fe314610655578063e30191eb14610668578063e9f2723c1461067b575f5ffd5b8063b507d49514610584578063bd8631d0146105b1578063bdd4d18d146105c4578063c2c4c5c1146105da575f5ffd5b80639a83f01a116100d95780639a83f01a1461044f5780639c1c2c5e14610462578063a685520814610475578063b24a30fe14610488575f5ffd5b8063755254ee146103ef57806384b0196e1461040e5780638acbf78e146104295780638e19899e1461043c575f5ffd5b80634bac89ff1161017f578063661205d81161014f578063661205d81461038a578063677243d91461039d5780636d218e48146103bc57806370b66221146103cf575f5ffd5b80634bac89ff146102fc5780634ed360fa1461030f5780635931af18146103645780636001ff2b14610377575f5ffd5b80632d7e8872116101ba5780632d7e88721461028c5780632e22347f146102ab57806342cde4e8146102be57806348fac95d146102e9575f5ffd5b806288fae5146101ea5780630694cd5e1461021957806325f6ac851461023a5780632ab4aa1314610277575b5f5ffd5b5f546101fc906001600160401b031681565b6040516001600160401b0390911681526020015b60405180910390f35b61022c6102273660046136a8565b61068e565b604051908152602001610210565b6102676102483660046136f8565b600760209081525f928352604080842090915290825290205460ff1681565b6040519015158152602001610210565b61028a61028536600461376d565b6107b5565b005b61022c61029a3660046137e4565b60066020525f908152604090205481565b61028a6102b936600461380b565b610978565b5f546102d490600160401b900463ffffffff1681565b60405163ffffffff9091168152602001610210565b61028a6102f73660046138b3565b6109ec565b61028a61030a366004613933565b610b50565b61035561031d36600461397a565b6001600160a01b03165f908152600b60205260409020805460019091015490916001600160401b03821691600160401b900460ff1690565b604051610210939291906139b9565b61022c6103723660046139f7565b610ba6565b61022c610385366004613a22565b610bd5565b61028a610398366004613a3b565b610bed565b61022c6103ab3660046137e4565b60056020525f908152604090205481565b6102676103ca36600461397a565b610c64565b6103e26103dd3660046137e4565b610ccf565b6040516102109190613ac0565b61022c6103fd3660046137e4565b60046020525f908152604090205481565b610416610e47565b6040516102109796959493929190613c53565b61028a610437366004613ce9565b610ee0565b61028a61044a3660046137e4565b611029565b61028a61045d366004613d09565b6110f9565b61022c6104703660046139f7565b61123a565b61028a610483366004613d78565b61128a565b6105776104963660046137e4565b60408051610120810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e08101829052610100810191909152505f908152600a60209081526040918290208251610120810184528154815260018201546001600160a01b03808216948301949094526001600160401b03600160a01b90910481169482019490945260028201548416606082015260038201546080820152600482015480851660a0830152600160401b900490931660c0840152600581015460e0840152600601541661010082015290565b6040516102109190613da2565b6102676105923660046136f8565b600860209081525f928352604080842090915290825290205460ff1681565b61022c6105bf366004613e53565b61143a565b6105cc611455565b604051610210929190613eb1565b60408051606080820183525f80835260208084018290529284015282518082018452600c546001600160401b03808216808452600160401b9092048116838601908152600d549387019384528651928352511693810193909352519282019290925201610210565b61022c610650366004613e53565b611518565b61026761066336600461397a565b61154f565b61028a6106763660046138b3565b61158a565b61028a610689366004613ede565b6116c8565b5f8061069d6040840184613f5e565b6040516020016106ae929190613fa3565b60408051601f19818403018152919052805160209091012090505f6106d66060850185613f5e565b6040516020016106e7929190613fa3565b60408051601f19818403018152919052805160209182012091506107ad907fd8dd2a47290b4ccc021eaa4bd903a2d1521d242f3e794ec21952ac2fb7fe4d629061073390870187613fd9565b6107436040880160208901613fd9565b858561075560a08b0160808c01614010565b6040805160208101979097526001600160401b0395861690870152939092166060850152608084015260a083015263ffffffff1660c082015260e0015b60405160208183030381529060405280519060200120611723565b949350505050565b5f6107bf866117a2565b600b8101549091506107e4906001600160401b0380821691600160401b9004166117fc565b838214610813576040516355c5b3e360e11b815260048101859052602481018390526044015b60405180910390fd5b5f5b8481101561096f575f8686838181106108305761083061402b565b9050602002016020810190610845919061397a565b9050610875888287878681811061085e5761085e61402b565b9050602002810190610870919061403f565b61181b565b5f8881526007602090815260408083206001600160a01b038516845290915290205460ff16156108ca5760405163a72db78760e01b8152600481018990526001600160a01b038216602482015260440161080a565b5f8881526007602090815260408083206001600160a01b0385168085529252909120805460ff19166001179055835489907f44b8e85cf1d8ac4e33a5ac7ef29529124de89a3c9730256524597a9efab9356c9086906015906109399063ffffffff600160a81b90910416614095565b825463ffffffff9182166101009390930a838102920219161790915560405190815260200160405180910390a350600101610815565b50505050505050565b60ff5f5c161561099b57604051633ef3337560e01b815260040160405180910390fd5b60015f805c60ff19168217905d506109b38782611898565b6109c1878787878787611932565b6109d98760036109d46060850185613f5e565b611c6f565b5f60ff19815c16815d5050505050505050565b60ff5f5c1615610a0f57604051633ef3337560e01b815260040160405180910390fd5b60015f805c60ff19168217905d505f610a2783611e59565b80515f908152600560205260409020549092508490039050610a5f57604051638446a9f960e01b81526004810184905260240161080a565b8061010001516001600160401b0316421115610aac5760e081015161010082015160405163ab7d8e0560e01b81526001600160401b0392831660048201529116602482015260440161080a565b610ab581612028565b610abf8383611898565b610ac98280613f5e565b90505f03610aed576040516316e5770b60e21b81526004810184905260240161080a565b8051610af990846121b0565b80515f908152600560205260408082208590555184917f41808ff401eef872afc2673036392aba4c4063818394f0757cbdb2417ce9dac491a2610b41835f6109d48580613f5e565b505f60ff19815c16815d505050565b60ff5f5c1615610b7357604051633ef3337560e01b815260040160405180910390fd5b60015f805c60ff19168217905d50610b8b835f612262565b610b978383835f61229a565b5f60ff19815c16815d50505050565b5f610bb1838361123a565b9050610bbd8184612537565b8115610bcf57610bcf8335828461263e565b92915050565b5f610bcf610be8368490038401846140f6565b6126ac565b60ff5f5c1615610c1057604051633ef3337560e01b815260040160405180910390fd5b60015f805c60ff19168217905d50610c288482611898565b610c41848484610c388580613f5e565b1515905061229a565b610c548460016109d46020850185613f5e565b5f60ff19815c16815d5050505050565b5f80546001600160401b031681526003602090815260408083206001600160a01b0385168452825280832081518083019092525463ffffffff811680835264010000000090910460ff161515928201929092529015801590610cc857508060200151155b9392505050565b610cd76135dc565b5f82815260096020908152604091829020825160a0810190935280546001600160a01b03811684529091830190600160a01b900460ff166004811115610d1f57610d1f613995565b6004811115610d3057610d30613995565b8152815463ffffffff600160a81b82048116602080850191909152600160c81b90920481166040808501919091528051610200810182526001860154815260028601546001600160401b0390811694820194909452600386015491810191909152600485015460608281019190915260058601546001600160a01b03166080830152600686015460a0830152600786015460c0830152600886015480851660e0840152600160401b8082048616610100850152600160801b9182900486166101208501526009880154610140850152600a880154610160850152600b909701548086166101808501529687049094166101a083015292850482166101c0820152600160a01b909404166101e0840152015292915050565b5f60608082808083600f60f81b610e846040805180820190915260138152724e6f766174696f6e20436f6e736f727469756d60681b602082015290565b6040805180820190915260018152603160f81b602082015246305f80604051908082528060200260200182016040528015610ec9578160200160208202803683370190505b50959d949c50929a50909850965094509092509050565b610ee93361154f565b610f085760405163362ce4c160e21b815233600482015260240161080a565b5f610f12836117a2565b600b810154909150610f37906001600160401b0380821691600160401b9004166117fc565b5f83815260086020908152604080832033845290915290205460ff1615610f7a576040516357af761960e01b81526004810184905233602482015260440161080a565b5f838152600860209081526040808320338085529252909120805460ff19166001179055815484907f87e44332e1bb16b7920d26aa3ee0b277a0898170ff676cdeacc14fb9fe943ea89085908590601990610fe29063ffffffff600160c81b90910416614095565b91906101000a81548163ffffffff021916908363ffffffff160217905560405161101c92919091825263ffffffff16602082015260400190565b60405180910390a3505050565b60ff5f5c161561104c57604051633ef3337560e01b815260040160405180910390fd5b60015f805c60ff19168217905d5061106333612708565b505f61106e826117a2565b60018101545f908152600560205260409020549091508290036110a757604051638446a9f960e01b81526004810183905260240161080a565b6110b081612766565b805460ff60a01b1916600160a11b17815560405182907f44654674e66e9e53d34afdf3e9513fb94b4c8b946e980d6958ef4e6a37a153e3905f90a2505f60ff19815c16815d5050565b60ff5f5c161561111c57604051633ef3337560e01b815260040160405180910390fd5b60015f805c60ff19168217905d5061115561113a6020870187613fd9565b5f54611150906001600160401b03166001614157565b6127d3565b61116d6111686040870160208801613fd9565b612818565b6111956111798661068e565b5f548690869086908690600160401b900463ffffffff1661284d565b6112296111a56040870187613f5e565b808060200260200160405190810160405280939291908181526020018383602002808284375f920191909152506111e3925050506060880188613f5e565b808060200260200160405190810160405280939291908181526020018383602002808284375f920191909152506112249250505060a0890160808a01614010565b612980565b5f60ff19815c16815d505050505050565b5f8181036112525761124b83611518565b9050610bcf565b610cc87fca21420a981ec841d7b53102216f5a7823a1f187f231bbc050493ccf6bfcb5d68484604051602001610792939291906142ae565b6112933361154f565b6112b25760405163362ce4c160e21b815233600482015260240161080a565b816001600160401b03165f036112f057600c54604051633ae9675160e11b81525f60048201526001600160401b03909116602482015260440161080a565b5f54600c546001600160401b03918216600160401b909104909116036113b057600c546001600160401b03908116908316101561135757600c54604051633ae9675160e11b81526001600160401b038085166004830152909116602482015260440161080a565b600c546001600160401b03908116908316036113b057600d5481146113ac57600d5460405163189f77dd60e11b81526001600160401b038416600482015260248101839052604481019190915260640161080a565b5050565b604080516060810182526001600160401b038481168083525f549091166020808401829052928401859052600c80546001600160801b0319168317600160401b909202919091179055600d849055825190815290810183905233917f70878238987665fce2e1dd4700d75f27ab37f288b340423549c1cf3998e05500910160405180910390a25050565b5f61144482611518565b90506114508183612537565b919050565b60608060016002818054806020026020016040519081016040528092919081815260200182805480156114af57602002820191905f5260205f20905b81546001600160a01b03168152600190910190602001808311611491575b505050505091508080548060200260200160405190810160405280929190818152602001828054801561150957602002820191905f5260205f20905b81546001600160a01b031681526001909101906020018083116114eb575b50505050509050915091509091565b5f610bcf7f8039b630be2b961701a82f9ec574d7ac4c57307f30d25f965f4b8e62a6e145b0836040516020016107929291906142d2565b5f80546001600160401b031681526003602090815260408083206001600160a01b039094168352929052205460ff6401000000009091041690565b60ff5f5c16156115ad57604051633ef3337560e01b815260040160405180910390fd5b60015f805c60ff19168217905d506115c433612708565b505f6115cf836117a2565b60018101545f90815260056020526040902054909150831461160757604051632326468360e11b81526004810184905260240161080a565b6116118383611898565b60088101545f90600160401b90046001600160401b031642118061164757505f54600b8301546001600160401b03908116911614155b9050806116575761165782612766565b815460ff60a01b1916600160a11b17825560018201545f908152600560205260408082208290555185917f44654674e66e9e53d34afdf3e9513fb94b4c8b946e980d6958ef4e6a37a153e391a26116b78460026109d46040870187613f5e565b505f905060ff19815c16815d505050565b60ff5f5c16156116eb57604051633ef3337560e01b815260040160405180910390fd5b60015f805c60ff19168217905d50611703865f612262565b611711868686868686611932565b5f60ff19815c16815d50505050505050565b5f8061177d600f60f81b61175d6040805180820190915260138152724e6f766174696f6e20436f6e736f727469756d60681b602082015290565b6040805180820190915260018152603160f81b602082015246305f612b61565b60405161190160f01b8152600281018290526022810185905260429020909150610cc8565b5f81815260096020526040902060018154600160a01b900460ff1660048111156117ce576117ce613995565b14611450578054604051630fa81abf60e21b815261080a918491600160a01b90910460ff16906004016142e7565b5f546118129083906001600160401b03166127d3565b6113ac81612818565b61182483610c64565b61184c5760405163761bf8a360e11b81526001600160a01b038416600482015260240161080a565b826001600160a01b0316611861858484612b89565b6001600160a01b031614611892576040516220a52160e11b81526001600160a01b038416600482015260240161080a565b50505050565b5f6118a66060830183613f5e565b90506118b56040840184613f5e565b90506118c46020850185613f5e565b90506118d08580613f5e565b6118db9291506142fb565b6118e591906142fb565b6118ef91906142fb565b15905061192d8382611927578360405160200161190c9190614435565b60405160208183030381529060405280519060200120612262565b5f612262565b505050565b5f8681526009602090815260408083206001810154808552600a909352922060038354600160a01b900460ff16600481111561197057611970613995565b141580611981575088816003015414155b156119af578254604051630468edd160e21b815261080a918b91600160a01b90910460ff16906004016142e7565b6004810154600160401b90046001600160401b03164211156119fe5760048181015460405163cc32a34160e01b8152600160401b9091046001600160401b03169181019190915260240161080a565b611a0782612bb3565b604080516060810182528a81526001830154600160a01b90046001600160401b031660208201529081018990525f90611a3f906126ac565b9050611a6c818989898989600101600a0160149054906101000a900463ffffffff1663ffffffff1661284d565b835460ff60a01b1916600160a21b1784556001820180545f9190601490611aa290600160a01b90046001600160401b03166144da565b82546001600160401b038083166101009490940a9384029302191691909117909155600684015460018501549192506001600160a01b03918216911614611b17576001838101546001600160a01b03165f908152600b6020526040902001805460ff60401b1916680300000000000000001790555b604080516060810182528581526001600160401b03831660208201529081016001905260068401546001600160a01b03165f908152600b602090815260409182902083518155908301516001820180546001600160401b0390921667ffffffffffffffff19831681178255938501519293909168ffffffffffffffffff191617600160401b836003811115611bae57611bae613995565b021790555050506005830180546006850180546001870180546001600160a01b0383166001600160a01b031991821681179092558489559091169091555f9092556004850180546001600160801b031916426001600160401b0390811691909117909155604080519185168252602082019290925290810191909152606081018b90528b9085907feeea8210de4987c917d79f4833f2f83b6c95dfde00147626164ffebab0c326ab9060800160405180910390a35050505050505050505050565b5f5b81811015611e52575f838383818110611c8c57611c8c61402b565b9050602002810190611c9e91906144fb565b611cac90602081019061397a565b9050306001600160a01b03821603611cdb57848260405163375e40f160e11b815260040161080a929190614519565b5f848484818110611cee57611cee61402b565b9050602002810190611d0091906144fb565b611d0e90602081019061403f565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f9201919091525092935050506001600160a01b0383169050866003811115611d6157611d61613995565b887fd1577cd20912ad74b26623338246bc2c140616cf4bd092408ea13a71d00524c9868580519060200120604051611da3929190918252602082015260400190565b60405180910390a45f5f836001600160a01b031683604051611dc59190614530565b5f604051808303815f865af19150503d805f8114611dfe576040519150601f19603f3d011682016040523d82523d5f602084013e611e03565b606091505b5091509150811580611e1d57506001600160a01b0384163b155b15611e43578785858360405163e6213c0f60e01b815260040161080a9493929190614546565b50505050806001019050611c71565b5050505050565b5f611e6261360f565b611e6b33612708565b50611e75836117a2565b60408051610200810182526001830154815260028301546001600160401b0390811660208301526003840154928201929092526004830154606082015260058301546001600160a01b03166080820152600683015460a0820152600783015460c0820152600883015480831660e0830152600160401b8082048416610100840152600160801b9182900484166101208401526009850154610140840152600a850154610160840152600b85015480851661018085018190529181049094166101a0840181905263ffffffff92850483166101c0850152600160a01b9094049091166101e08301529294509250611f6b91906117fc565b5f548254600160401b90910463ffffffff908116600160a81b909204161015611fca5781545f54604051635c689ad160e11b8152600160a81b90920463ffffffff9081166004840152600160401b90910416602482015260440161080a565b6101c0810151825463ffffffff918216600160c81b90910490911610156120235781546101c082015160405163dd8dfc4960e01b8152600160c81b90920463ffffffff908116600484015216602482015260440161080a565b915091565b80515f908152600a602052604090206002810154612050906001600160401b03166001614157565b6001600160401b031682602001516001600160401b0316146120b6576020820151600282015461208a906001600160401b03166001614157565b604051633339693d60e01b81526001600160401b0392831660048201529116602482015260440161080a565b80546040830151146120ec5760408083015182549151630960018760e21b815261080a9290600401918252602082015260400190565b60808201516001600160a01b0316803f903b158061210e57508260a001518114155b1561214e57608083015160a0840151604051635072a00560e11b81526001600160a01b03909216600483015260248201839052604482015260640161080a565b60808301516001600160a01b03165f908152600b6020526040902054801580159061217a575083518114155b15611892576080840151604051632308e85d60e11b81526001600160a01b0390911660048201526024810182905260440161080a565b5f82815260056020526040812054908190036121cb57505050565b5f838152600560205260408120558181036121e557505050565b5f8281526006602052604090205481146122155760405163c1851e6160e01b81526004810182905260240161080a565b5f81815260096020526040808220805460ff60a01b1916600160a11b17905551839183917f6c0687dc42a5cb0fa42b987f5c3fd26ec4d3fd06704638f88461e98611a5f57a9190a3505050565b5f8281526004602052604090205481811461192d5760405163c2c54d2560e01b8152600481018390526024810182905260440161080a565b5f5f6122a586611e59565b915091508060e001516001600160401b03164210806122d157508061010001516001600160401b031642115b1561230d5760e081015161010082015160405163ab7d8e0560e01b81526001600160401b0392831660048201529116602482015260440161080a565b61231681612028565b828015612332575080515f908152600560205260409020548614155b1561235357604051632326468360e11b81526004810187905260240161080a565b805161235f90876121b0565b5f858560405161237092919061457b565b604051809103902090508160c0015181146123ae5760c082015160405163f072f17f60e01b815261080a918391600401918252602082015260400190565b825460ff60a01b1916600360a01b1783556123c98783612bf2565b841561241457612412826080015187878080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250612eb992505050565b505b5f82608001519050306001600160a01b0316816001600160a01b0316639ad187656040518163ffffffff1660e01b8152600401602060405180830381865afa158015612462573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190612486919061458a565b6001600160a01b03161415806124fe5750825f0151816001600160a01b031663b56b83536040518163ffffffff1660e01b8152600401602060405180830381865afa1580156124d7573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906124fb91906145a5565b14155b1561252d576080830151604051638128431160e01b81526001600160a01b03909116600482015260240161080a565b5050505050505050565b61254033612708565b505f828152600960205260408120908154600160a01b900460ff16600481111561256c5761256c613995565b1461258d57604051632b53ae1b60e11b81526004810184905260240161080a565b61259682612ec6565b6125c26125ab6101a084016101808501613fd9565b6125bd6101c085016101a08601613fd9565b6117fc565b6125d96125d4368490038401846145bc565b612028565b8054600160a01b6001600160a81b031990911660ff60a01b19331617178155816001820161260782826146e9565b905050815f0135837f36e340033a1f7ae9074a2469f22c89dc1140cf20c52909e8a932d443259ae0c28460405161101c91906148c5565b5f838152600560208181526040808420805487865260048452828620600685528387209190915586905593879052918152915481518481529283015283917f87ed493a275e9a5b1599e85970099f31c5228827ecedb3a0d20a759262e34ea7910160405180910390a2505050565b604080517f727f10740160dd1c3bcec61aa55c31d669502dddd8629a63757c79cf357cc2116020808301919091528351828401528301516001600160401b031660608201529082015160808201525f90610bcf9060a001610792565b5f80546001600160401b031681526003602090815260408083206001600160a01b038516845290915281205463ffffffff1690819003611450576040516305b5850b60e21b81526001600160a01b038316600482015260240161080a565b600b8101545f54612783916001600160401b0390811691166127d3565b61278c33612708565b815463ffffffff91909116906127aa906001600160a01b0316612708565b63ffffffff16146127d05760405163219176d160e21b815233600482015260240161080a565b50565b806001600160401b0316826001600160401b0316146113ac5760405163b366b93360e01b81526001600160401b0380841660048301528216602482015260440161080a565b806001600160401b03164211156127d057604051639569365360e01b81526001600160401b038216600482015260240161080a565b838214612877576040516355c5b3e360e11b8152600481018590526024810183905260440161080a565b808410156128a2576040516359b8466f60e01b8152600481018590526024810182905260440161080a565b5f805b8581101561252d57816001600160a01b03168787838181106128c9576128c961402b565b90506020020160208101906128de919061397a565b6001600160a01b031611612938578686828181106128fe576128fe61402b565b9050602002016020810190612913919061397a565b604051631271cb0760e01b81526001600160a01b03909116600482015260240161080a565b86868281811061294a5761294a61402b565b905060200201602081019061295f919061397a565b9150612978888387878581811061085e5761085e61402b565b6001016128a5565b81518351141580612995575063ffffffff8116155b806129a6575082518163ffffffff16115b156129dd57825182516040516318fbe1d960e11b81526004810192909252602482015263ffffffff8216604482015260640161080a565b5f8054819081906129f6906001600160401b03166144da565b91906101000a8154816001600160401b0302191690836001600160401b03160217905590505f5f90505b84518163ffffffff161015612ae057612a7f82868363ffffffff1681518110612a4b57612a4b61402b565b60200260200101516040518060400160405280856001612a6b91906148d4565b63ffffffff1681525f6020909101526130b2565b612ad082858363ffffffff1681518110612a9b57612a9b61402b565b60200260200101516040518060400160405280856001612abb91906148d4565b63ffffffff16815260016020909101526130b2565b612ad981614095565b9050612a20565b506001612aed85826148f0565b506002612afa84826148f0565b505f80546bffffffff00000000000000001916600160401b63ffffffff8516021790556040517f4b4064564bffdbd02e99ffe817144a94f5822e1249d9074d4de0152e9f4692f290612b53908390879087908790614994565b60405180910390a150505050565b5f612b7e878780519060200120878051906020012087878761317c565b979650505050505050565b5f5f5f5f612b988787876131fa565b925092509250612ba88282613241565b509095945050505050565b5f81815260056020526040902054156127d0575f818152600560205260409081902054905163c1851e6160e01b8152600481019190915260240161080a565b80515f908152600a60205260408120600181018054919291601490612c2690600160a01b90046001600160401b03166144da565b82546101009290920a6001600160401b0381810219909316828416919091021790925583546001850180546006870180546001600160a01b038084166001600160a01b0319928316179092556005890194909455606089015160808a0151949092169316929092179055845560208501516003850187905560028501805467ffffffffffffffff199081169284169290921790556004850180549091164283161790556101208501519192505f911615801590612ce65750604084015115155b905080612cf3575f612d11565b6101208401516004840154612d1191906001600160401b0316614157565b60048401805467ffffffffffffffff60401b1916600160401b6001600160401b03938416021790558216600114801590612d605750608084015160068401546001600160a01b03908116911614155b15612d9a5760068301546001600160a01b03165f908152600b60205260409020600101805460ff60401b1916680200000000000000001790555b60408051606081018252855181526001600160401b03841660208201529081016001905260808501516001600160a01b03165f908152600b602090815260409182902083518155908301516001820180546001600160401b0390921667ffffffffffffffff19831681178255938501519293909168ffffffffffffffffff191617600160401b836003811115612e3257612e32613995565b0217905550508451606080870151608080890151600589015460068a0154604080516001600160401b038c16815260208101969096526001600160a01b039384168682015295850191909152169082015290518893507fc35bc9c3f8dbd548c1599c3f7661b2d53407fda00412f008a19b039d6d3c5b629181900360a00190a35050505050565b6060610cc883835f6132f9565b80351580612ed657506060810135155b15612ef4576040516325f09f4960e01b815260040160405180910390fd5b612f0661012082016101008301613fd9565b6001600160401b0316612f20610100830160e08401613fd9565b6001600160401b03161180612f685750612f426101c082016101a08301613fd9565b6001600160401b0316612f5d61012083016101008401613fd9565b6001600160401b0316115b80612f8c575042612f8161012083016101008401613fd9565b6001600160401b0316105b80612fdb5750612fa461012082016101008301613fd9565b612fb5906001600160401b036149df565b6001600160401b0316612fd061014083016101208401613fd9565b6001600160401b0316115b15612ff9576040516307b6ec9f60e21b815260040160405180910390fd5b5f61300360015490565b9050806130186101e084016101c08501614010565b63ffffffff16118061303f575061303761020083016101e08401614010565b63ffffffff16155b8061306057508061305861020084016101e08501614010565b63ffffffff16115b156113ac576130776101e083016101c08401614010565b61308961020084016101e08501614010565b6040516332d1d40760e21b815263ffffffff92831660048201529116602482015260440161080a565b6001600160a01b03821615806130f857506001600160401b0383165f9081526003602090815260408083206001600160a01b038616845290915290205463ffffffff1615155b1561312157604051635cc0948d60e01b81526001600160a01b038316600482015260240161080a565b6001600160401b039092165f9081526003602090815260408083206001600160a01b03909416835292815291902082518154929093015115156401000000000264ffffffffff1990921663ffffffff90931692909217179055565b5f5f613187886133c5565b90508760f81c97506040518181526020810160018a16156131a9578881526020015b60028a16156131b9578781526020015b60048a16156131c9578681526020015b60088a16156131d9578581526020015b60108a16156131e9578481526020015b819003902098975050505050505050565b5f8080604184900361322e578435602086013560408701355f1a613220898285856134db565b955095509550505050613238565b505f915060029050825b93509350939050565b5f82600381111561325457613254613995565b0361325d575050565b600182600381111561327157613271613995565b0361328f5760405163f645eedf60e01b815260040160405180910390fd5b60028260038111156132a3576132a3613995565b036132c45760405163fce698f760e01b81526004810182905260240161080a565b60038260038111156132d8576132d8613995565b036113ac576040516335e2f38360e21b81526004810182905260240161080a565b6060814710156133255760405163cf47918160e01b81524760048201526024810183905260440161080a565b5f6133318584866135a3565b905080801561335257505f3d118061335257505f856001600160a01b03163b115b156133675761335f6135b8565b915050610cc8565b801561339157604051639996b31560e01b81526001600160a01b038616600482015260240161080a565b3d156133a45761339f6135d1565b6133bd565b60405163d6bda27560e01b815260040160405180910390fd5b509392505050565b5f600160fd1b80831690036133ed576040516336c03e4160e21b815260040160405180910390fd5b8160f81c91506040516c08a92a06e626488dedac2d2dc5609b1b8152600d8101600184161561342c576b1cdd1c9a5b99c81b985b594b60a21b8152600c015b600284161561344e576e1cdd1c9a5b99c81d995c9cda5bdb8b608a1b8152600f015b6004841615613471576f1d5a5b9d0c8d4d8818da185a5b92590b60821b81526010015b60088416156134a1577f6164647265737320766572696679696e67436f6e74726163742c0000000000008152601a015b60108416156134c1576c189e5d195ccccc881cd85b1d0b609a1b8152600d015b601f84161515900360298153819003600101902092915050565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a084111561351457505f91506003905082613599565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015613565573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b03811661359057505f925060019150829050613599565b92505f91508190505b9450945094915050565b5f5f5f83516020850186885af1949350505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b6040805160a081019091525f808252602082019081525f60208201819052604082015260600161360a61360f565b905290565b60408051610200810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e08101829052610100810182905261012081018290526101408101829052610160810182905261018081018290526101a081018290526101c081018290526101e081019190915290565b5f60a082840312156136a2575f5ffd5b50919050565b5f602082840312156136b8575f5ffd5b81356001600160401b038111156136cd575f5ffd5b6107ad84828501613692565b6001600160a01b03811681146127d0575f5ffd5b8035611450816136d9565b5f5f60408385031215613709575f5ffd5b82359150602083013561371b816136d9565b809150509250929050565b5f5f83601f840112613736575f5ffd5b5081356001600160401b0381111561374c575f5ffd5b6020830191508360208260051b8501011115613766575f5ffd5b9250929050565b5f5f5f5f5f60608688031215613781575f5ffd5b8535945060208601356001600160401b0381111561379d575f5ffd5b6137a988828901613726565b90955093505060408601356001600160401b038111156137c7575f5ffd5b6137d388828901613726565b969995985093965092949392505050565b5f602082840312156137f4575f5ffd5b5035919050565b5f608082840312156136a2575f5ffd5b5f5f5f5f5f5f5f60a0888a031215613821575f5ffd5b873596506020880135955060408801356001600160401b03811115613844575f5ffd5b6138508a828b01613726565b90965094505060608801356001600160401b0381111561386e575f5ffd5b61387a8a828b01613726565b90945092505060808801356001600160401b03811115613898575f5ffd5b6138a48a828b016137fb565b91505092959891949750929550565b5f5f604083850312156138c4575f5ffd5b8235915060208301356001600160401b038111156138e0575f5ffd5b6138ec858286016137fb565b9150509250929050565b5f5f83601f840112613906575f5ffd5b5081356001600160401b0381111561391c575f5ffd5b602083019150836020828501011115613766575f5ffd5b5f5f5f60408486031215613945575f5ffd5b8335925060208401356001600160401b03811115613961575f5ffd5b61396d868287016138f6565b9497909650939450505050565b5f6020828403121561398a575f5ffd5b8135610cc8816136d9565b634e487b7160e01b5f52602160045260245ffd5b600481106127d0576127d0613995565b8381526001600160401b0383166020820152606081016139d8836139a9565b826040830152949350505050565b5f61020082840312156136a2575f5ffd5b5f5f6102208385031215613a09575f5ffd5b613a1384846139e6565b94610200939093013593505050565b5f6060828403128015613a33575f5ffd5b509092915050565b5f5f5f5f60608587031215613a4e575f5ffd5b8435935060208501356001600160401b03811115613a6a575f5ffd5b613a76878288016138f6565b90945092505060408501356001600160401b03811115613a94575f5ffd5b613aa0878288016137fb565b91505092959194509250565b60058110613abc57613abc613995565b9052565b81516001600160a01b03168152602080830151610280830191613ae590840182613aac565b5063ffffffff604084015116604083015263ffffffff60608401511660608301526080830151805160808401526020810151613b2c60a08501826001600160401b03169052565b50604081015160c0840152606081015160e084015260808101516001600160a01b0381166101008501525060a081015161012084015260c081015161014084015260e08101516001600160401b038116610160850152506101008101516001600160401b038116610180850152506101208101516001600160401b0381166101a0850152506101408101516101c08401526101608101516101e08401526101808101516001600160401b038116610200850152506101a08101516001600160401b038116610220850152506101c081015163ffffffff8116610240850152506101e0015163ffffffff81166102608401525b5092915050565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b60ff60f81b8816815260e060208201525f613c7160e0830189613c25565b8281036040840152613c838189613c25565b606084018890526001600160a01b038716608085015260a0840186905283810360c0850152845180825260208087019350909101905f5b81811015613cd8578351835260209384019390920191600101613cba565b50909b9a5050505050505050505050565b5f5f60408385031215613cfa575f5ffd5b50508035926020909101359150565b5f5f5f5f5f60608688031215613d1d575f5ffd5b85356001600160401b03811115613d32575f5ffd5b613d3e88828901613692565b95505060208601356001600160401b0381111561379d575f5ffd5b6001600160401b03811681146127d0575f5ffd5b803561145081613d59565b5f5f60408385031215613d89575f5ffd5b8235613d9481613d59565b946020939093013593505050565b815181526020808301516001600160a01b0316908201526040808301516001600160401b031690820152606080830151610120830191613dec908401826001600160401b03169052565b506080830151608083015260a0830151613e1160a08401826001600160401b03169052565b5060c0830151613e2c60c08401826001600160401b03169052565b5060e083015160e0830152610100830151613c1e6101008401826001600160a01b03169052565b5f6102008284031215613e64575f5ffd5b610cc883836139e6565b5f8151808452602084019350602083015f5b82811015613ea75781516001600160a01b0316865260209586019590910190600101613e80565b5093949350505050565b604081525f613ec36040830185613e6e565b8281036020840152613ed58185613e6e565b95945050505050565b5f5f5f5f5f5f60808789031215613ef3575f5ffd5b863595506020870135945060408701356001600160401b03811115613f16575f5ffd5b613f2289828a01613726565b90955093505060608701356001600160401b03811115613f40575f5ffd5b613f4c89828a01613726565b979a9699509497509295939492505050565b5f5f8335601e19843603018112613f73575f5ffd5b8301803591506001600160401b03821115613f8c575f5ffd5b6020019150600581901b3603821315613766575f5ffd5b5f8184825b85811015612ba8578135613fbb816136d9565b6001600160a01b031683526020928301929190910190600101613fa8565b5f60208284031215613fe9575f5ffd5b8135610cc881613d59565b63ffffffff811681146127d0575f5ffd5b803561145081613ff4565b5f60208284031215614020575f5ffd5b8135610cc881613ff4565b634e487b7160e01b5f52603260045260245ffd5b5f5f8335601e19843603018112614054575f5ffd5b8301803591506001600160401b0382111561406d575f5ffd5b602001915036819003821315613766575f5ffd5b634e487b7160e01b5f52601160045260245ffd5b5f63ffffffff821663ffffffff81036140b0576140b0614081565b60010192915050565b634e487b7160e01b5f52604160045260245ffd5b60405161020081016001600160401b03811182821017156140f0576140f06140b9565b60405290565b5f6060828403128015614107575f5ffd5b50604051606081016001600160401b038111828210171561412a5761412a6140b9565b60405282358152602083013561413f81613d59565b60208201526040928301359281019290925250919050565b6001600160401b038181168382160190811115610bcf57610bcf614081565b8035825261418660208201613d6d565b6001600160401b0316602083015260408181013590830152606080820135908301526141b4608082016136ed565b6001600160a01b0316608083015260a0818101359083015260c080820135908301526141e260e08201613d6d565b6001600160401b031660e08301526141fd6101008201613d6d565b6001600160401b03166101008301526142196101208201613d6d565b6001600160401b03166101208301526101408181013590830152610160808201359083015261424b6101808201613d6d565b6001600160401b03166101808301526142676101a08201613d6d565b6001600160401b03166101a08301526142836101c08201614005565b63ffffffff166101c083015261429c6101e08201614005565b63ffffffff81166101e0840152505050565b83815261024081016142c36020830185614176565b82610220830152949350505050565b8281526102208101610cc86020830184614176565b82815260408101610cc86020830184613aac565b80820180821115610bcf57610bcf614081565b5f5f8335601e19843603018112614323575f5ffd5b83016020810192503590506001600160401b03811115614341575f5ffd5b8060051b3603821315613766575f5ffd5b5f8383855260208501945060208460051b820101835f5b8681101561442957838303601f19018852813536879003603e1901811261438e575f5ffd5b8601803561439b816136d9565b6001600160a01b03168452602081013536829003601e190181126143bd575f5ffd5b016020810190356001600160401b038111156143d7575f5ffd5b8036038213156143e5575f5ffd5b60406020860152806040860152808260608701375f606082870101526060601f19601f83011686010194505050602082019150602088019750600181019050614369565b50909695505050505050565b602081525f614444838461430e565b6080602085015261445960a085018284614352565b915050614469602085018561430e565b848303601f19016040860152614480838284614352565b92505050614491604085018561430e565b848303601f190160608601526144a8838284614352565b925050506144b9606085018561430e565b848303601f190160808601526144d0838284614352565b9695505050505050565b5f6001600160401b0382166001600160401b0381036140b0576140b0614081565b5f8235603e1983360301811261450f575f5ffd5b9190910192915050565b60408101614526846139a9565b9281526020015290565b5f82518060208501845e5f920191825250919050565b61454f856139a9565b84815283602082015260018060a01b0383166040820152608060608201525f6144d06080830184613c25565b818382375f9101908152919050565b5f6020828403121561459a575f5ffd5b8151610cc8816136d9565b5f602082840312156145b5575f5ffd5b5051919050565b5f6102008284031280156145ce575f5ffd5b506145d76140cd565b823581526145e760208401613d6d565b6020820152604083810135908201526060808401359082015261460c608084016136ed565b608082015260a0838101359082015260c0808401359082015261463160e08401613d6d565b60e08201526146436101008401613d6d565b6101008201526146566101208401613d6d565b6101208201526101408381013590820152610160808401359082015261467f6101808401613d6d565b6101808201526146926101a08401613d6d565b6101a08201526146a56101c08401614005565b6101c08201526146b86101e08401614005565b6101e08201529392505050565b5f8135610bcf81613d59565b5f8135610bcf816136d9565b5f8135610bcf81613ff4565b8135815561471d6146fc602084016146c5565b600183016001600160401b0382166001600160401b03198254161781555050565b6040820135600282015560608201356003820155614764614740608084016146d1565b6004830180546001600160a01b0319166001600160a01b0392909216919091179055565b60a0820135600582015560c08201356006820155600781016147a961478b60e085016146c5565b825467ffffffffffffffff19166001600160401b0391909116178255565b6147e66147b961010085016146c5565b825467ffffffffffffffff60401b191660409190911b6fffffffffffffffff000000000000000016178255565b6148226147f661012085016146c5565b82805467ffffffffffffffff60801b191660809290921b67ffffffffffffffff60801b16919091179055565b5061014082013560088201556101608201356009820155600a810161484d61478b61018085016146c5565b61485d6147b96101a085016146c5565b61489161486d6101c085016146dd565b82805463ffffffff60801b191660809290921b63ffffffff60801b16919091179055565b61192d6148a16101e085016146dd565b82805463ffffffff60a01b191660a09290921b63ffffffff60a01b16919091179055565b6102008101610bcf8284614176565b63ffffffff8181168382160190811115610bcf57610bcf614081565b81516001600160401b03811115614909576149096140b9565b600160401b81111561491d5761491d6140b9565b81548183558082101561495157825f528160205f20018282035f5b8181101561494d575f83820155600101614938565b5050505b5060208301614965835f9081526020902090565b5f5b8381101561498c5782516001600160a01b031681830155602090920191600101614967565b505050505050565b6001600160401b0385168152608060208201525f6149b56080830186613e6e565b82810360408401526149c78186613e6e565b91505063ffffffff8316606083015295945050505050565b6001600160401b038281168282160390811115610bcf57610bcf61408156fea264697066735822122073c430b6097cbeb79a5f5fe1771b427ffb9994236b293e622bfcc5c43d76ee8264736f6c63430008220033",
}

// Consortium is an auto generated Go binding around an Ethereum contract.
type Consortium struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Consortium) GetABI() abi.ABI {
	return c.abi
}

// NewConsortium creates a new instance of Consortium.
func NewConsortium() *Consortium {
	parsed, err := ConsortiumMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Consortium{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Consortium) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address[] approvers, address[] pods, uint32 threshold_) returns()
func (consortium *Consortium) PackConstructor(approvers []common.Address, pods []common.Address, threshold_ uint32) []byte {
	enc, err := consortium.abi.Pack("", approvers, pods, threshold_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackAbort is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe30191eb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function abort(bytes32 changeHash, ((address,bytes)[],(address,bytes)[],(address,bytes)[],(address,bytes)[]) calls) returns()
func (consortium *Consortium) PackAbort(changeHash [32]byte, calls Calls) []byte {
	enc, err := consortium.abi.Pack("abort", changeHash, calls)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAbort is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe30191eb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function abort(bytes32 changeHash, ((address,bytes)[],(address,bytes)[],(address,bytes)[],(address,bytes)[]) calls) returns()
func (consortium *Consortium) TryPackAbort(changeHash [32]byte, calls Calls) ([]byte, error) {
	return consortium.abi.Pack("abort", changeHash, calls)
}

// PackActivate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4bac89ff.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function activate(bytes32 changeHash, bytes initCall) returns()
func (consortium *Consortium) PackActivate(changeHash [32]byte, initCall []byte) []byte {
	enc, err := consortium.abi.Pack("activate", changeHash, initCall)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackActivate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4bac89ff.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function activate(bytes32 changeHash, bytes initCall) returns()
func (consortium *Consortium) TryPackActivate(changeHash [32]byte, initCall []byte) ([]byte, error) {
	return consortium.abi.Pack("activate", changeHash, initCall)
}

// PackActivateWithCalls is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x661205d8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function activateWithCalls(bytes32 changeHash, bytes initCall, ((address,bytes)[],(address,bytes)[],(address,bytes)[],(address,bytes)[]) calls) returns()
func (consortium *Consortium) PackActivateWithCalls(changeHash [32]byte, initCall []byte, calls Calls) []byte {
	enc, err := consortium.abi.Pack("activateWithCalls", changeHash, initCall, calls)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackActivateWithCalls is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x661205d8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function activateWithCalls(bytes32 changeHash, bytes initCall, ((address,bytes)[],(address,bytes)[],(address,bytes)[],(address,bytes)[]) calls) returns()
func (consortium *Consortium) TryPackActivateWithCalls(changeHash [32]byte, initCall []byte, calls Calls) ([]byte, error) {
	return consortium.abi.Pack("activateWithCalls", changeHash, initCall, calls)
}

// PackAnchor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa6855208.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function anchor(uint64 size, bytes32 root) returns()
func (consortium *Consortium) PackAnchor(size uint64, root [32]byte) []byte {
	enc, err := consortium.abi.Pack("anchor", size, root)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAnchor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa6855208.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function anchor(uint64 size, bytes32 root) returns()
func (consortium *Consortium) TryPackAnchor(size uint64, root [32]byte) ([]byte, error) {
	return consortium.abi.Pack("anchor", size, root)
}

// PackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2ab4aa13.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approve(bytes32 changeHash, address[] approvers, bytes[] signatures) returns()
func (consortium *Consortium) PackApprove(changeHash [32]byte, approvers []common.Address, signatures [][]byte) []byte {
	enc, err := consortium.abi.Pack("approve", changeHash, approvers, signatures)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2ab4aa13.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approve(bytes32 changeHash, address[] approvers, bytes[] signatures) returns()
func (consortium *Consortium) TryPackApprove(changeHash [32]byte, approvers []common.Address, signatures [][]byte) ([]byte, error) {
	return consortium.abi.Pack("approve", changeHash, approvers, signatures)
}

// PackApprovedBy is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x25f6ac85.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approvedBy(bytes32 changeHash, address approver) view returns(bool)
func (consortium *Consortium) PackApprovedBy(changeHash [32]byte, approver common.Address) []byte {
	enc, err := consortium.abi.Pack("approvedBy", changeHash, approver)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprovedBy is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x25f6ac85.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approvedBy(bytes32 changeHash, address approver) view returns(bool)
func (consortium *Consortium) TryPackApprovedBy(changeHash [32]byte, approver common.Address) ([]byte, error) {
	return consortium.abi.Pack("approvedBy", changeHash, approver)
}

// UnpackApprovedBy is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x25f6ac85.
//
// Solidity: function approvedBy(bytes32 changeHash, address approver) view returns(bool)
func (consortium *Consortium) UnpackApprovedBy(data []byte) (bool, error) {
	out, err := consortium.abi.Unpack("approvedBy", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackAttest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8acbf78e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function attest(bytes32 changeHash, bytes32 evidence) returns()
func (consortium *Consortium) PackAttest(changeHash [32]byte, evidence [32]byte) []byte {
	enc, err := consortium.abi.Pack("attest", changeHash, evidence)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAttest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8acbf78e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function attest(bytes32 changeHash, bytes32 evidence) returns()
func (consortium *Consortium) TryPackAttest(changeHash [32]byte, evidence [32]byte) ([]byte, error) {
	return consortium.abi.Pack("attest", changeHash, evidence)
}

// PackBookState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4ed360fa.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function bookState(address book) view returns(bytes32 line_, uint64 epoch, uint8 state)
func (consortium *Consortium) PackBookState(book common.Address) []byte {
	enc, err := consortium.abi.Pack("bookState", book)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBookState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4ed360fa.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function bookState(address book) view returns(bytes32 line_, uint64 epoch, uint8 state)
func (consortium *Consortium) TryPackBookState(book common.Address) ([]byte, error) {
	return consortium.abi.Pack("bookState", book)
}

// BookStateOutput serves as a container for the return parameters of contract
// method BookState.
type BookStateOutput struct {
	Line  [32]byte
	Epoch uint64
	State uint8
}

// UnpackBookState is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4ed360fa.
//
// Solidity: function bookState(address book) view returns(bytes32 line_, uint64 epoch, uint8 state)
func (consortium *Consortium) UnpackBookState(data []byte) (BookStateOutput, error) {
	out, err := consortium.abi.Unpack("bookState", data)
	outstruct := new(BookStateOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Line = *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	outstruct.Epoch = *abi.ConvertType(out[1], new(uint64)).(*uint64)
	outstruct.State = *abi.ConvertType(out[2], new(uint8)).(*uint8)
	return *outstruct, nil
}

// PackCallsOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x755254ee.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function callsOf(bytes32 changeHash) view returns(bytes32 hash)
func (consortium *Consortium) PackCallsOf(changeHash [32]byte) []byte {
	enc, err := consortium.abi.Pack("callsOf", changeHash)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCallsOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x755254ee.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function callsOf(bytes32 changeHash) view returns(bytes32 hash)
func (consortium *Consortium) TryPackCallsOf(changeHash [32]byte) ([]byte, error) {
	return consortium.abi.Pack("callsOf", changeHash)
}

// UnpackCallsOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x755254ee.
//
// Solidity: function callsOf(bytes32 changeHash) view returns(bytes32 hash)
func (consortium *Consortium) UnpackCallsOf(data []byte) ([32]byte, error) {
	out, err := consortium.abi.Unpack("callsOf", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackChange is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70b66221.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function change(bytes32 changeHash) view returns((address,uint8,uint32,uint32,(bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32)))
func (consortium *Consortium) PackChange(changeHash [32]byte) []byte {
	enc, err := consortium.abi.Pack("change", changeHash)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackChange is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70b66221.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function change(bytes32 changeHash) view returns((address,uint8,uint32,uint32,(bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32)))
func (consortium *Consortium) TryPackChange(changeHash [32]byte) ([]byte, error) {
	return consortium.abi.Pack("change", changeHash)
}

// UnpackChange is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x70b66221.
//
// Solidity: function change(bytes32 changeHash) view returns((address,uint8,uint32,uint32,(bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32)))
func (consortium *Consortium) UnpackChange(data []byte) (Proposal, error) {
	out, err := consortium.abi.Unpack("change", data)
	if err != nil {
		return *new(Proposal), err
	}
	out0 := *abi.ConvertType(out[0], new(Proposal)).(*Proposal)
	return out0, nil
}

// PackCheckpoint is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc2c4c5c1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function checkpoint() view returns((uint64,uint64,bytes32))
func (consortium *Consortium) PackCheckpoint() []byte {
	enc, err := consortium.abi.Pack("checkpoint")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCheckpoint is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc2c4c5c1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function checkpoint() view returns((uint64,uint64,bytes32))
func (consortium *Consortium) TryPackCheckpoint() ([]byte, error) {
	return consortium.abi.Pack("checkpoint")
}

// UnpackCheckpoint is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc2c4c5c1.
//
// Solidity: function checkpoint() view returns((uint64,uint64,bytes32))
func (consortium *Consortium) UnpackCheckpoint(data []byte) (Checkpoint, error) {
	out, err := consortium.abi.Unpack("checkpoint", data)
	if err != nil {
		return *new(Checkpoint), err
	}
	out0 := *abi.ConvertType(out[0], new(Checkpoint)).(*Checkpoint)
	return out0, nil
}

// PackConsortiumDomain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (consortium *Consortium) PackConsortiumDomain() []byte {
	enc, err := consortium.abi.Pack("eip712Domain")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackConsortiumDomain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (consortium *Consortium) TryPackConsortiumDomain() ([]byte, error) {
	return consortium.abi.Pack("eip712Domain")
}

// ConsortiumDomainOutput serves as a container for the return parameters of contract
// method ConsortiumDomain.
type ConsortiumDomainOutput struct {
	Fields            [1]byte
	Name              string
	Version           string
	ChainId           *big.Int
	VerifyingContract common.Address
	Salt              [32]byte
	Extensions        []*big.Int
}

// UnpackConsortiumDomain is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x84b0196e.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (consortium *Consortium) UnpackConsortiumDomain(data []byte) (ConsortiumDomainOutput, error) {
	out, err := consortium.abi.Unpack("eip712Domain", data)
	outstruct := new(ConsortiumDomainOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Fields = *abi.ConvertType(out[0], new([1]byte)).(*[1]byte)
	outstruct.Name = *abi.ConvertType(out[1], new(string)).(*string)
	outstruct.Version = *abi.ConvertType(out[2], new(string)).(*string)
	outstruct.ChainId = abi.ConvertType(out[3], new(big.Int)).(*big.Int)
	outstruct.VerifyingContract = *abi.ConvertType(out[4], new(common.Address)).(*common.Address)
	outstruct.Salt = *abi.ConvertType(out[5], new([32]byte)).(*[32]byte)
	outstruct.Extensions = *abi.ConvertType(out[6], new([]*big.Int)).(*[]*big.Int)
	return *outstruct, nil
}

// PackHashChange is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc5c00261.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function hashChange((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c) view returns(bytes32)
func (consortium *Consortium) PackHashChange(c Change) []byte {
	enc, err := consortium.abi.Pack("hashChange", c)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHashChange is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc5c00261.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function hashChange((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c) view returns(bytes32)
func (consortium *Consortium) TryPackHashChange(c Change) ([]byte, error) {
	return consortium.abi.Pack("hashChange", c)
}

// UnpackHashChange is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc5c00261.
//
// Solidity: function hashChange((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c) view returns(bytes32)
func (consortium *Consortium) UnpackHashChange(data []byte) ([32]byte, error) {
	out, err := consortium.abi.Unpack("hashChange", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackHashChangeWithCalls is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9c1c2c5e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function hashChangeWithCalls((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls) view returns(bytes32)
func (consortium *Consortium) PackHashChangeWithCalls(c Change, calls [32]byte) []byte {
	enc, err := consortium.abi.Pack("hashChangeWithCalls", c, calls)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHashChangeWithCalls is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9c1c2c5e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function hashChangeWithCalls((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls) view returns(bytes32)
func (consortium *Consortium) TryPackHashChangeWithCalls(c Change, calls [32]byte) ([]byte, error) {
	return consortium.abi.Pack("hashChangeWithCalls", c, calls)
}

// UnpackHashChangeWithCalls is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9c1c2c5e.
//
// Solidity: function hashChangeWithCalls((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls) view returns(bytes32)
func (consortium *Consortium) UnpackHashChangeWithCalls(data []byte) ([32]byte, error) {
	out, err := consortium.abi.Unpack("hashChangeWithCalls", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackHashMembership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0694cd5e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function hashMembership((uint64,uint64,address[],address[],uint32) m) view returns(bytes32)
func (consortium *Consortium) PackHashMembership(m Membership) []byte {
	enc, err := consortium.abi.Pack("hashMembership", m)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHashMembership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0694cd5e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function hashMembership((uint64,uint64,address[],address[],uint32) m) view returns(bytes32)
func (consortium *Consortium) TryPackHashMembership(m Membership) ([]byte, error) {
	return consortium.abi.Pack("hashMembership", m)
}

// UnpackHashMembership is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0694cd5e.
//
// Solidity: function hashMembership((uint64,uint64,address[],address[],uint32) m) view returns(bytes32)
func (consortium *Consortium) UnpackHashMembership(data []byte) ([32]byte, error) {
	out, err := consortium.abi.Unpack("hashMembership", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackHashRevert is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6001ff2b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function hashRevert((bytes32,uint64,bytes32) r) view returns(bytes32)
func (consortium *Consortium) PackHashRevert(r Revert) []byte {
	enc, err := consortium.abi.Pack("hashRevert", r)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHashRevert is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6001ff2b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function hashRevert((bytes32,uint64,bytes32) r) view returns(bytes32)
func (consortium *Consortium) TryPackHashRevert(r Revert) ([]byte, error) {
	return consortium.abi.Pack("hashRevert", r)
}

// UnpackHashRevert is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6001ff2b.
//
// Solidity: function hashRevert((bytes32,uint64,bytes32) r) view returns(bytes32)
func (consortium *Consortium) UnpackHashRevert(data []byte) ([32]byte, error) {
	out, err := consortium.abi.Unpack("hashRevert", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackIsApprover is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6d218e48.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isApprover(address account) view returns(bool)
func (consortium *Consortium) PackIsApprover(account common.Address) []byte {
	enc, err := consortium.abi.Pack("isApprover", account)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsApprover is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6d218e48.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isApprover(address account) view returns(bool)
func (consortium *Consortium) TryPackIsApprover(account common.Address) ([]byte, error) {
	return consortium.abi.Pack("isApprover", account)
}

// UnpackIsApprover is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6d218e48.
//
// Solidity: function isApprover(address account) view returns(bool)
func (consortium *Consortium) UnpackIsApprover(data []byte) (bool, error) {
	out, err := consortium.abi.Unpack("isApprover", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackIsPod is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdaaa4fe3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isPod(address account) view returns(bool)
func (consortium *Consortium) PackIsPod(account common.Address) []byte {
	enc, err := consortium.abi.Pack("isPod", account)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsPod is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdaaa4fe3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isPod(address account) view returns(bool)
func (consortium *Consortium) TryPackIsPod(account common.Address) ([]byte, error) {
	return consortium.abi.Pack("isPod", account)
}

// UnpackIsPod is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdaaa4fe3.
//
// Solidity: function isPod(address account) view returns(bool)
func (consortium *Consortium) UnpackIsPod(data []byte) (bool, error) {
	out, err := consortium.abi.Unpack("isPod", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackLine is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb24a30fe.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function line(bytes32 id) view returns((bytes32,address,uint64,uint64,bytes32,uint64,uint64,bytes32,address))
func (consortium *Consortium) PackLine(id [32]byte) []byte {
	enc, err := consortium.abi.Pack("line", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLine is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb24a30fe.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function line(bytes32 id) view returns((bytes32,address,uint64,uint64,bytes32,uint64,uint64,bytes32,address))
func (consortium *Consortium) TryPackLine(id [32]byte) ([]byte, error) {
	return consortium.abi.Pack("line", id)
}

// UnpackLine is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb24a30fe.
//
// Solidity: function line(bytes32 id) view returns((bytes32,address,uint64,uint64,bytes32,uint64,uint64,bytes32,address))
func (consortium *Consortium) UnpackLine(data []byte) (Line, error) {
	out, err := consortium.abi.Unpack("line", data)
	if err != nil {
		return *new(Line), err
	}
	out0 := *abi.ConvertType(out[0], new(Line)).(*Line)
	return out0, nil
}

// PackMemberEpoch is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0088fae5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function memberEpoch() view returns(uint64)
func (consortium *Consortium) PackMemberEpoch() []byte {
	enc, err := consortium.abi.Pack("memberEpoch")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMemberEpoch is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0088fae5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function memberEpoch() view returns(uint64)
func (consortium *Consortium) TryPackMemberEpoch() ([]byte, error) {
	return consortium.abi.Pack("memberEpoch")
}

// UnpackMemberEpoch is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0088fae5.
//
// Solidity: function memberEpoch() view returns(uint64)
func (consortium *Consortium) UnpackMemberEpoch(data []byte) (uint64, error) {
	out, err := consortium.abi.Unpack("memberEpoch", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackMembers is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbdd4d18d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function members() view returns(address[] approvers, address[] pods)
func (consortium *Consortium) PackMembers() []byte {
	enc, err := consortium.abi.Pack("members")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMembers is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbdd4d18d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function members() view returns(address[] approvers, address[] pods)
func (consortium *Consortium) TryPackMembers() ([]byte, error) {
	return consortium.abi.Pack("members")
}

// MembersOutput serves as a container for the return parameters of contract
// method Members.
type MembersOutput struct {
	Approvers []common.Address
	Pods      []common.Address
}

// UnpackMembers is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbdd4d18d.
//
// Solidity: function members() view returns(address[] approvers, address[] pods)
func (consortium *Consortium) UnpackMembers(data []byte) (MembersOutput, error) {
	out, err := consortium.abi.Unpack("members", data)
	outstruct := new(MembersOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Approvers = *abi.ConvertType(out[0], new([]common.Address)).(*[]common.Address)
	outstruct.Pods = *abi.ConvertType(out[1], new([]common.Address)).(*[]common.Address)
	return *outstruct, nil
}

// PackPrepare is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x48fac95d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function prepare(bytes32 changeHash, ((address,bytes)[],(address,bytes)[],(address,bytes)[],(address,bytes)[]) calls) returns()
func (consortium *Consortium) PackPrepare(changeHash [32]byte, calls Calls) []byte {
	enc, err := consortium.abi.Pack("prepare", changeHash, calls)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPrepare is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x48fac95d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function prepare(bytes32 changeHash, ((address,bytes)[],(address,bytes)[],(address,bytes)[],(address,bytes)[]) calls) returns()
func (consortium *Consortium) TryPackPrepare(changeHash [32]byte, calls Calls) ([]byte, error) {
	return consortium.abi.Pack("prepare", changeHash, calls)
}

// PackPrepared is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x677243d9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function prepared(bytes32 line) view returns(bytes32 changeHash)
func (consortium *Consortium) PackPrepared(line [32]byte) []byte {
	enc, err := consortium.abi.Pack("prepared", line)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPrepared is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x677243d9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function prepared(bytes32 line) view returns(bytes32 changeHash)
func (consortium *Consortium) TryPackPrepared(line [32]byte) ([]byte, error) {
	return consortium.abi.Pack("prepared", line)
}

// UnpackPrepared is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x677243d9.
//
// Solidity: function prepared(bytes32 line) view returns(bytes32 changeHash)
func (consortium *Consortium) UnpackPrepared(data []byte) ([32]byte, error) {
	out, err := consortium.abi.Unpack("prepared", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackPropose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbd8631d0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function propose((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c) returns(bytes32 changeHash)
func (consortium *Consortium) PackPropose(c Change) []byte {
	enc, err := consortium.abi.Pack("propose", c)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPropose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbd8631d0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function propose((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c) returns(bytes32 changeHash)
func (consortium *Consortium) TryPackPropose(c Change) ([]byte, error) {
	return consortium.abi.Pack("propose", c)
}

// UnpackPropose is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbd8631d0.
//
// Solidity: function propose((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c) returns(bytes32 changeHash)
func (consortium *Consortium) UnpackPropose(data []byte) ([32]byte, error) {
	out, err := consortium.abi.Unpack("propose", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackProposeWithCalls is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5931af18.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function proposeWithCalls((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls) returns(bytes32 changeHash)
func (consortium *Consortium) PackProposeWithCalls(c Change, calls [32]byte) []byte {
	enc, err := consortium.abi.Pack("proposeWithCalls", c, calls)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackProposeWithCalls is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5931af18.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function proposeWithCalls((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls) returns(bytes32 changeHash)
func (consortium *Consortium) TryPackProposeWithCalls(c Change, calls [32]byte) ([]byte, error) {
	return consortium.abi.Pack("proposeWithCalls", c, calls)
}

// UnpackProposeWithCalls is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5931af18.
//
// Solidity: function proposeWithCalls((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls) returns(bytes32 changeHash)
func (consortium *Consortium) UnpackProposeWithCalls(data []byte) ([32]byte, error) {
	out, err := consortium.abi.Unpack("proposeWithCalls", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackReplaces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2d7e8872.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function replaces(bytes32 changeHash) view returns(bytes32 other)
func (consortium *Consortium) PackReplaces(changeHash [32]byte) []byte {
	enc, err := consortium.abi.Pack("replaces", changeHash)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackReplaces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2d7e8872.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function replaces(bytes32 changeHash) view returns(bytes32 other)
func (consortium *Consortium) TryPackReplaces(changeHash [32]byte) ([]byte, error) {
	return consortium.abi.Pack("replaces", changeHash)
}

// UnpackReplaces is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x2d7e8872.
//
// Solidity: function replaces(bytes32 changeHash) view returns(bytes32 other)
func (consortium *Consortium) UnpackReplaces(data []byte) ([32]byte, error) {
	out, err := consortium.abi.Unpack("replaces", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRevertChange is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe9f2723c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function revertChange(bytes32 changeHash, bytes32 reason, address[] approvers, bytes[] signatures) returns()
func (consortium *Consortium) PackRevertChange(changeHash [32]byte, reason [32]byte, approvers []common.Address, signatures [][]byte) []byte {
	enc, err := consortium.abi.Pack("revertChange", changeHash, reason, approvers, signatures)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRevertChange is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe9f2723c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function revertChange(bytes32 changeHash, bytes32 reason, address[] approvers, bytes[] signatures) returns()
func (consortium *Consortium) TryPackRevertChange(changeHash [32]byte, reason [32]byte, approvers []common.Address, signatures [][]byte) ([]byte, error) {
	return consortium.abi.Pack("revertChange", changeHash, reason, approvers, signatures)
}

// PackRevertWithCalls is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2e22347f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function revertWithCalls(bytes32 changeHash, bytes32 reason, address[] approvers, bytes[] signatures, ((address,bytes)[],(address,bytes)[],(address,bytes)[],(address,bytes)[]) calls) returns()
func (consortium *Consortium) PackRevertWithCalls(changeHash [32]byte, reason [32]byte, approvers []common.Address, signatures [][]byte, calls Calls) []byte {
	enc, err := consortium.abi.Pack("revertWithCalls", changeHash, reason, approvers, signatures, calls)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRevertWithCalls is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2e22347f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function revertWithCalls(bytes32 changeHash, bytes32 reason, address[] approvers, bytes[] signatures, ((address,bytes)[],(address,bytes)[],(address,bytes)[],(address,bytes)[]) calls) returns()
func (consortium *Consortium) TryPackRevertWithCalls(changeHash [32]byte, reason [32]byte, approvers []common.Address, signatures [][]byte, calls Calls) ([]byte, error) {
	return consortium.abi.Pack("revertWithCalls", changeHash, reason, approvers, signatures, calls)
}

// PackSetMembers is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9a83f01a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setMembers((uint64,uint64,address[],address[],uint32) m, address[] approvers, bytes[] signatures) returns()
func (consortium *Consortium) PackSetMembers(m Membership, approvers []common.Address, signatures [][]byte) []byte {
	enc, err := consortium.abi.Pack("setMembers", m, approvers, signatures)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetMembers is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9a83f01a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setMembers((uint64,uint64,address[],address[],uint32) m, address[] approvers, bytes[] signatures) returns()
func (consortium *Consortium) TryPackSetMembers(m Membership, approvers []common.Address, signatures [][]byte) ([]byte, error) {
	return consortium.abi.Pack("setMembers", m, approvers, signatures)
}

// PackThreshold is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x42cde4e8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function threshold() view returns(uint32)
func (consortium *Consortium) PackThreshold() []byte {
	enc, err := consortium.abi.Pack("threshold")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackThreshold is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x42cde4e8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function threshold() view returns(uint32)
func (consortium *Consortium) TryPackThreshold() ([]byte, error) {
	return consortium.abi.Pack("threshold")
}

// UnpackThreshold is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x42cde4e8.
//
// Solidity: function threshold() view returns(uint32)
func (consortium *Consortium) UnpackThreshold(data []byte) (uint32, error) {
	out, err := consortium.abi.Unpack("threshold", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackVettedBy is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb507d495.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function vettedBy(bytes32 changeHash, address pod) view returns(bool)
func (consortium *Consortium) PackVettedBy(changeHash [32]byte, pod common.Address) []byte {
	enc, err := consortium.abi.Pack("vettedBy", changeHash, pod)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVettedBy is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb507d495.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function vettedBy(bytes32 changeHash, address pod) view returns(bool)
func (consortium *Consortium) TryPackVettedBy(changeHash [32]byte, pod common.Address) ([]byte, error) {
	return consortium.abi.Pack("vettedBy", changeHash, pod)
}

// UnpackVettedBy is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb507d495.
//
// Solidity: function vettedBy(bytes32 changeHash, address pod) view returns(bool)
func (consortium *Consortium) UnpackVettedBy(data []byte) (bool, error) {
	out, err := consortium.abi.Unpack("vettedBy", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8e19899e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdraw(bytes32 changeHash) returns()
func (consortium *Consortium) PackWithdraw(changeHash [32]byte) []byte {
	enc, err := consortium.abi.Pack("withdraw", changeHash)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8e19899e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdraw(bytes32 changeHash) returns()
func (consortium *Consortium) TryPackWithdraw(changeHash [32]byte) ([]byte, error) {
	return consortium.abi.Pack("withdraw", changeHash)
}

// ConsortiumActivated represents a Activated event raised by the Consortium contract.
type ConsortiumActivated struct {
	Line          [32]byte
	Epoch         uint64
	ChangeHash    [32]byte
	Release       [32]byte
	Book          common.Address
	ParentRelease [32]byte
	ParentBook    common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const ConsortiumActivatedEventName = "Activated"

// ContractEventName returns the user-defined event name.
func (ConsortiumActivated) ContractEventName() string {
	return ConsortiumActivatedEventName
}

// UnpackActivatedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Activated(bytes32 indexed line, uint64 epoch, bytes32 indexed changeHash, bytes32 release, address book, bytes32 parentRelease, address parentBook)
func (consortium *Consortium) UnpackActivatedEvent(log *types.Log) (*ConsortiumActivated, error) {
	event := "Activated"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumActivated)
	if len(log.Data) > 0 {
		if err := consortium.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range consortium.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ConsortiumAnchored represents a Anchored event raised by the Consortium contract.
type ConsortiumAnchored struct {
	Size uint64
	Root [32]byte
	Pod  common.Address
	Raw  *types.Log // Blockchain specific contextual infos
}

const ConsortiumAnchoredEventName = "Anchored"

// ContractEventName returns the user-defined event name.
func (ConsortiumAnchored) ContractEventName() string {
	return ConsortiumAnchoredEventName
}

// UnpackAnchoredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Anchored(uint64 size, bytes32 root, address indexed pod)
func (consortium *Consortium) UnpackAnchoredEvent(log *types.Log) (*ConsortiumAnchored, error) {
	event := "Anchored"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumAnchored)
	if len(log.Data) > 0 {
		if err := consortium.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range consortium.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ConsortiumApproved represents a Approved event raised by the Consortium contract.
type ConsortiumApproved struct {
	ChangeHash [32]byte
	Approver   common.Address
	Count      uint32
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumApprovedEventName = "Approved"

// ContractEventName returns the user-defined event name.
func (ConsortiumApproved) ContractEventName() string {
	return ConsortiumApprovedEventName
}

// UnpackApprovedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Approved(bytes32 indexed changeHash, address indexed approver, uint32 count)
func (consortium *Consortium) UnpackApprovedEvent(log *types.Log) (*ConsortiumApproved, error) {
	event := "Approved"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumApproved)
	if len(log.Data) > 0 {
		if err := consortium.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range consortium.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ConsortiumCalled represents a Called event raised by the Consortium contract.
type ConsortiumCalled struct {
	ChangeHash [32]byte
	Stage      uint8
	Index      *big.Int
	Target     common.Address
	Data       [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumCalledEventName = "Called"

// ContractEventName returns the user-defined event name.
func (ConsortiumCalled) ContractEventName() string {
	return ConsortiumCalledEventName
}

// UnpackCalledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Called(bytes32 indexed changeHash, uint8 indexed stage, uint256 index, address indexed target, bytes32 data)
func (consortium *Consortium) UnpackCalledEvent(log *types.Log) (*ConsortiumCalled, error) {
	event := "Called"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumCalled)
	if len(log.Data) > 0 {
		if err := consortium.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range consortium.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ConsortiumCallsProposed represents a CallsProposed event raised by the Consortium contract.
type ConsortiumCallsProposed struct {
	ChangeHash [32]byte
	Calls      [32]byte
	Replaces   [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumCallsProposedEventName = "CallsProposed"

// ContractEventName returns the user-defined event name.
func (ConsortiumCallsProposed) ContractEventName() string {
	return ConsortiumCallsProposedEventName
}

// UnpackCallsProposedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event CallsProposed(bytes32 indexed changeHash, bytes32 calls, bytes32 replaces)
func (consortium *Consortium) UnpackCallsProposedEvent(log *types.Log) (*ConsortiumCallsProposed, error) {
	event := "CallsProposed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumCallsProposed)
	if len(log.Data) > 0 {
		if err := consortium.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range consortium.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ConsortiumEIP712DomainChanged represents a EIP712DomainChanged event raised by the Consortium contract.
type ConsortiumEIP712DomainChanged struct {
	Raw *types.Log // Blockchain specific contextual infos
}

const ConsortiumEIP712DomainChangedEventName = "EIP712DomainChanged"

// ContractEventName returns the user-defined event name.
func (ConsortiumEIP712DomainChanged) ContractEventName() string {
	return ConsortiumEIP712DomainChangedEventName
}

// UnpackEIP712DomainChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event EIP712DomainChanged()
func (consortium *Consortium) UnpackEIP712DomainChangedEvent(log *types.Log) (*ConsortiumEIP712DomainChanged, error) {
	event := "EIP712DomainChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumEIP712DomainChanged)
	if len(log.Data) > 0 {
		if err := consortium.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range consortium.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ConsortiumMembersChanged represents a MembersChanged event raised by the Consortium contract.
type ConsortiumMembersChanged struct {
	MemberEpoch uint64
	Approvers   []common.Address
	Pods        []common.Address
	Threshold   uint32
	Raw         *types.Log // Blockchain specific contextual infos
}

const ConsortiumMembersChangedEventName = "MembersChanged"

// ContractEventName returns the user-defined event name.
func (ConsortiumMembersChanged) ContractEventName() string {
	return ConsortiumMembersChangedEventName
}

// UnpackMembersChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event MembersChanged(uint64 memberEpoch, address[] approvers, address[] pods, uint32 threshold)
func (consortium *Consortium) UnpackMembersChangedEvent(log *types.Log) (*ConsortiumMembersChanged, error) {
	event := "MembersChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumMembersChanged)
	if len(log.Data) > 0 {
		if err := consortium.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range consortium.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ConsortiumPrepared represents a Prepared event raised by the Consortium contract.
type ConsortiumPrepared struct {
	ChangeHash [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumPreparedEventName = "Prepared"

// ContractEventName returns the user-defined event name.
func (ConsortiumPrepared) ContractEventName() string {
	return ConsortiumPreparedEventName
}

// UnpackPreparedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Prepared(bytes32 indexed changeHash)
func (consortium *Consortium) UnpackPreparedEvent(log *types.Log) (*ConsortiumPrepared, error) {
	event := "Prepared"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumPrepared)
	if len(log.Data) > 0 {
		if err := consortium.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range consortium.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ConsortiumProposed represents a Proposed event raised by the Consortium contract.
type ConsortiumProposed struct {
	ChangeHash [32]byte
	Line       [32]byte
	Change     Change
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumProposedEventName = "Proposed"

// ContractEventName returns the user-defined event name.
func (ConsortiumProposed) ContractEventName() string {
	return ConsortiumProposedEventName
}

// UnpackProposedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Proposed(bytes32 indexed changeHash, bytes32 indexed line, (bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) change)
func (consortium *Consortium) UnpackProposedEvent(log *types.Log) (*ConsortiumProposed, error) {
	event := "Proposed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumProposed)
	if len(log.Data) > 0 {
		if err := consortium.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range consortium.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ConsortiumReplaced represents a Replaced event raised by the Consortium contract.
type ConsortiumReplaced struct {
	ChangeHash [32]byte
	By         [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumReplacedEventName = "Replaced"

// ContractEventName returns the user-defined event name.
func (ConsortiumReplaced) ContractEventName() string {
	return ConsortiumReplacedEventName
}

// UnpackReplacedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Replaced(bytes32 indexed changeHash, bytes32 indexed by)
func (consortium *Consortium) UnpackReplacedEvent(log *types.Log) (*ConsortiumReplaced, error) {
	event := "Replaced"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumReplaced)
	if len(log.Data) > 0 {
		if err := consortium.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range consortium.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ConsortiumReverted represents a Reverted event raised by the Consortium contract.
type ConsortiumReverted struct {
	Line       [32]byte
	Epoch      uint64
	ChangeHash [32]byte
	Release    [32]byte
	Book       common.Address
	Reason     [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumRevertedEventName = "Reverted"

// ContractEventName returns the user-defined event name.
func (ConsortiumReverted) ContractEventName() string {
	return ConsortiumRevertedEventName
}

// UnpackRevertedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Reverted(bytes32 indexed line, uint64 epoch, bytes32 indexed changeHash, bytes32 release, address book, bytes32 reason)
func (consortium *Consortium) UnpackRevertedEvent(log *types.Log) (*ConsortiumReverted, error) {
	event := "Reverted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumReverted)
	if len(log.Data) > 0 {
		if err := consortium.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range consortium.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ConsortiumVetted represents a Vetted event raised by the Consortium contract.
type ConsortiumVetted struct {
	ChangeHash [32]byte
	Pod        common.Address
	Evidence   [32]byte
	Count      uint32
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumVettedEventName = "Vetted"

// ContractEventName returns the user-defined event name.
func (ConsortiumVetted) ContractEventName() string {
	return ConsortiumVettedEventName
}

// UnpackVettedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Vetted(bytes32 indexed changeHash, address indexed pod, bytes32 evidence, uint32 count)
func (consortium *Consortium) UnpackVettedEvent(log *types.Log) (*ConsortiumVetted, error) {
	event := "Vetted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumVetted)
	if len(log.Data) > 0 {
		if err := consortium.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range consortium.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ConsortiumWithdrawn represents a Withdrawn event raised by the Consortium contract.
type ConsortiumWithdrawn struct {
	ChangeHash [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumWithdrawnEventName = "Withdrawn"

// ContractEventName returns the user-defined event name.
func (ConsortiumWithdrawn) ContractEventName() string {
	return ConsortiumWithdrawnEventName
}

// UnpackWithdrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Withdrawn(bytes32 indexed changeHash)
func (consortium *Consortium) UnpackWithdrawnEvent(log *types.Log) (*ConsortiumWithdrawn, error) {
	event := "Withdrawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumWithdrawn)
	if len(log.Data) > 0 {
		if err := consortium.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range consortium.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (consortium *Consortium) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], consortium.abi.Errors["AddressEmptyCode"].ID.Bytes()[:4]) {
		return consortium.UnpackAddressEmptyCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["AlreadyApproved"].ID.Bytes()[:4]) {
		return consortium.UnpackAlreadyApprovedError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["AlreadyPrepared"].ID.Bytes()[:4]) {
		return consortium.UnpackAlreadyPreparedError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["AlreadyProposed"].ID.Bytes()[:4]) {
		return consortium.UnpackAlreadyProposedError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["AlreadyVetted"].ID.Bytes()[:4]) {
		return consortium.UnpackAlreadyVettedError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["AnotherPrepared"].ID.Bytes()[:4]) {
		return consortium.UnpackAnotherPreparedError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["BookNotBound"].ID.Bytes()[:4]) {
		return consortium.UnpackBookNotBoundError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["BookOfOtherLine"].ID.Bytes()[:4]) {
		return consortium.UnpackBookOfOtherLineError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["Busy"].ID.Bytes()[:4]) {
		return consortium.UnpackBusyError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["CallFailed"].ID.Bytes()[:4]) {
		return consortium.UnpackCallFailedError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["CallToSelf"].ID.Bytes()[:4]) {
		return consortium.UnpackCallToSelfError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["CheckpointConflict"].ID.Bytes()[:4]) {
		return consortium.UnpackCheckpointConflictError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["CheckpointNotGrowing"].ID.Bytes()[:4]) {
		return consortium.UnpackCheckpointNotGrowingError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["ECDSAInvalidSignature"].ID.Bytes()[:4]) {
		return consortium.UnpackECDSAInvalidSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["ECDSAInvalidSignatureLength"].ID.Bytes()[:4]) {
		return consortium.UnpackECDSAInvalidSignatureLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["ECDSAInvalidSignatureS"].ID.Bytes()[:4]) {
		return consortium.UnpackECDSAInvalidSignatureSError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["ERC5267ExtensionsNotSupported"].ID.Bytes()[:4]) {
		return consortium.UnpackERC5267ExtensionsNotSupportedError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["Expired"].ID.Bytes()[:4]) {
		return consortium.UnpackExpiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["FailedCall"].ID.Bytes()[:4]) {
		return consortium.UnpackFailedCallError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["InsufficientBalance"].ID.Bytes()[:4]) {
		return consortium.UnpackInsufficientBalanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["LengthMismatch"].ID.Bytes()[:4]) {
		return consortium.UnpackLengthMismatchError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["NotActivated"].ID.Bytes()[:4]) {
		return consortium.UnpackNotActivatedError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["NotApprover"].ID.Bytes()[:4]) {
		return consortium.UnpackNotApproverError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["NotMember"].ID.Bytes()[:4]) {
		return consortium.UnpackNotMemberError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["NotPod"].ID.Bytes()[:4]) {
		return consortium.UnpackNotPodError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["NotPrepared"].ID.Bytes()[:4]) {
		return consortium.UnpackNotPreparedError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["NotProposed"].ID.Bytes()[:4]) {
		return consortium.UnpackNotProposedError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["NotProposer"].ID.Bytes()[:4]) {
		return consortium.UnpackNotProposerError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["NothingToPrepare"].ID.Bytes()[:4]) {
		return consortium.UnpackNothingToPrepareError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["OutsideWindow"].ID.Bytes()[:4]) {
		return consortium.UnpackOutsideWindowError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["ParentNotActive"].ID.Bytes()[:4]) {
		return consortium.UnpackParentNotActiveError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["RevertWindowClosed"].ID.Bytes()[:4]) {
		return consortium.UnpackRevertWindowClosedError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["SignersNotAscending"].ID.Bytes()[:4]) {
		return consortium.UnpackSignersNotAscendingError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["StaleMemberEpoch"].ID.Bytes()[:4]) {
		return consortium.UnpackStaleMemberEpochError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["TooFewApprovals"].ID.Bytes()[:4]) {
		return consortium.UnpackTooFewApprovalsError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["TooFewSignatures"].ID.Bytes()[:4]) {
		return consortium.UnpackTooFewSignaturesError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["TooFewVetted"].ID.Bytes()[:4]) {
		return consortium.UnpackTooFewVettedError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongCalls"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongCallsError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongChange"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongChangeError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongCode"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongInitCall"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongInitCallError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongMember"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongMemberError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongMembership"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongMembershipError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongQuorum"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongQuorumError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongSequence"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongSequenceError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongSignature"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongWindow"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongWindowError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// ConsortiumAddressEmptyCode represents a AddressEmptyCode error raised by the Consortium contract.
type ConsortiumAddressEmptyCode struct {
	Target common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AddressEmptyCode(address target)
func ConsortiumAddressEmptyCodeErrorID() common.Hash {
	return common.HexToHash("0x9996b315c842ff135b8fc4a08ad5df1c344efbc03d2687aecc0678050d2aac89")
}

// UnpackAddressEmptyCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AddressEmptyCode(address target)
func (consortium *Consortium) UnpackAddressEmptyCodeError(raw []byte) (*ConsortiumAddressEmptyCode, error) {
	out := new(ConsortiumAddressEmptyCode)
	if err := consortium.abi.UnpackIntoInterface(out, "AddressEmptyCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumAlreadyApproved represents a AlreadyApproved error raised by the Consortium contract.
type ConsortiumAlreadyApproved struct {
	ChangeHash [32]byte
	Approver   common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyApproved(bytes32 changeHash, address approver)
func ConsortiumAlreadyApprovedErrorID() common.Hash {
	return common.HexToHash("0xa72db787812d88d2d62735dcb17d25a9cf0b067799e419cd36c2dda31794d5c2")
}

// UnpackAlreadyApprovedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyApproved(bytes32 changeHash, address approver)
func (consortium *Consortium) UnpackAlreadyApprovedError(raw []byte) (*ConsortiumAlreadyApproved, error) {
	out := new(ConsortiumAlreadyApproved)
	if err := consortium.abi.UnpackIntoInterface(out, "AlreadyApproved", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumAlreadyPrepared represents a AlreadyPrepared error raised by the Consortium contract.
type ConsortiumAlreadyPrepared struct {
	ChangeHash [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyPrepared(bytes32 changeHash)
func ConsortiumAlreadyPreparedErrorID() common.Hash {
	return common.HexToHash("0x8446a9f93ff6edf7d266d7685b13c6bb942656e980f7cb8457cf88fff1cdb0a0")
}

// UnpackAlreadyPreparedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyPrepared(bytes32 changeHash)
func (consortium *Consortium) UnpackAlreadyPreparedError(raw []byte) (*ConsortiumAlreadyPrepared, error) {
	out := new(ConsortiumAlreadyPrepared)
	if err := consortium.abi.UnpackIntoInterface(out, "AlreadyPrepared", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumAlreadyProposed represents a AlreadyProposed error raised by the Consortium contract.
type ConsortiumAlreadyProposed struct {
	ChangeHash [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyProposed(bytes32 changeHash)
func ConsortiumAlreadyProposedErrorID() common.Hash {
	return common.HexToHash("0x56a75c36b89f73357aecb788326fb064e96cb690c485890e6b0476bb0a008ebe")
}

// UnpackAlreadyProposedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyProposed(bytes32 changeHash)
func (consortium *Consortium) UnpackAlreadyProposedError(raw []byte) (*ConsortiumAlreadyProposed, error) {
	out := new(ConsortiumAlreadyProposed)
	if err := consortium.abi.UnpackIntoInterface(out, "AlreadyProposed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumAlreadyVetted represents a AlreadyVetted error raised by the Consortium contract.
type ConsortiumAlreadyVetted struct {
	ChangeHash [32]byte
	Pod        common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyVetted(bytes32 changeHash, address pod)
func ConsortiumAlreadyVettedErrorID() common.Hash {
	return common.HexToHash("0x57af7619f9c58d91996b1c6d5c280e6384254684fc714ccb7d7f1ade3daa0e59")
}

// UnpackAlreadyVettedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyVetted(bytes32 changeHash, address pod)
func (consortium *Consortium) UnpackAlreadyVettedError(raw []byte) (*ConsortiumAlreadyVetted, error) {
	out := new(ConsortiumAlreadyVetted)
	if err := consortium.abi.UnpackIntoInterface(out, "AlreadyVetted", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumAnotherPrepared represents a AnotherPrepared error raised by the Consortium contract.
type ConsortiumAnotherPrepared struct {
	ChangeHash [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AnotherPrepared(bytes32 changeHash)
func ConsortiumAnotherPreparedErrorID() common.Hash {
	return common.HexToHash("0xc1851e61d2c11b7e686f30b91246f735e10fd7c0d7112db9e86b81d82438b070")
}

// UnpackAnotherPreparedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AnotherPrepared(bytes32 changeHash)
func (consortium *Consortium) UnpackAnotherPreparedError(raw []byte) (*ConsortiumAnotherPrepared, error) {
	out := new(ConsortiumAnotherPrepared)
	if err := consortium.abi.UnpackIntoInterface(out, "AnotherPrepared", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumBookNotBound represents a BookNotBound error raised by the Consortium contract.
type ConsortiumBookNotBound struct {
	Book common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BookNotBound(address book)
func ConsortiumBookNotBoundErrorID() common.Hash {
	return common.HexToHash("0x81284311ab728aec07f59a7a79ac2b45476eec620b769dcaf9cc2c43afe5dcaa")
}

// UnpackBookNotBoundError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BookNotBound(address book)
func (consortium *Consortium) UnpackBookNotBoundError(raw []byte) (*ConsortiumBookNotBound, error) {
	out := new(ConsortiumBookNotBound)
	if err := consortium.abi.UnpackIntoInterface(out, "BookNotBound", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumBookOfOtherLine represents a BookOfOtherLine error raised by the Consortium contract.
type ConsortiumBookOfOtherLine struct {
	Book common.Address
	Line [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BookOfOtherLine(address book, bytes32 line)
func ConsortiumBookOfOtherLineErrorID() common.Hash {
	return common.HexToHash("0x4611d0ba73adcadb3f9f0fc9e5aad52f1214cbedb67e7cfbdb81921e2abc7193")
}

// UnpackBookOfOtherLineError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BookOfOtherLine(address book, bytes32 line)
func (consortium *Consortium) UnpackBookOfOtherLineError(raw []byte) (*ConsortiumBookOfOtherLine, error) {
	out := new(ConsortiumBookOfOtherLine)
	if err := consortium.abi.UnpackIntoInterface(out, "BookOfOtherLine", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumBusy represents a Busy error raised by the Consortium contract.
type ConsortiumBusy struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Busy()
func ConsortiumBusyErrorID() common.Hash {
	return common.HexToHash("0x3ef33375ea0bd63025aca7ce3899d142c262ce79a5cd38d8059bfb5e4994d832")
}

// UnpackBusyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Busy()
func (consortium *Consortium) UnpackBusyError(raw []byte) (*ConsortiumBusy, error) {
	out := new(ConsortiumBusy)
	if err := consortium.abi.UnpackIntoInterface(out, "Busy", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumCallFailed represents a CallFailed error raised by the Consortium contract.
type ConsortiumCallFailed struct {
	Stage  uint8
	Index  *big.Int
	Target common.Address
	Reason []byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CallFailed(uint8 stage, uint256 index, address target, bytes reason)
func ConsortiumCallFailedErrorID() common.Hash {
	return common.HexToHash("0xe6213c0f32edc5bdfec5beb13e4793ba622163afc2b1758795c3765193442a1e")
}

// UnpackCallFailedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CallFailed(uint8 stage, uint256 index, address target, bytes reason)
func (consortium *Consortium) UnpackCallFailedError(raw []byte) (*ConsortiumCallFailed, error) {
	out := new(ConsortiumCallFailed)
	if err := consortium.abi.UnpackIntoInterface(out, "CallFailed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumCallToSelf represents a CallToSelf error raised by the Consortium contract.
type ConsortiumCallToSelf struct {
	Stage uint8
	Index *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CallToSelf(uint8 stage, uint256 index)
func ConsortiumCallToSelfErrorID() common.Hash {
	return common.HexToHash("0x6ebc81e2724d1aa49028ab8f0912359263dfbd7f554e010dd0d561baceb1d1b8")
}

// UnpackCallToSelfError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CallToSelf(uint8 stage, uint256 index)
func (consortium *Consortium) UnpackCallToSelfError(raw []byte) (*ConsortiumCallToSelf, error) {
	out := new(ConsortiumCallToSelf)
	if err := consortium.abi.UnpackIntoInterface(out, "CallToSelf", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumCheckpointConflict represents a CheckpointConflict error raised by the Consortium contract.
type ConsortiumCheckpointConflict struct {
	Size     uint64
	Given    [32]byte
	Anchored [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CheckpointConflict(uint64 size, bytes32 given, bytes32 anchored)
func ConsortiumCheckpointConflictErrorID() common.Hash {
	return common.HexToHash("0x313eefba817f0661a5d6a93b8356e5a2f9a121c640e12d8457a4e1253ce8f9cd")
}

// UnpackCheckpointConflictError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CheckpointConflict(uint64 size, bytes32 given, bytes32 anchored)
func (consortium *Consortium) UnpackCheckpointConflictError(raw []byte) (*ConsortiumCheckpointConflict, error) {
	out := new(ConsortiumCheckpointConflict)
	if err := consortium.abi.UnpackIntoInterface(out, "CheckpointConflict", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumCheckpointNotGrowing represents a CheckpointNotGrowing error raised by the Consortium contract.
type ConsortiumCheckpointNotGrowing struct {
	Given   uint64
	Current uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CheckpointNotGrowing(uint64 given, uint64 current)
func ConsortiumCheckpointNotGrowingErrorID() common.Hash {
	return common.HexToHash("0x75d2cea23061e1abcbf1154101b44756e8caea02ab1a1fb0a58fcdcb7d83c184")
}

// UnpackCheckpointNotGrowingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CheckpointNotGrowing(uint64 given, uint64 current)
func (consortium *Consortium) UnpackCheckpointNotGrowingError(raw []byte) (*ConsortiumCheckpointNotGrowing, error) {
	out := new(ConsortiumCheckpointNotGrowing)
	if err := consortium.abi.UnpackIntoInterface(out, "CheckpointNotGrowing", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumECDSAInvalidSignature represents a ECDSAInvalidSignature error raised by the Consortium contract.
type ConsortiumECDSAInvalidSignature struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ECDSAInvalidSignature()
func ConsortiumECDSAInvalidSignatureErrorID() common.Hash {
	return common.HexToHash("0xf645eedf0193584640b6b90cb9477e4c95b98636c148a891d4c0a146dc46e75a")
}

// UnpackECDSAInvalidSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ECDSAInvalidSignature()
func (consortium *Consortium) UnpackECDSAInvalidSignatureError(raw []byte) (*ConsortiumECDSAInvalidSignature, error) {
	out := new(ConsortiumECDSAInvalidSignature)
	if err := consortium.abi.UnpackIntoInterface(out, "ECDSAInvalidSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumECDSAInvalidSignatureLength represents a ECDSAInvalidSignatureLength error raised by the Consortium contract.
type ConsortiumECDSAInvalidSignatureLength struct {
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ECDSAInvalidSignatureLength(uint256 length)
func ConsortiumECDSAInvalidSignatureLengthErrorID() common.Hash {
	return common.HexToHash("0xfce698f7e8e5342cd615f641317bc45fe7e1e4a8b0a14dd1383ff8dc9c41917f")
}

// UnpackECDSAInvalidSignatureLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ECDSAInvalidSignatureLength(uint256 length)
func (consortium *Consortium) UnpackECDSAInvalidSignatureLengthError(raw []byte) (*ConsortiumECDSAInvalidSignatureLength, error) {
	out := new(ConsortiumECDSAInvalidSignatureLength)
	if err := consortium.abi.UnpackIntoInterface(out, "ECDSAInvalidSignatureLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumECDSAInvalidSignatureS represents a ECDSAInvalidSignatureS error raised by the Consortium contract.
type ConsortiumECDSAInvalidSignatureS struct {
	S [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ECDSAInvalidSignatureS(bytes32 s)
func ConsortiumECDSAInvalidSignatureSErrorID() common.Hash {
	return common.HexToHash("0xd78bce0cccb935155ed6428d1c13e50b7f3550fd2b66b9fe266006fea4a5e1eb")
}

// UnpackECDSAInvalidSignatureSError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ECDSAInvalidSignatureS(bytes32 s)
func (consortium *Consortium) UnpackECDSAInvalidSignatureSError(raw []byte) (*ConsortiumECDSAInvalidSignatureS, error) {
	out := new(ConsortiumECDSAInvalidSignatureS)
	if err := consortium.abi.UnpackIntoInterface(out, "ECDSAInvalidSignatureS", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumERC5267ExtensionsNotSupported represents a ERC5267ExtensionsNotSupported error raised by the Consortium contract.
type ConsortiumERC5267ExtensionsNotSupported struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC5267ExtensionsNotSupported()
func ConsortiumERC5267ExtensionsNotSupportedErrorID() common.Hash {
	return common.HexToHash("0xdb00f904774eb2c01c48f03b898f2a97ac4b7f0de1ac6e506fc45d89c69ac23c")
}

// UnpackERC5267ExtensionsNotSupportedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC5267ExtensionsNotSupported()
func (consortium *Consortium) UnpackERC5267ExtensionsNotSupportedError(raw []byte) (*ConsortiumERC5267ExtensionsNotSupported, error) {
	out := new(ConsortiumERC5267ExtensionsNotSupported)
	if err := consortium.abi.UnpackIntoInterface(out, "ERC5267ExtensionsNotSupported", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumExpired represents a Expired error raised by the Consortium contract.
type ConsortiumExpired struct {
	Expiry uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Expired(uint64 expiry)
func ConsortiumExpiredErrorID() common.Hash {
	return common.HexToHash("0x956936532b954ff74e062815c0174f8bd1500115ed3dd2adb3c66e2ac6109668")
}

// UnpackExpiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Expired(uint64 expiry)
func (consortium *Consortium) UnpackExpiredError(raw []byte) (*ConsortiumExpired, error) {
	out := new(ConsortiumExpired)
	if err := consortium.abi.UnpackIntoInterface(out, "Expired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumFailedCall represents a FailedCall error raised by the Consortium contract.
type ConsortiumFailedCall struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error FailedCall()
func ConsortiumFailedCallErrorID() common.Hash {
	return common.HexToHash("0xd6bda27508c0fb6d8a39b4b122878dab26f731a7d4e4abe711dd3731899052a4")
}

// UnpackFailedCallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error FailedCall()
func (consortium *Consortium) UnpackFailedCallError(raw []byte) (*ConsortiumFailedCall, error) {
	out := new(ConsortiumFailedCall)
	if err := consortium.abi.UnpackIntoInterface(out, "FailedCall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumInsufficientBalance represents a InsufficientBalance error raised by the Consortium contract.
type ConsortiumInsufficientBalance struct {
	Balance *big.Int
	Needed  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InsufficientBalance(uint256 balance, uint256 needed)
func ConsortiumInsufficientBalanceErrorID() common.Hash {
	return common.HexToHash("0xcf4791818fba6e019216eb4864093b4947f674afada5d305e57d598b641dad1d")
}

// UnpackInsufficientBalanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InsufficientBalance(uint256 balance, uint256 needed)
func (consortium *Consortium) UnpackInsufficientBalanceError(raw []byte) (*ConsortiumInsufficientBalance, error) {
	out := new(ConsortiumInsufficientBalance)
	if err := consortium.abi.UnpackIntoInterface(out, "InsufficientBalance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumLengthMismatch represents a LengthMismatch error raised by the Consortium contract.
type ConsortiumLengthMismatch struct {
	Signers    *big.Int
	Signatures *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error LengthMismatch(uint256 signers, uint256 signatures)
func ConsortiumLengthMismatchErrorID() common.Hash {
	return common.HexToHash("0xab8b67c6893c59617ef3ba4b4b942e9791f2572db2fdb32028356532f3b7396a")
}

// UnpackLengthMismatchError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error LengthMismatch(uint256 signers, uint256 signatures)
func (consortium *Consortium) UnpackLengthMismatchError(raw []byte) (*ConsortiumLengthMismatch, error) {
	out := new(ConsortiumLengthMismatch)
	if err := consortium.abi.UnpackIntoInterface(out, "LengthMismatch", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumNotActivated represents a NotActivated error raised by the Consortium contract.
type ConsortiumNotActivated struct {
	ChangeHash [32]byte
	Status     uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotActivated(bytes32 changeHash, uint8 status)
func ConsortiumNotActivatedErrorID() common.Hash {
	return common.HexToHash("0x11a3b744da1152d719d3d0f9426e034e3750570ff2645be594ca147c8d6cbf87")
}

// UnpackNotActivatedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotActivated(bytes32 changeHash, uint8 status)
func (consortium *Consortium) UnpackNotActivatedError(raw []byte) (*ConsortiumNotActivated, error) {
	out := new(ConsortiumNotActivated)
	if err := consortium.abi.UnpackIntoInterface(out, "NotActivated", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumNotApprover represents a NotApprover error raised by the Consortium contract.
type ConsortiumNotApprover struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotApprover(address account)
func ConsortiumNotApproverErrorID() common.Hash {
	return common.HexToHash("0xec37f14686a75744fb46deb050b359b6fc4b435a57c6181aa8ff686d7e9d6092")
}

// UnpackNotApproverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotApprover(address account)
func (consortium *Consortium) UnpackNotApproverError(raw []byte) (*ConsortiumNotApprover, error) {
	out := new(ConsortiumNotApprover)
	if err := consortium.abi.UnpackIntoInterface(out, "NotApprover", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumNotMember represents a NotMember error raised by the Consortium contract.
type ConsortiumNotMember struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotMember(address account)
func ConsortiumNotMemberErrorID() common.Hash {
	return common.HexToHash("0x16d6142c051fd31eaf080eccdc319a6d11b659baa2266c1e4d7e444bd19c4a32")
}

// UnpackNotMemberError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotMember(address account)
func (consortium *Consortium) UnpackNotMemberError(raw []byte) (*ConsortiumNotMember, error) {
	out := new(ConsortiumNotMember)
	if err := consortium.abi.UnpackIntoInterface(out, "NotMember", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumNotPod represents a NotPod error raised by the Consortium contract.
type ConsortiumNotPod struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotPod(address account)
func ConsortiumNotPodErrorID() common.Hash {
	return common.HexToHash("0xd8b39304e8c1233981ba4c9724b71d519aa2edb0d1e38f1d56885302523ef481")
}

// UnpackNotPodError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotPod(address account)
func (consortium *Consortium) UnpackNotPodError(raw []byte) (*ConsortiumNotPod, error) {
	out := new(ConsortiumNotPod)
	if err := consortium.abi.UnpackIntoInterface(out, "NotPod", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumNotPrepared represents a NotPrepared error raised by the Consortium contract.
type ConsortiumNotPrepared struct {
	ChangeHash [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotPrepared(bytes32 changeHash)
func ConsortiumNotPreparedErrorID() common.Hash {
	return common.HexToHash("0x464c8d06400a46dab577b9b8e45b47a26d4bf071bda8d58c5104ab9ccb07f977")
}

// UnpackNotPreparedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotPrepared(bytes32 changeHash)
func (consortium *Consortium) UnpackNotPreparedError(raw []byte) (*ConsortiumNotPrepared, error) {
	out := new(ConsortiumNotPrepared)
	if err := consortium.abi.UnpackIntoInterface(out, "NotPrepared", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumNotProposed represents a NotProposed error raised by the Consortium contract.
type ConsortiumNotProposed struct {
	ChangeHash [32]byte
	Status     uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotProposed(bytes32 changeHash, uint8 status)
func ConsortiumNotProposedErrorID() common.Hash {
	return common.HexToHash("0x3ea06afc9b5d1dafeb2f20492441dd5d466e07ef2af5f0af56c9c00d50b2781c")
}

// UnpackNotProposedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotProposed(bytes32 changeHash, uint8 status)
func (consortium *Consortium) UnpackNotProposedError(raw []byte) (*ConsortiumNotProposed, error) {
	out := new(ConsortiumNotProposed)
	if err := consortium.abi.UnpackIntoInterface(out, "NotProposed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumNotProposer represents a NotProposer error raised by the Consortium contract.
type ConsortiumNotProposer struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotProposer(address account)
func ConsortiumNotProposerErrorID() common.Hash {
	return common.HexToHash("0x8645db44a2a5f8a81885c6917d4bc4b8931747369359c3e2c0217221b3773a7e")
}

// UnpackNotProposerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotProposer(address account)
func (consortium *Consortium) UnpackNotProposerError(raw []byte) (*ConsortiumNotProposer, error) {
	out := new(ConsortiumNotProposer)
	if err := consortium.abi.UnpackIntoInterface(out, "NotProposer", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumNothingToPrepare represents a NothingToPrepare error raised by the Consortium contract.
type ConsortiumNothingToPrepare struct {
	ChangeHash [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NothingToPrepare(bytes32 changeHash)
func ConsortiumNothingToPrepareErrorID() common.Hash {
	return common.HexToHash("0x5b95dc2c02b074ebe91fe5f76e67a991fcc57485416b2d0812927c96e34f8415")
}

// UnpackNothingToPrepareError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NothingToPrepare(bytes32 changeHash)
func (consortium *Consortium) UnpackNothingToPrepareError(raw []byte) (*ConsortiumNothingToPrepare, error) {
	out := new(ConsortiumNothingToPrepare)
	if err := consortium.abi.UnpackIntoInterface(out, "NothingToPrepare", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumOutsideWindow represents a OutsideWindow error raised by the Consortium contract.
type ConsortiumOutsideWindow struct {
	NotBefore uint64
	NotAfter  uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OutsideWindow(uint64 notBefore, uint64 notAfter)
func ConsortiumOutsideWindowErrorID() common.Hash {
	return common.HexToHash("0xab7d8e055eeb8f55e81682d5d89f98e6b00fe3b9474dbce91a194f3e76a2e0ac")
}

// UnpackOutsideWindowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OutsideWindow(uint64 notBefore, uint64 notAfter)
func (consortium *Consortium) UnpackOutsideWindowError(raw []byte) (*ConsortiumOutsideWindow, error) {
	out := new(ConsortiumOutsideWindow)
	if err := consortium.abi.UnpackIntoInterface(out, "OutsideWindow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumParentNotActive represents a ParentNotActive error raised by the Consortium contract.
type ConsortiumParentNotActive struct {
	Given  [32]byte
	Active [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ParentNotActive(bytes32 given, bytes32 active)
func ConsortiumParentNotActiveErrorID() common.Hash {
	return common.HexToHash("0x2580061c4851e20a218e2ec0172e7b88e24ad3b7459b153262fc365e52fce8d0")
}

// UnpackParentNotActiveError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ParentNotActive(bytes32 given, bytes32 active)
func (consortium *Consortium) UnpackParentNotActiveError(raw []byte) (*ConsortiumParentNotActive, error) {
	out := new(ConsortiumParentNotActive)
	if err := consortium.abi.UnpackIntoInterface(out, "ParentNotActive", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumRevertWindowClosed represents a RevertWindowClosed error raised by the Consortium contract.
type ConsortiumRevertWindowClosed struct {
	RevertUntil uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RevertWindowClosed(uint64 revertUntil)
func ConsortiumRevertWindowClosedErrorID() common.Hash {
	return common.HexToHash("0xcc32a341a75fddfe5759421badb62e98eea7757767224f22933db724a4cb809d")
}

// UnpackRevertWindowClosedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RevertWindowClosed(uint64 revertUntil)
func (consortium *Consortium) UnpackRevertWindowClosedError(raw []byte) (*ConsortiumRevertWindowClosed, error) {
	out := new(ConsortiumRevertWindowClosed)
	if err := consortium.abi.UnpackIntoInterface(out, "RevertWindowClosed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumSignersNotAscending represents a SignersNotAscending error raised by the Consortium contract.
type ConsortiumSignersNotAscending struct {
	Signer common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SignersNotAscending(address signer)
func ConsortiumSignersNotAscendingErrorID() common.Hash {
	return common.HexToHash("0x1271cb070a9714d5abf5a7c9ef579b2bce60781bd3f17ad24dade35189e0b616")
}

// UnpackSignersNotAscendingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SignersNotAscending(address signer)
func (consortium *Consortium) UnpackSignersNotAscendingError(raw []byte) (*ConsortiumSignersNotAscending, error) {
	out := new(ConsortiumSignersNotAscending)
	if err := consortium.abi.UnpackIntoInterface(out, "SignersNotAscending", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumStaleMemberEpoch represents a StaleMemberEpoch error raised by the Consortium contract.
type ConsortiumStaleMemberEpoch struct {
	Given    uint64
	Expected uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StaleMemberEpoch(uint64 given, uint64 expected)
func ConsortiumStaleMemberEpochErrorID() common.Hash {
	return common.HexToHash("0xb366b933f014acb09093d3c09aca0701f4061dfbbd7ca57fe47f962784b23dac")
}

// UnpackStaleMemberEpochError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StaleMemberEpoch(uint64 given, uint64 expected)
func (consortium *Consortium) UnpackStaleMemberEpochError(raw []byte) (*ConsortiumStaleMemberEpoch, error) {
	out := new(ConsortiumStaleMemberEpoch)
	if err := consortium.abi.UnpackIntoInterface(out, "StaleMemberEpoch", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumTooFewApprovals represents a TooFewApprovals error raised by the Consortium contract.
type ConsortiumTooFewApprovals struct {
	Given  uint32
	Needed uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooFewApprovals(uint32 given, uint32 needed)
func ConsortiumTooFewApprovalsErrorID() common.Hash {
	return common.HexToHash("0xb8d135a2a9c80ff898fb4cac658a7a720568290e067a4666e50fca4dc00b17ca")
}

// UnpackTooFewApprovalsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooFewApprovals(uint32 given, uint32 needed)
func (consortium *Consortium) UnpackTooFewApprovalsError(raw []byte) (*ConsortiumTooFewApprovals, error) {
	out := new(ConsortiumTooFewApprovals)
	if err := consortium.abi.UnpackIntoInterface(out, "TooFewApprovals", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumTooFewSignatures represents a TooFewSignatures error raised by the Consortium contract.
type ConsortiumTooFewSignatures struct {
	Given  *big.Int
	Needed *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooFewSignatures(uint256 given, uint256 needed)
func ConsortiumTooFewSignaturesErrorID() common.Hash {
	return common.HexToHash("0x59b8466f13c4d54554d5f64f08f5b02563132f906fa1ae1e30fbc1e6780e4f08")
}

// UnpackTooFewSignaturesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooFewSignatures(uint256 given, uint256 needed)
func (consortium *Consortium) UnpackTooFewSignaturesError(raw []byte) (*ConsortiumTooFewSignatures, error) {
	out := new(ConsortiumTooFewSignatures)
	if err := consortium.abi.UnpackIntoInterface(out, "TooFewSignatures", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumTooFewVetted represents a TooFewVetted error raised by the Consortium contract.
type ConsortiumTooFewVetted struct {
	Given  uint32
	Needed uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooFewVetted(uint32 given, uint32 needed)
func ConsortiumTooFewVettedErrorID() common.Hash {
	return common.HexToHash("0xdd8dfc49ebb0b22c45bf8dbb43b5a58f22de500ddbe003caea0cc4696111b273")
}

// UnpackTooFewVettedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooFewVetted(uint32 given, uint32 needed)
func (consortium *Consortium) UnpackTooFewVettedError(raw []byte) (*ConsortiumTooFewVetted, error) {
	out := new(ConsortiumTooFewVetted)
	if err := consortium.abi.UnpackIntoInterface(out, "TooFewVetted", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumWrongCalls represents a WrongCalls error raised by the Consortium contract.
type ConsortiumWrongCalls struct {
	Given    [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongCalls(bytes32 given, bytes32 expected)
func ConsortiumWrongCallsErrorID() common.Hash {
	return common.HexToHash("0xc2c54d25cbd02478b07610bcef1919e349fe6933adc947a62bdac37c39964358")
}

// UnpackWrongCallsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongCalls(bytes32 given, bytes32 expected)
func (consortium *Consortium) UnpackWrongCallsError(raw []byte) (*ConsortiumWrongCalls, error) {
	out := new(ConsortiumWrongCalls)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongCalls", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumWrongChange represents a WrongChange error raised by the Consortium contract.
type ConsortiumWrongChange struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongChange()
func ConsortiumWrongChangeErrorID() common.Hash {
	return common.HexToHash("0x25f09f49f0837b7df5ee0d155ba55c88f598b8b16a40a269c0f8206d3ab035dd")
}

// UnpackWrongChangeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongChange()
func (consortium *Consortium) UnpackWrongChangeError(raw []byte) (*ConsortiumWrongChange, error) {
	out := new(ConsortiumWrongChange)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongChange", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumWrongCode represents a WrongCode error raised by the Consortium contract.
type ConsortiumWrongCode struct {
	Book     common.Address
	Given    [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongCode(address book, bytes32 given, bytes32 expected)
func ConsortiumWrongCodeErrorID() common.Hash {
	return common.HexToHash("0xa0e5400a78c8fce8a94597e997d703c26a067063b71c025790a1f042b7d9bda4")
}

// UnpackWrongCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongCode(address book, bytes32 given, bytes32 expected)
func (consortium *Consortium) UnpackWrongCodeError(raw []byte) (*ConsortiumWrongCode, error) {
	out := new(ConsortiumWrongCode)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumWrongInitCall represents a WrongInitCall error raised by the Consortium contract.
type ConsortiumWrongInitCall struct {
	Given    [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongInitCall(bytes32 given, bytes32 expected)
func ConsortiumWrongInitCallErrorID() common.Hash {
	return common.HexToHash("0xf072f17f6078b8f082baa4200dc4a3f302069582072f9aa1c895562ba603cf64")
}

// UnpackWrongInitCallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongInitCall(bytes32 given, bytes32 expected)
func (consortium *Consortium) UnpackWrongInitCallError(raw []byte) (*ConsortiumWrongInitCall, error) {
	out := new(ConsortiumWrongInitCall)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongInitCall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumWrongMember represents a WrongMember error raised by the Consortium contract.
type ConsortiumWrongMember struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongMember(address account)
func ConsortiumWrongMemberErrorID() common.Hash {
	return common.HexToHash("0x5cc0948d7d707870ecfe0654327d2281348f8ccb009acae31fdfd589bc369c9a")
}

// UnpackWrongMemberError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongMember(address account)
func (consortium *Consortium) UnpackWrongMemberError(raw []byte) (*ConsortiumWrongMember, error) {
	out := new(ConsortiumWrongMember)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongMember", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumWrongMembership represents a WrongMembership error raised by the Consortium contract.
type ConsortiumWrongMembership struct {
	Approvers *big.Int
	Pods      *big.Int
	Threshold uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongMembership(uint256 approvers, uint256 pods, uint32 threshold)
func ConsortiumWrongMembershipErrorID() common.Hash {
	return common.HexToHash("0x31f7c3b26006f3acb330d498be1ae001b25f83abebabce815137192fe56011fd")
}

// UnpackWrongMembershipError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongMembership(uint256 approvers, uint256 pods, uint32 threshold)
func (consortium *Consortium) UnpackWrongMembershipError(raw []byte) (*ConsortiumWrongMembership, error) {
	out := new(ConsortiumWrongMembership)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongMembership", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumWrongQuorum represents a WrongQuorum error raised by the Consortium contract.
type ConsortiumWrongQuorum struct {
	Readiness    uint32
	RevertQuorum uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongQuorum(uint32 readiness, uint32 revertQuorum)
func ConsortiumWrongQuorumErrorID() common.Hash {
	return common.HexToHash("0xcb47501c852ecc5394ffd42c6b89d5ee0b849e08a810c05eab38f376bcb24eea")
}

// UnpackWrongQuorumError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongQuorum(uint32 readiness, uint32 revertQuorum)
func (consortium *Consortium) UnpackWrongQuorumError(raw []byte) (*ConsortiumWrongQuorum, error) {
	out := new(ConsortiumWrongQuorum)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongQuorum", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumWrongSequence represents a WrongSequence error raised by the Consortium contract.
type ConsortiumWrongSequence struct {
	Given    uint64
	Expected uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongSequence(uint64 given, uint64 expected)
func ConsortiumWrongSequenceErrorID() common.Hash {
	return common.HexToHash("0x3339693d293ebd82dcddcd794e61cf7e82ab33f2097f7da5eb5f779c3b575dba")
}

// UnpackWrongSequenceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongSequence(uint64 given, uint64 expected)
func (consortium *Consortium) UnpackWrongSequenceError(raw []byte) (*ConsortiumWrongSequence, error) {
	out := new(ConsortiumWrongSequence)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongSequence", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumWrongSignature represents a WrongSignature error raised by the Consortium contract.
type ConsortiumWrongSignature struct {
	Approver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongSignature(address approver)
func ConsortiumWrongSignatureErrorID() common.Hash {
	return common.HexToHash("0x00414a429add3249f66ac1da4172597287a6de3332d3a5772c47352210f4333c")
}

// UnpackWrongSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongSignature(address approver)
func (consortium *Consortium) UnpackWrongSignatureError(raw []byte) (*ConsortiumWrongSignature, error) {
	out := new(ConsortiumWrongSignature)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumWrongWindow represents a WrongWindow error raised by the Consortium contract.
type ConsortiumWrongWindow struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongWindow()
func ConsortiumWrongWindowErrorID() common.Hash {
	return common.HexToHash("0x1edbb27c4c83ba13f103d1a86f722a0a9d116d69e8ff5ce30be7eb9458728b90")
}

// UnpackWrongWindowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongWindow()
func (consortium *Consortium) UnpackWrongWindowError(raw []byte) (*ConsortiumWrongWindow, error) {
	out := new(ConsortiumWrongWindow)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongWindow", raw); err != nil {
		return nil, err
	}
	return out, nil
}
