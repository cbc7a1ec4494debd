// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Entry} from "../../src/move/IMigration.sol";

/// @title The tree of Leaves.sol, written down as it is defined, without regard for cost
library Trees {
    function leaf(Entry memory e) internal pure returns (bytes32) {
        bytes memory stores;
        for (uint256 i = 0; i < e.stores.length; ++i) {
            stores = abi.encodePacked(stores, e.stores[i].slot, e.stores[i].before, e.stores[i].next);
        }
        bytes memory logs;
        for (uint256 i = 0; i < e.logs.length; ++i) {
            bytes32 one = keccak256(abi.encodePacked(e.logs[i].topics, keccak256(e.logs[i].data)));
            logs = abi.encodePacked(logs, one);
        }
        return keccak256(abi.encodePacked(bytes1(0x00), e.head, keccak256(stores), keccak256(logs)));
    }

    function root(Entry[] memory all) internal pure returns (bytes32) {
        bytes32[][] memory levels = _levels(all);
        bytes32 top = all.length == 0 ? bytes32(0) : levels[levels.length - 1][0];
        return keccak256(abi.encodePacked(bytes1(0x02), all.length, top));
    }

    /// @dev What proves n entries from first on.
    function siblings(Entry[] memory all, uint256 first, uint256 n)
        internal
        pure
        returns (bytes32[] memory out)
    {
        bytes32[][] memory levels = _levels(all);
        out = new bytes32[](2 * levels.length);
        uint256 k;
        uint256 last = first + n - 1;
        for (uint256 i = 0; i + 1 < levels.length; ++i) {
            if (first % 2 == 1) out[k++] = levels[i][first - 1];
            if (last % 2 == 0 && last + 1 < levels[i].length) out[k++] = levels[i][last + 1];
            (first, last) = (first / 2, last / 2);
        }
        assembly ("memory-safe") {
            mstore(out, k)
        }
    }

    function slice(Entry[] memory all, uint256 first, uint256 n) internal pure returns (Entry[] memory out) {
        out = new Entry[](n);
        for (uint256 i = 0; i < n; ++i) {
            out[i] = all[first + i];
        }
    }

    function _levels(Entry[] memory all) private pure returns (bytes32[][] memory levels) {
        uint256 depth = 1;
        for (uint256 m = all.length; m > 1; m = (m + 1) / 2) {
            ++depth;
        }
        levels = new bytes32[][](depth);
        levels[0] = new bytes32[](all.length);
        for (uint256 i = 0; i < all.length; ++i) {
            levels[0][i] = leaf(all[i]);
        }
        for (uint256 d = 1; d < depth; ++d) {
            bytes32[] memory below = levels[d - 1];
            levels[d] = new bytes32[]((below.length + 1) / 2);
            for (uint256 i = 0; i < levels[d].length; ++i) {
                levels[d][i] = 2 * i + 1 == below.length
                    ? below[2 * i]
                    : keccak256(abi.encodePacked(bytes1(0x01), below[2 * i], below[2 * i + 1]));
            }
        }
    }
}
