// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Content, Entry, Store} from "../../src/move/IMigration.sol";
import {NewLedger} from "./Ledgers.sol";
import {MoveFixture} from "./MoveFixture.sol";
import {Trees} from "./Trees.sol";

/// @title What moving costs, data included
/// @notice Writes snapshots/MoveGasTest.json, which is committed: a change of cost shows in review.
contract MoveGasTest is MoveFixture {
    /// @dev Entries of one slot, as the balances of a token are.
    function _many(uint256 n) private pure returns (Entry[] memory all) {
        all = new Entry[](n);
        for (uint256 i = 0; i < n; ++i) {
            bytes32 slot = bytes32((i << 240) | (uint256(keccak256(abi.encode(i))) >> 16));
            all[i] = _entry(slot, 1);
            all[i].stores[0] = Store(slot, 0, bytes32(uint256(keccak256(abi.encode(i))) >> 180));
        }
    }

    /// forge-config: default.isolate = true
    function testLoad() external {
        _make(false);
        _freeze();
        Entry[] memory all = _many(512);
        _attest(all, _none());
        VM.snapshotGasLastCall("attest, and all agree");
        _load(all, 0, 1);
        VM.snapshotGasLastCall("load, batch of 1");
        _load(all, 1, 1);
        VM.snapshotGasLastCall("load, batch of 1, not the first");
        _load(all, 2, 10);
        VM.snapshotGasLastCall("load, batch of 10");
        _load(all, 12, 100);
        VM.snapshotGasLastCall("load, batch of 100");
        _load(all, 112, 400);
        VM.snapshotGasLastCall("load, batch of 400");
        _confirm();
        VM.snapshotGasLastCall("confirm");
        _activate();
        VM.snapshotGasLastCall("activate");
    }

    /// forge-config: default.isolate = true
    function testUnload() external {
        _make(false);
        _freeze();
        Entry[] memory all = _many(512);
        _attest(all, _none());
        _load(all, 0, 100);
        _abort();
        VM.snapshotGasLastCall("abort");
        _unload(all, 0, 100);
        VM.snapshotGasLastCall("unload, batch of 100");
        migration.restore();
        VM.snapshotGasLastCall("restore");
    }

    /// forge-config: default.isolate = true
    function testFreeze() external {
        _make(true);
        _freeze();
        VM.snapshotGasLastCall("freeze");
    }

    /// @dev Entry number i of a tree of 2^depth of which nobody else needs to be known.
    function _deep(Entry memory e, uint256 i, uint256 depth)
        private
        pure
        returns (bytes32 root, bytes32[] memory siblings)
    {
        siblings = new bytes32[](depth);
        bytes32 node = Trees.leaf(e);
        for (uint256 d = 0; d < depth; ++d) {
            siblings[d] = keccak256(abi.encode(d));
            node = i >> d & 1 == 0
                ? keccak256(abi.encodePacked(bytes1(0x01), node, siblings[d]))
                : keccak256(abi.encodePacked(bytes1(0x01), siblings[d], node));
        }
        root = keccak256(abi.encodePacked(bytes1(0x02), uint256(1) << depth, node));
    }

    function _draining(bytes32 root, uint256 depth) private {
        _make(false);
        _freeze();
        Content memory c = _content(_none(), _none());
        (c.deferred, c.deferredCount) = (root, uint64(1) << uint64(depth));
        VM.prank(ONE);
        migration.attest(c);
        VM.prank(TWO);
        migration.attest(c);
        _confirm();
        _activate();
    }

    function _touch(uint256 depth, uint256 stores, string memory name) private {
        uint256 place = (uint256(1) << depth) / 3;
        Entry memory e = _entry(keccak256("head"), stores);
        for (uint256 i = 0; i < stores; ++i) {
            e.stores[i] = Store(_plus(e.head, i), 0, bytes32(uint256(keccak256("value")) >> (90 * i)));
        }
        (bytes32 root, bytes32[] memory siblings) = _deep(e, place, depth);
        _draining(root, depth);
        migration.materialise(uint64(place), e, siblings);
        VM.snapshotGasLastCall(name);
    }

    /// forge-config: default.isolate = true
    function testMaterialise() external {
        _touch(10, 1, "materialise 1 slot, 1,024 entries");
        _touch(17, 1, "materialise 1 slot, 131,072 entries");
        _touch(17, 3, "materialise 3 slots, 131,072 entries");
        _touch(20, 1, "materialise 1 slot, 1,048,576 entries");
    }

    /// forge-config: default.isolate = true
    function testAbsent() external {
        _deepAbsent(10, "absent, 1,024 entries");
        _deepAbsent(17, "absent, 131,072 entries");
        _deepAbsent(20, "absent, 1,048,576 entries");
    }

    function _deepAbsent(uint256 depth, string memory name) private {
        Entry[] memory two = _many(2);
        bytes32 pair = keccak256(abi.encodePacked(bytes1(0x01), Trees.leaf(two[0]), Trees.leaf(two[1])));
        bytes32[] memory siblings = new bytes32[](depth - 1);
        for (uint256 d = 0; d < depth - 1; ++d) {
            siblings[d] = keccak256(abi.encode(d));
            pair = keccak256(abi.encodePacked(bytes1(0x01), pair, siblings[d]));
        }
        _draining(keccak256(abi.encodePacked(bytes1(0x02), uint256(1) << depth, pair)), depth);
        migration.absent(bytes32(uint256(two[1].head) - 1), 1, two, siblings);
        VM.snapshotGasLastCall(name);
    }

    /// forge-config: default.isolate = true
    function testDrain() external {
        _make(false);
        _freeze();
        Entry[] memory all = _many(300);
        _attest(_none(), all);
        _confirm();
        _activate();
        VM.snapshotGasLastCall("activate with a gate");
        _drain(all, 0, 100);
        VM.snapshotGasLastCall("drain, batch of 100");
        for (uint256 i = 110; i < 200; i += 10) {
            _materialise(all, i);
        }
        _drain(all, 100, 100);
        VM.snapshotGasLastCall("drain, batch of 100, 9 of them written before");
        _drain(all, 200, 100);
        migration.retire();
        VM.snapshotGasLastCall("retire");
    }

    /// forge-config: default.isolate = true
    function testCalls() external {
        Entry[] memory all = _deferred();
        _materialise(all, 0);
        _materialise(all, 1);
        (address a, address b) = (_at(all[0].head), _at(all[1].head));
        NewLedger ledger = NewLedger(payable(target));
        VM.prank(a);
        ledger.transfer(b, 1);
        VM.snapshotGasLastCall("transfer through the gate");
        _drain(all, 0, all.length);
        migration.retire();
        VM.prank(a);
        ledger.transfer(b, 1);
        VM.snapshotGasLastCall("transfer without the gate");
    }

    function _at(bytes32 head) private view returns (address) {
        for (uint256 i = 0; i < holders; ++i) {
            if (_newSlot(_holder(i)) == head) return _holder(i);
        }
        revert("nobody");
    }
}
