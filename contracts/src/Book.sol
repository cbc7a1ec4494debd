// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {IBook, Novation, Record, Status, Transition} from "./IBook.sol";
import {BookState, IConsortium} from "./IConsortium.sol";
import {TypedData} from "./TypedData.sol";

/// @title Book
/// @notice Records commitments, and nothing of the business. A step of a record counts when it is
/// the next one, starts from the recorded commitment, was decided under the epoch that is current
/// for this Book, and is signed by exactly the record's parties. Anyone may carry it here.
///
/// The parties of a record appear as one hash, keccak256(abi.encode(addresses)) with the addresses
/// strictly ascending. They use addresses made for this record alone, so that the ledger does not
/// tell who trades with whom. A record's id is keccak256(abi.encode(parties, salt)).
contract Book is IBook, TypedData {
    bytes32 private constant _TRANSITION = keccak256(
        "Transition(bytes32 record,uint64 sequence,bytes32 previous,bytes32 next,uint64 epoch,uint8 status,bytes32 parties)"
    );
    bytes32 private constant _NOVATION = keccak256(
        "Novation(bytes32 record,uint64 sequence,bytes32 previous,bytes32 next,uint64 epoch,address to,uint64 toEpoch,uint8 status,bytes32 parties)"
    );

    /// @inheritdoc IBook
    address public consortium;
    /// @inheritdoc IBook
    bytes32 public line;
    mapping(bytes32 id => Record) private _records;

    /// @notice Makes a Book without a line.
    /// @param consortium_ The Consortium that this Book obeys for ever.
    constructor(address consortium_) {
        consortium = consortium_;
    }

    /// @inheritdoc IBook
    function initialize(bytes32 line_) external {
        if (msg.sender != consortium) revert NotConsortium(msg.sender);
        if (line != 0) revert AlreadyInitialized(line);
        if (line_ == 0) revert NotInitialized();
        line = line_;
    }

    /// @inheritdoc IBook
    function create(Transition calldata t, bytes32 salt, bytes[] calldata endorsements) external {
        _requireCurrent(t.record, t.epoch, BookState.Active);
        bytes32 id = keccak256(abi.encode(t.parties, salt));
        if (t.record != id) revert WrongRecordId(t.record, id);
        if (_records[id].status != Status.None) revert RecordExists(id);
        if (t.sequence != 1) revert StaleSequence(id, t.sequence, 1);
        if (t.previous != 0) revert WrongCommitment(id, t.previous, 0);
        _apply(t, endorsements);
    }

    /// @inheritdoc IBook
    function transition(Transition calldata t, bytes[] calldata endorsements) external {
        _requireCurrent(t.record, t.epoch, BookState.Draining);
        _requireNext(t.record, t.sequence, t.previous, t.parties);
        _apply(t, endorsements);
    }

    /// @inheritdoc IBook
    function novateOut(Novation calldata n, bytes[] calldata endorsements) external {
        _requireCurrent(n.record, n.epoch, BookState.Suspended);
        _requireNext(n.record, n.sequence, n.previous, n.parties);
        _requireResult(n.status);
        _requireSibling(n.to);
        _requireEndorsed(n.record, hashNovation(n), n.parties, endorsements);
        // Sequence and commitment stay as they were here: they are what left.
        _records[n.record].status = Status.NovatedOut;
        emit NovatedOut(n.record, n.sequence, n.previous, n.to, n.toEpoch);
        IBook(n.to).novateIn(n);
    }

    /// @inheritdoc IBook
    function novateIn(Novation calldata n) external {
        _requireSibling(msg.sender);
        if (n.to != address(this)) revert NotABook(n.to);
        _requireResult(n.status);
        _requireCurrent(n.record, n.toEpoch, BookState.Active);
        Record storage r = _records[n.record];
        if (r.status != Status.None) {
            // It was here before, left, and comes back further on.
            if (r.status != Status.NovatedOut) revert RecordExists(n.record);
            if (n.sequence <= r.sequence) revert StaleSequence(n.record, n.sequence, r.sequence + 1);
            if (n.parties != r.parties) revert WrongParties(n.record, n.parties, r.parties);
        }
        _records[n.record] = Record(n.next, n.sequence, n.toEpoch, Status(n.status), n.parties);
        emit NovatedIn(n.record, n.sequence, n.previous, n.next, msg.sender, n.toEpoch, n.status);
    }

    /// @inheritdoc IBook
    function record(bytes32 id) external view returns (Record memory) {
        return _records[id];
    }

    /// @inheritdoc IBook
    function hashTransition(Transition calldata t) public view returns (bytes32) {
        return _digest(keccak256(abi.encode(_TRANSITION, t)));
    }

    /// @inheritdoc IBook
    function hashNovation(Novation calldata n) public view returns (bytes32) {
        return _digest(keccak256(abi.encode(_NOVATION, n)));
    }

    function _apply(Transition calldata t, bytes[] calldata endorsements) private {
        _requireResult(t.status);
        _requireEndorsed(t.record, hashTransition(t), t.parties, endorsements);
        _records[t.record] = Record(t.next, t.sequence, t.epoch, Status(t.status), t.parties);
        emit Transitioned(t.record, t.sequence, t.previous, t.next, t.epoch, t.status);
    }

    /// @dev The epoch is this Book's, and the Book's state is between Active and `last`: the states
    /// are ordered by how little they allow.
    function _requireCurrent(bytes32 id, uint64 epoch, BookState last) private view {
        if (line == 0) revert NotInitialized();
        (, uint64 current, BookState state) = IConsortium(consortium).bookState(address(this));
        if (state == BookState.None || state > last) revert BookNotActive(uint8(state));
        if (epoch != current) revert StaleRelease(id, epoch, current);
    }

    function _requireNext(bytes32 id, uint64 sequence, bytes32 previous, bytes32 parties) private view {
        Record storage r = _records[id];
        if (r.status != Status.Open) revert NotOpen(id, r.status);
        if (sequence != r.sequence + 1) revert StaleSequence(id, sequence, r.sequence + 1);
        if (previous != r.commitment) revert WrongCommitment(id, previous, r.commitment);
        if (parties != r.parties) revert WrongParties(id, parties, r.parties);
    }

    /// @dev The address is another Book that the Consortium once activated on this line.
    function _requireSibling(address book) private view {
        if (book == address(this)) revert NotABook(book);
        (bytes32 itsLine,,) = IConsortium(consortium).bookState(book);
        if (line == 0 || itsLine != line) revert NotABook(book);
    }

    function _requireResult(uint8 status) private pure {
        if (status != uint8(Status.Open) && status != uint8(Status.Closed)) revert WrongStatus(status);
    }

    function _requireEndorsed(bytes32 id, bytes32 digest, bytes32 parties, bytes[] calldata endorsements)
        private
        pure
    {
        if (endorsements.length == 0) revert NotEndorsed(id);
        address[] memory signers = new address[](endorsements.length);
        address last = address(0);
        for (uint256 i = 0; i < endorsements.length; ++i) {
            address signer = ECDSA.recover(digest, endorsements[i]);
            if (signer <= last) revert EndorsementsNotAscending(signer);
            signers[i] = signer;
            last = signer;
        }
        bytes32 given = keccak256(abi.encode(signers));
        if (given != parties) revert WrongParties(id, given, parties);
    }

    /// @notice The name in the EIP-712 domain.
    function _domainName() internal pure override returns (string memory) {
        return "Novation Book";
    }
}
