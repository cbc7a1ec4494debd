// SPDX-License-Identifier: Apache-2.0
// want: struct S has a storage location in a comment that the compiler dropped
pragma solidity >=0.8.2 <0.8.20;
contract C {
    /// @custom:storage-location erc7201:one
    struct S { uint256 a; }
    function get() internal pure returns (S storage s) { assembly { s.slot := 7 } }
}
