// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Book} from "../src/Book.sol";
import {Calls, ICalls} from "../src/ICalls.sol";
import {BookState, Change, ChangeStatus, IConsortium} from "../src/IConsortium.sol";
import {ICourse, Kind, Policy, Resolution, Stance} from "../src/ICourse.sol";
import {Hostile} from "./Hostile.sol";
import {Voting} from "./Voting.sol";
import {Ward} from "./Ward.sol";

/// @title Votes, policies, windows, pauses and resolutions
contract CourseTest is Voting {
    function _policy(uint256 threshold, uint256 class, uint256 period, uint256 required, uint256 veto)
        private
        pure
        returns (Policy)
    {
        return Policy.wrap(bytes32(threshold << 224 | class << 192 | period << 128 | required << 64 | veto));
    }

    function _proposeUnder(Change memory c, Policy policy) private returns (bytes32) {
        VM.prank(_approver(0));
        return consortium.proposeWithPolicy(c, 0, policy);
    }

    function _vote(bytes32 changeHash, uint256 member, uint64 number, Stance stance) private {
        bytes memory signature = _ballot(changeHash, member, number, stance);
        VM.prank(STRANGER);
        consortium.vote(changeHash, number, stance, 0, _approver(member), signature);
    }

    function _voteRefused(bytes32 changeHash, uint256 member, uint64 number, Stance stance, bytes memory why)
        private
    {
        bytes memory signature = _ballot(changeHash, member, number, stance);
        VM.expectRevert(why);
        consortium.vote(changeHash, number, stance, 0, _approver(member), signature);
    }

    function _approveOne(bytes32 changeHash, uint256 member) private {
        (address[] memory who, bytes[] memory signatures) = (new address[](1), new bytes[](1));
        (who[0], signatures[0]) = (_approver(member), _sign(_approverKey(member), changeHash));
        consortium.approve(changeHash, who, signatures);
    }

    function _activationRefused(bytes32 changeHash, bytes memory why) private {
        VM.prank(_pod(1));
        VM.expectRevert(why);
        consortium.activate(changeHash, _init());
    }

    function _resolve(Resolution memory r, uint256 signers) private {
        uint256[] memory keys = _approverKeys(signers);
        bytes[] memory signatures = _signedResolution(r, keys);
        consortium.resolve(r, _addresses(keys), signatures);
    }

    function _resolutionRefused(Resolution memory r, uint256 signers, bytes memory why) private {
        uint256[] memory keys = _approverKeys(signers);
        bytes[] memory signatures = _signedResolution(r, keys);
        VM.expectRevert(why);
        consortium.resolve(r, _addresses(keys), signatures);
    }

    // Votes.

    function testAVoteIsTakenBack() public {
        bytes32 changeHash = _ready(_change(ONE, first, _init()));
        VM.expectEmit();
        emit ICourse.Voted(changeHash, _approver(0), 2, Stance.None, 0);
        _vote(changeHash, 0, 2, Stance.None);
        _activationRefused(changeHash, abi.encodeWithSelector(IConsortium.TooFewApprovals.selector, 1, 2));
        VM.assertFalse(consortium.approvedBy(changeHash, _approver(0)), "still approved");

        // The approval that was signed first does not count again, nor does any vote.
        (address[] memory who, bytes[] memory signatures) = (new address[](1), new bytes[](1));
        (who[0], signatures[0]) = (_approver(0), _sign(_approverKey(0), changeHash));
        VM.expectRevert(abi.encodeWithSelector(ICourse.StaleVote.selector, _approver(0), 3));
        consortium.approve(changeHash, who, signatures);
        _voteRefused(
            changeHash, 0, 2, Stance.None, abi.encodeWithSelector(ICourse.StaleVote.selector, _approver(0), 3)
        );
        _vote(changeHash, 0, 3, Stance.Approved);
        (Stance stance, uint64 votes) = consortium.voteOf(changeHash, _approver(0));
        VM.assertTrue(stance == Stance.Approved && votes == 3, "vote");
        _activate(changeHash, _init());
    }

    function testAVoteIsSigned() public {
        bytes32 changeHash = _propose(_change(ONE, first, _init()));
        bytes memory signature = _ballot(changeHash, 1, 1, Stance.Rejected);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.WrongSignature.selector, _approver(1)));
        consortium.vote(changeHash, 1, Stance.Approved, 0, _approver(1), signature);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.WrongSignature.selector, _approver(2)));
        consortium.vote(changeHash, 1, Stance.Rejected, 0, _approver(2), signature);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotApprover.selector, STRANGER));
        consortium.vote(changeHash, 1, Stance.Rejected, 0, STRANGER, signature);
        // A vote for another chain.
        uint256 here = block.chainid;
        VM.chainId(here + 1);
        signature = _ballot(changeHash, 1, 1, Stance.Rejected);
        VM.chainId(here);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.WrongSignature.selector, _approver(1)));
        consortium.vote(changeHash, 1, Stance.Rejected, 0, _approver(1), signature);
    }

    function testRejectionsEndAChange() public {
        bytes32 changeHash = _propose(_change(ONE, first, _init()));
        _vote(changeHash, 1, 1, Stance.Rejected);
        _expectStatus(changeHash, ChangeStatus.Proposed);
        _vote(changeHash, 1, 2, Stance.None);
        _vote(changeHash, 2, 1, Stance.Rejected);
        _expectStatus(changeHash, ChangeStatus.Proposed);
        VM.expectEmit();
        emit ICourse.Refused(changeHash, _approver(0));
        _vote(changeHash, 0, 1, Stance.Rejected);
        _expectStatus(changeHash, ChangeStatus.Withdrawn);
        _voteRefused(
            changeHash,
            1,
            3,
            Stance.Approved,
            abi.encodeWithSelector(IConsortium.NotProposed.selector, changeHash, ChangeStatus.Withdrawn)
        );
    }

    function testAPreparedChangeIsRefusedAndAborted() public {
        Ward ward = new Ward(address(consortium));
        Calls memory calls;
        calls.prepare = _one(address(ward), abi.encodeCall(Ward.freeze, (true)));
        calls.abort = _one(address(ward), abi.encodeCall(Ward.freeze, (false)));
        bytes32 changeHash = _readyWith(_change(ONE, first, _init()), calls);
        VM.prank(_pod(1));
        consortium.prepare(changeHash, calls);
        _vote(changeHash, 1, 2, Stance.Rejected);
        _vote(changeHash, 2, 1, Stance.Rejected);
        _expectStatus(changeHash, ChangeStatus.Proposed);
        (, uint32 rejections,, bool refused) = consortium.courseOf(changeHash);
        VM.assertTrue(refused && rejections == 2, "refused");
        _vote(changeHash, 2, 2, Stance.Approved);
        VM.prank(_pod(1));
        VM.expectRevert(ICourse.IsRefused.selector);
        consortium.activateWithCalls(changeHash, _init(), calls);
        VM.prank(_pod(2)); // not the proposer
        consortium.abort(changeHash, calls);
        VM.assertFalse(ward.frozen(), "frozen");
    }

    // Policies.

    function testAPolicyIsSigned() public {
        Change memory c = _change(ONE, first, _init());
        Policy policy = _policy(3, 0, 0, 0, 0);
        bytes32 changeHash = _proposeUnder(c, policy);
        VM.assertEq(changeHash, consortium.hashChangeWithPolicy(c, 0, policy), "hash");
        VM.assertTrue(changeHash != consortium.hashChange(c), "the policy is not in the hash");
        VM.assertEq(
            Policy.unwrap(consortium.policyOf(changeHash)), Policy.unwrap(policy), "what is remembered"
        );
        _approve(changeHash, 2);
        _vet(changeHash, 3);
        _activationRefused(changeHash, abi.encodeWithSelector(IConsortium.TooFewApprovals.selector, 2, 3));
        _approveOne(changeHash, 2);
        _activate(changeHash, _init());
    }

    function testAPolicyAsksForNoLess() public {
        bytes32 changeHash = _proposeUnder(_change(ONE, first, _init()), _policy(1, 0, 0, 0, 1));
        _approve(changeHash, 1);
        _vet(changeHash, 3);
        _activationRefused(changeHash, abi.encodeWithSelector(IConsortium.TooFewApprovals.selector, 1, 2));
    }

    function testAMemberIsRequired() public {
        bytes32 changeHash = _proposeUnder(_change(ONE, first, _init()), _policy(0, 0, 0, 4, 0));
        _approveOne(changeHash, 0);
        _approveOne(changeHash, 1);
        _vet(changeHash, 3);
        _activationRefused(changeHash, abi.encodeWithSelector(ICourse.ApprovalMissing.selector, 2));
        _approveOne(changeHash, 2);
        _activate(changeHash, _init());
    }

    function testAVetoAndARequiredMemberEndAChange() public {
        for (uint256 i = 0; i < 2; ++i) {
            Change memory c = _change(ONE, first, _init());
            c.plan = bytes32(i);
            bytes32 changeHash = _proposeUnder(c, i == 0 ? _policy(0, 0, 0, 0, 2) : _policy(0, 0, 0, 2, 0));
            _vote(changeHash, 0, 1, Stance.Rejected);
            _expectStatus(changeHash, ChangeStatus.Proposed);
            // Taken back, so that the next rejection is the only one.
            _vote(changeHash, 0, 2, Stance.None);
            _vote(changeHash, 1, 1, Stance.Rejected);
            _expectStatus(changeHash, ChangeStatus.Withdrawn);
        }
    }

    function testPoliciesThatCannotBe() public {
        Change memory c = _change(ONE, first, _init());
        c.readiness = 2;
        Policy[5] memory all = [
            _policy(4, 0, 0, 0, 0),
            _policy(0, 0, 0, 8, 0),
            _policy(0, 0, 0, 0, 8),
            _policy(0, 0, 1 days, 0, 0),
            _policy(0, 1, 0, 0, 0) // not all pods vet
        ];
        for (uint256 i = 0; i < all.length; ++i) {
            VM.prank(_approver(0));
            VM.expectRevert(ICourse.WrongPolicy.selector);
            consortium.proposeWithPolicy(c, 0, all[i]);
        }
        _proposeUnder(c, _policy(3, 0, 1 days + 1, 7, 7));
    }

    function testAClassIsAgreed() public {
        _resolve(_resolution(Kind.Agree, bytes32(uint256(7)), uint64(block.timestamp + 1 hours), 1), 2);
        Change memory c = _change(ONE, first, _init());
        bytes32 changeHash = _proposeUnder(c, _policy(0, 7, 0, 0, 0));
        _approveOne(changeHash, 2);
        _vet(changeHash, 3);
        // It holds while nobody rejects,
        _vote(changeHash, 1, 1, Stance.Rejected);
        _activationRefused(changeHash, abi.encodeWithSelector(IConsortium.TooFewApprovals.selector, 1, 2));
        _vote(changeHash, 1, 2, Stance.None);
        // until its end,
        VM.warp(block.timestamp + 1 hours + 1);
        _activationRefused(changeHash, abi.encodeWithSelector(IConsortium.TooFewApprovals.selector, 1, 2));
        VM.warp(block.timestamp - 1);
        // and in the member set that agreed.
        (uint32 quorum,) = consortium.agreementOf(1, 7);
        VM.assertEq(quorum, 1, "quorum");
        _activate(changeHash, _init());
        _setMembers(_nextMembers(3, 0, 2), THRESHOLD);
        changeHash = _proposeUnder(_change(TWO, second, _init()), _policy(0, 7, 0, 0, 0));
        _approveOne(changeHash, 2);
        _vet(changeHash, 3);
        _activationRefused(changeHash, abi.encodeWithSelector(IConsortium.TooFewApprovals.selector, 1, 2));
    }

    // Windows.

    function testAWindowComesAgain() public {
        Change memory c = _change(ONE, first, _init());
        (c.notAfter, c.expiry) = (c.notBefore + 1 hours, c.notBefore + 49 hours);
        bytes32 changeHash = _proposeUnder(c, _policy(0, 0, 1 days, 0, 0));
        _approve(changeHash, 2);
        _vet(changeHash, 3);
        VM.warp(START + 1 hours + 1);
        _activationRefused(
            changeHash,
            abi.encodeWithSelector(
                IConsortium.OutsideWindow.selector, START + 1 days, START + 1 days + 1 hours
            )
        );
        VM.warp(START + 49 hours + 1);
        _activationRefused(changeHash, abi.encodeWithSelector(IConsortium.Expired.selector, c.expiry));
        VM.warp(START + 2 days + 1 hours);
        _activate(changeHash, _init());
    }

    function testAChangeIsPostponed() public {
        Change memory c = _change(ONE, first, _init());
        bytes32 changeHash = _ready(c);
        VM.prank(_approver(1));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotProposer.selector, _approver(1)));
        consortium.postpone(changeHash, c.notAfter);
        VM.prank(_pod(0));
        VM.expectRevert(ICourse.WrongDelay.selector);
        consortium.postpone(changeHash, c.notAfter + 1);
        VM.prank(_pod(0));
        VM.expectRevert(ICourse.WrongDelay.selector);
        consortium.postpone(changeHash, c.notBefore - 1);
        VM.prank(_pod(0));
        consortium.postpone(changeHash, c.notAfter);
        _activationRefused(
            changeHash, abi.encodeWithSelector(IConsortium.OutsideWindow.selector, c.notAfter, c.notAfter)
        );
        VM.warp(c.notAfter);
        _activate(changeHash, _init());
    }

    // Pauses.

    function testAPause() public {
        bytes32 changeHash = _ready(_change(ONE, first, _init()));
        uint64 until = uint64(START + 3 days);
        VM.prank(STRANGER);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotMember.selector, STRANGER));
        consortium.pause(LINE, until, 0);
        VM.prank(_pod(2));
        VM.expectRevert(ICourse.WrongPause.selector);
        consortium.pause(LINE, until + 1, 0);
        VM.prank(_pod(2));
        VM.expectRevert(ICourse.WrongPause.selector);
        consortium.pause(LINE, uint64(START), 0);
        VM.prank(_pod(2));
        consortium.pause(LINE, uint64(START + 1 hours), 0);
        _activationRefused(changeHash, abi.encodeWithSelector(ICourse.IsPaused.selector, START + 1 hours));
        // Neither of its accounts may do so again,
        VM.prank(_approver(2));
        VM.expectRevert(abi.encodeWithSelector(ICourse.PausedLately.selector, START + 30 days));
        consortium.pause(0, until, 0);
        // another member may, for longer only.
        VM.prank(_pod(1));
        VM.expectRevert(ICourse.WrongPause.selector);
        consortium.pause(LINE, uint64(START + 1 hours), 0);
        VM.warp(START + 1 hours + 1);
        _activate(changeHash, _init());
        VM.warp(START + 30 days + 1);
        VM.prank(_approver(2));
        consortium.pause(0, uint64(START + 31 days), 0);
        changeHash = _ready(_change(TWO, second, _init()));
        _activationRefused(changeHash, abi.encodeWithSelector(ICourse.IsPaused.selector, START + 31 days));
        // Everything else goes on.
        _setMembers(_nextMembers(3, 0, 2), THRESHOLD);
    }

    function testAPauseIsLifted() public {
        bytes32 changeHash = _ready(_change(ONE, first, _init()));
        uint64 until = uint64(START + 1 days);
        VM.prank(_pod(2));
        consortium.pause(0, until, 0);
        _resolutionRefused(
            _resolution(Kind.Lift, 0, until, 0),
            1,
            abi.encodeWithSelector(IConsortium.TooFewSignatures.selector, 1, 2)
        );
        bytes memory wrong = abi.encodeWithSelector(ICourse.WrongResolution.selector);
        _resolutionRefused(_resolution(Kind.Lift, 0, until + 1, 0), 2, wrong);
        _resolutionRefused(_resolution(Kind.Lift, LINE, 0, 0), 2, wrong);
        Resolution memory r = _resolution(Kind.Lift, 0, until, 0);
        _resolve(r, 2);
        _resolutionRefused(r, 2, abi.encodeWithSelector(ICourse.StaleResolution.selector, 2));
        _activate(changeHash, _init());
    }

    function testARevertGoesOnWhilePaused() public {
        _upgrade(ONE, first);
        bytes32 changeHash = _upgrade(TWO, second);
        VM.prank(_pod(2));
        consortium.pause(0, uint64(START + 1 days), 0);
        _revertNow(changeHash);
        _expectStatus(changeHash, ChangeStatus.Reverted);
    }

    // Resolutions.

    function testResolutionsThatCannotBe() public {
        bytes memory wrong = abi.encodeWithSelector(ICourse.WrongResolution.selector);
        uint64 until = uint64(START + 1 days);
        _resolutionRefused(_resolution(Kind.Agree, 0, until, 1), 2, wrong);
        _resolutionRefused(_resolution(Kind.Agree, bytes32(uint256(1) << 32), until, 1), 2, wrong);
        _resolutionRefused(_resolution(Kind.Agree, bytes32(uint256(1)), until, 0), 2, wrong);
        Resolution memory r = _resolution(Kind.Agree, bytes32(uint256(1)), until, 1);
        r.memberEpoch = 2;
        _resolutionRefused(r, 2, abi.encodeWithSelector(IConsortium.StaleMemberEpoch.selector, 2, 1));
        r.memberEpoch = 1;
        VM.warp(r.expiry + 1);
        _resolutionRefused(r, 2, abi.encodeWithSelector(IConsortium.Expired.selector, r.expiry));
    }

    function testABookIsRetired() public {
        _upgrade(ONE, first);
        _create(first);
        _upgrade(TWO, second);
        bytes32 subject = bytes32(uint256(uint160(address(first))));
        bytes memory wrong = abi.encodeWithSelector(ICourse.WrongResolution.selector);
        _resolutionRefused(
            _resolution(Kind.Retire, subject, 1, 0),
            2,
            abi.encodeWithSelector(IConsortium.TooFewSignatures.selector, 2, 3)
        );
        _resolutionRefused(
            _resolution(Kind.Retire, subject, 1, 0),
            3,
            abi.encodeWithSelector(ICourse.StillNeeded.selector, START + 1 hours)
        );
        VM.warp(START + 1 hours + 1);
        _resolutionRefused(_resolution(Kind.Retire, subject, 2, 0), 3, wrong);
        _resolutionRefused(
            _resolution(Kind.Retire, bytes32(uint256(uint160(address(second)))), 2, 0), 3, wrong
        );
        _resolve(_resolution(Kind.Retire, subject, 1, 0), 3);
        VM.assertTrue(consortium.retired(address(first)), "retired");
        _resolutionRefused(_resolution(Kind.Retire, subject, 1, 0), 3, wrong);
        // A record that was forgotten can leave, and do nothing else.
        _expectBook(first, 1, BookState.Suspended);
        _novate(first, second);
        // A change may bring the Book back.
        _upgrade(ONE, first);
        VM.assertFalse(consortium.retired(address(first)), "retired and active");
    }

    // Forward, and around what does not work.

    function testRollForwardAfterTheRevertWindow() public {
        _upgrade(ONE, first);
        bytes32 changeHash = _upgrade(TWO, second);
        uint64 until = consortium.line(LINE).revertUntil;
        VM.warp(until + 1);
        uint256[] memory keys = _approverKeys(2);
        bytes[] memory signatures = _signedRevert(changeHash, keys);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.RevertWindowClosed.selector, until));
        consortium.revertChange(changeHash, keccak256("reason"), _addresses(keys), signatures);
        // The release from before comes back as the next change, from the active one.
        _upgrade(ONE, first);
        VM.assertEq(consortium.line(LINE).sequence, 3, "sequence");
        _expectBook(first, 3, BookState.Active);
        _expectBook(second, 2, BookState.Draining);
    }

    function testHostileBooksLeaveGovernanceCallable() public {
        for (uint256 how = 0; how < 4; ++how) {
            Hostile hostile = new Hostile(address(consortium), how);
            bytes memory init = abi.encodeCall(Hostile.start, (LINE));
            Change memory c = _change(ONE, Book(address(hostile)), init);
            bytes32 changeHash = _ready(c);
            VM.prank(_pod(1));
            (bool ok,) = address(consortium).call{gas: 3_000_000}(
                abi.encodeCall(IConsortium.activate, (changeHash, init))
            );
            VM.assertFalse(ok, "activated");
            _expectStatus(changeHash, ChangeStatus.Proposed);
            _vote(changeHash, 0, 2, Stance.None);
            VM.prank(_pod(0));
            consortium.withdraw(changeHash);
            _setMembers(_nextMembers(3, 0, 2), THRESHOLD);
        }
        _upgrade(ONE, first);
    }

    function testNobodyVotesOrResolvesFromACall() public {
        Ward ward = new Ward(address(consortium));
        Calls memory calls;
        calls.activate = _one(address(ward), abi.encodeCall(Ward.note, (1)));
        bytes32 changeHash = _readyWith(_change(ONE, first, _init()), calls);
        bytes memory signature = _ballot(changeHash, 1, 2, Stance.None);
        bytes[2] memory backs = [
            abi.encodeCall(ICourse.vote, (changeHash, 2, Stance.None, 0, _approver(1), signature)),
            abi.encodeCall(
                ICourse.resolve, (_resolution(Kind.Lift, 0, 1, 0), new address[](0), new bytes[](0))
            )
        ];
        for (uint256 i = 0; i < backs.length; ++i) {
            ward.comeBack(backs[i]);
            VM.prank(_pod(1));
            (bool ok, bytes memory why) = address(consortium)
                .call(abi.encodeCall(ICalls.activateWithCalls, (changeHash, _init(), calls)));
            VM.assertFalse(ok, "activated");
            VM.assertTrue(_ends(why, ICalls.Busy.selector), "another reason");
        }
    }

    /// @dev Whether the reason of a failed call holds that of another one.
    function _ends(bytes memory why, bytes4 selector) private pure returns (bool) {
        for (uint256 i = 4; i + 4 <= why.length; ++i) {
            bytes4 found;
            // solhint-disable-next-line no-inline-assembly
            assembly ("memory-safe") {
                found := mload(add(add(why, 32), i))
            }
            if (found == selector) return true;
        }
        return false;
    }
}
