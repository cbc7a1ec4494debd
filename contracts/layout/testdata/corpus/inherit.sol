// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.5.0;

contract Root { uint8 private a; uint256 internal constant C = 5; uint8 public r; }
contract Left is Root { uint8 private a; mapping(address => uint256) l; uint8 l2; }
contract Right is Root { uint16 private a; uint8[3] r2; }
contract Middle is Left, Right { uint8 private a; bytes32 constant D = keccak256("d"); uint8 m; }
contract Swapped is Right, Left { uint8 private a; }
contract Empty {}
contract Last is Empty, Middle { struct S { uint8 x; } S s; uint8 private a; }
contract Wide1 is Root, Empty, Left {} 
interface Face { function r() external view returns (uint8); }
contract Deep is Last { uint8 z; }
