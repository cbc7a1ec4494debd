// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Entry, IMigration, IStandIn, Phase} from "./IMigration.sol";
import {Stores} from "./Stores.sol";

/// @title For a contract without a proxy that wants to be moved
/// @notice The contract says in _authorizeMigration who may have it moved, and puts whenNotMoving before
/// whatever writes, or takes ether in. As the source of a migration it stays frozen, and opens again on an
/// abort. As the target it is frozen by its constructor or right after it, and opens when it is activated.
/// In both, what it becomes (sourceImplementation, targetImplementation) is itself.
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
    function novationPay(address to) external {
        _requireMigration();
        IStandIn(to).novationTake{value: address(this).balance}();
    }

    /// @inheritdoc IStandIn
    function novationTake() external payable {
        address migration = novationMigration();
        if (migration == address(0) || msg.sender != IMigration(migration).source()) {
            revert NotSource(msg.sender);
        }
    }

    /// @notice From now on only this migration writes. Whoever the contract lets move it may call this again, for
    /// the next migration or for one that leads back, or with zero to open it.
    function novationFreeze(address migration) external {
        _authorizeMigration(migration);
        _freeze(migration);
    }

    /// @inheritdoc IStandIn
    function novationMigration() public view returns (address) {
        return _movableStorage().migration;
    }

    /// @notice Reverts unless the caller may have the contract moved, by this migration.
    function _authorizeMigration(address migration) internal virtual;

    /// @notice From now on only this migration writes. For constructors.
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
