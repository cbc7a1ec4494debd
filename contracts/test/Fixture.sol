// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Book} from "../src/Book.sol";
import {Consortium} from "../src/Consortium.sol";
import {Novation, Record, Status, Transition} from "../src/IBook.sol";
import {Call, Calls} from "../src/ICalls.sol";
import {BookState, Change, ChangeStatus, Line, Membership, Revert} from "../src/IConsortium.sol";
import {ICheats} from "./ICheats.sol";

/// @title A consortium of three members with two Books, and the keys of everyone
abstract contract Fixture {
    ICheats internal constant VM = ICheats(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint256 internal constant START = 1_800_000_000;
    uint256 internal constant MEMBERS = 3;
    uint32 internal constant THRESHOLD = 2;
    bytes32 internal constant LINE = keccak256("line");
    bytes32 internal constant ONE = keccak256("1.0.0");
    bytes32 internal constant TWO = keccak256("2.0.0");
    bytes32 internal constant SALT = keccak256("salt");
    address internal constant STRANGER = address(0x5712);

    Consortium internal consortium;
    Book internal first;
    Book internal second;

    function setUp() public virtual {
        VM.warp(START);
        (address[] memory approvers, address[] memory pods) = _memberSet(MEMBERS, 0);
        consortium = new Consortium(approvers, pods, THRESHOLD);
        first = new Book(address(consortium));
        second = new Book(address(consortium));
    }

    // Keys. Approvers 1001.., pods 2001.., parties of records 3001.., sorted by address where the
    // contracts want it.

    function _approverKey(uint256 member) internal pure returns (uint256) {
        return 1001 + member;
    }

    function _approver(uint256 member) internal pure returns (address) {
        return VM.addr(_approverKey(member));
    }

    function _pod(uint256 member) internal pure returns (address) {
        return VM.addr(2001 + member);
    }

    function _memberSet(uint256 count, uint256 from)
        internal
        pure
        returns (address[] memory approvers, address[] memory pods)
    {
        (approvers, pods) = (new address[](count), new address[](count));
        for (uint256 i = 0; i < count; ++i) {
            (approvers[i], pods[i]) = (_approver(from + i), _pod(from + i));
        }
    }

    function _bound(uint256 x, uint256 min, uint256 max) internal pure returns (uint256) {
        return min + x % (max - min + 1);
    }

    function _sorted(uint256[] memory keys) internal pure returns (uint256[] memory) {
        for (uint256 i = 1; i < keys.length; ++i) {
            for (uint256 j = i; j > 0 && VM.addr(keys[j]) < VM.addr(keys[j - 1]); --j) {
                (keys[j], keys[j - 1]) = (keys[j - 1], keys[j]);
            }
        }
        return keys;
    }

    function _approverKeys(uint256 count) internal pure returns (uint256[] memory keys) {
        keys = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            keys[i] = _approverKey(i);
        }
        return _sorted(keys);
    }

    function _partyKeys() internal pure returns (uint256[] memory keys) {
        keys = new uint256[](2);
        (keys[0], keys[1]) = (3001, 3002);
        return _sorted(keys);
    }

    function _addresses(uint256[] memory keys) internal pure returns (address[] memory all) {
        all = new address[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            all[i] = VM.addr(keys[i]);
        }
    }

    function _sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function _signAll(uint256[] memory keys, bytes32 digest) internal pure returns (bytes[] memory all) {
        all = new bytes[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            all[i] = _sign(keys[i], digest);
        }
    }

    // Changes.

    /// @dev The init call that gives a Book its line.
    function _init() internal pure returns (bytes memory) {
        return abi.encodeCall(Book.initialize, (LINE));
    }

    /// @dev A change that is in order, from the active release of the line.
    function _change(bytes32 release, Book book, bytes memory init) internal view returns (Change memory) {
        Line memory line = consortium.line(LINE);
        return Change({
            line: LINE,
            sequence: line.sequence + 1,
            parent: line.release,
            release: release,
            book: address(book),
            bookCodeHash: address(book).codehash,
            initCallHash: keccak256(init),
            notBefore: uint64(block.timestamp),
            notAfter: uint64(block.timestamp + 1 days),
            revertWindow: 1 hours,
            revertPlan: keccak256("back"),
            plan: keccak256("plan"),
            memberEpoch: consortium.memberEpoch(),
            expiry: uint64(block.timestamp + 2 days),
            readiness: 3,
            revertQuorum: 2
        });
    }

    function _propose(Change memory c) internal returns (bytes32) {
        VM.prank(_approver(0));
        return consortium.propose(c);
    }

    function _approve(bytes32 changeHash, uint256 count) internal {
        uint256[] memory keys = _approverKeys(count);
        consortium.approve(changeHash, _addresses(keys), _signAll(keys, changeHash));
    }

    function _vet(bytes32 changeHash, uint256 count) internal {
        for (uint256 i = 0; i < count; ++i) {
            VM.prank(_pod(i));
            consortium.attest(changeHash, keccak256("ready"));
        }
    }

    function _activate(bytes32 changeHash, bytes memory init) internal {
        VM.prank(_pod(1));
        consortium.activate(changeHash, init);
    }

    /// @dev Proposed, approved and vetted, so that only the activation is missing.
    function _ready(Change memory c) internal returns (bytes32 changeHash) {
        changeHash = _propose(c);
        _approve(changeHash, THRESHOLD);
        _vet(changeHash, MEMBERS);
    }

    /// @dev Proposed with calls, approved and vetted.
    function _readyWith(Change memory c, Calls memory calls) internal returns (bytes32 changeHash) {
        changeHash = _proposeWith(c, calls);
        _approve(changeHash, THRESHOLD);
        _vet(changeHash, MEMBERS);
    }

    function _proposeWith(Change memory c, Calls memory calls) internal returns (bytes32) {
        VM.prank(_approver(0));
        return consortium.proposeWithCalls(c, keccak256(abi.encode(calls)));
    }

    /// @dev The whole way. A Book without a line is initialized.
    function _upgrade(bytes32 release, Book book) internal returns (bytes32 changeHash) {
        bytes memory init = book.line() == 0 ? _init() : bytes("");
        changeHash = _ready(_change(release, book, init));
        _activate(changeHash, init);
    }

    function _revertNow(bytes32 changeHash) internal {
        bytes32 reason = keccak256("reason");
        uint256[] memory keys = _approverKeys(2);
        bytes[] memory signatures = _signedRevert(changeHash, keys);
        consortium.revertChange(changeHash, reason, _addresses(keys), signatures);
    }

    function _revertWith(bytes32 changeHash, Calls memory calls) internal {
        bytes32 reason = keccak256("reason");
        uint256[] memory keys = _approverKeys(2);
        bytes[] memory signatures = _signedRevert(changeHash, keys);
        consortium.revertWithCalls(changeHash, reason, _addresses(keys), signatures, calls);
    }

    function _signedRevert(bytes32 changeHash, uint256[] memory keys) internal view returns (bytes[] memory) {
        Revert memory r = Revert(changeHash, consortium.line(LINE).epoch, keccak256("reason"));
        return _signAll(keys, consortium.hashRevert(r));
    }

    /// @dev A list of one call.
    function _one(address target, bytes memory data) internal pure returns (Call[] memory all) {
        all = new Call[](1);
        all[0] = Call(target, data);
    }

    /// @dev Member sets are numbered by who is first in them.
    function _nextMembers(uint256 count, uint256 from, uint32 threshold)
        internal
        view
        returns (Membership memory)
    {
        (address[] memory approvers, address[] memory pods) = _memberSet(count, from);
        uint64 expiry = uint64(block.timestamp + 1 days);
        return Membership(consortium.memberEpoch() + 1, expiry, approvers, pods, threshold);
    }

    function _setMembers(Membership memory m, uint256 signers) internal {
        uint256[] memory keys = _approverKeys(signers);
        consortium.setMembers(m, _addresses(keys), _signAll(keys, consortium.hashMembership(m)));
    }

    // Records.

    function _parties() internal pure returns (bytes32) {
        return keccak256(abi.encode(_addresses(_partyKeys())));
    }

    function _id() internal pure returns (bytes32) {
        return keccak256(abi.encode(_parties(), SALT));
    }

    function _epoch(Book book) internal view returns (uint64 epoch) {
        (, epoch,) = consortium.bookState(address(book));
    }

    /// @dev The next step of the record in a Book, in order, to any commitment.
    function _step(Book book, bytes32 next) internal view returns (Transition memory) {
        Record memory r = book.record(_id());
        return
            Transition(
                _id(), r.sequence + 1, r.commitment, next, _epoch(book), uint8(Status.Open), _parties()
            );
    }

    /// @dev The step that moves the record between Books, in order.
    function _novation(Book from, Book to, bytes32 next) internal view returns (Novation memory) {
        Record memory r = from.record(_id());
        return Novation({
            record: _id(),
            sequence: r.sequence + 1,
            previous: r.commitment,
            next: next,
            epoch: _epoch(from),
            to: address(to),
            toEpoch: _epoch(to),
            status: uint8(Status.Open),
            parties: _parties()
        });
    }

    function _endorsed(Book book, Transition memory t) internal view returns (bytes[] memory) {
        return _signAll(_partyKeys(), book.hashTransition(t));
    }

    function _endorsed(Book book, Novation memory n) internal view returns (bytes[] memory) {
        return _signAll(_partyKeys(), book.hashNovation(n));
    }

    function _create(Book book) internal {
        Transition memory t = _step(book, keccak256("state 1"));
        book.create(t, SALT, _endorsed(book, t));
    }

    function _novate(Book from, Book to) internal {
        Novation memory n = _novation(from, to, keccak256(abi.encode("novated", block.timestamp, to)));
        from.novateOut(n, _endorsed(from, n));
    }

    // Expectations.

    function _expectBook(Book book, uint64 epoch, BookState state) internal view {
        (, uint64 gotEpoch, BookState got) = consortium.bookState(address(book));
        VM.assertEq(gotEpoch, epoch, "epoch of the book");
        VM.assertEq(uint8(got), uint8(state), "state of the book");
    }

    function _expectStatus(bytes32 changeHash, ChangeStatus status) internal view {
        VM.assertEq(uint8(consortium.change(changeHash).status), uint8(status), "status of the change");
    }

    function _expectRecord(Book book, uint64 sequence, Status status) internal view {
        Record memory r = book.record(_id());
        VM.assertEq(r.sequence, sequence, "sequence of the record");
        VM.assertEq(uint8(r.status), uint8(status), "status of the record");
    }
}
