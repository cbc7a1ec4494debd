// SPDX-License-Identifier: Apache-2.0
// want: does not begin with erc7201: and a name
pragma solidity >=0.8.20;
contract C {
    /// @custom:storage-location erc7201:
    struct S { uint256 a; }
}
