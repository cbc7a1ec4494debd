// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Caller} from "./Caller.sol";
import {Change, ChangeStatus, IConsortium, Proposal} from "./IConsortium.sol";
import {Agreement, ICourse, Policy, Stance} from "./ICourse.sol";
import {Standing} from "./Standing.sol";

/// @title Course
/// @notice Proposals from their first vote to the consent that they need, and when they may be activated.
abstract contract Course is Standing, Caller {
    /// @dev How a change has fared.
    struct Fare {
        Policy policy;
        uint32 rejections;
        uint64 postponedUntil;
        bool refused;
    }

    /// @dev What an approver said about a change.
    struct Ballot {
        Stance stance;
        uint64 votes;
    }

    bytes32 private constant _VOTE =
        keccak256("Vote(bytes32 change,uint64 number,uint8 stance,bytes32 reason)");

    /// @inheritdoc IConsortium
    mapping(bytes32 changeHash => mapping(address pod => bool)) public vettedBy;
    /// @inheritdoc ICourse
    mapping(bytes32 changeHash => mapping(address approver => Ballot)) public voteOf;
    mapping(bytes32 changeHash => Proposal) internal _proposals;
    mapping(bytes32 changeHash => Fare) private _fares;

    /// @inheritdoc IConsortium
    function approve(bytes32 changeHash, address[] calldata approvers, bytes[] calldata signatures) external {
        Proposal storage p = _requireLive(changeHash);
        _requirePairs(approvers, signatures);
        for (uint256 i = 0; i < approvers.length; ++i) {
            _cast(p, changeHash, changeHash, 1, Stance.Approved, approvers[i], signatures[i]);
            emit Approved(changeHash, approvers[i], p.approvals);
        }
    }

    /// @inheritdoc ICourse
    function vote(
        bytes32 changeHash,
        uint64 number,
        Stance stance,
        bytes32 reason,
        address approver,
        bytes calldata signature
    ) external alone {
        Proposal storage p = _requireLive(changeHash);
        bytes32 digest = _digest(keccak256(abi.encode(_VOTE, changeHash, number, stance, reason)));
        _cast(p, changeHash, digest, number, stance, approver, signature);
        emit Voted(changeHash, approver, number, stance, reason);
        if (stance == Stance.Rejected) _refuse(p, changeHash, approver);
    }

    /// @inheritdoc IConsortium
    function attest(bytes32 changeHash, bytes32 evidence) external {
        if (!isPod(msg.sender)) revert NotPod(msg.sender);
        Proposal storage p = _requireLive(changeHash);
        if (vettedBy[changeHash][msg.sender]) revert AlreadyVetted(changeHash, msg.sender);
        vettedBy[changeHash][msg.sender] = true;
        emit Vetted(changeHash, msg.sender, evidence, ++p.vetted);
    }

    /// @inheritdoc ICourse
    function postpone(bytes32 changeHash, uint64 until) external alone {
        Proposal storage p = _requireOpen(changeHash);
        _requireProposer(p);
        if (until < p.change.notBefore || until > _last(changeHash, p.change)) revert WrongDelay();
        _fares[changeHash].postponedUntil = until;
        emit Postponed(changeHash, until);
    }

    /// @inheritdoc IConsortium
    function approvedBy(bytes32 changeHash, address approver) external view returns (bool) {
        return voteOf[changeHash][approver].stance == Stance.Approved;
    }

    /// @inheritdoc ICourse
    function policyOf(bytes32 changeHash) external view returns (Policy) {
        return _fares[changeHash].policy;
    }

    /// @inheritdoc ICourse
    function courseOf(bytes32 changeHash)
        external
        view
        returns (uint32 needed, uint32 rejections, uint64 postponedUntil, bool refused)
    {
        Fare storage f = _fares[changeHash];
        needed = _needed(_proposals[changeHash], f);
        return (needed, f.rejections, f.postponedUntil, f.refused);
    }

    /// @inheritdoc IConsortium
    function change(bytes32 changeHash) external view returns (Proposal memory) {
        return _proposals[changeHash];
    }

    /// @dev Remembers the policy of a change that is being proposed.
    function _setPolicy(bytes32 changeHash, Change memory c, Policy policy) internal {
        uint256 count = _memberCount();
        uint64 period = _period(policy);
        if (
            _threshold(policy) > count || (_required(policy) | _veto(policy)) >> count != 0 || period != 0
                && period <= c.notAfter - c.notBefore || _class(policy) != 0 && c.readiness < count
        ) revert WrongPolicy();
        _fares[changeHash].policy = policy;
        emit PolicySet(changeHash, policy);
    }

    /// @dev The change has all consent that it needs.
    function _requireConsent(bytes32 changeHash, Proposal storage p) internal view {
        Fare storage f = _fares[changeHash];
        if (f.refused) revert IsRefused();
        uint32 needed = _needed(p, f);
        if (p.approvals < needed) revert TooFewApprovals(p.approvals, needed);
        uint256 required = _required(f.policy);
        for (uint256 i = 0; required >> i != 0; ++i) {
            bool approved = voteOf[changeHash][_approverOf(i)].stance == Stance.Approved;
            if (required >> i & 1 != 0 && !approved) revert ApprovalMissing(i);
        }
        if (p.vetted < p.change.readiness) revert TooFewVetted(p.vetted, p.change.readiness);
    }

    /// @dev Now is in an activation window of the change.
    function _requireWindow(bytes32 changeHash, Change storage c) internal view {
        Fare storage f = _fares[changeHash];
        uint64 from = f.postponedUntil > c.notBefore ? f.postponedUntil : c.notBefore;
        uint64 last = _last(changeHash, c);
        if (block.timestamp < from || block.timestamp > last) revert OutsideWindow(from, last);
        uint64 period = _period(f.policy);
        if (period == 0) return;
        uint64 into = (uint64(block.timestamp) - c.notBefore) % period;
        if (into > c.notAfter - c.notBefore) {
            uint64 next = uint64(block.timestamp) - into + period;
            revert OutsideWindow(next, next + (c.notAfter - c.notBefore));
        }
    }

    /// @dev The last second in which the change may be activated.
    function _last(bytes32 changeHash, Change storage c) internal view returns (uint64) {
        return _period(_fares[changeHash].policy) == 0 ? c.notAfter : c.expiry;
    }

    /// @dev Whether every member may abort the change, should it be prepared.
    function _isOver(bytes32 changeHash, Change storage c) internal view returns (bool) {
        return
            block.timestamp > _last(changeHash, c) || c.memberEpoch != memberEpoch
                || _fares[changeHash].refused;
    }

    function _requireOpen(bytes32 changeHash) internal view returns (Proposal storage p) {
        p = _proposals[changeHash];
        if (p.status != ChangeStatus.Proposed) revert NotProposed(changeHash, p.status);
    }

    /// @dev The change can gather consent: it is open, and of this member set and time.
    function _requireLive(bytes32 changeHash) internal view returns (Proposal storage p) {
        p = _requireOpen(changeHash);
        _requireCurrent(p.change.memberEpoch, p.change.expiry);
    }

    /// @dev The caller acts for the member who proposed the change.
    function _requireProposer(Proposal storage p) internal view {
        // The proposer's seat can be looked up only in the member set that it was proposed under.
        _requireMemberEpoch(p.change.memberEpoch, memberEpoch);
        if (_requireMember(p.proposer) != _requireMember(msg.sender)) revert NotProposer(msg.sender);
    }

    /// @dev Approvals that the change needs now.
    function _needed(Proposal storage p, Fare storage f) private view returns (uint32 needed) {
        needed = threshold;
        if (_class(f.policy) != 0 && f.rejections == 0) {
            Agreement storage a = agreementOf[p.change.memberEpoch][_class(f.policy)];
            if (a.quorum != 0 && block.timestamp <= a.until) needed = a.quorum;
        }
        uint32 own = _threshold(f.policy);
        if (own > needed) needed = own;
    }

    /// @dev Counts a signed vote instead of the one that the approver cast before.
    function _cast(
        Proposal storage p,
        bytes32 changeHash,
        bytes32 digest,
        uint64 number,
        Stance stance,
        address approver,
        bytes calldata signature
    ) private {
        _requireSigned(digest, approver, signature);
        Fare storage f = _fares[changeHash];
        Ballot storage b = voteOf[changeHash][approver];
        // No count can pass the number of members.
        unchecked {
            if (b.stance == Stance.Approved) {
                if (stance == Stance.Approved) revert AlreadyApproved(changeHash, approver);
                --p.approvals;
            } else if (b.stance == Stance.Rejected) {
                --f.rejections;
            }
            if (number != b.votes + 1) revert StaleVote(approver, b.votes + 1);
            if (stance == Stance.Approved) ++p.approvals;
            else if (stance == Stance.Rejected) ++f.rejections;
        }
        (b.stance, b.votes) = (stance, number);
    }

    /// @dev Ends the change when the rejection of this approver leaves no way for it.
    function _refuse(Proposal storage p, bytes32 changeHash, address approver) private {
        Fare storage f = _fares[changeHash];
        uint256 named = _required(f.policy) | _veto(f.policy);
        bool mayEnd = named >> (_requireMember(approver) - 1) & 1 != 0;
        if (!mayEnd && _memberCount() - f.rejections >= _needed(p, f)) return;
        // What was prepared must be taken back, and that needs the calls.
        if (prepared[p.change.line] == changeHash) f.refused = true;
        else p.status = ChangeStatus.Withdrawn;
        emit Refused(changeHash, approver);
    }

    function _threshold(Policy p) private pure returns (uint32) {
        return uint32(uint256(Policy.unwrap(p)) >> 224);
    }

    function _class(Policy p) private pure returns (uint32) {
        return uint32(uint256(Policy.unwrap(p)) >> 192);
    }

    function _period(Policy p) private pure returns (uint64) {
        return uint64(uint256(Policy.unwrap(p)) >> 128);
    }

    function _required(Policy p) private pure returns (uint256) {
        return uint64(uint256(Policy.unwrap(p)) >> 64);
    }

    function _veto(Policy p) private pure returns (uint256) {
        return uint64(uint256(Policy.unwrap(p)));
    }
}
