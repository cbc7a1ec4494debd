// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Entry, IMigration, IStandIn, Phase} from "./IMigration.sol";
import {Stores} from "./Stores.sol";

/// @title For a contract without a proxy that wants to be moved
/// @notice The contract decides who may freeze it for a migration, and puts whenNotMoving before
/// whatever writes. As the source of a migration it stays frozen, and opens again on an abort. As the
/// target it freezes itself in its constructor, and opens when it is activated. In both, what it
/// becomes (sourceImplementation, targetImplementation) is itself.
abstract contract Movable is IStandIn {
    /// @custom:storage-location erc7201:novation.storage.Movable
    struct MovableStorage {
        address migration; // zero when it is nobody's to move
        bool open; // deferred entries are left; only Deferred opens before they are all written
    }

    /// @notice From now on only this migration writes.
    event Frozen(address indexed migration);
    /// @notice Everybody may write again.
    event Opened(address indexed migration);

    /// @notice A contract without a proxy cannot become another.
    error NotItself(address implementation);
    /// @notice The contract does not look before it touches, so it cannot open before all is written.
    error NotDeferred();

    /// @notice For every function that writes.
    modifier whenNotMoving() {
        MovableStorage storage s = _movableStorage();
        if (s.migration != address(0) && !s.open) revert Migrating(s.migration);
        _;
    }

    /// @inheritdoc IStandIn
    function novationStore(Entry[] calldata entries, bool forward) external {
        _requireMigration();
        Stores.write(entries, forward);
    }

    /// @inheritdoc IStandIn
    function novationBecome(address implementation, bytes calldata initCall) external {
        address migration = _requireMigration();
        if (implementation != address(this)) revert NotItself(implementation);
        if (IMigration(migration).phase() == Phase.Draining) {
            if (!_defers()) revert NotDeferred();
            _movableStorage().open = true;
        } else {
            delete _movableStorage().migration;
            delete _movableStorage().open;
        }
        emit Opened(migration);
        if (initCall.length == 0) return;
        // solhint-disable-next-line avoid-low-level-calls
        (bool ok, bytes memory out) = address(this).delegatecall(initCall);
        if (ok) return;
        assembly ("memory-safe") {
            revert(add(out, 0x20), mload(out))
        }
    }

    /// @inheritdoc IStandIn
    function novationMigration() public view returns (address) {
        return _movableStorage().migration;
    }

    /// @notice From now on only this migration writes. The contract must check who asks for it.
    function _freeze(address migration) internal {
        MovableStorage storage s = _movableStorage();
        (s.migration, s.open) = (migration, false);
        emit Frozen(migration);
    }

    /// @notice Whether the contract asks for deferred entries before it touches them.
    function _defers() internal pure virtual returns (bool) {
        return false;
    }

    function _movableStorage() internal pure returns (MovableStorage storage s) {
        bytes32 slot = Stores.MOVABLE;
        assembly ("memory-safe") {
            s.slot := slot
        }
    }

    function _requireMigration() private view returns (address migration) {
        migration = novationMigration();
        if (migration == address(0) || msg.sender != migration) revert NotMigration(msg.sender);
    }
}
