// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";

import {IMigration} from "../../src/move/IMigration.sol";

/// @title What is moved: a ledger that knows nothing of migrations
contract OldLedger {
    mapping(address holder => uint256) public balanceOf; // slot 0
    string public name; // slot 1
    uint256 public total; // slot 2
    uint256 public reads; // slot 3

    error TooLittle(address holder, uint256 has);

    function initialize(string calldata name_) external {
        require(bytes(name).length == 0, "initialised");
        name = name_;
    }

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
        total += amount;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        if (balanceOf[msg.sender] < amount) revert TooLittle(msg.sender, balanceOf[msg.sender]);
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        return true;
    }

    function mine() external view returns (uint256) {
        return balanceOf[msg.sender];
    }

    /// @notice Answers, and writes.
    function countingName() external returns (string memory) {
        ++reads;
        return name;
    }

    /// @notice Asks itself through the proxy.
    function nameByItself() external view returns (string memory) {
        return this.name();
    }

    function deposit() external payable {}
}

/// @title The same with another storage
contract NewLedger is Multicall {
    /// @custom:storage-location erc7201:test.Ledger
    struct Data {
        mapping(address holder => uint256) balances;
        string name;
        uint256 total;
        uint64 version;
    }

    bytes32 public constant BASE =
        keccak256(abi.encode(uint256(keccak256("test.Ledger")) - 1)) & ~bytes32(uint256(0xff));

    error TooLittle(address holder, uint256 has);

    function initialize(uint64 version_) external {
        require(_data().version < version_, "initialised");
        _data().version = version_;
    }

    /// @notice An initialiser that calls back while the migration is at work.
    function initializeAndCall(uint64 version_, address to, bytes calldata call) external {
        _data().version = version_;
        (bool ok, bytes memory out) = to.call(call);
        if (ok) return;
        assembly ("memory-safe") {
            revert(add(out, 0x20), mload(out))
        }
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        Data storage d = _data();
        if (d.balances[msg.sender] < amount) revert TooLittle(msg.sender, d.balances[msg.sender]);
        d.balances[msg.sender] -= amount;
        d.balances[to] += amount;
        return true;
    }

    function mint(address to, uint256 amount) external {
        _data().balances[to] += amount;
        _data().total += amount;
    }

    function deposit() external payable {}

    receive() external payable {}

    function balanceOf(address holder) external view returns (uint256) {
        return _data().balances[holder];
    }

    function name() external view returns (string memory) {
        return _data().name;
    }

    function total() external view returns (uint256) {
        return _data().total;
    }

    function version() external view returns (uint64) {
        return _data().version;
    }

    function _data() internal pure returns (Data storage d) {
        bytes32 base = BASE;
        assembly ("memory-safe") {
            d.slot := base
        }
    }
}

/// @title The old ledger behind a UUPS proxy
contract OldLedgerUUPS is OldLedger, UUPSUpgradeable {
    address private immutable _OWNER;

    constructor(address owner) {
        _OWNER = owner;
    }

    function _authorizeUpgrade(address) internal view override {
        require(msg.sender == _OWNER, "not the owner");
    }
}

/// @title Tries to use the moment in which it is called
contract Caller {
    function activate(IMigration m) external {
        m.activate();
    }
}
