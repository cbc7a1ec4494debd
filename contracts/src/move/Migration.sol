// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Config, Content, Entry, IMigration, IStandIn, Phase} from "./IMigration.sol";
import {Leaves} from "./Leaves.sol";

/// @title Migration
/// @notice Writes what all attesters agree on into a target, and lets it become its new
/// implementation. Who carries entries here proves nothing by it: every entry is proven against a
/// root that each attester has worked out for itself. Everything that is kept of a migration is
/// kept here, and nothing of it in the storage of what is moved.
contract Migration is IMigration {
    /// @dev How far it is; one slot.
    struct State {
        Phase phase;
        uint64 cursor; // eager entries written
        uint64 drained; // deferred entries passed in order
        uint64 left; // deferred entries not written
    }

    Config private _config;
    Content private _content;
    State private _state;
    bytes32 private _drainedTo; // the head of the last deferred entry that was passed in order
    mapping(bytes32 head => bool) private _settled; // out of order
    mapping(uint256 place => uint256 bits) private _written; // out of order, 256 places each

    /// @inheritdoc IMigration
    mapping(address attester => bytes32) public attested;
    /// @inheritdoc IMigration
    mapping(address attester => bytes32) public confirmed;

    /// @notice Fixes what the migration is; everything else follows from the calls.
    constructor(Config memory c) {
        if (c.attesters.length == 0 || c.source == address(0) || c.target == address(0)) revert BadConfig();
        for (uint256 i = 0; i < c.attesters.length; ++i) {
            if (c.attesters[i] <= (i == 0 ? address(0) : c.attesters[i - 1])) revert BadConfig();
        }
        _config = c;
    }

    /// @inheritdoc IMigration
    function attest(Content calldata c) external {
        _require(Phase.Agreeing);
        _requireAttester();
        if ((c.eagerCount == 0) != (c.eager == Leaves.EMPTY)) revert BadContent();
        if ((c.deferredCount == 0) != (c.deferred == Leaves.EMPTY)) revert BadContent();
        if (c.deferredCount != 0 && _config.gate == address(0)) revert BadContent();
        _requireFrozen(_config.source);
        _requireFrozen(_config.target);
        bytes32 mine = keccak256(abi.encode(c));
        attested[msg.sender] = mine;
        emit Attested(msg.sender, mine);
        if (!_agreed(mine)) return;
        _content = c;
        _state = State(c.eagerCount == 0 ? Phase.Loaded : Phase.Loading, 0, 0, c.deferredCount);
        emit Agreed(mine);
    }

    /// @inheritdoc IMigration
    function load(uint64 first, Entry[] calldata entries, bytes32[] calldata siblings) external {
        State memory s = _require(Phase.Loading);
        if (first != s.cursor) revert WrongCursor(first, s.cursor);
        uint64 count = _content.eagerCount;
        bytes memory data = _storing(entries, _prove(entries, first, count, _content.eager, siblings), true);
        s.cursor += uint64(entries.length);
        if (s.cursor == count) s.phase = Phase.Loaded;
        _state = s;
        emit Loaded(s.cursor);
        _store(data);
    }

    /// @inheritdoc IMigration
    function confirm(bytes32 evidence) external {
        State memory s = _require(Phase.Loaded);
        _requireAttester();
        if (evidence == 0) revert NoEvidence();
        confirmed[msg.sender] = evidence;
        emit Confirmed(msg.sender, evidence);
        address[] storage all = _config.attesters;
        for (uint256 i = 0; i < all.length; ++i) {
            if (confirmed[all[i]] == 0) return;
        }
        s.phase = Phase.Confirmed;
        _state = s;
    }

    /// @inheritdoc IMigration
    function activate() external {
        State memory s = _require(Phase.Confirmed);
        if (!_config.unattended) _requireAuthority();
        _requireFrozen(_config.source);
        _requireFrozen(_config.target);
        bool deferred = s.left != 0;
        s.phase = deferred ? Phase.Draining : Phase.Done;
        _state = s;
        emit Activated();
        _pay(_config.source, _config.target);
        address next = deferred ? _config.gate : _config.targetImplementation;
        IStandIn(_config.target).novationBecome(next, _config.initCall);
    }

    /// @inheritdoc IMigration
    function materialise(uint64 place, Entry calldata entry, bytes32[] calldata siblings) external {
        State memory s = _require(Phase.Draining);
        if (_isSettled(s, entry.head)) revert AlreadySettled(entry.head);
        bytes32[] memory level = new bytes32[](1);
        uint256 end;
        (level[0], end) = Leaves.hash(entry);
        _requireRoot(level, place, _content.deferredCount, _content.deferred, siblings);
        --s.left;
        _state = s;
        _settled[entry.head] = true;
        _written[place / 256] |= 1 << (place % 256);
        emit Settled(entry.head, true);
        _store(_storingOne(entry, end));
    }

    /// @inheritdoc IMigration
    function absent(bytes32 head, uint64 place, Entry[] calldata neighbours, bytes32[] calldata siblings)
        external
    {
        State memory s = _require(Phase.Draining);
        if (_isSettled(s, head)) revert AlreadySettled(head);
        uint64 count = _content.deferredCount;
        uint256 before = place == 0 ? 0 : 1;
        if (place > count || neighbours.length != before + (place == count ? 0 : 1)) revert WrongProof();
        _prove(neighbours, place - before, count, _content.deferred, siblings);
        if (before == 1 && neighbours[0].head >= head) revert WrongProof();
        if (place != count && neighbours[before].head <= head) revert WrongProof();
        _settled[head] = true;
        emit Settled(head, false);
    }

    /// @inheritdoc IMigration
    function drain(uint64 first, Entry[] calldata entries, bytes32[] calldata siblings) external {
        State memory s = _require(Phase.Draining);
        if (first != s.drained) revert WrongCursor(first, s.drained);
        uint64 count = _content.deferredCount;
        bytes memory data =
            _storing(entries, _prove(entries, first, count, _content.deferred, siblings), true);
        uint256 kept = entries.length;
        // Have some from here on been written out of order?
        if (s.left != count - first) kept = _keepUnwritten(data, first, entries.length);
        s.drained += uint64(entries.length);
        s.left -= uint64(kept);
        _state = s;
        _drainedTo = entries[entries.length - 1].head;
        emit Drained(s.drained);
        if (kept != 0) _store(data);
    }

    /// @inheritdoc IMigration
    function retire() external {
        State memory s = _require(Phase.Draining);
        if (s.left != 0) revert EntriesLeft(s.left);
        s.phase = Phase.Done;
        _state = s;
        emit Retired();
        IStandIn(_config.target).novationBecome(_config.targetImplementation, "");
    }

    /// @inheritdoc IMigration
    function abort() external {
        _requireAuthority();
        State memory s = _state;
        if (s.phase > Phase.Confirmed) revert WrongPhase(s.phase);
        s.phase = Phase.Aborting;
        _state = s;
        emit Aborting();
    }

    /// @inheritdoc IMigration
    function unload(uint64 first, Entry[] calldata entries, bytes32[] calldata siblings) external {
        State memory s = _require(Phase.Aborting);
        if (first + entries.length != s.cursor) revert WrongCursor(first, s.cursor);
        uint256 end = _prove(entries, first, _content.eagerCount, _content.eager, siblings);
        s.cursor = first;
        _state = s;
        emit Unloaded(first);
        _store(_storing(entries, end, false));
    }

    /// @inheritdoc IMigration
    function restore() external {
        State memory s = _state;
        if (s.phase != Phase.Aborted) {
            _require(Phase.Aborting);
            if (s.cursor != 0) revert EntriesLeft(s.cursor);
            s.phase = Phase.Aborted;
            _state = s;
            emit Aborted();
        }
        address at = _config.source;
        if (_isFrozen(at)) IStandIn(at).novationBecome(_config.sourceImplementation, "");
    }

    /// @inheritdoc IMigration
    function config() external view returns (Config memory) {
        return _config;
    }

    /// @inheritdoc IMigration
    function content() external view returns (Content memory) {
        return _content;
    }

    /// @inheritdoc IMigration
    function phase() external view returns (Phase) {
        return _state.phase;
    }

    /// @inheritdoc IMigration
    function cursor() external view returns (uint64) {
        return _state.cursor;
    }

    /// @inheritdoc IMigration
    function drained() external view returns (uint64) {
        return _state.drained;
    }

    /// @inheritdoc IMigration
    function left() external view returns (uint64) {
        return _state.left;
    }

    /// @inheritdoc IMigration
    function settled(bytes32 head) external view returns (bool) {
        return _isSettled(_state, head);
    }

    /// @inheritdoc IMigration
    function authority() external view returns (address) {
        return _config.authority;
    }

    /// @inheritdoc IMigration
    function source() external view returns (address) {
        return _config.source;
    }

    /// @inheritdoc IMigration
    function readable(address account) external view returns (bool) {
        return account == _config.source && (account != _config.target || _state.cursor == 0);
    }

    /// @dev Ether goes where the state goes.
    function _pay(address from, address to) private {
        uint256 amount = from.balance;
        if (from == to || amount == 0) return;
        emit Paid(amount);
        IStandIn(from).novationPay(to);
    }

    /// @dev The target writes what a call of _storing says.
    function _store(bytes memory data) private {
        address target = _config.target;
        assembly ("memory-safe") {
            if iszero(call(gas(), target, 0, add(data, 0x20), mload(data), 0, 0)) {
                let spare := mload(0x40)
                returndatacopy(spare, 0, returndatasize())
                revert(spare, returndatasize())
            }
        }
    }

    /// @dev All attesters have attested this. Tells of the first who attested something else.
    function _agreed(bytes32 mine) private returns (bool all) {
        address[] storage attesters = _config.attesters;
        all = true;
        for (uint256 i = 0; i < attesters.length; ++i) {
            bytes32 other = attested[attesters[i]];
            if (other == mine) continue;
            if (other != 0) {
                emit Disagreement(msg.sender, mine, other);
                return false;
            }
            all = false;
        }
    }

    /// @dev Leaves in a call of _storing only entries that were not written out of order, and returns how many.
    function _keepUnwritten(bytes memory data, uint256 first, uint256 n) private view returns (uint256 kept) {
        uint256 bits;
        for (uint256 i = 0; i < n; ++i) {
            uint256 place = first + i;
            if (i == 0 || place % 256 == 0) bits = _written[place / 256];
            if (bits >> (place % 256) & 1 != 0) continue;
            // Offsets count from the first of them, so entries need not move.
            assembly ("memory-safe") {
                let table := add(data, 0x84)
                mstore(add(table, shl(5, kept)), mload(add(table, shl(5, i))))
            }
            ++kept;
        }
        assembly ("memory-safe") {
            mstore(add(data, 0x64), kept)
        }
    }

    function _isSettled(State memory s, bytes32 head) private view returns (bool) {
        if (s.phase != Phase.Draining) return s.phase == Phase.Done;
        return s.left == 0 || (s.drained != 0 && head <= _drainedTo) || _settled[head];
    }

    function _isFrozen(address account) private view returns (bool) {
        if (account.code.length == 0) return false;
        // Before the freeze an account may know nothing of migrations.
        (bool ok, bytes memory out) = account.staticcall(abi.encodeCall(IStandIn.novationMigration, ()));
        return ok && out.length == 32 && uint256(bytes32(out)) == uint160(address(this));
    }

    function _require(Phase wanted) private view returns (State memory s) {
        s = _state;
        if (s.phase != wanted) revert WrongPhase(s.phase);
    }

    function _requireAttester() private view {
        address[] storage all = _config.attesters;
        for (uint256 i = 0; i < all.length; ++i) {
            if (all[i] == msg.sender) return;
        }
        revert NotAttester(msg.sender);
    }

    function _requireAuthority() private view {
        if (msg.sender != _config.authority) revert NotAuthority(msg.sender);
    }

    function _requireFrozen(address account) private view {
        if (!_isFrozen(account)) revert NotFrozen(account);
    }

    /// @dev Entries are at first and on in a tree. Returns where they end in the calldata.
    function _prove(
        Entry[] calldata entries,
        uint256 first,
        uint256 count,
        bytes32 root,
        bytes32[] calldata siblings
    ) private pure returns (uint256 end) {
        bytes32[] memory level;
        (level, end) = Leaves.hashes(entries);
        _requireRoot(level, first, count, root, siblings);
    }

    function _requireRoot(
        bytes32[] memory level,
        uint256 first,
        uint256 count,
        bytes32 root,
        bytes32[] calldata siblings
    ) private pure {
        if (level.length == 0 || first >= count || level.length > count - first) {
            revert WrongProof();
        }
        if (Leaves.climb(level, first, count, siblings) != root) revert WrongProof();
    }

    /// @dev The call of novationStore with entries, whose encoding ends at end in this call.
    function _storing(Entry[] calldata entries, uint256 end, bool forward)
        private
        pure
        returns (bytes memory data)
    {
        uint256 from;
        assembly ("memory-safe") {
            from := sub(entries.offset, 0x20)
        }
        return abi.encodePacked(
            IStandIn.novationStore.selector, uint256(0x40), uint256(forward ? 1 : 0), msg.data[from:end]
        );
    }

    /// @dev The call of novationStore with one entry.
    function _storingOne(Entry calldata entry, uint256 end) private pure returns (bytes memory data) {
        uint256 from;
        assembly ("memory-safe") {
            from := entry
        }
        bytes4 selector = IStandIn.novationStore.selector;
        return
            abi.encodePacked(
                selector, uint256(0x40), uint256(1), uint256(1), uint256(0x20), msg.data[from:end]
            );
    }
}
