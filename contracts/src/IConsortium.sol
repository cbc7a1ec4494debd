// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What the records of a Book may do, ordered by how little: Active allows everything,
/// Draining no new records and no arrivals, Suspended nothing but leaving. None means that the
/// Consortium never activated the Book.
enum BookState {
    None,
    Active,
    Draining,
    Suspended
}

/// @notice How far a change has come.
enum ChangeStatus {
    None,
    Proposed,
    Withdrawn,
    Activated,
    Reverted
}

/// @notice A proposal to move a line from its active release to another. Approvers sign exactly this.
struct Change {
    bytes32 line; // salted digest of the line's name
    uint64 sequence; // changes activated on the line so far, plus 1
    bytes32 parent; // salted digest of the active release, 0 for the first
    bytes32 release; // salted digest of the release to activate
    address book; // Book that is active afterwards
    bytes32 bookCodeHash; // hash of that Book's code
    bytes32 initCallHash; // keccak256 of the call to the Book on activation, of "" for none
    uint64 notBefore; // first second in which it may be activated
    uint64 notAfter; // last second in which it may be activated
    uint64 revertWindow; // seconds after activation in which it may be reverted, 0 for none
    bytes32 revertPlan; // digest of the revert plan
    bytes32 plan; // digest of the change document
    uint64 memberEpoch; // member set that approves it
    uint64 expiry; // last second in which approvals count
    uint32 readiness; // pods that must have vetted it before activation
    uint32 revertQuorum; // members who must sign a revert, at least 1
}

/// @notice The wish to take the active change of a line back.
struct Revert {
    bytes32 change; // hash of the change
    uint64 epoch; // epoch of the line that ends
    bytes32 reason; // digest of the reason
}

/// @notice A whole new set of members. The approver and the pod of a member have the same index.
struct Membership {
    uint64 memberEpoch; // current member epoch plus 1
    uint64 expiry; // last second in which it may be put into force
    address[] approvers;
    address[] pods;
    uint32 threshold; // approvals that a change needs
}

/// @notice Where a line stands.
struct Line {
    bytes32 release; // salted digest of the active release
    address book; // active Book
    uint64 epoch; // activations and reverts so far
    uint64 sequence; // changes activated so far, whether reverted or not
    bytes32 change; // hash of the change last activated; its status tells whether it was reverted
    uint64 activatedAt; // when the epoch began
    uint64 revertUntil; // last second in which the change may be reverted, 0 for never
    bytes32 parentRelease; // what a revert would restore, 0 when there is none
    address parentBook;
}

/// @notice What is known of a change.
struct Proposal {
    address proposer;
    ChangeStatus status;
    uint32 approvals; // approvers who signed
    uint32 vetted; // pods that attested readiness
    Change change;
}

/// @notice The state of the consortium's log as anchored last.
struct Checkpoint {
    uint64 size; // entries
    uint64 memberEpoch; // member set whose pod anchored it
    bytes32 root;
}

/// @title The governance of a consortium
/// @notice Who the members are, which release and Book is active on each line, and how that changes.
interface IConsortium {
    /// @notice A change was proposed.
    event Proposed(bytes32 indexed changeHash, bytes32 indexed line, Change change);
    /// @notice A member approved a change; `count` have now.
    event Approved(bytes32 indexed changeHash, address indexed approver, uint32 count);
    /// @notice A pod is ready for a change; `count` are now.
    event Vetted(bytes32 indexed changeHash, address indexed pod, bytes32 evidence, uint32 count);
    /// @notice A change was withdrawn before activation.
    event Withdrawn(bytes32 indexed changeHash);
    /// @notice A new epoch of a line began, with another release.
    event Activated(
        bytes32 indexed line,
        uint64 epoch,
        bytes32 indexed changeHash,
        bytes32 release,
        address book,
        bytes32 parentRelease,
        address parentBook
    );
    /// @notice A new epoch of a line began, with the release from before the change.
    event Reverted(
        bytes32 indexed line,
        uint64 epoch,
        bytes32 indexed changeHash,
        bytes32 release,
        address book,
        bytes32 reason
    );
    /// @notice A new member set is in force.
    event MembersChanged(uint64 memberEpoch, address[] approvers, address[] pods, uint32 threshold);
    /// @notice A pod anchored a checkpoint of the log.
    event Anchored(uint64 size, bytes32 root, address indexed pod);

    /// @notice The caller is no approver and no pod of a current member.
    error NotMember(address account);
    /// @notice The account is no approver of a current member.
    error NotApprover(address account);
    /// @notice The account is no pod of a current member.
    error NotPod(address account);
    /// @notice Only the member who proposed the change may withdraw it.
    error NotProposer(address account);
    /// @notice As many pods as approvers are needed, at least one, and 1 <= threshold <= members.
    error WrongMembership(uint256 approvers, uint256 pods, uint32 threshold);
    /// @notice An address of the member set is zero or appears twice.
    error WrongMember(address account);
    /// @notice The statement names another member epoch than the one it needs.
    error StaleMemberEpoch(uint64 given, uint64 expected);
    /// @notice The statement was void after that second.
    error Expired(uint64 expiry);
    /// @notice As many signatures as signers are needed.
    error LengthMismatch(uint256 signers, uint256 signatures);
    /// @notice The signature is not this approver's signature over this statement.
    error WrongSignature(address approver);
    /// @notice Signers must be ordered by address, each once.
    error SignersNotAscending(address signer);
    /// @notice Too few members signed.
    error TooFewSignatures(uint256 given, uint256 needed);
    /// @notice The line and the release must not be 0.
    error WrongChange();
    /// @notice notBefore <= notAfter <= expiry and now <= notAfter are needed, and a revert window
    /// that ends some day.
    error WrongWindow();
    /// @notice More pods than there are, or none or more members than there are for a revert.
    error WrongQuorum(uint32 readiness, uint32 revertQuorum);
    /// @notice The change is not the next one of its line.
    error WrongSequence(uint64 given, uint64 expected);
    /// @notice The change starts from another release than the active one.
    error ParentNotActive(bytes32 given, bytes32 active);
    /// @notice The Book's code is not the one that was approved, or there is none.
    error WrongCode(address book, bytes32 given, bytes32 expected);
    /// @notice The Book serves another line.
    error BookOfOtherLine(address book, bytes32 line);
    /// @notice The Book does not name this Consortium and this line as its own.
    error BookNotBound(address book);
    /// @notice The call is not the one that was approved.
    error WrongInitCall(bytes32 given, bytes32 expected);
    /// @notice The change was proposed before. Once withdrawn it cannot come back unchanged.
    error AlreadyProposed(bytes32 changeHash);
    /// @notice The change is not open: unknown, withdrawn, activated or reverted.
    error NotProposed(bytes32 changeHash, ChangeStatus status);
    /// @notice The member's approval is recorded; it counts once.
    error AlreadyApproved(bytes32 changeHash, address approver);
    /// @notice The pod's attestation is recorded; it counts once.
    error AlreadyVetted(bytes32 changeHash, address pod);
    /// @notice Too few members have approved.
    error TooFewApprovals(uint32 given, uint32 needed);
    /// @notice Too few pods are ready.
    error TooFewVetted(uint32 given, uint32 needed);
    /// @notice Now is outside of the activation window.
    error OutsideWindow(uint64 notBefore, uint64 notAfter);
    /// @notice The change is not the active one of its line, or was reverted.
    error NotActivated(bytes32 changeHash, ChangeStatus status);
    /// @notice The change may not be reverted, or not any more; 0 means that it never could.
    error RevertWindowClosed(uint64 revertUntil);
    /// @notice The log is longer already.
    error CheckpointNotGrowing(uint64 given, uint64 current);
    /// @notice Another root was anchored for this size: somebody shows two logs.
    error CheckpointConflict(uint64 size, bytes32 given, bytes32 anchored);

    /// @notice Proposes a change. For an approver or a pod of a member.
    function propose(Change calldata c) external returns (bytes32 changeHash);

    /// @notice Records approvals. Anyone may carry them.
    /// @param approvers Who signed.
    /// @param signatures Their signatures over changeHash, in the same order.
    function approve(bytes32 changeHash, address[] calldata approvers, bytes[] calldata signatures) external;

    /// @notice Says that the calling pod fetched, verified and rehearsed the change.
    /// @param evidence Digest of what the pod found.
    function attest(bytes32 changeHash, bytes32 evidence) external;

    /// @notice Takes a proposal back before activation. For the member who made it.
    function withdraw(bytes32 changeHash) external;

    /// @notice Begins the next epoch of the line. For an approver or a pod of a member.
    /// @param initCall The approved call to the Book, empty for none. When it fails, nothing of the
    /// activation happens, and the change stays open.
    function activate(bytes32 changeHash, bytes calldata initCall) external;

    /// @notice Begins the next epoch of the line with the release from before the change. Once,
    /// within the revert window. Anyone may carry the signatures.
    /// @param reason Digest of the reason.
    /// @param approvers Who signed, strictly ascending.
    /// @param signatures Their signatures over the Revert, in the same order.
    function revertChange(
        bytes32 changeHash,
        bytes32 reason,
        address[] calldata approvers,
        bytes[] calldata signatures
    ) external;

    /// @notice Puts a new member set into force. Open changes of the old one are void. Anyone may
    /// carry the signatures.
    /// @param approvers Who signed, strictly ascending: approvers of the old set.
    /// @param signatures Their signatures over m, in the same order.
    function setMembers(Membership calldata m, address[] calldata approvers, bytes[] calldata signatures)
        external;

    /// @notice Anchors a checkpoint of the log. For a pod. Within a member epoch the size only grows;
    /// the same checkpoint again changes nothing. A new member set may anchor any size, so that a
    /// pod which anchored nonsense can be removed together with its nonsense.
    function anchor(uint64 size, bytes32 root) external;

    /// @notice Where a line stands; all zero when it is unknown.
    function line(bytes32 id) external view returns (Line memory);

    /// @notice The line of a Book, the epoch in which the Book was last made active, which is the
    /// one that its records must name, and what they may do.
    function bookState(address book) external view returns (bytes32 line_, uint64 epoch, BookState state);

    /// @notice What is known of a change.
    function change(bytes32 changeHash) external view returns (Proposal memory);

    /// @notice Whether the approver's approval of the change is recorded.
    function approvedBy(bytes32 changeHash, address approver) external view returns (bool);

    /// @notice Whether the pod's attestation of the change is recorded.
    function vettedBy(bytes32 changeHash, address pod) external view returns (bool);

    /// @notice The members in force; the approver and the pod of a member have the same index.
    function members() external view returns (address[] memory approvers, address[] memory pods);

    /// @notice The number of member sets so far.
    function memberEpoch() external view returns (uint64);

    /// @notice The number of approvals that a change needs.
    function threshold() external view returns (uint32);

    /// @notice Whether the account approves for a current member.
    function isApprover(address account) external view returns (bool);

    /// @notice Whether the account is the pod of a current member.
    function isPod(address account) external view returns (bool);

    /// @notice The checkpoint anchored last; all zero when there is none.
    function checkpoint() external view returns (Checkpoint memory);

    /// @notice The digest that approvers sign to approve c, which is also its name everywhere.
    function hashChange(Change calldata c) external view returns (bytes32);

    /// @notice The digest that approvers sign to revert a change.
    function hashRevert(Revert calldata r) external view returns (bytes32);

    /// @notice The digest that approvers sign to put m into force.
    function hashMembership(Membership calldata m) external view returns (bytes32);
}
