// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {Sums, Turns} from "./Sums.sol";

interface IToken {
    function totalSupply() external view returns (uint256);
}

type Price is uint128;

enum Grade {
    A,
    B,
    C
}

contract Vault {
    using Sums for uint256[];
    using Turns for uint256[];

    address public immutable owner;
    uint64 public immutable opened;
    bool public immutable strict;
    bytes4 public immutable tag;
    int16 public immutable shift;
    Price public immutable price;
    Grade public immutable grade;
    IToken public immutable token;
    bytes32 public immutable whole;
    uint256[] internal weights;

    constructor(uint64 opened_, bool strict_, bytes4 tag_, int16 shift_, Price price_, Grade grade_, IToken token_, bytes32 whole_) {
        owner = msg.sender;
        opened = opened_;
        strict = strict_;
        tag = tag_;
        shift = shift_;
        price = price_;
        grade = grade_;
        token = token_;
        whole = whole_;
    }

    function add(uint256 weight) external {
        require(!strict || msg.sender == owner);
        weights.push(weight);
    }

    function total() external view returns (uint256) {
        return weights.sum() * opened;
    }

    function last() external view returns (uint256) {
        return weights.last();
    }

    function turn() external {
        require(msg.sender == owner);
        weights.turn();
    }
}
