// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Config, Entry, IMigration, IStandIn, Log, Phase} from "../../src/move/IMigration.sol";
import {Migration} from "../../src/move/Migration.sol";
import {StandIn} from "../../src/move/StandIn.sol";
import {Recorded} from "./IMoreCheats.sol";
import {NewLedger, OldLedger} from "./Ledgers.sol";
import {MoveFixture} from "./MoveFixture.sol";
import {Trees} from "./Trees.sol";

/// @title Each way, from beginning to end, and back
contract WaysTest is MoveFixture {
    function testSteppedCopy() external {
        _make(false);
        _freeze();
        Entry[] memory all = _all();
        _attest(all, _none());
        _expectPhase(Phase.Loading);
        MORE.recordLogs();
        for (uint256 i = 0; i < all.length; i += 2) {
            _expectOld(source); // is read all the time
            VM.prank(_holder(1));
            _expectMigrating();
            OldLedger(source).transfer(STRANGER, 1);
            _expectMigrating();
            NewLedger(payable(target)).total();
            _load(all, i, i + 2 <= all.length ? 2 : 1);
        }
        _expectTransfers();
        _expectPhase(Phase.Loaded);
        _confirm();
        _expectPhase(Phase.Confirmed);
        _activate();
        _expectPhase(Phase.Done);
        _expectMoved(target);
        _expectOld(source);
        _expectMigrating();
        OldLedger(source).mint(STRANGER, 1);
        VM.prank(_holder(1));
        NewLedger(payable(target)).transfer(STRANGER, 1);
    }

    /// Ether goes along with the activation, whatever the new contract does with calls; nobody else can
    /// have it, or send any.
    function testEther() external {
        MORE.deal(source, 5 ether);
        _make(false);
        MORE.deal(target, 1 wei); // nobody can keep somebody from sending there before
        _freeze();
        Entry[] memory all = _all();
        _attest(all, _none());
        _load(all, 0, all.length);
        _confirm();
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotMigration.selector, STRANGER));
        VM.prank(STRANGER);
        IStandIn(source).novationPay(STRANGER);
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotSource.selector, STRANGER));
        VM.prank(STRANGER);
        IStandIn(target).novationTake();
        VM.assertEq(migration.source(), source, "source");
        VM.expectEmit();
        emit IMigration.Paid(5 ether);
        _activate();
        VM.assertEq(source.balance, 0, "left behind");
        VM.assertEq(target.balance, 5 ether + 1, "moved");
        _expectMoved(target);
        // And back: what it became is moved, into the frozen old one.
        (address before, address to) = (source, target);
        _back();
        _confirm();
        _activate();
        VM.assertEq(to.balance, 0, "left behind");
        VM.assertEq(before.balance, 5 ether + 1, "back");
        VM.assertEq(_implementation(before), address(oldLedger), "implementation");
    }

    /// An abort leaves it where it was; in place there is nothing to hand over.
    function testEtherStays() external {
        MORE.deal(source, 5 ether);
        _make(false);
        _freeze();
        _attest(_all(), _none());
        _abort();
        migration.restore();
        VM.assertEq(source.balance, 5 ether, "after an abort");
        _make(true);
        _freeze();
        Entry[] memory all = _inPlace();
        _attest(all, _none());
        _load(all, 0, all.length);
        _confirm();
        _activate();
        VM.assertEq(source.balance, 5 ether, "in place");
        _expectMoved(source);
    }

    /// While entries are left it is there, too.
    function testEtherIsThereWhileDraining() external {
        MORE.deal(source, 5 ether);
        _deferred();
        VM.assertEq(target.balance, 5 ether, "moved");
    }

    function testInPlace() external {
        _make(true);
        _freeze();
        Entry[] memory all = _inPlace();
        _attest(all, _none());
        _expectOld(source);
        _load(all, 0, 5);
        _expectMigrating();
        OldLedger(source).total();
        _load(all, 5, all.length - 5);
        _expectMigrating();
        OldLedger(source).total();
        _confirm();
        _activate();
        _expectMoved(source);
        for (uint256 i = 0; i < 3; ++i) {
            VM.assertEq(MORE.load(source, bytes32(i)), bytes32(0), "old slot");
        }
        VM.assertEq(MORE.load(source, _oldSlot(_holder(3))), bytes32(0), "old balance");
    }

    function testInPlaceAbortedAtEveryCursor() external {
        for (uint256 n = 0; n <= 18; ++n) {
            _make(true);
            _freeze();
            Entry[] memory all = _inPlace();
            VM.assertEq(all.length, 18, "entries");
            _attest(all, _none());
            if (n > 0) _load(all, 0, n);
            if (n == 18) _confirm();
            _abort();
            _expectPhase(Phase.Aborting);
            for (uint256 left = n; left > 0;) {
                uint256 batch = left < 4 ? left : 4;
                VM.expectRevert(abi.encodeWithSelector(IMigration.EntriesLeft.selector, left));
                migration.restore();
                left -= batch;
                _unload(all, left, batch);
            }
            _expectOld(source); // the stand-in serves again
            migration.restore();
            _expectPhase(Phase.Aborted);
            VM.assertEq(_implementation(source), address(oldLedger), "implementation");
            _expectOld(source);
            OldLedger(source).mint(STRANGER, 0);
        }
    }

    function testCopyAborted() external {
        _make(false);
        _freeze();
        Entry[] memory all = _all();
        _attest(all, _none());
        _load(all, 0, 6);
        _abort();
        _unload(all, 3, 3);
        _unload(all, 0, 3);
        migration.restore();
        _expectOld(source);
        OldLedger(source).mint(STRANGER, 1);
        for (uint256 i = 0; i < all.length; ++i) {
            VM.assertEq(MORE.load(target, all[i].head), bytes32(0), "target");
        }
        _expectMigrating();
        NewLedger(payable(target)).total();
    }

    function testDeferred() external {
        Entry[] memory all = _deferred();
        _expectPhase(Phase.Draining);
        NewLedger ledger = NewLedger(payable(target));
        VM.assertEq(ledger.name(), NAME, "what is not deferred");
        VM.assertEq(migration.left(), 7, "left");
        bytes32 head = all[4].head;
        VM.assertFalse(migration.settled(head), "settled");
        _materialise(all, 4);
        VM.assertTrue(migration.settled(head), "settled");
        _absent(all, _newSlot(STRANGER));
        VM.assertTrue(migration.settled(_newSlot(STRANGER)), "absent");
        VM.assertEq(ledger.balanceOf(STRANGER), 0, "balance of nobody");
        address holder = _holderOf(head);
        uint256 amount = ledger.balanceOf(holder);
        // All of it goes: what the slot holds is now what it held before it was written.
        VM.prank(holder);
        ledger.transfer(STRANGER, amount);
        _drain(all, 0, 3);
        VM.expectRevert(abi.encodeWithSelector(IMigration.EntriesLeft.selector, 3));
        migration.retire();
        _drain(all, 3, 4);
        VM.assertEq(ledger.balanceOf(holder), 0, "nothing is written twice");
        VM.assertEq(ledger.balanceOf(STRANGER), amount, "balance of nobody");
        VM.assertEq(migration.left(), 0, "left");
        VM.expectRevert(); // the gate has no rule for it
        ledger.mint(STRANGER, 1);
        migration.retire();
        _expectPhase(Phase.Done);
        VM.assertEq(_implementation(target), address(newLedger), "implementation");
        ledger.mint(STRANGER, 1);
        VM.assertTrue(migration.settled(keccak256("anything")), "settled when done");
    }

    /// When everything was written on first touch, there is nothing to drain.
    function testEverythingIsTouched() external {
        Entry[] memory all = _deferred();
        for (uint256 i = all.length; i > 0; --i) {
            _materialise(all, i - 1);
        }
        VM.assertTrue(migration.settled(_newSlot(STRANGER)), "nothing is left to be absent");
        migration.retire();
        _expectMoved(target);
    }

    function testDrainPassesWhatWasTouched() external {
        Entry[] memory all = _deferred();
        _materialise(all, 1);
        _materialise(all, 2);
        _materialise(all, 6);
        uint256 gas = gasleft();
        _drain(all, 1 - 1, 4);
        gas -= gasleft();
        VM.assertEq(migration.left(), 2, "left");
        VM.assertEq(migration.drained(), 4, "drained");
        _drain(all, 4, 3);
        migration.retire();
        _expectMoved(target);
    }

    function testDrainOnlyWhatWasTouched() external {
        Entry[] memory all = _deferred();
        _materialise(all, 0);
        _materialise(all, 1);
        _drain(all, 0, 2);
        VM.assertEq(migration.left(), 5, "left");
        VM.assertEq(migration.drained(), 2, "drained");
    }

    /// The next migration takes over while entries are left: this one writes nothing any more.
    function testTakenOver() external {
        Entry[] memory all = _deferred();
        _materialise(all, 0);
        Entry memory next = all[1];
        bytes32[] memory siblings = Trees.siblings(all, 1, 1);
        address was = address(migration);
        IMigration first = migration;
        address before = target;
        _make(false);
        _upgrade(before, address(sourceStandIn));
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotMigration.selector, was));
        first.materialise(1, next, siblings);
        VM.assertFalse(first.settled(next.head), "settled");
    }

    /// What is written is what attesters saw before, or the entry is refused; what is there is left alone.
    function testSlotsThatChanged() external {
        _make(false);
        _freeze();
        Entry[] memory all = _all();
        _attest(all, _none());
        MORE.store(target, all[0].head, all[0].stores[0].next);
        _load(all, 0, 1);
        MORE.store(target, all[1].head, bytes32(uint256(99)));
        VM.expectRevert(
            abi.encodeWithSelector(IStandIn.Changed.selector, all[1].head, bytes32(uint256(99)), bytes32(0))
        );
        _load(all, 1, 1);
        VM.assertEq(migration.cursor(), 1, "cursor");
    }

    /// Events of every form, and none when entries are taken back.
    function testLogs() external {
        _make(false);
        _freeze();
        Entry[] memory all = new Entry[](1);
        all[0] = _entry(bytes32("head"), 0);
        all[0].logs = new Log[](5);
        for (uint256 i = 0; i < 5; ++i) {
            all[0].logs[i].topics = new bytes32[](i);
            for (uint256 j = 0; j < i; ++j) {
                all[0].logs[i].topics[j] = keccak256(abi.encode(i, j));
            }
            all[0].logs[i].data = bytes.concat(new bytes(31 * i), "x");
        }
        _attest(all, _none());
        MORE.recordLogs();
        _load(all, 0, 1);
        Recorded[] memory logs = MORE.getRecordedLogs();
        VM.assertEq(logs.length, 6, "logs");
        for (uint256 i = 0; i < 5; ++i) {
            Recorded memory got = logs[i + 1];
            VM.assertEq(got.emitter, target, "emitter");
            VM.assertEq(
                keccak256(abi.encode(got.topics)), keccak256(abi.encode(all[0].logs[i].topics)), "topics"
            );
            VM.assertEq(keccak256(got.data), keccak256(all[0].logs[i].data), "data");
        }
        _abort();
        MORE.recordLogs();
        _unload(all, 0, 1);
        VM.assertEq(MORE.getRecordedLogs().length, 1, "logs of taking back");
    }

    function _all() internal view returns (Entry[] memory all) {
        Entry[] memory balances = _balances();
        Entry[] memory others = _others();
        all = new Entry[](balances.length + 2);
        for (uint256 i = 0; i < all.length; ++i) {
            all[i] = i < 2 ? others[i] : balances[i - 2];
        }
        _sort(all);
    }

    function _holderOf(bytes32 head) internal view returns (address) {
        for (uint256 i = 0; i < holders; ++i) {
            if (_newSlot(_holder(i)) == head) return _holder(i);
        }
        revert("nobody");
    }

    /// @dev The target told of each balance once.
    function _expectTransfers() internal {
        Recorded[] memory logs = MORE.getRecordedLogs();
        uint256 sum;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != target || logs[i].topics[0] != TRANSFER) continue;
            sum += abi.decode(logs[i].data, (uint256));
            VM.assertEq(logs[i].topics.length, 3, "topics");
        }
        VM.assertEq(sum, OldLedger(source).total(), "transfers");
    }

    /// @dev A migration of nothing but the account, from the target into the source.
    function _back() private {
        (source, target) = (target, source);
        address me = address(this);
        Migration m = Migration(MORE.computeCreateAddress(me, MORE.getNonce(me) + 2));
        sourceStandIn = new StandIn(address(m), address(newLedger));
        targetStandIn = new StandIn(address(m), address(oldLedger));
        Config memory c = _config();
        (c.sourceImplementation, c.targetImplementation) = (address(newLedger), address(oldLedger));
        c.initCall = "";
        migration = new Migration(c);
        _upgrade(source, address(sourceStandIn));
        _upgrade(target, address(targetStandIn));
        _attest(_none(), _none());
    }
}
