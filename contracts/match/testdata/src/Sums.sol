// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

library Sums {
    function sum(uint256[] storage values) external view returns (uint256 total) {
        for (uint256 i = 0; i < values.length; i++) {
            total += values[i];
        }
    }

    function last(uint256[] storage values) external view returns (uint256) {
        return values[values.length - 1];
    }
}

library Turns {
    function turn(uint256[] storage values) external {
        delete values[0];
    }
}
