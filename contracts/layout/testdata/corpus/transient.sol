// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.28;

contract Lock { bool transient locked; uint8 a; address transient caller; }
contract Both is Lock { uint256 transient sum; uint8 b; bytes32 transient h; Lock transient lock; bool transient c; }
