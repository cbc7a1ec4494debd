// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title The implementation of a counter behind a proxy, of any version
contract Counter {
    uint256 public immutable VERSION; // 0 serves nobody
    uint256 public value;

    error Moving();

    constructor(uint256 version) {
        VERSION = version;
    }

    function add() external {
        if (VERSION == 0) revert Moving();
        value += 1;
    }

    function start(uint256 from) external {
        value = from;
    }
}
