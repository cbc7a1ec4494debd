// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Novation, Transition} from "../src/IBook.sol";
import {Calls} from "../src/ICalls.sol";
import {Fixture} from "./Fixture.sol";
import {Ward} from "./Ward.sol";

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
    function testChangeWithCalls() public {
        Ward ward = new Ward(address(consortium));
        _upgrade(ONE, first);
        Calls memory calls;
        calls.prepare = _one(address(ward), abi.encodeCall(Ward.freeze, (true)));
        calls.activate = _one(address(ward), abi.encodeCall(Ward.freeze, (false)));
        (calls.abort, calls.revert) = (calls.activate, calls.prepare);
        bytes32 changeHash = _proposeWith(_change(TWO, second, _init()), calls);
        VM.snapshotGasLastCall("propose with calls");
        _approve(changeHash, 2);
        _vet(changeHash, 3);
        VM.prank(_pod(1));
        consortium.prepare(changeHash, calls);
        VM.snapshotGasLastCall("prepare, 1 call");
        VM.prank(_pod(1));
        consortium.activateWithCalls(changeHash, _init(), calls);
        VM.snapshotGasLastCall("activate another book, 1 call");
        _revertWith(changeHash, calls);
        VM.snapshotGasLastCall("revert, 2 signatures, 1 call");
        changeHash = _readyWith(_change(keccak256("3.0.0"), second, ""), calls);
        VM.prank(_pod(1));
        consortium.prepare(changeHash, calls);
        VM.prank(_approver(0));
        consortium.abort(changeHash, calls);
        VM.snapshotGasLastCall("abort, 1 call");
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
