// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Deferred} from "../../src/move/Deferred.sol";
import {Config, Entry, IStandIn, Phase, Store} from "../../src/move/IMigration.sol";
import {Migration} from "../../src/move/Migration.sol";
import {Movable} from "../../src/move/Movable.sol";
import {NewBox, OldBox} from "./Movables.sol";
import {MoveFixture} from "./MoveFixture.sol";

/// @title Contracts without proxies that want to be moved
contract MovableTest is MoveFixture {
    OldBox private _old;
    NewBox private _new;

    function setUp() public override {
        super.setUp();
        _old = new OldBox(OWNER);
        for (uint256 i = 0; i < holders; ++i) {
            VM.prank(_holder(i));
            _old.put(_amount(i));
        }
        initCall = abi.encodeCall(NewBox.initialize, (2));
        _prepare();
    }

    function _prepare() private {
        address me = address(this);
        uint256 nonce = MORE.getNonce(me);
        _new = new NewBox(MORE.computeCreateAddress(me, nonce + 1));
        (source, target) = (address(_old), address(_new));
        Config memory c = _config();
        (c.sourceImplementation, c.targetImplementation) = (source, target);
        c.gate = target;
        migration = new Migration(c);
    }

    function _boxes() private view returns (Entry[] memory all) {
        all = new Entry[](holders);
        for (uint256 i = 0; i < holders; ++i) {
            bytes32 slot = keccak256(abi.encode(_holder(i), uint256(1)));
            all[i] = _entry(slot, 1);
            all[i].stores[0] = Store(slot, 0, bytes32(_amount(i)));
        }
        _sort(all);
    }

    function _freezeBox() private {
        VM.prank(OWNER);
        _old.novationFreeze(address(migration));
    }

    function testOnlyTheOwnerFreezes() external {
        VM.expectRevert("not the owner");
        _old.novationFreeze(address(migration));
        VM.assertEq(_old.novationMigration(), address(0), "migration");
    }

    function testCopy() external {
        _freezeBox();
        _expectMigrating();
        _old.put(1);
        _expectMigrating();
        _new.put(1);
        VM.assertEq(_old.balanceOf(_holder(1)), _amount(1), "is read");
        Entry[] memory all = _boxes();
        _attest(all, _none());
        _load(all, 0, all.length);
        _confirm();
        _activate();
        _expectPhase(Phase.Done);
        VM.assertEq(_new.version(), 2, "version");
        VM.assertEq(_new.novationMigration(), address(0), "open");
        for (uint256 i = 0; i < holders; ++i) {
            VM.assertEq(_new.balanceOf(_holder(i)), _amount(i), "balance");
        }
        VM.prank(_holder(1));
        _new.put(1);
        _expectMigrating();
        _old.put(1);
        // It obeys nobody any more.
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotMigration.selector, address(migration)));
        VM.prank(address(migration));
        _new.novationStore(all, true);
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotMigration.selector, address(0)));
        VM.prank(address(0));
        _new.novationBecome(address(_new), "");
    }

    function testAbort() external {
        _freezeBox();
        Entry[] memory all = _boxes();
        _attest(all, _none());
        _load(all, 0, 3);
        _abort();
        _unload(all, 0, 3);
        migration.restore();
        VM.prank(_holder(1));
        _old.put(1);
        VM.assertEq(_old.balanceOf(_holder(1)), _amount(1) + 1, "balance");
        _expectMigrating();
        _new.put(1);
    }

    function testDeferred() external {
        _freezeBox();
        Entry[] memory all = _boxes();
        _attest(_none(), all);
        _confirm();
        _activate();
        _expectPhase(Phase.Draining);
        bytes32 slot = keccak256(abi.encode(_holder(1), uint256(1)));
        VM.expectRevert(abi.encodeWithSelector(Deferred.Unsettled.selector, slot));
        _new.balanceOf(_holder(1));
        for (uint256 i = 0; i < all.length; ++i) {
            if (all[i].head == slot) _materialise(all, i);
        }
        VM.prank(_holder(1));
        _new.put(5);
        VM.assertEq(_new.balanceOf(_holder(1)), _amount(1) + 5, "balance");
        _drain(all, 0, all.length);
        migration.retire();
        VM.assertEq(_new.novationMigration(), address(0), "open");
        VM.assertEq(_new.balanceOf(_holder(1)), _amount(1) + 5, "balance");
        VM.assertEq(_new.balanceOf(STRANGER), 0, "nobody's balance");
    }

    /// A contract that does not look before it touches cannot be opened before all is written, and none
    /// becomes another.
    function testOnlyDeferredOpensEarly() external {
        address me = address(this);
        OldBox box = new OldBox(OWNER);
        migration = Migration(MORE.computeCreateAddress(me, MORE.getNonce(me)));
        VM.prank(OWNER);
        box.novationFreeze(address(migration));
        target = address(box);
        Config memory c = _config();
        (c.targetImplementation, c.gate, c.initCall) = (target, target, "");
        migration = new Migration(c);
        VM.prank(OWNER);
        _old.novationFreeze(address(migration));
        _attest(_none(), _boxes());
        _confirm();
        VM.expectRevert(Movable.NotDeferred.selector);
        _activate();
        VM.expectRevert(abi.encodeWithSelector(Movable.NotItself.selector, STRANGER));
        VM.prank(address(migration));
        box.novationBecome(STRANGER, "");
    }

    /// What the init call says when it refuses is heard.
    function testInitCall() external {
        VM.prank(address(migration));
        _new.novationBecome(address(_new), abi.encodeCall(NewBox.initialize, (2)));
        _prepare();
        VM.expectRevert();
        VM.prank(address(migration));
        _new.novationBecome(address(_new), hex"12345678");
    }

    /// Ether goes along, into a contract that takes none by itself.
    function testEther() external {
        MORE.deal(source, 3 ether);
        _freezeBox();
        (bool ok,) = source.call{value: 1 wei}("");
        VM.assertFalse(ok, "takes ether while it is moved");
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotMigration.selector, address(this)));
        _old.novationPay(address(this));
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotSource.selector, address(this)));
        _new.novationTake{value: 1 wei}();
        Entry[] memory all = _boxes();
        _attest(all, _none());
        _load(all, 0, all.length);
        _confirm();
        _activate();
        VM.assertEq(source.balance, 0, "left behind");
        VM.assertEq(target.balance, 3 ether, "moved");
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotSource.selector, address(this)));
        _new.novationTake{value: 1 wei}();
    }

    /// The owner may have it moved by another migration, which takes over.
    function testNextMigration() external {
        _freezeBox();
        VM.expectRevert("nobody moves this one");
        _new.novationFreeze(STRANGER);
        VM.prank(OWNER);
        _old.novationFreeze(STRANGER);
        VM.assertEq(_old.novationMigration(), STRANGER, "the next one");
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotMigration.selector, address(migration)));
        VM.prank(address(migration));
        _old.novationBecome(source, "");
    }

    /// Its own state is where its comment says.
    function testPlace() external view {
        bytes32 place = keccak256(abi.encode(uint256(keccak256("novation.storage.Movable")) - 1))
            & ~bytes32(uint256(0xff));
        VM.assertEq(MORE.load(address(_new), place), bytes32(uint256(uint160(address(migration)))), "place");
    }
}
