// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";

import {Book} from "../src/Book.sol";
import {IBook} from "../src/IBook.sol";
import {BookState, Change, ChangeStatus, IConsortium, Line, Revert} from "../src/IConsortium.sol";
import {Faulty} from "./Faulty.sol";
import {Fixture} from "./Fixture.sol";

/// @title Activations and reverts
contract ActivationTest is Fixture {
    function testActivate() public {
        bytes32 changeHash = _ready(_change(ONE, first, _init()));
        VM.prank(_approver(2));
        VM.expectEmit();
        emit IConsortium.Activated(LINE, 1, changeHash, ONE, address(first), 0, address(0));
        consortium.activate(changeHash, _init());
        _expectStatus(changeHash, ChangeStatus.Activated);
        _expectBook(first, 1, BookState.Active);
        VM.assertEq(first.line(), LINE, "line of the book");

        Line memory line = consortium.line(LINE);
        Line memory want = Line(ONE, address(first), 1, 1, changeHash, uint64(START), 0, 0, address(0));
        VM.assertEq(keccak256(abi.encode(line)), keccak256(abi.encode(want)), "line");
    }

    function testActivateToAnotherBook() public {
        _upgrade(ONE, first);
        bytes32 changeHash = _ready(_change(TWO, second, _init()));
        VM.expectEmit();
        emit IConsortium.Activated(LINE, 2, changeHash, TWO, address(second), ONE, address(first));
        _activate(changeHash, _init());
        _expectBook(first, 1, BookState.Draining);
        _expectBook(second, 2, BookState.Active);
        Line memory line = consortium.line(LINE);
        uint64 until = uint64(START + 1 hours);
        Line memory want =
            Line(TWO, address(second), 2, 2, changeHash, uint64(START), until, ONE, address(first));
        VM.assertEq(keccak256(abi.encode(line)), keccak256(abi.encode(want)), "line");
    }

    function testActivateInTheSameBook() public {
        _upgrade(ONE, first);
        _upgrade(TWO, first);
        _expectBook(first, 2, BookState.Active);
        VM.assertEq(consortium.line(LINE).release, TWO, "release");
    }

    function testADrainingBookCanComeBack() public {
        _upgrade(ONE, first);
        _upgrade(TWO, second);
        _upgrade(keccak256("3.0.0"), first);
        _expectBook(first, 3, BookState.Active);
        _expectBook(second, 2, BookState.Draining);
    }

    function testActivateIsForMembers() public {
        bytes32 changeHash = _ready(_change(ONE, first, _init()));
        VM.prank(STRANGER);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotMember.selector, STRANGER));
        consortium.activate(changeHash, _init());
    }

    function testActivateNeedsApprovals() public {
        bytes32 changeHash = _propose(_change(ONE, first, _init()));
        _vet(changeHash, 3);
        _approve(changeHash, 1);
        _activationRefused(
            changeHash, _init(), abi.encodeWithSelector(IConsortium.TooFewApprovals.selector, 1, 2)
        );
    }

    function testActivateNeedsReadiness() public {
        bytes32 changeHash = _propose(_change(ONE, first, _init()));
        _approve(changeHash, 3);
        _vet(changeHash, 2);
        _activationRefused(
            changeHash, _init(), abi.encodeWithSelector(IConsortium.TooFewVetted.selector, 2, 3)
        );
    }

    function testActivateNeedsItsWindow() public {
        Change memory c = _change(ONE, first, _init());
        c.notBefore = uint64(START + 100);
        bytes32 changeHash = _ready(c);
        bytes memory outside =
            abi.encodeWithSelector(IConsortium.OutsideWindow.selector, c.notBefore, c.notAfter);
        VM.warp(c.notBefore - 1);
        _activationRefused(changeHash, _init(), outside);
        VM.warp(c.notAfter + 1);
        _activationRefused(changeHash, _init(), outside);
        VM.warp(c.expiry + 1);
        _activationRefused(
            changeHash, _init(), abi.encodeWithSelector(IConsortium.Expired.selector, c.expiry)
        );
        VM.warp(c.notAfter);
        _activate(changeHash, _init());
    }

    function testActivateInTheFirstSecond() public {
        Change memory c = _change(ONE, first, _init());
        c.notBefore = uint64(START + 100);
        bytes32 changeHash = _ready(c);
        VM.warp(c.notBefore);
        _activate(changeHash, _init());
    }

    function testOnlyOneOfTwoRivalsActivates() public {
        bytes32 changeHash = _ready(_change(ONE, first, _init()));
        bytes32 rival = _ready(_change(TWO, second, _init()));
        _activate(changeHash, _init());
        _activationRefused(rival, _init(), abi.encodeWithSelector(IConsortium.WrongSequence.selector, 1, 2));
    }

    function testActivateOnce() public {
        bytes32 changeHash = _upgrade(ONE, first);
        _activationRefused(
            changeHash,
            _init(),
            abi.encodeWithSelector(IConsortium.NotProposed.selector, changeHash, ChangeStatus.Activated)
        );
    }

    function testActivateNeedsTheApprovedCall() public {
        bytes32 changeHash = _ready(_change(ONE, first, _init()));
        bytes memory other = abi.encodeCall(Book.initialize, (TWO));
        _activationRefused(
            changeHash,
            other,
            abi.encodeWithSelector(IConsortium.WrongInitCall.selector, keccak256(other), keccak256(_init()))
        );
    }

    function testActivateNeedsTheApprovedCode() public {
        bytes32 changeHash = _ready(_change(ONE, first, _init()));
        bytes32 approved = address(first).codehash;
        VM.etch(address(first), hex"00");
        _activationRefused(
            changeHash,
            _init(),
            abi.encodeWithSelector(IConsortium.WrongCode.selector, first, address(first).codehash, approved)
        );
    }

    function testActivateNeedsABookOfThisConsortium() public {
        // The code is the approved one, but it obeys somebody else.
        Book foreign = new Book(address(this));
        foreign.initialize(LINE);
        bytes32 changeHash = _ready(_change(ONE, foreign, ""));
        _activationRefused(changeHash, "", abi.encodeWithSelector(IConsortium.BookNotBound.selector, foreign));

        // It obeys, but was never told its line.
        changeHash = _ready(_change(TWO, first, ""));
        _activationRefused(changeHash, "", abi.encodeWithSelector(IConsortium.BookNotBound.selector, first));

        // It was told another line.
        bytes memory init = abi.encodeCall(Book.initialize, (TWO));
        changeHash = _ready(_change(TWO, first, init));
        _activationRefused(changeHash, init, abi.encodeWithSelector(IConsortium.BookNotBound.selector, first));
    }

    function testAFailedInitCallLeavesGovernanceCallable() public {
        Faulty faulty = new Faulty(address(consortium));
        bytes memory init = abi.encodeCall(Faulty.start, (LINE));
        bytes32 changeHash = _ready(_change(ONE, faulty, init));
        _activationRefused(changeHash, init, abi.encodeWithSelector(Faulty.Broken.selector));
        _expectStatus(changeHash, ChangeStatus.Proposed);
        VM.assertEq(consortium.line(LINE).epoch, 0, "epoch");
        _expectBook(faulty, 0, BookState.None);

        // The same change goes through once the cause is gone.
        faulty.repair();
        _activate(changeHash, init);
        _expectBook(faulty, 1, BookState.Active);
    }

    function testAfterAFailedInitCallAnotherChangeCanBeMade() public {
        Faulty faulty = new Faulty(address(consortium));
        bytes memory init = abi.encodeCall(Faulty.silent, ());
        bytes32 changeHash = _ready(_change(ONE, faulty, init));
        _activationRefused(changeHash, init, abi.encodeWithSelector(Errors.FailedCall.selector));
        _upgrade(TWO, first);
        VM.assertEq(consortium.line(LINE).release, TWO, "release");
    }

    function _activationRefused(bytes32 changeHash, bytes memory init, bytes memory why) private {
        VM.prank(_approver(0));
        VM.expectRevert(why);
        consortium.activate(changeHash, init);
    }

    function testRevert() public {
        _upgrade(ONE, first);
        bytes32 changeHash = _upgrade(TWO, second);
        VM.warp(START + 1 hours);
        VM.expectEmit();
        emit IConsortium.Reverted(LINE, 3, changeHash, ONE, address(first), keccak256("reason"));
        _revertNow(changeHash);
        _expectStatus(changeHash, ChangeStatus.Reverted);
        _expectBook(first, 3, BookState.Active);
        _expectBook(second, 2, BookState.Suspended);
        Line memory line = consortium.line(LINE);
        Line memory want =
            Line(ONE, address(first), 3, 2, changeHash, uint64(START + 1 hours), 0, 0, address(0));
        VM.assertEq(keccak256(abi.encode(line)), keccak256(abi.encode(want)), "line");
    }

    function testRevertInTheSameBook() public {
        _upgrade(ONE, first);
        _revertNow(_upgrade(TWO, first));
        _expectBook(first, 3, BookState.Active);
        VM.assertEq(consortium.line(LINE).release, ONE, "release");
    }

    function testForwardAgainAfterARevert() public {
        _upgrade(ONE, first);
        _revertNow(_upgrade(TWO, second));
        Change memory c = _change(TWO, second, "");
        VM.assertEq(c.sequence, 3, "the reverted change counts");
        bytes32 changeHash = _ready(c);
        _activate(changeHash, "");
        _expectBook(second, 4, BookState.Active);
        _expectBook(first, 3, BookState.Draining);
        _revertNow(changeHash);
        _expectBook(first, 5, BookState.Active);
        _expectBook(second, 4, BookState.Suspended);
    }

    function testRevertOnce() public {
        _upgrade(ONE, first);
        bytes32 changeHash = _upgrade(TWO, second);
        _revertNow(changeHash);
        _revertRefused(
            changeHash,
            2,
            abi.encodeWithSelector(IConsortium.NotActivated.selector, changeHash, ChangeStatus.Reverted)
        );
    }

    function testRevertOnlyWhatIsActive() public {
        _upgrade(ONE, first);
        bytes32 changeHash = _upgrade(TWO, second);
        bytes32 open = _propose(_change(keccak256("3.0.0"), second, ""));
        _revertRefused(
            open, 2, abi.encodeWithSelector(IConsortium.NotActivated.selector, open, ChangeStatus.Proposed)
        );
        _upgrade(keccak256("3.0.0"), first);
        _revertRefused(
            changeHash,
            2,
            abi.encodeWithSelector(IConsortium.NotActivated.selector, changeHash, ChangeStatus.Activated)
        );
        _revertRefused(0, 2, abi.encodeWithSelector(IConsortium.NotActivated.selector, 0, ChangeStatus.None));
    }

    function testRevertNeedsItsWindow() public {
        _upgrade(ONE, first);
        bytes32 changeHash = _upgrade(TWO, second);
        VM.warp(START + 1 hours + 1);
        _revertRefused(
            changeHash, 2, abi.encodeWithSelector(IConsortium.RevertWindowClosed.selector, START + 1 hours)
        );
    }

    function testRevertNeedsThatTheChangeAllowsIt() public {
        bytes32 changeHash = _upgrade(ONE, first);
        _revertRefused(changeHash, 2, abi.encodeWithSelector(IConsortium.RevertWindowClosed.selector, 0));
        Change memory c = _change(TWO, second, _init());
        c.revertWindow = 0;
        changeHash = _ready(c);
        _activate(changeHash, _init());
        _revertRefused(changeHash, 2, abi.encodeWithSelector(IConsortium.RevertWindowClosed.selector, 0));
    }

    function testRevertNeedsItsQuorum() public {
        _upgrade(ONE, first);
        bytes32 changeHash = _upgrade(TWO, second);
        _revertRefused(changeHash, 1, abi.encodeWithSelector(IConsortium.TooFewSignatures.selector, 1, 2));
    }

    function testARevertIsForOneEpochAndOneReason() public {
        _upgrade(ONE, first);
        bytes32 changeHash = _upgrade(TWO, second);
        uint256[] memory keys = _approverKeys(2);
        bytes32 reason = keccak256("reason");
        bytes memory wrong = abi.encodeWithSelector(IConsortium.WrongSignature.selector, VM.addr(keys[0]));
        bytes[] memory signatures = _signAll(keys, consortium.hashRevert(Revert(changeHash, 1, reason)));
        VM.expectRevert(wrong);
        consortium.revertChange(changeHash, reason, _addresses(keys), signatures);
        signatures = _signAll(keys, consortium.hashRevert(Revert(changeHash, 2, keccak256("other"))));
        VM.expectRevert(wrong);
        consortium.revertChange(changeHash, reason, _addresses(keys), signatures);
    }

    function _revertRefused(bytes32 changeHash, uint256 signers, bytes memory why) private {
        bytes32 reason = keccak256("reason");
        uint64 epoch = consortium.line(LINE).epoch;
        uint256[] memory keys = _approverKeys(signers);
        bytes[] memory signatures = _signAll(keys, consortium.hashRevert(Revert(changeHash, epoch, reason)));
        VM.expectRevert(why);
        consortium.revertChange(changeHash, reason, _addresses(keys), signatures);
    }

    function testTwoLinesDoNotTouch() public {
        _upgrade(ONE, first);
        Change memory c = _change(TWO, second, abi.encodeCall(Book.initialize, (TWO)));
        (c.line, c.sequence, c.parent) = (TWO, 1, 0);
        bytes32 changeHash = _ready(c);
        _activate(changeHash, abi.encodeCall(Book.initialize, (TWO)));
        VM.assertEq(consortium.line(LINE).epoch, 1, "epoch of the first line");
        VM.assertEq(consortium.line(TWO).epoch, 1, "epoch of the second line");
        _expectBook(first, 1, BookState.Active);
    }

    function testInitializeIsForTheConsortiumOnce() public {
        VM.expectRevert(abi.encodeWithSelector(IBook.NotConsortium.selector, address(this)));
        first.initialize(LINE);
        _upgrade(ONE, first);
        VM.prank(address(consortium));
        VM.expectRevert(abi.encodeWithSelector(IBook.AlreadyInitialized.selector, LINE));
        first.initialize(LINE);
        VM.prank(address(consortium));
        VM.expectRevert(abi.encodeWithSelector(IBook.NotInitialized.selector));
        second.initialize(0);
    }
}
