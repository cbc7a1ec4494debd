// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice A log, as forge records it.
struct Recorded {
    bytes32[] topics;
    bytes data;
    address emitter;
}

/// @title The cheat codes that only the tests of migrations use
interface IMoreCheats {
    function computeCreateAddress(address from, uint256 nonce) external pure returns (address);
    function deal(address account, uint256 value) external;
    function expectPartialRevert(bytes4 selector) external;
    function getNonce(address account) external view returns (uint64);
    function getRecordedLogs() external returns (Recorded[] memory);
    function load(address account, bytes32 slot) external view returns (bytes32);
    function parseJsonBytes32Array(string calldata json, string calldata key)
        external
        pure
        returns (bytes32[] memory);
    function parseJsonBytesArray(string calldata json, string calldata key)
        external
        pure
        returns (bytes[] memory);
    function parseJsonUintArray(string calldata json, string calldata key)
        external
        pure
        returns (uint256[] memory);
    function readFile(string calldata path) external view returns (string memory);
    function recordLogs() external;
    function store(address account, bytes32 slot, bytes32 value) external;
}
