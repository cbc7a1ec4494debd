// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Book} from "../src/Book.sol";

/// @title A Book that does not let itself be activated, in one of several ways
contract Hostile is Book {
    uint256 public immutable HOW;

    error Long(bytes text);

    constructor(address consortium_, uint256 how) Book(consortium_) {
        HOW = how;
    }

    function start(bytes32 line_) external {
        if (HOW == 0) _burn();
        if (HOW == 1) revert Long(new bytes(100_000));
        if (HOW == 2) return; // not bound
        line = ~line_; // bound to another line
    }

    function _burn() private {
        for (uint256 i = 0;; ++i) {
            line = keccak256(abi.encode(line, i));
        }
    }
}
