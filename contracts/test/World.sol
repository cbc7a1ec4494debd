// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Book} from "../src/Book.sol";
import {IBook, Novation, Record, Status, Transition} from "../src/IBook.sol";
import {Calls} from "../src/ICalls.sol";
import {BookState, Change, ChangeStatus, Line, Proposal} from "../src/IConsortium.sol";
import {Kind, Resolution, Stance} from "../src/ICourse.sol";
import {FuzzSelector} from "./ICheats.sol";
import {Voting} from "./Voting.sol";
import {Ward} from "./Ward.sol";

/// @notice How often calls were made.
struct Stages {
    uint64 preparations;
    uint64 aborts;
    uint64 replacements;
}

/// @notice How often members spoke up.
struct Words {
    uint64 votes;
    uint64 endings; // of changes, by rejections
    uint64 refusals; // of changes that were prepared
    uint64 pauses;
    uint64 lifts;
}

/// @notice What happened to a change.
struct Past {
    uint256 activated;
    uint256 reverted;
    bytes32 mayReplace;
    bool refused;
}

/// @notice Until when which line is paused, and which member may not pause.
struct Pauses {
    mapping(bytes32 line => uint256) until;
    mapping(uint64 memberEpoch => mapping(uint256 member => uint256)) rests;
}

/// @title A consortium to which anything can happen, in any order
/// @notice Each action tries something, allowed or not. The contracts decide; this keeps its own
/// account of what they must have decided, and writes down the first thing that went wrong.
contract World is Voting {
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
    Words public words;
    uint64 public sequence; // of the record; 0 before it exists
    bytes32 public commitment;
    address public holder;
    mapping(bytes32 changeHash => Past) private _past;
    bytes32 public prepared; // the change that is, 0 for none
    Pauses private _pauses;

    constructor() {
        setUp();
        books = [first, second, new Book(address(consortium))];
        ward = new Ward(address(consortium));
    }

    function actions() external view returns (FuzzSelector memory all) {
        all.addr = address(this);
        all.selectors = new bytes4[](17);
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
        all.selectors[14] = this.vote.selector;
        all.selectors[15] = this.pause.selector;
        all.selectors[16] = this.lift.selector;
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
            if (calls != 0) _past[changeHash].mayReplace = prepared;
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
        if (block.timestamp <= _pauses.until[LINE] || block.timestamp <= _pauses.until[0]) return false;
        if (_past[changeHash].refused) return false;
        return prepared == 0 || prepared == changeHash || prepared == _past[changeHash].mayReplace;
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
        if (twist % 4 == 3) return; // what is prepared lasts a while
        bytes32 changeHash = prepared == 0 ? _any(which) : prepared;
        if (changeHash == 0) return;
        Proposal memory p = consortium.change(changeHash);
        address who = member % 4 == 3 ? STRANGER : _pod(member % 4);
        if (prepared != 0 && member / 4 % 2 == 0) who = p.proposer;
        bool over = block.timestamp > p.change.notAfter || p.change.memberEpoch != consortium.memberEpoch()
            || _past[changeHash].refused;
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
        if (short / 16 % 4 == 0 && prepared == changeHash) {
            vote(0, 1, 32); // two of three reject it
            vote(0, 2, 32);
        }
        if (short / 2 % 4 != 2) activate(0, 2);
    }

    function approve(uint256 which, uint256 member, uint256 twist) public {
        bool forged = twist % 4 == 0;
        bytes32 changeHash = _any(which);
        address[] memory who = new address[](1);
        bytes[] memory signatures = new bytes[](1);
        who[0] = _approver(member % 3);
        signatures[0] = _sign(_approverKey(member % 3), forged ? bytes32(member) : changeHash);
        (, uint64 votes) = consortium.voteOf(changeHash, who[0]);
        bool before = votes != 0;
        Proposal memory p = consortium.change(changeHash);
        try consortium.approve(changeHash, who, signatures) {
            _need(!forged, "a forged approval was taken");
            _need(!before, "an approval was taken twice");
            _need(_live(p), "an approval of a dead change was taken");
        } catch {
            _need(forged || before || !_live(p), "a good approval was refused");
        }
    }

    /// @notice A member changes its mind about a change, or makes it up.
    function vote(uint256 which, uint256 member, uint256 twist) public {
        bytes32 changeHash = twist % 4 == 0 && prepared != 0 ? prepared : _any(which);
        Stance stance = Stance(twist / 4 % 3);
        address who = _approver(member % 3);
        (Stance before, uint64 number) = consortium.voteOf(changeHash, who);
        if (twist / 12 % 8 != 0) ++number;
        bool forged = twist / 12 % 8 == 1;
        bytes memory signature =
            _ballot(changeHash, forged ? (member % 3 + 1) % 3 : member % 3, number, stance);
        bool legal = _live(consortium.change(changeHash)) && twist / 12 % 8 > 1
            && (stance != Stance.Approved || before != Stance.Approved);
        try consortium.vote(changeHash, number, stance, 0, who, signature) {
            _need(legal, "an illegal vote was taken");
            ++words.votes;
            if (stance == Stance.Rejected) _rejected(changeHash);
        } catch {
            _need(!legal, "a legal vote was refused");
        }
    }

    /// @dev A change that too few could still approve ends, or, when it is prepared, is refused.
    function _rejected(bytes32 changeHash) private {
        bool ends = MEMBERS - _stances(changeHash, Stance.Rejected) < THRESHOLD;
        bool kept = changeHash == prepared;
        if (ends && kept) {
            _past[changeHash].refused = true;
            ++words.refusals;
        } else if (ends) {
            ++words.endings;
        }
        bool open = consortium.change(changeHash).status == ChangeStatus.Proposed;
        _need(open == (!ends || kept), "a rejection ends what it must, and nothing else");
    }

    /// @dev The members who think so of a change.
    function _stances(bytes32 changeHash, Stance stance) private view returns (uint256 n) {
        for (uint256 m = 0; m < MEMBERS; ++m) {
            (Stance theirs,) = consortium.voteOf(changeHash, _approver(m));
            if (theirs == stance) ++n;
        }
    }

    function pause(uint256 seconds_, uint256 member, uint256 twist) public {
        bytes32 line = twist % 3 == 0 ? bytes32(0) : LINE;
        uint64 until = uint64(block.timestamp + (twist / 3 % 8 == 0 ? 3 days + 1 : seconds_ % 1 hours));
        if (twist / 3 % 8 == 1) until = uint64(block.timestamp + 3 days);
        uint64 epoch = consortium.memberEpoch();
        bool stranger = member % 8 == 7;
        bool legal = !stranger && until > block.timestamp && until > _pauses.until[line]
            && until <= block.timestamp + 3 days && block.timestamp > _pauses.rests[epoch][member % 3];
        VM.prank(stranger ? STRANGER : member % 2 == 0 ? _pod(member % 3) : _approver(member % 3));
        try consortium.pause(line, until, 0) {
            _need(legal, "an illegal pause was taken");
            (_pauses.until[line], _pauses.rests[epoch][member % 3]) = (until, block.timestamp + 30 days);
            ++words.pauses;
        } catch {
            _need(!legal, "a legal pause was refused");
        }
    }

    /// @notice Members lift a pause, that of the line or that of all, which may be over.
    function lift(uint256 signers, uint256 twist) public {
        bytes32 line = _pauses.until[LINE] == 0 || twist % 4 == 0 ? bytes32(0) : LINE;
        Resolution memory r = _resolution(Kind.Lift, line, uint64(_pauses.until[line]), 0);
        uint256 how = twist / 4 % 12;
        if (how == 0) ++r.number;
        if (how == 1) ++r.memberEpoch;
        if (how == 2) ++r.value;
        if (how == 3) r.expiry = uint64(block.timestamp - 1);
        bool legal = how > 3 && _pauses.until[line] != 0 && signers % 4 >= THRESHOLD;
        uint256[] memory keys = _approverKeys(signers % 4);
        try consortium.resolve(r, _addresses(keys), _signedResolution(r, keys)) {
            _need(legal, "an illegal resolution was carried out");
            delete _pauses.until[line];
            ++words.lifts;
        } catch {
            _need(!legal, "a legal resolution was refused");
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
            _need(++_past[changeHash].activated == 1, "a change was activated twice");
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
            _need(++_past[changeHash].reverted == 1, "a change was reverted twice");
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
            (, uint32 rejections,, bool refused) = consortium.courseOf(changes[i]);
            VM.assertEq(rejections, _stances(changes[i], Stance.Rejected), "every rejection counts once");
            VM.assertTrue(
                refused == _past[changes[i]].refused, "what is prepared is refused by rejections only"
            );
        }
    }

    function checkStanding() external view {
        VM.assertEq(consortium.pausedUntil(LINE), _pauses.until[LINE], "the pause of the line");
        VM.assertEq(consortium.pausedUntil(0), _pauses.until[0], "the pause of all lines");
        VM.assertEq(consortium.resolutions(), words.lifts, "every resolution counts once");
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
