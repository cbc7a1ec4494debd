// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Book} from "../src/Book.sol";
import {IBook, Novation, Record, Status, Transition} from "../src/IBook.sol";
import {BookState, Change} from "../src/IConsortium.sol";
import {Fixture} from "./Fixture.sol";

/// @title Records that move between Books
contract NovationTest is Fixture {
    bytes32 private constant _NEXT = keccak256("converted");
    bytes32 private _change2;

    /// @dev One record in the first Book, which drains into the second.
    function setUp() public override {
        super.setUp();
        _upgrade(ONE, first);
        _create(first);
        _change2 = _upgrade(TWO, second);
    }

    function testNovate() public {
        Novation memory n = _novation(first, second, _NEXT);
        bytes[] memory endorsements = _endorsed(first, n);
        VM.prank(STRANGER);
        VM.expectEmit();
        emit IBook.NovatedOut(_id(), 2, keccak256("state 1"), address(second), 2);
        VM.expectEmit();
        emit IBook.NovatedIn(_id(), 2, n.previous, _NEXT, address(first), 2, uint8(Status.Open));
        first.novateOut(n, endorsements);
        _expectRecord(first, 1, Status.NovatedOut);
        VM.assertEq(first.record(_id()).commitment, keccak256("state 1"), "what left");
        Record memory want = Record(_NEXT, 2, 2, Status.Open, _parties());
        VM.assertEq(keccak256(abi.encode(second.record(_id()))), keccak256(abi.encode(want)), "what arrived");
    }

    function testTheSequenceGoesOnThereAndBackAndThereAgain() public {
        _novate(first, second);
        Transition memory t = _step(second, keccak256("state 3"));
        second.transition(t, _endorsed(second, t));
        _revertNow(_change2);
        _expectBook(second, 2, BookState.Suspended);
        _novate(second, first);
        _expectRecord(first, 4, Status.Open);
        _expectRecord(second, 3, Status.NovatedOut);
        t = _step(first, keccak256("state 5"));
        first.transition(t, _endorsed(first, t));
        _upgrade(TWO, second);
        _novate(first, second);
        _expectRecord(second, 6, Status.Open);
        _expectRecord(first, 5, Status.NovatedOut);
    }

    function testARecordThatLeftDoesNothingHere() public {
        _novate(first, second);
        bytes memory gone = abi.encodeWithSelector(IBook.NotOpen.selector, _id(), Status.NovatedOut);
        Transition memory t = _step(first, _NEXT);
        bytes[] memory endorsements = _endorsed(first, t);
        VM.expectRevert(gone);
        first.transition(t, endorsements);
        _refused(_novation(first, second, _NEXT), gone);
    }

    function testARecordThatLeftCannotBeCreatedAgain() public {
        _novate(first, second);
        _upgrade(keccak256("3.0.0"), first);
        Transition memory t = _step(first, _NEXT);
        (t.sequence, t.previous) = (1, 0);
        bytes[] memory endorsements = _endorsed(first, t);
        VM.expectRevert(abi.encodeWithSelector(IBook.RecordExists.selector, _id()));
        first.create(t, SALT, endorsements);
    }

    function testARecordMayCloseOnArrival() public {
        Novation memory n = _novation(first, second, _NEXT);
        n.status = uint8(Status.Closed);
        first.novateOut(n, _endorsed(first, n));
        _expectRecord(second, 2, Status.Closed);
        n = _novation(second, first, _NEXT);
        bytes[] memory endorsements = _endorsed(second, n);
        VM.expectRevert(abi.encodeWithSelector(IBook.NotOpen.selector, _id(), Status.Closed));
        second.novateOut(n, endorsements);
    }

    function testNovateNeedsTheRecord() public {
        Novation memory n = _novation(first, second, _NEXT);
        n.sequence = 3;
        _refused(n, abi.encodeWithSelector(IBook.StaleSequence.selector, _id(), 3, 2));
        n = _novation(first, second, _NEXT);
        n.previous = _NEXT;
        _refused(
            n, abi.encodeWithSelector(IBook.WrongCommitment.selector, _id(), _NEXT, keccak256("state 1"))
        );
        n = _novation(first, second, _NEXT);
        n.parties = _NEXT;
        _refused(n, abi.encodeWithSelector(IBook.WrongParties.selector, _id(), _NEXT, _parties()));
        n = _novation(first, second, _NEXT);
        n.status = uint8(Status.NovatedOut);
        _refused(n, abi.encodeWithSelector(IBook.WrongStatus.selector, 3));
    }

    function testNovateNeedsBothEpochs() public {
        Novation memory n = _novation(first, second, _NEXT);
        n.epoch = 2;
        _refused(n, abi.encodeWithSelector(IBook.StaleRelease.selector, _id(), 2, 1));
        n = _novation(first, second, _NEXT);
        n.toEpoch = 1;
        _refused(n, abi.encodeWithSelector(IBook.StaleRelease.selector, _id(), 1, 2));
        _expectRecord(first, 1, Status.Open);
    }

    function testNovateNeedsEveryParty() public {
        Novation memory n = _novation(first, second, _NEXT);
        bytes[] memory endorsements = _endorsed(second, n);
        VM.expectRevert();
        first.novateOut(n, endorsements);
        VM.expectRevert(abi.encodeWithSelector(IBook.NotEndorsed.selector, _id()));
        first.novateOut(n, new bytes[](0));
    }

    function testNovateOnlyToTheActiveBook() public {
        _upgrade(keccak256("3.0.0"), new Book(address(consortium)));
        _refused(
            _novation(first, second, _NEXT),
            abi.encodeWithSelector(IBook.BookNotActive.selector, BookState.Draining)
        );
    }

    function testNovateOnlyToAnotherBookOfTheLine() public {
        Novation memory n = _novation(first, first, _NEXT);
        _refused(n, abi.encodeWithSelector(IBook.NotABook.selector, first));
        n.to = STRANGER;
        _refused(n, abi.encodeWithSelector(IBook.NotABook.selector, STRANGER));
        // A Book of another line does not count, nor one that was never activated.
        Book other = new Book(address(consortium));
        n.to = address(other);
        _refused(n, abi.encodeWithSelector(IBook.NotABook.selector, other));
        _otherLine(other);
        _refused(n, abi.encodeWithSelector(IBook.NotABook.selector, other));
    }

    /// @dev Activates the Book on a line of its own.
    function _otherLine(Book book) private {
        bytes memory init = abi.encodeCall(Book.initialize, (TWO));
        Change memory c = _change(ONE, book, init);
        (c.line, c.sequence, c.parent) = (TWO, 1, 0);
        bytes32 changeHash = _ready(c);
        _activate(changeHash, init);
    }

    function testOnlyABookOfTheLineMayHandRecordsOver() public {
        Novation memory n = _novation(first, second, _NEXT);
        VM.expectRevert(abi.encodeWithSelector(IBook.NotABook.selector, address(this)));
        second.novateIn(n);
        Book other = new Book(address(consortium));
        _otherLine(other);
        VM.prank(address(other));
        VM.expectRevert(abi.encodeWithSelector(IBook.NotABook.selector, other));
        second.novateIn(n);
        VM.prank(address(second));
        VM.expectRevert(abi.encodeWithSelector(IBook.NotABook.selector, second));
        second.novateIn(n);
    }

    function testABookWithoutALineTakesNothing() public {
        // Two Books of no line must not pass for siblings.
        Book one = new Book(address(consortium));
        Book two = new Book(address(consortium));
        Novation memory n = _novation(first, two, _NEXT);
        VM.prank(address(one));
        VM.expectRevert(abi.encodeWithSelector(IBook.NotABook.selector, one));
        two.novateIn(n);
    }

    /// What a Book takes does not rest on the good conduct of its siblings alone.
    function testArrivalsAreChecked() public {
        Novation memory n = _novation(first, second, _NEXT);
        n.to = address(first);
        _arrivalRefused(n, abi.encodeWithSelector(IBook.NotABook.selector, first));
        n = _novation(first, second, _NEXT);
        n.status = 0;
        _arrivalRefused(n, abi.encodeWithSelector(IBook.WrongStatus.selector, 0));

        _novate(first, second);
        n = _novation(first, second, _NEXT);
        n.sequence = 9;
        _arrivalRefused(n, abi.encodeWithSelector(IBook.RecordExists.selector, _id()));

        _upgrade(keccak256("3.0.0"), first);
        _novate(second, first);
        _upgrade(keccak256("4.0.0"), second);
        n = _novation(first, second, _NEXT);
        n.sequence = 2;
        _arrivalRefused(n, abi.encodeWithSelector(IBook.StaleSequence.selector, _id(), 2, 3));
        n.sequence = 4;
        n.parties = _NEXT;
        _arrivalRefused(n, abi.encodeWithSelector(IBook.WrongParties.selector, _id(), _NEXT, _parties()));
    }

    function _arrivalRefused(Novation memory n, bytes memory why) private {
        VM.prank(address(first));
        VM.expectRevert(why);
        second.novateIn(n);
    }

    function _refused(Novation memory n, bytes memory why) private {
        bytes[] memory endorsements = _endorsed(first, n);
        VM.expectRevert(why);
        first.novateOut(n, endorsements);
    }
}
