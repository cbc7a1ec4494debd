// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Entry, Phase} from "../../src/move/IMigration.sol";
import {FuzzSelector} from "../ICheats.sol";
import {NewLedger} from "./Ledgers.sol";
import {MoveFixture} from "./MoveFixture.sol";

/// @title A ledger that is drained, spent from, and touched, in any order
/// @notice It keeps what every holder should own, and compares.
contract MoveWorld is MoveFixture {
    uint256 public touched;
    uint256 public spent;
    uint256 public retired;
    uint256 public passed;
    mapping(address holder => uint256) private _owns;

    constructor() {
        holders = 12;
        setUp();
        _deferred();
        for (uint256 i = 0; i < holders; ++i) {
            _owns[_holder(i)] = _amount(i);
        }
    }

    function touch(uint256 seed) external {
        Entry[] memory all = _balances();
        uint256 place = seed % all.length;
        if (migration.settled(all[place].head)) return;
        _materialise(all, place);
        ++touched;
    }

    function drain(uint256 seed, uint256 n) external {
        if (seed % 3 != 0) return; // slowly
        Entry[] memory all = _balances();
        uint256 first = migration.drained();
        if (migration.left() == 0 || first == all.length) return;
        n = _bound(n, 1, all.length - first);
        n = n > 3 ? 3 : n;
        _drain(all, first, n);
        passed += n;
    }

    function spend(uint256 from, uint256 to, uint256 amount) external {
        (address a, address b) = (_holder(from % holders), _holder(to % (holders + 3)));
        bool settled = migration.settled(_newSlot(a)) && migration.settled(_newSlot(b));
        if (amount % 2 == 0 && settled) amount = _owns[a]; // all of it
        else amount %= _amount(0);
        bool allowed = settled && amount <= _owns[a];
        if (allowed) {
            _owns[a] -= amount;
            _owns[b] += amount;
            ++spent;
        }
        VM.prank(a);
        (bool ok,) = target.call(abi.encodeCall(NewLedger.transfer, (b, amount)));
        require(ok == allowed, "refused or not");
    }

    function prove(uint256 who) external {
        address nobody = _holder(holders + who % 3);
        if (migration.settled(_newSlot(nobody))) return;
        _absent(_balances(), _newSlot(nobody));
    }

    function retire() external {
        if (migration.left() != 0 || migration.phase() == Phase.Done) return;
        migration.retire();
        ++retired;
    }

    /// @notice Every settled entry holds what it should, and every other one nothing.
    function check() external view {
        uint256 unsettled;
        for (uint256 i = 0; i < holders + 3; ++i) {
            address holder = _holder(i);
            bytes32 slot = _newSlot(holder);
            bool settled = migration.settled(slot);
            uint256 holds = uint256(MORE.load(target, slot));
            VM.assertEq(holds, settled ? _owns[holder] : 0, "balance");
            if (!settled && i < holders) ++unsettled;
        }
        VM.assertEq(migration.left(), unsettled, "left");
        _expectOldBalances();
    }

    function actions() external view returns (FuzzSelector memory all) {
        (all.addr, all.selectors) = (address(this), new bytes4[](5));
        all.selectors[0] = this.touch.selector;
        all.selectors[1] = this.drain.selector;
        all.selectors[2] = this.spend.selector;
        all.selectors[3] = this.prove.selector;
        all.selectors[4] = this.retire.selector;
    }

    function _expectOldBalances() private view {
        for (uint256 i = 0; i < holders; ++i) {
            VM.assertEq(uint256(MORE.load(source, _oldSlot(_holder(i)))), _amount(i), "old balance");
        }
    }

    function _bound(uint256 x, uint256 min, uint256 max) private pure returns (uint256) {
        return min + x % (max - min + 1);
    }
}
