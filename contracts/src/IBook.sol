// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What a record is in one Book. Open records can move on, closed and
/// novated-out records cannot. None means that the Book never held the record.
enum Status {
    None,
    Open,
    Closed,
    NovatedOut
}

/// @notice One step of a record, as its parties sign it.
struct Transition {
    bytes32 record; // id of the record
    uint64 sequence; // steps so far, this one included; 1 creates the record
    bytes32 previous; // commitment to the state before, 0 for a new record
    bytes32 next; // commitment to the state after
    uint64 epoch; // epoch of the Book under which the parties decided
    uint8 status; // status after the step: Open (1) or Closed (2)
    bytes32 parties; // hash of the parties' addresses, see Book
}

/// @notice The step by which a record leaves one Book for another.
struct Novation {
    bytes32 record; // id of the record
    uint64 sequence; // steps so far, this one included
    bytes32 previous; // commitment to the state that leaves
    bytes32 next; // commitment to the converted state that arrives
    uint64 epoch; // epoch of the Book it leaves
    address to; // Book it goes to
    uint64 toEpoch; // epoch of the Book it goes to
    uint8 status; // status on arrival: Open (1) or Closed (2)
    bytes32 parties; // hash of the parties' addresses, see Book
}

/// @notice What a Book keeps of a record. The state itself never comes here.
struct Record {
    bytes32 commitment; // salted hash of the state
    uint64 sequence; // steps so far
    uint64 epoch; // epoch of the last step
    Status status;
    bytes32 parties; // hash of the parties' addresses
}

/// @title A ledger of commitments
/// @notice The part of a Book that the Consortium, other Books and tools use.
interface IBook {
    /// @notice A record was created (sequence 1) or moved on.
    event Transitioned(
        bytes32 indexed record, uint64 sequence, bytes32 previous, bytes32 next, uint64 epoch, uint8 status
    );

    /// @notice A record left this Book. It stays readable here, and can do nothing here.
    event NovatedOut(bytes32 indexed record, uint64 sequence, bytes32 previous, address to, uint64 toEpoch);

    /// @notice A record arrived from another Book of the line.
    event NovatedIn(
        bytes32 indexed record,
        uint64 sequence,
        bytes32 previous,
        bytes32 next,
        address from,
        uint64 epoch,
        uint8 status
    );

    /// @notice Only the Consortium may call this.
    error NotConsortium(address caller);
    /// @notice The Book has its line already.
    error AlreadyInitialized(bytes32 line);
    /// @notice The Book has no line yet, or was given the line 0.
    error NotInitialized();
    /// @notice The Book's place in the line (a BookState of the Consortium) does not allow this.
    error BookNotActive(uint8 state);
    /// @notice The step was decided under another epoch than the current one: decide again.
    error StaleRelease(bytes32 record, uint64 given, uint64 current);
    /// @notice The step is not the next one of the record.
    error StaleSequence(bytes32 record, uint64 given, uint64 expected);
    /// @notice The step starts from another state than the one recorded.
    error WrongCommitment(bytes32 record, bytes32 given, bytes32 expected);
    /// @notice The signers, or the parties named, are not the record's parties.
    error WrongParties(bytes32 record, bytes32 given, bytes32 expected);
    /// @notice Endorsements must be ordered by their signers' addresses, each signer once.
    error EndorsementsNotAscending(address signer);
    /// @notice A step needs the endorsement of at least one party.
    error NotEndorsed(bytes32 record);
    /// @notice Only an open record can do this.
    error NotOpen(bytes32 record, Status status);
    /// @notice The record is here already.
    error RecordExists(bytes32 record);
    /// @notice The id does not follow from the parties and the salt.
    error WrongRecordId(bytes32 given, bytes32 expected);
    /// @notice A step ends in Open or Closed and in nothing else.
    error WrongStatus(uint8 status);
    /// @notice The address is not another Book of this line.
    error NotABook(address book);

    /// @notice Gives the Book its line, once, in the transaction that activates it.
    function initialize(bytes32 line_) external;

    /// @notice Creates a record.
    /// @param t Sequence 1, previous 0.
    /// @param salt The secret from which the id was made: it proves that the creator did not
    /// pick an id that other parties will need.
    /// @param endorsements Every party's signature over t, ordered by the parties' addresses.
    function create(Transition calldata t, bytes32 salt, bytes[] calldata endorsements) external;

    /// @notice Moves a record on by one step.
    /// @param endorsements Every party's signature over t, ordered by the parties' addresses.
    function transition(Transition calldata t, bytes[] calldata endorsements) external;

    /// @notice Moves a record to the line's active Book, where it goes on.
    /// @param endorsements Every party's signature over n in this Book's domain, ordered by the
    /// parties' addresses.
    function novateOut(Novation calldata n, bytes[] calldata endorsements) external;

    /// @notice Takes a record over. Only another Book of the line may call this; it has checked
    /// the endorsements.
    function novateIn(Novation calldata n) external;

    /// @notice The Consortium this Book obeys.
    function consortium() external view returns (address);

    /// @notice The salted digest of the line's name, 0 before the first activation.
    function line() external view returns (bytes32);

    /// @notice What is recorded under an id.
    function record(bytes32 id) external view returns (Record memory);

    /// @notice The digest that parties sign to endorse t.
    function hashTransition(Transition calldata t) external view returns (bytes32);

    /// @notice The digest that parties sign to endorse n.
    function hashNovation(Novation calldata n) external view returns (bytes32);
}
