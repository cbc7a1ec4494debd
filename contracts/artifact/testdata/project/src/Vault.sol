// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {Units} from "@acme/units/Units.sol";

import {Base} from "./Base.sol";
import {Sums} from "./Sums.sol";

contract Vault is Base {
    using Sums for uint256[];

    bytes32 public immutable tag;
    bool internal immutable strict;
    uint256[] internal weights;
    string public label = "Vault: grain";

    constructor(uint64 since, bytes32 tag_, bool strict_) Base(since) {
        tag = tag_;
        strict = strict_;
    }

    function add(uint256 tonnes) external {
        require(!strict || msg.sender == owner, "Vault: not the owner");
        weights.push(Units.tonnes(tonnes));
    }

    function limit() public view override returns (uint256) {
        return weights.sum() * opened;
    }
}
