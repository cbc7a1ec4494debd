// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.0;

/// @title A number that may be raised.
contract Counter {
    event Raised(address indexed by, uint256 to);

    uint256 public immutable most;
    uint256 public value;

    constructor(uint256 most_) {
        most = most_;
    }

    /// @notice Raises the number.
    /// @dev Reverts when it would pass the most.
    /// @param by by how much
    function raise(uint256 by) external returns (uint256) {
        require(by <= most - value, "too much");
        value += by;
        emit Raised(msg.sender, value);
        return value;
    }
}
