// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice One slot, with what it holds before and after.
struct Store {
    bytes32 slot;
    bytes32 before;
    bytes32 next;
}

/// @notice An event for indexers, emitted by the target when its entry is written.
struct Log {
    bytes32[] topics;
    bytes data;
}

/// @notice What is written at once. Heads ascend.
struct Entry {
    bytes32 head;
    Store[] stores;
    Log[] logs;
}

/// @notice What attesters agree on: the roots over the entries that are written before the
/// activation (eager) and on first touch (deferred), and the snapshot that they were read from.
struct Content {
    bytes32 eager;
    uint64 eagerCount;
    bytes32 deferred;
    uint64 deferredCount;
    bytes32 snapshot; // hash of the block that the source was read at, after it was frozen
    bytes32 result; // storage root that the target has when all entries are written
}

/// @notice How far a migration is.
enum Phase {
    Agreeing, // attesters have not agreed on a content
    Loading, // eager entries are being written
    Loaded, // all eager entries are written, attesters have not all confirmed
    Confirmed, // every attester has read the target back and found it right
    Draining, // activated; deferred entries are left
    Done, // activated; nothing is left
    Aborting, // eager entries are being taken back
    Aborted // the source is as it was
}

/// @notice Fixed for one migration. plan is the digest of the plan that was approved.
struct Config {
    bytes32 plan;
    address authority; // who may activate and abort
    address[] attesters; // strictly ascending, at least one
    address source; // frozen: its implementation is a stand-in of this migration
    address sourceImplementation; // what the source becomes again on abort
    address target; // what is written: the source itself, or another that stands in for this migration
    address targetImplementation; // what the target becomes at the end
    bytes initCall; // the call with which it becomes it, empty for none
    address gate; // what the target is while deferred entries are left, zero when there are none
    bool unattended; // anyone may activate once confirmed
}

/// @title One migration
/// @notice Writes what all attesters agree on into a target, in batches that anyone may carry, each
/// proven against the agreed root; then lets the target become its new implementation.
interface IMigration {
    /// @notice An attester said what it has worked out. content is the hash of the encoded Content.
    event Attested(address indexed attester, bytes32 content);
    /// @notice It differs from what another attester said before.
    event Disagreement(address indexed attester, bytes32 content, bytes32 other);
    /// @notice All attesters have said the same; entries can be written.
    event Agreed(bytes32 content);
    /// @notice Eager entries were written, up to the cursor.
    event Loaded(uint64 cursor);
    /// @notice An attester has read the target back.
    event Confirmed(address indexed attester, bytes32 evidence);
    /// @notice The target has become its new implementation, or the gate before it.
    event Activated();
    /// @notice The source has handed all its ether over to the target, in the activation.
    event Paid(uint256 amount);
    /// @notice One deferred entry was written out of order, or proven absent.
    event Settled(bytes32 indexed head, bool present);
    /// @notice Deferred entries before the cursor are written.
    event Drained(uint64 cursor);
    /// @notice All is written, and the gate is gone.
    event Retired();
    /// @notice Eager entries are to be taken back.
    event Aborting();
    /// @notice Eager entries from the cursor on were taken back.
    event Unloaded(uint64 cursor);
    /// @notice The source may become what it was.
    event Aborted();

    /// @notice This call is for another phase than the present one.
    error WrongPhase(Phase phase);
    /// @notice Only the authority may do this.
    error NotAuthority(address caller);
    /// @notice Only an attester may do this.
    error NotAttester(address caller);
    /// @notice The account does not obey this migration: its owner must freeze it first.
    error NotFrozen(address account);
    /// @notice Somebody else was faster, or places were left out: go on at the cursor.
    error WrongCursor(uint64 given, uint64 cursor);
    /// @notice The entries are not in these places of the tree that was agreed on.
    error WrongProof();
    /// @notice The entry is written, or proven absent, already.
    error AlreadySettled(bytes32 head);
    /// @notice Entries are left to be written, or to be taken back.
    error EntriesLeft(uint64 left);
    /// @notice Attesters do not ascend or are missing, or there is no source or target.
    error BadConfig();
    /// @notice Roots and numbers do not fit together, or entries are deferred and there is no gate.
    error BadContent();
    /// @notice A confirmation names the report that it rests on.
    error NoEvidence();

    /// @notice By an attester: what it has worked out for itself. May be repeated with other content
    /// until all agree. The source (and the target) must be frozen by this migration.
    function attest(Content calldata c) external;

    /// @notice Writes eager entries from the cursor on. By anyone.
    function load(uint64 first, Entry[] calldata entries, bytes32[] calldata siblings) external;

    /// @notice By an attester: the target holds what it should. evidence is the digest of its report.
    function confirm(bytes32 evidence) external;

    /// @notice Lets the source hand its ether over, when the target is another account, and the target become
    /// its new implementation, or the gate. By the authority.
    function activate() external;

    /// @notice Writes one deferred entry, on first touch. By anyone, while draining.
    function materialise(uint64 place, Entry calldata entry, bytes32[] calldata siblings) external;

    /// @notice Proves that there is no deferred entry with this head: it lies between two neighbours.
    /// neighbours are the leaf at place-1 (when place > 0) and at place (when place < count).
    function absent(bytes32 head, uint64 place, Entry[] calldata neighbours, bytes32[] calldata siblings)
        external;

    /// @notice Writes deferred entries in order, from the drain cursor on. By anyone.
    function drain(uint64 first, Entry[] calldata entries, bytes32[] calldata siblings) external;

    /// @notice When all deferred entries are written: the target becomes its new implementation.
    function retire() external;

    /// @notice Ends a migration that was not activated. By the authority.
    function abort() external;

    /// @notice While aborting: takes eager entries back, from the cursor down. By anyone.
    function unload(uint64 first, Entry[] calldata entries, bytes32[] calldata siblings) external;

    /// @notice While aborting, with nothing left to take back: the source becomes what it was. When the
    /// target is another account it is left as it is, without an implementation that serves. May be
    /// repeated, should the source be frozen by this migration only after it was aborted. By anyone.
    function restore() external;

    /// @notice What was fixed when the migration was made.
    function config() external view returns (Config memory);
    /// @notice What was agreed on; zeros before.
    function content() external view returns (Content memory);
    /// @notice How far it is.
    function phase() external view returns (Phase);
    /// @notice Number of eager entries written.
    function cursor() external view returns (uint64);
    /// @notice Number of deferred entries drained in order.
    function drained() external view returns (uint64);
    /// @notice Number of deferred entries not written, in order or out of order.
    function left() external view returns (uint64);
    /// @notice Who may activate and abort.
    function authority() external view returns (address);
    /// @notice Whose state is moved, and who hands its ether over.
    function source() external view returns (address);
    /// @notice Whether the storage of an account that this migration has frozen is that of its former
    /// implementation: it is the source, and nothing has been written into it.
    function readable(address account) external view returns (bool);
    /// @notice Whether a deferred entry is written, or proven absent.
    function settled(bytes32 head) external view returns (bool);
    /// @notice The hash of the Content that an attester has worked out; zero before.
    function attested(address attester) external view returns (bytes32 content);
    /// @notice The digest of an attester's report; zero before.
    function confirmed(address attester) external view returns (bytes32 evidence);
}

/// @title What an account answers that is being moved
/// @notice A stand-in is an implementation for a proxy (ERC-1967), or a contract's own mixin.
interface IStandIn {
    /// @notice The account is being moved: nothing is written, and perhaps nothing read, until that is over.
    error Migrating(address migration);
    /// @notice Only the migration that the account obeys may do this.
    error NotMigration(address caller);
    /// @notice Only the source of the migration that the account obeys may do this.
    error NotSource(address caller);
    /// @notice A slot holds neither what it should before, nor what it should afterwards.
    error Changed(bytes32 slot, bytes32 found, bytes32 expected);

    /// @notice The migration that this account obeys.
    function novationMigration() external view returns (address);

    /// @notice Writes entries; forward writes next where before stands, otherwise the other way round. A
    /// slot that holds what it shall is left alone; one that holds neither reverts with Changed.
    function novationStore(Entry[] calldata entries, bool forward) external;

    /// @notice Gives the account its next implementation, and makes the call in the same transaction.
    function novationBecome(address implementation, bytes calldata initCall) external;

    /// @notice Hands all ether of the account over to another one that obeys the same migration.
    function novationPay(address to) external;

    /// @notice Takes ether in, from the source of the migration that the account obeys.
    function novationTake() external payable;
}
