// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

import {Entry, IMigration, IStandIn} from "../../src/move/IMigration.sol";
import {StandIn} from "../../src/move/StandIn.sol";
import {NewLedger, OldLedger, OldLedgerUUPS} from "./Ledgers.sol";
import {MoveFixture} from "./MoveFixture.sol";

/// @title What a frozen proxy answers
contract ReadingTest is MoveFixture {
    function testReads() external {
        _make(false);
        _freeze();
        _attest(_balances(), _none());
        OldLedger old = OldLedger(source);
        VM.assertEq(old.name(), NAME, "name");
        VM.assertEq(old.nameByItself(), NAME, "name by a call to itself");
        VM.assertEq(old.balanceOf(_holder(2)), _amount(2), "balance");
        // It is the proxy that asks.
        VM.prank(_holder(2));
        VM.assertEq(old.mine(), 0, "what depends on the caller");
        VM.assertEq(StandIn(payable(source)).novationReader(), address(oldLedger), "reader");
        VM.assertEq(IStandIn(source).novationMigration(), address(migration), "migration");
    }

    function testWritesAreRefused() external {
        _make(false);
        _freeze();
        OldLedger old = OldLedger(source);
        bytes32 before = MORE.load(source, bytes32(uint256(3)));
        _expectMigrating();
        old.countingName();
        _expectMigrating();
        old.mint(STRANGER, 1);
        // With the right caller it would have been done; with the proxy as caller it has too little.
        VM.prank(_holder(2));
        _expectMigrating();
        old.transfer(STRANGER, 1);
        // What would have been refused before is refused as before.
        VM.expectRevert(abi.encodeWithSelector(OldLedger.TooLittle.selector, STRANGER, 0));
        VM.prank(STRANGER);
        old.transfer(_holder(2), 1);
        VM.expectRevert("initialised");
        old.initialize("other");
        _expectMigrating(); // no such function
        NewLedger(payable(source)).version();
        VM.assertEq(MORE.load(source, bytes32(uint256(3))), before, "reads");
        VM.assertEq(old.balanceOf(STRANGER), 0, "balance");
    }

    function testValueIsRefused() external {
        _make(false);
        _freeze();
        MORE.deal(address(this), 10);
        _expectMigrating();
        OldLedger(source).deposit{value: 1}();
        _expectMigrating();
        (bool ok,) = source.call{value: 1}("");
        _expectMigrating();
        (ok,) = source.call("");
        _expectMigrating(); // a question with money
        (ok,) = source.call{value: 1}(abi.encodeWithSignature("total()"));
        VM.assertEq(source.balance, 0, "balance");
    }

    /// The stand-in itself, as opposed to a proxy, does nothing for anybody.
    function testTheStandInItself() external {
        _make(false);
        _freeze();
        _expectMigrating();
        OldLedger(address(sourceStandIn)).name();
        _expectMigrating();
        OldLedger(address(sourceStandIn)).mint(STRANGER, 1);
        VM.expectRevert(UUPSUpgradeable.UUPSUnauthorizedCallContext.selector);
        VM.prank(AUTHORITY);
        sourceStandIn.upgradeToAndCall(address(newLedger), "");
        VM.assertEq(MORE.load(address(sourceStandIn), IMPLEMENTATION), bytes32(0), "implementation");
        VM.assertEq(sourceStandIn.proxiableUUID(), IMPLEMENTATION, "UUID");
    }

    /// A proxy that is upgraded by its own implementation: the owner freezes it, and the authority of the
    /// migration, nobody else, can hand it on.
    function testUUPS() external {
        OldLedgerUUPS mine = new OldLedgerUUPS(OWNER);
        source = address(new ERC1967Proxy(address(mine), abi.encodeCall(OldLedger.initialize, (NAME))));
        _make(true);
        VM.expectRevert("not the owner");
        OldLedgerUUPS(source).upgradeToAndCall(address(sourceStandIn), "");
        VM.prank(OWNER);
        OldLedgerUUPS(source).upgradeToAndCall(address(sourceStandIn), "");
        VM.assertEq(OldLedger(source).name(), NAME, "name");
        VM.expectRevert(UUPSUpgradeable.UUPSUnauthorizedCallContext.selector);
        UUPSUpgradeable(source).proxiableUUID();
        StandIn next = new StandIn(STRANGER, address(mine));
        VM.expectRevert(abi.encodeWithSelector(IMigration.NotAuthority.selector, OWNER));
        VM.prank(OWNER);
        UUPSUpgradeable(source).upgradeToAndCall(address(next), "");
        VM.expectRevert(); // not an implementation for such a proxy
        VM.prank(AUTHORITY);
        UUPSUpgradeable(source).upgradeToAndCall(address(newLedger), "");
        VM.prank(AUTHORITY);
        UUPSUpgradeable(source).upgradeToAndCall(address(next), "");
        VM.assertEq(IStandIn(source).novationMigration(), STRANGER, "the next migration");
    }

    /// Behind a proxy with an admin the authority has no way of its own.
    function testAuthorityOfTransparentProxy() external {
        _make(false);
        _freeze();
        VM.expectRevert(abi.encodeWithSelector(IMigration.NotAuthority.selector, AUTHORITY));
        VM.prank(AUTHORITY);
        UUPSUpgradeable(source).upgradeToAndCall(address(targetStandIn), "");
    }

    /// A token that is frozen after its migration was activated goes on answering.
    function testReadableAtTheEnd() external {
        Entry[] memory all = _deferred();
        _drain(all, 0, all.length);
        migration.retire();
        VM.assertEq(OldLedger(source).name(), NAME, "name");
        VM.assertFalse(migration.readable(target), "the target is not served by a reader");
        VM.assertFalse(migration.readable(STRANGER), "nor is another account");
    }
}
