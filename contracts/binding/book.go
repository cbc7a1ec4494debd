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

// Novation is an auto generated low-level Go binding around an user-defined struct.
type Novation struct {
	Record   [32]byte
	Sequence uint64
	Previous [32]byte
	Next     [32]byte
	Epoch    uint64
	To       common.Address
	ToEpoch  uint64
	Status   uint8
	Parties  [32]byte
}

// Record is an auto generated low-level Go binding around an user-defined struct.
type Record struct {
	Commitment [32]byte
	Sequence   uint64
	Epoch      uint64
	Status     uint8
	Parties    [32]byte
}

// Transition is an auto generated low-level Go binding around an user-defined struct.
type Transition struct {
	Record   [32]byte
	Sequence uint64
	Previous [32]byte
	Next     [32]byte
	Epoch    uint64
	Status   uint8
	Parties  [32]byte
}

// BookMetaData contains all meta data concerning the Book contract.
var BookMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"consortium_\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"line\",\"type\":\"bytes32\"}],\"name\":\"AlreadyInitialized\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"state\",\"type\":\"uint8\"}],\"name\":\"BookNotActive\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ECDSAInvalidSignature\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"ECDSAInvalidSignatureLength\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"s\",\"type\":\"bytes32\"}],\"name\":\"ECDSAInvalidSignatureS\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ERC5267ExtensionsNotSupported\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"}],\"name\":\"EndorsementsNotAscending\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"book\",\"type\":\"address\"}],\"name\":\"NotABook\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotConsortium\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"}],\"name\":\"NotEndorsed\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotInitialized\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"internalType\":\"enumStatus\",\"name\":\"status\",\"type\":\"uint8\"}],\"name\":\"NotOpen\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"}],\"name\":\"RecordExists\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"given\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"current\",\"type\":\"uint64\"}],\"name\":\"StaleRelease\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"given\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"expected\",\"type\":\"uint64\"}],\"name\":\"StaleSequence\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"given\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"expected\",\"type\":\"bytes32\"}],\"name\":\"WrongCommitment\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"given\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"expected\",\"type\":\"bytes32\"}],\"name\":\"WrongParties\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"given\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"expected\",\"type\":\"bytes32\"}],\"name\":\"WrongRecordId\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"}],\"name\":\"WrongStatus\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[],\"name\":\"EIP712DomainChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"previous\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"}],\"name\":\"NovatedIn\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"previous\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"toEpoch\",\"type\":\"uint64\"}],\"name\":\"NovatedOut\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"previous\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"}],\"name\":\"Transitioned\",\"type\":\"event\"},{\"inputs\":[],\"name\":\"consortium\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"previous\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"parties\",\"type\":\"bytes32\"}],\"internalType\":\"structTransition\",\"name\":\"t\",\"type\":\"tuple\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes[]\",\"name\":\"endorsements\",\"type\":\"bytes[]\"}],\"name\":\"create\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"eip712Domain\",\"outputs\":[{\"internalType\":\"bytes1\",\"name\":\"fields\",\"type\":\"bytes1\"},{\"internalType\":\"string\",\"name\":\"name\",\"type\":\"string\"},{\"internalType\":\"string\",\"name\":\"version\",\"type\":\"string\"},{\"internalType\":\"uint256\",\"name\":\"chainId\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"verifyingContract\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"},{\"internalType\":\"uint256[]\",\"name\":\"extensions\",\"type\":\"uint256[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"previous\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"toEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"parties\",\"type\":\"bytes32\"}],\"internalType\":\"structNovation\",\"name\":\"n\",\"type\":\"tuple\"}],\"name\":\"hashNovation\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"previous\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"parties\",\"type\":\"bytes32\"}],\"internalType\":\"structTransition\",\"name\":\"t\",\"type\":\"tuple\"}],\"name\":\"hashTransition\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"line_\",\"type\":\"bytes32\"}],\"name\":\"initialize\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"line\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"previous\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"toEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"parties\",\"type\":\"bytes32\"}],\"internalType\":\"structNovation\",\"name\":\"n\",\"type\":\"tuple\"}],\"name\":\"novateIn\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"previous\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"toEpoch\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"parties\",\"type\":\"bytes32\"}],\"internalType\":\"structNovation\",\"name\":\"n\",\"type\":\"tuple\"},{\"internalType\":\"bytes[]\",\"name\":\"endorsements\",\"type\":\"bytes[]\"}],\"name\":\"novateOut\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"record\",\"outputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"commitment\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"internalType\":\"enumStatus\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"parties\",\"type\":\"bytes32\"}],\"internalType\":\"structRecord\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"record\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"sequence\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"previous\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"epoch\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"parties\",\"type\":\"bytes32\"}],\"internalType\":\"structTransition\",\"name\":\"t\",\"type\":\"tuple\"},{\"internalType\":\"bytes[]\",\"name\":\"endorsements\",\"type\":\"bytes[]\"}],\"name\":\"transition\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"}]",
	ID:  "Book",
	Bin: "0x6080604052348015600e575f5ffd5b50604051611d2f380380611d2f833981016040819052602b91604e565b5f80546001600160a01b0319166001600160a01b03929092169190911790556079565b5f60208284031215605d575f5ffd5b81516001600160a01b03811681146072575f5ffd5b9392505050565b611ca9806100865f395ff3fe608060405234801561000f575f5ffd5b50600436106100a6575f3560e01c8063899557591161006e57806389955759146101265780639498bd71146101395780639ad187651461014c578063b56b835314610176578063b5c645bd1461017f578063bc4e1da91461019f575f5ffd5b8063021de99d146100aa5780630f3a39a7146100bf57806322ac4309146100d257806347a43a9e146100f857806384b0196e1461010b575b5f5ffd5b6100bd6100b83660046116ca565b6101b2565b005b6100bd6100cd366004611733565b610325565b6100e56100e0366004611733565b6106c3565b6040519081526020015b60405180910390f35b6100bd61010636600461174e565b61071b565b61011361076b565b6040516100ef97969594939291906117cc565b6100e5610134366004611862565b6107fe565b6100bd61014736600461187c565b610835565b5f5461015e906001600160a01b031681565b6040516001600160a01b0390911681526020016100ef565b6100e560015481565b61019261018d36600461187c565b6108ae565b6040516100ef91906118c7565b6100bd6101ad366004611919565b610964565b6101ce84356101c760a0870160808801611975565b6001610b17565b6040805160c0860135602080830191909152818301869052825180830384018152606090920190925280519101208435811461022c57604051633aea70cd60e21b815285356004820152602481018290526044015b60405180910390fd5b5f5f82815260026020526040902060010154600160801b900460ff16600381111561025957610259611893565b1461027a5760405163cd4866db60e01b815260048101829052602401610223565b61028a6040860160208701611975565b6001600160401b03166001146102dd57806102ab6040870160208801611975565b604051631aa88b5960e31b815260048101929092526001600160401b0316602482015260016044820152606401610223565b604085013515610313576040805163dcc55ac560e01b8152600481018390529086013560248201525f6044820152606401610223565b61031e858484610c6c565b5050505050565b61032e33610e50565b3061033f60c0830160a084016119a6565b6001600160a01b0316146103825761035d60c0820160a083016119a6565b604051634a9a830d60e11b81526001600160a01b039091166004820152602401610223565b61039b610396610100830160e084016119cf565b610f33565b6103b081356101c760e0840160c08501611975565b80355f908152600260205260408120906001820154600160801b900460ff1660038111156103e0576103e0611893565b146104f85760036001820154600160801b900460ff16600381111561040757610407611893565b146104285760405163cd4866db60e01b815282356004820152602401610223565b60018101546001600160401b03166104466040840160208501611975565b6001600160401b0316116104b45781356104666040840160208501611975565b600180840154610481916001600160401b03909116906119e8565b604051631aa88b5960e31b815260048101939093526001600160401b039182166024840152166044820152606401610223565b8060020154826101000135146104f857600281015460405163ad5b3ecf60e01b81528335600482015261010084013560248201526044810191909152606401610223565b6040518060a00160405280836060013581526020018360200160208101906105209190611975565b6001600160401b0316815260200161053e60e0850160c08601611975565b6001600160401b0316815260200161055d610100850160e086016119cf565b60ff16600381111561057157610571611893565b600381111561058257610582611893565b815261010084013560209182015283355f908152600282526040908190208351815591830151600183018054928501516001600160401b03908116600160401b026001600160801b0319909416921691909117919091178082556060840151919060ff60801b1916600160801b83600381111561060157610601611893565b02179055506080919091015160029091015581357f48c07ceca611159b955f9e33b4c04aa6dae0aa82f138356b72e9b884438cc5aa6106466040850160208601611975565b604085013560608601353361066160e0890160c08a01611975565b6106726101008a0160e08b016119cf565b604080516001600160401b03978816815260208101969096528501939093526001600160a01b03909116606084015292909216608082015260ff90911660a082015260c00160405180910390a25050565b5f6107157ffdf51e5a8772c77d63689e55cdd68c81c3ea6f6274bf78a140e681f84dde75e4836040516020016106fa929190611ab5565b60405160208183030381529060405280519060200120610f71565b92915050565b610737833561073060a0860160808701611975565b6002610b17565b61075b833561074c6040860160208701611975565b85604001358660c00135610fed565b610766838383610c6c565b505050565b5f60608082808083600f60f81b6107a260408051808201909152600d81526c4e6f766174696f6e20426f6f6b60981b602082015290565b6040805180820190915260018152603160f81b602082015246305f806040519080825280602002602001820160405280156107e7578160200160208202803683370190505b50959d949c50929a50909850965094509092509050565b5f6107157f9c7dc4835f0223ae404cb1cae20dd52790838074d3ba4c226cb699c66a7991d3836040516020016106fa929190611ade565b5f546001600160a01b031633146108615760405163210a82f560e11b8152336004820152602401610223565b600154156108885760015460405163f63b421360e01b815260040161022391815260200190565b5f8190036108a9576040516321c4e35760e21b815260040160405180910390fd5b600155565b6040805160a0810182525f808252602082018190529181018290526060810182905260808101919091525f82815260026020908152604091829020825160a0810184528154815260018201546001600160401b0380821694830194909452600160401b810490931693810193909352906060830190600160801b900460ff16600381111561093e5761093e611893565b600381111561094f5761094f611893565b81526020016002820154815250509050919050565b610980833561097960a0860160808701611975565b6003610b17565b6109a583356109956040860160208701611975565b8560400135866101000135610fed565b6109b9610396610100850160e086016119cf565b6109d16109cc60c0850160a086016119a6565b610e50565b6109ec83356109df856106c3565b8561010001358585611110565b82355f90815260026020526040902060010180546003919060ff60801b1916600160801b83021790555082357f0818e63bdb22c965590819b86e4a6d95ebad133b38bf11921ebec3bce32a69db610a496040860160208701611975565b6040860135610a5e60c0880160a089016119a6565b610a6e60e0890160c08a01611975565b604080516001600160401b03958616815260208101949094526001600160a01b039290921683830152909216606082015290519081900360800190a2610aba60c0840160a085016119a6565b6001600160a01b0316630f3a39a7846040518263ffffffff1660e01b8152600401610ae59190611b6c565b5f604051808303815f87803b158015610afc575f5ffd5b505af1158015610b0e573d5f5f3e3d5ffd5b50505050505050565b6001545f03610b39576040516321c4e35760e21b815260040160405180910390fd5b5f8054604051632769b07d60e11b815230600482015282916001600160a01b031690634ed360fa90602401606060405180830381865afa158015610b7f573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610ba39190611b7b565b90935091505f9050816003811115610bbd57610bbd611893565b1480610bea5750826003811115610bd657610bd6611893565b816003811115610be857610be8611893565b115b15610c2057806003811115610c0157610c01611893565b604051630729cb8560e01b815260ff9091166004820152602401610223565b816001600160401b0316846001600160401b03161461031e57604051630cc5b84960e01b8152600481018690526001600160401b03808616602483015283166044820152606401610223565b610c7f61039660c0850160a086016119cf565b610c998335610c8d856107fe565b8560c001358585611110565b6040518060a0016040528084606001358152602001846020016020810190610cc19190611975565b6001600160401b03168152602001610cdf60a0860160808701611975565b6001600160401b03168152602001610cfd60c0860160a087016119cf565b60ff166003811115610d1157610d11611893565b6003811115610d2257610d22611893565b815260c085013560209182015284355f908152600282526040908190208351815591830151600183018054928501516001600160401b03908116600160401b026001600160801b0319909416921691909117919091178082556060840151919060ff60801b1916600160801b836003811115610da057610da0611893565b02179055506080919091015160029091015582357f9d98fd94b512dca823f8f770d5b2cf6f73a7712e3f65bd526bcb51626d494930610de56040860160208701611975565b60408601356060870135610dff60a0890160808a01611975565b610e0f60c08a0160a08b016119cf565b604080516001600160401b0396871681526020810195909552840192909252909216606082015260ff909116608082015260a00160405180910390a2505050565b306001600160a01b03821603610e8457604051634a9a830d60e11b81526001600160a01b0382166004820152602401610223565b5f8054604051632769b07d60e11b81526001600160a01b03848116600483015290911690634ed360fa90602401606060405180830381865afa158015610ecc573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610ef09190611b7b565b50506001549091501580610f0657506001548114155b15610f2f57604051634a9a830d60e11b81526001600160a01b0383166004820152602401610223565b5050565b60ff8116600114801590610f4b575060ff8116600214155b15610f6e57604051630d64047360e21b815260ff82166004820152602401610223565b50565b5f80610fc5600f60f81b610fa560408051808201909152600d81526c4e6f766174696f6e20426f6f6b60981b602082015290565b6040805180820190915260018152603160f81b602082015246305f6112c0565b60405161190160f01b81526002810182905260228101859052604290209091505b9392505050565b5f848152600260205260409020600180820154600160801b900460ff16600381111561101b5761101b611893565b1461104e57848160010160109054906101000a900460ff1660405163013737f560e31b8152600401610223929190611bbe565b600180820154611069916001600160401b03909116906119e8565b6001600160401b0316846001600160401b0316146110a05760018082015486918691610481916001600160401b03909116906119e8565b805483146110d557805460405163dcc55ac560e01b815260048101879052602481018590526044810191909152606401610223565b8060020154821461031e57600281015460405163ad5b3ecf60e01b815260048101879052602481018490526044810191909152606401610223565b5f819003611134576040516301b55cc360e41b815260048101869052602401610223565b5f816001600160401b0381111561114d5761114d611aca565b604051908082528060200260200182016040528015611176578160200160208202803683370190505b5090505f805b8381101561125a575f6111e68887878581811061119b5761119b611bd2565b90506020028101906111ad9190611be6565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f920191909152506112e892505050565b9050826001600160a01b0316816001600160a01b0316116112255760405163a933223560e01b81526001600160a01b0382166004820152602401610223565b8084838151811061123857611238611bd2565b6001600160a01b0390921660209283029190910190910152915060010161117c565b505f8260405160200161126d9190611c28565b6040516020818303038152906040528051906020012090508581146112b65760405163ad5b3ecf60e01b8152600481018990526024810182905260448101879052606401610223565b5050505050505050565b5f6112dd8787805190602001208780519060200120878787611310565b979650505050505050565b5f5f5f5f6112f6868661138e565b92509250925061130682826113d7565b5090949350505050565b5f5f61131b8861148f565b90508760f81c97506040518181526020810160018a161561133d578881526020015b60028a161561134d578781526020015b60048a161561135d578681526020015b60088a161561136d578581526020015b60108a161561137d578481526020015b819003902098975050505050505050565b5f5f5f83516041036113c5576020840151604085015160608601515f1a6113b7888285856115a5565b9550955095505050506113d0565b505081515f91506002905b9250925092565b5f8260038111156113ea576113ea611893565b036113f3575050565b600182600381111561140757611407611893565b036114255760405163f645eedf60e01b815260040160405180910390fd5b600282600381111561143957611439611893565b0361145a5760405163fce698f760e01b815260048101829052602401610223565b600382600381111561146e5761146e611893565b03610f2f576040516335e2f38360e21b815260048101829052602401610223565b5f600160fd1b80831690036114b7576040516336c03e4160e21b815260040160405180910390fd5b8160f81c91506040516c08a92a06e626488dedac2d2dc5609b1b8152600d810160018416156114f6576b1cdd1c9a5b99c81b985b594b60a21b8152600c015b6002841615611518576e1cdd1c9a5b99c81d995c9cda5bdb8b608a1b8152600f015b600484161561153b576f1d5a5b9d0c8d4d8818da185a5b92590b60821b81526010015b600884161561156b577f6164647265737320766572696679696e67436f6e74726163742c0000000000008152601a015b601084161561158b576c189e5d195ccccc881cd85b1d0b609a1b8152600d015b601f84161515900360298153819003600101902092915050565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411156115de57505f91506003905082611663565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa15801561162f573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b03811661165a57505f925060019150829050611663565b92505f91508190505b9450945094915050565b5f60e0828403121561167d575f5ffd5b50919050565b5f5f83601f840112611693575f5ffd5b5081356001600160401b038111156116a9575f5ffd5b6020830191508360208260051b85010111156116c3575f5ffd5b9250929050565b5f5f5f5f61012085870312156116de575f5ffd5b6116e8868661166d565b935060e085013592506101008501356001600160401b0381111561170a575f5ffd5b61171687828801611683565b95989497509550505050565b5f610120828403121561167d575f5ffd5b5f6101208284031215611744575f5ffd5b610fe68383611722565b5f5f5f6101008486031215611761575f5ffd5b61176b858561166d565b925060e08401356001600160401b03811115611785575f5ffd5b61179186828701611683565b9497909650939450505050565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b60ff60f81b8816815260e060208201525f6117ea60e083018961179e565b82810360408401526117fc818961179e565b606084018890526001600160a01b038716608085015260a0840186905283810360c0850152845180825260208087019350909101905f5b81811015611851578351835260209384019390920191600101611833565b50909b9a5050505050505050505050565b5f60e08284031215611872575f5ffd5b610fe6838361166d565b5f6020828403121561188c575f5ffd5b5035919050565b634e487b7160e01b5f52602160045260245ffd5b600481106118c357634e487b7160e01b5f52602160045260245ffd5b9052565b5f60a082019050825182526001600160401b0360208401511660208301526001600160401b036040840151166040830152606083015161190a60608401826118a7565b50608092830151919092015290565b5f5f5f610140848603121561192c575f5ffd5b6119368585611722565b92506101208401356001600160401b03811115611785575f5ffd5b6001600160401b0381168114610f6e575f5ffd5b803561197081611951565b919050565b5f60208284031215611985575f5ffd5b8135610fe681611951565b80356001600160a01b0381168114611970575f5ffd5b5f602082840312156119b6575f5ffd5b610fe682611990565b803560ff81168114611970575f5ffd5b5f602082840312156119df575f5ffd5b610fe6826119bf565b6001600160401b03818116838216019081111561071557634e487b7160e01b5f52601160045260245ffd5b803582526020810135611a2581611951565b6001600160401b031660208301526040818101359083015260608082013590830152611a5360808201611965565b6001600160401b03166080830152611a6d60a08201611990565b6001600160a01b031660a0830152611a8760c08201611965565b6001600160401b031660c0830152611aa160e082016119bf565b60ff1660e083015261010090810135910152565b8281526101408101610fe66020830184611a13565b634e487b7160e01b5f52604160045260245ffd5b8281528135602080830191909152610100820190830135611afe81611951565b6001600160401b0316604083810191909152830135606080840191909152830135608080840191909152830135611b3481611951565b6001600160401b03811660a08401525060ff611b5260a085016119bf565b1660c083810191909152929092013560e090910152919050565b61012081016107158284611a13565b5f5f5f60608486031215611b8d575f5ffd5b835192506020840151611b9f81611951565b604085015190925060048110611bb3575f5ffd5b809150509250925092565b82815260408101610fe660208301846118a7565b634e487b7160e01b5f52603260045260245ffd5b5f5f8335601e19843603018112611bfb575f5ffd5b8301803591506001600160401b03821115611c14575f5ffd5b6020019150368190038213156116c3575f5ffd5b602080825282518282018190525f918401906040840190835b81811015611c685783516001600160a01b0316835260209384019390920191600101611c41565b50909594505050505056fea2646970667358221220dad4ec765ba742e5d0f5443505cbc4aa88320755158c26ee7a586829c6f088d264736f6c63430008220033",
}

// Book is an auto generated Go binding around an Ethereum contract.
type Book struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Book) GetABI() abi.ABI {
	return c.abi
}

// NewBook creates a new instance of Book.
func NewBook() *Book {
	parsed, err := BookMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Book{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Book) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address consortium_) returns()
func (book *Book) PackConstructor(consortium_ common.Address) []byte {
	enc, err := book.abi.Pack("", consortium_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackConsortium is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ad18765.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function consortium() view returns(address)
func (book *Book) PackConsortium() []byte {
	enc, err := book.abi.Pack("consortium")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackConsortium is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ad18765.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function consortium() view returns(address)
func (book *Book) TryPackConsortium() ([]byte, error) {
	return book.abi.Pack("consortium")
}

// UnpackConsortium is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9ad18765.
//
// Solidity: function consortium() view returns(address)
func (book *Book) UnpackConsortium(data []byte) (common.Address, error) {
	out, err := book.abi.Unpack("consortium", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackCreate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x021de99d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function create((bytes32,uint64,bytes32,bytes32,uint64,uint8,bytes32) t, bytes32 salt, bytes[] endorsements) returns()
func (book *Book) PackCreate(t Transition, salt [32]byte, endorsements [][]byte) []byte {
	enc, err := book.abi.Pack("create", t, salt, endorsements)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCreate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x021de99d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function create((bytes32,uint64,bytes32,bytes32,uint64,uint8,bytes32) t, bytes32 salt, bytes[] endorsements) returns()
func (book *Book) TryPackCreate(t Transition, salt [32]byte, endorsements [][]byte) ([]byte, error) {
	return book.abi.Pack("create", t, salt, endorsements)
}

// PackBookDomain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (book *Book) PackBookDomain() []byte {
	enc, err := book.abi.Pack("eip712Domain")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBookDomain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (book *Book) TryPackBookDomain() ([]byte, error) {
	return book.abi.Pack("eip712Domain")
}

// BookDomainOutput serves as a container for the return parameters of contract
// method BookDomain.
type BookDomainOutput struct {
	Fields            [1]byte
	Name              string
	Version           string
	ChainId           *big.Int
	VerifyingContract common.Address
	Salt              [32]byte
	Extensions        []*big.Int
}

// UnpackBookDomain is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x84b0196e.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (book *Book) UnpackBookDomain(data []byte) (BookDomainOutput, error) {
	out, err := book.abi.Unpack("eip712Domain", data)
	outstruct := new(BookDomainOutput)
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

// PackHashNovation is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x22ac4309.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function hashNovation((bytes32,uint64,bytes32,bytes32,uint64,address,uint64,uint8,bytes32) n) view returns(bytes32)
func (book *Book) PackHashNovation(n Novation) []byte {
	enc, err := book.abi.Pack("hashNovation", n)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHashNovation is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x22ac4309.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function hashNovation((bytes32,uint64,bytes32,bytes32,uint64,address,uint64,uint8,bytes32) n) view returns(bytes32)
func (book *Book) TryPackHashNovation(n Novation) ([]byte, error) {
	return book.abi.Pack("hashNovation", n)
}

// UnpackHashNovation is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x22ac4309.
//
// Solidity: function hashNovation((bytes32,uint64,bytes32,bytes32,uint64,address,uint64,uint8,bytes32) n) view returns(bytes32)
func (book *Book) UnpackHashNovation(data []byte) ([32]byte, error) {
	out, err := book.abi.Unpack("hashNovation", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackHashTransition is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x89955759.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function hashTransition((bytes32,uint64,bytes32,bytes32,uint64,uint8,bytes32) t) view returns(bytes32)
func (book *Book) PackHashTransition(t Transition) []byte {
	enc, err := book.abi.Pack("hashTransition", t)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHashTransition is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x89955759.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function hashTransition((bytes32,uint64,bytes32,bytes32,uint64,uint8,bytes32) t) view returns(bytes32)
func (book *Book) TryPackHashTransition(t Transition) ([]byte, error) {
	return book.abi.Pack("hashTransition", t)
}

// UnpackHashTransition is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x89955759.
//
// Solidity: function hashTransition((bytes32,uint64,bytes32,bytes32,uint64,uint8,bytes32) t) view returns(bytes32)
func (book *Book) UnpackHashTransition(data []byte) ([32]byte, error) {
	out, err := book.abi.Unpack("hashTransition", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackInitialize is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9498bd71.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function initialize(bytes32 line_) returns()
func (book *Book) PackInitialize(line [32]byte) []byte {
	enc, err := book.abi.Pack("initialize", line)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackInitialize is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9498bd71.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function initialize(bytes32 line_) returns()
func (book *Book) TryPackInitialize(line [32]byte) ([]byte, error) {
	return book.abi.Pack("initialize", line)
}

// PackLine is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb56b8353.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function line() view returns(bytes32)
func (book *Book) PackLine() []byte {
	enc, err := book.abi.Pack("line")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLine is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb56b8353.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function line() view returns(bytes32)
func (book *Book) TryPackLine() ([]byte, error) {
	return book.abi.Pack("line")
}

// UnpackLine is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb56b8353.
//
// Solidity: function line() view returns(bytes32)
func (book *Book) UnpackLine(data []byte) ([32]byte, error) {
	out, err := book.abi.Unpack("line", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackNovateIn is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0f3a39a7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novateIn((bytes32,uint64,bytes32,bytes32,uint64,address,uint64,uint8,bytes32) n) returns()
func (book *Book) PackNovateIn(n Novation) []byte {
	enc, err := book.abi.Pack("novateIn", n)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovateIn is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0f3a39a7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novateIn((bytes32,uint64,bytes32,bytes32,uint64,address,uint64,uint8,bytes32) n) returns()
func (book *Book) TryPackNovateIn(n Novation) ([]byte, error) {
	return book.abi.Pack("novateIn", n)
}

// PackNovateOut is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbc4e1da9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function novateOut((bytes32,uint64,bytes32,bytes32,uint64,address,uint64,uint8,bytes32) n, bytes[] endorsements) returns()
func (book *Book) PackNovateOut(n Novation, endorsements [][]byte) []byte {
	enc, err := book.abi.Pack("novateOut", n, endorsements)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNovateOut is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbc4e1da9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function novateOut((bytes32,uint64,bytes32,bytes32,uint64,address,uint64,uint8,bytes32) n, bytes[] endorsements) returns()
func (book *Book) TryPackNovateOut(n Novation, endorsements [][]byte) ([]byte, error) {
	return book.abi.Pack("novateOut", n, endorsements)
}

// PackRecord is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb5c645bd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function record(bytes32 id) view returns((bytes32,uint64,uint64,uint8,bytes32))
func (book *Book) PackRecord(id [32]byte) []byte {
	enc, err := book.abi.Pack("record", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRecord is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb5c645bd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function record(bytes32 id) view returns((bytes32,uint64,uint64,uint8,bytes32))
func (book *Book) TryPackRecord(id [32]byte) ([]byte, error) {
	return book.abi.Pack("record", id)
}

// UnpackRecord is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb5c645bd.
//
// Solidity: function record(bytes32 id) view returns((bytes32,uint64,uint64,uint8,bytes32))
func (book *Book) UnpackRecord(data []byte) (Record, error) {
	out, err := book.abi.Unpack("record", data)
	if err != nil {
		return *new(Record), err
	}
	out0 := *abi.ConvertType(out[0], new(Record)).(*Record)
	return out0, nil
}

// PackTransition is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x47a43a9e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transition((bytes32,uint64,bytes32,bytes32,uint64,uint8,bytes32) t, bytes[] endorsements) returns()
func (book *Book) PackTransition(t Transition, endorsements [][]byte) []byte {
	enc, err := book.abi.Pack("transition", t, endorsements)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransition is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x47a43a9e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transition((bytes32,uint64,bytes32,bytes32,uint64,uint8,bytes32) t, bytes[] endorsements) returns()
func (book *Book) TryPackTransition(t Transition, endorsements [][]byte) ([]byte, error) {
	return book.abi.Pack("transition", t, endorsements)
}

// BookEIP712DomainChanged represents a EIP712DomainChanged event raised by the Book contract.
type BookEIP712DomainChanged struct {
	Raw *types.Log // Blockchain specific contextual infos
}

const BookEIP712DomainChangedEventName = "EIP712DomainChanged"

// ContractEventName returns the user-defined event name.
func (BookEIP712DomainChanged) ContractEventName() string {
	return BookEIP712DomainChangedEventName
}

// UnpackEIP712DomainChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event EIP712DomainChanged()
func (book *Book) UnpackEIP712DomainChangedEvent(log *types.Log) (*BookEIP712DomainChanged, error) {
	event := "EIP712DomainChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != book.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BookEIP712DomainChanged)
	if len(log.Data) > 0 {
		if err := book.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range book.abi.Events[event].Inputs {
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

// BookNovatedIn represents a NovatedIn event raised by the Book contract.
type BookNovatedIn struct {
	Record   [32]byte
	Sequence uint64
	Previous [32]byte
	Next     [32]byte
	From     common.Address
	Epoch    uint64
	Status   uint8
	Raw      *types.Log // Blockchain specific contextual infos
}

const BookNovatedInEventName = "NovatedIn"

// ContractEventName returns the user-defined event name.
func (BookNovatedIn) ContractEventName() string {
	return BookNovatedInEventName
}

// UnpackNovatedInEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event NovatedIn(bytes32 indexed record, uint64 sequence, bytes32 previous, bytes32 next, address from, uint64 epoch, uint8 status)
func (book *Book) UnpackNovatedInEvent(log *types.Log) (*BookNovatedIn, error) {
	event := "NovatedIn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != book.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BookNovatedIn)
	if len(log.Data) > 0 {
		if err := book.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range book.abi.Events[event].Inputs {
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

// BookNovatedOut represents a NovatedOut event raised by the Book contract.
type BookNovatedOut struct {
	Record   [32]byte
	Sequence uint64
	Previous [32]byte
	To       common.Address
	ToEpoch  uint64
	Raw      *types.Log // Blockchain specific contextual infos
}

const BookNovatedOutEventName = "NovatedOut"

// ContractEventName returns the user-defined event name.
func (BookNovatedOut) ContractEventName() string {
	return BookNovatedOutEventName
}

// UnpackNovatedOutEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event NovatedOut(bytes32 indexed record, uint64 sequence, bytes32 previous, address to, uint64 toEpoch)
func (book *Book) UnpackNovatedOutEvent(log *types.Log) (*BookNovatedOut, error) {
	event := "NovatedOut"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != book.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BookNovatedOut)
	if len(log.Data) > 0 {
		if err := book.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range book.abi.Events[event].Inputs {
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

// BookTransitioned represents a Transitioned event raised by the Book contract.
type BookTransitioned struct {
	Record   [32]byte
	Sequence uint64
	Previous [32]byte
	Next     [32]byte
	Epoch    uint64
	Status   uint8
	Raw      *types.Log // Blockchain specific contextual infos
}

const BookTransitionedEventName = "Transitioned"

// ContractEventName returns the user-defined event name.
func (BookTransitioned) ContractEventName() string {
	return BookTransitionedEventName
}

// UnpackTransitionedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Transitioned(bytes32 indexed record, uint64 sequence, bytes32 previous, bytes32 next, uint64 epoch, uint8 status)
func (book *Book) UnpackTransitionedEvent(log *types.Log) (*BookTransitioned, error) {
	event := "Transitioned"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != book.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BookTransitioned)
	if len(log.Data) > 0 {
		if err := book.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range book.abi.Events[event].Inputs {
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
func (book *Book) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], book.abi.Errors["AlreadyInitialized"].ID.Bytes()[:4]) {
		return book.UnpackAlreadyInitializedError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["BookNotActive"].ID.Bytes()[:4]) {
		return book.UnpackBookNotActiveError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["ECDSAInvalidSignature"].ID.Bytes()[:4]) {
		return book.UnpackECDSAInvalidSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["ECDSAInvalidSignatureLength"].ID.Bytes()[:4]) {
		return book.UnpackECDSAInvalidSignatureLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["ECDSAInvalidSignatureS"].ID.Bytes()[:4]) {
		return book.UnpackECDSAInvalidSignatureSError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["ERC5267ExtensionsNotSupported"].ID.Bytes()[:4]) {
		return book.UnpackERC5267ExtensionsNotSupportedError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["EndorsementsNotAscending"].ID.Bytes()[:4]) {
		return book.UnpackEndorsementsNotAscendingError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["NotABook"].ID.Bytes()[:4]) {
		return book.UnpackNotABookError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["NotConsortium"].ID.Bytes()[:4]) {
		return book.UnpackNotConsortiumError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["NotEndorsed"].ID.Bytes()[:4]) {
		return book.UnpackNotEndorsedError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["NotInitialized"].ID.Bytes()[:4]) {
		return book.UnpackNotInitializedError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["NotOpen"].ID.Bytes()[:4]) {
		return book.UnpackNotOpenError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["RecordExists"].ID.Bytes()[:4]) {
		return book.UnpackRecordExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["StaleRelease"].ID.Bytes()[:4]) {
		return book.UnpackStaleReleaseError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["StaleSequence"].ID.Bytes()[:4]) {
		return book.UnpackStaleSequenceError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["WrongCommitment"].ID.Bytes()[:4]) {
		return book.UnpackWrongCommitmentError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["WrongParties"].ID.Bytes()[:4]) {
		return book.UnpackWrongPartiesError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["WrongRecordId"].ID.Bytes()[:4]) {
		return book.UnpackWrongRecordIdError(raw[4:])
	}
	if bytes.Equal(raw[:4], book.abi.Errors["WrongStatus"].ID.Bytes()[:4]) {
		return book.UnpackWrongStatusError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// BookAlreadyInitialized represents a AlreadyInitialized error raised by the Book contract.
type BookAlreadyInitialized struct {
	Line [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyInitialized(bytes32 line)
func BookAlreadyInitializedErrorID() common.Hash {
	return common.HexToHash("0xf63b4213ac1b016e836828b96008384e02c58ccdaeba29a376ff0121d7657ed7")
}

// UnpackAlreadyInitializedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyInitialized(bytes32 line)
func (book *Book) UnpackAlreadyInitializedError(raw []byte) (*BookAlreadyInitialized, error) {
	out := new(BookAlreadyInitialized)
	if err := book.abi.UnpackIntoInterface(out, "AlreadyInitialized", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookBookNotActive represents a BookNotActive error raised by the Book contract.
type BookBookNotActive struct {
	State uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BookNotActive(uint8 state)
func BookBookNotActiveErrorID() common.Hash {
	return common.HexToHash("0x0729cb85616121eb732ac7d9cddf2b88d600ad8b50d463019fbcb09937b14046")
}

// UnpackBookNotActiveError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BookNotActive(uint8 state)
func (book *Book) UnpackBookNotActiveError(raw []byte) (*BookBookNotActive, error) {
	out := new(BookBookNotActive)
	if err := book.abi.UnpackIntoInterface(out, "BookNotActive", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookECDSAInvalidSignature represents a ECDSAInvalidSignature error raised by the Book contract.
type BookECDSAInvalidSignature struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ECDSAInvalidSignature()
func BookECDSAInvalidSignatureErrorID() common.Hash {
	return common.HexToHash("0xf645eedf0193584640b6b90cb9477e4c95b98636c148a891d4c0a146dc46e75a")
}

// UnpackECDSAInvalidSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ECDSAInvalidSignature()
func (book *Book) UnpackECDSAInvalidSignatureError(raw []byte) (*BookECDSAInvalidSignature, error) {
	out := new(BookECDSAInvalidSignature)
	if err := book.abi.UnpackIntoInterface(out, "ECDSAInvalidSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookECDSAInvalidSignatureLength represents a ECDSAInvalidSignatureLength error raised by the Book contract.
type BookECDSAInvalidSignatureLength struct {
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ECDSAInvalidSignatureLength(uint256 length)
func BookECDSAInvalidSignatureLengthErrorID() common.Hash {
	return common.HexToHash("0xfce698f7e8e5342cd615f641317bc45fe7e1e4a8b0a14dd1383ff8dc9c41917f")
}

// UnpackECDSAInvalidSignatureLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ECDSAInvalidSignatureLength(uint256 length)
func (book *Book) UnpackECDSAInvalidSignatureLengthError(raw []byte) (*BookECDSAInvalidSignatureLength, error) {
	out := new(BookECDSAInvalidSignatureLength)
	if err := book.abi.UnpackIntoInterface(out, "ECDSAInvalidSignatureLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookECDSAInvalidSignatureS represents a ECDSAInvalidSignatureS error raised by the Book contract.
type BookECDSAInvalidSignatureS struct {
	S [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ECDSAInvalidSignatureS(bytes32 s)
func BookECDSAInvalidSignatureSErrorID() common.Hash {
	return common.HexToHash("0xd78bce0cccb935155ed6428d1c13e50b7f3550fd2b66b9fe266006fea4a5e1eb")
}

// UnpackECDSAInvalidSignatureSError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ECDSAInvalidSignatureS(bytes32 s)
func (book *Book) UnpackECDSAInvalidSignatureSError(raw []byte) (*BookECDSAInvalidSignatureS, error) {
	out := new(BookECDSAInvalidSignatureS)
	if err := book.abi.UnpackIntoInterface(out, "ECDSAInvalidSignatureS", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookERC5267ExtensionsNotSupported represents a ERC5267ExtensionsNotSupported error raised by the Book contract.
type BookERC5267ExtensionsNotSupported struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC5267ExtensionsNotSupported()
func BookERC5267ExtensionsNotSupportedErrorID() common.Hash {
	return common.HexToHash("0xdb00f904774eb2c01c48f03b898f2a97ac4b7f0de1ac6e506fc45d89c69ac23c")
}

// UnpackERC5267ExtensionsNotSupportedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC5267ExtensionsNotSupported()
func (book *Book) UnpackERC5267ExtensionsNotSupportedError(raw []byte) (*BookERC5267ExtensionsNotSupported, error) {
	out := new(BookERC5267ExtensionsNotSupported)
	if err := book.abi.UnpackIntoInterface(out, "ERC5267ExtensionsNotSupported", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookEndorsementsNotAscending represents a EndorsementsNotAscending error raised by the Book contract.
type BookEndorsementsNotAscending struct {
	Signer common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error EndorsementsNotAscending(address signer)
func BookEndorsementsNotAscendingErrorID() common.Hash {
	return common.HexToHash("0xa933223542a9dfc324e2ec8b34f3b6d2fbf958d7bd4bdb636f388d9a6b985245")
}

// UnpackEndorsementsNotAscendingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error EndorsementsNotAscending(address signer)
func (book *Book) UnpackEndorsementsNotAscendingError(raw []byte) (*BookEndorsementsNotAscending, error) {
	out := new(BookEndorsementsNotAscending)
	if err := book.abi.UnpackIntoInterface(out, "EndorsementsNotAscending", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookNotABook represents a NotABook error raised by the Book contract.
type BookNotABook struct {
	Book common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotABook(address book)
func BookNotABookErrorID() common.Hash {
	return common.HexToHash("0x9535061aace4661877e01ffd7af6b881ba1759d187676631a16dfd545b977c55")
}

// UnpackNotABookError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotABook(address book)
func (book *Book) UnpackNotABookError(raw []byte) (*BookNotABook, error) {
	out := new(BookNotABook)
	if err := book.abi.UnpackIntoInterface(out, "NotABook", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookNotConsortium represents a NotConsortium error raised by the Book contract.
type BookNotConsortium struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotConsortium(address caller)
func BookNotConsortiumErrorID() common.Hash {
	return common.HexToHash("0x421505ea5bbb4b3d89489b3c2c796f5da8486fbd856dd613828abc73e96942a8")
}

// UnpackNotConsortiumError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotConsortium(address caller)
func (book *Book) UnpackNotConsortiumError(raw []byte) (*BookNotConsortium, error) {
	out := new(BookNotConsortium)
	if err := book.abi.UnpackIntoInterface(out, "NotConsortium", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookNotEndorsed represents a NotEndorsed error raised by the Book contract.
type BookNotEndorsed struct {
	Record [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotEndorsed(bytes32 record)
func BookNotEndorsedErrorID() common.Hash {
	return common.HexToHash("0x1b55cc304f24bf698099b5070835cf26352010c6a0e95934f97d07a5e45e160e")
}

// UnpackNotEndorsedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotEndorsed(bytes32 record)
func (book *Book) UnpackNotEndorsedError(raw []byte) (*BookNotEndorsed, error) {
	out := new(BookNotEndorsed)
	if err := book.abi.UnpackIntoInterface(out, "NotEndorsed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookNotInitialized represents a NotInitialized error raised by the Book contract.
type BookNotInitialized struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotInitialized()
func BookNotInitializedErrorID() common.Hash {
	return common.HexToHash("0x87138d5c8c2e77cb9f25c07b03277aad63d22f6a05255580ec55d2c21666e734")
}

// UnpackNotInitializedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotInitialized()
func (book *Book) UnpackNotInitializedError(raw []byte) (*BookNotInitialized, error) {
	out := new(BookNotInitialized)
	if err := book.abi.UnpackIntoInterface(out, "NotInitialized", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookNotOpen represents a NotOpen error raised by the Book contract.
type BookNotOpen struct {
	Record [32]byte
	Status uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotOpen(bytes32 record, uint8 status)
func BookNotOpenErrorID() common.Hash {
	return common.HexToHash("0x09b9bfa8532f041aafe2ba84510a9994bcb423b7ae99bbf6d6779ce8bb7c5f83")
}

// UnpackNotOpenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotOpen(bytes32 record, uint8 status)
func (book *Book) UnpackNotOpenError(raw []byte) (*BookNotOpen, error) {
	out := new(BookNotOpen)
	if err := book.abi.UnpackIntoInterface(out, "NotOpen", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookRecordExists represents a RecordExists error raised by the Book contract.
type BookRecordExists struct {
	Record [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RecordExists(bytes32 record)
func BookRecordExistsErrorID() common.Hash {
	return common.HexToHash("0xcd4866db1daea7d29581588d61df5791f3564c38e324423a338f723f06daeb72")
}

// UnpackRecordExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RecordExists(bytes32 record)
func (book *Book) UnpackRecordExistsError(raw []byte) (*BookRecordExists, error) {
	out := new(BookRecordExists)
	if err := book.abi.UnpackIntoInterface(out, "RecordExists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookStaleRelease represents a StaleRelease error raised by the Book contract.
type BookStaleRelease struct {
	Record  [32]byte
	Given   uint64
	Current uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StaleRelease(bytes32 record, uint64 given, uint64 current)
func BookStaleReleaseErrorID() common.Hash {
	return common.HexToHash("0x0cc5b8493b7ca7eb134d4eab851e8bb86e99e394df3b1a16230cb10f1d653deb")
}

// UnpackStaleReleaseError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StaleRelease(bytes32 record, uint64 given, uint64 current)
func (book *Book) UnpackStaleReleaseError(raw []byte) (*BookStaleRelease, error) {
	out := new(BookStaleRelease)
	if err := book.abi.UnpackIntoInterface(out, "StaleRelease", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookStaleSequence represents a StaleSequence error raised by the Book contract.
type BookStaleSequence struct {
	Record   [32]byte
	Given    uint64
	Expected uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StaleSequence(bytes32 record, uint64 given, uint64 expected)
func BookStaleSequenceErrorID() common.Hash {
	return common.HexToHash("0xd5445ac86895664081c1dcc07f384024dd3d55867ef6e369d8412dce60eceb35")
}

// UnpackStaleSequenceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StaleSequence(bytes32 record, uint64 given, uint64 expected)
func (book *Book) UnpackStaleSequenceError(raw []byte) (*BookStaleSequence, error) {
	out := new(BookStaleSequence)
	if err := book.abi.UnpackIntoInterface(out, "StaleSequence", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookWrongCommitment represents a WrongCommitment error raised by the Book contract.
type BookWrongCommitment struct {
	Record   [32]byte
	Given    [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongCommitment(bytes32 record, bytes32 given, bytes32 expected)
func BookWrongCommitmentErrorID() common.Hash {
	return common.HexToHash("0xdcc55ac5752e7a2b1afdc3158877472271b123df2f0dfb68e3b58bc43f00116e")
}

// UnpackWrongCommitmentError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongCommitment(bytes32 record, bytes32 given, bytes32 expected)
func (book *Book) UnpackWrongCommitmentError(raw []byte) (*BookWrongCommitment, error) {
	out := new(BookWrongCommitment)
	if err := book.abi.UnpackIntoInterface(out, "WrongCommitment", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookWrongParties represents a WrongParties error raised by the Book contract.
type BookWrongParties struct {
	Record   [32]byte
	Given    [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongParties(bytes32 record, bytes32 given, bytes32 expected)
func BookWrongPartiesErrorID() common.Hash {
	return common.HexToHash("0xad5b3ecf74026271dca0d3b96f2bbfe3dec9a916136fa9ca9cf28f33f0038315")
}

// UnpackWrongPartiesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongParties(bytes32 record, bytes32 given, bytes32 expected)
func (book *Book) UnpackWrongPartiesError(raw []byte) (*BookWrongParties, error) {
	out := new(BookWrongParties)
	if err := book.abi.UnpackIntoInterface(out, "WrongParties", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookWrongRecordId represents a WrongRecordId error raised by the Book contract.
type BookWrongRecordId struct {
	Given    [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongRecordId(bytes32 given, bytes32 expected)
func BookWrongRecordIdErrorID() common.Hash {
	return common.HexToHash("0xeba9c334928215d24e1da8282d09810f3576bbc755da47c61ae12c96f568f64c")
}

// UnpackWrongRecordIdError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongRecordId(bytes32 given, bytes32 expected)
func (book *Book) UnpackWrongRecordIdError(raw []byte) (*BookWrongRecordId, error) {
	out := new(BookWrongRecordId)
	if err := book.abi.UnpackIntoInterface(out, "WrongRecordId", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BookWrongStatus represents a WrongStatus error raised by the Book contract.
type BookWrongStatus struct {
	Status uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongStatus(uint8 status)
func BookWrongStatusErrorID() common.Hash {
	return common.HexToHash("0x359011ccd738a108d04e7a1ab24582560fddd574ce22131d066f1d19eed7398c")
}

// UnpackWrongStatusError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongStatus(uint8 status)
func (book *Book) UnpackWrongStatusError(raw []byte) (*BookWrongStatus, error) {
	out := new(BookWrongStatus)
	if err := book.abi.UnpackIntoInterface(out, "WrongStatus", raw); err != nil {
		return nil, err
	}
	return out, nil
}
