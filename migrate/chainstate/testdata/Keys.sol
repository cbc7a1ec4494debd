// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// @notice Has keys of every kind, and an event for each way of telling them.
contract Keys {
    enum Color {
        Red,
        Green,
        Blue
    }
    type Ticket is uint64;

    struct Order {
        address maker;
        string label;
        Line[] lines;
    }

    struct Line {
        uint32 item;
        bytes4 code;
    }

    struct Account {
        uint256 balance;
        uint64 since;
        string name;
        mapping(bytes32 => uint256) notes;
        mapping(address => mapping(uint32 => bool)) rights;
    }

    struct Box {
        uint256 size;
        mapping(uint256 => uint256) content;
    }

    address public owner;
    mapping(address => Account) public accounts;
    mapping(string => uint256) public byName;
    mapping(bytes => uint256) internal byData;
    mapping(Color => mapping(bool => uint256)) public colors;
    mapping(Ticket => int256) public tickets;
    mapping(int16 => uint256) public levels;
    mapping(bytes4 => uint256) public codes;
    mapping(uint32 => uint256) public items;
    mapping(address => mapping(address => uint256)) public allowances;
    mapping(uint256 => uint256)[3] public fixedMaps;
    Box[] internal boxes;
    mapping(address => uint256) public silent;

    event Opened(address indexed account, string name);
    event Noted(address indexed account, bytes32 note);
    event Granted(address account, address indexed to, uint32 right);
    event Named(string name);
    event NamedIndexed(string indexed name);
    event Data(bytes data);
    event Colored(uint8 color, bool on);
    event Stamped(uint256 ticket);
    event Level(int256 level);
    event Coded(bytes32 code);
    event Placed(uint256 indexed id, Order order);
    event PlacedIndexed(Order indexed order);
    event Approved(address indexed from, address indexed to, uint256 amount);
    event Many(uint256[] ids, address[2] pair);
    event Boxed(uint256 id);
    event Secret(address indexed who) anonymous;

    constructor() {
        owner = msg.sender;
    }

    function open(address account, string calldata name) external {
        accounts[account].balance += 1;
        accounts[account].since = uint64(block.timestamp);
        accounts[account].name = name;
        emit Opened(account, name);
    }

    function note(address account, bytes32 what) external {
        accounts[account].notes[what] = 7;
        emit Noted(account, what);
    }

    function grant(address account, address to, uint32 right) external {
        accounts[account].rights[to][right] = true;
        emit Granted(account, to, right);
    }

    function named(string calldata name, bytes calldata data) external {
        byName[name] = 1;
        byData[data] = 2;
        emit Named(name);
        emit NamedIndexed(name);
        emit Data(data);
    }

    function small(Color color, bool on, Ticket ticket, int16 level, bytes4 code) external {
        colors[color][on] = 3;
        tickets[ticket] = -4;
        levels[level] = 5;
        codes[code] = 6;
        emit Colored(uint8(color), on);
        emit Stamped(Ticket.unwrap(ticket));
        emit Level(level);
        emit Coded(bytes32(code));
    }

    function place(uint256 id, Order calldata order) external {
        for (uint256 i; i < order.lines.length; i++) {
            items[order.lines[i].item] = 8;
            codes[order.lines[i].code] = 9;
        }
        fixedMaps[id % 3][id] = 10;
        emit Placed(id, order);
        emit PlacedIndexed(order);
    }

    function approve(address to, uint256 amount) external {
        allowances[msg.sender][to] = amount;
        emit Approved(msg.sender, to, amount);
    }

    function many(uint256[] calldata ids, address[2] calldata pair) external {
        for (uint256 i; i < ids.length; i++) {
            fixedMaps[0][ids[i]] = 11;
        }
        allowances[pair[0]][pair[1]] = 12;
        emit Many(ids, pair);
        emit Secret(pair[0]);
    }

    function box(uint256 id, uint256 content) external {
        boxes.push().content[id] = content;
        emit Boxed(id);
    }

    /// @notice Tells the keys in the call only.
    function keep(address who) external {
        silent[who] = 13;
        silent[msg.sender] = 14;
        emit Level(0);
    }
}

/// @notice An older Keys, which had other arguments indexed.
contract OldKeys {
    mapping(address => mapping(address => uint256)) public allowances;

    event Approved(address from, address indexed to, uint256 amount);

    function approve(address to, uint256 amount) external {
        allowances[msg.sender][to] = amount;
        emit Approved(msg.sender, to, amount);
    }
}
