// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

abstract contract Base {
    uint64 public immutable opened;
    address internal owner;

    constructor(uint64 since) {
        opened = since;
        owner = msg.sender;
    }

    function limit() public view virtual returns (uint256);
}
