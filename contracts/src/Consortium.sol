// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {Course} from "./Course.sol";
import {IBook} from "./IBook.sol";
import {Calls, ICalls, Stage} from "./ICalls.sol";
import {
    BookState,
    Change,
    ChangeStatus,
    Checkpoint,
    IConsortium,
    Line,
    Membership,
    Proposal,
    Revert
} from "./IConsortium.sol";
import {ICourse, Kind, Policy, Resolution} from "./ICourse.sol";

/// @title Consortium
/// @notice Moves lines from release to release by the will of its members. Names and releases
/// appear as salted digests only. It holds no money and knows nothing of the business.
///
/// A change is proposed, approved by signatures over its hash, vetted by pods, activated within its
/// window, and perhaps reverted. The epoch of a line counts activations and reverts and never falls.
/// It may bring calls to contracts that the Consortium owns.
contract Consortium is Course {
    /// @dev The place of a Book.
    struct Place {
        bytes32 line;
        uint64 epoch;
        BookState state;
        bool retired;
    }

    bytes32 private constant _CHANGE = keccak256(
        "Change(bytes32 line,uint64 sequence,bytes32 parent,bytes32 release,address book,bytes32 bookCodeHash,bytes32 initCallHash,uint64 notBefore,uint64 notAfter,uint64 revertWindow,bytes32 revertPlan,bytes32 plan,uint64 memberEpoch,uint64 expiry,uint32 readiness,uint32 revertQuorum)"
    );
    bytes32 private constant _CHANGE_WITH_CALLS = keccak256(
        "ChangeWithCalls(bytes32 line,uint64 sequence,bytes32 parent,bytes32 release,address book,bytes32 bookCodeHash,bytes32 initCallHash,uint64 notBefore,uint64 notAfter,uint64 revertWindow,bytes32 revertPlan,bytes32 plan,uint64 memberEpoch,uint64 expiry,uint32 readiness,uint32 revertQuorum,bytes32 calls)"
    );
    bytes32 private constant _CHANGE_WITH_POLICY = keccak256(
        "ChangeWithPolicy(bytes32 line,uint64 sequence,bytes32 parent,bytes32 release,address book,bytes32 bookCodeHash,bytes32 initCallHash,uint64 notBefore,uint64 notAfter,uint64 revertWindow,bytes32 revertPlan,bytes32 plan,uint64 memberEpoch,uint64 expiry,uint32 readiness,uint32 revertQuorum,bytes32 calls,bytes32 policy)"
    );
    bytes32 private constant _REVERT = keccak256("Revert(bytes32 change,uint64 epoch,bytes32 reason)");
    bytes32 private constant _MEMBERSHIP = keccak256(
        "Membership(uint64 memberEpoch,uint64 expiry,address[] approvers,address[] pods,uint32 threshold)"
    );

    mapping(bytes32 id => Line) private _lines;
    mapping(address book => Place) private _places;
    Checkpoint private _checkpoint;

    /// @notice Makes the first member set, with member epoch 1.
    /// @param approvers Who approve changes, one for each member.
    /// @param pods The members' pods, in the same order.
    /// @param threshold_ Approvals that a change needs.
    constructor(address[] memory approvers, address[] memory pods, uint32 threshold_) {
        _setMembers(approvers, pods, threshold_);
    }

    /// @inheritdoc IConsortium
    function propose(Change memory c) external returns (bytes32) {
        return proposeWithPolicy(c, 0, Policy.wrap(0));
    }

    /// @inheritdoc ICalls
    function proposeWithCalls(Change memory c, bytes32 calls) external returns (bytes32) {
        return proposeWithPolicy(c, calls, Policy.wrap(0));
    }

    /// @inheritdoc ICourse
    function proposeWithPolicy(Change memory c, bytes32 calls, Policy policy)
        public
        returns (bytes32 changeHash)
    {
        _requireMember(msg.sender);
        changeHash = hashChangeWithPolicy(c, calls, policy);
        Proposal storage p = _proposals[changeHash];
        if (p.status != ChangeStatus.None) revert AlreadyProposed(changeHash);
        _requireSane(c);
        _requireCurrent(c.memberEpoch, c.expiry);
        p.proposer = msg.sender;
        p.status = ChangeStatus.Proposed;
        p.change = c;
        _requireInPlace(p.change);
        emit Proposed(changeHash, c.line, c);
        if (calls != 0) _setCalls(c.line, changeHash, calls);
        if (Policy.unwrap(policy) != 0) _setPolicy(changeHash, c, policy);
    }

    /// @inheritdoc IConsortium
    function withdraw(bytes32 changeHash) external alone {
        _requireMember(msg.sender);
        Proposal storage p = _requireOpen(changeHash);
        if (prepared[p.change.line] == changeHash) revert AlreadyPrepared(changeHash);
        _requireProposer(p);
        p.status = ChangeStatus.Withdrawn;
        emit Withdrawn(changeHash);
    }

    /// @inheritdoc ICalls
    function prepare(bytes32 changeHash, Calls calldata calls) external alone {
        (, Change storage c) = _requireReady(changeHash);
        if (prepared[c.line] == changeHash) revert AlreadyPrepared(changeHash);
        uint64 last = _last(changeHash, c);
        if (block.timestamp > last) revert OutsideWindow(c.notBefore, last);
        _requireInPlace(c);
        _requireCalls(changeHash, calls);
        if (calls.prepare.length == 0) revert NothingToPrepare(changeHash);
        _clear(c.line, changeHash);
        prepared[c.line] = changeHash;
        emit Prepared(changeHash);
        _run(changeHash, Stage.Prepare, calls.prepare);
    }

    /// @inheritdoc ICalls
    function abort(bytes32 changeHash, Calls calldata calls) external alone {
        _requireMember(msg.sender);
        Proposal storage p = _requireOpen(changeHash);
        if (prepared[p.change.line] != changeHash) revert NotPrepared(changeHash);
        _requireCalls(changeHash, calls);
        if (!_isOver(changeHash, p.change)) _requireProposer(p);
        p.status = ChangeStatus.Withdrawn;
        delete prepared[p.change.line];
        emit Withdrawn(changeHash);
        _run(changeHash, Stage.Abort, calls.abort);
    }

    /// @inheritdoc IConsortium
    function activate(bytes32 changeHash, bytes calldata initCall) external alone {
        _requireCallsHash(changeHash, 0);
        _activate(changeHash, initCall, false);
    }

    /// @inheritdoc ICalls
    function activateWithCalls(bytes32 changeHash, bytes calldata initCall, Calls calldata calls)
        external
        alone
    {
        _requireCalls(changeHash, calls);
        _activate(changeHash, initCall, calls.prepare.length != 0);
        _run(changeHash, Stage.Activate, calls.activate);
    }

    /// @dev Everything but the calls beside the one to the Book.
    function _activate(bytes32 changeHash, bytes calldata initCall, bool needsPreparation) private {
        (Proposal storage p, Change storage c) = _requireReady(changeHash);
        _requireWindow(changeHash, c);
        _requireInPlace(c);
        if (needsPreparation && prepared[c.line] != changeHash) revert NotPrepared(changeHash);
        _clear(c.line, changeHash);
        bytes32 initCallHash = keccak256(initCall);
        if (initCallHash != c.initCallHash) revert WrongInitCall(initCallHash, c.initCallHash);

        p.status = ChangeStatus.Activated;
        Line storage here = _lines[c.line];
        (here.release, here.parentRelease) = (c.release, here.release);
        (here.sequence, here.change) = (c.sequence, changeHash);
        here.parentBook = here.book;
        uint64 epoch = _begin(c.line, here, c.book, BookState.Draining);
        // The first release of a line has nothing before it to go back to.
        bool canRevert = c.revertWindow != 0 && c.parent != 0;
        here.revertUntil = canRevert ? here.activatedAt + c.revertWindow : 0;
        emit Activated(c.line, epoch, changeHash, c.release, c.book, here.parentRelease, here.parentBook);
        if (initCall.length != 0) Address.functionCall(c.book, initCall);
        IBook book = IBook(c.book);
        if (book.consortium() != address(this) || book.line() != c.line) revert BookNotBound(c.book);
    }

    /// @inheritdoc IConsortium
    function revertChange(
        bytes32 changeHash,
        bytes32 reason,
        address[] calldata approvers,
        bytes[] calldata signatures
    ) external alone {
        _requireCallsHash(changeHash, 0);
        _revertChange(changeHash, reason, approvers, signatures);
    }

    /// @inheritdoc ICalls
    function revertWithCalls(
        bytes32 changeHash,
        bytes32 reason,
        address[] calldata approvers,
        bytes[] calldata signatures,
        Calls calldata calls
    ) external alone {
        _requireCalls(changeHash, calls);
        _revertChange(changeHash, reason, approvers, signatures);
        _run(changeHash, Stage.Revert, calls.revert);
    }

    /// @dev Everything but the calls.
    function _revertChange(
        bytes32 changeHash,
        bytes32 reason,
        address[] calldata approvers,
        bytes[] calldata signatures
    ) private {
        Proposal storage p = _proposals[changeHash];
        bytes32 id = p.change.line;
        Line storage here = _lines[id];
        if (p.status != ChangeStatus.Activated || here.change != changeHash) {
            revert NotActivated(changeHash, p.status);
        }
        if (block.timestamp > here.revertUntil) revert RevertWindowClosed(here.revertUntil);
        _requireNonePrepared(id);
        bytes32 digest = _hashRevert(Revert(changeHash, here.epoch, reason));
        _requireSigners(digest, approvers, signatures, p.change.revertQuorum);

        p.status = ChangeStatus.Reverted;
        (here.release, here.parentRelease) = (here.parentRelease, 0);
        uint64 epoch = _begin(id, here, here.parentBook, BookState.Suspended);
        here.parentBook = address(0);
        here.revertUntil = 0;
        emit Reverted(id, epoch, changeHash, here.release, here.book, reason);
    }

    /// @inheritdoc IConsortium
    function setMembers(Membership calldata m, address[] calldata approvers, bytes[] calldata signatures)
        external
        alone
    {
        _requireMemberEpoch(m.memberEpoch, memberEpoch + 1);
        _requireNotExpired(m.expiry);
        _requireSigners(hashMembership(m), approvers, signatures, threshold);
        _setMembers(m.approvers, m.pods, m.threshold);
    }

    /// @inheritdoc ICourse
    function resolve(Resolution memory r, address[] calldata approvers, bytes[] calldata signatures)
        external
        alone
    {
        _resolve(r, approvers, signatures);
        if (r.kind == Kind.Retire) _retire(address(uint160(uint256(r.subject))), r.value);
    }

    /// @dev A retired Book is suspended: should a record have been forgotten in it, it can still leave.
    function _retire(address book, uint64 epoch) private {
        Place storage place = _places[book];
        if (place.state < BookState.Draining || place.retired || place.epoch != epoch) {
            revert WrongResolution();
        }
        Line storage here = _lines[place.line];
        if (here.parentBook == book && block.timestamp <= here.revertUntil) {
            revert StillNeeded(here.revertUntil);
        }
        (place.state, place.retired) = (BookState.Suspended, true);
    }

    /// @inheritdoc IConsortium
    function anchor(uint64 size, bytes32 root) external {
        if (!isPod(msg.sender)) revert NotPod(msg.sender);
        Checkpoint memory last = _checkpoint;
        bool again = last.memberEpoch == memberEpoch;
        if (size == 0 || again && size < last.size) revert CheckpointNotGrowing(size, last.size);
        if (again && size == last.size) {
            if (root != last.root) revert CheckpointConflict(size, root, last.root);
            return;
        }
        _checkpoint = Checkpoint(size, memberEpoch, root);
        emit Anchored(size, root, msg.sender);
    }

    /// @inheritdoc IConsortium
    function line(bytes32 id) external view returns (Line memory) {
        return _lines[id];
    }

    /// @inheritdoc IConsortium
    function bookState(address book) external view returns (bytes32 line_, uint64 epoch, BookState state) {
        Place storage place = _places[book];
        return (place.line, place.epoch, place.state);
    }

    /// @inheritdoc ICourse
    function retired(address book) external view returns (bool) {
        return _places[book].retired;
    }

    /// @inheritdoc IConsortium
    function checkpoint() external view returns (Checkpoint memory) {
        return _checkpoint;
    }

    /// @inheritdoc IConsortium
    function hashChange(Change memory c) public view returns (bytes32) {
        return hashChangeWithPolicy(c, 0, Policy.wrap(0));
    }

    /// @inheritdoc ICalls
    function hashChangeWithCalls(Change memory c, bytes32 calls) public view returns (bytes32) {
        return hashChangeWithPolicy(c, calls, Policy.wrap(0));
    }

    /// @inheritdoc ICourse
    function hashChangeWithPolicy(Change memory c, bytes32 calls, Policy policy)
        public
        view
        returns (bytes32)
    {
        (bytes32 kind, bytes memory more) = (_CHANGE, "");
        if (Policy.unwrap(policy) != 0) (kind, more) = (_CHANGE_WITH_POLICY, abi.encode(calls, policy));
        else if (calls != 0) (kind, more) = (_CHANGE_WITH_CALLS, abi.encode(calls));
        return _digest(keccak256(abi.encodePacked(kind, abi.encode(c), more)));
    }

    /// @inheritdoc IConsortium
    function hashRevert(Revert calldata r) external view returns (bytes32) {
        return _hashRevert(r);
    }

    /// @inheritdoc IConsortium
    function hashMembership(Membership calldata m) public view returns (bytes32) {
        bytes32 approvers = keccak256(abi.encodePacked(m.approvers));
        bytes32 pods = keccak256(abi.encodePacked(m.pods));
        return
            _digest(keccak256(abi.encode(_MEMBERSHIP, m.memberEpoch, m.expiry, approvers, pods, m.threshold)));
    }

    function _hashRevert(Revert memory r) private view returns (bytes32) {
        return _digest(keccak256(abi.encode(_REVERT, r)));
    }

    /// @dev Begins the next epoch of a line, with this Book; the one before it does less from now on.
    function _begin(bytes32 id, Line storage here, address book, BookState before)
        private
        returns (uint64 epoch)
    {
        epoch = ++here.epoch;
        if (epoch != 1 && here.book != book) _places[here.book].state = before;
        _places[book] = Place(id, epoch, BookState.Active, false);
        (here.book, here.activatedAt) = (book, uint64(block.timestamp));
    }

    /// @dev The caller is a member, and the change has all consent that it needs.
    function _requireReady(bytes32 changeHash) private view returns (Proposal storage p, Change storage c) {
        _requireMember(msg.sender);
        p = _requireLive(changeHash);
        c = p.change;
        _requireNoPause(c.line);
        _requireConsent(changeHash, p);
    }

    /// @dev Ends the preparation that stands on the line: of the change itself, or of the one whose
    /// place it may take.
    function _clear(bytes32 id, bytes32 changeHash) private {
        bytes32 other = prepared[id];
        if (other == 0) return;
        delete prepared[id];
        if (other == changeHash) return;
        if (other != replaces[changeHash]) revert AnotherPrepared(other);
        _proposals[other].status = ChangeStatus.Withdrawn;
        emit Replaced(other, changeHash);
    }

    /// @dev The change can mean something, now or later.
    function _requireSane(Change memory c) private view {
        if (c.line == 0 || c.release == 0) revert WrongChange();
        if (
            c.notBefore > c.notAfter || c.notAfter > c.expiry || c.notAfter < block.timestamp
                || c.revertWindow > type(uint64).max - c.expiry
        ) revert WrongWindow();
        uint256 count = _memberCount();
        if (c.readiness > count || c.revertQuorum == 0 || c.revertQuorum > count) {
            revert WrongQuorum(c.readiness, c.revertQuorum);
        }
    }

    /// @dev The line and the Book are as the change expects them.
    function _requireInPlace(Change storage c) private view {
        Line storage here = _lines[c.line];
        if (c.sequence != here.sequence + 1) revert WrongSequence(c.sequence, here.sequence + 1);
        if (c.parent != here.release) revert ParentNotActive(c.parent, here.release);
        bytes32 codeHash = c.book.codehash;
        if (c.book.code.length == 0 || codeHash != c.bookCodeHash) {
            revert WrongCode(c.book, codeHash, c.bookCodeHash);
        }
        bytes32 itsLine = _places[c.book].line;
        if (itsLine != 0 && itsLine != c.line) revert BookOfOtherLine(c.book, itsLine);
    }

    /// @notice The name in the EIP-712 domain.
    function _domainName() internal pure override returns (string memory) {
        return "Novation Consortium";
    }
}
