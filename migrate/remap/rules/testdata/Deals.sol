// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

enum Side {
    None,
    Buy,
    Sell
}

type Fee is uint96;

/// @title Deals
/// @notice Amounts have 6 decimals, and a deal says port and country apart.
contract Deals {
    struct Deal {
        string port;
        string country;
        uint128 price;
        address buyer;
    }

    struct Mark {
        int64 score;
        bytes4 code;
        Side side;
        bool firm;
        Fee fee;
        address by;
        bytes note;
    }

    address public owner = msg.sender;
    uint256 public total;
    mapping(address => uint256) public balanceOf;
    mapping(uint256 => Deal) public deals;
    mapping(string => Mark[]) public marks;

    function pay(address to, uint256 amount) external {
        total += amount;
        balanceOf[to] += amount;
    }

    function open(uint256 id, string calldata port, string calldata country, uint128 price) external {
        deals[id] = Deal(port, country, price, msg.sender);
    }

    function mark(string calldata topic, Mark calldata m) external {
        marks[topic].push(m);
    }
}

/// @title DealsV2
/// @notice Amounts have 18 decimals, a deal has one place, and a mark a label.
contract DealsV2 {
    struct Deal {
        address buyer;
        uint128 price;
        string place;
    }

    struct Mark {
        string label;
        bytes note;
        address by;
        Fee fee;
        bool firm;
        Side side;
        bytes4 code;
        int64 score;
    }

    uint256 public total;
    address public owner;
    mapping(address => uint256) public balanceOf;
    mapping(uint256 => Deal) public deals;
    mapping(string => Mark[]) public marks;

    function pay(address to, uint256 amount) external {
        total += amount;
        balanceOf[to] += amount;
    }
}
