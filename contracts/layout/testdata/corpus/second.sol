// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.8;

type Price is int128;
enum Side { Left, Middle, Right }
struct Order { Side side; Price price; bool done; }
contract Token { bool a; }
