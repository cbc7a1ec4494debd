// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.0;

library Units {
    uint256 internal constant TONNE = 1000;

    function tonnes(uint256 n) internal pure returns (uint256) {
        return n * TONNE;
    }
}
