// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Deferred} from "../../src/move/Deferred.sol";
import {Movable} from "../../src/move/Movable.sol";

/// @title A contract without a proxy that can be moved away from
contract OldBox is Movable {
    address private immutable _OWNER;
    mapping(address holder => uint256) public balanceOf; // slot 0

    constructor(address owner) {
        _OWNER = owner;
    }

    /// @notice Takes ether in while it is not moved.
    receive() external payable whenNotMoving {}

    function put(uint256 amount) external whenNotMoving {
        balanceOf[msg.sender] += amount;
    }

    function _authorizeMigration(address) internal view override {
        require(msg.sender == _OWNER, "not the owner");
    }
}

/// @title The next one, which can be used while balances are still on their way
contract NewBox is Deferred {
    uint256 public version; // slot 0
    mapping(address holder => uint256) private _balances; // slot 1

    constructor(address migration) {
        _freeze(migration);
    }

    function initialize(uint256 version_) external {
        require(msg.sender == address(this) || version == 0, "initialised");
        version = version_;
    }

    function put(uint256 amount) external whenNotMoving {
        _touchBalance(msg.sender);
        _balances[msg.sender] += amount;
    }

    function balanceOf(address holder) external view whenNotMoving returns (uint256) {
        _touchBalance(holder);
        return _balances[holder];
    }

    function _authorizeMigration(address) internal pure override {
        revert("nobody moves this one");
    }

    function _touchBalance(address holder) private view {
        _touch(keccak256(abi.encode(holder, uint256(1))));
    }
}
