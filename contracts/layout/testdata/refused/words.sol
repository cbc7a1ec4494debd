// SPDX-License-Identifier: Apache-2.0
// want: and there are 2
pragma solidity >=0.8.20;
contract C {
    /// @custom:storage-location erc7201:one two
    struct S { uint256 a; }
}
