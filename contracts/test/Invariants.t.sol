// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Fixture} from "./Fixture.sol";
import {FuzzSelector} from "./ICheats.sol";
import {World} from "./World.sol";

/// @title What stays true whatever happens
contract InvariantsTest is Fixture {
    World private _world;

    function setUp() public override {
        _world = new World();
    }

    function targetContracts() external view returns (address[] memory all) {
        all = new address[](1);
        all[0] = address(_world);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory all) {
        all = new FuzzSelector[](1);
        all[0] = _world.actions();
    }

    /// Nothing illegal happened and nothing legal was refused; epochs only rise; an approval counts
    /// once; a record is open in one Book at most and its steps have no gaps; what a change froze is
    /// frozen as long as the change is prepared; votes, pauses and resolutions count once. They are one function so that one run checks all.
    function invariantTheWorldIsInOrder() external view {
        VM.assertEq(_world.wrong(), "", "wrong decision");
        _world.checkEpochs();
        _world.checkApprovals();
        _world.checkRecord();
        _world.checkCalls();
        _world.checkStanding();
    }

    /// The invariant would hold in a world where nothing happens, too. Show that much does.
    function testTheWorldMoves() external {
        FuzzSelector memory actions = _world.actions();
        for (uint256 i = 0; i < 3000; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(i)));
            bytes4 action = actions.selectors[seed % actions.selectors.length];
            (bool ok,) = address(_world).call(abi.encodePacked(action, seed >> 8, seed >> 16, seed >> 24));
            VM.assertTrue(ok, "an action failed");
        }
        VM.assertEq(_world.wrong(), "", "wrong decision");
        VM.assertTrue(_world.activations() > 20, "activations");
        VM.assertTrue(_world.reverts() > 5, "reverts");
        VM.assertTrue(_world.novations() > 5, "novations");
        VM.assertTrue(_world.sequence() > 20, "steps");
        (uint64 preparations, uint64 aborts, uint64 replacements) = _world.stages();
        VM.assertTrue(preparations > 20, "preparations");
        VM.assertTrue(aborts > 2, "aborts");
        VM.assertTrue(replacements > 0, "replacements");
        (uint64 votes, uint64 endings, uint64 refusals, uint64 pauses, uint64 lifts) = _world.words();
        VM.assertTrue(votes > 20, "votes");
        VM.assertTrue(endings > 0, "endings");
        VM.assertTrue(refusals > 0, "refusals");
        VM.assertTrue(pauses > 5, "pauses");
        VM.assertTrue(lifts > 5, "lifts");
        _world.checkCalls();
        _world.checkStanding();
    }
}
