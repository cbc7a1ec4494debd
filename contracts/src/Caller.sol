// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Call, Calls, ICalls, Stage} from "./ICalls.sol";

/// @title Caller
/// @notice The calls of changes: which were approved, which change of a line is prepared, and the
/// making of them.
abstract contract Caller is ICalls {
    /// @inheritdoc ICalls
    mapping(bytes32 changeHash => bytes32 hash) public callsOf;
    /// @inheritdoc ICalls
    mapping(bytes32 line => bytes32 changeHash) public prepared;
    /// @inheritdoc ICalls
    mapping(bytes32 changeHash => bytes32 other) public replaces;
    /// @dev Whether calls are being made; false again at the end of the function that makes them.
    bool private transient _busy;

    /// @dev Nothing that a call reaches can come back here.
    modifier alone() {
        _enter();
        _;
        _leave();
    }

    function _enter() private {
        if (_busy) revert Busy();
        _busy = true;
    }

    function _leave() private {
        _busy = false;
    }

    /// @dev Remembers the calls of a change that is being proposed.
    function _setCalls(bytes32 line, bytes32 changeHash, bytes32 calls) internal {
        (callsOf[changeHash], replaces[changeHash]) = (calls, prepared[line]);
        emit CallsProposed(changeHash, calls, prepared[line]);
    }

    /// @dev These are the calls that the change was approved with.
    function _requireCalls(bytes32 changeHash, Calls calldata calls) internal view {
        bool none =
            calls.prepare.length + calls.activate.length + calls.abort.length + calls.revert.length == 0;
        _requireCallsHash(changeHash, none ? bytes32(0) : keccak256(abi.encode(calls)));
    }

    function _requireCallsHash(bytes32 changeHash, bytes32 given) internal view {
        bytes32 expected = callsOf[changeHash];
        if (given != expected) revert WrongCalls(given, expected);
    }

    /// @dev No change of the line is prepared.
    function _requireNonePrepared(bytes32 line) internal view {
        if (prepared[line] != 0) revert AnotherPrepared(prepared[line]);
    }

    /// @dev Makes the calls of a stage. The Consortium has its state of afterwards already, and
    /// whoever is called cannot change it: see alone.
    function _run(bytes32 changeHash, Stage stage, Call[] calldata calls) internal {
        for (uint256 i = 0; i < calls.length; ++i) {
            address target = calls[i].target;
            if (target == address(this)) revert CallToSelf(stage, i);
            bytes memory data = calls[i].data;
            emit Called(changeHash, stage, i, target, keccak256(data));
            // solhint-disable-next-line avoid-low-level-calls
            (bool ok, bytes memory result) = target.call(data);
            if (!ok || target.code.length == 0) revert CallFailed(stage, i, target, result);
        }
    }
}
