// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// @notice Three slots, as a record has.
struct Entry {
    address owner;
    uint64 at;
    uint256 amount;
    bytes32 hash;
}

/// @title Ledger
/// @notice State of any size: one slot for each account, or three for each entry.
contract Ledger {
    address public owner;
    uint256 public total;
    mapping(address => uint256) public balanceOf;
    mapping(uint256 => Entry) public entries;

    event Filled(address indexed account, uint256 amount);
    event Entered(uint256 indexed id, address owner);

    function initialize(address owner_) external {
        require(owner == address(0), "initialised");
        owner = owner_;
    }

    /// @notice Gives n accounts, derived from seed, their balances.
    function fill(uint256 seed, uint256 n) external {
        for (uint256 i = seed; i < seed + n; i++) {
            address a = accountOf(i);
            uint256 amount = i * 3 + 1;
            total += amount - balanceOf[a];
            balanceOf[a] = amount;
            emit Filled(a, amount);
        }
    }

    function enter(uint256 first, uint256 n) external {
        for (uint256 i = first; i < first + n; i++) {
            entries[i] = Entry(accountOf(i), uint64(1_700_000_000 + i), i + 1, keccak256(abi.encode(i)));
            emit Entered(i, accountOf(i));
        }
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        emit Filled(to, amount);
    }

    function accountOf(uint256 i) public pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("novation.example.ledger", i)))));
    }
}

/// @title LedgerV2
/// @notice The same state in a namespace, so that every slot moves.
contract LedgerV2 {
    /// @custom:storage-location erc7201:novation.example.Ledger
    struct LedgerStorage {
        uint256 total;
        address owner;
        mapping(address => uint256) balanceOf;
        mapping(uint256 => Entry) entries;
    }

    // keccak256(abi.encode(uint256(keccak256("novation.example.Ledger")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant _AT = 0xe025e52a5d34dc183bc3f01ba3bcb175b818567bcc77ad04e2546f1aa2bbad00;

    event Filled(address indexed account, uint256 amount);

    function owner() external view returns (address) {
        return _own().owner;
    }

    function total() external view returns (uint256) {
        return _own().total;
    }

    function balanceOf(address account) external view returns (uint256) {
        return _own().balanceOf[account];
    }

    function entries(uint256 id) external view returns (address, uint64, uint256, bytes32) {
        Entry storage e = _own().entries[id];
        return (e.owner, e.at, e.amount, e.hash);
    }

    function transfer(address to, uint256 amount) external {
        LedgerStorage storage s = _own();
        s.balanceOf[msg.sender] -= amount;
        s.balanceOf[to] += amount;
        emit Filled(to, amount);
    }

    function accountOf(uint256 i) public pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("novation.example.ledger", i)))));
    }

    function _own() private pure returns (LedgerStorage storage s) {
        assembly {
            s.slot := _AT
        }
    }
}
