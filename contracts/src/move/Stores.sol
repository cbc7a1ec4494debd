// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Entry, IStandIn, Log} from "./IMigration.sol";

/// @title Writing entries into the storage of the account that runs this
/// @notice It makes no calls, so nothing can happen in between.
library Stores {
    /// @notice What decides which code an account runs is not for entries to write.
    error Reserved(bytes32 slot);

    // ERC-1967: keccak256("eip1967.proxy.…") - 1.
    bytes32 private constant _IMPLEMENTATION =
        0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;
    bytes32 private constant _ADMIN = 0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103;
    bytes32 private constant _BEACON = 0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50;
    /// @notice Where Movable keeps its own state: ERC-7201, "novation.storage.Movable".
    bytes32 internal constant MOVABLE = 0x206656bffef1906175c5aa46a4af1aaace84a6836c846824d85061c39bca0500;

    /// @notice Forward: from before to next, with logs. Otherwise the other way round, last entry first.
    function write(Entry[] calldata entries, bool forward) internal {
        uint256 n = entries.length;
        for (uint256 i = 0; i < n; ++i) {
            uint256 at = forward ? i : n - 1 - i;
            uint256 logs = _writeOne(entries, at, forward);
            if (forward && logs != 0) _emit(entries[at].logs);
        }
    }

    /// @dev Writes the entry at `at`, and returns how many logs it has. It reads the calldata without the
    /// checks that its sender has made.
    function _writeOne(Entry[] calldata entries, uint256 at, bool forward) private returns (uint256 logs) {
        uint256 wrong; // a store that cannot be
        assembly ("memory-safe") {
            let entry := add(entries.offset, calldataload(add(entries.offset, shl(5, at))))
            logs := calldataload(add(entry, calldataload(add(entry, 0x40))))
            let store := add(entry, calldataload(add(entry, 0x20)))
            let left := calldataload(store)
            store := add(store, 0x20)
            let step := 96
            if iszero(forward) {
                store := add(store, mul(96, sub(left, 1)))
                step := sub(0, 96)
            }
            for {} left { left := sub(left, 1) } {
                let slot := calldataload(store)
                let before := calldataload(add(store, 0x20))
                let next := calldataload(add(store, 0x40))
                if iszero(forward) {
                    let other := next
                    next := before
                    before := other
                }
                let found := sload(slot)
                if xor(found, next) {
                    let ruled := or(eq(slot, _IMPLEMENTATION), eq(slot, _ADMIN))
                    ruled := or(ruled, or(eq(slot, _BEACON), eq(slot, MOVABLE)))
                    if or(ruled, xor(found, before)) {
                        wrong := store
                        break
                    }
                    sstore(slot, next)
                }
                store := add(store, step)
            }
        }
        if (wrong != 0) _refuse(wrong, forward);
    }

    /// @dev Says why a store cannot be.
    function _refuse(uint256 at, bool forward) private view {
        bytes32 slot;
        bytes32 found;
        bytes32 expected;
        assembly ("memory-safe") {
            slot := calldataload(at)
            found := sload(slot)
            expected := calldataload(add(at, sub(0x40, shl(5, forward))))
        }
        if (slot == _IMPLEMENTATION || slot == _ADMIN || slot == _BEACON || slot == MOVABLE) {
            revert Reserved(slot);
        }
        revert IStandIn.Changed(slot, found, expected);
    }

    function _emit(Log[] calldata logs) private {
        for (uint256 i = 0; i < logs.length; ++i) {
            bytes32[] calldata topics = logs[i].topics;
            bytes memory data = logs[i].data;
            bytes32[4] memory t;
            for (uint256 j = 0; j < topics.length; ++j) {
                t[j] = topics[j];
            }
            assembly ("memory-safe") {
                let from := add(data, 0x20)
                let size := mload(data)
                switch topics.length
                case 0 { log0(from, size) }
                case 1 { log1(from, size, mload(t)) }
                case 2 { log2(from, size, mload(t), mload(add(t, 0x20))) }
                case 3 { log3(from, size, mload(t), mload(add(t, 0x20)), mload(add(t, 0x40))) }
                case 4 {
                    log4(from, size, mload(t), mload(add(t, 0x20)), mload(add(t, 0x40)), mload(add(t, 0x60)))
                }
            }
        }
    }
}
