// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {IConsortium} from "./IConsortium.sol";
import {TypedData} from "./TypedData.sol";

/// @title Members
/// @notice The member set of a consortium, by epoch, and the counting of its signatures.
abstract contract Members is IConsortium, TypedData {
    /// @dev What an address is in one member set.
    struct Seat {
        uint32 member; // index of the member plus 1, 0 for no member
        bool pod; // its pod, otherwise its approver
    }

    /// @inheritdoc IConsortium
    uint64 public memberEpoch;
    /// @inheritdoc IConsortium
    uint32 public threshold;
    address[] private _approvers;
    address[] private _pods;
    mapping(uint64 epoch => mapping(address account => Seat)) private _seats;

    /// @inheritdoc IConsortium
    function members() external view returns (address[] memory approvers, address[] memory pods) {
        return (_approvers, _pods);
    }

    /// @inheritdoc IConsortium
    function isApprover(address account) public view returns (bool) {
        Seat storage seat = _seatOf(account);
        return seat.member != 0 && !seat.pod;
    }

    /// @inheritdoc IConsortium
    function isPod(address account) public view returns (bool) {
        return _seatOf(account).pod;
    }

    /// @dev Puts the next member set into force.
    function _setMembers(address[] memory approvers, address[] memory pods, uint32 threshold_) internal {
        if (approvers.length != pods.length || threshold_ == 0 || threshold_ > approvers.length) {
            revert WrongMembership(approvers.length, pods.length, threshold_);
        }
        uint64 epoch = ++memberEpoch;
        for (uint32 i = 0; i < approvers.length; ++i) {
            _seat(epoch, approvers[i], Seat(i + 1, false));
            _seat(epoch, pods[i], Seat(i + 1, true));
        }
        _approvers = approvers;
        _pods = pods;
        threshold = threshold_;
        emit MembersChanged(epoch, approvers, pods, threshold_);
    }

    function _seat(uint64 epoch, address account, Seat memory seat) private {
        if (account == address(0) || _seats[epoch][account].member != 0) revert WrongMember(account);
        _seats[epoch][account] = seat;
    }

    function _seatOf(address account) private view returns (Seat storage) {
        return _seats[memberEpoch][account];
    }

    /// @dev The index of the current member that the account acts for, plus 1.
    function _requireMember(address account) internal view returns (uint32 member) {
        member = _seatOf(account).member;
        if (member == 0) revert NotMember(account);
    }

    /// @dev The number of current members.
    function _memberCount() internal view returns (uint256) {
        return _approvers.length;
    }

    /// @dev The approver of the current member with this index.
    function _approverOf(uint256 member) internal view returns (address) {
        return _approvers[member];
    }

    /// @dev The account is a current approver, and this is its signature.
    function _requireSigned(bytes32 digest, address account, bytes calldata signature) internal view {
        if (!isApprover(account)) revert NotApprover(account);
        (address signer,,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (signer != account) revert WrongSignature(account);
    }

    /// @dev Every signer has a signature.
    function _requirePairs(address[] calldata approvers, bytes[] calldata signatures) internal pure {
        if (approvers.length != signatures.length) {
            revert LengthMismatch(approvers.length, signatures.length);
        }
    }

    /// @dev At least `needed` different current approvers signed.
    function _requireSigners(
        bytes32 digest,
        address[] calldata approvers,
        bytes[] calldata signatures,
        uint256 needed
    ) internal view {
        _requirePairs(approvers, signatures);
        if (approvers.length < needed) revert TooFewSignatures(approvers.length, needed);
        address last = address(0);
        for (uint256 i = 0; i < approvers.length; ++i) {
            if (approvers[i] <= last) revert SignersNotAscending(approvers[i]);
            last = approvers[i];
            _requireSigned(digest, last, signatures[i]);
        }
    }
}
