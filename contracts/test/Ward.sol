// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @title A contract that obeys its owner, and remembers
/// @notice It can be broken, and it can come back to its owner with a call of its own.
contract Ward {
    address public immutable OWNER;
    uint256[] public noted;
    bool public broken;
    bytes public back;
    bool public frozen;

    error Broken(uint256 what);
    error NotOwner(address caller);

    constructor(address owner) {
        OWNER = owner;
    }

    function breakDown(bool yes) external {
        broken = yes;
    }

    function comeBack(bytes calldata call_) external {
        back = call_;
    }

    function count() external view returns (uint256) {
        return noted.length;
    }

    function note(uint256 what) external {
        _obey(what);
        noted.push(what);
    }

    function freeze(bool yes) external {
        _obey(yes ? 1 : 0);
        frozen = yes;
    }

    /// @dev Fails with what the owner says when it is called back.
    function _obey(uint256 what) private {
        if (msg.sender != OWNER) revert NotOwner(msg.sender);
        if (broken) revert Broken(what);
        if (back.length == 0) return;
        Address.functionCall(OWNER, back);
    }
}
