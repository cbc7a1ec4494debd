// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.0;

enum Status { None, Open, Closed }

struct Leg {
    uint64 from;
    uint64 until;
    address payer;
    Status status;
}

contract Base {
    bool internal paused;
    uint8[3] internal small;
    uint256[48] private __gap;
}

contract Deals is Base {
    struct Deal {
        bytes32 id;
        Leg[2] legs;
        mapping(address => uint128) shares;
        string note;
    }

    address public immutable registry = address(1);
    uint256 constant ONE = 1e18;
    mapping(uint256 => mapping(bytes32 => Deal)) internal deals;
    Leg[] public legs;
    bytes internal blob;
    int128 internal a;
    int128 internal b;
    function() internal returns (uint256) internal pointer;

    function open(uint256 line, bytes32 id, Leg[2] calldata two, string calldata note) external {
        Deal storage d = deals[line][id];
        d.id = id;
        d.legs[0] = two[0];
        d.legs[1] = two[1];
        d.note = note;
        d.shares[msg.sender] += uint128(ONE / 2);
        legs.push(Leg({from: two[0].from, until: two[1].until, payer: msg.sender, status: Status.Open}));
    }

    function drop(uint256 line, bytes32 id) external {
        delete deals[line][id].legs;
        delete legs;
        (a, b) = (b, a);
    }
}
