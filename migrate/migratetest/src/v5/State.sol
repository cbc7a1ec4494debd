// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// @notice How far a holder is trusted.
enum Grade {
    None,
    Basic,
    Trusted,
    Blocked,
    Retired
}

/// @notice What is known of a holder: three slots, the first of them shared.
struct Holder {
    uint64 since;
    Grade grade;
    bool vip;
    uint128 limit;
    string memo;
    mapping(bytes4 kind => uint256) used;
}

/// @notice An element of a list: shared slots and text.
struct Note {
    address by;
    uint64 at;
    int32 weight;
    string text;
}
