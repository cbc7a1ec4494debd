// SPDX-License-Identifier: Apache-2.0
// want: formula.sol:6:5: struct S: the storage location "erc1967:proxy" does not begin with erc7201:
pragma solidity >=0.8.20;
contract C {
    /// @custom:storage-location erc1967:proxy
    struct S { uint256 a; }
}
