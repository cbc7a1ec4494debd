// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Entry, Log, Store} from "../../src/move/IMigration.sol";
import {Leaves} from "../../src/move/Leaves.sol";
import {ICheats} from "../ICheats.sol";
import {IMoreCheats} from "./IMoreCheats.sol";
import {Trees} from "./Trees.sol";

/// @title The library with its arguments in calldata
contract Climber {
    uint256 public count; // leaves of the tree

    function sized(uint256 count_) external returns (Climber) {
        count = count_;
        return this;
    }

    function range(uint64 first, Entry[] calldata entries, bytes32[] calldata siblings)
        external
        view
        returns (bytes32 root, bytes32[] memory leaves, uint256 end)
    {
        require(first < count && entries.length <= count - first, "not in the tree");
        (leaves, end) = Leaves.hashes(entries);
        bytes32[] memory level = new bytes32[](leaves.length);
        for (uint256 i = 0; i < leaves.length; ++i) {
            level[i] = leaves[i];
        }
        root = Leaves.climb(level, first, count, siblings);
    }

    function one(Entry calldata entry) external pure returns (bytes32 leaf, uint256 rest) {
        (leaf, rest) = Leaves.hash(entry);
        rest = msg.data.length - rest;
    }
}

/// @title Proofs, against the definition
contract LeavesTest {
    ICheats internal constant VM = ICheats(address(uint160(uint256(keccak256("hevm cheat code")))));
    IMoreCheats internal constant MORE = IMoreCheats(address(VM));

    Climber internal climber = new Climber();

    /// @dev Entries whose heads ascend by one; what is in them follows from the seed.
    function _entries(uint256 n, uint256 seed) internal pure returns (Entry[] memory all) {
        all = new Entry[](n);
        for (uint256 i = 0; i < n; ++i) {
            all[i].head = bytes32(2 * i + 10);
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            all[i].stores = new Store[](random % 4);
            for (uint256 j = 0; j < all[i].stores.length; ++j) {
                all[i].stores[j] = Store(bytes32(random >> j), bytes32(random << j), bytes32(random + j));
            }
            all[i].logs = new Log[]((random >> 8) % 3);
            for (uint256 j = 0; j < all[i].logs.length; ++j) {
                all[i].logs[j].topics = new bytes32[]((random >> (10 + 3 * j)) % 5);
                for (uint256 k = 0; k < all[i].logs[j].topics.length; ++k) {
                    all[i].logs[j].topics[k] = keccak256(abi.encode(random, j, k));
                }
                all[i].logs[j].data = abi.encodePacked(random, random);
                bytes memory data = all[i].logs[j].data;
                uint256 size = (random >> (20 + 6 * j)) % 65;
                assembly ("memory-safe") {
                    mstore(data, size)
                }
            }
        }
    }

    function _check(Entry[] memory all, uint256 first, uint256 n) internal {
        Entry[] memory part = Trees.slice(all, first, n);
        bytes32[] memory siblings = Trees.siblings(all, first, n);
        (bytes32 root, bytes32[] memory leaves, uint256 end) =
            climber.sized(all.length).range(uint64(first), part, siblings);
        VM.assertEq(root, Trees.root(all), "root");
        for (uint256 i = 0; i < n; ++i) {
            VM.assertEq(leaves[i], Trees.leaf(part[i]), "leaf");
        }
        uint256 size = abi.encodeCall(Climber.range, (uint64(first), part, siblings)).length;
        VM.assertEq(size - end, 32 + 32 * siblings.length, "end of the entries");
        (bytes32 leaf, uint256 rest) = climber.one(part[0]);
        VM.assertEq(leaf, leaves[0], "leaf of one");
        VM.assertEq(rest, 0, "end of one");
    }

    function testEveryRangeOfSmallTrees() external {
        for (uint256 count = 1; count <= 9; ++count) {
            Entry[] memory all = _entries(count, count);
            for (uint256 first = 0; first < count; ++first) {
                for (uint256 n = 1; first + n <= count; ++n) {
                    _check(all, first, n);
                }
            }
        }
    }

    function testFuzzRange(uint256 seed, uint256 count, uint256 first, uint256 n) external {
        count = 1 + count % 70;
        first = first % count;
        n = 1 + n % (count - first);
        _check(_entries(count, seed), first, n);
    }

    /// What Go makes of the same entries: roots, and calldata of load.
    function testGolden() external {
        string memory json = MORE.readFile("test/move/golden.json");
        bytes32[] memory roots = MORE.parseJsonBytes32Array(json, ".roots");
        uint256[] memory counts = MORE.parseJsonUintArray(json, ".counts");
        bytes[] memory loads = MORE.parseJsonBytesArray(json, ".arguments");
        VM.assertTrue(roots.length > 20, "there are golden proofs");
        for (uint256 i = 0; i < roots.length; ++i) {
            climber.sized(counts[i]);
            (bool ok, bytes memory out) =
                address(climber).call(abi.encodePacked(Climber.range.selector, loads[i]));
            VM.assertTrue(ok, "the proof is accepted");
            VM.assertEq(abi.decode(out, (bytes32)), roots[i], "root");
        }
    }

    /// One bit of the arguments is changed: the root is another, or they are refused.
    function testFuzzChangedBit(uint256 seed, uint256 count, uint256 first, uint256 n, uint256 bit) external {
        count = 1 + count % 12;
        first = first % count;
        n = 1 + n % (count - first);
        Entry[] memory all = _entries(count, seed);
        for (uint256 i = 0; i < count; ++i) {
            all[i].logs = new Log[](0); // the padding of their data may change
        }
        bytes memory good = abi.encodeCall(
            Climber.range, (uint64(first), Trees.slice(all, first, n), Trees.siblings(all, first, n))
        );
        climber.sized(count);
        // Not of the selector, nor of where the two arrays are: the compiler may find the same elsewhere.
        bit = bit % (8 * good.length - 32 - 512);
        bit += bit < 256 ? 32 : 32 + 512;
        bytes memory bad = abi.encodePacked(good);
        bad[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        (bool ok, bytes memory out) = address(climber).call(bad);
        if (!ok) return;
        bytes32 root = abi.decode(out, (bytes32));
        VM.assertTrue(root != Trees.root(all), "a changed proof gives the same root");
    }

    function testSiblings() external {
        Entry[] memory all = _entries(5, 1);
        bytes32[] memory right = Trees.siblings(all, 2, 1);
        bytes32[] memory fewer = new bytes32[](right.length - 1);
        bytes32[] memory more = new bytes32[](right.length + 1);
        for (uint256 i = 0; i < right.length; ++i) {
            if (i < fewer.length) fewer[i] = right[i];
            more[i] = right[i];
        }
        climber.sized(5);
        VM.expectRevert(Leaves.WrongSiblings.selector);
        climber.range(2, Trees.slice(all, 2, 1), fewer);
        VM.expectRevert(Leaves.WrongSiblings.selector);
        climber.range(2, Trees.slice(all, 2, 1), more);
    }

    function testHeadsAscend() external {
        Entry[] memory all = _entries(3, 1);
        all[2].head = all[1].head;
        climber.sized(3);
        VM.expectRevert(abi.encodeWithSelector(Leaves.NotAscending.selector, all[1].head));
        climber.range(0, all, new bytes32[](0));
        all[2].head = bytes32(0);
        VM.expectRevert(abi.encodeWithSelector(Leaves.NotAscending.selector, bytes32(0)));
        climber.range(0, all, new bytes32[](0));
    }

    /// A node is not taken for a leaf, nor a leaf for a node, nor a tree for one with another count.
    function testTreesAreKeptApart() external pure {
        Entry[] memory all = _entries(4, 2);
        bytes32 four = Trees.root(all);
        bytes32 left = keccak256(abi.encodePacked(bytes1(0x01), Trees.leaf(all[0]), Trees.leaf(all[1])));
        bytes32 right = keccak256(abi.encodePacked(bytes1(0x01), Trees.leaf(all[2]), Trees.leaf(all[3])));
        bytes32 top = keccak256(abi.encodePacked(bytes1(0x01), left, right));
        VM.assertEq(four, keccak256(abi.encodePacked(bytes1(0x02), uint256(4), top)), "definition");
        // The same nodes as a tree of two leaves.
        VM.assertTrue(four != keccak256(abi.encodePacked(bytes1(0x02), uint256(2), top)), "count");
        VM.assertEq(Trees.root(new Entry[](0)), Leaves.EMPTY, "empty");
        VM.assertTrue(keccak256(abi.encodePacked(left, right)) != top, "prefix");
    }

    /// The same entries with offsets that another decoder would follow too.
    function testOtherEncodings() external {
        Entry[] memory all = _entries(2, 3);
        all[0].stores = new Store[](1);
        all[1].logs = new Log[](1);
        bytes memory good = abi.encodeCall(Climber.range, (0, all, new bytes32[](0)));
        (bool ok,) = address(climber.sized(2)).call(good);
        VM.assertTrue(ok, "as every encoder does it");
        uint256 table = 4 + 96 + 32; // of the offsets of entries
        uint256 first = table + uint256(_get(good, table));
        uint256 second = table + uint256(_get(good, table + 32));
        uint256 logs = second + uint256(_get(good, second + 64)) + 32;
        uint256 log = logs + uint256(_get(good, logs));
        uint256[9] memory places =
            [table, table + 32, first + 32, first + 64, second + 32, second + 64, logs, log, log + 32];
        for (uint256 i = 0; i < places.length; ++i) {
            for (int256 by = -64; by <= 64; by += 32) {
                if (by == 0) continue;
                bytes memory bad = abi.encodePacked(good);
                _set(bad, places[i], bytes32(uint256(int256(uint256(_get(good, places[i]))) + by)));
                VM.expectRevert(Leaves.NotCanonical.selector);
                (ok,) = address(climber).call(bad);
            }
        }
    }

    /// Numbers that would wrap around, and data that ends early.
    function testHugeAndShort() external {
        Entry[] memory all = _entries(1, 4);
        all[0].stores = new Store[](1);
        all[0].logs = new Log[](1);
        bytes memory good = abi.encodeCall(Climber.one, (all[0]));
        uint256 entry = 36;
        uint256 logs = entry + uint256(_get(good, entry + 64));
        uint256 log = logs + 32 + uint256(_get(good, logs + 32));
        uint256[4] memory places = [entry + 96, logs, log + 64, log + 96];
        for (uint256 i = 0; i < places.length; ++i) {
            for (uint256 j = 0; j < 256; ++j) {
                bytes memory bad = abi.encodePacked(good);
                bytes32 number = bytes32(uint256(1) << j);
                if (_get(good, places[i]) == number) continue;
                _set(bad, places[i], number);
                (bool ok,) = address(climber).call(bad);
                VM.assertFalse(ok, "a huge number");
            }
        }
        for (uint256 size = 4; size < good.length; ++size) {
            bytes memory bad = abi.encodePacked(good);
            assembly ("memory-safe") {
                mstore(bad, size)
            }
            (bool ok,) = address(climber).call(bad);
            VM.assertFalse(ok, "cut off");
        }
    }

    function _get(bytes memory b, uint256 at) internal pure returns (bytes32 word) {
        assembly ("memory-safe") {
            word := mload(add(add(b, 0x20), at))
        }
    }

    function _set(bytes memory b, uint256 at, bytes32 word) internal pure {
        assembly ("memory-safe") {
            mstore(add(add(b, 0x20), at), word)
        }
    }
}
