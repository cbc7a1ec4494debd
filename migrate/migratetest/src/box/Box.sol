// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Deferred} from "src/move/Deferred.sol";
import {Movable} from "src/move/Movable.sol";

/// @title Box
/// @notice Stands behind no proxy, and wants to be moved.
contract Box is Movable {
    address public owner;
    string public name;
    uint256 public total;
    mapping(address => uint256) public balanceOf;

    event Put(address indexed holder, uint256 amount);

    constructor(address owner_, string memory name_) {
        (owner, name) = (owner_, name_);
    }

    receive() external payable whenNotMoving {}

    function put(uint256 amount) external whenNotMoving {
        balanceOf[msg.sender] += amount;
        total += amount;
        emit Put(msg.sender, amount);
    }

    /// @notice Puts for n accounts at once.
    function fill(uint256 n) external whenNotMoving {
        for (uint256 i = 1; i <= n; i++) {
            address a = address(uint160(uint256(keccak256(abi.encode("novation.example.box", i)))));
            balanceOf[a] += i;
            total += i;
            emit Put(a, i);
        }
    }

    function _authorizeMigration(address) internal view override {
        require(msg.sender == owner, "not the owner");
    }
}

/// @title BoxV2
/// @notice The next one. It says what it touches, so that it may be used while balances are on their way.
contract BoxV2 is Deferred {
    uint256 public version;
    address public owner;
    string public name;
    uint256 public total;
    mapping(address => uint256) private _balanceOf;

    event Put(address indexed holder, uint256 amount);

    constructor(address migration) {
        _freeze(migration);
        version = 1; // what a constructor writes is not what was moved
    }

    receive() external payable whenNotMoving {}

    function initialize(uint256 version_) external {
        require(version == 0, "initialised");
        version = version_;
    }

    function put(uint256 amount) external whenNotMoving {
        _touchBalance(msg.sender);
        _balanceOf[msg.sender] += amount;
        total += amount;
        emit Put(msg.sender, amount);
    }

    function balanceOf(address holder) external view whenNotMoving returns (uint256) {
        _touchBalance(holder);
        return _balanceOf[holder];
    }

    function _touchBalance(address holder) private view {
        uint256 slot;
        assembly {
            slot := _balanceOf.slot
        }
        _touch(keccak256(abi.encode(holder, slot)));
    }

    function _authorizeMigration(address) internal view override {
        require(msg.sender == owner, "not the owner");
    }
}

/// @title BoxEager
/// @notice A next one that does not look before it touches.
contract BoxEager is Movable {
    address public owner;
    string public name;
    uint256 public total;
    mapping(address => uint256) public balanceOf;

    constructor(address migration) {
        _freeze(migration);
    }

    function _authorizeMigration(address) internal view override {
        require(msg.sender == owner, "not the owner");
    }
}
