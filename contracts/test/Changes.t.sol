// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Change, ChangeStatus, IConsortium, Proposal} from "../src/IConsortium.sol";
import {Fixture} from "./Fixture.sol";

/// @title From a proposal up to its activation
contract ChangesTest is Fixture {
    function testPropose() public {
        Change memory c = _change(ONE, first, _init());
        bytes32 changeHash = consortium.hashChange(c);
        VM.prank(_pod(2));
        VM.expectEmit();
        emit IConsortium.Proposed(changeHash, LINE, c);
        VM.assertEq(consortium.propose(c), changeHash, "hash");
        Proposal memory p = consortium.change(changeHash);
        VM.assertEq(p.proposer, _pod(2), "proposer");
        VM.assertEq(keccak256(abi.encode(p.change)), keccak256(abi.encode(c)), "change");
        _expectStatus(changeHash, ChangeStatus.Proposed);
    }

    function testProposeIsForMembers() public {
        Change memory c = _change(ONE, first, _init());
        VM.prank(STRANGER);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotMember.selector, STRANGER));
        consortium.propose(c);
    }

    function testProposeOnce() public {
        Change memory c = _change(ONE, first, _init());
        bytes32 changeHash = _propose(c);
        _proposalRefused(c, abi.encodeWithSelector(IConsortium.AlreadyProposed.selector, changeHash));
        VM.prank(_approver(0));
        consortium.withdraw(changeHash);
        _proposalRefused(c, abi.encodeWithSelector(IConsortium.AlreadyProposed.selector, changeHash));
    }

    function testProposeNeedsNames() public {
        Change memory c = _change(ONE, first, _init());
        c.line = 0;
        _proposalRefused(c, abi.encodeWithSelector(IConsortium.WrongChange.selector));
        _proposalRefused(_change(0, first, _init()), abi.encodeWithSelector(IConsortium.WrongChange.selector));
    }

    function testProposeNeedsAWindow() public {
        bytes memory wrong = abi.encodeWithSelector(IConsortium.WrongWindow.selector);
        Change memory c = _change(ONE, first, _init());
        c.notBefore = c.notAfter + 1;
        _proposalRefused(c, wrong);
        c = _change(ONE, first, _init());
        c.expiry = c.notAfter - 1;
        _proposalRefused(c, wrong);
        c = _change(ONE, first, _init());
        (c.notBefore, c.notAfter) = (1, uint64(block.timestamp - 1));
        _proposalRefused(c, wrong);
        c = _change(ONE, first, _init());
        c.revertWindow = type(uint64).max - c.notAfter + 1;
        _proposalRefused(c, wrong);
        c.revertWindow = type(uint64).max - c.notAfter;
        (c.notBefore, c.expiry) = (c.notAfter, c.notAfter);
        _propose(c);
    }

    function testProposeNeedsQuorumsThatCanBeReached() public {
        Change memory c = _change(ONE, first, _init());
        c.readiness = 4;
        _proposalRefused(c, abi.encodeWithSelector(IConsortium.WrongQuorum.selector, 4, 2));
        c.readiness = 0;
        c.revertQuorum = 0;
        _proposalRefused(c, abi.encodeWithSelector(IConsortium.WrongQuorum.selector, 0, 0));
        c.revertQuorum = 4;
        _proposalRefused(c, abi.encodeWithSelector(IConsortium.WrongQuorum.selector, 0, 4));
        c.revertQuorum = 3;
        _propose(c);
    }

    function testProposeNeedsThePresentState() public {
        Change memory c = _change(ONE, first, _init());
        c.memberEpoch = 2;
        _proposalRefused(c, abi.encodeWithSelector(IConsortium.StaleMemberEpoch.selector, 2, 1));
        c = _change(ONE, first, _init());
        c.sequence = 2;
        _proposalRefused(c, abi.encodeWithSelector(IConsortium.WrongSequence.selector, 2, 1));
        c = _change(ONE, first, _init());
        c.parent = TWO;
        _proposalRefused(c, abi.encodeWithSelector(IConsortium.ParentNotActive.selector, TWO, 0));
    }

    function testProposeNeedsTheCode() public {
        Change memory c = _change(ONE, first, _init());
        c.bookCodeHash = keccak256("other");
        _proposalRefused(
            c,
            abi.encodeWithSelector(
                IConsortium.WrongCode.selector, first, address(first).codehash, keccak256("other")
            )
        );
        // An account without code has the hash of no code; naming it must not help.
        c = _change(ONE, first, _init());
        (c.book, c.bookCodeHash) = (_approver(0), _approver(0).codehash);
        _proposalRefused(
            c, abi.encodeWithSelector(IConsortium.WrongCode.selector, c.book, c.bookCodeHash, c.bookCodeHash)
        );
    }

    function testProposeNeedsABookOfTheLine() public {
        _upgrade(ONE, first);
        Change memory c = _change(TWO, first, "");
        (c.line, c.sequence, c.parent) = (keccak256("other"), 1, 0);
        _proposalRefused(c, abi.encodeWithSelector(IConsortium.BookOfOtherLine.selector, first, LINE));
    }

    function _proposalRefused(Change memory c, bytes memory why) private {
        VM.prank(_approver(0));
        VM.expectRevert(why);
        consortium.propose(c);
    }

    function testApprove() public {
        bytes32 changeHash = _propose(_change(ONE, first, _init()));
        uint256[] memory keys = _approverKeys(2);
        VM.expectEmit();
        emit IConsortium.Approved(changeHash, VM.addr(keys[0]), 1);
        VM.expectEmit();
        emit IConsortium.Approved(changeHash, VM.addr(keys[1]), 2);
        VM.prank(STRANGER);
        consortium.approve(changeHash, _addresses(keys), _signAll(keys, changeHash));
        VM.assertEq(consortium.change(changeHash).approvals, 2, "approvals");
        VM.assertTrue(consortium.approvedBy(changeHash, VM.addr(keys[0])), "recorded");
        VM.assertFalse(consortium.approvedBy(changeHash, _approver(2)), "not recorded");
    }

    function testAnApprovalCountsOnce() public {
        bytes32 changeHash = _propose(_change(ONE, first, _init()));
        _approve(changeHash, 1);
        bytes memory used =
            abi.encodeWithSelector(IConsortium.AlreadyApproved.selector, changeHash, _approver(0));
        _approvalRefused(changeHash, _approver(0), _sign(_approverKey(0), changeHash), used);

        // Neither twice in one call.
        uint256[] memory keys = new uint256[](2);
        (keys[0], keys[1]) = (_approverKey(1), _approverKey(1));
        bytes[] memory signatures = _signAll(keys, changeHash);
        VM.expectRevert(
            abi.encodeWithSelector(IConsortium.AlreadyApproved.selector, changeHash, _approver(1))
        );
        consortium.approve(changeHash, _addresses(keys), signatures);
    }

    function testAnApprovalIsForOneChange() public {
        Change memory c = _change(ONE, first, _init());
        bytes32 other = _propose(c);
        c.plan = keccak256("another plan");
        bytes32 changeHash = _propose(c);
        bytes memory wrong = abi.encodeWithSelector(IConsortium.WrongSignature.selector, _approver(0));
        _approvalRefused(changeHash, _approver(0), _sign(_approverKey(0), other), wrong);
        _approvalRefused(changeHash, _approver(0), _sign(_approverKey(1), changeHash), wrong);
    }

    function testApproveNeedsGoodSignatures() public {
        bytes32 changeHash = _propose(_change(ONE, first, _init()));
        bytes memory good = _sign(_approverKey(0), changeHash);
        _approvalRefused(
            changeHash, STRANGER, good, abi.encodeWithSelector(IConsortium.NotApprover.selector, STRANGER)
        );
        _approvalRefused(
            changeHash, _pod(0), good, abi.encodeWithSelector(IConsortium.NotApprover.selector, _pod(0))
        );
        _approvalRefused(
            changeHash,
            _approver(0),
            abi.encodePacked(good, uint8(0)),
            abi.encodeWithSelector(IConsortium.WrongSignature.selector, _approver(0))
        );
        // The same signature in its other form: s replaced by n - s, v turned.
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(_approverKey(0), changeHash);
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        bytes32 high = bytes32(order - uint256(s));
        _approvalRefused(
            changeHash,
            _approver(0),
            abi.encodePacked(r, high, uint8(55 - v)),
            abi.encodeWithSelector(IConsortium.WrongSignature.selector, _approver(0))
        );
        VM.expectRevert(abi.encodeWithSelector(IConsortium.LengthMismatch.selector, 1, 0));
        consortium.approve(changeHash, new address[](1), new bytes[](0));
    }

    function testApproveNeedsAnOpenChange() public {
        Change memory c = _change(ONE, first, _init());
        bytes32 changeHash = consortium.hashChange(c);
        bytes memory signature = _sign(_approverKey(0), changeHash);
        _approvalRefused(changeHash, _approver(0), signature, _notOpen(changeHash, ChangeStatus.None));
        _propose(c);
        VM.warp(c.expiry);
        _approve(changeHash, 1);
        VM.warp(c.expiry + 1);
        _approvalRefused(
            changeHash,
            _approver(0),
            signature,
            abi.encodeWithSelector(IConsortium.Expired.selector, c.expiry)
        );
        VM.prank(_pod(0));
        consortium.withdraw(changeHash);
        _approvalRefused(changeHash, _approver(0), signature, _notOpen(changeHash, ChangeStatus.Withdrawn));
    }

    function _approvalRefused(bytes32 changeHash, address approver, bytes memory signature, bytes memory why)
        private
    {
        address[] memory approvers = new address[](1);
        bytes[] memory signatures = new bytes[](1);
        (approvers[0], signatures[0]) = (approver, signature);
        VM.expectRevert(why);
        consortium.approve(changeHash, approvers, signatures);
    }

    function _notOpen(bytes32 changeHash, ChangeStatus status) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IConsortium.NotProposed.selector, changeHash, status);
    }

    function testAttest() public {
        bytes32 changeHash = _propose(_change(ONE, first, _init()));
        VM.prank(_pod(1));
        VM.expectEmit();
        emit IConsortium.Vetted(changeHash, _pod(1), keccak256("ready"), 1);
        consortium.attest(changeHash, keccak256("ready"));
        VM.assertTrue(consortium.vettedBy(changeHash, _pod(1)), "recorded");
        VM.assertEq(consortium.change(changeHash).vetted, 1, "vetted");

        VM.prank(_pod(1));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.AlreadyVetted.selector, changeHash, _pod(1)));
        consortium.attest(changeHash, keccak256("again"));
        VM.prank(_approver(0));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotPod.selector, _approver(0)));
        consortium.attest(changeHash, 0);
        VM.prank(_pod(0));
        VM.expectRevert(_notOpen(0, ChangeStatus.None));
        consortium.attest(0, 0);
        uint64 expiry = consortium.change(changeHash).change.expiry;
        VM.warp(expiry + 1);
        VM.prank(_pod(0));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.Expired.selector, expiry));
        consortium.attest(changeHash, 0);
    }

    function testWithdraw() public {
        bytes32 changeHash = _ready(_change(ONE, first, _init()));
        VM.prank(STRANGER);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotMember.selector, STRANGER));
        consortium.withdraw(changeHash);
        VM.prank(_approver(1));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotProposer.selector, _approver(1)));
        consortium.withdraw(changeHash);

        // The approver proposed, and the pod of the same member takes it back.
        VM.prank(_pod(0));
        VM.expectEmit();
        emit IConsortium.Withdrawn(changeHash);
        consortium.withdraw(changeHash);
        _expectStatus(changeHash, ChangeStatus.Withdrawn);

        VM.prank(_pod(0));
        VM.expectRevert(_notOpen(changeHash, ChangeStatus.Withdrawn));
        consortium.withdraw(changeHash);
        VM.prank(_pod(0));
        VM.expectRevert(_notOpen(changeHash, ChangeStatus.Withdrawn));
        consortium.activate(changeHash, _init());
    }
}
