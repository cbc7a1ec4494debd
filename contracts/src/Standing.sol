// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Agreement, ICourse, Kind, Resolution} from "./ICourse.sol";
import {Members} from "./Members.sol";

/// @title Standing
/// @notice What stands beside single changes: pauses, and what members have resolved.
abstract contract Standing is ICourse, Members {
    bytes32 private constant _RESOLUTION = keccak256(
        "Resolution(uint64 number,uint64 memberEpoch,uint64 expiry,uint8 kind,bytes32 subject,uint64 value,uint32 quorum,bytes32 reason)"
    );
    /// @dev The longest pause, and from the start of one to the next of the same member, in seconds.
    uint64 private constant _PAUSE = 3 days;
    uint64 private constant _REST = 30 days;

    /// @inheritdoc ICourse
    uint64 public resolutions;
    /// @inheritdoc ICourse
    mapping(bytes32 line => uint64) public pausedUntil;
    /// @inheritdoc ICourse
    mapping(uint64 memberEpoch => mapping(uint32 class => Agreement)) public agreementOf;
    mapping(uint64 memberEpoch => mapping(uint32 member => uint64 until)) private _rests;

    /// @inheritdoc ICourse
    function pause(bytes32 line, uint64 until, bytes32 reason) external {
        mapping(uint32 => uint64) storage rests = _rests[memberEpoch];
        uint32 member = _requireMember(msg.sender);
        if (block.timestamp <= rests[member]) revert PausedLately(rests[member]);
        if (until <= block.timestamp || until <= pausedUntil[line] || until > block.timestamp + _PAUSE) {
            revert WrongPause();
        }
        (pausedUntil[line], rests[member]) = (until, uint64(block.timestamp) + _REST);
        emit Paused(line, msg.sender, until, reason);
    }

    /// @dev Carries out a resolution, all but the retiring of a Book.
    function _resolve(Resolution memory r, address[] calldata approvers, bytes[] calldata signatures)
        internal
    {
        if (r.number != resolutions + 1) revert StaleResolution(resolutions + 1);
        _requireCurrent(r.memberEpoch, r.expiry);
        // What no contract can see, that no record is left in a Book, every member says for itself.
        uint256 needed = r.kind == Kind.Retire ? _memberCount() : threshold;
        _requireSigners(_digest(keccak256(abi.encode(_RESOLUTION, r))), approvers, signatures, needed);
        resolutions = r.number;
        emit Resolved(r);
        if (r.kind == Kind.Lift) {
            if (r.value == 0 || pausedUntil[r.subject] != r.value) revert WrongResolution();
            pausedUntil[r.subject] = 0;
        } else if (r.kind == Kind.Agree) {
            uint256 class = uint256(r.subject);
            if (class == 0 || class > type(uint32).max || r.quorum == 0) revert WrongResolution();
            agreementOf[r.memberEpoch][uint32(class)] = Agreement(r.quorum, r.value);
        }
    }

    /// @dev The line is not paused, and neither are all.
    function _requireNoPause(bytes32 line) internal view {
        uint64 until = pausedUntil[line];
        if (until < pausedUntil[0]) until = pausedUntil[0];
        if (block.timestamp <= until) revert IsPaused(until);
    }

    /// @dev The member set and the time still fit.
    function _requireCurrent(uint64 memberEpoch_, uint64 expiry) internal view {
        _requireMemberEpoch(memberEpoch_, memberEpoch);
        _requireNotExpired(expiry);
    }

    function _requireNotExpired(uint64 expiry) internal view {
        if (block.timestamp > expiry) revert Expired(expiry);
    }

    function _requireMemberEpoch(uint64 given, uint64 expected) internal pure {
        if (given != expected) revert StaleMemberEpoch(given, expected);
    }
}
