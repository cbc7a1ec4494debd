// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {IBook, Record, Status, Transition} from "../src/IBook.sol";
import {BookState} from "../src/IConsortium.sol";
import {Fixture} from "./Fixture.sol";

/// @title Creating records and moving them on in one Book
contract RecordsTest is Fixture {
    bytes32 private constant _NEXT = keccak256("state 2");

    function setUp() public override {
        super.setUp();
        _upgrade(ONE, first);
    }

    function testCreate() public {
        Transition memory t = _step(first, keccak256("state 1"));
        bytes[] memory endorsements = _endorsed(first, t);
        VM.prank(STRANGER);
        VM.expectEmit();
        emit IBook.Transitioned(_id(), 1, 0, t.next, 1, uint8(Status.Open));
        first.create(t, SALT, endorsements);
        Record memory want = Record(t.next, 1, 1, Status.Open, _parties());
        VM.assertEq(keccak256(abi.encode(first.record(_id()))), keccak256(abi.encode(want)), "record");
    }

    function testCreateOnce() public {
        _create(first);
        Transition memory t = _step(first, _NEXT);
        (t.sequence, t.previous) = (1, 0);
        _creationRefused(t, abi.encodeWithSelector(IBook.RecordExists.selector, _id()));
    }

    function testCreateStartsFromNothing() public {
        Transition memory t = _step(first, _NEXT);
        t.sequence = 2;
        _creationRefused(t, abi.encodeWithSelector(IBook.StaleSequence.selector, _id(), 2, 1));
        t = _step(first, _NEXT);
        t.previous = _NEXT;
        _creationRefused(t, abi.encodeWithSelector(IBook.WrongCommitment.selector, _id(), _NEXT, 0));
    }

    function testNobodyCanTakeTheIdOfOthers() public {
        // The id that two parties will need, taken by somebody with keys of their own.
        uint256[] memory keys = new uint256[](1);
        keys[0] = 4001;
        Transition memory t = _step(first, _NEXT);
        t.parties = keccak256(abi.encode(_addresses(keys)));
        bytes[] memory endorsements = _signAll(keys, first.hashTransition(t));
        bytes32 expected = keccak256(abi.encode(t.parties, SALT));
        VM.expectRevert(abi.encodeWithSelector(IBook.WrongRecordId.selector, _id(), expected));
        first.create(t, SALT, endorsements);

        // Or in the name of the parties, without their signatures.
        t.parties = _parties();
        endorsements = _signAll(keys, first.hashTransition(t));
        bytes32 given = keccak256(abi.encode(_addresses(keys)));
        VM.expectRevert(abi.encodeWithSelector(IBook.WrongParties.selector, _id(), given, _parties()));
        first.create(t, SALT, endorsements);

        // Or with another salt.
        t = _step(first, _NEXT);
        endorsements = _endorsed(first, t);
        VM.expectRevert(
            abi.encodeWithSelector(
                IBook.WrongRecordId.selector, _id(), keccak256(abi.encode(_parties(), bytes32(0)))
            )
        );
        first.create(t, 0, endorsements);
        _create(first);
    }

    function testARecordNeedsAParty() public {
        Transition memory t = _step(first, _NEXT);
        t.parties = keccak256(abi.encode(new address[](0)));
        t.record = keccak256(abi.encode(t.parties, SALT));
        VM.expectRevert(abi.encodeWithSelector(IBook.NotEndorsed.selector, t.record));
        first.create(t, SALT, new bytes[](0));
    }

    function testTransition() public {
        _create(first);
        Transition memory t = _step(first, _NEXT);
        VM.expectEmit();
        emit IBook.Transitioned(_id(), 2, keccak256("state 1"), _NEXT, 1, uint8(Status.Open));
        first.transition(t, _endorsed(first, t));
        _expectRecord(first, 2, Status.Open);
        VM.assertEq(first.record(_id()).commitment, _NEXT, "commitment");

        _refused(t, abi.encodeWithSelector(IBook.StaleSequence.selector, _id(), 2, 3));
    }

    function testAClosedRecordStays() public {
        _create(first);
        Transition memory t = _step(first, _NEXT);
        t.status = uint8(Status.Closed);
        first.transition(t, _endorsed(first, t));
        _expectRecord(first, 2, Status.Closed);
        _refused(_step(first, _NEXT), abi.encodeWithSelector(IBook.NotOpen.selector, _id(), Status.Closed));
    }

    function testARecordMayCloseAtOnce() public {
        Transition memory t = _step(first, _NEXT);
        t.status = uint8(Status.Closed);
        first.create(t, SALT, _endorsed(first, t));
        _expectRecord(first, 1, Status.Closed);
    }

    function testTransitionNeedsTheRecord() public {
        _refused(_step(first, _NEXT), abi.encodeWithSelector(IBook.NotOpen.selector, _id(), Status.None));
        _create(first);
        Transition memory t = _step(first, _NEXT);
        t.sequence = 3;
        _refused(t, abi.encodeWithSelector(IBook.StaleSequence.selector, _id(), 3, 2));
        t = _step(first, _NEXT);
        t.previous = _NEXT;
        _refused(
            t, abi.encodeWithSelector(IBook.WrongCommitment.selector, _id(), _NEXT, keccak256("state 1"))
        );
        t = _step(first, _NEXT);
        t.parties = _NEXT;
        _refused(t, abi.encodeWithSelector(IBook.WrongParties.selector, _id(), _NEXT, _parties()));
    }

    function testAStepEndsOpenOrClosed() public {
        Transition memory t = _step(first, _NEXT);
        for (uint256 i = 0; i < 2; ++i) {
            t.status = i == 0 ? 0 : 3;
            _creationRefused(t, abi.encodeWithSelector(IBook.WrongStatus.selector, t.status));
        }
        _create(first);
        t = _step(first, _NEXT);
        t.status = 255;
        _refused(t, abi.encodeWithSelector(IBook.WrongStatus.selector, 255));
    }

    function testEveryPartyMustEndorseOnce() public {
        _create(first);
        Transition memory t = _step(first, _NEXT);
        bytes[] memory both = _endorsed(first, t);
        uint256[] memory keys = _partyKeys();

        bytes[] memory some = new bytes[](1);
        some[0] = both[0];
        address[] memory signers = new address[](1);
        signers[0] = VM.addr(keys[0]);
        _endorsementsRefused(
            t,
            some,
            abi.encodeWithSelector(
                IBook.WrongParties.selector, _id(), keccak256(abi.encode(signers)), _parties()
            )
        );
        _endorsementsRefused(t, new bytes[](0), abi.encodeWithSelector(IBook.NotEndorsed.selector, _id()));

        some = new bytes[](2);
        (some[0], some[1]) = (both[1], both[0]);
        bytes memory why = abi.encodeWithSelector(IBook.EndorsementsNotAscending.selector, VM.addr(keys[0]));
        _endorsementsRefused(t, some, why);
        (some[0], some[1]) = (both[0], both[0]);
        _endorsementsRefused(t, some, why);
        some[1] = hex"00";
        _endorsementsRefused(t, some, abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureLength.selector, 1));
        first.transition(t, both);
    }

    function testEndorsementsAreForOneBook() public {
        _create(first);
        Transition memory t = _step(first, _NEXT);
        bytes[] memory endorsements = _endorsed(second, t);
        VM.expectRevert();
        first.transition(t, endorsements);
    }

    function testAStepIsForOneEpoch() public {
        _create(first);
        Transition memory t = _step(first, _NEXT);
        _upgrade(TWO, first);
        _refused(t, abi.encodeWithSelector(IBook.StaleRelease.selector, _id(), 1, 2));
        t = _step(first, _NEXT);
        t.epoch = 3;
        _refused(t, abi.encodeWithSelector(IBook.StaleRelease.selector, _id(), 3, 2));
        t = _step(first, _NEXT);
        first.transition(t, _endorsed(first, t));
    }

    function testABookWithoutALineDoesNothing() public {
        Transition memory t = _step(second, _NEXT);
        bytes[] memory endorsements = _endorsed(second, t);
        VM.expectRevert(abi.encodeWithSelector(IBook.NotInitialized.selector));
        second.create(t, SALT, endorsements);
        // Nor does one that has a line but was not activated.
        VM.prank(address(consortium));
        second.initialize(LINE);
        VM.expectRevert(abi.encodeWithSelector(IBook.BookNotActive.selector, BookState.None));
        second.create(t, SALT, endorsements);
    }

    function testADrainingBookCreatesNothingAndFinishes() public {
        _create(first);
        _upgrade(TWO, second);
        Transition memory t = _step(first, _NEXT);
        first.transition(t, _endorsed(first, t));
        _expectRecord(first, 2, Status.Open);

        (t.sequence, t.previous) = (1, 0);
        _creationRefused(t, abi.encodeWithSelector(IBook.BookNotActive.selector, BookState.Draining));
    }

    function testASuspendedBookMovesNothingOn() public {
        bytes32 changeHash = _upgrade(TWO, second);
        _create(second);
        _revertNow(changeHash);
        Transition memory t = _step(second, _NEXT);
        bytes[] memory endorsements = _endorsed(second, t);
        bytes memory why = abi.encodeWithSelector(IBook.BookNotActive.selector, BookState.Suspended);
        VM.expectRevert(why);
        second.transition(t, endorsements);
        VM.expectRevert(why);
        second.create(t, SALT, endorsements);
    }

    /// Whatever one changes in an endorsed step, the Book refuses it.
    function testFuzzAnEndorsedStepCannotBeChanged(uint256 field, uint256 value) public {
        _create(first);
        Transition memory t = _step(first, _NEXT);
        bytes[] memory endorsements = _endorsed(first, t);
        bytes32 good = keccak256(abi.encode(t));
        field = _bound(field, 0, 6);
        if (field == 0) t.record = bytes32(value);
        if (field == 1) t.sequence = uint64(value);
        if (field == 2) t.previous = bytes32(value);
        if (field == 3) t.next = bytes32(value);
        if (field == 4) t.epoch = uint64(value);
        if (field == 5) t.status = uint8(value);
        if (field == 6) t.parties = bytes32(value);
        VM.assume(keccak256(abi.encode(t)) != good);
        (bool ok,) = address(first).call(abi.encodeCall(IBook.transition, (t, endorsements)));
        VM.assertFalse(ok, "a changed step was accepted");
        _expectRecord(first, 1, Status.Open);
    }

    /// Nor can an endorsement be changed.
    function testFuzzAnEndorsementCannotBeChanged(uint256 which, uint256 at, uint8 by) public {
        VM.assume(by != 0);
        _create(first);
        Transition memory t = _step(first, _NEXT);
        bytes[] memory endorsements = _endorsed(first, t);
        bytes memory e = endorsements[_bound(which, 0, 1)];
        at = _bound(at, 0, 64);
        e[at] = bytes1(uint8(e[at]) ^ by);
        (bool ok,) = address(first).call(abi.encodeCall(IBook.transition, (t, endorsements)));
        VM.assertFalse(ok, "a changed endorsement was accepted");
    }

    /// Any number of parties with any keys can hold a record.
    function testFuzzPartiesOfAnyNumber(uint256 count, uint256 seed, bytes32 salt) public {
        uint256[] memory keys = new uint256[](_bound(count, 1, 8));
        for (uint256 i = 0; i < keys.length; ++i) {
            keys[i] = _bound(uint256(keccak256(abi.encode(seed, i))), 1, type(uint128).max);
        }
        keys = _sorted(keys);
        bytes32 parties = keccak256(abi.encode(_addresses(keys)));
        bytes32 id = keccak256(abi.encode(parties, salt));
        Transition memory t = Transition(id, 1, 0, _NEXT, 1, uint8(Status.Open), parties);
        first.create(t, salt, _signAll(keys, first.hashTransition(t)));
        VM.assertEq(first.record(id).parties, parties, "parties");
    }

    function _creationRefused(Transition memory t, bytes memory why) private {
        bytes[] memory endorsements = _endorsed(first, t);
        VM.expectRevert(why);
        first.create(t, SALT, endorsements);
    }

    function _refused(Transition memory t, bytes memory why) private {
        _endorsementsRefused(t, _endorsed(first, t), why);
    }

    function _endorsementsRefused(Transition memory t, bytes[] memory endorsements, bytes memory why)
        private
    {
        VM.expectRevert(why);
        first.transition(t, endorsements);
    }
}
