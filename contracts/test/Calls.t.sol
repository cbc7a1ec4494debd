// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Book} from "../src/Book.sol";
import {Call, Calls, ICalls, Stage} from "../src/ICalls.sol";
import {BookState, Change, ChangeStatus, IConsortium, Line, Membership} from "../src/IConsortium.sol";
import {Fixture} from "./Fixture.sol";
import {Ward} from "./Ward.sol";

/// @title Changes that bring calls, one thing at a time
contract CallsTest is Fixture {
    Ward private _ward;

    function setUp() public override {
        super.setUp();
        _ward = new Ward(address(consortium));
        _upgrade(ONE, first);
    }

    /// @dev Two calls for each stage: 11 and 12 prepare, 21 and 22 activate, 31 and 32 abort, 41 and
    /// 42 revert.
    function _calls() private view returns (Calls memory) {
        return Calls(_two(10), _two(20), _two(30), _two(40));
    }

    function _two(uint256 from) private view returns (Call[] memory all) {
        all = new Call[](2);
        all[0] = Call(address(_ward), abi.encodeCall(Ward.note, (from + 1)));
        all[1] = Call(address(_ward), abi.encodeCall(Ward.note, (from + 2)));
    }

    /// @dev Calls in the activating transaction only.
    function _bare() private view returns (Calls memory calls) {
        calls.activate = _two(20);
    }

    function _second() private view returns (Change memory) {
        return _change(TWO, second, _init());
    }

    function _prepare(bytes32 changeHash, Calls memory calls) private {
        VM.prank(_pod(2));
        consortium.prepare(changeHash, calls);
    }

    function _activateWith(bytes32 changeHash, Calls memory calls) private {
        VM.prank(_pod(1));
        consortium.activateWithCalls(changeHash, _init(), calls);
    }

    function _abort(bytes32 changeHash, uint256 member, Calls memory calls) private {
        VM.prank(_approver(member));
        consortium.abort(changeHash, calls);
    }

    function _expectNoted(uint256[] memory want) private view {
        VM.assertEq(_ward.count(), want.length, "calls");
        for (uint256 i = 0; i < want.length; ++i) {
            VM.assertEq(_ward.noted(i), want[i], "call");
        }
    }

    function _list(uint256 a, uint256 b, uint256 c) private pure returns (uint256[] memory all) {
        uint256[3] memory stages = [a, b, c];
        uint256 n = c != 0 ? 3 : b != 0 ? 2 : a != 0 ? 1 : 0;
        all = new uint256[](2 * n);
        for (uint256 i = 0; i < n; ++i) {
            (all[2 * i], all[2 * i + 1]) = (stages[i] + 1, stages[i] + 2);
        }
    }

    function _expectCalled(bytes32 changeHash, Stage stage, uint256 index, uint256 what) private {
        bytes32 data = keccak256(abi.encodeCall(Ward.note, (what)));
        VM.expectEmit();
        emit ICalls.Called(changeHash, stage, index, address(_ward), data);
    }

    // The whole way.

    function testPrepareActivateRevert() public {
        Change memory c = _second();
        Calls memory calls = _calls();
        bytes32 hash = keccak256(abi.encode(calls));
        bytes32 changeHash = consortium.hashChangeWithCalls(c, hash);
        VM.expectEmit();
        emit IConsortium.Proposed(changeHash, LINE, c);
        VM.expectEmit();
        emit ICalls.CallsProposed(changeHash, hash, 0);
        VM.assertEq(_readyWith(c, calls), changeHash, "hash");
        VM.assertEq(consortium.callsOf(changeHash), hash, "calls");
        _expectNoted(_list(0, 0, 0));

        VM.expectEmit();
        emit ICalls.Prepared(changeHash);
        _expectCalled(changeHash, Stage.Prepare, 0, 11);
        _expectCalled(changeHash, Stage.Prepare, 1, 12);
        _prepare(changeHash, calls);
        VM.assertEq(consortium.prepared(LINE), changeHash, "prepared");
        _expectStatus(changeHash, ChangeStatus.Proposed);
        _expectNoted(_list(10, 0, 0));

        _expectCalled(changeHash, Stage.Activate, 0, 21);
        _expectCalled(changeHash, Stage.Activate, 1, 22);
        _activateWith(changeHash, calls);
        VM.assertEq(consortium.prepared(LINE), 0, "prepared");
        _expectStatus(changeHash, ChangeStatus.Activated);
        _expectBook(second, 2, BookState.Active);
        _expectNoted(_list(10, 20, 0));

        _expectCalled(changeHash, Stage.Revert, 0, 41);
        _expectCalled(changeHash, Stage.Revert, 1, 42);
        _revertWith(changeHash, calls);
        _expectStatus(changeHash, ChangeStatus.Reverted);
        _expectBook(first, 3, BookState.Active);
        _expectNoted(_list(10, 20, 40));
    }

    function testWithoutPreparation() public {
        Calls memory calls = _bare();
        bytes32 changeHash = _readyWith(_second(), calls);
        VM.prank(_pod(1));
        VM.expectRevert(abi.encodeWithSelector(ICalls.NothingToPrepare.selector, changeHash));
        consortium.prepare(changeHash, calls);
        _activateWith(changeHash, calls);
        _expectNoted(_list(20, 0, 0));
        _revertWith(changeHash, calls);
        _expectNoted(_list(20, 0, 0));
        _expectStatus(changeHash, ChangeStatus.Reverted);
    }

    function testPrepareAbort() public {
        Calls memory calls = _calls();
        bytes32 changeHash = _readyWith(_second(), calls);
        _prepare(changeHash, calls);
        VM.expectEmit();
        emit IConsortium.Withdrawn(changeHash);
        _expectCalled(changeHash, Stage.Abort, 0, 31);
        _expectCalled(changeHash, Stage.Abort, 1, 32);
        _abort(changeHash, 0, calls);
        _expectStatus(changeHash, ChangeStatus.Withdrawn);
        VM.assertEq(consortium.prepared(LINE), 0, "prepared");
        _expectNoted(_list(10, 30, 0));
        _upgrade(TWO, second);
    }

    function testTheCallsAreSigned() public view {
        Change memory c = _second();
        bytes32 plain = consortium.hashChange(c);
        bytes32 calls = keccak256("calls");
        VM.assertEq(consortium.hashChangeWithCalls(c, 0), plain, "no calls");
        VM.assertTrue(consortium.hashChangeWithCalls(c, calls) != plain, "calls");
        bytes32 other = consortium.hashChangeWithCalls(c, keccak256("other"));
        VM.assertTrue(consortium.hashChangeWithCalls(c, calls) != other, "other calls");
    }

    function testAnApprovalIsForItsCalls() public {
        Change memory c = _second();
        bytes32 changeHash = _proposeWith(c, _calls());
        uint256[] memory keys = _approverKeys(1);
        bytes[] memory signatures = _signAll(keys, consortium.hashChange(c));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.WrongSignature.selector, VM.addr(keys[0])));
        consortium.approve(changeHash, _addresses(keys), signatures);
    }

    /// No calls at all are no calls, whichever function is used.
    function testNoCalls() public {
        Calls memory none;
        Change memory c = _second();
        VM.prank(_approver(0));
        bytes32 changeHash = consortium.proposeWithCalls(c, 0);
        VM.assertEq(changeHash, consortium.hashChange(c), "hash");
        _approve(changeHash, THRESHOLD);
        _vet(changeHash, MEMBERS);
        VM.prank(_pod(0));
        VM.expectRevert(abi.encodeWithSelector(ICalls.NothingToPrepare.selector, changeHash));
        consortium.prepare(changeHash, none);
        _activateWith(changeHash, none);
        _revertWith(changeHash, none);
        _expectStatus(changeHash, ChangeStatus.Reverted);
    }

    function testTheCallsSeeTheNewEpoch() public {
        Calls memory calls;
        calls.activate = _one(address(second), abi.encodeCall(Book.initialize, (LINE)));
        // The Book obeys, and is initialized by the call to the Book before.
        bytes32 changeHash = _readyWith(_second(), calls);
        _failed(
            Stage.Activate, 0, address(second), abi.encodeWithSignature("AlreadyInitialized(bytes32)", LINE)
        );
        _activateWith(changeHash, calls);
    }

    // What must not be.

    function testPrepareNeedsConsent() public {
        Calls memory calls = _calls();
        Change memory c = _second();
        bytes32 changeHash = _proposeWith(c, calls);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.TooFewApprovals.selector, 0, 2));
        _prepare(changeHash, calls);
        _approve(changeHash, 2);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.TooFewVetted.selector, 0, 3));
        _prepare(changeHash, calls);
        _vet(changeHash, 3);
        VM.prank(STRANGER);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotMember.selector, STRANGER));
        consortium.prepare(changeHash, calls);
        VM.prank(_pod(0));
        VM.expectRevert(
            abi.encodeWithSelector(IConsortium.NotProposed.selector, keccak256("?"), ChangeStatus.None)
        );
        consortium.prepare(keccak256("?"), calls);
        VM.warp(c.notAfter + 1);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.OutsideWindow.selector, c.notBefore, c.notAfter));
        _prepare(changeHash, calls);
        VM.warp(c.expiry + 1);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.Expired.selector, c.expiry));
        _prepare(changeHash, calls);
        _expectNoted(_list(0, 0, 0));
        VM.warp(c.notAfter);
        _prepare(changeHash, calls);
        VM.expectRevert(abi.encodeWithSelector(ICalls.AlreadyPrepared.selector, changeHash));
        _prepare(changeHash, calls);
        _expectNoted(_list(10, 0, 0));
    }

    function testPrepareBeforeTheWindowOpens() public {
        Calls memory calls = _calls();
        Change memory c = _second();
        c.notBefore += 100;
        bytes32 changeHash = _readyWith(c, calls);
        _prepare(changeHash, calls);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.OutsideWindow.selector, c.notBefore, c.notAfter));
        _activateWith(changeHash, calls);
        VM.warp(c.notBefore);
        _activateWith(changeHash, calls);
    }

    function testPrepareNeedsTheActiveParent() public {
        Calls memory calls = _calls();
        bytes32 changeHash = _readyWith(_second(), calls);
        _upgrade(keccak256("1.1.0"), first);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.WrongSequence.selector, 2, 3));
        _prepare(changeHash, calls);
    }

    function testPrepareNeedsTheMemberEpoch() public {
        Calls memory calls = _calls();
        bytes32 changeHash = _readyWith(_second(), calls);
        _setMembers(_nextMembers(MEMBERS, 0, THRESHOLD), THRESHOLD);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.StaleMemberEpoch.selector, 1, 2));
        _prepare(changeHash, calls);
    }

    function testActivateNeedsPreparation() public {
        Calls memory calls = _calls();
        bytes32 changeHash = _readyWith(_second(), calls);
        VM.expectRevert(abi.encodeWithSelector(ICalls.NotPrepared.selector, changeHash));
        _activateWith(changeHash, calls);
        VM.expectRevert(abi.encodeWithSelector(ICalls.NotPrepared.selector, changeHash));
        _abort(changeHash, 0, calls);
        // What is not prepared is taken back like any other.
        VM.prank(_pod(0));
        consortium.withdraw(changeHash);
        _expectStatus(changeHash, ChangeStatus.Withdrawn);
    }

    function testOnlyTheApprovedCalls() public {
        Calls memory calls = _calls();
        bytes32 changeHash = _readyWith(_second(), calls);
        Calls[6] memory others = [_calls(), _calls(), _calls(), _calls(), _calls(), _calls()];
        others[0].prepare = _two(50);
        others[1].activate = _two(50);
        others[2].abort = _two(50);
        others[3].revert = _two(50);
        (others[4].activate[0], others[4].activate[1]) = (others[4].activate[1], others[4].activate[0]);
        delete others[5];
        for (uint256 stage = 0; stage < 4; ++stage) {
            for (uint256 i = 0; i < others.length; ++i) {
                bytes32 given = i == 5 ? bytes32(0) : keccak256(abi.encode(others[i]));
                VM.expectRevert(
                    abi.encodeWithSelector(ICalls.WrongCalls.selector, given, keccak256(abi.encode(calls)))
                );
                if (stage == 0) _prepare(changeHash, others[i]);
                if (stage == 1) _abort(changeHash, 0, others[i]);
                if (stage == 2) _activateWith(changeHash, others[i]);
                if (stage == 3) this.revertIt(changeHash, others[i]);
            }
            if (stage == 0) _prepare(changeHash, calls);
            if (stage == 2) _activateWith(changeHash, calls);
        }
        _expectNoted(_list(10, 20, 0));
    }

    function revertIt(bytes32 changeHash, Calls memory calls) external {
        _revertWith(changeHash, calls);
    }

    function revertPlain(bytes32 changeHash) external {
        _revertNow(changeHash);
    }

    /// The functions for changes without calls do not pass the calls over.
    function testCallsCannotBeLeftOut() public {
        Calls memory calls = _calls();
        bytes32 hash = keccak256(abi.encode(calls));
        bytes32 changeHash = _readyWith(_second(), calls);
        bytes memory wrong = abi.encodeWithSelector(ICalls.WrongCalls.selector, bytes32(0), hash);
        _prepare(changeHash, calls);
        VM.expectRevert(wrong);
        _activate(changeHash, _init());
        VM.prank(_approver(0));
        VM.expectRevert(abi.encodeWithSelector(ICalls.AlreadyPrepared.selector, changeHash));
        consortium.withdraw(changeHash);
        _activateWith(changeHash, calls);
        VM.expectRevert(wrong);
        this.revertPlain(changeHash);
    }

    /// Nor can calls be brought to a change that was approved without.
    function testCallsCannotBeAdded() public {
        Calls memory calls = _bare();
        bytes32 changeHash = _ready(_second());
        bytes memory wrong =
            abi.encodeWithSelector(ICalls.WrongCalls.selector, keccak256(abi.encode(calls)), bytes32(0));
        VM.expectRevert(wrong);
        _activateWith(changeHash, calls);
        _activate(changeHash, _init());
        VM.expectRevert(wrong);
        this.revertIt(changeHash, calls);
    }

    // Calls that fail.

    function _failed(Stage stage, uint256 index, address target, bytes memory reason) private {
        VM.expectRevert(abi.encodeWithSelector(ICalls.CallFailed.selector, stage, index, target, reason));
    }

    function testAFailingCallLeavesEverything() public {
        Calls memory calls = _calls();
        bytes32 changeHash = _readyWith(_second(), calls);
        Line memory before = consortium.line(LINE);

        _ward.breakDown(true);
        _failed(Stage.Prepare, 0, address(_ward), abi.encodeWithSelector(Ward.Broken.selector, 11));
        _prepare(changeHash, calls);
        VM.assertEq(consortium.prepared(LINE), 0, "prepared");
        _ward.breakDown(false);
        _prepare(changeHash, calls);

        _ward.breakDown(true);
        _failed(Stage.Activate, 0, address(_ward), abi.encodeWithSelector(Ward.Broken.selector, 21));
        _activateWith(changeHash, calls);
        VM.assertEq(
            keccak256(abi.encode(consortium.line(LINE))), keccak256(abi.encode(before)), "line as before"
        );
        VM.assertEq(consortium.prepared(LINE), changeHash, "still prepared");
        _expectBook(second, 0, BookState.None);
        VM.assertEq(second.line(), 0, "the init call did not happen");
        _failed(Stage.Abort, 0, address(_ward), abi.encodeWithSelector(Ward.Broken.selector, 31));
        _abort(changeHash, 0, calls);
        _expectStatus(changeHash, ChangeStatus.Proposed);
        _ward.breakDown(false);
        _activateWith(changeHash, calls);

        _ward.breakDown(true);
        _failed(Stage.Revert, 0, address(_ward), abi.encodeWithSelector(Ward.Broken.selector, 41));
        this.revertIt(changeHash, calls);
        _expectStatus(changeHash, ChangeStatus.Activated);
        _expectBook(second, 2, BookState.Active);
        _ward.breakDown(false);
        _revertWith(changeHash, calls);
        _expectNoted(_list(10, 20, 40));
    }

    function testAllCallsOfAStageOrNone() public {
        Calls memory calls = _bare();
        calls.activate[1] = Call(address(first), "nothing that it has");
        bytes32 changeHash = _readyWith(_second(), calls);
        _failed(Stage.Activate, 1, address(first), "");
        _activateWith(changeHash, calls);
        _expectNoted(_list(0, 0, 0));
    }

    function testATargetMustBeAContract() public {
        Calls memory calls;
        calls.activate = _one(STRANGER, "");
        bytes32 changeHash = _readyWith(_second(), calls);
        _failed(Stage.Activate, 0, STRANGER, "");
        _activateWith(changeHash, calls);
    }

    function testTheConsortiumDoesNotCallItself() public {
        Calls memory calls = _bare();
        calls.activate[1] = Call(address(consortium), abi.encodeCall(IConsortium.memberEpoch, ()));
        bytes32 changeHash = _readyWith(_second(), calls);
        VM.expectRevert(abi.encodeWithSelector(ICalls.CallToSelf.selector, Stage.Activate, 1));
        _activateWith(changeHash, calls);
    }

    function testNobodyComesBack() public {
        Calls memory calls = _calls();
        bytes32 changeHash = _readyWith(_second(), calls);
        bytes[] memory ways = _waysBack(changeHash, calls);
        bytes memory busy = abi.encodeWithSelector(ICalls.Busy.selector);
        for (uint256 stage = 0; stage < 4; ++stage) {
            for (uint256 i = 0; i < ways.length; ++i) {
                _ward.comeBack(ways[i]);
                _failed(Stage(stage), 0, address(_ward), busy);
                if (stage == 0) _prepare(changeHash, calls);
                if (stage == 1) _activateWith(changeHash, calls);
                if (stage == 2) _abort(changeHash, 0, calls);
                if (stage == 3) this.revertIt(changeHash, calls);
            }
            _ward.comeBack("");
            if (stage == 0) _prepare(changeHash, calls);
            if (stage == 2) _activateWith(changeHash, calls);
        }
        // Afterwards the door is open again.
        _revertWith(changeHash, calls);
    }

    function _waysBack(bytes32 changeHash, Calls memory calls) private view returns (bytes[] memory ways) {
        (address[] memory none, bytes[] memory unsigned) = (new address[](0), new bytes[](0));
        Membership memory m = _nextMembers(1, 0, 1);
        ways = new bytes[](8);
        ways[0] = abi.encodeCall(ICalls.prepare, (changeHash, calls));
        ways[1] = abi.encodeCall(ICalls.abort, (changeHash, calls));
        ways[2] = abi.encodeCall(ICalls.activateWithCalls, (changeHash, _init(), calls));
        ways[3] = abi.encodeCall(IConsortium.activate, (changeHash, _init()));
        ways[4] = abi.encodeCall(ICalls.revertWithCalls, (changeHash, 0, none, unsigned, calls));
        ways[5] = abi.encodeCall(IConsortium.revertChange, (changeHash, 0, none, unsigned));
        ways[6] = abi.encodeCall(IConsortium.setMembers, (m, none, unsigned));
        ways[7] = abi.encodeCall(IConsortium.withdraw, (changeHash));
    }

    // One at a time, and never for ever.

    function testNothingElseHappensOnTheLineMeanwhile() public {
        bytes32 active = _upgrade(keccak256("1.1.0"), first);
        Calls memory calls = _calls();
        bytes32 rival = _ready(_change(keccak256("1.2.0"), first, ""));
        bytes32 other = _readyWith(_change(keccak256("1.3.0"), first, ""), calls);
        bytes32 changeHash = _readyWith(_second(), calls);
        _prepare(changeHash, calls);

        bytes memory taken = abi.encodeWithSelector(ICalls.AnotherPrepared.selector, changeHash);
        VM.expectRevert(taken);
        _activate(rival, "");
        VM.expectRevert(taken);
        _prepare(other, calls);
        VM.expectRevert(taken);
        this.revertPlain(active);

        _abort(changeHash, 0, calls);
        _revertNow(active);
    }

    function testAnotherLineGoesOn() public {
        Calls memory calls = _calls();
        _prepare(_readyWith(_second(), calls), calls);
        bytes memory init = abi.encodeCall(Book.initialize, (TWO));
        Book third = new Book(address(consortium));
        Change memory c = _change(TWO, third, init);
        (c.line, c.sequence, c.parent) = (TWO, 1, 0);
        _activate(_ready(c), init);
        VM.assertEq(consortium.line(TWO).epoch, 1, "epoch");
    }

    function testOnlyTheProposerAbortsInTime() public {
        Calls memory calls = _calls();
        Change memory c = _second();
        bytes32 changeHash = _readyWith(c, calls);
        _prepare(changeHash, calls);
        VM.warp(c.notAfter);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotProposer.selector, _approver(1)));
        _abort(changeHash, 1, calls);
        VM.prank(_pod(0));
        consortium.abort(changeHash, calls);
        _expectNoted(_list(10, 30, 0));
    }

    function testEveryMemberAbortsWhatIsTooLate() public {
        Calls memory calls = _calls();
        Change memory c = _second();
        bytes32 changeHash = _readyWith(c, calls);
        _prepare(changeHash, calls);
        VM.warp(c.notAfter + 1);
        VM.prank(STRANGER);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotMember.selector, STRANGER));
        consortium.abort(changeHash, calls);
        _abort(changeHash, 2, calls);
        _expectNoted(_list(10, 30, 0));
        VM.expectRevert(
            abi.encodeWithSelector(IConsortium.NotProposed.selector, changeHash, ChangeStatus.Withdrawn)
        );
        _abort(changeHash, 2, calls);
    }

    function testEveryMemberAbortsLongAfterExpiry() public {
        Calls memory calls = _calls();
        Change memory c = _second();
        bytes32 changeHash = _readyWith(c, calls);
        _prepare(changeHash, calls);
        VM.warp(c.expiry + 365 days);
        _abort(changeHash, 1, calls);
        _expectNoted(_list(10, 30, 0));
    }

    function testANewMemberSetAborts() public {
        Calls memory calls = _calls();
        bytes32 changeHash = _readyWith(_second(), calls);
        _prepare(changeHash, calls);
        // The proposer left; members 1 and 2 stay.
        _setMembers(_nextMembers(2, 1, 2), THRESHOLD);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.StaleMemberEpoch.selector, 1, 2));
        _activateWith(changeHash, calls);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotMember.selector, _approver(0)));
        _abort(changeHash, 0, calls);
        _abort(changeHash, 1, calls);
        _expectNoted(_list(10, 30, 0));
    }

    /// What cannot be taken back does not stop the line: a change that was proposed when that was
    /// known takes its place, and no other does.
    function testAFailingAbortDoesNotLock() public {
        Calls memory calls = _calls();
        bytes32 early = _readyWith(_change(keccak256("1.1.0"), first, ""), _bare());
        bytes32 changeHash = _readyWith(_second(), calls);
        _prepare(changeHash, calls);
        _ward.breakDown(true);
        VM.warp(block.timestamp + 1 days + 1);
        _failed(Stage.Abort, 0, address(_ward), abi.encodeWithSelector(Ward.Broken.selector, 31));
        _abort(changeHash, 1, calls);
        VM.warp(block.timestamp - 1 days - 1);

        Calls memory repair;
        repair.activate = _one(address(_ward), abi.encodeCall(Ward.breakDown, (false)));
        bytes32 hash = keccak256(abi.encode(repair));
        Change memory c = _change(keccak256("1.2.0"), first, "");
        bytes32 mender = consortium.hashChangeWithCalls(c, hash);
        VM.expectEmit();
        emit ICalls.CallsProposed(mender, hash, changeHash);
        _readyWith(c, repair);
        VM.assertEq(consortium.replaces(mender), changeHash, "replaces");
        c = _change(keccak256("1.3.0"), first, "");
        VM.prank(_approver(0));
        bytes32 plain = consortium.proposeWithCalls(c, 0);
        VM.assertEq(consortium.replaces(plain), 0, "a change without calls replaces nothing");
        _approve(plain, THRESHOLD);
        _vet(plain, MEMBERS);

        bytes memory taken = abi.encodeWithSelector(ICalls.AnotherPrepared.selector, changeHash);
        VM.prank(_pod(0));
        VM.expectRevert(taken);
        consortium.activateWithCalls(early, "", _bare());
        VM.expectRevert(taken);
        _activate(plain, "");

        VM.prank(_pod(0));
        VM.expectEmit();
        emit ICalls.Replaced(changeHash, mender);
        consortium.activateWithCalls(mender, "", repair);
        _expectStatus(changeHash, ChangeStatus.Withdrawn);
        _expectStatus(mender, ChangeStatus.Activated);
        VM.assertEq(consortium.prepared(LINE), 0, "prepared");
        VM.assertFalse(_ward.broken(), "repaired");
        VM.warp(block.timestamp + 1 days + 1);
        VM.expectRevert(
            abi.encodeWithSelector(IConsortium.NotProposed.selector, changeHash, ChangeStatus.Withdrawn)
        );
        _abort(changeHash, 1, calls);
        _expectNoted(_list(10, 0, 0));
    }

    function testAPreparationTakesThePlaceOfAnother() public {
        Calls memory calls = _calls();
        bytes32 changeHash = _readyWith(_second(), calls);
        _prepare(changeHash, calls);
        bytes32 next = _readyWith(_change(keccak256("1.1.0"), first, ""), calls);
        VM.expectEmit();
        emit ICalls.Replaced(changeHash, next);
        _prepare(next, calls);
        VM.assertEq(consortium.prepared(LINE), next, "prepared");
        _expectStatus(changeHash, ChangeStatus.Withdrawn);
        _abort(next, 0, calls);
        VM.assertEq(consortium.prepared(LINE), 0, "prepared");
    }

    /// The one that was there when a change was proposed is gone: it is like any other now.
    function testOnlyThatOneIsReplaced() public {
        Calls memory calls = _calls();
        bytes32 changeHash = _readyWith(_second(), calls);
        _prepare(changeHash, calls);
        bytes32 next = _readyWith(_change(keccak256("1.1.0"), first, ""), calls);
        Change memory c = _second();
        c.plan = keccak256("again");
        bytes32 again = _readyWith(c, calls);
        _abort(changeHash, 0, calls);
        _prepare(again, calls);
        VM.expectRevert(abi.encodeWithSelector(ICalls.AnotherPrepared.selector, again));
        _prepare(next, calls);
    }
}
