// SPDX-License-Identifier: Apache-2.0
// want: outside.sol:6:1: struct S has a storage location and stands outside of every contract
pragma solidity >=0.8.20;
contract C { uint8 a; }
/// @custom:storage-location erc7201:one
struct S { uint256 a; }
