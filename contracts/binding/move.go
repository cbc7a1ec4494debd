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

// Config is an auto generated low-level Go binding around an user-defined struct.
type Config struct {
	Plan                 [32]byte
	Authority            common.Address
	Attesters            []common.Address
	Source               common.Address
	SourceImplementation common.Address
	Target               common.Address
	TargetImplementation common.Address
	InitCall             []byte
	Gate                 common.Address
	Unattended           bool
}

// Content is an auto generated low-level Go binding around an user-defined struct.
type Content struct {
	Eager         [32]byte
	EagerCount    uint64
	Deferred      [32]byte
	DeferredCount uint64
	Snapshot      [32]byte
	Result        [32]byte
}

// Entry is an auto generated low-level Go binding around an user-defined struct.
type Entry struct {
	Head   [32]byte
	Stores []Store
	Logs   []Log
}

// Log is an auto generated low-level Go binding around an user-defined struct.
type Log struct {
	Topics [][32]byte
	Data   []byte
}

// Store is an auto generated low-level Go binding around an user-defined struct.
type Store struct {
	Slot   [32]byte
	Before [32]byte
	Next   [32]byte
}

// ERC1967ProxyMetaData contains all meta data concerning the ERC1967Proxy contract.
var ERC1967ProxyMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"_data\",\"type\":\"bytes\"}],\"stateMutability\":\"payable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"}],\"name\":\"AddressEmptyCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"}],\"name\":\"ERC1967InvalidImplementation\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ERC1967NonPayable\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ERC1967ProxyUninitialized\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"FailedCall\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"}],\"name\":\"Upgraded\",\"type\":\"event\"},{\"stateMutability\":\"payable\",\"type\":\"fallback\"}]",
	ID:  "ERC1967Proxy",
	Bin: "0x60806040526040516103b63803806103b683398101604081905261002291610238565b8051610041576040516330a289cf60e21b815260040160405180910390fd5b61004b8282610052565b5050610307565b61005b826100b0565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a28051156100a45761009f828261012b565b505050565b6100ac6101cc565b5050565b806001600160a01b03163b5f036100ea57604051634c9c8ce360e01b81526001600160a01b03821660048201526024015b60405180910390fd5b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f61013884846101ed565b905080801561015957505f3d118061015957505f846001600160a01b03163b115b1561016e57610166610200565b9150506101c6565b801561019857604051639996b31560e01b81526001600160a01b03851660048201526024016100e1565b3d156101ab576101a6610219565b6101c4565b60405163d6bda27560e01b815260040160405180910390fd5b505b92915050565b34156101eb5760405163b398979f60e01b815260040160405180910390fd5b565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b634e487b7160e01b5f52604160045260245ffd5b5f5f60408385031215610249575f5ffd5b82516001600160a01b038116811461025f575f5ffd5b60208401519092506001600160401b0381111561027a575f5ffd5b8301601f8101851361028a575f5ffd5b80516001600160401b038111156102a3576102a3610224565b604051601f8201601f19908116603f011681016001600160401b03811182821017156102d1576102d1610224565b6040528181528282016020018710156102e8575f5ffd5b8160208401602083015e5f602083830101528093505050509250929050565b60a3806103135f395ff3fe6080604052600a600c565b005b60186014601a565b6050565b565b5f604b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b905090565b365f5f375f5f365f845af43d5f5f3e8080156069573d5ff35b3d5ffdfea2646970667358221220049aa0189f402b25374b5819a12fdfbe95aaed054b03a8ee15dd96ff3e6be39264736f6c63430008220033",
}

// ERC1967Proxy is an auto generated Go binding around an Ethereum contract.
type ERC1967Proxy struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *ERC1967Proxy) GetABI() abi.ABI {
	return c.abi
}

// NewERC1967Proxy creates a new instance of ERC1967Proxy.
func NewERC1967Proxy() *ERC1967Proxy {
	parsed, err := ERC1967ProxyMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &ERC1967Proxy{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *ERC1967Proxy) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address implementation, bytes _data) payable returns()
func (eRC1967Proxy *ERC1967Proxy) PackConstructor(implementation common.Address, _data []byte) []byte {
	enc, err := eRC1967Proxy.abi.Pack("", implementation, _data)
	if err != nil {
		panic(err)
	}
	return enc
}

// ERC1967ProxyUpgraded represents a Upgraded event raised by the ERC1967Proxy contract.
type ERC1967ProxyUpgraded struct {
	Implementation common.Address
	Raw            *types.Log // Blockchain specific contextual infos
}

const ERC1967ProxyUpgradedEventName = "Upgraded"

// ContractEventName returns the user-defined event name.
func (ERC1967ProxyUpgraded) ContractEventName() string {
	return ERC1967ProxyUpgradedEventName
}

// UnpackUpgradedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Upgraded(address indexed implementation)
func (eRC1967Proxy *ERC1967Proxy) UnpackUpgradedEvent(log *types.Log) (*ERC1967ProxyUpgraded, error) {
	event := "Upgraded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != eRC1967Proxy.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ERC1967ProxyUpgraded)
	if len(log.Data) > 0 {
		if err := eRC1967Proxy.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range eRC1967Proxy.abi.Events[event].Inputs {
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
func (eRC1967Proxy *ERC1967Proxy) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], eRC1967Proxy.abi.Errors["AddressEmptyCode"].ID.Bytes()[:4]) {
		return eRC1967Proxy.UnpackAddressEmptyCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], eRC1967Proxy.abi.Errors["ERC1967InvalidImplementation"].ID.Bytes()[:4]) {
		return eRC1967Proxy.UnpackERC1967InvalidImplementationError(raw[4:])
	}
	if bytes.Equal(raw[:4], eRC1967Proxy.abi.Errors["ERC1967NonPayable"].ID.Bytes()[:4]) {
		return eRC1967Proxy.UnpackERC1967NonPayableError(raw[4:])
	}
	if bytes.Equal(raw[:4], eRC1967Proxy.abi.Errors["ERC1967ProxyUninitialized"].ID.Bytes()[:4]) {
		return eRC1967Proxy.UnpackERC1967ProxyUninitializedError(raw[4:])
	}
	if bytes.Equal(raw[:4], eRC1967Proxy.abi.Errors["FailedCall"].ID.Bytes()[:4]) {
		return eRC1967Proxy.UnpackFailedCallError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// ERC1967ProxyAddressEmptyCode represents a AddressEmptyCode error raised by the ERC1967Proxy contract.
type ERC1967ProxyAddressEmptyCode struct {
	Target common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AddressEmptyCode(address target)
func ERC1967ProxyAddressEmptyCodeErrorID() common.Hash {
	return common.HexToHash("0x9996b315c842ff135b8fc4a08ad5df1c344efbc03d2687aecc0678050d2aac89")
}

// UnpackAddressEmptyCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AddressEmptyCode(address target)
func (eRC1967Proxy *ERC1967Proxy) UnpackAddressEmptyCodeError(raw []byte) (*ERC1967ProxyAddressEmptyCode, error) {
	out := new(ERC1967ProxyAddressEmptyCode)
	if err := eRC1967Proxy.abi.UnpackIntoInterface(out, "AddressEmptyCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ERC1967ProxyERC1967InvalidImplementation represents a ERC1967InvalidImplementation error raised by the ERC1967Proxy contract.
type ERC1967ProxyERC1967InvalidImplementation struct {
	Implementation common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC1967InvalidImplementation(address implementation)
func ERC1967ProxyERC1967InvalidImplementationErrorID() common.Hash {
	return common.HexToHash("0x4c9c8ce3ceb3130f17f7cdba48d89b5b0129f266a8bac114e6e315a41879b617")
}

// UnpackERC1967InvalidImplementationError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC1967InvalidImplementation(address implementation)
func (eRC1967Proxy *ERC1967Proxy) UnpackERC1967InvalidImplementationError(raw []byte) (*ERC1967ProxyERC1967InvalidImplementation, error) {
	out := new(ERC1967ProxyERC1967InvalidImplementation)
	if err := eRC1967Proxy.abi.UnpackIntoInterface(out, "ERC1967InvalidImplementation", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ERC1967ProxyERC1967NonPayable represents a ERC1967NonPayable error raised by the ERC1967Proxy contract.
type ERC1967ProxyERC1967NonPayable struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC1967NonPayable()
func ERC1967ProxyERC1967NonPayableErrorID() common.Hash {
	return common.HexToHash("0xb398979fa84f543c8e222f17890372c487baf85e062276c127fef521eea7224b")
}

// UnpackERC1967NonPayableError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC1967NonPayable()
func (eRC1967Proxy *ERC1967Proxy) UnpackERC1967NonPayableError(raw []byte) (*ERC1967ProxyERC1967NonPayable, error) {
	out := new(ERC1967ProxyERC1967NonPayable)
	if err := eRC1967Proxy.abi.UnpackIntoInterface(out, "ERC1967NonPayable", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ERC1967ProxyERC1967ProxyUninitialized represents a ERC1967ProxyUninitialized error raised by the ERC1967Proxy contract.
type ERC1967ProxyERC1967ProxyUninitialized struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC1967ProxyUninitialized()
func ERC1967ProxyERC1967ProxyUninitializedErrorID() common.Hash {
	return common.HexToHash("0xc28a273c3fe16468cad2234091c09b146f46a93b2ad4069739c7beddfa5b3529")
}

// UnpackERC1967ProxyUninitializedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC1967ProxyUninitialized()
func (eRC1967Proxy *ERC1967Proxy) UnpackERC1967ProxyUninitializedError(raw []byte) (*ERC1967ProxyERC1967ProxyUninitialized, error) {
	out := new(ERC1967ProxyERC1967ProxyUninitialized)
	if err := eRC1967Proxy.abi.UnpackIntoInterface(out, "ERC1967ProxyUninitialized", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ERC1967ProxyFailedCall represents a FailedCall error raised by the ERC1967Proxy contract.
type ERC1967ProxyFailedCall struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error FailedCall()
func ERC1967ProxyFailedCallErrorID() common.Hash {
	return common.HexToHash("0xd6bda27508c0fb6d8a39b4b122878dab26f731a7d4e4abe711dd3731899052a4")
}

// UnpackFailedCallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error FailedCall()
func (eRC1967Proxy *ERC1967Proxy) UnpackFailedCallError(raw []byte) (*ERC1967ProxyFailedCall, error) {
	out := new(ERC1967ProxyFailedCall)
	if err := eRC1967Proxy.abi.UnpackIntoInterface(out, "FailedCall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateMetaData contains all meta data concerning the Gate contract.
var GateMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"migration\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"rules\",\"type\":\"bytes\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"}],\"name\":\"AddressEmptyCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"word\",\"type\":\"uint256\"}],\"name\":\"BadArgument\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"place\",\"type\":\"uint256\"}],\"name\":\"BadRules\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"found\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"expected\",\"type\":\"bytes32\"}],\"name\":\"Changed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"}],\"name\":\"ERC1967InvalidImplementation\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ERC1967NonPayable\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"FailedCall\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"migration\",\"type\":\"address\"}],\"name\":\"Migrating\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotAProxy\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotAuthority\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes4\",\"name\":\"selector\",\"type\":\"bytes4\"}],\"name\":\"NotDeclared\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotMigration\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotSource\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"}],\"name\":\"Reserved\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"UUPSUnauthorizedCallContext\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"}],\"name\":\"UUPSUnsupportedProxiableUUID\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"}],\"name\":\"Unsettled\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"}],\"name\":\"Upgraded\",\"type\":\"event\"},{\"stateMutability\":\"payable\",\"type\":\"fallback\"},{\"inputs\":[],\"name\":\"UPGRADE_INTERFACE_VERSION\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"initCall\",\"type\":\"bytes\"}],\"name\":\"novationBecome\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"novationImplementation\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"novationMigration\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"}],\"name\":\"novationPay\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"novationRules\",\"outputs\":[{\"internalType\":\"bytes\",\"name\":\"\",\"type\":\"bytes\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry[]\",\"name\":\"entries\",\"type\":\"tuple[]\"},{\"internalType\":\"bool\",\"name\":\"forward\",\"type\":\"bool\"}],\"name\":\"novationStore\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"novationTake\",\"outputs\":[],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"name\":\"novationTouches\",\"outputs\":[{\"internalType\":\"bytes32[]\",\"name\":\"\",\"type\":\"bytes32[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"proxiableUUID\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"newImplementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"name\":\"upgradeToAndCall\",\"outputs\":[],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"stateMutability\":\"payable\",\"type\":\"receive\"}]",
	ID:  "Gate",
	Bin: "0x61012060405230608052348015610014575f5ffd5b5060405161213338038061213383398101604081905261003391610447565b6001600160a01b03831660a05261004981610079565b3060c0526001600160a01b03821660e0526100638161021a565b6001600160a01b031661010052506105cd915050565b60028151108061008b5750805161ffff105b156100b05760405163914eb2b360e01b81525f60048201526024015b60405180910390fd5b602081015160f01c5f6100c482600661052c565b6100cf906002610543565b90505f5b828110156101f0575f6100e782600661052c565b6100f2906002610543565b8551909150610102600683610543565b118061012757508261012486610119846004610543565b016020015160f01c90565b14155b156101485760405163914eb2b360e01b8152600481018290526024016100a7565b5f821580610177575061016b86610160600685610556565b016020015160e01c90565b6020838801015160e01c115b9050801580610187575085518410155b156101a85760405163914eb2b360e01b8152600481018390526024016100a7565b8584016020015160f81c6101bd600186610543565b94505b80156101e2576101d08786610289565b94506101db81610569565b90506101c0565b5050508060010190506100d3565b50825181146102155760405163914eb2b360e01b8152600481018290526024016100a7565b505050565b5f5f8251600161022a9190610543565b8360405160200161023c92919061057e565b60405160208183030381529060405290508051602082015ff091506001600160a01b03821661028357825160405163914eb2b360e01b81526004016100a791815260200190565b50919050565b81515f90610298836021610543565b11156102ba5760405163914eb2b360e01b8152600481018390526024016100a7565b5f6102d5846102ca856020610543565b016020015160f81c90565b90506102e2602184610543565b92505b80156103e55783830160200151845160f89190911c90610306856004610543565b11806103125750600681115b156103335760405163914eb2b360e01b8152600481018590526024016100a7565b5f61034386610119876002610543565b90505f60018310801590610358575060038311155b90508061036757811515610375565b811580610375575061010082115b156103965760405163914eb2b360e01b8152600481018790526024016100a7565b6103a087876103f0565b6103aa9087610543565b955086518611156103d15760405163914eb2b360e01b8152600481018790526024016100a7565b505050806103de90610569565b90506102e5565b829150505b92915050565b602081830101515f9060059060f81c1061040b57602461040e565b60045b60ff169392505050565b80516001600160a01b038116811461042e575f5ffd5b919050565b634e487b7160e01b5f52604160045260245ffd5b5f5f5f60608486031215610459575f5ffd5b61046284610418565b925061047060208501610418565b60408501519092506001600160401b0381111561048b575f5ffd5b8401601f8101861361049b575f5ffd5b80516001600160401b038111156104b4576104b4610433565b604051601f8201601f19908116603f011681016001600160401b03811182821017156104e2576104e2610433565b6040528181528282016020018810156104f9575f5ffd5b8160208401602083015e5f602083830101528093505050509250925092565b634e487b7160e01b5f52601160045260245ffd5b80820281158282048414176103ea576103ea610518565b808201808211156103ea576103ea610518565b818103818111156103ea576103ea610518565b5f8161057757610577610518565b505f190190565b606160f81b815260f083901b6001600160f01b03191660018201526680600a5f395ff360c81b60038201525f600a820181905282518060208501600b85015e5f9201600b019182525092915050565b60805160a05160c05160e05161010051611af16106425f395f610a3901525f818161022601526103d701525f61025401525f818161011f0152818161029e015281816102de015281816104de0152818161087c0152610acf01525f81816107d90152818161080201526109f70152611af15ff3fe60806040526004361061009f575f3560e01c8063ad3cb1cc11610063578063ad3cb1cc14610176578063d19983ab146101a6578063d4226df0146101d2578063de2ec86a146101f1578063e40b8dbe146101f9578063e9c0f8b914610218576100ae565b80634f1ef286146100b657806352d1902d146100c95780635a4780fa146100f05780638445f7eb146101115780638d37a5a114610157576100ae565b366100ae576100ac61024a565b005b6100ac61024a565b6100ac6100c43660046115d2565b61040d565b3480156100d4575f5ffd5b506100dd610428565b6040519081526020015b60405180910390f35b3480156100fb575f5ffd5b50610104610443565b6040516100e791906116c6565b34801561011c575f5ffd5b507f00000000000000000000000000000000000000000000000000000000000000005b6040516001600160a01b0390911681526020016100e7565b348015610162575f5ffd5b506100ac6101713660046116e5565b610452565b348015610181575f5ffd5b50610104604051806040016040528060058152602001640352e302e360dc1b81525081565b3480156101b1575f5ffd5b506101c56101c0366004611767565b61046a565b6040516100e791906117e7565b3480156101dd575f5ffd5b506100ac6101ec366004611829565b610481565b6100ac6104dc565b348015610204575f5ffd5b506100ac610213366004611767565b610591565b348015610223575f5ffd5b507f000000000000000000000000000000000000000000000000000000000000000061013f565b6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163003610293576040516317972c2b60e21b815260040160405180910390fd5b336001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016146103d0575f6102cf335f366105d8565b90505f5b81518110156103cd577f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d945af1d83838151811061031d5761031d611844565b60200260200101516040518263ffffffff1660e01b815260040161034391815260200190565b602060405180830381865afa15801561035e573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906103829190611858565b6103c55781818151811061039857610398611844565b6020026020010151604051632bdd7e3560e11b81526004016103bc91815260200190565b60405180910390fd5b6001016102d3565b50505b5f5f6103fb7f0000000000000000000000000000000000000000000000000000000000000000610752565b9150915061040982826107b7565b5050565b6104156107ce565b61041e8261085c565b6104098282610930565b5f6104316109ec565b505f516020611a9c5f395f51905f5290565b606061044d610a35565b905090565b61045a610ac4565b610465838383610b0f565b505050565b60606104778484846105d8565b90505b9392505050565b610489610ac4565b806001600160a01b031663de2ec86a476040518263ffffffff1660e01b81526004015f604051808303818588803b1580156104c2575f5ffd5b505af11580156104d4573d5f5f3e3d5ffd5b505050505050565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166367e828bf6040518163ffffffff1660e01b8152600401602060405180830381865afa158015610538573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061055c9190611873565b6001600160a01b0316336001600160a01b03161461058f57604051632b86e11360e21b81523360048201526024016103bc565b565b610599610ac4565b6104658383838080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250610baa92505050565b60605f6105e5838561188e565b905082158015906106085750600483108061060857506001600160e01b03198116155b1561063257604051636268da3760e11b81526001600160e01b0319821660048201526024016103bc565b5f61063b610a35565b90505f6106488284610bff565b6020838201015190915060f81c67ffffffffffffffff81111561066d5761066d6115be565b604051908082528060200260200182016040528015610696578160200160208202803683370190505b5093506106a46001826118d8565b90505f5b845181101561074757818301602001515f6106d3856106c88660206118d8565b016020015160f81c90565b90506106e06021856118d8565b93505b801561071f576106f78286868d8d8d610ce4565b91506107038585610eba565b61070d90856118d8565b9350610718816118eb565b90506106e3565b8187848151811061073257610732611844565b602090810291909101015250506001016106a8565b505050509392505050565b5f6060826001600160a01b03165f3660405161076f929190611900565b5f60405180830381855af49150503d805f81146107a7576040519150601f19603f3d011682016040523d82523d5f602084013e6107ac565b606091505b509094909350915050565b8180156107c657815160208301f35b815160208301fd5b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016148061083e57507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316610832610ee2565b6001600160a01b031614155b1561058f5760405163703e46dd60e11b815260040160405180910390fd5b5f80610866610f01565b6001600160a01b031614905080158061091057507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663bf7e214f6040518163ffffffff1660e01b8152600401602060405180830381865afa1580156108d6573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906108fa9190611873565b6001600160a01b0316336001600160a01b031614155b1561040957604051639e066db160e01b81523360048201526024016103bc565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa92505050801561098a575060408051601f3d908101601f191682019092526109879181019061190f565b60015b6109b257604051634c9c8ce360e01b81526001600160a01b03831660048201526024016103bc565b5f516020611a9c5f395f51905f5281146109e257604051632a87526960e21b8152600481018290526024016103bc565b6104658383610baa565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161461058f5760405163703e46dd60e11b815260040160405180910390fd5b60607f00000000000000000000000000000000000000000000000000000000000000005f610a6e60016001600160a01b0384163b611926565b90508067ffffffffffffffff811115610a8957610a896115be565b6040519080825280601f01601f191660200182016040528015610ab3576020820181803683370190505b50925080600160208501843c505090565b336001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161461058f576040516389f8a18360e01b81523360048201526024016103bc565b815f5b81811015610ba3575f83610b3b5781610b2c600185611926565b610b369190611926565b610b3d565b815b90505f610b4c87878488610f28565b9050848015610b5a57508015155b15610b9957610b99878784818110610b7457610b74611844565b9050602002810190610b869190611939565b610b94906040810190611957565b61104d565b5050600101610b12565b5050505050565b610bb3826111d0565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115610bf7576104658282611233565b6104096112d3565b60208201515f90819060f01c5b80821015610cb9575f6002610c2183856118d8565b610c2b91906119a4565b90505f610c5387610c3d8460066119c3565b610c489060026118d8565b016020015160e01c90565b905060e086901c8103610c9057610c8587610c6f8460066119c3565b610c7a9060066118d8565b016020015160f01c90565b945050505050610cde565b60e086901c811015610cae57610ca78260016118d8565b9350610cb2565b8192505b5050610c0c565b604051636268da3760e11b81526001600160e01b0319851660048201526024016103bc565b92915050565b602084860101515f90819060f81c6006811115610d0357610d036119da565b90505f610d15886106c88960016118d8565b90505f826006811115610d2a57610d2a6119da565b03610d6b57604080516001600160a01b03881660208201529081018a90526060015b6040516020818303038152906040528051906020012092505050610eb0565b6005826006811115610d7f57610d7f6119da565b03610db457610d9b88610d938960046118d8565b016020015190565b60408051602081019290925281018a9052606001610d4c565b6004826006811115610dc857610dc86119da565b03610deb57610dd88585836112f2565b8a604051602001610d4c939291906119ee565b6006826006811115610dff57610dff6119da565b03610e1557505050848401602401518601610eb0565b5f610e378686610e268560206119c3565b610e319060046118d8565b856113ba565b905080610e5f8482610e4e8d610c7a8e60026118d8565b610e5a90610100611926565b611416565b14610e805760405163c649983960e01b8152600481018390526024016103bc565b60408051602081018390529081018b90526060016040516020818303038152906040528051906020012093505050505b9695505050505050565b818101602001515f9060059060f81c10610ed5576024610ed8565b60045b60ff169392505050565b5f5f516020611a9c5f395f51905f525b546001600160a01b0316919050565b5f7fb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103610ef2565b600582901b84013584016040810135810135905f906020808201359091019081019035606085610f63575060605f198201029190910190605f195b81156110305782356020840135604085013588610f7c57905b825481811461101d577fa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d5084147f206656bffef1906175c5aa46a4af1aaace84a6836c846824d85061c39bca05008514175f516020611a9c5f395f51905f5285147fb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d610386141717818418811715611018578798505050505050611030565b508184555b50505092810192505f1990910190610f63565b505050805f1461104457611044818461146a565b50949350505050565b5f5b8181101561046557365f84848481811061106b5761106b611844565b905060200281019061107d9190611a00565b6110879080611957565b915091505f85858581811061109e5761109e611844565b90506020028101906110b09190611a00565b6110be906020810190611a14565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f920191909152509293506110fe9250611589915050565b5f5b838110156111405784848281811061111a5761111a611844565b9050602002013582826004811061113357611133611844565b6020020152600101611100565b50602082018251845f8114611174576001811461117c5760028114611186576003811461119557600481146111a9576111be565b8183a06111be565b83518284a16111be565b602084015184518385a26111be565b6040840151602085015185518486a36111be565b60608401516040850151602086015186518587a45b5050505050505080600101905061104f565b806001600160a01b03163b5f0361120557604051634c9c8ce360e01b81526001600160a01b03821660048201526024016103bc565b5f516020611a9c5f395f51905f5280546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6112408484611552565b905080801561126157505f3d118061126157505f846001600160a01b03163b115b156112765761126e611565565b915050610cde565b80156112a057604051639996b31560e01b81526001600160a01b03851660048201526024016103bc565b3d156112b3576112ae61157e565b6112cc565b60405163d6bda27560e01b815260040160405180910390fd5b5092915050565b341561058f5760405163b398979f60e01b815260040160405180910390fd5b365f8061131686866113058760206119c3565b6113109060046118d8565b876113ba565b90508481111561133c5760405163c649983960e01b8152600481018590526024016103bc565b6113476004826118d8565b90505f611356878784886113ba565b90506113636020836118d8565b915061136f8287611926565b8111156113925760405163c649983960e01b8152600481018690526024016103bc565b86828761139f84836118d8565b926113ac93929190611a57565b935093505050935093915050565b5f836113c78460206118d8565b11156113e95760405163c649983960e01b8152600481018390526024016103bc565b8483856113f78260206118d8565b9261140493929190611a57565b61140d91611a7e565b95945050505050565b5f600384600681111561142b5761142b6119da565b0361143b575081811c811b61047a565b600284600681111561144f5761144f6119da565b0361145f575081811b811d61047a565b5090811b901c919050565b81358054600583901b6040038401355f516020611a9c5f395f51905f528314806114b357507fb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d610383145b806114dd57507fa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d5083145b8061150757507f206656bffef1906175c5aa46a4af1aaace84a6836c846824d85061c39bca050083145b156115285760405163dae6d4e560e01b8152600481018490526024016103bc565b60405163cf7395ad60e01b81526004810184905260248101839052604481018290526064016103bc565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b60405180608001604052806004906020820280368337509192915050565b6001600160a01b03811681146115bb575f5ffd5b50565b634e487b7160e01b5f52604160045260245ffd5b5f5f604083850312156115e3575f5ffd5b82356115ee816115a7565b9150602083013567ffffffffffffffff811115611609575f5ffd5b8301601f81018513611619575f5ffd5b803567ffffffffffffffff811115611633576116336115be565b604051601f8201601f19908116603f0116810167ffffffffffffffff81118282101715611662576116626115be565b604052818152828201602001871015611679575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f61047a6020830184611698565b80151581146115bb575f5ffd5b5f5f5f604084860312156116f7575f5ffd5b833567ffffffffffffffff81111561170d575f5ffd5b8401601f8101861361171d575f5ffd5b803567ffffffffffffffff811115611733575f5ffd5b8660208260051b8401011115611747575f5ffd5b60209182019450925084013561175c816116d8565b809150509250925092565b5f5f5f60408486031215611779575f5ffd5b8335611784816115a7565b9250602084013567ffffffffffffffff81111561179f575f5ffd5b8401601f810186136117af575f5ffd5b803567ffffffffffffffff8111156117c5575f5ffd5b8660208284010111156117d6575f5ffd5b939660209190910195509293505050565b602080825282518282018190525f918401906040840190835b8181101561181e578351835260209384019390920191600101611800565b509095945050505050565b5f60208284031215611839575f5ffd5b813561047a816115a7565b634e487b7160e01b5f52603260045260245ffd5b5f60208284031215611868575f5ffd5b815161047a816116d8565b5f60208284031215611883575f5ffd5b815161047a816115a7565b80356001600160e01b031981169060048410156112cc576001600160e01b031960049490940360031b84901b1690921692915050565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610cde57610cde6118c4565b5f816118f9576118f96118c4565b505f190190565b818382375f9101908152919050565b5f6020828403121561191f575f5ffd5b5051919050565b81810381811115610cde57610cde6118c4565b5f8235605e1983360301811261194d575f5ffd5b9190910192915050565b5f5f8335601e1984360301811261196c575f5ffd5b83018035915067ffffffffffffffff821115611986575f5ffd5b6020019150600581901b360382131561199d575f5ffd5b9250929050565b5f826119be57634e487b7160e01b5f52601260045260245ffd5b500490565b8082028115828204841417610cde57610cde6118c4565b634e487b7160e01b5f52602160045260245ffd5b82848237909101908152602001919050565b5f8235603e1983360301811261194d575f5ffd5b5f5f8335601e19843603018112611a29575f5ffd5b83018035915067ffffffffffffffff821115611a43575f5ffd5b60200191503681900382131561199d575f5ffd5b5f5f85851115611a65575f5ffd5b83861115611a71575f5ffd5b5050820193919092039150565b80356020831015610cde575f19602084900360031b1b169291505056fe360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbca26469706673582212208e13cd78f80b95b01c1682da47e2153a4363b09aa7152c866188d9e8dc41d6dc64736f6c63430008220033",
}

// Gate is an auto generated Go binding around an Ethereum contract.
type Gate struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Gate) GetABI() abi.ABI {
	return c.abi
}

// NewGate creates a new instance of Gate.
func NewGate() *Gate {
	parsed, err := GateMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Gate{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Gate) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address migration, address implementation, bytes rules) returns()
func (gate *Gate) PackConstructor(migration common.Address, implementation common.Address, rules []byte) []byte {
	enc, err := gate.abi.Pack("", migration, implementation, rules)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackUPGRADEINTERFACEVERSION is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xad3cb1cc.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function UPGRADE_INTERFACE_VERSION() view returns(string)
func (gate *Gate) PackUPGRADEINTERFACEVERSION() []byte {
	enc, err := gate.abi.Pack("UPGRADE_INTERFACE_VERSION")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUPGRADEINTERFACEVERSION is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xad3cb1cc.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function UPGRADE_INTERFACE_VERSION() view returns(string)
func (gate *Gate) TryPackUPGRADEINTERFACEVERSION() ([]byte, error) {
	return gate.abi.Pack("UPGRADE_INTERFACE_VERSION")
}

// UnpackUPGRADEINTERFACEVERSION is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xad3cb1cc.
//
// Solidity: function UPGRADE_INTERFACE_VERSION() view returns(string)
func (gate *Gate) UnpackUPGRADEINTERFACEVERSION(data []byte) (string, error) {
	out, err := gate.abi.Unpack("UPGRADE_INTERFACE_VERSION", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackNovationBecome is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe40b8dbe.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationBecome(address implementation, bytes initCall) returns()
func (gate *Gate) PackNovationBecome(implementation common.Address, initCall []byte) []byte {
	enc, err := gate.abi.Pack("novationBecome", implementation, initCall)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationBecome is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe40b8dbe.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationBecome(address implementation, bytes initCall) returns()
func (gate *Gate) TryPackNovationBecome(implementation common.Address, initCall []byte) ([]byte, error) {
	return gate.abi.Pack("novationBecome", implementation, initCall)
}

// PackNovationImplementation is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe9c0f8b9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationImplementation() view returns(address)
func (gate *Gate) PackNovationImplementation() []byte {
	enc, err := gate.abi.Pack("novationImplementation")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationImplementation is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe9c0f8b9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationImplementation() view returns(address)
func (gate *Gate) TryPackNovationImplementation() ([]byte, error) {
	return gate.abi.Pack("novationImplementation")
}

// UnpackNovationImplementation is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe9c0f8b9.
//
// Solidity: function novationImplementation() view returns(address)
func (gate *Gate) UnpackNovationImplementation(data []byte) (common.Address, error) {
	out, err := gate.abi.Unpack("novationImplementation", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackNovationMigration is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8445f7eb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationMigration() view returns(address)
func (gate *Gate) PackNovationMigration() []byte {
	enc, err := gate.abi.Pack("novationMigration")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationMigration is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8445f7eb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationMigration() view returns(address)
func (gate *Gate) TryPackNovationMigration() ([]byte, error) {
	return gate.abi.Pack("novationMigration")
}

// UnpackNovationMigration is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8445f7eb.
//
// Solidity: function novationMigration() view returns(address)
func (gate *Gate) UnpackNovationMigration(data []byte) (common.Address, error) {
	out, err := gate.abi.Unpack("novationMigration", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackNovationPay is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd4226df0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationPay(address to) returns()
func (gate *Gate) PackNovationPay(to common.Address) []byte {
	enc, err := gate.abi.Pack("novationPay", to)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationPay is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd4226df0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationPay(address to) returns()
func (gate *Gate) TryPackNovationPay(to common.Address) ([]byte, error) {
	return gate.abi.Pack("novationPay", to)
}

// PackNovationRules is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5a4780fa.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationRules() view returns(bytes)
func (gate *Gate) PackNovationRules() []byte {
	enc, err := gate.abi.Pack("novationRules")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationRules is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5a4780fa.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationRules() view returns(bytes)
func (gate *Gate) TryPackNovationRules() ([]byte, error) {
	return gate.abi.Pack("novationRules")
}

// UnpackNovationRules is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5a4780fa.
//
// Solidity: function novationRules() view returns(bytes)
func (gate *Gate) UnpackNovationRules(data []byte) ([]byte, error) {
	out, err := gate.abi.Unpack("novationRules", data)
	if err != nil {
		return *new([]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([]byte)).(*[]byte)
	return out0, nil
}

// PackNovationStore is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d37a5a1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationStore((bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[])[] entries, bool forward) returns()
func (gate *Gate) PackNovationStore(entries []Entry, forward bool) []byte {
	enc, err := gate.abi.Pack("novationStore", entries, forward)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationStore is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d37a5a1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationStore((bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[])[] entries, bool forward) returns()
func (gate *Gate) TryPackNovationStore(entries []Entry, forward bool) ([]byte, error) {
	return gate.abi.Pack("novationStore", entries, forward)
}

// PackNovationTake is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xde2ec86a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationTake() payable returns()
func (gate *Gate) PackNovationTake() []byte {
	enc, err := gate.abi.Pack("novationTake")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationTake is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xde2ec86a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationTake() payable returns()
func (gate *Gate) TryPackNovationTake() ([]byte, error) {
	return gate.abi.Pack("novationTake")
}

// PackNovationTouches is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd19983ab.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationTouches(address caller, bytes data) view returns(bytes32[])
func (gate *Gate) PackNovationTouches(caller common.Address, data []byte) []byte {
	enc, err := gate.abi.Pack("novationTouches", caller, data)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationTouches is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd19983ab.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationTouches(address caller, bytes data) view returns(bytes32[])
func (gate *Gate) TryPackNovationTouches(caller common.Address, data []byte) ([]byte, error) {
	return gate.abi.Pack("novationTouches", caller, data)
}

// UnpackNovationTouches is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd19983ab.
//
// Solidity: function novationTouches(address caller, bytes data) view returns(bytes32[])
func (gate *Gate) UnpackNovationTouches(data []byte) ([][32]byte, error) {
	out, err := gate.abi.Unpack("novationTouches", data)
	if err != nil {
		return *new([][32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([][32]byte)).(*[][32]byte)
	return out0, nil
}

// PackProxiableUUID is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52d1902d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function proxiableUUID() view returns(bytes32)
func (gate *Gate) PackProxiableUUID() []byte {
	enc, err := gate.abi.Pack("proxiableUUID")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackProxiableUUID is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52d1902d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function proxiableUUID() view returns(bytes32)
func (gate *Gate) TryPackProxiableUUID() ([]byte, error) {
	return gate.abi.Pack("proxiableUUID")
}

// UnpackProxiableUUID is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x52d1902d.
//
// Solidity: function proxiableUUID() view returns(bytes32)
func (gate *Gate) UnpackProxiableUUID(data []byte) ([32]byte, error) {
	out, err := gate.abi.Unpack("proxiableUUID", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackUpgradeToAndCall is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4f1ef286.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function upgradeToAndCall(address newImplementation, bytes data) payable returns()
func (gate *Gate) PackUpgradeToAndCall(newImplementation common.Address, data []byte) []byte {
	enc, err := gate.abi.Pack("upgradeToAndCall", newImplementation, data)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUpgradeToAndCall is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4f1ef286.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function upgradeToAndCall(address newImplementation, bytes data) payable returns()
func (gate *Gate) TryPackUpgradeToAndCall(newImplementation common.Address, data []byte) ([]byte, error) {
	return gate.abi.Pack("upgradeToAndCall", newImplementation, data)
}

// GateUpgraded represents a Upgraded event raised by the Gate contract.
type GateUpgraded struct {
	Implementation common.Address
	Raw            *types.Log // Blockchain specific contextual infos
}

const GateUpgradedEventName = "Upgraded"

// ContractEventName returns the user-defined event name.
func (GateUpgraded) ContractEventName() string {
	return GateUpgradedEventName
}

// UnpackUpgradedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Upgraded(address indexed implementation)
func (gate *Gate) UnpackUpgradedEvent(log *types.Log) (*GateUpgraded, error) {
	event := "Upgraded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != gate.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(GateUpgraded)
	if len(log.Data) > 0 {
		if err := gate.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range gate.abi.Events[event].Inputs {
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
func (gate *Gate) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], gate.abi.Errors["AddressEmptyCode"].ID.Bytes()[:4]) {
		return gate.UnpackAddressEmptyCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["BadArgument"].ID.Bytes()[:4]) {
		return gate.UnpackBadArgumentError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["BadRules"].ID.Bytes()[:4]) {
		return gate.UnpackBadRulesError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["Changed"].ID.Bytes()[:4]) {
		return gate.UnpackChangedError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["ERC1967InvalidImplementation"].ID.Bytes()[:4]) {
		return gate.UnpackERC1967InvalidImplementationError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["ERC1967NonPayable"].ID.Bytes()[:4]) {
		return gate.UnpackERC1967NonPayableError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["FailedCall"].ID.Bytes()[:4]) {
		return gate.UnpackFailedCallError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["Migrating"].ID.Bytes()[:4]) {
		return gate.UnpackMigratingError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["NotAProxy"].ID.Bytes()[:4]) {
		return gate.UnpackNotAProxyError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["NotAuthority"].ID.Bytes()[:4]) {
		return gate.UnpackNotAuthorityError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["NotDeclared"].ID.Bytes()[:4]) {
		return gate.UnpackNotDeclaredError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["NotMigration"].ID.Bytes()[:4]) {
		return gate.UnpackNotMigrationError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["NotSource"].ID.Bytes()[:4]) {
		return gate.UnpackNotSourceError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["Reserved"].ID.Bytes()[:4]) {
		return gate.UnpackReservedError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["UUPSUnauthorizedCallContext"].ID.Bytes()[:4]) {
		return gate.UnpackUUPSUnauthorizedCallContextError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["UUPSUnsupportedProxiableUUID"].ID.Bytes()[:4]) {
		return gate.UnpackUUPSUnsupportedProxiableUUIDError(raw[4:])
	}
	if bytes.Equal(raw[:4], gate.abi.Errors["Unsettled"].ID.Bytes()[:4]) {
		return gate.UnpackUnsettledError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// GateAddressEmptyCode represents a AddressEmptyCode error raised by the Gate contract.
type GateAddressEmptyCode struct {
	Target common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AddressEmptyCode(address target)
func GateAddressEmptyCodeErrorID() common.Hash {
	return common.HexToHash("0x9996b315c842ff135b8fc4a08ad5df1c344efbc03d2687aecc0678050d2aac89")
}

// UnpackAddressEmptyCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AddressEmptyCode(address target)
func (gate *Gate) UnpackAddressEmptyCodeError(raw []byte) (*GateAddressEmptyCode, error) {
	out := new(GateAddressEmptyCode)
	if err := gate.abi.UnpackIntoInterface(out, "AddressEmptyCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateBadArgument represents a BadArgument error raised by the Gate contract.
type GateBadArgument struct {
	Word *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadArgument(uint256 word)
func GateBadArgumentErrorID() common.Hash {
	return common.HexToHash("0xc6499839b610e2b042ea3e1260646fd594c9d292df39899e88ba34dc214ea30f")
}

// UnpackBadArgumentError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadArgument(uint256 word)
func (gate *Gate) UnpackBadArgumentError(raw []byte) (*GateBadArgument, error) {
	out := new(GateBadArgument)
	if err := gate.abi.UnpackIntoInterface(out, "BadArgument", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateBadRules represents a BadRules error raised by the Gate contract.
type GateBadRules struct {
	Place *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadRules(uint256 place)
func GateBadRulesErrorID() common.Hash {
	return common.HexToHash("0x914eb2b3be67d5782869d23307c38b7c17eeda39914615fb156ee57d11e28df6")
}

// UnpackBadRulesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadRules(uint256 place)
func (gate *Gate) UnpackBadRulesError(raw []byte) (*GateBadRules, error) {
	out := new(GateBadRules)
	if err := gate.abi.UnpackIntoInterface(out, "BadRules", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateChanged represents a Changed error raised by the Gate contract.
type GateChanged struct {
	Slot     [32]byte
	Found    [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Changed(bytes32 slot, bytes32 found, bytes32 expected)
func GateChangedErrorID() common.Hash {
	return common.HexToHash("0xcf7395ad2401c13f90e806bdfded2e4e770041667affacade14335262ce1317a")
}

// UnpackChangedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Changed(bytes32 slot, bytes32 found, bytes32 expected)
func (gate *Gate) UnpackChangedError(raw []byte) (*GateChanged, error) {
	out := new(GateChanged)
	if err := gate.abi.UnpackIntoInterface(out, "Changed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateERC1967InvalidImplementation represents a ERC1967InvalidImplementation error raised by the Gate contract.
type GateERC1967InvalidImplementation struct {
	Implementation common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC1967InvalidImplementation(address implementation)
func GateERC1967InvalidImplementationErrorID() common.Hash {
	return common.HexToHash("0x4c9c8ce3ceb3130f17f7cdba48d89b5b0129f266a8bac114e6e315a41879b617")
}

// UnpackERC1967InvalidImplementationError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC1967InvalidImplementation(address implementation)
func (gate *Gate) UnpackERC1967InvalidImplementationError(raw []byte) (*GateERC1967InvalidImplementation, error) {
	out := new(GateERC1967InvalidImplementation)
	if err := gate.abi.UnpackIntoInterface(out, "ERC1967InvalidImplementation", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateERC1967NonPayable represents a ERC1967NonPayable error raised by the Gate contract.
type GateERC1967NonPayable struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC1967NonPayable()
func GateERC1967NonPayableErrorID() common.Hash {
	return common.HexToHash("0xb398979fa84f543c8e222f17890372c487baf85e062276c127fef521eea7224b")
}

// UnpackERC1967NonPayableError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC1967NonPayable()
func (gate *Gate) UnpackERC1967NonPayableError(raw []byte) (*GateERC1967NonPayable, error) {
	out := new(GateERC1967NonPayable)
	if err := gate.abi.UnpackIntoInterface(out, "ERC1967NonPayable", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateFailedCall represents a FailedCall error raised by the Gate contract.
type GateFailedCall struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error FailedCall()
func GateFailedCallErrorID() common.Hash {
	return common.HexToHash("0xd6bda27508c0fb6d8a39b4b122878dab26f731a7d4e4abe711dd3731899052a4")
}

// UnpackFailedCallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error FailedCall()
func (gate *Gate) UnpackFailedCallError(raw []byte) (*GateFailedCall, error) {
	out := new(GateFailedCall)
	if err := gate.abi.UnpackIntoInterface(out, "FailedCall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateMigrating represents a Migrating error raised by the Gate contract.
type GateMigrating struct {
	Migration common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Migrating(address migration)
func GateMigratingErrorID() common.Hash {
	return common.HexToHash("0x76d712a271b69cd3e1266ab87d6ce8aa3b8215b86760cf1879953176decc9e44")
}

// UnpackMigratingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Migrating(address migration)
func (gate *Gate) UnpackMigratingError(raw []byte) (*GateMigrating, error) {
	out := new(GateMigrating)
	if err := gate.abi.UnpackIntoInterface(out, "Migrating", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateNotAProxy represents a NotAProxy error raised by the Gate contract.
type GateNotAProxy struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAProxy()
func GateNotAProxyErrorID() common.Hash {
	return common.HexToHash("0x5e5cb0ac39a86c31e66429cfb27173319739507f2cbd94b987fb67bdae28a60d")
}

// UnpackNotAProxyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAProxy()
func (gate *Gate) UnpackNotAProxyError(raw []byte) (*GateNotAProxy, error) {
	out := new(GateNotAProxy)
	if err := gate.abi.UnpackIntoInterface(out, "NotAProxy", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateNotAuthority represents a NotAuthority error raised by the Gate contract.
type GateNotAuthority struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAuthority(address caller)
func GateNotAuthorityErrorID() common.Hash {
	return common.HexToHash("0x9e066db10485fe5061603cf3250900c413eb0779450f2dd0e086cc49366ce3ae")
}

// UnpackNotAuthorityError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAuthority(address caller)
func (gate *Gate) UnpackNotAuthorityError(raw []byte) (*GateNotAuthority, error) {
	out := new(GateNotAuthority)
	if err := gate.abi.UnpackIntoInterface(out, "NotAuthority", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateNotDeclared represents a NotDeclared error raised by the Gate contract.
type GateNotDeclared struct {
	Selector [4]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotDeclared(bytes4 selector)
func GateNotDeclaredErrorID() common.Hash {
	return common.HexToHash("0xc4d1b46e313aa9b837fff7166c5324df928a1127f302501ae8c7f77a04fd477d")
}

// UnpackNotDeclaredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotDeclared(bytes4 selector)
func (gate *Gate) UnpackNotDeclaredError(raw []byte) (*GateNotDeclared, error) {
	out := new(GateNotDeclared)
	if err := gate.abi.UnpackIntoInterface(out, "NotDeclared", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateNotMigration represents a NotMigration error raised by the Gate contract.
type GateNotMigration struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotMigration(address caller)
func GateNotMigrationErrorID() common.Hash {
	return common.HexToHash("0x89f8a18399eee64115ac41817539bfa3222fa86b26cce770c9c525b0d52ec196")
}

// UnpackNotMigrationError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotMigration(address caller)
func (gate *Gate) UnpackNotMigrationError(raw []byte) (*GateNotMigration, error) {
	out := new(GateNotMigration)
	if err := gate.abi.UnpackIntoInterface(out, "NotMigration", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateNotSource represents a NotSource error raised by the Gate contract.
type GateNotSource struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotSource(address caller)
func GateNotSourceErrorID() common.Hash {
	return common.HexToHash("0xae1b844c53e689f1c871faa7ab969358cd803661133d3dfb85ee5664b9099a2c")
}

// UnpackNotSourceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotSource(address caller)
func (gate *Gate) UnpackNotSourceError(raw []byte) (*GateNotSource, error) {
	out := new(GateNotSource)
	if err := gate.abi.UnpackIntoInterface(out, "NotSource", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateReserved represents a Reserved error raised by the Gate contract.
type GateReserved struct {
	Slot [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Reserved(bytes32 slot)
func GateReservedErrorID() common.Hash {
	return common.HexToHash("0xdae6d4e5986ca8ab31f49d5be7b4089ace065377861778825cd3cd5ef59f981d")
}

// UnpackReservedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Reserved(bytes32 slot)
func (gate *Gate) UnpackReservedError(raw []byte) (*GateReserved, error) {
	out := new(GateReserved)
	if err := gate.abi.UnpackIntoInterface(out, "Reserved", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateUUPSUnauthorizedCallContext represents a UUPSUnauthorizedCallContext error raised by the Gate contract.
type GateUUPSUnauthorizedCallContext struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UUPSUnauthorizedCallContext()
func GateUUPSUnauthorizedCallContextErrorID() common.Hash {
	return common.HexToHash("0xe07c8dba242a06571ac65fe4bbe20522c9fb111cb33599b799ff8039c1ed18f4")
}

// UnpackUUPSUnauthorizedCallContextError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UUPSUnauthorizedCallContext()
func (gate *Gate) UnpackUUPSUnauthorizedCallContextError(raw []byte) (*GateUUPSUnauthorizedCallContext, error) {
	out := new(GateUUPSUnauthorizedCallContext)
	if err := gate.abi.UnpackIntoInterface(out, "UUPSUnauthorizedCallContext", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateUUPSUnsupportedProxiableUUID represents a UUPSUnsupportedProxiableUUID error raised by the Gate contract.
type GateUUPSUnsupportedProxiableUUID struct {
	Slot [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UUPSUnsupportedProxiableUUID(bytes32 slot)
func GateUUPSUnsupportedProxiableUUIDErrorID() common.Hash {
	return common.HexToHash("0xaa1d49a4c084bfa9aeeee2a0be65267a7f19ba7e1476b114dac513d2c14cb563")
}

// UnpackUUPSUnsupportedProxiableUUIDError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UUPSUnsupportedProxiableUUID(bytes32 slot)
func (gate *Gate) UnpackUUPSUnsupportedProxiableUUIDError(raw []byte) (*GateUUPSUnsupportedProxiableUUID, error) {
	out := new(GateUUPSUnsupportedProxiableUUID)
	if err := gate.abi.UnpackIntoInterface(out, "UUPSUnsupportedProxiableUUID", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GateUnsettled represents a Unsettled error raised by the Gate contract.
type GateUnsettled struct {
	Head [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Unsettled(bytes32 head)
func GateUnsettledErrorID() common.Hash {
	return common.HexToHash("0x57bafc6a06f411f922aafe68b2aa7e87601e231a18a0bda648f7b1908992ea5f")
}

// UnpackUnsettledError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Unsettled(bytes32 head)
func (gate *Gate) UnpackUnsettledError(raw []byte) (*GateUnsettled, error) {
	out := new(GateUnsettled)
	if err := gate.abi.UnpackIntoInterface(out, "Unsettled", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationMetaData contains all meta data concerning the Migration contract.
var MigrationMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"authority\",\"type\":\"address\"},{\"internalType\":\"address[]\",\"name\":\"attesters\",\"type\":\"address[]\"},{\"internalType\":\"address\",\"name\":\"source\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"sourceImplementation\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"targetImplementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"initCall\",\"type\":\"bytes\"},{\"internalType\":\"address\",\"name\":\"gate\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"unattended\",\"type\":\"bool\"}],\"internalType\":\"structConfig\",\"name\":\"c\",\"type\":\"tuple\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"}],\"name\":\"AlreadySettled\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"BadConfig\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"BadContent\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"left\",\"type\":\"uint64\"}],\"name\":\"EntriesLeft\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NoEvidence\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"}],\"name\":\"NotAscending\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotAttester\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotAuthority\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotCanonical\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"NotFrozen\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"given\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"name\":\"WrongCursor\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"enumPhase\",\"name\":\"phase\",\"type\":\"uint8\"}],\"name\":\"WrongPhase\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongProof\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongSiblings\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[],\"name\":\"Aborted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[],\"name\":\"Aborting\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[],\"name\":\"Activated\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"content\",\"type\":\"bytes32\"}],\"name\":\"Agreed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"attester\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"content\",\"type\":\"bytes32\"}],\"name\":\"Attested\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"attester\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"evidence\",\"type\":\"bytes32\"}],\"name\":\"Confirmed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"attester\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"content\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"other\",\"type\":\"bytes32\"}],\"name\":\"Disagreement\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"name\":\"Drained\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"name\":\"Loaded\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"Paid\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[],\"name\":\"Retired\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"present\",\"type\":\"bool\"}],\"name\":\"Settled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"name\":\"Unloaded\",\"type\":\"event\"},{\"inputs\":[],\"name\":\"abort\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"place\",\"type\":\"uint64\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry[]\",\"name\":\"neighbours\",\"type\":\"tuple[]\"},{\"internalType\":\"bytes32[]\",\"name\":\"siblings\",\"type\":\"bytes32[]\"}],\"name\":\"absent\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"activate\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"eager\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"eagerCount\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"deferred\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"deferredCount\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"snapshot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"result\",\"type\":\"bytes32\"}],\"internalType\":\"structContent\",\"name\":\"c\",\"type\":\"tuple\"}],\"name\":\"attest\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"attester\",\"type\":\"address\"}],\"name\":\"attested\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"authority\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"config\",\"outputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"authority\",\"type\":\"address\"},{\"internalType\":\"address[]\",\"name\":\"attesters\",\"type\":\"address[]\"},{\"internalType\":\"address\",\"name\":\"source\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"sourceImplementation\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"targetImplementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"initCall\",\"type\":\"bytes\"},{\"internalType\":\"address\",\"name\":\"gate\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"unattended\",\"type\":\"bool\"}],\"internalType\":\"structConfig\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"evidence\",\"type\":\"bytes32\"}],\"name\":\"confirm\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"attester\",\"type\":\"address\"}],\"name\":\"confirmed\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"content\",\"outputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"eager\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"eagerCount\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"deferred\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"deferredCount\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"snapshot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"result\",\"type\":\"bytes32\"}],\"internalType\":\"structContent\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"cursor\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"first\",\"type\":\"uint64\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry[]\",\"name\":\"entries\",\"type\":\"tuple[]\"},{\"internalType\":\"bytes32[]\",\"name\":\"siblings\",\"type\":\"bytes32[]\"}],\"name\":\"drain\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"drained\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"left\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"first\",\"type\":\"uint64\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry[]\",\"name\":\"entries\",\"type\":\"tuple[]\"},{\"internalType\":\"bytes32[]\",\"name\":\"siblings\",\"type\":\"bytes32[]\"}],\"name\":\"load\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"place\",\"type\":\"uint64\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry\",\"name\":\"entry\",\"type\":\"tuple\"},{\"internalType\":\"bytes32[]\",\"name\":\"siblings\",\"type\":\"bytes32[]\"}],\"name\":\"materialise\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"phase\",\"outputs\":[{\"internalType\":\"enumPhase\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"readable\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"restore\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"retire\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"}],\"name\":\"settled\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"source\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"first\",\"type\":\"uint64\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry[]\",\"name\":\"entries\",\"type\":\"tuple[]\"},{\"internalType\":\"bytes32[]\",\"name\":\"siblings\",\"type\":\"bytes32[]\"}],\"name\":\"unload\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"}]",
	ID:  "Migration",
	Bin: "0x608060405234801561000f575f5ffd5b5060405161351538038061351583398101604081905261002e916103a2565b604081015151158061004b575060608101516001600160a01b0316155b80610061575060a08101516001600160a01b0316155b1561007f576040516301f30c8760e21b815260040160405180910390fd5b5f5b8160400151518110156101195780156100c15760408201516100a46001836104bc565b815181106100b4576100b46104e1565b60200260200101516100c3565b5f5b6001600160a01b0316826040015182815181106100e2576100e26104e1565b60200260200101516001600160a01b031611610111576040516301f30c8760e21b815260040160405180910390fd5b600101610081565b5080515f9081556020820151600180546001600160a01b0319166001600160a01b0390921691909117905560408201518291906002906101599082610511565b5060608201516003820180546001600160a01b039283166001600160a01b031991821617909155608084015160048401805491841691831691909117905560a084015160058401805491841691831691909117905560c084015160068401805491909316911617905560e082015160078201906101d69082610620565b5061010082015160089091018054610120909301511515600160a01b026001600160a81b03199093166001600160a01b0390921691909117919091179055506106da565b634e487b7160e01b5f52604160045260245ffd5b60405161014081016001600160401b03811182821017156102515761025161021a565b60405290565b604051601f8201601f191681016001600160401b038111828210171561027f5761027f61021a565b604052919050565b80516001600160a01b038116811461029d575f5ffd5b919050565b5f82601f8301126102b1575f5ffd5b81516001600160401b038111156102ca576102ca61021a565b8060051b6102da60208201610257565b918252602081850181019290810190868411156102f5575f5ffd5b6020860192505b8383101561031e5761030d83610287565b8252602092830192909101906102fc565b9695505050505050565b5f82601f830112610337575f5ffd5b81516001600160401b038111156103505761035061021a565b610363601f8201601f1916602001610257565b818152846020838601011115610377575f5ffd5b8160208501602083015e5f918101602001919091529392505050565b8051801515811461029d575f5ffd5b5f602082840312156103b2575f5ffd5b81516001600160401b038111156103c7575f5ffd5b820161014081850312156103d9575f5ffd5b6103e161022e565b815181526103f160208301610287565b602082015260408201516001600160401b0381111561040e575f5ffd5b61041a868285016102a2565b60408301525061042c60608301610287565b606082015261043d60808301610287565b608082015261044e60a08301610287565b60a082015261045f60c08301610287565b60c082015260e08201516001600160401b0381111561047c575f5ffd5b61048886828501610328565b60e08301525061049b6101008301610287565b6101008201526104ae6101208301610393565b610120820152949350505050565b818103818111156104db57634e487b7160e01b5f52601160045260245ffd5b92915050565b634e487b7160e01b5f52603260045260245ffd5b5f5b8281101561050c575f828201556001016104f7565b505050565b81516001600160401b0381111561052a5761052a61021a565b680100000000000000008111156105435761054361021a565b81548183558082101561056757825f528160205f2001610565838303826104f5565b505b5060208301825f5260205f205f5b8381101561059a5782516001600160a01b031682820155602090920191600101610575565b505050505050565b600181811c908216806105b657607f821691505b6020821081036105d457634e487b7160e01b5f52602260045260245ffd5b50919050565b601f82111561050c578282111561050c57805f5260205f20601f840160051c602085101561060557505f5b61061981601f860160051c038284016104f5565b5050505050565b81516001600160401b038111156106395761063961021a565b61064d8161064784546105a2565b846105da565b6020601f82116001811461067f575f83156106685750848201515b5f19600385901b1c1916600184901b178455610619565b5f84815260208120601f198516915b828110156106ae578785015182556020948501946001909201910161068e565b50848210156106cb57868401515f19600387901b60f8161c191681555b50505050600190811b01905550565b612e2e806106e75f395ff3fe608060405234801561000f575f5ffd5b5060043610610148575f3560e01c806379502c55116100bf578063affa9c9511610079578063affa9c951461031b578063b1c9fe6e1461032e578063b2c48e7614610341578063bf7e214f14610354578063d4c8066414610365578063d945af1d14610384575f5ffd5b806379502c5514610241578063797af627146102565780638a4d5a6714610269578063a4874d77146102ce578063a664da90146102d6578063a9d99795146102ee575f5ffd5b806336a0b9ef1161011057806336a0b9ef146101aa5780633fa60e76146101c057806352fe8225146101d35780635ecc7856146101e657806367e828bf146101f95780637233b24b1461021e575f5ffd5b8063030b64d01461014c5780630f15f4c01461016157806316e64048146101695780632fda332e1461019a57806335a063b4146101a2575b5f5ffd5b61015f61015a366004612634565b610397565b005b61015f6105a9565b600f54600160881b90046001600160401b03165b6040516001600160401b0390911681526020015b60405180910390f35b61015f6107a2565b61015f610991565b600f5461010090046001600160401b031661017d565b61015f6101ce3660046126bd565b610ad8565b61015f6101e13660046126d6565b610e12565b61015f6101f4366004612751565b611018565b6003546001600160a01b03165b6040516001600160a01b039091168152602001610191565b61023161022c3660046127d1565b611191565b6040519015158152602001610191565b6102496111dc565b6040516101919190612868565b61015f610264366004612959565b61139b565b6102716114ef565b60405161019191905f60c082019050825182526001600160401b036020840151166020830152604083015160408301526001600160401b0360608401511660608301526080830151608083015260a083015160a083015292915050565b61015f61157f565b600f54600160481b90046001600160401b031661017d565b61030d6102fc3660046127d1565b60146020525f908152604090205481565b604051908152602001610191565b61015f610329366004612751565b6116cc565b600f5460ff166040516101919190612984565b61015f61034f366004612751565b611901565b6001546001600160a01b0316610206565b61030d6103733660046127d1565b60136020525f908152604090205481565b610231610392366004612959565b611aa7565b5f6103a26004611b20565b90506103ae8188611bfb565b156103d4576040516358cb522560e11b8152600481018890526024015b60405180910390fd5b600c546001600160401b03908116905f908816156103f35760016103f5565b5f5b60ff169050816001600160401b0316886001600160401b031611806104485750816001600160401b0316886001600160401b031614610435576001610437565b5f5b6104449060ff16826129be565b8614155b156104665760405163923983b960e01b815260040160405180910390fd5b610493878761047e846001600160401b038d166129d1565b600b546001600160401b038716908a8a611c85565b508060011480156104c857508887875f8181106104b2576104b26129e4565b90506020028101906104c491906129f8565b3510155b156104e65760405163923983b960e01b815260040160405180910390fd5b816001600160401b0316886001600160401b03161415801561052c575088878783818110610516576105166129e4565b905060200281019061052891906129f8565b3511155b1561054a5760405163923983b960e01b815260040160405180910390fd5b5f89815260116020526040808220805460ff19166001179055518a917fc213ca87191839fa90543ec8015c9787ba6c1cb045bcaaa4309f6a9a470ae4e191610596911515815260200190565b60405180910390a2505050505050505050565b5f6105b46003611b20565b600854909150600160a01b900460ff166105d0576105d0611cb0565b6003546105e5906001600160a01b0316611cdf565b6005546105fa906001600160a01b0316611cdf565b60608101516001600160401b0316151580610616576005610619565b60045b8290600781111561062c5761062c612970565b9081600781111561063f5761063f612970565b9052508151600f8054849290829060ff1916600183600781111561066557610665612970565b021790555060208201518154604080850151606090950151610100600160881b03199092166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b958416959095029490941767ffffffffffffffff60881b1916600160881b9290911691909102179055517fed1cd0670ee0c0017f550451a038818c696d0b6a9d6ce5b369e44275573cf9b0905f90a1600354600554610718916001600160a01b039081169116611d13565b5f8161072f576006546001600160a01b031661073c565b6008546001600160a01b03165b600554604051637205c6df60e11b81529192506001600160a01b03169063e40b8dbe90610770908490600790600401612a4e565b5f604051808303815f87803b158015610787575f5ffd5b505af1158015610799573d5f5f3e3d5ffd5b50505050505050565b6040805160808101909152600f80545f929190829060ff1660078111156107cb576107cb612970565b60078111156107dc576107dc612970565b815290546001600160401b03610100820481166020840152600160481b820481166040840152600160881b90910416606090910152905060078151600781111561082857610828612970565b1461090a576108376006611b20565b5060208101516001600160401b031615610875576020810151604051637272f1fd60e01b81526001600160401b0390911660048201526024016103cb565b6007808252600f8054602084015160408086015160608701516001600160881b03199094166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b918416919091021790941767ffffffffffffffff60881b1916600160881b9190921602179055517f72c874aeff0b183a56e2b79c71b46e1aed4dee5e09862134b8821ba2fddbf8bf905f90a15b6003546001600160a01b031661091f81611d98565b1561098d576004805460408051637205c6df60e11b81526001600160a01b039283169381019390935260248301525f604483015282169063e40b8dbe906064015f604051808303815f87803b158015610976575f5ffd5b505af1158015610988573d5f5f3e3d5ffd5b505050505b5050565b610999611cb0565b6040805160808101909152600f80545f929190829060ff1660078111156109c2576109c2612970565b60078111156109d3576109d3612970565b815290546001600160401b03610100820481166020840152600160481b820481166040840152600160881b909104166060909101529050600381516007811115610a1f57610a1f612970565b1115610a415780516040516396fe8cdd60e01b81526103cb9190600401612984565b6006808252600f8054602084015160408086015160608701516001600160881b03199094166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b918416919091021790941767ffffffffffffffff60881b1916600160881b9190921602179055517f93fda00139eb8b1481c4853c60065d01709c42ea9e245ff2e3b41e756009d5ad905f90a150565b610ae15f611b20565b50610aea611e5e565b604051600160f91b60208201525f60218201819052604182015260610160408051601f19818403018152918152815160209283012083351491610b31918401908401612b08565b6001600160401b03161514610b59576040516336aaa71360e21b815260040160405180910390fd5b604051600160f91b60208201525f602182018190526041820152606101604051602081830303815290604052805190602001208160400135141515816060016020810190610ba79190612b08565b6001600160401b03161514610bcf576040516336aaa71360e21b815260040160405180910390fd5b610bdf6080820160608301612b08565b6001600160401b031615801590610bff57506008546001600160a01b0316155b15610c1d576040516336aaa71360e21b815260040160405180910390fd5b600354610c32906001600160a01b0316611cdf565b600554610c47906001600160a01b0316611cdf565b5f81604051602001610c599190612b23565b60408051808303601f190181528282528051602091820120335f8181526013845293909320819055808452935090917fd04d605b1bc3879d408b185f774ce47726f0e4d808b2e00c3881d217281bd1f1910160405180910390a2610cbc81611ec8565b610cc4575050565b816009610cd18282612b88565b505060408051608081018252908190610cef90850160208601612b08565b6001600160401b031615610d04576001610d07565b60025b6007811115610d1857610d18612970565b81525f602082018190526040820152606090810190610d3d9060808601908601612b08565b6001600160401b031690528051600f8054909190829060ff19166001836007811115610d6b57610d6b612970565b02179055506020828101518254604080860151606090960151610100600160881b03199092166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b968416969096029590951767ffffffffffffffff60881b1916600160881b92909116919091021790915590518281527fafa46babb79bb4df6a01840c64375c1d73e1eaf9676ad99976e23d9467a92942910160405180910390a15050565b5f610e1d6004611b20565b9050610e2a818535611bfb565b15610e4b576040516358cb522560e11b8152843560048201526024016103cb565b6040805160018082528183019092525f91602080830190803683370190505090505f610e7686611f7f565b835f81518110610e8857610e886129e4565b6020908102919091010191909152600c54600b54919250610ebb9184916001600160401b03808c16929116908989611f9e565b826060018051610eca90612c08565b6001600160401b031690528251600f8054859290829060ff19166001836007811115610ef857610ef8612970565b02179055506020828101518254604080860151606090960151610100600160881b03199092166101006001600160401b03948516810267ffffffffffffffff60481b191691909117600160481b978516979097029690961767ffffffffffffffff60881b1916600160881b93909216929092021790925588355f908152601190915220805460ff19166001179055610f909088612c3d565b6001600160401b03166001901b60125f6101008a610fae9190612c6a565b6001600160401b0316815260208082019290925260409081015f208054939093179092559051600181528735917fc213ca87191839fa90543ec8015c9787ba6c1cb045bcaaa4309f6a9a470ae4e1910160405180910390a2610799611013878361200a565b612058565b5f6110236006611b20565b905080602001516001600160401b031685859050876001600160401b031661104b91906129be565b14611082576020810151604051638cb11aed60e01b81526001600160401b03808916600483015290911660248201526044016103cb565b600a546009545f916110a791889188916001600160401b03808d169216908989611c85565b6001600160401b03881660208401528251600f80549293508492909190829060ff191660018360078111156110de576110de612970565b02179055506020828101518254604080860151606090960151610100600160881b03199092166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b968416969096029590951767ffffffffffffffff60881b1916600160881b9183169190910217909255915190891681527f3b9e5d9afe4e1420aaa0e255a57b8dbe173952663de28637cc33ebcc7b130b79910160405180910390a16107996110138787845f612084565b6003545f906001600160a01b0383811691161480156111d657506005546001600160a01b0383811691161415806111d65750600f5461010090046001600160401b0316155b92915050565b6040805161014080820183525f808352602080840182905260608486018190528085018390526080850183905260a0850183905260c0850183905260e08501526101008401829052610120840182905284519283018552815483526001546001600160a01b0316838201526002805486518184028101840188528181529596949593948601939283018282801561129a57602002820191905f5260205f20905b81546001600160a01b0316815260019091019060200180831161127c575b505050918352505060038201546001600160a01b039081166020830152600483015481166040830152600583015481166060830152600683015416608082015260078201805460a0909201916112ef90612a16565b80601f016020809104026020016040519081016040528092919081815260200182805461131b90612a16565b80156113665780601f1061133d57610100808354040283529160200191611366565b820191905f5260205f20905b81548152906001019060200180831161134957829003601f168201915b5050509183525050600891909101546001600160a01b0381166020830152600160a01b900460ff161515604090910152919050565b5f6113a66002611b20565b90506113b0611e5e565b5f8290036113d15760405163ea1aa62b60e01b815260040160405180910390fd5b335f8181526014602052604090819020849055517fe9b6a6673f4cf3a2dd15c13fa7f706b36e0c3a446358082e9bad47b6fb7d35b1906114149085815260200190565b60405180910390a260025f5b81548110156114765760145f83838154811061143e5761143e6129e4565b5f9182526020808320909101546001600160a01b03168352820192909252604001812054900361146e5750505050565b600101611420565b50506003808252600f8054602084015160408501516060909501516001600160401b03908116600160881b0267ffffffffffffffff60881b19968216600160481b0267ffffffffffffffff60481b199290931661010002919091166001600160881b031990931692909217179092179290921617905550565b6115346040518060c001604052805f81526020015f6001600160401b031681526020015f81526020015f6001600160401b031681526020015f81526020015f81525090565b506040805160c0810182526009548152600a546001600160401b039081166020830152600b5492820192909252600c549091166060820152600d546080820152600e5460a082015290565b5f61158a6004611b20565b905080606001516001600160401b03165f146115ca576060810151604051637272f1fd60e01b81526001600160401b0390911660048201526024016103cb565b6005808252600f8054602084015160408086015160608701516001600160881b03199094166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b918416919091021790941767ffffffffffffffff60881b1916600160881b9190921602179055517fc15f68f0a72806ff3f8bf2435385a67c4c22413f1c7931ef7bcea718e6ffcf03905f90a160055460065460408051637205c6df60e11b81526001600160a01b03928316600482015260248101919091525f604482015291169063e40b8dbe906064015f604051808303815f87803b1580156116b3575f5ffd5b505af11580156116c5573d5f5f3e3d5ffd5b5050505050565b5f6116d76004611b20565b905080604001516001600160401b0316866001600160401b031614611728576040808201519051638cb11aed60e01b81526001600160401b03808916600483015290911660248201526044016103cb565b600c54600b546001600160401b03918216915f9161176091899189916117599184918491908f169089908d8d611c85565b6001612084565b90508561176d8984612c97565b6001600160401b031684606001516001600160401b0316146117a05761179d826001600160401b038b16896120e0565b90505b6040840180518891906117b4908390612cb6565b6001600160401b03169052506060840180518291906117d4908390612c97565b6001600160401b03169052508351600f8054869290829060ff1916600183600781111561180357611803612970565b0217905550602082015181546040840151606090940151610100600160881b03199091166101006001600160401b039384160267ffffffffffffffff60481b191617600160481b948316949094029390931767ffffffffffffffff60881b1916600160881b919093160291909117905587876118806001826129d1565b81811061188f5761188f6129e4565b90506020028101906118a191906129f8565b3560105560408481015190516001600160401b0390911681527ffd944edb5ef13e560752a4b536922db1940c2bbe62cf0752be34656961335c179060200160405180910390a180156118f6576118f682612058565b505050505050505050565b5f61190c6001611b20565b905080602001516001600160401b0316866001600160401b03161461195d576020810151604051638cb11aed60e01b81526001600160401b03808916600483015290911660248201526044016103cb565b600a546009546001600160401b03918216915f9161198e91899189916117599184918491908f169089908d8d611c85565b60208401805191925087916119a4908390612cb6565b6001600160401b03908116909152602085015184821691160390506119c857600283525b8251600f8054859290829060ff191660018360078111156119eb576119eb612970565b02179055506020828101518254604080860151606090960151610100600160881b03199092166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b968416969096029590951767ffffffffffffffff60881b1916600160881b91831691909102179092558581015192519290911682527fb260fd6652f32fc0426bf2fde27933e5540ca2544415d32908ca61446ee2b6c8910160405180910390a1611a9d81612058565b5050505050505050565b6040805160808101909152600f80545f926111d6929091829060ff166007811115611ad457611ad4612970565b6007811115611ae557611ae5612970565b815290546001600160401b03610100820481166020840152600160481b820481166040840152600160881b9091041660609091015283611bfb565b604080516080810182525f8082526020820181905291810182905260608101919091526040805160808101909152600f8054829060ff166007811115611b6857611b68612970565b6007811115611b7957611b79612970565b815290546001600160401b03610100820481166020840152600160481b820481166040840152600160881b909104166060909101529050816007811115611bc257611bc2612970565b81516007811115611bd557611bd5612970565b14611bf65780516040516396fe8cdd60e01b81526103cb9190600401612984565b919050565b5f600483516007811115611c1157611c11612970565b14611c3357600583516007811115611c2b57611c2b612970565b1490506111d6565b60608301516001600160401b03161580611c66575060408301516001600160401b031615801590611c6657506010548211155b80611c7e57505f8281526011602052604090205460ff165b9392505050565b5f6060611c92898961218a565b92509050611ca4818888888888611f9e565b50979650505050505050565b6001546001600160a01b03163314611cdd57604051639e066db160e01b81523360048201526024016103cb565b565b611ce881611d98565b611d105760405163755bf61d60e01b81526001600160a01b03821660048201526024016103cb565b50565b6001600160a01b0380831680319183161480611d2d575080155b15611d3757505050565b6040518181527f581d416ae9dff30c9305c2b35cb09ed5991897ab97804db29ccf92678e9531609060200160405180910390a1604051630d4226df60e41b81526001600160a01b03838116600483015284169063d4226df090602401610770565b5f816001600160a01b03163b5f03611db157505f919050565b60408051600481526024810182526020810180516001600160e01b0316638445f7eb60e01b17905290515f9182916001600160a01b03861691611df391612cd5565b5f60405180830381855afa9150503d805f8114611e2b576040519150601f19603f3d011682016040523d82523d5f602084013e611e30565b606091505b5091509150818015611e43575080516020145b8015611e56575030611e5482612ceb565b145b949350505050565b60025f5b8154811015611eac57336001600160a01b0316828281548110611e8757611e876129e4565b5f918252602090912001546001600160a01b031603611ea4575050565b600101611e62565b506040516314817f2f60e01b81523360048201526024016103cb565b600160025f5b8154811015611f78575f60135f848481548110611eed57611eed6129e4565b5f9182526020808320909101546001600160a01b031683528201929092526040019020549050848103611f205750611f70565b8015611f6b57604080518681526020810183905233917f9426ecd47babe97547abdb9950f3b34022c5a854bfbb88a2221c4e7b34c3bcf1910160405180910390a2505f949350505050565b5f9350505b600101611ece565b5050919050565b6040515f9081908390611f92828261223f565b90969095509350505050565b85511580611fac5750838510155b80611fc05750611fbc85856129d1565b8651115b15611fde5760405163923983b960e01b815260040160405180910390fd5b82611fec8787878686612337565b146109885760405163923983b960e01b815260040160405180910390fd5b606082638d37a5a160e01b80604060018060206120298988365f612d0e565b60405160200161203f9796959493929190612d35565b6040516020818303038152906040529250505092915050565b60055481516001600160a01b03909116905f9081906020850182855af161098d576040513d5f823e3d81fd5b6060601f198501638d37a5a160e01b6040846120a0575f6120a3565b60015b60ff166120b28785365f612d0e565b6040516020016120c6959493929190612d73565b604051602081830303815290604052915050949350505050565b5f80805b8381101561217b575f6120f782876129be565b905081158061210f575061210d61010082612da3565b155b156121345760125f61212361010084612db6565b81526020019081526020015f205492505b61214061010082612da3565b83901c6001165f146121525750612173565b608487018260051b8101518560051b820152508361216f90612dc9565b9350505b6001016120e4565b50816064860152509392505050565b604080518281526020600584901b80830182019384905291929185019185918401905f805b8781101561223357855f6121c3828661223f565b81885298506020909601958235946001850194919250888403600583901b8a013514911590861117816122095760405163d7c7beeb60e01b815260040160405180910390fd5b8061222a57604051636927bc3160e01b8152600481018790526024016103cb565b505050506121af565b50505050509250929050565b5f5f5f5f6060860135606081028060808901019450368210935036601f860110841693506060602089013514841693508785036040890135148416935083156122da578060808901883786205f87526020886001890137806021880152843515925082156122da577fc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a47060418801526061872095506020850194505b505080156122e9575050612330565b816123075760405163d7c7beeb60e01b815260040160405180910390fd5b5f61231c846123178860806129be565b6123f4565b604188019190915260618720955093505050505b9250929050565b84515f9060208781019160051b880181019085908490612358908790612de1565b61236290836129be565b9050875b60018111156123ac5761237c85858c848761252e565b909450925061238c60028b612db6565b9950600261239b8260016129be565b6123a59190612db6565b9050612366565b508082146123cd5760405163961d45a360e01b815260040160405180910390fd5b60405160028153600181019890985250509051602186015250506041909220949350505050565b5f808335816124048660206129be565b9050368211156124275760405163d7c7beeb60e01b815260040160405180910390fd5b612432826020612de1565b61243c90826129be565b92508461244a836020612de1565b61245490876129be565b95505f5b8381101561251b575f60408601358060051b60608801016005821092508588038460051b870135148316925060408835148316925087810360208901351483169250803536811084169350601f19601f8201166020830101368111158516945084156124f05781602084018d37818c2091508360051b60608b018d37818460051b8d01526001840160051b8c208660051b8801528099505b50505050806125125760405163d7c7beeb60e01b815260040160405180910390fd5b50600101612458565b508260051b812094505050509250929050565b6040515f9082906001815387889350600187161561256657823560018301528051602183015260418220845260209384019392830192015b5b87602082011015612597578051600183015260208082015160218401526041832085529390930192604001612567565b878110156125d457805184528589890360051c880110156125cd5780516001830152823560218301526041822084526020830192505b6020840193505b50509550959350505050565b6001600160401b0381168114611d10575f5ffd5b5f5f83601f840112612604575f5ffd5b5081356001600160401b0381111561261a575f5ffd5b6020830191508360208260051b8501011115612330575f5ffd5b5f5f5f5f5f5f60808789031215612649575f5ffd5b86359550602087013561265b816125e0565b945060408701356001600160401b03811115612675575f5ffd5b61268189828a016125f4565b90955093505060608701356001600160401b0381111561269f575f5ffd5b6126ab89828a016125f4565b979a9699509497509295939492505050565b5f60c08284031280156126ce575f5ffd5b509092915050565b5f5f5f5f606085870312156126e9575f5ffd5b84356126f4816125e0565b935060208501356001600160401b0381111561270e575f5ffd5b85016060818803121561271f575f5ffd5b925060408501356001600160401b03811115612739575f5ffd5b612745878288016125f4565b95989497509550505050565b5f5f5f5f5f60608688031215612765575f5ffd5b8535612770816125e0565b945060208601356001600160401b0381111561278a575f5ffd5b612796888289016125f4565b90955093505060408601356001600160401b038111156127b4575f5ffd5b6127c0888289016125f4565b969995985093965092949392505050565b5f602082840312156127e1575f5ffd5b81356001600160a01b0381168114611c7e575f5ffd5b5f8151808452602084019350602083015f5b828110156128305781516001600160a01b0316865260209586019590910190600101612809565b5093949350505050565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b60208152815160208201525f602083015161288e60408401826001600160a01b03169052565b50604083015161014060608401526128aa6101608401826127f7565b905060608401516128c660808501826001600160a01b03169052565b5060808401516001600160a01b03811660a08501525060a08401516001600160a01b03811660c08501525060c08401516001600160a01b03811660e08501525060e0840151838203601f1901610100850152612922828261283a565b9150506101008401516129416101208501826001600160a01b03169052565b50610120840151801515610140850152509392505050565b5f60208284031215612969575f5ffd5b5035919050565b634e487b7160e01b5f52602160045260245ffd5b60208101600883106129a457634e487b7160e01b5f52602160045260245ffd5b91905290565b634e487b7160e01b5f52601160045260245ffd5b808201808211156111d6576111d66129aa565b818103818111156111d6576111d66129aa565b634e487b7160e01b5f52603260045260245ffd5b5f8235605e19833603018112612a0c575f5ffd5b9190910192915050565b600181811c90821680612a2a57607f821691505b602082108103612a4857634e487b7160e01b5f52602260045260245ffd5b50919050565b6001600160a01b03831681526040602082015281545f908190600181811c90821680612a7b57607f821691505b602082108103612a9957634e487b7160e01b5f52602260045260245ffd5b6040860182905260608601818015612ab85760018114612ace57612afa565b60ff198516825283151560051b82019550612afa565b5f898152602090205f5b85811015612af457815484820152600190910190602001612ad8565b83019650505b509398975050505050505050565b5f60208284031215612b18575f5ffd5b8135611c7e816125e0565b8135815260c081016020830135612b39816125e0565b6001600160401b03166020830152604083810135908301526060830135612b5f816125e0565b6001600160401b031660608301526080838101359083015260a092830135929091019190915290565b813581556020820135612b9a816125e0565b60018201805467ffffffffffffffff19166001600160401b03831617905550604082013560028201556060820135612bd1816125e0565b60038201805467ffffffffffffffff19166001600160401b038316179055506080820135600482015560a090910135600590910155565b5f6001600160401b03821680612c2057612c206129aa565b5f190192915050565b634e487b7160e01b5f52601260045260245ffd5b5f6001600160401b03831680612c5557612c55612c29565b806001600160401b0384160691505092915050565b5f6001600160401b03831680612c8257612c82612c29565b806001600160401b0384160491505092915050565b6001600160401b0382811682821603908111156111d6576111d66129aa565b6001600160401b0381811683821601908111156111d6576111d66129aa565b5f82518060208501845e5f920191825250919050565b80516020808301519190811015612a48575f1960209190910360031b1b16919050565b5f5f85851115612d1c575f5ffd5b83861115612d28575f5ffd5b5050820193919092039150565b63ffffffff60e01b88168152866004820152856024820152846044820152836064820152818360848301375f91016084019081529695505050505050565b63ffffffff60e01b86168152846004820152836024820152818360448301375f9101604401908152949350505050565b5f82612db157612db1612c29565b500690565b5f82612dc457612dc4612c29565b500490565b5f60018201612dda57612dda6129aa565b5060010190565b80820281158282048414176111d6576111d66129aa56fea264697066735822122087886d62598db5e2551c3f68bcc3f46dc3d1fa71e0fa830648a9e6877c09cbc264736f6c63430008220033",
}

// Migration is an auto generated Go binding around an Ethereum contract.
type Migration struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Migration) GetABI() abi.ABI {
	return c.abi
}

// NewMigration creates a new instance of Migration.
func NewMigration() *Migration {
	parsed, err := MigrationMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Migration{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Migration) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor((bytes32,address,address[],address,address,address,address,bytes,address,bool) c) returns()
func (migration *Migration) PackConstructor(c Config) []byte {
	enc, err := migration.abi.Pack("", c)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackAbort is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x35a063b4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function abort() returns()
func (migration *Migration) PackAbort() []byte {
	enc, err := migration.abi.Pack("abort")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAbort is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x35a063b4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function abort() returns()
func (migration *Migration) TryPackAbort() ([]byte, error) {
	return migration.abi.Pack("abort")
}

// PackAbsent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x030b64d0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function absent(bytes32 head, uint64 place, (bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[])[] neighbours, bytes32[] siblings) returns()
func (migration *Migration) PackAbsent(head [32]byte, place uint64, neighbours []Entry, siblings [][32]byte) []byte {
	enc, err := migration.abi.Pack("absent", head, place, neighbours, siblings)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAbsent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x030b64d0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function absent(bytes32 head, uint64 place, (bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[])[] neighbours, bytes32[] siblings) returns()
func (migration *Migration) TryPackAbsent(head [32]byte, place uint64, neighbours []Entry, siblings [][32]byte) ([]byte, error) {
	return migration.abi.Pack("absent", head, place, neighbours, siblings)
}

// PackActivate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0f15f4c0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function activate() returns()
func (migration *Migration) PackActivate() []byte {
	enc, err := migration.abi.Pack("activate")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackActivate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0f15f4c0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function activate() returns()
func (migration *Migration) TryPackActivate() ([]byte, error) {
	return migration.abi.Pack("activate")
}

// PackAttest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3fa60e76.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function attest((bytes32,uint64,bytes32,uint64,bytes32,bytes32) c) returns()
func (migration *Migration) PackAttest(c Content) []byte {
	enc, err := migration.abi.Pack("attest", c)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAttest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3fa60e76.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function attest((bytes32,uint64,bytes32,uint64,bytes32,bytes32) c) returns()
func (migration *Migration) TryPackAttest(c Content) ([]byte, error) {
	return migration.abi.Pack("attest", c)
}

// PackAttested is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd4c80664.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function attested(address attester) view returns(bytes32)
func (migration *Migration) PackAttested(attester common.Address) []byte {
	enc, err := migration.abi.Pack("attested", attester)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAttested is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd4c80664.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function attested(address attester) view returns(bytes32)
func (migration *Migration) TryPackAttested(attester common.Address) ([]byte, error) {
	return migration.abi.Pack("attested", attester)
}

// UnpackAttested is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd4c80664.
//
// Solidity: function attested(address attester) view returns(bytes32)
func (migration *Migration) UnpackAttested(data []byte) ([32]byte, error) {
	out, err := migration.abi.Unpack("attested", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackAuthority is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbf7e214f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function authority() view returns(address)
func (migration *Migration) PackAuthority() []byte {
	enc, err := migration.abi.Pack("authority")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAuthority is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbf7e214f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function authority() view returns(address)
func (migration *Migration) TryPackAuthority() ([]byte, error) {
	return migration.abi.Pack("authority")
}

// UnpackAuthority is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbf7e214f.
//
// Solidity: function authority() view returns(address)
func (migration *Migration) UnpackAuthority(data []byte) (common.Address, error) {
	out, err := migration.abi.Unpack("authority", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackConfig is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79502c55.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function config() view returns((bytes32,address,address[],address,address,address,address,bytes,address,bool))
func (migration *Migration) PackConfig() []byte {
	enc, err := migration.abi.Pack("config")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackConfig is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79502c55.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function config() view returns((bytes32,address,address[],address,address,address,address,bytes,address,bool))
func (migration *Migration) TryPackConfig() ([]byte, error) {
	return migration.abi.Pack("config")
}

// UnpackConfig is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x79502c55.
//
// Solidity: function config() view returns((bytes32,address,address[],address,address,address,address,bytes,address,bool))
func (migration *Migration) UnpackConfig(data []byte) (Config, error) {
	out, err := migration.abi.Unpack("config", data)
	if err != nil {
		return *new(Config), err
	}
	out0 := *abi.ConvertType(out[0], new(Config)).(*Config)
	return out0, nil
}

// PackConfirm is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x797af627.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function confirm(bytes32 evidence) returns()
func (migration *Migration) PackConfirm(evidence [32]byte) []byte {
	enc, err := migration.abi.Pack("confirm", evidence)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackConfirm is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x797af627.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function confirm(bytes32 evidence) returns()
func (migration *Migration) TryPackConfirm(evidence [32]byte) ([]byte, error) {
	return migration.abi.Pack("confirm", evidence)
}

// PackConfirmed is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9d99795.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function confirmed(address attester) view returns(bytes32)
func (migration *Migration) PackConfirmed(attester common.Address) []byte {
	enc, err := migration.abi.Pack("confirmed", attester)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackConfirmed is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9d99795.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function confirmed(address attester) view returns(bytes32)
func (migration *Migration) TryPackConfirmed(attester common.Address) ([]byte, error) {
	return migration.abi.Pack("confirmed", attester)
}

// UnpackConfirmed is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa9d99795.
//
// Solidity: function confirmed(address attester) view returns(bytes32)
func (migration *Migration) UnpackConfirmed(data []byte) ([32]byte, error) {
	out, err := migration.abi.Unpack("confirmed", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackContent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8a4d5a67.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function content() view returns((bytes32,uint64,bytes32,uint64,bytes32,bytes32))
func (migration *Migration) PackContent() []byte {
	enc, err := migration.abi.Pack("content")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackContent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8a4d5a67.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function content() view returns((bytes32,uint64,bytes32,uint64,bytes32,bytes32))
func (migration *Migration) TryPackContent() ([]byte, error) {
	return migration.abi.Pack("content")
}

// UnpackContent is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8a4d5a67.
//
// Solidity: function content() view returns((bytes32,uint64,bytes32,uint64,bytes32,bytes32))
func (migration *Migration) UnpackContent(data []byte) (Content, error) {
	out, err := migration.abi.Unpack("content", data)
	if err != nil {
		return *new(Content), err
	}
	out0 := *abi.ConvertType(out[0], new(Content)).(*Content)
	return out0, nil
}

// PackCursor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x36a0b9ef.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function cursor() view returns(uint64)
func (migration *Migration) PackCursor() []byte {
	enc, err := migration.abi.Pack("cursor")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCursor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x36a0b9ef.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function cursor() view returns(uint64)
func (migration *Migration) TryPackCursor() ([]byte, error) {
	return migration.abi.Pack("cursor")
}

// UnpackCursor is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x36a0b9ef.
//
// Solidity: function cursor() view returns(uint64)
func (migration *Migration) UnpackCursor(data []byte) (uint64, error) {
	out, err := migration.abi.Unpack("cursor", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackDrain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaffa9c95.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function drain(uint64 first, (bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[])[] entries, bytes32[] siblings) returns()
func (migration *Migration) PackDrain(first uint64, entries []Entry, siblings [][32]byte) []byte {
	enc, err := migration.abi.Pack("drain", first, entries, siblings)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDrain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaffa9c95.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function drain(uint64 first, (bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[])[] entries, bytes32[] siblings) returns()
func (migration *Migration) TryPackDrain(first uint64, entries []Entry, siblings [][32]byte) ([]byte, error) {
	return migration.abi.Pack("drain", first, entries, siblings)
}

// PackDrained is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa664da90.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function drained() view returns(uint64)
func (migration *Migration) PackDrained() []byte {
	enc, err := migration.abi.Pack("drained")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDrained is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa664da90.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function drained() view returns(uint64)
func (migration *Migration) TryPackDrained() ([]byte, error) {
	return migration.abi.Pack("drained")
}

// UnpackDrained is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa664da90.
//
// Solidity: function drained() view returns(uint64)
func (migration *Migration) UnpackDrained(data []byte) (uint64, error) {
	out, err := migration.abi.Unpack("drained", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackLeft is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x16e64048.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function left() view returns(uint64)
func (migration *Migration) PackLeft() []byte {
	enc, err := migration.abi.Pack("left")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLeft is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x16e64048.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function left() view returns(uint64)
func (migration *Migration) TryPackLeft() ([]byte, error) {
	return migration.abi.Pack("left")
}

// UnpackLeft is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x16e64048.
//
// Solidity: function left() view returns(uint64)
func (migration *Migration) UnpackLeft(data []byte) (uint64, error) {
	out, err := migration.abi.Unpack("left", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackLoad is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb2c48e76.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function load(uint64 first, (bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[])[] entries, bytes32[] siblings) returns()
func (migration *Migration) PackLoad(first uint64, entries []Entry, siblings [][32]byte) []byte {
	enc, err := migration.abi.Pack("load", first, entries, siblings)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLoad is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb2c48e76.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function load(uint64 first, (bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[])[] entries, bytes32[] siblings) returns()
func (migration *Migration) TryPackLoad(first uint64, entries []Entry, siblings [][32]byte) ([]byte, error) {
	return migration.abi.Pack("load", first, entries, siblings)
}

// PackMaterialise is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52fe8225.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function materialise(uint64 place, (bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[]) entry, bytes32[] siblings) returns()
func (migration *Migration) PackMaterialise(place uint64, entry Entry, siblings [][32]byte) []byte {
	enc, err := migration.abi.Pack("materialise", place, entry, siblings)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMaterialise is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52fe8225.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function materialise(uint64 place, (bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[]) entry, bytes32[] siblings) returns()
func (migration *Migration) TryPackMaterialise(place uint64, entry Entry, siblings [][32]byte) ([]byte, error) {
	return migration.abi.Pack("materialise", place, entry, siblings)
}

// PackPhase is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb1c9fe6e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function phase() view returns(uint8)
func (migration *Migration) PackPhase() []byte {
	enc, err := migration.abi.Pack("phase")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPhase is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb1c9fe6e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function phase() view returns(uint8)
func (migration *Migration) TryPackPhase() ([]byte, error) {
	return migration.abi.Pack("phase")
}

// UnpackPhase is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb1c9fe6e.
//
// Solidity: function phase() view returns(uint8)
func (migration *Migration) UnpackPhase(data []byte) (uint8, error) {
	out, err := migration.abi.Unpack("phase", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackReadable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7233b24b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function readable(address account) view returns(bool)
func (migration *Migration) PackReadable(account common.Address) []byte {
	enc, err := migration.abi.Pack("readable", account)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackReadable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7233b24b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function readable(address account) view returns(bool)
func (migration *Migration) TryPackReadable(account common.Address) ([]byte, error) {
	return migration.abi.Pack("readable", account)
}

// UnpackReadable is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7233b24b.
//
// Solidity: function readable(address account) view returns(bool)
func (migration *Migration) UnpackReadable(data []byte) (bool, error) {
	out, err := migration.abi.Unpack("readable", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackRestore is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2fda332e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function restore() returns()
func (migration *Migration) PackRestore() []byte {
	enc, err := migration.abi.Pack("restore")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRestore is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2fda332e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function restore() returns()
func (migration *Migration) TryPackRestore() ([]byte, error) {
	return migration.abi.Pack("restore")
}

// PackRetire is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa4874d77.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function retire() returns()
func (migration *Migration) PackRetire() []byte {
	enc, err := migration.abi.Pack("retire")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRetire is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa4874d77.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function retire() returns()
func (migration *Migration) TryPackRetire() ([]byte, error) {
	return migration.abi.Pack("retire")
}

// PackSettled is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd945af1d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settled(bytes32 head) view returns(bool)
func (migration *Migration) PackSettled(head [32]byte) []byte {
	enc, err := migration.abi.Pack("settled", head)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettled is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd945af1d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settled(bytes32 head) view returns(bool)
func (migration *Migration) TryPackSettled(head [32]byte) ([]byte, error) {
	return migration.abi.Pack("settled", head)
}

// UnpackSettled is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd945af1d.
//
// Solidity: function settled(bytes32 head) view returns(bool)
func (migration *Migration) UnpackSettled(data []byte) (bool, error) {
	out, err := migration.abi.Unpack("settled", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackSource is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x67e828bf.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function source() view returns(address)
func (migration *Migration) PackSource() []byte {
	enc, err := migration.abi.Pack("source")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSource is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x67e828bf.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function source() view returns(address)
func (migration *Migration) TryPackSource() ([]byte, error) {
	return migration.abi.Pack("source")
}

// UnpackSource is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x67e828bf.
//
// Solidity: function source() view returns(address)
func (migration *Migration) UnpackSource(data []byte) (common.Address, error) {
	out, err := migration.abi.Unpack("source", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackUnload is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5ecc7856.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function unload(uint64 first, (bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[])[] entries, bytes32[] siblings) returns()
func (migration *Migration) PackUnload(first uint64, entries []Entry, siblings [][32]byte) []byte {
	enc, err := migration.abi.Pack("unload", first, entries, siblings)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUnload is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5ecc7856.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function unload(uint64 first, (bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[])[] entries, bytes32[] siblings) returns()
func (migration *Migration) TryPackUnload(first uint64, entries []Entry, siblings [][32]byte) ([]byte, error) {
	return migration.abi.Pack("unload", first, entries, siblings)
}

// MigrationAborted represents a Aborted event raised by the Migration contract.
type MigrationAborted struct {
	Raw *types.Log // Blockchain specific contextual infos
}

const MigrationAbortedEventName = "Aborted"

// ContractEventName returns the user-defined event name.
func (MigrationAborted) ContractEventName() string {
	return MigrationAbortedEventName
}

// UnpackAbortedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Aborted()
func (migration *Migration) UnpackAbortedEvent(log *types.Log) (*MigrationAborted, error) {
	event := "Aborted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != migration.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MigrationAborted)
	if len(log.Data) > 0 {
		if err := migration.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range migration.abi.Events[event].Inputs {
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

// MigrationAborting represents a Aborting event raised by the Migration contract.
type MigrationAborting struct {
	Raw *types.Log // Blockchain specific contextual infos
}

const MigrationAbortingEventName = "Aborting"

// ContractEventName returns the user-defined event name.
func (MigrationAborting) ContractEventName() string {
	return MigrationAbortingEventName
}

// UnpackAbortingEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Aborting()
func (migration *Migration) UnpackAbortingEvent(log *types.Log) (*MigrationAborting, error) {
	event := "Aborting"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != migration.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MigrationAborting)
	if len(log.Data) > 0 {
		if err := migration.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range migration.abi.Events[event].Inputs {
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

// MigrationActivated represents a Activated event raised by the Migration contract.
type MigrationActivated struct {
	Raw *types.Log // Blockchain specific contextual infos
}

const MigrationActivatedEventName = "Activated"

// ContractEventName returns the user-defined event name.
func (MigrationActivated) ContractEventName() string {
	return MigrationActivatedEventName
}

// UnpackActivatedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Activated()
func (migration *Migration) UnpackActivatedEvent(log *types.Log) (*MigrationActivated, error) {
	event := "Activated"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != migration.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MigrationActivated)
	if len(log.Data) > 0 {
		if err := migration.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range migration.abi.Events[event].Inputs {
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

// MigrationAgreed represents a Agreed event raised by the Migration contract.
type MigrationAgreed struct {
	Content [32]byte
	Raw     *types.Log // Blockchain specific contextual infos
}

const MigrationAgreedEventName = "Agreed"

// ContractEventName returns the user-defined event name.
func (MigrationAgreed) ContractEventName() string {
	return MigrationAgreedEventName
}

// UnpackAgreedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Agreed(bytes32 content)
func (migration *Migration) UnpackAgreedEvent(log *types.Log) (*MigrationAgreed, error) {
	event := "Agreed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != migration.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MigrationAgreed)
	if len(log.Data) > 0 {
		if err := migration.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range migration.abi.Events[event].Inputs {
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

// MigrationAttested represents a Attested event raised by the Migration contract.
type MigrationAttested struct {
	Attester common.Address
	Content  [32]byte
	Raw      *types.Log // Blockchain specific contextual infos
}

const MigrationAttestedEventName = "Attested"

// ContractEventName returns the user-defined event name.
func (MigrationAttested) ContractEventName() string {
	return MigrationAttestedEventName
}

// UnpackAttestedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Attested(address indexed attester, bytes32 content)
func (migration *Migration) UnpackAttestedEvent(log *types.Log) (*MigrationAttested, error) {
	event := "Attested"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != migration.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MigrationAttested)
	if len(log.Data) > 0 {
		if err := migration.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range migration.abi.Events[event].Inputs {
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

// MigrationConfirmed represents a Confirmed event raised by the Migration contract.
type MigrationConfirmed struct {
	Attester common.Address
	Evidence [32]byte
	Raw      *types.Log // Blockchain specific contextual infos
}

const MigrationConfirmedEventName = "Confirmed"

// ContractEventName returns the user-defined event name.
func (MigrationConfirmed) ContractEventName() string {
	return MigrationConfirmedEventName
}

// UnpackConfirmedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Confirmed(address indexed attester, bytes32 evidence)
func (migration *Migration) UnpackConfirmedEvent(log *types.Log) (*MigrationConfirmed, error) {
	event := "Confirmed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != migration.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MigrationConfirmed)
	if len(log.Data) > 0 {
		if err := migration.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range migration.abi.Events[event].Inputs {
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

// MigrationDisagreement represents a Disagreement event raised by the Migration contract.
type MigrationDisagreement struct {
	Attester common.Address
	Content  [32]byte
	Other    [32]byte
	Raw      *types.Log // Blockchain specific contextual infos
}

const MigrationDisagreementEventName = "Disagreement"

// ContractEventName returns the user-defined event name.
func (MigrationDisagreement) ContractEventName() string {
	return MigrationDisagreementEventName
}

// UnpackDisagreementEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Disagreement(address indexed attester, bytes32 content, bytes32 other)
func (migration *Migration) UnpackDisagreementEvent(log *types.Log) (*MigrationDisagreement, error) {
	event := "Disagreement"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != migration.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MigrationDisagreement)
	if len(log.Data) > 0 {
		if err := migration.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range migration.abi.Events[event].Inputs {
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

// MigrationDrained represents a Drained event raised by the Migration contract.
type MigrationDrained struct {
	Cursor uint64
	Raw    *types.Log // Blockchain specific contextual infos
}

const MigrationDrainedEventName = "Drained"

// ContractEventName returns the user-defined event name.
func (MigrationDrained) ContractEventName() string {
	return MigrationDrainedEventName
}

// UnpackDrainedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Drained(uint64 cursor)
func (migration *Migration) UnpackDrainedEvent(log *types.Log) (*MigrationDrained, error) {
	event := "Drained"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != migration.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MigrationDrained)
	if len(log.Data) > 0 {
		if err := migration.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range migration.abi.Events[event].Inputs {
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

// MigrationLoaded represents a Loaded event raised by the Migration contract.
type MigrationLoaded struct {
	Cursor uint64
	Raw    *types.Log // Blockchain specific contextual infos
}

const MigrationLoadedEventName = "Loaded"

// ContractEventName returns the user-defined event name.
func (MigrationLoaded) ContractEventName() string {
	return MigrationLoadedEventName
}

// UnpackLoadedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Loaded(uint64 cursor)
func (migration *Migration) UnpackLoadedEvent(log *types.Log) (*MigrationLoaded, error) {
	event := "Loaded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != migration.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MigrationLoaded)
	if len(log.Data) > 0 {
		if err := migration.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range migration.abi.Events[event].Inputs {
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

// MigrationPaid represents a Paid event raised by the Migration contract.
type MigrationPaid struct {
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const MigrationPaidEventName = "Paid"

// ContractEventName returns the user-defined event name.
func (MigrationPaid) ContractEventName() string {
	return MigrationPaidEventName
}

// UnpackPaidEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Paid(uint256 amount)
func (migration *Migration) UnpackPaidEvent(log *types.Log) (*MigrationPaid, error) {
	event := "Paid"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != migration.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MigrationPaid)
	if len(log.Data) > 0 {
		if err := migration.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range migration.abi.Events[event].Inputs {
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

// MigrationRetired represents a Retired event raised by the Migration contract.
type MigrationRetired struct {
	Raw *types.Log // Blockchain specific contextual infos
}

const MigrationRetiredEventName = "Retired"

// ContractEventName returns the user-defined event name.
func (MigrationRetired) ContractEventName() string {
	return MigrationRetiredEventName
}

// UnpackRetiredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Retired()
func (migration *Migration) UnpackRetiredEvent(log *types.Log) (*MigrationRetired, error) {
	event := "Retired"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != migration.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MigrationRetired)
	if len(log.Data) > 0 {
		if err := migration.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range migration.abi.Events[event].Inputs {
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

// MigrationSettled represents a Settled event raised by the Migration contract.
type MigrationSettled struct {
	Head    [32]byte
	Present bool
	Raw     *types.Log // Blockchain specific contextual infos
}

const MigrationSettledEventName = "Settled"

// ContractEventName returns the user-defined event name.
func (MigrationSettled) ContractEventName() string {
	return MigrationSettledEventName
}

// UnpackSettledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Settled(bytes32 indexed head, bool present)
func (migration *Migration) UnpackSettledEvent(log *types.Log) (*MigrationSettled, error) {
	event := "Settled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != migration.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MigrationSettled)
	if len(log.Data) > 0 {
		if err := migration.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range migration.abi.Events[event].Inputs {
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

// MigrationUnloaded represents a Unloaded event raised by the Migration contract.
type MigrationUnloaded struct {
	Cursor uint64
	Raw    *types.Log // Blockchain specific contextual infos
}

const MigrationUnloadedEventName = "Unloaded"

// ContractEventName returns the user-defined event name.
func (MigrationUnloaded) ContractEventName() string {
	return MigrationUnloadedEventName
}

// UnpackUnloadedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Unloaded(uint64 cursor)
func (migration *Migration) UnpackUnloadedEvent(log *types.Log) (*MigrationUnloaded, error) {
	event := "Unloaded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != migration.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MigrationUnloaded)
	if len(log.Data) > 0 {
		if err := migration.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range migration.abi.Events[event].Inputs {
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
func (migration *Migration) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], migration.abi.Errors["AlreadySettled"].ID.Bytes()[:4]) {
		return migration.UnpackAlreadySettledError(raw[4:])
	}
	if bytes.Equal(raw[:4], migration.abi.Errors["BadConfig"].ID.Bytes()[:4]) {
		return migration.UnpackBadConfigError(raw[4:])
	}
	if bytes.Equal(raw[:4], migration.abi.Errors["BadContent"].ID.Bytes()[:4]) {
		return migration.UnpackBadContentError(raw[4:])
	}
	if bytes.Equal(raw[:4], migration.abi.Errors["EntriesLeft"].ID.Bytes()[:4]) {
		return migration.UnpackEntriesLeftError(raw[4:])
	}
	if bytes.Equal(raw[:4], migration.abi.Errors["NoEvidence"].ID.Bytes()[:4]) {
		return migration.UnpackNoEvidenceError(raw[4:])
	}
	if bytes.Equal(raw[:4], migration.abi.Errors["NotAscending"].ID.Bytes()[:4]) {
		return migration.UnpackNotAscendingError(raw[4:])
	}
	if bytes.Equal(raw[:4], migration.abi.Errors["NotAttester"].ID.Bytes()[:4]) {
		return migration.UnpackNotAttesterError(raw[4:])
	}
	if bytes.Equal(raw[:4], migration.abi.Errors["NotAuthority"].ID.Bytes()[:4]) {
		return migration.UnpackNotAuthorityError(raw[4:])
	}
	if bytes.Equal(raw[:4], migration.abi.Errors["NotCanonical"].ID.Bytes()[:4]) {
		return migration.UnpackNotCanonicalError(raw[4:])
	}
	if bytes.Equal(raw[:4], migration.abi.Errors["NotFrozen"].ID.Bytes()[:4]) {
		return migration.UnpackNotFrozenError(raw[4:])
	}
	if bytes.Equal(raw[:4], migration.abi.Errors["WrongCursor"].ID.Bytes()[:4]) {
		return migration.UnpackWrongCursorError(raw[4:])
	}
	if bytes.Equal(raw[:4], migration.abi.Errors["WrongPhase"].ID.Bytes()[:4]) {
		return migration.UnpackWrongPhaseError(raw[4:])
	}
	if bytes.Equal(raw[:4], migration.abi.Errors["WrongProof"].ID.Bytes()[:4]) {
		return migration.UnpackWrongProofError(raw[4:])
	}
	if bytes.Equal(raw[:4], migration.abi.Errors["WrongSiblings"].ID.Bytes()[:4]) {
		return migration.UnpackWrongSiblingsError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// MigrationAlreadySettled represents a AlreadySettled error raised by the Migration contract.
type MigrationAlreadySettled struct {
	Head [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadySettled(bytes32 head)
func MigrationAlreadySettledErrorID() common.Hash {
	return common.HexToHash("0xb196a44a365168bc3e1ae2c1014617dc39aff01f0da4be83e6808ad8c8b8200d")
}

// UnpackAlreadySettledError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadySettled(bytes32 head)
func (migration *Migration) UnpackAlreadySettledError(raw []byte) (*MigrationAlreadySettled, error) {
	out := new(MigrationAlreadySettled)
	if err := migration.abi.UnpackIntoInterface(out, "AlreadySettled", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationBadConfig represents a BadConfig error raised by the Migration contract.
type MigrationBadConfig struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadConfig()
func MigrationBadConfigErrorID() common.Hash {
	return common.HexToHash("0x07cc321ce71a3eebb30014b3b8f136f5e867b17e2b76292bf086143aa7c7b50c")
}

// UnpackBadConfigError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadConfig()
func (migration *Migration) UnpackBadConfigError(raw []byte) (*MigrationBadConfig, error) {
	out := new(MigrationBadConfig)
	if err := migration.abi.UnpackIntoInterface(out, "BadConfig", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationBadContent represents a BadContent error raised by the Migration contract.
type MigrationBadContent struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadContent()
func MigrationBadContentErrorID() common.Hash {
	return common.HexToHash("0xdaaa9c4c3b460b9000b7ebe47858c6392d6a9f501d24627eacfa0cded553a63b")
}

// UnpackBadContentError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadContent()
func (migration *Migration) UnpackBadContentError(raw []byte) (*MigrationBadContent, error) {
	out := new(MigrationBadContent)
	if err := migration.abi.UnpackIntoInterface(out, "BadContent", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationEntriesLeft represents a EntriesLeft error raised by the Migration contract.
type MigrationEntriesLeft struct {
	Left uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error EntriesLeft(uint64 left)
func MigrationEntriesLeftErrorID() common.Hash {
	return common.HexToHash("0x7272f1fdc75fabda0ae266030d7b6a537c4606fe0b2e6358589a1bc27ac4153b")
}

// UnpackEntriesLeftError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error EntriesLeft(uint64 left)
func (migration *Migration) UnpackEntriesLeftError(raw []byte) (*MigrationEntriesLeft, error) {
	out := new(MigrationEntriesLeft)
	if err := migration.abi.UnpackIntoInterface(out, "EntriesLeft", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationNoEvidence represents a NoEvidence error raised by the Migration contract.
type MigrationNoEvidence struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoEvidence()
func MigrationNoEvidenceErrorID() common.Hash {
	return common.HexToHash("0xea1aa62bf8d11f2a9497c42f9bdcac8f86427e7b3d5dde6eb3c4824625e9019d")
}

// UnpackNoEvidenceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoEvidence()
func (migration *Migration) UnpackNoEvidenceError(raw []byte) (*MigrationNoEvidence, error) {
	out := new(MigrationNoEvidence)
	if err := migration.abi.UnpackIntoInterface(out, "NoEvidence", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationNotAscending represents a NotAscending error raised by the Migration contract.
type MigrationNotAscending struct {
	Head [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAscending(bytes32 head)
func MigrationNotAscendingErrorID() common.Hash {
	return common.HexToHash("0x6927bc31912e571966a4433571c0bd05dc5c618ca3a28a5d5b25c0302102a415")
}

// UnpackNotAscendingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAscending(bytes32 head)
func (migration *Migration) UnpackNotAscendingError(raw []byte) (*MigrationNotAscending, error) {
	out := new(MigrationNotAscending)
	if err := migration.abi.UnpackIntoInterface(out, "NotAscending", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationNotAttester represents a NotAttester error raised by the Migration contract.
type MigrationNotAttester struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAttester(address caller)
func MigrationNotAttesterErrorID() common.Hash {
	return common.HexToHash("0x14817f2f584570953b41dcf787fe5799176797b67ea0429f314f3bca83b3274a")
}

// UnpackNotAttesterError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAttester(address caller)
func (migration *Migration) UnpackNotAttesterError(raw []byte) (*MigrationNotAttester, error) {
	out := new(MigrationNotAttester)
	if err := migration.abi.UnpackIntoInterface(out, "NotAttester", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationNotAuthority represents a NotAuthority error raised by the Migration contract.
type MigrationNotAuthority struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAuthority(address caller)
func MigrationNotAuthorityErrorID() common.Hash {
	return common.HexToHash("0x9e066db10485fe5061603cf3250900c413eb0779450f2dd0e086cc49366ce3ae")
}

// UnpackNotAuthorityError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAuthority(address caller)
func (migration *Migration) UnpackNotAuthorityError(raw []byte) (*MigrationNotAuthority, error) {
	out := new(MigrationNotAuthority)
	if err := migration.abi.UnpackIntoInterface(out, "NotAuthority", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationNotCanonical represents a NotCanonical error raised by the Migration contract.
type MigrationNotCanonical struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotCanonical()
func MigrationNotCanonicalErrorID() common.Hash {
	return common.HexToHash("0xd7c7beebc63078fafa64a1a947fcb8f0609a0f902a1e7ab48bb4f40264374536")
}

// UnpackNotCanonicalError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotCanonical()
func (migration *Migration) UnpackNotCanonicalError(raw []byte) (*MigrationNotCanonical, error) {
	out := new(MigrationNotCanonical)
	if err := migration.abi.UnpackIntoInterface(out, "NotCanonical", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationNotFrozen represents a NotFrozen error raised by the Migration contract.
type MigrationNotFrozen struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotFrozen(address account)
func MigrationNotFrozenErrorID() common.Hash {
	return common.HexToHash("0x755bf61d41aff740afd7a14bdcc1e95b1d242d6b22fac6fb9cb50667a287dc96")
}

// UnpackNotFrozenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotFrozen(address account)
func (migration *Migration) UnpackNotFrozenError(raw []byte) (*MigrationNotFrozen, error) {
	out := new(MigrationNotFrozen)
	if err := migration.abi.UnpackIntoInterface(out, "NotFrozen", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationWrongCursor represents a WrongCursor error raised by the Migration contract.
type MigrationWrongCursor struct {
	Given  uint64
	Cursor uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongCursor(uint64 given, uint64 cursor)
func MigrationWrongCursorErrorID() common.Hash {
	return common.HexToHash("0x8cb11aed71d4f42a4b3f4f3daaad8f6eb35d041ee65687c6baf73ef04873d25e")
}

// UnpackWrongCursorError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongCursor(uint64 given, uint64 cursor)
func (migration *Migration) UnpackWrongCursorError(raw []byte) (*MigrationWrongCursor, error) {
	out := new(MigrationWrongCursor)
	if err := migration.abi.UnpackIntoInterface(out, "WrongCursor", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationWrongPhase represents a WrongPhase error raised by the Migration contract.
type MigrationWrongPhase struct {
	Phase uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongPhase(uint8 phase)
func MigrationWrongPhaseErrorID() common.Hash {
	return common.HexToHash("0x96fe8cdd585d6e16539084786ef0330f221a01706accefe0bc861b9b7c7ccd00")
}

// UnpackWrongPhaseError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongPhase(uint8 phase)
func (migration *Migration) UnpackWrongPhaseError(raw []byte) (*MigrationWrongPhase, error) {
	out := new(MigrationWrongPhase)
	if err := migration.abi.UnpackIntoInterface(out, "WrongPhase", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationWrongProof represents a WrongProof error raised by the Migration contract.
type MigrationWrongProof struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongProof()
func MigrationWrongProofErrorID() common.Hash {
	return common.HexToHash("0x923983b95725ef8bba975b943fae190b70d615718a6d503ac530ba58b34141d6")
}

// UnpackWrongProofError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongProof()
func (migration *Migration) UnpackWrongProofError(raw []byte) (*MigrationWrongProof, error) {
	out := new(MigrationWrongProof)
	if err := migration.abi.UnpackIntoInterface(out, "WrongProof", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MigrationWrongSiblings represents a WrongSiblings error raised by the Migration contract.
type MigrationWrongSiblings struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongSiblings()
func MigrationWrongSiblingsErrorID() common.Hash {
	return common.HexToHash("0x961d45a3031449563188b153b832541d3adf5a0af802d022eb0af3f5d3af6b2a")
}

// UnpackWrongSiblingsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongSiblings()
func (migration *Migration) UnpackWrongSiblingsError(raw []byte) (*MigrationWrongSiblings, error) {
	out := new(MigrationWrongSiblings)
	if err := migration.abi.UnpackIntoInterface(out, "WrongSiblings", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInMetaData contains all meta data concerning the StandIn contract.
var StandInMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"migration\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"reader_\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"}],\"name\":\"AddressEmptyCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"found\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"expected\",\"type\":\"bytes32\"}],\"name\":\"Changed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"}],\"name\":\"ERC1967InvalidImplementation\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ERC1967NonPayable\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"FailedCall\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"migration\",\"type\":\"address\"}],\"name\":\"Migrating\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotAuthority\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotMigration\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotSource\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"}],\"name\":\"Reserved\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"UUPSUnauthorizedCallContext\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"}],\"name\":\"UUPSUnsupportedProxiableUUID\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"}],\"name\":\"Upgraded\",\"type\":\"event\"},{\"stateMutability\":\"payable\",\"type\":\"fallback\"},{\"inputs\":[],\"name\":\"UPGRADE_INTERFACE_VERSION\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"initCall\",\"type\":\"bytes\"}],\"name\":\"novationBecome\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"novationMigration\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"}],\"name\":\"novationPay\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"novationReader\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry[]\",\"name\":\"entries\",\"type\":\"tuple[]\"},{\"internalType\":\"bool\",\"name\":\"forward\",\"type\":\"bool\"}],\"name\":\"novationStore\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"novationTake\",\"outputs\":[],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"proxiableUUID\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"newImplementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"name\":\"upgradeToAndCall\",\"outputs\":[],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"stateMutability\":\"payable\",\"type\":\"receive\"}]",
	ID:  "StandIn",
	Bin: "0x60e060405230608052348015610013575f5ffd5b506040516114fc3803806114fc83398101604081905261003291610064565b6001600160a01b0391821660a0521660c052610095565b80516001600160a01b038116811461005f575f5ffd5b919050565b5f5f60408385031215610075575f5ffd5b61007e83610049565b915061008c60208401610049565b90509250929050565b60805160a05160c0516113e46101185f395f818160d9015281816102f001526103c501525f818160a50152818161012801528181610172015281816101fe015281816102b9015281816103440152818161040b015281816105fc015281816107a4015261096801525f81816107010152818161072a015261091f01526113e45ff3fe608060405260043610610089575f3560e01c80638d37a5a1116100585780638d37a5a11461042f578063ad3cb1cc1461044e578063d4226df01461048b578063de2ec86a146104aa578063e40b8dbe146104b2576100d7565b80634f1ef2861461037d57806352d1902d146103905780637a91f80a146103b75780638445f7eb146103fd576100d7565b366100d757604051633b6b895160e11b81526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660048201526024015b60405180910390fd5b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316158061010c57503415155b1561015557604051633b6b895160e11b81526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660048201526024016100ce565b333014806102e957604051637233b24b60e01b81523060048201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690637233b24b90602401602060405180830381865afa1580156101bf573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906101e39190610ff6565b61022b57604051633b6b895160e11b81526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660048201526024016100ce565b5f5f306001600160a01b03165f36604051610247929190611018565b5f60405180830381855afa9150503d805f811461027f576040519150601f19603f3d011682016040523d82523d5f602084013e610284565b606091505b5091509150811561029a5761029a6001826104d1565b80515f036102e657604051633b6b895160e11b81526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660048201526024016100ce565b50505b5f5f6103147f00000000000000000000000000000000000000000000000000000000000000006104ed565b915091508161032557805115610328565b82155b1561037157604051633b6b895160e11b81526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660048201526024016100ce565b61037b82826104d1565b005b61037b61038b36600461104f565b610552565b34801561039b575f5ffd5b506103a4610571565b6040519081526020015b60405180910390f35b3480156103c2575f5ffd5b507f00000000000000000000000000000000000000000000000000000000000000005b6040516001600160a01b0390911681526020016103ae565b348015610408575f5ffd5b507f00000000000000000000000000000000000000000000000000000000000000006103e5565b34801561043a575f5ffd5b5061037b610449366004611115565b61058c565b348015610459575f5ffd5b5061047e604051806040016040528060058152602001640352e302e360dc1b81525081565b6040516103ae9190611197565b348015610496575f5ffd5b5061037b6104a53660046111cc565b61059f565b61037b6105fa565b3480156104bd575f5ffd5b5061037b6104cc3660046111e7565b6106af565b8180156104e057815160208301f35b815160208301fd5b505050565b5f6060826001600160a01b03165f3660405161050a929190611018565b5f60405180830381855af49150503d805f8114610542576040519150601f19603f3d011682016040523d82523d5f602084013e610547565b606091505b509094909350915050565b61055a6106f6565b61056382610784565b61056d8282610858565b5050565b5f61057a610914565b505f51602061138f5f395f51905f5290565b61059461095d565b6104e88383836109a8565b6105a761095d565b806001600160a01b031663de2ec86a476040518263ffffffff1660e01b81526004015f604051808303818588803b1580156105e0575f5ffd5b505af11580156105f2573d5f5f3e3d5ffd5b505050505050565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166367e828bf6040518163ffffffff1660e01b8152600401602060405180830381865afa158015610656573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061067a9190611267565b6001600160a01b0316336001600160a01b0316146106ad57604051632b86e11360e21b81523360048201526024016100ce565b565b6106b761095d565b6104e88383838080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250610a4392505050565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016148061076657507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031661075a610a98565b6001600160a01b031614155b156106ad5760405163703e46dd60e11b815260040160405180910390fd5b5f8061078e610ab7565b6001600160a01b031614905080158061083857507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663bf7e214f6040518163ffffffff1660e01b8152600401602060405180830381865afa1580156107fe573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906108229190611267565b6001600160a01b0316336001600160a01b031614155b1561056d57604051639e066db160e01b81523360048201526024016100ce565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa9250505080156108b2575060408051601f3d908101601f191682019092526108af91810190611282565b60015b6108da57604051634c9c8ce360e01b81526001600160a01b03831660048201526024016100ce565b5f51602061138f5f395f51905f52811461090a57604051632a87526960e21b8152600481018290526024016100ce565b6104e88383610a43565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016146106ad5760405163703e46dd60e11b815260040160405180910390fd5b336001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016146106ad576040516389f8a18360e01b81523360048201526024016100ce565b815f5b81811015610a3c575f836109d457816109c5600185611299565b6109cf9190611299565b6109d6565b815b90505f6109e587878488610ade565b90508480156109f357508015155b15610a3257610a32878784818110610a0d57610a0d6112b8565b9050602002810190610a1f91906112cc565b610a2d9060408101906112ea565b610c03565b50506001016109ab565b5050505050565b610a4c82610d86565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115610a90576104e88282610de9565b61056d610e8a565b5f5f51602061138f5f395f51905f525b546001600160a01b0316919050565b5f7fb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103610aa8565b600582901b84013584016040810135810135905f906020808201359091019081019035606085610b19575060605f198201029190910190605f195b8115610be65782356020840135604085013588610b3257905b8254818114610bd3577fa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d5084147f206656bffef1906175c5aa46a4af1aaace84a6836c846824d85061c39bca05008514175f51602061138f5f395f51905f5285147fb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d610386141717818418811715610bce578798505050505050610be6565b508184555b50505092810192505f1990910190610b19565b505050805f14610bfa57610bfa8184610ea9565b50949350505050565b5f5b818110156104e857365f848484818110610c2157610c216112b8565b9050602002810190610c339190611337565b610c3d90806112ea565b915091505f858585818110610c5457610c546112b8565b9050602002810190610c669190611337565b610c7490602081019061134b565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250929350610cb49250610fc8915050565b5f5b83811015610cf657848482818110610cd057610cd06112b8565b90506020020135828260048110610ce957610ce96112b8565b6020020152600101610cb6565b50602082018251845f8114610d2a5760018114610d325760028114610d3c5760038114610d4b5760048114610d5f57610d74565b8183a0610d74565b83518284a1610d74565b602084015184518385a2610d74565b6040840151602085015185518486a3610d74565b60608401516040850151602086015186518587a45b50505050505050806001019050610c05565b806001600160a01b03163b5f03610dbb57604051634c9c8ce360e01b81526001600160a01b03821660048201526024016100ce565b5f51602061138f5f395f51905f5280546001600160a01b0319166001600160a01b0392909216919091179055565b60605f610df68484610f91565b9050808015610e1757505f3d1180610e1757505f846001600160a01b03163b115b15610e2c57610e24610fa4565b915050610e84565b8015610e5657604051639996b31560e01b81526001600160a01b03851660048201526024016100ce565b3d15610e6957610e64610fbd565b610e82565b60405163d6bda27560e01b815260040160405180910390fd5b505b92915050565b34156106ad5760405163b398979f60e01b815260040160405180910390fd5b81358054600583901b6040038401355f51602061138f5f395f51905f52831480610ef257507fb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d610383145b80610f1c57507fa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d5083145b80610f4657507f206656bffef1906175c5aa46a4af1aaace84a6836c846824d85061c39bca050083145b15610f675760405163dae6d4e560e01b8152600481018490526024016100ce565b60405163cf7395ad60e01b81526004810184905260248101839052604481018290526064016100ce565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b60405180608001604052806004906020820280368337509192915050565b8015158114610ff3575f5ffd5b50565b5f60208284031215611006575f5ffd5b815161101181610fe6565b9392505050565b818382375f9101908152919050565b6001600160a01b0381168114610ff3575f5ffd5b634e487b7160e01b5f52604160045260245ffd5b5f5f60408385031215611060575f5ffd5b823561106b81611027565b9150602083013567ffffffffffffffff811115611086575f5ffd5b8301601f81018513611096575f5ffd5b803567ffffffffffffffff8111156110b0576110b061103b565b604051601f8201601f19908116603f0116810167ffffffffffffffff811182821017156110df576110df61103b565b6040528181528282016020018710156110f6575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f5f5f60408486031215611127575f5ffd5b833567ffffffffffffffff81111561113d575f5ffd5b8401601f8101861361114d575f5ffd5b803567ffffffffffffffff811115611163575f5ffd5b8660208260051b8401011115611177575f5ffd5b60209182019450925084013561118c81610fe6565b809150509250925092565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b5f602082840312156111dc575f5ffd5b813561101181611027565b5f5f5f604084860312156111f9575f5ffd5b833561120481611027565b9250602084013567ffffffffffffffff81111561121f575f5ffd5b8401601f8101861361122f575f5ffd5b803567ffffffffffffffff811115611245575f5ffd5b866020828401011115611256575f5ffd5b939660209190910195509293505050565b5f60208284031215611277575f5ffd5b815161101181611027565b5f60208284031215611292575f5ffd5b5051919050565b81810381811115610e8457634e487b7160e01b5f52601160045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b5f8235605e198336030181126112e0575f5ffd5b9190910192915050565b5f5f8335601e198436030181126112ff575f5ffd5b83018035915067ffffffffffffffff821115611319575f5ffd5b6020019150600581901b3603821315611330575f5ffd5b9250929050565b5f8235603e198336030181126112e0575f5ffd5b5f5f8335601e19843603018112611360575f5ffd5b83018035915067ffffffffffffffff82111561137a575f5ffd5b602001915036819003821315611330575f5ffdfe360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbca264697066735822122085cb1c1a540ef5c50b174523efe46bc87c51a5d6dc15b59e853d5d19b5cb0b5364736f6c63430008220033",
}

// StandIn is an auto generated Go binding around an Ethereum contract.
type StandIn struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *StandIn) GetABI() abi.ABI {
	return c.abi
}

// NewStandIn creates a new instance of StandIn.
func NewStandIn() *StandIn {
	parsed, err := StandInMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &StandIn{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *StandIn) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address migration, address reader_) returns()
func (standIn *StandIn) PackConstructor(migration common.Address, reader_ common.Address) []byte {
	enc, err := standIn.abi.Pack("", migration, reader_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackUPGRADEINTERFACEVERSION is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xad3cb1cc.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function UPGRADE_INTERFACE_VERSION() view returns(string)
func (standIn *StandIn) PackUPGRADEINTERFACEVERSION() []byte {
	enc, err := standIn.abi.Pack("UPGRADE_INTERFACE_VERSION")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUPGRADEINTERFACEVERSION is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xad3cb1cc.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function UPGRADE_INTERFACE_VERSION() view returns(string)
func (standIn *StandIn) TryPackUPGRADEINTERFACEVERSION() ([]byte, error) {
	return standIn.abi.Pack("UPGRADE_INTERFACE_VERSION")
}

// UnpackUPGRADEINTERFACEVERSION is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xad3cb1cc.
//
// Solidity: function UPGRADE_INTERFACE_VERSION() view returns(string)
func (standIn *StandIn) UnpackUPGRADEINTERFACEVERSION(data []byte) (string, error) {
	out, err := standIn.abi.Unpack("UPGRADE_INTERFACE_VERSION", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackNovationBecome is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe40b8dbe.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationBecome(address implementation, bytes initCall) returns()
func (standIn *StandIn) PackNovationBecome(implementation common.Address, initCall []byte) []byte {
	enc, err := standIn.abi.Pack("novationBecome", implementation, initCall)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationBecome is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe40b8dbe.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationBecome(address implementation, bytes initCall) returns()
func (standIn *StandIn) TryPackNovationBecome(implementation common.Address, initCall []byte) ([]byte, error) {
	return standIn.abi.Pack("novationBecome", implementation, initCall)
}

// PackNovationMigration is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8445f7eb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationMigration() view returns(address)
func (standIn *StandIn) PackNovationMigration() []byte {
	enc, err := standIn.abi.Pack("novationMigration")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationMigration is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8445f7eb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationMigration() view returns(address)
func (standIn *StandIn) TryPackNovationMigration() ([]byte, error) {
	return standIn.abi.Pack("novationMigration")
}

// UnpackNovationMigration is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8445f7eb.
//
// Solidity: function novationMigration() view returns(address)
func (standIn *StandIn) UnpackNovationMigration(data []byte) (common.Address, error) {
	out, err := standIn.abi.Unpack("novationMigration", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackNovationPay is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd4226df0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationPay(address to) returns()
func (standIn *StandIn) PackNovationPay(to common.Address) []byte {
	enc, err := standIn.abi.Pack("novationPay", to)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationPay is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd4226df0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationPay(address to) returns()
func (standIn *StandIn) TryPackNovationPay(to common.Address) ([]byte, error) {
	return standIn.abi.Pack("novationPay", to)
}

// PackNovationReader is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7a91f80a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationReader() view returns(address)
func (standIn *StandIn) PackNovationReader() []byte {
	enc, err := standIn.abi.Pack("novationReader")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationReader is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7a91f80a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationReader() view returns(address)
func (standIn *StandIn) TryPackNovationReader() ([]byte, error) {
	return standIn.abi.Pack("novationReader")
}

// UnpackNovationReader is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7a91f80a.
//
// Solidity: function novationReader() view returns(address)
func (standIn *StandIn) UnpackNovationReader(data []byte) (common.Address, error) {
	out, err := standIn.abi.Unpack("novationReader", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackNovationStore is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d37a5a1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationStore((bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[])[] entries, bool forward) returns()
func (standIn *StandIn) PackNovationStore(entries []Entry, forward bool) []byte {
	enc, err := standIn.abi.Pack("novationStore", entries, forward)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationStore is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d37a5a1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationStore((bytes32,(bytes32,bytes32,bytes32)[],(bytes32[],bytes)[])[] entries, bool forward) returns()
func (standIn *StandIn) TryPackNovationStore(entries []Entry, forward bool) ([]byte, error) {
	return standIn.abi.Pack("novationStore", entries, forward)
}

// PackNovationTake is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xde2ec86a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novationTake() payable returns()
func (standIn *StandIn) PackNovationTake() []byte {
	enc, err := standIn.abi.Pack("novationTake")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovationTake is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xde2ec86a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novationTake() payable returns()
func (standIn *StandIn) TryPackNovationTake() ([]byte, error) {
	return standIn.abi.Pack("novationTake")
}

// PackProxiableUUID is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52d1902d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function proxiableUUID() view returns(bytes32)
func (standIn *StandIn) PackProxiableUUID() []byte {
	enc, err := standIn.abi.Pack("proxiableUUID")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackProxiableUUID is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52d1902d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function proxiableUUID() view returns(bytes32)
func (standIn *StandIn) TryPackProxiableUUID() ([]byte, error) {
	return standIn.abi.Pack("proxiableUUID")
}

// UnpackProxiableUUID is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x52d1902d.
//
// Solidity: function proxiableUUID() view returns(bytes32)
func (standIn *StandIn) UnpackProxiableUUID(data []byte) ([32]byte, error) {
	out, err := standIn.abi.Unpack("proxiableUUID", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackUpgradeToAndCall is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4f1ef286.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function upgradeToAndCall(address newImplementation, bytes data) payable returns()
func (standIn *StandIn) PackUpgradeToAndCall(newImplementation common.Address, data []byte) []byte {
	enc, err := standIn.abi.Pack("upgradeToAndCall", newImplementation, data)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUpgradeToAndCall is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4f1ef286.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function upgradeToAndCall(address newImplementation, bytes data) payable returns()
func (standIn *StandIn) TryPackUpgradeToAndCall(newImplementation common.Address, data []byte) ([]byte, error) {
	return standIn.abi.Pack("upgradeToAndCall", newImplementation, data)
}

// StandInUpgraded represents a Upgraded event raised by the StandIn contract.
type StandInUpgraded struct {
	Implementation common.Address
	Raw            *types.Log // Blockchain specific contextual infos
}

const StandInUpgradedEventName = "Upgraded"

// ContractEventName returns the user-defined event name.
func (StandInUpgraded) ContractEventName() string {
	return StandInUpgradedEventName
}

// UnpackUpgradedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Upgraded(address indexed implementation)
func (standIn *StandIn) UnpackUpgradedEvent(log *types.Log) (*StandInUpgraded, error) {
	event := "Upgraded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != standIn.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(StandInUpgraded)
	if len(log.Data) > 0 {
		if err := standIn.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range standIn.abi.Events[event].Inputs {
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
func (standIn *StandIn) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], standIn.abi.Errors["AddressEmptyCode"].ID.Bytes()[:4]) {
		return standIn.UnpackAddressEmptyCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], standIn.abi.Errors["Changed"].ID.Bytes()[:4]) {
		return standIn.UnpackChangedError(raw[4:])
	}
	if bytes.Equal(raw[:4], standIn.abi.Errors["ERC1967InvalidImplementation"].ID.Bytes()[:4]) {
		return standIn.UnpackERC1967InvalidImplementationError(raw[4:])
	}
	if bytes.Equal(raw[:4], standIn.abi.Errors["ERC1967NonPayable"].ID.Bytes()[:4]) {
		return standIn.UnpackERC1967NonPayableError(raw[4:])
	}
	if bytes.Equal(raw[:4], standIn.abi.Errors["FailedCall"].ID.Bytes()[:4]) {
		return standIn.UnpackFailedCallError(raw[4:])
	}
	if bytes.Equal(raw[:4], standIn.abi.Errors["Migrating"].ID.Bytes()[:4]) {
		return standIn.UnpackMigratingError(raw[4:])
	}
	if bytes.Equal(raw[:4], standIn.abi.Errors["NotAuthority"].ID.Bytes()[:4]) {
		return standIn.UnpackNotAuthorityError(raw[4:])
	}
	if bytes.Equal(raw[:4], standIn.abi.Errors["NotMigration"].ID.Bytes()[:4]) {
		return standIn.UnpackNotMigrationError(raw[4:])
	}
	if bytes.Equal(raw[:4], standIn.abi.Errors["NotSource"].ID.Bytes()[:4]) {
		return standIn.UnpackNotSourceError(raw[4:])
	}
	if bytes.Equal(raw[:4], standIn.abi.Errors["Reserved"].ID.Bytes()[:4]) {
		return standIn.UnpackReservedError(raw[4:])
	}
	if bytes.Equal(raw[:4], standIn.abi.Errors["UUPSUnauthorizedCallContext"].ID.Bytes()[:4]) {
		return standIn.UnpackUUPSUnauthorizedCallContextError(raw[4:])
	}
	if bytes.Equal(raw[:4], standIn.abi.Errors["UUPSUnsupportedProxiableUUID"].ID.Bytes()[:4]) {
		return standIn.UnpackUUPSUnsupportedProxiableUUIDError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// StandInAddressEmptyCode represents a AddressEmptyCode error raised by the StandIn contract.
type StandInAddressEmptyCode struct {
	Target common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AddressEmptyCode(address target)
func StandInAddressEmptyCodeErrorID() common.Hash {
	return common.HexToHash("0x9996b315c842ff135b8fc4a08ad5df1c344efbc03d2687aecc0678050d2aac89")
}

// UnpackAddressEmptyCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AddressEmptyCode(address target)
func (standIn *StandIn) UnpackAddressEmptyCodeError(raw []byte) (*StandInAddressEmptyCode, error) {
	out := new(StandInAddressEmptyCode)
	if err := standIn.abi.UnpackIntoInterface(out, "AddressEmptyCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInChanged represents a Changed error raised by the StandIn contract.
type StandInChanged struct {
	Slot     [32]byte
	Found    [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Changed(bytes32 slot, bytes32 found, bytes32 expected)
func StandInChangedErrorID() common.Hash {
	return common.HexToHash("0xcf7395ad2401c13f90e806bdfded2e4e770041667affacade14335262ce1317a")
}

// UnpackChangedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Changed(bytes32 slot, bytes32 found, bytes32 expected)
func (standIn *StandIn) UnpackChangedError(raw []byte) (*StandInChanged, error) {
	out := new(StandInChanged)
	if err := standIn.abi.UnpackIntoInterface(out, "Changed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInERC1967InvalidImplementation represents a ERC1967InvalidImplementation error raised by the StandIn contract.
type StandInERC1967InvalidImplementation struct {
	Implementation common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC1967InvalidImplementation(address implementation)
func StandInERC1967InvalidImplementationErrorID() common.Hash {
	return common.HexToHash("0x4c9c8ce3ceb3130f17f7cdba48d89b5b0129f266a8bac114e6e315a41879b617")
}

// UnpackERC1967InvalidImplementationError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC1967InvalidImplementation(address implementation)
func (standIn *StandIn) UnpackERC1967InvalidImplementationError(raw []byte) (*StandInERC1967InvalidImplementation, error) {
	out := new(StandInERC1967InvalidImplementation)
	if err := standIn.abi.UnpackIntoInterface(out, "ERC1967InvalidImplementation", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInERC1967NonPayable represents a ERC1967NonPayable error raised by the StandIn contract.
type StandInERC1967NonPayable struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC1967NonPayable()
func StandInERC1967NonPayableErrorID() common.Hash {
	return common.HexToHash("0xb398979fa84f543c8e222f17890372c487baf85e062276c127fef521eea7224b")
}

// UnpackERC1967NonPayableError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC1967NonPayable()
func (standIn *StandIn) UnpackERC1967NonPayableError(raw []byte) (*StandInERC1967NonPayable, error) {
	out := new(StandInERC1967NonPayable)
	if err := standIn.abi.UnpackIntoInterface(out, "ERC1967NonPayable", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInFailedCall represents a FailedCall error raised by the StandIn contract.
type StandInFailedCall struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error FailedCall()
func StandInFailedCallErrorID() common.Hash {
	return common.HexToHash("0xd6bda27508c0fb6d8a39b4b122878dab26f731a7d4e4abe711dd3731899052a4")
}

// UnpackFailedCallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error FailedCall()
func (standIn *StandIn) UnpackFailedCallError(raw []byte) (*StandInFailedCall, error) {
	out := new(StandInFailedCall)
	if err := standIn.abi.UnpackIntoInterface(out, "FailedCall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInMigrating represents a Migrating error raised by the StandIn contract.
type StandInMigrating struct {
	Migration common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Migrating(address migration)
func StandInMigratingErrorID() common.Hash {
	return common.HexToHash("0x76d712a271b69cd3e1266ab87d6ce8aa3b8215b86760cf1879953176decc9e44")
}

// UnpackMigratingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Migrating(address migration)
func (standIn *StandIn) UnpackMigratingError(raw []byte) (*StandInMigrating, error) {
	out := new(StandInMigrating)
	if err := standIn.abi.UnpackIntoInterface(out, "Migrating", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInNotAuthority represents a NotAuthority error raised by the StandIn contract.
type StandInNotAuthority struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAuthority(address caller)
func StandInNotAuthorityErrorID() common.Hash {
	return common.HexToHash("0x9e066db10485fe5061603cf3250900c413eb0779450f2dd0e086cc49366ce3ae")
}

// UnpackNotAuthorityError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAuthority(address caller)
func (standIn *StandIn) UnpackNotAuthorityError(raw []byte) (*StandInNotAuthority, error) {
	out := new(StandInNotAuthority)
	if err := standIn.abi.UnpackIntoInterface(out, "NotAuthority", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInNotMigration represents a NotMigration error raised by the StandIn contract.
type StandInNotMigration struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotMigration(address caller)
func StandInNotMigrationErrorID() common.Hash {
	return common.HexToHash("0x89f8a18399eee64115ac41817539bfa3222fa86b26cce770c9c525b0d52ec196")
}

// UnpackNotMigrationError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotMigration(address caller)
func (standIn *StandIn) UnpackNotMigrationError(raw []byte) (*StandInNotMigration, error) {
	out := new(StandInNotMigration)
	if err := standIn.abi.UnpackIntoInterface(out, "NotMigration", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInNotSource represents a NotSource error raised by the StandIn contract.
type StandInNotSource struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotSource(address caller)
func StandInNotSourceErrorID() common.Hash {
	return common.HexToHash("0xae1b844c53e689f1c871faa7ab969358cd803661133d3dfb85ee5664b9099a2c")
}

// UnpackNotSourceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotSource(address caller)
func (standIn *StandIn) UnpackNotSourceError(raw []byte) (*StandInNotSource, error) {
	out := new(StandInNotSource)
	if err := standIn.abi.UnpackIntoInterface(out, "NotSource", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInReserved represents a Reserved error raised by the StandIn contract.
type StandInReserved struct {
	Slot [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Reserved(bytes32 slot)
func StandInReservedErrorID() common.Hash {
	return common.HexToHash("0xdae6d4e5986ca8ab31f49d5be7b4089ace065377861778825cd3cd5ef59f981d")
}

// UnpackReservedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Reserved(bytes32 slot)
func (standIn *StandIn) UnpackReservedError(raw []byte) (*StandInReserved, error) {
	out := new(StandInReserved)
	if err := standIn.abi.UnpackIntoInterface(out, "Reserved", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInUUPSUnauthorizedCallContext represents a UUPSUnauthorizedCallContext error raised by the StandIn contract.
type StandInUUPSUnauthorizedCallContext struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UUPSUnauthorizedCallContext()
func StandInUUPSUnauthorizedCallContextErrorID() common.Hash {
	return common.HexToHash("0xe07c8dba242a06571ac65fe4bbe20522c9fb111cb33599b799ff8039c1ed18f4")
}

// UnpackUUPSUnauthorizedCallContextError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UUPSUnauthorizedCallContext()
func (standIn *StandIn) UnpackUUPSUnauthorizedCallContextError(raw []byte) (*StandInUUPSUnauthorizedCallContext, error) {
	out := new(StandInUUPSUnauthorizedCallContext)
	if err := standIn.abi.UnpackIntoInterface(out, "UUPSUnauthorizedCallContext", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInUUPSUnsupportedProxiableUUID represents a UUPSUnsupportedProxiableUUID error raised by the StandIn contract.
type StandInUUPSUnsupportedProxiableUUID struct {
	Slot [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UUPSUnsupportedProxiableUUID(bytes32 slot)
func StandInUUPSUnsupportedProxiableUUIDErrorID() common.Hash {
	return common.HexToHash("0xaa1d49a4c084bfa9aeeee2a0be65267a7f19ba7e1476b114dac513d2c14cb563")
}

// UnpackUUPSUnsupportedProxiableUUIDError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UUPSUnsupportedProxiableUUID(bytes32 slot)
func (standIn *StandIn) UnpackUUPSUnsupportedProxiableUUIDError(raw []byte) (*StandInUUPSUnsupportedProxiableUUID, error) {
	out := new(StandInUUPSUnsupportedProxiableUUID)
	if err := standIn.abi.UnpackIntoInterface(out, "UUPSUnsupportedProxiableUUID", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TransparentUpgradeableProxyMetaData contains all meta data concerning the TransparentUpgradeableProxy contract.
var TransparentUpgradeableProxyMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"_logic\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"initialOwner\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"_data\",\"type\":\"bytes\"}],\"stateMutability\":\"payable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"}],\"name\":\"AddressEmptyCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"admin\",\"type\":\"address\"}],\"name\":\"ERC1967InvalidAdmin\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"}],\"name\":\"ERC1967InvalidImplementation\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ERC1967NonPayable\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ERC1967ProxyUninitialized\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"FailedCall\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ProxyDeniedAdminAccess\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"address\",\"name\":\"previousAdmin\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"newAdmin\",\"type\":\"address\"}],\"name\":\"AdminChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"}],\"name\":\"Upgraded\",\"type\":\"event\"},{\"stateMutability\":\"payable\",\"type\":\"fallback\"}]",
	ID:  "TransparentUpgradeableProxy",
	Bin: "0x60a0604052604051610d77380380610d7783398101604081905261002291610366565b82818051610043576040516330a289cf60e21b815260040160405180910390fd5b61004d82826100ab565b50508160405161005c9061032a565b6001600160a01b039091168152602001604051809103905ff080158015610085573d5f5f3e3d5ffd5b506001600160a01b03166080526100a361009e60805190565b610109565b505050610437565b6100b482610176565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a28051156100fd576100f882826101f4565b505050565b610105610295565b5050565b7f7e644d79422f17c01e4894b5f4f588d331ebfa28653d42ae832dc59e38c9798f6101485f516020610d575f395f51905f52546001600160a01b031690565b604080516001600160a01b03928316815291841660208301520160405180910390a1610173816102b6565b50565b806001600160a01b03163b5f036101b057604051634c9c8ce360e01b81526001600160a01b03821660048201526024015b60405180910390fd5b807f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc5b80546001600160a01b0319166001600160a01b039290921691909117905550565b60605f61020184846102f3565b905080801561022257505f3d118061022257505f846001600160a01b03163b115b156102375761022f610306565b91505061028f565b801561026157604051639996b31560e01b81526001600160a01b03851660048201526024016101a7565b3d156102745761026f61031f565b61028d565b60405163d6bda27560e01b815260040160405180910390fd5b505b92915050565b34156102b45760405163b398979f60e01b815260040160405180910390fd5b565b6001600160a01b0381166102df57604051633173bdd160e11b81525f60048201526024016101a7565b805f516020610d575f395f51905f526101d3565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b6104e68061087183390190565b80516001600160a01b038116811461034d575f5ffd5b919050565b634e487b7160e01b5f52604160045260245ffd5b5f5f5f60608486031215610378575f5ffd5b61038184610337565b925061038f60208501610337565b60408501519092506001600160401b038111156103aa575f5ffd5b8401601f810186136103ba575f5ffd5b80516001600160401b038111156103d3576103d3610352565b604051601f8201601f19908116603f011681016001600160401b038111828210171561040157610401610352565b604052818152828201602001881015610418575f5ffd5b8160208401602083015e5f602083830101528093505050509250925092565b60805161042361044e5f395f601001526104235ff3fe608060405261000c61000e565b005b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316330361007a575f356001600160e01b03191663278f794360e11b14610070576040516334ad5dbb60e21b815260040160405180910390fd5b610078610082565b565b6100786100b0565b5f8061009136600481846102e1565b81019061009e919061031c565b915091506100ac82826100c0565b5050565b6100786100bb61011a565b610151565b6100c98261016f565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a28051156101125761010d82826101ea565b505050565b6100ac61028b565b5f61014c7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc546001600160a01b031690565b905090565b365f5f375f5f365f845af43d5f5f3e80801561016b573d5ff35b3d5ffd5b806001600160a01b03163b5f036101a957604051634c9c8ce360e01b81526001600160a01b03821660048201526024015b60405180910390fd5b7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc80546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6101f784846102aa565b905080801561021857505f3d118061021857505f846001600160a01b03163b115b1561022d576102256102bd565b915050610285565b801561025757604051639996b31560e01b81526001600160a01b03851660048201526024016101a0565b3d1561026a576102656102d6565b610283565b60405163d6bda27560e01b815260040160405180910390fd5b505b92915050565b34156100785760405163b398979f60e01b815260040160405180910390fd5b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b5f5f858511156102ef575f5ffd5b838611156102fb575f5ffd5b5050820193919092039150565b634e487b7160e01b5f52604160045260245ffd5b5f5f6040838503121561032d575f5ffd5b82356001600160a01b0381168114610343575f5ffd5b9150602083013567ffffffffffffffff81111561035e575f5ffd5b8301601f8101851361036e575f5ffd5b803567ffffffffffffffff81111561038857610388610308565b604051601f8201601f19908116603f0116810167ffffffffffffffff811182821017156103b7576103b7610308565b6040528181528282016020018710156103ce575f5ffd5b816020840160208301375f60208383010152809350505050925092905056fea26469706673582212208bf052ffde8af94ff860aa45f97a185cfca20b0da9d5ec732100f1acf6575d1964736f6c634300082200336080604052348015600e575f5ffd5b506040516104e63803806104e6833981016040819052602b9160b4565b806001600160a01b038116605857604051631e4fbdf760e01b81525f600482015260240160405180910390fd5b605f816065565b505060df565b5f80546001600160a01b038381166001600160a01b0319831681178455604051919092169283917f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e09190a35050565b5f6020828403121560c3575f5ffd5b81516001600160a01b038116811460d8575f5ffd5b9392505050565b6103fa806100ec5f395ff3fe608060405260043610610049575f3560e01c8063715018a61461004d5780638da5cb5b146100635780639623609d1461008e578063ad3cb1cc146100a1578063f2fde38b146100de575b5f5ffd5b348015610058575f5ffd5b506100616100fd565b005b34801561006e575f5ffd5b505f546040516001600160a01b0390911681526020015b60405180910390f35b61006161009c366004610260565b610110565b3480156100ac575f5ffd5b506100d1604051806040016040528060058152602001640352e302e360dc1b81525081565b6040516100859190610365565b3480156100e9575f5ffd5b506100616100f836600461037e565b61017b565b6101056101bd565b61010e5f6101e9565b565b6101186101bd565b60405163278f794360e11b81526001600160a01b03841690634f1ef2869034906101489086908690600401610399565b5f604051808303818588803b15801561015f575f5ffd5b505af1158015610171573d5f5f3e3d5ffd5b5050505050505050565b6101836101bd565b6001600160a01b0381166101b157604051631e4fbdf760e01b81525f60048201526024015b60405180910390fd5b6101ba816101e9565b50565b5f546001600160a01b0316331461010e5760405163118cdaa760e01b81523360048201526024016101a8565b5f80546001600160a01b038381166001600160a01b0319831681178455604051919092169283917f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e09190a35050565b6001600160a01b03811681146101ba575f5ffd5b634e487b7160e01b5f52604160045260245ffd5b5f5f5f60608486031215610272575f5ffd5b833561027d81610238565b9250602084013561028d81610238565b9150604084013567ffffffffffffffff8111156102a8575f5ffd5b8401601f810186136102b8575f5ffd5b803567ffffffffffffffff8111156102d2576102d261024c565b604051601f8201601f19908116603f0116810167ffffffffffffffff811182821017156103015761030161024c565b604052818152828201602001881015610318575f5ffd5b816020840160208301375f602083830101528093505050509250925092565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f6103776020830184610337565b9392505050565b5f6020828403121561038e575f5ffd5b813561037781610238565b6001600160a01b03831681526040602082018190525f906103bc90830184610337565b94935050505056fea2646970667358221220f24043dc88389f90e1be21eb2838da731ccad836f61eb211ea802148220e386f64736f6c63430008220033b53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103",
}

// TransparentUpgradeableProxy is an auto generated Go binding around an Ethereum contract.
type TransparentUpgradeableProxy struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *TransparentUpgradeableProxy) GetABI() abi.ABI {
	return c.abi
}

// NewTransparentUpgradeableProxy creates a new instance of TransparentUpgradeableProxy.
func NewTransparentUpgradeableProxy() *TransparentUpgradeableProxy {
	parsed, err := TransparentUpgradeableProxyMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &TransparentUpgradeableProxy{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *TransparentUpgradeableProxy) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address _logic, address initialOwner, bytes _data) payable returns()
func (transparentUpgradeableProxy *TransparentUpgradeableProxy) PackConstructor(_logic common.Address, initialOwner common.Address, _data []byte) []byte {
	enc, err := transparentUpgradeableProxy.abi.Pack("", _logic, initialOwner, _data)
	if err != nil {
		panic(err)
	}
	return enc
}

// TransparentUpgradeableProxyAdminChanged represents a AdminChanged event raised by the TransparentUpgradeableProxy contract.
type TransparentUpgradeableProxyAdminChanged struct {
	PreviousAdmin common.Address
	NewAdmin      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const TransparentUpgradeableProxyAdminChangedEventName = "AdminChanged"

// ContractEventName returns the user-defined event name.
func (TransparentUpgradeableProxyAdminChanged) ContractEventName() string {
	return TransparentUpgradeableProxyAdminChangedEventName
}

// UnpackAdminChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AdminChanged(address previousAdmin, address newAdmin)
func (transparentUpgradeableProxy *TransparentUpgradeableProxy) UnpackAdminChangedEvent(log *types.Log) (*TransparentUpgradeableProxyAdminChanged, error) {
	event := "AdminChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != transparentUpgradeableProxy.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(TransparentUpgradeableProxyAdminChanged)
	if len(log.Data) > 0 {
		if err := transparentUpgradeableProxy.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range transparentUpgradeableProxy.abi.Events[event].Inputs {
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

// TransparentUpgradeableProxyUpgraded represents a Upgraded event raised by the TransparentUpgradeableProxy contract.
type TransparentUpgradeableProxyUpgraded struct {
	Implementation common.Address
	Raw            *types.Log // Blockchain specific contextual infos
}

const TransparentUpgradeableProxyUpgradedEventName = "Upgraded"

// ContractEventName returns the user-defined event name.
func (TransparentUpgradeableProxyUpgraded) ContractEventName() string {
	return TransparentUpgradeableProxyUpgradedEventName
}

// UnpackUpgradedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Upgraded(address indexed implementation)
func (transparentUpgradeableProxy *TransparentUpgradeableProxy) UnpackUpgradedEvent(log *types.Log) (*TransparentUpgradeableProxyUpgraded, error) {
	event := "Upgraded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != transparentUpgradeableProxy.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(TransparentUpgradeableProxyUpgraded)
	if len(log.Data) > 0 {
		if err := transparentUpgradeableProxy.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range transparentUpgradeableProxy.abi.Events[event].Inputs {
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
func (transparentUpgradeableProxy *TransparentUpgradeableProxy) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], transparentUpgradeableProxy.abi.Errors["AddressEmptyCode"].ID.Bytes()[:4]) {
		return transparentUpgradeableProxy.UnpackAddressEmptyCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], transparentUpgradeableProxy.abi.Errors["ERC1967InvalidAdmin"].ID.Bytes()[:4]) {
		return transparentUpgradeableProxy.UnpackERC1967InvalidAdminError(raw[4:])
	}
	if bytes.Equal(raw[:4], transparentUpgradeableProxy.abi.Errors["ERC1967InvalidImplementation"].ID.Bytes()[:4]) {
		return transparentUpgradeableProxy.UnpackERC1967InvalidImplementationError(raw[4:])
	}
	if bytes.Equal(raw[:4], transparentUpgradeableProxy.abi.Errors["ERC1967NonPayable"].ID.Bytes()[:4]) {
		return transparentUpgradeableProxy.UnpackERC1967NonPayableError(raw[4:])
	}
	if bytes.Equal(raw[:4], transparentUpgradeableProxy.abi.Errors["ERC1967ProxyUninitialized"].ID.Bytes()[:4]) {
		return transparentUpgradeableProxy.UnpackERC1967ProxyUninitializedError(raw[4:])
	}
	if bytes.Equal(raw[:4], transparentUpgradeableProxy.abi.Errors["FailedCall"].ID.Bytes()[:4]) {
		return transparentUpgradeableProxy.UnpackFailedCallError(raw[4:])
	}
	if bytes.Equal(raw[:4], transparentUpgradeableProxy.abi.Errors["ProxyDeniedAdminAccess"].ID.Bytes()[:4]) {
		return transparentUpgradeableProxy.UnpackProxyDeniedAdminAccessError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// TransparentUpgradeableProxyAddressEmptyCode represents a AddressEmptyCode error raised by the TransparentUpgradeableProxy contract.
type TransparentUpgradeableProxyAddressEmptyCode struct {
	Target common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AddressEmptyCode(address target)
func TransparentUpgradeableProxyAddressEmptyCodeErrorID() common.Hash {
	return common.HexToHash("0x9996b315c842ff135b8fc4a08ad5df1c344efbc03d2687aecc0678050d2aac89")
}

// UnpackAddressEmptyCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AddressEmptyCode(address target)
func (transparentUpgradeableProxy *TransparentUpgradeableProxy) UnpackAddressEmptyCodeError(raw []byte) (*TransparentUpgradeableProxyAddressEmptyCode, error) {
	out := new(TransparentUpgradeableProxyAddressEmptyCode)
	if err := transparentUpgradeableProxy.abi.UnpackIntoInterface(out, "AddressEmptyCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TransparentUpgradeableProxyERC1967InvalidAdmin represents a ERC1967InvalidAdmin error raised by the TransparentUpgradeableProxy contract.
type TransparentUpgradeableProxyERC1967InvalidAdmin struct {
	Admin common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC1967InvalidAdmin(address admin)
func TransparentUpgradeableProxyERC1967InvalidAdminErrorID() common.Hash {
	return common.HexToHash("0x62e77ba29fe9122a94e84b52c1153f52dc5bd59527150c583cc2afd92259963f")
}

// UnpackERC1967InvalidAdminError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC1967InvalidAdmin(address admin)
func (transparentUpgradeableProxy *TransparentUpgradeableProxy) UnpackERC1967InvalidAdminError(raw []byte) (*TransparentUpgradeableProxyERC1967InvalidAdmin, error) {
	out := new(TransparentUpgradeableProxyERC1967InvalidAdmin)
	if err := transparentUpgradeableProxy.abi.UnpackIntoInterface(out, "ERC1967InvalidAdmin", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TransparentUpgradeableProxyERC1967InvalidImplementation represents a ERC1967InvalidImplementation error raised by the TransparentUpgradeableProxy contract.
type TransparentUpgradeableProxyERC1967InvalidImplementation struct {
	Implementation common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC1967InvalidImplementation(address implementation)
func TransparentUpgradeableProxyERC1967InvalidImplementationErrorID() common.Hash {
	return common.HexToHash("0x4c9c8ce3ceb3130f17f7cdba48d89b5b0129f266a8bac114e6e315a41879b617")
}

// UnpackERC1967InvalidImplementationError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC1967InvalidImplementation(address implementation)
func (transparentUpgradeableProxy *TransparentUpgradeableProxy) UnpackERC1967InvalidImplementationError(raw []byte) (*TransparentUpgradeableProxyERC1967InvalidImplementation, error) {
	out := new(TransparentUpgradeableProxyERC1967InvalidImplementation)
	if err := transparentUpgradeableProxy.abi.UnpackIntoInterface(out, "ERC1967InvalidImplementation", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TransparentUpgradeableProxyERC1967NonPayable represents a ERC1967NonPayable error raised by the TransparentUpgradeableProxy contract.
type TransparentUpgradeableProxyERC1967NonPayable struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC1967NonPayable()
func TransparentUpgradeableProxyERC1967NonPayableErrorID() common.Hash {
	return common.HexToHash("0xb398979fa84f543c8e222f17890372c487baf85e062276c127fef521eea7224b")
}

// UnpackERC1967NonPayableError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC1967NonPayable()
func (transparentUpgradeableProxy *TransparentUpgradeableProxy) UnpackERC1967NonPayableError(raw []byte) (*TransparentUpgradeableProxyERC1967NonPayable, error) {
	out := new(TransparentUpgradeableProxyERC1967NonPayable)
	if err := transparentUpgradeableProxy.abi.UnpackIntoInterface(out, "ERC1967NonPayable", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TransparentUpgradeableProxyERC1967ProxyUninitialized represents a ERC1967ProxyUninitialized error raised by the TransparentUpgradeableProxy contract.
type TransparentUpgradeableProxyERC1967ProxyUninitialized struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC1967ProxyUninitialized()
func TransparentUpgradeableProxyERC1967ProxyUninitializedErrorID() common.Hash {
	return common.HexToHash("0xc28a273c3fe16468cad2234091c09b146f46a93b2ad4069739c7beddfa5b3529")
}

// UnpackERC1967ProxyUninitializedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC1967ProxyUninitialized()
func (transparentUpgradeableProxy *TransparentUpgradeableProxy) UnpackERC1967ProxyUninitializedError(raw []byte) (*TransparentUpgradeableProxyERC1967ProxyUninitialized, error) {
	out := new(TransparentUpgradeableProxyERC1967ProxyUninitialized)
	if err := transparentUpgradeableProxy.abi.UnpackIntoInterface(out, "ERC1967ProxyUninitialized", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TransparentUpgradeableProxyFailedCall represents a FailedCall error raised by the TransparentUpgradeableProxy contract.
type TransparentUpgradeableProxyFailedCall struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error FailedCall()
func TransparentUpgradeableProxyFailedCallErrorID() common.Hash {
	return common.HexToHash("0xd6bda27508c0fb6d8a39b4b122878dab26f731a7d4e4abe711dd3731899052a4")
}

// UnpackFailedCallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error FailedCall()
func (transparentUpgradeableProxy *TransparentUpgradeableProxy) UnpackFailedCallError(raw []byte) (*TransparentUpgradeableProxyFailedCall, error) {
	out := new(TransparentUpgradeableProxyFailedCall)
	if err := transparentUpgradeableProxy.abi.UnpackIntoInterface(out, "FailedCall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TransparentUpgradeableProxyProxyDeniedAdminAccess represents a ProxyDeniedAdminAccess error raised by the TransparentUpgradeableProxy contract.
type TransparentUpgradeableProxyProxyDeniedAdminAccess struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ProxyDeniedAdminAccess()
func TransparentUpgradeableProxyProxyDeniedAdminAccessErrorID() common.Hash {
	return common.HexToHash("0xd2b576ece55c2a2cd529989c46cf677bc4504444e955201cfc9e82176ead8c00")
}

// UnpackProxyDeniedAdminAccessError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ProxyDeniedAdminAccess()
func (transparentUpgradeableProxy *TransparentUpgradeableProxy) UnpackProxyDeniedAdminAccessError(raw []byte) (*TransparentUpgradeableProxyProxyDeniedAdminAccess, error) {
	out := new(TransparentUpgradeableProxyProxyDeniedAdminAccess)
	if err := transparentUpgradeableProxy.abi.UnpackIntoInterface(out, "ProxyDeniedAdminAccess", raw); err != nil {
		return nil, err
	}
	return out, nil
}
