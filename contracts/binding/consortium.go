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

// Resolution is an auto generated low-level Go binding around an user-defined struct.
type Resolution struct {
	Number      uint64
	MemberEpoch uint64
	Expiry      uint64
	Kind        uint8
	Subject     [32]byte
	Value       uint64
	Quorum      uint32
	Reason      [32]byte
}

// Revert is an auto generated low-level Go binding around an user-defined struct.
type Revert struct {
	Change [32]byte
	Epoch  uint64
	Reason [32]byte
}

// ConsortiumMetaData contains all meta data concerning the Consortium contract.
var ConsortiumMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"address[]\",\"name\":\"pods\",\"type\":\"address[]\"},{\"internalType\":\"uint32\",\"name\":\"threshold_\",\"type\":\"uint32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"}],\"name\":\"AddressEmptyCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"AlreadyApproved\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"AlreadyPrepared\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"AlreadyProposed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"pod\",\"type\":\"address\"}],\"name\":\"AlreadyVetted\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"AnotherPrepared\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"member\",\"type\":\"uint256\"}],\"name\":\"ApprovalMissing\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"}],\"name\":\"BookNotBound\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"}],\"name\":\"BookOfOtherLine\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Busy\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"enumStage\",\"name\":\"stage\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"reason\",\"type\":\"bytes\"}],\"name\":\"CallFailed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"enumStage\",\"name\":\"stage\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"}],\"name\":\"CallToSelf\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"size\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"given\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"anchored\",\"type\":\"bytes32\"}],\"name\":\"CheckpointConflict\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"given\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"current\",\"type\":\"uint64\"}],\"name\":\"CheckpointNotGrowing\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ERC5267ExtensionsNotSupported\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"}],\"name\":\"Expired\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"FailedCall\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"balance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"InsufficientBalance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"until\",\"type\":\"uint64\"}],\"name\":\"IsPaused\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"IsRefused\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"signers\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"signatures\",\"type\":\"uint256\"}],\"name\":\"LengthMismatch\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"enumChangeStatus\",\"name\":\"status\",\"type\":\"uint8\"}],\"name\":\"NotActivated\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"NotApprover\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"NotMember\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"NotPod\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"NotPrepared\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"enumChangeStatus\",\"name\":\"status\",\"type\":\"uint8\"}],\"name\":\"NotProposed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"NotProposer\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"NothingToPrepare\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"}],\"name\":\"OutsideWindow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"given\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"active\",\"type\":\"bytes32\"}],\"name\":\"ParentNotActive\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"until\",\"type\":\"uint64\"}],\"name\":\"PausedLately\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"revertUntil\",\"type\":\"uint64\"}],\"name\":\"RevertWindowClosed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"}],\"name\":\"SignersNotAscending\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"given\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expected\",\"type\":\"uint64\"}],\"name\":\"StaleMemberEpoch\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"expected\",\"type\":\"uint64\"}],\"name\":\"StaleResolution\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"expected\",\"type\":\"uint64\"}],\"name\":\"StaleVote\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"until\",\"type\":\"uint64\"}],\"name\":\"StillNeeded\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"given\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"needed\",\"type\":\"uint32\"}],\"name\":\"TooFewApprovals\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"given\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"TooFewSignatures\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"given\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"needed\",\"type\":\"uint32\"}],\"name\":\"TooFewVetted\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"given\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"expected\",\"type\":\"bytes32\"}],\"name\":\"WrongCalls\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongChange\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"given\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"expected\",\"type\":\"bytes32\"}],\"name\":\"WrongCode\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongDelay\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"given\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"expected\",\"type\":\"bytes32\"}],\"name\":\"WrongInitCall\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"WrongMember\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"approvers\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"pods\",\"type\":\"uint256\"},{\"internalType\":\"uint32\",\"name\":\"threshold\",\"type\":\"uint32\"}],\"name\":\"WrongMembership\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongPause\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongPolicy\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"name\":\"WrongQuorum\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongResolution\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"given\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expected\",\"type\":\"uint64\"}],\"name\":\"WrongSequence\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"WrongSignature\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongWindow\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"parentRelease\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"parentBook\",\"type\":\"address\"}],\"name\":\"Activated\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"size\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"root\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"pod\",\"type\":\"address\"}],\"name\":\"Anchored\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"count\",\"type\":\"uint32\"}],\"name\":\"Approved\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"enumStage\",\"name\":\"stage\",\"type\":\"uint8\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"data\",\"type\":\"bytes32\"}],\"name\":\"Called\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"calls\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"replaces\",\"type\":\"bytes32\"}],\"name\":\"CallsProposed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[],\"name\":\"EIP712DomainChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"indexed\":false,\"internalType\":\"address[]\",\"name\":\"pods\",\"type\":\"address[]\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"threshold\",\"type\":\"uint32\"}],\"name\":\"MembersChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"by\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"until\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"}],\"name\":\"Paused\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"Policy\",\"name\":\"policy\",\"type\":\"bytes32\"}],\"name\":\"PolicySet\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"until\",\"type\":\"uint64\"}],\"name\":\"Postponed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"Prepared\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"indexed\":false,\"internalType\":\"structChange\",\"name\":\"change\",\"type\":\"tuple\"}],\"name\":\"Proposed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"Refused\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"by\",\"type\":\"bytes32\"}],\"name\":\"Replaced\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"components\":[{\"internalType\":\"uint64\",\"name\":\"number\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"enumKind\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"subject\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"value\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"quorum\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"}],\"indexed\":false,\"internalType\":\"structResolution\",\"name\":\"resolution\",\"type\":\"tuple\"}],\"name\":\"Resolved\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"}],\"name\":\"Reverted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"pod\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"evidence\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"count\",\"type\":\"uint32\"}],\"name\":\"Vetted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"number\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"enumStance\",\"name\":\"stance\",\"type\":\"uint8\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"}],\"name\":\"Voted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"Withdrawn\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"prepare\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"activate\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"abort\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"revert\",\"type\":\"tuple[]\"}],\"internalType\":\"structCalls\",\"name\":\"calls\",\"type\":\"tuple\"}],\"name\":\"abort\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes\",\"name\":\"initCall\",\"type\":\"bytes\"}],\"name\":\"activate\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes\",\"name\":\"initCall\",\"type\":\"bytes\"},{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"prepare\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"activate\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"abort\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"revert\",\"type\":\"tuple[]\"}],\"internalType\":\"structCalls\",\"name\":\"calls\",\"type\":\"tuple\"}],\"name\":\"activateWithCalls\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"class\",\"type\":\"uint32\"}],\"name\":\"agreementOf\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"quorum\",\"type\":\"uint32\"},{\"internalType\":\"uint64\",\"name\":\"until\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"size\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"root\",\"type\":\"bytes32\"}],\"name\":\"anchor\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"bytes[]\",\"name\":\"signatures\",\"type\":\"bytes[]\"}],\"name\":\"approve\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"approvedBy\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"evidence\",\"type\":\"bytes32\"}],\"name\":\"attest\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"}],\"name\":\"bookState\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"line_\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"internalType\":\"enumBookState\",\"name\":\"state\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"callsOf\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"hash\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"change\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"proposer\",\"type\":\"address\"},{\"internalType\":\"enumChangeStatus\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"approvals\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"vetted\",\"type\":\"uint32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"internalType\":\"structChange\",\"name\":\"change\",\"type\":\"tuple\"}],\"internalType\":\"structProposal\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"checkpoint\",\"outputs\":[{\"components\":[{\"internalType\":\"uint64\",\"name\":\"size\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"root\",\"type\":\"bytes32\"}],\"internalType\":\"structCheckpoint\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"courseOf\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"needed\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"rejections\",\"type\":\"uint32\"},{\"internalType\":\"uint64\",\"name\":\"postponedUntil\",\"type\":\"uint64\"},{\"internalType\":\"bool\",\"name\":\"refused\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"eip712Domain\",\"outputs\":[{\"internalType\":\"bytes1\",\"name\":\"fields\",\"type\":\"bytes1\"},{\"internalType\":\"string\",\"name\":\"name\",\"type\":\"string\"},{\"internalType\":\"string\",\"name\":\"version\",\"type\":\"string\"},{\"internalType\":\"uint256\",\"name\":\"chainId\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"verifyingContract\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"},{\"internalType\":\"uint256[]\",\"name\":\"extensions\",\"type\":\"uint256[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"internalType\":\"structChange\",\"name\":\"c\",\"type\":\"tuple\"}],\"name\":\"hashChange\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"internalType\":\"structChange\",\"name\":\"c\",\"type\":\"tuple\"},{\"internalType\":\"bytes32\",\"name\":\"calls\",\"type\":\"bytes32\"}],\"name\":\"hashChangeWithCalls\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"internalType\":\"structChange\",\"name\":\"c\",\"type\":\"tuple\"},{\"internalType\":\"bytes32\",\"name\":\"calls\",\"type\":\"bytes32\"},{\"internalType\":\"Policy\",\"name\":\"policy\",\"type\":\"bytes32\"}],\"name\":\"hashChangeWithPolicy\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"address[]\",\"name\":\"pods\",\"type\":\"address[]\"},{\"internalType\":\"uint32\",\"name\":\"threshold\",\"type\":\"uint32\"}],\"internalType\":\"structMembership\",\"name\":\"m\",\"type\":\"tuple\"}],\"name\":\"hashMembership\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"change\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"}],\"internalType\":\"structRevert\",\"name\":\"r\",\"type\":\"tuple\"}],\"name\":\"hashRevert\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"isApprover\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"isPod\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"line\",\"outputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"change\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"activatedAt\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertUntil\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parentRelease\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"parentBook\",\"type\":\"address\"}],\"internalType\":\"structLine\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"memberEpoch\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"members\",\"outputs\":[{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"address[]\",\"name\":\"pods\",\"type\":\"address[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"until\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"}],\"name\":\"pause\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"}],\"name\":\"pausedUntil\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"policyOf\",\"outputs\":[{\"internalType\":\"Policy\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"until\",\"type\":\"uint64\"}],\"name\":\"postpone\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"prepare\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"activate\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"abort\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"revert\",\"type\":\"tuple[]\"}],\"internalType\":\"structCalls\",\"name\":\"calls\",\"type\":\"tuple\"}],\"name\":\"prepare\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"}],\"name\":\"prepared\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"internalType\":\"structChange\",\"name\":\"c\",\"type\":\"tuple\"}],\"name\":\"propose\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"internalType\":\"structChange\",\"name\":\"c\",\"type\":\"tuple\"},{\"internalType\":\"bytes32\",\"name\":\"calls\",\"type\":\"bytes32\"}],\"name\":\"proposeWithCalls\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"release\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"bookCodeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"initCallHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"notBefore\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"notAfter\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revertWindow\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"revertPlan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"readiness\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revertQuorum\",\"type\":\"uint32\"}],\"internalType\":\"structChange\",\"name\":\"c\",\"type\":\"tuple\"},{\"internalType\":\"bytes32\",\"name\":\"calls\",\"type\":\"bytes32\"},{\"internalType\":\"Policy\",\"name\":\"policy\",\"type\":\"bytes32\"}],\"name\":\"proposeWithPolicy\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"replaces\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"other\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"resolutions\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint64\",\"name\":\"number\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"enumKind\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"subject\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"value\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"quorum\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"}],\"internalType\":\"structResolution\",\"name\":\"r\",\"type\":\"tuple\"},{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"bytes[]\",\"name\":\"signatures\",\"type\":\"bytes[]\"}],\"name\":\"resolve\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"}],\"name\":\"retired\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"},{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"bytes[]\",\"name\":\"signatures\",\"type\":\"bytes[]\"}],\"name\":\"revertChange\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"},{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"bytes[]\",\"name\":\"signatures\",\"type\":\"bytes[]\"},{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"prepare\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"activate\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"abort\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"revert\",\"type\":\"tuple[]\"}],\"internalType\":\"structCalls\",\"name\":\"calls\",\"type\":\"tuple\"}],\"name\":\"revertWithCalls\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint64\",\"name\":\"memberEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"address[]\",\"name\":\"pods\",\"type\":\"address[]\"},{\"internalType\":\"uint32\",\"name\":\"threshold\",\"type\":\"uint32\"}],\"internalType\":\"structMembership\",\"name\":\"m\",\"type\":\"tuple\"},{\"internalType\":\"address[]\",\"name\":\"approvers\",\"type\":\"address[]\"},{\"internalType\":\"bytes[]\",\"name\":\"signatures\",\"type\":\"bytes[]\"}],\"name\":\"setMembers\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"threshold\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"pod\",\"type\":\"address\"}],\"name\":\"vettedBy\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"number\",\"type\":\"uint64\"},{\"internalType\":\"enumStance\",\"name\":\"stance\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"reason\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"}],\"name\":\"vote\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"voteOf\",\"outputs\":[{\"internalType\":\"enumStance\",\"name\":\"stance\",\"type\":\"uint8\"},{\"internalType\":\"uint64\",\"name\":\"votes\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"changeHash\",\"type\":\"bytes32\"}],\"name\":\"withdraw\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"}]",
	ID:  "Consortium",
	Bin: "0x608060405234801561000f575f5ffd5b5060405161623c38038061623c83398101604081905261002e916103c3565b610039838383610041565b50505061060c565b81518351141580610056575063ffffffff8116155b80610067575082518163ffffffff16115b156100a357825182516040516318fbe1d960e11b81526004810192909252602482015263ffffffff821660448201526064015b60405180910390fd5b5f8054819081906100bc906001600160401b0316610457565b91906101000a8154816001600160401b0302191690836001600160401b03160217905590505f5f90505b84518163ffffffff1610156101a65761014582868363ffffffff168151811061011157610111610482565b602002602001015160405180604001604052808560016101319190610496565b63ffffffff1681525f602090910152610227565b61019682858363ffffffff168151811061016157610161610482565b602002602001015160405180604001604052808560016101819190610496565b63ffffffff1681526001602090910152610227565b61019f816104b8565b90506100e6565b5060016101b385826104d3565b5060026101c084826104d3565b505f805463ffffffff60401b19166801000000000000000063ffffffff8516021790556040517f4b4064564bffdbd02e99ffe817144a94f5822e1249d9074d4de0152e9f4692f2906102199083908790879087906105bf565b60405180910390a150505050565b6001600160a01b038216158061026d57506001600160401b0383165f9081526003602090815260408083206001600160a01b038616845290915290205463ffffffff1615155b1561029657604051635cc0948d60e01b81526001600160a01b038316600482015260240161009a565b6001600160401b039092165f9081526003602090815260408083206001600160a01b03909416835292815291902082518154929093015115156401000000000264ffffffffff1990921663ffffffff90931692909217179055565b634e487b7160e01b5f52604160045260245ffd5b80516001600160a01b038116811461031b575f5ffd5b919050565b5f82601f83011261032f575f5ffd5b81516001600160401b03811115610348576103486102f1565b604051600582901b90603f8201601f191681016001600160401b0381118282101715610376576103766102f1565b604052918252602081850181019290810186841115610393575f5ffd5b6020860192505b838310156103b9576103ab83610305565b81526020928301920161039a565b5095945050505050565b5f5f5f606084860312156103d5575f5ffd5b83516001600160401b038111156103ea575f5ffd5b6103f686828701610320565b602086015190945090506001600160401b03811115610413575f5ffd5b61041f86828701610320565b925050604084015163ffffffff81168114610438575f5ffd5b809150509250925092565b634e487b7160e01b5f52601160045260245ffd5b5f6001600160401b0382166002600160401b0319810161047957610479610443565b60010192915050565b634e487b7160e01b5f52603260045260245ffd5b63ffffffff81811683821601908111156104b2576104b2610443565b92915050565b5f63ffffffff821663ffffffff810361047957610479610443565b81516001600160401b038111156104ec576104ec6102f1565b68010000000000000000811115610505576105056102f1565b81548183558082101561053957825f528160205f20018282035f5b81811015610535575f83820155600101610520565b5050505b506020830161054d835f9081526020902090565b5f5b838110156105745782516001600160a01b03168183015560209092019160010161054f565b505050505050565b5f8151808452602084019350602083015f5b828110156105b55781516001600160a01b031686526020958601959091019060010161058e565b5093949350505050565b6001600160401b03851681526080602082018190525f906105e29083018661057c565b82810360408401526105f4818661057c565b91505063ffffffff8316606083015295945050505050565b615c23806106195f395ff3fe608060405234801561000f575f5ffd5b5060043610610275575f3560e01c806370b6622111610156578063b24a30fe116100ca578063bdd4d18d11610084578063bdd4d18d14610836578063c2c4c5c11461084c578063c5c00261146108b4578063daaa4fe3146108c7578063e30191eb146108da578063e9f2723c146108ed575f5ffd5b8063b24a30fe14610651578063b507d4951461074d578063b87089f91461077a578063baec8dd2146107c5578063bbad29c9146107d8578063bd8631d014610823575f5ffd5b80638e19899e1161011b5780638e19899e146105df5780638eb2312b146105f25780639a83f01a146106055780639c1c2c5e14610618578063a3d557cb1461062b578063a68552081461063e575f5ffd5b806370b662211461055f57806372c1ddda1461057f578063755254ee1461059257806384b0196e146105b15780638acbf78e146105cc575f5ffd5b806348fac95d116101ed5780636001ff2b116101b25780636001ff2b146104cc578063661205d8146104df578063677243d9146104f2578063694bd780146105115780636bbac0b2146105245780636d218e481461054c575f5ffd5b806348fac95d1461041f5780634bac89ff146104325780634ed360fa146104455780635483a0b51461049a5780635931af18146104b9575f5ffd5b80632ab4aa131161023e5780632ab4aa13146103655780632d7e88721461037a5780632e22347f14610399578063316ac95c146103ac57806332d43bc2146103bf57806342cde4e8146103f4575f5ffd5b806288fae5146102795780630694cd5e146102a857806310f56b0c146102c957806321c33e211461032f57806325f6ac8514610342575b5f5ffd5b5f5461028b906001600160401b031681565b6040516001600160401b0390911681526020015b60405180910390f35b6102bb6102b63660046147bc565b610900565b60405190815260200161029f565b61030b6102d7366004614816565b600660209081525f928352604080842090915290825290205463ffffffff811690600160201b90046001600160401b031682565b6040805163ffffffff90931683526001600160401b0390911660208301520161029f565b6102bb61033d3660046149ce565b610a27565b610355610350366004614a02565b610d31565b604051901515815260200161029f565b610378610373366004614a77565b610d74565b005b6102bb610388366004614aee565b600a6020525f908152604090205481565b6103786103a7366004614b15565b610e78565b60045461028b906001600160401b031681565b6103556103cd366004614bbd565b6001600160a01b03165f90815260106020526040902060010154600160481b900460ff1690565b5f5461040a90600160401b900463ffffffff1681565b60405163ffffffff909116815260200161029f565b61037861042d366004614bd8565b610eb8565b610378610440366004614c58565b610ff5565b61048b610453366004614bbd565b6001600160a01b03165f908152601060205260409020805460019091015490916001600160401b03821691600160401b900460ff1690565b60405161029f93929190614cc3565b6102bb6104a8366004614aee565b5f908152600e602052604090205490565b6102bb6104c7366004614cf0565b611020565b6102bb6104da366004614d1b565b611033565b6103786104ed366004614d34565b61104b565b6102bb610500366004614aee565b60096020525f908152604090205481565b61037861051f366004614db1565b611097565b61028b610532366004614aee565b60056020525f90815260409020546001600160401b031681565b61035561055a366004614bbd565b6110ec565b61057261056d366004614aee565b61111d565b60405161029f9190614fea565b61037861058d366004615042565b61132b565b6102bb6105a0366004614aee565b60086020525f908152604090205481565b6105b96114b8565b60405161029f97969594939291906150a3565b6103786105da366004615139565b611551565b6103786105ed366004614aee565b611678565b6102bb6106003660046149ce565b61171d565b610378610613366004615159565b61182f565b6102bb610626366004614cf0565b611936565b6103786106393660046151a9565b611942565b61037861064c36600461522f565b611a19565b61074061065f366004614aee565b60408051610120810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e08101829052610100810191909152505f908152600f60209081526040918290208251610120810184528154815260018201546001600160a01b03808216948301949094526001600160401b03600160a01b90910481169482019490945260028201548416606082015260038201546080820152600482015480851660a0830152600160401b900490931660c0840152600581015460e0840152600601541661010082015290565b60405161029f9190615257565b61035561075b366004614a02565b600b60209081525f928352604080842090915290825290205460ff1681565b61078d610788366004614aee565b611bd5565b6040805163ffffffff95861681529490931660208501526001600160401b03909116918301919091521515606082015260800161029f565b6103786107d3366004615308565b611c33565b6108156107e6366004614a02565b600c60209081525f928352604080842090915290825290205460ff81169061010090046001600160401b031682565b60405161029f929190615339565b6102bb61083136600461535e565b611d23565b61083e611d2f565b60405161029f9291906153bc565b60408051606080820183525f808352602080840182905292840152825180820184526011546001600160401b03808216808452600160401b9092048116838601908152601254938701938452865192835251169381019390935251928201929092520161029f565b6102bb6108c236600461535e565b611df2565b6103556108d5366004614bbd565b611dfe565b6103786108e8366004614bd8565b611e19565b6103786108fb3660046153e9565b611efa565b5f8061090f6040840184615469565b6040516020016109209291906154ae565b60408051601f19818403018152919052805160209091012090505f6109486060850185615469565b6040516020016109599291906154ae565b60408051601f1981840301815291905280516020918201209150610a1f907fd8dd2a47290b4ccc021eaa4bd903a2d1521d242f3e794ec21952ac2fb7fe4d62906109a5908701876154ef565b6109b560408801602089016154ef565b85856109c760a08b0160808c01615508565b6040805160208101979097526001600160401b0395861690870152939092166060850152608084015260a083015263ffffffff1660c082015260e0015b60405160208183030381529060405280519060200120611f2a565b949350505050565b5f610a3133611fa9565b50610a3d84848461171d565b5f818152600d602052604081209192508154600160a01b900460ff166004811115610a6a57610a6a614c9f565b14610a9057604051632b53ae1b60e11b8152600481018390526024015b60405180910390fd5b610a9985611fed565b610aad856101800151866101a00151612149565b80546001600160a01b03198116339081178355600191839160ff60a01b19166001600160a81b031990911617600160a01b83021790555084816001015f820151815f01556020820151816001015f6101000a8154816001600160401b0302191690836001600160401b0316021790555060408201518160020155606082015181600301556080820151816004015f6101000a8154816001600160a01b0302191690836001600160a01b0316021790555060a0820151816005015560c0820151816006015560e0820151816007015f6101000a8154816001600160401b0302191690836001600160401b031602179055506101008201518160070160086101000a8154816001600160401b0302191690836001600160401b031602179055506101208201518160070160106101000a8154816001600160401b0302191690836001600160401b031602179055506101408201518160080155610160820151816009015561018082015181600a015f6101000a8154816001600160401b0302191690836001600160401b031602179055506101a082015181600a0160086101000a8154816001600160401b0302191690836001600160401b031602179055506101c082015181600a0160106101000a81548163ffffffff021916908363ffffffff1602179055506101e082015181600a0160146101000a81548163ffffffff021916908363ffffffff160217905550905050610cc981600101612168565b845f0151827f36e340033a1f7ae9074a2469f22c89dc1140cf20c52909e8a932d443259ae0c287604051610cfd9190615521565b60405180910390a38315610d18578451610d189083866122f9565b8215610d2957610d29828685612367565b509392505050565b5f60015f848152600c602090815260408083206001600160a01b038716845290915290205460ff166002811115610d6a57610d6a614c9f565b1490505b92915050565b5f610d7e8661249a565b9050610d8c858585856124c9565b5f5b84811015610e6f57610def8288896001808b8b88818110610db157610db1615530565b9050602002016020810190610dc69190614bbd565b8a8a89818110610dd857610dd8615530565b9050602002810190610dea9190615544565b6124f3565b858582818110610e0157610e01615530565b9050602002016020810190610e169190614bbd565b8254604051600160a81b90910463ffffffff1681526001600160a01b03919091169088907f44b8e85cf1d8ac4e33a5ac7ef29529124de89a3c9730256524597a9efab9356c9060200160405180910390a3600101610d8e565b50505050505050565b610e80612736565b610e8a8782612769565b610e988787878787876127fe565b610eb0876003610eab6060850185615469565b612a11565b610e6f612bf4565b610ec0612736565b5f610eca83612c00565b80545f908152600960205260409020549092508490039050610f0257604051638446a9f960e01b815260048101849052602401610a87565b5f610f0d8483612c38565b9050806001600160401b0316421115610f5257600782015460405163ab7d8e0560e01b81526001600160401b0391821660048201529082166024820152604401610a87565b610f5b82612168565b610f658484612769565b610f6f8380615469565b90505f03610f93576040516316e5770b60e21b815260048101859052602401610a87565b8154610f9f9085612c8b565b81545f908152600960205260408082208690555185917f41808ff401eef872afc2673036392aba4c4063818394f0757cbdb2417ce9dac491a2610fe7845f610eab8680615469565b5050610ff1612bf4565b5050565b610ffd612736565b611007835f612d3d565b6110138383835f612d75565b61101b612bf4565b505050565b5f61102c838383610a27565b9392505050565b5f610d6e61104636849003840184615586565b613140565b611053612736565b61105d8482612769565b61107684848461106d8580615469565b15159050612d75565b611089846001610eab6020850185615469565b611091612bf4565b50505050565b61109f612736565b6110ac858585858561319c565b6002856060015160028111156110c4576110c4614c9f565b036110dd576110dd85608001515f1c8660a0015161346f565b6110e5612bf4565b5050505050565b5f5f6110f783613597565b805490915063ffffffff161580159061102c575054600160201b900460ff161592915050565b6040805160a080820183525f80835260208084018290528385018290526060808501839052855161020081018752838152808301849052808701849052908101839052608080820184905281850184905260c0820184905260e08201849052610100820184905261012082018490526101408201849052610160820184905261018082018490526101a082018490526101c082018490526101e08201849052850152858252600d815290849020845192830190945283546001600160a01b03811683529293919290830190600160a01b900460ff16600481111561120357611203614c9f565b600481111561121457611214614c9f565b8152815463ffffffff600160a81b82048116602080850191909152600160c81b90920481166040808501919091528051610200810182526001860154815260028601546001600160401b0390811694820194909452600386015491810191909152600485015460608281019190915260058601546001600160a01b03166080830152600686015460a0830152600786015460c0830152600886015480851660e0840152600160401b8082048616610100850152600160801b9182900486166101208501526009880154610140850152600a880154610160850152600b909701548086166101808501529687049094166101a083015292850482166101c0820152600160a01b909404166101e0840152015292915050565b5f80546001600160401b031681526007602052604081209061134c33611fa9565b63ffffffff81165f908152602084905260409020549091506001600160401b031642116113ae5763ffffffff81165f90815260208390526040908190205490516303f91f0960e61b81526001600160401b039091166004820152602401610a87565b42846001600160401b03161115806113e057505f858152600560205260409020546001600160401b0390811690851611155b806113ff57506113f36203f480426155f9565b846001600160401b0316115b1561141d576040516346e7e39b60e11b815260040160405180910390fd5b8361142b62278d004261560c565b5f87815260056020908152604080832063ffffffff8716845287835292819020805467ffffffffffffffff199081166001600160401b039687161790915583541694841694909417909155825191871682528101859052339187917f6d216d5d6b7be7197d9596805e7fc7aae66dcd43f2a400877c5dad5d69850cfb910160405180910390a35050505050565b5f60608082808083600f60f81b6114f56040805180820190915260138152724e6f766174696f6e20436f6e736f727469756d60681b602082015290565b6040805180820190915260018152603160f81b602082015246305f8060405190808252806020026020018201604052801561153a578160200160208202803683370190505b50959d949c50929a50909850965094509092509050565b61155a33611dfe565b6115795760405163362ce4c160e21b8152336004820152602401610a87565b5f6115838361249a565b5f848152600b6020908152604080832033845290915290205490915060ff16156115c9576040516357af761960e01b815260048101849052336024820152604401610a87565b5f838152600b60209081526040808320338085529252909120805460ff19166001179055815484907f87e44332e1bb16b7920d26aa3ee0b277a0898170ff676cdeacc14fb9fe943ea890859085906019906116319063ffffffff600160c81b9091041661562b565b91906101000a81548163ffffffff021916908363ffffffff160217905560405161166b92919091825263ffffffff16602082015260400190565b60405180910390a3505050565b611680612736565b61168933611fa9565b505f611694826135c5565b60018101545f908152600960205260409020549091508290036116cd57604051638446a9f960e01b815260048101839052602401610a87565b6116d68161361f565b805460ff60a01b1916600160a11b17815560405182907f44654674e66e9e53d34afdf3e9513fb94b4c8b946e980d6958ef4e6a37a153e3905f90a25061171a612bf4565b50565b60408051602081019091525f808252907f8039b630be2b961701a82f9ec574d7ac4c57307f30d25f965f4b8e62a6e145b09083156117a0575050604080516020810185905280820184905281518082038301815260609091019091527f06ae9fd223cb1a44a44a18b52c9c2aef2f80b0bfc0b046c0217f32190e738535906117f0565b84156117f0577fca21420a981ec841d7b53102216f5a7823a1f187f231bbc050493ccf6bfcb5d6856040516020016117da91815260200190565b60408051601f1981840301815291905290925090505b61182582876040516020016118059190615521565b60408051601f1981840301815290829052610a0492918590602001615666565b9695505050505050565b611837612736565b61186261184760208701876154ef565b5f5461185d906001600160401b0316600161560c565b613689565b61187a61187560408701602088016154ef565b6136ce565b6118a261188686610900565b5f548690869086908690600160401b900463ffffffff16613703565b6110dd6118b26040870187615469565b808060200260200160405190810160405280939291908181526020018383602002808284375f920191909152506118f0925050506060880188615469565b808060200260200160405190810160405280939291908181526020018383602002808284375f920191909152506119319250505060a0890160808a01615508565b613839565b5f61102c83838361171d565b61194a612736565b5f6119548861249a565b90505f6119937fd64700c39e397b378ee7a0860e23d8d6c1b9eb81accb1f076ef517b515b7cf968a8a8a8a604051602001610a04959493929190615680565b90506119a5828a838b8b8a8a8a6124f3565b846001600160a01b0316897f563066da1c8a9dcd67976b5723605cc8b660cd4c0c21bd22fcf6d11b22feeb128a8a8a6040516119e3939291906156b9565b60405180910390a360028760028111156119ff576119ff614c9f565b03611a0f57611a0f828a87613a1a565b5050610e6f612bf4565b611a2233611dfe565b611a415760405163362ce4c160e21b8152336004820152602401610a87565b604080516060810182526011546001600160401b038082168352600160401b909104811660208301819052601254938301939093525f5491929181169091149084161580611aab5750808015611aab5750815f01516001600160401b0316846001600160401b0316105b15611adf578151604051633ae9675160e11b81526001600160401b0380871660048301529091166024820152604401610a87565b808015611af8575081516001600160401b038581169116145b15611b40578160400151831461109157604080830151905163189f77dd60e11b81526001600160401b0386166004820152602481018590526044810191909152606401610a87565b604080516060810182526001600160401b038681168083525f549091166020808401829052928401879052601180546fffffffffffffffffffffffffffffffff19168317600160401b9092029190911790556012869055825190815290810185905233917f70878238987665fce2e1dd4700d75f27ab37f288b340423549c1cf3998e05500910160405180910390a250505050565b5f818152600e60209081526040808320600d909252822082918291829190611bfd9082613b35565b60019190910154909663ffffffff82169650600160201b82046001600160401b03169550600160601b90910460ff169350915050565b611c3b612736565b5f611c45836135c5565b9050611c508161361f565b60088101546001600160401b039081169083161080611c8c5750611c778382600101612c38565b6001600160401b0316826001600160401b0316115b15611caa5760405163805686eb60e01b815260040160405180910390fd5b5f838152600e602090815260409182902060010180546bffffffffffffffff000000001916600160201b6001600160401b03871690810291909117909155915191825284917fdc21421559a4c524af94017487ae3abdd33d38cf218ef99e107458e4d73ff4e9910160405180910390a250610ff1612bf4565b5f610d6e828280610a27565b6060806001600281805480602002602001604051908101604052809291908181526020018280548015611d8957602002820191905f5260205f20905b81546001600160a01b03168152600190910190602001808311611d6b575b5050505050915080805480602002602001604051908101604052809291908181526020018280548015611de357602002820191905f5260205f20905b81546001600160a01b03168152600190910190602001808311611dc5575b50505050509050915091509091565b5f610d6e82828061171d565b5f611e0882613597565b54600160201b900460ff1692915050565b611e21612736565b611e2a33611fa9565b505f611e35836135c5565b60018101545f908152600960205260409020549091508314611e6d57604051632326468360e11b815260048101849052602401610a87565b611e778383612769565b611e848382600101613bf2565b611e9157611e918161361f565b805460ff60a01b1916600160a11b17815560018101545f908152600960205260408082208290555184917f44654674e66e9e53d34afdf3e9513fb94b4c8b946e980d6958ef4e6a37a153e391a2611ef1836002610eab6040860186615469565b50610ff1612bf4565b611f02612736565b611f0c865f612d3d565b611f1a8686868686866127fe565b611f22612bf4565b505050505050565b5f80611f84600f60f81b611f646040805180820190915260138152724e6f766174696f6e20436f6e736f727469756d60681b602082015290565b6040805180820190915260018152603160f81b602082015246305f613c4b565b60405161190160f01b815260028101829052602281018590526042902090915061102c565b5f611fb382613597565b5463ffffffff1690505f819003611fe8576040516305b5850b60e21b81526001600160a01b0383166004820152602401610a87565b919050565b80511580611ffd57506060810151155b1561201b576040516325f09f4960e01b815260040160405180910390fd5b8061010001516001600160401b03168160e001516001600160401b0316118061205f5750806101a001516001600160401b03168161010001516001600160401b0316115b806120775750428161010001516001600160401b0316105b806120ae57506101a0810151612094906001600160401b036156e3565b6001600160401b03168161012001516001600160401b0316115b156120cc576040516307b6ec9f60e21b815260040160405180910390fd5b5f6120d660015490565b905080826101c0015163ffffffff1611806120fa57506101e082015163ffffffff16155b8061210f575080826101e0015163ffffffff16115b15610ff1576101c08201516101e08301516040516332d1d40760e21b815263ffffffff928316600482015291166024820152604401610a87565b5f5461215f9083906001600160401b0316613689565b610ff1816136ce565b80545f908152600f602052604090206002810154612190906001600160401b0316600161560c565b60018301546001600160401b039081169116146121f75760018281015460028301546001600160401b03918216926121cb929091169061560c565b604051633339693d60e01b81526001600160401b03928316600482015291166024820152604401610a87565b805460028301541461222c5760028201548154604051630960018760e21b815260048101929092526024820152604401610a87565b60048201546001600160a01b0316803f903b158061224e575082600501548114155b15612294576004838101546005850154604051635072a00560e11b81526001600160a01b0390921692820192909252602481018390526044810191909152606401610a87565b60048301546001600160a01b03165f9081526010602052604090205480158015906122c0575083548114155b1561109157600484810154604051632308e85d60e11b81526001600160a01b039091169181019190915260248101829052604401610a87565b5f838152600960208181526040808420805487865260088452828620600a85528387209190915586905593879052918152915481518481529283015283917f87ed493a275e9a5b1599e85970099f31c5228827ecedb3a0d20a759262e34ea7910160405180910390a2505050565b5f61237160015490565b90505f61237e8360801c90565b90508161238b8460e01c90565b63ffffffff1611806123b75750816001600160401b038416604085901c6001600160401b031617901c15155b806123fb57506001600160401b038116158015906123fb57508360e001518461010001516123e591906156e3565b6001600160401b0316816001600160401b031611155b80612429575061240b8360c01c90565b63ffffffff1615801590612429575081846101c0015163ffffffff16105b1561244757604051631beb084960e01b815260040160405180910390fd5b5f858152600e6020526040908190208490555185907f4f0087c09a665b68695c4cc91705b8789ac21fd05b9e8ddb0b9745c5e34a17c39061248b9086815260200190565b60405180910390a25050505050565b5f6124a4826135c5565b600b810154909150611fe8906001600160401b0380821691600160401b900416612149565b828114611091576040516355c5b3e360e11b81526004810184905260248101829052604401610a87565b6124ff86848484613c73565b5f878152600e60209081526040808320600c83528184206001600160a01b03881685529092529091206001815460ff16600281111561254057612540614c9f565b036125b657600186600281111561255957612559614c9f565b036125895760405163a72db78760e01b8152600481018a90526001600160a01b0386166024820152604401610a87565b89545f1963ffffffff600160a81b808404821692909201160263ffffffff60a81b19909116178a556125f3565b6002815460ff1660028111156125ce576125ce614c9f565b036125f35760018201805463ffffffff19811663ffffffff9182165f19019091161790555b80546001600160401b03888116610100909204811660010116146126525780546040516311a0434560e01b81526001600160a01b03871660048201526001600160401b0361010090920482166001019091166024820152604401610a87565b600186600281111561266657612666614c9f565b03612698578954600163ffffffff600160a81b808404821692909201160263ffffffff60a81b19909116178a556126d3565b60028660028111156126ac576126ac614c9f565b036126d3576001828101805463ffffffff19811663ffffffff918216909301169190911790555b80546001600160401b0388166101000268ffffffffffffffff0019821681178355879189918391859160ff191668ffffffffffffffffff1990911617600183600281111561272357612723614c9f565b0217905550505050505050505050505050565b60ff5f5c161561275957604051633ef3337560e01b815260040160405180910390fd5b60015f805c60ff19168217905d50565b5f6127776060830183615469565b90506127866040840184615469565b90506127956020850185615469565b90506127a18580615469565b6127ac9291506155f9565b6127b691906155f9565b6127c091906155f9565b15905061101b83826127f857836040516020016127dd9190615829565b60405160208183030381529060405280519060200120612d3d565b5f612d3d565b5f868152600d602090815260408083206001810154808552600f909352922060038354600160a01b900460ff16600481111561283c5761283c614c9f565b14158061284d575088816003015414155b1561287b578254604051630468edd160e21b8152610a87918b91600160a01b90910460ff16906004016158c4565b6004810154600160401b90046001600160401b03164211156128ca5760048181015460405163cc32a34160e01b8152600160401b9091046001600160401b031691810191909152602401610a87565b6128d382613cf0565b604080516060810182528a81526001830154600160a01b90046001600160401b031660208201529081018990525f9061290b90613140565b9050612938818989898989600101600a0160149054906101000a900463ffffffff1663ffffffff16613703565b835460ff60a01b1916600160a21b1784556005820180545f918290558355600683015461297390859085906001600160a01b03166003613d2f565b6006840180546001600160a01b031916905560048401805467ffffffffffffffff60401b1916905583546001850154604080516001600160401b038516815260208101939093526001600160a01b0390911690820152606081018c90529091508b9085907feeea8210de4987c917d79f4833f2f83b6c95dfde00147626164ffebab0c326ab9060800160405180910390a35050505050505050505050565b5f5b818110156110e5575f838383818110612a2e57612a2e615530565b9050602002810190612a4091906158d8565b612a4e906020810190614bbd565b9050306001600160a01b03821603612a7d57848260405163375e40f160e11b8152600401610a879291906158f6565b5f848484818110612a9057612a90615530565b9050602002810190612aa291906158d8565b612ab0906020810190615544565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f9201919091525092935050506001600160a01b0383169050866003811115612b0357612b03614c9f565b887fd1577cd20912ad74b26623338246bc2c140616cf4bd092408ea13a71d00524c9868580519060200120604051612b45929190918252602082015260400190565b60405180910390a45f5f836001600160a01b031683604051612b67919061590d565b5f604051808303815f865af19150503d805f8114612ba0576040519150601f19603f3d011682016040523d82523d5f602084013e612ba5565b606091505b5091509150811580612bbf57506001600160a01b0384163b155b15612be5578785858360405163e6213c0f60e01b8152600401610a879493929190615918565b50505050806001019050612a13565b5f60ff19815c16815d50565b5f5f612c0b33611fa9565b50612c158361249a565b9150816001019050612c29815f0154613f01565b612c338383613fb1565b915091565b5f828152600e602052604081205460801c6001600160401b031615612c7157600a820154600160401b90046001600160401b031661102c565b5060070154600160401b90046001600160401b0316919050565b5f8281526009602052604081205490819003612ca657505050565b5f83815260096020526040812055818103612cc057505050565b5f828152600a60205260409020548114612cf05760405163c1851e6160e01b815260048101829052602401610a87565b5f818152600d6020526040808220805460ff60a01b1916600160a11b17905551839183917f6c0687dc42a5cb0fa42b987f5c3fd26ec4d3fd06704638f88461e98611a5f57a9190a3505050565b5f8281526008602052604090205481811461101b5760405163c2c54d2560e01b81526004810183905260248101829052604401610a87565b5f5f612d8086612c00565b91509150612d8e8682614151565b612d9781612168565b828015612db3575080545f908152600960205260409020548614155b15612dd457604051632326468360e11b815260048101879052602401610a87565b8054612de09087612c8b565b5f8585604051612df192919061594d565b6040518091039020905081600601548114612e2f57600682015460405163f072f17f60e01b8152610a87918391600401918252602082015260400190565b825460ff60a01b1916600360a01b17835581545f908152600f602052604081206003808501548254600584015582556001858101549183018b90556002808401805467ffffffffffffffff19166001600160401b03909416939093179092558201546006830180546001600160a01b0319166001600160a01b0392831617905585546004870154939493612ec99391928692911690613d2f565b60078501549091505f90600160801b90046001600160401b031615801590612ef45750600285015415155b905080612f01575f612f28565b60078501546004840154612f28916001600160401b03600160801b9091048116911661560c565b6004848101805467ffffffffffffffff60401b1916600160401b6001600160401b039485160217905586546003880154918801546005870154600688015460408051968916875260208701959095526001600160a01b0392831694860194909452606085015290911660808301528b917fc35bc9c3f8dbd548c1599c3f7661b2d53407fda00412f008a19b039d6d3c5b629060a00160405180910390a38715613018576004850154604080516020601f8c018190048102820181019092528a8152613016926001600160a01b0316918c908c90819084018382808284375f9201919091525061430292505050565b505b60048086015460408051639ad1876560e01b815290516001600160a01b039092169230928492639ad1876592818101926020929091908290030181865afa158015613065573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190613089919061595c565b6001600160a01b03161415806131015750855f0154816001600160a01b031663b56b83536040518163ffffffff1660e01b8152600401602060405180830381865afa1580156130da573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906130fe9190615977565b14155b1561313357600486810154604051638128431160e01b81526001600160a01b0390911691810191909152602401610a87565b5050505050505050505050565b604080517f727f10740160dd1c3bcec61aa55c31d669502dddd8629a63757c79cf357cc2116020808301919091528351828401528301516001600160401b031660608201529082015160808201525f90610d6e9060a001610a04565b6004546131b3906001600160401b0316600161560c565b6001600160401b0316855f01516001600160401b03161461320a576004546131e5906001600160401b0316600161560c565b604051639481e3b960e01b81526001600160401b039091166004820152602401610a87565b61321c85602001518660400151612149565b5f60028660600151600281111561323557613235614c9f565b1461324e575f54600160401b900463ffffffff16613252565b6001545b905061329761328d7f287eac2a1a1701980bd1f84906cebecab39fe84df4d021b902004bd3de10d66188604051602001610a04929190615a25565b8686868686613703565b85516004805467ffffffffffffffff19166001600160401b039092169190911790556040517fcf42089b7de5eda1b897a2788bc349f05b6dc99777665a892565794d01164501906132e9908890615a3a565b60405180910390a15f8660600151600281111561330857613308614c9f565b0361338e5760a08601516001600160401b0316158061334a575060a086015160808701515f908152600560205260409020546001600160401b03908116911614155b15613368576040516307507e4d60e21b815260040160405180910390fd5b60808601515f908152600560205260409020805467ffffffffffffffff19169055611f22565b6001866060015160028111156133a6576133a6614c9f565b03611f225760808601518015806133c0575063ffffffff81115b806133d3575060c087015163ffffffff16155b156133f1576040516307507e4d60e21b815260040160405180910390fd5b60408051808201825260c089015163ffffffff908116825260a08a01516001600160401b039081166020808501918252808d015183165f90815260068252868120978516815296905293909420915182549351909416600160201b026bffffffffffffffffffffffff19909316931692909217179055505050505050565b6001600160a01b0382165f90815260106020526040902060026001820154600160401b900460ff1660038111156134a8576134a8614c9f565b10806134bf57506001810154600160481b900460ff165b806134da575060018101546001600160401b03838116911614155b156134f8576040516307507e4d60e21b815260040160405180910390fd5b80545f908152600f6020526040902060068101546001600160a01b03858116911614801561353a57506004810154600160401b90046001600160401b03164211155b15613572576004818101546040516364aaf34560e11b8152600160401b9091046001600160401b031691810191909152602401610a87565b50600101805469ffff0000000000000000191669010300000000000000001790555050565b5f80546001600160401b031681526003602090815260408083206001600160a01b0390941683529290522090565b5f818152600d6020526040902060018154600160a01b900460ff1660048111156135f1576135f1614c9f565b14611fe8578054604051630fa81abf60e21b8152610a87918491600160a01b90910460ff16906004016158c4565b600b8101545f5461363c916001600160401b039081169116613689565b61364533611fa9565b815463ffffffff9190911690613663906001600160a01b0316611fa9565b63ffffffff161461171a5760405163219176d160e21b8152336004820152602401610a87565b806001600160401b0316826001600160401b031614610ff15760405163b366b93360e01b81526001600160401b03808416600483015282166024820152604401610a87565b806001600160401b031642111561171a57604051639569365360e01b81526001600160401b0382166004820152602401610a87565b61370f858585856124c9565b8084101561373a576040516359b8466f60e01b81526004810185905260248101829052604401610a87565b5f805b8581101561382f57816001600160a01b031687878381811061376157613761615530565b90506020020160208101906137769190614bbd565b6001600160a01b0316116137d05786868281811061379657613796615530565b90506020020160208101906137ab9190614bbd565b604051631271cb0760e01b81526001600160a01b039091166004820152602401610a87565b8686828181106137e2576137e2615530565b90506020020160208101906137f79190614bbd565b9150613827888387878581811061381057613810615530565b90506020028101906138229190615544565b613c73565b60010161373d565b5050505050505050565b8151835114158061384e575063ffffffff8116155b8061385f575082518163ffffffff16115b1561389657825182516040516318fbe1d960e11b81526004810192909252602482015263ffffffff82166044820152606401610a87565b5f8054819081906138af906001600160401b0316615a49565b91906101000a8154816001600160401b0302191690836001600160401b03160217905590505f5f90505b84518163ffffffff1610156139995761393882868363ffffffff168151811061390457613904615530565b602002602001015160405180604001604052808560016139249190615a6a565b63ffffffff1681525f60209091015261430f565b61398982858363ffffffff168151811061395457613954615530565b602002602001015160405180604001604052808560016139749190615a6a565b63ffffffff168152600160209091015261430f565b6139928161562b565b90506138d9565b5060016139a68582615a86565b5060026139b38482615a86565b505f80546bffffffff00000000000000001916600160401b63ffffffff8516021790556040517f4b4064564bffdbd02e99ffe817144a94f5822e1249d9074d4de0152e9f4692f290613a0c908390879087908790615b22565b60405180910390a150505050565b5f828152600e6020526040812080549091906001600160401b0316825460401c6001600160401b03161790505f6001613a5285611fa9565b613a5c9190615b6d565b63ffffffff1682901c6001165f1415905080158015613aa55750613a808684613b35565b600184015463ffffffff9182169116613a9860015490565b613aa29190615b89565b10155b15613ab257505050505050565b60018601545f90815260096020526040902054859003613ae65760018301805460ff60601b1916600160601b179055613af8565b855460ff60a01b1916600160a11b1786555b6040516001600160a01b0385169086907fda30a9427e08c074d5eacd34c8d05725120c6427e8cd07315ecd5034d8e355bf905f90a3505050505050565b5f548154600160401b90910463ffffffff169060c01c63ffffffff1615801590613b675750600182015463ffffffff16155b15613bd457600b8301546001600160401b03165f908152600660209081526040808320855460c01c63ffffffff90811685529252909120805490911615801590613bc257508054600160201b90046001600160401b03164211155b15613bd257805463ffffffff1691505b505b815460e01c63ffffffff8216811115613beb578091505b5092915050565b5f613bfd8383612c38565b6001600160401b0316421180613c2557505f54600a8301546001600160401b03908116911614155b8061102c575050505f908152600e6020526040902060010154600160601b900460ff1690565b5f613c6887878051906020012087805190602001208787876143d8565b979650505050505050565b613c7c836110ec565b613ca45760405163761bf8a360e11b81526001600160a01b0384166004820152602401610a87565b5f613cb0858484614456565b50509050836001600160a01b0316816001600160a01b0316146110e5576040516220a52160e11b81526001600160a01b0385166004820152602401610a87565b5f818152600960205260409020541561171a575f818152600960205260409081902054905163c1851e6160e01b81526004810191909152602401610a87565b5f83600101601481819054906101000a90046001600160401b0316613d5390615a49565b91906101000a8154816001600160401b0302191690836001600160401b0316021790559050806001600160401b0316600114158015613da2575060018401546001600160a01b03848116911614155b15613df2576001808501546001600160a01b03165f90815260106020526040902001805483919068ff00000000000000001916600160401b836003811115613dec57613dec614c9f565b02179055505b604080516080810182528681526001600160401b0383166020820152908101600181525f60209182018190526001600160a01b03861681526010825260409081902083518155918301516001830180546001600160401b0390921667ffffffffffffffff198316811782559285015192909168ffffffffffffffffff191617600160401b836003811115613e8857613e88614c9f565b0217905550606091909101516001918201805469ff0000000000000000001916600160481b9215159290920291909117905560048501805467ffffffffffffffff1916426001600160401b03161790559390930180546001600160a01b0319166001600160a01b03939093169290921790915550919050565b5f818152600560205260408120549080527f05b8ccbb9d4d8fb16ea74ce3c29a41f1b461fbdaff4714a0d9a8eb05499746bc546001600160401b039182169116811015613f7d57505f805260056020527f05b8ccbb9d4d8fb16ea74ce3c29a41f1b461fbdaff4714a0d9a8eb05499746bc546001600160401b03165b806001600160401b03164211610ff157604051631aeb4ff760e31b81526001600160401b0382166004820152602401610a87565b5f828152600e602052604090206001810154600160601b900460ff1615613feb57604051630dac981b60e01b815260040160405180910390fd5b5f613ff68383613b35565b835490915063ffffffff808316600160a81b909204161015614045578254604051635c689ad160e11b8152600160a81b90910463ffffffff908116600483015282166024820152604401610a87565b815460401c6001600160401b03165f5b81811c156140eb575f60015f888152600c60205260408120906140778561449d565b6001600160a01b0316815260208101919091526040015f205460ff1660028111156140a4576140a4614c9f565b149050600183831c16158015906140b9575080155b156140da576040516319913e9560e11b815260048101839052602401610a87565b506140e481615b9c565b9050614055565b50600b8401548454600160801b90910463ffffffff908116600160c81b9092041610156110e5578354600b85015460405163dd8dfc4960e01b8152600160c81b90920463ffffffff9081166004840152600160801b909104166024820152604401610a87565b5f828152600e60205260408120600783015460018201549192916001600160401b03918216600160201b909104909116116141995760078301546001600160401b03166141af565b6001820154600160201b90046001600160401b03165b90505f6141bc8585612c38565b9050816001600160401b03164210806141dd5750806001600160401b031642115b1561420e5760405163ab7d8e0560e01b81526001600160401b03808416600483015282166024820152604401610a87565b825460801c6001600160401b0381165f0361422b57505050505050565b60078501545f908290614247906001600160401b0316426156e3565b6142519190615bb4565b6007870154909150614276906001600160401b0380821691600160401b9004166156e3565b6001600160401b0316816001600160401b03161115610e6f575f8261429b83426156e3565b6142a5919061560c565b600788015490915081906142cc906001600160401b0380821691600160401b9004166156e3565b6142d6908361560c565b60405163ab7d8e0560e01b81526001600160401b03928316600482015291166024820152604401610a87565b606061102c83835f6144cb565b6001600160a01b038216158061435557506001600160401b0383165f9081526003602090815260408083206001600160a01b038616845290915290205463ffffffff1615155b1561437e57604051635cc0948d60e01b81526001600160a01b0383166004820152602401610a87565b6001600160401b039092165f9081526003602090815260408083206001600160a01b0390941683529281529190208251815492909301511515600160201b0264ffffffffff1990921663ffffffff90931692909217179055565b5f5f6143e38861458f565b90508760f81c97506040518181526020810160018a1615614405578881526020015b60028a1615614415578781526020015b60048a1615614425578681526020015b60088a1615614435578581526020015b60108a1615614445578481526020015b819003902098975050505050505050565b5f8080604184900361448a578435602086013560408701355f1a61447c898285856146a5565b955095509550505050614494565b505f915060029050825b93509350939050565b5f600182815481106144b1576144b1615530565b5f918252602090912001546001600160a01b031692915050565b6060814710156144f75760405163cf47918160e01b815247600482015260248101839052604401610a87565b5f61450385848661476d565b905080801561452457505f3d118061452457505f856001600160a01b03163b115b1561453957614531614782565b91505061102c565b801561456357604051639996b31560e01b81526001600160a01b0386166004820152602401610a87565b3d156145765761457161479b565b610d29565b60405163d6bda27560e01b815260040160405180910390fd5b5f600160fd1b80831690036145b7576040516336c03e4160e21b815260040160405180910390fd5b8160f81c91506040516c08a92a06e626488dedac2d2dc5609b1b8152600d810160018416156145f6576b1cdd1c9a5b99c81b985b594b60a21b8152600c015b6002841615614618576e1cdd1c9a5b99c81d995c9cda5bdb8b608a1b8152600f015b600484161561463b576f1d5a5b9d0c8d4d8818da185a5b92590b60821b81526010015b600884161561466b577f6164647265737320766572696679696e67436f6e74726163742c0000000000008152601a015b601084161561468b576c189e5d195ccccc881cd85b1d0b609a1b8152600d015b601f84161515900360298153819003600101902092915050565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411156146de57505f91506003905082614763565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa15801561472f573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b03811661475a57505f925060019150829050614763565b92505f91508190505b9450945094915050565b5f5f5f83516020850186885af1949350505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f60a082840312156147b6575f5ffd5b50919050565b5f602082840312156147cc575f5ffd5b81356001600160401b038111156147e1575f5ffd5b610a1f848285016147a6565b80356001600160401b0381168114611fe8575f5ffd5b803563ffffffff81168114611fe8575f5ffd5b5f5f60408385031215614827575f5ffd5b614830836147ed565b915061483e60208401614803565b90509250929050565b634e487b7160e01b5f52604160045260245ffd5b60405161020081016001600160401b038111828210171561487e5761487e614847565b60405290565b60405161010081016001600160401b038111828210171561487e5761487e614847565b6001600160a01b038116811461171a575f5ffd5b8035611fe8816148a7565b5f61020082840312156148d7575f5ffd5b6148df61485b565b8235815290506148f1602083016147ed565b60208201526040828101359082015260608083013590820152614916608083016148bb565b608082015260a0828101359082015260c0808301359082015261493b60e083016147ed565b60e082015261494d61010083016147ed565b61010082015261496061012083016147ed565b6101208201526101408281013590820152610160808301359082015261498961018083016147ed565b61018082015261499c6101a083016147ed565b6101a08201526149af6101c08301614803565b6101c08201526149c26101e08301614803565b6101e082015292915050565b5f5f5f61024084860312156149e1575f5ffd5b6149eb85856148c6565b956102008501359550610220909401359392505050565b5f5f60408385031215614a13575f5ffd5b823591506020830135614a25816148a7565b809150509250929050565b5f5f83601f840112614a40575f5ffd5b5081356001600160401b03811115614a56575f5ffd5b6020830191508360208260051b8501011115614a70575f5ffd5b9250929050565b5f5f5f5f5f60608688031215614a8b575f5ffd5b8535945060208601356001600160401b03811115614aa7575f5ffd5b614ab388828901614a30565b90955093505060408601356001600160401b03811115614ad1575f5ffd5b614add88828901614a30565b969995985093965092949392505050565b5f60208284031215614afe575f5ffd5b5035919050565b5f608082840312156147b6575f5ffd5b5f5f5f5f5f5f5f60a0888a031215614b2b575f5ffd5b873596506020880135955060408801356001600160401b03811115614b4e575f5ffd5b614b5a8a828b01614a30565b90965094505060608801356001600160401b03811115614b78575f5ffd5b614b848a828b01614a30565b90945092505060808801356001600160401b03811115614ba2575f5ffd5b614bae8a828b01614b05565b91505092959891949750929550565b5f60208284031215614bcd575f5ffd5b813561102c816148a7565b5f5f60408385031215614be9575f5ffd5b8235915060208301356001600160401b03811115614c05575f5ffd5b614c1185828601614b05565b9150509250929050565b5f5f83601f840112614c2b575f5ffd5b5081356001600160401b03811115614c41575f5ffd5b602083019150836020828501011115614a70575f5ffd5b5f5f5f60408486031215614c6a575f5ffd5b8335925060208401356001600160401b03811115614c86575f5ffd5b614c9286828701614c1b565b9497909650939450505050565b634e487b7160e01b5f52602160045260245ffd5b6004811061171a5761171a614c9f565b8381526001600160401b038316602082015260608101614ce283614cb3565b826040830152949350505050565b5f5f6102208385031215614d02575f5ffd5b614d0c84846148c6565b94610200939093013593505050565b5f6060828403128015614d2c575f5ffd5b509092915050565b5f5f5f5f60608587031215614d47575f5ffd5b8435935060208501356001600160401b03811115614d63575f5ffd5b614d6f87828801614c1b565b90945092505060408501356001600160401b03811115614d8d575f5ffd5b614d9987828801614b05565b91505092959194509250565b6003811061171a575f5ffd5b5f5f5f5f5f858703610140811215614dc7575f5ffd5b610100811215614dd5575f5ffd5b50614dde614884565b614de7876147ed565b8152614df5602088016147ed565b6020820152614e06604088016147ed565b60408201526060870135614e1981614da5565b606082015260808781013590820152614e3460a088016147ed565b60a0820152614e4560c08801614803565b60c082015260e0878101359082015294506101008601356001600160401b03811115614e6f575f5ffd5b614e7b88828901614a30565b9095509350506101208601356001600160401b03811115614ad1575f5ffd5b60058110614eaa57614eaa614c9f565b9052565b805182526020810151614ecc60208401826001600160401b03169052565b5060408101516040830152606081015160608301526080810151614efb60808401826001600160a01b03169052565b5060a081015160a083015260c081015160c083015260e0810151614f2a60e08401826001600160401b03169052565b50610100810151614f476101008401826001600160401b03169052565b50610120810151614f646101208401826001600160401b03169052565b50610140810151610140830152610160810151610160830152610180810151614f996101808401826001600160401b03169052565b506101a0810151614fb66101a08401826001600160401b03169052565b506101c0810151614fd06101c084018263ffffffff169052565b506101e081015161101b6101e084018263ffffffff169052565b81516001600160a01b0316815260208083015161028083019161500f90840182614e9a565b5063ffffffff604084015116604083015263ffffffff60608401511660608301526080830151613beb6080840182614eae565b5f5f5f60608486031215615054575f5ffd5b83359250615064602085016147ed565b929592945050506040919091013590565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b60ff60f81b8816815260e060208201525f6150c160e0830189615075565b82810360408401526150d38189615075565b606084018890526001600160a01b038716608085015260a0840186905283810360c0850152845180825260208087019350909101905f5b8181101561512857835183526020938401939092019160010161510a565b50909b9a5050505050505050505050565b5f5f6040838503121561514a575f5ffd5b50508035926020909101359150565b5f5f5f5f5f6060868803121561516d575f5ffd5b85356001600160401b03811115615182575f5ffd5b61518e888289016147a6565b95505060208601356001600160401b03811115614aa7575f5ffd5b5f5f5f5f5f5f5f60c0888a0312156151bf575f5ffd5b873596506151cf602089016147ed565b955060408801356151df81614da5565b94506060880135935060808801356151f6816148a7565b925060a08801356001600160401b03811115615210575f5ffd5b61521c8a828b01614c1b565b989b979a50959850939692959293505050565b5f5f60408385031215615240575f5ffd5b615249836147ed565b946020939093013593505050565b815181526020808301516001600160a01b0316908201526040808301516001600160401b0316908201526060808301516101208301916152a1908401826001600160401b03169052565b506080830151608083015260a08301516152c660a08401826001600160401b03169052565b5060c08301516152e160c08401826001600160401b03169052565b5060e083015160e0830152610100830151613beb6101008401826001600160a01b03169052565b5f5f60408385031215615319575f5ffd5b8235915061483e602084016147ed565b6003811061171a5761171a614c9f565b6040810161534684615329565b9281526001600160401b039190911660209091015290565b5f610200828403121561536f575f5ffd5b61102c83836148c6565b5f8151808452602084019350602083015f5b828110156153b25781516001600160a01b031686526020958601959091019060010161538b565b5093949350505050565b604081525f6153ce6040830185615379565b82810360208401526153e08185615379565b95945050505050565b5f5f5f5f5f5f608087890312156153fe575f5ffd5b863595506020870135945060408701356001600160401b03811115615421575f5ffd5b61542d89828a01614a30565b90955093505060608701356001600160401b0381111561544b575f5ffd5b61545789828a01614a30565b979a9699509497509295939492505050565b5f5f8335601e1984360301811261547e575f5ffd5b8301803591506001600160401b03821115615497575f5ffd5b6020019150600581901b3603821315614a70575f5ffd5b5f8184825b858110156154e45781356154c6816148a7565b6001600160a01b0316835260209283019291909101906001016154b3565b509095945050505050565b5f602082840312156154ff575f5ffd5b61102c826147ed565b5f60208284031215615518575f5ffd5b61102c82614803565b6102008101610d6e8284614eae565b634e487b7160e01b5f52603260045260245ffd5b5f5f8335601e19843603018112615559575f5ffd5b8301803591506001600160401b03821115615572575f5ffd5b602001915036819003821315614a70575f5ffd5b5f6060828403128015615597575f5ffd5b50604051606081016001600160401b03811182821017156155ba576155ba614847565b604052823581526155cd602084016147ed565b60208201526040928301359281019290925250919050565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610d6e57610d6e6155e5565b6001600160401b038181168382160190811115610d6e57610d6e6155e5565b5f63ffffffff821663ffffffff8103615646576156466155e5565b60010192915050565b5f81518060208401855e5f93019283525090919050565b8381525f6153e061567a602084018661564f565b8461564f565b858152602081018590526001600160401b038416604082015260a081016156a684615329565b6060820193909352608001529392505050565b6001600160401b0384168152606081016156d284615329565b602082019390935260400152919050565b6001600160401b038281168282160390811115610d6e57610d6e6155e5565b5f5f8335601e19843603018112615717575f5ffd5b83016020810192503590506001600160401b03811115615735575f5ffd5b8060051b3603821315614a70575f5ffd5b5f8383855260208501945060208460051b820101835f5b8681101561581d57838303601f19018852813536879003603e19018112615782575f5ffd5b8601803561578f816148a7565b6001600160a01b03168452602081013536829003601e190181126157b1575f5ffd5b016020810190356001600160401b038111156157cb575f5ffd5b8036038213156157d9575f5ffd5b60406020860152806040860152808260608701375f606082870101526060601f19601f8301168601019450505060208201915060208801975060018101905061575d565b50909695505050505050565b602081525f6158388384615702565b6080602085015261584d60a085018284615746565b91505061585d6020850185615702565b848303601f19016040860152615874838284615746565b925050506158856040850185615702565b848303601f1901606086015261589c838284615746565b925050506158ad6060850185615702565b848303601f19016080860152611825838284615746565b8281526040810161102c6020830184614e9a565b5f8235603e198336030181126158ec575f5ffd5b9190910192915050565b6040810161590384614cb3565b9281526020015290565b5f61102c828461564f565b61592185614cb3565b84815283602082015260018060a01b0383166040820152608060608201525f6118256080830184615075565b818382375f9101908152919050565b5f6020828403121561596c575f5ffd5b815161102c816148a7565b5f60208284031215615987575f5ffd5b5051919050565b614eaa81615329565b6001600160401b0381511682526001600160401b0360208201511660208301526001600160401b03604082015116604083015260608101516159dc606084018261598e565b506080810151608083015260a0810151615a0160a08401826001600160401b03169052565b5060c0810151615a1960c084018263ffffffff169052565b5060e090810151910152565b828152610120810161102c6020830184615997565b6101008101610d6e8284615997565b5f6001600160401b0382166001600160401b038103615646576156466155e5565b63ffffffff8181168382160190811115610d6e57610d6e6155e5565b81516001600160401b03811115615a9f57615a9f614847565b600160401b811115615ab357615ab3614847565b815481835580821015615ae757825f528160205f20018282035f5b81811015615ae3575f83820155600101615ace565b5050505b5060208301615afb835f9081526020902090565b5f5b83811015611f225782516001600160a01b031681830155602090920191600101615afd565b6001600160401b0385168152608060208201525f615b436080830186615379565b8281036040840152615b558186615379565b91505063ffffffff8316606083015295945050505050565b63ffffffff8281168282160390811115610d6e57610d6e6155e5565b81810381811115610d6e57610d6e6155e5565b5f60018201615bad57615bad6155e5565b5060010190565b5f6001600160401b03831680615bd857634e487b7160e01b5f52601260045260245ffd5b806001600160401b038416069150509291505056fea264697066735822122017266c845e7dd3d0e03373cddd5e187ea0e1349070b4d4b1ca9e36d2b708a39464736f6c63430008220033",
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

// PackAgreementOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x10f56b0c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function agreementOf(uint64 memberEpoch, uint32 class) view returns(uint32 quorum, uint64 until)
func (consortium *Consortium) PackAgreementOf(memberEpoch uint64, class uint32) []byte {
	enc, err := consortium.abi.Pack("agreementOf", memberEpoch, class)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAgreementOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x10f56b0c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function agreementOf(uint64 memberEpoch, uint32 class) view returns(uint32 quorum, uint64 until)
func (consortium *Consortium) TryPackAgreementOf(memberEpoch uint64, class uint32) ([]byte, error) {
	return consortium.abi.Pack("agreementOf", memberEpoch, class)
}

// AgreementOfOutput serves as a container for the return parameters of contract
// method AgreementOf.
type AgreementOfOutput struct {
	Quorum uint32
	Until  uint64
}

// UnpackAgreementOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x10f56b0c.
//
// Solidity: function agreementOf(uint64 memberEpoch, uint32 class) view returns(uint32 quorum, uint64 until)
func (consortium *Consortium) UnpackAgreementOf(data []byte) (AgreementOfOutput, error) {
	out, err := consortium.abi.Unpack("agreementOf", data)
	outstruct := new(AgreementOfOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Quorum = *abi.ConvertType(out[0], new(uint32)).(*uint32)
	outstruct.Until = *abi.ConvertType(out[1], new(uint64)).(*uint64)
	return *outstruct, nil
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

// PackCourseOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb87089f9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function courseOf(bytes32 changeHash) view returns(uint32 needed, uint32 rejections, uint64 postponedUntil, bool refused)
func (consortium *Consortium) PackCourseOf(changeHash [32]byte) []byte {
	enc, err := consortium.abi.Pack("courseOf", changeHash)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCourseOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb87089f9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function courseOf(bytes32 changeHash) view returns(uint32 needed, uint32 rejections, uint64 postponedUntil, bool refused)
func (consortium *Consortium) TryPackCourseOf(changeHash [32]byte) ([]byte, error) {
	return consortium.abi.Pack("courseOf", changeHash)
}

// CourseOfOutput serves as a container for the return parameters of contract
// method CourseOf.
type CourseOfOutput struct {
	Needed         uint32
	Rejections     uint32
	PostponedUntil uint64
	Refused        bool
}

// UnpackCourseOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb87089f9.
//
// Solidity: function courseOf(bytes32 changeHash) view returns(uint32 needed, uint32 rejections, uint64 postponedUntil, bool refused)
func (consortium *Consortium) UnpackCourseOf(data []byte) (CourseOfOutput, error) {
	out, err := consortium.abi.Unpack("courseOf", data)
	outstruct := new(CourseOfOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Needed = *abi.ConvertType(out[0], new(uint32)).(*uint32)
	outstruct.Rejections = *abi.ConvertType(out[1], new(uint32)).(*uint32)
	outstruct.PostponedUntil = *abi.ConvertType(out[2], new(uint64)).(*uint64)
	outstruct.Refused = *abi.ConvertType(out[3], new(bool)).(*bool)
	return *outstruct, nil
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

// PackHashChangeWithPolicy is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8eb2312b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function hashChangeWithPolicy((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls, bytes32 policy) view returns(bytes32)
func (consortium *Consortium) PackHashChangeWithPolicy(c Change, calls [32]byte, policy [32]byte) []byte {
	enc, err := consortium.abi.Pack("hashChangeWithPolicy", c, calls, policy)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHashChangeWithPolicy is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8eb2312b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function hashChangeWithPolicy((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls, bytes32 policy) view returns(bytes32)
func (consortium *Consortium) TryPackHashChangeWithPolicy(c Change, calls [32]byte, policy [32]byte) ([]byte, error) {
	return consortium.abi.Pack("hashChangeWithPolicy", c, calls, policy)
}

// UnpackHashChangeWithPolicy is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8eb2312b.
//
// Solidity: function hashChangeWithPolicy((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls, bytes32 policy) view returns(bytes32)
func (consortium *Consortium) UnpackHashChangeWithPolicy(data []byte) ([32]byte, error) {
	out, err := consortium.abi.Unpack("hashChangeWithPolicy", data)
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

// PackPause is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x72c1ddda.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function pause(bytes32 line, uint64 until, bytes32 reason) returns()
func (consortium *Consortium) PackPause(line [32]byte, until uint64, reason [32]byte) []byte {
	enc, err := consortium.abi.Pack("pause", line, until, reason)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPause is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x72c1ddda.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function pause(bytes32 line, uint64 until, bytes32 reason) returns()
func (consortium *Consortium) TryPackPause(line [32]byte, until uint64, reason [32]byte) ([]byte, error) {
	return consortium.abi.Pack("pause", line, until, reason)
}

// PackPausedUntil is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6bbac0b2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function pausedUntil(bytes32 line) view returns(uint64)
func (consortium *Consortium) PackPausedUntil(line [32]byte) []byte {
	enc, err := consortium.abi.Pack("pausedUntil", line)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPausedUntil is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6bbac0b2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function pausedUntil(bytes32 line) view returns(uint64)
func (consortium *Consortium) TryPackPausedUntil(line [32]byte) ([]byte, error) {
	return consortium.abi.Pack("pausedUntil", line)
}

// UnpackPausedUntil is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6bbac0b2.
//
// Solidity: function pausedUntil(bytes32 line) view returns(uint64)
func (consortium *Consortium) UnpackPausedUntil(data []byte) (uint64, error) {
	out, err := consortium.abi.Unpack("pausedUntil", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackPolicyOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5483a0b5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function policyOf(bytes32 changeHash) view returns(bytes32)
func (consortium *Consortium) PackPolicyOf(changeHash [32]byte) []byte {
	enc, err := consortium.abi.Pack("policyOf", changeHash)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPolicyOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5483a0b5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function policyOf(bytes32 changeHash) view returns(bytes32)
func (consortium *Consortium) TryPackPolicyOf(changeHash [32]byte) ([]byte, error) {
	return consortium.abi.Pack("policyOf", changeHash)
}

// UnpackPolicyOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5483a0b5.
//
// Solidity: function policyOf(bytes32 changeHash) view returns(bytes32)
func (consortium *Consortium) UnpackPolicyOf(data []byte) ([32]byte, error) {
	out, err := consortium.abi.Unpack("policyOf", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackPostpone is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbaec8dd2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function postpone(bytes32 changeHash, uint64 until) returns()
func (consortium *Consortium) PackPostpone(changeHash [32]byte, until uint64) []byte {
	enc, err := consortium.abi.Pack("postpone", changeHash, until)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPostpone is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbaec8dd2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function postpone(bytes32 changeHash, uint64 until) returns()
func (consortium *Consortium) TryPackPostpone(changeHash [32]byte, until uint64) ([]byte, error) {
	return consortium.abi.Pack("postpone", changeHash, until)
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
// Solidity: function propose((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c) returns(bytes32)
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
// Solidity: function propose((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c) returns(bytes32)
func (consortium *Consortium) TryPackPropose(c Change) ([]byte, error) {
	return consortium.abi.Pack("propose", c)
}

// UnpackPropose is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbd8631d0.
//
// Solidity: function propose((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c) returns(bytes32)
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
// Solidity: function proposeWithCalls((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls) returns(bytes32)
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
// Solidity: function proposeWithCalls((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls) returns(bytes32)
func (consortium *Consortium) TryPackProposeWithCalls(c Change, calls [32]byte) ([]byte, error) {
	return consortium.abi.Pack("proposeWithCalls", c, calls)
}

// UnpackProposeWithCalls is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5931af18.
//
// Solidity: function proposeWithCalls((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls) returns(bytes32)
func (consortium *Consortium) UnpackProposeWithCalls(data []byte) ([32]byte, error) {
	out, err := consortium.abi.Unpack("proposeWithCalls", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackProposeWithPolicy is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x21c33e21.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function proposeWithPolicy((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls, bytes32 policy) returns(bytes32 changeHash)
func (consortium *Consortium) PackProposeWithPolicy(c Change, calls [32]byte, policy [32]byte) []byte {
	enc, err := consortium.abi.Pack("proposeWithPolicy", c, calls, policy)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackProposeWithPolicy is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x21c33e21.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function proposeWithPolicy((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls, bytes32 policy) returns(bytes32 changeHash)
func (consortium *Consortium) TryPackProposeWithPolicy(c Change, calls [32]byte, policy [32]byte) ([]byte, error) {
	return consortium.abi.Pack("proposeWithPolicy", c, calls, policy)
}

// UnpackProposeWithPolicy is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x21c33e21.
//
// Solidity: function proposeWithPolicy((bytes32,uint64,bytes32,bytes32,address,bytes32,bytes32,uint64,uint64,uint64,bytes32,bytes32,uint64,uint64,uint32,uint32) c, bytes32 calls, bytes32 policy) returns(bytes32 changeHash)
func (consortium *Consortium) UnpackProposeWithPolicy(data []byte) ([32]byte, error) {
	out, err := consortium.abi.Unpack("proposeWithPolicy", data)
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

// PackResolutions is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x316ac95c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function resolutions() view returns(uint64)
func (consortium *Consortium) PackResolutions() []byte {
	enc, err := consortium.abi.Pack("resolutions")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackResolutions is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x316ac95c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function resolutions() view returns(uint64)
func (consortium *Consortium) TryPackResolutions() ([]byte, error) {
	return consortium.abi.Pack("resolutions")
}

// UnpackResolutions is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x316ac95c.
//
// Solidity: function resolutions() view returns(uint64)
func (consortium *Consortium) UnpackResolutions(data []byte) (uint64, error) {
	out, err := consortium.abi.Unpack("resolutions", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackResolve is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x694bd780.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function resolve((uint64,uint64,uint64,uint8,bytes32,uint64,uint32,bytes32) r, address[] approvers, bytes[] signatures) returns()
func (consortium *Consortium) PackResolve(r Resolution, approvers []common.Address, signatures [][]byte) []byte {
	enc, err := consortium.abi.Pack("resolve", r, approvers, signatures)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackResolve is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x694bd780.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function resolve((uint64,uint64,uint64,uint8,bytes32,uint64,uint32,bytes32) r, address[] approvers, bytes[] signatures) returns()
func (consortium *Consortium) TryPackResolve(r Resolution, approvers []common.Address, signatures [][]byte) ([]byte, error) {
	return consortium.abi.Pack("resolve", r, approvers, signatures)
}

// PackRetired is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x32d43bc2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function retired(address book) view returns(bool)
func (consortium *Consortium) PackRetired(book common.Address) []byte {
	enc, err := consortium.abi.Pack("retired", book)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRetired is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x32d43bc2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function retired(address book) view returns(bool)
func (consortium *Consortium) TryPackRetired(book common.Address) ([]byte, error) {
	return consortium.abi.Pack("retired", book)
}

// UnpackRetired is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x32d43bc2.
//
// Solidity: function retired(address book) view returns(bool)
func (consortium *Consortium) UnpackRetired(data []byte) (bool, error) {
	out, err := consortium.abi.Unpack("retired", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
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

// PackVote is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa3d557cb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function vote(bytes32 changeHash, uint64 number, uint8 stance, bytes32 reason, address approver, bytes signature) returns()
func (consortium *Consortium) PackVote(changeHash [32]byte, number uint64, stance uint8, reason [32]byte, approver common.Address, signature []byte) []byte {
	enc, err := consortium.abi.Pack("vote", changeHash, number, stance, reason, approver, signature)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVote is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa3d557cb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function vote(bytes32 changeHash, uint64 number, uint8 stance, bytes32 reason, address approver, bytes signature) returns()
func (consortium *Consortium) TryPackVote(changeHash [32]byte, number uint64, stance uint8, reason [32]byte, approver common.Address, signature []byte) ([]byte, error) {
	return consortium.abi.Pack("vote", changeHash, number, stance, reason, approver, signature)
}

// PackVoteOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbbad29c9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function voteOf(bytes32 changeHash, address approver) view returns(uint8 stance, uint64 votes)
func (consortium *Consortium) PackVoteOf(changeHash [32]byte, approver common.Address) []byte {
	enc, err := consortium.abi.Pack("voteOf", changeHash, approver)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVoteOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbbad29c9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function voteOf(bytes32 changeHash, address approver) view returns(uint8 stance, uint64 votes)
func (consortium *Consortium) TryPackVoteOf(changeHash [32]byte, approver common.Address) ([]byte, error) {
	return consortium.abi.Pack("voteOf", changeHash, approver)
}

// VoteOfOutput serves as a container for the return parameters of contract
// method VoteOf.
type VoteOfOutput struct {
	Stance uint8
	Votes  uint64
}

// UnpackVoteOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbbad29c9.
//
// Solidity: function voteOf(bytes32 changeHash, address approver) view returns(uint8 stance, uint64 votes)
func (consortium *Consortium) UnpackVoteOf(data []byte) (VoteOfOutput, error) {
	out, err := consortium.abi.Unpack("voteOf", data)
	outstruct := new(VoteOfOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Stance = *abi.ConvertType(out[0], new(uint8)).(*uint8)
	outstruct.Votes = *abi.ConvertType(out[1], new(uint64)).(*uint64)
	return *outstruct, nil
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

// ConsortiumPaused represents a Paused event raised by the Consortium contract.
type ConsortiumPaused struct {
	Line   [32]byte
	By     common.Address
	Until  uint64
	Reason [32]byte
	Raw    *types.Log // Blockchain specific contextual infos
}

const ConsortiumPausedEventName = "Paused"

// ContractEventName returns the user-defined event name.
func (ConsortiumPaused) ContractEventName() string {
	return ConsortiumPausedEventName
}

// UnpackPausedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Paused(bytes32 indexed line, address indexed by, uint64 until, bytes32 reason)
func (consortium *Consortium) UnpackPausedEvent(log *types.Log) (*ConsortiumPaused, error) {
	event := "Paused"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumPaused)
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

// ConsortiumPolicySet represents a PolicySet event raised by the Consortium contract.
type ConsortiumPolicySet struct {
	ChangeHash [32]byte
	Policy     [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumPolicySetEventName = "PolicySet"

// ContractEventName returns the user-defined event name.
func (ConsortiumPolicySet) ContractEventName() string {
	return ConsortiumPolicySetEventName
}

// UnpackPolicySetEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PolicySet(bytes32 indexed changeHash, bytes32 policy)
func (consortium *Consortium) UnpackPolicySetEvent(log *types.Log) (*ConsortiumPolicySet, error) {
	event := "PolicySet"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumPolicySet)
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

// ConsortiumPostponed represents a Postponed event raised by the Consortium contract.
type ConsortiumPostponed struct {
	ChangeHash [32]byte
	Until      uint64
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumPostponedEventName = "Postponed"

// ContractEventName returns the user-defined event name.
func (ConsortiumPostponed) ContractEventName() string {
	return ConsortiumPostponedEventName
}

// UnpackPostponedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Postponed(bytes32 indexed changeHash, uint64 until)
func (consortium *Consortium) UnpackPostponedEvent(log *types.Log) (*ConsortiumPostponed, error) {
	event := "Postponed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumPostponed)
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

// ConsortiumRefused represents a Refused event raised by the Consortium contract.
type ConsortiumRefused struct {
	ChangeHash [32]byte
	Approver   common.Address
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumRefusedEventName = "Refused"

// ContractEventName returns the user-defined event name.
func (ConsortiumRefused) ContractEventName() string {
	return ConsortiumRefusedEventName
}

// UnpackRefusedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Refused(bytes32 indexed changeHash, address indexed approver)
func (consortium *Consortium) UnpackRefusedEvent(log *types.Log) (*ConsortiumRefused, error) {
	event := "Refused"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumRefused)
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

// ConsortiumResolved represents a Resolved event raised by the Consortium contract.
type ConsortiumResolved struct {
	Resolution Resolution
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumResolvedEventName = "Resolved"

// ContractEventName returns the user-defined event name.
func (ConsortiumResolved) ContractEventName() string {
	return ConsortiumResolvedEventName
}

// UnpackResolvedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Resolved((uint64,uint64,uint64,uint8,bytes32,uint64,uint32,bytes32) resolution)
func (consortium *Consortium) UnpackResolvedEvent(log *types.Log) (*ConsortiumResolved, error) {
	event := "Resolved"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumResolved)
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

// ConsortiumVoted represents a Voted event raised by the Consortium contract.
type ConsortiumVoted struct {
	ChangeHash [32]byte
	Approver   common.Address
	Number     uint64
	Stance     uint8
	Reason     [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const ConsortiumVotedEventName = "Voted"

// ContractEventName returns the user-defined event name.
func (ConsortiumVoted) ContractEventName() string {
	return ConsortiumVotedEventName
}

// UnpackVotedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Voted(bytes32 indexed changeHash, address indexed approver, uint64 number, uint8 stance, bytes32 reason)
func (consortium *Consortium) UnpackVotedEvent(log *types.Log) (*ConsortiumVoted, error) {
	event := "Voted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != consortium.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConsortiumVoted)
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
	if bytes.Equal(raw[:4], consortium.abi.Errors["ApprovalMissing"].ID.Bytes()[:4]) {
		return consortium.UnpackApprovalMissingError(raw[4:])
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
	if bytes.Equal(raw[:4], consortium.abi.Errors["IsPaused"].ID.Bytes()[:4]) {
		return consortium.UnpackIsPausedError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["IsRefused"].ID.Bytes()[:4]) {
		return consortium.UnpackIsRefusedError(raw[4:])
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
	if bytes.Equal(raw[:4], consortium.abi.Errors["PausedLately"].ID.Bytes()[:4]) {
		return consortium.UnpackPausedLatelyError(raw[4:])
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
	if bytes.Equal(raw[:4], consortium.abi.Errors["StaleResolution"].ID.Bytes()[:4]) {
		return consortium.UnpackStaleResolutionError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["StaleVote"].ID.Bytes()[:4]) {
		return consortium.UnpackStaleVoteError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["StillNeeded"].ID.Bytes()[:4]) {
		return consortium.UnpackStillNeededError(raw[4:])
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
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongDelay"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongDelayError(raw[4:])
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
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongPause"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongPauseError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongPolicy"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongPolicyError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongQuorum"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongQuorumError(raw[4:])
	}
	if bytes.Equal(raw[:4], consortium.abi.Errors["WrongResolution"].ID.Bytes()[:4]) {
		return consortium.UnpackWrongResolutionError(raw[4:])
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

// ConsortiumApprovalMissing represents a ApprovalMissing error raised by the Consortium contract.
type ConsortiumApprovalMissing struct {
	Member *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ApprovalMissing(uint256 member)
func ConsortiumApprovalMissingErrorID() common.Hash {
	return common.HexToHash("0x33227d2aa726fdeb96ea11f8e48e5d900fe4d81e323e367cc9aa2b4adbc6e354")
}

// UnpackApprovalMissingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ApprovalMissing(uint256 member)
func (consortium *Consortium) UnpackApprovalMissingError(raw []byte) (*ConsortiumApprovalMissing, error) {
	out := new(ConsortiumApprovalMissing)
	if err := consortium.abi.UnpackIntoInterface(out, "ApprovalMissing", raw); err != nil {
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

// ConsortiumIsPaused represents a IsPaused error raised by the Consortium contract.
type ConsortiumIsPaused struct {
	Until uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error IsPaused(uint64 until)
func ConsortiumIsPausedErrorID() common.Hash {
	return common.HexToHash("0xd75a7fb8282a209680427719c12a81244a7595f18ae0866080083a8c21d922e3")
}

// UnpackIsPausedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error IsPaused(uint64 until)
func (consortium *Consortium) UnpackIsPausedError(raw []byte) (*ConsortiumIsPaused, error) {
	out := new(ConsortiumIsPaused)
	if err := consortium.abi.UnpackIntoInterface(out, "IsPaused", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumIsRefused represents a IsRefused error raised by the Consortium contract.
type ConsortiumIsRefused struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error IsRefused()
func ConsortiumIsRefusedErrorID() common.Hash {
	return common.HexToHash("0x0dac981bd7bde00767641e7918fb45af509e21db6f7484ddafd8db0adf8bb32c")
}

// UnpackIsRefusedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error IsRefused()
func (consortium *Consortium) UnpackIsRefusedError(raw []byte) (*ConsortiumIsRefused, error) {
	out := new(ConsortiumIsRefused)
	if err := consortium.abi.UnpackIntoInterface(out, "IsRefused", raw); err != nil {
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

// ConsortiumPausedLately represents a PausedLately error raised by the Consortium contract.
type ConsortiumPausedLately struct {
	Until uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error PausedLately(uint64 until)
func ConsortiumPausedLatelyErrorID() common.Hash {
	return common.HexToHash("0xfe47c2401a219e2f010dd46cb98c99b6e30befdcfbc5eef2fd08358301de1da1")
}

// UnpackPausedLatelyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error PausedLately(uint64 until)
func (consortium *Consortium) UnpackPausedLatelyError(raw []byte) (*ConsortiumPausedLately, error) {
	out := new(ConsortiumPausedLately)
	if err := consortium.abi.UnpackIntoInterface(out, "PausedLately", raw); err != nil {
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

// ConsortiumStaleResolution represents a StaleResolution error raised by the Consortium contract.
type ConsortiumStaleResolution struct {
	Expected uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StaleResolution(uint64 expected)
func ConsortiumStaleResolutionErrorID() common.Hash {
	return common.HexToHash("0x9481e3b932c194dd4100851c47beacc7d4ddf21a947f301bd6d1cefd6a423b5e")
}

// UnpackStaleResolutionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StaleResolution(uint64 expected)
func (consortium *Consortium) UnpackStaleResolutionError(raw []byte) (*ConsortiumStaleResolution, error) {
	out := new(ConsortiumStaleResolution)
	if err := consortium.abi.UnpackIntoInterface(out, "StaleResolution", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumStaleVote represents a StaleVote error raised by the Consortium contract.
type ConsortiumStaleVote struct {
	Approver common.Address
	Expected uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StaleVote(address approver, uint64 expected)
func ConsortiumStaleVoteErrorID() common.Hash {
	return common.HexToHash("0x11a04345a001a35d14174216f46ab9df067d9dd257c9320bbb419591aede0908")
}

// UnpackStaleVoteError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StaleVote(address approver, uint64 expected)
func (consortium *Consortium) UnpackStaleVoteError(raw []byte) (*ConsortiumStaleVote, error) {
	out := new(ConsortiumStaleVote)
	if err := consortium.abi.UnpackIntoInterface(out, "StaleVote", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumStillNeeded represents a StillNeeded error raised by the Consortium contract.
type ConsortiumStillNeeded struct {
	Until uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StillNeeded(uint64 until)
func ConsortiumStillNeededErrorID() common.Hash {
	return common.HexToHash("0xc955e68aeb0466694c3634dc6d5e9b38c34268c2d3212140de4ccee001630435")
}

// UnpackStillNeededError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StillNeeded(uint64 until)
func (consortium *Consortium) UnpackStillNeededError(raw []byte) (*ConsortiumStillNeeded, error) {
	out := new(ConsortiumStillNeeded)
	if err := consortium.abi.UnpackIntoInterface(out, "StillNeeded", raw); err != nil {
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

// ConsortiumWrongDelay represents a WrongDelay error raised by the Consortium contract.
type ConsortiumWrongDelay struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongDelay()
func ConsortiumWrongDelayErrorID() common.Hash {
	return common.HexToHash("0x805686eb3ac7188cdd26892eae52cad128118bf7dd90eddcec171fc09263fa40")
}

// UnpackWrongDelayError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongDelay()
func (consortium *Consortium) UnpackWrongDelayError(raw []byte) (*ConsortiumWrongDelay, error) {
	out := new(ConsortiumWrongDelay)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongDelay", raw); err != nil {
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

// ConsortiumWrongPause represents a WrongPause error raised by the Consortium contract.
type ConsortiumWrongPause struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongPause()
func ConsortiumWrongPauseErrorID() common.Hash {
	return common.HexToHash("0x8dcfc736fed237d8f3adda6acd5d04219af6482fed6b360c36a89b31e5ecf266")
}

// UnpackWrongPauseError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongPause()
func (consortium *Consortium) UnpackWrongPauseError(raw []byte) (*ConsortiumWrongPause, error) {
	out := new(ConsortiumWrongPause)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongPause", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConsortiumWrongPolicy represents a WrongPolicy error raised by the Consortium contract.
type ConsortiumWrongPolicy struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongPolicy()
func ConsortiumWrongPolicyErrorID() common.Hash {
	return common.HexToHash("0x1beb0849e7755a6b8eb87b66f003efa8b0af8aace7d75ad74e026f1947785896")
}

// UnpackWrongPolicyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongPolicy()
func (consortium *Consortium) UnpackWrongPolicyError(raw []byte) (*ConsortiumWrongPolicy, error) {
	out := new(ConsortiumWrongPolicy)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongPolicy", raw); err != nil {
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

// ConsortiumWrongResolution represents a WrongResolution error raised by the Consortium contract.
type ConsortiumWrongResolution struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongResolution()
func ConsortiumWrongResolutionErrorID() common.Hash {
	return common.HexToHash("0x1d41f93488f729b1cf499305eff4276cee48fb93e1d562769fef1abe28a2099f")
}

// UnpackWrongResolutionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongResolution()
func (consortium *Consortium) UnpackWrongResolutionError(raw []byte) (*ConsortiumWrongResolution, error) {
	out := new(ConsortiumWrongResolution)
	if err := consortium.abi.UnpackIntoInterface(out, "WrongResolution", raw); err != nil {
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
