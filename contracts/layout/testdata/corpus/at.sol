// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.29;

contract Plain { uint8 a; bool transient t; }
contract Decimal layout at 1000 is Plain { uint8 b; }
contract Hex is Plain layout at 0xff_ff { uint8[40] b; }
contract Sum layout at 2 ** 255 - 5 { uint8 a; uint256 b; }
contract Science layout at 1e30 { uint8 a; }
contract Nothing layout at 77 {}
contract Shift layout at (0xff << 16) | 3 { bool a; }
