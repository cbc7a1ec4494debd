// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {FuzzSelector, ICheats} from "../ICheats.sol";
import {MoveWorld} from "./MoveWorld.sol";

/// @title What stays true while entries are left, whatever happens
contract MoveInvariantsTest {
    ICheats internal constant VM = ICheats(address(uint160(uint256(keccak256("hevm cheat code")))));
    MoveWorld private _world;

    function setUp() public {
        _world = new MoveWorld();
    }

    function targetContracts() external view returns (address[] memory all) {
        all = new address[](1);
        all[0] = address(_world);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory all) {
        all = new FuzzSelector[](1);
        all[0] = _world.actions();
    }

    /// Each entry is written once, and only by its own value.
    /// forge-config: default.invariant.runs = 8
    function invariantNothingIsLostOrDoubled() external view {
        _world.check();
    }

    /// The invariant would hold in a world where nothing happens, too. Show that much does.
    function testTheWorldMoves() external {
        FuzzSelector memory actions = _world.actions();
        for (uint256 i = 0; i < 300; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(i)));
            bytes4 action = actions.selectors[seed % actions.selectors.length];
            (bool ok,) = address(_world).call(abi.encodePacked(action, seed >> 8, seed >> 16, seed >> 24));
            VM.assertTrue(ok, "an action failed");
        }
        _world.check();
        VM.assertTrue(_world.touched() > 3, "touched");
        VM.assertTrue(_world.passed() == 12, "drained");
        VM.assertTrue(_world.spent() > 5, "spent");
        VM.assertTrue(_world.retired() == 1, "retired");
    }
}
