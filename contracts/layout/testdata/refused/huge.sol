// SPDX-License-Identifier: Apache-2.0
// want: reaches past the last slot
pragma solidity >=0.8.20;
contract C {
    /// @custom:storage-location erc7201:example.main
    struct S { uint256[2 ** 255] a; uint256[2 ** 255 - 9] b; }
}
