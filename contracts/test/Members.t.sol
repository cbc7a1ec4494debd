// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Consortium} from "../src/Consortium.sol";
import {Change, Checkpoint, IConsortium, Membership} from "../src/IConsortium.sol";
import {Fixture} from "./Fixture.sol";

contract MembersTest is Fixture {
    function testFirstSet() public view {
        (address[] memory approvers, address[] memory pods) = consortium.members();
        VM.assertEq(consortium.memberEpoch(), 1, "member epoch");
        VM.assertEq(consortium.threshold(), THRESHOLD, "threshold");
        for (uint256 i = 0; i < MEMBERS; ++i) {
            VM.assertEq(approvers[i], _approver(i), "approver");
            VM.assertEq(pods[i], _pod(i), "pod");
            VM.assertTrue(
                consortium.isApprover(approvers[i]) && !consortium.isPod(approvers[i]), "approver only"
            );
            VM.assertTrue(consortium.isPod(pods[i]) && !consortium.isApprover(pods[i]), "pod only");
        }
        VM.assertFalse(consortium.isApprover(STRANGER) || consortium.isPod(STRANGER), "stranger");
    }

    function testSetsThatCannotWork() public {
        (address[] memory two, address[] memory pods) = _memberSet(2, 0);
        (address[] memory three,) = _memberSet(3, 0);
        _refused(three, pods, 1, abi.encodeWithSelector(IConsortium.WrongMembership.selector, 3, 2, 1));
        _refused(two, pods, 0, abi.encodeWithSelector(IConsortium.WrongMembership.selector, 2, 2, 0));
        _refused(two, pods, 3, abi.encodeWithSelector(IConsortium.WrongMembership.selector, 2, 2, 3));
        _refused(
            new address[](0),
            new address[](0),
            0,
            abi.encodeWithSelector(IConsortium.WrongMembership.selector, 0, 0, 0)
        );
        _refused(two, two, 1, abi.encodeWithSelector(IConsortium.WrongMember.selector, two[0]));
        pods[1] = address(0);
        _refused(two, pods, 1, abi.encodeWithSelector(IConsortium.WrongMember.selector, address(0)));
        pods[1] = pods[0];
        _refused(two, pods, 1, abi.encodeWithSelector(IConsortium.WrongMember.selector, pods[0]));
        two[1] = two[0];
        _refused(two, pods, 1, abi.encodeWithSelector(IConsortium.WrongMember.selector, two[0]));
    }

    function _refused(address[] memory approvers, address[] memory pods, uint32 threshold, bytes memory why)
        private
    {
        VM.expectRevert(why);
        new Consortium(approvers, pods, threshold);
    }

    function testSetMembers() public {
        Membership memory m = _nextMembers(2, 1, 2);
        VM.expectEmit();
        emit IConsortium.MembersChanged(2, m.approvers, m.pods, 2);
        _setMembers(m, THRESHOLD);
        VM.assertEq(consortium.memberEpoch(), 2, "member epoch");
        VM.assertFalse(consortium.isApprover(_approver(0)) || consortium.isPod(_pod(0)), "who left");
        VM.assertTrue(consortium.isApprover(_approver(1)) && consortium.isPod(_pod(2)), "who stayed");
        (address[] memory approvers, address[] memory pods) = consortium.members();
        VM.assertEq(approvers.length + pods.length, 4, "size");
    }

    function testSetMembersNeedsTheNextEpoch() public {
        Membership memory m = _nextMembers(2, 1, 2);
        _setMembers(m, THRESHOLD);
        uint256[] memory keys = _approverKeys(2);
        bytes[] memory signatures = _signAll(keys, consortium.hashMembership(m));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.StaleMemberEpoch.selector, 2, 3));
        consortium.setMembers(m, _addresses(keys), signatures);
    }

    function testSetMembersExpires() public {
        Membership memory m = _nextMembers(2, 1, 2);
        uint256[] memory keys = _approverKeys(2);
        bytes[] memory signatures = _signAll(keys, consortium.hashMembership(m));
        VM.warp(m.expiry + 1);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.Expired.selector, m.expiry));
        consortium.setMembers(m, _addresses(keys), signatures);
        VM.warp(m.expiry);
        consortium.setMembers(m, _addresses(keys), signatures);
    }

    function testSetMembersNeedsTheThreshold() public {
        Membership memory m = _nextMembers(2, 1, 2);
        uint256[] memory keys = _approverKeys(1);
        bytes[] memory signatures = _signAll(keys, consortium.hashMembership(m));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.TooFewSignatures.selector, 1, 2));
        consortium.setMembers(m, _addresses(keys), signatures);
    }

    function testSetMembersCountsASignerOnce() public {
        Membership memory m = _nextMembers(2, 1, 2);
        uint256[] memory keys = new uint256[](2);
        (keys[0], keys[1]) = (_approverKey(0), _approverKey(0));
        bytes[] memory signatures = _signAll(keys, consortium.hashMembership(m));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.SignersNotAscending.selector, _approver(0)));
        consortium.setMembers(m, _addresses(keys), signatures);
    }

    function testSetMembersNeedsEverySignatureToBeGood() public {
        Membership memory m = _nextMembers(2, 1, 2);
        bytes32 digest = consortium.hashMembership(m);
        uint256[] memory keys = _approverKeys(2);
        address[] memory signers = _addresses(keys);

        bytes[] memory signatures = _signAll(keys, keccak256("something else"));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.WrongSignature.selector, signers[0]));
        consortium.setMembers(m, signers, signatures);

        VM.expectRevert(abi.encodeWithSelector(IConsortium.LengthMismatch.selector, 2, 1));
        consortium.setMembers(m, signers, new bytes[](1));

        keys[1] = 9999;
        keys = _sorted(keys);
        signatures = _signAll(keys, digest);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotApprover.selector, VM.addr(9999)));
        consortium.setMembers(m, _addresses(keys), signatures);
    }

    function testAnOldMemberCanDoNothing() public {
        _setMembers(_nextMembers(2, 1, 2), THRESHOLD);
        Change memory c = _change(ONE, first, _init());
        (c.readiness, c.revertQuorum) = (1, 1);

        VM.prank(_approver(0));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotMember.selector, _approver(0)));
        consortium.propose(c);

        VM.prank(_pod(1));
        bytes32 changeHash = consortium.propose(c);
        VM.prank(_pod(0));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotPod.selector, _pod(0)));
        consortium.attest(changeHash, 0);
        VM.prank(_pod(0));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotPod.selector, _pod(0)));
        consortium.anchor(1, 0);
        uint256[] memory keys = _approverKeys(1);
        bytes[] memory signatures = _signAll(keys, changeHash);
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotApprover.selector, _approver(0)));
        consortium.approve(changeHash, _addresses(keys), signatures);
    }

    function testANewSetVoidsOpenChanges() public {
        bytes32 changeHash = _propose(_change(ONE, first, _init()));
        _approve(changeHash, 1);
        _setMembers(_nextMembers(3, 0, 1), THRESHOLD);

        bytes memory stale = abi.encodeWithSelector(IConsortium.StaleMemberEpoch.selector, 1, 2);
        uint256[] memory keys = new uint256[](1);
        keys[0] = _approverKey(2);
        bytes[] memory signatures = _signAll(keys, changeHash);
        VM.expectRevert(stale);
        consortium.approve(changeHash, _addresses(keys), signatures);
        VM.prank(_pod(0));
        VM.expectRevert(stale);
        consortium.attest(changeHash, 0);
        VM.prank(_approver(0));
        VM.expectRevert(stale);
        consortium.activate(changeHash, _init());
        VM.prank(_approver(0));
        VM.expectRevert(stale);
        consortium.withdraw(changeHash);
    }

    function testAnchor() public {
        VM.prank(_pod(0));
        VM.expectEmit();
        emit IConsortium.Anchored(5, keccak256("root 5"), _pod(0));
        consortium.anchor(5, keccak256("root 5"));
        Checkpoint memory c = consortium.checkpoint();
        VM.assertEq(c.size, 5, "size");
        VM.assertEq(c.root, keccak256("root 5"), "root");

        VM.prank(_pod(1));
        consortium.anchor(5, keccak256("root 5"));
        VM.prank(_pod(1));
        consortium.anchor(6, keccak256("root 6"));

        VM.prank(_pod(1));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.CheckpointNotGrowing.selector, 5, 6));
        consortium.anchor(5, keccak256("root 5"));
        VM.prank(_pod(1));
        VM.expectRevert(
            abi.encodeWithSelector(
                IConsortium.CheckpointConflict.selector, 6, keccak256("other"), keccak256("root 6")
            )
        );
        consortium.anchor(6, keccak256("other"));
        VM.prank(_approver(0));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.NotPod.selector, _approver(0)));
        consortium.anchor(7, 0);
    }

    function testAnchorNeedsAnEntry() public {
        VM.prank(_pod(0));
        VM.expectRevert(abi.encodeWithSelector(IConsortium.CheckpointNotGrowing.selector, 0, 0));
        consortium.anchor(0, 0);
    }

    function testNonsenseLeavesWithItsPod() public {
        VM.prank(_pod(0));
        consortium.anchor(type(uint64).max, keccak256("nonsense"));
        _setMembers(_nextMembers(2, 1, 2), THRESHOLD);
        VM.prank(_pod(1));
        consortium.anchor(7, keccak256("root 7"));
        Checkpoint memory c = consortium.checkpoint();
        VM.assertEq(c.size, 7, "size");
        VM.assertEq(c.memberEpoch, 2, "member epoch");
    }

    function testDomain() public view {
        (, string memory name, string memory version, uint256 chain, address at,,) = consortium.eip712Domain();
        VM.assertEq(name, "Novation Consortium", "name");
        VM.assertEq(version, "1", "version");
        VM.assertEq(chain, block.chainid, "chain");
        VM.assertEq(at, address(consortium), "address");
        (, name,,, at,,) = first.eip712Domain();
        VM.assertEq(name, "Novation Book", "name");
        VM.assertEq(at, address(first), "address");
    }
}
