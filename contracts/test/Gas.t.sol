// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Novation, Transition} from "../src/IBook.sol";
import {Fixture} from "./Fixture.sol";

/// @title What transactions cost, data included
/// @notice Writes snapshots/GasTest.json, which is committed: a change of cost shows in review.
contract GasTest is Fixture {
    /// forge-config: default.isolate = true
    function testChange() public {
        bytes memory init = _init();
        bytes32 changeHash = _propose(_change(ONE, first, init));
        VM.snapshotGasLastCall("propose");
        _approve(changeHash, 2);
        VM.snapshotGasLastCall("approve, 2 signatures");
        _vet(changeHash, 3);
        VM.snapshotGasLastCall("attest");
        _activate(changeHash, init);
        VM.snapshotGasLastCall("activate the first release");
        changeHash = _ready(_change(TWO, second, init));
        _activate(changeHash, init);
        VM.snapshotGasLastCall("activate another book");
        _revertNow(changeHash);
        VM.snapshotGasLastCall("revert, 2 signatures");
    }

    /// forge-config: default.isolate = true
    function testRecord() public {
        _upgrade(ONE, first);
        _create(first);
        VM.snapshotGasLastCall("create, 2 parties");
        Transition memory t = _step(first, keccak256("state 2"));
        bytes[] memory endorsements = _endorsed(first, t);
        first.transition(t, endorsements);
        VM.snapshotGasLastCall("transition, 2 parties");
        _upgrade(TWO, second);
        Novation memory n = _novation(first, second, keccak256("state 3"));
        endorsements = _endorsed(first, n);
        first.novateOut(n, endorsements);
        VM.snapshotGasLastCall("novate, 2 parties");
    }
}
