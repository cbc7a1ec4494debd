// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice Which functions of a contract an invariant run calls.
struct FuzzSelector {
    address addr;
    bytes4[] selectors;
}

/// @title The part of forge's cheat codes that these tests use
interface ICheats {
    function addr(uint256 key) external pure returns (address);
    function assertEq(uint256 left, uint256 right, string calldata why) external pure;
    function assertEq(bytes32 left, bytes32 right, string calldata why) external pure;
    function assertEq(address left, address right, string calldata why) external pure;
    function assertEq(string calldata left, string calldata right, string calldata why) external pure;
    function assertTrue(bool condition, string calldata why) external pure;
    function assertFalse(bool condition, string calldata why) external pure;
    function assume(bool condition) external pure;
    function etch(address target, bytes calldata code) external;
    function expectEmit() external;
    function expectRevert() external;
    function expectRevert(bytes calldata data) external;
    function expectRevert(bytes4 selector) external;
    function prank(address sender) external;
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function snapshotGasLastCall(string calldata name) external returns (uint256);
    function warp(uint256 time) external;
    function chainId(uint256 id) external;
}
