// SPDX-License-Identifier: Apache-2.0
// want: which struct B at duplicate.sol
pragma solidity >=0.8.20;
contract Base {
    /// @custom:storage-location erc7201:same
    struct A { uint256 a; }
}
contract C is Base {
    /// @custom:storage-location erc7201:same
    struct B { uint256 a; }
}
