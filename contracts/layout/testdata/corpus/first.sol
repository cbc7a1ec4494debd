// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.8;

type Price is uint64;
type Owner is address;
enum Side { Buy, Sell }
struct Order { Price price; Side side; Owner owner; }
uint256 constant DEPTH = 4;

contract Token { struct Order { uint256 id; } }
