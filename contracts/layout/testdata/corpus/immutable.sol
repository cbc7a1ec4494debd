// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.7.0;

abstract contract Base { uint8 a; uint256 immutable b; uint8 c; constructor(uint256 x) { b = x; } }
contract Derived is Base(5) { address immutable d = address(1); uint8 e; uint8 constant f = 6; uint8 g; }
