// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Config, Content, Entry, IMigration, IStandIn, Phase} from "../../src/move/IMigration.sol";
import {Leaves} from "../../src/move/Leaves.sol";
import {Migration} from "../../src/move/Migration.sol";
import {StandIn} from "../../src/move/StandIn.sol";
import {Stores} from "../../src/move/Stores.sol";
import {Caller, NewLedger, OldLedger} from "./Ledgers.sol";
import {MoveFixture} from "./MoveFixture.sol";
import {Trees} from "./Trees.sol";

/// @title Who may call what, and when
contract PhasesTest is MoveFixture {
    /// @dev Takes a fresh migration to a phase: balances are written before the activation, others after it.
    function _to(Phase phase) private {
        _make(false);
        _freeze();
        Entry[] memory eager = _balances();
        Entry[] memory deferred = phase == Phase.Done ? _none() : _others();
        if (phase == Phase.Agreeing) return;
        if (phase >= Phase.Aborting) {
            _attest(eager, deferred);
            _abort();
            if (phase == Phase.Aborted) migration.restore();
            return;
        }
        _attest(eager, deferred);
        if (phase == Phase.Loading) return;
        _load(eager, 0, eager.length);
        if (phase == Phase.Loaded) return;
        _confirm();
        if (phase == Phase.Confirmed) return;
        _activate();
    }

    /// Every call in every phase: it does what it is there for in one of them, and is refused in the others.
    function testEveryCallInEveryPhase() external {
        for (uint8 p = 0; p <= uint8(Phase.Aborted); ++p) {
            Phase phase = Phase(p);
            for (uint256 call = 0; call < 11; ++call) {
                _to(phase);
                _expectPhase(phase);
                bool allowed = _call(call);
                bool expected = call == 9 ? p <= uint8(Phase.Confirmed) : _at(call) == phase;
                if (call == 10) expected = p >= uint8(Phase.Aborting);
                if (expected != allowed) {
                    VM.assertEq(call, 1000 + p, allowed ? "allowed" : "refused");
                }
            }
        }
    }

    function _at(uint256 call) private pure returns (Phase) {
        return [
            Phase.Agreeing, // attest
            Phase.Loading, // load
            Phase.Loaded, // confirm
            Phase.Confirmed, // activate
            Phase.Draining, // materialise
            Phase.Draining, // absent
            Phase.Draining, // drain
            Phase.Draining, // retire, which finds entries left
            Phase.Aborting, // unload, which finds none to take back
            Phase.Agreeing, // abort
            Phase.Aborting // restore
        ][call];
    }

    /// @dev Whether a call was not refused for the phase.
    function _call(uint256 call) private returns (bool) {
        Entry[] memory eager = _balances();
        Entry[] memory others = _others();
        bytes memory data;
        address sender = STRANGER;
        if (call == 0) (data, sender) = (abi.encodeCall(IMigration.attest, (_content(eager, others))), ONE);
        if (call == 1) {
            data = abi.encodeCall(IMigration.load, (0, Trees.slice(eager, 0, 1), Trees.siblings(eager, 0, 1)));
        }
        if (call == 2) (data, sender) = (abi.encodeCall(IMigration.confirm, (bytes32("right"))), ONE);
        if (call == 3) (data, sender) = (abi.encodeCall(IMigration.activate, ()), AUTHORITY);
        if (call == 4) {
            data = abi.encodeCall(IMigration.materialise, (0, others[0], Trees.siblings(others, 0, 1)));
        }
        if (call == 5) {
            data = abi.encodeCall(
                IMigration.absent, (0, 0, Trees.slice(others, 0, 1), Trees.siblings(others, 0, 1))
            );
        }
        if (call == 6) data = abi.encodeCall(IMigration.drain, (0, others, Trees.siblings(others, 0, 2)));
        if (call == 7) data = abi.encodeCall(IMigration.retire, ());
        if (call == 8) {
            data =
                abi.encodeCall(IMigration.unload, (0, Trees.slice(eager, 0, 1), Trees.siblings(eager, 0, 1)));
        }
        if (call == 9) (data, sender) = (abi.encodeCall(IMigration.abort, ()), AUTHORITY);
        if (call == 10) data = abi.encodeCall(IMigration.restore, ());
        VM.prank(sender);
        (bool ok, bytes memory out) = address(migration).call(data);
        if (ok) return true;
        return bytes4(out) != IMigration.WrongPhase.selector;
    }

    function testAttest() external {
        _make(false);
        Entry[] memory all = _balances();
        Content memory c = _content(all, _none());
        VM.expectRevert(abi.encodeWithSelector(IMigration.NotAttester.selector, STRANGER));
        VM.prank(STRANGER);
        migration.attest(c);
        VM.expectRevert(abi.encodeWithSelector(IMigration.NotFrozen.selector, source));
        VM.prank(ONE);
        migration.attest(c);
        _freeze();
        VM.prank(ONE);
        migration.attest(c);
        VM.assertEq(migration.attested(ONE), keccak256(abi.encode(c)), "attested");
        VM.prank(ONE);
        migration.attest(c); // again
        _expectPhase(Phase.Agreeing);
        Content memory other = _content(_others(), _none());
        VM.expectEmit();
        emit IMigration.Disagreement(TWO, keccak256(abi.encode(other)), keccak256(abi.encode(c)));
        VM.prank(TWO);
        migration.attest(other);
        _expectPhase(Phase.Agreeing);
        VM.expectRevert(abi.encodeWithSelector(IMigration.WrongPhase.selector, Phase.Agreeing));
        _load(all, 0, 1);
        VM.prank(ONE);
        migration.attest(other); // changes its mind
        _expectPhase(Phase.Loading);
        VM.assertEq(migration.content().eager, other.eager, "content");
    }

    /// Contents that could not be carried out are not agreed on.
    function testBadContent() external {
        _make(false);
        _freeze();
        Content memory c = _content(_balances(), _others());
        for (uint256 i = 0; i < 4; ++i) {
            Content memory bad = _content(_balances(), _others());
            if (i == 0) bad.eagerCount = 0;
            if (i == 1) bad.eager = Leaves.EMPTY;
            if (i == 2) bad.deferredCount = 0;
            if (i == 3) bad.deferred = Leaves.EMPTY;
            VM.expectRevert(IMigration.BadContent.selector);
            VM.prank(ONE);
            migration.attest(bad);
        }
        VM.prank(ONE);
        migration.attest(c);
        Config memory without = _config();
        without.gate = address(0);
        Migration m = new Migration(without);
        VM.expectRevert(IMigration.BadContent.selector);
        VM.prank(ONE);
        m.attest(c);
    }

    function testBadConfig() external {
        _make(false);
        for (uint256 i = 0; i < 6; ++i) {
            Config memory c = _config();
            if (i == 0) c.attesters = new address[](0);
            if (i == 1) c.attesters[0] = address(0);
            if (i == 2) c.attesters[1] = c.attesters[0];
            if (i == 3) (c.attesters[0], c.attesters[1]) = (c.attesters[1], c.attesters[0]);
            if (i == 4) c.source = address(0);
            if (i == 5) c.target = address(0);
            VM.expectRevert(IMigration.BadConfig.selector);
            new Migration(c);
        }
        VM.assertEq(keccak256(abi.encode(migration.config())), keccak256(abi.encode(_config())), "config");
    }

    function testLoad() external {
        _to(Phase.Loading);
        Entry[] memory all = _balances();
        VM.expectRevert(abi.encodeWithSelector(IMigration.WrongCursor.selector, 1, 0));
        _load(all, 1, 1);
        bytes32[] memory siblings = Trees.siblings(all, 0, 2);
        VM.expectRevert(IMigration.WrongProof.selector); // none
        migration.load(0, _none(), siblings);
        _expectNoProof(abi.encodeCall(IMigration.load, (0, _others(), siblings)), "of another tree");
        all[1].stores[0].next = bytes32(uint256(1_000_000));
        _expectNoProof(abi.encodeCall(IMigration.load, (0, Trees.slice(all, 0, 2), siblings)), "a value");
        all = _balances();
        Entry[] memory twice = Trees.slice(all, 0, 2);
        twice[1] = twice[0];
        VM.expectRevert(abi.encodeWithSelector(Leaves.NotAscending.selector, twice[0].head));
        migration.load(0, twice, siblings);
        _load(all, 0, 2);
        VM.expectRevert(abi.encodeWithSelector(IMigration.WrongCursor.selector, 0, 2)); // again
        _load(all, 0, 2);
        // More than there is.
        Entry[] memory more = new Entry[](6);
        for (uint256 i = 0; i < 6; ++i) {
            more[i] = i < 5 ? all[2 + i] : _entry(bytes32(type(uint256).max), 0);
        }
        siblings = Trees.siblings(all, 2, 5);
        _expectNoProof(abi.encodeCall(IMigration.load, (2, more, siblings)), "more than there is");
        _load(all, 2, 5);
        _expectPhase(Phase.Loaded);
    }

    /// The proof is for the eager tree, and not for the other one; and the other way round.
    function testTreesAreNotMixed() external {
        _to(Phase.Loading);
        Entry[] memory deferred = _others();
        Entry[] memory one = Trees.slice(deferred, 0, 1);
        bytes32[] memory siblings = Trees.siblings(deferred, 0, 1);
        _expectNoProof(abi.encodeCall(IMigration.load, (0, one, siblings)), "deferred");
        _to(Phase.Draining);
        Entry[] memory eager = _balances();
        one = Trees.slice(eager, 0, 1);
        siblings = Trees.siblings(eager, 0, 1);
        _expectNoProof(abi.encodeCall(IMigration.drain, (0, one, siblings)), "eager");
        _expectNoProof(abi.encodeCall(IMigration.materialise, (0, one[0], siblings)), "eager");
    }

    function testConfirm() external {
        _to(Phase.Loaded);
        VM.expectRevert(abi.encodeWithSelector(IMigration.NotAttester.selector, AUTHORITY));
        VM.prank(AUTHORITY);
        migration.confirm(bytes32("right"));
        VM.expectRevert(IMigration.NoEvidence.selector);
        VM.prank(ONE);
        migration.confirm(0);
        VM.prank(ONE);
        migration.confirm(bytes32("right"));
        VM.prank(ONE);
        migration.confirm(bytes32("right again"));
        VM.assertEq(migration.confirmed(ONE), bytes32("right again"), "evidence");
        _expectPhase(Phase.Loaded); // one for both is not enough
        VM.prank(TWO);
        migration.confirm(bytes32("right"));
        _expectPhase(Phase.Confirmed);
    }

    function testActivate() external {
        _to(Phase.Confirmed);
        VM.expectRevert(abi.encodeWithSelector(IMigration.NotAuthority.selector, ONE));
        VM.prank(ONE);
        migration.activate();
        VM.expectRevert(abi.encodeWithSelector(IMigration.NotAuthority.selector, ONE));
        VM.prank(ONE);
        migration.abort();
        // The owner has let the source go: what it is now is not what attesters read.
        _upgrade(source, address(oldLedger));
        VM.expectRevert(abi.encodeWithSelector(IMigration.NotFrozen.selector, source));
        _activate();
        _freeze();
        _upgrade(target, address(newLedger));
        VM.expectRevert(abi.encodeWithSelector(IMigration.NotFrozen.selector, target));
        _activate();
        _upgrade(target, address(targetStandIn));
        _activate();
    }

    function testUnattended() external {
        unattended = true;
        _to(Phase.Confirmed);
        VM.prank(STRANGER);
        migration.activate();
        _expectPhase(Phase.Draining);
    }

    /// Without the init call's consent nothing is activated.
    function testInitCallThatFails() external {
        initCall = abi.encodeCall(NewLedger.initialize, (0));
        _to(Phase.Confirmed);
        VM.expectRevert("initialised");
        _activate();
        _expectPhase(Phase.Confirmed);
        VM.assertEq(_implementation(target), address(targetStandIn), "implementation");
    }

    /// The init call calls back: it finds the migration in the state that it is going to be in.
    function testInitCallThatCallsBack() external {
        // It asks for a second activation, and for entries to be written, as anyone may.
        Caller caller = new Caller();
        address me = address(this);
        address m = MORE.computeCreateAddress(me, MORE.getNonce(me) + 4);
        bytes memory again = abi.encodeCall(Caller.activate, (IMigration(m)));
        unattended = true;
        initCall = abi.encodeCall(NewLedger.initializeAndCall, (2, address(caller), again));
        _to(Phase.Confirmed);
        VM.expectRevert(abi.encodeWithSelector(IMigration.WrongPhase.selector, Phase.Draining));
        migration.activate();

        Entry[] memory others = _others();
        m = MORE.computeCreateAddress(me, MORE.getNonce(me) + 4);
        bytes memory drain = abi.encodeCall(IMigration.drain, (0, others, Trees.siblings(others, 0, 2)));
        initCall = abi.encodeCall(NewLedger.initializeAndCall, (2, m, drain));
        _to(Phase.Confirmed);
        migration.activate();
        VM.assertEq(migration.left(), 0, "left");
        migration.retire();
        _expectMoved(target);
    }

    function testSettled() external {
        _to(Phase.Draining);
        Entry[] memory others = _others();
        bytes32 head = others[0].head;
        bytes32[] memory siblings = Trees.siblings(others, 0, 1);
        migration.materialise(0, others[0], siblings);
        VM.expectRevert(abi.encodeWithSelector(IMigration.AlreadySettled.selector, head));
        migration.materialise(0, others[0], siblings);
        bytes32 between = _plus(head, 0) | bytes32(0); // there is nothing between neighbouring slots
        VM.expectRevert(abi.encodeWithSelector(IMigration.AlreadySettled.selector, between));
        migration.absent(between, 1, others, new bytes32[](0));
        _absent(others, bytes32(0));
        VM.expectRevert(abi.encodeWithSelector(IMigration.AlreadySettled.selector, bytes32(0)));
        migration.absent(bytes32(0), 0, Trees.slice(others, 0, 1), siblings);
        _drain(others, 0, 1);
        VM.assertTrue(migration.settled(bytes32(uint256(head) - 1)), "everything before is settled");
        VM.assertFalse(migration.settled(others[1].head), "and nothing behind");
    }

    /// An entry that was passed in order is not written again, whatever its slots hold by now.
    function testNothingIsWrittenAgain() external {
        _to(Phase.Draining);
        Entry[] memory others = _others();
        _drain(others, 0, 1);
        MORE.store(target, others[0].head, bytes32(0)); // as before
        VM.expectRevert(abi.encodeWithSelector(IMigration.AlreadySettled.selector, others[0].head));
        _materialise(others, 0);
        VM.expectRevert(abi.encodeWithSelector(IMigration.WrongCursor.selector, 0, 1));
        _drain(others, 0, 1);
    }

    function testAbsent() external {
        Entry[] memory all = _deferred();
        bytes32 head = all[3].head;
        Entry[] memory two = Trees.slice(all, 2, 2);
        bytes32[] memory siblings = Trees.siblings(all, 2, 2);
        _expectNoProof(abi.encodeCall(IMigration.absent, (head, 3, two, siblings)), "is there");
        _expectNoProof(abi.encodeCall(IMigration.absent, (all[2].head, 3, two, siblings)), "is there");
        _expectNoProof(abi.encodeCall(IMigration.absent, (all[5].head, 3, two, siblings)), "is elsewhere");
        _expectNoProof(abi.encodeCall(IMigration.absent, (all[0].head, 3, two, siblings)), "is elsewhere");
        Entry[] memory one = Trees.slice(all, 3, 1);
        siblings = Trees.siblings(all, 3, 1);
        bytes32 before = bytes32(uint256(head) - 1);
        _expectNoProof(
            abi.encodeCall(IMigration.absent, (before, 0, one, siblings)), "as if there were nothing before"
        );
        _expectNoProof(
            abi.encodeCall(IMigration.absent, (before, 3, one, siblings)), "the left one is missing"
        );
        _expectNoProof(
            abi.encodeCall(IMigration.absent, (_plus(head, 1), 7, one, siblings)),
            "as if there were nothing behind"
        );
        _expectNoProof(abi.encodeCall(IMigration.absent, (before, 8, one, siblings)), "behind the end");
        _expectNoProof(
            abi.encodeCall(IMigration.absent, (bytes32(type(uint256).max), 7, two, siblings)),
            "two at the end"
        );
        _absent(all, before);
        _absent(all, bytes32(0));
        _absent(all, bytes32(type(uint256).max));
        VM.assertTrue(migration.settled(before), "settled");
    }

    /// @dev A proof is refused as one.
    function _expectNoProof(bytes memory data, string memory why) private {
        (bool ok, bytes memory out) = address(migration).call(data);
        VM.assertFalse(ok, why);
        VM.assertTrue(
            bytes4(out) == IMigration.WrongProof.selector || bytes4(out) == Leaves.WrongSiblings.selector, why
        );
    }

    function testUnload() external {
        _to(Phase.Loading);
        Entry[] memory all = _balances();
        _load(all, 0, 4);
        _abort();
        VM.expectRevert(abi.encodeWithSelector(IMigration.WrongCursor.selector, 0, 4));
        _unload(all, 0, 3);
        VM.expectRevert(abi.encodeWithSelector(IMigration.WrongCursor.selector, 1, 4));
        _unload(all, 1, 4);
        bytes32[] memory siblings = Trees.siblings(all, 2, 2);
        all[2].stores[0].before = bytes32(uint256(1));
        Entry[] memory forged = Trees.slice(all, 2, 2);
        _expectNoProof(abi.encodeCall(IMigration.unload, (2, forged, siblings)), "a value");
        all = _balances();
        _unload(all, 2, 2);
        _unload(all, 0, 2);
        VM.assertEq(migration.cursor(), 0, "cursor");
    }

    /// A source that is frozen only after the abort is restored by whoever asks.
    function testRestoreAgain() external {
        _make(false);
        _abort();
        migration.restore();
        _expectPhase(Phase.Aborted);
        _freeze();
        VM.prank(STRANGER);
        migration.restore();
        VM.assertEq(_implementation(source), address(oldLedger), "implementation");
        migration.restore(); // nothing to do
    }

    /// Entries do not decide which code an account runs.
    function testReservedSlots() external {
        bytes32[4] memory slots = [
            IMPLEMENTATION,
            ADMIN,
            bytes32(uint256(keccak256("eip1967.proxy.beacon")) - 1),
            keccak256(abi.encode(uint256(keccak256("novation.storage.Movable")) - 1))
                & ~bytes32(uint256(0xff))
        ];
        for (uint256 i = 0; i < 4; ++i) {
            _make(false);
            _freeze();
            Entry[] memory all = new Entry[](1);
            all[0] = _entry(slots[i], 1);
            (all[0].stores[0].slot, all[0].stores[0].before) = (slots[i], MORE.load(target, slots[i]));
            all[0].stores[0].next = bytes32(uint256(uint160(STRANGER)));
            _attest(all, _none());
            VM.expectRevert(abi.encodeWithSelector(Stores.Reserved.selector, slots[i]));
            _load(all, 0, 1);
        }
    }

    /// Entries whose stores depend on each other come back as they were.
    function testUnloadGoesBackwards() external {
        _make(false);
        _freeze();
        Entry[] memory all = new Entry[](2);
        (all[0], all[1]) = (_entry(bytes32(uint256(1)), 2), _entry(bytes32(uint256(2)), 1));
        for (uint256 i = 0; i < 3; ++i) {
            Entry memory e = all[i / 2];
            e.stores[i % 2].slot = bytes32("slot");
            (e.stores[i % 2].before, e.stores[i % 2].next) = (bytes32(i), bytes32(i + 1));
        }
        _attest(all, _none());
        _load(all, 0, 2);
        VM.assertEq(MORE.load(target, bytes32("slot")), bytes32(uint256(3)), "written");
        _abort();
        _unload(all, 0, 2);
        VM.assertEq(MORE.load(target, bytes32("slot")), bytes32(0), "taken back");
    }

    /// Anyone may try to be the migration.
    function testOnlyTheMigration() external {
        _to(Phase.Loading);
        Entry[] memory all = _balances();
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotMigration.selector, address(this)));
        IStandIn(target).novationStore(all, true);
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotMigration.selector, address(this)));
        IStandIn(target).novationBecome(address(newLedger), "");
        StandIn other = new StandIn(STRANGER, address(0));
        _upgrade(target, address(other));
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotMigration.selector, address(migration)));
        _load(all, 0, 1);
        VM.assertEq(migration.cursor(), 0, "cursor");
        OldLedger(source).total();
    }
}
