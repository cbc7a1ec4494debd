// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMigration} from "./IMigration.sol";
import {Movable} from "./Movable.sol";

/// @title For a contract that wants to be used while deferred entries are left
/// @notice It names what it touches in its own code, so it needs no Gate: in the migration's config,
/// gate is the contract itself. Before it reads or writes what may be a deferred entry it calls _touch
/// with its head: the first slot of the element of a mapping. Functions that only read do so too.
abstract contract Deferred is Movable {
    /// @notice An entry is not settled. Settle it with the migration's materialise or absent, and try again.
    error Unsettled(bytes32 head);

    /// @notice Goes on if the entry is written, or proven absent, or nothing is left to be written.
    function _touch(bytes32 head) internal view {
        MovableStorage storage s = _movableStorage();
        if (!s.open || s.migration == address(0)) return;
        if (!IMigration(s.migration).settled(head)) revert Unsettled(head);
    }

    function _defers() internal pure override returns (bool) {
        return true;
    }
}
