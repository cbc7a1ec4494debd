// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Book} from "../src/Book.sol";

/// @title A Book whose initialization can fail
contract Faulty is Book {
    bool public broken = true;

    error Broken();

    constructor(address consortium_) Book(consortium_) {}

    function repair() external {
        broken = false;
    }

    function start(bytes32 line_) external {
        if (broken) revert Broken();
        line = line_;
    }

    function silent() external pure {
        // solhint-disable-next-line reason-string, gas-custom-errors
        revert();
    }
}
