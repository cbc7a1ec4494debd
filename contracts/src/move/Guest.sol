// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

import {Entry, IMigration, IStandIn} from "./IMigration.sol";
import {Stores} from "./Stores.sol";

/// @title What a migration may do with a proxy that it has put its own implementation into
/// @notice It has no storage of its own: it runs in the storage of the proxy. Behind a proxy without an
/// admin (UUPS) the authority of the migration may put in another implementation, as the admin of any
/// other proxy may through the proxy itself; so a later migration, or a repair, can take over.
abstract contract Guest is IStandIn, UUPSUpgradeable {
    address internal immutable _MIGRATION;

    /// @notice Fixes whom it obeys.
    constructor(address migration) {
        _MIGRATION = migration;
    }

    /// @inheritdoc IStandIn
    function novationStore(Entry[] calldata entries, bool forward) external {
        _requireMigration();
        Stores.write(entries, forward);
    }

    /// @inheritdoc IStandIn
    function novationBecome(address implementation, bytes calldata initCall) external {
        _requireMigration();
        ERC1967Utils.upgradeToAndCall(implementation, initCall);
    }

    /// @inheritdoc IStandIn
    function novationPay(address to) external {
        _requireMigration();
        IStandIn(to).novationTake{value: address(this).balance}();
    }

    /// @inheritdoc IStandIn
    function novationTake() external payable {
        if (msg.sender != IMigration(_MIGRATION).source()) revert NotSource(msg.sender);
    }

    /// @inheritdoc IStandIn
    function novationMigration() external view returns (address) {
        return _MIGRATION;
    }

    function _authorizeUpgrade(address) internal view override {
        // A proxy that has an admin needs no other way.
        bool ours = ERC1967Utils.getAdmin() == address(0);
        if (!ours || msg.sender != IMigration(_MIGRATION).authority()) {
            revert IMigration.NotAuthority(msg.sender);
        }
    }

    function _requireMigration() private view {
        if (msg.sender != _MIGRATION) revert NotMigration(msg.sender);
    }

    /// @dev Runs other code in the storage of the proxy, and ends the call as that code did.
    function _delegate(address implementation) internal returns (bool ok, bytes memory out) {
        // solhint-disable-next-line avoid-low-level-calls
        (ok, out) = implementation.delegatecall(msg.data);
    }

    /// @dev Ends the call with these bytes.
    function _end(bool ok, bytes memory out) internal pure {
        assembly ("memory-safe") {
            switch ok
            case 0 { revert(add(out, 0x20), mload(out)) }
            default { return(add(out, 0x20), mload(out)) }
        }
    }
}
