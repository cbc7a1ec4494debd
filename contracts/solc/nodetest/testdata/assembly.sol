// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.0;

contract Raw {
    function codeOf(address a) external view returns (bytes memory code) {
        assembly {
            let size := extcodesize(a)
            code := mload(0x40)
            mstore(0x40, add(code, and(add(add(size, 0x20), 0x1f), not(0x1f))))
            mstore(code, size)
            extcodecopy(a, add(code, 0x20), 0, size)
        }
    }

    function power(uint256 base, uint256 n) public pure returns (uint256 r) {
        assembly {
            function pow(b, e) -> p {
                switch e
                case 0 { p := 1 }
                case 1 { p := b }
                default {
                    p := pow(mul(b, b), div(e, 2))
                    if mod(e, 2) { p := mul(p, b) }
                }
            }
            r := pow(base, n)
        }
    }

    function many(uint256 a, uint256 b, uint256 c, uint256 d) external view returns (uint256, uint256, bytes32) {
        uint256 x = mulmod(a, b, c) + addmod(b, c, d);
        for (uint256 i = 0; i < d; ++i) {
            x ^= uint256(keccak256(abi.encode(x, i, block.timestamp)));
            if (x % 7 == 0) continue;
            if (x % 11 == 0) break;
            do { x >>= 1; } while (x > type(uint128).max);
        }
        return (x, power(a, b), sha256(abi.encodePacked(x)));
    }
}
