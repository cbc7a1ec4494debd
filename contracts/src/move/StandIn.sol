// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Guest} from "./Guest.sol";
import {IMigration} from "./IMigration.sol";

/// @title What a proxy is while it is frozen
/// @notice Its storage changes only by the hand of its migration. With a reader, which is the
/// implementation that was there before, it still answers questions: each is put to the reader in a
/// static call, so that whatever would write fails. The reader then sees the proxy itself as the
/// caller; a function that depends on who asks answers for the proxy. Without a reader, while the
/// storage is being rewritten, and to whatever would write, the answer is Migrating. Value is refused.
contract StandIn is Guest {
    address private immutable _READER;

    /// @notice Fixes whom it obeys and who answers.
    /// @param migration Whom it obeys.
    /// @param reader_ Who answers questions; zero for nobody.
    constructor(address migration, address reader_) Guest(migration) {
        _READER = reader_;
    }

    /// @notice Value is refused.
    receive() external payable {
        revert Migrating(_MIGRATION);
    }

    // solhint-disable no-complex-fallback
    /// @notice Puts a question to the reader.
    fallback() external payable {
        if (_READER == address(0) || msg.value != 0) revert Migrating(_MIGRATION);
        bool asked = msg.sender == address(this); // by the static call below, or by what it calls
        if (!asked) {
            if (!IMigration(_MIGRATION).readable(address(this))) revert Migrating(_MIGRATION);
            // solhint-disable-next-line avoid-low-level-calls
            (bool answered, bytes memory answer) = address(this).staticcall(msg.data);
            if (answered) _end(true, answer);
            if (answer.length == 0) revert Migrating(_MIGRATION);
        }
        // For somebody else this is a trial, with the right caller, which always reverts: with the
        // reader's own words if it would have refused before the freeze too.
        (bool ok, bytes memory out) = _delegate(_READER);
        if (ok ? !asked : out.length == 0) revert Migrating(_MIGRATION);
        _end(ok, out);
    }

    // solhint-enable no-complex-fallback

    /// @notice Who answers questions; zero for nobody.
    function novationReader() external view returns (address) {
        return _READER;
    }
}
