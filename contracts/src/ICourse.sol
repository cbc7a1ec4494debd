// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Change} from "./IConsortium.sol";

/// @notice What one change asks for beyond the rules that hold for every change, in one word; 0 is
/// nothing. From its highest bits down:
/// 32 bits threshold: approvals that it needs; fewer than the rules ask for means as many as those
/// 32 bits class: a class that members agreed on before, 0 for none
/// 64 bits period: seconds after which its activation window opens again until its expiry, 0 for once
/// 64 bits required: members who must be among those that approve
/// 64 bits veto: members who can end it by a rejection
/// Members are bits: bit i is the member with index i of the member set of the change.
type Policy is bytes32;

/// @notice What a member thinks of a change. None is what it thinks before it votes, and after it has
/// taken its vote back.
enum Stance {
    None,
    Approved,
    Rejected
}

/// @notice What a Resolution does.
enum Kind {
    Lift,
    Agree,
    Retire
}

/// @notice What members decide beside changes.
/// Lift ends a pause: subject is the line, or 0 for that of all lines, value the end of the pause.
/// Agree sets what a class of changes needs: subject is the class, value the last second in which the
/// agreement holds, quorum the approvals.
/// Retire ends the drain of a Book: subject is the Book, value its epoch. All members sign it.
struct Resolution {
    uint64 number; // resolutions so far, plus 1
    uint64 memberEpoch; // member set that signs it
    uint64 expiry; // last second in which it may be carried out
    Kind kind;
    bytes32 subject;
    uint64 value;
    uint32 quorum;
    bytes32 reason; // digest of the reason
}

/// @notice What a class of changes needs, by agreement.
struct Agreement {
    uint32 quorum; // approvals
    uint64 until; // last second in which it holds
}

/// @title The course of a change
/// @notice Votes, policies, windows that come again, pauses, and what members decide beside changes.
/// IConsortium says what is true of every change.
///
/// Whoever has changed its mind votes again: each vote has a number, so that none counts twice. A
/// rejection ends a change when a member casts it that the policy requires or gives a veto, or when
/// too few members are left who could approve. When the change is prepared, it is refused instead:
/// it cannot be activated any more, and every member may abort it.
///
/// A class lets members agree once, for example that a patch needs one approval. It holds for changes
/// that all pods have vetted and nobody rejects, in the member set that agreed, until its end; all
/// others need what every change needs.
interface ICourse {
    /// @notice A change was proposed with a policy.
    event PolicySet(bytes32 indexed changeHash, Policy policy);
    /// @notice A member voted on a change, for the `number`th time.
    event Voted(
        bytes32 indexed changeHash, address indexed approver, uint64 number, Stance stance, bytes32 reason
    );
    /// @notice By the vote of this member a change ended, or, when it is prepared, can only be aborted.
    event Refused(bytes32 indexed changeHash, address indexed approver);
    /// @notice A change waits until this second.
    event Postponed(bytes32 indexed changeHash, uint64 until);
    /// @notice Until this second nothing is prepared and nothing activated on a line, or on any, when
    /// it is 0.
    event Paused(bytes32 indexed line, address indexed by, uint64 until, bytes32 reason);
    /// @notice A resolution was carried out.
    event Resolved(Resolution resolution);

    /// @notice The policy names members that there are not, needs more of them than there are, has a
    /// period that is shorter than the window, or a class without the readiness of all pods.
    error WrongPolicy();
    /// @notice The vote is not the next one of this approver.
    error StaleVote(address approver, uint64 expected);
    /// @notice The member with this index must approve and has not.
    error ApprovalMissing(uint256 member);
    /// @notice The change was refused by a vote: it can only be aborted.
    error IsRefused();
    /// @notice A change waits no shorter than its approvers said, and no longer than its last window.
    error WrongDelay();
    /// @notice Nothing is prepared or activated on the line until after this second.
    error IsPaused(uint64 until);
    /// @notice A pause ends after now and after the one that stands, at most three days from now.
    error WrongPause();
    /// @notice The member has paused before, and may do so again after this second.
    error PausedLately(uint64 until);
    /// @notice The resolution is not the next one.
    error StaleResolution(uint64 expected);
    /// @notice The resolution means something that is not, or not any more.
    error WrongResolution();
    /// @notice The Book is what a revert would go back to until this second.
    error StillNeeded(uint64 until);

    /// @notice Proposes a change with a policy, and perhaps with calls. For an approver or a pod of a
    /// member.
    /// @param calls Hash of the calls, 0 for none.
    function proposeWithPolicy(Change calldata c, bytes32 calls, Policy policy)
        external
        returns (bytes32 changeHash);

    /// @notice Records a vote. Anyone may carry it. What is signed is
    /// Vote(bytes32 change,uint64 number,uint8 stance,bytes32 reason); a signature over the hash of a
    /// change is an approval, and vote 1.
    /// @param number Votes of this approver on the change so far, plus 1.
    /// @param reason Digest of the reason, 0 for none.
    function vote(
        bytes32 changeHash,
        uint64 number,
        Stance stance,
        bytes32 reason,
        address approver,
        bytes calldata signature
    ) external;

    /// @notice Lets a change wait until a second that its window allows. For the member who proposed
    /// it, again and again; the earliest time that approvers signed stays the earliest.
    function postpone(bytes32 changeHash, uint64 until) external;

    /// @notice Stops preparations and activations on a line, or on all with 0, until a second at most
    /// three days from now. For an approver or a pod of a member, which may do so again thirty days
    /// later. All else goes on: votes, reverts, aborts, member sets, records.
    function pause(bytes32 line, uint64 until, bytes32 reason) external;

    /// @notice Carries out a resolution. Anyone may carry the signatures.
    /// @param approvers Who signed, strictly ascending.
    /// @param signatures Their signatures over r, in the same order.
    function resolve(Resolution memory r, address[] calldata approvers, bytes[] calldata signatures) external;

    /// @notice The policy of a change.
    function policyOf(bytes32 changeHash) external view returns (Policy);

    /// @notice What an approver thinks of a change, and how often it voted.
    function voteOf(bytes32 changeHash, address approver) external view returns (Stance stance, uint64 votes);

    /// @notice The approvals that a change needs as things stand, the rejections it has, the second
    /// that it waits for if it was postponed, and whether it is refused.
    function courseOf(bytes32 changeHash)
        external
        view
        returns (uint32 needed, uint32 rejections, uint64 postponedUntil, bool refused);

    /// @notice The end of the last pause of a line, or of the last one of all lines with 0.
    function pausedUntil(bytes32 line) external view returns (uint64);

    /// @notice The number of resolutions so far.
    function resolutions() external view returns (uint64);

    /// @notice What a class needs in a member set.
    function agreementOf(uint64 memberEpoch, uint32 class) external view returns (uint32 quorum, uint64 until);

    /// @notice Whether a Book has been retired since it was last active.
    function retired(address book) external view returns (bool);

    /// @notice The digest that approvers sign to approve c with these calls and this policy, which is
    /// also its name everywhere; with a policy of zeros it is hashChangeWithCalls.
    function hashChangeWithPolicy(Change calldata c, bytes32 calls, Policy policy)
        external
        view
        returns (bytes32);
}
