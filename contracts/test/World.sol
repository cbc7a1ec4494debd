// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Book} from "../src/Book.sol";
import {IBook, Novation, Record, Status, Transition} from "../src/IBook.sol";
import {Calls} from "../src/ICalls.sol";
import {BookState, Change, ChangeStatus, Line, Proposal} from "../src/IConsortium.sol";
import {Fixture} from "./Fixture.sol";
import {FuzzSelector} from "./ICheats.sol";
import {Ward} from "./Ward.sol";

/// @notice How often calls were made.
struct Stages {
    uint64 preparations;
    uint64 aborts;
    uint64 replacements;
}

/// @title A consortium to which anything can happen, in any order
/// @notice Each action tries something, allowed or not. The contracts decide; this keeps its own
/// account of what they must have decided, and writes down the first thing that went wrong.
contract World is Fixture {
    Book[3] public books;
    Ward public ward; // frozen while a change is prepared
    bytes32[] public changes;

    /// @notice The first wrong decision, "" while there is none.
    string public wrong;

    // Our own account.
    uint64 public activations;
    uint64 public reverts;
    uint64 public novations;
    Stages public stages;
    uint64 public sequence; // of the record; 0 before it exists
    bytes32 public commitment;
    address public holder;
    mapping(bytes32 changeHash => uint256) private _timesActivated;
    mapping(bytes32 changeHash => uint256) private _timesReverted;
    bytes32 public prepared; // the change that is, 0 for none
    mapping(bytes32 changeHash => bytes32) private _mayReplace;

    constructor() {
        setUp();
        books = [first, second, new Book(address(consortium))];
        ward = new Ward(address(consortium));
    }

    function actions() external view returns (FuzzSelector memory all) {
        all.addr = address(this);
        all.selectors = new bytes4[](14);
        all.selectors[0] = this.propose.selector;
        all.selectors[1] = this.approve.selector;
        all.selectors[2] = this.attest.selector;
        all.selectors[3] = this.activate.selector;
        all.selectors[4] = this.takeBack.selector;
        all.selectors[5] = this.wait.selector;
        all.selectors[6] = this.renewMembers.selector;
        all.selectors[7] = this.step.selector;
        all.selectors[8] = this.novate.selector;
        all.selectors[9] = this.upgrade.selector;
        all.selectors[10] = this.prepare.selector;
        all.selectors[11] = this.abort.selector;
        all.selectors[12] = this.upgradeWithCalls.selector;
        all.selectors[13] = this.breakDown.selector;
    }

    function _need(bool condition, string memory why) private {
        if (!condition && bytes(wrong).length == 0) wrong = why;
    }

    function _any(uint256 seed) private view returns (bytes32) {
        // The latest few, so that something comes of them.
        uint256 n = changes.length;
        return n == 0 ? bytes32(0) : changes[n - 1 - seed % (n < 4 ? n : 4)];
    }

    function _initFor(address book) private view returns (bytes memory) {
        return Book(book).line() == 0 ? _init() : bytes("");
    }

    function propose(uint256 book, uint256 release, uint256 twist) public {
        Book to = books[book % 3];
        Change memory c = _change(bytes32(1 + release % 5), to, _initFor(address(to)));
        c.plan = keccak256(abi.encode(changes.length));
        uint256 how = twist % 12;
        if (how == 0) c.sequence += 1;
        if (how == 1) c.parent = keccak256("another");
        if (how == 2) c.memberEpoch += 1;
        if (how == 3) c.notAfter = c.notBefore - 1;
        if (how == 4) c.bookCodeHash = keccak256("another");
        bytes32 calls = twist / 12 % 3 == 0 ? bytes32(0) : keccak256(abi.encode(_calls(twist / 12 % 3 == 1)));
        VM.prank(how == 5 ? STRANGER : _pod(release % 3));
        try consortium.proposeWithCalls(c, calls) returns (bytes32 changeHash) {
            _need(how > 5, "an illegal proposal was taken");
            changes.push(changeHash);
            if (calls != 0) _mayReplace[changeHash] = prepared;
        } catch {
            _need(how <= 5, "a legal proposal was refused");
        }
    }

    /// @dev Calls that prepare, or calls in the activation only.
    function _calls(bool preparing) private view returns (Calls memory calls) {
        calls.activate = _one(address(ward), abi.encodeCall(Ward.freeze, (false)));
        if (!preparing) return calls;
        calls.prepare = _one(address(ward), abi.encodeCall(Ward.freeze, (true)));
        calls.abort = _one(address(ward), abi.encodeCall(Ward.freeze, (false)));
        calls.revert = _one(address(ward), abi.encodeCall(Ward.note, (1)));
    }

    /// @dev The calls of a change that is here.
    function _callsOf(bytes32 changeHash) private view returns (Calls memory calls) {
        bytes32 hash = consortium.callsOf(changeHash);
        if (hash != 0) calls = _calls(hash == keccak256(abi.encode(_calls(true))));
    }

    /// @dev Nothing stands in the way of this change on its line.
    function _free(bytes32 changeHash) private view returns (bool) {
        return prepared == 0 || prepared == changeHash || prepared == _mayReplace[changeHash];
    }

    /// @notice Calls to the ward fail from now on, seldom, or succeed again.
    function breakDown(uint256 chance) public {
        ward.breakDown(chance % 8 == 0);
    }

    function prepare(uint256 which, uint256 twist) public {
        bytes32 changeHash = _any(which);
        if (changeHash == 0) return;
        Proposal memory p = consortium.change(changeHash);
        Line memory line = consortium.line(LINE);
        Calls memory calls = _callsOf(changeHash);
        bool legal = _live(p) && twist % 8 > 1 && calls.prepare.length != 0 && p.approvals >= THRESHOLD
            && p.vetted >= p.change.readiness && block.timestamp <= p.change.notAfter
            && p.change.sequence == line.sequence + 1 && p.change.parent == line.release && _free(changeHash)
            && prepared != changeHash && !ward.broken();
        if (twist % 8 == 0) calls.prepare = calls.abort;
        VM.prank(twist % 8 == 1 ? STRANGER : _pod(twist % 3));
        try consortium.prepare(changeHash, calls) {
            _need(legal, "an illegal preparation happened");
            _need(ward.frozen(), "the calls of a preparation were not made");
            if (prepared != 0) ++stages.replacements;
            prepared = changeHash;
            ++stages.preparations;
        } catch {
            _need(!legal, "a legal preparation was refused");
        }
    }

    function abort(uint256 which, uint256 member, uint256 twist) public {
        if (twist % 4 > 1) return; // seldom
        bytes32 changeHash = prepared == 0 ? _any(which) : prepared;
        if (changeHash == 0) return;
        Proposal memory p = consortium.change(changeHash);
        address who = member % 4 == 3 ? STRANGER : _pod(member % 4);
        bool over = block.timestamp > p.change.notAfter || p.change.memberEpoch != consortium.memberEpoch();
        bool legal =
            prepared == changeHash && who != STRANGER && (over || who == p.proposer) && !ward.broken();
        Calls memory calls = _callsOf(changeHash);
        VM.prank(who);
        try consortium.abort(changeHash, calls) {
            _need(legal, "an illegal abort happened");
            _need(!ward.frozen(), "the calls of an abort were not made");
            prepared = 0;
            ++stages.aborts;
        } catch {
            _need(!legal, "a legal abort was refused");
        }
    }

    /// @notice The whole way with calls in one go, now and then with one thing short.
    function upgradeWithCalls(uint256 book, uint256 release, uint256 short) public {
        propose(book, release, 6 + 12 * (1 + short % 2));
        bytes32 changeHash = changes[changes.length - 1];
        _approve(changeHash, THRESHOLD);
        _vet(changeHash, MEMBERS);
        if (short / 2 % 8 != 0) prepare(0, 2);
        if (short / 2 % 8 == 1) VM.warp(block.timestamp + 1 days + 1);
        if (short / 2 % 4 != 2) activate(0, 2);
    }

    function approve(uint256 which, uint256 member, uint256 twist) public {
        bool forged = twist % 4 == 0;
        bytes32 changeHash = _any(which);
        address[] memory who = new address[](1);
        bytes[] memory signatures = new bytes[](1);
        who[0] = _approver(member % 3);
        signatures[0] = _sign(_approverKey(member % 3), forged ? bytes32(member) : changeHash);
        bool before = consortium.approvedBy(changeHash, who[0]);
        Proposal memory p = consortium.change(changeHash);
        try consortium.approve(changeHash, who, signatures) {
            _need(!forged, "a forged approval was taken");
            _need(!before, "an approval was taken twice");
            _need(_live(p), "an approval of a dead change was taken");
        } catch {
            _need(forged || before || !_live(p), "a good approval was refused");
        }
    }

    function attest(uint256 which, uint256 member) public {
        bytes32 changeHash = _any(which);
        address who = member % 4 == 3 ? STRANGER : _pod(member % 4);
        bool before = consortium.vettedBy(changeHash, who);
        Proposal memory p = consortium.change(changeHash);
        VM.prank(who);
        try consortium.attest(changeHash, 0) {
            _need(who != STRANGER && !before && _live(p), "an illegal attestation was taken");
        } catch {
            _need(who == STRANGER || before || !_live(p), "a good attestation was refused");
        }
    }

    /// @dev Whether the change can still gather consent.
    function _live(Proposal memory p) private view returns (bool) {
        return p.status == ChangeStatus.Proposed && p.change.memberEpoch == consortium.memberEpoch()
            && block.timestamp <= p.change.expiry;
    }

    function activate(uint256 which, uint256 twist) public {
        bytes32 changeHash = _any(which);
        if (changeHash == 0) return;
        Proposal memory p = consortium.change(changeHash);
        Line memory line = consortium.line(LINE);
        bytes memory init = twist % 8 == 0 ? bytes("x") : _initFor(p.change.book);
        bool legal = _live(p) && twist % 8 > 1 && keccak256(init) == p.change.initCallHash
            && p.approvals >= THRESHOLD && p.vetted >= p.change.readiness
            && block.timestamp >= p.change.notBefore && block.timestamp <= p.change.notAfter
            && p.change.sequence == line.sequence + 1 && p.change.parent == line.release;
        Calls memory calls = _callsOf(changeHash);
        legal = legal && _free(changeHash) && (calls.prepare.length == 0 || prepared == changeHash)
            && (calls.activate.length == 0 || !ward.broken());
        VM.prank(twist % 8 == 1 ? STRANGER : _pod(twist % 3));
        try consortium.activateWithCalls(changeHash, init, calls) {
            _need(legal, "an illegal activation happened");
            _need(calls.activate.length == 0 || !ward.frozen(), "the calls of an activation were not made");
            if (prepared != 0 && prepared != changeHash) ++stages.replacements;
            prepared = 0;
            _need(++_timesActivated[changeHash] == 1, "a change was activated twice");
            _need(consortium.line(LINE).epoch == line.epoch + 1, "an activation did not raise the epoch");
            ++activations;
        } catch {
            _need(!legal, "a legal activation was refused");
        }
    }

    function takeBack(uint256 which) public {
        // Seldom, since otherwise a line hardly ever gets anywhere.
        if (which % 4 > 1) return;
        bytes32 changeHash = which % 4 == 0 ? _any(which / 4) : consortium.line(LINE).change;
        Line memory line = consortium.line(LINE);
        bool legal = line.change == changeHash && block.timestamp <= line.revertUntil
            && consortium.change(changeHash).status == ChangeStatus.Activated && prepared == 0
            && (_callsOf(changeHash).revert.length == 0 || !ward.broken());
        try this.revertIt(changeHash) {
            _need(legal, "an illegal revert happened");
            _need(++_timesReverted[changeHash] == 1, "a change was reverted twice");
            _need(consortium.line(LINE).release == line.parentRelease, "a revert restored something else");
            ++reverts;
        } catch {
            _need(!legal, "a legal revert was refused");
        }
    }

    function revertIt(bytes32 changeHash) external {
        _revertWith(changeHash, _callsOf(changeHash));
    }

    function wait(uint256 seconds_) public {
        VM.warp(block.timestamp + _bound(seconds_, 1, 2 hours));
    }

    function renewMembers(uint256 chance) public {
        // Seldom, since it voids every open change.
        if (chance % 8 == 0) _setMembers(_nextMembers(MEMBERS, 0, THRESHOLD), THRESHOLD);
    }

    /// @notice The whole way in one go, so that runs get far, now and then with one thing short.
    function upgrade(uint256 book, uint256 release, uint256 short) public {
        propose(book, release, 6);
        bytes32 changeHash = changes[changes.length - 1];
        _approve(changeHash, short % 8 == 0 ? THRESHOLD - 1 : THRESHOLD);
        _vet(changeHash, short % 8 == 1 ? MEMBERS - 1 : MEMBERS);
        if (short % 8 == 2) VM.warp(block.timestamp + 1 days + 1);
        activate(0, 2);
    }

    function step(uint256 book, uint256 twist) public {
        Book at = twist % 4 == 0 ? books[book % 3] : _likely();
        Transition memory t = _step(at, keccak256(abi.encode(twist)));
        (uint256 how, bool fresh) = (twist / 4 % 12, sequence == 0);
        if (how == 0) t.sequence += 1;
        if (how == 1) t.previous = keccak256("another");
        if (how == 2) t.epoch += 1;
        if (how == 3) t.status = 3;
        (, uint64 epoch, BookState state) = consortium.bookState(address(at));
        bool legal = how > 3 && t.epoch == epoch && (state == BookState.Active || state == BookState.Draining);
        legal = legal && (fresh ? state == BookState.Active : address(at) == holder);
        bytes memory call_ = fresh
            ? abi.encodeCall(IBook.create, (t, SALT, _endorsed(at, t)))
            : abi.encodeCall(IBook.transition, (t, _endorsed(at, t)));
        (bool ok,) = address(at).call(call_);
        _need(ok == legal, ok ? "an illegal step was taken" : "a legal step was refused");
        if (ok) (holder, sequence, commitment) = (address(at), t.sequence, t.next);
    }

    function novate(uint256 to_, uint256 twist) public {
        Book from = twist % 4 == 0 ? books[twist % 3] : _likely();
        Book to = to_ % 4 == 0 ? books[to_ / 4 % 3] : Book(consortium.line(LINE).book);
        if (address(to) == address(0)) return;
        Novation memory n = _novation(from, to, keccak256(abi.encode(twist)));
        uint256 how = twist / 4 % 12;
        if (how == 0) n.sequence += 1;
        if (how == 1) n.previous = keccak256("another");
        if (how == 2) n.epoch += 1;
        if (how == 3) n.toEpoch += 1;
        (,, BookState state) = consortium.bookState(address(to));
        bool legal = how > 3 && sequence != 0 && address(from) == holder && address(to) != holder;
        legal = legal && state == BookState.Active;
        (bool ok,) = address(from).call(abi.encodeCall(IBook.novateOut, (n, _endorsed(from, n))));
        _need(ok == legal, ok ? "an illegal novation happened" : "a legal novation was refused");
        if (!ok) return;
        ++novations;
        (holder, sequence, commitment) = (address(to), n.sequence, n.next);
    }

    /// @dev The Book where a step is likely to be taken.
    function _likely() private view returns (Book) {
        if (sequence != 0) return Book(holder);
        address active = consortium.line(LINE).book;
        return active == address(0) ? first : Book(active);
    }

    // What must always be true, asked from outside.

    function checkEpochs() external view {
        Line memory line = consortium.line(LINE);
        VM.assertEq(line.epoch, activations + reverts, "the epoch counts activations and reverts");
        VM.assertEq(line.sequence, activations, "the sequence counts activations");
        uint256 active = 0;
        for (uint256 i = 0; i < 3; ++i) {
            (, uint64 epoch, BookState state) = consortium.bookState(address(books[i]));
            bool isActive = address(books[i]) == line.book;
            if (isActive) ++active;
            VM.assertTrue((state == BookState.Active) == isActive, "the active book is the line's");
            VM.assertTrue(isActive ? epoch == line.epoch : epoch <= line.epoch, "its epoch is the line's");
        }
        VM.assertEq(active, line.epoch == 0 ? 0 : 1, "one book is active");
    }

    function checkCalls() external view {
        VM.assertEq(consortium.prepared(LINE), prepared, "what is prepared");
        VM.assertTrue(ward.frozen() == (prepared != 0), "frozen while a change is prepared, and never else");
        if (prepared == 0) return;
        bool open = consortium.change(prepared).status == ChangeStatus.Proposed;
        VM.assertTrue(open, "what is prepared is open");
    }

    function checkApprovals() external view {
        for (uint256 i = 0; i < changes.length; ++i) {
            Proposal memory p = consortium.change(changes[i]);
            uint256 approvals = 0;
            uint256 vetted = 0;
            for (uint256 m = 0; m < MEMBERS; ++m) {
                if (consortium.approvedBy(changes[i], _approver(m))) ++approvals;
                if (consortium.vettedBy(changes[i], _pod(m))) ++vetted;
            }
            VM.assertEq(p.approvals, approvals, "every approval counts once");
            VM.assertEq(p.vetted, vetted, "every attestation counts once");
        }
    }

    function checkRecord() external view {
        for (uint256 i = 0; i < 3; ++i) {
            Record memory r = books[i].record(_id());
            if (address(books[i]) == holder) {
                VM.assertEq(uint8(r.status), uint8(Status.Open), "the record is open where it is");
                VM.assertEq(r.sequence, sequence, "its sequence has no gaps");
                VM.assertEq(r.commitment, commitment, "its commitment is the last endorsed");
            } else {
                bool gone = r.status == Status.None || r.status == Status.NovatedOut;
                VM.assertTrue(gone, "the record is in one book only");
                VM.assertTrue(gone && r.sequence <= sequence, "and left behind an earlier step");
            }
        }
    }
}
