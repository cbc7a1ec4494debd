// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Entry} from "./IMigration.sol";

/// @title Proofs that entries are in given places of a Merkle tree
/// @notice What is hashed, with ‖ for bytes side by side and H for Keccak-256:
///
///     leaf   H(0x00 ‖ head ‖ H(stores) ‖ H(logs))
///     stores slot ‖ before ‖ next of each, 96 bytes each
///     logs   H(topics ‖ H(data)) of each, 32 bytes each
///     node   H(0x01 ‖ left ‖ right)
///     root   H(0x02 ‖ number of leaves, 32 bytes ‖ top node, zero when there is no leaf)
///
/// In a level of m nodes, node i is paired with node i^1 if there is one; if not, it moves up as it
/// is. The first bytes keep leaves, nodes and roots apart, and the root binds the number of leaves,
/// so that no tree can be taken for another.
///
/// Entries must be encoded as every encoder does it: each part directly behind the one before, in
/// the order of declaration. Offsets that point elsewhere are refused. So the bytes from the length
/// of the array to where its last entry ends can be handed on as they are, and mean the same there.
library Leaves {
    /// @notice Entries are not encoded one behind the other.
    error NotCanonical();
    /// @notice The head of this entry is not larger than that of the entry before.
    error NotAscending(bytes32 head);
    /// @notice The siblings do not fit the places.
    error WrongSiblings();

    /// @notice The root of a tree without leaves.
    bytes32 internal constant EMPTY = keccak256(abi.encodePacked(bytes1(0x02), bytes32(0), bytes32(0)));
    /// @dev H of nothing.
    bytes32 private constant _NOTHING = 0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470;

    /// @notice The leaves of entries, whose heads must ascend.
    /// @return leaves One for each entry.
    /// @return end Where their encoding ends in the calldata.
    function hashes(Entry[] calldata entries) internal pure returns (bytes32[] memory leaves, uint256 end) {
        uint256 table;
        uint256 out;
        uint256 spare; // memory for what is hashed, not allocated
        assembly ("memory-safe") {
            table := entries.offset
            leaves := mload(0x40)
            mstore(leaves, entries.length)
            out := add(leaves, 0x20)
            spare := add(out, shl(5, entries.length))
            mstore(0x40, spare)
            end := add(table, shl(5, entries.length))
        }
        uint256 last; // the head before
        for (uint256 i = 0; i < entries.length;) {
            uint256 at = end;
            bytes32 leaf;
            (leaf, end) = _hash(at, spare);
            bool right;
            bool ascends;
            assembly ("memory-safe") {
                let head := calldataload(at)
                right := eq(calldataload(add(table, shl(5, i))), sub(at, table))
                ascends := or(gt(head, last), iszero(i))
                last := head
                mstore(out, leaf)
                out := add(out, 0x20)
                i := add(i, 1)
            }
            if (!right) revert NotCanonical();
            if (!ascends) revert NotAscending(bytes32(last));
        }
    }

    /// @notice The leaf of one entry.
    /// @return leaf Its hash.
    /// @return end Where its encoding ends in the calldata.
    function hash(Entry calldata entry) internal pure returns (bytes32 leaf, uint256 end) {
        uint256 at;
        uint256 spare;
        assembly ("memory-safe") {
            at := entry
            spare := mload(0x40)
        }
        (leaf, end) = _hash(at, spare);
    }

    /// @notice From neighbours in a level to the root. Uses up the array.
    /// @param level Nodes at first and on, at least one.
    /// @param count The number of leaves of the tree, at least first + level.length.
    /// @param siblings For each level upwards: the left neighbour if it is missing, then the right one.
    function climb(bytes32[] memory level, uint256 first, uint256 count, bytes32[] calldata siblings)
        internal
        pure
        returns (bytes32 root)
    {
        uint256 nodes;
        uint256 end;
        uint256 sibling;
        assembly ("memory-safe") {
            nodes := add(level, 0x20)
            end := add(nodes, shl(5, mload(level)))
            sibling := siblings.offset
        }
        uint256 last = sibling + 0x20 * siblings.length;
        for (uint256 m = count; m > 1; m = (m + 1) / 2) {
            (end, sibling) = _raise(nodes, end, first, m, sibling);
            first /= 2;
        }
        // What was read beyond the last sibling does not count.
        if (sibling != last) revert WrongSiblings();
        assembly ("memory-safe") {
            let spare := mload(0x40)
            mstore8(spare, 2)
            mstore(add(spare, 0x01), count)
            mstore(add(spare, 0x21), mload(nodes))
            root := keccak256(spare, 0x41)
        }
    }

    /// @dev Replaces the nodes from first on, of a level with m, by those above them. Returns where in the
    /// memory they end, and the next sibling.
    function _raise(uint256 nodes, uint256 end, uint256 first, uint256 m, uint256 sibling)
        private
        pure
        returns (uint256 to, uint256 next)
    {
        next = sibling;
        assembly ("memory-safe") {
            let spare := mload(0x40)
            mstore8(spare, 1)
            let from := nodes
            to := nodes
            if and(first, 1) {
                mstore(add(spare, 0x01), calldataload(next))
                mstore(add(spare, 0x21), mload(from))
                mstore(to, keccak256(spare, 0x41))
                next := add(next, 0x20)
                from := add(from, 0x20)
                to := add(to, 0x20)
            }
            for {} lt(add(from, 0x20), end) { from := add(from, 0x40) } {
                mstore(add(spare, 0x01), mload(from))
                mstore(add(spare, 0x21), mload(add(from, 0x20)))
                mstore(to, keccak256(spare, 0x41))
                to := add(to, 0x20)
            }
            if lt(from, end) {
                // One is left over, with its right neighbour among the siblings or nowhere.
                mstore(to, mload(from))
                if lt(add(first, shr(5, sub(end, nodes))), m) {
                    mstore(add(spare, 0x01), mload(from))
                    mstore(add(spare, 0x21), calldataload(next))
                    mstore(to, keccak256(spare, 0x41))
                    next := add(next, 0x20)
                }
                to := add(to, 0x20)
            }
        }
    }

    /// @dev The leaf of the entry at `at` in the calldata, and where it ends: head, offset of stores, offset
    /// of logs, number of stores, stores, logs.
    function _hash(uint256 at, uint256 spare) private pure returns (bytes32 leaf, uint256 end) {
        bool right;
        bool done;
        assembly ("memory-safe") {
            let stores := calldataload(add(at, 0x60))
            let size := mul(stores, 96)
            end := add(add(at, 0x80), size)
            right := lt(stores, calldatasize())
            right := and(right, lt(add(end, 0x1f), calldatasize()))
            right := and(right, eq(calldataload(add(at, 0x20)), 0x60))
            right := and(right, eq(calldataload(add(at, 0x40)), sub(end, at)))
            if right {
                calldatacopy(spare, add(at, 0x80), size)
                size := keccak256(spare, size)
                mstore(spare, 0)
                calldatacopy(add(spare, 0x01), at, 0x20)
                mstore(add(spare, 0x21), size)
                done := iszero(calldataload(end))
                if done {
                    mstore(add(spare, 0x41), _NOTHING)
                    leaf := keccak256(spare, 0x61)
                    end := add(end, 0x20)
                }
            }
        }
        if (done) return (leaf, end);
        if (!right) revert NotCanonical();
        bytes32 logs;
        (logs, end) = _hashLogs(end, spare + 0x80);
        assembly ("memory-safe") {
            mstore(add(spare, 0x41), logs)
            leaf := keccak256(spare, 0x61)
        }
    }

    /// @dev The hash of logs, whose number is at `at` in the calldata, and where they end. Few entries
    /// have any.
    function _hashLogs(uint256 at, uint256 spare) private pure returns (bytes32 all, uint256 end) {
        uint256 count;
        assembly ("memory-safe") {
            count := calldataload(at)
        }
        uint256 table = at + 0x20;
        if (count > msg.data.length) revert NotCanonical();
        end = table + 0x20 * count;
        uint256 done = spare; // hashes so far
        spare += 0x20 * count;
        for (uint256 i = 0; i < count; ++i) {
            bool right;
            assembly ("memory-safe") {
                // A log: offset of topics, offset of data, number of topics, topics, length of data, data.
                let topics := calldataload(add(end, 0x40))
                let data := add(add(end, 0x60), shl(5, topics))
                right := lt(topics, 5)
                right := and(right, eq(calldataload(add(table, shl(5, i))), sub(end, table)))
                right := and(right, eq(calldataload(end), 0x40))
                right := and(right, eq(calldataload(add(end, 0x20)), sub(data, end)))
                let size := calldataload(data)
                right := and(right, lt(size, calldatasize()))
                let next := add(add(data, 0x20), and(add(size, 0x1f), not(0x1f)))
                right := and(right, iszero(gt(next, calldatasize())))
                if right {
                    calldatacopy(spare, add(data, 0x20), size)
                    size := keccak256(spare, size)
                    calldatacopy(spare, add(end, 0x60), shl(5, topics))
                    mstore(add(spare, shl(5, topics)), size)
                    mstore(add(done, shl(5, i)), keccak256(spare, shl(5, add(topics, 1))))
                    end := next
                }
            }
            if (!right) revert NotCanonical();
        }
        assembly ("memory-safe") {
            all := keccak256(done, shl(5, count))
        }
    }
}
