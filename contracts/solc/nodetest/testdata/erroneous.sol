// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.0;

import "./missing.sol";
import {Nothing} from "./nested.sol";

contract Wrong is Missing {
    uint8 n = "text";

    function f() public returns (uint) {
        undeclared = 1;
        return n + true;
    }

    function f() public {}
}
