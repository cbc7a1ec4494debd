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
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"migration\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"rules\",\"type\":\"bytes\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"}],\"name\":\"AddressEmptyCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"word\",\"type\":\"uint256\"}],\"name\":\"BadArgument\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"place\",\"type\":\"uint256\"}],\"name\":\"BadRules\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"found\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"expected\",\"type\":\"bytes32\"}],\"name\":\"Changed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"}],\"name\":\"ERC1967InvalidImplementation\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ERC1967NonPayable\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"FailedCall\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"migration\",\"type\":\"address\"}],\"name\":\"Migrating\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotAProxy\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotAuthority\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes4\",\"name\":\"selector\",\"type\":\"bytes4\"}],\"name\":\"NotDeclared\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotMigration\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"}],\"name\":\"Reserved\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"UUPSUnauthorizedCallContext\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"}],\"name\":\"UUPSUnsupportedProxiableUUID\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"}],\"name\":\"Unsettled\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"}],\"name\":\"Upgraded\",\"type\":\"event\"},{\"stateMutability\":\"payable\",\"type\":\"fallback\"},{\"inputs\":[],\"name\":\"UPGRADE_INTERFACE_VERSION\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"initCall\",\"type\":\"bytes\"}],\"name\":\"novationBecome\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"novationImplementation\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"novationMigration\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"novationRules\",\"outputs\":[{\"internalType\":\"bytes\",\"name\":\"\",\"type\":\"bytes\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry[]\",\"name\":\"entries\",\"type\":\"tuple[]\"},{\"internalType\":\"bool\",\"name\":\"forward\",\"type\":\"bool\"}],\"name\":\"novationStore\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"name\":\"novationTouches\",\"outputs\":[{\"internalType\":\"bytes32[]\",\"name\":\"\",\"type\":\"bytes32[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"proxiableUUID\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"newImplementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"name\":\"upgradeToAndCall\",\"outputs\":[],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"stateMutability\":\"payable\",\"type\":\"receive\"}]",
	ID:  "Gate",
	Bin: "0x61012060405230608052348015610014575f5ffd5b50604051611fc6380380611fc683398101604081905261003391610447565b6001600160a01b03831660a05261004981610079565b3060c0526001600160a01b03821660e0526100638161021a565b6001600160a01b031661010052506105cd915050565b60028151108061008b5750805161ffff105b156100b05760405163914eb2b360e01b81525f60048201526024015b60405180910390fd5b602081015160f01c5f6100c482600661052c565b6100cf906002610543565b90505f5b828110156101f0575f6100e782600661052c565b6100f2906002610543565b8551909150610102600683610543565b118061012757508261012486610119846004610543565b016020015160f01c90565b14155b156101485760405163914eb2b360e01b8152600481018290526024016100a7565b5f821580610177575061016b86610160600685610556565b016020015160e01c90565b6020838801015160e01c115b9050801580610187575085518410155b156101a85760405163914eb2b360e01b8152600481018390526024016100a7565b8584016020015160f81c6101bd600186610543565b94505b80156101e2576101d08786610289565b94506101db81610569565b90506101c0565b5050508060010190506100d3565b50825181146102155760405163914eb2b360e01b8152600481018290526024016100a7565b505050565b5f5f8251600161022a9190610543565b8360405160200161023c92919061057e565b60405160208183030381529060405290508051602082015ff091506001600160a01b03821661028357825160405163914eb2b360e01b81526004016100a791815260200190565b50919050565b81515f90610298836021610543565b11156102ba5760405163914eb2b360e01b8152600481018390526024016100a7565b5f6102d5846102ca856020610543565b016020015160f81c90565b90506102e2602184610543565b92505b80156103e55783830160200151845160f89190911c90610306856004610543565b11806103125750600681115b156103335760405163914eb2b360e01b8152600481018590526024016100a7565b5f61034386610119876002610543565b90505f60018310801590610358575060038311155b90508061036757811515610375565b811580610375575061010082115b156103965760405163914eb2b360e01b8152600481018790526024016100a7565b6103a087876103f0565b6103aa9087610543565b955086518611156103d15760405163914eb2b360e01b8152600481018790526024016100a7565b505050806103de90610569565b90506102e5565b829150505b92915050565b602081830101515f9060059060f81c1061040b57602461040e565b60045b60ff169392505050565b80516001600160a01b038116811461042e575f5ffd5b919050565b634e487b7160e01b5f52604160045260245ffd5b5f5f5f60608486031215610459575f5ffd5b61046284610418565b925061047060208501610418565b60408501519092506001600160401b0381111561048b575f5ffd5b8401601f8101861361049b575f5ffd5b80516001600160401b038111156104b4576104b4610433565b604051601f8201601f19908116603f011681016001600160401b03811182821017156104e2576104e2610433565b6040528181528282016020018810156104f9575f5ffd5b8160208401602083015e5f602083830101528093505050509250925092565b634e487b7160e01b5f52601160045260245ffd5b80820281158282048414176103ea576103ea610518565b808201808211156103ea576103ea610518565b818103818111156103ea576103ea610518565b5f8161057757610577610518565b505f190190565b606160f81b815260f083901b6001600160f01b03191660018201526680600a5f395ff360c81b60038201525f600a820181905282518060208501600b85015e5f9201600b019182525092915050565b60805160a05160c05160e0516101005161198b61063b5f395f6108ee01525f81816101e9015261039a01525f61021701525f818161010901528181610261015281816102a101528181610731015261098401525f818161068c015281816106b501526108ac015261198b5ff3fe608060405260043610610089575f3560e01c80638d37a5a1116100585780638d37a5a114610141578063ad3cb1cc14610160578063d19983ab14610190578063e40b8dbe146101bc578063e9c0f8b9146101db57610098565b80634f1ef286146100a057806352d1902d146100b35780635a4780fa146100da5780638445f7eb146100fb57610098565b366100985761009661020d565b005b61009661020d565b6100966100ae366004611487565b6103d0565b3480156100be575f5ffd5b506100c76103eb565b6040519081526020015b60405180910390f35b3480156100e5575f5ffd5b506100ee610406565b6040516100d1919061157b565b348015610106575f5ffd5b507f00000000000000000000000000000000000000000000000000000000000000005b6040516001600160a01b0390911681526020016100d1565b34801561014c575f5ffd5b5061009661015b36600461159a565b610415565b34801561016b575f5ffd5b506100ee604051806040016040528060058152602001640352e302e360dc1b81525081565b34801561019b575f5ffd5b506101af6101aa36600461161c565b61042d565b6040516100d1919061169c565b3480156101c7575f5ffd5b506100966101d636600461161c565b610444565b3480156101e6575f5ffd5b507f0000000000000000000000000000000000000000000000000000000000000000610129565b6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163003610256576040516317972c2b60e21b815260040160405180910390fd5b336001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614610393575f610292335f3661048b565b90505f5b8151811015610390577f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663d945af1d8383815181106102e0576102e06116de565b60200260200101516040518263ffffffff1660e01b815260040161030691815260200190565b602060405180830381865afa158015610321573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061034591906116f2565b6103885781818151811061035b5761035b6116de565b6020026020010151604051632bdd7e3560e11b815260040161037f91815260200190565b60405180910390fd5b600101610296565b50505b5f5f6103be7f0000000000000000000000000000000000000000000000000000000000000000610605565b915091506103cc828261066a565b5050565b6103d8610681565b6103e182610711565b6103cc82826107e5565b5f6103f46108a1565b505f5160206119365f395f51905f5290565b60606104106108ea565b905090565b61041d610979565b6104288383836109c4565b505050565b606061043a84848461048b565b90505b9392505050565b61044c610979565b6104288383838080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250610a5f92505050565b60605f610498838561170d565b905082158015906104bb575060048310806104bb57506001600160e01b03198116155b156104e557604051636268da3760e11b81526001600160e01b03198216600482015260240161037f565b5f6104ee6108ea565b90505f6104fb8284610ab4565b6020838201015190915060f81c67ffffffffffffffff81111561052057610520611473565b604051908082528060200260200182016040528015610549578160200160208202803683370190505b509350610557600182611757565b90505f5b84518110156105fa57818301602001515f6105868561057b866020611757565b016020015160f81c90565b9050610593602185611757565b93505b80156105d2576105aa8286868d8d8d610b99565b91506105b68585610d6f565b6105c09085611757565b93506105cb8161176a565b9050610596565b818784815181106105e5576105e56116de565b6020908102919091010152505060010161055b565b505050509392505050565b5f6060826001600160a01b03165f3660405161062292919061177f565b5f60405180830381855af49150503d805f811461065a576040519150601f19603f3d011682016040523d82523d5f602084013e61065f565b606091505b509094909350915050565b81801561067957815160208301f35b815160208301fd5b306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614806106f157507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03166106e5610d97565b6001600160a01b031614155b1561070f5760405163703e46dd60e11b815260040160405180910390fd5b565b5f8061071b610db6565b6001600160a01b03161490508015806107c557507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663bf7e214f6040518163ffffffff1660e01b8152600401602060405180830381865afa15801561078b573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906107af919061178e565b6001600160a01b0316336001600160a01b031614155b156103cc57604051639e066db160e01b815233600482015260240161037f565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa92505050801561083f575060408051601f3d908101601f1916820190925261083c918101906117a9565b60015b61086757604051634c9c8ce360e01b81526001600160a01b038316600482015260240161037f565b5f5160206119365f395f51905f52811461089757604051632a87526960e21b81526004810182905260240161037f565b6104288383610a5f565b306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161461070f5760405163703e46dd60e11b815260040160405180910390fd5b60607f00000000000000000000000000000000000000000000000000000000000000005f61092360016001600160a01b0384163b6117c0565b90508067ffffffffffffffff81111561093e5761093e611473565b6040519080825280601f01601f191660200182016040528015610968576020820181803683370190505b50925080600160208501843c505090565b336001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161461070f576040516389f8a18360e01b815233600482015260240161037f565b815f5b81811015610a58575f836109f057816109e16001856117c0565b6109eb91906117c0565b6109f2565b815b90505f610a0187878488610ddd565b9050848015610a0f57508015155b15610a4e57610a4e878784818110610a2957610a296116de565b9050602002810190610a3b91906117d3565b610a499060408101906117f1565b610f02565b50506001016109c7565b5050505050565b610a6882611085565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115610aac5761042882826110e8565b6103cc611188565b60208201515f90819060f01c5b80821015610b6e575f6002610ad68385611757565b610ae0919061183e565b90505f610b0887610af284600661185d565b610afd906002611757565b016020015160e01c90565b905060e086901c8103610b4557610b3a87610b2484600661185d565b610b2f906006611757565b016020015160f01c90565b945050505050610b93565b60e086901c811015610b6357610b5c826001611757565b9350610b67565b8192505b5050610ac1565b604051636268da3760e11b81526001600160e01b03198516600482015260240161037f565b92915050565b602084860101515f90819060f81c6006811115610bb857610bb8611874565b90505f610bca8861057b896001611757565b90505f826006811115610bdf57610bdf611874565b03610c2057604080516001600160a01b03881660208201529081018a90526060015b6040516020818303038152906040528051906020012092505050610d65565b6005826006811115610c3457610c34611874565b03610c6957610c5088610c48896004611757565b016020015190565b60408051602081019290925281018a9052606001610c01565b6004826006811115610c7d57610c7d611874565b03610ca057610c8d8585836111a7565b8a604051602001610c0193929190611888565b6006826006811115610cb457610cb4611874565b03610cca57505050848401602401518601610d65565b5f610cec8686610cdb85602061185d565b610ce6906004611757565b8561126f565b905080610d148482610d038d610b2f8e6002611757565b610d0f906101006117c0565b6112cb565b14610d355760405163c649983960e01b81526004810183905260240161037f565b60408051602081018390529081018b90526060016040516020818303038152906040528051906020012093505050505b9695505050505050565b818101602001515f9060059060f81c10610d8a576024610d8d565b60045b60ff169392505050565b5f5f5160206119365f395f51905f525b546001600160a01b0316919050565b5f7fb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103610da7565b600582901b84013584016040810135810135905f906020808201359091019081019035606085610e18575060605f198201029190910190605f195b8115610ee55782356020840135604085013588610e3157905b8254818114610ed2577fa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d5084147f206656bffef1906175c5aa46a4af1aaace84a6836c846824d85061c39bca05008514175f5160206119365f395f51905f5285147fb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d610386141717818418811715610ecd578798505050505050610ee5565b508184555b50505092810192505f1990910190610e18565b505050805f14610ef957610ef9818461131f565b50949350505050565b5f5b8181101561042857365f848484818110610f2057610f206116de565b9050602002810190610f32919061189a565b610f3c90806117f1565b915091505f858585818110610f5357610f536116de565b9050602002810190610f65919061189a565b610f739060208101906118ae565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250929350610fb3925061143e915050565b5f5b83811015610ff557848482818110610fcf57610fcf6116de565b90506020020135828260048110610fe857610fe86116de565b6020020152600101610fb5565b50602082018251845f81146110295760018114611031576002811461103b576003811461104a576004811461105e57611073565b8183a0611073565b83518284a1611073565b602084015184518385a2611073565b6040840151602085015185518486a3611073565b60608401516040850151602086015186518587a45b50505050505050806001019050610f04565b806001600160a01b03163b5f036110ba57604051634c9c8ce360e01b81526001600160a01b038216600482015260240161037f565b5f5160206119365f395f51905f5280546001600160a01b0319166001600160a01b0392909216919091179055565b60605f6110f58484611407565b905080801561111657505f3d118061111657505f846001600160a01b03163b115b1561112b5761112361141a565b915050610b93565b801561115557604051639996b31560e01b81526001600160a01b038516600482015260240161037f565b3d1561116857611163611433565b611181565b60405163d6bda27560e01b815260040160405180910390fd5b5092915050565b341561070f5760405163b398979f60e01b815260040160405180910390fd5b365f806111cb86866111ba87602061185d565b6111c5906004611757565b8761126f565b9050848111156111f15760405163c649983960e01b81526004810185905260240161037f565b6111fc600482611757565b90505f61120b8787848861126f565b9050611218602083611757565b915061122482876117c0565b8111156112475760405163c649983960e01b81526004810186905260240161037f565b8682876112548483611757565b92611261939291906118f1565b935093505050935093915050565b5f8361127c846020611757565b111561129e5760405163c649983960e01b81526004810183905260240161037f565b8483856112ac826020611757565b926112b9939291906118f1565b6112c291611918565b95945050505050565b5f60038460068111156112e0576112e0611874565b036112f0575081811c811b61043d565b600284600681111561130457611304611874565b03611314575081811b811d61043d565b5090811b901c919050565b81358054600583901b6040038401355f5160206119365f395f51905f5283148061136857507fb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d610383145b8061139257507fa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d5083145b806113bc57507f206656bffef1906175c5aa46a4af1aaace84a6836c846824d85061c39bca050083145b156113dd5760405163dae6d4e560e01b81526004810184905260240161037f565b60405163cf7395ad60e01b815260048101849052602481018390526044810182905260640161037f565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b60405180608001604052806004906020820280368337509192915050565b6001600160a01b0381168114611470575f5ffd5b50565b634e487b7160e01b5f52604160045260245ffd5b5f5f60408385031215611498575f5ffd5b82356114a38161145c565b9150602083013567ffffffffffffffff8111156114be575f5ffd5b8301601f810185136114ce575f5ffd5b803567ffffffffffffffff8111156114e8576114e8611473565b604051601f8201601f19908116603f0116810167ffffffffffffffff8111828210171561151757611517611473565b60405281815282820160200187101561152e575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f61043d602083018461154d565b8015158114611470575f5ffd5b5f5f5f604084860312156115ac575f5ffd5b833567ffffffffffffffff8111156115c2575f5ffd5b8401601f810186136115d2575f5ffd5b803567ffffffffffffffff8111156115e8575f5ffd5b8660208260051b84010111156115fc575f5ffd5b6020918201945092508401356116118161158d565b809150509250925092565b5f5f5f6040848603121561162e575f5ffd5b83356116398161145c565b9250602084013567ffffffffffffffff811115611654575f5ffd5b8401601f81018613611664575f5ffd5b803567ffffffffffffffff81111561167a575f5ffd5b86602082840101111561168b575f5ffd5b939660209190910195509293505050565b602080825282518282018190525f918401906040840190835b818110156116d35783518352602093840193909201916001016116b5565b509095945050505050565b634e487b7160e01b5f52603260045260245ffd5b5f60208284031215611702575f5ffd5b815161043d8161158d565b80356001600160e01b03198116906004841015611181576001600160e01b031960049490940360031b84901b1690921692915050565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610b9357610b93611743565b5f8161177857611778611743565b505f190190565b818382375f9101908152919050565b5f6020828403121561179e575f5ffd5b815161043d8161145c565b5f602082840312156117b9575f5ffd5b5051919050565b81810381811115610b9357610b93611743565b5f8235605e198336030181126117e7575f5ffd5b9190910192915050565b5f5f8335601e19843603018112611806575f5ffd5b83018035915067ffffffffffffffff821115611820575f5ffd5b6020019150600581901b3603821315611837575f5ffd5b9250929050565b5f8261185857634e487b7160e01b5f52601260045260245ffd5b500490565b8082028115828204841417610b9357610b93611743565b634e487b7160e01b5f52602160045260245ffd5b82848237909101908152602001919050565b5f8235603e198336030181126117e7575f5ffd5b5f5f8335601e198436030181126118c3575f5ffd5b83018035915067ffffffffffffffff8211156118dd575f5ffd5b602001915036819003821315611837575f5ffd5b5f5f858511156118ff575f5ffd5b8386111561190b575f5ffd5b5050820193919092039150565b80356020831015610b93575f19602084900360031b1b169291505056fe360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbca264697066735822122091611ed55fd457b965435df82e8b3475d54d1f8c9cfcfaf858e05d9b74dc92a064736f6c63430008220033",
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
	ABI: "[{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"authority\",\"type\":\"address\"},{\"internalType\":\"address[]\",\"name\":\"attesters\",\"type\":\"address[]\"},{\"internalType\":\"address\",\"name\":\"source\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"sourceImplementation\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"targetImplementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"initCall\",\"type\":\"bytes\"},{\"internalType\":\"address\",\"name\":\"gate\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"unattended\",\"type\":\"bool\"}],\"internalType\":\"structConfig\",\"name\":\"c\",\"type\":\"tuple\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"}],\"name\":\"AlreadySettled\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"BadConfig\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"BadContent\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"left\",\"type\":\"uint64\"}],\"name\":\"EntriesLeft\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NoEvidence\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"}],\"name\":\"NotAscending\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotAttester\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotAuthority\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotCanonical\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"NotFrozen\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"given\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"name\":\"WrongCursor\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"enumPhase\",\"name\":\"phase\",\"type\":\"uint8\"}],\"name\":\"WrongPhase\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongProof\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongSiblings\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[],\"name\":\"Aborted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[],\"name\":\"Aborting\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[],\"name\":\"Activated\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"content\",\"type\":\"bytes32\"}],\"name\":\"Agreed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"attester\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"content\",\"type\":\"bytes32\"}],\"name\":\"Attested\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"attester\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"evidence\",\"type\":\"bytes32\"}],\"name\":\"Confirmed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"attester\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"content\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"other\",\"type\":\"bytes32\"}],\"name\":\"Disagreement\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"name\":\"Drained\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"name\":\"Loaded\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[],\"name\":\"Retired\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"present\",\"type\":\"bool\"}],\"name\":\"Settled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"name\":\"Unloaded\",\"type\":\"event\"},{\"inputs\":[],\"name\":\"abort\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"place\",\"type\":\"uint64\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry[]\",\"name\":\"neighbours\",\"type\":\"tuple[]\"},{\"internalType\":\"bytes32[]\",\"name\":\"siblings\",\"type\":\"bytes32[]\"}],\"name\":\"absent\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"activate\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"eager\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"eagerCount\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"deferred\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"deferredCount\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"snapshot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"result\",\"type\":\"bytes32\"}],\"internalType\":\"structContent\",\"name\":\"c\",\"type\":\"tuple\"}],\"name\":\"attest\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"attester\",\"type\":\"address\"}],\"name\":\"attested\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"authority\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"config\",\"outputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"plan\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"authority\",\"type\":\"address\"},{\"internalType\":\"address[]\",\"name\":\"attesters\",\"type\":\"address[]\"},{\"internalType\":\"address\",\"name\":\"source\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"sourceImplementation\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"targetImplementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"initCall\",\"type\":\"bytes\"},{\"internalType\":\"address\",\"name\":\"gate\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"unattended\",\"type\":\"bool\"}],\"internalType\":\"structConfig\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"evidence\",\"type\":\"bytes32\"}],\"name\":\"confirm\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"attester\",\"type\":\"address\"}],\"name\":\"confirmed\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"content\",\"outputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"eager\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"eagerCount\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"deferred\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"deferredCount\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"snapshot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"result\",\"type\":\"bytes32\"}],\"internalType\":\"structContent\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"cursor\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"first\",\"type\":\"uint64\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry[]\",\"name\":\"entries\",\"type\":\"tuple[]\"},{\"internalType\":\"bytes32[]\",\"name\":\"siblings\",\"type\":\"bytes32[]\"}],\"name\":\"drain\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"drained\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"left\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"first\",\"type\":\"uint64\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry[]\",\"name\":\"entries\",\"type\":\"tuple[]\"},{\"internalType\":\"bytes32[]\",\"name\":\"siblings\",\"type\":\"bytes32[]\"}],\"name\":\"load\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"place\",\"type\":\"uint64\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry\",\"name\":\"entry\",\"type\":\"tuple\"},{\"internalType\":\"bytes32[]\",\"name\":\"siblings\",\"type\":\"bytes32[]\"}],\"name\":\"materialise\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"phase\",\"outputs\":[{\"internalType\":\"enumPhase\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"readable\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"restore\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"retire\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"}],\"name\":\"settled\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"first\",\"type\":\"uint64\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry[]\",\"name\":\"entries\",\"type\":\"tuple[]\"},{\"internalType\":\"bytes32[]\",\"name\":\"siblings\",\"type\":\"bytes32[]\"}],\"name\":\"unload\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"}]",
	ID:  "Migration",
	Bin: "0x608060405234801561000f575f5ffd5b5060405161344e38038061344e83398101604081905261002e916103a2565b604081015151158061004b575060608101516001600160a01b0316155b80610061575060a08101516001600160a01b0316155b1561007f576040516301f30c8760e21b815260040160405180910390fd5b5f5b8160400151518110156101195780156100c15760408201516100a46001836104bc565b815181106100b4576100b46104e1565b60200260200101516100c3565b5f5b6001600160a01b0316826040015182815181106100e2576100e26104e1565b60200260200101516001600160a01b031611610111576040516301f30c8760e21b815260040160405180910390fd5b600101610081565b5080515f9081556020820151600180546001600160a01b0319166001600160a01b0390921691909117905560408201518291906002906101599082610511565b5060608201516003820180546001600160a01b039283166001600160a01b031991821617909155608084015160048401805491841691831691909117905560a084015160058401805491841691831691909117905560c084015160068401805491909316911617905560e082015160078201906101d69082610620565b5061010082015160089091018054610120909301511515600160a01b026001600160a81b03199093166001600160a01b0390921691909117919091179055506106da565b634e487b7160e01b5f52604160045260245ffd5b60405161014081016001600160401b03811182821017156102515761025161021a565b60405290565b604051601f8201601f191681016001600160401b038111828210171561027f5761027f61021a565b604052919050565b80516001600160a01b038116811461029d575f5ffd5b919050565b5f82601f8301126102b1575f5ffd5b81516001600160401b038111156102ca576102ca61021a565b8060051b6102da60208201610257565b918252602081850181019290810190868411156102f5575f5ffd5b6020860192505b8383101561031e5761030d83610287565b8252602092830192909101906102fc565b9695505050505050565b5f82601f830112610337575f5ffd5b81516001600160401b038111156103505761035061021a565b610363601f8201601f1916602001610257565b818152846020838601011115610377575f5ffd5b8160208501602083015e5f918101602001919091529392505050565b8051801515811461029d575f5ffd5b5f602082840312156103b2575f5ffd5b81516001600160401b038111156103c7575f5ffd5b820161014081850312156103d9575f5ffd5b6103e161022e565b815181526103f160208301610287565b602082015260408201516001600160401b0381111561040e575f5ffd5b61041a868285016102a2565b60408301525061042c60608301610287565b606082015261043d60808301610287565b608082015261044e60a08301610287565b60a082015261045f60c08301610287565b60c082015260e08201516001600160401b0381111561047c575f5ffd5b61048886828501610328565b60e08301525061049b6101008301610287565b6101008201526104ae6101208301610393565b610120820152949350505050565b818103818111156104db57634e487b7160e01b5f52601160045260245ffd5b92915050565b634e487b7160e01b5f52603260045260245ffd5b5f5b8281101561050c575f828201556001016104f7565b505050565b81516001600160401b0381111561052a5761052a61021a565b680100000000000000008111156105435761054361021a565b81548183558082101561056757825f528160205f2001610565838303826104f5565b505b5060208301825f5260205f205f5b8381101561059a5782516001600160a01b031682820155602090920191600101610575565b505050505050565b600181811c908216806105b657607f821691505b6020821081036105d457634e487b7160e01b5f52602260045260245ffd5b50919050565b601f82111561050c578282111561050c57805f5260205f20601f840160051c602085101561060557505f5b61061981601f860160051c038284016104f5565b5050505050565b81516001600160401b038111156106395761063961021a565b61064d8161064784546105a2565b846105da565b6020601f82116001811461067f575f83156106685750848201515b5f19600385901b1c1916600184901b178455610619565b5f84815260208120601f198516915b828110156106ae578785015182556020948501946001909201910161068e565b50848210156106cb57868401515f19600387901b60f8161c191681555b50505050600190811b01905550565b612d67806106e75f395ff3fe608060405234801561000f575f5ffd5b506004361061013d575f3560e01c8063797af627116100b4578063affa9c9511610079578063affa9c95146102eb578063b1c9fe6e146102fe578063b2c48e7614610311578063bf7e214f14610324578063d4c806641461033f578063d945af1d1461035e575f5ffd5b8063797af627146102265780638a4d5a6714610239578063a4874d771461029e578063a664da90146102a6578063a9d99795146102be575f5ffd5b806336a0b9ef1161010557806336a0b9ef1461019f5780633fa60e76146101b557806352fe8225146101c85780635ecc7856146101db5780637233b24b146101ee57806379502c5514610211575f5ffd5b8063030b64d0146101415780630f15f4c01461015657806316e640481461015e5780632fda332e1461018f57806335a063b414610197575b5f5ffd5b61015461014f36600461256d565b610371565b005b610154610583565b600f54600160881b90046001600160401b03165b6040516001600160401b0390911681526020015b60405180910390f35b610154610760565b61015461094f565b600f5461010090046001600160401b0316610172565b6101546101c33660046125f6565b610a96565b6101546101d636600461260f565b610dd0565b6101546101e936600461268a565b610fd6565b6102016101fc36600461270a565b61114f565b6040519015158152602001610186565b61021961119a565b60405161018691906127a1565b610154610234366004612892565b611359565b6102416114ad565b60405161018691905f60c082019050825182526001600160401b036020840151166020830152604083015160408301526001600160401b0360608401511660608301526080830151608083015260a083015160a083015292915050565b61015461153d565b600f54600160481b90046001600160401b0316610172565b6102dd6102cc36600461270a565b60146020525f908152604090205481565b604051908152602001610186565b6101546102f936600461268a565b61168a565b600f5460ff1660405161018691906128bd565b61015461031f36600461268a565b6118bf565b6001546040516001600160a01b039091168152602001610186565b6102dd61034d36600461270a565b60136020525f908152604090205481565b61020161036c366004612892565b611a65565b5f61037c6004611ade565b90506103888188611bb9565b156103ae576040516358cb522560e11b8152600481018890526024015b60405180910390fd5b600c546001600160401b03908116905f908816156103cd5760016103cf565b5f5b60ff169050816001600160401b0316886001600160401b031611806104225750816001600160401b0316886001600160401b03161461040f576001610411565b5f5b61041e9060ff16826128f7565b8614155b156104405760405163923983b960e01b815260040160405180910390fd5b61046d8787610458846001600160401b038d1661290a565b600b546001600160401b038716908a8a611c43565b508060011480156104a257508887875f81811061048c5761048c61291d565b905060200281019061049e9190612931565b3510155b156104c05760405163923983b960e01b815260040160405180910390fd5b816001600160401b0316886001600160401b0316141580156105065750888787838181106104f0576104f061291d565b90506020028101906105029190612931565b3511155b156105245760405163923983b960e01b815260040160405180910390fd5b5f89815260116020526040808220805460ff19166001179055518a917fc213ca87191839fa90543ec8015c9787ba6c1cb045bcaaa4309f6a9a470ae4e191610570911515815260200190565b60405180910390a2505050505050505050565b5f61058e6003611ade565b600854909150600160a01b900460ff166105aa576105aa611c6e565b6003546105bf906001600160a01b0316611c9d565b6005546105d4906001600160a01b0316611c9d565b60608101516001600160401b03161515806105f05760056105f3565b60045b82906007811115610606576106066128a9565b90816007811115610619576106196128a9565b9052508151600f8054849290829060ff1916600183600781111561063f5761063f6128a9565b021790555060208201518154604080850151606090950151610100600160881b03199092166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b958416959095029490941767ffffffffffffffff60881b1916600160881b9290911691909102179055517fed1cd0670ee0c0017f550451a038818c696d0b6a9d6ce5b369e44275573cf9b0905f90a15f816106ed576006546001600160a01b03166106fa565b6008546001600160a01b03165b600554604051637205c6df60e11b81529192506001600160a01b03169063e40b8dbe9061072e908490600790600401612987565b5f604051808303815f87803b158015610745575f5ffd5b505af1158015610757573d5f5f3e3d5ffd5b50505050505050565b6040805160808101909152600f80545f929190829060ff166007811115610789576107896128a9565b600781111561079a5761079a6128a9565b815290546001600160401b03610100820481166020840152600160481b820481166040840152600160881b9091041660609091015290506007815160078111156107e6576107e66128a9565b146108c8576107f56006611ade565b5060208101516001600160401b031615610833576020810151604051637272f1fd60e01b81526001600160401b0390911660048201526024016103a5565b6007808252600f8054602084015160408086015160608701516001600160881b03199094166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b918416919091021790941767ffffffffffffffff60881b1916600160881b9190921602179055517f72c874aeff0b183a56e2b79c71b46e1aed4dee5e09862134b8821ba2fddbf8bf905f90a15b6003546001600160a01b03166108dd81611cd1565b1561094b576004805460408051637205c6df60e11b81526001600160a01b039283169381019390935260248301525f604483015282169063e40b8dbe906064015f604051808303815f87803b158015610934575f5ffd5b505af1158015610946573d5f5f3e3d5ffd5b505050505b5050565b610957611c6e565b6040805160808101909152600f80545f929190829060ff166007811115610980576109806128a9565b6007811115610991576109916128a9565b815290546001600160401b03610100820481166020840152600160481b820481166040840152600160881b9091041660609091015290506003815160078111156109dd576109dd6128a9565b11156109ff5780516040516396fe8cdd60e01b81526103a591906004016128bd565b6006808252600f8054602084015160408086015160608701516001600160881b03199094166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b918416919091021790941767ffffffffffffffff60881b1916600160881b9190921602179055517f93fda00139eb8b1481c4853c60065d01709c42ea9e245ff2e3b41e756009d5ad905f90a150565b610a9f5f611ade565b50610aa8611d97565b604051600160f91b60208201525f60218201819052604182015260610160408051601f19818403018152918152815160209283012083351491610aef918401908401612a41565b6001600160401b03161514610b17576040516336aaa71360e21b815260040160405180910390fd5b604051600160f91b60208201525f602182018190526041820152606101604051602081830303815290604052805190602001208160400135141515816060016020810190610b659190612a41565b6001600160401b03161514610b8d576040516336aaa71360e21b815260040160405180910390fd5b610b9d6080820160608301612a41565b6001600160401b031615801590610bbd57506008546001600160a01b0316155b15610bdb576040516336aaa71360e21b815260040160405180910390fd5b600354610bf0906001600160a01b0316611c9d565b600554610c05906001600160a01b0316611c9d565b5f81604051602001610c179190612a5c565b60408051808303601f190181528282528051602091820120335f8181526013845293909320819055808452935090917fd04d605b1bc3879d408b185f774ce47726f0e4d808b2e00c3881d217281bd1f1910160405180910390a2610c7a81611e01565b610c82575050565b816009610c8f8282612ac1565b505060408051608081018252908190610cad90850160208601612a41565b6001600160401b031615610cc2576001610cc5565b60025b6007811115610cd657610cd66128a9565b81525f602082018190526040820152606090810190610cfb9060808601908601612a41565b6001600160401b031690528051600f8054909190829060ff19166001836007811115610d2957610d296128a9565b02179055506020828101518254604080860151606090960151610100600160881b03199092166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b968416969096029590951767ffffffffffffffff60881b1916600160881b92909116919091021790915590518281527fafa46babb79bb4df6a01840c64375c1d73e1eaf9676ad99976e23d9467a92942910160405180910390a15050565b5f610ddb6004611ade565b9050610de8818535611bb9565b15610e09576040516358cb522560e11b8152843560048201526024016103a5565b6040805160018082528183019092525f91602080830190803683370190505090505f610e3486611eb8565b835f81518110610e4657610e4661291d565b6020908102919091010191909152600c54600b54919250610e799184916001600160401b03808c16929116908989611ed7565b826060018051610e8890612b41565b6001600160401b031690528251600f8054859290829060ff19166001836007811115610eb657610eb66128a9565b02179055506020828101518254604080860151606090960151610100600160881b03199092166101006001600160401b03948516810267ffffffffffffffff60481b191691909117600160481b978516979097029690961767ffffffffffffffff60881b1916600160881b93909216929092021790925588355f908152601190915220805460ff19166001179055610f4e9088612b76565b6001600160401b03166001901b60125f6101008a610f6c9190612ba3565b6001600160401b0316815260208082019290925260409081015f208054939093179092559051600181528735917fc213ca87191839fa90543ec8015c9787ba6c1cb045bcaaa4309f6a9a470ae4e1910160405180910390a2610757610fd18783611f43565b611f91565b5f610fe16006611ade565b905080602001516001600160401b031685859050876001600160401b031661100991906128f7565b14611040576020810151604051638cb11aed60e01b81526001600160401b03808916600483015290911660248201526044016103a5565b600a546009545f9161106591889188916001600160401b03808d169216908989611c43565b6001600160401b03881660208401528251600f80549293508492909190829060ff1916600183600781111561109c5761109c6128a9565b02179055506020828101518254604080860151606090960151610100600160881b03199092166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b968416969096029590951767ffffffffffffffff60881b1916600160881b9183169190910217909255915190891681527f3b9e5d9afe4e1420aaa0e255a57b8dbe173952663de28637cc33ebcc7b130b79910160405180910390a1610757610fd18787845f611fbd565b6003545f906001600160a01b03838116911614801561119457506005546001600160a01b0383811691161415806111945750600f5461010090046001600160401b0316155b92915050565b6040805161014080820183525f808352602080840182905260608486018190528085018390526080850183905260a0850183905260c0850183905260e08501526101008401829052610120840182905284519283018552815483526001546001600160a01b0316838201526002805486518184028101840188528181529596949593948601939283018282801561125857602002820191905f5260205f20905b81546001600160a01b0316815260019091019060200180831161123a575b505050918352505060038201546001600160a01b039081166020830152600483015481166040830152600583015481166060830152600683015416608082015260078201805460a0909201916112ad9061294f565b80601f01602080910402602001604051908101604052809291908181526020018280546112d99061294f565b80156113245780601f106112fb57610100808354040283529160200191611324565b820191905f5260205f20905b81548152906001019060200180831161130757829003601f168201915b5050509183525050600891909101546001600160a01b0381166020830152600160a01b900460ff161515604090910152919050565b5f6113646002611ade565b905061136e611d97565b5f82900361138f5760405163ea1aa62b60e01b815260040160405180910390fd5b335f8181526014602052604090819020849055517fe9b6a6673f4cf3a2dd15c13fa7f706b36e0c3a446358082e9bad47b6fb7d35b1906113d29085815260200190565b60405180910390a260025f5b81548110156114345760145f8383815481106113fc576113fc61291d565b5f9182526020808320909101546001600160a01b03168352820192909252604001812054900361142c5750505050565b6001016113de565b50506003808252600f8054602084015160408501516060909501516001600160401b03908116600160881b0267ffffffffffffffff60881b19968216600160481b0267ffffffffffffffff60481b199290931661010002919091166001600160881b031990931692909217179092179290921617905550565b6114f26040518060c001604052805f81526020015f6001600160401b031681526020015f81526020015f6001600160401b031681526020015f81526020015f81525090565b506040805160c0810182526009548152600a546001600160401b039081166020830152600b5492820192909252600c549091166060820152600d546080820152600e5460a082015290565b5f6115486004611ade565b905080606001516001600160401b03165f14611588576060810151604051637272f1fd60e01b81526001600160401b0390911660048201526024016103a5565b6005808252600f8054602084015160408086015160608701516001600160881b03199094166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b918416919091021790941767ffffffffffffffff60881b1916600160881b9190921602179055517fc15f68f0a72806ff3f8bf2435385a67c4c22413f1c7931ef7bcea718e6ffcf03905f90a160055460065460408051637205c6df60e11b81526001600160a01b03928316600482015260248101919091525f604482015291169063e40b8dbe906064015f604051808303815f87803b158015611671575f5ffd5b505af1158015611683573d5f5f3e3d5ffd5b5050505050565b5f6116956004611ade565b905080604001516001600160401b0316866001600160401b0316146116e6576040808201519051638cb11aed60e01b81526001600160401b03808916600483015290911660248201526044016103a5565b600c54600b546001600160401b03918216915f9161171e91899189916117179184918491908f169089908d8d611c43565b6001611fbd565b90508561172b8984612bd0565b6001600160401b031684606001516001600160401b03161461175e5761175b826001600160401b038b1689612019565b90505b604084018051889190611772908390612bef565b6001600160401b0316905250606084018051829190611792908390612bd0565b6001600160401b03169052508351600f8054869290829060ff191660018360078111156117c1576117c16128a9565b0217905550602082015181546040840151606090940151610100600160881b03199091166101006001600160401b039384160267ffffffffffffffff60481b191617600160481b948316949094029390931767ffffffffffffffff60881b1916600160881b9190931602919091179055878761183e60018261290a565b81811061184d5761184d61291d565b905060200281019061185f9190612931565b3560105560408481015190516001600160401b0390911681527ffd944edb5ef13e560752a4b536922db1940c2bbe62cf0752be34656961335c179060200160405180910390a180156118b4576118b482611f91565b505050505050505050565b5f6118ca6001611ade565b905080602001516001600160401b0316866001600160401b03161461191b576020810151604051638cb11aed60e01b81526001600160401b03808916600483015290911660248201526044016103a5565b600a546009546001600160401b03918216915f9161194c91899189916117179184918491908f169089908d8d611c43565b6020840180519192508791611962908390612bef565b6001600160401b039081169091526020850151848216911603905061198657600283525b8251600f8054859290829060ff191660018360078111156119a9576119a96128a9565b02179055506020828101518254604080860151606090960151610100600160881b03199092166101006001600160401b039485160267ffffffffffffffff60481b191617600160481b968416969096029590951767ffffffffffffffff60881b1916600160881b91831691909102179092558581015192519290911682527fb260fd6652f32fc0426bf2fde27933e5540ca2544415d32908ca61446ee2b6c8910160405180910390a1611a5b81611f91565b5050505050505050565b6040805160808101909152600f80545f92611194929091829060ff166007811115611a9257611a926128a9565b6007811115611aa357611aa36128a9565b815290546001600160401b03610100820481166020840152600160481b820481166040840152600160881b9091041660609091015283611bb9565b604080516080810182525f8082526020820181905291810182905260608101919091526040805160808101909152600f8054829060ff166007811115611b2657611b266128a9565b6007811115611b3757611b376128a9565b815290546001600160401b03610100820481166020840152600160481b820481166040840152600160881b909104166060909101529050816007811115611b8057611b806128a9565b81516007811115611b9357611b936128a9565b14611bb45780516040516396fe8cdd60e01b81526103a591906004016128bd565b919050565b5f600483516007811115611bcf57611bcf6128a9565b14611bf157600583516007811115611be957611be96128a9565b149050611194565b60608301516001600160401b03161580611c24575060408301516001600160401b031615801590611c2457506010548211155b80611c3c57505f8281526011602052604090205460ff165b9392505050565b5f6060611c5089896120c3565b92509050611c62818888888888611ed7565b50979650505050505050565b6001546001600160a01b03163314611c9b57604051639e066db160e01b81523360048201526024016103a5565b565b611ca681611cd1565b611cce5760405163755bf61d60e01b81526001600160a01b03821660048201526024016103a5565b50565b5f816001600160a01b03163b5f03611cea57505f919050565b60408051600481526024810182526020810180516001600160e01b0316638445f7eb60e01b17905290515f9182916001600160a01b03861691611d2c91612c0e565b5f60405180830381855afa9150503d805f8114611d64576040519150601f19603f3d011682016040523d82523d5f602084013e611d69565b606091505b5091509150818015611d7c575080516020145b8015611d8f575030611d8d82612c24565b145b949350505050565b60025f5b8154811015611de557336001600160a01b0316828281548110611dc057611dc061291d565b5f918252602090912001546001600160a01b031603611ddd575050565b600101611d9b565b506040516314817f2f60e01b81523360048201526024016103a5565b600160025f5b8154811015611eb1575f60135f848481548110611e2657611e2661291d565b5f9182526020808320909101546001600160a01b031683528201929092526040019020549050848103611e595750611ea9565b8015611ea457604080518681526020810183905233917f9426ecd47babe97547abdb9950f3b34022c5a854bfbb88a2221c4e7b34c3bcf1910160405180910390a2505f949350505050565b5f9350505b600101611e07565b5050919050565b6040515f9081908390611ecb8282612178565b90969095509350505050565b85511580611ee55750838510155b80611ef95750611ef5858561290a565b8651115b15611f175760405163923983b960e01b815260040160405180910390fd5b82611f258787878686612270565b146109465760405163923983b960e01b815260040160405180910390fd5b606082638d37a5a160e01b8060406001806020611f628988365f612c47565b604051602001611f789796959493929190612c6e565b6040516020818303038152906040529250505092915050565b60055481516001600160a01b03909116905f9081906020850182855af161094b576040513d5f823e3d81fd5b6060601f198501638d37a5a160e01b604084611fd9575f611fdc565b60015b60ff16611feb8785365f612c47565b604051602001611fff959493929190612cac565b604051602081830303815290604052915050949350505050565b5f80805b838110156120b4575f61203082876128f7565b9050811580612048575061204661010082612cdc565b155b1561206d5760125f61205c61010084612cef565b81526020019081526020015f205492505b61207961010082612cdc565b83901c6001165f1461208b57506120ac565b608487018260051b8101518560051b82015250836120a890612d02565b9350505b60010161201d565b50816064860152509392505050565b604080518281526020600584901b80830182019384905291929185019185918401905f805b8781101561216c57855f6120fc8286612178565b81885298506020909601958235946001850194919250888403600583901b8a013514911590861117816121425760405163d7c7beeb60e01b815260040160405180910390fd5b8061216357604051636927bc3160e01b8152600481018790526024016103a5565b505050506120e8565b50505050509250929050565b5f5f5f5f6060860135606081028060808901019450368210935036601f86011084169350606060208901351484169350878503604089013514841693508315612213578060808901883786205f8752602088600189013780602188015284351592508215612213577fc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a47060418801526061872095506020850194505b50508015612222575050612269565b816122405760405163d7c7beeb60e01b815260040160405180910390fd5b5f612255846122508860806128f7565b61232d565b604188019190915260618720955093505050505b9250929050565b84515f9060208781019160051b880181019085908490612291908790612d1a565b61229b90836128f7565b9050875b60018111156122e5576122b585858c8487612467565b90945092506122c560028b612cef565b995060026122d48260016128f7565b6122de9190612cef565b905061229f565b508082146123065760405163961d45a360e01b815260040160405180910390fd5b60405160028153600181019890985250509051602186015250506041909220949350505050565b5f8083358161233d8660206128f7565b9050368211156123605760405163d7c7beeb60e01b815260040160405180910390fd5b61236b826020612d1a565b61237590826128f7565b925084612383836020612d1a565b61238d90876128f7565b95505f5b83811015612454575f60408601358060051b60608801016005821092508588038460051b870135148316925060408835148316925087810360208901351483169250803536811084169350601f19601f8201166020830101368111158516945084156124295781602084018d37818c2091508360051b60608b018d37818460051b8d01526001840160051b8c208660051b8801528099505b505050508061244b5760405163d7c7beeb60e01b815260040160405180910390fd5b50600101612391565b508260051b812094505050509250929050565b6040515f9082906001815387889350600187161561249f57823560018301528051602183015260418220845260209384019392830192015b5b876020820110156124d05780516001830152602080820151602184015260418320855293909301926040016124a0565b8781101561250d57805184528589890360051c880110156125065780516001830152823560218301526041822084526020830192505b6020840193505b50509550959350505050565b6001600160401b0381168114611cce575f5ffd5b5f5f83601f84011261253d575f5ffd5b5081356001600160401b03811115612553575f5ffd5b6020830191508360208260051b8501011115612269575f5ffd5b5f5f5f5f5f5f60808789031215612582575f5ffd5b86359550602087013561259481612519565b945060408701356001600160401b038111156125ae575f5ffd5b6125ba89828a0161252d565b90955093505060608701356001600160401b038111156125d8575f5ffd5b6125e489828a0161252d565b979a9699509497509295939492505050565b5f60c0828403128015612607575f5ffd5b509092915050565b5f5f5f5f60608587031215612622575f5ffd5b843561262d81612519565b935060208501356001600160401b03811115612647575f5ffd5b850160608188031215612658575f5ffd5b925060408501356001600160401b03811115612672575f5ffd5b61267e8782880161252d565b95989497509550505050565b5f5f5f5f5f6060868803121561269e575f5ffd5b85356126a981612519565b945060208601356001600160401b038111156126c3575f5ffd5b6126cf8882890161252d565b90955093505060408601356001600160401b038111156126ed575f5ffd5b6126f98882890161252d565b969995985093965092949392505050565b5f6020828403121561271a575f5ffd5b81356001600160a01b0381168114611c3c575f5ffd5b5f8151808452602084019350602083015f5b828110156127695781516001600160a01b0316865260209586019590910190600101612742565b5093949350505050565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b60208152815160208201525f60208301516127c760408401826001600160a01b03169052565b50604083015161014060608401526127e3610160840182612730565b905060608401516127ff60808501826001600160a01b03169052565b5060808401516001600160a01b03811660a08501525060a08401516001600160a01b03811660c08501525060c08401516001600160a01b03811660e08501525060e0840151838203601f190161010085015261285b8282612773565b91505061010084015161287a6101208501826001600160a01b03169052565b50610120840151801515610140850152509392505050565b5f602082840312156128a2575f5ffd5b5035919050565b634e487b7160e01b5f52602160045260245ffd5b60208101600883106128dd57634e487b7160e01b5f52602160045260245ffd5b91905290565b634e487b7160e01b5f52601160045260245ffd5b80820180821115611194576111946128e3565b81810381811115611194576111946128e3565b634e487b7160e01b5f52603260045260245ffd5b5f8235605e19833603018112612945575f5ffd5b9190910192915050565b600181811c9082168061296357607f821691505b60208210810361298157634e487b7160e01b5f52602260045260245ffd5b50919050565b6001600160a01b03831681526040602082015281545f908190600181811c908216806129b457607f821691505b6020821081036129d257634e487b7160e01b5f52602260045260245ffd5b60408601829052606086018180156129f15760018114612a0757612a33565b60ff198516825283151560051b82019550612a33565b5f898152602090205f5b85811015612a2d57815484820152600190910190602001612a11565b83019650505b509398975050505050505050565b5f60208284031215612a51575f5ffd5b8135611c3c81612519565b8135815260c081016020830135612a7281612519565b6001600160401b03166020830152604083810135908301526060830135612a9881612519565b6001600160401b031660608301526080838101359083015260a092830135929091019190915290565b813581556020820135612ad381612519565b60018201805467ffffffffffffffff19166001600160401b03831617905550604082013560028201556060820135612b0a81612519565b60038201805467ffffffffffffffff19166001600160401b038316179055506080820135600482015560a090910135600590910155565b5f6001600160401b03821680612b5957612b596128e3565b5f190192915050565b634e487b7160e01b5f52601260045260245ffd5b5f6001600160401b03831680612b8e57612b8e612b62565b806001600160401b0384160691505092915050565b5f6001600160401b03831680612bbb57612bbb612b62565b806001600160401b0384160491505092915050565b6001600160401b038281168282160390811115611194576111946128e3565b6001600160401b038181168382160190811115611194576111946128e3565b5f82518060208501845e5f920191825250919050565b80516020808301519190811015612981575f1960209190910360031b1b16919050565b5f5f85851115612c55575f5ffd5b83861115612c61575f5ffd5b5050820193919092039150565b63ffffffff60e01b88168152866004820152856024820152846044820152836064820152818360848301375f91016084019081529695505050505050565b63ffffffff60e01b86168152846004820152836024820152818360448301375f9101604401908152949350505050565b5f82612cea57612cea612b62565b500690565b5f82612cfd57612cfd612b62565b500490565b5f60018201612d1357612d136128e3565b5060010190565b8082028115828204841417611194576111946128e356fea2646970667358221220770bb1f830d55bf0add9bd683ec3dbec08c33421f2af24c921a9e51536c193e364736f6c63430008220033",
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
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"migration\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"reader_\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"}],\"name\":\"AddressEmptyCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"found\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"expected\",\"type\":\"bytes32\"}],\"name\":\"Changed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"}],\"name\":\"ERC1967InvalidImplementation\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ERC1967NonPayable\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"FailedCall\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"migration\",\"type\":\"address\"}],\"name\":\"Migrating\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotAuthority\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotMigration\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"}],\"name\":\"Reserved\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"UUPSUnauthorizedCallContext\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"}],\"name\":\"UUPSUnsupportedProxiableUUID\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"}],\"name\":\"Upgraded\",\"type\":\"event\"},{\"stateMutability\":\"payable\",\"type\":\"fallback\"},{\"inputs\":[],\"name\":\"UPGRADE_INTERFACE_VERSION\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"implementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"initCall\",\"type\":\"bytes\"}],\"name\":\"novationBecome\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"novationMigration\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"novationReader\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"head\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"internalType\":\"structStore[]\",\"name\":\"stores\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"bytes32[]\",\"name\":\"topics\",\"type\":\"bytes32[]\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structLog[]\",\"name\":\"logs\",\"type\":\"tuple[]\"}],\"internalType\":\"structEntry[]\",\"name\":\"entries\",\"type\":\"tuple[]\"},{\"internalType\":\"bool\",\"name\":\"forward\",\"type\":\"bool\"}],\"name\":\"novationStore\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"proxiableUUID\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"newImplementation\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"name\":\"upgradeToAndCall\",\"outputs\":[],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"stateMutability\":\"payable\",\"type\":\"receive\"}]",
	ID:  "StandIn",
	Bin: "0x60e060405230608052348015610013575f5ffd5b5060405161138f38038061138f83398101604081905261003291610064565b6001600160a01b0391821660a0521660c052610095565b80516001600160a01b038116811461005f575f5ffd5b919050565b5f5f60408385031215610075575f5ffd5b61007e83610049565b915061008c60208401610049565b90509250929050565b60805160a05160c05161127e6101115f395f818160c3015281816102da01526103af01525f8181608f015281816101120152818161015c015281816101e8015281816102a30152818161032e015281816103f501528181610659015261081d01525f81816105b4015281816105dd01526107d4015261127e5ff3fe608060405260043610610073575f3560e01c80638445f7eb1161004d5780638445f7eb146103e75780638d37a5a114610419578063ad3cb1cc14610438578063e40b8dbe14610475576100c1565b80634f1ef2861461036757806352d1902d1461037a5780637a91f80a146103a1576100c1565b366100c157604051633b6b895160e11b81526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660048201526024015b60405180910390fd5b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031615806100f657503415155b1561013f57604051633b6b895160e11b81526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660048201526024016100b8565b333014806102d357604051637233b24b60e01b81523060048201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690637233b24b90602401602060405180830381865afa1580156101a9573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906101cd9190610eab565b61021557604051633b6b895160e11b81526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660048201526024016100b8565b5f5f306001600160a01b03165f36604051610231929190610ecd565b5f60405180830381855afa9150503d805f8114610269576040519150601f19603f3d011682016040523d82523d5f602084013e61026e565b606091505b5091509150811561028457610284600182610494565b80515f036102d057604051633b6b895160e11b81526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660048201526024016100b8565b50505b5f5f6102fe7f00000000000000000000000000000000000000000000000000000000000000006104b0565b915091508161030f57805115610312565b82155b1561035b57604051633b6b895160e11b81526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660048201526024016100b8565b6103658282610494565b005b610365610375366004610f04565b610515565b348015610385575f5ffd5b5061038e610534565b6040519081526020015b60405180910390f35b3480156103ac575f5ffd5b507f00000000000000000000000000000000000000000000000000000000000000005b6040516001600160a01b039091168152602001610398565b3480156103f2575f5ffd5b507f00000000000000000000000000000000000000000000000000000000000000006103cf565b348015610424575f5ffd5b50610365610433366004610fca565b61054f565b348015610443575f5ffd5b50610468604051806040016040528060058152602001640352e302e360dc1b81525081565b604051610398919061104c565b348015610480575f5ffd5b5061036561048f366004611081565b610562565b8180156104a357815160208301f35b815160208301fd5b505050565b5f6060826001600160a01b03165f366040516104cd929190610ecd565b5f60405180830381855af49150503d805f8114610505576040519150601f19603f3d011682016040523d82523d5f602084013e61050a565b606091505b509094909350915050565b61051d6105a9565b61052682610639565b610530828261070d565b5050565b5f61053d6107c9565b505f5160206112295f395f51905f5290565b610557610812565b6104ab83838361085d565b61056a610812565b6104ab8383838080601f0160208091040260200160405190810160405280939291908181526020018383808284375f920191909152506108f892505050565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016148061061957507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031661060d61094d565b6001600160a01b031614155b156106375760405163703e46dd60e11b815260040160405180910390fd5b565b5f8061064361096c565b6001600160a01b03161490508015806106ed57507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663bf7e214f6040518163ffffffff1660e01b8152600401602060405180830381865afa1580156106b3573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906106d79190611101565b6001600160a01b0316336001600160a01b031614155b1561053057604051639e066db160e01b81523360048201526024016100b8565b816001600160a01b03166352d1902d6040518163ffffffff1660e01b8152600401602060405180830381865afa925050508015610767575060408051601f3d908101601f191682019092526107649181019061111c565b60015b61078f57604051634c9c8ce360e01b81526001600160a01b03831660048201526024016100b8565b5f5160206112295f395f51905f5281146107bf57604051632a87526960e21b8152600481018290526024016100b8565b6104ab83836108f8565b306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016146106375760405163703e46dd60e11b815260040160405180910390fd5b336001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614610637576040516389f8a18360e01b81523360048201526024016100b8565b815f5b818110156108f1575f83610889578161087a600185611133565b6108849190611133565b61088b565b815b90505f61089a87878488610993565b90508480156108a857508015155b156108e7576108e78787848181106108c2576108c2611152565b90506020028101906108d49190611166565b6108e2906040810190611184565b610ab8565b5050600101610860565b5050505050565b61090182610c3b565b6040516001600160a01b038316907fbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b905f90a2805115610945576104ab8282610c9e565b610530610d3f565b5f5f5160206112295f395f51905f525b546001600160a01b0316919050565b5f7fb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d610361095d565b600582901b84013584016040810135810135905f9060208082013590910190810190356060856109ce575060605f198201029190910190605f195b8115610a9b57823560208401356040850135886109e757905b8254818114610a88577fa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d5084147f206656bffef1906175c5aa46a4af1aaace84a6836c846824d85061c39bca05008514175f5160206112295f395f51905f5285147fb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d610386141717818418811715610a83578798505050505050610a9b565b508184555b50505092810192505f19909101906109ce565b505050805f14610aaf57610aaf8184610d5e565b50949350505050565b5f5b818110156104ab57365f848484818110610ad657610ad6611152565b9050602002810190610ae891906111d1565b610af29080611184565b915091505f858585818110610b0957610b09611152565b9050602002810190610b1b91906111d1565b610b299060208101906111e5565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250929350610b699250610e7d915050565b5f5b83811015610bab57848482818110610b8557610b85611152565b90506020020135828260048110610b9e57610b9e611152565b6020020152600101610b6b565b50602082018251845f8114610bdf5760018114610be75760028114610bf15760038114610c005760048114610c1457610c29565b8183a0610c29565b83518284a1610c29565b602084015184518385a2610c29565b6040840151602085015185518486a3610c29565b60608401516040850151602086015186518587a45b50505050505050806001019050610aba565b806001600160a01b03163b5f03610c7057604051634c9c8ce360e01b81526001600160a01b03821660048201526024016100b8565b5f5160206112295f395f51905f5280546001600160a01b0319166001600160a01b0392909216919091179055565b60605f610cab8484610e46565b9050808015610ccc57505f3d1180610ccc57505f846001600160a01b03163b115b15610ce157610cd9610e59565b915050610d39565b8015610d0b57604051639996b31560e01b81526001600160a01b03851660048201526024016100b8565b3d15610d1e57610d19610e72565b610d37565b60405163d6bda27560e01b815260040160405180910390fd5b505b92915050565b34156106375760405163b398979f60e01b815260040160405180910390fd5b81358054600583901b6040038401355f5160206112295f395f51905f52831480610da757507fb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d610383145b80610dd157507fa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d5083145b80610dfb57507f206656bffef1906175c5aa46a4af1aaace84a6836c846824d85061c39bca050083145b15610e1c5760405163dae6d4e560e01b8152600481018490526024016100b8565b60405163cf7395ad60e01b81526004810184905260248101839052604481018290526064016100b8565b5f5f5f835160208501865af49392505050565b6040513d81523d5f602083013e3d602001810160405290565b6040513d5f823e3d81fd5b60405180608001604052806004906020820280368337509192915050565b8015158114610ea8575f5ffd5b50565b5f60208284031215610ebb575f5ffd5b8151610ec681610e9b565b9392505050565b818382375f9101908152919050565b6001600160a01b0381168114610ea8575f5ffd5b634e487b7160e01b5f52604160045260245ffd5b5f5f60408385031215610f15575f5ffd5b8235610f2081610edc565b9150602083013567ffffffffffffffff811115610f3b575f5ffd5b8301601f81018513610f4b575f5ffd5b803567ffffffffffffffff811115610f6557610f65610ef0565b604051601f8201601f19908116603f0116810167ffffffffffffffff81118282101715610f9457610f94610ef0565b604052818152828201602001871015610fab575f5ffd5b816020840160208301375f602083830101528093505050509250929050565b5f5f5f60408486031215610fdc575f5ffd5b833567ffffffffffffffff811115610ff2575f5ffd5b8401601f81018613611002575f5ffd5b803567ffffffffffffffff811115611018575f5ffd5b8660208260051b840101111561102c575f5ffd5b60209182019450925084013561104181610e9b565b809150509250925092565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b5f5f5f60408486031215611093575f5ffd5b833561109e81610edc565b9250602084013567ffffffffffffffff8111156110b9575f5ffd5b8401601f810186136110c9575f5ffd5b803567ffffffffffffffff8111156110df575f5ffd5b8660208284010111156110f0575f5ffd5b939660209190910195509293505050565b5f60208284031215611111575f5ffd5b8151610ec681610edc565b5f6020828403121561112c575f5ffd5b5051919050565b81810381811115610d3957634e487b7160e01b5f52601160045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b5f8235605e1983360301811261117a575f5ffd5b9190910192915050565b5f5f8335601e19843603018112611199575f5ffd5b83018035915067ffffffffffffffff8211156111b3575f5ffd5b6020019150600581901b36038213156111ca575f5ffd5b9250929050565b5f8235603e1983360301811261117a575f5ffd5b5f5f8335601e198436030181126111fa575f5ffd5b83018035915067ffffffffffffffff821115611214575f5ffd5b6020019150368190038213156111ca575f5ffdfe360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbca2646970667358221220b5cb5e2de1e2e89c6c142accd4d136acb6eebaacfa74bf4765d49c6c5001e34464736f6c63430008220033",
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
